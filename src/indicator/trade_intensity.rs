//! `trade-intensity`: whether two areas trade more with each other than their weight in world trade suggests.

use super::{Indicator, Inputs, Remark, Variant};
use crate::series::compare::derived;
use crate::series::{Missing, Point, Reason, Value};
use crate::trade::{Estimate, Unit};

/// Trade intensity.
pub struct TradeIntensity;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::new(
        "wits",
        "(x_ij / X_i) / (M_j / W)",
        &["exports to the partner", "all exports", "imports of the partner", "world imports"],
        Some(Unit::Coefficient),
    ),
    Variant::new(
        "drysdale",
        "(x_ij / X_i) / (M_j / (W - M_i))",
        &[
            "exports to the partner",
            "all exports",
            "imports of the partner",
            "world imports",
            "own imports",
        ],
        Some(Unit::Coefficient),
    ),
];

impl Indicator for TradeIntensity {
    fn id(&self) -> &'static str {
        "trade-intensity"
    }
    fn about(&self) -> &'static str {
        "exports to a partner against the partner's weight in world imports; `drysdale` takes own imports out of the world"
    }
    fn source(&self) -> &'static str {
        "World Bank WITS; Drysdale 1967; ESCAP (Mikic and Gilbert)"
    }
    fn worked(&self) -> &'static str {
        "30 of 100 against 150 of 2,000: 4; own imports 120: 3.76"
    }
    fn undefined(&self) -> &'static str {
        "zero-denominator without exports or without imports of the partner; error I205 where own imports are the whole world"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn threshold(&self) -> Option<f64> {
        Some(1.0)
    }
    fn siblings(&self) -> &'static [(&'static str, &'static str)] {
        &[("trade-intensity", "wits"), ("trade-intensity", "drysdale")]
    }
    fn remarks(&self, _inputs: &Inputs, points: &[Point]) -> Vec<Remark> {
        let empty = points.iter().find(|point| point.value == no_world().into());
        let remark = |point: &Point| Remark {
            code: "I205",
            title: format!(
                "world total is not larger than the area's own imports in {}",
                point.period
            ),
        };
        empty.map(remark).into_iter().collect()
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let Some(first) = inputs.series.first() else { return vec![] };
        first
            .points
            .iter()
            .map(|point| {
                let from: Vec<&Point> =
                    inputs.series.iter().filter_map(|series| series.at(point.period)).collect();
                derived(point, at(inputs, point, self).into(), &from)
            })
            .collect()
    }
}

fn at(inputs: &Inputs, point: &Point, indicator: &TradeIntensity) -> Result<Estimate, Value> {
    let roles =
        super::variant(indicator, inputs.settings.variant.as_deref()).map_or(&[][..], |v| v.roles);
    let values = inputs
        .series
        .iter()
        .zip(roles)
        .map(|(series, role)| {
            let missing = || Value::from(Missing::not_reported(role, point.period));
            series.at(point.period).ok_or_else(missing)?.value.require()
        })
        .collect::<Result<Vec<Estimate>, Value>>()?;
    match values[..] {
        [to, all, imports, world] => intensity(to, all, imports, world),
        [to, all, imports, world, own] => {
            if world.low() <= own.high() {
                return Err(no_world().into());
            }
            intensity(to, all, imports, world - own)
        }
        _ => Err(Missing::not_reported("world imports", point.period).into()),
    }
}

fn no_world() -> Reason {
    Reason::BasisMismatch { left: "own imports".to_owned(), right: "a smaller world".to_owned() }
}

/// Two shares, each the box of its two statements; the totals hold the parts, so the ends are an outer bound.
fn intensity(
    to: Estimate,
    all: Estimate,
    imports: Estimate,
    world: Estimate,
) -> Result<Estimate, Value> {
    let zero = |value: Estimate| value.mid() == 0.0 && value.is_exact();
    if zero(all) || zero(imports) || zero(world) {
        return Err(Reason::ZeroDenominator.into());
    }
    let spans = Value::Undefined(Reason::DenominatorSpansZero);
    let own = to.over(all).ok_or(spans.clone())?.clipped(0.0, 1.0);
    let weight = imports.over(world).ok_or(spans.clone())?.clipped(0.0, 1.0);
    let ratio = own.over(weight).ok_or(spans)?;
    Ok(if ratio.is_exact() { ratio } else { ratio.as_bound() })
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, values, yearly};
    use super::*;

    fn of(variant: &str, numbers: &[f64]) -> Vec<Point> {
        let series: Vec<_> = numbers.iter().map(|n| yearly(2024, &[*n], false)).collect();
        let settings = Settings { variant: Some(variant.to_owned()), ..Settings::default() };
        let inputs = Inputs::plain(&series, &settings);
        TradeIntensity.points(&inputs)
    }

    #[test]
    fn worked_numbers() {
        assert_interval(&of("wits", &[30.0, 100.0, 150.0, 2000.0])[0].value, 4.0, 4.0, 4.0);
        let drysdale = of("drysdale", &[30.0, 100.0, 150.0, 2000.0, 120.0]);
        assert_interval(&drysdale[0].value, 3.76, 3.76, 3.76);
    }

    #[test]
    fn conditions_have_their_reasons() {
        let none = |numbers: &[f64]| of("wits", numbers)[0].value.clone();
        assert_eq!(none(&[0.0, 0.0, 5.0, 9.0]), Reason::ZeroDenominator.into());
        assert_eq!(none(&[1.0, 2.0, 0.0, 9.0]), Reason::ZeroDenominator.into());
        let empty = of("drysdale", &[1.0, 2.0, 5.0, 9.0, 9.0]);
        let settings = Settings::default();
        let remarks = TradeIntensity.remarks(&Inputs::plain(&[], &settings), &empty);
        assert_eq!(remarks[0].code, "I205");
    }

    #[test]
    fn a_silent_input_is_missing_by_its_role() {
        let mut series: Vec<_> =
            [30.0, 100.0, 150.0, 2000.0].iter().map(|n| yearly(2024, &[*n], false)).collect();
        series[3].points.clear();
        let found = values(&TradeIntensity, &series, &Settings::default());
        assert!(matches!(&found[0], Value::Missing(m) if m.input == "world imports"));
    }
}
