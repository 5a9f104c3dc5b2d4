//! From bytes to cells with places: encodings, delimiters, quotes, number styles, limits.
//!
//! Knows what a cell's text is and where it stands; what a column means is for the sources. Nothing here
//! opens a file.

pub mod codes;
mod csv;
mod delimiter;
mod encoding;
mod faults;
pub mod field;
mod gzip;
mod header;
mod json;
mod lines;
pub mod number;
pub mod period;
pub mod prose;
mod quotes;
mod rates;
mod records;
pub mod role;
mod sheet;
mod sniff;
mod spec;
mod unit;
mod workbook;

use crate::diag::Diagnostic;

pub use faults::Faults;
pub use field::{Amount, AreaForm, Fields};
pub use gzip::unpacked;
pub use rates::{RATES, holds_rates, read_rates};
pub use sheet::{Sheet, squeeze};
pub use sniff::Kind;
pub use spec::{Calendar, DatasetSpec, Fetched, Licence, Limits, RowsAllowed};
pub use unit::{MoneyUnit, UnitError};
pub use workbook::{
    Chosen, Refusal, Wish, choose as choose_sheet, from_stream, keep_workbooks_with, to_stream,
};

/// The bytes of one file, under the name that messages use.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Id of the dataset.
    pub dataset: &'a str,
    /// Path as the user named it, or relative to the desk.
    pub path: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// What the bytes turned out to hold.
#[derive(Debug)]
pub enum Document {
    /// A table of cells.
    Sheet(Sheet),
}

/// Reads bytes as far as their structure goes; `None` where the file cannot be used at all.
///
/// `fallback` is an encoding to try where the bytes are not UTF-8 and the spec names none.
#[must_use]
pub fn open(
    input: Input<'_>,
    spec: &DatasetSpec,
    fallback: Option<&str>,
) -> (Option<Document>, Vec<Diagnostic>) {
    match sniff::sniff(input, spec) {
        Err(refusal) => (None, vec![*refusal]),
        Ok(Kind::Json) => {
            let (sheet, diagnostics) = records::read(input, spec);
            (sheet.map(Document::Sheet), diagnostics)
        }
        Ok(Kind::Workbook) => {
            let (sheet, diagnostics) = workbook::read(input, spec);
            (sheet.map(Document::Sheet), diagnostics)
        }
        Ok(Kind::Delimited) => {
            let (sheet, diagnostics) = csv::read(input, spec, fallback);
            (sheet.map(Document::Sheet), diagnostics)
        }
    }
}

/// The first line as far as it is ASCII, to recognize a format whose encoding is not known yet.
#[must_use]
pub fn ascii_first_line(bytes: &[u8]) -> Option<&str> {
    let end = bytes.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(bytes.len());
    std::str::from_utf8(&bytes[..end]).ok().filter(|line| line.is_ascii())
}

/// The column names of a text that is nothing but its first line.
#[must_use]
pub fn header_only(input: Input<'_>, spec: &DatasetSpec) -> Option<Sheet> {
    csv::header_only(input, spec)
}
