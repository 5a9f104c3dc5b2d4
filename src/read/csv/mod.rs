//! Delimited text, strictly: what is ragged or wrongly quoted is refused with its line, never mended.

mod shape;
mod text;

use ::csv::{ReaderBuilder, StringRecord};

use super::lines::Lines;
use super::quotes;
use super::sheet::{Ground, Sheet};
use super::{DatasetSpec, Input, encoding, header};
use crate::diag::{Diagnostic, Place, has_errors};
use shape::{drop_last, preamble, ragged, repeated_header, trailing_empty, without_rows};
use text::Text;

/// Reads a sheet; `None` where nothing of the file may be used.
pub fn read(
    input: Input<'_>,
    spec: &DatasetSpec,
    fallback: Option<&str>,
) -> (Option<Sheet>, Vec<Diagnostic>) {
    let (decoded, mut diagnostics) = match encoding::decode(input, spec, fallback) {
        Ok(decoded) => decoded,
        Err(fault) => return (None, vec![*fault]),
    };
    let text = Text::new(input.path, decoded.text, spec, &mut diagnostics);
    if has_errors(&diagnostics) {
        return (None, diagnostics);
    }
    match split(&text, input, spec, &mut diagnostics) {
        Some(mut sheet) if !has_errors(&diagnostics) => {
            sheet.encoding = decoded.encoding;
            let Text { text, lines, .. } = text;
            if let Ground::Text { text: t, lines: l, .. } = &mut sheet.ground {
                (*t, *l) = (text, lines);
            }
            (Some(sheet), diagnostics)
        }
        _ => (None, diagnostics),
    }
}

/// The names in a first line; faults do not count here.
pub fn header_only(input: Input<'_>, spec: &DatasetSpec) -> Option<Sheet> {
    let (decoded, _) = encoding::decode(input, spec, None).ok()?;
    let text = Text::new(input.path, decoded.text, spec, &mut vec![]);
    split(&text, input, &DatasetSpec::default(), &mut vec![])
}

/// Records as read, before their widths are judged.
#[derive(Default)]
struct Records {
    cells: String,
    ends: Vec<u32>,
    widths: Vec<u32>,
    starts: Vec<u32>,
}

impl Records {
    fn record(&self, index: usize) -> impl Iterator<Item = &str> + Clone {
        let first: usize = self.widths[..index].iter().map(|width| *width as usize).sum();
        (first..first + self.widths[index] as usize).map(|cell| {
            let start = if cell == 0 { 0 } else { self.ends[cell - 1] as usize };
            &self.cells[start..self.ends[cell] as usize]
        })
    }
}

fn split(
    text: &Text<'_>,
    input: Input<'_>,
    spec: &DatasetSpec,
    out: &mut Vec<Diagnostic>,
) -> Option<Sheet> {
    let (head, header_start, mut records) = match collect(text, spec) {
        Ok(parts) => parts,
        Err(fault) => {
            out.push(*fault);
            return None;
        }
    };
    let trailing = trailing_empty(&head, &records);
    if trailing {
        let place = text.lines.whole(input.path, &text.text, text.lines.line_of(header_start));
        out.push(
            Diagnostic::note("R206", "every line ends with an empty field, dropped").at(place),
        );
        drop_last(&mut records);
    }
    let mut raw = head;
    if trailing && raw.last().is_some_and(|name| name.trim().is_empty()) {
        raw.pop();
    }
    if let Some(fault) = preamble(text, &raw, &records).or_else(|| ragged(text, &raw, &records)) {
        out.push(fault);
        return None;
    }
    let mut sheet = Sheet {
        path: input.path.into(),
        dataset: input.dataset.into(),
        encoding: String::new(),
        delimiter: Some(char::from(text.mark)),
        header_line: text.lines.line_of(header_start),
        names: vec![],
        cells: records.cells,
        ends: records.ends,
        ground: Ground::Text {
            text: String::new(),
            lines: Lines::default(),
            header: header_start as u32,
            starts: records.starts,
        },
    };
    let (names, messages) = header::names(&raw, |column| {
        let span = quotes::cells(&text.text, header_start, text.mark).get(column).cloned();
        let span = span.unwrap_or(header_start..header_start);
        text.lines.place(input.path, &text.text, span.start, span.end)
    });
    out.extend(messages);
    sheet.names = names;
    out.extend(without_rows(&sheet, text));
    out.extend(repeated_header(&sheet, text, &raw));
    Some(sheet)
}

type Parts = (Vec<String>, usize, Records);

fn collect(text: &Text<'_>, spec: &DatasetSpec) -> Result<Parts, Box<Diagnostic>> {
    let begin = match text.header_line {
        Some(line) if line > 1 => {
            let shown = text.lines.text(&text.text, line);
            shown.as_ptr() as usize - text.text.as_ptr() as usize
        }
        _ => text.begin,
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(text.mark)
        .from_reader(&text.text.as_bytes()[begin..]);
    let (mut head, mut header_start) = (None, 0);
    let mut records = Records::default();
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).unwrap_or(false) {
        let is_blank = record.len() <= spec.limits.columns as usize
            && record.iter().all(|cell| cell.trim().is_empty());
        if is_blank {
            continue;
        }
        let at = begin + record.position().map_or(0, |position| position.byte() as usize);
        let blank = text.text[at..].bytes().take_while(|b| matches!(b, b'\n' | b'\r')).count();
        check_sizes(text, spec, &record, at + blank)?;
        if head.is_none() {
            (head, header_start) = (Some(record.iter().map(str::to_owned).collect()), at + blank);
            continue;
        }
        records.starts.push((at + blank) as u32);
        records.widths.push(record.len() as u32);
        for cell in &record {
            records.cells.push_str(cell);
            records.ends.push(records.cells.len() as u32);
        }
    }
    match head {
        Some(head) => Ok((head, header_start, records)),
        None => Err(Box::new(
            Diagnostic::error("R101", "file holds no rows")
                .at(Place { path: text.path.to_owned(), ..Place::default() }),
        )),
    }
}

fn check_sizes(
    text: &Text<'_>,
    spec: &DatasetSpec,
    record: &StringRecord,
    at: usize,
) -> Result<(), Box<Diagnostic>> {
    let place = || text.lines.whole(text.path, &text.text, text.lines.line_of(at));
    let (columns, limit) = (record.len(), spec.limits.columns as usize);
    if columns > limit {
        return Err(Box::new(
            Diagnostic::error("R107", format!("line is {columns} columns, the limit is {limit}"))
                .at(place())
                .help(format!("set `limits.columns = {columns}` to read it")),
        ));
    }
    let longest = record.iter().map(str::len).max().unwrap_or(0);
    let limit = spec.limits.cell_bytes as usize;
    if longest > limit {
        return Err(Box::new(
            Diagnostic::error("R107", format!("cell is {longest} bytes, the limit is {limit}"))
                .at(place())
                .because("a quote that is not closed gives such cells")
                .help(format!("set `limits.cell_bytes = {longest}` to read it")),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(bytes: &str) -> (Option<Sheet>, Vec<String>) {
        let input = Input { dataset: "d", path: "a.csv", bytes: bytes.as_bytes() };
        let (sheet, messages) = read(input, &DatasetSpec::default(), None);
        let short = |d: &Diagnostic| {
            let line = d.place.as_ref().map_or(0, |place| place.line);
            format!("{} line {line}: {}", d.code, d.title)
        };
        (sheet, messages.iter().map(short).collect())
    }

    #[test]
    fn cells_keep_their_places() {
        let (sheet, messages) = run("year,name\n\n2020,\"a\nb\"\n2021,é x\n");
        let sheet = sheet.unwrap();
        assert!(messages.is_empty(), "{messages:?}");
        assert_eq!((sheet.len(), sheet.cell(0, 1), sheet.cell(1, 1)), (2, "a\nb", "é x"));
        assert_eq!((sheet.line(0), sheet.line(1)), (3, 5));
        let place = sheet.place(1, 1);
        assert_eq!((place.line, place.column, place.width), (5, 6, 3));
    }

    #[test]
    fn ragged_lines_are_refused_by_line_and_column() {
        let (sheet, messages) = run("a,b\n1,2\n1,2,3\n");
        assert!(sheet.is_none());
        assert_eq!(messages, ["R201 line 3: line has 3 fields, the header has 2"]);
    }

    #[test]
    fn an_empty_last_field_on_each_line_is_dropped() {
        let (sheet, messages) = run("a,b\n1,2,\n3,4,\n");
        let sheet = sheet.unwrap();
        assert_eq!((sheet.len(), sheet.cell(1, 1)), (2, "4"));
        assert_eq!(messages, ["R206 line 1: every line ends with an empty field, dropped"]);
        let (sheet, _) = run("a,b,\n1,2,\n3,4,\n");
        assert_eq!(sheet.unwrap().names(), ["a", "b"]);
        let (sheet, messages) = run("a,b\n1,2,\n3,4\n");
        assert!(sheet.is_none());
        assert_eq!(messages, ["R201 line 2: line has 3 fields, the header has 2"]);
    }

    #[test]
    fn lines_above_the_names_are_quoted() {
        let (sheet, messages) = run("Source: x\nUnits: thousand USD\n\nyear,value\n2020,1\n");
        assert!(sheet.is_none());
        assert_eq!(
            messages,
            ["S101 line 1: no column names in line 1; line 4 looks like the header"]
        );
    }

    #[test]
    fn a_repeated_header_is_named() {
        let (_, messages) = run("year,value\n2020,1\nyear,value\n2021,2\n");
        assert_eq!(messages, ["S110 line 3: line 3 repeats the header"]);
    }

    #[test]
    fn odd_line_ends_are_read_with_a_note() {
        let (sheet, messages) = run("year,value\r2020,1\r");
        assert_eq!(sheet.unwrap().len(), 1);
        assert_eq!(messages, ["R110 line 0: line ends are CR"]);
        let (sheet, messages) = run("year,value\n2020,1\n\u{1A}");
        assert_eq!(sheet.unwrap().len(), 1);
        assert_eq!(messages, ["R110 line 3: line ends are followed by Ctrl-Z"]);
    }

    #[test]
    fn the_first_line_may_name_the_mark() {
        let (sheet, messages) = run("sep=;\nyear;value\n2020;1\n");
        assert_eq!(sheet.unwrap().names(), ["year", "value"]);
        assert_eq!(messages, ["R205 line 1: first line names the delimiter"]);
    }

    #[test]
    fn a_cut_last_number_is_quoted() {
        let (_, messages) = run("year,value\n2020,123456\n2021,12");
        assert_eq!(messages, ["R109 line 3: last line has no newline, its value may be cut"]);
    }

    #[test]
    fn merge_marks_are_refused() {
        let (_, messages) = run("year,value\n<<<<<<< HEAD\n2020,1\n=======\n2020,2\n>>>>>>> b\n");
        assert_eq!(messages[0], "R111 line 2: merge-conflict mark");
    }
}
