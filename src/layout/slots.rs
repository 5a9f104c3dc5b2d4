//! A panel with a value axis and one slot for each period, for columns, stacks and butterflies.

use super::{Panel, Style, YAxis, linear_ticks, rule, tick_texts};
use crate::scene::{Anchor, Group, Node, Plot, Role, Scale, Text};
use crate::trade::{Period, Unit};

/// Slots of periods over a value axis.
#[derive(Debug)]
pub struct Slots {
    /// Box of the axes.
    pub panel: Panel,
    /// Scales: x counts slots, y values.
    pub plot: Plot,
    axis: YAxis,
    periods: Vec<Period>,
}

impl Slots {
    /// Slots for these periods and an axis that covers `low..high` and zero; `right` is room kept for labels.
    #[must_use]
    pub fn new(
        style: &Style,
        body: Panel,
        periods: &[Period],
        (low, high): (f64, f64),
        unit: Unit,
        right: f64,
    ) -> Self {
        let (low, high) = (low.min(0.0), high.max(0.0));
        let ticks = linear_ticks(low, if high > low { high } else { low + 1.0 }, 6);
        let y_scale = Scale::Linear(ticks[0], ticks[ticks.len() - 1]);
        let axis = YAxis { ticks: tick_texts(style, &ticks, unit, None) };
        let size = style.size(Role::Tick);
        let panel = body.inset(axis.room(style), 0.6 * size, right, 1.5 * style.line_height(size));
        let plot = Plot {
            left: panel.x,
            top: panel.y,
            width: panel.width,
            height: panel.height,
            x_scale: Scale::Linear(0.0, periods.len().max(1) as f64),
            y_scale,
        };
        Self { panel, plot, axis, periods: periods.to_vec() }
    }

    /// The same with an axis that prints values below zero without their sign: what is drawn downward is no loss.
    #[must_use]
    pub fn unsigned(mut self, style: &Style, unit: Unit) -> Self {
        let ticks: Vec<f64> = self.axis.ticks.iter().map(|(value, _)| *value).collect();
        let sizes: Vec<f64> = ticks.iter().map(|value| value.abs()).collect();
        let texts = tick_texts(style, &sizes, unit, None);
        self.axis.ticks =
            ticks.into_iter().zip(texts).map(|(value, (_, text))| (value, text)).collect();
        self
    }

    /// Middle of a slot in the scene.
    #[must_use]
    pub fn middle(&self, slot: usize) -> f64 {
        self.plot.x(slot as f64 + 0.5)
    }

    /// Width of a slot in the scene.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.plot.x(1.0) - self.plot.x(0.0)
    }

    /// The part of a slot that a column fills, in slots.
    #[must_use]
    pub fn span(&self, slot: usize) -> (f64, f64) {
        let part = if self.periods.len() > 12 { 0.78 } else { 0.62 };
        let most = 0.6 * self.panel.height / self.width().max(1e-9);
        let half = f64::min(part, most) / 2.0;
        (slot as f64 + 0.5 - half, slot as f64 + 0.5 + half)
    }

    /// Grid and axes, back of the picture.
    #[must_use]
    pub fn ground(&self, style: &Style) -> Vec<Node> {
        let axis = self.axis.draw(style, &self.panel, |value| self.plot.y(value));
        vec![axis, period_labels(style, &self.panel, &self.periods)]
    }

    /// The zero line, over columns.
    #[must_use]
    pub fn zero(&self, style: &Style) -> Node {
        let (y, width) = (self.plot.y(0.0), style.preset.strokes.baseline);
        rule(self.panel.x, y, self.panel.right(), y, style.theme.ink, width, &[])
    }
}

/// Labels of periods under a panel of equal slots, the last always; others are dropped where they would touch.
#[must_use]
pub fn period_labels(style: &Style, panel: &Panel, periods: &[Period]) -> Node {
    let size = style.size(Role::Tick);
    let baseline = panel.bottom() + 1.4 * size;
    let texts: Vec<Text> = periods.iter().map(|period| period_text(style, *period)).collect();
    let slot = panel.width / texts.len().max(1) as f64;
    let widest = texts.iter().map(|text| text.width).fold(0.0, f64::max) + 0.6 * size;
    let fits = |step: &usize| *step as f64 * slot >= widest;
    let step = [1, 2, 5, 10, 20].into_iter().find(fits).unwrap_or(50);
    let mut group = Group { name: "x-axis".to_owned(), children: vec![] };
    let mut free = f64::INFINITY;
    let count = texts.len();
    for (back, text) in texts.into_iter().rev().enumerate().step_by(step) {
        let half = text.width / 2.0;
        let x = (panel.x + ((count - 1 - back) as f64 + 0.5) * slot).max(panel.x + half);
        if x + half <= free && 2.0 * half <= panel.width {
            free = x - half - 0.5 * size;
            group.children.push(text.at(x, baseline, Anchor::Middle).into());
        }
    }
    group.children.reverse();
    Node::Group(group)
}

fn period_text(style: &Style, period: Period) -> Text {
    let words = match period.calendar_year() {
        Some(year) => style.numbers.year(year),
        None => style.numbers.period_short(period),
    };
    style.text(&words, Role::Tick)
}
