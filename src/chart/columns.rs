//! Columns: level and change of a few periods, or growth above and below zero.
//!
//! With few columns each carries its value and no axis is drawn; with many, an axis is drawn and only the first,
//! last, largest and smallest are labeled. A period without a value is hatched, never left out.

use super::Kind;
use crate::layout::{
    Frame, Obstacles, Panel, YAxis, hatch, linear_ticks, no_data, rule, tick_texts,
};
use crate::picture::{Chart, Role, derived_column, labeled};
use crate::scene::{Anchor, Color, Group, Node, Plot, Role as TextRole, Scale, Text, Weight};
use crate::series::{Point, Series, Value};
use crate::trade::{Estimate, ObsStatus, Unit};
use crate::words::{MoneyFormat, Phrase, phrase};

/// Columns with growth labels.
pub struct Columns;

/// Most columns that each carry a label.
const MOST_LABELED: usize = 8;

impl Kind for Columns {
    fn id(&self) -> &'static str {
        "columns"
    }
    fn when(&self) -> &'static str {
        "level and change of a few periods; growth above and below zero"
    }
    fn when_not(&self) -> &'static str {
        "long series whose shape matters more than single values: use line"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let Some((_, series)) = chart.of_role(Role::Main).next() else { return };
        let first = series.points.iter().position(|point| point.value.known().is_some());
        let Some(first) = first else {
            frame.nodes.extend(no_data(&chart.style, &frame.body));
            return;
        };
        let columns = Layout::new(chart, series, &series.points[first..], frame.body);
        frame.nodes.extend(columns.draw());
    }
}

struct Layout<'a> {
    chart: &'a Chart<'a>,
    series: &'a Series,
    points: &'a [Point],
    growth: Option<&'a Series>,
    plot: Plot,
    panel: Panel,
    axis: Option<YAxis>,
    labeled: bool,
    money: MoneyFormat,
}

impl<'a> Layout<'a> {
    fn new(chart: &'a Chart<'a>, series: &'a Series, points: &'a [Point], body: Panel) -> Self {
        let style = &chart.style;
        let labeled = points.len() <= MOST_LABELED;
        let ends = series.known().flat_map(|(_, e)| [e.low(), e.high()]);
        let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(l, h), v| (l.min(v), h.max(v)));
        let ticks = linear_ticks(low, if high > low { high } else { low + 1.0 }, 6);
        let (first, last) = (ticks[0], ticks[ticks.len() - 1]);
        let axis =
            (!labeled).then(|| YAxis { ticks: tick_texts(style, &ticks, series.unit, None) });
        let line = style.line_height(style.size(TextRole::Label));
        let left = axis.as_ref().map_or(0.0, |axis| axis.room(style));
        let above = if labeled { 2.2 * line } else { 0.5 * line };
        // A value under a column below zero stands between the column and the periods.
        let below =
            if labeled { 2.3 * line } else { 1.6 * line } + if low < 0.0 { line } else { 0.0 };
        let mut panel = body.inset(left, above, 0.0, below);
        if labeled {
            // Few columns stand together in the middle instead of far apart.
            let widest =
                points.iter().map(|point| second_line(chart, point).width).fold(0.0, f64::max);
            let slot = (0.95 * panel.height).max(widest + style.size(TextRole::Tick));
            let width = (points.len() as f64 * slot).min(panel.width);
            panel = panel.inset((panel.width - width) / 2.0, 0.0, (panel.width - width) / 2.0, 0.0);
        }
        let (bottom, top) = if labeled { (low, high.max(low + 1.0)) } else { (first, last) };
        let plot = Plot {
            left: panel.x,
            top: panel.y,
            width: panel.width,
            height: panel.height,
            x_scale: Scale::Linear(0.0, points.len() as f64),
            y_scale: Scale::Linear(bottom, top),
        };
        let growth = chart.beside(&series.id);
        Self { chart, series, points, growth, plot, panel, axis, labeled, money: chart.money() }
    }

    fn draw(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let mut nodes = vec![];
        if let Some(axis) = &self.axis {
            nodes.push(axis.draw(style, &self.panel, |value| self.plot.y(value)));
        }
        let mut marks = Group { name: format!("series-{}", self.series.id), children: vec![] };
        let mut labels = Group { name: "labels".to_owned(), children: vec![] };
        let mut regions = Group { name: "regions".to_owned(), children: vec![] };
        for (index, point) in self.points.iter().enumerate() {
            marks.children.extend(self.column(index, point));
            regions.children.push(self.region(index, point));
        }
        labels.children.extend(self.periods());
        labels.children.extend(self.values());
        // The zero line is of no series: it runs on where one has a gap.
        nodes.extend([Node::Group(marks), self.zero_line()]);
        nodes.extend([Node::Group(labels), Node::Group(regions)]);
        nodes
    }

    /// Left and right edge of a column; few columns are not made broader than half the panel's height.
    fn edges(&self, index: usize) -> (f64, f64) {
        let slot = self.panel.width / self.points.len() as f64;
        let width = (slot * if self.labeled { 0.5 } else { 0.72 }).min(self.panel.height * 0.55);
        let middle = self.middle(index);
        (middle - width / 2.0, middle + width / 2.0)
    }

    fn middle(&self, index: usize) -> f64 {
        self.plot.x(index as f64 + 0.5)
    }

    fn color(&self, value: f64) -> Color {
        let theme = self.chart.style.theme;
        match self.series.unit {
            Unit::Growth | Unit::GrowthPerYear | Unit::Point | Unit::LogPoint => {
                if value < 0.0 {
                    theme.down
                } else {
                    theme.up
                }
            }
            _ => theme.series[0],
        }
    }

    fn column(&self, index: usize, point: &Point) -> Vec<Node> {
        let style = &self.chart.style;
        let (left, right) = self.edges(index);
        let Value::Known(estimate) = point.value else {
            let tall = if self.labeled { 0.25 } else { 1.0 };
            let height = self.panel.height * tall;
            let y = self.panel.bottom() - height;
            return hatch(style, &Panel { x: left, y, width: right - left, height });
        };
        let color = self.color(estimate.mid());
        let (zero, top) = (self.plot.y(0.0), self.plot.y(estimate.mid()));
        let at =
            Panel { x: left, y: top.min(zero), width: right - left, height: (zero - top).abs() };
        let mut nodes = if point.status == ObsStatus::Estimated {
            derived_column(style, &at, color)
        } else {
            self.plot.bar(self.data(left, 0.0), self.data(right, estimate.mid()), color)
        };
        nodes.extend(self.whisker(index, estimate));
        nodes
    }

    /// The interval as a thin line with end strokes beside the column, where it is wide enough to be seen.
    fn whisker(&self, index: usize, estimate: Estimate) -> Vec<Node> {
        let style = &self.chart.style;
        let (low, high) = (self.plot.y(estimate.low()), self.plot.y(estimate.high()));
        let stroke = style.preset.strokes.context;
        if (low - high).abs() < 2.0 * stroke || !self.labeled {
            return vec![];
        }
        let (x, half) = (self.edges(index).1 + 6.0 * stroke, 3.0 * stroke);
        let color = self.color(estimate.mid());
        [(x, low, x, high), (x - half, low, x + half, low), (x - half, high, x + half, high)]
            .map(|(x1, y1, x2, y2)| rule(x1, y1, x2, y2, color, stroke, &[]))
            .to_vec()
    }

    fn zero_line(&self) -> Node {
        let style = &self.chart.style;
        let y = self.plot.y(0.0);
        let width = style.preset.strokes.baseline;
        rule(self.panel.x, y, self.panel.right(), y, style.theme.ink, width, &[])
    }

    /// Labels of periods under the columns; alternate ones are dropped where they would touch.
    fn periods(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let size = style.size(TextRole::Tick);
        let baseline = self.panel.bottom() + 1.25 * size + self.under(size);
        let texts: Vec<Text> = self
            .points
            .iter()
            .map(|point| style.text(&self.period_label(point), TextRole::Tick))
            .collect();
        let slot = self.panel.width / texts.len() as f64;
        let widest = texts.iter().map(|text| text.width).fold(0.0, f64::max);
        let step = [1, 2, 5, 10, 20, 50]
            .into_iter()
            .find(|step| widest + 0.6 * size <= slot * f64::from(*step))
            .unwrap_or(100) as usize;
        let last = texts.len() - 1;
        let mut nodes = vec![];
        for (index, text) in texts.into_iter().enumerate() {
            if (last - index).is_multiple_of(step) {
                nodes.push(text.at(self.middle(index), baseline, Anchor::Middle).into());
            }
        }
        if self.labeled {
            nodes.extend(self.second_lines(baseline + style.line_height(size)));
        }
        nodes
    }

    /// Room for values between columns below zero and the periods.
    fn under(&self, size: f64) -> f64 {
        let Scale::Linear(low, _) = self.plot.y_scale else { return 0.0 };
        if low < 0.0 { self.chart.style.line_height(size) } else { 0.0 }
    }

    fn period_label(&self, point: &Point) -> String {
        match (self.labeled, point.period.calendar_year()) {
            (false, None) => {
                use chrono::Datelike;
                self.chart.style.numbers.year(point.period.end().year())
            }
            _ => self.chart.style.numbers.period(point.period),
        }
    }

    /// Under the period: who says so, or that the figure is derived.
    fn second_lines(&self, baseline: f64) -> Vec<Node> {
        let texts = self.points.iter().enumerate();
        let texts = texts.map(|(index, point)| {
            let text = second_line(self.chart, point);
            text.at(self.middle(index), baseline, Anchor::Middle).into()
        });
        texts.collect()
    }

    fn values(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let mut obstacles = Obstacles::default();
        if let Some(axis) = &self.axis {
            axis.boxes(&self.panel, |value| self.plot.y(value))
                .into_iter()
                .for_each(|b| obstacles.add_box(b));
        }
        let mut nodes: Vec<Node> = self.absences();
        for node in nodes.iter().chain(&self.periods()) {
            if let Node::Text(text) = node {
                obstacles.add_box(text.bounds());
            }
        }
        for index in labeled(self.points, self.labeled) {
            let point = &self.points[index];
            let Value::Known(estimate) = point.value else { continue };
            let texts = self.labels_of(index, point, estimate);
            let texts: Vec<Text> = texts.into_iter().map(|text| self.kept_inside(text)).collect();
            let free = |text: &Text| obstacles.is_free(grown(text.bounds(), 1.0));
            if texts.iter().all(free) {
                texts.iter().for_each(|text| obstacles.add_box(text.bounds()));
                let halo =
                    |text: Text| if self.labeled { text } else { text.with_halo(style.halo()) };
                nodes.extend(texts.into_iter().map(|text| halo(text).into()));
            }
        }
        nodes
    }

    /// A label moved so far that it stands within the margins.
    fn kept_inside(&self, text: Text) -> Text {
        let preset = self.chart.style.preset;
        let half = text.width / 2.0;
        let (least, most) = (preset.margin + half, preset.size().0 - preset.margin - half);
        let x = text.x.min(most).max(least);
        Text { x, ..text }
    }

    /// The value with its currency, or without where columns stand too close for it.
    fn value_words(&self, point: &Point) -> String {
        let style = &self.chart.style;
        let slot = self.panel.width / self.points.len() as f64;
        let whole = |point: &Point| {
            let words = self.chart.value_text(self.series, point, self.money);
            (style.label(&words, Weight::Bold, style.theme.ink).width + 2.0 > slot, words)
        };
        if self.points.iter().any(|point| point.value.known().is_some() && whole(point).0) {
            return self.chart.short_text(self.series, point, self.money);
        }
        whole(point).1
    }

    /// The value inside the column where it fits, above it otherwise; the growth above all.
    fn labels_of(&self, index: usize, point: &Point, estimate: Estimate) -> Vec<Text> {
        let style = &self.chart.style;
        let size = style.size(TextRole::Label);
        let middle = self.middle(index);
        let (left, right) = self.edges(index);
        let value = self.value_words(point);
        let text = style.label(&value, Weight::Bold, self.color(estimate.mid()));
        let top = self.plot.y(estimate.mid().max(0.0));
        let above = self.plot.y(estimate.high()).min(top) - 0.6 * size;
        let derived = point.status == ObsStatus::Estimated;
        let fits = text.width + size <= right - left - 10.0 * style.preset.strokes.context
            && self.plot.y(0.0) - top > 2.0 * size;
        let mut texts = vec![];
        if fits && self.labeled && !derived && estimate.mid() > 0.0 {
            let inside = Text { fill: style.theme.background, ..text };
            texts.push(inside.at(middle, top + 1.4 * size, Anchor::Middle));
        } else if estimate.mid() < 0.0 {
            let below = self.plot.y(estimate.mid()) + 1.1 * size;
            texts.push(text.at(middle, below, Anchor::Middle));
        } else {
            texts.push(text.at(middle, above, Anchor::Middle));
        }
        if let Some(growth) = self.growth_text(point) {
            let line = style.line_height(size);
            let lift = if texts[0].y > top { 0.0 } else { line };
            texts.push(growth.at(middle, above - lift, Anchor::Middle));
        }
        texts
    }

    fn growth_text(&self, point: &Point) -> Option<Text> {
        let style = &self.chart.style;
        let growth = self.growth?;
        let estimate = growth.at(point.period)?.value.known()?;
        let numbers = style.numbers;
        let mut words = numbers.growth(estimate.mid());
        if !estimate.is_exact() {
            let range = numbers.interval(estimate, growth.unit, self.money);
            words = format!("{words} ({range})");
        }
        let color = if estimate.mid() < 0.0 { style.theme.down } else { style.theme.up };
        Some(style.label(&words, Weight::Bold, color))
    }

    /// "n/a" over each run of periods without a value, with the reason where one column stands alone and wide.
    fn absences(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let absent = |index: &usize| self.points[*index].value.known().is_none();
        let mut runs: Vec<(usize, usize)> = vec![];
        for index in (0..self.points.len()).filter(absent) {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == index => *last = index,
                _ => runs.push((index, index)),
            }
        }
        let label = |(first, last): (usize, usize)| {
            let words = if self.labeled && first == last {
                let value = &self.points[first].value;
                style.numbers.value(value, self.series.unit, self.money)
            } else {
                phrase(Phrase::NotAvailable, style.lang()).to_owned()
            };
            let text = style.label(&words, Weight::Regular, style.theme.secondary);
            let (left, right) = (self.edges(first).0, self.edges(last).1);
            let tall = if self.labeled { 0.25 * self.panel.height } else { 0.0 };
            let y = self.panel.bottom() - 0.5 * text.size - tall;
            (text.width <= 1.35 * (right - left)).then(|| {
                text.at(f64::midpoint(left, right), y, Anchor::Middle)
                    .with_halo(style.halo())
                    .into()
            })
        };
        runs.into_iter().filter_map(label).collect()
    }

    fn region(&self, index: usize, point: &Point) -> Node {
        let (left, right) = self.edges(index);
        let at = (left, self.panel.y, right - left, self.panel.height);
        self.chart.region(self.series, point, at)
    }

    /// A place of the picture's x and a value as data of the plot.
    fn data(&self, x: f64, value: f64) -> (f64, f64) {
        let count = self.points.len() as f64;
        ((x - self.panel.x) / self.panel.width * count, value)
    }
}

/// Who says so, or that the figure is derived.
fn second_line(chart: &Chart, point: &Point) -> Text {
    let words = match point.status {
        ObsStatus::Estimated => phrase(Phrase::Derived, chart.style.lang()),
        _ => chart.speakers.short(&point.speaker),
    };
    chart.style.text(words, TextRole::Tick)
}

fn grown(bounds: (f64, f64, f64, f64), by: f64) -> (f64, f64, f64, f64) {
    (bounds.0 - by, bounds.1 - by, bounds.2 + by, bounds.3 + by)
}
