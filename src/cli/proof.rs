//! `bilat proof`.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::print::Printer;
use super::{Outcome, outcome_of, unknown_id};
use crate::pipeline::desk::Desk;
use crate::pipeline::disk::Disk;
use crate::pipeline::proof::proofs;

/// Options of `proof`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Ids of charts; all if absent
    #[arg(value_name = "CHART")]
    charts: Vec<String>,
    /// Folder to write; proof in the desk if absent
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// What was written.
#[derive(Debug, Serialize)]
struct Written {
    folder: String,
    figures: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    id: String,
    looks: usize,
    refused: usize,
    findings: usize,
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let desk = match Desk::open(Disk::at(root)) {
        Ok(desk) => desk,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    let known: Vec<String> = desk.charts.iter().map(|chart| chart.id.clone()).collect();
    if let Some(stopped) = unknown_id("chart", &args.charts, &known, printer) {
        return stopped;
    }
    let proofs = proofs(&desk, &args.charts, &printer.bar());
    let folder = args.out.clone().unwrap_or_else(|| root.join("proof"));
    if let Err(fault) = Disk::at(&folder).commit(&proofs.files, None) {
        return printer.stop(&[*fault]);
    }
    printer.messages(&proofs.diagnostics);
    let line = |entry: &crate::kit::Entry| Line {
        id: entry.id.clone(),
        looks: entry.looks.0,
        refused: entry.looks.1 - entry.looks.0,
        findings: entry.findings,
    };
    let written = Written {
        folder: folder.display().to_string(),
        figures: proofs.entries.iter().map(line).collect(),
    };
    if printer.json {
        printer.json(&written);
    } else {
        printer.line(&format!("{}: open index.html", written.folder));
        for figure in &written.figures {
            printer.line(&format!(
                "  {}.html  {} looks, {} not drawn, {} findings",
                figure.id, figure.looks, figure.refused, figure.findings
            ));
        }
    }
    outcome_of(&proofs.diagnostics)
}
