//! A decoded text before it is split: its mark, its line ends, and what in it is broken.

use crate::diag::{Diagnostic, Place};
use crate::read::DatasetSpec;
use crate::read::delimiter;
use crate::read::lines::Lines;
use crate::read::quotes::{self, QuoteFault};

/// A decoded text with its lines and the mark between its cells.
#[expect(clippy::struct_field_names, reason = "the text itself has no better name")]
pub struct Text<'a> {
    pub path: &'a str,
    pub text: String,
    pub lines: Lines,
    pub mark: u8,
    /// Byte where the table begins, after a `sep=` line.
    pub begin: usize,
    pub header_line: Option<u32>,
}

impl<'a> Text<'a> {
    pub fn new(path: &'a str, text: String, spec: &DatasetSpec, out: &mut Vec<Diagnostic>) -> Self {
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
