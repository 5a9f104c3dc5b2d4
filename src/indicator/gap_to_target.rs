//! `gap-to-target`: what is lacking to a target, negative where it is exceeded.

use super::rule::{needs_goal, toward_goal};
use super::{Indicator, Inputs, Variant};
use crate::series::{Point, Value, goal};
use crate::trade::Unit;

/// Target minus level.
pub struct GapToTarget;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::new("level", "T - V", &["series"], None),
    Variant::new("yearly", "(T - V_0) / n", &["series"], Some(Unit::DollarPerYear)),
    Variant::new("log", "ln(T / V_0) / n, log points a year", &["series"], Some(Unit::LogPoint)),
];

impl Indicator for GapToTarget {
    fn id(&self) -> &'static str {
        "gap-to-target"
    }
    fn about(&self) -> &'static str {
        "what is lacking to the target; negative where it is exceeded"
    }
    fn source(&self) -> &'static str {
        "definition"
    }
    fn worked(&self) -> &'static str {
        "560 of 3,000 in 2 years: 2,440; 1,220 a year; 0.839215392"
    }
    fn undefined(&self) -> &'static str {
        "same-period (yearly, log), log-of-zero; missing where the level is"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn fits(&self, inputs: &Inputs) -> Result<(), String> {
        needs_goal(inputs).map(|_| ())
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let variant = inputs.variant(self);
        toward_goal(inputs, |point, value, goal| {
            let years = point.period.years_until(goal.period);
            match variant {
                "yearly" => goal::yearly_gap(value, goal.amount, years),
                "log" => goal::log_gap(value, goal.amount, years),
                _ => Value::Known(goal::gap(value, goal.amount)),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, goal, point, series, values};
    use super::*;

    #[test]
    fn worked_number_and_excess() {
        let settings = Settings { goal: Some(goal(3000.0, 2025)), ..Settings::default() };
        let points = vec![
            point("2023", Some((555.0, 560.0, 565.0))),
            point("2024", Some((3100.0, 3100.0, 3100.0))),
        ];
        let found = values(&GapToTarget, &[series(points)], &settings);
        assert_interval(&found[0], 2435.0, 2440.0, 2445.0);
        assert_interval(&found[1], -100.0, -100.0, -100.0);
    }
}
