//! `target-path`: the levels that lead from a baseline to a target, year by year.
//!
//! The path starts at the end of the baseline's own period and ends on the target exactly. Points between are
//! no data: their status is estimated.

use chrono::{Datelike, Months};

use super::required_growth::years_to;
use super::{Goal, Indicator, Inputs, derived};
use crate::series::{Point, Value};
use crate::trade::{Estimate, ObsStatus, Period, Unit};

/// Geometric path, or a linear one on request.
pub struct TargetPath;

impl Indicator for TargetPath {
    fn id(&self) -> &'static str {
        "target-path"
    }
    fn about(&self) -> &'static str {
        "levels that lead from the last known baseline to the target, year by year"
    }
    fn formula(&self) -> &'static str {
        "V_0 (T / V_0)^(k/n), or V_0 + (T - V_0) k / n if linear"
    }
    fn source(&self) -> &'static str {
        "compound growth between two given ends (World Bank WITS)"
    }
    fn roles(&self) -> &'static [&'static str] {
        &["baseline"]
    }
    fn unit(&self, input: Unit) -> Unit {
        input
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let [series] = inputs.series else { return vec![] };
        let Some(goal) = &inputs.settings.goal else { return vec![] };
        let Some((point, base)) = series.known().last() else { return series.points.clone() };
        match years_to(point, base, goal) {
            Ok(years) => path(point, base, years, goal, inputs.settings.linear),
            Err(stopped) => vec![derived(point, stopped, &[point])],
        }
    }
}

fn path(point: &Point, base: Estimate, years: f64, goal: &Goal, linear: bool) -> Vec<Point> {
    let level = |elapsed: f64| {
        let part = elapsed / years;
        base.rising(|v| {
            if linear { v + (goal.amount - v) * part } else { v * libm::pow(goal.amount / v, part) }
        })
    };
    let mut points = vec![point.clone()];
    for step in periods_between(point.period, goal.period) {
        let value = Value::Known(level(point.period.years_until(step)));
        let mut next = derived(point, value, &[point]);
        next.period = step;
        next.status = ObsStatus::Estimated;
        points.push(next);
    }
    let mut last = derived(point, Value::Known(Estimate::exact(goal.amount)), &[point]);
    last.period = goal.period;
    last.origins.push(goal.origin.clone());
    points.push(last);
    points
}

/// The years of the goal's calendar that end after `from` and before `to`.
fn periods_between(from: Period, to: Period) -> Vec<Period> {
    let mut steps = vec![];
    let mut years_back = 1;
    loop {
        let back = |date: chrono::NaiveDate| date.checked_sub_months(Months::new(12 * years_back));
        let step = match to.calendar_year() {
            Some(year) => Some(Period::year(year - years_back as i32)),
            None => {
                back(to.start()).zip(back(to.end())).and_then(|(s, e)| Period::between(s, e).ok())
            }
        };
        match step {
            Some(step) if step.end() > from.end() && step.start().year() > 1 => steps.push(step),
            _ => break,
        }
        years_back += 1;
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{goal, point, series, values};
    use super::*;

    fn mids(linear: bool, target: f64, by: i32) -> Vec<f64> {
        let settings = Settings { goal: Some(goal(target, by)), linear, ..Settings::default() };
        let base = series(vec![point("2023", Some((555.0, 560.0, 565.0)))]);
        values(&TargetPath, &[base], &settings).iter().map(|v| v.known().unwrap().mid()).collect()
    }

    #[test]
    fn worked_numbers() {
        let geometric = [
            560.0,
            845.314_481,
            1_275.993_88,
            1_926.100_18,
            2_907.429_24,
            4_388.735_79,
            6_624.753_42,
            10_000.0,
        ];
        let linear = [
            560.0,
            1_908.571_43,
            3_257.142_86,
            4_605.714_29,
            5_954.285_71,
            7_302.857_14,
            8_651.428_57,
            10_000.0,
        ];
        for (found, expected) in
            [(mids(false, 1e4, 2030), geometric), (mids(true, 1e4, 2030), linear)]
        {
            assert_eq!(found.len(), expected.len());
            for (f, e) in found.iter().zip(expected) {
                assert!((f - e).abs() < 1e-5, "{f} should be {e}");
            }
        }
        assert!((mids(false, 3e3, 2025)[1] - 1_296.148_14).abs() < 1e-5);
    }

    #[test]
    fn the_path_ends_on_the_target_exactly() {
        let settings = Settings { goal: Some(goal(3000.0, 2025)), ..Settings::default() };
        let base = series(vec![point("2023", Some((555.0, 560.0, 565.0)))]);
        let found = values(&TargetPath, &[base], &settings);
        assert_eq!(found.last().unwrap().known(), Some(Estimate::exact(3000.0)));
    }
}
