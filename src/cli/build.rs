//! `bilat build`.

use std::path::Path;
use std::time::Instant;

use super::print::Printer;
use super::{Outcome, outcome_of};
use crate::diag::Severity;
use crate::pipeline::build::build;
use crate::pipeline::report::Report;

/// Options of `build`.
#[derive(Debug, Default, clap::Args)]
pub struct Args {
    /// Draw every chart, fresh ones too
    #[arg(long)]
    force: bool,
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let start = Instant::now();
    let report = match build(root, args.force, &printer.bar()) {
        Ok(report) => report,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    printer.messages(&report.diagnostics);
    if printer.json {
        printer.json(&report);
    } else {
        summary(&report, start.elapsed().as_secs_f64(), printer);
    }
    outcome_of(&report.diagnostics)
}

/// What was read, refused, computed and written, in a few lines.
fn summary(report: &Report, seconds: f64, printer: &Printer) {
    let rows: usize = report.datasets.iter().map(|(_, rows)| rows).sum();
    let [figures, targets, events, claims] = report.ledgers;
    let (known, undefined, missing) = report.values;
    printer.line(&report.desk);
    printer.line(&format!(
        "  read      {} with {}; {}, {}, {}, {}",
        count(report.datasets.len(), "dataset"),
        count(rows, "row"),
        count(figures, "figure"),
        count(targets, "target"),
        count(events, "event"),
        count(claims, "claim"),
    ));
    let of = |severity| report.diagnostics.iter().filter(|d| d.severity == severity).count();
    printer.line(&format!(
        "  refused   {}; {}, {}",
        match report.set_aside {
            0 => "nothing".to_owned(),
            records => count(records, "record"),
        },
        count(of(Severity::Error), "error"),
        count(of(Severity::Warning), "warning"),
    ));
    printer.line(&format!(
        "  computed  {} of {}: {known} values known, {undefined} undefined, {missing} missing",
        report.series.1,
        count(report.series.0, "series"),
    ));
    if !report.failed.is_empty() {
        printer.line(&format!("  not drawn {} (left as before)", report.failed.join(", ")));
    }
    let checked = report.checked;
    printer.line(&format!(
        "  checked   {}: {:.2} defects per chart, {:.0} % without; {}",
        count(checked.charts, "chart"),
        checked.per_chart(),
        100.0 * checked.clean as f64 / checked.charts.max(1) as f64,
        count(checked.warnings, "warning"),
    ));
    let written = match report.written.len() {
        0 => "nothing: everything is up to date".to_owned(),
        files => format!("{} of {}", count(files, "file"), count(report.charts.len(), "chart")),
    };
    printer.line(&format!("  wrote     {written}, in {seconds:.2} s"));
    printer.line(&format!("  page      {}", crate::pipeline::build::PAGE));
}

fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 || noun.ends_with("series") { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
