//! Slope: items at two dates, a line from each to itself; both ends carry their value.

use super::Kind;
use crate::layout::{Frame, Panel, Scale as AxisScale, SideLabel, no_data, rule, side_labels};
use crate::picture::{Chart, Part};
use crate::scene::{
    Anchor, Color, Group, Node, Plot, Role as TextRole, Scale, Stroke, Text, Weight,
};
use crate::trade::Period;
use crate::words::MoneyFormat;

/// Two dates, many items.
pub struct Slope;

/// Most items that are named.
const MOST: usize = 12;

impl Kind for Slope {
    fn id(&self) -> &'static str {
        "slope"
    }
    fn when(&self) -> &'static str {
        "how up to twelve items changed between two dates"
    }
    fn when_not(&self) -> &'static str {
        "what happened in between matters: use line or bump"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        // Items of a list take color also beyond the parts of a whole.
        let parts = chart.parts().into_iter().map(|part| Part { rest: false, ..part });
        let parts = parts.take(MOST).collect();
        match Dates::new(chart, parts, frame.body) {
            Some(dates) => frame.nodes.extend(dates.draw()),
            None => frame.nodes.extend(no_data(&chart.style, &frame.body)),
        }
    }
}

struct Dates<'a> {
    chart: &'a Chart<'a>,
    parts: Vec<Part<'a>>,
    inks: Vec<Option<Color>>,
    ends: [Period; 2],
    plot: Plot,
    panel: Panel,
    body: Panel,
    money: MoneyFormat,
    bare: bool,
    /// Whether items are named at their second date alone.
    once: bool,
}

impl<'a> Dates<'a> {
    fn new(chart: &'a Chart<'a>, parts: Vec<Part<'a>>, body: Panel) -> Option<Self> {
        let known = |period: &Period| parts.iter().any(|part| part.at(*period).is_some());
        let periods: Vec<Period> = chart.periods(&parts).into_iter().filter(known).collect();
        let ends = [*periods.first()?, *periods.last()?];
        let values: Vec<f64> =
            parts.iter().flat_map(|p| ends.iter().filter_map(|e| Some(p.at(*e)?.1))).collect();
        let positive = values.iter().copied().filter(|v| *v > 0.0);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let y_scale = match chart.scale {
            AxisScale::Log if high > 0.0 => Scale::Log10(positive.fold(high, f64::min), high),
            _ => Scale::Linear(values.iter().copied().fold(high, f64::min), high),
        };
        let style = &chart.style;
        let line = style.line_height(style.size(TextRole::Label));
        let (money, ink) = (chart.money(), style.theme.ink);
        let most = 0.36 * body.width;
        let widest = |end: usize, bare: bool, once: bool| {
            let widths = parts.iter().filter_map(|part| {
                let number = chart.number_in(part.at(ends[end])?.1, chart.unit(), money, bare);
                Some(style.label(&named(chart, part, &number, end, once), Weight::Bold, ink).width)
            });
            widths.fold(0.0, f64::max)
        };
        // The subtitle names the unit, so numbers can do without where there is little room.
        let bare = (0..2).any(|end| widest(end, false, false) > most);
        // Where that is not enough, items are named at their second date alone.
        let both = parts.iter().all(|part| ends.iter().all(|end| part.at(*end).is_some()));
        let once = bare && both && (0..2).any(|end| widest(end, true, false) > most);
        let most = if once { 0.55 * body.width } else { most };
        let gap = 1.6 * style.size(TextRole::Label);
        let side = |end: usize| widest(end, bare, once).min(most) + gap;
        let panel = body.inset(side(0), 1.8 * line, side(1), 0.6 * line);
        let Panel { x: left, y: top, width, height } = panel;
        let plot = Plot { left, top, width, height, x_scale: Scale::Linear(0.0, 1.0), y_scale };
        let inks = chart.inks(&parts, 6);
        Some(Self { chart, parts, inks, ends, plot, panel, body, money, bare, once })
    }

    fn draw(&self) -> Vec<Node> {
        let mut nodes = self.dates();
        for (part, ink) in self.parts.iter().zip(&self.inks) {
            let children = self.line(part, *ink);
            nodes.push(Node::Group(Group { name: format!("series-{}", part.shown.id), children }));
        }
        let mut children = self.labels(0);
        children.extend(self.labels(1));
        nodes.push(Node::Group(Group { name: "labels".to_owned(), children }));
        let mut regions = Group { name: "regions".to_owned(), children: vec![] };
        let half = self.chart.style.size(TextRole::Label) / 2.0;
        for part in &self.parts {
            for (end, period) in self.ends.iter().enumerate() {
                let (x, y) = self.place(part, end).unwrap_or((self.x(end), self.panel.bottom()));
                let at = Panel { x: x - half, y: y - half, width: 2.0 * half, height: 2.0 * half };
                regions.children.extend(self.chart.part_region(part, *period, &at));
            }
        }
        nodes.push(Node::Group(regions));
        nodes
    }

    fn x(&self, end: usize) -> f64 {
        if end == 0 { self.panel.x } else { self.panel.right() }
    }

    fn place(&self, part: &Part, end: usize) -> Option<(f64, f64)> {
        let y = self.plot.y(part.at(self.ends[end])?.1);
        y.is_finite().then_some((self.x(end), y))
    }

    /// The two dates over two thin posts.
    fn dates(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let mut nodes = vec![];
        let (top, bottom) = (self.panel.y - 0.4 * style.size(TextRole::Label), self.panel.bottom());
        for (end, period) in self.ends.iter().enumerate() {
            let x = self.x(end);
            let text = style.text(&style.numbers.period_short(*period), TextRole::Tick);
            let anchor = if end == 0 { Anchor::Right } else { Anchor::Left };
            nodes.push(rule(x, top, x, bottom, style.theme.grid, style.preset.strokes.grid, &[]));
            if text.width < 0.5 * self.body.width {
                nodes.push(
                    text.at(x, self.body.y + 0.9 * style.size(TextRole::Tick), anchor).into(),
                );
            }
        }
        nodes
    }

    fn line(&self, part: &Part, ink: Option<Color>) -> Vec<Node> {
        let strokes = &self.chart.style.preset.strokes;
        let color = ink.unwrap_or(self.chart.style.theme.context);
        let width = if ink.is_some() { strokes.series } else { strokes.context };
        let data: Vec<(f64, f64)> = [0, 1]
            .into_iter()
            .filter_map(|end| Some((end as f64, part.at(self.ends[end])?.1)))
            .collect();
        let mut nodes = self.plot.line(&data, &Stroke { color, width, dash: vec![], round: true });
        for at in data {
            nodes.extend(self.plot.marker(at, 1.6 * width, color, None));
        }
        nodes
    }

    /// Name and value at both dates, the value next to its mark.
    fn labels(&self, end: usize) -> Vec<Node> {
        let style = &self.chart.style;
        let size = style.size(TextRole::Label);
        let room = if end == 0 {
            self.panel.x - self.body.x
        } else {
            self.body.right() - self.panel.right()
        };
        let label = |(part, ink): (&Part, &Option<Color>)| {
            let at = self.place(part, end)?;
            let (_, value) = part.at(self.ends[end])?;
            let number = self.chart.number_in(value, self.chart.unit(), self.money, self.bare);
            let words = named(self.chart, part, &number, end, self.once);
            let weight = if ink.is_some() { Weight::Bold } else { Weight::Regular };
            let fill = ink.unwrap_or(style.theme.secondary);
            let text: Text = style.cut(&words, weight, fill, room - 1.4 * size);
            let importance = f64::from(u8::from(ink.is_some())) * 1e30 + value.abs();
            Some(SideLabel { text, swatch: None, at, weight: importance })
        };
        let labels = self.parts.iter().zip(&self.inks).filter_map(label).collect();
        let anchor = if end == 0 { Anchor::Right } else { Anchor::Left };
        let range = (self.panel.y - 0.5 * size, self.body.bottom());
        side_labels(style, labels, self.x(end), range, anchor)
    }
}

/// "Pakistan  $1.9B" at the left, "$1.9B  Pakistan" at the right; the number stands next to its mark in every script.
fn named(chart: &Chart, part: &Part, number: &str, end: usize, once: bool) -> String {
    if once && end == 0 {
        return number.to_owned();
    }
    let number_last = (end == 0) != chart.style.from_right();
    if number_last {
        format!("{}  {number}", part.name())
    } else {
        format!("{number}  {}", part.name())
    }
}
