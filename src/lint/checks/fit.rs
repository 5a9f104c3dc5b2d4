//! G7: a label inside a shape fits into it.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::{Figure, Line, Mark};
use crate::scene::Role;

/// A label inside a shape fits, with 3 pt at its sides. Of our own figures alone.
pub static G7: Check =
    Check { id: "G7", title: "labels inside shapes fit", severity: Severity::E, find };

/// Points at each side.
const PADDING: f64 = 3.0;
/// The same in a cell of a grid.
const CELL_PADDING: f64 = 0.75;

fn find(figure: &Figure) -> Vec<Found> {
    if figure.own.is_none() {
        return vec![];
    }
    let within =
        figure.lines.iter().filter(|line| line.role == Some(Role::Label) && line.halo.is_none());
    let tight =
        within.filter(|line| shape(figure, line).is_some_and(|mark| !fits(figure, line, mark)));
    tight
        .map(|line| Found::new(format!("{} does not fit its shape", line.quoted()), line.at()))
        .collect()
}

/// The last shape below a label's middle that is smaller than a ground.
fn shape<'a>(figure: &'a Figure, line: &Line) -> Option<&'a Mark> {
    let (left, top, right, bottom) = line.ink.bounds();
    let (x, y) = (f64::midpoint(left, right), f64::midpoint(top, bottom));
    let mut below = figure.marks.iter().filter(|mark| {
        let (left, top, right, bottom) = mark.bounds;
        mark.order < line.order
            && mark.rect
            && mark.fill.is_some_and(|fill| fill != figure.background)
            && left < x
            && x < right
            && top < y
            && y < bottom
    });
    below.next_back()
}

fn fits(figure: &Figure, line: &Line, mark: &Mark) -> bool {
    // Cells of a grid have gaps between them, and are filled to their edges.
    let is_cell = figure.own.is_some_and(|own| ["heatmap", "tile-map"].contains(&own.kind));
    let padding = figure.points(if is_cell { CELL_PADDING } else { PADDING }) * 0.9;
    let (left, _, right, _) = line.ink.bounds();
    left >= mark.bounds.0 + padding && right <= mark.bounds.2 - padding
        // A column holds a number as wide as itself where it is narrow all the way.
        || (right - left) + 2.0 * padding <= mark.bounds.2 - mark.bounds.0
}
