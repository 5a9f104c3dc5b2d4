//! `OpenDocument` sheets (`.ods`). Values are taken from their attributes, exactly; rows and cells that stand for many
//! are counted before they are unfolded.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::dates::Shown;
use super::grid::{Count, Grid, MOST_ROWS, Merge, Row};
use super::package::Package;
use super::sheet::number;
use super::{Found, Refusal, attribute, resolved};
use crate::read::Limits;

/// What the part `mimetype` of such a package says.
const MEDIA_TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Whether a package is one of these.
pub fn is_sheets(package: &Package<'_>) -> Result<bool, Refusal> {
    match package.part("mimetype") {
        Some(part) => Ok(part?.trim_ascii_end().starts_with(MEDIA_TYPE)),
        None => Ok(false),
    }
}

/// Names of all sheets, and those wanted that hold something.
pub fn read(
    package: &Package<'_>,
    wanted: Option<&str>,
    limits: Limits,
) -> Result<(Vec<String>, Vec<Found>), Refusal> {
    if let Some(manifest) = package.part("META-INF/manifest.xml") {
        let manifest = manifest?;
        let mark = b"encryption-data";
        if manifest.windows(mark.len()).any(|window| window == mark) {
            return Err(Refusal::broken("it is locked with a password"));
        }
    }
    let part = package.need("content.xml")?;
    let mut reader = Reader::from_reader(&part[..]);
    let mut state = State::new(wanted, limits);
    loop {
        match reader.read_event().map_err(Refusal::broken)? {
            Event::Start(element) => state.open(&element)?,
            Event::Empty(element) => {
                state.open(&element)?;
                state.close(element.name().as_ref())?;
            }
            Event::End(element) => state.close(element.name().as_ref())?,
            Event::Text(text) => state.text(&text.decode().map_err(Refusal::broken)?)?,
            Event::CData(text) => state.text(&text.decode().map_err(Refusal::broken)?)?,
            Event::GeneralRef(entity) => state.text(&resolved(&entity)?)?,
            Event::DocType(_) => return Err(Refusal::broken("it declares a document type")),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok((state.names, state.found))
}

struct State<'a> {
    wanted: Option<&'a str>,
    limits: Limits,
    count: Count,
    names: Vec<String>,
    found: Vec<Found>,
    /// Date styles by name, and cell styles that use them.
    shown: BTreeMap<String, Shown>,
    /// Table styles that hide their sheet.
    hiding: Vec<String>,
    /// The style being read.
    style: String,
    table: Option<Table>,
    cell: Option<Cell>,
    /// Depth of comments and drawings, whose text is none of the cell.
    aside: u32,
}

/// A sheet being read.
struct Table {
    sheet: Found,
    is_wanted: bool,
    /// Style of each column with one, by its last column.
    columns: Vec<(u64, String)>,
    next_row: u64,
    row: Row,
    next_column: u64,
    repeated: u64,
}

/// A cell being read.
struct Cell {
    kind: String,
    value: Option<String>,
    text: String,
    paragraphs: u32,
    has_formula: bool,
    shown: Option<Shown>,
    repeated: u64,
    spans: (u64, u64),
    is_covered: bool,
}

impl<'a> State<'a> {
    fn new(wanted: Option<&'a str>, limits: Limits) -> Self {
        Self {
            wanted,
            limits,
            count: Count::new(limits),
            names: vec![],
            found: vec![],
            shown: BTreeMap::new(),
            hiding: vec![],
            style: String::new(),
            table: None,
            cell: None,
            aside: 0,
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        match element.name().as_ref() {
            b"number:date-style" => {
                self.style = attribute(element, "style:name").unwrap_or_default();
            }
            b"number:year" => self.shows(Shown::Year),
            b"number:month" => self.shows(Shown::Month),
            b"number:day" => self.shows(Shown::Day),
            b"number:hours" => self.shows(Shown::Time),
            b"style:style" => self.open_style(element),
            b"style:table-properties"
                if attribute(element, "table:display").is_some_and(|shown| shown == "false") =>
            {
                self.hiding.push(self.style.clone());
            }
            b"table:table" if self.aside == 0 => self.open_table(element),
            b"table:table-column" => self.open_column(element)?,
            b"table:table-row" => self.open_row(element)?,
            b"table:table-cell" | b"table:covered-table-cell" if self.aside == 0 => {
                self.open_cell(element)?;
            }
            b"office:annotation" | b"draw:frame" | b"table:shapes" => self.aside += 1,
            b"text:p" if self.aside == 0 => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            b"text:s" => {
                let count = attribute(element, "text:c").and_then(|c| c.parse::<usize>().ok());
                self.text(&" ".repeat(count.unwrap_or(1).min(1_000)))?;
            }
            b"text:tab" | b"text:line-break" => self.text(" ")?,
            _ => {}
        }
        Ok(())
    }

    /// A date style shows this part; the finest one counts.
    fn shows(&mut self, part: Shown) {
        let rank = |shown: Shown| shown as u8;
        let known = self.shown.get(&self.style).copied();
        if !self.style.is_empty() && known.is_none_or(|known| rank(known) < rank(part)) {
            self.shown.insert(self.style.clone(), part);
        }
    }

    fn open_style(&mut self, element: &BytesStart<'_>) {
        self.style = attribute(element, "style:name").unwrap_or_default();
        let of = attribute(element, "style:data-style-name");
        if let Some(shown) = of.and_then(|of| self.shown.get(&of).copied()) {
            self.shown.insert(self.style.clone(), shown);
        }
    }

    fn open_table(&mut self, element: &BytesStart<'_>) {
        let name = attribute(element, "table:name").unwrap_or_default();
        let style = attribute(element, "table:style-name").unwrap_or_default();
        self.table = Some(Table {
            is_wanted: self.wanted.is_none_or(|wanted| wanted == name),
            sheet: Found {
                name: name.clone(),
                is_hidden: self.hiding.contains(&style),
                grid: Grid::default(),
            },
            columns: vec![],
            next_row: 1,
            row: Row::default(),
            next_column: 0,
            repeated: 1,
        });
        self.names.push(name);
    }

    fn open_column(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let Some(table) = &mut self.table else { return Ok(()) };
        let repeated = repeated(element, "table:number-columns-repeated")?;
        table.sheet.grid.has_hidden |= is_hidden(element);
        let last = table.columns.last().map_or(0, |(last, _)| *last);
        let style = attribute(element, "table:default-cell-style-name").unwrap_or_default();
        table.columns.push((last.saturating_add(repeated), style));
        Ok(())
    }

    fn open_row(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let Some(table) = &mut self.table else { return Ok(()) };
        table.repeated = repeated(element, "table:number-rows-repeated")?;
        table.row = Row::default();
        table.next_column = 0;
        if is_hidden(element) && table.repeated < 1_000_000 {
            table.sheet.grid.has_hidden = true;
        }
        Ok(())
    }

    fn open_cell(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let Some(table) = &self.table else { return Ok(()) };
        let get = |name: &str| attribute(element, name);
        let error = get("calcext:value-type").is_some_and(|kind| kind == "error");
        let kind =
            if error { "error".to_owned() } else { get("office:value-type").unwrap_or_default() };
        let value = match kind.as_str() {
            "date" => get("office:date-value"),
            "time" => get("office:time-value"),
            "boolean" => get("office:boolean-value"),
            "string" => get("office:string-value"),
            "error" => None,
            _ => get("office:value"),
        };
        let column = table.next_column;
        let by_column =
            table.columns.iter().find(|(last, _)| column < *last).map(|(_, s)| s.as_str());
        let own = get("table:style-name");
        let style = own.as_deref().or(by_column).unwrap_or_default();
        self.cell = Some(Cell {
            kind,
            value,
            text: String::new(),
            paragraphs: 0,
            has_formula: get("table:formula").is_some(),
            shown: self.shown.get(style).copied(),
            repeated: repeated(element, "table:number-columns-repeated")?,
            spans: (
                repeated(element, "table:number-rows-spanned")?,
                repeated(element, "table:number-columns-spanned")?,
            ),
            is_covered: element.name().as_ref() == b"table:covered-table-cell",
        });
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        match &mut self.cell {
            Some(cell) if self.aside == 0 && cell.paragraphs > 0 => {
                cell.text.push_str(text);
                self.count.text(cell.text.len())
            }
            _ => Ok(()),
        }
    }

    fn close(&mut self, name: &[u8]) -> Result<(), Refusal> {
        match name {
            b"office:annotation" | b"draw:frame" | b"table:shapes" => {
                self.aside = self.aside.saturating_sub(1);
            }
            b"number:date-style" | b"style:style" => self.style.clear(),
            b"table:table-cell" | b"table:covered-table-cell" if self.aside == 0 => {
                self.close_cell()?;
            }
            b"table:table-row" => self.close_row()?,
            b"table:table" if self.aside == 0 => {
                if let Some(table) = self.table.take()
                    && !table.sheet.grid.is_empty()
                {
                    table.sheet.grid.check_span(self.limits)?;
                    self.found.push(table.sheet);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), Refusal> {
        let (Some(cell), Some(table)) = (self.cell.take(), &mut self.table) else { return Ok(()) };
        let (first, repeated, spans) = (table.next_column, cell.repeated, cell.spans);
        table.next_column = first.saturating_add(repeated);
        let text = if cell.is_covered { String::new() } else { value(cell) };
        if !table.is_wanted || text.trim().is_empty() {
            return Ok(());
        }
        self.count.column(table.next_column - 1)?;
        self.count.cells(repeated.saturating_mul(table.repeated))?;
        if spans != (1, 1) {
            let (row, column) = (table.next_row, first);
            table.sheet.grid.merged.push(Merge {
                rows: (row as u32, row.saturating_add(spans.0 - 1).min(u64::from(u32::MAX)) as u32),
                columns: (
                    column as u32,
                    column.saturating_add(spans.1 - 1).min(u64::from(u32::MAX)) as u32,
                ),
            });
        }
        for column in first..table.next_column {
            table.row.cells.push((column as usize, text.clone()));
        }
        Ok(())
    }

    fn close_row(&mut self) -> Result<(), Refusal> {
        let Some(table) = &mut self.table else { return Ok(()) };
        let row = std::mem::take(&mut table.row);
        let (first, last) = (table.next_row, table.next_row.saturating_add(table.repeated));
        table.next_row = last;
        if row.cells.is_empty() {
            return Ok(());
        }
        if last - 1 > u64::from(MOST_ROWS) {
            return Err(Refusal::broken("a row has a wrong number"));
        }
        for number in first..last {
            table.sheet.grid.rows.push(Row { number: number as u32, cells: row.cells.clone() });
        }
        Ok(())
    }
}

/// How often an element stands for itself; 1 where it does not say.
fn repeated(element: &BytesStart<'_>, name: &str) -> Result<u64, Refusal> {
    match attribute(element, name) {
        None => Ok(1),
        Some(text) => text
            .parse()
            .ok()
            .filter(|count| *count > 0)
            .ok_or_else(|| Refusal::broken(format!("`{text}` is no number of cells"))),
    }
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "table:visibility").is_some_and(|shown| shown != "visible")
}

/// The text of a cell: its exact value where it has one, what is shown otherwise.
fn value(cell: Cell) -> String {
    let shown = cell.text;
    if cell.has_formula && cell.value.is_none() && shown.trim().is_empty() {
        return "#FORMULA!".to_owned();
    }
    match (cell.kind.as_str(), cell.value) {
        ("float" | "percentage" | "currency", Some(value)) => number(value.trim()),
        ("date", Some(value)) => date(&value, cell.shown),
        ("error", _) if !shown.starts_with('#') => format!("#{}", shown.trim()),
        ("string", Some(value)) if shown.is_empty() => value,
        ("boolean" | "time", Some(value)) => value,
        _ => shown,
    }
}

/// A date as far as its format shows it.
fn date(value: &str, shown: Option<Shown>) -> String {
    let day = value.get(..10).filter(|day| day.as_bytes()[4] == b'-');
    match (day, shown) {
        (Some(day), Some(Shown::Year)) => day.split('-').next().unwrap_or(day).to_owned(),
        (Some(day), Some(Shown::Month)) => day.get(..7).unwrap_or(day).to_owned(),
        _ => value.trim_end_matches("T00:00:00").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &str) -> Result<Vec<String>, String> {
        let content = format!(
            "<office:document-content><office:automatic-styles><number:date-style style:name=\"N1\">\
             <number:month/><number:text>-</number:text><number:year/></number:date-style>\
             <style:style style:name=\"ce1\" style:data-style-name=\"N1\"/></office:automatic-styles>\
             <table:table table:name=\"S\"><table:table-column table:number-columns-repeated=\"3\"/>{rows}</table:table>\
             </office:document-content>"
        );
        let mut reader = Reader::from_reader(content.as_bytes());
        let mut state = State::new(None, Limits::default());
        let run = |state: &mut State<'_>, reader: &mut Reader<&[u8]>| -> Result<(), Refusal> {
            loop {
                match reader.read_event().map_err(Refusal::broken)? {
                    Event::Start(element) => state.open(&element)?,
                    Event::Empty(element) => {
                        state.open(&element)?;
                        state.close(element.name().as_ref())?;
                    }
                    Event::End(element) => state.close(element.name().as_ref())?,
                    Event::Text(text) => state.text(&text.decode().map_err(Refusal::broken)?)?,
                    Event::Eof => return Ok(()),
                    _ => {}
                }
            }
        };
        run(&mut state, &mut reader).map_err(|r| format!("{} {}", r.code, r.title))?;
        let rows = state.found.iter().flat_map(|found| &found.grid.rows);
        Ok(rows.map(|row| format!("{} {:?}", row.number, row.cells)).collect())
    }

    #[test]
    fn values_are_those_of_the_attributes() {
        let found = grid(
            "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1234.5\"><text:p>1 234,50</text:p>\
             </table:table-cell><table:table-cell table:style-name=\"ce1\" office:value-type=\"date\" office:date-value=\"2021-05-01\">\
             <text:p>May 21</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><office:annotation><text:p>note</text:p>\
             </office:annotation><text:p>a<text:s text:c=\"2\"/>b</text:p></table:table-cell></table:table-row>",
        );
        assert_eq!(found.unwrap(), ["1 [(0, \"1234.5\"), (1, \"2021-05\"), (2, \"a  b\")]"]);
    }

    #[test]
    fn repeats_are_unfolded_and_empty_ones_passed_over() {
        let found = grid(
            "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"2\" \
             office:value-type=\"float\" office:value=\"7\"/></table:table-row>\
             <table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
             <table:table-row><table:table-cell/><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>",
        );
        assert_eq!(
            found.unwrap(),
            ["1 [(0, \"7\"), (1, \"7\")]", "2 [(0, \"7\"), (1, \"7\")]", "1000003 [(1, \"x\")]"]
        );
    }

    #[test]
    fn repeats_beyond_the_limits_are_refused_before_they_are_unfolded() {
        let cell = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"7\"/>";
        let rows = format!(
            "<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>"
        );
        assert_eq!(
            grid(&rows).unwrap_err(),
            "R107 number of cells is 17179869184, the limit is 20000000"
        );
        let wide = cell.replace("16384", "99999");
        assert!(
            grid(&format!("<table:table-row>{wide}</table:table-row>"))
                .unwrap_err()
                .starts_with("R107 column number")
        );
        let none = cell.replace("16384", "0");
        assert!(
            grid(&format!("<table:table-row>{none}</table:table-row>"))
                .unwrap_err()
                .starts_with("R108")
        );
    }

    #[test]
    fn errors_and_formulas_without_a_result_are_marked() {
        let found = grid(
            "<table:table-row><table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" calcext:value-type=\"error\">\
             <text:p>#DIV/0!</text:p></table:table-cell><table:table-cell table:formula=\"of:=1\"/></table:table-row>",
        );
        assert_eq!(found.unwrap(), ["1 [(0, \"#DIV/0!\"), (1, \"#FORMULA!\")]"]);
    }
}
