//! `bilat base-rate`.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Outcome;
use super::print::Printer;
use crate::claims::{
    BaseRate, Count, GridAnswer, Precedent, Question, Variant, amount, base_rates,
};
use crate::diag::Diagnostic;
use crate::pipeline::compare::percent_range;
use crate::pipeline::disk::Disk;
use crate::pipeline::grid::{grid, panel, rebuild};
use crate::series::Reason;
use crate::trade::Area;
use crate::words::{Lang, Numbers, strip_controls};

/// Precedents that are printed; JSON has them all.
const SHOWN: usize = 40;

/// Options of `base-rate`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Baseline in dollars: 560e6, 560M, 0.56bn
    #[arg(long, value_name = "AMOUNT", value_parser = amount, required_unless_present = "rebuild")]
    from: Option<i64>,
    /// Target in dollars
    #[arg(long, value_name = "AMOUNT", value_parser = amount, required_unless_present = "rebuild")]
    to: Option<i64>,
    /// Years between the two; between whole years both neighbors are answered
    #[arg(long, value_name = "N", value_parser = years, required_unless_present = "rebuild")]
    years: Option<f64>,
    /// Count in this file of yearly totals: `year,exporter,importer,value_thousand_usd`, or `year,a,b,total_usd`
    #[arg(long, value_name = "FILE")]
    panel: Option<PathBuf>,
    /// Unit of the file's values where their column does not name it: `thousand usd`
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// Write the desk's grid anew from such a file
    #[arg(long, value_name = "PANEL", conflicts_with_all = ["from", "to", "years", "panel"])]
    rebuild: Option<PathBuf>,
}

fn years(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|years| (1.0..=100.0).contains(years));
    number.ok_or_else(|| format!("`{text}` is no number of years from 1 to 100"))
}

/// An answer from the grid.
#[derive(Serialize)]
struct FromGrid {
    question: Question,
    source: &'static str,
    answer: GridAnswer,
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    if let Some(panel) = &args.rebuild {
        return match rebuild(root, panel, args.unit.as_deref()) {
            Ok(written) if written.is_empty() => {
                printer.line("the grid is what the panel gives");
                Outcome::Clean
            }
            Ok(written) => {
                printer.line(&format!("wrote {}", written.join(", ")));
                Outcome::Clean
            }
            Err(fault) => printer.stop(&[*fault]),
        };
    }
    let (Some(from), Some(to), Some(years)) = (args.from, args.to, args.years) else {
        return Outcome::Stopped;
    };
    match &args.panel {
        Some(path) => counted((path, args.unit.as_deref()), from, to, years, printer),
        None => from_grid(root, from, to, years, printer),
    }
}

fn refuse(reason: &Reason, printer: &Printer) -> Outcome {
    let why = match reason {
        Reason::TargetMet => "the target is not above the baseline".to_owned(),
        Reason::TooFewPoints { needed, found } if *found > 0 => {
            format!(
                "{found} comparable windows or pairs are too few to tell a rate, {needed} are needed"
            )
        }
        Reason::TooFewPoints { .. } => {
            "history has no comparable windows of that size and length".to_owned()
        }
        other => other.to_string(),
    };
    printer.stop(&[Diagnostic::note("I104", format!("base rate is undefined: {why}"))])
}

fn counted(
    (path, unit): (&Path, Option<&str>),
    from: i64,
    to: i64,
    years: f64,
    printer: &Printer,
) -> Outcome {
    let panel = match panel(path, unit) {
        Ok(panel) => panel,
        Err(fault) => return printer.stop(&[*fault]),
    };
    match base_rates(&panel, from, to, years) {
        Ok(answers) if printer.json => printer.json(&answers),
        Ok(answers) => answers.iter().for_each(|answer| show(answer, printer)),
        Err(reason) => return refuse(&reason, printer),
    }
    Outcome::Clean
}

fn from_grid(root: &Path, from: i64, to: i64, years: f64, printer: &Printer) -> Outcome {
    let grid = match grid(&Disk::at(root)) {
        Ok(grid) => grid,
        Err(fault) => return printer.stop(&[*fault]),
    };
    let mut asked = vec![years.floor() as i32, years.ceil() as i32];
    asked.dedup();
    let mut answers = vec![];
    for years in asked {
        let question = Question { from, to, years };
        match grid.answer(question) {
            Ok(answer) => answers.push(FromGrid { question, source: "grid", answer }),
            Err(reason) => return refuse(&reason, printer),
        }
    }
    if printer.json {
        printer.json(&answers);
    } else {
        answers.iter().for_each(|answer| show_grid(answer, printer));
    }
    Outcome::Clean
}

fn heading(question: Question) -> String {
    let multiple = question.to as f64 / question.from as f64;
    let years =
        if question.years == 1 { "1 year".to_owned() } else { format!("{} years", question.years) };
    format!(
        "{} to {} in {years}: {multiple:.3} times",
        dollars(question.from),
        dollars(question.to)
    )
}

fn show_grid(found: &FromGrid, printer: &Printer) {
    let GridAnswer { low, mid, high, windows, pairs, class, ref quantiles, greatest, .. } =
        found.answer;
    printer.line(&heading(found.question));
    printer.line(&format!(
        "  {} of {} windows of {} pairs that began near {} grew that much or more, about {}",
        percent_range(low, high),
        full(windows),
        full(pairs),
        dollars(class),
        Numbers::of(Lang::En).share(mid),
    ));
    show_quantiles(quantiles, printer);
    printer.line(&format!("  greatest  {greatest:.2} times"));
    printer.line("  from the desk's grid of quantiles; `--panel FILE` counts exactly and names the precedents");
}

fn show(found: &BaseRate, printer: &Printer) {
    let core = found.core;
    printer.line(&heading(found.question));
    printer.line(&format!(
        "  {} of {} windows grew that much or more: {} ({} of {} pairs), years {} to {}",
        full(core.hits),
        full(core.windows),
        percent(core.share().unwrap_or_default()),
        full(core.pairs_with_hit),
        full(core.pairs),
        found.panel_years.0,
        found.panel_years.1,
    ));
    printer.line(&format!(
        "  Wilson 95 % {} to {}, as if windows were independent; they overlap, so it is too narrow",
        percent(found.wilson.0),
        percent(found.wilson.1),
    ));
    printer.line(&format!(
        "  over all variants {} to {}",
        percent(found.spread.0),
        percent(found.spread.1)
    ));
    for (variant, count) in &found.variants {
        printer.line(&format!("    {:<32} {}", name(*variant), share(count)));
    }
    show_quantiles(&found.quantiles, printer);
    if !found.precedents.is_empty() {
        printer.line("  precedents");
    }
    for precedent in found.precedents.iter().take(SHOWN) {
        printer.line(&format!("    {}", told(precedent, found.question)));
    }
    if found.precedents.len() > SHOWN {
        let rest = found.precedents.len() - SHOWN;
        printer.line(&format!("    and {} more; `--json` has them all", full(rest)));
    }
}

fn show_quantiles(quantiles: &[(f64, f64)], printer: &Printer) {
    let shown = quantiles.iter().map(|(p, multiple)| format!("{}% {multiple:.2}", p * 100.0));
    printer.line(&format!("  quantiles of the multiple: {}", shown.collect::<Vec<_>>().join(", ")));
}

fn share(count: &Count) -> String {
    let share = count.share().map_or("n/a".to_owned(), percent);
    format!("{share} ({} of {})", full(count.hits), full(count.windows))
}

fn name(variant: Variant) -> &'static str {
    match variant {
        Variant::Core => "all windows",
        Variant::Held => "still held a year later",
        Variant::NotADip => "base was no dip",
        Variant::HeldNotADip => "both",
        Variant::NonOverlapping => "windows that do not overlap",
        Variant::FirstWindow => "first window of each pair",
        Variant::Narrow => "base within 2/3 and 3/2",
        Variant::Continuous => "every year between is known",
    }
}

/// "Angola and China, 2000 to 2002: $512M to $3.1B, 6.1 times; rebound from a dip; not held".
fn told(precedent: &Precedent, question: Question) -> String {
    let Precedent { pair: (a, b), year, from, to, .. } = *precedent;
    let mut text = format!(
        "{} and {}, {year} to {}: {} to {}, {:.1} times",
        area(a),
        area(b),
        year + question.years,
        dollars(from),
        dollars(to),
        to as f64 / from as f64,
    );
    if precedent.is_rebound() == Some(true) {
        text.push_str("; rebound from a dip");
    }
    match precedent.is_held(question) {
        Some(true) => text.push_str("; held"),
        Some(false) => text.push_str("; not held a year later"),
        None => {}
    }
    text
}

fn area(area: Area) -> String {
    area.name()
}

fn dollars(thousandths: i64) -> String {
    let dollars = thousandths as f64 / 1000.0;
    let numbers = Numbers::of(Lang::En);
    strip_controls(&numbers.money(dollars, numbers.money_for(&[dollars])))
}

fn full(count: usize) -> String {
    Numbers::of(Lang::En).full(count as i64)
}

fn percent(share: f64) -> String {
    Numbers::of(Lang::En).percent(share, 3)
}
