//! Table: items by period in numbers, each row with a small line of its whole course; the last value is bold.

use super::Kind;
use crate::layout::{Frame, Panel, no_data, rule};
use crate::picture::{Chart, Part, fit_rows, more, names_column, row_name};
use crate::scene::{Anchor, Group, Node, Plot, Role as TextRole, Scale, Stroke, Text, Weight};
use crate::trade::{Period, Unit};
use crate::words::{MoneyFormat, Phrase, phrase};

/// Rows of numbers with sparklines.
pub struct Table;

impl Kind for Table {
    fn id(&self) -> &'static str {
        "table"
    }
    fn when(&self) -> &'static str {
        "exact numbers of several items, as in an annex"
    }
    fn when_not(&self) -> &'static str {
        "one pattern matters more than the numbers: use heatmap or line"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let parts = chart.parts();
        if chart.last_period(&parts).is_none() {
            frame.nodes.extend(no_data(&chart.style, &frame.body));
            return;
        }
        frame.nodes.extend(Sheet::new(chart, parts, frame.body).draw());
    }
}

struct Sheet<'a> {
    chart: &'a Chart<'a>,
    parts: Vec<Part<'a>>,
    all: Vec<Period>,
    columns: Vec<Period>,
    names: Vec<Text>,
    body: Panel,
    rows: Panel,
    spark: Panel,
    wide: f64,
    count: usize,
    money: MoneyFormat,
}

impl<'a> Sheet<'a> {
    fn new(chart: &'a Chart<'a>, parts: Vec<Part<'a>>, body: Panel) -> Self {
        let style = &chart.style;
        let size = style.size(TextRole::Label);
        let line = style.line_height(size);
        let all = chart.periods(&parts);
        let under = body.inset(0.0, 1.5 * line, 0.0, 0.0);
        let (count, under) = fit_rows(style, &under, parts.len(), 1.3 * size);
        let money = chart.money();
        let named: Vec<_> = parts
            .iter()
            .take(count)
            .map(|p| (p.name(), Weight::Regular, style.theme.ink))
            .collect();
        let (names, mut rows) = names_column(style, &under, &named, 0.30);
        rows.height = rows.height.min(2.0 * line * count as f64);
        let heads = all.iter().map(|p| head(chart, *p).width);
        let cells = parts.iter().flat_map(|part| all.iter().map(move |p| (part, *p)));
        let cells = cells.map(|(part, p)| cell(chart, part, p, money, Weight::Bold).width);
        let wide = heads.chain(cells).fold(0.0, f64::max) + 1.2 * size;
        let spark_width = (0.26 * rows.width).min(9.0 * size);
        let room = rows.width - spark_width - size;
        let fitting = (libm::floor(room / wide).max(1.0) as usize).min(all.len());
        let columns = evenly(&all, fitting);
        let rtl = style.from_right();
        let x = if rtl { rows.right() - spark_width } else { rows.x };
        let spark = Panel { x, width: spark_width, ..rows };
        Self { chart, parts, all, columns, names, body, rows, spark, wide, count, money }
    }

    /// The end of a column where its numbers stand, right-aligned in every language.
    fn column_end(&self, column: usize) -> f64 {
        if self.chart.style.from_right() {
            self.rows.x + (self.columns.len() - column) as f64 * self.wide
                - 0.6 * self.wide.min(12.0)
        } else {
            self.rows.right() - (self.columns.len() - 1 - column) as f64 * self.wide
        }
    }

    fn draw(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let size = style.size(TextRole::Label);
        let mut marks = Group { name: "sparklines".to_owned(), children: vec![] };
        let mut labels = Group { name: "labels".to_owned(), children: vec![] };
        let mut regions = Group { name: "regions".to_owned(), children: vec![] };
        for (column, period) in self.columns.iter().enumerate() {
            let text = head(self.chart, *period);
            let at = self.body.y + 0.9 * size;
            labels.children.push(text.at(self.column_end(column), at, Anchor::Right).into());
        }
        if self.chart.unit() == Unit::Dollar {
            // Cells carry no unit, so the head does.
            let words = style.numbers.money_unit(self.money.exponent);
            let unit = style.text(words, TextRole::Tick);
            let x = if style.from_right() { self.body.right() } else { self.body.x };
            labels.children.push(unit.at(x, self.body.y + 0.9 * size, style.row_start()).into());
        }
        let tall = self.rows.height / self.count.max(1) as f64;
        for (row, part) in self.parts.iter().enumerate().take(self.count) {
            let y = self.rows.y + row as f64 * tall;
            let (ink, grid) = (style.theme.grid, style.preset.strokes.grid);
            marks.children.push(rule(self.body.x, y, self.body.right(), y, ink, grid, &[]));
            let middle = y + tall / 2.0;
            let name = self.names[row].clone();
            labels.children.push(row_name(style, name, &self.body, middle));
            marks.children.extend(self.sparkline(part, &Panel { y, height: tall, ..self.spark }));
            for (column, period) in self.columns.iter().enumerate() {
                let last = column + 1 == self.columns.len();
                let weight = if last { Weight::Bold } else { Weight::Regular };
                let text = cell(self.chart, part, *period, self.money, weight);
                let x = self.column_end(column);
                labels.children.push(text.at(x, middle + 0.35 * size, Anchor::Right).into());
                let at = Panel { x: x - self.wide, y, width: self.wide, height: tall };
                regions.children.extend(self.chart.part_region(part, *period, &at));
            }
        }
        if self.count < self.parts.len() {
            labels.children.push(more(style, self.parts.len() - self.count, &self.body));
        }
        vec![Node::Group(marks), Node::Group(labels), Node::Group(regions)]
    }

    /// The whole course of a row on its own scale, broken at gaps; time runs from left to right.
    fn sparkline(&self, part: &Part, at: &Panel) -> Vec<Node> {
        let style = &self.chart.style;
        let at = at.inset(3.0, 0.2 * at.height, 3.0, 0.2 * at.height);
        let data: Vec<(f64, f64)> = self
            .all
            .iter()
            .enumerate()
            .map(|(slot, period)| (slot as f64, part.at(*period).map_or(f64::NAN, |(_, v)| v)))
            .collect();
        let known = data.iter().map(|(_, v)| *v).filter(|v| v.is_finite());
        let (low, high) =
            known.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        if !low.is_finite() {
            return vec![];
        }
        let Panel { x: left, y: top, width, height } = at;
        let last = self.all.len().saturating_sub(1) as f64;
        let (x_scale, y_scale) = (Scale::Linear(0.0, last), Scale::Linear(low, high));
        let plot = Plot { left, top, width, height, x_scale, y_scale };
        let (color, width) = (style.theme.series[0], style.preset.strokes.context);
        let mut nodes = plot.line(&data, &Stroke { color, width, dash: vec![], round: true });
        let end = data.iter().rev().find(|(_, v)| v.is_finite());
        nodes.extend(end.into_iter().flat_map(|end| plot.marker(*end, 1.6 * width, color, None)));
        nodes
    }
}

/// At most `count` periods at one distance from each other, the last always.
fn evenly(all: &[Period], count: usize) -> Vec<Period> {
    let step = all.len().div_ceil(count.max(1)).max(1);
    let mut columns: Vec<Period> = all.iter().rev().step_by(step).copied().collect();
    columns.reverse();
    columns
}

fn head(chart: &Chart, period: Period) -> Text {
    let style = &chart.style;
    let words = match period.calendar_year() {
        Some(year) => style.numbers.year(year),
        None => style.numbers.period_short(period),
    };
    style.text(&words, TextRole::Tick)
}

fn cell(chart: &Chart, part: &Part, period: Period, money: MoneyFormat, weight: Weight) -> Text {
    let style = &chart.style;
    let Some((_, value)) = part.at(period) else {
        let words = phrase(Phrase::NotAvailable, style.lang());
        return style.label(words, Weight::Regular, style.theme.secondary);
    };
    let words = match part.series.unit {
        Unit::Dollar => style.numbers.amount(value, money),
        unit => style.numbers.quantity(value, unit, money),
    };
    style.label(&words, weight, style.theme.ink)
}
