//! Waterfall: what each part added to a change, one below the other, down to the total in ink.
//!
//! What the parts leave open is a bar of its own, so that the bars always sum to the total.

use super::Kind;
use crate::layout::{Frame, Panel, hatch, no_data, rule};
use crate::picture::{Chart, Part, Role, names_column, row_name};
use crate::scene::{Anchor, Color, Group, Node, Plot, Role as TextRole, Scale, Text, Weight};
use crate::trade::{Period, Unit};
use crate::words::{Phrase, phrase};

/// Contributions to a change.
pub struct Waterfall;

impl Kind for Waterfall {
    fn id(&self) -> &'static str {
        "waterfall"
    }
    fn when(&self) -> &'static str {
        "which parts made a change between two periods, and that they sum to it"
    }
    fn when_not(&self) -> &'static str {
        "more than one change: use stacked-columns of contributions"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        match steps(chart, frame.body) {
            Some(steps) => frame.nodes.extend(Fall::new(chart, steps, frame.body).draw()),
            None => frame.nodes.extend(no_data(&chart.style, &frame.body)),
        }
    }
}

/// One bar.
#[derive(Clone, Copy, Debug)]
struct Step<'a> {
    name: &'a str,
    part: Option<Part<'a>>,
    from: f64,
    to: Option<f64>,
    total: bool,
}

/// The bars of the last period that has any; those that find no row are in the bar of the rest.
fn steps<'a>(chart: &Chart<'a>, body: Panel) -> Option<(Period, Vec<Step<'a>>)> {
    let lang = chart.style.lang();
    let mut parts = chart.parts();
    let period = chart.last_period(&parts)?;
    let totals = chart.of_role(Role::Growth).find_map(|(shown, series)| {
        let total = Part { shown, series, fill: chart.style.theme.ink, rest: false };
        Some((total, total.at(period)?.1))
    });
    let sum: f64 = parts.iter().filter_map(|part| Some(part.at(period)?.1)).sum();
    let total = totals.map_or(sum, |(_, value)| value);
    // The largest changes first, in whichever direction; what is left over stays last.
    let size = |part: &Part| part.at(period).map_or(0.0, |(_, value)| value.abs());
    parts.sort_by(|a, b| {
        a.rest_of_whole().cmp(&b.rest_of_whole()).then(size(b).total_cmp(&size(a)))
    });
    let line = 1.15 * chart.style.size(TextRole::Label);
    let rows = (libm::floor(body.height / line) as usize).max(3);
    parts.truncate(rows - 2);
    let mut at = 0.0;
    let mut steps: Vec<Step> = vec![];
    for part in parts {
        let value = part.at(period).map(|(_, value)| value);
        let to = value.map(|value| at + value);
        steps.push(Step { name: part.name(), part: Some(part), from: at, to, total: false });
        at = to.unwrap_or(at);
    }
    // Binary dust of the sum is no rest.
    if (total - at).abs() > 1e-9 * (total.abs() + at.abs()).max(1e-9) {
        let name = phrase(Phrase::Other, lang);
        steps.push(Step { name, part: None, from: at, to: Some(total), total: false });
    }
    let part = totals.map(|(part, _)| part);
    let name = part.map_or(phrase(Phrase::Total, lang), |part| part.name());
    steps.push(Step { name, part, from: 0.0, to: Some(total), total: true });
    Some((period, steps))
}

struct Fall<'a> {
    chart: &'a Chart<'a>,
    period: Period,
    steps: Vec<Step<'a>>,
    names: Vec<Text>,
    body: Panel,
    panel: Panel,
    plot: Plot,
}

impl<'a> Fall<'a> {
    fn new(chart: &'a Chart<'a>, (period, steps): (Period, Vec<Step<'a>>), body: Panel) -> Self {
        let style = &chart.style;
        let size = style.size(TextRole::Label);
        let rows = steps.len() as f64;
        let height = body.height.min(2.6 * size * rows);
        let within = Panel { height, ..body };
        let weight = |step: &Step| if step.total { Weight::Bold } else { Weight::Regular };
        let names: Vec<_> = steps.iter().map(|s| (s.name, weight(s), style.theme.ink)).collect();
        let (names, left) = names_column(style, &within, &names, 0.34);
        let label = |step: &Step| text(chart, step).width;
        let room = steps.iter().map(label).fold(0.0, f64::max) + size;
        let rtl = style.from_right();
        let panel =
            left.inset(if rtl { room } else { 0.0 }, 0.0, if rtl { 0.0 } else { room }, 0.0);
        let ends = steps.iter().flat_map(|step| [step.from, step.to.unwrap_or(step.from)]);
        let (low, high) = ends.fold((0.0, 0.0), |(l, h): (f64, f64), v| (l.min(v), h.max(v)));
        let x_scale = if rtl { Scale::Linear(high, low) } else { Scale::Linear(low, high) };
        let Panel { x, y, width, height } = panel;
        let y_scale = Scale::Linear(rows, 0.0);
        let plot = Plot { left: x, top: y, width, height, x_scale, y_scale };
        Self { chart, period, steps, names, body: within, panel, plot }
    }

    fn draw(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let strokes = &style.preset.strokes;
        let mut marks = Group { name: "bars".to_owned(), children: vec![] };
        let mut labels = Group { name: "labels".to_owned(), children: vec![] };
        let mut regions = Group { name: "regions".to_owned(), children: vec![] };
        for (row, step) in self.steps.iter().enumerate() {
            let (top, bottom) = (row as f64 + 0.2, row as f64 + 0.8);
            let middle = self.plot.y(row as f64 + 0.5);
            let name = self.names[row].clone();
            labels.children.push(row_name(style, name, &self.body, middle));
            match step.to {
                Some(to) => {
                    let fill = self.fill(step, to);
                    marks.children.extend(self.plot.bar((step.from, top), (to, bottom), fill));
                    if row + 1 < self.steps.len() {
                        let (x, y) = (self.plot.x(to), self.plot.y(bottom));
                        let below = self.plot.y(row as f64 + 1.2);
                        let width = 0.5 * style.preset.floor / 7.0;
                        marks.children.push(rule(
                            x,
                            y,
                            x,
                            below,
                            style.theme.secondary,
                            width,
                            &[],
                        ));
                    }
                }
                None => marks.children.extend(hatch(style, &self.placeholder(step, top, bottom))),
            }
            labels.children.push(self.label(step, middle));
            let at = Panel {
                y: self.plot.y(row as f64),
                height: self.panel.height / self.steps.len() as f64,
                ..self.body
            };
            let region = step.part.and_then(|part| self.chart.part_region(&part, self.period, &at));
            regions.children.extend(region);
        }
        let (x, width) = (self.plot.x(0.0), strokes.baseline);
        let zero = rule(x, self.panel.y, x, self.panel.bottom(), style.theme.ink, width, &[]);
        vec![Node::Group(marks), zero, Node::Group(labels), Node::Group(regions)]
    }

    fn fill(&self, step: &Step, to: f64) -> Color {
        let theme = self.chart.style.theme;
        match (step.total, step.part) {
            (true, _) => theme.ink,
            (_, None) => theme.context,
            _ if to < step.from => theme.down,
            _ => theme.up,
        }
    }

    /// A small hatched box where a part has no value.
    fn placeholder(&self, step: &Step, top: f64, bottom: f64) -> Panel {
        let wide = 1.5 * self.chart.style.size(TextRole::Label);
        let x = self.plot.x(step.from);
        let x = if self.chart.style.from_right() { x - wide } else { x };
        let (y, end) = (self.plot.y(top), self.plot.y(bottom));
        Panel { x, y, width: wide, height: end - y }
    }

    /// The number behind the far end of its bar.
    fn label(&self, step: &Step, middle: f64) -> Node {
        let style = &self.chart.style;
        let text = text(self.chart, step);
        let size = text.size;
        let rtl = style.from_right();
        let far = step.to.map_or(step.from, |to| to.max(step.from));
        let gap = if step.to.is_some() { 0.5 * size } else { 2.0 * size };
        let (x, anchor) = if rtl {
            (self.plot.x(far) - gap, Anchor::Right)
        } else {
            (self.plot.x(far) + gap, Anchor::Left)
        };
        text.at(x, middle + 0.35 * size, anchor).with_halo(style.halo()).into()
    }
}

fn text(chart: &Chart, step: &Step) -> Text {
    let style = &chart.style;
    let words = match step.to {
        // The unit stands in the subtitle and at the total.
        Some(to) if !step.total && chart.unit() == Unit::Point => {
            style.numbers.signed((to - step.from) * 100.0, 1)
        }
        Some(to) => style.numbers.quantity(to - step.from, chart.unit(), chart.money()),
        None => phrase(Phrase::NotAvailable, style.lang()).to_owned(),
    };
    let weight = if step.total { Weight::Bold } else { Weight::Regular };
    style.label(&words, weight, style.theme.ink)
}

#[cfg(test)]
mod tests {
    use super::super::torture::{Desk, values};
    use super::*;
    use crate::words::Lang;

    #[test]
    fn bars_sum_exactly_to_the_total() {
        let desk =
            Desk::new(Lang::En, "word", &[values(&[0.11]), values(&[-0.04]), values(&[0.02])]);
        let body = Panel { x: 0.0, y: 0.0, width: 400.0, height: 200.0 };
        let (_, steps) = steps(&desk.chart(), body).unwrap();
        let total = steps.last().unwrap();
        assert!(total.total && (total.to.unwrap() - 0.09).abs() < 1e-12);
        let changes: f64 = steps[..steps.len() - 1].iter().map(|s| s.to.unwrap() - s.from).sum();
        assert!((changes - total.to.unwrap()).abs() < 1e-12);
        for pair in steps[..steps.len() - 1].windows(2) {
            assert_eq!(Some(pair[1].from), pair[0].to, "each bar starts where the last ended");
        }
    }

    #[test]
    fn what_finds_no_row_is_in_the_rest() {
        let all: Vec<_> = (0..30).map(|_| values(&[0.01])).collect();
        let desk = Desk::new(Lang::En, "word", &all);
        let body = Panel { x: 0.0, y: 0.0, width: 400.0, height: 100.0 };
        let (_, steps) = steps(&desk.chart(), body).unwrap();
        assert!(steps.len() < 12);
        assert!((steps.last().unwrap().to.unwrap() - 0.30).abs() < 1e-12);
        assert_eq!(steps[steps.len() - 2].name, "other");
    }
}
