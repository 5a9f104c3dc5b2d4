//! Where a target stands: what growth it asks for, how much of it is reached, and when it would be at the present pace.
//!
//! The target is exact; levels carry their intervals. No series, no chart: levels and periods come in, values go out.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::target::Target;
use crate::series::{Reason, Value, goal};
use crate::trade::{Estimate, Period};

const DAYS_PER_YEAR: f64 = 365.2425;
/// Beyond this many years a date says nothing.
const FARTHEST: f64 = 500.0;

/// A level with its period: a baseline or the latest figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Dollars.
    pub value: Estimate,
    /// When.
    pub period: Period,
}

/// What can be said of a target so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The latest level reaches the target, in time.
    Met,
    /// The deadline has passed below the target.
    Missed,
    /// At or above the path of constant growth from the baseline.
    OnPath,
    /// Below that path.
    BehindPath,
    /// The intervals do not tell.
    CannotTell,
}

/// When a target would be reached at the present pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Arrival {
    /// Already there.
    Reached,
    /// Between these dates; no later date where the slower end of the pace never gets there.
    Between {
        /// At the fast end of the pace.
        earliest: NaiveDate,
        /// At the pace itself.
        expected: NaiveDate,
        /// At the slow end.
        latest: Option<NaiveDate>,
    },
    /// The level does not rise.
    Never,
}

/// Growth a year from a baseline to a target, from the end of one period to the end of the other.
#[must_use]
pub fn required_growth(base: Reading, dollars: f64, deadline: Period) -> Value {
    goal::required_growth(base.value, dollars, base.period.years_until(deadline))
}

/// Growth a year from a baseline to the latest level.
#[must_use]
pub fn pace(base: Reading, latest: Reading) -> Value {
    if goal::usable(base.value).is_ok() && is_partial(base.period, latest.period) {
        return Reason::PartialPeriod(latest.period).into();
    }
    goal::compound_growth(base.value, latest.value, base.period.years_until(latest.period))
}

/// When a level that goes on growing at `pace` a year reaches the target.
///
/// # Errors
/// The reason for which the level cannot be carried forward.
pub fn arrival(latest: Reading, pace: Estimate, dollars: f64) -> Result<Arrival, Reason> {
    goal::usable(latest.value)?;
    if latest.value.low() >= dollars {
        return Ok(Arrival::Reached);
    }
    let date = |from: f64, pace: f64| {
        let years =
            if pace <= 0.0 { f64::INFINITY } else { libm::log(dollars / from) / libm::log1p(pace) };
        let days = (years.max(0.0) * DAYS_PER_YEAR).round();
        (years <= FARTHEST)
            .then(|| latest.period.end().checked_add_days(Days::new(days as u64)))
            .flatten()
    };
    let expected = date(latest.value.mid(), pace.mid());
    let earliest = date(latest.value.high(), pace.high());
    Ok(match (earliest, expected) {
        (Some(earliest), Some(expected)) => {
            Arrival::Between { earliest, expected, latest: date(latest.value.low(), pace.low()) }
        }
        _ => Arrival::Never,
    })
}

/// Where a target stands by its latest level, against the path of constant growth from a baseline.
#[must_use]
pub fn standing(target: &Target, base: Option<Reading>, latest: Reading) -> Standing {
    let Some(deadline) = target.deadline else {
        return if latest.value.low() >= target.dollars {
            Standing::Met
        } else {
            Standing::CannotTell
        };
    };
    let in_time = latest.period.end() <= deadline.end();
    match () {
        () if latest.value.low() >= target.dollars && in_time => Standing::Met,
        () if latest.period.end() >= deadline.end() && latest.value.high() < target.dollars => {
            Standing::Missed
        }
        () => base
            .map_or(Standing::CannotTell, |base| by_path(target.dollars, deadline, base, latest)),
    }
}

fn by_path(dollars: f64, deadline: Period, base: Reading, latest: Reading) -> Standing {
    let (whole, part) = (base.period.years_until(deadline), base.period.years_until(latest.period));
    if whole <= 0.0
        || part <= 0.0
        || goal::usable(base.value).is_err()
        || is_partial(base.period, latest.period)
    {
        return Standing::CannotTell;
    }
    let due = goal::on_path(base.value, dollars, part / whole, false);
    match () {
        () if latest.value.low() >= due.high() => Standing::OnPath,
        () if latest.value.high() < due.low() => Standing::BehindPath,
        () => Standing::CannotTell,
    }
}

/// Tonnes that the target amounts to at a unit value in dollars a tonne.
#[must_use]
pub fn tonnes_needed(dollars: f64, unit_value: Estimate) -> Value {
    goal::over(Estimate::exact(dollars), unit_value)
}

/// Whether the two periods differ in length by more than a leap day.
fn is_partial(base: Period, latest: Period) -> bool {
    let days = |period: Period| (period.end() - period.start()).num_days();
    (days(base) - days(latest)).abs() > 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::read_targets;
    use crate::series::goal::{attainment, attainment_even, attainment_seasonal, gap};

    fn reading(low: f64, mid: f64, high: f64, period: &str) -> Reading {
        Reading {
            value: Estimate::new(low * 1e6, mid * 1e6, high * 1e6),
            period: period.parse().unwrap(),
        }
    }

    fn assert_near(value: &Value, low: f64, mid: f64, high: f64) {
        let found = value.known().unwrap();
        for (found, expected) in [(found.low(), low), (found.mid(), mid), (found.high(), high)] {
            assert!((found / expected - 1.0).abs() < 2e-8, "{found} is not {expected}");
        }
    }

    #[test]
    fn required_growth_agrees_with_the_worked_numbers() {
        let to = |year: &str| year.parse().unwrap();
        let base = reading(555.0, 560.0, 565.0, "2023");
        assert_near(
            &required_growth(base, 3e9, to("2025")),
            1.304_286_12,
            1.314_550_25,
            1.324_952_77,
        );
        let exact = reading(239.0, 239.0, 239.0, "2024");
        assert_near(
            &required_growth(exact, 3e9, to("2025")),
            11.552_301_3,
            11.552_301_3,
            11.552_301_3,
        );
        let solar = reading(261.0, 261.0, 261.0, "2024-03-20/2025-03-20");
        assert_near(
            &required_growth(solar, 3e9, to("2025")),
            21.610_487_6,
            21.610_487_6,
            21.610_487_6,
        );
        assert_eq!(required_growth(exact, 2e8, to("2025")), Reason::TargetMet.into());
        assert_eq!(required_growth(exact, 3e9, to("2024")), Reason::SamePeriod.into());
    }

    #[test]
    fn attainment_agrees_with_the_worked_numbers() {
        let value = Estimate::exact(82.0);
        assert_near(
            &attainment(Estimate::exact(560.0), 3000.0),
            0.186_666_667,
            0.186_666_667,
            0.186_666_667,
        );
        assert_near(&attainment_even(value, 150.0, 7), 0.937_142_857, 0.937_142_857, 0.937_142_857);
        let share = Estimate::exact(0.553_846_154);
        assert_near(
            &attainment_seasonal(value, 150.0, share),
            0.987_037_037,
            0.987_037_037,
            0.987_037_037,
        );
        assert_eq!(gap(Estimate::exact(560.0), 3000.0).mid(), 2440.0);
    }

    #[test]
    fn the_date_follows_from_the_pace() {
        // 100 to 200 in a year is 100 % a year; 400 is one more doubling away.
        let (base, latest) =
            (reading(100.0, 100.0, 100.0, "2022"), reading(200.0, 200.0, 200.0, "2023"));
        let pace = pace(base, latest).known().unwrap();
        let Arrival::Between { expected, .. } = arrival(latest, pace, 4e8).unwrap() else {
            panic!("it is reached")
        };
        assert_eq!(expected.to_string(), "2024-12-30");
        assert_eq!(arrival(latest, Estimate::exact(-0.1), 4e8), Ok(Arrival::Never));
        assert_eq!(arrival(latest, pace, 1e8), Ok(Arrival::Reached));
    }

    #[test]
    fn a_part_of_a_year_gives_no_pace() {
        let (base, latest) = (
            reading(239.0, 239.0, 239.0, "2024"),
            reading(503.0, 503.0, 503.0, "2025-01-01/2025-11-30"),
        );
        assert_eq!(pace(base, latest), Reason::PartialPeriod(latest.period).into());
    }

    #[test]
    fn standing_is_told_only_where_intervals_allow() {
        let (targets, _) = read_targets(
            "a,b,target_usd,deadline,outcome,source_url\nAFG,RUS,3000000000,2025,open,http://x\n",
            "targets.csv",
        );
        let (base, target) = (Some(reading(555.0, 560.0, 565.0, "2023")), &targets[0]);
        let on = |low, high, period| standing(target, base, reading(low, low, high, period));
        assert_eq!(on(3001.0, 3002.0, "2025"), Standing::Met);
        assert_eq!(on(503.0, 504.0, "2025"), Standing::Missed);
        assert_eq!(on(503.0, 504.0, "2025-01-01/2025-11-30"), Standing::CannotTell);
        assert_eq!(on(239.0, 240.0, "2024"), Standing::BehindPath);
        assert_eq!(on(1400.0, 1401.0, "2024"), Standing::OnPath);
        assert_eq!(on(1290.0, 1310.0, "2024"), Standing::CannotTell);
    }

    #[test]
    fn tonnes_follow_from_the_unit_value() {
        let tonnes = tonnes_needed(1e9, Estimate::exact(333.333_333_333)).known().unwrap();
        assert!((tonnes.mid() - 3e6).abs() < 1.0);
    }
}
