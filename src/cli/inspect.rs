//! `bilat inspect`.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::figure::{self, Figure};
use super::print::Printer;
use super::{Outcome, outcome_of};
use crate::diag::{Diagnostic, Severity};
use crate::inspect::{Finding, Inspection, inspect};
use crate::pipeline::declare::declare;
use crate::pipeline::disk::{read_file, size_of};
use crate::read::{DatasetSpec, Input};
use crate::source::code_list;

/// Options of `inspect`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files to look at
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A dataset.toml that declares what the files do not say
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
    /// Declare what the files do not say, under the keys of dataset.toml; may be given several times
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
}

pub fn run(args: &Args, printer: &Printer) -> Outcome {
    let mut spec = match declare(args.spec.as_deref(), &args.set) {
        Ok(spec) => spec,
        Err(fault) => return printer.stop(&[*fault]),
    };
    let progress = printer.spinner();
    take_codes(&args.files, &mut spec);
    let mut all = vec![];
    let mut inspections = vec![];
    for file in &args.files {
        let path = file.display().to_string();
        progress.say(&path);
        let bytes = read_file(file, &path);
        let of_figure = bytes.as_ref().ok().and_then(|bytes| figure::look(&path, bytes));
        let (seen, diagnostics) = if let Some((figure, diagnostics)) = of_figure {
            (Seen::Figure(Box::new(figure)), diagnostics)
        } else {
            let (inspection, diagnostics) = look(&path, bytes, &spec);
            (Seen::Data(Box::new(inspection)), diagnostics)
        };
        progress.clear();
        if !printer.json {
            told(&seen, &diagnostics, printer);
        }
        all.extend(diagnostics);
        inspections.push(seen);
    }
    if printer.json {
        printer.json(&inspections);
    }
    outcome_of(&all)
}

/// What a file was found to be.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Seen {
    /// A table.
    Data(Box<Inspection>),
    /// An SVG, PNG or PDF.
    Figure(Box<Figure>),
}

fn told(seen: &Seen, diagnostics: &[Diagnostic], printer: &Printer) {
    match seen {
        Seen::Data(inspection) => {
            show(inspection, printer);
            printer.messages(diagnostics);
            suggest(inspection, diagnostics, printer);
        }
        Seen::Figure(figure) => {
            figure::show(figure, printer);
            printer.messages(diagnostics);
        }
    }
}

/// Codes of the lists among the files explain the other files.
fn take_codes(files: &[PathBuf], spec: &mut DatasetSpec) {
    const LARGEST: u64 = 16 << 20;
    if files.len() < 2 {
        return;
    }
    for file in files.iter().filter(|file| size_of(file) <= LARGEST) {
        let path = file.display().to_string();
        let Ok(bytes) = read_file(file, &path) else { continue };
        let input = Input { dataset: "codes", path: &path, bytes: &bytes };
        if let Some((_, list)) = code_list(input, &DatasetSpec::default()) {
            list.explain(spec);
        }
    }
}

fn look(
    path: &str,
    bytes: Result<Vec<u8>, Box<Diagnostic>>,
    spec: &DatasetSpec,
) -> (Inspection, Vec<Diagnostic>) {
    match bytes {
        Ok(bytes) => {
            let name = Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
            inspect(Input { dataset: &name, path, bytes: &bytes }, spec)
        }
        Err(fault) => {
            let (path, diagnostics) = (path.to_owned(), vec![Finding::from(&*fault)]);
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
    field("rows", rows(found));
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
    field("code digits", found.levels.join(", "));
    field("unit", found.unit.clone());
    field("valuation", found.valuation.clone());
    if !found.kinds.is_empty() {
        let (sums, details) = (grouped(found.aggregates), grouped(found.details));
        field("aggregates", format!("{sums} observations are sums, {details} are details"));
        for kind in &found.kinds {
            field("", format!("{} {}", grouped(kind.observations), kind.what));
        }
    }
}

/// Rows, what they became, and how much of that can be used.
fn rows(found: &Inspection) -> String {
    let rows = grouped(found.rows);
    if found.codes > 0 {
        return format!("{rows}, {} codes and no figures", grouped(found.codes));
    }
    let observations = found.aggregates + found.details;
    match (found.title.is_empty(), found.rows, observations) {
        (true, 0, _) => String::new(),
        (_, _, 0) => format!("{rows}, none of which can be used"),
        (_, count, seen) if count == seen => {
            format!("{rows}, of which {} can be used", grouped(found.observations))
        }
        (_, _, seen) => format!(
            "{rows}, with {} observations, of which {} can be used",
            grouped(seen),
            grouped(found.observations)
        ),
    }
}

/// Declarations that messages name, as this command takes them.
fn suggest(found: &Inspection, diagnostics: &[Diagnostic], printer: &Printer) {
    let mut sets: Vec<String> = vec![];
    for message in diagnostics.iter().filter(|message| message.severity > Severity::Note) {
        let help = message.help.as_deref().unwrap_or_default();
        let Some(start) = help.find("set `") else { continue };
        let declared = help[start + 5..].split('`').next().unwrap_or_default();
        if declared.contains(" = ")
            && !declared.ends_with("...")
            && !sets.iter().any(|s| s == declared)
        {
            sets.push(declared.to_owned());
        }
    }
    if sets.is_empty() {
        return;
    }
    let quoted: Vec<String> = sets.iter().map(|set| format!("--set '{set}'")).collect();
    printer.hint(&format!("try it: bilat inspect {} {}", found.path, quoted.join(" ")));
}

/// A count with its thousands apart.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn with(text: String, more: &str) -> String {
    if text.is_empty() || more.is_empty() { text } else { format!("{text} ({more})") }
}

fn listed(codes: &[String]) -> String {
    const MOST: usize = 12;
    let shown = codes.iter().take(MOST).cloned().collect::<Vec<_>>().join(" ");
    match codes.len() {
        0 | 1 => shown,
        count if count > MOST => format!("{count}: {shown} and {} more", count - MOST),
        count => format!("{count}: {shown}"),
    }
}
