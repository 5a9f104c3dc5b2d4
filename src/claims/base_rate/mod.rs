//! Base rates: of comparable relations, how many grew as much as a target asks, in as many years?
//!
//! The counting is defined by windows over a [`Panel`]: a pair and a year whose total lies within half and twice the
//! baseline, and the total so many years later. Counts are exact: totals are integers, comparisons are products.

mod amount;
mod columns;
mod grid;
mod panel;
mod read;

use std::collections::BTreeMap;

use serde::Serialize;

pub use amount::amount;
pub use grid::{Grid, GridAnswer};
pub use panel::{Pair, PairYear, Panel};
pub use read::read_panel;

use self::panel::at;
use crate::series::Reason;

/// Least number of windows and pairs for an answer.
const LEAST_WINDOWS: usize = 100;
const LEAST_PAIRS: usize = 20;
/// Normal quantile of the Wilson interval.
const Z: f64 = 1.959_963_98;

/// What is asked: from this baseline to this target in so many years, in thousandths of a dollar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Baseline.
    pub from: i64,
    /// Target.
    pub to: i64,
    /// Years between them.
    pub years: i32,
}

/// Which windows count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Variant {
    /// All windows.
    Core,
    /// The level must be held a year later.
    Held,
    /// The base must be no dip: at least two thirds of the year before.
    NotADip,
    /// Both of these.
    HeldNotADip,
    /// Within a pair, the next window starts where the last one ended or later.
    NonOverlapping,
    /// One window for each pair, the earliest.
    FirstWindow,
    /// Base within two thirds and one and a half of the baseline.
    Narrow,
    /// Every year between the ends is present.
    Continuous,
}

impl Variant {
    /// All variants, the core first.
    pub const ALL: [Self; 8] = [
        Self::Core,
        Self::Held,
        Self::NotADip,
        Self::HeldNotADip,
        Self::NonOverlapping,
        Self::FirstWindow,
        Self::Narrow,
        Self::Continuous,
    ];
}

/// A pair that grew as much as was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Precedent {
    /// The pair.
    pub pair: Pair,
    /// Year of the base.
    pub year: i32,
    /// Total of the base year, in thousandths of a dollar.
    pub from: i64,
    /// Total at the end.
    pub to: i64,
    /// Total of the year before the base: whether the base was a dip.
    pub before: Option<i64>,
    /// Total of the year after the end: whether the level was held.
    pub after: Option<i64>,
}

impl Precedent {
    /// Whether the base lay below two thirds of the year before; none where that year is unknown.
    #[must_use]
    pub fn is_rebound(&self) -> Option<bool> {
        self.before.map(|before| 3 * i128::from(self.from) < 2 * i128::from(before))
    }

    /// Whether the multiple still held a year later; none where that year is unknown.
    #[must_use]
    pub fn is_held(&self, question: Question) -> Option<bool> {
        self.after.map(|after| reaches(self.from, after, question))
    }
}

/// A count under one variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Windows.
    pub windows: usize,
    /// Windows that reached the multiple.
    pub hits: usize,
    /// Distinct pairs among the windows.
    pub pairs: usize,
    /// Distinct pairs among the hits.
    pub pairs_with_hit: usize,
}

impl Count {
    /// Hits by windows; none without windows.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.windows > 0).then(|| self.hits as f64 / self.windows as f64)
    }

    /// Wilson interval of the share at 95 %, as if the windows were independent. They are not: it is too narrow.
    #[must_use]
    pub fn wilson(&self) -> Option<(f64, f64)> {
        let (n, share) = (self.windows as f64, self.share()?);
        let center = share + Z * Z / (2.0 * n);
        let reach = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        Some((((center - reach) / scale).max(0.0), ((center + reach) / scale).min(1.0)))
    }
}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BaseRate {
    /// What was asked.
    pub question: Question,
    /// The multiple that was asked for.
    pub multiple: f64,
    /// The count over all windows.
    pub core: Count,
    /// The counts under the other variants.
    pub variants: Vec<(Variant, Count)>,
    /// Smallest and largest share over all variants.
    pub spread: (f64, f64),
    /// Wilson interval of the core share, as if the windows were independent.
    pub wilson: (f64, f64),
    /// The 99th percentile of the multiple.
    pub p99: f64,
    /// Quantiles of the multiple: (probability, multiple).
    pub quantiles: Vec<(f64, f64)>,
    /// The hits, by pair and year.
    pub precedents: Vec<Precedent>,
    /// First and last year of the panel.
    pub panel_years: (i32, i32),
}

/// Answers a question from a panel.
///
/// # Errors
/// [`Reason::TargetMet`] if the target is not above the baseline, [`Reason::SamePeriod`] if no year lies between
/// them, [`Reason::ZeroBase`] without a baseline, [`Reason::TooFewPoints`] below 100 windows or 20 pairs.
pub fn base_rate(panel: &Panel, question: Question) -> Result<BaseRate, Reason> {
    base_rate_with(panel, question, LEAST_WINDOWS, LEAST_PAIRS)
}

/// The answers for a time that is no whole number of years: the years below and above.
///
/// # Errors
/// As [`base_rate`], for either of the two.
pub fn base_rates(panel: &Panel, from: i64, to: i64, years: f64) -> Result<Vec<BaseRate>, Reason> {
    let (below, above) = (years.floor() as i32, years.ceil() as i32);
    let asked = if below == above { vec![below] } else { vec![below.max(1), above] };
    let mut asked: Vec<i32> = asked;
    asked.dedup();
    asked.into_iter().map(|years| base_rate(panel, Question { from, to, years })).collect()
}

fn base_rate_with(
    panel: &Panel,
    question: Question,
    windows: usize,
    pairs: usize,
) -> Result<BaseRate, Reason> {
    if question.from <= 0 {
        return Err(Reason::ZeroBase);
    }
    if question.years <= 0 {
        return Err(Reason::SamePeriod);
    }
    if question.to <= question.from {
        return Err(Reason::TargetMet);
    }
    let found = windows_of(panel, question, Variant::Core);
    let core = count(&found, question);
    if core.windows < windows {
        return Err(Reason::TooFewPoints { needed: windows, found: core.windows });
    }
    if core.pairs < pairs {
        return Err(Reason::TooFewPoints { needed: pairs, found: core.pairs });
    }
    let others = Variant::ALL.into_iter().skip(1);
    let variants: Vec<(Variant, Count)> = others
        .map(|variant| (variant, count(&windows_of(panel, question, variant), question)))
        .collect();
    let shares = || variants.iter().map(|(_, count)| count).chain([&core]).filter_map(Count::share);
    let multiples = sorted_multiples(&found);
    Ok(BaseRate {
        question,
        multiple: question.to as f64 / question.from as f64,
        spread: (shares().fold(1.0, f64::min), shares().fold(0.0, f64::max)),
        wilson: core.wilson().unwrap_or((0.0, 1.0)),
        p99: multiples[multiples.len() * 99 / 100],
        quantiles: grid::quantiles(&multiples),
        precedents: precedents(&found, question),
        panel_years: panel.years().unwrap_or((0, 0)),
        core,
        variants,
    })
}

/// A base, its end, and the year after the end where it is known.
#[derive(Clone, Copy, Debug)]
struct Window {
    pair: Pair,
    year: i32,
    from: i64,
    to: i64,
    before: Option<i64>,
    after: Option<i64>,
    held: bool,
}

impl Window {
    fn hits(&self, question: Question) -> bool {
        let reached = reaches(self.from, self.to, question);
        reached
            && (!self.held || self.after.is_some_and(|after| reaches(self.from, after, question)))
    }
}

/// `to / from >= target / baseline`, exactly.
fn reaches(from: i64, to: i64, question: Question) -> bool {
    i128::from(to) * i128::from(question.from) >= i128::from(question.to) * i128::from(from)
}

fn windows_of(panel: &Panel, question: Question, variant: Variant) -> Vec<Window> {
    let mut found = vec![];
    for (pair, series) in panel.series() {
        let mut next_start = i32::MIN;
        for (year, from) in series.iter().copied() {
            let end = year + question.years;
            let (Some(to), true) = (at(series, end), is_comparable(from, question.from, variant))
            else {
                continue;
            };
            let window = Window {
                pair,
                year,
                from,
                to,
                before: at(series, year - 1),
                after: at(series, end + 1),
                held: needs_held(variant),
            };
            if year < next_start || !counts(&window, series, question, variant) {
                continue;
            }
            next_start = match variant {
                Variant::NonOverlapping => end,
                Variant::FirstWindow => i32::MAX,
                _ => i32::MIN,
            };
            found.push(window);
        }
    }
    found
}

fn needs_held(variant: Variant) -> bool {
    matches!(variant, Variant::Held | Variant::HeldNotADip)
}

/// Whether a base is comparable with the baseline: half to twice, or two thirds to one and a half.
fn is_comparable(value: i64, baseline: i64, variant: Variant) -> bool {
    let (value, baseline) = (i128::from(value), i128::from(baseline));
    match variant {
        Variant::Narrow => 3 * value >= 2 * baseline && 2 * value <= 3 * baseline,
        _ => 2 * value >= baseline && value <= 2 * baseline,
    }
}

fn counts(window: &Window, series: &[(i32, i64)], question: Question, variant: Variant) -> bool {
    let held = !window.held || window.after.is_some();
    let no_dip = || {
        window.before.is_some_and(|before| 3 * i128::from(window.from) >= 2 * i128::from(before))
    };
    match variant {
        Variant::NotADip | Variant::HeldNotADip => held && no_dip(),
        Variant::Continuous => {
            (1..question.years).all(|step| at(series, window.year + step).is_some())
        }
        _ => held,
    }
}

fn count(windows: &[Window], question: Question) -> Count {
    let mut pairs: BTreeMap<Pair, bool> = BTreeMap::new();
    let mut hits = 0;
    for window in windows {
        let hit = window.hits(question);
        hits += usize::from(hit);
        *pairs.entry(window.pair).or_default() |= hit;
    }
    let pairs_with_hit = pairs.values().filter(|hit| **hit).count();
    Count { windows: windows.len(), hits, pairs: pairs.len(), pairs_with_hit }
}

fn sorted_multiples(windows: &[Window]) -> Vec<f64> {
    let mut multiples: Vec<f64> =
        windows.iter().map(|window| window.to as f64 / window.from as f64).collect();
    multiples.sort_by(f64::total_cmp);
    multiples
}

fn precedents(windows: &[Window], question: Question) -> Vec<Precedent> {
    let hits = windows.iter().filter(|window| window.hits(question));
    let precedent = |window: &Window| {
        let Window { pair, year, from, to, before, after, .. } = *window;
        Precedent { pair, year, from, to, before, after }
    };
    hits.map(precedent).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trade::Area;

    /// The panel of five pairs and five years of the reference page.
    fn panel() -> Panel {
        let rows: [(&str, &str, [Option<i64>; 5]); 5] = [
            ("A", "B", [Some(100), Some(110), Some(250), Some(320), Some(300)]),
            ("A", "C", [Some(90), Some(95), Some(100), Some(105), None]),
            ("B", "C", [Some(150), Some(40), Some(160), Some(170), Some(180)]),
            ("A", "D", [Some(300), Some(310), Some(330), Some(320), Some(340)]),
            ("B", "D", [Some(60), None, Some(190), Some(200), Some(210)]),
        ];
        let area = |code: &str| Area::from_code(code).unwrap();
        let totals = rows.iter().flat_map(|(a, b, values)| {
            let pair = (area(a), area(b));
            values.iter().zip(2000..).filter_map(move |(value, year)| Some((pair, year, (*value)?)))
        });
        Panel::new(totals.collect())
    }

    #[test]
    fn the_worked_example_is_counted() {
        let question = Question { from: 100, to: 200, years: 2 };
        let answer = base_rate_with(&panel(), question, 1, 1).unwrap();
        assert_eq!(answer.core, Count { windows: 8, hits: 3, pairs: 4, pairs_with_hit: 2 });
        assert_eq!(answer.core.share(), Some(0.375));
        assert_eq!((answer.variants[0].1.hits, answer.variants[0].1.windows), (3, 5));
        let told: Vec<(Option<bool>, Option<bool>)> = answer
            .precedents
            .iter()
            .map(|precedent| (precedent.is_rebound(), precedent.is_held(question)))
            .collect();
        // A-B 100 to 250, then 320; A-B 110 to 320, then 300; B-D 60 to 190, then 200.
        let held = (None, Some(true));
        assert_eq!(told, [held, (Some(false), Some(true)), held]);
        let years: Vec<i32> = answer.precedents.iter().map(|precedent| precedent.year).collect();
        assert_eq!(years, [2000, 2001, 2000]);
    }

    #[test]
    fn questions_without_an_answer_say_why() {
        let ask = |from, to, years| base_rate(&panel(), Question { from, to, years }).unwrap_err();
        assert_eq!(ask(100, 200, 2), Reason::TooFewPoints { needed: 100, found: 8 });
        assert_eq!(ask(100, 100, 2), Reason::TargetMet);
        assert_eq!(ask(100, 200, 0), Reason::SamePeriod);
        assert_eq!(ask(0, 200, 1), Reason::ZeroBase);
    }

    #[test]
    fn both_directions_must_be_there() {
        let area = |code: &str| Area::from_code(code).unwrap();
        let (a, b) = (area("A"), area("B"));
        let panel = Panel::from_flows([(2000, a, b, 5), (2000, b, a, 7), (2001, a, b, 5)]);
        assert_eq!(panel.series().next().unwrap().1, [(2000, 12)]);
    }

    #[test]
    fn the_wilson_interval_is_the_textbook_one() {
        let count = Count { windows: 100, hits: 10, pairs: 0, pairs_with_hit: 0 };
        let (low, high) = count.wilson().unwrap();
        assert!((low - 0.055_23).abs() < 1e-5 && (high - 0.174_37).abs() < 1e-5, "{low} {high}");
    }
}
