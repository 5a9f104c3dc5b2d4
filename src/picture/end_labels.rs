//! Labels of single points in a column at the right, pushed apart, each joined to its point.

use super::{Chart, Role};
use crate::layout::{Panel, Style, connector, inside, spread};
use crate::scene::{Anchor, Node, Role as TextRole, Text, Weight};
use crate::series::{Point, Series};

/// Gap between the panel and the labels, in sizes of the label.
const GAP: f64 = 1.6;

/// For each single point of a chart: what was said of which period, and who said it.
#[derive(Debug)]
pub(super) struct EndLabels {
    labels: Vec<(Text, Option<Text>)>,
    width: f64,
}

impl EndLabels {
    /// Labels for a body of this width; where they would take half of it, the period stands in the place of the speaker.
    pub fn new(chart: &Chart, body: f64) -> Self {
        let labels = |compact: bool| -> Vec<(Text, Option<Text>)> {
            single_points(chart)
                .map(|(series, point)| label(chart, series, point, compact))
                .collect()
        };
        let width = |labels: &[(Text, Option<Text>)]| {
            let width = |(first, second): &(Text, Option<Text>)| {
                first.width.max(second.as_ref().map_or(0.0, |text| text.width))
            };
            labels.iter().map(width).fold(0.0, f64::max)
        };
        let full = labels(false);
        let labels = if width(&full) > 0.45 * body { labels(true) } else { full };
        Self { width: width(&labels), labels }
    }

    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Room that the column takes at the right of the panel.
    pub fn room(&self, style: &Style) -> f64 {
        if self.is_empty() { 0.0 } else { self.width + GAP * style.size(TextRole::Label) }
    }

    /// The labels at the right of a panel, each joined to the place of its point.
    pub fn draw(
        &self,
        chart: &Chart,
        panel: &Panel,
        place: impl Fn(&Point) -> Option<(f64, f64)>,
    ) -> Vec<Node> {
        let style = &chart.style;
        let size = style.size(TextRole::Label);
        let x = panel.right() + GAP * size;
        let rows = |both: bool| -> f64 {
            self.labels.iter().map(|(_, second)| rows_of(second.as_ref().filter(|_| both))).sum()
        };
        let (low, bottom) = (panel.y - 0.6 * size, panel.bottom());
        // The column ends with the panel, so that no connector runs through the years below it, if it fits there.
        let tight = tight(style) * size;
        let least = tight * rows(true);
        let high = bottom + if bottom + 0.5 * size - low >= least { 0.5 } else { 2.0 } * size;
        let radius = 2.0 * style.preset.strokes.series;
        let column = Column { x: x - 0.35 * size, low, high, radius };
        // Lines stand as close as the column asks for, down to letters that just clear each other;
        // where two lines each do not fit, the speakers are left to the table.
        let room = high - low;
        let both = room >= least;
        let line = style.line_height(size).min(room / rows(both)).max(tight);
        let mut labels: Vec<EndLabel> = single_points(chart)
            .zip(&self.labels)
            .filter_map(|((_, point), (first, second))| {
                let second = second.as_ref().filter(|_| both);
                Some(EndLabel { at: place(point)?, height: rows_of(second) * line, first, second })
            })
            .collect();
        labels.sort_by(|a, b| a.at.1.total_cmp(&b.at.1));
        let centers = column.arrange(&mut labels);
        let mut nodes: Vec<Node> = labels
            .iter()
            .zip(&centers)
            .map(|(label, center)| connector(style, label.at, (column.x, *center)))
            .collect();
        for (label, center) in labels.iter().zip(centers) {
            let baseline =
                center + 0.35 * size - if label.second.is_some() { line / 2.0 } else { 0.0 };
            nodes.push(label.first.clone().at(x, baseline, Anchor::Left).into());
            if let Some(second) = label.second {
                nodes.push(second.clone().at(x, baseline + line, Anchor::Left).into());
            }
        }
        nodes
    }
}

fn single_points<'a>(chart: &Chart<'a>) -> impl Iterator<Item = (&'a Series, &'a Point)> {
    chart
        .of_role(Role::Points)
        .flat_map(|(_, series)| series.known().map(move |(point, _)| (series, point)))
}

/// "$503M, Jan–Nov 2025" over "R. Khabibullin".
fn label(chart: &Chart, series: &Series, point: &Point, compact: bool) -> (Text, Option<Text>) {
    let style = &chart.style;
    let value = chart.short_text(series, point, chart.money());
    let period = style.numbers.period_short(point.period);
    if compact {
        let when = style.label(&period, Weight::Regular, style.theme.secondary);
        return (style.label(&value, Weight::Bold, style.theme.ink), Some(when));
    }
    let separator = if style.lang().is_rtl() { "، " } else { ", " };
    let first = format!("{value}{separator}{period}");
    let speaker = chart.speakers.short(&point.speaker);
    let second =
        (!speaker.is_empty()).then(|| style.label(speaker, Weight::Regular, style.theme.secondary));
    (style.label(&first, Weight::Bold, style.theme.ink), second)
}

/// Distance of lines of which the letters just clear each other; Persian ones reach further up and down.
fn tight(style: &Style) -> f64 {
    if style.lang().is_rtl() { 1.25 } else { 1.12 }
}

/// Lines that an end label takes, with the gap to the next.
fn rows_of(second: Option<&Text>) -> f64 {
    if second.is_some() { 2.2 } else { 1.35 }
}

/// The label of a point in the column at the right.
struct EndLabel<'a> {
    at: (f64, f64),
    height: f64,
    first: &'a Text,
    second: Option<&'a Text>,
}

/// Where the column of end labels stands.
struct Column {
    x: f64,
    low: f64,
    high: f64,
    radius: f64,
}

impl Column {
    /// Centers of the labels, after neighbors were exchanged as long as that frees connectors of marks and of each other.
    fn arrange(&self, labels: &mut [EndLabel]) -> Vec<f64> {
        let mut centers = self.centers(labels);
        let mut least = self.entanglement(labels, &centers);
        let mut improved = true;
        while improved && least > 0.0 {
            improved = false;
            for index in 1..labels.len() {
                labels.swap(index - 1, index);
                let next = self.centers(labels);
                let cost = self.entanglement(labels, &next);
                if cost + 1e-9 < least {
                    (centers, least, improved) = (next, cost, true);
                } else {
                    labels.swap(index - 1, index);
                }
            }
        }
        centers
    }

    fn centers(&self, labels: &[EndLabel]) -> Vec<f64> {
        let wanted: Vec<(f64, f64)> = labels.iter().map(|l| (l.at.1, l.height)).collect();
        spread(&wanted, self.low, self.high)
    }

    /// Length of connectors inside the marks of other points, and a mark's worth for each crossing.
    fn entanglement(&self, labels: &[EndLabel], centers: &[f64]) -> f64 {
        let mut cost = 0.0;
        for (i, (label, center)) in labels.iter().zip(centers).enumerate() {
            let segment = (label.at.0, label.at.1, self.x, *center);
            for (j, other) in labels.iter().enumerate().filter(|(j, _)| *j != i) {
                let (x, y, r) = (other.at.0, other.at.1, self.radius);
                cost += inside(segment, (x - r, y - r, x + r, y + r));
                // Two connectors cross where their order at the left differs from that at the right.
                if j > i && x < self.x && label.at.0 < self.x {
                    let start = x.max(label.at.0);
                    let height = |at: (f64, f64), end: f64| {
                        at.1 + (end - at.1) * (start - at.0) / (self.x - at.0)
                    };
                    let left = height(label.at, *center) - height(other.at, centers[j]);
                    let right = center - centers[j];
                    cost += if left * right < 0.0 { self.radius } else { 0.0 };
                }
            }
        }
        cost
    }
}
