//! The formulas of goals, as plain functions: the target is exact, the level carries its interval.
//!
//! Series and ledgers both use them, so that a target has one required growth wherever it is printed.

use super::compare::unusable_base;
use super::{Reason, Value};
use crate::trade::Estimate;

/// Whether a level can be the base of a rate.
///
/// # Errors
/// The reason, by its sign.
pub fn usable(base: Estimate) -> Result<(), Reason> {
    match base.mid() {
        0.0 if base.is_exact() => Err(Reason::ZeroBase),
        mid if mid < 0.0 => Err(Reason::NegativeBase),
        _ if base.low() <= 0.0 => Err(Reason::DenominatorSpansZero),
        _ => Ok(()),
    }
}

/// Whether a rate can lead from a base to a target in so many years.
///
/// # Errors
/// The first reason against it, in the order of [`Reason`].
pub fn reachable(base: Estimate, target: f64, years: f64) -> Result<(), Reason> {
    usable(base)?;
    match () {
        () if years <= 0.0 => Err(Reason::SamePeriod),
        () if target <= base.mid() => Err(Reason::TargetMet),
        () => Ok(()),
    }
}

/// Growth a year from a base to a target: `(T / V_0)^(1/n) - 1`. Falls in the base.
#[must_use]
pub fn required_growth(base: Estimate, target: f64, years: f64) -> Value {
    match reachable(base, target, years) {
        Ok(()) => Value::Known(base.falling(|v| libm::pow(target / v, 1.0 / years) - 1.0)),
        Err(reason) => reason.into(),
    }
}

/// Growth a year between two levels: `(V_n / V_0)^(1/n) - 1`. Rises in the end, falls in the base.
#[must_use]
pub fn compound_growth(base: Estimate, end: Estimate, years: f64) -> Value {
    if let Some(reason) = unusable_base(base, end) {
        return reason.into();
    }
    if years <= 0.0 {
        return Reason::SamePeriod.into();
    }
    let root = |ratio: f64| libm::pow(ratio.max(0.0), 1.0 / years) - 1.0;
    end.over(base).map_or_else(
        || Reason::DenominatorSpansZero.into(),
        |ratio| Value::Known(ratio.rising(root)),
    )
}

/// The level of a path after `part` of its time; geometric, or by equal amounts. At the end it is the target.
#[must_use]
pub fn on_path(base: Estimate, target: f64, part: f64, linear: bool) -> Estimate {
    base.rising(|v| if linear { v + (target - v) * part } else { v * libm::pow(target / v, part) })
}

/// What is lacking: `T - V`; negative above the target.
#[must_use]
pub fn gap(value: Estimate, target: f64) -> Estimate {
    Estimate::exact(target) - value
}

/// What is lacking, by year: (`T - V`_0) / n.
#[must_use]
pub fn yearly_gap(value: Estimate, target: f64, years: f64) -> Value {
    if years <= 0.0 {
        return Reason::SamePeriod.into();
    }
    Value::Known(gap(value, target) * (1.0 / years))
}

/// What is lacking, in log points a year: `ln(T / V_0) / n`.
#[must_use]
pub fn log_gap(value: Estimate, target: f64, years: f64) -> Value {
    match () {
        () if value.low() <= 0.0 || target <= 0.0 => Reason::LogOfZero.into(),
        () if years <= 0.0 => Reason::SamePeriod.into(),
        () => Value::Known(value.falling(|v| libm::log(target / v) / years)),
    }
}

/// The part of a target that is reached: `V / T`.
#[must_use]
pub fn attainment(value: Estimate, target: f64) -> Value {
    if target == 0.0 {
        return Reason::ZeroDenominator.into();
    }
    Value::Known(value.rising(|v| v / target))
}

/// The part reached of what was due after so many months, month by month alike: `YTD / (T m / 12)`.
#[must_use]
pub fn attainment_even(value: Estimate, target: f64, months: u32) -> Value {
    match months {
        0 => Reason::SamePeriod.into(),
        12 => attainment(value, target),
        _ => attainment(value, target * f64::from(months) / 12.0),
    }
}

/// The part reached of what was due, where `share` of a year falls into the months so far: `YTD / (T s_m)`.
#[must_use]
pub fn attainment_seasonal(value: Estimate, target: f64, share: Estimate) -> Value {
    match () {
        () if target == 0.0 => Reason::ZeroDenominator.into(),
        () => over(value, share * target),
    }
}

/// A year at the pace of its first months: `YTD 12 / m`.
#[must_use]
pub fn annualized_even(value: Estimate, months: u32) -> Value {
    match months {
        0 => Reason::SamePeriod.into(),
        12 => Value::Known(value),
        _ => Value::Known(value.rising(|v| v * 12.0 / f64::from(months))),
    }
}

/// A year of which `share` falls into the months so far: `YTD / s_m`.
#[must_use]
pub fn annualized_seasonal(value: Estimate, share: Estimate) -> Value {
    over(value, share)
}

/// A quotient, or why there is none.
#[must_use]
pub fn over(value: Estimate, divisor: Estimate) -> Value {
    if divisor.is_exact() && divisor.mid() == 0.0 {
        return Reason::ZeroDenominator.into();
    }
    value.over(divisor).map_or_else(|| Reason::DenominatorSpansZero.into(), Value::Known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_reasons_the_first_of_the_table_is_given() {
        let zero = Estimate::exact(0.0);
        assert_eq!(required_growth(zero, 10.0, 0.0), Reason::ZeroBase.into());
        assert_eq!(required_growth(Estimate::exact(5.0), 4.0, 0.0), Reason::SamePeriod.into());
        assert_eq!(required_growth(Estimate::exact(5.0), 5.0, 1.0), Reason::TargetMet.into());
        assert_eq!(compound_growth(zero, zero, 2.0), Reason::ZeroToZero.into());
        assert_eq!(compound_growth(zero, Estimate::exact(1.0), 2.0), Reason::ZeroBase.into());
        let wide = Estimate::new(-1.0, 0.0, 1.0);
        assert_eq!(required_growth(wide, 10.0, 1.0), Reason::DenominatorSpansZero.into());
    }

    #[test]
    fn a_path_begins_at_its_base_and_ends_on_its_target() {
        let base = Estimate::new(555.0, 560.0, 565.0);
        assert_eq!(on_path(base, 3000.0, 0.0, false), base);
        let end = on_path(base, 3000.0, 1.0, true);
        assert_eq!((end.low(), end.high()), (3000.0, 3000.0));
    }
}
