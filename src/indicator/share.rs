//! `share`: a part in its total, of the same source, scope and period.

use super::{Indicator, Inputs, pairwise};
use crate::series::{Point, Reason, Value};
use crate::trade::{Estimate, Unit};

/// Part over total.
pub struct Share;

impl Indicator for Share {
    fn id(&self) -> &'static str {
        "share"
    }
    fn about(&self) -> &'static str {
        "a part in its total, of the same source and period"
    }
    fn formula(&self) -> &'static str {
        "V_k / V"
    }
    fn source(&self) -> &'static str {
        "World Bank WITS, Trade Indicators: share"
    }
    fn roles(&self) -> &'static [&'static str] {
        &["part", "total"]
    }
    fn unit(&self, _input: Unit) -> Unit {
        Unit::Fraction
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        pairwise(inputs, ["part", "total"], share)
    }
}

/// Part and total are separate statements, so each ranges over its own interval; the result stays in 0..1.
fn share(part: Estimate, total: Estimate) -> Value {
    if total.mid() == 0.0 && total.is_exact() {
        return Reason::ZeroDenominator.into();
    }
    if part.low() > total.high() {
        return Reason::BasisMismatch {
            left: "the part".to_owned(),
            right: "a smaller total".to_owned(),
        }
        .into();
    }
    match part.over(total) {
        Some(ratio) => Value::Known(ratio.clipped(0.0, 1.0)),
        None => Reason::DenominatorSpansZero.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, point, series, values};
    use super::*;

    fn of(part: (f64, f64, f64), total: (f64, f64, f64)) -> Value {
        let sides =
            [series(vec![point("2024", Some(part))]), series(vec![point("2024", Some(total))])];
        values(&Share, &sides, &Settings::default())[0].clone()
    }

    #[test]
    fn worked_number_of_two_statements() {
        let found = of((79.5, 80.0, 80.5), (295.0, 300.0, 305.0));
        assert_interval(&found, 0.260_655_738, 0.266_666_667, 0.272_881_356);
    }

    #[test]
    fn a_zero_total_has_no_shares() {
        assert_eq!(of((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)), Reason::ZeroDenominator.into());
    }

    #[test]
    fn a_part_is_never_larger_than_its_total() {
        assert!(matches!(of((5.0, 5.0, 5.0), (4.0, 4.0, 4.0)), Value::Undefined(_)));
    }
}
