//! Amounts as people type them: `560e6`, `560M`, `$3bn`, `3 billion`, `1,000,000`.

use crate::trade::Decimal;

/// Names of multiples, in lower case.
const SCALES: [(&[&str], i64); 4] = [
    (&["k", "thousand"], 1_000),
    (&["m", "mn", "mln", "million"], 1_000_000),
    (&["b", "bn", "bln", "billion"], 1_000_000_000),
    (&["t", "tn", "trn", "trillion"], 1_000_000_000_000),
];

/// An amount of dollars in thousandths.
///
/// # Errors
/// The reason, in words.
pub fn amount(text: &str) -> Result<i64, String> {
    let refuse = || format!("`{text}` is no amount; write it as 560e6, 560M or 3bn");
    let bare = text.trim().trim_start_matches(['$', '€']).trim().to_lowercase();
    if text.contains('€') {
        return Err("amounts are in US dollars".to_owned());
    }
    let bare = bare.trim_end_matches("usd").trim_end();
    let digits = bare.trim_end_matches(|c: char| c.is_alphabetic());
    let (number, scale) =
        if digits.is_empty() { ("", bare) } else { (digits.trim_end(), &bare[digits.len()..]) };
    let factor = match scale {
        "" => Some(1),
        name => SCALES.iter().find(|(names, _)| names.contains(&name)).map(|(_, factor)| *factor),
    };
    let number = ungrouped(number).and_then(|number| Decimal::parse_plain(&number));
    let (Some(factor), Some(number)) = (factor, number) else { return Err(refuse()) };
    match number.to_integer(factor * 1_000) {
        Ok((thousandths, false)) if thousandths > 0 => Ok(thousandths),
        Ok((_, true)) => Err(format!("`{text}` is finer than a thousandth of a dollar")),
        Ok(_) => Err(format!("`{text}` is not above 0")),
        Err(_) => Err(format!("`{text}` is too large")),
    }
}

/// The number without commas between groups of three; nothing where a comma may be a decimal mark.
fn ungrouped(number: &str) -> Option<String> {
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole.contains(',');
    let fits = !grouped || ((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3));
    (fits && !rest.contains(',')).then(|| number.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_typed() {
        for text in
            ["560e6", "560M", "$560 million", "560mn", "0.56bn", "560,000,000", "560000000 USD"]
        {
            assert_eq!(amount(text), Ok(560_000_000_000), "{text}");
        }
        assert_eq!(amount("3bn"), Ok(3_000_000_000_000));
    }

    #[test]
    fn what_could_be_two_amounts_is_refused() {
        for text in ["3,5bn", "0", "-5M", "5X", "", "bn", "€5M", "1,0000", "1e30"] {
            assert!(amount(text).is_err(), "{text}");
        }
    }
}
