//! Coverage: which series has a value in which period, and which record it comes from.

use super::Kind;
use crate::layout::{Frame, Panel, Swatch, hatch, legend, no_data, period_labels};
use crate::picture::{Chart, Part, Role, block, fit_rows, more, names_column, row_name};
use crate::scene::{Color, Group, Node, Role as TextRole, Weight};
use crate::trade::Evidence;
use crate::words::{Phrase, phrase};

/// Strips of evidence.
pub struct Coverage;

/// Classes in the order of the legend.
const CLASSES: [Evidence; 4] =
    [Evidence::Reported, Evidence::Reconciled, Evidence::Mirrored, Evidence::Statement];

impl Kind for Coverage {
    fn id(&self) -> &'static str {
        "coverage"
    }
    fn when(&self) -> &'static str {
        "which years of which source exist before anything is read into them"
    }
    fn when_not(&self) -> &'static str {
        "the values themselves: use heatmap or table"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let mut parts = chart.parts();
        let points = chart.of_role(Role::Points);
        let fill = chart.style.theme.ink;
        parts.extend(points.map(|(shown, series)| Part { shown, series, fill, rest: false }));
        if chart.periods(&parts).is_empty() {
            frame.nodes.extend(no_data(&chart.style, &frame.body));
            return;
        }
        frame.nodes.extend(strips(chart, &parts, frame.body));
    }
}

fn color(chart: &Chart, evidence: Evidence) -> Color {
    let theme = chart.style.theme;
    match evidence {
        Evidence::Reported => theme.series[0],
        Evidence::Reconciled => theme.fills[2],
        Evidence::Mirrored => theme.fills[1],
        Evidence::Statement => theme.context,
    }
}

fn strips(chart: &Chart, parts: &[Part], body: Panel) -> Vec<Node> {
    let style = &chart.style;
    let line = style.line_height(style.size(TextRole::Label));
    let periods = chart.periods(parts);
    let known =
        |class: Evidence| parts.iter().any(|p| p.series.known().any(|(q, _)| q.evidence == class));
    let entry = |class: &Evidence| {
        let words = phrase(Phrase::Evidence(*class), style.lang()).to_owned();
        (Swatch::Fill(color(chart, *class)), words)
    };
    let mut entries: Vec<_> = CLASSES.iter().filter(|class| known(**class)).map(entry).collect();
    entries.push((Swatch::Hatch, phrase(Phrase::NoData, style.lang()).to_owned()));
    let (key, body) = legend(style, &body, &entries);
    let above = body.inset(0.0, 0.0, 0.0, 1.5 * line);
    let (rows, above) = fit_rows(style, &above, parts.len(), 1.25 * style.size(TextRole::Label));
    let names: Vec<_> =
        parts.iter().take(rows).map(|p| (p.name(), Weight::Regular, style.theme.ink)).collect();
    let (names, mut panel) = names_column(style, &above, &names, 0.34);
    let tall = (panel.height / rows.max(1) as f64).min(2.2 * line);
    panel.height = tall * rows as f64;
    let wide = panel.width / periods.len() as f64;
    let mut marks = Group { name: "strips".to_owned(), children: vec![] };
    let mut labels = Group { name: "labels".to_owned(), children: key.into_iter().collect() };
    let mut regions = Group { name: "regions".to_owned(), children: vec![] };
    let gap = 0.5 * style.preset.strokes.baseline;
    for (row, (part, name)) in parts.iter().zip(names).enumerate() {
        let y = panel.y + row as f64 * tall;
        labels.children.push(row_name(style, name, &body, y + tall / 2.0));
        for (column, period) in periods.iter().enumerate() {
            let x = panel.x + column as f64 * wide;
            let at =
                Panel { x, y, width: wide, height: tall }.inset(gap, 0.2 * tall, gap, 0.2 * tall);
            match part.at(*period) {
                Some((point, _)) => marks.children.push(block(&at, color(chart, point.evidence))),
                None => marks.children.extend(hatch(style, &at)),
            }
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
