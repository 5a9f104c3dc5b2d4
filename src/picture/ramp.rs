//! Classes of values with a color each, and the bar that explains them.

use super::Chart;
use crate::layout::{Panel, Style, hatch, linear_ticks};
use crate::scene::{Anchor, Color, Group, Node, Rect, Role as TextRole, Weight};
use crate::trade::Unit;
use crate::words::{MoneyFormat, Phrase, phrase};

/// Ratio of the largest to the smallest value from which classes are decades.
const WIDE: f64 = 200.0;

/// Classes between round bounds; a bound belongs to the class above it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ramp {
    bounds: Vec<f64>,
    colors: Vec<Color>,
}

impl Ramp {
    /// A sequential ramp, or a diverging one where a value is below zero.
    #[must_use]
    pub fn new(style: &Style, values: &[f64]) -> Self {
        let largest = values.iter().map(|value| value.abs()).fold(0.0, f64::max);
        if values.iter().any(|value| *value < 0.0) {
            return Self::diverging(style, largest);
        }
        let least = values.iter().copied().filter(|v| *v > 0.0).fold(f64::INFINITY, f64::min);
        let bounds = if largest > WIDE * least {
            let top = libm::floor(libm::log10(largest) + 1e-9) as i32;
            (top - 4..=top).map(|power| libm::pow(10.0, f64::from(power))).collect()
        } else {
            let ticks = linear_ticks(0.0, if largest > 0.0 { largest } else { 1.0 }, 8);
            ticks[1..ticks.len() - 1].to_vec()
        };
        let ramp = &style.theme.sequential;
        let step = (ramp.len() - 1) as f64 / bounds.len().max(1) as f64;
        let color = |class: usize| ramp[libm::round(class as f64 * step) as usize];
        Self { colors: (0..=bounds.len()).map(color).collect(), bounds }
    }

    /// Four classes at most on either side of zero.
    fn diverging(style: &Style, largest: f64) -> Self {
        let ticks = linear_ticks(0.0, largest, 5);
        let inner = &ticks[1..ticks.len() - 1];
        let mut bounds: Vec<f64> = inner.iter().rev().map(|tick| -tick).collect();
        bounds.push(0.0);
        bounds.extend(inner);
        let half = inner.len() + 1;
        let step = 4.0 / half as f64;
        let color = |class: usize| {
            let side = if class < half { half - class } else { class - half + 1 };
            let away = libm::round(side as f64 * step) as usize;
            style.theme.diverging[if class < half { 4 - away } else { 4 + away }]
        };
        Self { colors: (0..2 * half).map(color).collect(), bounds }
    }

    /// The color of a value.
    #[must_use]
    pub fn color(&self, value: f64) -> Color {
        self.colors[self.bounds.iter().filter(|bound| value >= **bound).count()]
    }

    /// The classes as a bar over the panel with their bounds under it, a hatch for no data, and what is left.
    #[must_use]
    pub fn key(&self, chart: &Chart, body: &Panel, missing: bool) -> (Node, Panel) {
        let style = &chart.style;
        let size = style.size(TextRole::Label);
        let unit = chart.unit();
        let labels = self.labels(chart, unit);
        let widest = labels.iter().map(|text| text.width).fold(0.0, f64::max);
        let none = style.cut(
            phrase(Phrase::NoData, style.lang()),
            Weight::Regular,
            style.theme.secondary,
            0.3 * body.width,
        );
        let room = body.width - if missing { none.width + 3.0 * size } else { 0.0 };
        let wide = (widest + 0.8 * size).min(room / self.colors.len() as f64).max(1.0);
        let step = libm::ceil((widest + 0.5 * size) / wide).max(1.0) as usize;
        let rtl = style.from_right();
        let place = |along: f64| if rtl { body.right() - along } else { body.x + along };
        let mut group = Group { name: "legend".to_owned(), children: vec![] };
        for (class, color) in self.colors.iter().enumerate() {
            let (from, to) = (place(class as f64 * wide), place((class + 1) as f64 * wide));
            let at = Panel { x: from.min(to), y: body.y, width: wide, height: 0.8 * size };
            let gap = 0.5 * style.preset.strokes.baseline;
            group.children.push(block(&at.inset(gap, 0.0, gap, 0.0), *color));
        }
        let count = labels.len();
        for (index, text) in
            labels.into_iter().enumerate().filter(|(i, _)| (count - 1 - i).is_multiple_of(step))
        {
            let x = place((index + 1) as f64 * wide);
            group.children.push(text.at(x, body.y + 1.75 * size, Anchor::Middle).into());
        }
        if missing {
            let (from, to) = (body.width - none.width, body.width - none.width - 1.8 * size);
            let (a, b) = (place(from - 0.5 * size), place(to));
            let at = Panel { x: a.min(b), y: body.y, width: (a - b).abs(), height: 0.8 * size };
            group.children.extend(hatch(style, &at));
            let anchor = style.row_start();
            group.children.push(none.at(place(from), body.y + 0.75 * size, anchor).into());
        }
        (Node::Group(group), body.inset(0.0, 2.6 * size, 0.0, 0.0))
    }

    /// How amounts are printed beside the bar: in its unit, the largest with three digits.
    ///
    /// Nothing where an amount would print as zero that is none.
    #[must_use]
    pub fn money(&self, values: &[f64]) -> Option<MoneyFormat> {
        let exponent = MoneyFormat::for_ticks(&self.bounds).exponent;
        let unit = libm::pow(10.0, f64::from(exponent));
        let largest = values.iter().map(|value| value.abs() / unit).fold(0.0, f64::max);
        let decimals = if largest >= 99.95 { 0 } else { 1 + usize::from(largest < 9.995) };
        let decimals = if exponent == 0 { 0 } else { decimals };
        let least = 0.5 * libm::pow(10.0, -(decimals as f64)) * unit;
        let honest = values.iter().all(|value| *value == 0.0 || value.abs() >= least);
        honest.then_some(MoneyFormat { exponent, decimals })
    }

    fn labels(&self, chart: &Chart, unit: Unit) -> Vec<crate::scene::Text> {
        let style = &chart.style;
        let money = MoneyFormat::for_ticks(&self.bounds);
        let last = self.bounds.len().saturating_sub(1);
        let words = |index: usize, bound: f64| {
            // Classes of decades need no common decimals.
            let is_wide = self.bounds.windows(2).all(|w| w[1] > 9.9 * w[0]);
            let own = MoneyFormat::for_ticks_in(money.exponent, &[bound]);
            let own = if is_wide { own } else { money };
            match unit {
                Unit::Dollar if index < last => style.numbers.amount(bound, own),
                _ => chart.number(bound, unit, own),
            }
        };
        let text =
            |(index, bound): (usize, &f64)| style.text(&words(index, *bound), TextRole::Tick);
        self.bounds.iter().enumerate().map(text).collect()
    }
}

/// A filled box.
#[must_use]
pub fn block(at: &Panel, fill: Color) -> Node {
    let Panel { x, y, width, height } = *at;
    Node::Rect(Rect { x, y, width, height, fill: Some(fill), stroke: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Fonts, Shaper};
    use crate::theme::{Theme, preset};
    use crate::words::{Lang, Numbers};

    #[test]
    fn values_fall_into_round_classes_and_signs_never_share_a_color() {
        let (theme, shaper) = (Theme::light(), Shaper::new(std::sync::Arc::new(Fonts::bundled())));
        let preset = preset("word").unwrap();
        let style =
            Style { preset, theme: &theme, shaper: &shaper, numbers: Numbers::of(Lang::En) };
        let even = Ramp::new(&style, &[0.0, 30.0, 58.0]);
        assert_eq!(even.bounds, [10.0, 20.0, 30.0, 40.0, 50.0]);
        assert_eq!(even.color(10.0), even.color(19.9));
        assert_ne!(even.color(9.9), even.color(10.0));
        let wide = Ramp::new(&style, &[3.0, 4.0e6]);
        assert_eq!(wide.bounds, [1e2, 1e3, 1e4, 1e5, 1e6]);
        let signs = Ramp::new(&style, &[-8.0, 3.0]);
        assert!(theme.diverging[..4].contains(&signs.color(-0.1)));
        assert!(theme.diverging[5..].contains(&signs.color(0.1)));
    }
}
