//! `gap-to-target`: what is lacking to a target, negative where it is exceeded.

use super::{Indicator, Inputs, toward_goal};
use crate::series::{Point, Value};
use crate::trade::Unit;

/// Target minus level.
pub struct GapToTarget;

impl Indicator for GapToTarget {
    fn id(&self) -> &'static str {
        "gap-to-target"
    }
    fn about(&self) -> &'static str {
        "what is lacking to the target; negative where it is exceeded"
    }
    fn formula(&self) -> &'static str {
        "T - V"
    }
    fn source(&self) -> &'static str {
        "definition"
    }
    fn roles(&self) -> &'static [&'static str] {
        &["series"]
    }
    fn unit(&self, input: Unit) -> Unit {
        input
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        toward_goal(inputs, |_, value, goal| Value::Known(value.falling(|v| goal.amount - v)))
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
