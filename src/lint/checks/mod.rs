//! The registry of checks on figures: every other file of this folder is one check or a small family of them.
//!
//! A check looks and says; it repairs nothing. Ids, thresholds and severities are those of the house style.

mod access;
mod alt;
mod bars;
mod canvas;
mod clip;
mod connectors;
mod contrast;
mod crossing;
mod density;
mod direction;
mod engine;
mod fit;
mod gaps;
mod glyphs;
mod names;
mod overlap;
mod palette;
mod printed;
mod profile;
mod rotation;
mod rows;
mod size;
mod stroke;
mod ticks;
mod typed;

use super::figure::Figure;
use super::{Defect, Severity};

/// A check.
pub struct Check {
    /// Its id in the house style: `T1`.
    pub id: &'static str,
    /// What it asks for.
    pub title: &'static str,
    /// Whether a figure that fails it is not printed.
    pub severity: Severity,
    /// Finds what is wrong.
    pub find: fn(&Figure) -> Vec<Found>,
}

/// Something found: what is wrong, and where on the canvas.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What is wrong, with the words concerned.
    pub message: String,
    /// Where.
    pub at: (f64, f64),
}

impl Found {
    /// A finding at a place.
    pub fn new(message: impl Into<String>, at: (f64, f64)) -> Self {
        Self { message: message.into(), at }
    }

    /// A finding about the file as a whole, placed at the canvas' corner.
    pub fn whole(message: impl Into<String>, figure: &Figure) -> Self {
        Self::new(message, figure.origin)
    }
}

/// All checks, in the order of the house style.
pub static CHECKS: &[&Check] = &[
    &overlap::T1,
    &canvas::T2,
    &crossing::T3,
    &clip::T4,
    &size::T5,
    &size::T6,
    &rotation::T7,
    &contrast::T8,
    &glyphs::T9,
    &rows::T10,
    &direction::T11,
    &engine::T12,
    &contrast::G1,
    &palette::G2,
    &palette::G3,
    &stroke::G4,
    &canvas::G5,
    &bars::G6,
    &fit::G7,
    &ticks::G8,
    &gaps::G9,
    &density::G10,
    &names::L1,
    &connectors::L2,
    &access::A1,
    &alt::A2,
    &printed::A3,
    &printed::P1,
    &typed::P2,
    &profile::P3,
    &engine::R1,
];

/// Everything that is wrong with a figure, by check and then from the top.
#[must_use]
pub fn run(figure: &Figure) -> Vec<Defect> {
    let mut defects = vec![];
    for check in CHECKS {
        let mut found = (check.find)(figure);
        let key =
            |f: &Found| (libm::round(f.at.1 * 100.0) as i64, libm::round(f.at.0 * 100.0) as i64);
        found.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message)));
        found.dedup();
        defects.extend(found.into_iter().map(|found| Defect {
            check: check.id,
            severity: check.severity,
            message: found.message,
            x: hundredths(found.at.0),
            y: hundredths(found.at.1),
        }));
    }
    defects
}

fn hundredths(value: f64) -> f64 {
    // A zero has no sign.
    libm::round(value * 100.0) / 100.0 + 0.0
}
