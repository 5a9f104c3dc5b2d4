//! `normalized-balance`: the balance as a part of turnover, from -1 (imports alone) to 1 (exports alone).

use super::rule::pairwise;
use super::{Indicator, Inputs, Variant};
use crate::series::{Point, Reason, Value};
use crate::trade::{Estimate, Unit};

/// Balance over turnover.
pub struct NormalizedBalance;

/// Its formulas.
static VARIANTS: &[Variant] =
    &[Variant::new("", "(X - M) / (X + M)", &["export", "import"], Some(Unit::Coefficient))];

impl Indicator for NormalizedBalance {
    fn id(&self) -> &'static str {
        "normalized-balance"
    }
    fn about(&self) -> &'static str {
        "the balance as a part of turnover, from -1 to 1"
    }
    fn source(&self) -> &'static str {
        "World Bank WITS, Trade Indicators: normalized trade balance"
    }
    fn worked(&self) -> &'static str {
        "172 and 2: 0.977011494 in [0.971264368, 0.982758621]"
    }
    fn undefined(&self) -> &'static str {
        "zero-denominator where both are 0; missing where one side is missing"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        pairwise(inputs, ["export", "import"], normalized)
    }
}

/// Rises in exports, falls in imports.
fn normalized(export: Estimate, import: Estimate) -> Value {
    let zero = |value: Estimate| value.mid() == 0.0 && value.is_exact();
    if zero(export) && zero(import) {
        return Reason::ZeroDenominator.into();
    }
    if export.low() + import.low() <= 0.0 {
        return Reason::DenominatorSpansZero.into();
    }
    let of = |x: f64, m: f64| (x - m) / (x + m);
    let (low, high) = (of(export.low(), import.high()), of(export.high(), import.low()));
    Value::Known(Estimate::new(low, of(export.mid(), import.mid()), high))
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, values, yearly};
    use super::*;

    #[test]
    fn worked_number_with_rounding() {
        let sides = [yearly(2020, &[172.0], true), yearly(2020, &[2.0], true)];
        let found = values(&NormalizedBalance, &sides, &Settings::default());
        assert_interval(&found[0], 0.971_264_368, 0.977_011_494, 0.982_758_621);
    }

    #[test]
    fn no_trade_has_no_balance_and_a_silent_side_is_missing() {
        let of = |x: &[f64], m: &[f64]| {
            values(
                &NormalizedBalance,
                &[yearly(2020, x, false), yearly(2020, m, false)],
                &Settings::default(),
            )
        };
        assert_eq!(of(&[0.0], &[0.0])[0], Reason::ZeroDenominator.into());
        assert!(matches!(&of(&[5.0, 6.0], &[5.0])[1], Value::Missing(m) if m.input == "import"));
        assert_interval(&of(&[5.0], &[0.0])[0], 1.0, 1.0, 1.0);
    }
}
