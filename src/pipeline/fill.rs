//! Words with numbers in them: `{series.period}` in a title becomes the number that the chart draws.
//!
//! `{flour.2024}` is the value, `{flour.2024.low}` and `.high` its ends, `.interval` both; a doubled brace is a brace.

use crate::series::{Series, SeriesSet};
use crate::trade::Period;
use crate::words::{MoneyFormat, Numbers};

/// The text with its numbers, in the form of the language.
///
/// # Errors
/// The expression that names no known value, with the reason.
pub fn fill(text: &str, set: &SeriesSet, numbers: Numbers) -> Result<String, (String, String)> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        filled.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if rest.starts_with(brace) {
            filled.push_str(brace);
            rest = &rest[1..];
            continue;
        }
        let Some((expression, after)) = rest.split_once('}').filter(|_| brace == "{") else {
            return Err((brace.to_owned(), "a brace without its partner; double it".to_owned()));
        };
        filled.push_str(
            &evaluate(expression, set, numbers)
                .map_err(|why| (format!("{{{expression}}}"), why))?,
        );
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn evaluate(expression: &str, set: &SeriesSet, numbers: Numbers) -> Result<String, String> {
    let mut parts = expression.trim().splitn(3, '.');
    let (id, period) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let field = parts.next().unwrap_or("value");
    let series = set.get(id).ok_or_else(|| format!("no series `{id}`"))?;
    let period: Period = period.parse().map_err(|error| format!("{error}"))?;
    value(series, period, field, numbers)
}

fn value(series: &Series, period: Period, field: &str, numbers: Numbers) -> Result<String, String> {
    let point = series.at(period).ok_or_else(|| format!("`{}` has no {period}", series.id))?;
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
    }
}
