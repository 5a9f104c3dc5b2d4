//! `trend-growth`: the yearly rate of the least-squares line through the logarithms.

use super::{Indicator, Inputs, derived};
use crate::series::{Point, Reason, Value};
use crate::trade::{Estimate, Frequency, Unit};

/// Least-squares growth.
pub struct TrendGrowth;

/// Fewest points that a trend is drawn through.
const NEEDED: usize = 4;

impl Indicator for TrendGrowth {
    fn id(&self) -> &'static str {
        "trend-growth"
    }
    fn about(&self) -> &'static str {
        "yearly rate of the least-squares line through the logarithms of four or more whole years"
    }
    fn formula(&self) -> &'static str {
        "e^b - 1, b = sum((t - mean t) ln V_t) / sum((t - mean t)^2)"
    }
    fn source(&self) -> &'static str {
        "ITC Trade Map glossary; UNCTAD, Handbook of Statistics: calculation methods"
    }
    fn roles(&self) -> &'static [&'static str] {
        &["series"]
    }
    fn unit(&self, _input: Unit) -> Unit {
        Unit::GrowthPerYear
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let [series] = inputs.series else { return vec![] };
        let within = |point: &Point| match inputs.settings.span {
            Some((from, to)) => from <= point.period && point.period <= to,
            None => true,
        };
        let used: Vec<(&Point, Estimate)> = series
            .known()
            .filter(|(p, _)| within(p) && p.period.frequency() != Frequency::Span)
            .collect();
        let Some((last, _)) = used.last() else { return vec![] };
        let from: Vec<&Point> = used.iter().map(|(point, _)| *point).collect();
        vec![derived(last, trend(&used).into(), &from)]
    }
}

/// The slope is linear in each logarithm, so its ends are exact: early values count against it, late ones for it.
fn trend(points: &[(&Point, Estimate)]) -> Result<Estimate, Value> {
    if points.len() < NEEDED {
        return Err(Reason::TooFewPoints { needed: NEEDED, found: points.len() }.into());
    }
    if points.iter().any(|(_, v)| v.low() <= 0.0) {
        return Err(Reason::LogOfZero.into());
    }
    let first = points[0].0.period;
    let times: Vec<f64> = points.iter().map(|(p, _)| first.years_until(p.period)).collect();
    let mean = times.iter().sum::<f64>() / times.len() as f64;
    let squares: f64 = times.iter().map(|t| (t - mean) * (t - mean)).sum();
    if squares == 0.0 {
        return Err(Reason::SamePeriod.into());
    }
    let slope = |value: &dyn Fn(Estimate, bool) -> f64| {
        let weighted = times.iter().zip(points).map(|(t, (_, v))| {
            let distance = t - mean;
            distance * libm::log(value(*v, distance > 0.0))
        });
        weighted.sum::<f64>() / squares
    };
    let low = slope(&|v, late| if late { v.low() } else { v.high() });
    let high = slope(&|v, late| if late { v.high() } else { v.low() });
    let log_points = Estimate::new(low, slope(&|v, _| v.mid()), high);
    Ok(log_points.rising(|b| libm::exp(b) - 1.0))
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, values, yearly};
    use super::*;

    #[test]
    fn worked_number_with_rounding() {
        let s = yearly(2020, &[80.0, 95.0, 90.0, 120.0, 150.0], true);
        let found = values(&TrendGrowth, &[s], &Settings::default());
        assert_interval(&found[0], 0.157_458_732, 0.160_769_581, 0.164_097_611);
    }

    #[test]
    fn three_points_are_too_few() {
        let s = yearly(2020, &[80.0, 95.0, 90.0], false);
        let found = values(&TrendGrowth, &[s], &Settings::default());
        assert_eq!(found[0], Reason::TooFewPoints { needed: 4, found: 3 }.into());
    }
}
