//! Parts on top of one another: for each period and part the two ends of its band.
//!
//! Positive values are stacked upward from zero, negative ones downward. A part without a value takes no room, and
//! its period is told as incomplete.

use super::{Chart, Part};
use crate::layout::{
    Panel, SideLabel, Slots, Style, Swatch, hatch, legend, no_data, room_for, side_labels,
};
use crate::scene::{Anchor, Group, Node, Role as TextRole, Text, Weight};
use crate::trade::Period;
use crate::words::{Phrase, phrase};

/// A whole in parts over periods.
#[derive(Debug)]
pub struct Stack<'a> {
    /// Parts from the bottom: the gray rest first.
    pub parts: Vec<Part<'a>>,
    /// Periods in order.
    pub periods: Vec<Period>,
    /// For each part and period the ends of its band.
    pub bands: Vec<Vec<Option<(f64, f64)>>>,
}

impl<'a> Stack<'a> {
    /// The stack of a chart.
    #[must_use]
    pub fn new(chart: &Chart<'a>) -> Self {
        let mut parts = chart.parts();
        parts.sort_by_key(|part| !part.rest);
        let periods = chart.periods(&parts);
        let mut tops = vec![(0.0, 0.0); periods.len()];
        let bands = parts.iter().map(|part| raise(part, &periods, &mut tops)).collect();
        Self { parts, periods, bands }
    }

    /// Whether any part is known in a period.
    #[must_use]
    pub fn is_known(&self, period: usize) -> bool {
        self.bands.iter().any(|bands| bands[period].is_some())
    }

    /// Whether some part is not known in a period.
    #[must_use]
    pub fn is_incomplete(&self, period: usize) -> bool {
        self.bands.iter().any(|bands| bands[period].is_none())
    }

    /// Lower and upper end of the whole in a period.
    #[must_use]
    pub fn ends(&self, period: usize) -> (f64, f64) {
        let known = self.bands.iter().filter_map(|bands| bands[period]);
        known.fold((0.0, 0.0), |(low, high): (f64, f64), (from, to)| {
            (low.min(from.min(to)), high.max(from.max(to)))
        })
    }

    /// The legend if needed, axes, then marks drawn by the kind, what is incomplete, names at the right, regions.
    #[must_use]
    pub fn draw(
        &self,
        chart: &Chart,
        body: Panel,
        marks: impl Fn(&Self, &Slots, usize) -> Vec<Node>,
    ) -> Vec<Node> {
        let style = &chart.style;
        if !(0..self.periods.len()).any(|period| self.is_known(period)) {
            return no_data(style, &body);
        }
        let incomplete = (0..self.periods.len()).any(|p| self.is_incomplete(p));
        let words = phrase(Phrase::PartlyMissing, style.lang()).to_owned();
        let entries: Vec<_> = incomplete.then_some((Swatch::Hatch, words)).into_iter().collect();
        let (row, body) = legend(style, &body, &entries);
        let names = self.names(style, body.width);
        let right = room_for(style, names.iter(), true);
        let ends = (0..self.periods.len()).map(|period| self.ends(period));
        let range = ends.fold((0.0, 0.0), |(l, h): (f64, f64), e| (l.min(e.0), h.max(e.1)));
        let slots = Slots::new(style, body, &self.periods, range, chart.unit(), right);
        let mut nodes: Vec<Node> = row.into_iter().collect();
        nodes.extend(slots.ground(style));
        for (index, part) in self.parts.iter().enumerate() {
            let children = marks(self, &slots, index);
            nodes.push(Node::Group(Group { name: format!("series-{}", part.shown.id), children }));
        }
        nodes.extend(self.gaps(style, &slots));
        nodes.push(slots.zero(style));
        let children = self.labels(style, &slots, names);
        nodes.push(Node::Group(Group { name: "labels".to_owned(), children }));
        nodes.push(self.regions(chart, &slots));
        nodes
    }

    /// One name for each colored part, one for the gray rest.
    fn names(&self, style: &Style, width: f64) -> Vec<Text> {
        let rest = self.parts.iter().filter(|part| part.rest).count();
        let name = |(index, part): (usize, &Part)| {
            let words = match (part.rest, index) {
                (true, 0) if rest > 1 => phrase(Phrase::Other, style.lang()),
                (true, 1..) => "",
                _ => part.name(),
            };
            style.cut(words, Weight::Regular, style.theme.ink, 0.28 * width)
        };
        self.parts.iter().enumerate().map(name).collect()
    }

    fn labels(&self, style: &Style, slots: &Slots, names: Vec<Text>) -> Vec<Node> {
        let size = style.size(TextRole::Label);
        let labels =
            self.parts.iter().enumerate().zip(names).filter_map(|((index, part), text)| {
                self.bands[index].iter().flatten().next()?;
                // A part without a last value is named over those that have one.
                let last = (0..self.periods.len()).rfind(|period| self.is_known(*period))?;
                let over = self.ends(last).1;
                let (from, to) = self.bands[index][last].unwrap_or((over, over));
                let y = f64::midpoint(slots.plot.y(from), slots.plot.y(to));
                let x = slots.plot.x(slots.span(last).1);
                Some(SideLabel {
                    text,
                    swatch: Some(part.fill),
                    at: (x, y),
                    weight: (to - from).abs(),
                })
            });
        let range = (slots.panel.y - 0.6 * size, slots.panel.bottom() + 0.6 * size);
        side_labels(style, labels.collect(), slots.panel.right(), range, Anchor::Left)
    }

    /// A hatch where not all parts have data: a strip under the axis, or the whole height where none has.
    fn gaps(&self, style: &Style, slots: &Slots) -> Vec<Node> {
        let size = style.size(TextRole::Tick);
        let gap = |period: usize| {
            let (x, right) = (slots.plot.x(period as f64), slots.plot.x(period as f64 + 1.0));
            let (width, zero) = (right - x, slots.plot.y(0.0));
            let at = if self.is_known(period) {
                Panel { x, y: slots.panel.bottom() + 0.1 * size, width, height: 0.34 * size }
            } else {
                Panel { x, y: slots.panel.y, width, height: zero - slots.panel.y }
            };
            hatch(style, &at)
        };
        (0..self.periods.len()).filter(|p| self.is_incomplete(*p)).flat_map(gap).collect()
    }

    fn regions(&self, chart: &Chart, slots: &Slots) -> Node {
        let mut group = Group { name: "regions".to_owned(), children: vec![] };
        for (part, bands) in self.parts.iter().zip(&self.bands) {
            for (slot, period) in self.periods.iter().enumerate() {
                let (from, to) = bands[slot].unwrap_or((0.0, 0.0));
                let (y1, y2) = (slots.plot.y(from), slots.plot.y(to));
                let x = slots.plot.x(slot as f64);
                let (y, height) = (y1.min(y2), (y1 - y2).abs());
                let at = Panel { x, y, width: slots.width(), height };
                group.children.extend(chart.part_region(part, *period, &at));
            }
        }
        Node::Group(group)
    }
}

fn raise(part: &Part, periods: &[Period], tops: &mut [(f64, f64)]) -> Vec<Option<(f64, f64)>> {
    let band = |(period, (up, down)): (&Period, &mut (f64, f64))| {
        let (_, value) = part.at(*period)?;
        let end = if value < 0.0 { down } else { up };
        let from = *end;
        *end += value;
        Some((from, *end))
    };
    periods.iter().zip(tops).map(band).collect()
}
