//! `bilat claims`.

use std::path::Path;

use super::Outcome;
use super::form::Form;
use super::print::Printer;
use crate::pipeline::desk::Desk;
use crate::pipeline::disk::Disk;
use crate::pipeline::sheet::Sheet;
use crate::pipeline::statements::{ClaimRow, claim_rows, tally};

/// Options of `claims`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Ids of claims; all of them if absent
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    form: Form,
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let desk = match Desk::open(Disk::at(root)) {
        Ok(desk) => desk,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    let mut rows = claim_rows(&desk);
    let known: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    if let Some(outcome) = super::unknown_id("claim", &args.ids, &known, printer) {
        return outcome;
    }
    rows.retain(|row| args.ids.is_empty() || args.ids.contains(&row.id));
    if printer.json {
        printer.json(&rows);
    } else if !args.form.print(&full(&rows), &short(&rows), printer) {
        rows.iter().for_each(|row| show(row, printer));
        summary(&rows, printer);
    }
    Outcome::Clean
}

fn show(row: &ClaimRow, printer: &Printer) {
    printer.line(&format!("{}  {}", row.id, verdict(row)));
    printer.line(&format!("  {}", row.sentence));
    printer.line(&format!("  said      {}, {}", row.speaker, row.stated_on));
    printer.line(&format!("  computed  {}", row.computed));
    if let Some(proposed) = &row.proposed {
        printer.line(&format!("  proposed  {proposed}"));
    }
    if !row.why.is_empty() {
        printer.line(&format!("  why       {}", row.why));
    }
    printer.line(&format!("  row       {}", row.row));
}

/// The verdict, and where another one was expected or the plain sentence gives another.
fn verdict(row: &ClaimRow) -> String {
    let mut text = row.verdict.id().to_owned();
    if let Some(expected) = row.expected.filter(|expected| *expected != row.verdict) {
        text.push_str(&format!(" (expected {})", expected.id()));
    }
    if row.from_sentence != Some(row.verdict) {
        let found = row.from_sentence.map_or("left alone", |verdict| verdict.id());
        text.push_str(&format!(" (the sentence alone: {found})"));
    }
    text
}

fn summary(rows: &[ClaimRow], printer: &Printer) {
    let counts =
        tally(rows).into_iter().map(|(verdict, count)| format!("{count} {}", verdict.id()));
    printer.line(&format!("{} claims: {}", rows.len(), counts.collect::<Vec<_>>().join(", ")));
}

fn short(rows: &[ClaimRow]) -> Sheet {
    let columns = vec!["id", "sentence", "said by", "on", "verdict", "computed"];
    let row = |row: &ClaimRow| {
        vec![
            row.id.clone(),
            row.sentence.clone(),
            row.speaker.clone(),
            row.stated_on.clone(),
            verdict(row),
            row.computed.clone(),
        ]
    };
    Sheet { columns, rows: rows.iter().map(row).collect() }
}

fn full(rows: &[ClaimRow]) -> Sheet {
    let columns = vec![
        "id",
        "verdict",
        "expected",
        "from_sentence",
        "computed",
        "proposed",
        "why",
        "speaker",
        "role",
        "stated_on",
        "language",
        "sentence",
        "quote",
        "measure",
        "scope",
        "kind",
        "period",
        "calendar",
        "source_title",
        "source_url",
        "derived_from",
        "row",
    ];
    let row = |row: &ClaimRow| {
        vec![
            row.id.clone(),
            row.verdict.id().to_owned(),
            row.expected.map(|verdict| verdict.id().to_owned()).unwrap_or_default(),
            row.from_sentence.map(|verdict| verdict.id().to_owned()).unwrap_or_default(),
            row.computed.clone(),
            row.proposed.clone().unwrap_or_default(),
            row.why.clone(),
            row.speaker.clone(),
            row.role.clone(),
            row.stated_on.clone(),
            row.language.clone(),
            row.sentence.clone(),
            row.quote.clone(),
            row.measure.to_owned(),
            row.scope.clone(),
            row.kind.id().to_owned(),
            row.period.map(|period| period.to_string()).unwrap_or_default(),
            row.calendar.id().to_owned(),
            row.source_title.clone(),
            row.source_url.clone(),
            row.derived_from.join("; "),
            row.row.clone(),
        ]
    };
    Sheet { columns, rows: rows.iter().map(row).collect() }
}
