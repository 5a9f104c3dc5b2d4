//! Names of lines in a column at their right ends, for charts of two to six whole lines.

use super::span::within;
use super::{Chart, Role};
use crate::layout::{Obstacles, Panel, SideLabel, Style, room_for, rule, side_labels};
use crate::scene::{Anchor, Node, Plot, Role as TextRole, Text, Weight};
use crate::series::Point;
use crate::trade::Unit;

/// Names of lines; empty where names stand elsewhere.
#[derive(Debug)]
pub(super) struct LineEnds(Vec<Text>);

impl LineEnds {
    /// Names for the right, if all main series are lines and nothing else wants to stand there.
    pub fn new(chart: &Chart, years: (i32, i32), width: f64) -> Self {
        let lines: Vec<_> = chart.of_role(Role::Main).collect();
        let whole = lines.iter().all(|(shown, series)| {
            let seen = series.known().filter(|(point, _)| within(years, point)).count();
            seen > 1 && !shown.label.is_empty()
        });
        let taken = !chart.goals.is_empty() || chart.of_role(Role::Points).next().is_some();
        if !(2..=6).contains(&lines.len()) || !whole || taken {
            return Self(vec![]);
        }
        let style = &chart.style;
        let name = |(index, (shown, _)): (usize, &(&super::Shown, _))| {
            style.cut(&shown.label, Weight::Bold, style.theme.series[index], 0.4 * width)
        };
        Self(lines.iter().enumerate().map(name).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn room(&self, style: &Style) -> f64 {
        room_for(style, self.0.iter(), false)
    }

    /// Each name at the height of its line's last point.
    pub fn draw(
        &self,
        chart: &Chart,
        panel: &Panel,
        place: impl Fn(&Point) -> Option<(f64, f64)>,
    ) -> Vec<Node> {
        let style = &chart.style;
        let size = style.size(TextRole::Label);
        let label = |(text, (_, series)): (&Text, (_, &crate::series::Series))| {
            let at = series.points.iter().rev().find_map(&place)?;
            Some(SideLabel { text: text.clone(), swatch: None, at, weight: panel.bottom() - at.1 })
        };
        let labels = self.0.iter().zip(chart.of_role(Role::Main)).filter_map(label).collect();
        let range = (panel.y - 0.6 * size, panel.bottom() + 0.6 * size);
        side_labels(style, labels, panel.right(), range, Anchor::Left)
    }
}

/// The line at 100 of an index with its base where that is free: "2012 = 100".
pub(super) fn base_of_index(
    chart: &Chart,
    panel: &Panel,
    plot: &Plot,
    obstacles: &Obstacles,
) -> Vec<Node> {
    let first = chart.of_role(Role::Main).next().filter(|(_, series)| series.unit == Unit::Index);
    let base = first.and_then(|(_, s)| s.known().find(|(_, e)| e.is_exact() && e.mid() == 100.0));
    let Some((point, _)) = base else { return vec![] };
    let style = &chart.style;
    let numbers = style.numbers;
    let words = format!("{} = {}", numbers.period_short(point.period), numbers.decimal(100.0, 0));
    let text = style.text(&words, TextRole::Tick);
    let y = plot.y(100.0);
    let width = style.preset.strokes.baseline;
    let line = rule(panel.x, y, panel.right(), y, style.theme.ink, width, &[]);
    let size = style.size(TextRole::Tick);
    let steps = 12;
    let places = (0..=steps).flat_map(|step| {
        let along = (panel.width - text.width) * f64::from(step) / f64::from(steps);
        [y - 0.45 * size, y + 1.1 * size].map(|y| text.clone().at(panel.x + along, y, Anchor::Left))
    });
    let free = places.into_iter().find(|text| obstacles.is_free(text.bounds()));
    let mut nodes = vec![line];
    nodes.extend(free.map(|text| text.with_halo(style.halo()).into()));
    nodes
}
