//! `cover-ratio`: how far exports pay for imports.

use super::{Indicator, Inputs, pairwise};
use crate::series::{Point, Reason, Value};
use crate::trade::{Estimate, Unit};

/// Exports over imports.
pub struct CoverRatio;

impl Indicator for CoverRatio {
    fn id(&self) -> &'static str {
        "cover-ratio"
    }
    fn about(&self) -> &'static str {
        "exports over imports; missing where one side is missing"
    }
    fn formula(&self) -> &'static str {
        "X / M"
    }
    fn source(&self) -> &'static str {
        "INSEE and Eurostat: cover ratio"
    }
    fn roles(&self) -> &'static [&'static str] {
        &["export", "import"]
    }
    fn unit(&self, _input: Unit) -> Unit {
        Unit::Times
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        pairwise(inputs, ["export", "import"], cover)
    }
}

fn cover(export: Estimate, import: Estimate) -> Value {
    if import.mid() == 0.0 && import.is_exact() {
        return Reason::ZeroDenominator.into();
    }
    match export.over(import) {
        Some(ratio) => Value::Known(ratio),
        None => Reason::DenominatorSpansZero.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, values, yearly};
    use super::*;

    #[test]
    fn worked_number_with_rounding() {
        let sides = [yearly(2024, &[172.0], true), yearly(2024, &[2.0], true)];
        assert_interval(&values(&CoverRatio, &sides, &Settings::default())[0], 68.6, 86.0, 115.0);
    }

    #[test]
    fn reported_zero_imports_give_no_ratio_and_zero_exports_give_zero() {
        let of = |x: f64, m: f64| {
            values(
                &CoverRatio,
                &[yearly(2020, &[x], false), yearly(2020, &[m], false)],
                &Settings::default(),
            )[0]
            .clone()
        };
        assert_eq!(of(5.0, 0.0), Reason::ZeroDenominator.into());
        assert_interval(&of(0.0, 5.0), 0.0, 0.0, 0.0);
    }
}
