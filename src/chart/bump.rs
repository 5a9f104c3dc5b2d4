//! Bump: the rank of each item in each period; a few stand out, the rest are context.

use super::Kind;
use crate::layout::{Frame, Panel, no_data, period_labels};
use crate::picture::{Chart, Part, more};
use crate::scene::{Anchor, Color, Group, Node, Plot, Role as TextRole, Scale, Stroke, Weight};
use crate::trade::Period;

/// Ranks over time.
pub struct Bump;

/// Most items that stand out.
const MOST: usize = 3;

impl Kind for Bump {
    fn id(&self) -> &'static str {
        "bump"
    }
    fn when(&self) -> &'static str {
        "the rank of a partner or commodity among others over time"
    }
    fn when_not(&self) -> &'static str {
        "how far apart the items are matters: use line or heatmap"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        match Ranks::new(chart, frame.body) {
            Some(ranks) => frame.nodes.extend(ranks.draw()),
            None => frame.nodes.extend(no_data(&chart.style, &frame.body)),
        }
    }
}

struct Ranks<'a> {
    chart: &'a Chart<'a>,
    parts: Vec<Part<'a>>,
    inks: Vec<Option<Color>>,
    periods: Vec<Period>,
    panel: Panel,
    plot: Plot,
    shown: usize,
    body: Panel,
}

impl<'a> Ranks<'a> {
    fn new(chart: &'a Chart<'a>, body: Panel) -> Option<Self> {
        let parts = chart.parts();
        chart.last_period(&parts)?;
        let periods = chart.periods(&parts);
        let style = &chart.style;
        let size = style.size(TextRole::Label);
        let line = style.line_height(size);
        let widest = |part: &Part| {
            style.cut(part.name(), Weight::Bold, style.theme.ink, 0.28 * body.width).width
        };
        let names = parts.iter().map(widest).fold(0.0, f64::max);
        let mut panel = body.inset(2.4 * size, 0.0, names + 1.2 * size, 1.6 * line);
        let rows = |panel: &Panel| libm::floor(panel.height / line) as usize;
        if rows(&panel) < parts.len() {
            panel = panel.inset(0.0, 0.0, 0.0, line);
        }
        let shown = rows(&panel).min(parts.len());
        let Panel { x: left, y: top, width, height } = panel;
        let x_scale = Scale::Linear(0.0, periods.len() as f64);
        let y_scale = Scale::Linear(shown as f64 + 0.5, 0.5);
        let plot = Plot { left, top, width, height, x_scale, y_scale };
        // Items of the list take color also beyond the parts of a whole.
        let parts: Vec<Part> = parts.into_iter().map(|part| Part { rest: false, ..part }).collect();
        let inks = chart.inks(&parts, MOST);
        (shown > 0).then_some(Self { chart, parts, inks, periods, panel, plot, shown, body })
    }

    /// Rank of a part among those known in a period, from 1; equals in the order of the chart.
    fn rank(&self, part: usize, period: Period) -> Option<usize> {
        let (_, value) = self.parts[part].at(period)?;
        let ahead = |(index, other): (usize, &Part)| {
            other.at(period).is_some_and(|(_, v)| v > value || (v == value && index < part))
        };
        Some(1 + self.parts.iter().enumerate().filter(|(i, p)| ahead((*i, p))).count())
    }

    fn draw(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let mut nodes = vec![period_labels(style, &self.panel, &self.periods)];
        let mut order: Vec<usize> = (0..self.parts.len()).collect();
        order.sort_by_key(|index| self.inks[*index].is_some());
        for index in order {
            let children = self.line(index);
            let name = format!("series-{}", self.parts[index].shown.id);
            nodes.push(Node::Group(Group { name, children }));
        }
        let mut children = self.ranks();
        children.extend(self.names());
        if self.shown < self.parts.len() {
            children.push(more(style, self.parts.len() - self.shown, &self.body));
        }
        nodes.push(Node::Group(Group { name: "labels".to_owned(), children }));
        nodes.push(self.regions());
        nodes
    }

    /// Places of a part in each period, not finite where it has no rank or one that is not shown.
    fn places(&self, part: usize) -> Vec<(f64, f64)> {
        let place = |(slot, period): (usize, &Period)| {
            let rank = self.rank(part, *period).filter(|rank| *rank <= self.shown);
            (slot as f64 + 0.5, rank.map_or(f64::NAN, |rank| rank as f64))
        };
        self.periods.iter().enumerate().map(place).collect()
    }

    fn line(&self, part: usize) -> Vec<Node> {
        let strokes = &self.chart.style.preset.strokes;
        let ink = self.inks[part];
        let color = ink.unwrap_or(self.chart.style.theme.context);
        let width = if ink.is_some() { 1.2 * strokes.series } else { strokes.context };
        let places = self.places(part);
        let mut nodes =
            self.plot.line(&places, &Stroke { color, width, dash: vec![], round: true });
        let alone = |index: usize| {
            let known =
                |i: Option<usize>| i.and_then(|i| places.get(i)).is_some_and(|p| p.1.is_finite());
            !known(index.checked_sub(1)) && !known(Some(index + 1))
        };
        for (index, at) in places.iter().enumerate() {
            if ink.is_some() || alone(index) {
                nodes.extend(self.plot.marker(*at, 1.3 * width, color, None));
            }
        }
        nodes
    }

    /// Numbers of ranks at the left.
    fn ranks(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let rank = |rank: usize| -> Node {
            let words = style.numbers.decimal(rank as f64, 0);
            let text = style.text(&words, TextRole::Tick);
            let y = self.plot.y(rank as f64) + 0.35 * text.size;
            text.at(self.panel.x - 0.4 * style.size(TextRole::Tick), y, Anchor::Right).into()
        };
        (1..=self.shown).map(rank).collect()
    }

    /// Names at the right, each at its last rank, where that is in the last period.
    fn names(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let size = style.size(TextRole::Label);
        let name = |(index, part): (usize, &Part)| -> Option<Node> {
            let (_, rank) = *self.places(index).last()?;
            if !rank.is_finite() {
                return self.early_name(index);
            }
            let (weight, fill) = match self.inks[index] {
                Some(ink) => (Weight::Bold, ink),
                None => (Weight::Regular, style.theme.secondary),
            };
            let x = self.plot.x(self.periods.len() as f64 - 0.5) + 0.9 * size;
            let text = style.cut(part.name(), weight, fill, self.body.right() - x);
            Some(text.at(x, self.plot.y(rank) + 0.35 * size, Anchor::Left).into())
        };
        self.parts.iter().enumerate().filter_map(name).collect()
    }

    /// The name of an item that stands out and has no last rank: over its last point.
    fn early_name(&self, index: usize) -> Option<Node> {
        let style = &self.chart.style;
        let ink = self.inks[index]?;
        let (slot, rank) = self.places(index).into_iter().rfind(|(_, rank)| rank.is_finite())?;
        let text = style.cut(self.parts[index].name(), Weight::Bold, ink, 0.3 * self.panel.width);
        let (x, y) = (self.plot.x(slot), self.plot.y(rank) - 0.5 * text.size);
        // Another label may stand there already: that of an item above in the same period.
        let taken = (0..index).any(|other| {
            self.inks[other].is_some()
                && self.places(other).last().is_some_and(|p| !p.1.is_finite())
        });
        let fits = !taken && y - text.size > 0.0 && x - text.width > self.panel.x;
        fits.then(|| {
            text.at(x + 0.4 * style.size(TextRole::Label), y, Anchor::Right)
                .with_halo(style.halo())
                .into()
        })
    }

    fn regions(&self) -> Node {
        let mut group = Group { name: "regions".to_owned(), children: vec![] };
        let slot = self.panel.width / self.periods.len() as f64;
        let tall = self.panel.height / self.shown as f64;
        for (index, part) in self.parts.iter().enumerate() {
            for (place, period) in self.places(index).iter().zip(&self.periods) {
                let y =
                    if place.1.is_finite() { self.plot.y(place.1) } else { self.panel.bottom() };
                let x = self.plot.x(place.0) - slot / 2.0;
                let at = Panel { x, y: y - tall / 2.0, width: slot, height: tall };
                group.children.extend(self.chart.part_region(part, *period, &at));
            }
        }
        Node::Group(group)
    }
}
