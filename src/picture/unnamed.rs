//! Series whose names found no room: they step back into the gray of context, behind those that are named.

use super::Chart;
use crate::scene::{Color, Node};
use crate::words::strip_controls;

/// Grays the marks of every series in an ink of its own whose name stands nowhere in the picture.
///
/// A series alone in its ink is named by the title, and one without a label has no name to look for.
pub fn gray_unnamed(nodes: &mut [Node], chart: &Chart) {
    let mut texts = vec![];
    collect(nodes, &mut texts);
    let named = |label: &str| {
        let label = plain(label);
        label.is_empty()
            || texts.iter().any(|text| {
                text.contains(&label)
                    || text.chars().count() >= 3 && label.starts_with(text.as_str())
            })
    };
    let unnamed: Vec<String> = chart
        .shown
        .iter()
        .filter(|shown| !named(&shown.label))
        .map(|shown| format!("series-{}", shown.id))
        .collect();
    let groups = chart.shown.iter().map(|shown| format!("series-{}", shown.id));
    let drawn = groups.filter(|group| is_inked(nodes, group, chart, false)).count();
    if drawn > 1 && !unnamed.is_empty() {
        gray(nodes, &unnamed, chart, false);
    }
}

fn plain(text: &str) -> String {
    strip_controls(text).replace('\u{a0}', " ").trim().to_owned()
}

fn collect(nodes: &[Node], texts: &mut Vec<String>) {
    for node in nodes {
        match node {
            Node::Group(group) => collect(&group.children, texts),
            Node::Text(text) => texts.push(plain(&text.content)),
            _ => {}
        }
    }
}

/// Whether a group has a mark in an ink of series.
fn is_inked(nodes: &[Node], group: &str, chart: &Chart, inside: bool) -> bool {
    let theme = chart.style.theme;
    let is_ink = |color: &Color| theme.series.contains(color) || theme.fills.contains(color);
    nodes.iter().any(|node| {
        let (fill, stroke) = match node {
            Node::Group(inner) => {
                let own = inside || inner.name == group;
                return is_inked(&inner.children, group, chart, own);
            }
            Node::Path(path) => (&path.fill, &path.stroke),
            Node::Rect(rect) => (&rect.fill, &rect.stroke),
            _ => return false,
        };
        inside && fill.iter().chain(stroke.iter().map(|stroke| &stroke.color)).any(is_ink)
    })
}

fn gray(nodes: &mut [Node], groups: &[String], chart: &Chart, inside: bool) {
    let theme = chart.style.theme;
    let step_back = |color: &mut Color| {
        if theme.series.contains(color) || theme.fills.contains(color) {
            *color = theme.context;
        }
    };
    for node in nodes {
        match node {
            Node::Group(group) => {
                let own = inside || groups.contains(&group.name);
                gray(&mut group.children, groups, chart, own);
            }
            Node::Path(path) if inside => {
                path.fill.iter_mut().for_each(step_back);
                path.stroke.iter_mut().for_each(|stroke| step_back(&mut stroke.color));
            }
            Node::Rect(rect) if inside => {
                rect.fill.iter_mut().for_each(step_back);
                rect.stroke.iter_mut().for_each(|stroke| step_back(&mut stroke.color));
            }
            _ => {}
        }
    }
}
