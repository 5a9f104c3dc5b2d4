//! Whether the rows of a text have the shape of a table: as wide as its names, with no preamble and no second
//! header.

use super::Records;
use super::text::Text;
use crate::diag::Diagnostic;
use crate::read::sheet::{Ground, Sheet};
use crate::read::{header, quotes};

/// Whether every row has one empty cell more than there are names.
pub fn trailing_empty(head: &[String], records: &Records) -> bool {
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

pub fn drop_last(records: &mut Records) {
    let width = records.widths[0] as usize;
    let mut index = 0;
    records.ends.retain(|_| {
        index += 1;
        index % width != 0
    });
    records.widths.fill(width as u32 - 1);
}

/// Lines above the column names: a later line looks like them.
pub fn preamble(text: &Text<'_>, head: &[String], records: &Records) -> Option<Diagnostic> {
    let width = *records.widths.last()? as usize;
    // A table has rows under its names.
    let index = (0..(records.widths.len() - 1).min(30)).find(|index| {
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

pub fn ragged(text: &Text<'_>, head: &[String], records: &Records) -> Option<Diagnostic> {
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
    if names == 1 && right >= 3 && right * 3 >= records.widths.len() {
        let start = text.lines.line_of(text.begin);
        return Some(
            Diagnostic::error("R104", "this is running text, not CSV")
                .at(text.lines.whole(text.path, &text.text, start))
                .because(format!(
                    "{right} other lines have no mark between cells, {} have",
                    odd.len()
                ))
                .help("if a table begins further down, set `header_line`"),
        );
    }
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

pub fn without_rows(sheet: &Sheet, text: &Text<'_>) -> Option<Diagnostic> {
    sheet.is_empty().then(|| {
        Diagnostic::error("R102", "file has a header and no rows").at(text.lines.whole(
            text.path,
            &text.text,
            sheet.header_line,
        ))
    })
}

pub fn repeated_header(sheet: &Sheet, text: &Text<'_>, raw: &[String]) -> Option<Diagnostic> {
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
