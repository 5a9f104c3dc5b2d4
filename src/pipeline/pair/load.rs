//! Files of a pair report: what each was taken for, its rows of the pair, and what the guard says of those rows.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::super::disk::read_file;
use super::{Loaded, Note, PairReport, Request};
use crate::diag::Diagnostic;
use crate::read::{DatasetSpec, Input};
use crate::source;
use crate::table::{Lost, Rules, Table};

/// What a file was taken for.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FileSummary {
    /// Its path.
    pub path: String,
    /// Name of the source that read it; empty if none did.
    pub format: String,
    /// Unit of its values.
    pub unit: String,
    /// Border value.
    pub valuation: String,
    /// Observations that could be used.
    pub observations: usize,
    /// Those of the pair.
    pub of_pair: usize,
    /// Records of the pair that could not be used.
    pub lost: usize,
}

/// Codes of facts about a whole file that no number of a pair depends on, or that the report shows by itself.
const OF_THE_FILE: [&str; 9] =
    ["T102", "T103", "T106", "T108", "T109", "T114", "T201", "T206", "T208"];

/// Reads all files; messages that stop or harm a number of the pair go to `diagnostics`, the others into notes.
pub(super) fn all(
    request: &Request,
    report: &mut PairReport,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Loaded> {
    let mut loaded = vec![];
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (index, (file, spec)) in request.files.iter().enumerate() {
        let number = index + 1;
        let path = file.display().to_string();
        let real = file.canonicalize().map_or_else(|_| path.clone(), |p| p.display().to_string());
        if let Some(first) = seen.get(&real) {
            report.files.push(FileSummary { path, ..FileSummary::default() });
            let text = format!("the same file as [{first}]: read once");
            report.notes.push(Note { file: number, code: String::new(), text });
            continue;
        }
        seen.insert(real, number);
        let mut reader = Reader { number, report, diagnostics };
        loaded.extend(reader.file(file, &path, spec, request));
    }
    loaded
}

struct Reader<'a> {
    number: usize,
    report: &'a mut PairReport,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn file(
        &mut self,
        file: &Path,
        path: &str,
        spec: &DatasetSpec,
        request: &Request,
    ) -> Option<Loaded> {
        let mut summary = FileSummary { path: path.to_owned(), ..FileSummary::default() };
        let bytes = match read_file(file, path) {
            Ok(bytes) => bytes,
            Err(fault) => {
                self.diagnostics.push(*fault);
                self.report.files.push(summary);
                return None;
            }
        };
        let spec = DatasetSpec {
            rate_table: request.rates.clone(),
            scope: Some([request.reporter, request.partner]),
            producer: if spec.producer.is_empty() { path } else { &spec.producer }.to_owned(),
            ..spec.clone()
        };
        // Two files may have one name; a path is its own.
        let input = Input { dataset: path, path, bytes: &bytes };
        let (opened, found) = source::open(input, &spec);
        let Some(opened) = opened else {
            self.refused(found);
            self.report.files.push(summary);
            return None;
        };
        let terms = opened.source.terms(&opened.sheet, &spec);
        (summary.format, summary.unit, summary.valuation) =
            (opened.source.title().to_owned(), terms.unit, terms.valuation);
        let (source, title) = (opened.source.id(), opened.source.title());
        let titled = DatasetSpec { producer: title_of(&spec, path, title), ..spec.clone() };
        let (table, messages) = source::read_opened(&opened, input, &titled, true);
        drop(opened);
        summary.observations = table.rows().len();
        let is_broad = table.chapters().len() >= BROAD;
        let was_refused = table.is_empty() && messages.iter().any(is_of_dataset);
        let table = table.of_pair(request.reporter, request.partner);
        (summary.of_pair, summary.lost) = (table.rows().len(), table.lost().len());
        self.report.files.push(summary);
        if was_refused {
            self.refused([found, messages].concat());
            return None;
        }
        if table.rows().is_empty() && table.lost().is_empty() {
            return None;
        }
        self.of_pair(&table, &spec, [found, messages].concat());
        Some(Loaded {
            number: self.number,
            source,
            title,
            is_broad,
            precedence: spec.precedence,
            table,
        })
    }

    /// A file of which nothing can be used: its errors are shown whole, with the remedy as an option.
    fn refused(&mut self, messages: Vec<Diagnostic>) {
        let errors = messages.into_iter().filter(Diagnostic::is_error);
        self.diagnostics.extend(errors.map(|mut message| {
            message.help = message.help.map(|help| by_option(&help));
            message
        }));
    }

    /// Messages that touch the pair: errors behind its lost records, and what the guard says of its rows alone.
    fn of_pair(&mut self, table: &Table, spec: &DatasetSpec, messages: Vec<Diagnostic>) {
        let lost = table.lost();
        for message in messages {
            let reading = message.code.starts_with(['R', 'S']);
            if message.is_error() && !lost.is_empty() {
                let message =
                    Diagnostic { help: message.help.as_deref().map(by_option), ..message };
                self.diagnostics.push(message);
            } else if reading && message.severity == crate::diag::Severity::Warning {
                self.note(&message);
            }
        }
        if !lost.is_empty() {
            let text = lost_lines(lost);
            self.report.notes.push(Note { file: self.number, code: String::new(), text });
        }
        let rules = Rules {
            keep: spec.keep.clone(),
            confirmed: spec.confirmed.clone(),
            no_weight_is_zero: true,
            threshold: spec.threshold,
        };
        for message in table.recheck(&rules) {
            if !OF_THE_FILE.contains(&message.code) {
                self.note(&message);
            }
        }
    }

    fn note(&mut self, message: &Diagnostic) {
        let line = message.place.as_ref().map_or(0, |place| place.line);
        let at = if line > 0 { format!(" (line {line})") } else { String::new() };
        let text = format!("{}{at}", message.title);
        let note = Note { file: self.number, code: message.code.to_owned(), text };
        if !self.report.notes.contains(&note) {
            self.report.notes.push(note);
        }
    }
}

/// Whether an error is one of the file as a whole; others are about single records.
fn is_of_dataset(message: &Diagnostic) -> bool {
    const OF_RECORDS: [&str; 6] = ["T108", "T109", "T112", "T113", "T115", "T213"];
    message.is_error() && !message.code.starts_with("S2") && !OF_RECORDS.contains(&message.code)
}

/// Chapters from which on a file without totals holds all trade.
const BROAD: usize = 20;

/// What the speaker of a file's points is called: its producer if declared, else its format.
fn title_of(spec: &DatasetSpec, path: &str, title: &str) -> String {
    if spec.producer == path { title.to_owned() } else { spec.producer.clone() }
}

/// A remedy that names `dataset.toml`, as an option of the command.
fn by_option(help: &str) -> String {
    help.replace(" in dataset.toml", " with `--set [FILE:]KEY=VALUE`")
        .replace("`rates = \"...\"`", "`--rates FILE`")
}

fn lost_lines(lost: &[Lost]) -> String {
    let lines: Vec<String> = lost.iter().take(6).map(|lost| lost.line.to_string()).collect();
    let more = if lost.len() > lines.len() { ", …" } else { "" };
    let count = lost.len();
    format!(
        "{count} records that are or may be of the pair were set aside: lines {}{more}",
        lines.join(", ")
    )
}
