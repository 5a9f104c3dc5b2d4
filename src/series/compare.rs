//! Comparing points: what a value is derived from, what its base is, and why two cannot be compared.
//!
//! The rules that hold for every growth and every ratio stand here, so that no indicator looks at neighbors itself.

use chrono::Months;

use super::{Absence, Missing, Point, Reason, Series, Value, goal};
use crate::trade::{Estimate, Hedge, ObsStatus, Period};

/// A point at `point`'s period with another value, resting on the rows of all `from`.
#[must_use]
pub fn derived(point: &Point, value: Value, from: &[&Point]) -> Point {
    let mut origins: Vec<_> = from.iter().flat_map(|p| p.origins.iter().cloned()).collect();
    origins.sort();
    origins.dedup();
    Point { value, origins, hedge: Hedge::Printed, derivation: None, ..point.clone() }
}

/// Why two points cannot be compared, if so.
#[must_use]
pub fn mismatch(left: &Point, right: &Point) -> Option<Reason> {
    let name = |point: &Point| {
        let who = if point.speaker.is_empty() { point.evidence.id() } else { &point.speaker };
        who.to_owned()
    };
    let differs = left.evidence != right.evidence || left.speaker != right.speaker;
    differs.then(|| Reason::BasisMismatch { left: name(left), right: name(right) })
}

/// The point to compare `end` with: the period before, or the same month or quarter a year before.
///
/// # Errors
/// Why there is none: a gap, a missing base, or two that differ.
pub fn base_of<'a>(series: &'a Series, end: &Point) -> Result<&'a Point, Value> {
    base_at(series, year_before(end.period))
}

/// The point of exactly this period, as a base.
///
/// # Errors
/// Why there is none: a gap, a missing base, or two that differ.
pub fn base_at(series: &Series, base_period: Period) -> Result<&Point, Value> {
    let at: Vec<&Point> = series.points.iter().filter(|p| p.period == base_period).collect();
    match at[..] {
        [] => Err(absent_base(series, base_period)),
        [point] if point.value.known().is_none() => match &point.value {
            Value::Missing(m) if m.absence == Absence::NotReported => {
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
#[must_use]
pub fn year_before(period: Period) -> Period {
    let next = period.end().succ_opt().unwrap_or(period.end());
    let back = |date: chrono::NaiveDate| date.checked_sub_months(Months::new(12)).unwrap_or(date);
    let end = back(next).pred_opt().unwrap_or(period.start());
    Period::between(back(period.start()), end).unwrap_or(period)
}

/// Why a base cannot carry a growth, by its sign.
#[must_use]
pub fn unusable_base(base: Estimate, end: Estimate) -> Option<Reason> {
    match goal::usable(base) {
        Ok(()) => None,
        Err(Reason::ZeroBase) if end.mid() == 0.0 && end.is_exact() => Some(Reason::ZeroToZero),
        Err(reason) => Some(reason),
    }
}

/// The period of the same length that ends the day before, for whole months, quarters and years.
#[must_use]
pub fn preceding(period: Period) -> Option<Period> {
    let months = period.whole_months()?;
    let start = period.start().checked_sub_months(Months::new(months))?;
    Period::between(start, period.start().pred_opt()?).ok()
}

/// The first period after `from` and up to `to` in which the series is marked as broken.
#[must_use]
pub fn break_between(series: &Series, from: Period, to: Period) -> Option<Reason> {
    let between =
        |point: &&Point| from.end() < point.period.end() && point.period.end() <= to.end();
    let broken = |point: &&Point| point.status == ObsStatus::Break;
    let point = series.points.iter().filter(between).find(broken)?;
    Some(Reason::Break(point.period))
}
