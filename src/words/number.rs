//! Plain numbers, percent, growth and multiples by language. Money is in `money`, intervals in `interval`.

use super::Lang;
use super::digits::{NBSP, Sign, rounded, three_digits};

/// Growth above this fraction prints as a multiple.
pub(super) const MULTIPLE_ABOVE: f64 = 9.0;

/// Formats numbers for one language. In Persian each number is one isolated token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// The language.
    pub lang: Lang,
    /// European digits even in Persian.
    pub latin_digits: bool,
    /// The percent sign at the left of its number in Persian.
    pub percent_left: bool,
}

impl Numbers {
    /// The usual numbers of a language: Persian digits in Persian.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        Self { lang, latin_digits: false, percent_left: false }
    }

    /// An integer in full, in groups of three: `3,200,000`.
    #[must_use]
    pub fn full(self, value: i64) -> String {
        let mut text = String::new();
        if value < 0 {
            self.push_minus(&mut text);
        }
        text.push_str(&self.grouped(&value.unsigned_abs().to_string()));
        self.token(text)
    }

    /// A number with fixed decimals: `−4.2`.
    #[must_use]
    pub fn decimal(self, value: f64, decimals: usize) -> String {
        self.token(self.plain(value, decimals, Sign::Negative))
    }

    /// A fraction as percent with fixed decimals: 0.137 is `13.7%`.
    #[must_use]
    pub fn percent(self, fraction: f64, decimals: usize) -> String {
        self.percent_token(fraction, decimals, Sign::Negative)
    }

    /// A share: three significant digits at most, and never a rounded-off zero.
    #[must_use]
    pub fn share(self, fraction: f64) -> String {
        const LEAST: f64 = 0.0001;
        if fraction > 0.0 && rounded(fraction * 100.0, 2) == 0.0 {
            return self.token(format!("<{}", self.percent_plain(LEAST, 2, Sign::Negative)));
        }
        self.percent(fraction, share_decimals(fraction))
    }

    /// Growth: signed, one decimal under 100 %, none above, a multiple above 900 %.
    #[must_use]
    pub fn growth(self, fraction: f64) -> String {
        if fraction > MULTIPLE_ABOVE {
            return self.times(fraction + 1.0);
        }
        self.percent_token(fraction, three_digits(fraction * 100.0, 1), Sign::Always)
    }

    /// Growth with its sign and so many decimals.
    #[must_use]
    pub fn growth_with(self, fraction: f64, decimals: usize) -> String {
        self.percent_token(fraction, decimals, Sign::Always)
    }

    /// A number with its sign even above zero: `+4.2`.
    #[must_use]
    pub fn signed(self, value: f64, decimals: usize) -> String {
        self.token(self.plain(value, decimals, Sign::Always))
    }

    /// A rate that is required: as growth, without a plus.
    #[must_use]
    pub fn rate(self, fraction: f64) -> String {
        match self.growth(fraction) {
            text if fraction > MULTIPLE_ABOVE => text,
            text => text.replacen('+', "", 1),
        }
    }

    /// A difference of fractions in percentage points: `+13.7 pp`.
    #[must_use]
    pub fn points(self, fraction: f64) -> String {
        let number = self.plain(fraction * 100.0, three_digits(fraction * 100.0, 1), Sign::Always);
        format!("{}{NBSP}{}", self.token(number), self.point_unit())
    }

    /// A ratio as a multiple: `×11.5`, `×2`.
    #[must_use]
    pub fn times(self, ratio: f64) -> String {
        let most = three_digits(ratio, 2);
        let number = self.plain(ratio, trimmed(ratio, most), Sign::Negative);
        match self.lang {
            Lang::En | Lang::Ru => format!("×{number}"),
            Lang::Fa => format!("{}{NBSP}برابر", self.token(number)),
        }
    }

    /// A range with an en dash, never isolated as a whole: `2018–2024`. Both ends are formatted already.
    #[must_use]
    pub fn range(self, from: &str, to: &str) -> String {
        format!("{from}–{to}")
    }

    pub(super) fn percent_plain(self, fraction: f64, decimals: usize, sign: Sign) -> String {
        let number = self.plain(fraction * 100.0, decimals, sign);
        format!("{number}{}", self.percent_sign())
    }

    /// A percentage as one token; a sign at its left stands outside the isolate of the digits.
    pub(super) fn percent_token(self, fraction: f64, decimals: usize, sign: Sign) -> String {
        if self.lang == Lang::Fa && self.percent_left {
            let digits = self.token(self.plain(fraction * 100.0, decimals, sign));
            return format!("\u{2067}{digits}{}\u{2069}", self.percent_sign());
        }
        self.token(self.percent_plain(fraction, decimals, sign))
    }

    pub(super) fn percent_sign(self) -> &'static str {
        match self.lang {
            Lang::En => "%",
            Lang::Ru => "\u{a0}%",
            Lang::Fa if self.latin_digits => "%",
            Lang::Fa => "٪",
        }
    }

    pub(super) fn point_unit(self) -> &'static str {
        match self.lang {
            Lang::En => "pp",
            Lang::Ru => "п.\u{a0}п.",
            Lang::Fa => "واحد درصد",
        }
    }
}

pub(super) fn share_decimals(fraction: f64) -> usize {
    let percent = fraction * 100.0;
    match percent.abs() {
        0.0 => 0,
        size if rounded(size, 1) < 1.0 => 2,
        _ => three_digits(percent, 1),
    }
}

/// The least decimals, up to `most`, that lose nothing of the number at `most` decimals.
pub(super) fn trimmed(value: f64, most: usize) -> usize {
    let full = rounded(value, most);
    (0..most).find(|decimals| rounded(value, *decimals) == full).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::strip_controls;

    fn each(format: impl Fn(Numbers) -> String) -> [String; 3] {
        Lang::ALL.map(|lang| strip_controls(&format(Numbers::of(lang))))
    }

    #[test]
    fn the_examples_of_the_style_page_hold() {
        assert_eq!(each(|n| n.full(3_200_000)), ["3,200,000", "3\u{a0}200\u{a0}000", "۳٬۲۰۰٬۰۰۰"]);
        assert_eq!(each(|n| n.growth(0.125)), ["+12.5%", "+12,5\u{a0}%", "+۱۲٫۵٪"]);
        assert_eq!(each(|n| n.decimal(-4.2, 1)), ["−4.2", "−4,2", "−۴٫۲"]);
        assert_eq!(
            each(|n| n.points(0.137)),
            ["+13.7\u{a0}pp", "+13,7\u{a0}п.\u{a0}п.", "+۱۳٫۷\u{a0}واحد درصد"]
        );
        assert_eq!(each(|n| n.times(11.494_252_9)), ["×11.5", "×11,5", "۱۱٫۵\u{a0}برابر"]);
    }

    #[test]
    fn persian_numbers_carry_their_isolates() {
        let fa = Numbers::of(Lang::Fa);
        assert_eq!(fa.growth(0.125), "\u{2066}+۱۲٫۵٪\u{2069}");
        assert_eq!(fa.decimal(-4.2, 1), "\u{2066}\u{200e}−۴٫۲\u{2069}");
        let latin = Numbers { latin_digits: true, ..Numbers::of(Lang::Fa) };
        assert_eq!(latin.growth(-0.125), "\u{2066}\u{200e}−12.5%\u{2069}");
    }

    #[test]
    fn growth_follows_the_rule_of_decimals() {
        let en = Numbers::of(Lang::En);
        for (fraction, text) in [
            (-0.013_714, "−1.4%"),
            (0.272_259_637, "+27.2%"),
            (0.9996, "+100%"),
            (1.314_550_25, "+131%"),
            (9.0, "+900%"),
            (10.494_252_9, "×11.5"),
            (11.552_301_3, "×12.6"),
            (0.0, "0.0%"),
            (-0.0001, "0.0%"),
            (-1.0, "−100%"),
        ] {
            assert_eq!(en.growth(fraction), text);
            assert_eq!(en.rate(fraction), text.trim_start_matches('+'));
        }
    }

    #[test]
    fn shares_never_round_off_to_zero() {
        let en = Numbers::of(Lang::En);
        for (fraction, text) in [
            (0.0, "0%"),
            (0.000_187, "0.02%"),
            (0.000_01, "<0.01%"),
            (0.0014, "0.14%"),
            (0.010_0, "1.0%"),
            (0.266_667, "26.7%"),
            (1.0, "100%"),
        ] {
            assert_eq!(en.share(fraction), text);
        }
    }
}
