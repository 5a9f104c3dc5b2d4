//! Heatmap: items by period, each cell in the color of its class.

use super::Kind;
use crate::layout::{Frame, Panel, hatch, no_data, period_labels};
use crate::picture::{Chart, Part, Ramp, block, fit_rows, more, names_column, row_name};
use crate::scene::{Anchor, Group, Node, Role as TextRole, Text, Weight};
use crate::trade::{Period, Unit};

/// Items by period.
pub struct Heatmap;

/// Most cells that are worth small numbers: more of them are read as a pattern, and weigh down the file.
const MOST_SMALL: usize = 150;

impl Kind for Heatmap {
    fn id(&self) -> &'static str {
        "heatmap"
    }
    fn when(&self) -> &'static str {
        "where and when: partners or commodities by year"
    }
    fn when_not(&self) -> &'static str {
        "single values must be read exactly and are many: use table"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let parts = chart.parts();
        if chart.last_period(&parts).is_none() {
            frame.nodes.extend(no_data(&chart.style, &frame.body));
            return;
        }
        let periods = chart.periods(&parts);
        let known =
            |part: &Part| periods.iter().filter_map(|p| Some(part.at(*p)?.1)).collect::<Vec<_>>();
        let values: Vec<f64> = parts.iter().flat_map(known).collect();
        let ramp = Ramp::new(&chart.style, &values);
        let missing = values.len() < parts.len() * periods.len();
        let (key, body) = ramp.key(chart, &frame.body, missing);
        frame.nodes.push(key);
        let cells = Cells::new(chart, parts, periods, ramp, body);
        frame.nodes.extend(cells.draw());
    }
}

struct Cells<'a> {
    chart: &'a Chart<'a>,
    parts: Vec<Part<'a>>,
    periods: Vec<Period>,
    ramp: Ramp,
    body: Panel,
    panel: Panel,
    names: Vec<Text>,
    rows: usize,
}

impl<'a> Cells<'a> {
    fn new(
        chart: &'a Chart<'a>,
        parts: Vec<Part<'a>>,
        periods: Vec<Period>,
        ramp: Ramp,
        body: Panel,
    ) -> Self {
        let style = &chart.style;
        let line = style.line_height(style.size(TextRole::Label));
        let above = body.inset(0.0, 0.0, 0.0, 1.5 * line);
        let (rows, above) =
            fit_rows(style, &above, parts.len(), 1.25 * style.size(TextRole::Label));
        let ink = style.theme.ink;
        let named = |part: &Part<'a>| {
            let weight = if part.shown.focus { Weight::Bold } else { Weight::Regular };
            (part.name(), weight, ink)
        };
        let names: Vec<_> = parts.iter().take(rows).map(named).collect();
        let (names, mut panel) = names_column(style, &above, &names, 0.32);
        // Few rows stand as rows, not as towers.
        panel.height = panel.height.min(3.0 * line * rows as f64);
        Self { chart, parts, periods, ramp, body, panel, names, rows }
    }

    fn cell(&self, row: usize, column: usize) -> Panel {
        let width = self.panel.width / self.periods.len() as f64;
        let height = self.panel.height / self.rows.max(1) as f64;
        let (x, y) = (self.panel.x + column as f64 * width, self.panel.y + row as f64 * height);
        Panel { x, y, width, height }
    }

    fn draw(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let mut cells = Group { name: "cells".to_owned(), children: vec![] };
        let mut labels = Group { name: "labels".to_owned(), children: vec![] };
        let mut regions = Group { name: "regions".to_owned(), children: vec![] };
        let gap = 0.5 * style.preset.strokes.baseline;
        for (row, part) in self.parts.iter().enumerate().take(self.rows) {
            let at = self.cell(row, 0);
            let name = self.names[row].clone();
            labels.children.push(row_name(style, name, &self.body, at.y + at.height / 2.0));
            for (column, period) in self.periods.iter().enumerate() {
                let whole = self.cell(row, column);
                let at = whole.inset(gap, gap, gap, gap);
                match part.at(*period) {
                    Some((_, value)) => cells.children.push(block(&at, self.ramp.color(value))),
                    None => cells.children.extend(hatch(style, &at)),
                }
                regions.children.extend(self.chart.part_region(part, *period, &whole));
            }
        }
        labels.children.extend(self.numbers());
        if self.rows < self.parts.len() {
            labels.children.push(more(style, self.parts.len() - self.rows, &self.body));
        }
        vec![
            Node::Group(cells),
            period_labels(style, &self.panel, &self.periods),
            Node::Group(labels),
            Node::Group(regions),
        ]
    }

    /// The number in each cell, if all find room: in the size of labels, or in that of the footer.
    fn numbers(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let large = self.numbers_of(style.size(TextRole::Label));
        let few = self.rows * self.periods.len() <= MOST_SMALL;
        if large.is_empty() && few { self.numbers_of(style.size(TextRole::Footer)) } else { large }
    }

    fn numbers_of(&self, size: f64) -> Vec<Node> {
        let style = &self.chart.style;
        let unit = style.preset.floor / 7.0;
        let cell = self.cell(0, 0);
        let known = |part: &Part| {
            self.periods.iter().filter_map(|p| Some(part.at(*p)?.1)).collect::<Vec<_>>()
        };
        let values: Vec<f64> = self.parts.iter().take(self.rows).flat_map(known).collect();
        let Some(money) = self.ramp.money(&values) else { return vec![] };
        let words = |value: f64| match self.chart.unit() {
            Unit::Dollar => style.numbers.amount(value, money),
            other => style.numbers.quantity(value, other, money),
        };
        let mut nodes = vec![];
        for (row, part) in self.parts.iter().enumerate().take(self.rows) {
            for (column, period) in self.periods.iter().enumerate() {
                let Some((_, value)) = part.at(*period) else { continue };
                let fill = style.ink_on(self.ramp.color(value));
                let text = style.sized(&words(value), TextRole::Label, size, Weight::Regular);
                let text = Text { fill, ..text };
                if text.width + 3.0 * unit > cell.width
                    || cell.height < 1.15 * text.size
                    || cell.width < 18.0 * unit
                {
                    return vec![];
                }
                let at = self.cell(row, column);
                let (x, y) = (at.x + at.width / 2.0, at.y + at.height / 2.0 + 0.35 * text.size);
                nodes.push(text.at(x, y, Anchor::Middle).into());
            }
        }
        nodes
    }
}
