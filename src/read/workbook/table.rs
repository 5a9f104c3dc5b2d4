//! The cells of a sheet under its column names. A layout that could be read in two ways is refused.

use super::Chosen;
use super::grid::{Grid, Merge, Row};
use crate::diag::{Diagnostic, Place, has_errors};
use crate::read::sheet::{Ground, Sheet};
use crate::read::{DatasetSpec, Input, header};

/// Rows among which the column names are looked for.
const HEAD: usize = 30;

/// The cells under the column names.
pub fn table(
    input: Input<'_>,
    spec: &DatasetSpec,
    chosen: &Chosen,
) -> (Option<Sheet>, Vec<Diagnostic>) {
    let Chosen { name, grid, .. } = chosen;
    if grid.is_empty() {
        return (None, vec![super::Refusal::empty().diagnostic(input.path)]);
    }
    let book = Book { path: input.path, name, grid };
    let mut diagnostics = book.remarks(chosen);
    let head = match book.head(spec) {
        Ok(head) => head,
        Err(fault) => {
            diagnostics.push(*fault);
            return (None, diagnostics);
        }
    };
    let (header_row, rows) = (&grid.rows[head], &grid.rows[head + 1..]);
    let (names, messages) = book.names(header_row);
    diagnostics.extend(messages);
    diagnostics.extend(book.merged(header_row, rows));
    diagnostics.extend(book.beyond(names.len(), rows));
    diagnostics.extend(book.repeated(header_row, rows));
    if rows.is_empty() {
        diagnostics.push(
            Diagnostic::error("R102", "file has a header and no rows")
                .at(book.place(header_row.number, 0)),
        );
    }
    if has_errors(&diagnostics) {
        return (None, diagnostics);
    }
    let (mut cells, mut ends, mut numbers) = (String::new(), vec![], vec![]);
    for row in rows {
        let mut next = row.cells.iter().peekable();
        for column in 0..names.len() {
            if let Some((_, text)) = next.next_if(|(at, _)| *at == column) {
                cells.push_str(text);
            }
            ends.push(cells.len() as u32);
        }
        numbers.push(row.number);
    }
    let sheet = Sheet {
        path: input.path.into(),
        dataset: input.dataset.into(),
        encoding: chosen.encoding.clone(),
        delimiter: None,
        header_line: header_row.number,
        names,
        cells,
        ends,
        ground: Ground::Workbook { name: name.clone(), rows: numbers },
    };
    (Some(sheet), diagnostics)
}

/// A sheet with the words to name its places.
struct Book<'a> {
    path: &'a str,
    name: &'a str,
    grid: &'a Grid,
}

impl Book<'_> {
    fn place(&self, row: u32, column: usize) -> Place {
        address(self.path, self.name, row, column)
    }

    fn whole(&self) -> Place {
        Place { path: format!("{}:{}", self.path, self.name), ..Place::default() }
    }

    /// What must be known of the sheet as a whole.
    fn remarks(&self, chosen: &Chosen) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = chosen
            .remarks
            .iter()
            .map(|remark| match remark.code {
                "S110" => Diagnostic::note("S110", remark.text.clone()),
                code => Diagnostic::warning(code, remark.text.clone()),
            })
            .map(|message| message.at(self.whole()))
            .collect();
        if self.grid.has_hidden {
            let title = format!("`{}` has hidden rows", self.name);
            found.push(
                Diagnostic::warning("R208", title)
                    .at(self.whole())
                    .because("they are read like all others; their owner may have taken them out"),
            );
        }
        if self.grid.from_1904 {
            found.push(
                Diagnostic::note("R210", "dates count from 1904, and are read so").at(self.whole()),
            );
        }
        found
    }

    /// Where the column names stand: as declared, or in the first row if no later one looks more like it.
    fn head(&self, spec: &DatasetSpec) -> Result<usize, Box<Diagnostic>> {
        let rows = &self.grid.rows;
        if let Some(line) = spec.header_line {
            return rows.iter().position(|row| row.number == line).ok_or_else(|| {
                let fault = Diagnostic::error("S101", "no column names in the line declared");
                Box::new(fault.at(self.place(line, 0)))
            });
        }
        let width = self.grid.width();
        let is_full = |row: &Row| row.cells.len() == width;
        let looks = |row: &Row| {
            is_full(row)
                && header::looks_like_names(row.cells.iter().map(|(_, text)| text.as_str()))
        };
        match rows.iter().take(HEAD).position(looks) {
            Some(index) if index > 0 && !rows[..index].iter().any(is_full) => {
                Err(Box::new(self.preamble(index)))
            }
            _ => Ok(0),
        }
    }

    /// S101 with what the lines above the names say.
    fn preamble(&self, index: usize) -> Diagnostic {
        let (above, head) = (&self.grid.rows[..index], &self.grid.rows[index]);
        let first = above[0].number;
        let title =
            format!("no column names in line {first}; line {} looks like the header", head.number);
        let mut message = Diagnostic::error("S101", title)
            .at(self.place(first, 0))
            .label("a line of text, not of names");
        for row in above {
            let texts: Vec<&str> = row.cells.iter().map(|(_, text)| text.trim()).collect();
            message = message.because(format!("line {} says `{}`", row.number, texts.join(" ")));
        }
        message.help(format!(
            "set `header_line = {}`, and declare what the lines above it say",
            head.number
        ))
    }

    fn names(&self, head: &Row) -> (Vec<String>, Vec<Diagnostic>) {
        let width = head.cells.last().map_or(0, |(column, _)| column + 1);
        let mut raw = vec![String::new(); width];
        let mut diagnostics = vec![];
        for (column, text) in &head.cells {
            raw[*column].clone_from(text);
            if text.starts_with('#') {
                let title = match text.as_str() {
                    "#FORMULA!" => "cell holds a formula with no stored value".to_owned(),
                    other => format!("cell holds `{other}`"),
                };
                let fault = Diagnostic::error("R209", title).at(self.place(head.number, *column));
                diagnostics.push(fault.label("where a column name belongs"));
            }
        }
        let (names, messages) = header::names(&raw, |column| self.place(head.number, column));
        diagnostics.extend(messages);
        (names, diagnostics)
    }

    /// Merged cells from the column names on: only the first of them holds a text, and the others would be missing.
    fn merged(&self, head: &Row, rows: &[Row]) -> Option<Diagnostic> {
        let last = rows.last().unwrap_or(head).number;
        let spans = |merge: &&Merge| {
            let wide = merge.rows.0 < merge.rows.1 || merge.columns.0 < merge.columns.1;
            wide && merge.rows.1 >= head.number && merge.rows.0 <= last
        };
        let merge = self.grid.merged.iter().find(spans)?;
        let first = self.place(merge.rows.0, merge.columns.0 as usize);
        let cells = format!(
            "{}{}:{}{}",
            letters(merge.columns.0 as usize),
            merge.rows.0,
            letters(merge.columns.1 as usize),
            merge.rows.1
        );
        let in_head = merge.rows.0 <= head.number;
        let title = if in_head {
            format!(
                "header line needs to be named: cells {cells} are merged in line {}",
                head.number
            )
        } else {
            format!("cells {cells} are merged")
        };
        let help = if in_head {
            "set `header_line` to a line with one name a column, or unmerge the cells and name each"
        } else {
            "unmerge them and write the text into each, or export the table as CSV and complete it"
        };
        Some(
            Diagnostic::error("R208", title)
                .at(first)
                .because("only the first of them holds a text, and the others read as empty")
                .help(help),
        )
    }

    /// The first cell that stands under no name.
    fn beyond(&self, width: usize, rows: &[Row]) -> Option<Diagnostic> {
        let stray = |row: &Row| {
            let (column, text) = row.cells.iter().find(|(column, _)| *column >= width)?;
            let title = format!("line has {} fields, the header has {width}", column + 1);
            let fault = Diagnostic::error("R201", title).at(self.place(row.number, *column));
            Some(fault.label(format!("`{text}` stands under no name")))
        };
        rows.iter().find_map(stray)
    }

    fn repeated(&self, head: &Row, rows: &[Row]) -> Option<Diagnostic> {
        let row = rows.iter().find(|row| row.cells == head.cells)?;
        Some(
            Diagnostic::error("S110", format!("line {} repeats the header", row.number))
                .at(self.place(row.number, 0))
                .because("two sheets may have been joined; rows could be in it twice")
                .help("remove the line, and check whether the parts overlap"),
        )
    }
}

/// A place such as `file.xlsx:Sheet1!B7`; line and column are those of the sheet.
pub fn address(path: &str, sheet: &str, row: u32, column: usize) -> Place {
    Place {
        path: format!("{path}:{sheet}!{}{row}", letters(column)),
        line: row,
        column: column as u32 + 1,
        width: 1,
        text: String::new(),
    }
}

/// A column from 0 as a spreadsheet names it.
fn letters(column: usize) -> String {
    let (mut letters, mut rest) = (vec![], column + 1);
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_a_spreadsheet() {
        assert_eq!(address("f.xlsx", "S", 7, 1).path, "f.xlsx:S!B7");
        assert_eq!(address("f.xlsx", "S", 1, 26).path, "f.xlsx:S!AA1");
        assert_eq!(address("f.xlsx", "S", 1, 16_383).path, "f.xlsx:S!XFD1");
    }

    fn messages(rows: &[&[&str]], merged: Vec<Merge>, header_line: Option<u32>) -> Vec<String> {
        let row = |(index, cells): (usize, &&[&str])| Row {
            number: index as u32 + 1,
            cells: cells
                .iter()
                .enumerate()
                .filter(|(_, text)| !text.is_empty())
                .map(|(column, text)| (column, (*text).to_owned()))
                .collect(),
        };
        let grid =
            Grid { rows: rows.iter().enumerate().map(row).collect(), merged, ..Grid::default() };
        let chosen = Chosen { name: "S".to_owned(), grid, ..Chosen::default() };
        let spec = DatasetSpec { header_line, ..DatasetSpec::default() };
        let input = Input { dataset: "d", path: "f.xlsx", bytes: b"" };
        let (_, found) = table(input, &spec, &chosen);
        found.iter().map(|d| format!("{} {}", d.code, d.title)).collect()
    }

    #[test]
    fn lines_above_the_names_are_quoted_and_the_names_looked_for() {
        let rows: &[&[&str]] =
            &[&["Trade, thousand USD"], &["year", "partner", "value"], &["2020", "AFG", "1"]];
        assert_eq!(
            messages(rows, vec![], None),
            ["S101 no column names in line 1; line 2 looks like the header"]
        );
        assert!(messages(rows, vec![], Some(2)).is_empty());
        assert_eq!(messages(rows, vec![], Some(9)), ["S101 no column names in the line declared"]);
    }

    #[test]
    fn merged_cells_among_the_rows_or_names_are_refused() {
        let rows: &[&[&str]] =
            &[&["year", "partner", "value"], &["2020", "AFG", "1"], &["", "IRN", "2"]];
        let down = Merge { rows: (2, 3), columns: (0, 0) };
        assert_eq!(messages(rows, vec![down], None), ["R208 cells A2:A3 are merged"]);
        let across = Merge { rows: (1, 1), columns: (1, 2) };
        assert_eq!(
            messages(rows, vec![across], None),
            ["R208 header line needs to be named: cells B1:C1 are merged in line 1"]
        );
        let below = Merge { rows: (9, 9), columns: (0, 2) };
        assert!(messages(rows, vec![below], None).is_empty());
    }

    #[test]
    fn a_second_header_and_stray_cells_are_named() {
        let rows: &[&[&str]] = &[&["year", "value"], &["2020", "1"], &["year", "value"]];
        assert_eq!(messages(rows, vec![], None), ["S110 line 3 repeats the header"]);
        let rows: &[&[&str]] = &[&["year", "value"], &["2020", "1", "x"]];
        assert_eq!(messages(rows, vec![], None), ["R201 line has 3 fields, the header has 2"]);
    }
}
