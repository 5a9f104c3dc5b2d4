//! Periods in the forms that files use. A solar or fiscal year needs its calendar declared.

use chrono::{Datelike, Days, NaiveDate};

use super::Calendar;
use crate::trade::Period;

const FISCAL: &str =
    "set `calendar = \"fiscal-july\"` or `\"fiscal-april\"` if these are fiscal years";
const SOLAR: &str = "set `calendar = \"solar-hijri\"` if these are solar years";
const FORMS: &str = "write 2024, 2024-05, 2024-Q2 or 2024-03-20/2024-11-20";

/// Reads a period, and the mark beside it (`2020*`, `2020 (p)`, `2020.0`).
///
/// # Errors
/// The remedy.
pub fn read(text: &str, calendar: Calendar) -> Result<(Period, Option<String>), &'static str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (head, rest) = text.split_at(digits);
    match (digits, rest) {
        (4, "") => year(head, calendar).map(|period| (period, None)),
        (6, "") => compact_month(head).map(|period| (period, None)).ok_or(FORMS),
        (4, rest) if is_year_span(head, rest) => {
            span(head, rest, calendar).map(|period| (period, None)).ok_or(FISCAL)
        }
        (4, rest) => match month_name(head, rest).or_else(|| dated(text)) {
            Some(period) => Ok((period, None)),
            None if is_mark(rest) => Ok((year(head, calendar)?, Some(rest.trim().to_owned()))),
            None => Err(FORMS),
        },
        _ => Err(FORMS),
    }
}

fn year(text: &str, calendar: Calendar) -> Result<Period, &'static str> {
    let number: i32 = text.parse().map_err(|_| FORMS)?;
    match calendar {
        Calendar::Gregorian if (1800..=2200).contains(&number) => Ok(Period::year(number)),
        Calendar::SolarHijri if (1200..=1600).contains(&number) => solar_year(number).ok_or(SOLAR),
        Calendar::FiscalJuly if (1800..=2200).contains(&number) => {
            Period::months_from(number - 1, 7, 12).ok_or(FORMS)
        }
        Calendar::FiscalApril if (1800..=2200).contains(&number) => {
            Period::months_from(number, 4, 12).ok_or(FORMS)
        }
        Calendar::Gregorian if (1200..=1600).contains(&number) => Err(SOLAR),
        _ => Err(FORMS),
    }
}

/// `2021-22`, `2021/22` and `2021-2022`, but not `2021-01` to `2021-12`.
fn is_year_span(head: &str, rest: &str) -> bool {
    let Some(second) = rest.strip_prefix(['-', '/']) else { return false };
    let Ok(first) = head.parse::<i32>() else { return false };
    match (second.len(), second.parse::<i32>()) {
        (2, Ok(number)) => number == (first + 1) % 100 && (number > 12 || rest.starts_with('/')),
        (4, Ok(number)) => number == first + 1,
        _ => false,
    }
}

fn span(head: &str, _rest: &str, calendar: Calendar) -> Option<Period> {
    let first: i32 = head.parse().ok()?;
    match calendar {
        Calendar::FiscalJuly => Period::months_from(first, 7, 12),
        Calendar::FiscalApril => Period::months_from(first, 4, 12),
        Calendar::Gregorian | Calendar::SolarHijri => None,
    }
}

/// `202405`; `202452` is the whole year in UN Comtrade.
fn compact_month(text: &str) -> Option<Period> {
    let year: i32 = text[..4].parse().ok().filter(|year| (1800..=2200).contains(year))?;
    match text[4..].parse().ok()? {
        52 => Some(Period::year(year)),
        month @ 1..=12 => Period::months_from(year, month, 1),
        _ => None,
    }
}

/// `2024M05`, `2024-May` and `2024Q1`.
fn month_name(head: &str, rest: &str) -> Option<Period> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let year: i32 = head.parse().ok().filter(|year| (1800..=2200).contains(year))?;
    let rest = rest.to_lowercase();
    let rest = rest.trim_start_matches(['-', ' ']);
    if let Some(quarter @ 1..=4) = rest.strip_prefix('q').and_then(|q| q.parse::<u32>().ok()) {
        return Period::months_from(year, quarter * 3 - 2, 3);
    }
    let month = match rest.strip_prefix('m') {
        Some(number) if number.bytes().all(|b| b.is_ascii_digit()) => number.parse().ok()?,
        _ => MONTHS.iter().position(|name| *name == rest)? as u32 + 1,
    };
    Period::months_from(year, month, 1)
}

/// Forms of [`Period`] itself; a single date is no period.
fn dated(text: &str) -> Option<Period> {
    text.parse().ok()
}

/// What may stand beside a year without changing it.
fn is_mark(rest: &str) -> bool {
    let mark = rest.trim().trim_matches(['(', ')']);
    matches!(mark, ".0" | ".00" | "*" | "**" | "p" | "P" | "e" | "E" | "r" | "R" | "prov" | "prov.")
}

/// The days of a solar Hijri year, by the 33-year cycle: correct for 1244 to 1500.
fn solar_year(year: i32) -> Option<Period> {
    Period::between(new_year(year)?, new_year(year + 1)?.checked_sub_days(Days::new(1))?).ok()
}

/// 1 Farvardin. The cycle of 33 years with 8 leap years is anchored at 1 Farvardin 1403, 20 March 2024.
fn new_year(year: i32) -> Option<NaiveDate> {
    let anchor = NaiveDate::from_ymd_opt(2024, 3, 20)?;
    let days: i64 = if year >= 1403 {
        (1403..year).map(length).sum()
    } else {
        -(year..1403).map(length).sum::<i64>()
    };
    anchor.checked_add_signed(chrono::Duration::days(days)).filter(|date| date.month() == 3)
}

fn length(year: i32) -> i64 {
    if matches!(year.rem_euclid(33), 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30) { 366 } else { 365 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str, calendar: Calendar) -> String {
        match read(text, calendar) {
            Ok((period, None)) => period.to_string(),
            Ok((period, Some(mark))) => format!("{period} {mark}"),
            Err(_) => "no".to_owned(),
        }
    }

    #[test]
    fn gregorian_forms_are_read() {
        for (text, expected) in [
            ("2020", "2020"),
            ("202005", "2020-05"),
            ("202052", "2020"),
            ("2020-05", "2020-05"),
            ("2020-Q2", "2020-Q2"),
            ("2020M05", "2020-05"),
            ("2020Q3", "2020-Q3"),
            ("2020-May", "2020-05"),
            ("2020.0", "2020 .0"),
            ("2020*", "2020 *"),
            ("2020 (p)", "2020 (p)"),
            ("2024-03-20/2024-11-20", "2024-03-20/2024-11-20"),
            ("2021-12", "2021-12"),
            ("2021-22", "no"),
            ("2020/21", "no"),
            ("20", "no"),
            ("1399", "no"),
            ("2563", "no"),
            ("202013", "no"),
            ("2020-13", "no"),
            ("2020-02-31", "no"),
            ("", "no"),
            ("Total", "no"),
        ] {
            assert_eq!(period(text, Calendar::Gregorian), expected, "{text}");
        }
    }

    #[test]
    fn other_calendars_are_real_dates() {
        assert_eq!(period("1403", Calendar::SolarHijri), "2024-03-20/2025-03-20");
        assert_eq!(period("1402", Calendar::SolarHijri), "2023-03-21/2024-03-19");
        assert_eq!(period("1399", Calendar::SolarHijri), "2020-03-20/2021-03-20");
        assert_eq!(period("2021-22", Calendar::FiscalJuly), "2021-07-01/2022-06-30");
        assert_eq!(period("2021-22", Calendar::FiscalApril), "2021-04-01/2022-03-31");
    }
}
