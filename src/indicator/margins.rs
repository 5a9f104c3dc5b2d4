//! `margins`: whether a trade is wide (many commodities) or deep (much of each), and what new and lost ones added.
//!
//! A commodity without a row counts as no trade only where `absent_is_zero` says that the source lists all trade.

use std::collections::BTreeMap;

use super::contribution::contribution;
use super::rule::{Found, content_before, over_contents};
use super::{Indicator, Inputs, Variant};
use crate::series::basket::{Content, share};
use crate::series::{Absence, Missing, Point, Reason, Value};
use crate::trade::{Estimate, Period, Unit};

/// Extensive and intensive margin; survivors, entrants and exits.
pub struct Margins;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::of_parts(
        "extensive",
        "sum over I of W_k / sum of W_k, I the commodities with x > 0",
        &["exports", "reference exports"],
        Unit::Fraction,
    ),
    Variant::of_parts(
        "intensive",
        "sum over I of x_k / sum over I of W_k",
        &["exports", "reference exports"],
        Unit::Fraction,
    ),
    Variant::of_parts(
        "survivors",
        "sum of dV over commodities of both periods / V_0",
        &["flow"],
        Unit::Point,
    ),
    Variant::of_parts("entrants", "sum of V_1 over new commodities / V_0", &["flow"], Unit::Point),
    Variant::of_parts("exits", "- sum of V_0 over lost commodities / V_0", &["flow"], Unit::Point),
];

impl Indicator for Margins {
    fn id(&self) -> &'static str {
        "margins"
    }
    fn about(&self) -> &'static str {
        "width and depth of a basket against a reference, or growth by commodities kept, gained and lost"
    }
    fn source(&self) -> &'static str {
        "Hummels and Klenow 2005; World Bank WITS (survival and diversification)"
    }
    fn worked(&self) -> &'static str {
        "W (100, 50, 50), x (20, 5, 0): 0.75, 0.166666667; {a 50, b 30, c 20} to {a 70, b 25, d 15}: +0.15, +0.15, -0.20"
    }
    fn undefined(&self) -> &'static str {
        "missing where zeros are not reported, break between classifications, gap, zero-base, zero-denominator"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        match inputs.variant(self) {
            variant @ ("extensive" | "intensive") => over_contents(inputs, |contents, _| {
                let value = against(inputs, contents, variant)?;
                Ok(Found::new(value, described(inputs, contents)))
            }),
            variant => over_contents(inputs, |contents, period| {
                let value = change(inputs, contents[0], period, variant)?;
                Ok(Found::new(value, described(inputs, contents)))
            }),
        }
    }
}

fn described(inputs: &Inputs, contents: &[&Content]) -> String {
    let count = contents[0].items.len();
    inputs.basket(0).map_or(String::new(), |b| b.describe(count, contents[0].classification))
}

/// The margins of a basket against one that holds it.
fn against(inputs: &Inputs, contents: &[&Content], variant: &str) -> Result<Estimate, Value> {
    let (own, reference) = (contents[0].values()?, contents[1].values()?);
    if !inputs.settings.absent_is_zero && reference.keys().any(|code| !own.contains_key(code)) {
        let (input, absence) = ("zeros".to_owned(), Absence::NotReported);
        return Err(Missing { input, period: None, absence }.into());
    }
    let total = contents[1].total()?;
    if total.mid() == 0.0 {
        return Err(Reason::ZeroDenominator.into());
    }
    let with = |is_in: &dyn Fn(Estimate) -> bool| -> Estimate {
        let within =
            reference.iter().filter(|(code, _)| own.get(**code).is_some_and(|x| is_in(*x)));
        within.fold(Estimate::exact(0.0), |sum, (_, value)| sum + *value)
    };
    // A commodity whose interval touches 0 may be in or out.
    let (sure, usual, widest) =
        (with(&|x| x.low() > 0.0), with(&|x| x.mid() > 0.0), with(&|x| x.high() > 0.0));
    if variant == "extensive" {
        let of = |part| share(part, total);
        let (low, mid, high) = (of(sure)?, of(usual)?, of(widest)?);
        return Ok(marked(low.low(), mid.mid(), high.high()));
    }
    let own = own.iter().filter(|(code, _)| reference.contains_key(**code));
    let own = own.fold(Estimate::exact(0.0), |sum, (_, value)| sum + *value);
    if usual.mid() == 0.0 {
        return Err(Reason::ZeroDenominator.into());
    }
    if sure.low() <= 0.0 {
        return Err(Reason::DenominatorSpansZero.into());
    }
    Ok(marked(own.low() / widest.high(), own.mid() / usual.mid(), own.high() / sure.low()))
}

fn marked(low: f64, mid: f64, high: f64) -> Estimate {
    let found = Estimate::new(low, mid, high);
    if found.is_exact() { found } else { found.as_bound() }
}

/// What commodities of both years, new ones and lost ones add to growth; the three sum to it.
fn change(
    inputs: &Inputs,
    now: &Content,
    period: Period,
    variant: &str,
) -> Result<Estimate, Value> {
    let basket = inputs.basket(0).ok_or(Value::Undefined(Reason::NoMatch))?;
    let before = content_before(basket, period)?;
    if before.classification != now.classification {
        return Err(Reason::Break(period).into());
    }
    let (old, new) = (before.values()?, now.values()?);
    let total = before.total()?;
    let traded = |values: &BTreeMap<&str, Estimate>, code: &str| {
        values.get(code).is_some_and(|value| value.mid() > 0.0)
    };
    let sum = |of: &BTreeMap<&str, Estimate>, counts: &dyn Fn(&str) -> bool| {
        let within = of.iter().filter(|(code, value)| value.mid() > 0.0 && counts(code));
        within.fold(Estimate::exact(0.0), |sum, (_, value)| sum + *value)
    };
    let none = Estimate::exact(0.0);
    match variant {
        "entrants" => contribution(none, sum(&new, &|code| !traded(&old, code)), total),
        "exits" => contribution(sum(&old, &|code| !traded(&new, code)), none, total),
        _ => {
            let base = sum(&old, &|code| traded(&new, code));
            contribution(base, sum(&new, &|code| traded(&old, code)), total)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, basket, merged, values_of};
    use super::*;
    use crate::series::Basket;

    fn settings(variant: &str, absent_is_zero: bool) -> Settings {
        Settings { variant: Some(variant.to_owned()), absent_is_zero, ..Settings::default() }
    }

    #[test]
    fn worked_numbers_against_a_reference() {
        let world = || basket("2024", &[("01", 100.0), ("02", 50.0), ("03", 50.0)], 0.0);
        let own = |last: bool| {
            let items = [("01", 20.0), ("02", 5.0), ("03", 0.0)];
            basket("2024", if last { &items } else { &items[..2] }, 0.0)
        };
        let of = |variant: &str, last, zero| {
            values_of(&Margins, &[own(last), world()], &settings(variant, zero))[0].clone()
        };
        for (last, zero) in [(true, false), (false, true)] {
            assert_interval(&of("extensive", last, zero), 0.75, 0.75, 0.75);
            let depth = 0.166_666_667;
            assert_interval(&of("intensive", last, zero), depth, depth, depth);
        }
        let silent = of("extensive", false, false);
        assert!(matches!(silent, Value::Missing(m) if m.input == "zeros"));
    }

    #[test]
    fn growth_by_survivors_entrants_and_exits() {
        let flow = || -> Basket {
            merged(
                basket("2023", &[("01", 50.0), ("02", 30.0), ("03", 20.0)], 0.0),
                basket("2024", &[("01", 70.0), ("02", 25.0), ("04", 15.0)], 0.0),
            )
        };
        let of =
            |variant: &str| values_of(&Margins, &[flow()], &settings(variant, false))[1].clone();
        assert_interval(&of("survivors"), 0.15, 0.15, 0.15);
        assert_interval(&of("entrants"), 0.15, 0.15, 0.15);
        assert_interval(&of("exits"), -0.2, -0.2, -0.2);
    }

    #[test]
    fn a_new_edition_of_the_codes_is_a_break() {
        let mut later = basket("2024", &[("01", 70.0)], 0.0);
        later
            .contents
            .values_mut()
            .for_each(|c| c.classification = crate::trade::Classification::HS(2022));
        let flow = merged(basket("2023", &[("01", 50.0)], 0.0), later);
        let found = values_of(&Margins, &[flow], &settings("survivors", false));
        assert_eq!(found[1], Reason::Break(Period::year(2024)).into());
    }
}
