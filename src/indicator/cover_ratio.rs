//! `cover-ratio`: how far exports pay for imports.

use super::rule::pairwise;
use super::{Indicator, Inputs, Variant};
use crate::series::{Point, Reason, Value};
use crate::trade::{Estimate, Unit};

/// Exports over imports.
pub struct CoverRatio;

/// Its formulas.
static VARIANTS: &[Variant] =
    &[Variant::new("", "X / M", &["export", "import"], Some(Unit::Times))];

impl Indicator for CoverRatio {
    fn id(&self) -> &'static str {
        "cover-ratio"
    }
    fn about(&self) -> &'static str {
        "exports over imports; missing where one side is missing"
    }
    fn source(&self) -> &'static str {
        "INSEE and Eurostat: cover ratio"
    }
    fn worked(&self) -> &'static str {
        "172 / 2 is 86 in [68.6, 115]"
    }
    fn undefined(&self) -> &'static str {
        "zero-denominator without imports, denominator-spans-zero; missing where one side is missing"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let mut points = pairwise(inputs, ["export", "import"], cover);
        let without = points.iter_mut().filter(|p| p.value == Reason::ZeroDenominator.into());
        without.for_each(|point| "no imports".clone_into(&mut point.note));
        points
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
