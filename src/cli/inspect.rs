//! `bilat inspect`.

use std::path::{Path, PathBuf};

use super::print::Printer;
use super::{Outcome, outcome_of};
use crate::diag::Diagnostic;
use crate::inspect::{Finding, Inspection, inspect};
use crate::pipeline::{disk::read_file, spec};
use crate::read::{DatasetSpec, Input};

/// Options of `inspect`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files to look at
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A dataset.toml that declares what the files do not say
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
}

pub fn run(args: &Args, printer: &Printer) -> Outcome {
    let spec = match args.spec.as_deref().map_or(Ok(DatasetSpec::default()), read_spec) {
        Ok(spec) => spec,
        Err(fault) => return printer.stop(&[*fault]),
    };
    let mut all = vec![];
    let mut inspections = vec![];
    for file in &args.files {
        let (inspection, diagnostics) = look(file, &spec);
        if !printer.json {
            show(&inspection, printer);
            printer.messages(&diagnostics);
        }
        all.extend(diagnostics);
        inspections.push(inspection);
    }
    if printer.json {
        printer.json(&inspections);
    }
    outcome_of(&all)
}

fn read_spec(path: &Path) -> Result<DatasetSpec, Box<Diagnostic>> {
    let shown = path.display().to_string();
    let bytes = read_file(path, &shown)?;
    spec::parse(&String::from_utf8_lossy(&bytes), &shown)
}

fn look(file: &Path, spec: &DatasetSpec) -> (Inspection, Vec<Diagnostic>) {
    let path = file.display().to_string();
    match read_file(file, &path) {
        Ok(bytes) => {
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            inspect(Input { dataset: &name, path: &path, bytes: &bytes }, spec)
        }
        Err(fault) => {
            let diagnostics = vec![Finding::from(&*fault)];
            (Inspection { path, diagnostics, ..Inspection::default() }, vec![*fault])
        }
    }
}

/// What a person wants to know first of a file.
fn show(found: &Inspection, printer: &Printer) {
    printer.line(&found.path);
    let field = |name: &str, text: String| {
        if !text.is_empty() {
            printer.line(&format!("  {name:<15} {text}"));
        }
    };
    let title = match found.title.as_str() {
        "" => "not recognized".to_owned(),
        title => format!("{title} ({}), by {}", found.format, found.why),
    };
    field("format", title);
    field("encoding", found.encoding.clone());
    field("delimiter", found.delimiter.clone());
    field("numbers", found.number_format.clone());
    field("rows", format!("{}, of which {} can be used", found.rows, found.observations));
    let periods = match (found.first_period.as_str(), found.last_period.as_str()) {
        ("", _) => String::new(),
        (first, last) if first == last => first.to_owned(),
        (first, last) => format!("{first} to {last}"),
    };
    field("periods", with(periods, &found.frequencies.join(", ")));
    field("reporters", listed(&found.reporters));
    field("partners", listed(&found.partners));
    field("flows", found.flows.join(", "));
    field("classification", found.classifications.join(", "));
    field("unit", found.unit.clone());
    field("valuation", found.valuation.clone());
    field(
        "aggregates",
        format!("{} rows are sums, {} are details", found.aggregates, found.details),
    );
}

fn with(text: String, more: &str) -> String {
    if text.is_empty() || more.is_empty() { text } else { format!("{text} ({more})") }
}

fn listed(codes: &[String]) -> String {
    const MOST: usize = 12;
    let shown = codes.iter().take(MOST).cloned().collect::<Vec<_>>().join(" ");
    if codes.len() > MOST { format!("{shown} and {} more", codes.len() - MOST) } else { shown }
}
