//! T7: no text is rotated.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;

/// No text is rotated.
pub static T7: Check = Check { id: "T7", title: "no text is rotated", severity: Severity::W, find };

fn find(figure: &Figure) -> Vec<Found> {
    let turned = figure.lines.iter().filter(|line| line.turned);
    turned.map(|line| Found::new(format!("{} is rotated", line.quoted()), line.at())).collect()
}
