//! Filters: forms of a number in the language of the words, each with the line that `bilat explain words` prints of it.

use super::Fault;
use super::eval::Val;
use super::quantity::Quantity;
use crate::trade::{Hedge, Unit};
use crate::words::{MoneyFormat, Numbers};

/// Name, how it is written, what it gives.
pub(super) const FILTERS: [(&str, &str, &str); 18] = [
    ("bare", "| bare", "without the hedge that it was said with"),
    ("interval", "| interval", "both ends: $76–80M"),
    ("signed", "| signed", "with its sign even above zero"),
    ("unsigned", "| unsigned", "without its sign: fell by 12%"),
    ("percent", "| percent(1)", "as percent, with so many decimals"),
    ("pp", "| pp", "as percentage points"),
    ("times", "| times", "as a multiple: ×6.3"),
    ("fold", "| fold", "in words: sixfold, вшестеро"),
    ("as_much", "| as_much", "in words: six times, вшестеро"),
    ("part", "| part", "in words: a sixth; `part('accusative')` in Russian"),
    ("ordinal", "| ordinal", "a place in words: fourth, 4-е"),
    ("money", "| money('billion', 1)", "in this unit, with so many decimals"),
    ("short", "| short", "without the currency that stands elsewhere"),
    ("number", "| number(1)", "the digits alone, with so many decimals"),
    ("full", "| full", "all digits in groups of three"),
    ("rate", "| rate", "growth without a plus"),
    ("year", "| year", "the year of a period"),
    ("or_na", "| or_na", "`n/a` where there is no value"),
];

/// The usual form of a value.
pub(super) fn plain(value: Val, numbers: Numbers) -> Result<String, Fault> {
    match value {
        Val::One(quantity) => Ok(usual(&quantity, numbers)),
        Val::Period(period) => Ok(numbers.period(period)),
        Val::Text(text) | Val::Said(text, _) => Ok(text),
        Val::Many(_) | Val::Truths(_) => {
            Err(Fault::unknown("many values stand where one is needed")
                .help("take max, min, sum, mean or count of them"))
        }
        Val::Truth(_) => Err(Fault::unknown("what is true or false has no form")
            .help("say it with `if(…, 'yes', 'no')`, or hold it with `holds`")),
    }
}

fn usual(quantity: &Quantity, numbers: Numbers) -> String {
    let value = quantity.mid();
    let Some(unit) = quantity.unit else { return number(value, None, numbers) };
    let text = numbers.quantity(value, unit, money_of(quantity, numbers));
    numbers.hedged(quantity.hedge, &text)
}

/// A goal is as round as it was set, a measured amount has three digits.
fn money_of(quantity: &Quantity, numbers: Numbers) -> MoneyFormat {
    if quantity.is_goal {
        MoneyFormat::for_ticks(&[quantity.mid()])
    } else {
        numbers.money_for(&[quantity.mid()])
    }
}

fn number(value: f64, decimals: Option<usize>, numbers: Numbers) -> String {
    let exact = |decimals: &usize| {
        let scale = (0..*decimals).fold(1.0, |power, _| power * 10.0);
        ((value * scale).round() / scale - value).abs() < 1e-9
    };
    numbers.decimal(value, decimals.unwrap_or_else(|| (0..2).find(exact).unwrap_or(2)))
}

/// Applies a filter.
pub(super) fn filter(
    name: &str,
    value: Val,
    arguments: &[Val],
    numbers: Numbers,
) -> Result<Val, Fault> {
    if !FILTERS.iter().any(|(known, ..)| *known == name) {
        return Err(Fault::unknown(format!("no filter `{name}`"))
            .near(name, FILTERS.iter().map(|(known, ..)| *known)));
    }
    if let ("year", Val::Period(period)) = (name, &value) {
        use chrono::Datelike;
        return Ok(Val::Said(numbers.year(period.end().year()), None));
    }
    if name == "or_na" {
        return Ok(value);
    }
    let quantity = value.one()?;
    if name == "bare" {
        return Ok(Val::One(Quantity { hedge: Hedge::Exact, ..quantity }));
    }
    let text = form(name, &quantity, arguments, numbers)?;
    Ok(Val::Said(text, Some(quantity)))
}

fn form(
    name: &str,
    quantity: &Quantity,
    arguments: &[Val],
    numbers: Numbers,
) -> Result<String, Fault> {
    let value = quantity.mid();
    let decimals = decimals(arguments);
    let unit = quantity.unit;
    let money = money_of(quantity, numbers);
    let said = |word: Option<String>, what: &str| {
        let why = format!("{} is not said as {what}", usual(quantity, numbers));
        word.ok_or_else(|| Fault::unknown(why).help("use `times` or `percent`"))
    };
    let of_unit = |ok: bool, needs: &str, text: String| {
        let why = format!("`{name}` needs {needs}");
        if ok { Ok(text) } else { Err(Fault::unknown(why)) }
    };
    match name {
        "interval" => {
            let unit = unit.ok_or_else(|| Fault::unknown("a plain number has no interval"))?;
            Ok(numbers.interval(quantity.estimate, unit, money))
        }
        "signed" => Ok(match unit {
            Some(Unit::Dollar) => numbers.money_change(value, money),
            Some(Unit::Fraction) => numbers.growth(value),
            _ => usual(quantity, numbers),
        }),
        "unsigned" => {
            let estimate = crate::trade::Estimate::exact(value.abs());
            Ok(unsigned(&Quantity { estimate, hedge: Hedge::Exact, ..*quantity }, numbers))
        }
        "percent" => {
            let text = match decimals {
                Some(decimals) => numbers.percent(value, decimals),
                None => numbers.share(value),
            };
            of_unit(unit != Some(Unit::Dollar), "a share, a growth or a ratio", text)
        }
        "pp" => of_unit(unit != Some(Unit::Dollar), "a share", numbers.points(value)),
        "times" => {
            let ratio = if unit == Some(Unit::Growth) { value + 1.0 } else { value };
            of_unit(unit != Some(Unit::Dollar), "a ratio or a growth", numbers.times(ratio))
        }
        "fold" => said(numbers.fold_word(value), "a number of times"),
        "as_much" => said(numbers.times_word(value), "a number of times"),
        "part" => said(numbers.part_word(value, !arguments.is_empty()), "a part"),
        "ordinal" => {
            let rank = if value.fract() == 0.0 && value >= 1.0 { value as u32 } else { 0 };
            said(numbers.rank_word(rank), "a place")
        }
        "money" => in_money(quantity, arguments, numbers),
        "short" => {
            of_unit(unit == Some(Unit::Dollar), "dollars", numbers.money_short(value, money))
        }
        "number" => Ok(number(value, decimals, numbers)),
        "full" => Ok(numbers.full(value.round() as i64)),
        "rate" => Ok(numbers.rate(value)),
        _ => Err(Fault::unknown(format!("`{name}` does not fit this value"))),
    }
}

fn unsigned(quantity: &Quantity, numbers: Numbers) -> String {
    match quantity.unit {
        Some(Unit::Growth | Unit::GrowthPerYear) => numbers.rate(quantity.mid()),
        Some(Unit::Point) => numbers.points(quantity.mid()).replacen('+', "", 1),
        _ => usual(quantity, numbers),
    }
}

/// The count of decimals among the arguments.
fn decimals(arguments: &[Val]) -> Option<usize> {
    arguments.iter().find_map(|argument| match argument {
        Val::One(quantity) => Some(quantity.mid().clamp(0.0, 6.0) as usize),
        _ => None,
    })
}

fn in_money(quantity: &Quantity, arguments: &[Val], numbers: Numbers) -> Result<String, Fault> {
    const UNITS: [(&str, u32); 5] =
        [("dollar", 0), ("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];
    if quantity.unit != Some(Unit::Dollar) {
        return Err(Fault::unknown("`money` needs dollars"));
    }
    let value = quantity.mid();
    let own = money_of(quantity, numbers);
    let name = arguments.iter().find_map(|argument| match argument {
        Val::Text(name) => Some(name.as_str()),
        _ => None,
    });
    let exponent = match name {
        None => own.exponent,
        Some(name) => {
            let known = UNITS.iter().find(|(known, _)| *known == name);
            let fault = Fault::unknown(format!("no unit of money `{name}`"));
            known.ok_or_else(|| fault.near(name, UNITS.iter().map(|(known, _)| *known)))?.1
        }
    };
    let least = if exponent == own.exponent { own.decimals } else { two_digits(value, exponent) };
    let format = MoneyFormat { exponent, decimals: decimals(arguments).unwrap_or(least) };
    Ok(numbers.hedged(quantity.hedge, &numbers.money(value, format)))
}

/// Decimals that show an amount in a unit larger or smaller than its own.
fn two_digits(value: f64, exponent: u32) -> usize {
    let scaled = value.abs() / (0..exponent).fold(1.0, |power, _| power * 10.0);
    match scaled {
        s if s >= 10.0 => 0,
        s if s >= 1.0 => 1,
        s if s >= 0.01 => 2,
        _ => 3,
    }
}
