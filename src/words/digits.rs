//! Digits, marks and signs of a number. Knows nothing of units, words or direction beyond the mark before a minus.

use super::Numbers;
use crate::words::Lang;

/// Minus sign of print.
pub(super) const MINUS: char = '\u{2212}';
/// Non-breaking space, between a number and its unit.
pub(super) const NBSP: char = '\u{a0}';
/// Keeps a minus at the left of its number in right-to-left text.
const LRM: char = '\u{200e}';
/// First Persian digit.
const PERSIAN_ZERO: u32 = 0x06f0;

/// Whether a sign is printed before a positive number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Only a minus.
    Negative,
    /// Plus and minus; nothing before a zero.
    Always,
}

impl Numbers {
    /// The number as digits of the language, without isolates.
    pub(super) fn plain(self, value: f64, decimals: usize, sign: Sign) -> String {
        let digits = fixed(value, decimals);
        let zero = digits.bytes().all(|b| b == b'0' || b == b'.');
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut text = String::new();
        match sign {
            _ if zero => {}
            _ if value < 0.0 => self.push_minus(&mut text),
            Sign::Always => text.push('+'),
            Sign::Negative => {}
        }
        text.push_str(&self.grouped(whole));
        if !fraction.is_empty() {
            text.push(self.decimal_mark());
            text.extend(fraction.chars().map(|digit| self.digit(digit)));
        }
        text
    }

    /// ASCII digits in groups of three.
    pub(super) fn grouped(self, digits: &str) -> String {
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(self.group_mark());
            }
            text.push(self.digit(digit));
        }
        text
    }

    /// ASCII digits as they stand, in the digits of the language.
    pub(super) fn localized(self, digits: &str) -> String {
        digits.chars().map(|digit| self.digit(digit)).collect()
    }

    pub(super) fn push_minus(self, text: &mut String) {
        if self.lang.is_rtl() {
            text.push(LRM);
        }
        text.push(MINUS);
    }

    /// Whether digits and marks are Persian.
    pub(super) fn is_persian(self) -> bool {
        self.lang == Lang::Fa && !self.latin_digits
    }

    fn digit(self, digit: char) -> char {
        match digit.to_digit(10) {
            Some(value) if self.is_persian() => {
                char::from_u32(PERSIAN_ZERO + value).unwrap_or(digit)
            }
            _ => digit,
        }
    }

    fn decimal_mark(self) -> char {
        match self.lang {
            Lang::Ru => ',',
            Lang::Fa if self.is_persian() => '\u{66b}',
            Lang::En | Lang::Fa => '.',
        }
    }

    fn group_mark(self) -> char {
        match self.lang {
            Lang::Ru => NBSP,
            Lang::Fa if self.is_persian() => '\u{66c}',
            Lang::En | Lang::Fa => ',',
        }
    }
}

/// The absolute value with fixed decimals; halves go away from zero, as editors expect.
///
/// A nudge of a few units in the last place undoes the error of `0.1225 * 100.0`.
pub(super) fn fixed(value: f64, decimals: usize) -> String {
    let size = value.abs();
    let size = if size < 1e9 { size * (1.0 + 8.0 * f64::EPSILON) } else { size };
    format!("{size:.decimals$}")
}

/// The number as it will be read, after rounding to these decimals.
pub(super) fn rounded(value: f64, decimals: usize) -> f64 {
    let size: f64 = fixed(value, decimals).parse().unwrap_or(0.0);
    if value < 0.0 { -size } else { size }
}

/// Decimals that show at most three significant digits, and at most `most`.
pub(super) fn three_digits(value: f64, most: usize) -> usize {
    const LIMITS: [f64; 3] = [1000.0, 100.0, 10.0];
    let fits = |decimals: &usize| rounded(value, *decimals).abs() < LIMITS[*decimals];
    (0..=most.min(2)).rev().find(fits).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(fixed(0.1225 * 100.0, 1), "12.3");
        assert_eq!(fixed(2.5, 0), "3");
        assert_eq!(fixed(-1.005, 2), "1.01");
        assert_eq!(fixed(9_007_199_254_740_991.0, 0), "9007199254740991");
    }

    #[test]
    fn three_digits_are_shown_at_most() {
        for (value, decimals) in
            [(3.0, 2), (9.994, 2), (9.996, 1), (35.7, 1), (99.96, 0), (560.0, 0), (0.17, 2)]
        {
            assert_eq!(three_digits(value, 2), decimals, "{value}");
        }
    }
}
