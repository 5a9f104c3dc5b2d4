//! `export-similarity`: how alike the exports of two areas are, by one classification at one level.

use super::rule::overlaps;
use super::{Indicator, Inputs, Variant};
use crate::series::Point;
use crate::trade::Unit;

/// How alike the exports of two areas are, 0 to 1.
pub struct ExportSimilarity;

/// Its formulas.
static VARIANTS: &[Variant] = &[Variant::of_parts(
    "",
    "sum min(s_ak, s_bk) = 1 - sum |s_ak - s_bk| / 2",
    &["exports", "other exports"],
    Unit::Coefficient,
)];

impl Indicator for ExportSimilarity {
    fn id(&self) -> &'static str {
        "export-similarity"
    }
    fn about(&self) -> &'static str {
        "how alike the exports of two areas are, 0 to 1"
    }
    fn source(&self) -> &'static str {
        "Finger and Kreinin 1979"
    }
    fn worked(&self) -> &'static str {
        "(.5 .3 .2) and (.2 .3 .5): 0.7"
    }
    fn undefined(&self) -> &'static str {
        "zero-denominator where a side trades nothing, basis-mismatch of classification or level; missing where a side did not report"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        overlaps(inputs, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, basket, values_of};
    use super::*;
    use crate::series::{Basket, Value};

    fn of(left: Basket, right: Basket) -> Vec<Value> {
        values_of(&ExportSimilarity, &[left, right], &Settings::default())
    }

    fn three(values: [f64; 3], half: f64) -> Basket {
        basket("2024", &[("01", values[0]), ("02", values[1]), ("03", values[2])], half)
    }

    #[test]
    fn worked_number() {
        let found = of(three([50.0, 30.0, 20.0], 0.0), three([20.0, 30.0, 50.0], 0.0));
        assert_interval(&found[0], 0.7 * 1.0, 0.7 * 1.0, 0.7 * 1.0);
        let found = of(three([50.0, 30.0, 20.0], 0.5), three([20.0, 30.0, 50.0], 0.5));
        let bound = found[0].known().unwrap();
        assert!(bound.is_bound() && bound.low() < 0.7 * 1.0 && bound.high() > 0.7 * 1.0);
    }

    #[test]
    fn an_absent_commodity_is_zero_and_a_silent_side_missing() {
        let one = |code: &str| basket("2024", &[(code, 5.0)], 0.0);
        assert_interval(&of(one("01"), one("02"))[0], 0.0, 0.0, 0.0);
        let found = of(one("01"), basket("2023", &[("01", 5.0)], 0.0));
        assert!(matches!(&found[1], Value::Missing(m) if m.input == "reporter"), "{found:?}");
    }
}
