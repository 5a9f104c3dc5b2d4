//! A panel from a file of pair totals: `year,exporter,importer,value_thousand_usd`, as CEPII BACI adds up to.
//!
//! A row that cannot be read is a fault and not a gap: a panel with a hole in it would count wrongly in silence.

use csv::{ByteRecord, ReaderBuilder};

use super::Panel;
use crate::diag::{Diagnostic, Place};
use crate::trade::{Area, Decimal};

/// Columns that the file must have.
const COLUMNS: [&str; 4] = ["year", "exporter", "importer", "value_thousand_usd"];
/// Thousandths of a dollar in a thousand dollars.
const UNIT: i64 = 1_000_000;

/// Reads a panel.
///
/// # Errors
/// S101 for an absent column, R101 for a file without rows, and the first row that cannot be read.
pub fn read_panel(bytes: &[u8], path: &str) -> Result<Panel, Box<Diagnostic>> {
    let mut reader = ReaderBuilder::new().from_reader(bytes);
    let columns = columns(&mut reader, path)?;
    let mut flows = vec![];
    let mut record = ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {
                flows.push(flow(&record, columns).map_err(|fault| fault.at(&record, bytes, path))?);
            }
            Ok(false) => break,
            Err(error) => return Err(unreadable(&error, path)),
        }
    }
    if flows.is_empty() {
        let place = Place { path: path.to_owned(), ..Place::default() };
        return Err(Box::new(Diagnostic::error("R101", "file holds no rows").at(place)));
    }
    Ok(Panel::from_flows(flows))
}

fn columns(reader: &mut csv::Reader<&[u8]>, path: &str) -> Result<[usize; 4], Box<Diagnostic>> {
    let header = reader.byte_headers().map_err(|error| unreadable(&error, path))?;
    let mut found = [0; 4];
    for (index, name) in found.iter_mut().zip(COLUMNS) {
        let clean =
            |cell: &[u8]| cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell) == name.as_bytes();
        *index = header.iter().position(clean).ok_or_else(|| {
            let place = Place { path: path.to_owned(), line: 1, ..Place::default() };
            Box::new(
                Diagnostic::error("S101", format!("no column `{name}`"))
                    .at(place)
                    .because(format!("a panel has the columns {}", COLUMNS.join(", "))),
            )
        })?;
    }
    Ok(found)
}

/// A cell that cannot be read: which column, and what is wrong with it.
struct Fault {
    code: &'static str,
    title: String,
}

impl Fault {
    fn at(self, record: &ByteRecord, bytes: &[u8], path: &str) -> Box<Diagnostic> {
        let (line, start) = record.position().map_or((0, 0), |at| (at.line(), at.byte() as usize));
        let text = bytes[start..].split(|byte| *byte == b'\n').next().unwrap_or_default();
        let text = String::from_utf8_lossy(text).trim_end().to_owned();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let place = Place { path: path.to_owned(), line, text, ..Place::default() };
        Box::new(Diagnostic::error(self.code, self.title).at(place))
    }
}

fn flow(record: &ByteRecord, columns: [usize; 4]) -> Result<(i32, Area, Area, i64), Fault> {
    let cell = |column: usize| {
        let cell = record.get(columns[column]).unwrap_or_default();
        std::str::from_utf8(cell).unwrap_or_default().trim()
    };
    let year = cell(0).parse().ok().filter(|year| (1800..=2200).contains(year));
    let year = year.ok_or_else(|| Fault {
        code: "S213",
        title: format!("cannot tell the period from `{}`", cell(0)),
    })?;
    let area = |column: usize| {
        Area::from_code(cell(column))
            .map_err(|unknown| Fault { code: "S211", title: unknown.to_string() })
    };
    let value = Decimal::parse_plain(cell(3)).filter(|value| !value.is_negative());
    let value = value.and_then(|value| value.to_integer(UNIT).ok());
    let (value, _) = value.ok_or_else(|| Fault {
        code: "S203",
        title: format!("`{}` is not a number", COLUMNS[3]),
    })?;
    Ok((year, area(1)?, area(2)?, value))
}

fn unreadable(error: &csv::Error, path: &str) -> Box<Diagnostic> {
    let line = error.position().map_or(0, csv::Position::line);
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    let place = Place { path: path.to_owned(), line, ..Place::default() };
    let title = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("line has {len} fields, the header has {expected_len}")
        }
        _ => "text is not CSV".to_owned(),
    };
    Box::new(Diagnostic::error("R201", title).at(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions_of_a_pair_are_added_to_the_thousandth() {
        let text =
            "year,exporter,importer,value_thousand_usd\n2000,ABW,ATG,3.919\n2000,ATG,ABW,1\n";
        let panel = read_panel(text.as_bytes(), "p.csv").unwrap();
        let (_, series) = panel.series().next().unwrap();
        assert_eq!(series, [(2000, 4_919_000)]);
    }

    #[test]
    fn a_row_that_cannot_be_read_stops_the_count() {
        let read = |row: &str| {
            let text =
                format!("exporter,year,importer,value_thousand_usd\nABW,2000,ATG,1\n{row}\n");
            let fault = read_panel(text.as_bytes(), "p.csv").unwrap_err();
            (fault.code, fault.place.unwrap().line)
        };
        assert_eq!(read("ABW,2000,ATG,n/a"), ("S203", 3));
        assert_eq!(read("ABW,2000,Antigua,1"), ("S211", 3));
        assert_eq!(read("ABW,MM,ATG,1"), ("S213", 3));
        assert_eq!(read("ABW,2000,ATG"), ("R201", 3));
        assert_eq!(read_panel(b"year,exporter\n", "p.csv").unwrap_err().code, "S101");
    }
}
