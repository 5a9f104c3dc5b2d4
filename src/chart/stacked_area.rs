//! Stacked areas: how a whole and its parts grew over many periods.

use super::Kind;
use crate::layout::{Frame, Slots};
use crate::picture::{Chart, Stack};
use crate::scene::{Node, Stroke};

/// Areas of parts.
pub struct StackedArea;

impl Kind for StackedArea {
    fn id(&self) -> &'static str {
        "stacked-area"
    }
    fn when(&self) -> &'static str {
        "which of up to seven parts made a whole grow over ten or more periods"
    }
    fn when_not(&self) -> &'static str {
        "few periods (stacked-columns), or values below zero in some parts"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let marks = |stack: &Stack, slots: &Slots, part: usize| areas(chart, stack, slots, part);
        frame.nodes.extend(Stack::new(chart).draw(chart, frame.body, marks));
    }
}

/// The bands of one part, broken where no part is known; a single period between two gaps is a thin column.
fn areas(chart: &Chart, stack: &Stack, slots: &Slots, part: usize) -> Vec<Node> {
    let fill = stack.parts[part].fill;
    let gap = Stroke {
        color: chart.style.theme.background,
        width: chart.style.preset.strokes.baseline,
        dash: vec![],
        round: false,
    };
    let mut nodes = vec![];
    for run in runs(stack) {
        let ends =
            |slot: usize| stack.bands[part][slot].unwrap_or_else(|| beside(stack, part, slot));
        let at = |slot: usize| slot as f64 + 0.5;
        let upper: Vec<(f64, f64)> = run.clone().map(|slot| (at(slot), ends(slot).1)).collect();
        let lower: Vec<(f64, f64)> = run.clone().map(|slot| (at(slot), ends(slot).0)).collect();
        if let ([(x, top)], [(_, base)]) = (&upper[..], &lower[..]) {
            nodes.extend(slots.plot.bar((x - 0.2, *base), (x + 0.2, *top), fill));
            nodes.extend(slots.plot.line(&[(x - 0.2, *top), (x + 0.2, *top)], &gap));
            continue;
        }
        nodes.extend(slots.plot.area(&upper, &lower, fill));
        nodes.extend(slots.plot.line(&upper, &gap));
    }
    nodes
}

/// Where a part without a value stands: on the nearest part below it.
fn beside(stack: &Stack, part: usize, slot: usize) -> (f64, f64) {
    let below = stack.bands[..part].iter().rev().find_map(|bands| bands[slot]);
    below.map_or((0.0, 0.0), |(_, top)| (top, top))
}

/// Stretches of periods in which some part is known.
fn runs(stack: &Stack) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = vec![];
    for slot in (0..stack.periods.len()).filter(|slot| stack.is_known(*slot)) {
        let joins = |run: &std::ops::Range<usize>| {
            run.end == slot && stack.periods[slot].follows(stack.periods[slot - 1])
        };
        match found.last_mut().filter(|run| joins(run)) {
            Some(run) => run.end = slot + 1,
            None => found.push(slot..slot + 1),
        }
    }
    found
}
