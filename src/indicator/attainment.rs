//! `attainment`: the share of a target that was reached.
//!
//! A partial period is held against the whole target; proration is another question and not asked here.

use super::{Indicator, Inputs, toward_goal};
use crate::series::{Point, Reason, Value};
use crate::trade::Unit;

/// Level over target.
pub struct Attainment;

impl Indicator for Attainment {
    fn id(&self) -> &'static str {
        "attainment"
    }
    fn about(&self) -> &'static str {
        "share of the target that was reached"
    }
    fn formula(&self) -> &'static str {
        "V / T"
    }
    fn source(&self) -> &'static str {
        "Peterson Institute, tracker of the Phase One agreement: attained against due"
    }
    fn roles(&self) -> &'static [&'static str] {
        &["series"]
    }
    fn unit(&self, _input: Unit) -> Unit {
        Unit::Fraction
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        toward_goal(inputs, |_, value, goal| {
            if goal.amount == 0.0 {
                return Reason::ZeroDenominator.into();
            }
            Value::Known(value.rising(|v| v / goal.amount))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, goal, point, series, values};
    use super::*;

    #[test]
    fn worked_numbers() {
        let of = |value: f64, target: f64| {
            let settings = Settings { goal: Some(goal(target, 2025)), ..Settings::default() };
            let points = vec![point("2025-01-01/2025-11-30", Some((value, value, value)))];
            values(&Attainment, &[series(points)], &settings)[0].clone()
        };
        assert_interval(&of(560.0, 3000.0), 0.186_666_667, 0.186_666_667, 0.186_666_667);
        assert_interval(&of(19.8, 43.2), 0.458_333_333, 0.458_333_333, 0.458_333_333);
        assert_eq!(of(5.0, 0.0), Reason::ZeroDenominator.into());
    }
}
