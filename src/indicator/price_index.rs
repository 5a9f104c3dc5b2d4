//! `price-index`: what matched commodities cost against a base period.
//!
//! Prices are unit values. Fixed base compares with the base directly, chained multiplies adjacent links; where the
//! two differ by more than a hundredth both are told.

use super::rule::{Found, over_contents};
use super::{Indicator, Inputs, Remark, Variant};
use crate::series::basket::Content;
use crate::series::price::{Index, Matched};
use crate::series::{Basket, Missing, Point, Reason, Value};
use crate::trade::{Estimate, Period, Unit};

/// Unit-value index.
pub struct PriceIndex;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::of_parts("fisher", "100 sqrt(L P)", &["flow"], Unit::Index),
    Variant::of_parts("laspeyres", "100 sum p1 q0 / sum p0 q0", &["flow"], Unit::Index),
    Variant::of_parts("paasche", "100 sum p1 q1 / sum p0 q1", &["flow"], Unit::Index),
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

impl Indicator for PriceIndex {
    fn id(&self) -> &'static str {
        "price-index"
    }
    fn about(&self) -> &'static str {
        "what matched commodities cost against a base period: a unit-value index"
    }
    fn source(&self) -> &'static str {
        "IMF, Export and Import Price Index Manual; UNCTAD; Silver 2010 on unit-value bias"
    }
    fn worked(&self) -> &'static str {
        "p0 (2, 1), q0 (10, 20), p1 (3, 0.8), q1 (8, 30): L 115, P 104.347826, F 109.544512"
    }
    fn undefined(&self) -> &'static str {
        "no-match without common commodities, unit-mismatch, break between classifications; missing where the base or all weights are"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn siblings(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("price-index", "fisher"),
            ("price-index", "laspeyres"),
            ("price-index", "paasche"),
            ("price-index", "fisher-chained"),
            ("price-index", "laspeyres-chained"),
            ("price-index", "paasche-chained"),
        ]
    }
    fn threshold(&self) -> Option<f64> {
        Some(100.0)
    }
    fn remarks(&self, inputs: &Inputs, _points: &[Point]) -> Vec<Remark> {
        low_coverage(inputs)
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        points(inputs, inputs.variant(self), Matched::price)
    }
}

/// An index of matched commodities at one of its ends.
type Formula = fn(&Matched, Index) -> Estimate;

/// What the base period stands at.
const BASE: f64 = 100.0;
/// Coverage below this part of the trade is told.
const COVERED: f64 = 0.5;
/// Fixed and chained that differ by more are both told.
const DRIFT: f64 = 0.01;

/// The index at each period, by a variant such as `fisher-chained`.
pub(super) fn points(inputs: &Inputs, variant: &str, formula: Formula) -> Vec<Point> {
    let Some(basket) = inputs.basket(0) else { return vec![] };
    let Some(base) = base_of(inputs, basket) else { return vec![] };
    let (name, chained) = match variant.strip_suffix("-chained") {
        Some(name) => (name, true),
        None => (variant, false),
    };
    let index = match name {
        "laspeyres" => Index::Laspeyres,
        "paasche" => Index::Paasche,
        _ => Index::Fisher,
    };
    let of = |matched: &Matched| formula(matched, index);
    over_contents(inputs, |contents, period| {
        if period == base {
            let count = contents[0].items.len();
            let note = basket.describe(count, contents[0].classification);
            return Ok(Found::new(Estimate::exact(BASE), format!("base; {note}")));
        }
        let matched = matched(basket, base, period)?;
        let (fixed, chain) = (of(&matched), chain(basket, base, period, &of));
        let mut note = covered(&matched, base, period);
        if let Ok(chain) = chain.as_ref()
            && (chain.mid() / fixed.mid() - 1.0).abs() > DRIFT
        {
            let [fixed, chain] = [fixed, *chain].map(|index| BASE * index.mid());
            note = format!("{note}; fixed base {fixed:.2}, chained {chain:.2}");
        }
        Ok(Found::new(if chained { chain? } else { fixed } * BASE, note))
    })
}

fn covered(matched: &Matched, base: Period, period: Period) -> String {
    let (before, now) = matched.coverage;
    let mut note = format!(
        "unit values of {} matched commodities: {:.1} % of {base}, {:.1} % of {period}",
        matched.len(),
        100.0 * before,
        100.0 * now
    );
    if matched.other_units > 0 {
        note = format!("{note}; {} in different units left out", matched.other_units);
    }
    note
}

/// The base that is asked for, or the first period.
fn base_of(inputs: &Inputs, basket: &Basket) -> Option<Period> {
    inputs.settings.base.or_else(|| basket.contents.keys().next().copied())
}

fn matched(basket: &Basket, base: Period, end: Period) -> Result<Matched, Value> {
    let before: &Content = match basket.at(base) {
        Ok(content) => content,
        Err(Value::Missing(_)) if !basket.contents.contains_key(&base) => {
            return Err(Missing::not_reported("base", base).into());
        }
        Err(stopped) => return Err(stopped),
    };
    let now = basket.at(end)?;
    if before.classification != now.classification {
        return Err(Reason::Break(base.max(end)).into());
    }
    Matched::of(before, now)
}

/// The product of links between neighbors; backward it is one over them.
fn chain(
    basket: &Basket,
    base: Period,
    end: Period,
    of: &impl Fn(&Matched) -> Estimate,
) -> Result<Estimate, Value> {
    let (from, to) = (base.min(end), base.max(end));
    let steps: Vec<Period> =
        basket.contents.keys().copied().filter(|p| from <= *p && *p <= to).collect();
    let mut product = Estimate::exact(1.0);
    for link in steps.windows(2) {
        if !link[1].follows(link[0]) {
            return Err(Reason::Gap(link[0]).into());
        }
        product = product.times(of(&matched(basket, link[0], link[1])?));
    }
    Ok(if base <= end { product } else { product.falling(|index| 1.0 / index) })
}

/// A remark for the period of which least is matched.
pub(super) fn low_coverage(inputs: &Inputs) -> Vec<Remark> {
    let Some(basket) = inputs.basket(0) else { return vec![] };
    let Some(base) = base_of(inputs, basket) else { return vec![] };
    let ends = basket.contents.keys().filter(|period| **period != base);
    let covered = ends.filter_map(|end| {
        let matched = matched(basket, base, *end).ok()?;
        Some((matched.coverage.0.min(matched.coverage.1), *end))
    });
    let least = covered.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(part, _)| *part < COVERED);
    let remark = |(part, end): (f64, Period)| Remark {
        code: "I110",
        title: format!("matched commodities hold {:.0} % of {base} or {end}", 100.0 * part),
    };
    least.map(remark).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, basket, merged, values_of};
    use super::*;
    use crate::series::basket::Amount;

    /// A basket of two commodities with prices and weights by year.
    pub fn priced(years: &[(&str, [f64; 2], [f64; 2])]) -> Basket {
        let of = |(year, p, q): &(&str, [f64; 2], [f64; 2])| {
            let mut one = basket(year, &[("01", p[0] * q[0]), ("02", p[1] * q[1])], 0.0);
            let content = one.contents.values_mut().next().unwrap();
            for (item, q) in content.items.values_mut().zip(q) {
                item.amount = Amount::Weight(*q);
            }
            one
        };
        years.iter().map(of).reduce(merged).unwrap()
    }

    fn three_years(last: ([f64; 2], [f64; 2])) -> Basket {
        priced(&[
            ("2020", [2.0, 1.0], [10.0, 20.0]),
            ("2021", [3.0, 0.8], [8.0, 30.0]),
            ("2022", last.0, last.1),
        ])
    }

    fn of(variant: &str, basket: Basket, at: usize, expected: f64) {
        let settings = Settings { variant: Some(variant.to_owned()), ..Settings::default() };
        let found = values_of(&PriceIndex, &[basket], &settings);
        let points = BASE * expected;
        assert_interval(&found[at], points, points, points);
    }

    #[test]
    fn fixed_and_chained() {
        let basket = || three_years(([2.5, 1.1], [9.0, 22.0]));
        of("laspeyres", basket(), 1, 1.15);
        of("laspeyres", basket(), 2, 1.175);
        of("paasche", basket(), 2, 1.1675);
        of("fisher", basket(), 2, 1.171_244_00);
        of("laspeyres-chained", basket(), 2, 1.269_791_67);
        of("paasche-chained", basket(), 2, 1.092_610_65);
        of("fisher-chained", basket(), 2, 1.177_874_31);
    }

    #[test]
    fn back_at_the_start_a_chain_has_drifted() {
        let basket = || three_years(([2.0, 1.0], [10.0, 20.0]));
        of("laspeyres", basket(), 2, 1.0);
        of("laspeyres-chained", basket(), 2, 1.102_083_33);
        of("paasche-chained", basket(), 2, 0.907_372_401);
        let settings = Settings::default();
        let (series, baskets) = super::super::testing::inputs_of(&[basket()]);
        let inputs = Inputs { series: &series, baskets: &baskets, settings: &settings };
        let note = PriceIndex.points(&inputs)[1].note.clone();
        assert!(note.contains("2 matched commodities: 100.0 % of 2020"), "{note}");
    }

    #[test]
    fn little_coverage_is_told_and_none_has_no_index() {
        let mut basket =
            priced(&[("2020", [2.0, 1.0], [10.0, 80.0]), ("2021", [3.0, 1.0], [8.0, 80.0])]);
        let content = basket.contents.values_mut().next().unwrap();
        content.items.get_mut("02").unwrap().amount = Amount::Unknown;
        let settings = Settings::default();
        let (series, baskets) = super::super::testing::inputs_of(&[basket.clone()]);
        let inputs = Inputs { series: &series, baskets: &baskets, settings: &settings };
        let remarks = PriceIndex.remarks(&inputs, &[]);
        assert_eq!(remarks[0].code, "I110");
        assert_eq!(remarks[0].title, "matched commodities hold 20 % of 2020 or 2021");
        let content = basket.contents.values_mut().next().unwrap();
        content.items.get_mut("01").unwrap().amount = Amount::Unknown;
        let found = values_of(&PriceIndex, &[basket], &settings);
        assert!(matches!(&found[1], Value::Missing(m) if m.input == "net_weight_kg"), "{found:?}");
    }
}
