//! A number with its interval, and the arithmetic that carries the interval along.
//!
//! The box rule: inputs are independent and may lie anywhere in their intervals; `mid` is the formula at the
//! mids, `low` and `high` its smallest and largest value over the box. An input that occurs twice must be
//! rewritten by the caller until it occurs once.

use serde::Serialize;

/// A finite number known to lie in `[low, high]`, with the value said or measured as `mid`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    low: f64,
    mid: f64,
    high: f64,
    /// Whether the interval is an outer bound, wider than the exact range.
    bound: bool,
}

impl Estimate {
    /// A value without doubt: low = mid = high.
    #[must_use]
    pub fn exact(value: f64) -> Self {
        Self::new(value, value, value)
    }

    /// An interval; ends are put in order around `mid`.
    ///
    /// # Panics
    /// If an end is not finite: every formula tests its conditions before it divides.
    #[must_use]
    pub fn new(low: f64, mid: f64, high: f64) -> Self {
        assert!(low.is_finite() && mid.is_finite() && high.is_finite(), "estimates are finite");
        Self { low: low.min(mid), mid, high: high.max(mid), bound: false }
    }

    /// The same interval, marked as an outer bound.
    #[must_use]
    pub fn as_bound(self) -> Self {
        Self { bound: true, ..self }
    }

    /// Lower end.
    #[must_use]
    pub fn low(self) -> f64 {
        self.low
    }

    /// The value said or measured.
    #[must_use]
    pub fn mid(self) -> f64 {
        self.mid
    }

    /// Upper end.
    #[must_use]
    pub fn high(self) -> f64 {
        self.high
    }

    /// Whether the interval is an outer bound.
    #[must_use]
    pub fn is_bound(self) -> bool {
        self.bound
    }

    /// Whether low = high.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.low.to_bits() == self.high.to_bits()
    }

    /// Whether `value` lies in the interval.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Whether the two intervals have a point in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Applies a function that never falls.
    #[must_use]
    pub fn rising(self, f: impl Fn(f64) -> f64) -> Self {
        self.with(f(self.low), f(self.mid), f(self.high))
    }

    /// Applies a function that never rises.
    #[must_use]
    pub fn falling(self, f: impl Fn(f64) -> f64) -> Self {
        self.with(f(self.high), f(self.mid), f(self.low))
    }

    /// Quotient of independent non-negative numbers, or `None` if the divisor touches 0.
    #[must_use]
    pub fn over(self, divisor: Self) -> Option<Self> {
        if divisor.low <= 0.0 {
            return None;
        }
        let low = self.low / if self.low < 0.0 { divisor.low } else { divisor.high };
        let high = self.high / if self.high < 0.0 { divisor.high } else { divisor.low };
        let mut quotient = Self::new(low, self.mid / divisor.mid, high);
        quotient.bound = self.bound || divisor.bound;
        Some(quotient)
    }

    /// Geometric mean of two non-negative numbers.
    #[must_use]
    pub fn geometric_mean(self, other: Self) -> Self {
        let of = |a: f64, b: f64| (a * b).sqrt();
        Self {
            bound: self.bound || other.bound,
            ..Self::new(of(self.low, other.low), of(self.mid, other.mid), of(self.high, other.high))
        }
    }

    /// Product of non-negative numbers.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self {
            bound: self.bound || other.bound,
            ..Self::new(self.low * other.low, self.mid * other.mid, self.high * other.high)
        }
    }

    /// Confines the interval to a range that the formula cannot leave.
    #[must_use]
    pub fn clipped(self, least: f64, most: f64) -> Self {
        self.rising(|value| value.clamp(least, most))
    }

    fn with(self, low: f64, mid: f64, high: f64) -> Self {
        Self { bound: self.bound, ..Self::new(low, mid, high) }
    }
}

impl std::ops::Add for Estimate {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            bound: self.bound || other.bound,
            ..Self::new(self.low + other.low, self.mid + other.mid, self.high + other.high)
        }
    }
}

impl std::ops::Sub for Estimate {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            bound: self.bound || other.bound,
            ..Self::new(self.low - other.high, self.mid - other.mid, self.high - other.low)
        }
    }
}

impl std::ops::Mul<f64> for Estimate {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        let scale = |value: f64| value * factor;
        if factor < 0.0 { self.falling(scale) } else { self.rising(scale) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_take_opposite_ends() {
        let part = Estimate::new(171.5, 172.0, 172.5);
        let rest = Estimate::new(1.5, 2.0, 2.5);
        let ratio = part.over(rest).unwrap();
        assert_eq!((ratio.low(), ratio.mid(), ratio.high()), (68.6, 86.0, 115.0));
        assert_eq!(part.over(Estimate::new(-0.5, 0.0, 0.5)), None);
    }

    #[test]
    fn differences_take_opposite_ends() {
        let balance = Estimate::new(171.5, 172.0, 172.5) - Estimate::new(1.5, 2.0, 2.5);
        assert_eq!((balance.low(), balance.mid(), balance.high()), (169.0, 170.0, 171.0));
    }
}
