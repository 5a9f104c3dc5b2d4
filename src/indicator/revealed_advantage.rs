//! `revealed-advantage`: whether a commodity weighs more in an area's exports than in those of the world.
//!
//! Never rounded before it is compared with 1; 1 is the border that readers see.

use super::rule::{Found, over_contents};
use super::{Indicator, Inputs, Variant};
use crate::series::basket::{Content, share};
use crate::series::{Point, Reason, Value};
use crate::trade::{Estimate, Unit};

/// Balassa's index.
pub struct RevealedAdvantage;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::of_parts(
        "plain",
        "R = (x_ik / X_i) / (x_wk / X_w)",
        &["exports", "world exports"],
        Unit::Coefficient,
    ),
    Variant::of_parts(
        "symmetric",
        "(R - 1) / (R + 1)",
        &["exports", "world exports"],
        Unit::Coefficient,
    ),
];

impl Indicator for RevealedAdvantage {
    fn id(&self) -> &'static str {
        "revealed-advantage"
    }
    fn about(&self) -> &'static str {
        "a commodity's weight in an area's exports against its weight in those of the world"
    }
    fn source(&self) -> &'static str {
        "Balassa 1965; Laursen 2015 (symmetric)"
    }
    fn worked(&self) -> &'static str {
        "40 of 100 against 200 of 2,000: 4; symmetric 0.6"
    }
    fn undefined(&self) -> &'static str {
        "zero-denominator where the world does not trade it, basis-mismatch of classification or level; missing where an area did not report"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn threshold(&self) -> Option<f64> {
        Some(1.0)
    }
    fn fits(&self, inputs: &Inputs) -> Result<(), String> {
        match &inputs.settings.commodity {
            Some(_) => Ok(()),
            None => Err("it needs a `commodity`".to_owned()),
        }
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let symmetric = inputs.variant(self) == "symmetric";
        let Some(commodity) = &inputs.settings.commodity else { return vec![] };
        let Some(basket) = inputs.basket(0) else { return vec![] };
        over_contents(inputs, |contents, _| {
            let (own, world) = (contents[0], contents[1]);
            let plain = advantage(own, world, commodity)?;
            let value = if symmetric { plain.rising(|r| (r - 1.0) / (r + 1.0)) } else { plain };
            let note = format!(
                "{commodity} among {}; the world has {}",
                basket.describe(own.items.len(), own.classification),
                world.items.len()
            );
            Ok(Found { code: commodity.clone(), ..Found::new(value, note) })
        })
    }
}

/// Share over share. The world holds the area itself, so the ends are an outer bound.
fn advantage(own: &Content, world: &Content, commodity: &str) -> Result<Estimate, Value> {
    let of = |content: &Content| -> Result<Estimate, Value> {
        Ok(share(content.sum_of(commodity)?, content.total()?)?)
    };
    let (own, world) = (of(own)?, of(world)?);
    if world.mid() == 0.0 && world.is_exact() {
        return Err(Reason::ZeroDenominator.into());
    }
    let ratio = own.over(world).ok_or(Value::Undefined(Reason::DenominatorSpansZero))?;
    Ok(if ratio.is_exact() { ratio } else { ratio.as_bound() })
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, basket, values_of};
    use super::*;
    use crate::series::Basket;

    fn of(variant: &str, own: Basket, world: Basket) -> Value {
        let (variant, commodity) = (Some(variant.to_owned()), Some("27".to_owned()));
        let settings = Settings { variant, commodity, ..Settings::default() };
        values_of(&RevealedAdvantage, &[own, world], &settings)[0].clone()
    }

    fn two(part: f64, rest: f64) -> Basket {
        basket("2024", &[("27", part), ("99", rest)], 0.0)
    }

    #[test]
    fn worked_numbers() {
        assert_interval(&of("plain", two(40.0, 60.0), two(200.0, 1800.0)), 4.0, 4.0, 4.0);
        assert_interval(&of("symmetric", two(40.0, 60.0), two(200.0, 1800.0)), 0.6, 0.6, 0.6);
        let small = of("plain", two(0.004, 0.996), two(1.0, 0.0));
        assert!((small.known().unwrap().mid() - 0.004).abs() < 1e-12, "never rounded: {small:?}");
    }

    #[test]
    fn absence_is_zero_only_where_the_area_reported() {
        let without = basket("2024", &[("99", 5.0)], 0.0);
        assert_interval(&of("plain", without.clone(), two(1.0, 1.0)), 0.0, 0.0, 0.0);
        assert_eq!(of("plain", two(1.0, 1.0), without), Reason::ZeroDenominator.into());
        let silent = basket("2023", &[("27", 5.0)], 0.0);
        let settings = Settings { commodity: Some("27".to_owned()), ..Settings::default() };
        let found = values_of(&RevealedAdvantage, &[silent, two(1.0, 1.0)], &settings);
        assert!(matches!(&found[1], Value::Missing(m) if m.input == "reporter"), "{found:?}");
    }

    #[test]
    fn levels_and_editions_do_not_mix() {
        let coarse = basket("2024", &[("27", 1.0)], 0.0);
        let fine = basket("2024", &[("2701", 1.0)], 0.0);
        assert!(matches!(
            of("plain", coarse, fine),
            Value::Undefined(Reason::BasisMismatch { .. })
        ));
    }
}
