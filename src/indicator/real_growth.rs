//! `real-growth`: growth without the change of prices, and levels in the prices of one year.
//!
//! The deflator is a series of its own: an index, or its yearly growth. It must be of the currency of the values,
//! which is for whoever names it to see; its name and the base stand beside every result.

use super::growth::growth;
use super::rule::over_base_at;
use super::{Indicator, Inputs, Variant};
use crate::series::compare::{derived, unusable_base, year_before};
use crate::series::{Missing, Point, Reason, Series, Value};
use crate::trade::{Estimate, Period, Unit};

/// Growth in constant prices.
pub struct RealGrowth;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::new("growth", "(1 + g) / (1 + pi) - 1", &["series", "deflator"], Some(Unit::Growth)),
    Variant::new("level", "V_t P_b / P_t, in prices of the base b", &["series", "deflator"], None),
];

impl Indicator for RealGrowth {
    fn id(&self) -> &'static str {
        "real-growth"
    }
    fn about(&self) -> &'static str {
        "growth without the change of prices, by a deflator; `level` gives values in prices of `base`"
    }
    fn source(&self) -> &'static str {
        "UNCTAD, Handbook of Statistics: calculation methods"
    }
    fn worked(&self) -> &'static str {
        "g 0.12 and pi 0.03: 0.0873786408, printed to 1 %: [0.0772946860, 0.0975609756]; 100 at P 0.9 in prices of P 1.0: 111.111111"
    }
    fn undefined(&self) -> &'static str {
        "basis-mismatch where the deflator is no index; missing where the deflator is; otherwise as growth"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn fits(&self, inputs: &Inputs) -> Result<(), String> {
        let is_rate = |series: &Series| [Unit::Growth, Unit::GrowthPerYear].contains(&series.unit);
        let deflator = &inputs.series[1];
        match inputs.variant(self) {
            "level" if inputs.settings.base.is_none() => {
                Err("it needs the `base` in whose prices levels are told".to_owned())
            }
            "level" if is_rate(deflator) => {
                Err(format!("`{}` is growth; levels need an index", deflator.id))
            }
            _ if is_rate(deflator) || [Unit::Index, Unit::Times].contains(&deflator.unit) => Ok(()),
            _ => Err(format!("`{}` is no price index", deflator.id)),
        }
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let [series, deflator] = inputs.series else { return vec![] };
        let level = inputs.variant(self) == "level";
        let mut points = match inputs.settings.base {
            Some(base) if level => series
                .points
                .iter()
                .map(|p| derived(p, at(p, deflator, base).into(), &[p]))
                .collect(),
            _ if series.unit == Unit::Growth => {
                let of = |p: &Point| p.value.require().and_then(|g| real(g, p.period, deflator));
                series.points.iter().map(|p| derived(p, of(p).into(), &[p])).collect()
            }
            _ => over_base_at(
                inputs,
                |end| Some(year_before(end)),
                |base, end, period| {
                    growth(base, end).require().and_then(|g| real(g, period, deflator)).into()
                },
            ),
        };
        for point in &mut points {
            point.note = match inputs.settings.base {
                Some(base) if level => format!("in prices of {base}, by `{}`", deflator.id),
                _ => format!("real, by `{}`", deflator.id),
            };
            point
                .origins
                .extend(deflator.at(point.period).into_iter().flat_map(|p| p.origins.clone()));
        }
        points
    }
}

fn price(deflator: &Series, period: Period) -> Result<Estimate, Value> {
    let point = deflator.at(period).ok_or_else(|| Missing::not_reported("deflator", period))?;
    point.value.require()
}

/// Rises in nominal growth, falls in that of prices.
fn real(nominal: Estimate, period: Period, deflator: &Series) -> Result<Estimate, Value> {
    let inflation = match deflator.unit {
        Unit::Growth | Unit::GrowthPerYear => price(deflator, period)?.rising(|pi| 1.0 + pi),
        _ => ratio(price(deflator, period)?, price(deflator, year_before(period))?)?,
    };
    ratio(nominal.rising(|g| 1.0 + g), inflation).map(|real| real.rising(|r| r - 1.0))
}

/// A level in prices of the base; at the base itself it is what it is.
fn at(point: &Point, deflator: &Series, base: Period) -> Result<Estimate, Value> {
    let value = point.value.require()?;
    if point.period == base {
        return Ok(value);
    }
    let (then, now) = (price(deflator, base)?, price(deflator, point.period)?);
    let factor = ratio(then, now)?;
    let ends = [value.low(), value.high()].map(|v| [v * factor.low(), v * factor.high()]);
    let all = ends.as_flattened();
    let low = all.iter().copied().fold(f64::INFINITY, f64::min);
    let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Ok(Estimate::new(low, value.mid() * then.mid() / now.mid(), high))
}

fn ratio(value: Estimate, divisor: Estimate) -> Result<Estimate, Value> {
    if let Some(reason) = unusable_base(divisor, value) {
        return Err(reason.into());
    }
    value.over(divisor).ok_or(Reason::DenominatorSpansZero.into())
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, point, series, values, yearly};
    use super::*;

    fn prices(values: &[f64]) -> Series {
        Series { id: "cpi".to_owned(), unit: Unit::Index, ..yearly(2023, values, false) }
    }

    #[test]
    fn worked_numbers() {
        let rate = |low, mid, high| Series {
            unit: Unit::Growth,
            ..series(vec![point("2024", Some((low, mid, high)))])
        };
        let sides = [rate(0.115, 0.12, 0.125), rate(0.025, 0.03, 0.035)];
        let found = values(&RealGrowth, &sides, &Settings::default());
        assert_interval(&found[0], 0.077_294_686_0, 0.087_378_640_8, 0.097_560_975_6);
        let sides = [yearly(2023, &[100.0, 112.0], false), prices(&[50.0, 51.5])];
        let found = values(&RealGrowth, &sides, &Settings::default());
        assert_interval(&found[1], 0.087_378_640_8, 0.087_378_640_8, 0.087_378_640_8);
    }

    #[test]
    fn a_level_is_told_in_prices_of_the_base() {
        let base = Some(Period::year(2024));
        let settings = Settings { variant: Some("level".to_owned()), base, ..Settings::default() };
        let found = values(
            &RealGrowth,
            &[yearly(2023, &[100.0, 130.0], false), prices(&[0.9, 1.0])],
            &settings,
        );
        assert_interval(&found[0], 111.111_111, 111.111_111, 111.111_111);
        assert_interval(&found[1], 130.0, 130.0, 130.0);
    }

    #[test]
    fn a_silent_deflator_is_missing() {
        let sides = [yearly(2023, &[100.0, 112.0], false), prices(&[50.0])];
        let found = values(&RealGrowth, &sides, &Settings::default());
        assert!(matches!(&found[1], Value::Missing(m) if m.input == "deflator"));
    }

    #[test]
    fn money_is_no_deflator() {
        let settings = Settings::default();
        let sides = [yearly(2023, &[100.0], false), yearly(2023, &[50.0], false)];
        assert!(
            RealGrowth.fits(&Inputs::plain(&sides, &settings)).unwrap_err().contains("price index")
        );
    }
}
