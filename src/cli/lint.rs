//! `bilat lint`.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::Outcome;
use super::print::Printer;
use crate::diag::{Diagnostic, Place};
use crate::lint::{Defect, Linted, Severity, lint_svg};
use crate::pipeline::disk::read_file;
use crate::scene::Fonts;

/// Options of `lint`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Figures: SVG of any tool
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// A figure with its defects, as JSON has it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    path: &'a str,
    defects: &'a [Defect],
}

pub fn run(args: &Args, printer: &Printer) -> Outcome {
    let fonts = Arc::new(Fonts::bundled());
    let mut read: Vec<(String, Linted)> = vec![];
    let mut faults = vec![];
    for file in &args.files {
        let path = file.display().to_string();
        let bytes = read_file(file, &path).map_err(|fault| *fault);
        let looked = bytes.and_then(|b| lint_svg(&b, &fonts).map_err(|why| unread(&path, &why)));
        match looked {
            Ok(linted) => read.push((path, linted)),
            Err(fault) => faults.push(fault),
        }
    }
    if printer.json {
        let rows: Vec<Row> =
            read.iter().map(|(path, linted)| Row { path, defects: &linted.defects }).collect();
        printer.json(&rows);
    } else {
        read.iter().for_each(|(path, linted)| show(path, linted, printer));
        total(&read, printer);
    }
    printer.messages(&faults);
    let is_grave = |(_, linted): &(String, Linted)| linted.defects.iter().any(Defect::is_error);
    match () {
        () if !faults.is_empty() => Outcome::Stopped,
        () if read.iter().any(is_grave) => Outcome::Faulty,
        () => Outcome::Clean,
    }
}

fn unread(path: &str, why: &str) -> Diagnostic {
    let place = Place { path: path.to_owned(), ..Place::default() };
    Diagnostic::error("X210", format!("`{path}` {why}"))
        .at(place)
        .because("only plain SVG files are looked at; nothing that they refer to is opened")
}

/// One line a defect with its place, then the count.
fn show(path: &str, linted: &Linted, printer: &Printer) {
    printer.line(path);
    for defect in &linted.defects {
        printer.line(&format!(
            "  {} {:<4} {:>7.1}, {:>6.1}  {}",
            defect.severity.letter(),
            defect.check,
            defect.x,
            defect.y,
            defect.message
        ));
    }
    if !linted.substituted.is_empty() {
        let names = linted.substituted.join(", ");
        printer.line(&format!("  note: no face {names} at hand, widths are estimated"));
    }
    if linted.texts == 0 {
        printer.line("  note: no text is found; letters drawn as shapes cannot be checked");
    }
    printer.line(&format!("  {}", counted(&linted.defects)));
}

fn total(read: &[(String, Linted)], printer: &Printer) {
    if read.len() < 2 {
        return;
    }
    let all: Vec<Defect> = read.iter().flat_map(|(_, l)| l.defects.iter().cloned()).collect();
    let clean = read.iter().filter(|(_, l)| !l.defects.iter().any(Defect::is_error)).count();
    let errors = all.iter().filter(|defect| defect.is_error()).count();
    printer.line(&format!(
        "{} figures: {}; {:.2} defects per figure, {clean} without",
        read.len(),
        counted(&all),
        errors as f64 / read.len() as f64,
    ));
}

/// "3 defects, 1 warning".
fn counted(defects: &[Defect]) -> String {
    let count = |severity, noun: &str| {
        let number = defects.iter().filter(|d| d.severity == severity).count();
        format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
    };
    format!("{}, {}", count(Severity::E, "defect"), count(Severity::W, "warning"))
}
