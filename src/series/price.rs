//! Price and volume indices of matched commodities: Laspeyres, Paasche and Fisher, fixed base or chained.
//!
//! Prices are unit values. What is in one period only, has no amount or fails the gate is left out and told as
//! coverage. Ends of the result are an outer bound: weights at mid, price relatives at their ends.

use super::basket::{Amount, Content, Item};
use super::gate::Passage;
use super::{Absence, Missing, Reason, Value};
use crate::trade::Estimate;

/// Which index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    /// Weights of the base period.
    Laspeyres,
    /// Weights of the current period.
    Paasche,
    /// Geometric mean of the two.
    Fisher,
}

/// Commodities of two periods that can be compared.
#[derive(Clone, Debug)]
pub struct Matched {
    pairs: Vec<Pair>,
    /// Matched value over total value, in the base and in the current period.
    pub coverage: (f64, f64),
    /// Commodities left out because their units differ.
    pub other_units: usize,
}

/// One commodity in both periods.
#[derive(Clone, Copy, Debug)]
struct Pair {
    v0: Estimate,
    v1: Estimate,
    q0: f64,
    q1: f64,
}

impl Matched {
    /// What two contents have in common.
    ///
    /// # Errors
    /// A value that is not known; `Undefined(no-match)` without common commodities, `Undefined(unit-mismatch)` or
    /// `Missing(net_weight_kg)` where none of them can be counted.
    pub fn of(base: &Content, end: &Content) -> Result<Self, Value> {
        let (v0, v1) = (base.total()?, end.total()?);
        let mut matched = Self { pairs: vec![], coverage: (0.0, 0.0), other_units: 0 };
        let mut uncounted = 0;
        for (code, old) in &base.items {
            let Some(new) = end.items.get(code) else { continue };
            match (quantity(old), quantity(new)) {
                (Some(q0), Some(q1)) if same_unit(&old.amount, &new.amount) => {
                    let (v0, v1) = (old.value.require()?, new.value.require()?);
                    if v0.low() > 0.0 && v1.low() > 0.0 {
                        matched.pairs.push(Pair { v0, v1, q0, q1 });
                    }
                }
                (Some(_), Some(_)) => matched.other_units += 1,
                _ => {
                    let mixed = [&old.amount, &new.amount].contains(&&Amount::Mixed);
                    matched.other_units += usize::from(mixed);
                    uncounted += usize::from(!mixed);
                }
            }
        }
        if matched.pairs.is_empty() {
            return Err(match (matched.other_units, uncounted) {
                (0, 0) => Reason::NoMatch.into(),
                (0, _) => {
                    let (input, absence) = ("net_weight_kg".to_owned(), Absence::NotReported);
                    Missing { input, period: None, absence }.into()
                }
                _ => Reason::UnitMismatch.into(),
            });
        }
        let sum = |of: fn(&Pair) -> f64| matched.pairs.iter().map(of).sum::<f64>();
        matched.coverage =
            (sum(|pair| pair.v0.mid()) / v0.mid(), sum(|pair| pair.v1.mid()) / v1.mid());
        Ok(matched)
    }

    /// How many commodities.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there is none; never so for one that was made.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The price index: what the goods cost against the base.
    #[must_use]
    pub fn price(&self, index: Index) -> Estimate {
        match index {
            Index::Laspeyres => self.bounded(|pick| {
                let weights = self.pairs.iter().map(|pair| pair.v0.mid());
                let sum: f64 =
                    weights.clone().zip(&self.pairs).map(|(w, pair)| w * pick(pair)).sum();
                sum / weights.sum::<f64>()
            }),
            Index::Paasche => self.bounded(|pick| {
                let weights = self.pairs.iter().map(|pair| pair.v1.mid());
                let sum: f64 =
                    weights.clone().zip(&self.pairs).map(|(w, pair)| w / pick(pair)).sum();
                weights.sum::<f64>() / sum
            }),
            Index::Fisher => {
                self.price(Index::Laspeyres).geometric_mean(self.price(Index::Paasche))
            }
        }
    }

    /// The volume index: how much of the goods there was against the base. Amounts are exact.
    #[must_use]
    pub fn volume(&self, index: Index) -> Estimate {
        let of = |weight: fn(&Pair) -> f64, by_base: bool| {
            let total: f64 = self.pairs.iter().map(weight).sum();
            let relative = |pair: &Pair| pair.q1 / pair.q0;
            if by_base {
                self.pairs.iter().map(|pair| weight(pair) * relative(pair)).sum::<f64>() / total
            } else {
                total / self.pairs.iter().map(|pair| weight(pair) / relative(pair)).sum::<f64>()
            }
        };
        match index {
            Index::Laspeyres => Estimate::exact(of(|pair| pair.v0.mid(), true)),
            Index::Paasche => Estimate::exact(of(|pair| pair.v1.mid(), false)),
            Index::Fisher => {
                let value = |of: fn(&Pair) -> f64| self.pairs.iter().map(of).sum::<f64>();
                let ratio = value(|pair| pair.v1.mid()) / value(|pair| pair.v0.mid());
                self.price(Index::Fisher).falling(|price| ratio / price)
            }
        }
    }

    /// A formula of price relatives that rises in each of them.
    fn bounded(&self, formula: impl Fn(&dyn Fn(&Pair) -> f64) -> f64) -> Estimate {
        let price = |v: f64, q: f64| v / q;
        let relative = |pair: &Pair, v1: f64, v0: f64| price(v1, pair.q1) / price(v0, pair.q0);
        let mid = formula(&|pair| relative(pair, pair.v1.mid(), pair.v0.mid()));
        if self.pairs.iter().all(|pair| pair.v0.is_exact() && pair.v1.is_exact()) {
            return Estimate::exact(mid);
        }
        let low = formula(&|pair| relative(pair, pair.v1.low(), pair.v0.high()));
        let high = formula(&|pair| relative(pair, pair.v1.high(), pair.v0.low()));
        Estimate::new(low, mid, high).as_bound()
    }
}

/// The amount that prices are counted by, where there is one and the unit value is plausible.
fn quantity(item: &Item) -> Option<f64> {
    if item.passage == Passage::Fails {
        return None;
    }
    match &item.amount {
        Amount::Weight(number) | Amount::Quantity(number, _) if *number > 0.0 => Some(*number),
        _ => None,
    }
}

fn same_unit(left: &Amount, right: &Amount) -> bool {
    match (left, right) {
        (Amount::Weight(_), Amount::Weight(_)) => true,
        (Amount::Quantity(_, left), Amount::Quantity(_, right)) => left == right,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trade::Classification;

    /// Contents of commodities with prices and weights.
    fn content(prices: &[f64], amounts: &[f64]) -> Content {
        let item = |(p, q): (&f64, &f64)| Item {
            value: Value::Known(Estimate::exact(p * q)),
            amount: Amount::Weight(*q),
            passage: Passage::Passes,
            origins: vec![],
        };
        let items = prices.iter().zip(amounts).map(item).enumerate();
        Content {
            classification: Classification::HS(2017),
            fault: None,
            items: items.map(|(at, item)| (format!("{at:02}"), item)).collect(),
        }
    }

    fn near(found: Estimate, expected: f64) {
        assert!((found.mid() / expected - 1.0).abs() < 1e-8, "{found:?} should be {expected}");
    }

    #[test]
    fn worked_numbers() {
        let base = content(&[2.0, 1.0], &[10.0, 20.0]);
        let end = content(&[3.0, 0.8], &[8.0, 30.0]);
        let matched = Matched::of(&base, &end).unwrap();
        for (index, price) in [
            (Index::Laspeyres, 1.15),
            (Index::Paasche, 1.043_478_26),
            (Index::Fisher, 1.095_445_12),
        ] {
            near(matched.price(index), price);
            near(matched.volume(index), price);
        }
        assert_eq!(matched.coverage, (1.0, 1.0));
    }

    #[test]
    fn one_commodity_has_one_price() {
        let matched = Matched::of(&content(&[2.0], &[5.0]), &content(&[3.0], &[7.0])).unwrap();
        for index in [Index::Laspeyres, Index::Paasche, Index::Fisher] {
            near(matched.price(index), 1.5);
        }
    }

    #[test]
    fn what_cannot_be_compared_is_left_out_and_counted() {
        let mut base = content(&[2.0, 1.0, 4.0], &[10.0, 20.0, 15.0]);
        let mut end = content(&[3.0, 0.8, 4.0], &[8.0, 30.0, 15.0]);
        end.items.get_mut("02").unwrap().amount = Amount::Quantity(15.0, "u".to_owned());
        let matched = Matched::of(&base, &end).unwrap();
        assert_eq!((matched.len(), matched.other_units), (2, 1));
        assert_eq!(matched.coverage, (0.4, 48.0 / 108.0));
        base.items.get_mut("00").unwrap().passage = Passage::Fails;
        assert_eq!(Matched::of(&base, &end).unwrap().len(), 1);
        base.items.get_mut("01").unwrap().amount = Amount::Unknown;
        assert_eq!(Matched::of(&base, &end).unwrap_err(), Reason::UnitMismatch.into());
        let other = content(&[], &[]);
        assert_eq!(Matched::of(&base, &other).unwrap_err(), Reason::NoMatch.into());
    }
}
