//! Estimates and values in their unit: a number, a range, or the reason why there is none.

use super::digits::{NBSP, Sign, three_digits};
use super::money::Money;
use super::number::{MULTIPLE_ABOVE, share_decimals, trimmed};
use super::phrase::hedge_words;
use super::{Lang, Numbers, Phrase, phrase};
use crate::series::Value;
use crate::trade::{Estimate, Hedge, Unit};

impl Numbers {
    /// A number in its unit. `money` scales dollars and is not looked at otherwise.
    #[must_use]
    pub fn quantity(self, number: f64, unit: Unit, money: Money) -> String {
        match unit {
            Unit::Dollar => self.money(number, money),
            Unit::DollarPerYear => self.per_year(&self.money(number, money)),
            Unit::DollarPerTonne => self.with_unit(number, ["$/t", "долл./т", "دلار در تن"]),
            Unit::Kilogram => self.weight(number),
            Unit::Fraction => self.share(number),
            Unit::Growth => self.growth(number),
            Unit::GrowthPerYear => self.per_year(&self.growth(number)),
            Unit::Point => self.points(number),
            Unit::LogPoint => {
                let points = number * 100.0;
                let plain = self.plain(points, three_digits(points, 1), Sign::Always);
                format!(
                    "{}{NBSP}{}",
                    self.token(plain),
                    ["log pts", "лог. п.", "واحد لگاریتمی"][self.lang as usize]
                )
            }
            Unit::Times => self.times(number),
            Unit::Index => self.decimal(number, three_digits(number, 1)),
            Unit::Coefficient => self.coefficient(number),
            Unit::Agreement => {
                let words = [["no", "нет", "نه"], ["yes", "да", "بله"]];
                words[usize::from(number > 0.5)][self.lang as usize].to_owned()
            }
            Unit::Count if number == number.round() => self.full(number as i64),
            Unit::Count => self.decimal(number, 1),
        }
    }

    /// The interval of an estimate: `$76–80M`; one number where both ends print alike.
    #[must_use]
    pub fn interval(self, estimate: Estimate, unit: Unit, money: Money) -> String {
        let (low, high) = (estimate.low(), estimate.high());
        let (from, to) = (self.quantity(low, unit, money), self.quantity(high, unit, money));
        if from == to {
            return from;
        }
        match unit {
            Unit::Agreement => self.untold().to_owned(),
            Unit::Dollar => self.money_range(low, high, money),
            Unit::DollarPerYear => self.per_year(&self.money_range(low, high, money)),
            Unit::Fraction if low >= 0.0 => self.percent_range(low, high),
            Unit::Times if low >= 0.0 => self.times_range(low, high),
            Unit::Growth => self.growth_range(low, high),
            Unit::GrowthPerYear => self.per_year(&self.growth_range(low, high)),
            _ => self.between(&from, &to),
        }
    }

    /// A pure number with three significant digits and no zeros behind them: `0.38`, `0.00333`, `4`.
    fn coefficient(self, number: f64) -> String {
        if number.abs() >= 1.0 || number == 0.0 {
            return self.decimal(number, trimmed(number, three_digits(number, 2)));
        }
        let (mut decimals, mut unit) = (3, 0.1);
        while number.abs() < unit && decimals < 9 {
            (decimals, unit) = (decimals + 1, unit / 10.0);
        }
        self.decimal(number, trimmed(number, decimals))
    }

    /// What is said where figures do not tell yes from no.
    fn untold(self) -> &'static str {
        ["cannot be told", "нельзя сказать", "نمی‌توان گفت"][self.lang as usize]
    }

    /// `+90% to +110%`: both ends with the decimals of the larger one.
    fn growth_range(self, low: f64, high: f64) -> String {
        let largest = low.abs().max(high.abs());
        if largest > MULTIPLE_ABOVE {
            return self.between(&self.growth(low), &self.growth(high));
        }
        let decimals = three_digits(largest * 100.0, 1);
        let end = |value| self.percent_token(value, decimals, Sign::Always);
        self.between(&end(low), &end(high))
    }

    /// A value as a cell of a table prints it: the number, or `n/a (from zero)`.
    #[must_use]
    pub fn value(self, value: &Value, unit: Unit, money: Money) -> String {
        let why = match value {
            Value::Known(estimate) if unit == Unit::Agreement => {
                return self.interval(*estimate, unit, money);
            }
            Value::Known(estimate) => return self.quantity(estimate.mid(), unit, money),
            Value::Undefined(reason) => self.reason(reason),
            Value::Missing(missing) => self.missing(missing),
        };
        format!("{} ({why})", phrase(Phrase::NotAvailable, self.lang))
    }

    /// A formatted number with the words that it was said with: `almost $80M`, `более 1,0 млрд долл.`
    #[must_use]
    pub fn hedged(self, hedge: Hedge, number: &str) -> String {
        match hedge_words(hedge)[self.lang as usize] {
            "" => number.to_owned(),
            word => format!("{word}{NBSP}{number}"),
        }
    }

    /// `−1.5% to −1.3%`: ends with signs are joined by words, since a dash beside a minus misleads.
    pub(super) fn between(self, from: &str, to: &str) -> String {
        match self.lang {
            Lang::En => format!("{from} to {to}"),
            Lang::Ru => format!("от {from} до {to}"),
            Lang::Fa => format!("از {from} تا {to}"),
        }
    }

    /// A formatted number with the sign of its hedge, for tight labels: `≈$560M`, `>1,0 млрд`.
    ///
    /// In Persian "over" and "almost" stay words: a sign of order reads both ways beside right-to-left text.
    #[must_use]
    pub fn hedge_signed(self, hedge: Hedge, number: &str) -> String {
        let sign = match hedge {
            Hedge::Printed | Hedge::Exact => return number.to_owned(),
            Hedge::Almost | Hedge::Over | Hedge::AtLeast if self.lang == Lang::Fa => {
                return self.hedged(hedge, number);
            }
            Hedge::Almost => "<",
            Hedge::Over | Hedge::AtLeast => ">",
            Hedge::About => "≈",
        };
        match number.strip_prefix('\u{2066}') {
            Some(rest) => format!("\u{2066}{sign}{rest}"),
            None => format!("{sign}{number}"),
        }
    }

    /// `27.2% a year`.
    #[must_use]
    pub fn per_year(self, number: &str) -> String {
        format!("{number} {}", ["a year", "в год", "در سال"][self.lang as usize])
    }

    /// Net weight in kilograms, tonnes or thousand tonnes.
    #[must_use]
    pub fn weight(self, kilograms: f64) -> String {
        match kilograms.abs() {
            size if size >= 1e9 => {
                self.with_unit(kilograms / 1e9, ["Mt", "млн\u{a0}т", "میلیون تن"])
            }
            size if size >= 1e6 => {
                self.with_unit(kilograms / 1e6, ["kt", "тыс.\u{a0}т", "هزار تن"])
            }
            size if size >= 1e3 => self.with_unit(kilograms / 1e3, ["t", "т", "تن"]),
            _ => self.with_unit(kilograms, ["kg", "кг", "کیلوگرم"]),
        }
    }

    fn with_unit(self, number: f64, unit: [&str; 3]) -> String {
        let decimals = trimmed(number, three_digits(number, 2));
        format!("{}{NBSP}{}", self.decimal(number, decimals), unit[self.lang as usize])
    }

    fn percent_range(self, low: f64, high: f64) -> String {
        let decimals = share_decimals(low).max(share_decimals(high)).min(2);
        let plain = |fraction: f64| self.plain(fraction * 100.0, decimals, Sign::Negative);
        match self.lang {
            Lang::En | Lang::Ru => {
                format!("{}{}", self.range(&plain(low), &plain(high)), self.percent_sign())
            }
            Lang::Fa => self.between(&self.percent(low, decimals), &self.percent(high, decimals)),
        }
    }

    fn times_range(self, low: f64, high: f64) -> String {
        let decimals = three_digits(high, 2);
        let plain = |ratio: f64| self.plain(ratio, decimals, Sign::Negative);
        match self.lang {
            Lang::En | Lang::Ru => format!("×{}", self.range(&plain(low), &plain(high))),
            Lang::Fa => format!("{}{NBSP}برابر", self.range(&plain(low), &plain(high))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::Reason;
    use crate::words::{bare_tokens, strip_controls};

    const MILLIONS: Money = Money { exponent: 6, decimals: 0 };

    fn each(format: impl Fn(Numbers) -> String) -> [String; 3] {
        Lang::ALL.map(|lang| strip_controls(&format(Numbers::of(lang))).replace(NBSP, " "))
    }

    #[test]
    fn intervals_share_their_unit() {
        let almost = Estimate::new(76e6, 80e6, 80e6);
        assert_eq!(
            each(|n| n.interval(almost, Unit::Dollar, MILLIONS)),
            ["$76–80M", "76–80 млн долл.", "۷۶–۸۰ میلیون دلار"]
        );
        let growth = Estimate::new(-0.014_8, -0.013_7, -0.012_6);
        assert_eq!(
            each(|n| n.interval(growth, Unit::Growth, MILLIONS)),
            ["−1.5% to −1.3%", "от −1,5 % до −1,3 %", "از −۱٫۵٪ تا −۱٫۳٪"]
        );
        let share = Estimate::new(0.2607, 0.2667, 0.2729);
        assert_eq!(
            each(|n| n.interval(share, Unit::Fraction, MILLIONS)),
            ["26.1–27.3%", "26,1–27,3 %", "از ۲۶٫۱٪ تا ۲۷٫۳٪"]
        );
        assert_eq!(each(|n| n.interval(Estimate::exact(80e6), Unit::Dollar, MILLIONS))[0], "$80M");
    }

    #[test]
    fn values_without_a_number_say_why() {
        let value = Value::Undefined(Reason::ZeroBase);
        assert_eq!(
            each(|n| n.value(&value, Unit::Growth, MILLIONS)),
            ["n/a (from zero)", "н/д (с нуля)", "بدون داده (از صفر)"]
        );
    }

    #[test]
    fn hedges_keep_their_word() {
        let billions = Money { exponent: 9, decimals: 1 };
        assert_eq!(
            each(|n| n.hedged(Hedge::Over, &n.money(1e9, billions))),
            ["over $1.0B", "более 1,0 млрд долл.", "بیش از ۱٫۰ میلیارد دلار"]
        );
    }

    #[test]
    fn no_number_is_without_isolates_in_persian() {
        let fa = Numbers::of(Lang::Fa);
        let money = Money { exponent: 9, decimals: 1 };
        let span = Estimate::new(-0.2, 0.5, 12.0);
        let units = [
            Unit::Dollar,
            Unit::Kilogram,
            Unit::DollarPerYear,
            Unit::DollarPerTonne,
            Unit::Fraction,
            Unit::Growth,
            Unit::GrowthPerYear,
            Unit::Point,
            Unit::LogPoint,
            Unit::Times,
            Unit::Index,
            Unit::Coefficient,
            Unit::Agreement,
            Unit::Count,
        ];
        for unit in units {
            for text in [
                fa.quantity(-1234.5, unit, money),
                fa.quantity(0.1, unit, money),
                fa.interval(span, unit, money),
                fa.interval(Estimate::new(1.0, 2.0, 3000.0), unit, money),
            ] {
                assert_eq!(bare_tokens(&text), [], "{unit:?} gave `{text}`");
            }
        }
        for period in [
            "2024",
            "2024-05",
            "2025-01-01/2025-11-30",
            "2024-03-20/2024-11-20",
            "2024-03-20/2025-03-20",
        ] {
            let text = fa.period(period.parse().unwrap());
            assert_eq!(bare_tokens(&text), [], "`{text}`");
        }
    }

    #[test]
    fn coefficients_keep_three_digits_and_agreement_is_a_word() {
        let en = Numbers::of(Lang::En);
        let text = |number| strip_controls(&en.quantity(number, Unit::Coefficient, MILLIONS));
        let shown = [0.38, 4.0, 3800.0, 0.003_333, 0.004, 0.0, 0.977_011, -0.6].map(text);
        assert_eq!(shown, ["0.38", "4", "3,800", "0.00333", "0.004", "0", "0.977", "−0.6"]);
        let told = |low, mid, high| {
            let value = Value::Known(Estimate::new(low, mid, high));
            en.value(&value, Unit::Agreement, MILLIONS)
        };
        assert_eq!(told(1.0, 1.0, 1.0), "yes");
        assert_eq!(told(0.0, 0.0, 0.0), "no");
        assert_eq!(told(0.0, 1.0, 1.0), "cannot be told");
    }
}
