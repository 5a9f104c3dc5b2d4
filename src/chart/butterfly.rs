//! Butterfly: exports upward and imports downward from a common zero, with the balance as a line.
//!
//! The first main series goes up, the second down, the third, if any, is the line.

use super::Kind;
use crate::layout::{Frame, Panel, SideLabel, Slots, hatch, no_data, room_for, side_labels};
use crate::picture::{Chart, Part};
use crate::scene::{Anchor, Color, Group, Node, Role as TextRole, Stroke, Text, Weight};
use crate::trade::Period;

/// Exports against imports.
pub struct Butterfly;

impl Kind for Butterfly {
    fn id(&self) -> &'static str {
        "butterfly"
    }
    fn when(&self) -> &'static str {
        "exports against imports over time with the balance between them"
    }
    fn when_not(&self) -> &'static str {
        "several partners: use small-multiples, or dumbbell for two records of one flow"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let mut parts = chart.parts();
        parts.truncate(3);
        if chart.last_period(&parts).is_none() {
            frame.nodes.extend(no_data(&chart.style, &frame.body));
            return;
        }
        frame.nodes.extend(Wings::new(chart, parts, frame.body).draw());
    }
}

struct Wings<'a> {
    chart: &'a Chart<'a>,
    parts: Vec<Part<'a>>,
    periods: Vec<Period>,
    slots: Slots,
    names: Vec<Text>,
}

impl<'a> Wings<'a> {
    fn new(chart: &'a Chart<'a>, parts: Vec<Part<'a>>, body: Panel) -> Self {
        let style = &chart.style;
        let periods = chart.periods(&parts);
        let name = |(index, part): (usize, &Part)| {
            style.cut(part.name(), Weight::Bold, ink(chart, index), 0.28 * body.width)
        };
        let names: Vec<Text> = parts.iter().enumerate().map(name).collect();
        let ends = parts.iter().enumerate().flat_map(|(index, part)| {
            let known = part.series.known();
            known.map(move |(_, estimate)| signed(index, estimate.mid()))
        });
        let range = ends.fold((0.0, 0.0), |(l, h): (f64, f64), v| (l.min(v), h.max(v)));
        let right = room_for(style, names.iter(), false);
        let slots = Slots::new(style, body, &periods, range, chart.unit(), right)
            .unsigned(style, chart.unit());
        Self { chart, parts, periods, slots, names }
    }

    fn draw(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let mut nodes = self.slots.ground(style);
        for (index, part) in self.parts.iter().enumerate() {
            let children = if index < 2 { self.columns(index) } else { self.balance(part) };
            nodes.push(Node::Group(Group { name: format!("series-{}", part.shown.id), children }));
        }
        nodes.insert(nodes.len().min(4), self.slots.zero(style));
        nodes.push(Node::Group(Group { name: "labels".to_owned(), children: self.labels() }));
        let mut regions = Group { name: "regions".to_owned(), children: vec![] };
        for (index, part) in self.parts.iter().enumerate() {
            for (slot, period) in self.periods.iter().enumerate() {
                let value = part.at(*period).map_or(0.0, |(_, value)| signed(index, value));
                let (y1, y2) = (self.slots.plot.y(0.0), self.slots.plot.y(value));
                let x = self.slots.plot.x(slot as f64);
                let at =
                    Panel { x, y: y1.min(y2), width: self.slots.width(), height: (y1 - y2).abs() };
                regions.children.extend(self.chart.part_region(part, *period, &at));
            }
        }
        nodes.push(Node::Group(regions));
        nodes
    }

    /// Columns of one side; where it has no value, a hatch at the zero line.
    fn columns(&self, index: usize) -> Vec<Node> {
        let style = &self.chart.style;
        let tall = 0.8 * style.size(TextRole::Label);
        let mut nodes = vec![];
        for (slot, period) in self.periods.iter().enumerate() {
            let (left, right) = self.slots.span(slot);
            if let Some((_, value)) = self.parts[index].at(*period) {
                let fill = style.theme.series[index];
                nodes.extend(self.slots.plot.bar((left, 0.0), (right, signed(index, value)), fill));
            } else {
                let (x, zero) = (self.slots.plot.x(left), self.slots.plot.y(0.0));
                let y = if index == 0 { zero - tall } else { zero };
                let width = self.slots.plot.x(right) - x;
                nodes.extend(hatch(style, &Panel { x, y, width, height: tall }));
            }
        }
        nodes
    }

    /// The balance in ink on a casing in the color of the background.
    fn balance(&self, part: &Part) -> Vec<Node> {
        let style = &self.chart.style;
        let width = 0.75 * style.preset.strokes.series;
        let at = |(slot, period): (usize, &Period)| {
            (slot as f64 + 0.5, part.at(*period).map_or(f64::NAN, |(_, value)| value))
        };
        let data: Vec<(f64, f64)> = self.periods.iter().enumerate().map(at).collect();
        let line = |color, width| {
            self.slots.plot.line(&data, &Stroke { color, width, dash: vec![], round: true })
        };
        let mut nodes = line(style.theme.background, 2.6 * width);
        nodes.extend(line(style.theme.ink, width));
        if let [.., last] = data[..] {
            let casing = Stroke {
                color: style.theme.background,
                width: 0.8 * width,
                dash: vec![],
                round: false,
            };
            nodes.extend(self.slots.plot.marker(last, 1.8 * width, style.theme.ink, Some(casing)));
        }
        nodes
    }

    fn labels(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let size = style.size(TextRole::Label);
        let label = |(index, (part, text)): (usize, (&Part, &Text))| {
            let slot = self.periods.iter().rposition(|period| part.at(*period).is_some())?;
            let value = signed(index, part.at(self.periods[slot])?.1);
            let middle = if index < 2 { value / 2.0 } else { value };
            let at = (self.slots.plot.x(self.slots.span(slot).1), self.slots.plot.y(middle));
            Some(SideLabel { text: text.clone(), swatch: None, at, weight: -(index as f64) })
        };
        let labels = self.parts.iter().zip(&self.names).enumerate().filter_map(label).collect();
        let range = (self.slots.panel.y - 0.6 * size, self.slots.panel.bottom() + 0.6 * size);
        side_labels(style, labels, self.slots.panel.right(), range, Anchor::Left)
    }
}

/// The second series is drawn downward.
fn signed(index: usize, value: f64) -> f64 {
    if index == 1 { -value } else { value }
}

fn ink(chart: &Chart, index: usize) -> Color {
    if index < 2 { chart.style.theme.series[index] } else { chart.style.theme.ink }
}
