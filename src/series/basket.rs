//! Baskets: a series taken apart by commodity or by partner, with values and amounts of each item.
//!
//! What is true of a basket: its items are of one level of one classification and never overlap, so that they may be
//! added. A period that cannot be taken apart says why. Nothing is computed here but sums and shares.

use std::collections::BTreeMap;

use super::gate::Passage;
use super::{Missing, Reason, Value};
use crate::trade::{Classification, Estimate, Origin, Period};

/// A series taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Basket {
    /// What its items are: `commodity` or `partner`.
    pub by: &'static str,
    /// Digits of the commodity codes; 0 where items are partners.
    pub level: usize,
    /// Contents by period.
    pub contents: BTreeMap<Period, Content>,
}

/// What a basket holds in one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// Meaning of the codes.
    pub classification: Classification,
    /// Why the contents are not whole, where they are not.
    pub fault: Option<Value>,
    /// Items by code.
    pub items: BTreeMap<String, Item>,
}

/// One commodity or partner in one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Dollars.
    pub value: Value,
    /// How much of it.
    pub amount: Amount,
    /// How its unit value stands beside others of the same commodity and period.
    pub passage: Passage,
    /// Rows behind it.
    pub origins: Vec<Origin>,
}

/// A physical amount.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Amount {
    /// Not told, or told as 0 beside a positive value.
    #[default]
    Unknown,
    /// Net weight in kilograms.
    Weight(f64),
    /// A number of units of this name.
    Quantity(f64, String),
    /// Quantities in several units, which cannot be added.
    Mixed,
}

impl Basket {
    /// What it holds in a period.
    ///
    /// # Errors
    /// `Missing(reporter)` where nothing was reported, or why the contents are not whole.
    pub fn at(&self, period: Period) -> Result<&Content, Value> {
        let content = self
            .contents
            .get(&period)
            .ok_or_else(|| Value::from(Missing::not_reported("reporter", period)))?;
        match &content.fault {
            Some(fault) => Err(fault.clone()),
            None => Ok(content),
        }
    }

    /// Whether the codes of two baskets mean the same, as far as they say.
    ///
    /// # Errors
    /// The mismatch.
    pub fn matches(&self, other: &Self) -> Result<(), Reason> {
        let name = |basket: &Self| match basket.level {
            0 => basket.by.to_owned(),
            level => format!("{level} digits"),
        };
        if (self.by, self.level) == (other.by, other.level) {
            return Ok(());
        }
        Err(Reason::BasisMismatch { left: name(self), right: name(other) })
    }

    /// In words: `12 commodities of 6 digits, HS2017`.
    #[must_use]
    pub fn describe(&self, count: usize, classification: Classification) -> String {
        match (self.level, classification) {
            (0, _) => format!("{count} partners"),
            (level, Classification::Unknown) => format!("{count} commodities of {level} digits"),
            (level, edition) => format!("{count} commodities of {level} digits, {edition}"),
        }
    }
}

impl Content {
    /// Every item with its value; an item without one makes the whole missing.
    ///
    /// # Errors
    /// The first value that is not known.
    pub fn values(&self) -> Result<BTreeMap<&str, Estimate>, Value> {
        self.items.iter().map(|(code, item)| Ok((code.as_str(), item.value.require()?))).collect()
    }

    /// The sum of the items whose code begins with `code`; 0 where there is none.
    ///
    /// # Errors
    /// The first value that is not known.
    pub fn sum_of(&self, code: &str) -> Result<Estimate, Value> {
        let within = self.items.iter().filter(|(item, _)| item.starts_with(code));
        let mut values = within.map(|(_, item)| item.value.require());
        values.try_fold(Estimate::exact(0.0), |sum, value| Ok(sum + value?))
    }

    /// The sum of all items.
    ///
    /// # Errors
    /// The first value that is not known.
    pub fn total(&self) -> Result<Estimate, Value> {
        self.sum_of("")
    }

    /// The share of each item in all, each part standing against the rest.
    ///
    /// # Errors
    /// The first value that is not known, or `Undefined(zero-denominator)`.
    pub fn shares(&self) -> Result<BTreeMap<&str, Estimate>, Value> {
        let values = self.values()?;
        let total = self.total()?;
        values.into_iter().map(|(code, value)| Ok((code, share(value, total)?))).collect()
    }

    /// Whether the codes of two contents mean the same.
    ///
    /// # Errors
    /// The mismatch of the classifications.
    pub fn matches(&self, other: &Self) -> Result<(), Reason> {
        if self.classification == other.classification {
            return Ok(());
        }
        let (left, right) = (self.classification.to_string(), other.classification.to_string());
        Err(Reason::BasisMismatch { left, right })
    }

    /// Rows behind the items whose code begins with `code`.
    #[must_use]
    pub fn origins(&self, code: &str) -> Vec<Origin> {
        let within = self.items.iter().filter(|(item, _)| item.starts_with(code));
        within.flat_map(|(_, item)| item.origins.iter().cloned()).collect()
    }
}

/// The share of a part in a total that holds it: low takes the part's low beside the rest's high.
///
/// # Errors
/// `Undefined(zero-denominator)`, or `Undefined(denominator-spans-zero)`.
pub fn share(part: Estimate, total: Estimate) -> Result<Estimate, Reason> {
    if total.mid() == 0.0 && total.is_exact() {
        return Err(Reason::ZeroDenominator);
    }
    let rest_low = (total.low() - part.low()).max(0.0);
    let rest_high = total.high() - part.high();
    if part.low() + rest_high <= 0.0 || part.high() + rest_low <= 0.0 {
        return Err(Reason::DenominatorSpansZero);
    }
    let share = part.mid() / total.mid();
    if part.is_exact() && total.is_exact() {
        return Ok(Estimate::exact(share));
    }
    let (low, high) =
        (part.low() / (part.low() + rest_high), part.high() / (part.high() + rest_low));
    Ok(Estimate::new(low, share, high).clipped(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_stands_against_the_rest() {
        let total = Estimate::new(99.0, 100.0, 101.0);
        let found = share(Estimate::new(39.5, 40.0, 40.5), total).unwrap();
        assert!((found.low() - 39.5 / (39.5 + 60.5)).abs() < 1e-12);
        assert!((found.high() - 40.5 / (40.5 + 59.5)).abs() < 1e-12);
        assert_eq!(share(Estimate::exact(0.0), Estimate::exact(0.0)), Err(Reason::ZeroDenominator));
    }
}
