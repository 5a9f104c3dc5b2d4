//! Numbers of expressions: an estimate with its unit, and the arithmetic that keeps units apart.

use crate::trade::{Estimate, Hedge, Period, Unit};

/// A number of an expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// The number with its interval.
    pub estimate: Estimate,
    /// Its unit; `None` for a plain number.
    pub unit: Option<Unit>,
    /// How firmly it was said; computed numbers are exact.
    pub hedge: Hedge,
    /// A round amount that was set, not measured: `$3B`, not `$3.0B`.
    pub is_goal: bool,
    /// When it is of, where it is a value and not a computation.
    pub period: Option<Period>,
}

impl Quantity {
    /// A plain number.
    #[must_use]
    pub fn plain(number: f64) -> Self {
        Self::of(Estimate::exact(number), None)
    }

    /// A number in a unit.
    #[must_use]
    pub fn of(estimate: Estimate, unit: Option<Unit>) -> Self {
        Self { estimate, unit, hedge: Hedge::Exact, is_goal: false, period: None }
    }

    /// The value said or measured.
    #[must_use]
    pub fn mid(&self) -> f64 {
        self.estimate.mid()
    }
}

/// `left` and `right` joined by `+`, `-`, `*` or `/`.
///
/// # Errors
/// Why these two do not go together.
pub(super) fn arithmetic(
    operator: &str,
    left: &Quantity,
    right: &Quantity,
) -> Result<Quantity, String> {
    let estimate = match operator {
        "+" => left.estimate + right.estimate,
        "-" => left.estimate - right.estimate,
        "*" => product(left.estimate, right.estimate),
        _ => quotient(left.estimate, right.estimate)?,
    };
    let unit = match operator {
        "+" | "-" => sum_unit(left.unit, right.unit),
        "*" => product_unit(left.unit, right.unit),
        _ => quotient_unit(left.unit, right.unit),
    };
    let verb = match operator {
        "+" | "-" => "added up",
        "*" => "multiplied",
        _ => "divided",
    };
    let unit = unit.map_err(|()| {
        format!("{} and {} cannot be {verb}", unit_name(left.unit), unit_name(right.unit))
    })?;
    Ok(Quantity::of(estimate, unit))
}

fn product(a: Estimate, b: Estimate) -> Estimate {
    let corners = [a.low() * b.low(), a.low() * b.high(), a.high() * b.low(), a.high() * b.high()];
    let low = corners.iter().copied().fold(f64::INFINITY, f64::min);
    let high = corners.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Estimate::new(low, a.mid() * b.mid(), high)
}

fn quotient(a: Estimate, b: Estimate) -> Result<Estimate, String> {
    if b.is_exact() && b.mid() != 0.0 {
        return Ok(a * (1.0 / b.mid())).map(|e| {
            // The middle without the error of a reciprocal.
            Estimate::new(e.low(), a.mid() / b.mid(), e.high())
        });
    }
    a.over(b).ok_or_else(|| "the divisor is zero, or its interval touches zero".to_owned())
}

/// `None` is a plain number, an error a sum that means nothing.
fn sum_unit(left: Option<Unit>, right: Option<Unit>) -> Result<Option<Unit>, ()> {
    match (left, right) {
        (Some(Unit::Fraction | Unit::Growth), Some(Unit::Fraction | Unit::Growth)) => {
            Ok(Some(Unit::Point))
        }
        (a, b) if a == b => Ok(a),
        (Some(Unit::Times), None) | (None, Some(Unit::Times)) => Ok(Some(Unit::Times)),
        _ => Err(()),
    }
}

fn product_unit(left: Option<Unit>, right: Option<Unit>) -> Result<Option<Unit>, ()> {
    match (left, right) {
        (None, unit) | (unit, None) => Ok(unit),
        (Some(Unit::Times | Unit::Fraction), Some(unit))
        | (Some(unit), Some(Unit::Times | Unit::Fraction)) => Ok(Some(unit)),
        _ => Err(()),
    }
}

fn quotient_unit(left: Option<Unit>, right: Option<Unit>) -> Result<Option<Unit>, ()> {
    match (left, right) {
        (unit, None) => Ok(unit),
        (a, b) if a == b => Ok(Some(Unit::Times)),
        (Some(unit), Some(Unit::Times | Unit::Fraction)) => Ok(Some(unit)),
        _ => Err(()),
    }
}

fn unit_name(unit: Option<Unit>) -> String {
    unit.map_or_else(|| "a plain number".to_owned(), |unit| format!("`{}`", unit.id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dollars(low: f64, mid: f64, high: f64) -> Quantity {
        Quantity::of(Estimate::new(low, mid, high), Some(Unit::Dollar))
    }

    #[test]
    fn dollars_over_dollars_are_a_multiple_and_intervals_travel() {
        let ratio =
            arithmetic("/", &dollars(76.0, 80.0, 80.0), &dollars(38.0, 40.0, 40.0)).unwrap();
        assert_eq!(ratio.unit, Some(Unit::Times));
        let e = ratio.estimate;
        assert_eq!((e.low(), e.mid(), e.high()), (1.9, 2.0, 80.0 / 38.0));
    }

    #[test]
    fn units_that_do_not_go_together_are_refused() {
        let share = Quantity::of(Estimate::exact(0.2), Some(Unit::Fraction));
        let money = dollars(1.0, 1.0, 1.0);
        assert_eq!(
            arithmetic("+", &money, &share).unwrap_err(),
            "`USD` and `fraction` cannot be added up"
        );
        assert!(arithmetic("*", &money, &money).is_err());
        assert!(arithmetic("/", &money, &dollars(0.0, 0.0, 0.0)).is_err());
        assert_eq!(arithmetic("*", &share, &money).unwrap().unit, Some(Unit::Dollar));
        assert_eq!(arithmetic("-", &share, &share).unwrap().unit, Some(Unit::Point));
    }
}
