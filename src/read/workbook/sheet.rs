//! Cells of one worksheet, read in a stream. Rows and cells must come in order; what does not is refused.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Refusal, attribute};
use crate::read::Limits;
use crate::trade::Decimal;

/// Rows that a sheet can have.
const MOST_ROWS: u32 = 1_048_576;
/// Places from the first to the last cell beyond which a sheet is refused.
const MOST_PLACES: u64 = 200_000_000;

/// One row with cells.
#[derive(Debug)]
pub struct Row {
    /// Its number, from 1.
    pub number: u32,
    /// Columns from 0, with their texts, in order.
    pub cells: Vec<(usize, String)>,
}

/// Rows with cells, in order.
#[derive(Debug, Default)]
pub struct Grid {
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether a row or column is hidden.
    pub has_hidden: bool,
}

/// A cell being read.
struct Open {
    column: usize,
    kind: String,
    value: String,
    has_value: bool,
    has_formula: bool,
}

impl Grid {
    /// Whether no cell holds anything.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Reads a worksheet.
    pub fn read(part: &[u8], strings: &[String], limits: Limits) -> Result<Self, Refusal> {
        let mut reader = Reader::from_reader(part);
        let mut state = State {
            grid: Self::default(),
            row: None,
            cell: None,
            in_value: false,
            strings,
            limits,
        };
        loop {
            match reader.read_event().map_err(Refusal::broken)? {
                Event::Start(element) => state.open(&element)?,
                Event::Empty(element) => {
                    state.open(&element)?;
                    state.close(element.local_name().as_ref())?;
                }
                Event::End(element) => state.close(element.local_name().as_ref())?,
                Event::Text(text) => state.text(&text.decode().map_err(Refusal::broken)?)?,
                Event::GeneralRef(entity) => state.text(&resolved(&entity)?)?,
                Event::DocType(_) => return Err(Refusal::broken("it declares a document type")),
                Event::Eof => break,
                _ => {}
            }
        }
        state.grid.check_span()?;
        Ok(state.grid)
    }

    fn check_span(&self) -> Result<(), Refusal> {
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else {
            return Ok(());
        };
        let width = self
            .rows
            .iter()
            .filter_map(|row| row.cells.last())
            .map(|cell| cell.0 + 1)
            .max()
            .unwrap_or(0);
        let places = u64::from(last.number - first.number + 1) * width as u64;
        if places > MOST_PLACES {
            let title = format!("sheet spans {places} places, the limit is {MOST_PLACES}");
            let help = Some(
                "delete the stray cells far from the table (`limits` does not raise this)"
                    .to_owned(),
            );
            return Err(Refusal { code: "R107", title, help });
        }
        Ok(())
    }
}

/// One of the five named entities, or a character by its number.
fn resolved(entity: &quick_xml::events::BytesRef<'_>) -> Result<String, Refusal> {
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

struct State<'a> {
    grid: Grid,
    row: Option<Row>,
    cell: Option<Open>,
    in_value: bool,
    strings: &'a [String],
    limits: Limits,
}

impl State<'_> {
    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        match element.local_name().as_ref() {
            b"row" => self.open_row(element),
            b"c" => self.open_cell(element),
            b"v" | b"t" => {
                self.in_value = self.cell.is_some();
                if let Some(cell) = &mut self.cell {
                    cell.has_value = true;
                }
                Ok(())
            }
            b"f" => {
                if let Some(cell) = &mut self.cell {
                    cell.has_formula = true;
                }
                Ok(())
            }
            b"col" => {
                self.grid.has_hidden |=
                    attribute(element, "hidden").is_some_and(|hidden| hidden == "1");
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn open_row(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        if self.row.is_some() {
            return Err(Refusal::broken("a row stands inside a row"));
        }
        let before = self.grid.rows.last().map_or(0, |row| row.number);
        let number = match attribute(element, "r") {
            Some(text) => {
                text.parse().ok().filter(|number| (before + 1..=MOST_ROWS).contains(number))
            }
            None => Some(before + 1),
        };
        let number = number.ok_or_else(|| Refusal::broken("a row has a wrong number"))?;
        self.grid.has_hidden |= attribute(element, "hidden").is_some_and(|hidden| hidden == "1");
        self.row = Some(Row { number, cells: vec![] });
        Ok(())
    }

    fn open_cell(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let Some(row) = &self.row else {
            return Err(Refusal::broken("a cell stands outside a row"));
        };
        let next = row.cells.last().map_or(0, |cell| cell.0 + 1);
        let column = match attribute(element, "r") {
            Some(address) => column_of(&address, row.number).ok_or_else(|| {
                Refusal::broken(format!("`{address}` is no cell of row {}", row.number))
            })?,
            None => next,
        };
        if column < next {
            return Err(Refusal::broken(format!(
                "two cells of row {} are not in order",
                row.number
            )));
        }
        if column >= self.limits.columns as usize {
            return Err(Refusal::too_large(
                "column number",
                column as u64 + 1,
                u64::from(self.limits.columns),
                "columns",
            ));
        }
        let kind = attribute(element, "t").unwrap_or_default();
        self.cell =
            Some(Open { column, kind, value: String::new(), has_value: false, has_formula: false });
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        let limit = self.limits.cell_bytes as usize;
        match &mut self.cell {
            Some(cell) if self.in_value => {
                cell.value.push_str(text);
                if cell.value.len() > limit {
                    return Err(Refusal::too_large(
                        "cell",
                        cell.value.len() as u64,
                        limit as u64,
                        "cell_bytes",
                    ));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn close(&mut self, name: &[u8]) -> Result<(), Refusal> {
        match name {
            b"v" | b"t" => self.in_value = false,
            b"c" => {
                if let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) {
                    let column = cell.column;
                    let text = value(cell, self.strings)?;
                    if !text.trim().is_empty() {
                        row.cells.push((column, text));
                    }
                }
            }
            b"row" => {
                if let Some(row) = self.row.take().filter(|row| !row.cells.is_empty()) {
                    self.grid.rows.push(row);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// The column of an address such as `AB12`, which must be in the row.
fn column_of(address: &str, row: u32) -> Option<usize> {
    let letters = address.bytes().take_while(u8::is_ascii_uppercase).count();
    if !(1..=3).contains(&letters) || address[letters..].parse() != Ok(row) {
        return None;
    }
    let number =
        address.bytes().take(letters).fold(0, |sum, byte| sum * 26 + usize::from(byte - b'A') + 1);
    Some(number - 1)
}

/// The text of a cell: what a person sees, without its format.
fn value(cell: Open, strings: &[String]) -> Result<String, Refusal> {
    if cell.has_formula && !cell.has_value {
        return Ok("#FORMULA!".to_owned());
    }
    Ok(match cell.kind.as_str() {
        "s" => {
            let index: usize = cell
                .value
                .trim()
                .parse()
                .map_err(|_| Refusal::broken("a text has a wrong number"))?;
            strings
                .get(index)
                .cloned()
                .ok_or_else(|| Refusal::broken("a text is not in its list"))?
        }
        "b" => if cell.value.trim() == "1" { "true" } else { "false" }.to_owned(),
        "str" | "inlineStr" | "e" | "d" => cell.value,
        _ => number(cell.value.trim()),
    })
}

/// A number as a decimal. Workbooks hold binary numbers; digits beyond the fifteenth of a fraction are noise of
/// their producer's arithmetic, and no spreadsheet shows them.
fn number(text: &str) -> String {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    match text.parse::<f64>() {
        Ok(value) if !value.is_finite() => "#NUM!".to_owned(),
        Ok(value) if text.contains('.') && digits > 15 => {
            let decimal =
                Decimal::parse_plain(&format!("{value:.14e}")).map(|decimal| decimal.to_string());
            decimal.map_or_else(
                || text.to_owned(),
                |text| text.trim_end_matches('0').trim_end_matches('.').to_owned(),
            )
        }
        _ => text.to_owned(),
    }
}

/// The list of shared texts; phonetic hints are left out.
pub fn shared_strings(part: &[u8]) -> Result<Vec<String>, Refusal> {
    let mut reader = Reader::from_reader(part);
    let (mut strings, mut current, mut in_text, mut in_hint) =
        (vec![], String::new(), false, false);
    loop {
        match reader.read_event().map_err(Refusal::broken)? {
            Event::Start(element) => match element.local_name().as_ref() {
                b"si" => current.clear(),
                b"t" => in_text = !in_hint,
                b"rPh" => in_hint = true,
                _ => {}
            },
            Event::Empty(element) if element.local_name().as_ref() == b"si" => {
                strings.push(String::new());
            }
            Event::End(element) => match element.local_name().as_ref() {
                b"si" => strings.push(std::mem::take(&mut current)),
                b"t" => in_text = false,
                b"rPh" => in_hint = false,
                _ => {}
            },
            Event::Text(text) if in_text => {
                current.push_str(&text.decode().map_err(Refusal::broken)?);
            }
            Event::GeneralRef(entity) if in_text => current.push_str(&resolved(&entity)?),
            Event::DocType(_) => return Err(Refusal::broken("it declares a document type")),
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &str) -> Result<Vec<String>, String> {
        let part = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        let strings = ["Chile".to_owned()];
        match Grid::read(part.as_bytes(), &strings, Limits::default()) {
            Ok(grid) => {
                Ok(grid.rows.iter().map(|row| format!("{} {:?}", row.number, row.cells)).collect())
            }
            Err(refusal) => Err(format!("{} {}", refusal.code, refusal.title)),
        }
    }

    #[test]
    fn cells_are_texts_with_their_columns() {
        let found = grid(
            "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\"><v>0.10000000000000001</v></c>\
             <c r=\"D2\" t=\"inlineStr\"><is><t>a &amp; b</t></is></c><c r=\"E2\"><f>SUM(A1)</f></c></row>",
        );
        assert_eq!(
            found.unwrap(),
            ["2 [(0, \"Chile\"), (2, \"0.1\"), (3, \"a & b\"), (4, \"#FORMULA!\")]"]
        );
    }

    #[test]
    fn hostile_sheets_are_refused() {
        let twice = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>";
        assert_eq!(
            grid(twice).unwrap_err(),
            "R108 workbook cannot be opened: two cells of row 1 are not in order"
        );
        assert!(grid("<row r=\"1\"><row r=\"2\"></row></row>").is_err());
        assert!(grid("<row r=\"1\"><c r=\"ZZZZ9\"><v>1</v></c></row>").is_err());
        let far = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
        assert!(grid(far).unwrap_err().starts_with("R107 sheet spans 17179869184 places"));
        assert!(grid("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&e;</v></c></row>").is_err());
    }
}
