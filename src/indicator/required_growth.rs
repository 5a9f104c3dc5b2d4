//! `required-growth`: the constant yearly rate that leads from each baseline to a target.

use super::rule::{needs_goal, toward_goal};
use super::{Indicator, Inputs, Remark, Variant};
use crate::series::{Point, Value, goal};
use crate::trade::Unit;

/// Growth a year that a target needs, one result per baseline.
pub struct RequiredGrowth;

/// Its formulas.
static VARIANTS: &[Variant] = &[Variant::new(
    "",
    "(T / V_0)^(1/n) - 1, n from the end of the baseline's period to the end of the target's",
    &["baseline"],
    Some(Unit::GrowthPerYear),
)];

impl Indicator for RequiredGrowth {
    fn id(&self) -> &'static str {
        "required-growth"
    }
    fn about(&self) -> &'static str {
        "yearly growth that leads from each baseline to the target"
    }
    fn source(&self) -> &'static str {
        "compound growth solved for a given end (World Bank WITS)"
    }
    fn worked(&self) -> &'static str {
        "560 to 3,000 in 2 years is 1.31455025; 560 printed to 10: [1.30428612, 1.32495277]"
    }
    fn undefined(&self) -> &'static str {
        "zero-base, negative-base, same-period, target-met"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn fits(&self, inputs: &Inputs) -> Result<(), String> {
        needs_goal(inputs).map(|_| ())
    }
    fn remarks(&self, _inputs: &Inputs, points: &[Point]) -> Vec<Remark> {
        let reason = points.iter().find_map(|point| match &point.value {
            Value::Undefined(reason) => Some(reason),
            _ => None,
        });
        let title = |reason| format!("required growth is undefined: {reason}");
        reason.map(|reason| Remark { code: "I104", title: title(reason) }).into_iter().collect()
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        toward_goal(inputs, |point, base, goal| {
            goal::required_growth(base, goal.amount, point.period.years_until(goal.period))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, goal, point, series, values};
    use super::*;
    use crate::series::Reason;

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
        let settings = Settings { goal: Some(goal(5.0, 2025)), ..Settings::default() };
        let series = [series(vec![point("2024", Some((9.0, 9.0, 9.0)))])];
        let inputs = Inputs::plain(&series, &settings);
        let remarks = RequiredGrowth.remarks(&inputs, &RequiredGrowth.points(&inputs));
        assert_eq!(remarks[0].code, "I104");
        assert_eq!(remarks[0].title, "required growth is undefined: already met");
    }
}
