//! Small furniture that several kinds share: hatching, tick texts, the time axis with its events.

use chrono::{Datelike, NaiveDate};

use super::{Obstacles, Panel, Style, inside, rule, year_ticks};
use crate::scene::{Anchor, Color, Group, Node, Path, Plot, Role, Segment, Stroke, Text};
use crate::trade::Unit;
use crate::words::{MoneyFormat, Phrase, phrase};

/// The hatch of what is missing, over a box.
#[must_use]
pub fn hatch(style: &Style, at: &Panel) -> Vec<Node> {
    let unit = style.preset.floor / 7.0;
    hatch_lines(at, style.theme.hatch, 0.5 * unit, 3.0 * unit)
}

/// "no data" in the middle of a panel: a chart without a value is still a chart.
#[must_use]
pub fn no_data(style: &Style, panel: &Panel) -> Vec<Node> {
    let text = style.text(phrase(Phrase::NoData, style.lang()), Role::Subtitle);
    let (x, y) = (panel.x + panel.width / 2.0, panel.y + panel.height / 2.0);
    let mut nodes = hatch(style, panel);
    nodes.push(text.at(x, y, Anchor::Middle).with_halo(style.halo()).into());
    nodes
}

/// Lines at 45 degrees over a box, clipped to it by arithmetic.
#[must_use]
pub fn hatch_lines(at: &Panel, color: Color, width: f64, every: f64) -> Vec<Node> {
    let step = every * std::f64::consts::SQRT_2;
    let count = libm::floor((at.width + at.height) / step) as usize;
    let mut segments = vec![];
    for index in 1..=count {
        let along = index as f64 * step;
        // From the left or bottom edge up to the top or right edge.
        let from = if along <= at.height {
            (at.x, at.y + along)
        } else {
            (at.x + along - at.height, at.bottom())
        };
        let to = if along <= at.width {
            (at.x + along, at.y)
        } else {
            (at.right(), at.y + along - at.width)
        };
        segments.extend([Segment::Move(from.0, from.1), Segment::Line(to.0, to.1)]);
    }
    if segments.is_empty() {
        return vec![];
    }
    let stroke = Some(Stroke { color, width, dash: vec![], round: false });
    vec![Node::Path(Path { segments, fill: None, stroke })]
}

/// A thin line from the edge of a mark straight to its label.
#[must_use]
pub fn connector(style: &Style, from: (f64, f64), to: (f64, f64)) -> Node {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = libm::sqrt(dx * dx + dy * dy).max(1e-9);
    let clear = 2.0 * style.preset.strokes.series / length;
    let width = 0.5 * style.preset.floor / 7.0;
    let (x, y) = (from.0 + dx * clear, from.1 + dy * clear);
    rule(x, y, to.0, to.1, style.theme.context, width, &[])
}

/// Labels of value ticks: the unit stands on the top one only. `exponent` is the unit of money of the labels, if any.
#[must_use]
pub fn tick_texts(
    style: &Style,
    ticks: &[f64],
    unit: Unit,
    exponent: Option<u32>,
) -> Vec<(f64, Text)> {
    let numbers = style.numbers;
    let money = match exponent {
        Some(exponent) => MoneyFormat::for_ticks_in(exponent, ticks),
        None => MoneyFormat::for_ticks(ticks),
    };
    let top = ticks.len().saturating_sub(1);
    // Decades need no common decimals: 10, 1, 0.1 read better than 10.0, 1.0, 0.1.
    let decades = ticks.len() > 1 && ticks[0] > 0.0 && ticks.windows(2).all(|w| w[1] > 9.9 * w[0]);
    let money_of = |value: f64| {
        if decades { MoneyFormat::for_ticks_in(money.exponent, &[value]) } else { money }
    };
    let label = |index: usize, value: f64| match unit {
        _ if value == 0.0 && ticks.len() > 1 => numbers.decimal(0.0, 0),
        Unit::Dollar if index == top => numbers.money_short(value, money_of(value)),
        Unit::Dollar => numbers.amount(value, money_of(value)),
        Unit::Growth | Unit::GrowthPerYear => growth_tick(style, ticks, value, index == top),
        Unit::Index => numbers.decimal(value, 0),
        _ => numbers.quantity(value, unit, money),
    };
    ticks
        .iter()
        .enumerate()
        .map(|(index, value)| (*value, style.text(&label(index, *value), Role::Tick)))
        .collect()
}

/// A tick of growth in whole percent where all are, its sign of percent on the top one only.
fn growth_tick(style: &Style, ticks: &[f64], value: f64, is_top: bool) -> String {
    let whole = ticks.iter().all(|tick| (tick * 100.0 - (tick * 100.0).round()).abs() < 1e-6);
    let decimals = usize::from(!whole);
    if is_top {
        style.numbers.growth_with(value, decimals)
    } else {
        style.numbers.signed(value * 100.0, decimals)
    }
}

/// A date as a decimal year, the unit of time axes.
#[must_use]
pub fn decimal_year(date: NaiveDate) -> f64 {
    let days = if date.leap_year() { 366.0 } else { 365.0 };
    f64::from(date.year()) + f64::from(date.ordinal0()) / days
}

/// Labels of years under a panel whose x axis counts decimal years; each stands at the middle of its year.
#[must_use]
pub fn time_axis(style: &Style, panel: &Panel, plot: &Plot, years: (i32, i32)) -> Node {
    let size = style.size(Role::Tick);
    let text = |year: i32| style.text(&style.numbers.year(year), Role::Tick);
    let widest = text(years.1).width;
    let per_year = plot.x(1.0) - plot.x(0.0);
    let room = f64::from(years.1 - years.0) * per_year.abs();
    let mut group = Group { name: "x-axis".to_owned(), children: vec![] };
    let strokes = &style.preset.strokes;
    for year in year_ticks(years.0, years.1, room, widest, 1.2 * size) {
        let x = plot.x(f64::from(year) + 0.5);
        let (top, bottom) = (panel.bottom(), panel.bottom() + 0.35 * size);
        group.children.push(rule(x, top, x, bottom, style.theme.secondary, strokes.grid, &[]));
        let baseline = panel.bottom() + 1.4 * size;
        group.children.push(text(year).at(x, baseline, Anchor::Middle).into());
    }
    Node::Group(group)
}

/// Marks dated events: a dashed vertical line that hangs from a label at the freest height beside it.
///
/// The last event is placed first, so that lines of earlier ones hang below its label. Labels keep clear of
/// `obstacles` and become obstacles themselves; so do the lines.
#[must_use]
pub fn events(
    style: &Style,
    panel: &Panel,
    plot: &Plot,
    marks: &[(NaiveDate, &str)],
    obstacles: &mut Obstacles,
) -> Node {
    let mut group = Group { name: "events".to_owned(), children: vec![] };
    let unit = style.preset.floor / 7.0;
    let mut marks = marks.to_vec();
    marks.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    let mut hung: Vec<Text> = vec![];
    for (date, label) in marks {
        let x = plot.x(decimal_year(date));
        let text = style.text(label, Role::Event);
        let top = |text: &Text| text.y - 0.9 * text.size;
        let candidates = beside(panel, x, &text);
        let placed = obstacles.cheapest(candidates, |text| {
            let (left, upper, right, lower) = text.bounds();
            let label = obstacles.cost((left.min(x - 0.5), upper, right.max(x + 0.5), lower));
            // A line through the label of another event is worse than any length of overlap.
            let through = |other: &Text| inside((x, top(text), x, panel.bottom()), other.bounds());
            label + 10.0 * hung.iter().map(through).sum::<f64>()
        });
        let Some(placed) = placed else { continue };
        let line = [(x, top(&placed)), (x, panel.bottom())];
        obstacles.add_box(placed.bounds());
        obstacles.add_line(&line);
        hung.push(placed.clone());
        let dash = [3.0 * unit, 2.0 * unit];
        let (color, width) = (style.theme.secondary, 0.5 * unit);
        group.children.push(rule(x, line[0].1, x, line[1].1, color, width, &dash));
        group.children.push(placed.with_halo(style.halo()).into());
    }
    Node::Group(group)
}

/// Places for a label at either side of a vertical line, from the top downward.
fn beside(panel: &Panel, x: f64, text: &Text) -> Vec<Text> {
    let (gap, line) = (0.4 * text.size, 1.3 * text.size);
    (0..8)
        .flat_map(|row| {
            let y = panel.y + 1.15 * text.size + f64::from(row) * line;
            [(x - gap, y, Anchor::Right), (x + gap, y, Anchor::Left)]
        })
        .map(|(x, y, anchor)| text.clone().at(x, y, anchor))
        .filter(|text| text.left() >= panel.x && text.left() + text.width <= panel.right() + 1.0)
        .collect()
}
