//! Workbooks (`.xlsx`): the sheet that holds the table, as cells with their addresses.
//!
//! Read in a stream under limits on every size, so that a small file cannot exhaust memory; no entity is expanded,
//! no link followed, nothing written. Colors, comments and number formats are not read.

mod package;
mod sheet;

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::sheet::{Ground, Sheet};
use super::{DatasetSpec, Input, header};
use crate::diag::{Diagnostic, Place, has_errors};
pub(super) use package::Package;
use sheet::Grid;

/// Why a workbook cannot be used.
#[derive(Debug)]
pub struct Refusal {
    code: &'static str,
    title: String,
    help: Option<String>,
}

impl Refusal {
    /// R108 with its reason.
    fn broken(reason: impl std::fmt::Display) -> Self {
        let help = Some(
            "open it in a spreadsheet program and save it again, or export the sheet as CSV"
                .to_owned(),
        );
        Self { code: "R108", title: format!("workbook cannot be opened: {reason}"), help }
    }

    /// R107 with what is too large and the setting that raises the limit.
    fn too_large(what: &str, size: u64, limit: u64, setting: &str) -> Self {
        let help = Some(format!("set `limits.{setting} = {size}` to read it"));
        Self { code: "R107", title: format!("{what} is {size}, the limit is {limit}"), help }
    }

    fn diagnostic(self, path: &str) -> Diagnostic {
        let place = Place { path: path.to_owned(), ..Place::default() };
        let message = Diagnostic::error(self.code, self.title).at(place);
        match self.help {
            Some(help) => message.help(help),
            None => message,
        }
    }
}

/// Reads the table of a workbook; `None` where nothing may be used.
pub fn read(input: Input<'_>, spec: &DatasetSpec) -> (Option<Sheet>, Vec<Diagnostic>) {
    match chosen(input, spec) {
        Ok((name, grid)) => table(input, spec, &name, &grid),
        Err(refusal) => (None, vec![refusal.diagnostic(input.path)]),
    }
}

/// The sheet declared, or the only one with cells.
fn chosen(input: Input<'_>, spec: &DatasetSpec) -> Result<(String, Grid), Refusal> {
    let package = Package::open(input.bytes, spec.limits)?;
    let strings = match package.part("xl/sharedStrings.xml") {
        Some(part) => sheet::shared_strings(&part?)?,
        None => vec![],
    };
    let sheets = sheets(&package)?;
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    let mut found = vec![];
    for (name, target) in &sheets {
        if spec.sheet.as_deref().is_none_or(|wanted| wanted == name) {
            let part = package
                .part(target)
                .ok_or_else(|| Refusal::broken(format!("part `{target}` is not in it")))?;
            let grid = Grid::read(&part?, &strings, spec.limits)?;
            if !grid.is_empty() {
                found.push((name.clone(), grid));
            }
        }
    }
    let title = |what: &str| Refusal {
        code: "R208",
        title: format!("{what} needs to be named"),
        help: Some(format!("set `sheet`; the sheets are `{}`", names.join("`, `"))),
    };
    match (found.len(), spec.sheet.as_deref()) {
        (1, _) => Ok(found.remove(0)),
        (0, Some(wanted)) if !names.contains(&wanted) => {
            Err(title(&format!("sheet `{wanted}` is not there: one")))
        }
        (0, _) => Err(Refusal { code: "R101", title: "file holds no rows".into(), help: None }),
        _ => Err(title(&format!("one of {} sheets", found.len()))),
    }
}

/// Sheets with their parts, in the order of the workbook.
fn sheets(package: &Package<'_>) -> Result<Vec<(String, String)>, Refusal> {
    let need = |name: &str| {
        package.part(name).ok_or_else(|| Refusal::broken(format!("part `{name}` is not in it")))?
    };
    let mut targets = BTreeMap::new();
    elements(&need("xl/_rels/workbook.xml.rels")?, |element| {
        if element.local_name().as_ref() == b"Relationship"
            && let (Some(id), Some(target)) =
                (attribute(element, "Id"), attribute(element, "Target"))
        {
            targets.insert(id, target);
        }
    })?;
    let mut sheets = vec![];
    elements(&need("xl/workbook.xml")?, |element| {
        if element.local_name().as_ref() == b"sheet"
            && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "r:id"))
        {
            sheets.push((name, id));
        }
    })?;
    let part = |id: &str| {
        targets.get(id).map(|target| match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{target}"),
        })
    };
    let found = sheets.into_iter().filter_map(|(name, id)| Some((name, part(&id)?)));
    Ok(found.collect())
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

/// The cells under the column names.
fn table(
    input: Input<'_>,
    spec: &DatasetSpec,
    name: &str,
    grid: &Grid,
) -> (Option<Sheet>, Vec<Diagnostic>) {
    let place = |row: u32, column: usize| address(input.path, name, row, column);
    let mut diagnostics = vec![];
    let head = match spec.header_line {
        Some(line) => grid.rows.iter().position(|row| row.number == line),
        None => Some(0),
    };
    let Some(head) = head else {
        let fault = Diagnostic::error("S101", "no column names in the line declared");
        return (None, vec![fault.at(place(spec.header_line.unwrap_or(0), 0))]);
    };
    let (header_row, rows) = (&grid.rows[head], &grid.rows[head + 1..]);
    let width = header_row.cells.iter().map(|(column, _)| column + 1).max().unwrap_or(0);
    let mut raw = vec![String::new(); width];
    for (column, text) in &header_row.cells {
        raw[*column].clone_from(text);
        if text.starts_with('#') {
            let title = match text.as_str() {
                "#FORMULA!" => "cell holds a formula with no stored value".to_owned(),
                other => format!("cell holds `{other}`"),
            };
            let fault = Diagnostic::error("R209", title);
            diagnostics.push(
                fault.at(place(header_row.number, *column)).label("where a column name belongs"),
            );
        }
    }
    let (names, messages) = header::names(&raw, |column| place(header_row.number, column));
    diagnostics.extend(messages);
    if grid.has_hidden {
        let whole = Place { path: format!("{}:{name}", input.path), ..Place::default() };
        diagnostics
            .push(Diagnostic::warning("R208", format!("`{name}` has hidden rows")).at(whole));
    }
    let (mut cells, mut ends, mut numbers) = (String::new(), vec![], vec![]);
    for row in rows {
        if let Some((column, text)) = row.cells.iter().find(|(column, _)| *column >= width) {
            let fault = Diagnostic::error(
                "R201",
                format!("line has {} fields, the header has {width}", column + 1),
            );
            diagnostics.push(
                fault
                    .at(place(row.number, *column))
                    .label(format!("`{text}` stands under no name")),
            );
            break;
        }
        let mut next = row.cells.iter().peekable();
        for column in 0..width {
            if let Some((_, text)) = next.next_if(|(at, _)| *at == column) {
                cells.push_str(text);
            }
            ends.push(cells.len() as u32);
        }
        numbers.push(row.number);
    }
    if rows.is_empty() {
        diagnostics.push(
            Diagnostic::error("R102", "file has a header and no rows")
                .at(place(header_row.number, 0)),
        );
    }
    if has_errors(&diagnostics) {
        return (None, diagnostics);
    }
    let sheet = Sheet {
        path: input.path.into(),
        dataset: input.dataset.into(),
        encoding: "UTF-8".to_owned(),
        delimiter: None,
        header_line: header_row.number,
        names,
        cells,
        ends,
        ground: Ground::Workbook { name: name.to_owned(), rows: numbers },
    };
    (Some(sheet), diagnostics)
}

/// A place such as `file.xlsx:Sheet1!B7`; line and column are those of the sheet.
pub fn address(path: &str, sheet: &str, row: u32, column: usize) -> Place {
    let (mut letters, mut rest) = (vec![], column + 1);
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    Place {
        path: format!("{path}:{sheet}!{letters}{row}"),
        line: row,
        column: column as u32 + 1,
        width: 1,
        text: String::new(),
    }
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

    #[test]
    fn what_is_no_package_is_refused() {
        let input = Input { dataset: "d", path: "f.xlsx", bytes: b"PK\x03\x04garbage" };
        let (sheet, messages) = read(input, &DatasetSpec::default());
        assert!(sheet.is_none());
        assert_eq!(messages[0].code, "R108");
    }
}
