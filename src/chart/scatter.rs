//! Scatter: one measure against another, a dot an item; what targets asked for against what became of them.
//!
//! A main series and the one printed beside it make a dot, or two series make a dot a period. Dots are named where
//! there is room, those that stand out or lie far from the rest first.

use super::Kind;
use crate::layout::{
    Frame, Obstacles, Panel, Style, Swatch, YAxis, legend, linear_ticks, no_data, rule, tick_texts,
};
use crate::picture::{Chart, Part};
use crate::scene::{
    Anchor, Color, Group, Node, Plot, Role as TextRole, Scale, Stroke, Text, Weight,
};
use crate::trade::{Period, Unit};
use crate::words::{Phrase, phrase};

/// Dots.
pub struct Scatter;

/// Most dots that get a name.
const MOST_NAMES: usize = 14;
/// A measure whose largest value is so many times its smallest is drawn in equal ratios.
const WIDE: f64 = 30.0;

impl Kind for Scatter {
    fn id(&self) -> &'static str {
        "scatter"
    }
    fn when(&self) -> &'static str {
        "how two measures of many items go together: what targets asked for, and what became of them"
    }
    fn when_not(&self) -> &'static str {
        "one pair over time: use connected-scatter; fewer than a dozen items: use table"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let dots = dots(chart);
        if dots.is_empty() {
            frame.nodes.extend(no_data(&chart.style, &frame.body));
            return;
        }
        frame.nodes.extend(Field::draw(chart, &dots, frame.body));
    }
}

/// An item.
struct Dot<'a> {
    /// The series across and the series upward.
    parts: [Part<'a>; 2],
    period: Period,
    at: (f64, f64),
    name: String,
    focus: bool,
}

/// A dot for each series with another beside it, at their last common period; without any, a dot a period.
fn dots<'a>(chart: &Chart<'a>) -> Vec<Dot<'a>> {
    let mains = chart.parts();
    let both = |main: &Part<'a>| {
        let beside = |shown: &&crate::picture::Shown| {
            shown.beside.as_deref() == Some(main.shown.id.as_str())
        };
        let shown = chart.shown.iter().find(beside)?;
        Some([Part { shown, series: chart.set.get(&shown.id)?, ..*main }, *main])
    };
    let pairs: Vec<[Part; 2]> = mains.iter().filter_map(both).collect();
    let dot = |parts: [Part<'a>; 2], period: Period| {
        let [across, upward] = parts;
        let at = (across.at(period)?.1, upward.at(period)?.1);
        let (name, focus) = (upward.name().to_owned(), upward.shown.focus);
        Some(Dot { parts, period, at, name, focus })
    };
    if !pairs.is_empty() {
        let last = |parts: [Part<'a>; 2]| {
            chart.periods(&parts).into_iter().rev().find_map(|period| dot(parts, period))
        };
        return pairs.into_iter().filter_map(last).collect();
    }
    let [across, upward, ..] = mains[..] else { return vec![] };
    let named = |period: Period| {
        let name = chart.style.numbers.period_short(period);
        Some(Dot { name, ..dot([across, upward], period)? })
    };
    chart.periods(&[across, upward]).into_iter().filter_map(named).collect()
}

struct Field<'a, 'd> {
    chart: &'a Chart<'a>,
    dots: &'d [Dot<'a>],
    /// Whether reaching 1 parts the dots in two.
    has_goal: bool,
    x_ticks: Vec<(f64, Text)>,
    axis: YAxis,
    body: Panel,
    panel: Panel,
    plot: Plot,
}

impl<'a, 'd> Field<'a, 'd> {
    fn draw(chart: &'a Chart<'a>, dots: &'d [Dot<'a>], body: Panel) -> Vec<Node> {
        let has_goal = has_goal(dots);
        let entries = if has_goal { entries(chart) } else { vec![] };
        let (key, body) = legend(&chart.style, &body, &entries);
        let field = Self::new(chart, dots, has_goal, body);
        let mut nodes: Vec<Node> = key.into_iter().collect();
        nodes.extend(field.nodes());
        nodes
    }

    fn new(chart: &'a Chart<'a>, dots: &'d [Dot<'a>], has_goal: bool, body: Panel) -> Self {
        let style = &chart.style;
        let size = style.size(TextRole::Label);
        let units = [dots[0].parts[0].series.unit, dots[0].parts[1].series.unit];
        let (x_scale, x_values) = scale(dots.iter().map(|dot| dot.at.0));
        let (y_scale, y_values) = scale(dots.iter().map(|dot| dot.at.1));
        let tall = body.height - 4.9 * size;
        let most = libm::floor(tall / (1.5 * style.size(TextRole::Tick))) as usize;
        let axis = YAxis { ticks: ticks(style, &fewer(y_values, most), units[1]) };
        let panel = body.inset(axis.room(style), 1.7 * size, 0.6 * size, 3.2 * size);
        let Panel { x: left, y: top, width, height } = panel;
        let plot = Plot { left, top, width, height, x_scale, y_scale };
        let x_ticks = ticks(style, &x_values, units[0]);
        Self { chart, dots, has_goal, x_ticks, axis, body, panel, plot }
    }

    fn nodes(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let mut obstacles = Obstacles::default();
        for bounds in self.axis.boxes(&self.panel, |value| self.plot.y(value)) {
            obstacles.add_box(bounds);
        }
        let mut nodes = vec![self.axis.draw(style, &self.panel, |value| self.plot.y(value))];
        nodes.push(self.across(&mut obstacles));
        if self.has_goal {
            let (y, width) = (self.plot.y(1.0), style.preset.strokes.baseline);
            let (from, to) = (self.panel.x, self.panel.right());
            nodes.push(rule(from, y, to, y, style.theme.ink, width, &[]));
            obstacles.add_line(&[(from, y), (to, y)]);
        }
        nodes.push(self.marks(&mut obstacles));
        let children = self.names(&mut obstacles);
        nodes.push(Node::Group(Group { name: "labels".to_owned(), children }));
        nodes.push(self.regions());
        nodes
    }

    /// Ticks of the measure across, and the names of both measures.
    fn across(&self, obstacles: &mut Obstacles) -> Node {
        let style = &self.chart.style;
        let size = style.size(TextRole::Tick);
        let (top, bottom) = (self.panel.y, self.panel.bottom());
        let mut group = Group { name: "x-axis".to_owned(), children: vec![] };
        let mut free = f64::INFINITY;
        for (value, text) in self.x_ticks.iter().rev() {
            let x = self.plot.x(*value);
            let (color, width) = if *value == 0.0 {
                (style.theme.ink, style.preset.strokes.baseline)
            } else {
                (style.theme.grid, style.preset.strokes.grid)
            };
            group.children.push(rule(x, top, x, bottom, color, width, &[]));
            let half = text.width / 2.0;
            let x = x.min(self.body.right() - half);
            if x + half < free {
                free = x - half - 0.6 * size;
                let under = text.clone().at(x, bottom + 1.5 * size, Anchor::Middle);
                group.children.push(under.into());
            }
        }
        let [across, upward] = self.measures();
        let bold = |words: &str| {
            style.cut(words, Weight::Bold, style.theme.ink, self.body.right() - self.panel.x)
        };
        let up = bold(&format!("↑ {upward}"));
        let up = up.at(self.panel.x, self.body.y + 0.8 * size, Anchor::Left);
        let over = bold(&format!("{across} →"));
        let over = over.at(self.panel.x, bottom + 2.85 * size, Anchor::Left);
        for text in [up, over] {
            obstacles.add_box(text.bounds());
            group.children.push(text.into());
        }
        Node::Group(group)
    }

    /// What stands across and upward: flows by their names, results by what they tell of targets.
    fn measures(&self) -> [String; 2] {
        let lang = self.chart.style.lang();
        let [across, upward] = self.dots[0].parts;
        let (a, b) = (across.series, upward.series);
        let name = |part: &Part| match part.series.unit {
            Unit::Fraction if self.has_goal => phrase(Phrase::PartReached, lang).to_owned(),
            Unit::GrowthPerYear => phrase(Phrase::RequiredGrowth, lang).to_owned(),
            _ if a.basis.measure != b.basis.measure => {
                phrase(Phrase::Measure(part.series.basis.measure), lang).to_owned()
            }
            _ => part.name().to_owned(),
        };
        [name(&across), name(&upward)]
    }

    fn ink(&self, dot: &Dot) -> Color {
        let theme = self.chart.style.theme;
        match self.has_goal {
            true if dot.at.1 >= 1.0 => theme.up,
            true => theme.down,
            false => theme.series[0],
        }
    }

    fn place(&self, dot: &Dot) -> (f64, f64) {
        (self.plot.x(dot.at.0), self.plot.y(dot.at.1))
    }

    fn radius(&self) -> f64 {
        1.5 * self.chart.style.preset.strokes.series
    }

    fn marks(&self, obstacles: &mut Obstacles) -> Node {
        let style = &self.chart.style;
        let mut group = Group { name: "dots".to_owned(), children: vec![] };
        for dot in self.dots {
            let (color, width) = (style.theme.background, 0.4 * style.preset.strokes.series);
            let casing = Stroke { color, width, dash: vec![], round: false };
            let radius = if dot.focus { 1.4 * self.radius() } else { self.radius() };
            group.children.extend(self.plot.marker(dot.at, radius, self.ink(dot), Some(casing)));
            let (x, y) = self.place(dot);
            obstacles.add_box((x - radius, y - radius, x + radius, y + radius));
        }
        Node::Group(group)
    }

    /// Names beside their dots, wherever one fits without touching anything.
    fn names(&self, obstacles: &mut Obstacles) -> Vec<Node> {
        let mut nodes = vec![];
        for dot in self.by_need() {
            if nodes.len() >= MOST_NAMES {
                break;
            }
            let free = |text: &Text| {
                let (left, top, right, bottom) = text.bounds();
                obstacles.is_free((left - 1.0, top - 1.0, right + 1.0, bottom + 1.0))
                    && self.holds(text)
            };
            let Some(text) = self.places_of(dot).into_iter().find(free) else { continue };
            obstacles.add_box(text.bounds());
            nodes.push(text.with_halo(self.chart.style.halo()).into());
        }
        nodes
    }

    /// Those that stand out first, then the farthest from the middle of all.
    fn by_need(&self) -> Vec<&'d Dot<'a>> {
        let places: Vec<(f64, f64)> = self.dots.iter().map(|dot| self.place(dot)).collect();
        let mean =
            |of: fn(&(f64, f64)) -> f64| places.iter().map(of).sum::<f64>() / places.len() as f64;
        let (x, y) = (mean(|at| at.0), mean(|at| at.1));
        let far = |dot: &Dot| {
            let at = self.place(dot);
            let (dx, dy) = ((at.0 - x) / self.panel.width, (at.1 - y) / self.panel.height);
            dx * dx + dy * dy
        };
        let mut sorted: Vec<&Dot> = self.dots.iter().collect();
        sorted.sort_by(|a, b| b.focus.cmp(&a.focus).then_with(|| far(b).total_cmp(&far(a))));
        sorted
    }

    fn places_of(&self, dot: &Dot) -> Vec<Text> {
        let style = &self.chart.style;
        let weight = if dot.focus { Weight::Bold } else { Weight::Regular };
        let text = style.cut(&dot.name, weight, style.theme.ink, 0.45 * self.panel.width);
        let ((x, y), size) = (self.place(dot), text.size);
        let gap = self.radius() + 0.35 * size;
        [
            (x + gap, y + 0.35 * size, Anchor::Left),
            (x - gap, y + 0.35 * size, Anchor::Right),
            (x, y - gap, Anchor::Middle),
            (x, y + gap + 0.75 * size, Anchor::Middle),
            (x + 0.6 * gap, y - 0.8 * gap, Anchor::Left),
            (x - 0.6 * gap, y - 0.8 * gap, Anchor::Right),
        ]
        .map(|(x, y, anchor)| text.clone().at(x, y, anchor))
        .to_vec()
    }

    fn holds(&self, text: &Text) -> bool {
        let (left, top, right, bottom) = text.bounds();
        let Panel { x, y, .. } = self.panel;
        left >= x && top >= y && right <= self.body.right() && bottom <= self.panel.bottom()
    }

    fn regions(&self) -> Node {
        let mut group = Group { name: "regions".to_owned(), children: vec![] };
        let half = 1.5 * self.radius();
        for dot in self.dots {
            let (x, y) = self.place(dot);
            let at = Panel { x: x - half, y: y - half, width: 2.0 * half, height: 2.0 * half };
            for part in &dot.parts {
                group.children.extend(self.chart.part_region(part, dot.period, &at));
            }
        }
        Node::Group(group)
    }
}

/// Shares that pass one are parts of a goal; a share of a whole never does.
fn has_goal(dots: &[Dot]) -> bool {
    dots[0].parts[1].series.unit == Unit::Fraction && dots.iter().any(|dot| dot.at.1 > 1.0)
}

fn entries(chart: &Chart) -> Vec<(Swatch, String)> {
    let (theme, lang) = (chart.style.theme, chart.style.lang());
    [(theme.up, Phrase::Met), (theme.down, Phrase::Missed)]
        .map(|(color, words)| (Swatch::Fill(color), phrase(words, lang).to_owned()))
        .to_vec()
}

/// Labels of ticks; percentages with no more decimals than they need, also where labels of values become multiples.
fn ticks(style: &Style, values: &[f64], unit: Unit) -> Vec<(f64, Text)> {
    if !matches!(unit, Unit::Fraction | Unit::Growth | Unit::GrowthPerYear) {
        return tick_texts(style, values, unit, None);
    }
    let whole =
        values.iter().all(|value| (value * 100.0 - libm::round(value * 100.0)).abs() < 1e-9);
    let label = |value: f64| style.numbers.percent(value, usize::from(!whole));
    values.iter().map(|value| (*value, style.text(&label(*value), TextRole::Tick))).collect()
}

/// Round ticks over some values and the scale from the first to the last: equal ratios where they are far apart.
fn scale(values: impl Iterator<Item = f64> + Clone) -> (Scale, Vec<f64>) {
    let low = values.clone().fold(f64::INFINITY, f64::min);
    let high = values.fold(f64::NEG_INFINITY, f64::max);
    if low > 0.0 && high / low > WIDE {
        let ticks = ratio_ticks(low, high);
        return (Scale::Log10(ticks[0], ticks[ticks.len() - 1]), ticks);
    }
    let (low, high) = (low.min(0.0), high.max(0.0));
    let ticks = linear_ticks(low, if high > low { high } else { low + 1.0 }, 6);
    (Scale::Linear(ticks[0], ticks[ticks.len() - 1]), ticks)
}

/// 1, 2 and 5 times powers of ten that cover `low..high`; powers alone where they are many.
fn ratio_ticks(low: f64, high: f64) -> Vec<f64> {
    let first = libm::floor(libm::log10(low)) as i32;
    let last = libm::ceil(libm::log10(high)) as i32;
    let factors: &[f64] = if last - first > 4 { &[1.0] } else { &[1.0, 2.0, 5.0] };
    let all = (first..=last).flat_map(|power| {
        factors.iter().map(move |factor| factor * libm::pow(10.0, f64::from(power)))
    });
    let all: Vec<f64> = all.collect();
    let from = all.iter().rposition(|tick| *tick <= low * 1.000_001).unwrap_or(0);
    let to = all.iter().position(|tick| *tick >= high * 0.999_999).unwrap_or(all.len() - 1);
    all[from..=to.max(from + 1).min(all.len() - 1)].to_vec()
}

/// Of ticks in equal ratios at most so many, at least two: the powers of ten, or every second of those, or third.
fn fewer(ticks: Vec<f64>, most: usize) -> Vec<f64> {
    if ticks.len() <= most.max(2) {
        return ticks;
    }
    let is_power = |tick: &f64| {
        let power = libm::log10(*tick);
        (power - libm::round(power)).abs() < 1e-9
    };
    let powers: Vec<f64> = ticks.iter().copied().filter(is_power).collect();
    let kept = if powers.len() < 2 { ticks } else { powers };
    let step = kept.len().div_ceil(most.max(2));
    kept.into_iter().step_by(step).collect()
}

#[cfg(test)]
mod tests {
    use super::super::torture::{Desk, values};
    use super::*;
    use crate::words::Lang;

    #[test]
    fn ratios_are_spread_evenly_only_where_values_lie_far_apart() {
        assert_eq!(scale([0.2, 2.0].into_iter()).0, Scale::Linear(0.0, 2.0));
        let (scale, ticks) = scale([0.06, 11.6].into_iter());
        assert_eq!(scale, Scale::Log10(0.05, 20.0));
        assert_eq!(ticks, [0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0]);
    }

    #[test]
    fn ticks_over_many_orders_stand_apart() {
        let ticks = vec![0.5, 1.0, 2.0, 5.0, 10.0, 20.0];
        assert_eq!(fewer(ticks.clone(), 6), ticks);
        assert_eq!(fewer(ticks, 5), [1.0, 10.0]);
        let orders: Vec<f64> = (0..=16).map(|power| libm::pow(10.0, f64::from(power))).collect();
        assert_eq!(fewer(orders, 6), [1.0, 1e3, 1e6, 1e9, 1e12, 1e15]);
    }

    #[test]
    fn a_series_with_another_beside_it_is_a_dot() {
        let mut desk = Desk::new(Lang::En, "word", &[values(&[2.0, 5.0]), values(&[3.0, 1.0])]);
        let periods = dots(&desk.chart());
        assert_eq!(periods.iter().map(|dot| dot.at).collect::<Vec<_>>(), [(2.0, 3.0), (5.0, 1.0)]);
        desk.shown[1].beside = Some("s0".to_owned());
        let chart = desk.chart();
        let items = dots(&chart);
        assert_eq!(items.iter().map(|dot| dot.at).collect::<Vec<_>>(), [(1.0, 5.0)]);
        assert_eq!(items[0].name, "Pakistan 0");
    }
}
