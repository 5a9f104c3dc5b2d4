//! `mirror-gap`: what the importer reports over what the exporter reports of one flow.
//!
//! Importers value goods with freight and insurance (CIF), exporters without (FOB): a ratio somewhat above 1 is normal.

use super::{Indicator, Inputs, pairwise};
use crate::series::{Point, Reason, Value};
use crate::trade::{Estimate, Unit};

/// Importer's record over exporter's record.
pub struct MirrorGap;

impl Indicator for MirrorGap {
    fn id(&self) -> &'static str {
        "mirror-gap"
    }
    fn about(&self) -> &'static str {
        "what the importer reports over what the exporter reports of one flow"
    }
    fn formula(&self) -> &'static str {
        "M / X"
    }
    fn source(&self) -> &'static str {
        "United Nations, International Merchandise Trade Statistics: bilateral asymmetries"
    }
    fn roles(&self) -> &'static [&'static str] {
        &["export", "import"]
    }
    fn unit(&self, _input: Unit) -> Unit {
        Unit::Times
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        pairwise(inputs, ["mirror_flow", "mirror_flow"], gap)
    }
}

fn gap(export: Estimate, import: Estimate) -> Value {
    if export.mid() == 0.0 && export.is_exact() {
        let both = import.mid() == 0.0 && import.is_exact();
        return if both { Reason::ZeroToZero } else { Reason::ZeroDenominator }.into();
    }
    match import.over(export) {
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
        let sides = [yearly(2020, &[236.0], true), yearly(2020, &[557.0], true)];
        let found = values(&MirrorGap, &sides, &Settings::default());
        assert_interval(&found[0], 2.353_065_54, 2.360_169_49, 2.367_303_61);
    }

    #[test]
    fn a_silent_side_is_missing_and_zeros_have_their_reasons() {
        let of = |x: &[f64], m: &[f64]| {
            values(
                &MirrorGap,
                &[yearly(2020, x, false), yearly(2020, m, false)],
                &Settings::default(),
            )
        };
        assert!(
            matches!(&of(&[5.0, 6.0], &[5.0])[1], Value::Missing(m) if m.input == "mirror_flow")
        );
        assert_eq!(of(&[0.0], &[0.0])[0], Reason::ZeroToZero.into());
        assert_eq!(of(&[0.0], &[3.0])[0], Reason::ZeroDenominator.into());
    }
}
