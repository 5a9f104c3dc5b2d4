//! L2: lines from labels to what they name do not cross, and are short.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::{Figure, Mark};
use crate::lint::quad::Step;

/// Connectors do not cross, and no label is moved by more than two and a half lines. Of our own figures alone.
pub static L2: Check =
    Check { id: "L2", title: "connectors are short and do not cross", severity: Severity::W, find };

const MOST_LINES: f64 = 2.5;

fn find(figure: &Figure) -> Vec<Found> {
    let Some(own) = figure.own else { return vec![] };
    let style = &own.chart.style;
    let width = 0.5 * style.preset.floor / 7.0;
    let is_connector = |mark: &&Mark| {
        let pen = mark.pen.filter(|pen| (pen.width - width).abs() < 1e-6);
        mark.is_line()
            && mark.steps.len() == 1
            && pen.is_some_and(|pen| pen.color == Some(style.theme.context))
    };
    let steps: Vec<Step> = figure.marks.iter().filter(is_connector).map(|m| m.steps[0]).collect();
    let line = style.line_height(style.size(crate::scene::Role::Label));
    let mut found = vec![];
    for (index, one) in steps.iter().enumerate() {
        let moved = (one.1 - one.3).abs() / line;
        if moved > MOST_LINES {
            let message = format!("a label is moved by {moved:.1} lines, {MOST_LINES} at most");
            found.push(Found::new(message, (one.2, one.3)));
        }
        if steps[index + 1..].iter().any(|other| cross(*one, *other)) {
            found.push(Found::new("two connectors cross", (one.0, one.1)));
        }
    }
    found
}

/// Whether two lines cross between their ends.
fn cross(a: Step, b: Step) -> bool {
    let side = |step: Step, x: f64, y: f64| {
        (step.2 - step.0) * (y - step.1) - (step.3 - step.1) * (x - step.0)
    };
    let apart = |one: f64, other: f64| one * other < -1e-9;
    apart(side(a, b.0, b.1), side(a, b.2, b.3)) && apart(side(b, a.0, a.1), side(b, a.2, a.3))
}
