//! T2, G5: nothing leaves the canvas.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;
use crate::lint::quad::holds;

/// No text leaves the canvas.
pub static T2: Check =
    Check { id: "T2", title: "no text leaves the canvas", severity: Severity::E, find: texts };

/// No mark leaves the canvas; of our own figures alone, where nothing is clipped.
pub static G5: Check =
    Check { id: "G5", title: "no mark leaves the canvas", severity: Severity::E, find: marks };

fn texts(figure: &Figure) -> Vec<Found> {
    let slack = figure.points(0.25);
    let leaves = |line: &&crate::lint::figure::Line| {
        let slack = if line.substituted { slack + 0.15 * line.size } else { slack };
        !holds(figure.canvas(), line.ink.bounds(), slack)
    };
    let outside = figure.lines.iter().filter(leaves);
    outside
        .map(|line| Found::new(format!("{} leaves the canvas", line.quoted()), line.at()))
        .collect()
}

fn marks(figure: &Figure) -> Vec<Found> {
    if figure.own.is_none() {
        return vec![];
    }
    let leaves = |mark: &&crate::lint::figure::Mark| !holds(figure.canvas(), mark.bounds, 0.05);
    let outside = figure.marks.iter().filter(leaves);
    let message = |group: &str| match group {
        "" => "a mark leaves the canvas".to_owned(),
        group => format!("a mark of `{group}` leaves the canvas"),
    };
    outside.map(|mark| Found::new(message(&mark.group), mark.at())).collect()
}
