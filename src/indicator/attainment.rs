//! `attainment`: the share of a target that was reached.
//!
//! `whole` holds a partial period against the whole target; `even` and `seasonal` against what was due by then.

use super::annualized::listed;
use super::rule::{needs_goal, toward_goal};
use super::{Indicator, Inputs, Variant};
use crate::series::compare::derived;
use crate::series::months::{ToDate, seasonal, to_date};
use crate::series::{Point, goal};
use crate::trade::Unit;

/// Level over target.
pub struct Attainment;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::new("whole", "V / T", &["series"], Some(Unit::Fraction)),
    Variant::new("even", "YTD / (T m / 12)", &["months"], Some(Unit::Fraction)),
    Variant::new(
        "seasonal",
        "YTD / (T s_m), s_m the share of the first m months in complete reference years",
        &["months"],
        Some(Unit::Fraction),
    ),
];

impl Indicator for Attainment {
    fn id(&self) -> &'static str {
        "attainment"
    }
    fn about(&self) -> &'static str {
        "share of the target that was reached"
    }
    fn source(&self) -> &'static str {
        "Peterson Institute, tracker of the Phase One agreement: attained against due"
    }
    fn worked(&self) -> &'static str {
        "560 of 3,000 is 0.186666667; 82 of 150 after 7 months 0.937142857, seasonal (s_7 0.553846154) 0.987037037"
    }
    fn undefined(&self) -> &'static str {
        "zero-denominator, same-period; missing where no reference year is complete"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn fits(&self, inputs: &Inputs) -> Result<(), String> {
        let goal = needs_goal(inputs)?;
        match (inputs.variant(self), goal.period.calendar_year()) {
            ("whole", _) | (_, Some(_)) => Ok(()),
            _ => Err("months are held against a target of a calendar year".to_owned()),
        }
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        match inputs.variant(self) {
            "whole" => toward_goal(inputs, |_, value, goal| goal::attainment(value, goal.amount)),
            variant => to_the_month(inputs, variant).unwrap_or_default(),
        }
    }
}

/// What was due after each month of the target's year, against what was reached by then.
fn to_the_month(inputs: &Inputs, variant: &str) -> Option<Vec<Point>> {
    let series = inputs.series.first()?;
    let goal = inputs.settings.goal.as_ref()?;
    let year = goal.period.calendar_year()?;
    let at = |to_date: &ToDate| {
        let mut note = format!("{} of 12 months", to_date.months);
        let value = to_date.value.require().and_then(|value| {
            if variant == "even" {
                return Ok(goal::attainment_even(value, goal.amount, to_date.months));
            }
            let (share, years) = seasonal(series, to_date.months, year)?;
            note = format!("{note}, by the season of {}", listed(&years));
            Ok(goal::attainment_seasonal(value, goal.amount, share))
        });
        let shown = to_date.points.last().copied()?;
        let mut point = derived(shown, value.unwrap_or_else(|stopped| stopped), &to_date.points);
        point.origins.push(goal.origin.clone());
        (point.period, point.note) = (to_date.period, note);
        Some(point)
    };
    Some(to_date(series, year).iter().filter_map(at).collect())
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, goal, monthly, point, series, values};
    use super::*;
    use crate::series::Reason;

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

    #[test]
    fn months_are_held_against_what_was_due() {
        let of = |variant: &str| {
            let variant = Some(variant.to_owned());
            let settings =
                Settings { variant, goal: Some(goal(150.0, 2024)), ..Settings::default() };
            values(&Attainment, &[monthly()], &settings)
        };
        assert_interval(&of("even")[6], 0.937_142_857, 0.937_142_857, 0.937_142_857);
        assert_interval(&of("seasonal")[6], 0.987_037_037, 0.987_037_037, 0.987_037_037);
    }
}
