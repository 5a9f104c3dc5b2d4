//! T9: every character has a glyph.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;

/// No glyph is missing.
pub static T9: Check =
    Check { id: "T9", title: "no glyph is missing", severity: Severity::E, find };

fn find(figure: &Figure) -> Vec<Found> {
    let lacking = figure.lines.iter().filter(|line| !line.missing.is_empty());
    let named = |c: &char| format!("U+{:04X}", u32::from(*c));
    lacking
        .map(|line| {
            let missing: Vec<String> = line.missing.iter().take(3).map(named).collect();
            let message = format!("no face has {} of {}", missing.join(", "), line.quoted());
            Found::new(message, line.at())
        })
        .collect()
}
