//! Paths as straight lines.

use usvg::Transform;
use usvg::tiny_skia_path::{Path, PathSegment, Point};

use super::quad::{Bounds, Step, apply};

/// Chords that a curve is taken apart into.
pub const CHORDS: usize = 6;

/// The upright box around a straight line.
#[must_use]
pub fn step_bounds(step: Step) -> Bounds {
    (step.0.min(step.2), step.1.min(step.3), step.0.max(step.2), step.1.max(step.3))
}

/// Edges of a path, curves in chords.
#[must_use]
pub fn steps(path: &Path, transform: Transform) -> Vec<Step> {
    let at = |p: Point| apply(transform, (f64::from(p.x), f64::from(p.y)));
    let mut steps: Vec<Step> = vec![];
    let (mut start, mut pen) = ((0.0, 0.0), (0.0, 0.0));
    for segment in path.segments() {
        let controls = match segment {
            PathSegment::MoveTo(p) => {
                (start, pen) = (at(p), at(p));
                continue;
            }
            PathSegment::LineTo(p) => vec![at(p)],
            PathSegment::QuadTo(a, p) => vec![at(a), at(p)],
            PathSegment::CubicTo(a, b, p) => vec![at(a), at(b), at(p)],
            PathSegment::Close => vec![start],
        };
        let chords = if controls.len() == 1 { 1 } else { CHORDS };
        let from = pen;
        for chord in 1..=chords {
            let to = bezier(from, &controls, chord as f64 / chords as f64);
            steps.push((pen.0, pen.1, to.0, to.1));
            pen = to;
        }
    }
    steps
}

/// A point on a curve of one to three degrees.
#[must_use]
pub fn bezier(from: (f64, f64), controls: &[(f64, f64)], t: f64) -> (f64, f64) {
    let mut points = vec![from];
    points.extend(controls);
    while points.len() > 1 {
        let mix = |pair: &[(f64, f64)]| {
            let (a, b) = (pair[0], pair[1]);
            (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
        };
        points = points.windows(2).map(mix).collect();
    }
    points[0]
}

/// Whether edges are those of an upright rectangle.
#[must_use]
pub fn is_rect(steps: &[Step]) -> bool {
    let straight = |s: &Step| (s.0 - s.2).abs() < 1e-3 || (s.1 - s.3).abs() < 1e-3;
    (3..=5).contains(&steps.len()) && steps.iter().all(straight)
}
