//! Connected scatter: one flow against another, period after period, on equal scales with the diagonal of balance.

use super::Kind;
use crate::layout::{Frame, Obstacles, Panel, Style, linear_ticks, no_data, rule, tick_texts};
use crate::picture::{Chart, Part};
use crate::scene::{Anchor, Group, Node, Plot, Role as TextRole, Scale, Stroke, Text, Weight};
use crate::trade::Period;
use crate::words::MoneyFormat;

/// Exports against imports.
pub struct ConnectedScatter;

/// Most turning periods that are labeled besides the first and the last.
const MOST_TURNS: usize = 4;

impl Kind for ConnectedScatter {
    fn id(&self) -> &'static str {
        "connected-scatter"
    }
    fn when(&self) -> &'static str {
        "how two flows moved together, and when their balance turned"
    }
    fn when_not(&self) -> &'static str {
        "readers who look for a time axis: use butterfly"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let parts = chart.parts();
        let path = match &parts[..] {
            [across, upward, ..] => path(chart, across, upward),
            _ => vec![],
        };
        if path.is_empty() {
            frame.nodes.extend(no_data(&chart.style, &frame.body));
            return;
        }
        frame.nodes.extend(Square::new(chart, &parts, path, frame.body).draw());
    }
}

/// A period with its place in data.
type Stop = (Period, (f64, f64));

/// Periods in which both are known.
fn path(chart: &Chart, across: &Part, upward: &Part) -> Vec<Stop> {
    let both = |period: Period| Some((period, (across.at(period)?.1, upward.at(period)?.1)));
    chart.periods(&[*across, *upward]).into_iter().filter_map(both).collect()
}

struct Square<'a> {
    chart: &'a Chart<'a>,
    parts: &'a [Part<'a>],
    path: Vec<Stop>,
    /// Labels across and upward.
    ticks: [Vec<(f64, Text)>; 2],
    ranges: [(f64, f64); 2],
    body: Panel,
    panel: Panel,
    plot: Plot,
}

impl<'a> Square<'a> {
    fn new(chart: &'a Chart<'a>, parts: &'a [Part<'a>], path: Vec<Stop>, body: Panel) -> Self {
        let style = &chart.style;
        let size = style.size(TextRole::Label);
        let (mut across, mut upward) = (range(&path, |at| at.0), range(&path, |at| at.1));
        let span = |range: (f64, f64)| range.1 - range.0;
        let round = linear_ticks(0.0, span(across).max(span(upward)), 6);
        let step = round[1] - round[0];
        // One unit of money on both axes, that of the longer one.
        let exponent = MoneyFormat::for_ticks(&round).exponent;
        for range in [&mut across, &mut upward] {
            *range = (libm::floor(range.0 / step) * step, libm::ceil(range.1 / step) * step);
        }
        let widest = |range| widest(style, chart, &multiples(range, step), exponent);
        let left = widest(across).max(widest(upward)) + 0.8 * size;
        let room = body.inset(left, 1.7 * size, 0.0, 3.2 * size);
        // Equal scales: a dollar is as long upward as across. No side is a sliver.
        let least = 0.6 * room.height;
        let dollar = (room.width / span(across)).min(room.height / span(upward));
        for range in [&mut across, &mut upward] {
            range.1 = range.1.max(range.0 + least.min(room.width) / dollar);
        }
        let (width, height) = (span(across) * dollar, span(upward) * dollar);
        let x = room.x + (room.width - width).max(0.0) / 2.0;
        let panel =
            Panel { x, width: width.min(room.width), height: height.min(room.height), ..room };
        let plot = Plot {
            left: panel.x,
            top: panel.y,
            width: panel.width,
            height: panel.height,
            x_scale: Scale::Linear(across.0, across.1),
            y_scale: Scale::Linear(upward.0, upward.1),
        };
        let ticks =
            [across, upward].map(|range| ticks(style, chart, &multiples(range, step), exponent));
        Self { chart, parts, path, ticks, ranges: [across, upward], body, panel, plot }
    }

    fn place(&self, at: (f64, f64)) -> (f64, f64) {
        (self.plot.x(at.0), self.plot.y(at.1))
    }

    fn draw(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let strokes = &style.preset.strokes;
        let mut obstacles = Obstacles::default();
        let mut nodes = vec![self.axes(&mut obstacles), self.diagonal(&mut obstacles)];
        let ink = style.theme.series[0];
        let mut marks = Group { name: "path".to_owned(), children: vec![] };
        for run in self.path.chunk_by(|a, b| b.0.follows(a.0)) {
            let data: Vec<(f64, f64)> = run.iter().map(|(_, at)| *at).collect();
            let width = 0.6 * strokes.series;
            let line = Stroke { color: ink, width, dash: vec![], round: true };
            marks.children.extend(self.plot.line(&data, &line));
            let placed: Vec<(f64, f64)> = data.iter().map(|at| self.place(*at)).collect();
            obstacles.add_line(&placed);
        }
        for (_, at) in &self.path {
            let casing = Stroke {
                color: style.theme.background,
                width: 0.4 * strokes.series,
                dash: vec![],
                round: false,
            };
            marks.children.extend(self.plot.marker(*at, 1.2 * strokes.series, ink, Some(casing)));
        }
        nodes.push(Node::Group(marks));
        nodes.push(Node::Group(Group {
            name: "labels".to_owned(),
            children: self.labels(&mut obstacles),
        }));
        let mut regions = Group { name: "regions".to_owned(), children: vec![] };
        let half = 2.5 * strokes.series;
        for (period, at) in &self.path {
            let (x, y) = self.place(*at);
            let at = Panel { x: x - half, y: y - half, width: 2.0 * half, height: 2.0 * half };
            for part in &self.parts[..2] {
                regions.children.extend(self.chart.part_region(part, *period, &at));
            }
        }
        nodes.push(Node::Group(regions));
        nodes
    }

    fn axes(&self, obstacles: &mut Obstacles) -> Node {
        let style = &self.chart.style;
        let size = style.size(TextRole::Tick);
        let Panel { x: left, y: top, .. } = self.panel;
        let (right, bottom) = (self.panel.right(), self.panel.bottom());
        let mut group = Group { name: "axes".to_owned(), children: vec![] };
        let ink = |value: f64| {
            if value == 0.0 {
                (style.theme.ink, style.preset.strokes.baseline)
            } else {
                (style.theme.grid, style.preset.strokes.grid)
            }
        };
        for (value, text) in &self.ticks[1] {
            let (y, (color, width)) = (self.plot.y(*value), ink(*value));
            group.children.push(rule(left, y, right, y, color, width, &[]));
            let side = text.clone().at(left - 0.6 * size, y + 0.35 * size, Anchor::Right);
            group.children.push(side.into());
        }
        let mut free = f64::INFINITY;
        for (value, text) in self.ticks[0].iter().rev() {
            let (x, (color, width)) = (self.plot.x(*value), ink(*value));
            group.children.push(rule(x, top, x, bottom, color, width, &[]));
            let half = text.width / 2.0;
            let x = x.min(self.body.right() - half);
            if x + half < free && text.width < 0.5 * self.panel.width {
                free = x - half - 0.5 * size;
                let under = text.clone().at(x, bottom + 1.55 * size, Anchor::Middle);
                group.children.push(under.into());
            }
        }
        let [across, upward, ..] = self.parts else { return Node::Group(group) };
        let most = self.body.right() - left;
        let up = style.cut(&format!("↑ {}", upward.name()), Weight::Bold, style.theme.ink, most);
        let up = up.at(left, self.body.y + 0.8 * size, Anchor::Left);
        // The arrow stands at the side where values grow; in right-to-left words that is before them.
        let arrow = if style.is_mirrored() { '←' } else { '→' };
        let over = if style.from_right() {
            format!("{arrow} {}", across.name())
        } else {
            format!("{} {arrow}", across.name())
        };
        let over = style.cut(&over, Weight::Bold, style.theme.ink, most);
        let over = over.at(left, bottom + 2.85 * size, Anchor::Left);
        for text in [up, over] {
            obstacles.add_box(text.bounds());
            group.children.push(text.into());
        }
        Node::Group(group)
    }

    /// Where both are equal.
    fn diagonal(&self, obstacles: &mut Obstacles) -> Node {
        let style = &self.chart.style;
        let [across, upward] = self.ranges;
        let (from, to) = (across.0.max(upward.0), across.1.min(upward.1));
        let ((x1, y1), (x2, y2)) = (self.place((from, from)), self.place((to, to)));
        obstacles.add_line(&[(x1, y1), (x2, y2)]);
        let dash = [3.0 * style.preset.strokes.context, 2.0 * style.preset.strokes.context];
        rule(x1, y1, x2, y2, style.theme.context, style.preset.strokes.context, &dash)
    }

    /// First, last and turning periods at the freest place around their dot.
    fn labels(&self, obstacles: &mut Obstacles) -> Vec<Node> {
        let style = &self.chart.style;
        let mut nodes: Vec<Node> = vec![];
        for index in self.labeled() {
            let (period, at) = self.path[index];
            let end = index == 0 || index + 1 == self.path.len();
            let weight = if end { Weight::Bold } else { Weight::Regular };
            let words = style.numbers.period_short(period);
            let text = style.label(&words, weight, style.theme.ink);
            let (x, y) = self.place(at);
            let gap = 0.6 * text.size;
            let candidates: Vec<Text> = [
                (x + gap, y + 0.35 * text.size, Anchor::Left),
                (x - gap, y + 0.35 * text.size, Anchor::Right),
                (x, y - 0.8 * gap, Anchor::Middle),
                (x, y + gap + 0.8 * text.size, Anchor::Middle),
                (x + 0.7 * gap, y - 0.7 * gap, Anchor::Left),
                (x - 0.7 * gap, y - 0.7 * gap, Anchor::Right),
                (x + 0.7 * gap, y + gap + 0.4 * text.size, Anchor::Left),
                (x - 0.7 * gap, y + gap + 0.4 * text.size, Anchor::Right),
            ]
            .map(|(x, y, anchor)| text.clone().at(x, y, anchor))
            .into_iter()
            .filter(|text| {
                let (left, top, right, bottom) = text.bounds();
                left >= self.panel.x + 1.0
                    && right <= self.body.right()
                    && top >= self.panel.y - text.size
                    && bottom <= self.panel.bottom() - 1.0
            })
            .collect();
            let Some(placed) = obstacles.freest(candidates, Text::bounds) else { continue };
            let (left, top, right, bottom) = placed.bounds();
            // A label over another would be no label; over a line it has its halo.
            if nodes.iter().any(
                |node| matches!(node, Node::Text(other) if touch(other.bounds(), placed.bounds())),
            ) {
                continue;
            }
            obstacles.add_box((left - 1.0, top - 1.0, right + 1.0, bottom + 1.0));
            nodes.push(placed.with_halo(style.halo()).into());
        }
        nodes
    }

    /// Last, first, the farthest, then the sharpest turns of the path as it is drawn.
    fn labeled(&self) -> Vec<usize> {
        let last = self.path.len() - 1;
        let mut turns: Vec<(usize, f64)> =
            (1..last).map(|index| (index, self.turn(index))).collect();
        turns.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut chosen = vec![last];
        if last > 0 {
            chosen.push(0);
        }
        // The farthest along each axis is what titles speak of.
        for of in [|at: (f64, f64)| at.0, |at: (f64, f64)| at.1] {
            let far = (0..=last).max_by(|a, b| of(self.path[*a].1).total_cmp(&of(self.path[*b].1)));
            chosen.extend(far.filter(|far| !chosen.contains(far)).into_iter().collect::<Vec<_>>());
        }
        turns.retain(|(index, _)| !chosen.contains(index));
        chosen.extend(turns.into_iter().filter(|(_, t)| *t > 0.0).take(MOST_TURNS).map(|(i, _)| i));
        chosen
    }

    /// How far the path leaves the straight way at a stop: the height of its triangle with its neighbors.
    fn turn(&self, index: usize) -> f64 {
        let [a, b, c] = [index - 1, index, index + 1].map(|i| self.place(self.path[i].1));
        let (dx, dy) = (c.0 - a.0, c.1 - a.1);
        let length = libm::sqrt(dx * dx + dy * dy);
        let area = (dx * (b.1 - a.1) - dy * (b.0 - a.0)).abs();
        if length > 0.0 { area / length } else { 0.0 }
    }
}

/// Least and largest value of a coordinate, zero included; never empty.
fn range(path: &[Stop], of: impl Fn((f64, f64)) -> f64) -> (f64, f64) {
    let ends = path.iter().map(|(_, at)| of(*at));
    let (low, high) = ends.fold((0.0, 0.0), |(l, h): (f64, f64), v| (l.min(v), h.max(v)));
    if high > low { (low, high) } else { (low, low + 1.0) }
}

/// Multiples of a step within a range.
fn multiples((low, high): (f64, f64), step: f64) -> Vec<f64> {
    let (first, last) =
        (libm::ceil(low / step - 1e-6) as i64, libm::floor(high / step + 1e-6) as i64);
    (first..=last).map(|count| count as f64 * step).collect()
}

fn ticks(style: &Style, chart: &Chart, values: &[f64], exponent: u32) -> Vec<(f64, Text)> {
    tick_texts(style, values, chart.unit(), Some(exponent))
}

fn widest(style: &Style, chart: &Chart, values: &[f64], exponent: u32) -> f64 {
    ticks(style, chart, values, exponent).iter().map(|(_, text)| text.width).fold(0.0, f64::max)
}

fn touch(a: (f64, f64, f64, f64), b: (f64, f64, f64, f64)) -> bool {
    a.0 < b.2 + 1.0 && b.0 < a.2 + 1.0 && a.1 < b.3 + 1.0 && b.1 < a.3 + 1.0
}
