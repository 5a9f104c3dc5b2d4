//! Words with numbers in them: `{series.period}` in a title becomes the number that the chart draws.
//!
//! `{flour.2024}` is the value, `{flour.2024.low}` and `.high` its ends, `.interval` both; a doubled brace is a brace.
//! In an article the chart comes first: `{flour-imports:flour.2024}`; that is for `article`.

use crate::series::{Point, Series, SeriesSet};
use crate::trade::Period;
use crate::words::{MoneyFormat, Numbers};

/// A piece of a text with expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text that stands as it is.
    Text(&'t str),
    /// What stands between two braces, and the byte of the first of them.
    Expression {
        /// Byte of the opening brace.
        at: usize,
        /// The words between the braces.
        words: &'t str,
    },
    /// A brace without its partner.
    Stray(usize),
}

/// Splits a text at its braces.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = vec![];
    let mut at = 0;
    while let Some(offset) = text[at..].find(['{', '}']) {
        let brace = at + offset;
        if brace > at {
            found.push(Piece::Text(&text[at..brace]));
        }
        let (mark, rest) = (&text[brace..=brace], &text[brace + 1..]);
        at = match rest.find('}') {
            _ if rest.starts_with(mark) => {
                found.push(Piece::Text(mark));
                brace + 2
            }
            Some(end) if mark == "{" => {
                found.push(Piece::Expression { at: brace, words: &rest[..end] });
                brace + end + 2
            }
            _ => {
                found.push(Piece::Stray(brace));
                brace + 1
            }
        };
    }
    if at < text.len() {
        found.push(Piece::Text(&text[at..]));
    }
    found
}

/// The text with its numbers, in the form of the language.
///
/// # Errors
/// The expression that names no known value, with the reason.
pub fn fill(text: &str, set: &SeriesSet, numbers: Numbers) -> Result<String, (String, String)> {
    let mut filled = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Expression { words, .. } => filled.push_str(
                &evaluate(words, set, numbers).map_err(|why| (format!("{{{words}}}"), why))?,
            ),
            Piece::Stray(at) => {
                let why = "a brace without its partner; double it".to_owned();
                return Err((text[at..=at].to_owned(), why));
            }
        }
    }
    Ok(filled)
}

fn evaluate(expression: &str, set: &SeriesSet, numbers: Numbers) -> Result<String, String> {
    let Named { series, point, field } = named(expression, set)?;
    value(series, point, field, numbers)
}

/// What an expression names.
#[derive(Clone, Copy, Debug)]
pub struct Named<'s> {
    /// The series.
    pub series: &'s Series,
    /// Its point.
    pub point: &'s Point,
    /// Which form of its value.
    pub field: &'s str,
}

/// Finds what `series.period[.field]` names.
///
/// # Errors
/// The reason why it names nothing.
pub fn named<'s>(expression: &'s str, set: &'s SeriesSet) -> Result<Named<'s>, String> {
    let mut parts = expression.trim().splitn(3, '.');
    let (id, period) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let field = parts.next().unwrap_or("value");
    let series = set.get(id).ok_or_else(|| format!("no series `{id}`"))?;
    let period: Period = period.parse().map_err(|error| format!("{error}"))?;
    let point = series.at(period).ok_or_else(|| format!("`{}` has no {period}", series.id))?;
    Ok(Named { series, point, field })
}

/// A value in one of its forms.
///
/// # Errors
/// The forms that there are, where it is none of them.
pub fn value(
    series: &Series,
    point: &Point,
    field: &str,
    numbers: Numbers,
) -> Result<String, String> {
    let Some(estimate) = point.value.known() else {
        return Ok(numbers.value(
            &point.value,
            series.unit,
            MoneyFormat { exponent: 0, decimals: 0 },
        ));
    };
    let money = numbers.money_for(&[estimate.mid()]);
    let number = |value: f64| numbers.quantity(value, series.unit, money);
    match field {
        "value" => Ok(numbers.hedged(point.hedge, &number(estimate.mid()))),
        "bare" => Ok(number(estimate.mid())),
        "low" => Ok(number(estimate.low())),
        "high" => Ok(number(estimate.high())),
        "interval" => Ok(numbers.interval(estimate, series.unit, money)),
        "times" => Ok(numbers.times(estimate.mid() + 1.0)),
        other => {
            Err(format!("no field `{other}`; known are value, bare, low, high, interval, times"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::testing::yearly;
    use crate::words::{Lang, strip_controls};

    fn filled(text: &str) -> Result<String, String> {
        let set = SeriesSet { series: vec![yearly(2023, &[40e6, 80e6], false)] };
        fill(text, &set, Numbers::of(Lang::En)).map(|text| strip_controls(&text)).map_err(|e| e.1)
    }

    #[test]
    fn numbers_come_from_the_series() {
        assert_eq!(filled("Flour: {test.2024} {{sic}}").as_deref(), Ok("Flour: $80M {sic}"));
        assert_eq!(filled("{test.2023.bare}").as_deref(), Ok("$40M"));
    }

    #[test]
    fn what_names_no_value_is_refused() {
        assert_eq!(filled("{flour.2024}").unwrap_err(), "no series `flour`");
        assert_eq!(filled("{test.2020}").unwrap_err(), "`test` has no 2020");
        assert!(filled("{test.2024.mean}").unwrap_err().starts_with("no field"));
        assert!(filled("a } b").is_err());
        assert!(filled("a { b").is_err());
    }
}
