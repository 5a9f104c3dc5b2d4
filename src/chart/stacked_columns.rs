//! Stacked columns: a whole and its parts in each of a few periods.

use super::Kind;
use crate::layout::{Frame, Slots, rule};
use crate::picture::{Chart, Stack};
use crate::scene::Node;

/// Columns of parts.
pub struct StackedColumns;

impl Kind for StackedColumns {
    fn id(&self) -> &'static str {
        "stacked-columns"
    }
    fn when(&self) -> &'static str {
        "a whole and up to seven parts of it in a few periods, the rest gray at the bottom"
    }
    fn when_not(&self) -> &'static str {
        "comparing parts that do not stand on the base line: use small-multiples or heatmap"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let marks = |stack: &Stack, slots: &Slots, part: usize| columns(chart, stack, slots, part);
        frame.nodes.extend(Stack::new(chart).draw(chart, frame.body, marks));
    }
}

/// Pieces of one part, each with a line in the color of the background at its far end.
fn columns(chart: &Chart, stack: &Stack, slots: &Slots, part: usize) -> Vec<Node> {
    let theme = chart.style.theme;
    let gap = chart.style.preset.strokes.baseline;
    let mut nodes = vec![];
    for (slot, band) in stack.bands[part].iter().enumerate() {
        let Some((from, to)) = *band else { continue };
        let (left, right) = slots.span(slot);
        nodes.extend(slots.plot.bar((left, from), (right, to), stack.parts[part].fill));
        let (x1, x2, y) = (slots.plot.x(left), slots.plot.x(right), slots.plot.y(to));
        if (y - slots.plot.y(from)).abs() > 2.0 * gap {
            nodes.push(rule(x1, y, x2, y, theme.background, gap, &[]));
        }
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::super::torture::{Desk, values};
    use super::*;
    use crate::words::Lang;

    #[test]
    fn parts_stand_on_one_another_and_sum_to_the_whole() {
        let desk = Desk::new(
            Lang::En,
            "word",
            &[values(&[2.0, 5.0]), values(&[3.0, -1.0]), vec![Some(4.0), None]],
        );
        let stack = Stack::new(&desk.chart());
        assert_eq!(stack.bands[0], [Some((0.0, 2.0)), Some((0.0, 5.0))]);
        assert_eq!(stack.bands[1], [Some((2.0, 5.0)), Some((0.0, -1.0))]);
        assert_eq!(stack.bands[2], [Some((5.0, 9.0)), None]);
        assert_eq!((stack.ends(0), stack.ends(1)), ((0.0, 9.0), (-1.0, 5.0)));
        assert!(!stack.is_incomplete(0) && stack.is_incomplete(1));
    }

    #[test]
    fn beyond_seven_parts_the_rest_is_gray_and_at_the_bottom() {
        let all: Vec<_> = (0..9).map(|_| values(&[1.0])).collect();
        let desk = Desk::new(Lang::En, "word", &all);
        let stack = Stack::new(&desk.chart());
        let rest: Vec<&str> =
            stack.parts.iter().take_while(|p| p.rest).map(|p| p.shown.id.as_str()).collect();
        assert_eq!(rest, ["s7", "s8"]);
    }
}
