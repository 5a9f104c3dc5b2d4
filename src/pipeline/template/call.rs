//! Functions of expressions, each with the line that `bilat explain words` prints of it.

use super::Fault;
use super::eval::Val;
use super::quantity::{Quantity, arithmetic};
use super::scope::Scope;
use crate::trade::{Estimate, Unit};

/// Name, how it is written, what it gives.
pub(super) const FUNCTIONS: [(&str, &str, &str); 17] = [
    ("fold", "fold(a.2024, target.2030)", "how many times the first the second is"),
    ("growth", "growth(a.2020, a.2024)", "growth from the first to the second"),
    ("cagr", "cagr(a.2020, a.2024)", "the same as growth a year"),
    ("change", "change(a.2020, a.2024)", "the second less the first"),
    ("share", "share(a.2024, from-*.2024)", "the first in the second, or in the sum of many"),
    ("rank", "rank(a.2024, from-*.2024)", "place of the first among many, the largest first"),
    ("years", "years(a.2020, a.2024)", "years from the period of the first to that of the second"),
    ("max", "max(from-*.2024)", "the largest"),
    ("min", "min(a.*)", "the smallest"),
    ("sum", "sum(from-*.2024)", "all added up"),
    ("mean", "mean(a.*)", "the arithmetic mean"),
    ("count", "count(from-*.2024)", "how many have a value"),
    ("every", "every(from-*.2024 > to-*.2024)", "whether it is so for each that has both values"),
    ("any", "any(from-*.2024 > 0)", "whether it is so for one at least"),
    ("abs", "abs(a.2024.growth)", "without its sign"),
    ("round", "round(x, 2)", "rounded to so many decimals"),
    ("if", "if(a.2024.growth > 0, 'rose', 'fell')", "the second or the third, by the first"),
];

/// Applies a function.
pub(super) fn call(name: &str, arguments: Vec<Val>, _scope: &Scope) -> Result<Val, Fault> {
    if name == "if" {
        return chosen(arguments);
    }
    if let ("every" | "any", [Val::Truths(truths)]) = (name, &arguments[..]) {
        if truths.is_empty() {
            return Err(Fault::absent("none of them has a value"));
        }
        let all = truths.iter().all(|truth| *truth);
        let any = truths.iter().any(|truth| *truth);
        return Ok(Val::Truth(if name == "every" { all } else { any }));
    }
    if ["max", "min", "sum", "mean", "count"].contains(&name) {
        let mut many = vec![];
        for argument in arguments {
            many.extend(argument.many()?.into_iter().map(|(_, quantity)| quantity));
        }
        return gathered(name, &many).map(Val::One);
    }
    let mut arguments = arguments.into_iter();
    let (first, second) = (arguments.next(), arguments.next());
    match (name, first, second, arguments.next()) {
        ("share", Some(part), Some(whole), None) => {
            let whole = gathered("sum", &quantities(whole)?)?;
            let ratio = arithmetic("/", &part.one()?, &whole).map_err(Fault::absent)?;
            Ok(Val::One(Quantity::of(ratio.estimate, Some(Unit::Fraction))))
        }
        ("rank", Some(one), Some(among), None) => {
            let own = one.one()?.mid();
            let ahead = quantities(among)?.iter().filter(|other| other.mid() > own).count();
            Ok(Val::One(Quantity::plain((ahead + 1) as f64)))
        }
        ("fold" | "growth" | "cagr" | "change" | "years", Some(a), Some(b), None) => {
            pair(name, &a.one()?, &b.one()?).map(Val::One)
        }
        ("abs", Some(a), None, None) => {
            let a = a.one()?;
            let positive = if a.mid() < 0.0 { a.estimate * -1.0 } else { a.estimate };
            Ok(Val::One(Quantity { estimate: positive, ..a }))
        }
        ("round", Some(a), decimals, None) => {
            let decimals = decimals.map_or(Ok(0.0), |d| d.one().map(|d| d.mid()))?;
            let scale = (0..decimals as i32).fold(1.0, |power, _| power * 10.0);
            let a = a.one()?;
            let round = |value: f64| (value * scale).round() / scale;
            Ok(Val::One(Quantity { estimate: a.estimate.rising(round), ..a }))
        }
        _ => Err(misused(name)),
    }
}

fn quantities(value: Val) -> Result<Vec<Quantity>, Fault> {
    Ok(value.many()?.into_iter().map(|(_, quantity)| quantity).collect())
}

fn misused(name: &str) -> Fault {
    match FUNCTIONS.iter().find(|(known, ..)| *known == name) {
        Some((_, written, _)) => Fault::unknown(format!("`{name}` is given something else"))
            .help(format!("write it like `{written}`")),
        None => Fault::unknown(format!("no function `{name}`"))
            .near(name, FUNCTIONS.iter().map(|(known, ..)| *known)),
    }
}

fn chosen(arguments: Vec<Val>) -> Result<Val, Fault> {
    match <[Val; 3]>::try_from(arguments) {
        Ok([Val::Truth(truth), yes, no]) => Ok(if truth { yes } else { no }),
        _ => Err(misused("if")),
    }
}

fn gathered(name: &str, all: &[Quantity]) -> Result<Quantity, Fault> {
    if name == "count" {
        return Ok(Quantity::plain(all.len() as f64));
    }
    let Some((first, rest)) = all.split_first() else {
        return Err(Fault::absent("none of them has a value"));
    };
    let keep = |a: Quantity, b: &Quantity| match name {
        "max" if b.mid() <= a.mid() => Ok(a),
        "min" if b.mid() >= a.mid() => Ok(a),
        "max" | "min" if a.unit == b.unit => Ok(*b),
        "max" | "min" => Err(Fault::unknown("values in different units cannot be compared")),
        _ if a.unit != b.unit => {
            Err(Fault::unknown("values in different units cannot be added up"))
        }
        _ => arithmetic("+", &a, b)
            .map(|sum| Quantity { unit: a.unit, ..sum })
            .map_err(Fault::unknown),
    };
    let whole = rest.iter().try_fold(*first, keep)?;
    Ok(if name == "mean" {
        Quantity::of(whole.estimate * (1.0 / all.len() as f64), whole.unit)
    } else {
        whole
    })
}

/// Functions of a base and an end.
fn pair(name: &str, a: &Quantity, b: &Quantity) -> Result<Quantity, Fault> {
    let years = || {
        let periods = a.period.zip(b.period);
        let years = periods.map(|(from, to)| from.years_until(to));
        years.ok_or_else(|| Fault::unknown(format!("`{name}` needs two values with periods")))
    };
    match name {
        "fold" => arithmetic("/", b, a).map_err(Fault::absent),
        "change" => arithmetic("-", b, a).map_err(Fault::unknown),
        "years" => Ok(Quantity::plain(years()?)),
        _ => {
            if a.unit != b.unit {
                return Err(Fault::unknown("growth needs two values in one unit"));
            }
            if a.mid() <= 0.0 {
                return Err(Fault::absent("growth from a base that is not above zero"));
            }
            let ratio = arithmetic("/", b, a).map_err(Fault::absent)?.estimate;
            if name == "growth" {
                let growth = ratio.rising(|ratio| ratio - 1.0);
                return Ok(Quantity::of(growth, Some(Unit::Growth)));
            }
            let years = years()?;
            if years <= 0.0 || ratio.low() < 0.0 {
                return Err(Fault::absent("growth a year needs an end after its base, above zero"));
            }
            let yearly: Estimate = ratio.rising(|r| libm::pow(r, 1.0 / years) - 1.0);
            Ok(Quantity::of(yearly, Some(Unit::GrowthPerYear)))
        }
    }
}
