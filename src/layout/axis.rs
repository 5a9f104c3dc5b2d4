//! Ticks that a person would choose, and the value axis with its grid.

use super::{Panel, Style};
use crate::scene::{Anchor, Group, Node, Path, Role, Segment, Stroke, Text};

/// How values are spread along an axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Equal steps for equal differences.
    #[default]
    Linear,
    /// Equal steps for equal ratios.
    Log,
}

/// Steps of 1, 2, 2.5 or 5 times a power of ten that cover `low..high` with at most `most` ticks.
///
/// The first tick is at or below `low`, the last at or above `high`.
#[must_use]
pub fn linear_ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    let span = if high > low { high - low } else { high.abs().max(1.0) };
    let mut power = libm::pow(10.0, libm::floor(libm::log10(span)) - 1.0);
    loop {
        for factor in [1.0, 2.0, 2.5, 5.0] {
            let step = power * factor;
            let (first, last) = (libm::floor(low / step), libm::ceil(high / step - 1e-9));
            if last - first < most as f64 {
                return (first as i64..=last.max(first + 1.0) as i64)
                    .map(|k| round_off(k as f64 * step, step))
                    .collect();
            }
        }
        power *= 10.0;
    }
}

/// Removes binary dust below a millionth of the step.
fn round_off(value: f64, step: f64) -> f64 {
    let grain = step * 1e-6;
    let rounded = libm::round(value / grain) * grain;
    if rounded == 0.0 { 0.0 } else { libm::round(rounded * 1e9) / 1e9 }
}

/// Powers of ten that cover `low..high`.
#[must_use]
pub fn log_ticks(low: f64, high: f64) -> Vec<f64> {
    let first = libm::floor(libm::log10(low)) as i32;
    let last = libm::ceil(libm::log10(high) - 1e-9) as i32;
    (first..=last.max(first + 1)).map(|power| libm::pow(10.0, f64::from(power))).collect()
}

/// Years to label between `first` and `last`, every 1, 2, 5 or 10, always with the last.
///
/// `width` is the room for them, `label` the width of one, `gap` the least clear space between two.
#[must_use]
pub fn year_ticks(first: i32, last: i32, width: f64, label: f64, gap: f64) -> Vec<i32> {
    let span = f64::from((last - first).max(1));
    let fits = |step: i32| f64::from(step) * width / span >= label + gap;
    let step = [1, 2, 5, 10, 20, 50].into_iter().find(|step| fits(*step)).unwrap_or(100);
    let mut years: Vec<i32> = (first..=last).filter(|year| year % step == 0).collect();
    if years.last() != Some(&last) {
        let near = |year: &i32| f64::from(last - year) * width / span < label + gap;
        years.retain(|year| !near(year));
        years.push(last);
    }
    years
}

/// A value axis: grid lines, labels at their left, zero line in ink.
#[derive(Clone, Debug)]
pub struct YAxis {
    /// Values with their labels, lowest first.
    pub ticks: Vec<(f64, Text)>,
}

impl YAxis {
    /// Room that the labels and their gap take at the left of the plot.
    #[must_use]
    pub fn room(&self, style: &Style) -> f64 {
        let widest = self.ticks.iter().map(|(_, text)| text.width).fold(0.0, f64::max);
        widest + 0.6 * style.size(Role::Tick)
    }

    /// Boxes of the labels beside a panel, for what must keep clear of them.
    #[must_use]
    pub fn boxes(&self, panel: &Panel, y: impl Fn(f64) -> f64) -> Vec<(f64, f64, f64, f64)> {
        let placed = |(value, text): &(f64, Text)| {
            let (x, baseline) = (panel.x - 0.6 * text.size, y(*value) + 0.35 * text.size);
            text.clone().at(x, baseline, Anchor::Right).bounds()
        };
        self.ticks.iter().map(placed).collect()
    }

    /// Draws into a panel, given the y of each value.
    #[must_use]
    pub fn draw(&self, style: &Style, panel: &Panel, y: impl Fn(f64) -> f64) -> Node {
        let strokes = &style.preset.strokes;
        let mut group = Group { name: "y-axis".to_owned(), children: vec![] };
        for (value, text) in &self.ticks {
            let at = y(*value);
            let (color, width) = if *value == 0.0 {
                (style.theme.ink, strokes.baseline)
            } else {
                (style.theme.grid, strokes.grid)
            };
            group.children.push(rule(panel.x, at, panel.right(), at, color, width, &[]));
            let baseline = at + 0.35 * text.size;
            let x = panel.x - 0.6 * text.size;
            group.children.push(text.clone().at(x, baseline, Anchor::Right).into());
        }
        Node::Group(group)
    }
}

/// A straight line.
#[must_use]
pub fn rule(
    x1: f64,
    y1: f64,
    x2: f64,
    y2: f64,
    color: crate::scene::Color,
    width: f64,
    dash: &[f64],
) -> Node {
    Node::Path(Path {
        segments: vec![Segment::Move(x1, y1), Segment::Line(x2, y2)],
        fill: None,
        stroke: Some(Stroke { color, width, dash: dash.to_vec(), round: false }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_the_data() {
        assert_eq!(linear_ticks(0.0, 849.0, 6), [0.0, 200.0, 400.0, 600.0, 800.0, 1000.0]);
        assert_eq!(linear_ticks(0.0, 80.0, 6), [0.0, 20.0, 40.0, 60.0, 80.0]);
        assert_eq!(linear_ticks(-0.6, 3.1, 6), [-1.0, 0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(linear_ticks(5.0, 5.0, 6).len(), 2);
        assert_eq!(log_ticks(16.0, 10_000.0), [10.0, 100.0, 1000.0, 10_000.0]);
    }

    #[test]
    fn the_last_year_is_always_labeled() {
        assert_eq!(
            year_ticks(2000, 2020, 400.0, 20.0, 10.0),
            (2000..=2020).step_by(2).collect::<Vec<_>>()
        );
        let years = year_ticks(2000, 2026, 200.0, 20.0, 10.0);
        assert_eq!(years.last(), Some(&2026));
        assert!(
            years.windows(2).all(|w| f64::from(w[1] - w[0]) * 200.0 / 26.0 >= 30.0),
            "{years:?}"
        );
    }
}
