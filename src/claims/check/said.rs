//! A number as it was said: digits, words around it, unit, and the intervals that it may stand for.

use crate::trade::{Decimal, Hedge, HedgeSettings};

/// Trailing zeros widen a number by at most this fraction: "100" is not read as 50 to 150.
const COARSEST: f64 = 0.10;

/// An interval; an end may be infinite ("more than doubled" has no upper end).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub low: f64,
    pub high: f64,
}

impl Span {
    pub fn new(low: f64, high: f64) -> Self {
        Self { low: low.min(high), high: high.max(low) }
    }

    /// Whether two intervals have a point in common; ends are taken with a hair of tolerance.
    pub fn meets(self, other: Self) -> bool {
        let hair = 1e-9 * self.low.abs().min(other.low.abs()).max(1e-12);
        self.low <= other.high + hair && other.low <= self.high + hair
    }

    /// The interval on the other side of zero.
    pub fn negated(self) -> Self {
        Self { low: -self.high, high: -self.low }
    }

    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    pub fn minus(self, other: Self) -> Self {
        self.plus(other.negated())
    }

    /// Quotient of positive numbers; none if the divisor touches 0.
    pub fn over(self, divisor: Self) -> Option<Self> {
        (divisor.low > 0.0)
            .then(|| Self { low: self.low / divisor.high, high: self.high / divisor.low })
    }
}

/// How the last digit of a round number is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Printed to the last digit: 300 is 299.5 to 300.5.
    Fine,
    /// Printed to the last digit that is no trailing zero: 300 is 270 to 330, capped at a tenth.
    Coarse,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An amount of money in this currency; none where none is named.
    Money(Option<&'static str>),
    /// Tonnes, barrels and the like.
    Goods(&'static str),
    /// A number without a unit.
    Bare,
    /// Percent.
    Percent,
    /// Percentage points.
    Points,
}

impl Kind {
    /// Whether two numbers can stand on both sides of one computation.
    pub fn fits(self, other: Self) -> bool {
        match (self, other) {
            (Self::Money(a), Self::Money(b)) => a.is_none() || b.is_none() || a == b,
            _ => self == other,
        }
    }

    pub fn is_level(self) -> bool {
        matches!(self, Self::Money(_) | Self::Goods(_) | Self::Bare)
    }
}

/// A number with its words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    pub number: Decimal,
    /// 1e6 for a million.
    pub scale: f64,
    pub kind: Kind,
    pub hedge: Hedge,
    /// Whether a neighbor of the same scale shows that its trailing zeros are digits: "from 100 to 115 million".
    pub zeros_count: bool,
}

impl Said {
    pub fn new(number: Decimal, scale: f64, kind: Kind, hedge: Hedge) -> Self {
        Self { number, scale, kind, hedge, zeros_count: false }
    }

    /// The number that was said.
    pub fn mid(&self) -> f64 {
        self.number.to_f64() * self.scale
    }

    /// Step of the last printed digit.
    pub fn step(&self) -> f64 {
        Decimal::new(1, self.number.scale()).to_f64() * self.scale
    }

    /// The interval under a reading.
    pub fn span(&self, reading: Reading) -> Span {
        let mid = self.mid();
        let settings = HedgeSettings::default();
        if matches!(self.hedge, Hedge::Printed) {
            let half = self.half_step(reading);
            return Span::new(mid - half, mid + half);
        }
        let words = self.hedge.interval(self.number, None, &settings);
        let span = Span::new(words.low() * self.scale, words.high() * self.scale);
        // A hedge never makes a number firmer than its own last digit does.
        let (step, size) = (self.step(), mid.abs());
        let most = if self.kind == Kind::Percent { size } else { COARSEST * size };
        match self.hedge {
            Hedge::Almost => Span::new(span.low.min(size - step.min(COARSEST * size)), span.high),
            Hedge::About => {
                let half = (step / 2.0).min(most);
                Span::new(span.low.min(size - half), span.high.max(size + half))
            }
            Hedge::Over | Hedge::AtLeast | Hedge::Printed | Hedge::Exact => span,
        }
    }

    fn half_step(&self, reading: Reading) -> f64 {
        let half = self.step() / 2.0;
        let inferred = self.number.last_digit() * self.scale;
        if reading == Reading::Fine || self.zeros_count || inferred < self.step() * 1.5 {
            return half;
        }
        (inferred / 2.0).min(COARSEST * self.mid().abs()).max(half)
    }

    /// Whether it ends in a digit that is no trailing zero.
    fn shows_its_step(&self) -> bool {
        self.hedge == Hedge::Printed && self.number.last_digit() * self.scale < self.step() * 1.5
    }
}

/// Tells round numbers that a neighbor of their scale is printed to the last digit: then they are as well.
pub(super) fn share_steps(numbers: &mut [&mut Said]) {
    let shown: Vec<(Kind, f64, f64)> = numbers
        .iter()
        .filter(|n| n.shows_its_step())
        .map(|n| (n.kind, n.scale, n.step()))
        .collect();
    for number in numbers {
        number.zeros_count = shown.iter().any(|(kind, scale, step)| {
            kind.fits(number.kind)
                && scale.to_bits() == number.scale.to_bits()
                && *step <= number.step()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(number: &str, hedge: Hedge) -> Said {
        Said::new(Decimal::parse_plain(number).unwrap(), 1.0, Kind::Money(None), hedge)
    }

    #[test]
    fn round_numbers_have_two_readings() {
        let span = |number: &str, reading| {
            let span = said(number, Hedge::Printed).span(reading);
            (span.low, span.high)
        };
        assert_eq!(span("300", Reading::Fine), (299.5, 300.5));
        assert_eq!(span("300", Reading::Coarse), (270.0, 330.0));
        assert_eq!(span("500", Reading::Coarse), (450.0, 550.0));
        assert_eq!(span("170", Reading::Coarse), (165.0, 175.0));
        assert_eq!(span("875", Reading::Coarse), (874.5, 875.5));
        assert_eq!(span("5.93", Reading::Coarse), (5.925, 5.935));
    }

    #[test]
    fn a_neighbor_tells_the_printed_digit() {
        let (mut a, mut b) = (said("100", Hedge::Printed), said("115", Hedge::Printed));
        share_steps(&mut [&mut a, &mut b]);
        assert_eq!(a.span(Reading::Coarse), Span::new(99.5, 100.5));
    }

    #[test]
    fn hedges_replace_rounding_but_are_never_firmer() {
        let span = |number, hedge| {
            let span = said(number, hedge).span(Reading::Fine);
            (span.low, span.high)
        };
        assert_eq!(span("80", Hedge::Almost), (76.0, 80.0));
        assert_eq!(span("2", Hedge::Almost), (1.8, 2.0));
        assert_eq!(span("1000", Hedge::Over), (1000.0, 1100.0));
        assert_eq!(span("3", Hedge::About), (2.7, 3.3));
    }
}
