//! `bilat consequences`.

use std::path::Path;

use serde::Serialize;

use super::Outcome;
use super::form::Form;
use super::print::Printer;
use crate::claims::{Consequences, Implied, implied};
use crate::pipeline::desk::Desk;
use crate::pipeline::disk::Disk;
use crate::pipeline::sheet::Sheet;
use crate::series::Value;
use crate::trade::Unit;
use crate::words::{Lang, Numbers, strip_controls};

/// Options of `consequences`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    form: Form,
}

/// A consequence as printed.
#[derive(Debug, Serialize)]
struct Consequence {
    what: &'static str,
    formula: &'static str,
    text: String,
    interval: String,
    low: Option<f64>,
    mid: Option<f64>,
    high: Option<f64>,
}

/// A set of statements with what it implies.
#[derive(Debug, Serialize)]
struct Set {
    part: String,
    part_before: Option<String>,
    total: String,
    total_before: Option<String>,
    rows: Vec<String>,
    consequences: Vec<Consequence>,
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let desk = match Desk::open(Disk::at(root)) {
        Ok(desk) => desk,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    let sets: Vec<Set> = implied(&desk.ledgers.figures).into_iter().map(set).collect();
    if printer.json {
        printer.json(&sets);
        return Outcome::Clean;
    }
    let sheet = sheet(&sets);
    if args.form.print(&sheet, &sheet, printer) {
        return Outcome::Clean;
    }
    if sets.is_empty() {
        printer.line("no statements by one speaker of a part and its total, each with its growth or what it was a year before");
    }
    sets.iter().for_each(|set| show(set, printer));
    Outcome::Clean
}

fn show(set: &Set, printer: &Printer) {
    let named =
        [Some(&set.part), set.part_before.as_ref(), Some(&set.total), set.total_before.as_ref()];
    let named: Vec<&str> = named.into_iter().flatten().map(String::as_str).collect();
    printer.line(&format!("{} imply, and nobody said:", named.join(", ")));
    for consequence in &set.consequences {
        let Consequence { what, formula, text, interval, .. } = consequence;
        printer.line(&format!("  {what:<38} {text:<10} {interval:<22} {formula}"));
    }
    for row in &set.rows {
        printer.line(&format!("  row {row}"));
    }
}

fn set(found: Implied) -> Set {
    let rows = found.origins.iter().map(|origin| format!("{}:{}", origin.path, origin.line));
    Set {
        rows: rows.collect(),
        consequences: consequences(&found.consequences, found.unit),
        part: found.part,
        part_before: found.part_before,
        total: found.total,
        total_before: found.total_before,
    }
}

fn consequences(of: &Consequences, unit: Unit) -> Vec<Consequence> {
    let mut all = vec![
        one("total a year before", "T0 = T / (1 + g)", &of.total_before, unit),
        one("share of the part a year before", "P0 / T0", &of.share_before, Unit::Fraction),
        one("share of the part", "P / T", &of.share, Unit::Fraction),
        one("contribution of the part to growth", "(P - P0) / T0", &of.contribution, Unit::Point),
        one("growth of everything else", "(T - P) / (T0 - P0) - 1", &of.rest_growth, Unit::Growth),
        one(
            "contribution of everything else",
            "g - (P - P0) / T0",
            &of.rest_contribution,
            Unit::Point,
        ),
    ];
    if let Some(value) = &of.unit_value_growth {
        all.push(one(
            "growth of the average unit value",
            "(1 + g) / (1 + v) - 1",
            value,
            Unit::Growth,
        ));
    }
    all
}

fn one(what: &'static str, formula: &'static str, value: &Value, unit: Unit) -> Consequence {
    let numbers = Numbers::of(Lang::En);
    let known = value.known();
    let money = numbers.money_for(&[known.map_or(0.0, crate::trade::Estimate::mid)]);
    let plain = |text: String| strip_controls(&text).replace('\u{a0}', " ");
    Consequence {
        what,
        formula,
        text: plain(numbers.value(value, unit, money)),
        interval: known
            .map_or(String::new(), |estimate| plain(numbers.interval(estimate, unit, money))),
        low: known.map(crate::trade::Estimate::low),
        mid: known.map(crate::trade::Estimate::mid),
        high: known.map(crate::trade::Estimate::high),
    }
}

fn sheet(sets: &[Set]) -> Sheet {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let rows = sets.iter().flat_map(|set| {
        set.consequences.iter().map(move |found| {
            vec![
                set.part.clone(),
                set.total.clone(),
                found.what.to_owned(),
                found.text.clone(),
                number(found.low),
                number(found.mid),
                number(found.high),
                found.formula.to_owned(),
            ]
        })
    });
    let columns = vec!["part", "total", "what", "value", "low", "mid", "high", "formula"];
    Sheet { columns, rows: rows.collect() }
}
