//! `mean-growth`: averages of yearly growth, siblings of compound growth.
//!
//! The mean of yearly rates is never below compound growth and rises with their spread; the mean of log growth looks at
//! both ends alone.

use super::compound_growth::{SIBLINGS, between};
use super::growth::growth;
use super::{Indicator, Inputs, Variant};
use crate::series::compare::{base_of, derived};
use crate::series::{Missing, Point, Reason, Series, Value};
use crate::trade::{Estimate, Period, Unit};

/// Mean growth over several years.
pub struct MeanGrowth;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::new("yearly", "mean of V_t / V_(t-1) - 1", &["series"], Some(Unit::GrowthPerYear)),
    Variant::new("log", "ln(V_n / V_0) / n", &["series"], Some(Unit::LogPoint)),
];

impl Indicator for MeanGrowth {
    fn id(&self) -> &'static str {
        "mean-growth"
    }
    fn about(&self) -> &'static str {
        "mean of the yearly growth rates, or of the yearly log growth"
    }
    fn source(&self) -> &'static str {
        "World Bank WITS and UNCTAD, beside compound and trend growth"
    }
    fn worked(&self) -> &'static str {
        "80 95 90 120 150: yearly 0.179550439, log 0.157152165"
    }
    fn undefined(&self) -> &'static str {
        "gap where a year between is absent, log-of-zero, partial-period, break"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn siblings(&self) -> &'static [(&'static str, &'static str)] {
        SIBLINGS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let Some(series) = inputs.series.first() else { return vec![] };
        let known: Vec<Period> = series.known().map(|(point, _)| point.period).collect();
        let (Some(first), Some(last)) = (known.first(), known.last()) else { return vec![] };
        let (from, to) = inputs.settings.span.unwrap_or((*first, *last));
        let Some(shown) = series.at(to).or_else(|| series.points.last()) else { return vec![] };
        let within = |point: &&Point| from <= point.period && point.period <= to;
        let used: Vec<&Point> = series.points.iter().filter(within).collect();
        let value = mean(inputs, series, (from, to), &used);
        vec![derived(shown, value.unwrap_or_else(|stopped| stopped), &used)]
    }
}

fn mean(
    inputs: &Inputs,
    series: &Series,
    ends: (Period, Period),
    used: &[&Point],
) -> Result<Value, Value> {
    let at = |role: &str, period| {
        series.at(period).ok_or_else(|| Value::from(Missing::not_reported(role, period)))
    };
    let (base, end) = (at("base", ends.0)?, at("end", ends.1)?);
    // The tests that all growth over years shares.
    between(series, base, end, inputs.settings.allow_mixed_evidence)?.require()?;
    let years = base.period.years_until(end.period);
    if inputs.variant(&MeanGrowth) == "log" {
        let (v0, vn) = (base.value.require()?, end.value.require()?);
        if vn.low() <= 0.0 {
            return Err(Reason::LogOfZero.into());
        }
        let ratio = vn.over(v0).ok_or(Value::Undefined(Reason::LogOfZero))?;
        return Ok(Value::Known(ratio.rising(|r| libm::log(r) / years)));
    }
    yearly(series, &used[1..])
}

/// Each level stands in two rates, so the ends are an outer bound.
fn yearly(series: &Series, ends: &[&Point]) -> Result<Value, Value> {
    let mut sum = Estimate::exact(0.0);
    for end in ends {
        let base = base_of(series, end)?;
        sum = sum + growth(base.value.require()?, end.value.require()?).require()?;
    }
    let mean = sum * (1.0 / ends.len() as f64);
    Ok(Value::Known(if mean.is_exact() { mean } else { mean.as_bound() }))
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, point, series, values, yearly as levels};
    use super::*;

    fn of(variant: &str, series: Series) -> Value {
        let settings = Settings { variant: Some(variant.to_owned()), ..Settings::default() };
        values(&MeanGrowth, &[series], &settings)[0].clone()
    }

    #[test]
    fn worked_numbers() {
        let s = levels(2020, &[80.0, 95.0, 90.0, 120.0, 150.0], false);
        assert_interval(&of("yearly", s.clone()), 0.179_550_439, 0.179_550_439, 0.179_550_439);
        assert_interval(&of("log", s), 0.157_152_165, 0.157_152_165, 0.157_152_165);
    }

    #[test]
    fn a_hole_leaves_no_mean_of_yearly_rates() {
        let at = |year: &str, value: f64| point(year, Some((value, value, value)));
        let holed = series(vec![at("2020", 100.0), at("2022", 121.0)]);
        assert_eq!(of("yearly", holed.clone()), Reason::Gap(Period::year(2021)).into());
        assert!(of("log", holed).known().is_some());
    }
}
