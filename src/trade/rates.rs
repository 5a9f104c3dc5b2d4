//! Dated rates of exchange. A rate holds for exactly its period: a month is never converted by the rate of its
//! year, and a period without a rate has no value in dollars.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Decimal, Money, Period};

/// In which direction a rate is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// Dollars for a unit of the currency: 1.08 for the euro.
    DollarsPerUnit,
    /// Units of the currency for a dollar: 92.4 for the ruble.
    UnitsPerDollar,
}

/// A rate of one currency in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The number as printed, above 0.
    pub number: Decimal,
    /// Its direction.
    pub quote: Quote,
    /// Who says so.
    pub source: String,
    /// Physical line in its file.
    pub line: u32,
}

/// Rates by currency and period, as a user gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateTable {
    /// Id of the dataset that holds them.
    pub dataset: Arc<str>,
    /// Its file.
    pub path: Arc<str>,
    rates: BTreeMap<(String, Period), Rate>,
}

/// A rate that was found, with the units of its own currency in one unit of the currency asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundRate<'a> {
    /// The rate.
    pub rate: &'a Rate,
    /// Its currency, where the one asked for was redenominated: `BYN` for `BYR`.
    pub successor: Option<&'static str>,
    /// Old units in a new one; 1 where it is the same currency.
    pub old_per_new: i64,
}

/// Currencies that were redenominated: old code, new code, old units in a new one.
static REDENOMINATED: &[(&str, &str, i64)] = &[
    ("AFA", "AFN", 1_000),
    ("AZM", "AZN", 5_000),
    ("BGL", "BGN", 1_000),
    ("BYB", "BYR", 1_000),
    ("BYR", "BYN", 10_000),
    ("GHC", "GHS", 10_000),
    ("MZM", "MZN", 1_000),
    ("PLZ", "PLN", 10_000),
    ("ROL", "RON", 10_000),
    ("RUR", "RUB", 1_000),
    ("TMM", "TMT", 5_000),
    ("TRL", "TRY", 1_000_000),
    ("VEF", "VES", 100_000),
    ("ZMK", "ZMW", 1_000),
];

impl RateTable {
    /// An empty table of a file.
    #[must_use]
    pub fn new(dataset: &str, path: &str) -> Self {
        Self { dataset: dataset.into(), path: path.into(), rates: BTreeMap::new() }
    }

    /// Adds a rate; gives back the one that is there already.
    ///
    /// # Errors
    /// The line of the rate that the table holds for this currency and period.
    pub fn add(&mut self, currency: &str, period: Period, rate: Rate) -> Result<(), u32> {
        let key = (currency.to_owned(), period);
        if let Some(known) = self.rates.get(&key) {
            return Err(known.line);
        }
        self.rates.insert(key, rate);
        Ok(())
    }

    /// The rate of a currency in exactly this period; by the fixed ratio where it was redenominated since.
    #[must_use]
    pub fn find(&self, currency: &str, period: Period) -> Option<FoundRate<'_>> {
        let of = |code: &str| self.rates.get(&(code.to_owned(), period));
        if let Some(rate) = of(currency) {
            return Some(FoundRate { rate, successor: None, old_per_new: 1 });
        }
        let (_, new, old_per_new) = REDENOMINATED.iter().find(|(old, ..)| *old == currency)?;
        Some(FoundRate { rate: of(new)?, successor: Some(new), old_per_new: *old_per_new })
    }

    /// Whether it has any rate of this currency.
    #[must_use]
    pub fn knows(&self, currency: &str) -> bool {
        self.rates
            .keys()
            .any(|(code, period)| code == currency || self.find(currency, *period).is_some())
    }

    /// Number of rates.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rates.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rates.is_empty()
    }
}

impl FoundRate<'_> {
    /// An amount of the currency in dollars, exact to the thousandth, rounded half to even; `None` beyond the range.
    #[must_use]
    pub fn dollars(self, amount: Money) -> Option<Money> {
        let number = self.rate.number;
        let scale = 10_i128.checked_pow(number.scale())?;
        let amount = i128::from(amount.thousandths());
        let old = i128::from(self.old_per_new);
        let (above, below) = match self.rate.quote {
            Quote::DollarsPerUnit => {
                (amount.checked_mul(number.mantissa())?, scale.checked_mul(old)?)
            }
            Quote::UnitsPerDollar => {
                (amount.checked_mul(scale)?, number.mantissa().checked_mul(old)?)
            }
        };
        i64::try_from(divided(above, below)?).ok().map(Money::from_thousandths)
    }

    /// How a reader is told of it: `1 USD = 92.4 RUB`.
    #[must_use]
    pub fn told(self, currency: &str) -> String {
        let code = self.successor.unwrap_or(currency);
        let rate = match self.rate.quote {
            Quote::DollarsPerUnit => format!("1 {code} = {} USD", self.rate.number),
            Quote::UnitsPerDollar => format!("1 USD = {} {code}", self.rate.number),
        };
        match self.successor {
            Some(new) => format!("{rate}, 1 {new} = {} {currency}", self.old_per_new),
            None => rate,
        }
    }
}

/// The quotient rounded half to even; `None` where the divisor is not above 0.
fn divided(above: i128, below: i128) -> Option<i128> {
    if below <= 0 {
        return None;
    }
    let (quotient, rest) = (above.div_euclid(below), above.rem_euclid(below));
    let up = match rest.cmp(&(below - rest)) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => quotient % 2 != 0,
        std::cmp::Ordering::Less => false,
    };
    Some(quotient + i128::from(up))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(number: &str, quote: Quote) -> Rate {
        let number = Decimal::parse_plain(number).unwrap();
        Rate { number, quote, source: String::new(), line: 2 }
    }

    fn table(rates: &[(&str, &str, &str, Quote)]) -> RateTable {
        let mut table = RateTable::new("rates", "rates.csv");
        for (currency, period, number, quote) in rates {
            table.add(currency, period.parse().unwrap(), rate(number, *quote)).unwrap();
        }
        table
    }

    fn converted(table: &RateTable, currency: &str, period: &str, thousandths: i64) -> Option<i64> {
        let found = table.find(currency, period.parse().unwrap())?;
        Some(found.dollars(Money::from_thousandths(thousandths))?.thousandths())
    }

    #[test]
    fn both_directions_are_exact() {
        let table = table(&[
            ("EUR", "2021", "1.1827", Quote::DollarsPerUnit),
            ("RUB", "2021", "73.6541", Quote::UnitsPerDollar),
        ]);
        assert_eq!(converted(&table, "EUR", "2021", 1_000_000), Some(1_182_700));
        // 73,654.1 rubles are a thousand dollars to the cent.
        assert_eq!(converted(&table, "RUB", "2021", 73_654_100), Some(1_000_000));
        // Halves go to the even thousandth: 0.0005 and 0.0015 dollars.
        let half = self::table(&[("XXX", "2021", "0.5", Quote::DollarsPerUnit)]);
        assert_eq!(converted(&half, "XXX", "2021", 1), Some(0));
        assert_eq!(converted(&half, "XXX", "2021", 3), Some(2));
    }

    #[test]
    fn a_rate_holds_for_its_own_period_alone() {
        let table = table(&[
            ("EUR", "2021", "1.1827", Quote::DollarsPerUnit),
            ("EUR", "2021-05", "1.2146", Quote::DollarsPerUnit),
        ]);
        assert_eq!(converted(&table, "EUR", "2021-05", 1_000), Some(1_215));
        assert_eq!(converted(&table, "EUR", "2021-06", 1_000), None);
        assert_eq!(converted(&table, "EUR", "2022", 1_000), None);
        assert_eq!(converted(&table, "USD", "2021", 1_000), None);
        assert!(table.knows("EUR") && !table.knows("RUB"));
    }

    #[test]
    fn old_rubles_of_belarus_are_ten_thousandths_of_new_ones() {
        let table = table(&[("BYN", "2016", "1.9998", Quote::UnitsPerDollar)]);
        assert_eq!(converted(&table, "BYN", "2016", 1_999_800), Some(1_000_000));
        assert_eq!(converted(&table, "BYR", "2016", 19_998_000_000), Some(1_000_000));
        let found = table.find("BYR", Period::year(2016)).unwrap();
        assert_eq!(found.told("BYR"), "1 USD = 1.9998 BYN, 1 BYN = 10000 BYR");
    }

    #[test]
    fn a_second_rate_of_a_period_is_named_by_the_line_of_the_first() {
        let mut table = table(&[("EUR", "2021", "1.1", Quote::DollarsPerUnit)]);
        let second = rate("1.2", Quote::DollarsPerUnit);
        assert_eq!(table.add("EUR", Period::year(2021), second), Err(2));
    }
}
