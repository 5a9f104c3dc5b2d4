//! `required-growth`: the constant yearly rate that leads from each baseline to a target.

use super::{Goal, Indicator, Inputs, toward_goal};
use crate::series::{Point, Reason, Value};
use crate::trade::{Estimate, Unit};

/// Growth a year that a target needs, one result per baseline.
pub struct RequiredGrowth;

impl Indicator for RequiredGrowth {
    fn id(&self) -> &'static str {
        "required-growth"
    }
    fn about(&self) -> &'static str {
        "yearly growth that leads from each baseline to the target"
    }
    fn formula(&self) -> &'static str {
        "(T / V_0)^(1/n) - 1, n from the end of the baseline's period to the end of the target's"
    }
    fn source(&self) -> &'static str {
        "compound growth solved for a given end (World Bank WITS)"
    }
    fn roles(&self) -> &'static [&'static str] {
        &["baseline"]
    }
    fn unit(&self, _input: Unit) -> Unit {
        Unit::GrowthPerYear
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        toward_goal(inputs, |point, base, goal| required(point, base, goal).into())
    }
}

/// Falls with the baseline; the target is exact.
fn required(point: &Point, base: Estimate, goal: &Goal) -> Result<Estimate, Value> {
    let years = years_to(point, base, goal)?;
    Ok(base.falling(|v| libm::pow(goal.amount / v, 1.0 / years) - 1.0))
}

/// Years from a usable baseline to the target, after the tests that all paths share.
pub(super) fn years_to(point: &Point, base: Estimate, goal: &Goal) -> Result<f64, Value> {
    let years = point.period.years_until(goal.period);
    let reason = if years <= 0.0 {
        Some(Reason::SamePeriod)
    } else if base.mid() < 0.0 {
        Some(Reason::NegativeBase)
    } else if base.mid() == 0.0 {
        Some(Reason::ZeroBase)
    } else if base.low() <= 0.0 {
        Some(Reason::DenominatorSpansZero)
    } else if goal.amount <= base.mid() {
        Some(Reason::TargetMet)
    } else {
        None
    };
    reason.map_or(Ok(years), |reason| Err(reason.into()))
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, goal, point, series, values};
    use super::*;

    fn needed(base: (f64, f64, f64), from: &str, target: f64, by: i32) -> Value {
        let settings = Settings { goal: Some(goal(target, by)), ..Settings::default() };
        values(&RequiredGrowth, &[series(vec![point(from, Some(base))])], &settings)[0].clone()
    }

    #[test]
    fn worked_numbers() {
        let exact = |base: f64, from: &str, target: f64, by: i32, rate: f64| {
            assert_interval(&needed((base, base, base), from, target, by), rate, rate, rate);
        };
        exact(560.0, "2023", 3000.0, 2025, 1.314_550_25);
        exact(1000.0, "2024", 3000.0, 2025, 2.0);
        exact(239.0, "2024", 3000.0, 2025, 11.552_301_3);
        exact(560.0, "2023", 10_000.0, 2030, 0.509_490_145);
        exact(3000.0, "2025", 10_000.0, 2030, 0.272_259_637);
        exact(1000.0, "2024", 10_000.0, 2030, 0.467_799_268);
        let printed = needed((555.0, 560.0, 565.0), "2023", 3000.0, 2025);
        assert_interval(&printed, 1.304_286_12, 1.314_550_25, 1.324_952_77);
    }

    #[test]
    fn dated_ends_give_fractions_of_a_year() {
        let found = needed((261.0, 261.0, 261.0), "2024-03-20/2025-03-20", 3000.0, 2025);
        assert_interval(&found, 21.610_487_6, 21.610_487_6, 21.610_487_6);
    }

    #[test]
    fn conditions_have_their_reasons() {
        let of = |base: f64, from: &str| needed((base, base, base), from, 3000.0, 2025);
        assert_eq!(of(100.0, "2025"), Reason::SamePeriod.into());
        assert_eq!(of(3000.0, "2024"), Reason::TargetMet.into());
        assert_eq!(of(0.0, "2024"), Reason::ZeroBase.into());
        assert_eq!(of(-5.0, "2024"), Reason::NegativeBase.into());
    }
}
