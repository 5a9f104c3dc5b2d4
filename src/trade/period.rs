//! Periods as real dates: a solar year is never the calendar year that it overlaps.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Mean length of a year of the Gregorian calendar in days.
const DAYS_PER_YEAR: f64 = 365.2425;

/// Time from the first day to the last day, both included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    start: NaiveDate,
    end: NaiveDate,
}

/// How often a value of this length comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Frequency {
    /// Twelve months, of any calendar.
    Annual,
    /// Three months from January, April, July or October.
    Quarterly,
    /// A calendar month.
    Monthly,
    /// Any other span, such as the first eleven months of a year.
    Span,
}

/// A text that tells no period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodError(pub String);

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot tell the period from `{}`", self.0)
    }
}

impl std::error::Error for PeriodError {}

impl Period {
    /// The time from `start` to `end`, both included.
    ///
    /// # Errors
    /// [`PeriodError`] if it ends before it starts.
    pub fn between(start: NaiveDate, end: NaiveDate) -> Result<Self, PeriodError> {
        if end < start {
            Err(PeriodError(format!("{start}/{end}")))
        } else {
            Ok(Self { start, end })
        }
    }

    /// A calendar year; years outside 1800..=2200 are refused by [`Period::from_str`], not here.
    ///
    /// # Panics
    /// If chrono has no such year.
    #[must_use]
    pub fn year(year: i32) -> Self {
        Self::months_from(year, 1, 12).expect("a year within chrono's range")
    }

    /// `count` whole months from the first of `month`.
    #[must_use]
    pub fn months_from(year: i32, month: u32, count: u32) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt(year, month, 1)?;
        let end = start.checked_add_months(Months::new(count))?.checked_sub_days(Days::new(1))?;
        Self::between(start, end).ok()
    }

    /// First day.
    #[must_use]
    pub fn start(self) -> NaiveDate {
        self.start
    }

    /// Last day.
    #[must_use]
    pub fn end(self) -> NaiveDate {
        self.end
    }

    /// The year, if this is a whole calendar year.
    #[must_use]
    pub fn calendar_year(self) -> Option<i32> {
        (self == Self::year(self.start.year())).then(|| self.start.year())
    }

    /// The whole months covered, if the period starts and ends with months.
    #[must_use]
    pub fn whole_months(self) -> Option<u32> {
        let next = self.end.succ_opt()?;
        if self.start.day() != 1 || next.day() != 1 {
            return None;
        }
        let months = (next.year() - self.start.year()) * 12 + next.month() as i32
            - self.start.month() as i32;
        u32::try_from(months).ok()
    }

    /// How often a value of this length comes.
    #[must_use]
    pub fn frequency(self) -> Frequency {
        let days = (self.end - self.start).num_days() + 1;
        match self.whole_months() {
            Some(12) => Frequency::Annual,
            Some(3) if self.start.month() % 3 == 1 => Frequency::Quarterly,
            Some(1) => Frequency::Monthly,
            None if (365..=366).contains(&days) => Frequency::Annual,
            _ => Frequency::Span,
        }
    }

    /// Whether `self` begins the day after `earlier` ends, at the same frequency.
    #[must_use]
    pub fn follows(self, earlier: Self) -> bool {
        earlier.end.succ_opt() == Some(self.start) && self.frequency() == earlier.frequency()
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Years between the *ends* of two periods; whole where both are calendar years.
    #[must_use]
    pub fn years_until(self, later: Self) -> f64 {
        match (self.calendar_year(), later.calendar_year()) {
            (Some(from), Some(to)) => f64::from(to - from),
            _ => (later.end - self.end).num_days() as f64 / DAYS_PER_YEAR,
        }
    }

    /// Middle of the period as a decimal year (2024.5 for the year 2024), for axes.
    #[must_use]
    pub fn middle(self) -> f64 {
        let after = self.end.succ_opt().unwrap_or(self.end);
        f64::midpoint(decimal_year(self.start), decimal_year(after))
    }
}

/// A date as a decimal year: 1 January 2024 is 2024.0.
fn decimal_year(date: NaiveDate) -> f64 {
    let days = if date.leap_year() { 366.0 } else { 365.0 };
    f64::from(date.year()) + f64::from(date.ordinal0()) / days
}

impl FromStr for Period {
    type Err = PeriodError;

    /// Reads `2024`, `2024-05`, `2024-Q1` and `2024-01-01/2024-11-30`.
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        parse(text.trim()).ok_or_else(|| PeriodError(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Period> {
    if let Some((start, end)) = text.split_once('/') {
        return Period::between(start.parse().ok()?, end.parse().ok()?).ok();
    }
    let year: i32 =
        text.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    if !(1800..=2200).contains(&year) {
        return None;
    }
    match text.get(4..)? {
        "" => Some(Period::year(year)),
        rest => match rest.strip_prefix('-')? {
            quarter if quarter.starts_with('Q') => {
                let number: u32 = quarter.get(1..)?.parse().ok().filter(|q| (1..=4).contains(q))?;
                Period::months_from(year, number * 3 - 2, 3)
            }
            month if month.len() == 2 => Period::months_from(year, month.parse().ok()?, 1),
            _ => None,
        },
    }
}

impl fmt::Display for Period {
    /// The shortest form that [`Period::from_str`] reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.start.year(), self.start.month());
        match self.frequency() {
            Frequency::Annual if self.calendar_year().is_some() => write!(f, "{year}"),
            Frequency::Quarterly => write!(f, "{year}-Q{}", month.div_ceil(3)),
            Frequency::Monthly => write!(f, "{year}-{month:02}"),
            _ => write!(f, "{}/{}", self.start, self.end),
        }
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for Period {
    type Error = PeriodError;
    fn try_from(text: String) -> Result<Self, PeriodError> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn each_form_is_read_and_written_back() {
        for text in ["2024", "2024-05", "2024-Q3", "2024-03-20/2024-11-20"] {
            assert_eq!(period(text).to_string(), text);
        }
        for text in
            ["20", "1399", "2563", "2020/21", "2024-13", "2024-Q5", "", "2024-01-05/2023-01-01"]
        {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn n_counts_intervals_between_ends() {
        assert_eq!(period("2020").years_until(period("2024")), 4.0);
        let solar_1403 = period("2024-03-20/2025-03-20");
        let years = solar_1403.years_until(period("2025"));
        assert!((years - 0.783_041_404).abs() < 1e-9, "{years}");
    }

    #[test]
    fn frequencies_follow_from_dates() {
        assert_eq!(period("2024-03-20/2025-03-20").frequency(), Frequency::Annual);
        assert_eq!(period("2025-01-01/2025-11-30").frequency(), Frequency::Span);
        assert!(period("2024").follows(period("2023")));
        assert!(!period("2024").follows(period("2022")));
        assert!(!period("2025-01").follows(period("2024")));
    }
}
