//! Small furniture that several kinds share: hatching, tick texts, the time axis with its events.

use chrono::{Datelike, NaiveDate};

use super::{Obstacles, Panel, Style, rule, year_ticks};
use crate::scene::{Anchor, Color, Group, Node, Path, Plot, Role, Segment, Stroke, Text};
use crate::trade::Unit;
use crate::words::MoneyFormat;

/// The hatch of what is missing, over a box.
#[must_use]
pub fn hatch(style: &Style, at: &Panel) -> Vec<Node> {
    let unit = style.preset.floor / 7.0;
    hatch_lines(at, style.theme.hatch, 0.5 * unit, 3.0 * unit)
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

/// Labels of value ticks: the unit stands on the top one only.
#[must_use]
pub fn tick_texts(style: &Style, ticks: &[f64], unit: Unit) -> Vec<(f64, Text)> {
    let numbers = style.numbers;
    let money = MoneyFormat::for_ticks(ticks);
    let top = ticks.len().saturating_sub(1);
    let label = |index: usize, value: f64| match unit {
        Unit::Dollar if index == top => numbers.money(value, money),
        Unit::Dollar => numbers.amount(value, money),
        Unit::Growth | Unit::GrowthPerYear => {
            if value == 0.0 { numbers.decimal(0.0, 0) } else { numbers.growth(value) }
        }
        Unit::Index => numbers.decimal(value, 0),
        _ => numbers.quantity(value, unit, money),
    };
    ticks
        .iter()
        .enumerate()
        .map(|(index, value)| (*value, style.text(&label(index, *value), Role::Tick)))
        .collect()
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

/// Marks dated events: a dashed vertical line and a label at the freest height beside it.
///
/// Labels keep clear of `obstacles` and become obstacles themselves; so do the lines.
#[must_use]
pub fn events(
    style: &Style,
    panel: &Panel,
    plot: &Plot,
    marks: &[(NaiveDate, &str)],
    obstacles: &mut Obstacles,
) -> Node {
    let mut group = Group { name: "events".to_owned(), children: vec![] };
    let size = style.size(Role::Event);
    let unit = style.preset.floor / 7.0;
    let places: Vec<f64> = marks.iter().map(|(date, _)| plot.x(decimal_year(*date))).collect();
    for x in &places {
        obstacles.add_line(&[(*x, panel.y), (*x, panel.bottom())]);
    }
    for ((_, label), x) in marks.iter().zip(&places) {
        let dash = [3.0 * unit, 2.0 * unit];
        let (top, bottom) = (panel.y - 0.3 * size, panel.bottom());
        group.children.push(rule(*x, top, *x, bottom, style.theme.secondary, 0.5 * unit, &dash));
        let text = style.text(label, Role::Event);
        let line = style.line_height(size);
        let candidates: Vec<Text> = (0..6)
            .flat_map(|row| {
                let y = panel.y + 0.5 * size + f64::from(row) * line;
                let gap = 0.4 * size;
                [(x - gap, y, Anchor::Right), (x + gap, y, Anchor::Left)]
            })
            .map(|(x, y, anchor)| text.clone().at(x, y, anchor))
            .filter(|text| text.left() >= panel.x && text.left() + text.width <= panel.right() + 1.0)
            .collect();
        if let Some(placed) = obstacles.freest(candidates, |text| text.bounds()) {
            obstacles.add_box(placed.bounds());
            group.children.push(placed.with_halo(style.halo()).into());
        }
    }
    Node::Group(group)
}
