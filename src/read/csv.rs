//! Delimited text, strictly: what is ragged or wrongly quoted is refused with its line, never mended.

use ::csv::{ReaderBuilder, StringRecord};

use super::lines::Lines;
use super::quotes::{self, QuoteFault};
use super::sheet::{Ground, Sheet};
use super::{DatasetSpec, Input, delimiter, encoding, header};
use crate::diag::{Diagnostic, Place, has_errors};

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

/// A decoded text with its lines and the mark between its cells.
struct Text<'a> {
    path: &'a str,
    text: String,
    lines: Lines,
    mark: u8,
    /// Byte where the table begins, after a `sep=` line.
    begin: usize,
    header_line: Option<u32>,
}

impl<'a> Text<'a> {
    fn new(path: &'a str, text: String, spec: &DatasetSpec, out: &mut Vec<Diagnostic>) -> Self {
        let mut text = text;
        let cut = text.trim_end_matches(['\r', '\n', '\u{1A}']).len();
        let ctrl_z = text[cut..].contains('\u{1A}');
        if ctrl_z {
            text.retain(|c| c != '\u{1A}');
        }
        let lines = Lines::of(&text);
        let mut this =
            Self { path, text, lines, mark: b',', begin: 0, header_line: spec.header_line };
        this.separator_line(out);
        this.mark = match spec.delimiter {
            Some(declared) if declared.is_ascii() => declared as u8,
            _ if this.begin > 0 => this.mark,
            _ => delimiter::detect(&this.text),
        };
        out.extend(this.ends(ctrl_z));
        out.extend(this.merge_mark());
        out.extend(this.quoting());
        out.extend(this.wrong_delimiter(spec));
        out.extend(this.cut_number());
        this
    }

    /// Takes a first line such as `sep=;`.
    fn separator_line(&mut self, out: &mut Vec<Diagnostic>) {
        let first = self.lines.text(&self.text, 1);
        let mark = first.trim_matches('"').strip_prefix("sep=").map(str::as_bytes);
        if let Some([mark]) = mark {
            (self.mark, self.begin) = (*mark, first.len());
            let place = self.lines.whole(self.path, &self.text, 1);
            out.push(Diagnostic::note("R205", "first line names the delimiter").at(place));
        }
    }

    fn ends(&self, ctrl_z: bool) -> Option<Diagnostic> {
        let names = ["LF", "CR LF", "CR"];
        let kinds: Vec<&str> =
            (0..3).filter(|kind| self.lines.ends[*kind] > 0).map(|kind| names[kind]).collect();
        let message = |title: String| Diagnostic::note("R110", title);
        if ctrl_z {
            let line = self.lines.line_of(self.text.len());
            let place = Place { path: self.path.to_owned(), line, ..Place::default() };
            return Some(message("line ends are followed by Ctrl-Z".to_owned()).at(place));
        }
        let odd = kinds.len() > 1 || kinds == ["CR"];
        let place = Place { path: self.path.to_owned(), ..Place::default() };
        odd.then(|| message(format!("line ends are {}", kinds.join(" and "))).at(place))
    }

    fn merge_mark(&self) -> Option<Diagnostic> {
        let marks = ["<<<<<<< ", ">>>>>>> "];
        let at = marks.iter().find_map(|mark| {
            let found = self.text.match_indices(mark);
            found
                .map(|(at, _)| at)
                .find(|at| *at == 0 || matches!(self.text.as_bytes()[at - 1], b'\n' | b'\r'))
        })?;
        Some(
            Diagnostic::error("R111", "merge-conflict mark")
                .at(self.lines.place(self.path, &self.text, at, at + 7))
                .because("two versions of the file stand in it")
                .help("settle the merge and remove the marks"),
        )
    }

    fn quoting(&self) -> Vec<Diagnostic> {
        let found = quotes::scan(&self.text, self.mark);
        let place = |at: usize, end: usize| self.lines.place(self.path, &self.text, at, end);
        let mut out = vec![];
        match found.fault {
            Some(QuoteFault::NeverClosed(at)) => out.push(
                Diagnostic::error("R202", "quote is never closed")
                    .at(place(at, at + 1))
                    .label("opened here")
                    .because("all that follows would be one cell")
                    .help("close the quote, or write a quote inside a cell as `\"\"`"),
            ),
            Some(QuoteFault::TextAfter(at)) => out.push(
                Diagnostic::error("R203", "text after a closing quote")
                    .at(place(at, at + 1))
                    .label("the cell was closed before this")
                    .help("write a quote inside a quoted cell as `\"\"`"),
            ),
            None => {}
        }
        if let Some(at) = found.inside {
            let more = found.inside_count - 1;
            let message =
                Diagnostic::warning("R203", "quote inside an unquoted cell, taken as text");
            let message = message.at(place(at, at + 1));
            out.push(if more > 0 {
                message.because(format!("{more} more in this file"))
            } else {
                message
            });
        }
        out
    }

    fn wrong_delimiter(&self, spec: &DatasetSpec) -> Option<Diagnostic> {
        let declared = spec.delimiter?;
        let better = delimiter::detect(&self.text[self.begin..]);
        let (found, would) = (
            delimiter::width(&self.text[self.begin..], self.mark),
            delimiter::width(&self.text[self.begin..], better),
        );
        (found == 1 && would > 1).then(|| {
            let mark = char::from(better);
            Diagnostic::error("R204", format!("found 1 column; `{mark}` would give {would}"))
                .at(self.lines.whole(self.path, &self.text, 1))
                .because(format!("`delimiter = \"{declared}\"` is declared"))
                .help(format!("set `delimiter = \"{mark}\"`"))
        })
    }

    /// A file that ends inside a number may have lost digits.
    fn cut_number(&self) -> Option<Diagnostic> {
        if !self.text.ends_with(|c: char| c.is_numeric())
            || self.lines.line_of(self.text.len()) == 1
        {
            return None;
        }
        let start = self.text.rfind(['\n', '\r', char::from(self.mark)]).map_or(0, |at| at + 1);
        let value = &self.text[start..];
        Some(
            Diagnostic::warning("R109", "last line has no newline, its value may be cut")
                .at(self.lines.place(self.path, &self.text, start, self.text.len()))
                .label(format!("`{value}` is the last thing in the file"))
                .help("compare it with the source, then end the line with a newline"),
        )
    }
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
        if record.iter().all(|cell| cell.trim().is_empty()) {
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

/// Whether every row has one empty cell more than there are names.
fn trailing_empty(head: &[String], records: &Records) -> bool {
    let named = match head.split_last() {
        Some((last, rest)) if last.trim().is_empty() => rest.len(),
        _ => head.len(),
    };
    let mut last = 0_usize;
    !records.widths.is_empty()
        && records.widths.iter().all(|width| {
            last += *width as usize;
            let start = if last < 2 { 0 } else { records.ends[last - 2] as usize };
            *width as usize == named + 1
                && records.cells[start..records.ends[last - 1] as usize].trim().is_empty()
        })
}

fn drop_last(records: &mut Records) {
    let width = records.widths[0] as usize;
    let mut index = 0;
    records.ends.retain(|_| {
        index += 1;
        index % width != 0
    });
    records.widths.fill(width as u32 - 1);
}

/// Lines above the column names: a later line looks like them.
fn preamble(text: &Text<'_>, head: &[String], records: &Records) -> Option<Diagnostic> {
    let width = *records.widths.last()? as usize;
    let index = (0..records.widths.len().min(30)).find(|index| {
        records.widths[*index] as usize == width && header::looks_like_names(records.record(*index))
    })?;
    if head.len() == width || records.widths[..index].iter().any(|w| *w as usize == width) {
        return None;
    }
    let first = text.lines.whole(text.path, &text.text, text.lines.line_of(text.begin));
    let line = text.lines.line_of(records.starts[index] as usize);
    let mut message = Diagnostic::error(
        "S101",
        format!("no column names in line 1; line {line} looks like the header"),
    )
    .at(first)
    .label("a line of text, not of names");
    for above in 1..line {
        let shown = text.lines.text(&text.text, above).trim();
        if !shown.is_empty() {
            message = message.because(format!("line {above} says `{shown}`"));
        }
    }
    Some(
        message
            .help(format!("set `header_line = {line}`, and declare what the lines above it say")),
    )
}

fn ragged(text: &Text<'_>, head: &[String], records: &Records) -> Option<Diagnostic> {
    let names = head.len();
    let odd: Vec<usize> =
        (0..records.widths.len()).filter(|i| records.widths[*i] as usize != names).collect();
    let first = *odd.first()?;
    let fields = records.widths[first] as usize;
    let start = records.starts[first] as usize;
    let spans = quotes::cells(&text.text, start, text.mark);
    let from = spans.get(names.saturating_sub(1)).filter(|_| fields > names);
    let (from, to) = match (from, spans.last()) {
        (Some(from), Some(last)) => (from.start, last.end),
        _ => (start, spans.last().map_or(start, |span| span.end)),
    };
    let label = if fields > names {
        format!("{} fields where one belongs", fields - names + 1)
    } else {
        format!("{} too few", names - fields)
    };
    let right = records.widths.len() - odd.len();
    let help = if text.mark == b',' && fields > names {
        "put numbers with `,` in quotes, or set `delimiter` in dataset.toml"
    } else {
        "complete the line, or remove it if it is a note"
    };
    Some(
        Diagnostic::error("R201", format!("line has {fields} fields, the header has {names}"))
            .at(text.lines.place(text.path, &text.text, from, to))
            .label(label)
            .because(format!("{right} other lines have {names} fields, {} have not", odd.len()))
            .help(help),
    )
}

fn without_rows(sheet: &Sheet, text: &Text<'_>) -> Option<Diagnostic> {
    sheet.is_empty().then(|| {
        Diagnostic::error("R102", "file has a header and no rows").at(text.lines.whole(
            text.path,
            &text.text,
            sheet.header_line,
        ))
    })
}

fn repeated_header(sheet: &Sheet, text: &Text<'_>, raw: &[String]) -> Option<Diagnostic> {
    let same =
        |row: &usize| (0..raw.len()).all(|column| sheet.cell(*row, column) == raw[column].trim());
    let row = (0..sheet.len()).find(same)?;
    let Ground::Text { starts, .. } = &sheet.ground else { return None };
    let line = text.lines.line_of(starts[row] as usize);
    Some(
        Diagnostic::error("S110", format!("line {line} repeats the header"))
            .at(text.lines.whole(text.path, &text.text, line))
            .because("two files may have been joined; rows could be in it twice")
            .help("remove the line, and check whether the parts overlap"),
    )
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
