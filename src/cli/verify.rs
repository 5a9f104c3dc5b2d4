//! `bilat verify`.

use std::path::{Path, PathBuf};

use super::print::Printer;
use super::{Outcome, outcome_of};
use crate::pipeline::disk::read_file;
use crate::pipeline::reproduce::{Reproduced, Verdict, desk_as_found, record_of, reproduce};
use crate::pipeline::verify::verify;

/// Options of `verify`.
#[derive(Debug, Default, clap::Args)]
pub struct Args {
    /// Figures (SVG, PNG, PDF) to hold against the desk, wherever they lie; the whole desk if absent
    #[arg(value_name = "FIGURE")]
    figures: Vec<PathBuf>,
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    if args.figures.is_empty() { whole_desk(root, printer) } else { figures(root, args, printer) }
}

fn whole_desk(root: &Path, printer: &Printer) -> Outcome {
    let verified = match verify(root, &printer.bar()) {
        Ok(verified) => verified,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    printer.messages(&verified.diagnostics);
    if printer.json {
        printer.json(&verified);
    } else {
        printer.line(&format!(
            "{} files are what a build makes today, {} are not",
            verified.same,
            verified.different.len()
        ));
    }
    if verified.different.is_empty() { Outcome::Clean } else { Outcome::Faulty }
}

fn figures(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let desk = desk_as_found(root);
    let mut found = vec![];
    for path in &args.figures {
        let shown = path.display().to_string();
        let bytes = match read_file(path, &shown) {
            Ok(bytes) => bytes,
            Err(fault) => return printer.stop(&[*fault]),
        };
        match &desk {
            Ok(desk) => found.push(reproduce(desk, &bytes, &shown)),
            // A file that is no figure of ours is told so, desk or not.
            Err(diagnostics) => {
                return printer.stop(&match record_of(&bytes, &shown) {
                    Ok(_) => diagnostics.clone(),
                    Err(fault) => vec![*fault],
                });
            }
        }
    }
    if printer.json {
        printer.json(&found);
    } else {
        found.iter().for_each(|figure| show(figure, printer));
    }
    let all: Vec<_> = found.iter().flat_map(|figure| figure.diagnostics.clone()).collect();
    printer.messages(&all);
    outcome_of(&all)
}

/// Most rows and reasons that are listed for people; scripts get all.
const MOST: usize = 40;

fn show(figure: &Reproduced, printer: &Printer) {
    printer.line(&format!("{}: {}", figure.path, told(figure)));
    for reason in figure.reasons.iter().take(MOST) {
        printer.line(&format!("  {reason}"));
    }
    for row in figure.rows.iter().take(MOST) {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
        printer.line(&format!(
            "  row {}:{} ({}) {}: {} -> {}",
            row.path,
            row.line,
            row.of,
            row.period,
            value(&row.old),
            value(&row.new),
        ));
    }
    if figure.rows.len() > MOST {
        printer.line(&format!("  and {} more rows; --json lists all", figure.rows.len() - MOST));
    }
}

fn told(figure: &Reproduced) -> &'static str {
    match figure.verdict {
        Verdict::Same => "would come out the same today, byte for byte",
        Verdict::SamePicture => "the same picture would come out today, with another record",
        Verdict::Different => "would come out otherwise today",
        Verdict::Touched => "is not as it was made",
        Verdict::Unknown => "cannot be held against this desk",
    }
}
