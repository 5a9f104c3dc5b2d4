//! Cells of one worksheet of Excel, read in a stream. Rows and cells must come in order; what does not is refused.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::dates::{Shown, Styles};
use super::grid::{Count, Grid, MOST_ROWS, Merge, Row};
use super::{Refusal, attribute, resolved};
use crate::read::Limits;
use crate::trade::Decimal;

/// A cell being read.
struct Open {
    column: usize,
    kind: String,
    shown: Option<Shown>,
    value: String,
    has_value: bool,
    has_formula: bool,
}

/// What a worksheet is read with.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// Texts that cells point to.
    pub strings: &'a [String],
    /// Which cells are dates.
    pub styles: &'a Styles,
    /// Largest sizes.
    pub limits: Limits,
}

/// Reads a worksheet.
pub fn read(part: &[u8], ground: Ground<'_>) -> Result<Grid, Refusal> {
    let mut reader = Reader::from_reader(part);
    let mut state = State {
        grid: Grid { from_1904: ground.styles.from_1904, ..Grid::default() },
        row: None,
        cell: None,
        in_value: false,
        ground,
        count: Count::new(ground.limits),
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
            Event::CData(text) => state.text(&text.decode().map_err(Refusal::broken)?)?,
            Event::GeneralRef(entity) => state.text(&resolved(&entity)?)?,
            Event::DocType(_) => return Err(Refusal::broken("it declares a document type")),
            Event::Eof => break,
            _ => {}
        }
    }
    state.grid.check_span(ground.limits)?;
    Ok(state.grid)
}

struct State<'a> {
    grid: Grid,
    row: Option<Row>,
    cell: Option<Open>,
    in_value: bool,
    ground: Ground<'a>,
    count: Count,
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
                self.grid.has_hidden |= is_hidden(element);
                Ok(())
            }
            b"mergeCell" => {
                let span = attribute(element, "ref").unwrap_or_default();
                let merge = merge(&span)
                    .ok_or_else(|| Refusal::broken(format!("`{span}` are no cells")))?;
                self.count.cells(1)?;
                self.grid.merged.push(merge);
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
        self.grid.has_hidden |= is_hidden(element);
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
        self.count.column(column as u64)?;
        let kind = attribute(element, "t").unwrap_or_default();
        let style = attribute(element, "s").and_then(|style| style.parse().ok()).unwrap_or(0);
        self.cell = Some(Open {
            column,
            kind,
            shown: self.ground.styles.shown(style),
            value: String::new(),
            has_value: false,
            has_formula: false,
        });
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        match &mut self.cell {
            Some(cell) if self.in_value => {
                cell.value.push_str(text);
                self.count.text(cell.value.len())
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
                    let text = value(cell, self.ground)?;
                    if !text.trim().is_empty() {
                        self.count.cells(1)?;
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

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true")
}

/// The column of an address such as `AB12`, which must be in the row.
fn column_of(address: &str, row: u32) -> Option<usize> {
    place_of(address).filter(|place| place.1 == row).map(|place| place.0)
}

/// Column from 0 and row from 1 of an address such as `AB12`.
fn place_of(address: &str) -> Option<(usize, u32)> {
    let letters = address.bytes().take_while(u8::is_ascii_uppercase).count();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let row = address[letters..].parse().ok().filter(|row| (1..=MOST_ROWS).contains(row))?;
    let number =
        address.bytes().take(letters).fold(0, |sum, byte| sum * 26 + usize::from(byte - b'A') + 1);
    Some((number - 1, row))
}

/// The cells of a span such as `A1:C1`.
fn merge(span: &str) -> Option<Merge> {
    let (first, last) = span.split_once(':').unwrap_or((span, span));
    let (first, last) = (place_of(first)?, place_of(last)?);
    let fits = first.0 <= last.0 && first.1 <= last.1;
    fits.then_some(Merge { rows: (first.1, last.1), columns: (first.0 as u32, last.0 as u32) })
}

/// The text of a cell: what a person sees, without its format.
fn value(cell: Open, ground: Ground<'_>) -> Result<String, Refusal> {
    // An empty text can be a result; an empty number is none.
    let has_result = cell.has_value && (!cell.value.is_empty() || cell.kind == "str");
    if cell.has_formula && !has_result {
        return Ok("#FORMULA!".to_owned());
    }
    Ok(match cell.kind.as_str() {
        "s" => {
            let index: usize = cell
                .value
                .trim()
                .parse()
                .map_err(|_| Refusal::broken("a text has a wrong number"))?;
            ground
                .strings
                .get(index)
                .cloned()
                .ok_or_else(|| Refusal::broken("a text is not in its list"))?
        }
        "b" => if cell.value.trim() == "1" { "true" } else { "false" }.to_owned(),
        "d" => cell.value.trim().trim_end_matches("T00:00:00").to_owned(),
        "str" | "inlineStr" | "e" => cell.value,
        _ => {
            let text = cell.value.trim();
            let days = cell.shown.zip(text.parse::<f64>().ok());
            let date = days.and_then(|(shown, days)| ground.styles.date(days, shown));
            date.unwrap_or_else(|| number(text))
        }
    })
}

/// A number as a decimal. Workbooks hold binary numbers; digits beyond the fifteenth of a fraction are noise of
/// their producer's arithmetic, and no spreadsheet shows them.
pub fn number(text: &str) -> String {
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
pub fn shared_strings(part: &[u8], limits: Limits) -> Result<Vec<String>, Refusal> {
    let mut count = Count::new(limits);
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
                b"si" => {
                    count.cells(1)?;
                    strings.push(std::mem::take(&mut current));
                }
                b"t" => in_text = false,
                b"rPh" => in_hint = false,
                _ => {}
            },
            Event::Text(text) if in_text => {
                current.push_str(&text.decode().map_err(Refusal::broken)?);
                count.text(current.len())?;
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
        let ground =
            Ground { strings: &strings, styles: &Styles::default(), limits: Limits::default() };
        match read(part.as_bytes(), ground) {
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
             <c r=\"D2\" t=\"inlineStr\"><is><t>a &amp; b</t></is></c><c r=\"E2\"><f>SUM(A1)</f></c>\
             <c r=\"F2\"><f>1+1</f><v/></c></row>",
        );
        assert_eq!(
            found.unwrap(),
            [
                "2 [(0, \"Chile\"), (2, \"0.1\"), (3, \"a & b\"), (4, \"#FORMULA!\"), (5, \"#FORMULA!\")]"
            ]
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
        assert!(
            grid(far).unwrap_err().starts_with("R107 span of the sheet in cells is 17179869184")
        );
        assert!(grid("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&e;</v></c></row>").is_err());
    }
}
