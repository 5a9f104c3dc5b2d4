//! `unit-value`: dollars a tonne, as a customs form implies them. It is no price: the mix of goods moves it too.
//!
//! A weight of 0 beside a positive value is a missing weight. An implausible unit value is told as such; the value
//! stays, and nothing is repaired.

use super::rule::{Found, over_contents, pairwise};
use super::{Indicator, Inputs, Variant};
use crate::series::basket::{Amount, Content};
use crate::series::gate::Passage;
use crate::series::{Absence, Missing, Point, Reason, Value};
use crate::trade::{Estimate, Period, Unit};

/// Value over net weight.
pub struct UnitValue;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::of_parts(
        "reported",
        "V / Q of the rows of a dataset, behind the gate",
        &["flow"],
        Unit::DollarPerTonne,
    ),
    Variant::new("stated", "V / Q of two series", &["value", "weight"], Some(Unit::DollarPerTonne)),
];

/// Kilograms in a tonne.
const TONNE: f64 = 1000.0;

impl Indicator for UnitValue {
    fn id(&self) -> &'static str {
        "unit-value"
    }
    fn about(&self) -> &'static str {
        "dollars a tonne; of a flow taken apart, or of two series"
    }
    fn source(&self) -> &'static str {
        "FAO and UNCTAD on unit values; the gate after FAO"
    }
    fn worked(&self) -> &'static str {
        "$80m of 240 kt: 333.333333 in [330.561331, 336.116910]"
    }
    fn undefined(&self) -> &'static str {
        "gate where it is implausible, zero-to-zero, unit-mismatch; missing where the weight is, also told as 0"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn fits(&self, inputs: &Inputs) -> Result<(), String> {
        match (inputs.variant(self), inputs.series.get(1)) {
            ("stated", Some(weight)) if weight.unit != Unit::Kilogram => {
                Err(format!("`{}` is no weight", weight.id))
            }
            _ => Ok(()),
        }
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        if inputs.variant(self) == "stated" {
            return pairwise(inputs, ["value", "net_weight_kg"], |v, q| {
                per_tonne(v, q, None).into()
            });
        }
        over_contents(inputs, |contents, period| {
            let content = contents[0];
            let straddling =
                content.items.values().filter(|i| i.passage == Passage::Straddles).count();
            if content.items.values().any(|item| item.passage == Passage::Fails) {
                return Err(Reason::Gate.into());
            }
            let value = per_tonne(content.total()?, weight(content, period)?, Some(period))?;
            let note = match straddling {
                0 => String::new(),
                _ => "lies across the fence of plausible unit values".to_owned(),
            };
            Ok(Found::new(value, note))
        })
    }
}

/// The weight of all items; what is counted in other units has none.
fn weight(content: &Content, period: Period) -> Result<Estimate, Value> {
    let mut sum = 0.0;
    for item in content.items.values() {
        match &item.amount {
            Amount::Weight(weight) => sum += weight,
            Amount::Mixed => return Err(Reason::UnitMismatch.into()),
            _ if item.value.known().is_some_and(|value| value.high() == 0.0) => {}
            Amount::Unknown | Amount::Quantity(..) => return Err(no_weight(Some(period))),
        }
    }
    Ok(Estimate::exact(sum))
}

fn no_weight(period: Option<Period>) -> Value {
    let (input, absence) = ("net_weight_kg".to_owned(), Absence::NotReported);
    Missing { input, period, absence }.into()
}

/// Rises in the value, falls in the weight.
fn per_tonne(
    value: Estimate,
    kilograms: Estimate,
    period: Option<Period>,
) -> Result<Estimate, Value> {
    if kilograms.mid() == 0.0 && kilograms.is_exact() {
        let nothing = value.mid() == 0.0 && value.is_exact();
        return Err(if nothing { Reason::ZeroToZero.into() } else { no_weight(period) });
    }
    let tonnes = kilograms.rising(|kg| kg / TONNE);
    value.over(tonnes).ok_or(Reason::DenominatorSpansZero.into())
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, basket, point, series, values, values_of};
    use super::*;
    use crate::series::Series;

    fn stated(value: (f64, f64, f64), kilograms: (f64, f64, f64)) -> Value {
        let weight =
            Series { unit: Unit::Kilogram, ..series(vec![point("2024", Some(kilograms))]) };
        let sides = [series(vec![point("2024", Some(value))]), weight];
        let settings = Settings { variant: Some("stated".to_owned()), ..Settings::default() };
        values(&UnitValue, &sides, &settings)[0].clone()
    }

    #[test]
    fn worked_number_with_rounding() {
        let found = stated((79.5e6, 80e6, 80.5e6), (239.5e6, 240e6, 240.5e6));
        assert_interval(&found, 330.561_331, 333.333_333, 336.116_910);
    }

    #[test]
    fn no_weight_is_a_missing_weight() {
        let found = stated((290_042_457.0, 290_042_457.0, 290_042_457.0), (0.0, 0.0, 0.0));
        assert!(matches!(found, Value::Missing(m) if m.input == "net_weight_kg"));
        assert_eq!(stated((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)), Reason::ZeroToZero.into());
    }

    #[test]
    fn rows_bring_their_weight_and_their_gate() {
        let mut flow = basket("2024", &[("110100", 2.2e6)], 0.0);
        let of = |flow: &crate::series::Basket| {
            values_of(&UnitValue, std::slice::from_ref(flow), &Settings::default())[0].clone()
        };
        assert!(matches!(of(&flow), Value::Missing(_)));
        let content = flow.contents.values_mut().next().unwrap();
        content.items.get_mut("110100").unwrap().amount = Amount::Weight(8.3e6);
        assert_interval(&of(&flow), 265.060_241, 265.060_241, 265.060_241);
        let content = flow.contents.values_mut().next().unwrap();
        content.items.get_mut("110100").unwrap().passage = Passage::Fails;
        assert_eq!(of(&flow), Reason::Gate.into());
    }
}
