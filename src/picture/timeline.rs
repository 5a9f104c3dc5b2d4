//! A panel with a time axis: lines with gaps, statements, names of lines, events.
//!
//! A line is broken where a period has no value. Evidence is told by mark, not by color: a solid line is
//! reconciled or reported, a long dash is mirrored, a filled dot is a report beside the line, a hollow ring is a
//! statement with its interval as a thin bar.

use super::end_labels::EndLabels;
use super::line_ends::{LineEnds, base_of_index};
use super::span::{unbroken, unit_of, value_axis, within, years_of};
use super::{Chart, Role};
use crate::layout::{
    Obstacles, Panel, Style, YAxis, connector, decimal_year, events, rule, tick_texts, time_axis,
};
use crate::scene::{
    Anchor, Color, Group, Node, Plot, Role as TextRole, Scale, Stroke, Text, Weight,
};
use crate::series::{Point, Series};
use crate::trade::{Evidence, Frequency, ObsStatus};

/// A panel with a time axis, shared by the kinds that draw over time.
#[derive(Debug)]
pub struct Timeline {
    /// Box of the axes.
    pub panel: Panel,
    /// Scales.
    pub plot: Plot,
    axis: YAxis,
    years: (i32, i32),
    end_labels: EndLabels,
    line_ends: LineEnds,
}

impl Timeline {
    /// Scales that hold all shown series and goals; `right` is room kept for labels of the kind's own.
    #[must_use]
    pub fn new(chart: &Chart, body: Panel, right: f64) -> Option<Self> {
        let style = &chart.style;
        let years = years_of(chart)?;
        let end_labels = EndLabels::new(chart, body.width);
        let size = style.size(TextRole::Label);
        let line_ends = LineEnds::new(chart, years, body.width);
        let room = end_labels.room(style).max(line_ends.room(style));
        let (ticks, y_scale) = value_axis(chart)?;
        let exponent = (!end_labels.is_empty()).then(|| chart.money().exponent);
        let axis = YAxis { ticks: tick_texts(style, &ticks, unit_of(chart), exponent) };
        let line = style.line_height(style.size(TextRole::Tick));
        let last = style.text(&style.numbers.year(years.1), TextRole::Tick).width / 2.0;
        let panel =
            body.inset(axis.room(style), 0.6 * size, room.max(right).max(last - 6.0), 1.35 * line);
        let plot = Plot {
            left: panel.x,
            top: panel.y,
            width: panel.width,
            height: panel.height,
            x_scale: Scale::Linear(f64::from(years.0), f64::from(years.1 + 1)),
            y_scale,
        };
        Some(Self { panel, plot, axis, years, end_labels, line_ends })
    }

    /// Everything in the panel and beside it, back to front.
    #[must_use]
    pub fn draw(&self, chart: &Chart) -> Vec<Node> {
        let mut obstacles = Obstacles::default();
        let mut nodes = self.ground(chart);
        let marks = self.marks(chart, &mut obstacles);
        let labels = self.labels(chart, &mut obstacles);
        nodes.push(self.events(chart, &mut obstacles));
        nodes.extend(marks);
        nodes.push(labels);
        nodes.push(self.regions(chart));
        nodes
    }

    /// Grid and axes.
    #[must_use]
    pub fn ground(&self, chart: &Chart) -> Vec<Node> {
        let style = &chart.style;
        let axis = self.axis.draw(style, &self.panel, |value| self.plot.y(value));
        let bottom = self.panel.bottom();
        let strokes = &style.preset.strokes;
        let base = rule(
            self.panel.x,
            bottom,
            self.panel.right(),
            bottom,
            style.theme.ink,
            strokes.baseline,
            &[],
        );
        vec![axis, base, time_axis(style, &self.panel, &self.plot, self.years)]
    }

    /// Dated events, clear of marks and labels.
    pub fn events(&self, chart: &Chart, obstacles: &mut Obstacles) -> Node {
        let marks: Vec<_> =
            chart.events.iter().map(|event| (event.date, event.label.as_str())).collect();
        events(&chart.style, &self.panel, &self.plot, &marks, obstacles)
    }

    /// Whether a point lies within the years shown.
    fn shows(&self, point: &Point) -> bool {
        within(self.years, point)
    }

    /// Place of a point in the scene, if it lies within the years shown.
    #[must_use]
    pub fn place(&self, point: &Point) -> Option<(f64, f64)> {
        if !self.shows(point) {
            return None;
        }
        let value = point.value.known()?.mid();
        let (x, y) = (self.plot.x(point.period.middle()), self.plot.y(value));
        y.is_finite().then_some((x, y))
    }

    /// Lines and points of all shown series.
    pub fn marks(&self, chart: &Chart, obstacles: &mut Obstacles) -> Vec<Node> {
        let mut groups = vec![];
        for (index, (shown, series)) in chart.of_role(Role::Main).enumerate() {
            let inks = &chart.style.theme.series;
            let color = inks.get(index).copied().unwrap_or(chart.style.theme.context);
            let mut children = self.line(&chart.style, series, color, obstacles);
            if children.is_empty() {
                children = self.points(&chart.style, series, color, obstacles);
            }
            groups.push(Node::Group(Group { name: format!("series-{}", shown.id), children }));
        }
        for (shown, series) in chart.of_role(Role::Points) {
            let children = self.points(&chart.style, series, chart.style.theme.ink, obstacles);
            groups.push(Node::Group(Group { name: format!("series-{}", shown.id), children }));
        }
        groups
    }

    /// A line broken at every period without a value; a single period between two gaps gets a dot.
    fn line(
        &self,
        style: &Style,
        series: &Series,
        color: Color,
        obstacles: &mut Obstacles,
    ) -> Vec<Node> {
        if series.points.iter().all(|point| point.evidence == Evidence::Statement) {
            return vec![];
        }
        let mut nodes = vec![];
        for part in unbroken(series.known().map(|(p, _)| p).filter(|p| self.shows(p))) {
            let data: Vec<(f64, f64)> = part
                .iter()
                .filter_map(|p| Some((p.period.middle(), p.value.known()?.mid())))
                .collect();
            let width = style.preset.strokes.series;
            let dash = match part[0].evidence {
                Evidence::Mirrored => vec![4.0 * width, width],
                _ => vec![],
            };
            if data.len() == 1 {
                nodes.extend(self.plot.marker(data[0], 1.6 * width, color, None));
            }
            nodes.extend(self.plot.line(&data, &Stroke { color, width, dash, round: true }));
            let placed: Vec<(f64, f64)> =
                data.iter().map(|(x, y)| (self.plot.x(*x), self.plot.y(*y))).collect();
            obstacles.add_line(&placed);
        }
        nodes
    }

    /// Statements as rings and reports as dots, each with its interval and the span of its period.
    fn points(
        &self,
        style: &Style,
        series: &Series,
        color: Color,
        obstacles: &mut Obstacles,
    ) -> Vec<Node> {
        let stroke = style.preset.strokes.context;
        let radius = 1.45 * style.preset.strokes.series;
        let mut nodes = vec![];
        for (point, estimate) in series.known() {
            let Some((x, y)) = self.place(point) else { continue };
            let (low, high) = (self.plot.y(estimate.low()), self.plot.y(estimate.high()));
            if (low - high).abs() > 2.0 * radius {
                nodes.push(rule(x, low, x, high, color, stroke, &[]));
                for end in [low, high] {
                    nodes.push(rule(x - radius, end, x + radius, end, color, stroke, &[]));
                }
            }
            if point.period.frequency() == Frequency::Span {
                let span = |date| self.plot.x(decimal_year(date));
                let (from, to) = (span(point.period.start()), span(point.period.end()));
                nodes.push(rule(from, y, to, y, color, stroke, &[]));
            }
            let said =
                point.evidence == Evidence::Statement || point.status == ObsStatus::Provisional;
            let fill = if said { style.theme.background } else { color };
            let outline = Stroke { color, width: 1.3 * stroke, dash: vec![], round: false };
            let at = (point.period.middle(), estimate.mid());
            nodes.extend(self.plot.marker(at, radius, fill, Some(outline)));
            obstacles.add_box((x - radius, y - radius, x + radius, y + radius));
        }
        nodes
    }

    /// End labels at the right, and the name of each line where it is free.
    fn labels(&self, chart: &Chart, obstacles: &mut Obstacles) -> Node {
        let mut group = Group { name: "labels".to_owned(), children: vec![] };
        group.children.extend(self.end_labels.draw(chart, &self.panel, |point| self.place(point)));
        group.children.extend(self.names(chart, obstacles));
        group.children.extend(base_of_index(chart, &self.panel, &self.plot, obstacles));
        Node::Group(group)
    }

    /// Names of the lines, clear of marks and of the lines that events will get.
    #[must_use]
    pub fn names(&self, chart: &Chart, obstacles: &mut Obstacles) -> Vec<Node> {
        if !self.line_ends.is_empty() {
            return self.line_ends.draw(chart, &self.panel, |point| self.place(point));
        }
        let mut with_events = obstacles.clone();
        for event in chart.events {
            let x = self.plot.x(decimal_year(event.date));
            with_events.add_line(&[(x, self.panel.y), (x, self.panel.bottom())]);
        }
        let mut names = Obstacles::default();
        let mut nodes = vec![];
        for (index, (shown, series)) in chart.of_role(Role::Main).enumerate() {
            let Some(color) = chart.style.theme.series.get(index).copied() else { break };
            let widest = 0.45 * self.panel.width;
            let label = chart.style.cut(&shown.label, Weight::Bold, color, widest);
            let Some(placed) = self.beside_line(&chart.style, series, &label, &with_events) else {
                continue;
            };
            // A name on another would be no name: its line goes without, as the less telling one.
            if names.cost(placed.bounds()) > 0.0 {
                continue;
            }
            for known in [&mut *obstacles, &mut with_events, &mut names] {
                known.add_box(placed.bounds());
            }
            if let Some((from, to)) = self.leader(series, &placed) {
                for known in [&mut *obstacles, &mut with_events] {
                    known.add_line(&[from, to]);
                }
                nodes.push(connector(&chart.style, from, to));
            }
            nodes.push(placed.with_halo(chart.style.halo()).into());
        }
        nodes
    }

    /// From a single point to its name, where the name had to stand away from it.
    fn leader(&self, series: &Series, label: &Text) -> Option<((f64, f64), (f64, f64))> {
        let mut places = series.points.iter().filter_map(|point| self.place(point));
        let (Some((x, y)), None) = (places.next(), places.next()) else { return None };
        let (left, top, right, bottom) = label.bounds();
        let end = (x.clamp(left, right), if y > bottom { bottom } else { top });
        let far = (end.1 - y).abs() > 1.3 * label.size || (end.0 - x).abs() > 1.3 * label.size;
        far.then_some(((x, y), end))
    }

    /// The freest place for the name of a single point, the nearest first.
    fn beside_point(&self, at: (f64, f64), label: &Text, obstacles: &Obstacles) -> Option<Text> {
        obstacles.freest(self.around(at, label, 9), clear_of)
    }

    /// Places around a point, the nearest first, up to `rows` lines away.
    fn around(&self, at: (f64, f64), label: &Text, rows: u32) -> Vec<Text> {
        let line = 1.3 * label.size;
        let mut candidates: Vec<Text> = vec![];
        for row in 0..rows {
            let lift = 0.9 * label.size + f64::from(row) * line;
            for (shift, anchor) in [
                (0.0, Anchor::Middle),
                (0.8 * label.size, Anchor::Left),
                (-0.8 * label.size, Anchor::Right),
                (0.5 * label.size, Anchor::Right),
            ] {
                let x = at.0 + shift;
                candidates.push(label.clone().at(x, at.1 - lift, anchor));
                candidates.push(label.clone().at(x, at.1 + lift + 0.8 * label.size, anchor));
            }
        }
        candidates.retain(|text| self.holds(text));
        candidates
    }

    /// The freest place for a name near its line, tried from the peak outward.
    fn beside_line(
        &self,
        style: &Style,
        series: &Series,
        label: &Text,
        obstacles: &Obstacles,
    ) -> Option<Text> {
        let mut places: Vec<(f64, f64)> =
            series.points.iter().filter_map(|point| self.place(point)).collect();
        places.sort_by(|a, b| a.1.total_cmp(&b.1));
        if let [only] = places[..] {
            return self.beside_point(only, label, obstacles);
        }
        let size = style.size(TextRole::Label);
        let mut candidates: Vec<Text> = places
            .iter()
            .flat_map(|(x, y)| {
                let middle = (*x, y - 0.85 * size, Anchor::Middle);
                let right = (x + 0.8 * size, y + 0.1 * size, Anchor::Left);
                let left = (x - 0.8 * size, y + 0.1 * size, Anchor::Right);
                let below = (*x, y + 1.5 * size, Anchor::Middle);
                [middle, right, left, below]
            })
            .map(|(x, y, anchor)| label.clone().at(x, y, anchor))
            .filter(|text| self.holds(text))
            .collect();
        for end in [places.first(), places.last()].into_iter().flatten() {
            candidates.extend(self.around(*end, label, 2));
        }
        obstacles.freest(candidates, clear_of)
    }

    fn holds(&self, text: &Text) -> bool {
        let (left, top, right, bottom) = text.bounds();
        left >= self.panel.x
            && right <= self.panel.right()
            && top >= self.panel.y - text.size
            && bottom <= self.panel.bottom()
    }

    /// A region for each point, as wide as its period.
    #[must_use]
    pub fn regions(&self, chart: &Chart) -> Node {
        let mut group = Group { name: "regions".to_owned(), children: vec![] };
        let shown = chart.of_role(Role::Main).chain(chart.of_role(Role::Points));
        for (_, series) in shown {
            for point in &series.points {
                let Some((x, y)) = self.place(point) else { continue };
                let half = 0.5 * (self.plot.x(1.0) - self.plot.x(0.0));
                let at = (x - half, y - half, 2.0 * half, 2.0 * half);
                group.children.push(chart.region(series, point, at));
            }
        }
        Node::Group(group)
    }
}

/// The box that a label must have for itself.
fn clear_of(text: &Text) -> (f64, f64, f64, f64) {
    let (left, top, right, bottom) = text.bounds();
    (left - 2.0, top - 2.0, right + 2.0, bottom + 1.0)
}
