//! T5, T6: text is large enough, in few sizes and weights.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;
use crate::scene::Role;

/// No text is smaller than the floor: 7 pt on paper, 12 px on screen, or that of the preset.
pub static T5: Check =
    Check { id: "T5", title: "no text is too small", severity: Severity::E, find: too_small };

/// At most four sizes and two weights.
pub static T6: Check = Check {
    id: "T6",
    title: "at most four sizes and two weights",
    severity: Severity::W,
    find: too_many,
};

const MOST_SIZES: usize = 4;
const MOST_WEIGHTS: usize = 2;

fn too_small(figure: &Figure) -> Vec<Found> {
    let small = figure.lines.iter().filter(|line| line.size < figure.floor * 0.995);
    let message = |size: f64| {
        let (unit, by) = if figure.print { ("pt", 0.75) } else { ("px", 1.0) };
        let shown = |value: f64| tenths(value * figure.pixels * by);
        format!("{} {unit}, {} {unit} at least", shown(size), shown(figure.floor))
    };
    small
        .map(|line| Found::new(format!("{} is {}", line.quoted(), message(line.size)), line.at()))
        .collect()
}

/// One decimal, none where it is zero.
fn tenths(value: f64) -> f64 {
    libm::round(value * 10.0) / 10.0
}

fn too_many(figure: &Figure) -> Vec<Found> {
    // A title that was shrunk to fit counts as one size whatever it is.
    let plain = figure.lines.iter().filter(|line| line.role != Some(Role::Title));
    let titles = usize::from(figure.lines.iter().any(|line| line.role == Some(Role::Title)));
    let mut sizes: Vec<i64> =
        plain.map(|line| libm::round(line.size * figure.pixels * 10.0) as i64).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let mut weights: Vec<u16> = figure.lines.iter().map(|line| line.weight).collect();
    weights.sort_unstable();
    weights.dedup();
    let mut found = vec![];
    let count = sizes.len() + titles;
    if count > MOST_SIZES {
        found.push(Found::whole(format!("{count} sizes of text, {MOST_SIZES} at most"), figure));
    }
    if weights.len() > MOST_WEIGHTS {
        let message = format!("{} weights of text, {MOST_WEIGHTS} at most", weights.len());
        found.push(Found::whole(message, figure));
    }
    found
}
