//! Workbooks (`.xlsx`, `.ods`, and pages named `.xls`): the sheet that holds the table, as cells with their addresses.
//!
//! Read in a stream under limits on every size, so that a small file cannot exhaust memory; no entity is expanded,
//! no link followed, nothing written. The program reads them in a process of its own by [`keep_workbooks_with`];
//! colors, comments and charts are not read.

mod dates;
mod grid;
mod html;
mod ods;
mod package;
mod refusal;
mod sheet;
mod stream;
mod table;
mod xlsx;

use std::sync::OnceLock;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use serde::{Deserialize, Serialize};

use super::sheet::Sheet;
use super::{DatasetSpec, Input, Limits};
use crate::diag::Diagnostic;
use grid::Grid;
pub(super) use package::Package;
pub use refusal::Refusal;
pub use stream::{from_stream, to_stream};
pub(super) use table::address;

/// Which sheet is wanted of which kind of file, within which sizes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Wish {
    /// Name of the sheet, if one is declared.
    pub sheet: Option<String>,
    /// Text encoding of a page, if one is declared.
    pub encoding: Option<String>,
    /// Largest sizes.
    pub limits: Limits,
}

/// The sheet that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Its name.
    name: String,
    /// Its text encoding, where the format leaves a choice.
    encoding: String,
    /// What else must be told of the choice.
    remarks: Vec<Remark>,
    grid: Grid,
}

/// What must be told of a choice, beside the sheet itself.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Remark {
    code: &'static str,
    text: String,
}

/// A sheet with cells, among others.
struct Found {
    name: String,
    is_hidden: bool,
    grid: Grid,
}

/// Reads a workbook somewhere else, within limits that this process cannot set for itself.
pub type Keeper = fn(&[u8], &Wish) -> Result<Chosen, Refusal>;

static KEEPER: OnceLock<Keeper> = OnceLock::new();

/// Has all workbooks read by `keeper` from now on. Without one they are read in this process, within the limits that
/// are counted.
pub fn keep_workbooks_with(keeper: Keeper) {
    // A second keeper would be a mistake of the caller, and the first one stays.
    let _ = KEEPER.set(keeper);
}

/// Reads the table of a workbook; `None` where nothing may be used.
pub(super) fn read(input: Input<'_>, spec: &DatasetSpec) -> (Option<Sheet>, Vec<Diagnostic>) {
    let wish =
        Wish { sheet: spec.sheet.clone(), encoding: spec.encoding.clone(), limits: spec.limits };
    let keeper = KEEPER.get().copied().unwrap_or(choose as Keeper);
    match keeper(input.bytes, &wish) {
        Ok(chosen) => table::table(input, spec, &chosen),
        Err(refusal) => (None, vec![refusal.diagnostic(input.path)]),
    }
}

/// The sheet wanted, or the only one with cells, read in this process.
///
/// # Errors
/// A refusal: R101, R107, R108 or R208.
pub fn choose(bytes: &[u8], wish: &Wish) -> Result<Chosen, Refusal> {
    let wanted = wish.sheet.as_deref();
    if !bytes.starts_with(b"PK") {
        let is_compound = bytes.starts_with(b"\xD0\xCF\x11\xE0");
        let head = &bytes[..bytes.len().min(2_000)];
        let mark = b"urn:schemas-microsoft-com:office:spreadsheet";
        if head.trim_ascii_start().starts_with(b"<?xml")
            && head.windows(mark.len()).any(|w| w == mark)
        {
            return Err(Refusal::other_form("it is in the XML form of Excel 2003"));
        }
        return if is_compound { Err(Refusal::compound(bytes)) } else { html::choose(bytes, wish) };
    }
    let package = Package::open(bytes, wish.limits)?;
    if ods::is_sheets(&package)? {
        let (names, found) = ods::read(&package, wanted, wish.limits)?;
        return one(&names, found, wanted);
    }
    let workbook = xlsx::Workbook::open(package, wish.limits)?;
    one(&workbook.names(), workbook.read(wanted)?, wanted)
}

/// The one sheet among those found; hidden ones stand back and are told.
fn one(names: &[String], mut found: Vec<Found>, wanted: Option<&str>) -> Result<Chosen, Refusal> {
    let shown = found.iter().filter(|sheet| !sheet.is_hidden).count();
    let mut remarks = vec![];
    if wanted.is_none() && shown == 1 {
        let hidden: Vec<&str> =
            found.iter().filter(|s| s.is_hidden).map(|s| s.name.as_str()).collect();
        if !hidden.is_empty() {
            let text = format!("sheet `{}` is hidden and not read", hidden.join("`, `"));
            remarks.push(Remark { code: "R208", text });
        }
        found.retain(|sheet| !sheet.is_hidden);
    }
    match (found.len(), wanted) {
        (1, _) => {
            let Found { name, grid, .. } = found.remove(0);
            Ok(Chosen { name, remarks, grid, encoding: "UTF-8".to_owned() })
        }
        (0, Some(wanted)) if !names.iter().any(|name| name == wanted) => {
            Err(Refusal::unnamed(&format!("sheet `{wanted}` is not there: one"), names))
        }
        (0, _) => Err(Refusal::empty()),
        (count, _) => {
            let with_cells: Vec<String> = found.into_iter().map(|sheet| sheet.name).collect();
            Err(Refusal::unnamed(&format!("one of {count} sheets"), &with_cells))
        }
    }
}

/// Calls for every opening element of a part.
fn elements(part: &[u8], mut visit: impl FnMut(&BytesStart<'_>)) -> Result<(), Refusal> {
    let mut reader = Reader::from_reader(part);
    loop {
        match reader.read_event().map_err(Refusal::broken)? {
            Event::Start(element) | Event::Empty(element) => visit(&element),
            Event::DocType(_) => return Err(Refusal::broken("it declares a document type")),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute as text, the five named entities resolved.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    found.unescape_value().ok().map(std::borrow::Cow::into_owned)
}

/// One of the five named entities, or a character by its number.
fn resolved(entity: &BytesRef<'_>) -> Result<String, Refusal> {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return Ok(character.to_string());
    }
    let name = entity.decode().map_err(Refusal::broken)?;
    Ok(match &*name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        other => return Err(Refusal::broken(format!("it uses the entity `{other}`"))),
    }
    .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_package_is_refused() {
        let input = Input { dataset: "d", path: "f.xlsx", bytes: b"PK\x03\x04garbage" };
        let (sheet, messages) = read(input, &DatasetSpec::default());
        assert!(sheet.is_none());
        assert_eq!(messages[0].code, "R108");
    }

    #[test]
    fn hidden_sheets_stand_back_and_several_need_a_name() {
        let row = grid::Row { number: 1, cells: vec![(0, "x".to_owned())] };
        let sheet = |name: &str, is_hidden| Found {
            name: name.to_owned(),
            is_hidden,
            grid: Grid { rows: vec![row.clone()], ..Grid::default() },
        };
        let names = ["A".to_owned(), "B".to_owned()];
        let chosen = one(&names, vec![sheet("A", false), sheet("B", true)], None).unwrap();
        assert_eq!((chosen.name.as_str(), chosen.remarks.len()), ("A", 1));
        let refused = one(&names, vec![sheet("A", false), sheet("B", false)], None).unwrap_err();
        assert_eq!(refused.code, "R208");
        assert_eq!(one(&names, vec![], Some("C")).unwrap_err().code, "R208");
        assert_eq!(one(&names, vec![], Some("A")).unwrap_err().code, "R101");
    }
}
