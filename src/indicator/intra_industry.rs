//! `intra-industry`: how far exports and imports of the same commodities go both ways.
//!
//! The level is part of the result: coarser codes give higher values.

use super::rule::{Found, content_before, over_contents, pairwise};
use super::{Indicator, Inputs, Variant};
use crate::series::basket::Content;
use crate::series::compare::{base_of, derived};
use crate::series::{Point, Reason, Value};
use crate::trade::{Estimate, Period, Unit};

/// Grubel-Lloyd index and its kin.
pub struct IntraIndustry;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::new("one", "1 - |X - M| / (X + M)", &["export", "import"], Some(Unit::Coefficient)),
    Variant::of_parts(
        "aggregate",
        "1 - sum |X - M| / sum (X + M)",
        &["export", "import"],
        Unit::Coefficient,
    ),
    Variant::of_parts(
        "adjusted",
        "(sum (X + M) - sum |X - M|) / (sum (X + M) - |sum X - sum M|)",
        &["export", "import"],
        Unit::Coefficient,
    ),
    Variant::new(
        "marginal",
        "1 - |dX - dM| / (|dX| + |dM|)",
        &["export", "import"],
        Some(Unit::Coefficient),
    ),
    Variant::of_parts(
        "marginal-aggregate",
        "1 - sum |dX - dM| / sum (|dX| + |dM|)",
        &["export", "import"],
        Unit::Coefficient,
    ),
];

impl Indicator for IntraIndustry {
    fn id(&self) -> &'static str {
        "intra-industry"
    }
    fn about(&self) -> &'static str {
        "how far exports and imports of the same commodities go both ways, 0 to 1"
    }
    fn source(&self) -> &'static str {
        "Grubel and Lloyd 1975; Brülhart 1994 (marginal)"
    }
    fn worked(&self) -> &'static str {
        "172 and 2: 0.0229885057 in [0.0172413793, 0.0287356322]; (10,5) (0,20) (8,8): 0.509803922, adjusted 0.722222222; marginal 10 and 4: 0.571428571"
    }
    fn undefined(&self) -> &'static str {
        "zero-denominator without trade or without change; missing where one side is"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        match inputs.variant(self) {
            "one" => pairwise(inputs, ["export", "import"], |x, m| {
                let Sums { common, apart } = Sums::of(x, m);
                both_ways(common, apart, false).into()
            }),
            "marginal" => marginal(inputs),
            "marginal-aggregate" => over_contents(inputs, |contents, period| {
                marginal_aggregate(inputs, contents, period)
            }),
            variant => over_contents(inputs, |contents, _| aggregate(inputs, contents, variant)),
        }
    }
}

/// What goes both ways (twice the smaller side) and what does not, in one commodity or in many.
#[derive(Clone, Copy)]
struct Sums {
    common: Estimate,
    apart: Estimate,
}

impl Sums {
    /// Of two flows, or of two changes of one sign; changes of opposite sign have nothing in common.
    fn of(x: Estimate, m: Estimate) -> Self {
        let up = |a: f64, b: f64| 2.0 * a.min(b).max(0.0);
        let down = |a: f64, b: f64| 2.0 * (-a).min(-b).max(0.0);
        let common = Estimate::new(
            up(x.low(), m.low()) + down(x.high(), m.high()),
            up(x.mid(), m.mid()) + down(x.mid(), m.mid()),
            up(x.high(), m.high()) + down(x.low(), m.low()),
        );
        let far = (x.high() - m.low()).abs().max((m.high() - x.low()).abs());
        let near = (x.low() - m.high()).max(m.low() - x.high()).max(0.0);
        Self { common, apart: Estimate::new(near, (x.mid() - m.mid()).abs(), far) }
    }

    fn and(self, other: Self) -> Self {
        Self { common: self.common + other.common, apart: self.apart + other.apart }
    }
}

/// common / (common + apart): rises in the one, falls in the other. For one commodity the ends are exact.
fn both_ways(common: Estimate, apart: Estimate, many: bool) -> Result<Estimate, Value> {
    let all = common + apart;
    if all.mid() == 0.0 && all.is_exact() {
        return Err(Reason::ZeroDenominator.into());
    }
    let of = |common: f64, apart: f64| {
        if common + apart <= 0.0 { None } else { Some((common / (common + apart)).clamp(0.0, 1.0)) }
    };
    let spans = Value::Undefined(Reason::DenominatorSpansZero);
    let mid = of(common.mid(), apart.mid()).ok_or(spans.clone())?;
    if common.is_exact() && apart.is_exact() {
        return Ok(Estimate::exact(mid));
    }
    let low = of(common.low(), apart.high()).ok_or(spans.clone())?;
    let high = of(common.high(), apart.low()).ok_or(spans)?;
    let found = Estimate::new(low, mid, high);
    Ok(if many { found.as_bound() } else { found })
}

/// Both sides of each commodity that either has; a side without a row reported none.
fn sides<'c>(contents: &[&'c Content]) -> Result<Vec<(&'c str, Estimate, Estimate)>, Value> {
    let (exports, imports) = (contents[0].values()?, contents[1].values()?);
    let codes: std::collections::BTreeSet<&str> =
        exports.keys().chain(imports.keys()).copied().collect();
    let none = Estimate::exact(0.0);
    let side = |of: &std::collections::BTreeMap<&str, Estimate>, code| {
        of.get(code).copied().unwrap_or(none)
    };
    Ok(codes.into_iter().map(|code| (code, side(&exports, code), side(&imports, code))).collect())
}

fn summed(pairs: impl Iterator<Item = (Estimate, Estimate)>) -> Sums {
    let none = Estimate::exact(0.0);
    pairs.fold(Sums { common: none, apart: none }, |sums, (x, m)| sums.and(Sums::of(x, m)))
}

fn aggregate(inputs: &Inputs, contents: &[&Content], variant: &str) -> Result<Found, Value> {
    let sides = sides(contents)?;
    let Sums { common, apart } = summed(sides.iter().map(|(_, x, m)| (*x, *m)));
    let value = if variant == "adjusted" {
        let total =
            |side: fn(&(&str, Estimate, Estimate)) -> f64| sides.iter().map(side).sum::<f64>();
        let imbalance = (total(|s| s.1.mid()) - total(|s| s.2.mid())).abs();
        let rest = common.mid() + apart.mid() - imbalance;
        if rest <= 0.0 {
            return Err(Reason::ZeroDenominator.into());
        }
        // Not offered for intervals: the value alone, marked where the inputs have one.
        let mid = Estimate::exact((common.mid() / rest).clamp(0.0, 1.0));
        if common.is_exact() && apart.is_exact() { mid } else { mid.as_bound() }
    } else {
        both_ways(common, apart, true)?
    };
    Ok(Found::new(value, described(inputs, contents, sides.len())))
}

fn described(inputs: &Inputs, contents: &[&Content], count: usize) -> String {
    inputs.basket(0).map_or(String::new(), |b| b.describe(count, contents[0].classification))
}

fn marginal(inputs: &Inputs) -> Vec<Point> {
    let [exports, imports] = inputs.series else { return vec![] };
    let change = |series: &crate::series::Series, period: Period| -> Result<Estimate, Value> {
        let end = series.at(period).ok_or_else(|| {
            Value::from(crate::series::Missing::not_reported(series.basis.measure.id(), period))
        })?;
        let now = end.value.require()?;
        Ok(now - base_of(series, end)?.value.require()?)
    };
    let at = |point: &Point| -> Result<Estimate, Value> {
        let (x, m) = (change(exports, point.period)?, change(imports, point.period)?);
        let Sums { common, apart } = Sums::of(x, m);
        both_ways(common, apart, false)
    };
    let from = |period: Period| -> Vec<&Point> {
        inputs
            .series
            .iter()
            .flat_map(|series| {
                let end = series.at(period);
                end.into_iter().chain(end.and_then(|end| base_of(series, end).ok()))
            })
            .collect()
    };
    exports.points.iter().map(|p| derived(p, at(p).into(), &from(p.period))).collect()
}

fn marginal_aggregate(
    inputs: &Inputs,
    contents: &[&Content],
    period: Period,
) -> Result<Found, Value> {
    let mut before = vec![];
    for (index, now) in contents.iter().enumerate() {
        let basket = inputs.basket(index).ok_or(Value::Undefined(Reason::NoMatch))?;
        let content = content_before(basket, period)?;
        if content.classification != now.classification {
            return Err(Reason::Break(period).into());
        }
        before.push(content);
    }
    let (old, new) = (sides(&before)?, sides(contents)?);
    let none = Estimate::exact(0.0);
    let of = |sides: &[(&str, Estimate, Estimate)], code: &str| {
        sides.iter().find(|side| side.0 == code).map_or((none, none), |side| (side.1, side.2))
    };
    let codes: std::collections::BTreeSet<&str> =
        old.iter().chain(&new).map(|side| side.0).collect();
    let changes = codes.iter().map(|code| {
        let ((x0, m0), (x1, m1)) = (of(&old, code), of(&new, code));
        (x1 - x0, m1 - m0)
    });
    let Sums { common, apart } = summed(changes);
    let value = both_ways(common, apart, true)?;
    Ok(Found::new(value, described(inputs, contents, codes.len())))
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, basket, merged, values, values_of, yearly};
    use super::*;

    fn settings(variant: &str) -> Settings {
        Settings { variant: Some(variant.to_owned()), ..Settings::default() }
    }

    #[test]
    fn worked_numbers_of_one_commodity() {
        let sides = [yearly(2020, &[172.0], true), yearly(2020, &[2.0], true)];
        let found = values(&IntraIndustry, &sides, &settings("one"));
        assert_interval(&found[0], 0.017_241_379_3, 0.022_988_505_7, 0.028_735_632_2);
        let sides = [yearly(2020, &[10.0, 0.0], false), yearly(2020, &[5.0, 0.0], false)];
        let found = values(&IntraIndustry, &sides, &settings("one"));
        assert_interval(&found[0], 0.666_666_667, 0.666_666_667, 0.666_666_667);
        assert_eq!(found[1], Reason::ZeroDenominator.into());
        let sides = [yearly(2020, &[10.0], true), yearly(2020, &[10.4], true)];
        let meeting = values(&IntraIndustry, &sides, &settings("one"))[0].known().unwrap();
        assert_eq!(meeting.high(), 1.0);
    }

    #[test]
    fn worked_numbers_of_many() {
        let sides = || {
            [
                basket("2024", &[("01", 10.0), ("02", 0.0), ("03", 8.0)], 0.0),
                basket("2024", &[("01", 5.0), ("02", 20.0), ("03", 8.0)], 0.0),
            ]
        };
        let of = |variant: &str| values_of(&IntraIndustry, &sides(), &settings(variant))[0].clone();
        assert_interval(&of("aggregate"), 0.509_803_922, 0.509_803_922, 0.509_803_922);
        assert_interval(&of("adjusted"), 0.722_222_222, 0.722_222_222, 0.722_222_222);
    }

    #[test]
    fn worked_numbers_of_changes() {
        let of = |x: [f64; 2], m: [f64; 2]| {
            let sides = [yearly(2023, &x, false), yearly(2023, &m, false)];
            values(&IntraIndustry, &sides, &settings("marginal"))[1].clone()
        };
        assert_interval(&of([10.0, 20.0], [1.0, 5.0]), 0.571_428_571, 0.571_428_571, 0.571_428_571);
        assert_interval(&of([10.0, 20.0], [9.0, 5.0]), 0.0, 0.0, 0.0);
        assert_eq!(of([10.0, 10.0], [9.0, 9.0]), Reason::ZeroDenominator.into());
        let old = |v: [f64; 3]| basket("2023", &[("01", v[0]), ("02", v[1]), ("03", v[2])], 0.0);
        let new = |v: [f64; 3]| basket("2024", &[("01", v[0]), ("02", v[1]), ("03", v[2])], 0.0);
        let sides = [
            merged(old([10.0, 10.0, 10.0]), new([15.0, 7.0, 16.0])),
            merged(old([10.0, 10.0, 10.0]), new([12.0, 14.0, 16.0])),
        ];
        let found = values_of(&IntraIndustry, &sides, &settings("marginal-aggregate"));
        assert_interval(&found[1], 0.615_384_615, 0.615_384_615, 0.615_384_615);
    }
}
