//! A2: the alternative text says what is shown, when, and two numbers of it.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::data::{values, years};
use crate::lint::figure::Figure;
use crate::lint::numerals::numerals;

/// Alternative text of 40 to 600 characters with a period and two numbers of the data. Of our own figures alone.
pub static A2: Check =
    Check { id: "A2", title: "the alternative text follows the data", severity: Severity::E, find };

const LEAST: usize = 40;
const MOST: usize = 600;

fn find(figure: &Figure) -> Vec<Found> {
    let Some(own) = figure.own else { return vec![] };
    let text = own.chart.description;
    let mut found = vec![];
    let mut fault = |message: String| found.push(Found::whole(message, figure));
    let length = text.chars().count();
    if !(LEAST..=MOST).contains(&length) {
        fault(format!("alternative text has {length} characters, {LEAST} to {MOST} are wanted"));
    }
    let printed = numerals(text);
    let values = values(own.chart);
    let known = values.len();
    let years = years(own.chart);
    let has_year = printed.iter().any(|n| n.bare && years.contains(&(n.value as i32)));
    if known > 0 && !years.is_empty() && !has_year {
        fault("alternative text names no period of the data".to_owned());
    }
    let mut told: Vec<u64> = printed
        .iter()
        .filter(|n| values.iter().any(|value| n.prints(*value)))
        .map(|n| n.value.to_bits())
        .collect();
    told.sort_unstable();
    told.dedup();
    let mut distinct: Vec<u64> = values.iter().map(|value| value.abs().to_bits()).collect();
    distinct.sort_unstable();
    distinct.dedup();
    // Growth and shares are values too, so a figure of one number can tell one alone.
    let wanted = distinct.len().min(2).min(known);
    if told.len() < wanted.min(if known > 1 { 2 } else { 1 }) && !all_alike(&values) {
        fault(format!(
            "alternative text gives {} of the numbers of the data, 2 at least",
            told.len()
        ));
    }
    found
}

/// Whether all values print alike: then one number tells them all.
fn all_alike(values: &[f64]) -> bool {
    let (low, high) = values
        .iter()
        .fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v.abs()), high.max(v.abs())));
    high - low <= 0.06 * high
}
