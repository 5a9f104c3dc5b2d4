//! A ledger as rows of cells that know their place. What the cells mean is up to each kind of ledger.
//!
//! Columns are found by name in any order; an unknown column is refused with the nearest known one.

use csv::{ReaderBuilder, StringRecord};

use crate::diag::{Diagnostic, Place};

/// A column that a kind of ledger knows.
pub(super) struct Column {
    /// Its name.
    pub name: &'static str,
    /// Another name under which it is read; empty if none.
    pub alias: &'static str,
    /// Whether the ledger is of no use without it.
    pub required: bool,
}

/// A column without which nothing can be read.
pub(super) const fn required(name: &'static str, alias: &'static str) -> Column {
    Column { name, alias, required: true }
}

/// A column that may be absent.
pub(super) const fn optional(name: &'static str, alias: &'static str) -> Column {
    Column { name, alias, required: false }
}

/// The rows of one ledger.
pub(super) struct Ledger<'a> {
    text: &'a str,
    pub path: &'a str,
    columns: Vec<(&'static str, usize)>,
    pub rows: Vec<Row>,
}

/// One record and where it begins.
pub(super) struct Row {
    start: usize,
    fields: StringRecord,
}

impl<'a> Ledger<'a> {
    /// Splits the text into rows. Without a usable header there are none.
    pub fn read(text: &'a str, path: &'a str, known: &[Column]) -> (Self, Vec<Diagnostic>) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut ledger = Self { text, path, columns: vec![], rows: vec![] };
        let mut diagnostics = vec![];
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut records = reader.records().map(|record| {
            // The text is UTF-8 already and fields may differ in number: nothing is left to fail.
            record.unwrap_or_default()
        });
        let Some(header) = records.next() else {
            diagnostics.push(Diagnostic::error("R101", "file holds no rows").at(ledger.file()));
            return (ledger, diagnostics);
        };
        let header = ledger.row(header);
        ledger.map_columns(&header, known, &mut diagnostics);
        if crate::diag::has_errors(&diagnostics) {
            return (ledger, diagnostics);
        }
        for record in records {
            let row = ledger.row(record);
            match ledger.fault_of(&row, header.fields.len()) {
                Some(fault) => diagnostics.push(fault),
                None => ledger.rows.push(row),
            }
        }
        if ledger.rows.is_empty() && diagnostics.is_empty() {
            let title = "file has a header and no rows";
            diagnostics.push(Diagnostic::error("R102", title).at(ledger.file()));
        }
        (ledger, diagnostics)
    }

    /// The cell's text; empty where the ledger has no such column.
    pub fn cell<'r>(&self, row: &'r Row, name: &str) -> &'r str {
        self.index(name).and_then(|index| row.fields.get(index)).unwrap_or_default().trim()
    }

    /// Whether the ledger has this column.
    pub fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// Physical line on which the row begins.
    pub fn line(&self, row: &Row) -> u32 {
        line_at(self.text, row.start)
    }

    /// The place of a cell, or of the row if there is no such column.
    pub fn place(&self, row: &Row, name: &str) -> Place {
        let spans = spans(self.text, row.start);
        match self.index(name).and_then(|index| spans.get(index)) {
            Some((start, end)) => self.span(*start, *end),
            None => self.whole_line(row.start),
        }
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.columns.iter().find(|(known, _)| *known == name).map(|(_, index)| *index)
    }

    fn row(&self, fields: StringRecord) -> Row {
        let start = fields.position().map_or(0, |at| at.byte() as usize);
        let blank = self.text[start..].bytes().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        Row { start: start + blank, fields }
    }

    fn map_columns(&mut self, header: &Row, known: &[Column], out: &mut Vec<Diagnostic>) {
        let spans = spans(self.text, header.start);
        for (index, name) in header.fields.iter().map(str::trim).enumerate() {
            let place = spans.get(index).map(|(start, end)| self.span(*start, *end));
            let place = place.unwrap_or_else(|| self.whole_line(header.start));
            match known.iter().find(|column| is_named(column, name)) {
                None => out.push(unknown_column(name, known).at(place)),
                Some(column) if self.has(column.name) => {
                    let title = format!("column `{}` appears twice", column.name);
                    out.push(Diagnostic::error("S102", title).at(place));
                }
                Some(column) => self.columns.push((column.name, index)),
            }
        }
        for column in known.iter().filter(|c| c.required && !self.has(c.name)) {
            let title = format!("no column `{}`", column.name);
            let place = self.whole_line(header.start);
            out.push(
                Diagnostic::error("S101", title).at(place).help("add the column to the header"),
            );
        }
    }

    fn fault_of(&self, row: &Row, expected: usize) -> Option<Diagnostic> {
        let found = row.fields.len();
        let place = self.whole_line(row.start);
        if quote_is_open(self.text, row.start) {
            return Some(Diagnostic::error("R202", "quote is never closed").at(place));
        }
        if found == expected {
            return None;
        }
        let title = format!("line has {found} fields, the header has {expected}");
        let help = "quote cells that hold a comma";
        Some(Diagnostic::error("R201", title).at(place).help(help))
    }

    fn file(&self) -> Place {
        Place { path: self.path.to_owned(), ..Place::default() }
    }

    fn whole_line(&self, start: usize) -> Place {
        let end = self.text[start..].find(['\r', '\n']).map_or(self.text.len(), |at| start + at);
        Place { column: 0, width: 0, ..self.span(start, end) }
    }

    fn span(&self, start: usize, end: usize) -> Place {
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = self.text[line_start..].lines().next().unwrap_or_default();
        let end = end.min(line_start + line.len()).max(start);
        Place {
            path: self.path.to_owned(),
            line: line_at(self.text, start),
            column: self.text[line_start..start].chars().count() as u32 + 1,
            width: self.text[start..end].chars().count() as u32,
            text: line.to_owned(),
        }
    }
}

fn is_named(column: &Column, name: &str) -> bool {
    column.name == name || (!column.alias.is_empty() && column.alias == name)
}

fn unknown_column(name: &str, known: &[Column]) -> Diagnostic {
    let names = known.iter().flat_map(|c| [c.name, c.alias]).filter(|n| !n.is_empty());
    let diagnostic =
        Diagnostic::error("S101", format!("no column `{name}` in this kind of ledger"));
    let nearest = names
        .map(|candidate| (strsim::damerau_levenshtein(candidate, name), candidate))
        .min_by_key(|(distance, _)| *distance);
    match nearest {
        Some((distance, candidate)) if distance <= 1 + name.chars().count() / 3 => {
            diagnostic.help(format!("the nearest known is `{candidate}`"))
        }
        _ => {
            let list: Vec<&str> = known.iter().map(|column| column.name).collect();
            diagnostic.help(format!("known are {}", list.join(", ")))
        }
    }
}

fn line_at(text: &str, byte: usize) -> u32 {
    text[..byte].bytes().filter(|b| *b == b'\n').count() as u32 + 1
}

/// Byte ranges of the fields of the record that starts here, quotes included.
fn spans(text: &str, start: usize) -> Vec<(usize, usize)> {
    let mut spans = vec![];
    let mut field = start;
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                spans.push((field, at));
                field = at + 1;
            }
            b'\r' | b'\n' if !quoted => {
                spans.push((field, at));
                return spans;
            }
            _ => {}
        }
    }
    spans.push((field, text.len()));
    spans
}

/// Whether the record that starts here runs to the end of the text inside a quote.
fn quote_is_open(text: &str, start: usize) -> bool {
    match spans(text, start).last() {
        Some((_, end)) if *end == text.len() => {
            text[start..].bytes().filter(|b| *b == b'"').count() % 2 == 1
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] =
        [required("value", ""), required("source_url", "url"), optional("note", "")];

    fn read(text: &str) -> (Ledger<'_>, Vec<Diagnostic>) {
        Ledger::read(text, "figures.csv", &COLUMNS)
    }

    #[test]
    fn cells_know_their_place_behind_quotes_and_line_breaks() {
        let text = "note,url,value\r\n\"a, \"\"b\"\"\nсвыше\",x,12\n\nplain,y,13\n";
        let (ledger, diagnostics) = read(text);
        assert_eq!(diagnostics, []);
        assert_eq!(ledger.cell(&ledger.rows[0], "note"), "a, \"b\"\nсвыше");
        let place = ledger.place(&ledger.rows[0], "value");
        assert_eq!((place.line, place.column, place.width), (3, 10, 2));
        assert_eq!(place.text, "свыше\",x,12");
        let place = ledger.place(&ledger.rows[1], "source_url");
        assert_eq!((place.line, place.column), (5, 7));
    }

    #[test]
    fn an_unknown_column_names_the_nearest_known() {
        let (ledger, diagnostics) = read("valeu,source_url\n1,x\n");
        assert!(ledger.rows.is_empty());
        assert_eq!(diagnostics[0].title, "no column `valeu` in this kind of ledger");
        assert_eq!(diagnostics[0].help.as_deref(), Some("the nearest known is `value`"));
        assert_eq!(diagnostics[1].title, "no column `value`");
    }

    #[test]
    fn broken_records_are_set_aside_alone() {
        let (ledger, diagnostics) = read("value,url\n1,x\n2\n3,y\n4,\"z\n");
        let codes: Vec<&str> = diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["R201", "R202"]);
        assert_eq!(ledger.rows.len(), 2);
        assert_eq!(read("").1[0].code, "R101");
        assert_eq!(read("value,url\n").1[0].code, "R102");
        assert_eq!(read("value,url,value\n1,2,3\n").1[0].code, "S102");
    }
}
