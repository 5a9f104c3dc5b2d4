//! `trend-growth`: the yearly rate of the least-squares line through the logarithms.

use super::compound_growth::SIBLINGS;
use super::{Indicator, Inputs, Remark, Variant};
use crate::series::compare::{break_between, derived};
use crate::series::{Point, Reason, Series, Value};
use crate::trade::{Estimate, Frequency, Unit};

/// Least-squares growth.
pub struct TrendGrowth;

/// Fewest points that a trend is drawn through.
const NEEDED: usize = 4;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::new(
        "rate",
        "e^b - 1, b = sum((t - mean t) ln V_t) / sum((t - mean t)^2)",
        &["series"],
        Some(Unit::GrowthPerYear),
    ),
    Variant::new(
        "log",
        "b = sum((t - mean t) ln V_t) / sum((t - mean t)^2)",
        &["series"],
        Some(Unit::LogPoint),
    ),
    Variant::new(
        "r-squared",
        "R^2 of the line through ln V_t",
        &["series"],
        Some(Unit::Coefficient),
    ),
];

impl Indicator for TrendGrowth {
    fn id(&self) -> &'static str {
        "trend-growth"
    }
    fn about(&self) -> &'static str {
        "yearly rate of the least-squares line through the logarithms of four or more whole years"
    }
    fn source(&self) -> &'static str {
        "ITC Trade Map glossary; UNCTAD, Handbook of Statistics: calculation methods"
    }
    fn worked(&self) -> &'static str {
        "80 95 90 120 150: b 0.149083217, e^b - 1 0.160769581 in [0.157458732, 0.164097611], R^2 0.880173877"
    }
    fn undefined(&self) -> &'static str {
        "too-few-points under four whole years, log-of-zero, break"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn siblings(&self) -> &'static [(&'static str, &'static str)] {
        SIBLINGS
    }
    fn remarks(&self, _inputs: &Inputs, points: &[Point]) -> Vec<Remark> {
        let few = points.iter().find_map(|point| match point.value {
            Value::Undefined(Reason::TooFewPoints { needed, found }) => Some((needed, found)),
            _ => None,
        });
        let title = |(needed, found)| format!("trend needs {needed} points, has {found}");
        few.map(|few| Remark { code: "I105", title: title(few) }).into_iter().collect()
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
        let (Some((first, _)), Some((last, _))) = (used.first(), used.last()) else {
            return vec![];
        };
        let from: Vec<&Point> = used.iter().map(|(point, _)| *point).collect();
        let broken = break_between(series, first.period, last.period);
        let fitted = broken.map_or_else(|| fit(&used), |reason| Err(reason.into()));
        let mut point = derived(last, Value::Known(Estimate::exact(0.0)), &from);
        point.value = match &fitted {
            Ok(fit) => Value::Known(match inputs.variant(self) {
                "log" => fit.slope,
                "r-squared" => Estimate::exact(fit.r_squared),
                _ => fit.slope.rising(|b| libm::exp(b) - 1.0),
            }),
            Err(stopped) => stopped.clone(),
        };
        point.note = fitted.map_or(String::new(), |fit| {
            let (points, b, r) = (used.len(), fit.slope.mid(), fit.r_squared);
            format!("{points} points, b = {b:.6}, R² = {r:.4}{}", left_out(series, &used))
        });
        vec![point]
    }
}

/// Points within the ends that a trend does not stand on.
fn left_out(series: &Series, used: &[(&Point, Estimate)]) -> String {
    let whole = series.with_absent_years();
    let within =
        |p: &&Point| used[0].0.period <= p.period && p.period <= used[used.len() - 1].0.period;
    let left = whole
        .points
        .iter()
        .filter(within)
        .filter(|p| used.iter().all(|(u, _)| u.period != p.period));
    let left: Vec<String> = left.map(|point| point.period.to_string()).collect();
    if left.is_empty() { String::new() } else { format!("; without {}", left.join(", ")) }
}

/// The least-squares line through logarithms.
struct Fit {
    slope: Estimate,
    r_squared: f64,
}

/// The slope is linear in each logarithm, so its ends are exact: early values count against it, late ones for it.
fn fit(points: &[(&Point, Estimate)]) -> Result<Fit, Value> {
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
    let mid = slope(&|v, _| v.mid());
    let logs: Vec<f64> = points.iter().map(|(_, v)| libm::log(v.mid())).collect();
    let level = logs.iter().sum::<f64>() / logs.len() as f64;
    let spread: f64 = logs.iter().map(|y| (y - level) * (y - level)).sum();
    let r_squared = if spread == 0.0 { 1.0 } else { (mid * mid * squares / spread).min(1.0) };
    Ok(Fit { slope: Estimate::new(low, mid, high), r_squared })
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
        let (series, settings) = ([yearly(2020, &[80.0, 95.0, 90.0], false)], Settings::default());
        let inputs = Inputs::plain(&series, &settings);
        let remarks = TrendGrowth.remarks(&inputs, &TrendGrowth.points(&inputs));
        assert_eq!(
            (remarks[0].code, remarks[0].title.as_str()),
            ("I105", "trend needs 4 points, has 3")
        );
    }
}
