//! Units of money as people write them: `USD`, `thousand USD`, `USD million`, `1000 USD`.

use std::fmt;
use std::str::FromStr;

/// A currency and how many of it one counted unit is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyUnit {
    /// ISO 4217 code.
    pub currency: String,
    /// 1, 1,000, 1,000,000 or 1,000,000,000.
    pub factor: i64,
}

/// A text that is no unit of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitError(pub String);

impl MoneyUnit {
    /// US dollars, `factor` at a time.
    #[must_use]
    pub fn dollars(factor: i64) -> Self {
        Self { currency: "USD".to_owned(), factor }
    }

    /// Whether it counts US dollars.
    #[must_use]
    pub fn is_dollar(&self) -> bool {
        self.currency == "USD"
    }
}

impl fmt::Display for MoneyUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.factor {
            1_000 => write!(f, "{} thousand", self.currency),
            1_000_000 => write!(f, "{} million", self.currency),
            1_000_000_000 => write!(f, "{} billion", self.currency),
            _ => f.write_str(&self.currency),
        }
    }
}

impl FromStr for MoneyUnit {
    type Err = UnitError;
    fn from_str(text: &str) -> Result<Self, UnitError> {
        let (mut currency, mut factor) = (None, 1);
        let lower = text.to_lowercase();
        let words = lower
            .split(|c: char| c.is_whitespace() || matches!(c, '_' | '.' | '-' | '(' | ')' | '/'))
            .filter(|word| !word.is_empty());
        for word in words {
            if let Some(found) = currency_of(word) {
                currency = Some(found);
            } else if let Some(found) = factor_of(word) {
                factor = found;
            } else if !matches!(word, "current" | "us" | "in" | "of") {
                return Err(UnitError(text.to_owned()));
            }
        }
        let currency = currency.ok_or_else(|| UnitError(text.to_owned()))?.to_owned();
        Ok(Self { currency, factor })
    }
}

fn currency_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "usd" | "us$" | "$" | "dollar" | "dollars" => "USD",
        "eur" | "euro" | "euros" | "€" => "EUR",
        "rub" | "rubles" | "roubles" | "₽" => "RUB",
        "afn" => "AFN",
        "irr" => "IRR",
        "pkr" => "PKR",
        "inr" => "INR",
        "cny" => "CNY",
        "kzt" => "KZT",
        "uzs" => "UZS",
        "gbp" => "GBP",
        "jpy" => "JPY",
        "byn" => "BYN",
        "byr" => "BYR",
        code => return CODES.iter().find(|known| known.eq_ignore_ascii_case(code)).copied(),
    })
}

/// Further codes of ISO 4217, those of currencies that were redenominated included.
static CODES: &[&str] = &[
    "AED", "AFA", "AMD", "ARS", "AUD", "AZM", "AZN", "BDT", "BGL", "BGN", "BHD", "BRL", "BYB",
    "CAD", "CHF", "CLP", "COP", "CZK", "DKK", "EGP", "GEL", "GHC", "GHS", "HKD", "HUF", "IDR",
    "ILS", "IQD", "JOD", "KGS", "KRW", "KWD", "LKR", "MDL", "MMK", "MNT", "MXN", "MYR", "MZM",
    "MZN", "NGN", "NOK", "NPR", "NZD", "OMR", "PEN", "PHP", "PLN", "PLZ", "QAR", "ROL", "RON",
    "RSD", "RUR", "SAR", "SEK", "SGD", "SYP", "THB", "TJS", "TMM", "TMT", "TRL", "TRY", "TWD",
    "UAH", "VEF", "VES", "VND", "XAF", "XOF", "ZAR", "ZMK", "ZMW",
];

fn factor_of(word: &str) -> Option<i64> {
    Some(match word {
        "units" | "unit" | "1" => 1,
        "thousand" | "thousands" | "thous" | "1000" | "1,000" | "k" => 1_000,
        "million" | "millions" | "mln" | "mn" | "mio" => 1_000_000,
        "billion" | "billions" | "bn" | "mrd" => 1_000_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_writing_gives_currency_and_factor() {
        let unit = |text: &str| text.parse::<MoneyUnit>().unwrap().to_string();
        assert_eq!(unit("USD"), "USD");
        assert_eq!(unit("thousand USD"), "USD thousand");
        assert_eq!(unit("US Dollar thousand"), "USD thousand");
        assert_eq!(unit("USD million"), "USD million");
        assert_eq!(unit("1000 EUR"), "EUR thousand");
        assert_eq!(unit("TRY million"), "TRY million");
        for text in ["", "tonnes", "million", "usd lakh"] {
            assert!(text.parse::<MoneyUnit>().is_err(), "{text}");
        }
    }
}
