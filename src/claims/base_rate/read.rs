//! A panel from a file of yearly totals: one row a direction (`year,exporter,importer,value_thousand_usd`, as CEPII BACI
//! adds up to), or one row a pair (`year,a,b,total_million_usd`).
//!
//! A row that cannot be read is a fault and not a gap: a panel with a hole in it would count wrongly in silence.

use csv::{ByteRecord, ReaderBuilder};

use super::columns::{Columns, Sides};
use super::{Pair, Panel};
use crate::diag::{Diagnostic, Place};
use crate::trade::{Area, Decimal};

/// Marks of a value that is not there.
const ABSENT: [&str; 7] = ["", ".", "..", "-", "NA", "n/a", "NaN"];

/// Reads a panel; `unit` is the unit of its values where their column does not name one.
///
/// # Errors
/// S101 for an absent column, S105 for values without a unit, R101 for a file without rows, T108 for two rows of one
/// direction and year, and the first row that cannot be read.
pub fn read_panel(bytes: &[u8], path: &str, unit: Option<&str>) -> Result<Panel, Box<Diagnostic>> {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let mut reader = ReaderBuilder::new().delimiter(delimiter(first)).from_reader(bytes);
    let header = reader.byte_headers().map_err(|error| unreadable(&error, path))?;
    let columns = Columns::of(header, path, unit)?;
    let mut rows = vec![];
    let mut record = ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => match row(&record, &columns) {
                Ok(Some(row)) => rows.push(row),
                Ok(None) => {}
                Err(fault) => return Err(fault.at(&record, bytes, path)),
            },
            Ok(false) => break,
            Err(error) => return Err(unreadable(&error, path)),
        }
    }
    if rows.is_empty() {
        let place = Place { path: path.to_owned(), ..Place::default() };
        return Err(Box::new(Diagnostic::error("R101", "file holds no rows").at(place)));
    }
    rows.sort_unstable();
    if !columns.has_products
        && let Some(twice) = rows.windows(2).find(|two| two[0].key() == two[1].key())
    {
        return Err(told_twice(twice[0], twice[1], path));
    }
    Ok(panel(rows, columns.sides))
}

/// A value of two areas in a year, in thousandths of a dollar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    areas: Pair,
    year: i32,
    line: u64,
    value: i64,
}

impl Row {
    fn key(&self) -> (Pair, i32) {
        (self.areas, self.year)
    }
}

fn panel(rows: Vec<Row>, sides: Sides) -> Panel {
    match sides {
        Sides::Directed => Panel::from_flows(
            rows.into_iter().map(|row| (row.year, row.areas.0, row.areas.1, row.value)),
        ),
        Sides::Pair => Panel::new(
            rows.chunk_by(|a, b| a.key() == b.key())
                .map(|same| (same[0].areas, same[0].year, same.iter().map(|row| row.value).sum()))
                .collect(),
        ),
    }
}

/// Whichever of the usual marks stands most often in the header.
fn delimiter(header: &[u8]) -> u8 {
    let count = |mark: u8| header.iter().filter(|byte| **byte == mark).count();
    b",;\t"
        .iter()
        .copied()
        .max_by_key(|mark| count(*mark))
        .filter(|m| count(*m) > 0)
        .unwrap_or(b',')
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

/// The row; none where its value is marked as absent.
fn row(record: &ByteRecord, columns: &Columns) -> Result<Option<Row>, Fault> {
    let cell = |column: usize| {
        let cell = record.get(column).unwrap_or_default();
        std::str::from_utf8(cell).unwrap_or_default().trim()
    };
    let text = cell(columns.value);
    if ABSENT.contains(&text) {
        return Ok(None);
    }
    let year = cell(columns.year).parse().ok().filter(|year| (1800..=2200).contains(year));
    let year = year.ok_or_else(|| Fault {
        code: "S213",
        title: format!("cannot tell the period from `{}`", cell(columns.year)),
    })?;
    let value = number(text).filter(|value| !value.is_negative());
    let value = value.and_then(|value| value.to_integer(columns.unit).ok());
    let (value, _) =
        value.ok_or_else(|| Fault { code: "S203", title: format!("`{text}` is not a number") })?;
    let (a, b) = (area(cell(columns.a))?, area(cell(columns.b))?);
    if a == b {
        return Ok(None);
    }
    let areas = if columns.sides == Sides::Pair { (a.min(b), a.max(b)) } else { (a, b) };
    let line = record.position().map_or(0, csv::Position::line);
    Ok(Some(Row { areas, year, line, value }))
}

/// Plain digits, or digits with an exponent as statistical programs write large numbers.
fn number(text: &str) -> Option<Decimal> {
    if let Some(plain) = Decimal::parse_plain(text) {
        return Some(plain);
    }
    let (digits, exponent) = text.split_once(['e', 'E'])?;
    let (digits, exponent): (Decimal, i32) =
        (Decimal::parse_plain(digits)?, exponent.parse().ok()?);
    let shift = i32::try_from(digits.scale()).ok()? - exponent;
    let whole = digits.to_integer(10_i64.checked_pow(digits.scale())?).ok()?.0;
    if let Ok(scale) = u32::try_from(shift) {
        return Some(Decimal::new(i128::from(whole), scale));
    }
    let factor = 10_i128.checked_pow(shift.unsigned_abs())?;
    Some(Decimal::new(i128::from(whole).checked_mul(factor)?, 0))
}

/// A code as it is, or an English name.
fn area(text: &str) -> Result<Area, Fault> {
    Area::from_code(text)
        .or_else(|unknown| Area::find(text).map_err(|_| unknown))
        .map_err(|unknown| Fault { code: "S211", title: unknown.to_string() })
}

fn told_twice(first: Row, second: Row, path: &str) -> Box<Diagnostic> {
    let title = format!("lines {} and {} are the same observation", first.line, second.line);
    let line = u32::try_from(second.line).unwrap_or(u32::MAX);
    let place = Place { path: path.to_owned(), line, ..Place::default() };
    let ((a, b), year) = first.key();
    let fault = Diagnostic::error("T108", title).at(place).label(format!("{a} and {b} in {year}"));
    Box::new(
        fault.because("which of them counts is not guessed; rows by product need a product column"),
    )
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

    fn totals(text: &str) -> Vec<(i32, i64)> {
        let panel = read_panel(text.as_bytes(), "p.csv", None).unwrap();
        let (_, series) = panel.series().next().unwrap();
        series.to_vec()
    }

    #[test]
    fn both_directions_of_a_pair_are_added_to_the_thousandth() {
        let text =
            "year,exporter,importer,value_thousand_usd\n2000,ABW,ATG,3.919\n2000,ATG,ABW,1\n";
        assert_eq!(totals(text), [(2000, 4_919_000)]);
    }

    #[test]
    fn other_spellings_units_and_delimiters_are_read() {
        let million = "Year;Exporter_ISO3;Importer_ISO3;Value_Million_USD\n2000;ABW;ATG;1.5\n2000;ATG;ABW;2\n";
        assert_eq!(totals(million), [(2000, 3_500_000_000)]);
        let baci = "t,i,j,k,v,q\n2000,4,643,010121,1.5,1\n2000,4,643,110100,2,1\n2000,643,4,110100,1e3,1\n";
        assert_eq!(totals(baci), [(2000, 1_003_500_000)]);
        let pairs = "a\tb\tyear\ttotal_usd\nRussian Federation\tAfghanistan\t2000\t500\nAFG\tRUS\t2001\t..\n";
        assert_eq!(totals(pairs), [(2000, 500_000)]);
    }

    #[test]
    fn a_unit_is_declared_and_never_guessed() {
        let text = b"year,exporter,importer,value\n2000,ABW,ATG,1\n2000,ATG,ABW,1\n";
        assert_eq!(read_panel(text, "p.csv", None).unwrap_err().code, "S105");
        let panel = read_panel(text, "p.csv", Some("million USD")).unwrap();
        assert_eq!(panel.series().next().unwrap().1, [(2000, 2_000_000_000)]);
        assert_eq!(read_panel(text, "p.csv", Some("acres")).unwrap_err().code, "S216");
    }

    #[test]
    fn a_total_that_is_told_twice_is_refused() {
        let text = b"year,exporter,importer,value_usd\n2000,ABW,ATG,1\n2000,ABW,ATG,1\n";
        assert_eq!(read_panel(text, "p.csv", None).unwrap_err().code, "T108");
    }

    #[test]
    fn a_row_that_cannot_be_read_stops_the_count() {
        let read = |row: &str| {
            let text =
                format!("exporter,year,importer,value_thousand_usd\nABW,2000,ATG,1\n{row}\n");
            let fault = read_panel(text.as_bytes(), "p.csv", None).unwrap_err();
            (fault.code, fault.place.unwrap().line)
        };
        assert_eq!(read("ABW,2000,ATG,many"), ("S203", 3));
        assert_eq!(read("ABW,2000,Atlantis,1"), ("S211", 3));
        assert_eq!(read("ABW,MM,ATG,1"), ("S213", 3));
        assert_eq!(read("ABW,2000,ATG"), ("R201", 3));
        assert_eq!(read_panel(b"year,exporter\n", "p.csv", None).unwrap_err().code, "S101");
    }
}
