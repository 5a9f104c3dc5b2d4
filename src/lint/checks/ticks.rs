//! G8: axes have few ticks, name the last year, and print their unit once.

use chrono::Datelike;

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::{Figure, Line};
use crate::words::strip_controls;

/// Three to six value ticks, the unit on one of them, and the last year labeled. Of our own figures alone.
pub static G8: Check =
    Check { id: "G8", title: "few ticks, one unit, the last year", severity: Severity::W, find };

fn find(figure: &Figure) -> Vec<Found> {
    if figure.own.is_none() {
        return vec![];
    }
    let mut found = vec![];
    let of = |group: &str| -> Vec<&Line> {
        figure.lines.iter().filter(|line| line.group == group).collect()
    };
    let values = of("y-axis");
    if let Some(first) = values.first() {
        // Decades of a log axis may be more, and a course of one value has one tick.
        if values.len() > 7 {
            found.push(Found::new(format!("{} value ticks, 6 at most", values.len()), first.at()));
        }
        let with_unit = values.iter().filter(|line| has_letters(&line.content)).count();
        if with_unit > 1 && with_unit < values.len() {
            found.push(Found::new(format!("{with_unit} ticks print the unit"), first.at()));
        }
    }
    let years = of("x-axis");
    if let (Some(last), Some(label)) = (last_year(figure), years.last())
        && years.len() > 1
    {
        let printed = figure.own.map(|own| own.chart.style.numbers.year(last));
        let is_there = |line: &&Line| {
            printed
                .as_ref()
                .is_some_and(|p| strip_controls(&line.content).contains(&strip_controls(p)))
        };
        if !years.iter().any(is_there) {
            found.push(Found::new(format!("the last year, {last}, has no label"), label.at()));
        }
    }
    found
}

fn has_letters(text: &str) -> bool {
    strip_controls(text).chars().any(|c| c.is_alphabetic() || c == '$')
}

/// The last year of the time axis.
fn last_year(figure: &Figure) -> Option<i32> {
    let chart = figure.own?.chart;
    if let Some((_, last)) = chart.years {
        return Some(last);
    }
    let shown = chart.shown.iter().filter_map(|shown| chart.set.get(&shown.id));
    let ends = shown.flat_map(|series| series.known().map(|(point, _)| point.period.end().year()));
    ends.max()
}
