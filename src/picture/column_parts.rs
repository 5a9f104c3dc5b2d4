//! Parts of a column chart that do not depend on its layout: a derived column, and which columns are labeled.

use crate::layout::{Panel, Style, hatch_lines};
use crate::scene::{Color, Node, Rect, Stroke};
use crate::series::Point;

/// A column worked out from another figure: outlined and hatched, so that it is told apart without color.
#[must_use]
pub fn derived_column(style: &Style, at: &Panel, color: Color) -> Vec<Node> {
    let width = style.preset.strokes.context;
    let (thin, every) = (style.preset.strokes.grid, 3.0 * style.preset.strokes.baseline);
    let mut nodes = hatch_lines(at, color, thin, every);
    nodes.push(Node::Rect(Rect {
        x: at.x + width / 2.0,
        y: at.y + width / 2.0,
        width: (at.width - width).max(0.0),
        height: (at.height - width).max(0.0),
        fill: None,
        stroke: Some(Stroke { color, width, dash: vec![], round: false }),
    }));
    nodes
}

/// All points, the most telling first: last, largest, smallest, first, then the rest of a short series.
#[must_use]
pub fn labeled(points: &[Point], all: bool) -> Vec<usize> {
    let known: Vec<(usize, f64)> = points
        .iter()
        .enumerate()
        .filter_map(|(index, point)| Some((index, point.value.known()?.mid())))
        .collect();
    let extreme = |sign: f64| {
        known.iter().max_by(|a, b| (sign * a.1).total_cmp(&(sign * b.1))).map(|(index, _)| *index)
    };
    let ends = [known.last().map(|k| k.0), extreme(1.0), extreme(-1.0), known.first().map(|k| k.0)];
    let mut order: Vec<usize> = vec![];
    for index in ends.into_iter().flatten() {
        if !order.contains(&index) {
            order.push(index);
        }
    }
    if all {
        order.extend((0..points.len()).filter(|index| !order.contains(index)).collect::<Vec<_>>());
    }
    order
}
