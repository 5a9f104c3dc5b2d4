//! Flow: who sells to whom in one period, as bands from sellers at the left to buyers at the right.
//!
//! In Persian sellers stand at the right. A part is an export of its reporter or an import from its partner.

use super::Kind;
use crate::layout::{Frame, Panel, SideLabel, no_data, side_labels};
use crate::picture::{Chart, Part, block, more};
use crate::scene::{
    Anchor, Color, Group, Node, Path, Role as TextRole, Segment, Stroke, Text, Weight,
};
use crate::trade::{Area, Measure, Period};
use crate::words::area_name;

/// Who to whom.
pub struct Flow;

/// Most nodes at a side.
const MOST: usize = 12;

impl Kind for Flow {
    fn id(&self) -> &'static str {
        "flow"
    }
    fn when(&self) -> &'static str {
        "who sells to whom in one period, up to twelve at a side; the same series as `table` give the numbers"
    }
    fn when_not(&self) -> &'static str {
        "change over time (stacked-area), or one seller alone (treemap)"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        match Bands::new(chart, frame.body) {
            Some(bands) => frame.nodes.extend(bands.draw()),
            None => frame.nodes.extend(no_data(&chart.style, &frame.body)),
        }
    }
}

/// From a seller to a buyer.
struct Link<'a> {
    part: Part<'a>,
    ends: [Area; 2],
    value: f64,
}

/// An area at one side, with its extent in the picture.
struct Stop {
    area: Area,
    top: f64,
    height: f64,
    value: f64,
}

struct Bands<'a> {
    chart: &'a Chart<'a>,
    period: Period,
    links: Vec<Link<'a>>,
    left_out: usize,
    body: Panel,
    scale: f64,
    sides: [Vec<Stop>; 2],
}

impl<'a> Bands<'a> {
    fn new(chart: &'a Chart<'a>, body: Panel) -> Option<Self> {
        let parts = chart.parts();
        let period = chart.last_period(&parts)?;
        let mut links: Vec<Link> = parts.iter().filter_map(|part| link(*part, period)).collect();
        links.sort_by(|a, b| b.value.total_cmp(&a.value));
        let all = links.len();
        keep_few(&mut links);
        if links.is_empty() {
            return None;
        }
        let left_out = all - links.len();
        let style = &chart.style;
        let line = style.line_height(style.size(TextRole::Label));
        let within = if left_out > 0 { body.inset(0.0, 0.0, 0.0, line) } else { body };
        let total: f64 = links.iter().map(|link| link.value).sum();
        let most = (0..2).map(|side| stops(&links, side).len()).max().unwrap_or(1);
        let gap = (0.25 * within.height / most as f64).min(0.6 * line);
        let scale = (within.height - gap * (most - 1) as f64) / total;
        let sides = [0, 1].map(|side| laid(stops(&links, side), &within, scale, gap));
        Some(Self { chart, period, links, left_out, body, scale, sides })
    }

    fn draw(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let names = [self.names(0), self.names(1)];
        let size = style.size(TextRole::Label);
        let room =
            |side: usize| names[side].iter().map(|t| t.width).fold(0.0, f64::max) + 0.8 * size;
        let thick = 0.7 * size;
        let rtl = style.from_right();
        // The picture's left side shows sellers, or buyers where reading starts at the right.
        let (at_left, at_right) = if rtl { (1, 0) } else { (0, 1) };
        let bars = [self.body.x + room(at_left), self.body.right() - room(at_right) - thick];
        let x_of = |side: usize| if side == at_left { bars[0] } else { bars[1] };
        let mut marks = Group { name: "bands".to_owned(), children: vec![] };
        let mut labels = Group { name: "labels".to_owned(), children: vec![] };
        let mut regions = Group { name: "regions".to_owned(), children: vec![] };
        let mut used: [Vec<f64>; 2] = [0, 1].map(|side: usize| vec![0.0; self.sides[side].len()]);
        let mut order: Vec<&Link> = self.links.iter().collect();
        let rank = |side: usize, area: Area| {
            self.sides[side].iter().position(|s| s.area == area).unwrap_or(0)
        };
        order.sort_by_key(|link| (rank(0, link.ends[0]), rank(1, link.ends[1])));
        for link in order {
            let tall = link.value * self.scale;
            let tops = [0, 1].map(|side: usize| {
                let stop = rank(side, link.ends[side]);
                let top = self.sides[side][stop].top + used[side][stop];
                used[side][stop] += tall;
                top
            });
            let (left, right) = (tops[at_left], tops[at_right]);
            let from = (bars[0] + thick, left);
            let to = (bars[1], right);
            marks.children.push(band(
                from,
                to,
                tall,
                self.fill(link),
                style.theme.background,
                style.preset.strokes.grid,
            ));
            let y = left.min(right);
            let at = Panel {
                x: from.0,
                y,
                width: (to.0 - from.0).max(0.0),
                height: (left - right).abs() + tall,
            };
            regions.children.extend(self.chart.part_region(&link.part, self.period, &at));
        }
        for side in [0, 1] {
            let x = x_of(side);
            for stop in &self.sides[side] {
                let at = Panel { x, y: stop.top, width: thick, height: stop.height };
                marks.children.push(block(&at, style.theme.ink));
            }
            labels.children.extend(self.labels(side, &names[side], x, thick, side == at_left));
        }
        if self.left_out > 0 {
            labels.children.push(more(style, self.left_out, &self.body));
        }
        vec![Node::Group(marks), Node::Group(labels), Node::Group(regions)]
    }

    /// All that one area sells is of one color: that of its first part in the order of the chart.
    fn fill(&self, link: &Link) -> Color {
        let of_seller = self.links.iter().filter(|other| other.ends[0] == link.ends[0]);
        let place = |link: &&Link| self.chart.shown.iter().position(|s| s.id == link.part.shown.id);
        of_seller.min_by_key(place).map_or(link.part.fill, |first| first.part.fill)
    }

    /// Name and total of each area of a side.
    fn names(&self, side: usize) -> Vec<Text> {
        let style = &self.chart.style;
        let money = self.chart.money();
        let most = 0.34 * self.body.width;
        let name = |stop: &Stop, bare: bool| {
            let value = self.chart.number_in(stop.value, self.chart.unit(), money, bare);
            let words = format!("{}  {value}", area_name(stop.area, style.lang()));
            style.label(&words, Weight::Regular, style.theme.ink)
        };
        // The subtitle names the unit, so numbers can do without where there is little room.
        let bare = self.sides.iter().flatten().any(|stop| name(stop, false).width > most);
        let fitting = |stop: &Stop| {
            let text = name(stop, bare);
            let area = area_name(stop.area, style.lang());
            let cut = || style.cut(&area, Weight::Regular, style.theme.ink, most);
            if text.width > most { cut() } else { text }
        };
        self.sides[side].iter().map(fitting).collect()
    }

    fn labels(
        &self,
        side: usize,
        names: &[Text],
        x: f64,
        thick: f64,
        outer_left: bool,
    ) -> Vec<Node> {
        let style = &self.chart.style;
        let size = style.size(TextRole::Label);
        let stops = self.sides[side].iter().zip(names);
        let label = |(stop, text): (&Stop, &Text)| SideLabel {
            text: text.clone(),
            swatch: None,
            at: (if outer_left { x } else { x + thick }, stop.top + stop.height / 2.0),
            weight: stop.value,
        };
        let labels: Vec<_> = stops.map(label).collect();
        let bottom = self.body.bottom() - if self.left_out > 0 { 1.3 * size } else { 0.0 };
        let (edge, anchor) = if outer_left {
            (x + 0.7 * size, Anchor::Right)
        } else {
            (x + thick - 0.7 * size, Anchor::Left)
        };
        side_labels(style, labels, edge, (self.body.y, bottom), anchor)
    }
}

fn link(part: Part, period: Period) -> Option<Link> {
    let (_, value) = part.at(period).filter(|(_, value)| *value > 0.0)?;
    let basis = &part.series.basis;
    let ends = match basis.measure {
        Measure::Import => [basis.partner, basis.reporter],
        _ => [basis.reporter, basis.partner],
    };
    Some(Link { part, ends, value })
}

/// The largest links that need no more than the most nodes at a side.
fn keep_few(links: &mut Vec<Link>) {
    let mut known: [Vec<Area>; 2] = [vec![], vec![]];
    links.retain(|link| {
        let fits =
            (0..2).all(|side| known[side].len() < MOST || known[side].contains(&link.ends[side]));
        if fits {
            for (side, end) in known.iter_mut().zip(link.ends) {
                if !side.contains(&end) {
                    side.push(end);
                }
            }
        }
        fits
    });
}

/// Areas of a side with their totals, the largest first.
fn stops(links: &[Link], side: usize) -> Vec<(Area, f64)> {
    let mut found: Vec<(Area, f64)> = vec![];
    for link in links {
        match found.iter_mut().find(|(area, _)| *area == link.ends[side]) {
            Some((_, value)) => *value += link.value,
            None => found.push((link.ends[side], link.value)),
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found
}

fn laid(stops: Vec<(Area, f64)>, within: &Panel, scale: f64, gap: f64) -> Vec<Stop> {
    let total: f64 = stops.iter().map(|(_, value)| value * scale).sum();
    let spare = within.height - total - gap * (stops.len() - 1) as f64;
    let mut top = within.y + spare / 2.0;
    let mut laid = vec![];
    for (area, value) in stops {
        let height = value * scale;
        laid.push(Stop { area, top, height, value });
        top += height + gap;
    }
    laid
}

/// A band with level ends.
fn band(from: (f64, f64), to: (f64, f64), tall: f64, fill: Color, edge: Color, width: f64) -> Node {
    let middle = f64::midpoint(from.0, to.0);
    let segments = vec![
        Segment::Move(from.0, from.1),
        Segment::Curve(middle, from.1, middle, to.1, to.0, to.1),
        Segment::Line(to.0, to.1 + tall),
        Segment::Curve(middle, to.1 + tall, middle, from.1 + tall, from.0, from.1 + tall),
        Segment::Close,
    ];
    let stroke = Some(Stroke { color: edge, width, dash: vec![], round: false });
    Node::Path(Path { segments, fill: Some(fill), stroke })
}
