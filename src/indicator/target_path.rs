//! `target-path`: the levels that lead from a baseline to a target, year by year.
//!
//! The path starts at the end of the baseline's own period and ends on the target exactly. Points between are
//! no data: their status is estimated.

use chrono::{Datelike, Months};

use super::rule::needs_goal;
use super::{Goal, Indicator, Inputs, Variant};
use crate::series::compare::derived;
use crate::series::months::seasonal;
use crate::series::{Point, Reason, Series, Value, goal};
use crate::trade::{Estimate, ObsStatus, Period};

/// Geometric path, or a linear one on request.
pub struct TargetPath;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::new(
        "even",
        "V_0 (T / V_0)^(k/n), or V_0 + (T - V_0) k / n if `linear`; a month is a twelfth of its year",
        &["baseline"],
        None,
    ),
    Variant::new(
        "seasonal",
        "months by their share in complete years of `months`",
        &["baseline", "months"],
        None,
    ),
];

impl Indicator for TargetPath {
    fn id(&self) -> &'static str {
        "target-path"
    }
    fn about(&self) -> &'static str {
        "levels that lead from the last known baseline to the target, year by year"
    }
    fn source(&self) -> &'static str {
        "compound growth between two given ends (World Bank WITS)"
    }
    fn worked(&self) -> &'static str {
        "560 to 3,000 in 2 years: 560, 1296.14814, 3000"
    }
    fn undefined(&self) -> &'static str {
        "as required-growth"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn fits(&self, inputs: &Inputs) -> Result<(), String> {
        needs_goal(inputs).map(|_| ())
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let Some(series) = inputs.series.first() else { return vec![] };
        let Some(goal) = &inputs.settings.goal else { return vec![] };
        let Some((point, base)) = series.known().last() else { return series.points.clone() };
        let years = point.period.years_until(goal.period);
        if let Err(reason) = reachable(base, goal, years, inputs.settings.linear) {
            return vec![derived(point, reason.into(), &[point])];
        }
        let yearly = path(point, base, years, goal, inputs.settings.linear);
        if !inputs.settings.monthly && inputs.series.len() < 2 {
            return yearly;
        }
        yearly[1..].iter().flat_map(|year| by_month(year, inputs.series.get(1))).collect()
    }
}

/// A path by equal amounts can start from nothing, a geometric one cannot.
fn reachable(base: Estimate, goal: &Goal, years: f64, linear: bool) -> Result<(), Reason> {
    match goal::reachable(base, goal.amount, years) {
        Err(Reason::ZeroBase) if linear && years > 0.0 && goal.amount > 0.0 => Ok(()),
        other => other,
    }
}

/// A year of a path as its months: twelfths, or parts by the season of a monthly series.
fn by_month(year: &Point, season: Option<&Series>) -> Vec<Point> {
    let (Some(calendar), Some(level)) = (year.period.calendar_year(), year.value.known()) else {
        return vec![];
    };
    let to_month = |month: u32| match (season, month) {
        (_, 0) => Ok(0.0),
        (_, 12) => Ok(1.0),
        (None, month) => Ok(f64::from(month) / 12.0),
        (Some(series), month) => Ok(seasonal(series, month, calendar)?.0.mid()),
    };
    let at = |month: u32| {
        let part = to_month(month).and_then(|to| Ok(to - to_month(month - 1)?));
        let value = part.map_or_else(|stopped: Value| stopped, |part| Value::Known(level * part));
        let period = Period::months_from(calendar, month, 1)?;
        Some(Point { period, value, status: ObsStatus::Estimated, ..year.clone() })
    };
    (1..=12).filter_map(at).collect()
}

fn path(point: &Point, base: Estimate, years: f64, goal: &Goal, linear: bool) -> Vec<Point> {
    let mut points = vec![point.clone()];
    for step in periods_between(point.period, goal.period) {
        let part = point.period.years_until(step) / years;
        let value = Value::Known(goal::on_path(base, goal.amount, part, linear));
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

    #[test]
    fn by_month_a_year_is_parted_evenly_or_by_season() {
        let goal = Some(goal(3000.0, 2025));
        let settings = Settings { goal, monthly: true, ..Settings::default() };
        let base = series(vec![point("2023", Some((560.0, 560.0, 560.0)))]);
        let even = values(&TargetPath, std::slice::from_ref(&base), &settings);
        assert_eq!(even.len(), 24);
        assert!((even[0].known().unwrap().mid() - 1_296.148_14 / 12.0).abs() < 1e-5);
        assert!((even[23].known().unwrap().mid() - 250.0).abs() < 1e-9);
        let season = super::super::testing::monthly();
        let settings = Settings { variant: Some("seasonal".to_owned()), ..settings };
        let seasonal = values(&TargetPath, &[base, season], &settings);
        // March is 12 of 130.
        assert!((seasonal[14].known().unwrap().mid() - 3000.0 * 12.0 / 130.0).abs() < 1e-9);
        let sum: f64 = seasonal[12..].iter().map(|v| v.known().unwrap().mid()).sum();
        assert!((sum - 3000.0).abs() < 1e-9);
    }

    #[test]
    fn from_nothing_only_equal_amounts_lead() {
        let of = |linear| {
            let goal = Some(goal(100.0, 2025));
            let settings = Settings { goal, linear, ..Settings::default() };
            values(&TargetPath, &[series(vec![point("2023", Some((0.0, 0.0, 0.0)))])], &settings)
        };
        assert_eq!(of(false)[0], Reason::ZeroBase.into());
        assert_eq!(of(true)[1].known().unwrap().mid(), 50.0);
    }
}
