//! `compound-growth`: the constant yearly rate between two periods that are n *intervals* apart.

use super::{Indicator, Inputs, Variant};
use crate::series::compare::{break_between, derived, mismatch};
use crate::series::{Missing, Point, Reason, Series, Value, goal};
use crate::trade::{Frequency, Period, Unit};

/// Compound growth between the ends of a span, or between the first and last known point.
pub struct CompoundGrowth;

/// Its formulas.
static VARIANTS: &[Variant] =
    &[Variant::new("", "(V_n / V_0)^(1/n) - 1", &["series"], Some(Unit::GrowthPerYear))];

/// Definitions of growth over several years that are all in use.
pub(super) static SIBLINGS: &[(&str, &str)] = &[
    ("compound-growth", ""),
    ("trend-growth", "rate"),
    ("trend-growth", "log"),
    ("mean-growth", "log"),
    ("mean-growth", "yearly"),
];

impl Indicator for CompoundGrowth {
    fn id(&self) -> &'static str {
        "compound-growth"
    }
    fn about(&self) -> &'static str {
        "constant yearly rate between two periods; n counts intervals, not values"
    }
    fn source(&self) -> &'static str {
        "World Bank WITS, Trade Indicators: compound growth as the n-th root of total growth"
    }
    fn worked(&self) -> &'static str {
        "80 to 150 over 4 intervals is 0.170173660 in [0.167377526, 0.172984688]"
    }
    fn undefined(&self) -> &'static str {
        "same-period, zero-base, zero-to-zero, negative-base, partial-period, break, basis-mismatch"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn siblings(&self) -> &'static [(&'static str, &'static str)] {
        SIBLINGS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let [series] = inputs.series else { return vec![] };
        let known: Vec<Period> = series.known().map(|(point, _)| point.period).collect();
        let (Some(first), Some(last)) = (known.first(), known.last()) else { return vec![] };
        let (from, to) = inputs.settings.span.unwrap_or((*first, *last));
        let Some(shown) = series.at(to).or_else(|| series.points.last()) else { return vec![] };
        let ends = |role: &str, period| {
            series.at(period).ok_or_else(|| Value::from(Missing::not_reported(role, period)))
        };
        let value = ends("base", from).and_then(|base| {
            let end = ends("end", to)?;
            let mixed = inputs.settings.allow_mixed_evidence;
            between(series, base, end, mixed)
        });
        let from_points: Vec<&Point> =
            series.points.iter().filter(|p| p.period == from || p.period == to).collect();
        vec![derived(shown, value.unwrap_or_else(|stopped| stopped), &from_points)]
    }
}

/// Growth a year between two points of a series, after the tests that all growth shares.
///
/// # Errors
/// Why there is none.
pub(super) fn between(
    series: &Series,
    base: &Point,
    end: &Point,
    mixed: bool,
) -> Result<Value, Value> {
    let (v0, vn) = (base.value.require()?, end.value.require()?);
    if !mixed && let Some(reason) = mismatch(base, end) {
        return Err(reason.into());
    }
    if let Some(reason) = break_between(series, base.period, end.period) {
        return Err(reason.into());
    }
    for point in [base, end] {
        if point.period.frequency() == Frequency::Span {
            return Err(Reason::PartialPeriod(point.period).into());
        }
    }
    Ok(goal::compound_growth(v0, vn, base.period.years_until(end.period)))
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, point, series, values, yearly};
    use super::*;

    #[test]
    fn worked_number_with_rounding() {
        let s = yearly(2020, &[80.0, 95.0, 90.0, 120.0, 150.0], true);
        let found = values(&CompoundGrowth, &[s], &Settings::default());
        assert_interval(&found[0], 0.167_377_526, 0.170_173_660, 0.172_984_688);
    }

    #[test]
    fn n_counts_intervals_not_values() {
        let s = yearly(2016, &[16.0, 30.0, 50.0, 70.0, 100.0], false);
        let found = values(&CompoundGrowth, &[s], &Settings::default());
        assert_interval(&found[0], 0.581_138_830, 0.581_138_830, 0.581_138_830);
    }

    #[test]
    fn absent_years_between_do_not_matter_and_zeros_do() {
        let of = |a: f64, b: f64| {
            let points = vec![point("2019", Some((a, a, a))), point("2021", Some((b, b, b)))];
            values(&CompoundGrowth, &[series(points)], &Settings::default())[0].clone()
        };
        assert_interval(&of(100.0, 121.0), 0.1, 0.1, 0.1);
        assert_eq!(of(0.0, 0.0), Reason::ZeroToZero.into());
        assert_eq!(of(0.0, 3.0), Reason::ZeroBase.into());
    }
}
