//! `rolling-sum`: the last twelve months at each month; free of the season, and never over a part of its window.
//!
//! A sum is dated by its last month, so that its growth is that against the same window a year before.

use chrono::Months;

use super::{Indicator, Inputs, Variant};
use crate::series::compare::{derived, mismatch};
use crate::series::months::is_monthly;
use crate::series::{Absence, Missing, Point, Series, Value};
use crate::trade::{Estimate, Frequency, Period};

/// Sum of the last months.
pub struct RollingSum;

/// Months of the window where none is asked for.
const WINDOW: u32 = 12;

/// Its formulas.
static VARIANTS: &[Variant] =
    &[Variant::new("", "sum of V over the last 12 months", &["months"], None)];

impl Indicator for RollingSum {
    fn id(&self) -> &'static str {
        "rolling-sum"
    }
    fn about(&self) -> &'static str {
        "the last 12 months at each month (`months` for another window)"
    }
    fn source(&self) -> &'static str {
        "common practice of statistical offices"
    }
    fn worked(&self) -> &'static str {
        "August of one year to July of the next: 140"
    }
    fn undefined(&self) -> &'static str {
        "missing where a month of the window is; basis-mismatch where the producer changes within it"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn fits(&self, inputs: &Inputs) -> Result<(), String> {
        let monthly = inputs.series.first().is_some_and(is_monthly);
        if monthly { Ok(()) } else { Err("it takes monthly figures".to_owned()) }
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let Some(series) = inputs.series.first() else { return vec![] };
        let window = inputs.settings.months.unwrap_or(WINDOW).max(1);
        let monthly = |point: &&Point| point.period.frequency() == Frequency::Monthly;
        let ends: Vec<&Point> = series.points.iter().filter(monthly).collect();
        let Some(first) = ends.first().map(|point| point.period.start()) else { return vec![] };
        let windows: Vec<(&Point, Period)> =
            ends.iter().filter_map(|end| Some((*end, ending(end.period, window)?))).collect();
        // Before the first whole window there is nothing to say, unless there is no whole one at all.
        let has_whole = windows.iter().any(|(_, period)| period.start() >= first);
        let mixed = inputs.settings.allow_mixed_evidence;
        let shown = windows.into_iter().filter(|(_, period)| !has_whole || period.start() >= first);
        shown.map(|(end, period)| at(series, end, period, mixed)).collect()
    }
}

/// The months up to and with the month of `end`.
fn ending(end: Period, months: u32) -> Option<Period> {
    let start = end.start().checked_sub_months(Months::new(months - 1))?;
    Period::between(start, end.end()).ok()
}

fn at(series: &Series, end: &Point, window: Period, mixed: bool) -> Point {
    let mut months = vec![];
    let mut start = window.start();
    let mut lacking = None;
    while start <= window.end() {
        let month = chrono::Datelike::month(&start);
        let period = Period::months_from(chrono::Datelike::year(&start), month, 1);
        match period.and_then(|period| series.at(period)) {
            Some(point) => months.push(point),
            None => lacking = lacking.or(period),
        }
        let Some(next) = start.checked_add_months(Months::new(1)) else { break };
        start = next;
    }
    let value = match lacking {
        Some(month) => Missing::not_reported("month", month).into(),
        None => sum(&months, mixed),
    };
    let note = format!("months from {} to {}", window.start(), window.end());
    Point { note, ..derived(end, value, &months) }
}

fn sum(months: &[&Point], mixed: bool) -> Value {
    let add = |sum: Estimate, month: &&Point| {
        let lacking = || Value::from(Missing::not_reported("month", month.period));
        let value = month.value.require().map_err(|why| match &why {
            Value::Missing(missing) if missing.absence == Absence::NotReported => lacking(),
            _ => why,
        });
        Ok(sum + value?)
    };
    let sum: Value = months.iter().try_fold(Estimate::exact(0.0), add).into();
    let other = months.windows(2).find_map(|pair| mismatch(pair[0], pair[1]));
    match other.filter(|_| !mixed && sum.known().is_some()) {
        Some(reason) => reason.into(),
        None => sum,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, monthly, values};
    use super::*;

    #[test]
    fn the_worked_months() {
        let found = values(&RollingSum, &[monthly()], &Settings::default());
        assert_interval(&found[0], 130.0, 130.0, 130.0);
        assert_interval(found.last().unwrap(), 140.0, 140.0, 140.0);
        assert_eq!(found.len(), 8, "December of the first year to July of the second");
    }

    #[test]
    fn a_sum_is_dated_by_its_last_month_and_grows_against_the_same_window() {
        let settings = Settings::default();
        let sums = RollingSum.points(&Inputs::plain(&[monthly()], &settings));
        assert_eq!(sums[7].period.to_string(), "2024-07");
        assert_eq!(sums[7].note, "months from 2023-08-01 to 2024-07-31");
        let mut two_years = monthly();
        for point in monthly().points {
            let period = crate::series::compare::year_before(point.period);
            two_years.points.push(Point { period, ..point });
        }
        two_years.points.sort_by_key(|point| point.period);
        two_years.points.dedup_by_key(|point| point.period);
        let points = RollingSum.points(&Inputs::plain(&[two_years.clone()], &settings));
        let growth =
            values(&super::super::growth::Growth, &[Series { points, ..two_years }], &settings);
        assert!(growth.last().unwrap().known().is_some(), "{growth:?}");
    }

    #[test]
    fn a_part_of_a_window_is_missing() {
        let mut two = monthly();
        two.points.truncate(2);
        let settings = Settings { months: Some(3), ..Settings::default() };
        let found = values(&RollingSum, &[two], &settings);
        assert!(matches!(&found[1], Value::Missing(m) if m.input == "month"), "{found:?}");
        let mut holed = monthly();
        holed.points.remove(9);
        let found = values(&RollingSum, &[holed], &Settings::default());
        assert!(found.iter().all(|value| matches!(value, Value::Missing(_))), "{found:?}");
    }
}
