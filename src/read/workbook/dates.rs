//! Dates of workbooks: which number formats show one, and what day a number of days is.

use chrono::{Days, NaiveDate};

use super::{Refusal, attribute, elements};

/// How much of a date a format shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The year alone.
    Year,
    /// Year and month.
    Month,
    /// Year, month and day.
    Day,
    /// Time of day too.
    Time,
}

/// For each style of a workbook, how much of a date it shows; `None` for numbers.
#[derive(Clone, Debug, Default)]
pub struct Styles {
    shown: Vec<Option<Shown>>,
    /// Whether days are counted from 1904.
    pub from_1904: bool,
}

impl Styles {
    /// Reads `xl/styles.xml`.
    pub fn read(part: &[u8]) -> Result<Self, Refusal> {
        let (mut own, mut shown, mut in_cells) = (vec![], vec![], false);
        elements(part, |element| match element.local_name().as_ref() {
            b"numFmt" => {
                let id = attribute(element, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                own.extend(id.zip(attribute(element, "formatCode")));
            }
            b"cellXfs" => in_cells = true,
            b"cellStyles" | b"dxfs" => in_cells = false,
            b"xf" if in_cells => {
                let id = attribute(element, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                let id = id.unwrap_or(0);
                let code = own.iter().find(|(own, _)| *own == id).map(|(_, code)| code.as_str());
                shown.push(code.map_or_else(|| built_in(id), by_code));
            }
            _ => {}
        })?;
        Ok(Self { shown, from_1904: false })
    }

    /// How much of a date the style of this number shows.
    pub fn shown(&self, style: usize) -> Option<Shown> {
        self.shown.get(style).copied().flatten()
    }

    /// The text of a number of days; `None` for what is no day of a calendar.
    pub fn date(&self, days: f64, shown: Shown) -> Option<String> {
        let whole = days.floor();
        if !(0.0..=2_958_465.0).contains(&whole) {
            return None;
        }
        let (base, days_since) = match (self.from_1904, whole as u64) {
            (true, days) => (NaiveDate::from_ymd_opt(1904, 1, 1)?, days),
            // Day 60 is 29 February 1900, which never was.
            (false, 60) => return None,
            (false, days @ 0..=59) => (NaiveDate::from_ymd_opt(1899, 12, 31)?, days),
            (false, days) => (NaiveDate::from_ymd_opt(1899, 12, 30)?, days),
        };
        let date = base.checked_add_days(Days::new(days_since))?;
        let seconds = ((days - whole) * 86_400.0 + 0.5) as u32;
        Some(match shown {
            Shown::Year => date.format("%Y").to_string(),
            Shown::Month => date.format("%Y-%m").to_string(),
            Shown::Time if seconds > 0 => {
                let (hours, minutes) = (seconds / 3_600, seconds % 3_600 / 60);
                format!("{date}T{hours:02}:{minutes:02}:{:02}", seconds % 60)
            }
            Shown::Day | Shown::Time => date.to_string(),
        })
    }
}

/// Formats that every workbook has without naming them.
fn built_in(id: u32) -> Option<Shown> {
    match id {
        14..=16 | 27..=31 | 36 | 50..=54 | 57 | 58 => Some(Shown::Day),
        17 | 55 | 56 => Some(Shown::Month),
        22 => Some(Shown::Time),
        _ => None,
    }
}

/// A format's own code: letters outside quotes and brackets tell what it shows.
fn by_code(code: &str) -> Option<Shown> {
    let first = code.split(';').next().unwrap_or(code);
    let (mut letters, mut quoted, mut bracketed, mut escaped) =
        (String::new(), false, false, false);
    for letter in first.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            _ if quoted || bracketed => {}
            _ => letters.push(letter.to_ascii_lowercase()),
        }
    }
    if letters.contains("general") {
        return None;
    }
    let has = |wanted: char| letters.contains(wanted);
    match (has('y') || has('e'), has('d'), has('m'), has('h') || has('s')) {
        (true, _, _, true) => Some(Shown::Time),
        (true, true, ..) => Some(Shown::Day),
        (true, false, true, _) => Some(Shown::Month),
        (true, false, false, _) if has('y') => Some(Shown::Year),
        (false, true, ..) => Some(Shown::Day),
        (false, false, true, false) => Some(Shown::Month),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_what_they_show() {
        for (code, shown) in [
            ("yyyy\\-mm\\-dd", Some(Shown::Day)),
            ("mmm\\-yy", Some(Shown::Month)),
            ("yyyy", Some(Shown::Year)),
            ("[$-409]d/m/yyyy h:mm", Some(Shown::Time)),
            ("h:mm", None),
            ("#,##0.00", None),
            ("#,##0\" dym\"", None),
            ("[Red]0.00E+00", None),
            ("General", None),
            ("0.00;[Red]-0.00", None),
        ] {
            assert_eq!(by_code(code), shown, "{code}");
        }
    }

    #[test]
    fn days_are_counted_from_either_epoch() {
        let mut styles = Styles::default();
        assert_eq!(styles.date(44_197.0, Shown::Day).unwrap(), "2021-01-01");
        assert_eq!(styles.date(44_197.0, Shown::Month).unwrap(), "2021-01");
        assert_eq!(styles.date(44_197.5, Shown::Time).unwrap(), "2021-01-01T12:00:00");
        assert_eq!(styles.date(59.0, Shown::Day).unwrap(), "1900-02-28");
        assert_eq!(styles.date(60.0, Shown::Day), None);
        assert_eq!(styles.date(-1.0, Shown::Day), None);
        assert_eq!(styles.date(1e12, Shown::Day), None);
        styles.from_1904 = true;
        assert_eq!(styles.date(42_735.0, Shown::Day).unwrap(), "2021-01-01");
    }
}
