//! `turnover`: exports plus imports of one reporter; one side alone is never a turnover.

use super::rule::pairwise;
use super::{Indicator, Inputs, Variant};
use crate::series::{Point, Value};

/// Exports plus imports.
pub struct Turnover;

/// Its formulas.
static VARIANTS: &[Variant] = &[Variant::new("", "X + M", &["export", "import"], None)];

impl Indicator for Turnover {
    fn id(&self) -> &'static str {
        "turnover"
    }
    fn about(&self) -> &'static str {
        "exports plus imports; missing where one side is missing"
    }
    fn source(&self) -> &'static str {
        "United Nations, International Merchandise Trade Statistics: Compilers Manual"
    }
    fn worked(&self) -> &'static str {
        "172 + 2 is 174 in [173, 175]"
    }
    fn undefined(&self) -> &'static str {
        "missing where one side is missing"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        pairwise(inputs, ["export", "import"], |x, m| Value::Known(x + m))
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
        assert_interval(&values(&Turnover, &sides, &Settings::default())[0], 173.0, 174.0, 175.0);
    }

    #[test]
    fn one_side_alone_is_missing() {
        let sides = [yearly(2023, &[172.0, 172.0], false), yearly(2024, &[2.0], false)];
        let found = values(&Turnover, &sides, &Settings::default());
        assert!(matches!(&found[0], Value::Missing(m) if m.input == "import"));
    }
}
