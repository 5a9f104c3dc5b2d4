//! Years, months, periods and durations by language. Dates stay Gregorian; a solar year is named beside its dates.

use chrono::{Datelike, NaiveDate};

use super::digits::NBSP;
use super::{Lang, Numbers};
use crate::trade::{Frequency, Period};

const ENGLISH: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const RUSSIAN: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];
const RUSSIAN_GENITIVE: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const PERSIAN: [&str; 12] = [
    "ژانویه",
    "فوریه",
    "مارس",
    "آوریل",
    "مه",
    "ژوئن",
    "ژوئیه",
    "اوت",
    "سپتامبر",
    "اکتبر",
    "نوامبر",
    "دسامبر",
];
/// Between a solar year and the Gregorian year in which it begins.
const SOLAR_OFFSET: i32 = 621;

/// Names of months in Russian, shortened as in tables.
const RUSSIAN_SHORT: [&str; 12] = [
    "янв.",
    "февр.",
    "март",
    "апр.",
    "май",
    "июнь",
    "июль",
    "авг.",
    "сент.",
    "окт.",
    "нояб.",
    "дек.",
];

impl Numbers {
    /// A year: never grouped.
    #[must_use]
    pub fn year(self, year: i32) -> String {
        self.token(self.localized(&year.to_string()))
    }

    /// Years from the first to the last: `2018–2024`.
    #[must_use]
    pub fn years_between(self, from: i32, to: i32) -> String {
        self.range(&self.localized(&from.to_string()), &self.localized(&to.to_string()))
    }

    /// The name of a month from 1, as a label: `May`, `май`, `مه`.
    #[must_use]
    pub fn month(self, month: u32) -> &'static str {
        let index = (month.clamp(1, 12) - 1) as usize;
        match self.lang {
            Lang::En => ENGLISH[index],
            Lang::Ru => RUSSIAN[index],
            Lang::Fa => PERSIAN[index],
        }
    }

    /// A date in full: `20 Mar 2024`, `20 марта 2024`, `۲۰ مارس ۲۰۲۴`.
    #[must_use]
    pub fn date(self, date: NaiveDate) -> String {
        format!("{}{NBSP}{}", self.day(date), self.year(date.year()))
    }

    /// A period: `2024`, `May 2024`, `Jan–Nov 2025`, `20 Mar–20 Nov 2024`, `solar 1403 (Mar 2024–Mar 2025)`.
    #[must_use]
    pub fn period(self, period: Period) -> String {
        if let Some(year) = period.calendar_year() {
            return self.year(year);
        }
        if let Some(year) = solar_year(period) {
            let dates = self.month_range(period);
            return match self.lang {
                Lang::En => format!("solar{NBSP}{year} ({dates})"),
                Lang::Ru => format!("{year}{NBSP}г.{NBSP}солнечной хиджры ({dates})"),
                Lang::Fa => format!("{} ({dates})", self.year(year)),
            };
        }
        if period.whole_months().is_some() {
            self.month_range(period)
        } else {
            self.day_range(period)
        }
    }

    /// A period for tight labels: in Russian `янв.–нояб. 2025` and `20.03–20.11.2024`.
    #[must_use]
    pub fn period_short(self, period: Period) -> String {
        let (start, end) = (period.start(), period.end());
        let plain = self.lang == Lang::Ru
            && period.calendar_year().is_none()
            && solar_year(period).is_none()
            && start.year() == end.year()
            && start.month() != end.month();
        if !plain {
            return self.period(period);
        }
        if period.whole_months().is_some() {
            let month = |date: NaiveDate| RUSSIAN_SHORT[date.month0() as usize];
            return format!("{}–{}{NBSP}{}", month(start), month(end), end.year());
        }
        let day = |date: NaiveDate| format!("{:02}.{:02}", date.day(), date.month());
        format!("{}–{}.{}", day(start), day(end), end.year())
    }

    /// A count of years: `4 years`, `4 года`, `۴ سال`.
    #[must_use]
    pub fn years(self, count: u32) -> String {
        self.counted(count, ["year", "years"], ["год", "года", "лет"], "سال")
    }

    /// A count of months: `11 months`, `11 месяцев`, `۱۱ ماه`.
    #[must_use]
    pub fn months(self, count: u32) -> String {
        self.counted(count, ["month", "months"], ["месяц", "месяца", "месяцев"], "ماه")
    }

    /// A count with its noun in the right form.
    #[must_use]
    pub fn counted(self, count: u32, en: [&str; 2], ru: [&str; 3], fa: &str) -> String {
        let noun = match self.lang {
            Lang::En => en[usize::from(count != 1)],
            Lang::Ru => ru[russian_form(count)],
            Lang::Fa => fa,
        };
        format!("{}{NBSP}{noun}", self.full(i64::from(count)))
    }

    /// `May 2024`, `Jan–Nov 2025`, `Jul 2021–Jun 2022`.
    fn month_range(self, period: Period) -> String {
        let (start, end) = (period.start(), period.end());
        let named = |date: NaiveDate| {
            format!("{}{NBSP}{}", self.month(date.month()), self.year(date.year()))
        };
        if (start.year(), start.month()) == (end.year(), end.month()) {
            named(start)
        } else if start.year() == end.year() {
            self.range(self.month(start.month()), &named(end))
        } else {
            self.dash(&named(start), &named(end))
        }
    }

    /// `20 Mar–20 Nov 2024`, `25 Dec 2024–5 Jan 2025`, `5 Jan 2025`.
    fn day_range(self, period: Period) -> String {
        let (start, end) = (period.start(), period.end());
        if start == end {
            self.date(start)
        } else if start.year() == end.year() {
            self.dash(&self.day(start), &self.date(end))
        } else {
            self.dash(&self.date(start), &self.date(end))
        }
    }

    fn day(self, date: NaiveDate) -> String {
        let day = self.token(self.localized(&date.day().to_string()));
        let month = match self.lang {
            Lang::Ru => RUSSIAN_GENITIVE[date.month0() as usize],
            Lang::En | Lang::Fa => self.month(date.month()),
        };
        format!("{day}{NBSP}{month}")
    }

    /// A range of two expressions that hold spaces: Russian sets its dash off.
    fn dash(self, from: &str, to: &str) -> String {
        match self.lang {
            Lang::Ru => format!("{from}{NBSP}– {to}"),
            Lang::En | Lang::Fa => self.range(from, to),
        }
    }
}

/// The solar year, if the period is one: twelve months from 20 or 21 March.
fn solar_year(period: Period) -> Option<i32> {
    let start = period.start();
    let new_year = start.month() == 3 && (start.day() == 20 || start.day() == 21);
    (new_year && period.frequency() == Frequency::Annual).then(|| start.year() - SOLAR_OFFSET)
}

/// Which of the three Russian forms a count takes: 1 год, 2 года, 5 лет.
fn russian_form(count: u32) -> usize {
    match (count % 100, count % 10) {
        (11..=14, _) => 2,
        (_, 1) => 0,
        (_, 2..=4) => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::strip_controls;

    fn check(text: &str, expected: [&str; 3]) {
        let period = text.parse().unwrap();
        for (lang, expected) in Lang::ALL.into_iter().zip(expected) {
            let printed = strip_controls(&Numbers::of(lang).period(period));
            assert_eq!(printed.replace(NBSP, " "), expected);
        }
    }

    #[test]
    fn periods_read_as_a_reader_expects() {
        check("2024", ["2024", "2024", "۲۰۲۴"]);
        check("2024-05", ["May 2024", "май 2024", "مه ۲۰۲۴"]);
        check(
            "2025-01-01/2025-11-30",
            ["Jan–Nov 2025", "январь–ноябрь 2025", "ژانویه–نوامبر ۲۰۲۵"],
        );
        check(
            "2024-03-20/2024-11-20",
            ["20 Mar–20 Nov 2024", "20 марта – 20 ноября 2024", "۲۰ مارس–۲۰ نوامبر ۲۰۲۴"],
        );
        check(
            "2021-07-01/2022-06-30",
            ["Jul 2021–Jun 2022", "июль 2021 – июнь 2022", "ژوئیه ۲۰۲۱–ژوئن ۲۰۲۲"],
        );
        check(
            "2024-03-20/2025-03-20",
            [
                "solar 1403 (Mar 2024–Mar 2025)",
                "1403 г. солнечной хиджры (март 2024 – март 2025)",
                "۱۴۰۳ (مارس ۲۰۲۴–مارس ۲۰۲۵)",
            ],
        );
    }

    #[test]
    fn counts_take_their_russian_form() {
        let ru = Numbers::of(Lang::Ru);
        for (count, text) in [
            (1, "1 год"),
            (3, "3 года"),
            (5, "5 лет"),
            (11, "11 лет"),
            (21, "21 год"),
            (112, "112 лет"),
        ] {
            assert_eq!(ru.years(count).replace(NBSP, " "), text);
        }
        assert_eq!(ru.months(2).replace(NBSP, " "), "2 месяца");
        assert_eq!(Numbers::of(Lang::En).months(1).replace(NBSP, " "), "1 month");
    }

    #[test]
    fn a_range_of_years_stays_bare() {
        assert_eq!(Numbers::of(Lang::Fa).years_between(2018, 2024), "۲۰۱۸–۲۰۲۴");
    }
}
