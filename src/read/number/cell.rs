//! A cell of a value column: a number, perhaps with a flag, or the mark of a value that is not there.

use super::{NumberFault, NumberFormat};
use crate::trade::Decimal;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellValue {
    /// A number, with its flag where it has one.
    Number(Decimal, Option<String>),
    /// No value; the mark is kept as the reason.
    Missing(String),
    /// A value exists and is withheld.
    Suppressed(String),
    /// The value is under the producer's threshold.
    BelowThreshold(String),
}

/// How cells of a column are read.
#[derive(Clone, Debug)]
pub struct CellRules {
    /// Style of its numbers.
    pub format: NumberFormat,
    /// Marks of a missing value besides the usual ones.
    pub missing: Vec<String>,
    /// Marks of a withheld value besides `:c`.
    pub suppressed: Vec<String>,
    /// Marks of a value below the threshold.
    pub below_threshold: Vec<String>,
    /// Flags that may stand beside a number.
    pub flags: Vec<String>,
    /// Whether cells such as `1.234` are refused, because nothing decides how they are read.
    pub is_undecided: bool,
}

/// Marks that everybody uses for "no value".
const MISSING: [&str; 16] = [
    "", "..", "...", "-", "\u{2013}", "\u{2014}", "\u{2011}", "\u{2010}", "n/a", "n.a.", "na",
    "nan", "null", "none", ":", "nd",
];

/// Errors that spreadsheets leave in cells.
const SPREADSHEET: [&str; 9] =
    ["#formula!", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#n/a", "#spill!"];

impl CellRules {
    /// The usual marks, in a style.
    #[must_use]
    pub fn new(format: NumberFormat) -> Self {
        Self {
            format,
            missing: vec![],
            suppressed: vec![],
            below_threshold: vec![],
            flags: vec![],
            is_undecided: false,
        }
    }

    /// Reads a cell.
    ///
    /// # Errors
    /// Why it is neither a number nor a known mark.
    pub fn read(&self, text: &str) -> Result<CellValue, NumberFault> {
        let text = text.trim();
        if text.bytes().next().is_some_and(|b| b.is_ascii_digit())
            && let Ok(number) = self.format.parse(text)
        {
            return Ok(CellValue::Number(number, None));
        }
        if let Some(mark) = self.mark(text) {
            return Ok(mark);
        }
        let lower = text.to_lowercase();
        if SPREADSHEET.contains(&&*lower) || (text.len() > 1 && text.bytes().all(|b| b == b'#')) {
            return Err(NumberFault::Spreadsheet);
        }
        match self.format.parse(text) {
            Ok(number) => Ok(CellValue::Number(number, None)),
            Err(fault) => self.flagged(text).unwrap_or(Err(fault)),
        }
    }

    fn mark(&self, text: &str) -> Option<CellValue> {
        let is = |marks: &[String]| marks.iter().any(|mark| mark == text);
        let own = || text.to_owned();
        if is(&self.missing) {
            return Some(CellValue::Missing(own()));
        }
        if is(&self.suppressed) || matches!(text, ":c" | ": c" | ":C" | ": C") {
            return Some(CellValue::Suppressed(own()));
        }
        if is(&self.below_threshold) {
            return Some(CellValue::BelowThreshold(own()));
        }
        let lower = text.to_lowercase();
        MISSING.contains(&&*lower).then(|| CellValue::Missing(own()))
    }

    /// A number with something written beside it.
    fn flagged(&self, text: &str) -> Option<Result<CellValue, NumberFault>> {
        let digit = |c: char| c.is_ascii_digit() || ('\u{6F0}'..='\u{6F9}').contains(&c);
        let (number, mark) = match text.rfind(digit) {
            Some(last)
                if last + 1 < text.len()
                    && text.starts_with(|c| digit(c) || c == '-' || c == '.') =>
            {
                let end = last + text[last..].chars().next().map_or(1, char::len_utf8);
                text.split_at(end)
            }
            _ => {
                let start = text.find(|c: char| digit(c) || c == '-')?;
                let (mark, number) = text.split_at(start);
                (number, mark)
            }
        };
        let number = self.format.parse(number.trim()).ok()?;
        let mark = plain_mark(mark);
        if !is_flag(&mark) {
            return None;
        }
        Some(if self.flags.contains(&mark) {
            Ok(CellValue::Number(number, Some(mark)))
        } else {
            Err(NumberFault::Mark(mark))
        })
    }
}

/// Marks that could be flags; scales, bounds and shares are not.
fn is_flag(mark: &str) -> bool {
    let short = (1..=3).contains(&mark.chars().count());
    let scale = matches!(mark, "k" | "m" | "bn" | "mn" | "mil" | "K" | "M" | "e" | "E");
    let lawful = mark.chars().all(|c| c.is_alphanumeric() || matches!(c, '*' | '†' | '‡'));
    short && lawful && (!scale || mark == "e")
}

/// The flag without parentheses and blanks, superscripts as plain digits.
fn plain_mark(mark: &str) -> String {
    let plain = |c: char| match c {
        '\u{B9}' => '1',
        '\u{B2}' => '2',
        '\u{B3}' => '3',
        other => other,
    };
    mark.chars()
        .map(plain)
        .filter(|c| !matches!(c, '(' | ')' | ' ' | '\u{A0}' | '[' | ']'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> CellRules {
        CellRules::new(NumberFormat::PLAIN)
    }

    #[test]
    fn marks_are_never_zero() {
        for mark in ["", "..", "-", "\u{2011}", "N/A", "NA", "NaN", ":", "None"] {
            assert_eq!(rules().read(mark), Ok(CellValue::Missing(mark.to_owned())), "{mark}");
        }
        assert_eq!(rules().read(":c"), Ok(CellValue::Suppressed(":c".to_owned())));
        assert!(matches!(rules().read("0.0"), Ok(CellValue::Number(n, None)) if n.to_f64() == 0.0));
    }

    #[test]
    fn flags_stand_apart_and_only_when_declared() {
        assert_eq!(rules().read("123.4p"), Err(NumberFault::Mark("p".to_owned())));
        let flags = ["p", "2", "e", "bp", "a", "*"].map(str::to_owned).to_vec();
        let rules = CellRules { flags, ..rules() };
        let read = |text: &str| match rules.read(text) {
            Ok(CellValue::Number(number, Some(flag))) => format!("{number} {flag}"),
            other => format!("{other:?}"),
        };
        assert_eq!(read("45\u{B2}"), "45 2");
        assert_eq!(read("123.4 e"), "123.4 e");
        assert_eq!(read("45(a)"), "45 a");
        assert_eq!(read("12.5 bp"), "12.5 bp");
        assert_eq!(read("p123"), "123 p");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "5k", "1.2m", "~5", "<5", "50%", "1/2", "1-Jan", "1_000", "0x1F", "inf", "TRUE",
            "3 mil", "c. 5", "12:30", "x", "missing", "c",
        ] {
            assert!(rules().read(text).is_err(), "{text}");
        }
        for text in ["#REF!", "######", "#VALUE!", "#NAME?"] {
            assert_eq!(rules().read(text), Err(NumberFault::Spreadsheet), "{text}");
        }
    }
}
