//! The registry of indicators: series in, series out. Every other file of this folder is one indicator.
//!
//! Formulas, intervals and edge cases are those of the statistical offices named in each file. Nothing here
//! reads a table or formats a number.

mod attainment;
mod compound_growth;
mod contribution;
mod cover_ratio;
mod gap_to_target;
mod growth;
mod index;
mod level;
mod log_growth;
mod mirror_gap;
mod required_growth;
mod share;
mod target_path;
mod trade_balance;
mod trend_growth;
mod turnover;

use crate::series::{Basis, Missing, Point, Reason, Series, Value};
use crate::trade::{Estimate, Frequency, Period, Unit};

/// All indicators, in the order of `bilat list indicators`.
pub static INDICATORS: &[&dyn Indicator] = &[
    &level::Level,
    &growth::Growth,
    &log_growth::LogGrowth,
    &compound_growth::CompoundGrowth,
    &trend_growth::TrendGrowth,
    &index::Index,
    &turnover::Turnover,
    &trade_balance::TradeBalance,
    &cover_ratio::CoverRatio,
    &mirror_gap::MirrorGap,
    &share::Share,
    &contribution::Contribution,
    &required_growth::RequiredGrowth,
    &gap_to_target::GapToTarget,
    &attainment::Attainment,
    &target_path::TargetPath,
];

/// The indicator of this id.
#[must_use]
pub fn indicator(id: &str) -> Option<&'static dyn Indicator> {
    INDICATORS.iter().copied().find(|indicator| indicator.id() == id)
}

/// A formula over series.
pub trait Indicator: Sync {
    /// Stable id, the file's name with hyphens.
    fn id(&self) -> &'static str;
    /// One sentence for lists.
    fn about(&self) -> &'static str;
    /// The formula, in the signs of the field.
    fn formula(&self) -> &'static str;
    /// Where the definition comes from.
    fn source(&self) -> &'static str;
    /// Roles of the input series, in order.
    fn roles(&self) -> &'static [&'static str];
    /// Unit of the result for inputs of this unit.
    fn unit(&self, input: Unit) -> Unit;
    /// Computes the points of the result.
    fn points(&self, inputs: &Inputs) -> Vec<Point>;
}

/// What a formula needs besides series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Base period of an index.
    pub base: Option<Period>,
    /// First and last period of a growth over several years.
    pub span: Option<(Period, Period)>,
    /// The goal of target indicators.
    pub goal: Option<Goal>,
    /// Whether the two ends of a growth may come from different reporters, speakers or evidence.
    pub allow_mixed_evidence: bool,
    /// Whether a path rises by equal amounts, not equal rates.
    pub linear: bool,
}

/// A target: an exact amount to be reached in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Amount in dollars.
    pub amount: f64,
    /// The period in which it is to be reached.
    pub period: Period,
    /// Row of the ledger that states it.
    pub origin: crate::trade::Origin,
}

/// Series by role, with settings.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// Series in the order of [`Indicator::roles`].
    pub series: &'a [Series],
    /// Settings.
    pub settings: &'a Settings,
}

/// Computes an indicator as a series of the given id.
///
/// # Errors
/// A message, if the number of series does not fit the roles or a setting is lacking.
pub fn compute(indicator: &dyn Indicator, id: &str, inputs: &Inputs) -> Result<Series, String> {
    let roles = indicator.roles();
    let [first, ..] = inputs.series else {
        return Err(format!("`{}` needs {}", indicator.id(), roles.join(" and ")));
    };
    if inputs.series.len() != roles.len() {
        return Err(format!(
            "`{}` takes {} ({}), not {} series",
            indicator.id(),
            roles.len(),
            roles.join(", "),
            inputs.series.len()
        ));
    }
    Ok(Series {
        id: id.to_owned(),
        basis: first.basis.clone(),
        unit: indicator.unit(first.unit),
        formula: indicator.formula().to_owned(),
        points: indicator.points(inputs),
    })
}

/// A point at `point`'s period with another value, resting on the rows of all `from`.
fn derived(point: &Point, value: Value, from: &[&Point]) -> Point {
    let mut origins: Vec<_> = from.iter().flat_map(|p| p.origins.iter().cloned()).collect();
    origins.sort();
    origins.dedup();
    let hedge = crate::trade::Hedge::Printed;
    Point { value, origins, hedge, derivation: None, ..point.clone() }
}

/// Why two points cannot be compared, if so.
fn mismatch(left: &Point, right: &Point) -> Option<Reason> {
    let name = |point: &Point| {
        let who = if point.speaker.is_empty() { point.evidence.id() } else { &point.speaker };
        who.to_owned()
    };
    let differs = left.evidence != right.evidence || left.speaker != right.speaker;
    differs.then(|| Reason::BasisMismatch { left: name(left), right: name(right) })
}

/// Applies a formula at each period that occurs in any of two series; a side without the period is missing.
fn pairwise(
    inputs: &Inputs,
    roles: [&str; 2],
    formula: impl Fn(Estimate, Estimate) -> Value,
) -> Vec<Point> {
    let [left, right] = inputs.series else { return vec![] };
    let mut periods: Vec<Period> =
        left.points.iter().chain(&right.points).map(|point| point.period).collect();
    periods.sort();
    periods.dedup();
    periods
        .into_iter()
        .filter_map(|period| {
            let (l, r) = (left.at(period), right.at(period));
            let shown = l.or(r)?;
            let need = |point: Option<&Point>, role: &str| match point {
                Some(point) => point.value.require(),
                None => Err(Missing::not_reported(role, period).into()),
            };
            let value = need(l, roles[0])
                .and_then(|a| need(r, roles[1]).map(|b| formula(a, b)))
                .unwrap_or_else(|stopped| stopped);
            let from: Vec<&Point> = l.into_iter().chain(r).collect();
            Some(derived(shown, value, &from))
        })
        .collect()
}

/// The point to compare `end` with: the period before, or the same month or quarter a year before.
fn base_of<'a>(series: &'a Series, end: &Point) -> Result<&'a Point, Value> {
    let base_period = year_before(end.period);
    let at: Vec<&Point> = series.points.iter().filter(|p| p.period == base_period).collect();
    match at[..] {
        [] => Err(absent_base(series, base_period)),
        [point] if point.value.known().is_none() => match &point.value {
            Value::Missing(m) if m.absence == crate::series::Absence::NotReported => {
                Err(absent_base(series, base_period))
            }
            other => Err(other.clone()),
        },
        [point] => Ok(point),
        [first, second, ..] => Err(mismatch(first, second)
            .unwrap_or(Reason::BasisMismatch {
                left: "two figures".to_owned(),
                right: base_period.to_string(),
            })
            .into()),
    }
}

/// Undefined by a gap where an earlier figure exists, missing otherwise.
fn absent_base(series: &Series, base_period: Period) -> Value {
    if series.known().any(|(point, _)| point.period.end() < base_period.start()) {
        Reason::Gap(base_period).into()
    } else {
        Missing::not_reported("base", base_period).into()
    }
}

/// The same span of days one year earlier.
fn year_before(period: Period) -> Period {
    use chrono::Months;
    let next = period.end().succ_opt().unwrap_or(period.end());
    let back = |date: chrono::NaiveDate| date.checked_sub_months(Months::new(12)).unwrap_or(date);
    let end = back(next).pred_opt().unwrap_or(period.start());
    Period::between(back(period.start()), end).unwrap_or(period)
}

/// Compares each point with its base by a formula, after the rules that hold for every growth.
///
/// A base that was worked out from the end itself ("80, double the year before") is compared by the stated
/// multiple, so that the end's interval does not count twice.
fn over_base(inputs: &Inputs, formula: impl Fn(Estimate, Estimate) -> Value) -> Vec<Point> {
    let [series] = inputs.series else { return vec![] };
    let series = &series.with_absent_years();
    let value_at = |end: &Point| -> Result<(Value, Option<&Point>), Value> {
        let estimate = end.value.require()?;
        if end.period.frequency() == Frequency::Span {
            return Err(Reason::PartialPeriod(end.period).into());
        }
        if let Some(other) =
            series.points.iter().find(|p| p.period == end.period && p.speaker != end.speaker)
            && let Some(reason) = mismatch(end, other)
        {
            return Err(reason.into());
        }
        let base = base_of(series, end)?;
        if !inputs.settings.allow_mixed_evidence
            && let Some(reason) = mismatch(base, end)
        {
            return Err(reason.into());
        }
        let value = match &base.derivation {
            Some(link) if link.row == end.row => formula(Estimate::exact(1.0), link.multiple),
            _ => formula(base.value.require()?, estimate),
        };
        Ok((value, Some(base)))
    };
    let mut points: Vec<Point> = series
        .points
        .iter()
        .map(|end| match value_at(end) {
            Ok((value, base)) => {
                let from: Vec<&Point> = base.into_iter().chain([end]).collect();
                derived(end, value, &from)
            }
            Err(stopped) => derived(end, stopped, &[end]),
        })
        .collect();
    points.dedup_by(|next, kept| {
        next.period == kept.period && next.value.known().is_none() && kept.value.known().is_none()
    });
    points
}

/// Why a base cannot carry a growth, by its sign.
fn unusable_base(base: Estimate, end: Estimate) -> Option<Reason> {
    if base.mid() == 0.0 && base.is_exact() {
        let end_is_zero = end.mid() == 0.0 && end.is_exact();
        return Some(if end_is_zero { Reason::ZeroToZero } else { Reason::ZeroBase });
    }
    if base.mid() < 0.0 {
        return Some(Reason::NegativeBase);
    }
    (base.low() <= 0.0).then_some(Reason::DenominatorSpansZero)
}

/// The goal of target indicators beside each known point of the baseline series.
fn toward_goal(inputs: &Inputs, formula: impl Fn(&Point, Estimate, &Goal) -> Value) -> Vec<Point> {
    let [series] = inputs.series else { return vec![] };
    let Some(goal) = &inputs.settings.goal else { return vec![] };
    series
        .points
        .iter()
        .map(|point| {
            let value = point
                .value
                .require()
                .map_or_else(|stopped| stopped, |base| formula(point, base, goal));
            let mut result = derived(point, value, &[point]);
            result.origins.push(goal.origin.clone());
            result
        })
        .collect()
}

/// Whether two bases may stand in one sum or ratio.
#[must_use]
pub fn comparable(left: &Basis, right: &Basis) -> bool {
    (left.reporter, left.partner) == (right.reporter, right.partner)
        && left.commodity == right.commodity
}

#[cfg(test)]
pub(crate) mod testing {
    //! Short ways to write series in tests.

    use super::*;
    use crate::trade::{Area, Commodity, Evidence, Measure, ObsStatus, Valuation};

    /// A reported point; `None` is missing.
    pub fn point(period: &str, value: Option<(f64, f64, f64)>) -> Point {
        let period: Period = period.parse().unwrap();
        Point {
            period,
            value: match value {
                Some((low, mid, high)) => Value::Known(Estimate::new(low, mid, high)),
                None => Missing::not_reported("value", period).into(),
            },
            evidence: Evidence::Reported,
            status: ObsStatus::Normal,
            speaker: "customs".to_owned(),
            origins: vec![],
            note: String::new(),
            row: String::new(),
            hedge: crate::trade::Hedge::Printed,
            derivation: None,
        }
    }

    /// A series of yearly values from `first`, each printed to unit 1 if `printed`, exact otherwise.
    pub fn yearly(first: i32, values: &[f64], printed: bool) -> Series {
        let half = if printed { 0.5 } else { 0.0 };
        let points = values
            .iter()
            .zip(first..)
            .map(|(v, year)| point(&year.to_string(), Some((v - half, *v, v + half))))
            .collect();
        series(points)
    }

    /// A series of these points.
    pub fn series(points: Vec<Point>) -> Series {
        let area = |code: &str| Area::from_code(code).unwrap();
        Series {
            id: "test".to_owned(),
            basis: Basis {
                reporter: area("RUS"),
                partner: area("AFG"),
                measure: Measure::Export,
                commodity: Commodity::total(),
                valuation: Valuation::Fob,
            },
            unit: Unit::Dollar,
            formula: String::new(),
            points,
        }
    }

    /// A goal in a calendar year.
    pub fn goal(amount: f64, year: i32) -> Goal {
        let origin =
            crate::trade::Origin { dataset: "targets".into(), path: "t.csv".into(), line: 2 };
        Goal { amount, period: Period::year(year), origin }
    }

    /// The values of an indicator.
    pub fn values(indicator: &dyn Indicator, series: &[Series], settings: &Settings) -> Vec<Value> {
        let inputs = Inputs { series, settings };
        compute(indicator, "result", &inputs).unwrap().points.into_iter().map(|p| p.value).collect()
    }

    /// Asserts an interval to nine significant digits.
    pub fn assert_interval(value: &Value, low: f64, mid: f64, high: f64) {
        let estimate = value.known().unwrap_or_else(|| panic!("{value:?} should be known"));
        for (found, expected) in
            [(estimate.low(), low), (estimate.mid(), mid), (estimate.high(), high)]
        {
            let tolerance = 1e-8 * expected.abs().max(1e-3);
            assert!(
                (found - expected).abs() <= tolerance,
                "{found} should be {expected}: {estimate:?}"
            );
        }
    }
}
