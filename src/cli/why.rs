//! `bilat why`.

use std::path::Path;

use super::Outcome;
use super::print::Printer;
use crate::diag::{Diagnostic, Place};
use crate::pipeline::desk::Desk;
use crate::pipeline::disk::Disk;
use crate::pipeline::why::{Answer, Row, Statement, statements, why};
use crate::trade::Period;

/// A number that rests on more rows shows only the first few.
const MOST: usize = 40;
/// How many it shows then.
const FEW: usize = 10;

/// Options of `why`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A figure (charts/flour-imports/en.svg), a chart, a series, or the id of a claim, a target or a statement
    target: String,
    /// A series of the chart
    series: Option<String>,
    /// A period: 2024, 2024-05, 2025-01-01/2025-11-30
    period: Option<Period>,
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let desk = match Desk::open(Disk::at(root)) {
        Ok(desk) => desk,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    // `why SERIES PERIOD` has its period in the place of the series.
    let as_period = args.series.as_deref().and_then(|text| text.parse::<Period>().ok());
    let (series, period) = match as_period {
        Some(period) => (None, Some(period)),
        None => (args.series.as_deref(), args.period),
    };
    let answers = why(&desk, &args.target, series, period);
    let told = if answers.is_empty() { statements(&desk, &args.target) } else { vec![] };
    if !told.is_empty() {
        if printer.json {
            printer.json(&told);
        } else {
            told.iter().for_each(|statement| show_statement(statement, printer));
        }
        return Outcome::Clean;
    }
    if answers.is_empty() {
        let place = Place { path: args.target.clone(), ..Place::default() };
        let charts: Vec<&str> = desk.charts.iter().map(|chart| chart.id.as_str()).collect();
        return printer.stop(&[Diagnostic::error("C104", format!("no number `{}`", args.target))
            .at(place)
            .help(format!(
                "charts are {}; `bilat why CHART` names their series",
                charts.join(", ")
            ))]);
    }
    if printer.json {
        printer.json(&answers);
    } else {
        answers.iter().for_each(|answer| show(answer, printer));
    }
    Outcome::Clean
}

fn show(answer: &Answer, printer: &Printer) {
    let who =
        if answer.speaker.is_empty() { String::new() } else { format!(", {}", answer.speaker) };
    printer
        .line(&format!("{} {} {} = {}", answer.chart, answer.series, answer.period, answer.value));
    if let Some((low, mid, high)) = answer.interval {
        if low.to_bits() == high.to_bits() {
            printer.line(&format!("  value     {mid}"));
        } else {
            printer.line(&format!("  value     {mid} in [{low}, {high}]"));
        }
    }
    if !answer.formula.is_empty() {
        printer.line(&format!("  formula   {}", answer.formula));
    }
    printer.line(&format!("  evidence  {}{who}", answer.evidence));
    let shown = if answer.rows.len() > MOST { FEW } else { answer.rows.len() };
    answer.rows[..shown].iter().for_each(|row| show_row(row, printer));
    if shown < answer.rows.len() {
        let more = answer.rows.len() - shown;
        printer.line(&format!("  rows      {more} more; `--json` names them all"));
    }
    if !answer.note.is_empty() {
        printer.line(&format!("  note      {}", answer.note));
    }
}

fn show_row(row: &Row, printer: &Printer) {
    printer.line(&format!("  row       {}:{}", row.path, row.line));
    for text in [&row.text, &row.citation] {
        if !text.is_empty() {
            printer.line(&format!("            {text}"));
        }
    }
}

fn show_statement(statement: &Statement, printer: &Printer) {
    printer.line(&format!("{} {}: {}", statement.kind, statement.id, statement.says));
    for computed in &statement.computed {
        printer.line(&format!("  computed  {computed}"));
    }
    let fields = [
        ("said by", &statement.speaker),
        ("source", &statement.source_url),
        ("note", &statement.note),
    ];
    for (name, text) in fields.into_iter().filter(|(_, text)| !text.is_empty()) {
        printer.line(&format!("  {name:<9} {text}"));
    }
    show_row(&statement.row, printer);
}
