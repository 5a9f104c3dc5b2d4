//! T4: no text is clipped.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;
use crate::lint::quad::holds;

/// No text is clipped.
pub static T4: Check = Check { id: "T4", title: "no text is clipped", severity: Severity::E, find };

fn find(figure: &Figure) -> Vec<Found> {
    let clipped = figure.lines.iter().filter(|line| {
        let slack = figure.points(0.25) + if line.substituted { 0.15 * line.size } else { 0.0 };
        line.clip.is_some_and(|clip| !holds(clip, line.ink.bounds(), slack))
    });
    clipped.map(|line| Found::new(format!("{} is clipped", line.quoted()), line.at())).collect()
}
