//! Months of a calendar year: sums to date, and which part of a year falls into its first months.
//!
//! A month that is absent is never taken as 0: what follows it is missing.

use std::collections::BTreeMap;

use super::{Missing, Point, Series, Value};
use crate::trade::{Estimate, Frequency, Period};

/// Months in a year.
const YEAR: u32 = 12;

/// A sum from January on.
#[derive(Clone, Debug)]
pub struct ToDate<'s> {
    /// How many months.
    pub months: u32,
    /// From 1 January to the end of the last month.
    pub period: Period,
    /// The sum, or what is lacking.
    pub value: Value,
    /// The points added up.
    pub points: Vec<&'s Point>,
}

/// The months of a year, by number.
#[must_use]
pub fn months_of(series: &Series, year: i32) -> BTreeMap<u32, &Point> {
    (1..=YEAR)
        .filter_map(|month| Some((month, series.at(Period::months_from(year, month, 1)?)?)))
        .collect()
}

/// Calendar years of which the series has a month, or a sum from January on.
#[must_use]
pub fn years(series: &Series) -> Vec<i32> {
    use chrono::Datelike;
    let mut years: Vec<i32> = series.points.iter().map(|p| p.period.end().year()).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Sums from January to each month, or the sums to date that were stated as such.
#[must_use]
pub fn to_date(series: &Series, year: i32) -> Vec<ToDate<'_>> {
    let months = months_of(series, year);
    let Some(last) = months.keys().next_back().copied() else { return stated(series, year) };
    let mut found: Vec<ToDate> = vec![];
    for month in 1..=last {
        let (Some(period), Some(own)) =
            (Period::months_from(year, 1, month), Period::months_from(year, month, 1))
        else {
            continue;
        };
        let lacking = || Value::from(Missing::not_reported("month", own));
        let value = months.get(&month).map_or_else(|| Err(lacking()), |p| p.value.require());
        let (before, mut points) = found.last().map_or_else(
            || (Value::Known(Estimate::exact(0.0)), vec![]),
            |to_date| (to_date.value.clone(), to_date.points.clone()),
        );
        points.extend(months.get(&month).copied());
        let value = before.require().and_then(|sum| Ok(sum + value?)).into();
        found.push(ToDate { months: month, period, value, points });
    }
    found
}

/// Statements of the first months of a year as one figure.
fn stated(series: &Series, year: i32) -> Vec<ToDate<'_>> {
    let begins = |point: &&Point| point.period.start() == Period::year(year).start();
    let mut found = vec![];
    for point in series.points.iter().filter(begins) {
        let Some(months) = point.period.whole_months().filter(|months| *months <= YEAR) else {
            continue;
        };
        let (period, value) = (point.period, point.value.clone());
        found.push(ToDate { months, period, value, points: vec![point] });
    }
    found
}

/// The part of a year that falls into its first months: smallest, pooled and largest over complete years.
///
/// # Errors
/// `Missing(seasonal pattern)` where no year but `except` is complete.
pub fn seasonal(series: &Series, months: u32, except: i32) -> Result<(Estimate, Vec<i32>), Value> {
    let complete = |year: &i32| {
        *year != except && {
            let of = months_of(series, *year);
            of.len() == YEAR as usize && of.values().all(|point| point.value.known().is_some())
        }
    };
    let years: Vec<i32> = years(series).into_iter().filter(complete).collect();
    let mut shares: Vec<Estimate> = vec![];
    let (mut first, mut whole) = (0.0, 0.0);
    for year in &years {
        let sums = to_date(series, *year);
        let at =
            |count: u32| sums.iter().find(|sum| sum.months == count).and_then(|s| s.value.known());
        let (Some(part), Some(all)) = (at(months), at(YEAR)) else { continue };
        if let Ok(share) = super::basket::share(part, all) {
            shares.push(share);
            first += part.mid();
            whole += all.mid();
        }
    }
    let low = shares.iter().map(|share| share.low()).reduce(f64::min);
    let high = shares.iter().map(|share| share.high()).reduce(f64::max);
    let (Some(low), Some(high)) = (low, high) else {
        let (input, absence) = ("seasonal pattern".to_owned(), super::Absence::NotReported);
        return Err(Missing { input, period: None, absence }.into());
    };
    Ok((Estimate::new(low, first / whole, high), years))
}

/// Whether a series has monthly points.
#[must_use]
pub fn is_monthly(series: &Series) -> bool {
    series.points.iter().any(|point| point.period.frequency() == Frequency::Monthly)
}
