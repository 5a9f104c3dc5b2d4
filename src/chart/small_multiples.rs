//! Small multiples: one small panel for each item, all on one value axis, so that sizes compare.

use super::Kind;
use crate::layout::{Frame, Panel, Swatch, legend, linear_ticks, no_data, rule, tick_texts};
use crate::picture::{Chart, Part, Role, more};
use crate::scene::{
    Anchor, Color, Group, Node, Plot, Role as TextRole, Scale, Stroke, Text, Weight,
};
use crate::trade::Period;
use crate::words::{Phrase, phrase};

/// Many items over time.
pub struct SmallMultiples;

impl Kind for SmallMultiples {
    fn id(&self) -> &'static str {
        "small-multiples"
    }
    fn when(&self) -> &'static str {
        "the course of many partners or commodities side by side, on one axis"
    }
    fn when_not(&self) -> &'static str {
        "up to six lines that can share a panel: use line"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let parts: Vec<Part> =
            chart.parts().into_iter().filter(|part| part.shown.beside.is_none()).collect();
        if chart.last_period(&parts).is_none() {
            frame.nodes.extend(no_data(&chart.style, &frame.body));
            return;
        }
        frame.nodes.extend(Grid::new(chart, parts, frame.body).draw());
    }
}

struct Grid<'a> {
    chart: &'a Chart<'a>,
    parts: Vec<Part<'a>>,
    beside: Vec<Option<Part<'a>>>,
    periods: Vec<Period>,
    ticks: Vec<(f64, Text)>,
    body: Panel,
    cells: Panel,
    shape: (usize, usize),
    key: Option<Node>,
}

impl<'a> Grid<'a> {
    fn new(chart: &'a Chart<'a>, parts: Vec<Part<'a>>, body: Panel) -> Self {
        let style = &chart.style;
        let line = style.line_height(style.size(TextRole::Label));
        let beside: Vec<Option<Part>> = parts.iter().map(|part| partner(chart, part)).collect();
        let (key, body) = legend(style, &body, &entries(chart, &parts, &beside));
        let both: Vec<Part> = parts.iter().chain(beside.iter().flatten()).copied().collect();
        let periods = chart.periods(&both);
        let known = both.iter().flat_map(|p| periods.iter().filter_map(|q| Some(p.at(*q)?.1)));
        let (low, high) = known.fold((0.0, 0.0), |(l, h): (f64, f64), v| (l.min(v), h.max(v)));
        let ticks = linear_ticks(low, if high > low { high } else { low + 1.0 }, 4);
        let ticks = tick_texts(style, &ticks, chart.unit(), None);
        let left = ticks.iter().map(|(_, text)| text.width).fold(0.0, f64::max) + 0.6 * line;
        let mut cells = body.inset(left, 0.0, 0.0, 1.4 * line);
        let mut shape = shape(&cells, parts.len(), line);
        if shape.0 * shape.1 < parts.len() {
            cells = cells.inset(0.0, 0.0, 0.0, line);
            shape = self::shape(&cells, parts.len(), line);
        }
        Self { chart, parts, beside, periods, ticks, body, cells, shape, key }
    }

    /// The box of an item, from the corner where reading starts; its plot lies under its name.
    fn cell(&self, index: usize) -> (Panel, Plot) {
        let style = &self.chart.style;
        let line = style.line_height(style.size(TextRole::Label));
        let (columns, rows) = self.shape;
        let (column, row) = (index % columns, index / columns);
        let column = if style.from_right() { columns - 1 - column } else { column };
        let (width, height) = (self.cells.width / columns as f64, self.cells.height / rows as f64);
        let (x, y) = (self.cells.x + column as f64 * width, self.cells.y + row as f64 * height);
        let at = Panel { x, y, width, height };
        let inner = at.inset(0.0, 1.5 * line, 0.9 * line, 0.5 * line);
        let (first, last) = (self.ticks[0].0, self.ticks[self.ticks.len() - 1].0);
        let plot = Plot {
            left: inner.x,
            top: inner.y,
            width: inner.width,
            height: inner.height,
            x_scale: Scale::Linear(0.0, self.periods.len() as f64),
            y_scale: Scale::Linear(first, last),
        };
        (at, plot)
    }

    fn draw(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let shown = (self.shape.0 * self.shape.1).min(self.parts.len());
        let mut nodes: Vec<Node> = self.key.clone().into_iter().collect();
        let mut labels = Group { name: "labels".to_owned(), children: vec![] };
        let mut regions = Group { name: "regions".to_owned(), children: vec![] };
        for index in 0..shown {
            let (at, plot) = self.cell(index);
            nodes.extend(self.ground(&plot));
            let part = &self.parts[index];
            for (side, color) in [(self.beside[index].as_ref(), 1), (Some(part), 0)] {
                let Some(side) = side else { continue };
                let children = self.line(side, &plot, style.theme.series[color]);
                nodes.push(Node::Group(Group {
                    name: format!("series-{}", side.shown.id),
                    children,
                }));
                for (slot, period) in self.periods.iter().enumerate() {
                    let x = plot.x(slot as f64);
                    let at = Panel {
                        x,
                        y: plot.top,
                        width: plot.x(1.0) - plot.x(0.0),
                        height: plot.height,
                    };
                    regions.children.extend(self.chart.part_region(side, *period, &at));
                }
            }
            let size = style.size(TextRole::Label);
            let name = style.cut(part.name(), Weight::Bold, style.theme.ink, plot.width);
            let x = if style.from_right() { plot.left + plot.width } else { plot.left };
            labels.children.push(name.at(x, at.y + 1.05 * size, style.row_start()).into());
            labels.children.extend(self.axes(index, shown, &plot));
        }
        if shown < self.parts.len() {
            labels.children.push(more(style, self.parts.len() - shown, &self.body));
        }
        nodes.extend([Node::Group(labels), Node::Group(regions)]);
        nodes
    }

    fn ground(&self, plot: &Plot) -> Vec<Node> {
        let theme = self.chart.style.theme;
        let strokes = &self.chart.style.preset.strokes;
        let tick = |value: f64| {
            let y = plot.y(value);
            let ink = if value == 0.0 {
                (theme.ink, strokes.baseline)
            } else {
                (theme.grid, strokes.grid)
            };
            rule(plot.left, y, plot.left + plot.width, y, ink.0, ink.1, &[])
        };
        self.ticks.iter().map(|(value, _)| tick(*value)).collect()
    }

    /// A line broken at gaps; a value between two gaps is a dot.
    fn line(&self, part: &Part, plot: &Plot, color: Color) -> Vec<Node> {
        let width = 0.75 * self.chart.style.preset.strokes.series;
        let at = |(slot, period): (usize, &Period)| {
            (slot as f64 + 0.5, part.at(*period).map_or(f64::NAN, |(_, value)| value))
        };
        let data: Vec<(f64, f64)> = self.periods.iter().enumerate().map(at).collect();
        let mut nodes = plot.line(&data, &Stroke { color, width, dash: vec![], round: true });
        let known = |index: usize| data.get(index).is_some_and(|(_, value)| value.is_finite());
        for (index, point) in data.iter().enumerate() {
            let joined = index > 0 && known(index - 1) || known(index + 1);
            if !joined {
                nodes.extend(plot.marker(*point, 1.3 * width, color, None));
            }
        }
        nodes
    }

    /// Values at the left of the leftmost panels, first and last period under the lowest ones.
    fn axes(&self, index: usize, shown: usize, plot: &Plot) -> Vec<Node> {
        let style = &self.chart.style;
        let size = style.size(TextRole::Tick);
        let mut nodes: Vec<Node> = vec![];
        if plot.left < self.cells.x + 0.5 {
            let mut above = f64::INFINITY;
            for (value, text) in &self.ticks {
                let y = plot.y(*value) + 0.35 * size;
                // Ticks of low panels would touch; the upper of two goes, but never the one with the unit.
                let top = *value >= self.ticks[self.ticks.len() - 1].0;
                if above - y < 1.15 * size && !top {
                    continue;
                }
                if above - y < 1.15 * size {
                    nodes.pop();
                }
                above = y;
                nodes.push(text.clone().at(plot.left - 0.5 * size, y, Anchor::Right).into());
            }
        }
        if index + self.shape.0 < shown {
            return nodes;
        }
        let text = |slot: usize| {
            let words = style.numbers.period_short(self.periods[slot]);
            style.text(&words, TextRole::Tick)
        };
        let last = self.periods.len() - 1;
        let (first, end) = (text(0), text(last));
        let y = plot.top + plot.height + 1.3 * size;
        let right = plot.left + plot.width;
        if end.width <= plot.width {
            let both = last > 0 && first.width + end.width + size <= plot.width;
            if both {
                nodes.push(first.at(plot.left, y, Anchor::Left).into());
            }
            nodes.push(end.at(right, y, Anchor::Right).into());
        }
        nodes
    }
}

/// Columns and rows that hold all items, or as many as fit, with panels as near to 3:2 as they come.
fn shape(cells: &Panel, count: usize, line: f64) -> (usize, usize) {
    let most_columns = (libm::floor(cells.width / (6.5 * line)) as usize).max(1);
    let most_rows = (libm::floor(cells.height / (3.6 * line)) as usize).max(1);
    let off = |columns: usize| {
        let rows = count.div_ceil(columns);
        let ratio = (cells.width / columns as f64) / (cells.height / rows as f64);
        (libm::log(ratio / 1.5)).abs()
    };
    let fits = |columns: &usize| count.div_ceil(*columns) <= most_rows;
    let best = (1..=most_columns).filter(fits).min_by(|a, b| off(*a).total_cmp(&off(*b)));
    best.map_or((most_columns, most_rows), |columns| (columns, count.div_ceil(columns)))
}

fn partner<'a>(chart: &Chart<'a>, part: &Part) -> Option<Part<'a>> {
    let shown = chart.shown.iter().find(|s| s.beside.as_deref() == Some(&part.shown.id))?;
    let series = chart.set.get(&shown.id)?;
    Some(Part { shown, series, fill: chart.style.theme.series[1], rest: false })
}

/// What the two lines are, where there are two.
fn entries(chart: &Chart, parts: &[Part], beside: &[Option<Part>]) -> Vec<(Swatch, String)> {
    let Some(other) = beside.iter().flatten().next() else { return vec![] };
    let Some(first) = parts.first() else { return vec![] };
    let style = &chart.style;
    let entry = |(index, part): (usize, &Part)| {
        let words = phrase(Phrase::Measure(part.series.basis.measure), style.lang()).to_owned();
        let width = style.preset.strokes.series;
        let color = style.theme.series[index];
        (Swatch::Line(Stroke { color, width, dash: vec![], round: false }), words)
    };
    debug_assert!(chart.of_role(Role::Main).next().is_some());
    [first, other].into_iter().enumerate().map(entry).collect()
}
