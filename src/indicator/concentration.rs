//! `concentration`: how much of a trade lies with few partners or few commodities.
//!
//! Competition law has thresholds for this index; they were not made for trade and are not printed.

use super::rule::{Found, over_contents};
use super::{Indicator, Inputs, Variant};
use crate::series::{Point, Reason, Value};
use crate::trade::{Estimate, Unit};

/// Sum of squared shares.
pub struct Concentration;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::of_parts("plain", "H = sum s^2", &["flow"], Unit::Coefficient),
    Variant::of_parts("normalized", "(H - 1/n) / (1 - 1/n)", &["flow"], Unit::Coefficient),
    Variant::of_parts(
        "root",
        "(sqrt H - sqrt(1/n)) / (1 - sqrt(1/n))",
        &["flow"],
        Unit::Coefficient,
    ),
    Variant::of_parts("scaled", "10000 H", &["flow"], Unit::Coefficient),
];

impl Indicator for Concentration {
    fn id(&self) -> &'static str {
        "concentration"
    }
    fn about(&self) -> &'static str {
        "how much of a flow lies with few commodities or partners; n are those that trade, or `possible`"
    }
    fn source(&self) -> &'static str {
        "UNCTAD, Handbook of Statistics (root); Hirschman 1945, Herfindahl 1950"
    }
    fn worked(&self) -> &'static str {
        "shares .5 .3 .2: 0.38; n 3: 0.07, 0.0924906093; n 5: 0.225, 0.306135975; scaled 3,800"
    }
    fn undefined(&self) -> &'static str {
        "too-few-points for one item (normalized, root), zero-denominator; missing where an item is"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn siblings(&self) -> &'static [(&'static str, &'static str)] {
        &[("concentration", "plain"), ("concentration", "normalized"), ("concentration", "root")]
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let variant = inputs.variant(self);
        let Some(basket) = inputs.basket(0) else { return vec![] };
        over_contents(inputs, |contents, _| {
            let shares: Vec<Estimate> = contents[0].shares()?.into_values().collect();
            let active = shares.iter().filter(|share| share.mid() > 0.0).count();
            let n = inputs.settings.possible.unwrap_or(active);
            let note = match inputs.settings.possible {
                Some(n) => format!("n = {n} possible, {active} active"),
                None => format!("n = {active} active"),
            };
            let kind = basket.describe(contents[0].items.len(), contents[0].classification);
            let value = scaled(herfindahl(&shares), n.max(active), variant)?;
            Ok(Found::new(value, format!("{note}; {kind}")))
        })
    }
}

/// The index in its form; all forms rise in H.
fn scaled(h: Estimate, n: usize, variant: &str) -> Result<Estimate, Value> {
    let least = 1.0 / n as f64;
    match variant {
        "scaled" => Ok(h * 10_000.0),
        "plain" => Ok(h),
        _ if n < 2 => Err(Reason::TooFewPoints { needed: 2, found: n }.into()),
        "normalized" => Ok(h.rising(|h| (h - least) / (1.0 - least)).clipped(0.0, 1.0)),
        _ => {
            let root = libm::sqrt(least);
            Ok(h.rising(|h| (libm::sqrt(h) - root) / (1.0 - root)).clipped(0.0, 1.0))
        }
    }
}

/// Sum of squared shares, with outer bounds.
fn herfindahl(shares: &[Estimate]) -> Estimate {
    let h: f64 = shares.iter().map(|share| share.mid() * share.mid()).sum();
    if shares.iter().all(|share| share.is_exact()) {
        return Estimate::exact(h);
    }
    Estimate::new(evenest(shares), h, most_uneven(shares)).as_bound()
}

/// One common level, clamped into each interval so that all sum to 1.
fn evenest(shares: &[Estimate]) -> f64 {
    let clamped = |level: f64| shares.iter().map(move |s| level.clamp(s.low(), s.high()));
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..200 {
        let level = f64::midpoint(low, high);
        if clamped(level).sum::<f64>() < 1.0 { low = level } else { high = level }
    }
    clamped(low).map(|share| share * share).sum()
}

/// From the low ends, what is left to 1 goes to the items with the largest low + high first.
fn most_uneven(shares: &[Estimate]) -> f64 {
    let mut order: Vec<&Estimate> = shares.iter().collect();
    order.sort_by(|a, b| (b.low() + b.high()).total_cmp(&(a.low() + a.high())));
    let mut left = 1.0 - shares.iter().map(|share| share.low()).sum::<f64>();
    let mut sum: f64 = shares.iter().map(|share| share.low() * share.low()).sum();
    for share in order {
        let step = left.clamp(0.0, share.high() - share.low());
        // An end that is only partly reached counts by less than the chord, so this is an outer bound.
        sum += step * (share.low() + share.high());
        left -= step;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, basket, values_of};
    use super::*;
    use crate::series::Basket;
    use crate::series::basket::Content;

    fn of(variant: &str, possible: Option<usize>, basket: Basket) -> Value {
        let variant = Some(variant.to_owned());
        let settings = Settings { variant, possible, ..Settings::default() };
        values_of(&Concentration, &[basket], &settings)[0].clone()
    }

    fn exact(values: &[f64]) -> Basket {
        let items: Vec<(String, f64)> =
            values.iter().enumerate().map(|(at, v)| (format!("{at:04}"), *v)).collect();
        let items: Vec<(&str, f64)> = items.iter().map(|(code, v)| (code.as_str(), *v)).collect();
        basket("2024", &items, 0.0)
    }

    #[test]
    fn worked_numbers() {
        let one =
            |value: &Value, expected: f64| assert_interval(value, expected, expected, expected);
        let three = || exact(&[50.0, 30.0, 20.0]);
        one(&of("plain", None, three()), 0.38);
        one(&of("scaled", None, three()), 3800.0);
        one(&of("normalized", None, three()), 0.07);
        one(&of("root", None, three()), 0.092_490_609_3);
        one(&of("normalized", Some(5), three()), 0.225);
        one(&of("root", Some(5), three()), 0.306_135_975);
        one(&of("plain", None, exact(&[1.0; 300])), 0.003_333_333_33);
    }

    #[test]
    fn printed_values_give_outer_bounds() {
        let printed = basket("2024", &[("01", 50.0), ("02", 30.0), ("03", 20.0)], 0.5);
        let found = of("plain", None, printed);
        assert_interval(&found, 0.375_903_002, 0.38, 0.384_343_714);
        assert!(found.known().unwrap().is_bound());
    }

    #[test]
    fn one_item_is_wholly_concentrated_and_zeros_are_not_active() {
        assert_interval(&of("plain", None, exact(&[7.0])), 1.0, 1.0, 1.0);
        let few = Reason::TooFewPoints { needed: 2, found: 1 };
        assert_eq!(of("root", None, exact(&[7.0, 0.0])), few.into());
        assert_eq!(of("plain", None, exact(&[0.0, 0.0])), Reason::ZeroDenominator.into());
    }

    #[test]
    fn a_withheld_item_makes_the_whole_missing() {
        let mut basket = exact(&[5.0, 3.0]);
        let content: &mut Content = basket.contents.values_mut().next().unwrap();
        content.items.get_mut("0001").unwrap().value =
            crate::series::Missing::not_reported("record", crate::trade::Period::year(2024)).into();
        assert!(matches!(of("plain", None, basket), Value::Missing(_)));
    }
}
