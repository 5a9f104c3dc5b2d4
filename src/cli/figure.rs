//! What `inspect` tells of a figure: what it says of itself.

use serde::Serialize;

use super::print::Printer;
use crate::diag::Diagnostic;
use crate::inspect::Finding;
use crate::pipeline::reproduce::record_of;
use crate::record::{Carrier, Record, SourceFile, is_whole};

/// A figure with what it says of itself.
#[derive(Debug, Serialize)]
pub struct Figure {
    path: String,
    format: &'static str,
    /// Whether it is, byte for byte, as it was made.
    whole: bool,
    record: Option<Record>,
    diagnostics: Vec<Finding>,
}

/// Reads the record out of a file that is a figure by its first bytes; none for any other file.
pub fn look(path: &str, bytes: &[u8]) -> Option<(Figure, Vec<Diagnostic>)> {
    let carrier = Carrier::of(bytes)?;
    let (record, faults) = match record_of(bytes, path) {
        Ok((_, record)) => (Some(record), vec![]),
        Err(fault) => (None, vec![*fault]),
    };
    let whole = record.as_ref().is_some_and(|record| is_whole(bytes, &record.seal));
    let diagnostics = faults.iter().map(Finding::from).collect();
    let (path, format) = (path.to_owned(), carrier.id());
    Some((Figure { path, format, whole, record, diagnostics }, faults))
}

/// What stands behind a figure, for people; scripts get the rows too.
pub fn show(figure: &Figure, printer: &Printer) {
    printer.line(&figure.path);
    let field = |name: &str, text: &str| {
        if !text.is_empty() {
            printer.line(&format!("  {name:<15} {text}"));
        }
    };
    let Some(record) = &figure.record else {
        field("format", &figure.format.to_uppercase());
        return;
    };
    let whole = if figure.whole { "as it was made" } else { "touched since it was made" };
    field("figure", &format!("{} in {}: {}", record.chart, record.lang, record.title));
    field("format", &format!("{}, {whole}", figure.format.to_uppercase()));
    let program = &record.made.program;
    field(
        "made by",
        &format!(
            "{} {}, preset {}, theme {}",
            program.name, program.version, record.preset, record.theme
        ),
    );
    record
        .made
        .specs
        .iter()
        .for_each(|spec| field("spec", &format!("{} sha256 {}", spec.path, spec.sha256)));
    let data = &record.data.distribution;
    field("data", &format!("{} sha256 {}", data.path, data.sha256));
    field("credit", &record.source);
    field("copyright", &record.copyright);
    record.sources.iter().for_each(|source| show_source(source, printer));
}

fn show_source(source: &SourceFile, printer: &Printer) {
    let file = &source.distribution;
    printer.line(&format!("  {:<15} {} sha256 {}", "source", file.path, file.sha256));
    let behind: usize = source.rows.values().map(std::collections::BTreeMap::len).sum();
    let mut parts = vec![];
    parts.extend(source.producer.as_ref().map(|producer| producer.name.clone()));
    parts.push(source.name.clone());
    if !source.retrieved.is_empty() {
        parts.push(format!("as of {}", source.retrieved));
    }
    parts.extend([source.vintage.clone(), source.licence.clone()]);
    parts.retain(|part| !part.is_empty());
    let indented = |text: &str| printer.line(&format!("  {:<15} {text}", ""));
    indented(&parts.join("; "));
    indented(&format!("{} rows, {behind} of them behind the figure", source.row_count));
}
