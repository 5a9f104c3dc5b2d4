//! `volume-index`: how much of matched commodities was traded against a base period.
//!
//! Prices are unit values. Fixed base compares with the base directly, chained multiplies adjacent links; where the
//! two differ by more than a hundredth both are told.

use super::price_index::{low_coverage, points};
use super::{Indicator, Inputs, Remark, Variant};
use crate::series::Point;
use crate::series::price::Matched;
use crate::trade::Unit;

/// Volume index.
pub struct VolumeIndex;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::of_parts("fisher", "100 (V1 / V0) / F of prices", &["flow"], Unit::Index),
    Variant::of_parts("laspeyres", "100 sum q1 p0 / sum q0 p0", &["flow"], Unit::Index),
    Variant::of_parts("paasche", "100 sum q1 p1 / sum q0 p1", &["flow"], Unit::Index),
    Variant::of_parts(
        "fisher-chained",
        "100 times the product of F over adjacent periods",
        &["flow"],
        Unit::Index,
    ),
    Variant::of_parts(
        "laspeyres-chained",
        "100 times the product of L over adjacent periods",
        &["flow"],
        Unit::Index,
    ),
    Variant::of_parts(
        "paasche-chained",
        "100 times the product of P over adjacent periods",
        &["flow"],
        Unit::Index,
    ),
];

impl Indicator for VolumeIndex {
    fn id(&self) -> &'static str {
        "volume-index"
    }
    fn about(&self) -> &'static str {
        "how much of matched commodities was traded against a base period"
    }
    fn source(&self) -> &'static str {
        "IMF, Export and Import Price Index Manual; UNCTAD; Silver 2010 on unit-value bias"
    }
    fn worked(&self) -> &'static str {
        "p0 (2, 1), q0 (10, 20), p1 (3, 0.8), q1 (8, 30): 115, 104.347826, 109.544512 at a value ratio of 1.2"
    }
    fn undefined(&self) -> &'static str {
        "no-match without common commodities, unit-mismatch, break between classifications; missing where the base or all weights are"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn siblings(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("volume-index", "fisher"),
            ("volume-index", "laspeyres"),
            ("volume-index", "paasche"),
            ("volume-index", "fisher-chained"),
            ("volume-index", "laspeyres-chained"),
            ("volume-index", "paasche-chained"),
        ]
    }
    fn threshold(&self) -> Option<f64> {
        Some(100.0)
    }
    fn remarks(&self, inputs: &Inputs, _points: &[Point]) -> Vec<Remark> {
        low_coverage(inputs)
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        points(inputs, inputs.variant(self), Matched::volume)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, basket, merged, values_of};
    use super::*;
    use crate::series::basket::Amount;

    #[test]
    fn worked_numbers() {
        let year = |year: &str, p: [f64; 2], q: [f64; 2]| {
            let mut one = basket(year, &[("01", p[0] * q[0]), ("02", p[1] * q[1])], 0.0);
            let content = one.contents.values_mut().next().unwrap();
            for (item, q) in content.items.values_mut().zip(q) {
                item.amount = Amount::Weight(q);
            }
            one
        };
        let flow = || {
            merged(year("2020", [2.0, 1.0], [10.0, 20.0]), year("2021", [3.0, 0.8], [8.0, 30.0]))
        };
        for (variant, expected) in
            [("laspeyres", 1.15), ("paasche", 1.043_478_26), ("fisher", 1.095_445_12)]
        {
            let settings = Settings { variant: Some(variant.to_owned()), ..Settings::default() };
            let found = values_of(&VolumeIndex, &[flow()], &settings);
            let points = 100.0 * expected;
            assert_interval(&found[1], points, points, points);
        }
    }
}
