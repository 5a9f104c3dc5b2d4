//! Money as exact thousandths of a US dollar.

use std::iter::Sum;
use std::ops::{Add, Sub};

use serde::Serialize;

use super::{Decimal, TooLarge};

/// An amount in thousandths of a US dollar: sums are exact, so their order cannot change them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Money(i64);

impl Money {
    /// Thousandths in a dollar.
    pub const PER_DOLLAR: i64 = 1_000;

    /// Wraps a count of thousandths.
    #[must_use]
    pub fn from_thousandths(count: i64) -> Self {
        Self(count)
    }

    /// Reads `amount` in units of `dollars` each (1, 1,000 or 1,000,000), and says whether digits were lost.
    ///
    /// # Errors
    /// [`TooLarge`] beyond 9.2e15 dollars.
    pub fn from_decimal(amount: Decimal, dollars: i64) -> Result<(Self, bool), TooLarge> {
        let factor = dollars.checked_mul(Self::PER_DOLLAR).ok_or(TooLarge)?;
        let (count, inexact) = amount.to_integer(factor)?;
        Ok((Self(count), inexact))
    }

    /// The count of thousandths.
    #[must_use]
    pub fn thousandths(self) -> i64 {
        self.0
    }

    /// The amount in dollars, as the nearest `f64`.
    #[must_use]
    pub fn dollars(self) -> f64 {
        self.0 as f64 / Self::PER_DOLLAR as f64
    }

    /// The sum, or `None` beyond the range.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self(0), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cents_survive_among_large_numbers() {
        let amounts = ["90071992547409.93", "0.01", "0.01", "0.01", "-90071992547409.93"];
        let sum: Money = amounts
            .iter()
            .map(|text| Money::from_decimal(Decimal::parse_plain(text).unwrap(), 1).unwrap().0)
            .sum();
        assert_eq!(sum.thousandths(), 30);
    }

    #[test]
    fn units_are_converted_exactly() {
        let amount = Decimal::parse_plain("150875.123").unwrap();
        assert_eq!(Money::from_decimal(amount, 1_000).unwrap(), (Money(150_875_123_000), false));
    }
}
