//! Amounts of dollars, compact: one unit and one count of decimals in one chart.

use super::digits::{NBSP, Sign, rounded, three_digits};
use super::number::trimmed;
use super::{Lang, Numbers};

/// Relative error of rounding at which another decimal is taken.
const FINE: f64 = 0.005;
/// Relative error of rounding at which the next smaller unit is taken.
const COARSE: f64 = 0.05;

/// How amounts of money are scaled: one unit and one count of decimals in one chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// Power of ten of the unit: 0, 3, 6, 9 or 12.
    pub exponent: u32,
    /// Digits after the decimal mark.
    pub decimals: usize,
}

impl Money {
    /// The unit and decimals in which all these dollars are shown, the largest with at most three significant digits.
    ///
    /// Where that would print a small amount more than a twentieth off, or as zero, the unit is the next smaller one.
    #[must_use]
    pub fn for_values(dollars: &[f64]) -> Self {
        let mut format = Self::fitting(exponent_of(largest(dollars)), dollars);
        let smallest = smallest(dollars);
        if format.exponent > 0 && format.error_of(smallest) > COARSE {
            format = Self::fitting(format.exponent - 3, dollars);
        }
        while format.exponent > 0 && format.error_of(smallest) >= 1.0 {
            format = Self::fitting(format.exponent - 3, dollars);
        }
        format
    }

    /// The unit of the largest tick, with the least decimals that show each tick exactly: `$30B`, 20, 10.
    #[must_use]
    pub fn for_ticks(dollars: &[f64]) -> Self {
        Self::for_ticks_in(exponent_of(largest(dollars)), dollars)
    }

    /// The same in a given unit.
    #[must_use]
    pub fn for_ticks_in(exponent: u32, dollars: &[f64]) -> Self {
        let decimals = dollars.iter().map(|value| trimmed(value / scale(exponent), 3)).max();
        Self { exponent, decimals: decimals.unwrap_or(0) }
    }

    /// This unit, with the least decimals that keep rounding fine for all the amounts.
    fn fitting(exponent: u32, dollars: &[f64]) -> Self {
        let top = largest(dollars) / scale(exponent);
        let most = three_digits(top, 2);
        let least = usize::from(exponent > 0 && most == 2);
        let format = |decimals| Self { exponent, decimals };
        let is_fine = |f: &Self| dollars.iter().all(|value| f.error_of(*value) <= FINE);
        (least..most).map(format).find(is_fine).unwrap_or(format(most))
    }

    /// Relative error of printing this amount; 0 for an amount of 0.
    fn error_of(self, dollars: f64) -> f64 {
        let scaled = dollars / scale(self.exponent);
        if scaled == 0.0 { 0.0 } else { (rounded(scaled, self.decimals) / scaled - 1.0).abs() }
    }
}

impl Numbers {
    /// An amount with its unit: `$3.0B`, `3,0 млрд долл.`, `۳٫۰ میلیارد دلار`.
    #[must_use]
    pub fn money(self, dollars: f64, format: Money) -> String {
        let amount = self.amount_plain(dollars, format, Sign::Negative);
        self.with_money_unit(&amount, dollars < 0.0, format)
    }

    /// An amount with its unit but without the currency that the subtitle names: `$80M`, `80 млн`, `۸۰ میلیون`.
    #[must_use]
    pub fn money_short(self, dollars: f64, format: Money) -> String {
        let unit = match (self.lang, format.exponent) {
            (Lang::En, _) => return self.money(dollars, format),
            (Lang::Ru, 12) => "трлн",
            (Lang::Ru, 9) => "млрд",
            (Lang::Ru, 6) => "млн",
            (Lang::Ru, 3) => "тыс.",
            (Lang::Fa, 12) => "تریلیون",
            (Lang::Fa, 9) => "میلیارد",
            (Lang::Fa, 6) => "میلیون",
            (Lang::Fa, 3) => "هزار",
            (Lang::Ru | Lang::Fa, _) => return self.money(dollars, format),
        };
        format!("{}{NBSP}{unit}", self.amount(dollars, format))
    }

    /// An amount with its sign even where positive: `+$42M`.
    #[must_use]
    pub fn money_change(self, dollars: f64, format: Money) -> String {
        let amount = self.amount_plain(dollars, format, Sign::Always);
        self.with_money_unit(&amount, dollars < 0.0, format)
    }

    /// The same without the currency that the subtitle names: `+$42M`, `+42 млн`.
    #[must_use]
    pub fn money_change_short(self, dollars: f64, format: Money) -> String {
        let short = self.money_short(dollars.abs(), format);
        let sign = if dollars < 0.0 { "−" } else { "+" };
        match (self.lang, short.strip_prefix('\u{2066}')) {
            (Lang::Fa, Some(rest)) => format!("\u{2066}{sign}{rest}"),
            _ => format!("{sign}{short}"),
        }
    }

    /// The number without its unit, for the ticks below the top one.
    #[must_use]
    pub fn amount(self, dollars: f64, format: Money) -> String {
        self.token(self.amount_plain(dollars, format, Sign::Negative))
    }

    /// See [`Money::for_values`].
    #[must_use]
    pub fn money_for(self, dollars: &[f64]) -> Money {
        Money::for_values(dollars)
    }

    /// Two amounts of one unit: `$76–80M`, `76–80 млн долл.`
    pub(super) fn money_range(self, low: f64, high: f64, format: Money) -> String {
        let plain = |dollars| self.amount_plain(dollars, format, Sign::Negative);
        if low < 0.0 {
            return self.between(&self.money(low, format), &self.money(high, format));
        }
        let range = self.range(&plain(low), &plain(high));
        match self.lang {
            Lang::En => format!("${range}{}", letter(format.exponent)),
            Lang::Ru | Lang::Fa => format!("{range}{NBSP}{}", self.money_unit(format.exponent)),
        }
    }

    /// The unit's name alone, for subtitles: `$ million`, `млн долл.`, `میلیون دلار`.
    #[must_use]
    pub fn money_unit(self, exponent: u32) -> &'static str {
        match (self.lang, exponent) {
            (Lang::En, 12) => "$\u{a0}trillion",
            (Lang::En, 9) => "$\u{a0}billion",
            (Lang::En, 6) => "$\u{a0}million",
            (Lang::En, 3) => "$\u{a0}thousand",
            (Lang::En, _) => "$",
            (Lang::Ru, 12) => "трлн\u{a0}долл.",
            (Lang::Ru, 9) => "млрд\u{a0}долл.",
            (Lang::Ru, 6) => "млн\u{a0}долл.",
            (Lang::Ru, 3) => "тыс.\u{a0}долл.",
            (Lang::Ru, _) => "долл.",
            (Lang::Fa, 12) => "تریلیون\u{a0}دلار",
            (Lang::Fa, 9) => "میلیارد\u{a0}دلار",
            (Lang::Fa, 6) => "میلیون\u{a0}دلار",
            (Lang::Fa, 3) => "هزار\u{a0}دلار",
            (Lang::Fa, _) => "دلار",
        }
    }

    fn with_money_unit(self, amount: &str, negative: bool, format: Money) -> String {
        if self.lang != Lang::En {
            let token = self.token(amount.to_owned());
            return format!("{token}{NBSP}{}", self.money_unit(format.exponent));
        }
        let digits = amount.trim_start_matches(['+', '−']);
        let sign = &amount[..amount.len() - digits.len()];
        debug_assert!(negative || !sign.starts_with('−'), "a minus belongs to a negative amount");
        format!("{sign}${digits}{}", letter(format.exponent))
    }

    fn amount_plain(self, dollars: f64, format: Money, sign: Sign) -> String {
        self.plain(dollars / scale(format.exponent), format.decimals, sign)
    }
}

fn letter(exponent: u32) -> &'static str {
    match exponent {
        12 => "T",
        9 => "B",
        6 => "M",
        3 => "K",
        _ => "",
    }
}

/// The unit for an amount, once rounded to three digits: $999.6 million is a billion.
fn exponent_of(largest: f64) -> u32 {
    let fits = |exponent: &u32| largest / scale(*exponent) >= 0.9995;
    [12, 9, 6, 3].into_iter().find(fits).unwrap_or(0)
}

fn scale(exponent: u32) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * 10.0)
}

fn largest(dollars: &[f64]) -> f64 {
    dollars.iter().fold(0.0, |largest, value| largest.max(value.abs()))
}

/// The smallest amount that is not zero; 0 if there is none.
fn smallest(dollars: &[f64]) -> f64 {
    let sizes = dollars.iter().map(|value| value.abs()).filter(|size| *size > 0.0);
    sizes.reduce(f64::min).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::strip_controls;

    fn each(dollars: f64, all: &[f64]) -> [String; 3] {
        let format = Money::for_values(all);
        Lang::ALL.map(|lang| strip_controls(&Numbers::of(lang).money(dollars, format)))
    }

    #[test]
    fn the_examples_of_the_style_page_hold() {
        let texts = |list: [&str; 3]| list.map(|text| text.replace('_', "\u{a0}"));
        assert_eq!(each(3e9, &[3e9]), texts(["$3.0B", "3,0_млрд_долл.", "۳٫۰_میلیارد_دلار"]));
        assert_eq!(each(80e6, &[80e6]), texts(["$80M", "80_млн_долл.", "۸۰_میلیون_دلار"]));
        assert_eq!(each(-4.2e6, &[4.2e6]), texts(["−$4.2M", "−4,2_млн_долл.", "−۴٫۲_میلیون_دلار"]));
    }

    #[test]
    fn one_unit_serves_a_whole_chart() {
        for (values, exponent, decimals) in [
            (vec![239e6, 560e6, 1e9], 9, 2),
            (vec![239e6, 560e6, 3e9], 9, 2),
            (vec![170e6, 10e9], 6, 0),
            (vec![35.7e6, 80e6], 6, 1),
            (vec![174e6, 503e6], 6, 0),
            (vec![999.6e6], 9, 1),
            (vec![1.0, 3e9], 0, 0),
            (vec![], 0, 0),
        ] {
            let format = Money::for_values(&values);
            assert_eq!((format.exponent, format.decimals), (exponent, decimals), "{values:?}");
        }
    }

    #[test]
    fn nothing_prints_as_zero_that_is_not() {
        let en = Numbers::of(Lang::En);
        for values in [[1.0, 9e14], [2_000.0, 3e9], [0.4e6, 80e6], [5e3, 11e6]] {
            let text = en.amount(values[0], Money::for_values(&values));
            assert!(text.chars().any(|c| ('1'..='9').contains(&c)), "{values:?} gave {text}");
        }
    }

    #[test]
    fn ticks_are_exact() {
        let en = Numbers::of(Lang::En);
        let ticks = [0.0, 2.5e9, 5e9];
        let format = Money::for_ticks(&ticks);
        assert_eq!(ticks.map(|tick| en.amount(tick, format)), ["0.0", "2.5", "5.0"]);
        assert_eq!(en.money(30e9, Money::for_ticks(&[0.0, 10e9, 20e9, 30e9])), "$30B");
    }
}
