//! T3: no stroke runs through a text without a halo between.

use super::overlap::bigger;
use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::{Figure, Line, Mark};
use crate::lint::quad::{Quad, holds, meet};
use crate::scene::{Color, contrast};

/// No stroke runs through a text.
pub static T3: Check =
    Check { id: "T3", title: "no stroke runs through a text", severity: Severity::E, find };

/// Thinnest stroke that counts, in points.
const THIN: f64 = 0.4;
/// Contrast under which a stroke is a grid that text may stand on.
const FAINT: f64 = 1.6;

fn find(figure: &Figure) -> Vec<Found> {
    let thin = figure.points(THIN) - 1e-9;
    let strokes: Vec<&Mark> = figure
        .marks
        .iter()
        .filter(|mark| mark.pen.is_some_and(|pen| pen.width >= thin))
        .filter(|mark| !is_faint(figure, mark))
        .collect();
    let mut found = vec![];
    for line in &figure.lines {
        let hit = strokes.iter().find(|mark| crosses(figure, mark, line));
        if hit.is_some() {
            let message = format!("a stroke runs through {}", line.quoted());
            found.push(Found::new(message, line.at()));
        }
    }
    found
}

fn is_faint(figure: &Figure, mark: &Mark) -> bool {
    let color = mark.pen.and_then(|pen| pen.color);
    color.is_some_and(|color: Color| contrast(color, figure.ground_of(mark)) < FAINT)
}

fn crosses(figure: &Figure, mark: &Mark, line: &Line) -> bool {
    if !meet(crate::lint::quad::grown(mark.bounds, 0.01), line.ink.bounds()) {
        return false;
    }
    if mark.order < line.order && (line.halo.is_some() || is_covered(figure, mark, line)) {
        return false;
    }
    let (inner, least) = (-0.1 * line.size, 0.15 * line.size);
    let ink = bigger(&line.ink, inner);
    let near: Vec<_> = mark.steps.iter().filter(|step| ink.length_inside(**step) > 0.0).collect();
    let glyphs: Vec<Quad> =
        line.glyphs.iter().map(|glyph| bigger(glyph, -0.04 * line.size)).collect();
    let through: f64 = near
        .iter()
        .map(|step| glyphs.iter().map(|glyph| glyph.length_inside(**step)).sum::<f64>())
        .sum();
    through > least
}

/// Whether an opaque shape lies between a stroke and a text.
fn is_covered(figure: &Figure, mark: &Mark, line: &Line) -> bool {
    let between = |other: &&Mark| {
        other.order > mark.order && other.order < line.order && other.rect && other.filled
    };
    let bounds = line.ink.bounds();
    figure.marks.iter().filter(between).any(|other| holds(other.bounds, bounds, 0.1 * line.size))
}
