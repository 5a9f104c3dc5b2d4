//! `bilat check`.

use std::path::Path;

use super::print::Printer;
use super::{Outcome, outcome_of};
use crate::diag::Severity;
use crate::inspect::Finding;
use crate::pipeline::desk::Desk;
use crate::pipeline::disk::Disk;
use crate::pipeline::resolve::resolve;

pub fn run(root: &Path, printer: &Printer) -> Outcome {
    let desk = match Desk::open(Disk::at(root)) {
        Ok(desk) => desk,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    let mut diagnostics = desk.diagnostics.clone();
    for chart in &desk.charts {
        let (set, mut messages) = resolve(&desk, chart);
        if let Some(set) = set {
            messages.extend(crate::pipeline::wording::denied(&desk, chart, &set));
        }
        for message in messages {
            if !diagnostics.contains(&message) {
                diagnostics.push(message);
            }
        }
    }
    let own =
        crate::pipeline::statements::own_faults(&desk, &crate::pipeline::article::sets(&desk));
    diagnostics.extend(own);
    if printer.json {
        printer.json(&diagnostics.iter().map(Finding::from).collect::<Vec<_>>());
    } else {
        printer.messages(&diagnostics);
        let of = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        printer.line(&format!(
            "{} datasets, {} charts: {} errors, {} warnings, {} notes",
            desk.datasets.len(),
            desk.charts.len(),
            of(Severity::Error),
            of(Severity::Warning),
            of(Severity::Note),
        ));
    }
    outcome_of(&diagnostics)
}
