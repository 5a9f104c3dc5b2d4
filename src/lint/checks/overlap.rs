//! T1: no two texts touch.
//!
//! Letters are compared one by one, so that a tail that hangs into the blank of the next line is no defect.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::{Figure, Line};
use crate::lint::quad::Quad;

/// No two texts overlap.
pub static T1: Check =
    Check { id: "T1", title: "no two texts overlap", severity: Severity::E, find };

fn find(figure: &Figure) -> Vec<Found> {
    // Ours keep half a point between them; others only must not touch.
    let clear = if figure.own.is_some() { figure.points(0.25) } else { 0.0 };
    let mut found = vec![];
    for (index, one) in figure.lines.iter().enumerate() {
        for other in &figure.lines[index + 1..] {
            if overlaps(one, other, clear) {
                let message = format!("{} overlaps {}", one.quoted(), other.quoted());
                found.push(Found::new(message, one.at()));
            }
        }
    }
    found
}

fn overlaps(one: &Line, other: &Line, clear: f64) -> bool {
    // Guessed widths must overlap by more than the guess may err.
    let slack = |line: &Line| if line.substituted { 0.12 * line.size } else { 0.0 };
    let clear = clear - slack(one).max(slack(other));
    let clear = if one.owner == other.owner { clear.min(-0.05 * one.size) } else { clear };
    let wide = |quad: &Quad| bigger(quad, clear);
    if !wide(&one.ink).meets(&wide(&other.ink)) {
        return false;
    }
    let others: Vec<Quad> =
        other.glyphs.iter().filter(|g| wide(g).meets(&wide(&one.ink))).map(wide).collect();
    one.glyphs.iter().any(|glyph| others.iter().any(|other| wide(glyph).meets(other)))
}

/// A box with more at each side, or less.
pub(super) fn bigger(quad: &Quad, by: f64) -> Quad {
    if by == 0.0 {
        return *quad;
    }
    let Quad(corners) = *quad;
    let side = |to: usize| {
        let (x, y) = (corners[to].0 - corners[0].0, corners[to].1 - corners[0].1);
        let length = libm::sqrt(x * x + y * y).max(1e-9);
        // Never turned inside out.
        let by = by.max(-0.45 * length);
        (x / length * by, y / length * by)
    };
    let (along, down) = (side(1), side(3));
    let moved = |corner: usize, u: f64, v: f64| {
        let (x, y) = corners[corner];
        (x + u * along.0 + v * down.0, y + u * along.1 + v * down.1)
    };
    Quad([moved(0, -1.0, -1.0), moved(1, 1.0, -1.0), moved(2, 1.0, 1.0), moved(3, -1.0, 1.0)])
}
