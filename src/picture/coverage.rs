//! Strips of coverage: for each series and period a block that tells who says so, or in which way there is no value.
//!
//! The kind `coverage` fills its body with them; under any other kind they stand as a strip at the bottom.

use std::collections::BTreeMap;

use super::parts::{Part, fit_rows, more, names_column, row_name};
use super::{Chart, Role};
use crate::layout::{Panel, Style, Swatch, legend, period_labels, swatch};
use crate::scene::{Group, Node, Role as TextRole, Weight};
use crate::series::Coverage;
use crate::trade::Period;
use crate::words::{Phrase, phrase};

/// Most series in a strip under another chart.
const MOST_ROWS: usize = 5;

/// How a state is drawn.
#[must_use]
pub fn state_swatch(style: &Style, state: Coverage) -> Swatch {
    let theme = style.theme;
    match state {
        Coverage::Reported => Swatch::Fill(theme.series[0]),
        Coverage::Mirrored => Swatch::Fill(theme.fills[1]),
        Coverage::Reconciled => Swatch::Fill(theme.fills[2]),
        Coverage::Stated => Swatch::Fill(theme.context),
        Coverage::Provisional => Swatch::Outline(theme.series[0]),
        Coverage::Partial => Swatch::Half(theme.series[0]),
        Coverage::Suppressed => Swatch::Cross(theme.secondary),
        Coverage::BelowThreshold => Swatch::Half(theme.context),
        Coverage::NotYet => Swatch::Outline(theme.context),
        Coverage::SetAside => Swatch::Cross(theme.down),
        Coverage::Missing => Swatch::Hatch,
    }
}

/// The series of a chart that have a coverage of their own, in order.
#[must_use]
pub fn covered<'a>(chart: &Chart<'a>) -> Vec<Part<'a>> {
    let mut parts = chart.parts();
    let fill = chart.style.theme.ink;
    let points = chart.of_role(Role::Points);
    parts.extend(points.map(|(shown, series)| Part { shown, series, fill, rest: false }));
    parts
}

/// Takes the room of a strip from the bottom of a body; nothing where no series has a period.
#[must_use]
pub fn strip_room(chart: &Chart, body: &mut Panel) -> Option<Panel> {
    let parts = covered(chart);
    if chart.periods(&parts).is_empty() {
        return None;
    }
    let size = chart.style.size(TextRole::Label);
    let line = chart.style.line_height(size);
    let rows = parts.len().min(MOST_ROWS) + usize::from(parts.len() > MOST_ROWS);
    let height = (rows as f64 * 1.3 * size + 3.4 * line).min(0.5 * body.height);
    let y = body.bottom() - height;
    let strip = Panel { y, height, ..*body };
    *body = body.inset(0.0, 0.0, 0.0, height + 0.6 * line);
    Some(strip)
}

/// The strip of a chart in its room.
#[must_use]
pub fn strip(chart: &Chart, room: &Panel) -> Vec<Node> {
    vec![Node::Group(Group {
        name: "coverage".to_owned(),
        children: strips(chart, &covered(chart), *room, 1.3),
    })]
}

/// Rows of blocks with their names, the periods under them, and the states in use over them.
///
/// A row is at most `tallest` label sizes high.
#[must_use]
pub fn strips(chart: &Chart, parts: &[Part], body: Panel, tallest: f64) -> Vec<Node> {
    let style = &chart.style;
    let size = style.size(TextRole::Label);
    let line = style.line_height(size);
    let periods = chart.periods(parts);
    let states: Vec<BTreeMap<Period, Coverage>> =
        parts.iter().map(|part| part.series.coverage()).collect();
    let state =
        |row: usize, period: &Period| states[row].get(period).copied().unwrap_or(Coverage::Missing);
    let (key, body) = legend(style, &body, &entries(style, &states, &periods));
    let above = body.inset(0.0, 0.0, 0.0, 1.5 * line);
    let (rows, above) = fit_rows(style, &above, parts.len(), 1.25 * size);
    let names: Vec<_> =
        parts.iter().take(rows).map(|p| (p.name(), Weight::Regular, style.theme.ink)).collect();
    let (names, mut panel) = names_column(style, &above, &names, 0.34);
    let tall = (panel.height / rows.max(1) as f64).min(tallest * size);
    panel.height = tall * rows as f64;
    // The first and the last label stand in the middle of their block, and may be wider than it.
    let label = |period: &Period| style.text(&style.numbers.period_short(*period), TextRole::Tick);
    let widest = periods.iter().map(|period| label(period).width).fold(0.0, f64::max);
    let over = (0.5 * (widest - panel.width / periods.len() as f64)).max(0.0);
    let rtl = style.lang().is_rtl();
    panel = panel.inset(if rtl { over } else { 0.0 }, 0.0, if rtl { 0.0 } else { over }, 0.0);
    let wide = panel.width / periods.len() as f64;
    let mut marks = Group { name: "strips".to_owned(), children: vec![] };
    let mut labels = Group { name: "labels".to_owned(), children: key.into_iter().collect() };
    let mut regions = Group { name: "regions".to_owned(), children: vec![] };
    let (gap, trim) = (0.5 * style.preset.strokes.baseline, (0.2 * tall).min(0.15 * size));
    for (row, (part, name)) in parts.iter().zip(names).enumerate() {
        let y = panel.y + row as f64 * tall;
        labels.children.push(row_name(style, name, &body, y + tall / 2.0));
        for (column, period) in periods.iter().enumerate() {
            let x = panel.x + column as f64 * wide;
            let at = Panel { x, y, width: wide, height: tall }.inset(gap, trim, gap, trim);
            marks.children.extend(swatch(style, &state_swatch(style, state(row, period)), &at));
            regions.children.extend(chart.part_region(part, *period, &at));
        }
    }
    if rows < parts.len() {
        labels.children.push(more(style, parts.len() - rows, &body));
    }
    vec![
        Node::Group(marks),
        period_labels(style, &panel, &periods),
        Node::Group(labels),
        Node::Group(regions),
    ]
}

/// The states in use with their words, in the order of [`Coverage::ALL`].
fn entries(
    style: &Style,
    states: &[BTreeMap<Period, Coverage>],
    periods: &[Period],
) -> Vec<(Swatch, String)> {
    let used = |state: &Coverage| {
        states.iter().any(|series| {
            periods.iter().any(|p| series.get(p).copied().unwrap_or(Coverage::Missing) == *state)
        })
    };
    let entry = |state: Coverage| {
        let words = phrase(Phrase::Coverage(state), style.lang()).to_owned();
        (state_swatch(style, state), words)
    };
    Coverage::ALL.into_iter().filter(used).map(entry).collect()
}
