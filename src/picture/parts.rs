//! Parts of a whole, items of a list: the series of a chart as kinds for many series see them.

use super::{Chart, Role, Shown};
use crate::layout::{Panel, Style};
use crate::scene::{Anchor, Color, Node, Role as TextRole, Text, Weight};
use crate::series::{Point, Series};
use crate::trade::{Period, Unit};
use crate::words::{Phrase, phrase_with};

/// Most parts with a color of their own; the rest are gray.
pub const MOST_PARTS: usize = 7;

/// A series with its color.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// How it is shown.
    pub shown: &'a Shown,
    /// Its points.
    pub series: &'a Series,
    /// Its fill.
    pub fill: Color,
    /// Whether it belongs to the gray rest.
    pub rest: bool,
}

impl<'a> Part<'a> {
    /// Its label, or its id where it has none.
    #[must_use]
    pub fn name(&self) -> &'a str {
        if self.shown.label.is_empty() { &self.shown.id } else { &self.shown.label }
    }

    /// Whether it is what is left of a whole, and not merely without a color.
    #[must_use]
    pub fn rest_of_whole(&self) -> bool {
        self.shown.role == Role::Other
    }

    /// Its known value in a period.
    #[must_use]
    pub fn at(&self, period: Period) -> Option<(&'a Point, f64)> {
        let point = self.series.at(period)?;
        Some((point, point.value.known()?.mid()))
    }
}

impl<'a> Chart<'a> {
    /// The main series in order, then the rest; colors go to the first.
    #[must_use]
    pub fn parts(&self) -> Vec<Part<'a>> {
        self.parts_with(MOST_PARTS)
    }

    /// The same with as many colors as a kind can hold apart; parts in focus have one in any case.
    #[must_use]
    pub fn parts_with(&self, most: usize) -> Vec<Part<'a>> {
        let theme = self.style.theme;
        let all: Vec<_> = self.of_role(Role::Main).collect();
        let focused = |index: usize| all[index].0.focus;
        let late = (most..all.len()).filter(|index| focused(*index)).count();
        let mut gray: Vec<usize> = (0..all.len().min(most)).filter(|i| !focused(*i)).collect();
        gray.drain(..gray.len().saturating_sub(late));
        let mut fills = theme.fills.iter().copied().take(most);
        let main: Vec<Part> = all
            .iter()
            .enumerate()
            .map(|(index, (shown, series))| {
                let stands_out = if index < most { !gray.contains(&index) } else { focused(index) };
                let fill = stands_out.then(|| fills.next()).flatten();
                Part { shown, series, fill: fill.unwrap_or(theme.hatch), rest: fill.is_none() }
            })
            .collect();
        let other = self.of_role(Role::Other).map(|(shown, series)| Part {
            shown,
            series,
            fill: theme.hatch,
            rest: true,
        });
        main.into_iter().chain(other).collect()
    }

    /// Periods of these parts within the years shown, in order.
    #[must_use]
    pub fn periods(&self, parts: &[Part]) -> Vec<Period> {
        use chrono::Datelike;
        let within = |period: &Period| {
            let year = period.end().year();
            self.years.is_none_or(|(first, last)| first <= year && year <= last)
        };
        let mut periods: Vec<Period> =
            parts.iter().flat_map(|part| part.series.points.iter().map(|p| p.period)).collect();
        periods.sort();
        periods.dedup();
        periods.retain(within);
        periods
    }

    /// The last period in which any part is known.
    #[must_use]
    pub fn last_period(&self, parts: &[Part]) -> Option<Period> {
        let mut periods = self.periods(parts);
        periods.retain(|period| parts.iter().any(|part| part.at(*period).is_some()));
        periods.pop()
    }

    /// An ink for each part that stands out; the rest are context. Where the chart names none, the first few do.
    #[must_use]
    pub fn inks(&self, parts: &[Part], most: usize) -> Vec<Option<Color>> {
        let named = parts.iter().any(|part| part.shown.focus);
        let mut inks = self.style.theme.series.iter().copied().take(most);
        let ink = |part: &Part| {
            let stands_out = !part.rest && (part.shown.focus || !named);
            stands_out.then(|| inks.next()).flatten()
        };
        parts.iter().map(ink).collect()
    }

    /// Unit of the first main series.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.of_role(Role::Main).next().map_or(Unit::Dollar, |(_, series)| series.unit)
    }

    /// The region of a part in a period, also where it has no point.
    #[must_use]
    pub fn part_region(&self, part: &Part, period: Period, at: &Panel) -> Option<Node> {
        let point = part.series.at(period)?;
        Some(self.region(part.series, point, (at.x, at.y, at.width, at.height)))
    }

    /// The same, or the amount alone where labels have no room for its unit.
    #[must_use]
    pub fn number_in(
        &self,
        value: f64,
        unit: Unit,
        money: crate::words::MoneyFormat,
        bare: bool,
    ) -> String {
        match unit {
            Unit::Dollar if bare => self.style.numbers.amount(value, money),
            _ => self.number(value, unit, money),
        }
    }

    /// A number as labels print it: without currency where the subtitle names it.
    #[must_use]
    pub fn number(&self, value: f64, unit: Unit, money: crate::words::MoneyFormat) -> String {
        match unit {
            Unit::Dollar => self.style.numbers.money_short(value, money),
            _ => self.style.numbers.quantity(value, unit, money),
        }
    }
}

/// "and 28 more" at the bottom of a panel, where not all rows fit; whoever draws rows calls this.
#[must_use]
pub fn more(style: &Style, left: usize, body: &Panel) -> Node {
    let count = style.numbers.full(i64::try_from(left).unwrap_or(i64::MAX));
    let words = phrase_with(Phrase::More, style.lang(), &count);
    let text = style.label(&words, Weight::Regular, style.theme.secondary);
    let size = style.size(TextRole::Label);
    let x = if style.from_right() { body.right() } else { body.x };
    text.at(x, body.bottom() - 0.3 * size, style.row_start()).into()
}

/// How many rows of at least `least` fit in a panel, with room for the line about the rest; the panel of the rows.
#[must_use]
pub fn fit_rows(style: &Style, body: &Panel, count: usize, least: f64) -> (usize, Panel) {
    let all = libm::floor(body.height / least).max(0.0) as usize;
    if count <= all {
        return (count, *body);
    }
    let line = style.line_height(style.size(TextRole::Label));
    let panel = body.inset(0.0, 0.0, 0.0, line);
    (libm::floor(panel.height / least).max(0.0) as usize, panel)
}

/// The column of names of rows at the side where reading starts, cut to `most` of the width, and what is left.
#[must_use]
pub fn names_column(
    style: &Style,
    body: &Panel,
    names: &[(&str, Weight, Color)],
    most: f64,
) -> (Vec<Text>, Panel) {
    let widest = most * body.width;
    let texts: Vec<Text> =
        names.iter().map(|(name, weight, fill)| style.cut(name, *weight, *fill, widest)).collect();
    let width =
        texts.iter().map(|text| text.width).fold(0.0, f64::max) + style.size(TextRole::Label);
    let rtl = style.from_right();
    let panel = body.inset(if rtl { 0.0 } else { width }, 0.0, if rtl { width } else { 0.0 }, 0.0);
    (texts, panel)
}

/// A name of a row at the side where reading starts, its middle at `center`.
#[must_use]
pub fn row_name(style: &Style, text: Text, body: &Panel, center: f64) -> Node {
    let baseline = center + 0.35 * text.size;
    if style.from_right() {
        text.at(body.right(), baseline, Anchor::Right).into()
    } else {
        text.at(body.x, baseline, Anchor::Left).into()
    }
}
