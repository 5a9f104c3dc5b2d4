//! `trade-balance`: exports minus imports of one reporter.

use super::rule::pairwise;
use super::{Indicator, Inputs, Variant};
use crate::series::{Point, Value};

/// Exports minus imports.
pub struct TradeBalance;

/// Its formulas.
static VARIANTS: &[Variant] = &[Variant::new("", "X - M", &["export", "import"], None)];

impl Indicator for TradeBalance {
    fn id(&self) -> &'static str {
        "trade-balance"
    }
    fn about(&self) -> &'static str {
        "exports minus imports; missing where one side is missing"
    }
    fn source(&self) -> &'static str {
        "World Bank WITS, Trade Indicators: trade balance"
    }
    fn worked(&self) -> &'static str {
        "172 - 2 is 170 in [169, 171]"
    }
    fn undefined(&self) -> &'static str {
        "missing where one side is missing"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        pairwise(inputs, ["export", "import"], |x, m| Value::Known(x - m))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, values, yearly};
    use super::*;

    #[test]
    fn worked_number() {
        let sides = [yearly(2024, &[172.0], true), yearly(2024, &[2.0], true)];
        assert_interval(
            &values(&TradeBalance, &sides, &Settings::default())[0],
            169.0,
            170.0,
            171.0,
        );
    }

    #[test]
    fn a_missing_import_is_no_zero() {
        let sides = [yearly(2023, &[172.0], false), yearly(2024, &[2.0], false)];
        let found = values(&TradeBalance, &sides, &Settings::default());
        assert!(found.iter().all(|value| matches!(value, Value::Missing(_))));
    }
}
