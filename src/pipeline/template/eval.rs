//! Evaluation: each name is looked up, each operator applied, and every value that was used is remembered.

use super::call::call;
use super::form::{filter, plain};
use super::quantity::{Quantity, arithmetic};
use super::scope::Scope;
use super::syntax::{Expr, Name, parse};
use super::{Fault, Reference};
use crate::trade::Period;
use crate::words::{Phrase, phrase};

/// What a part of an expression is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Val {
    /// A number.
    One(Quantity),
    /// Numbers of several series or periods, each by what `*` stood for.
    Many(Vec<(String, Quantity)>),
    /// True or false.
    Truth(bool),
    /// True or false for each of many.
    Truths(Vec<bool>),
    /// When.
    Period(Period),
    /// Words.
    Text(String),
    /// A number as words.
    Said(String, Option<Quantity>),
}

impl Val {
    /// The number that this is.
    pub fn one(self) -> Result<Quantity, Fault> {
        match self {
            Self::One(quantity) => Ok(quantity),
            Self::Many(_) => Err(Fault::unknown("many values stand where one is needed")
                .help("take max, min, sum, mean or count of them")),
            Self::Text(_) | Self::Said(..) => {
                Err(Fault::unknown("words stand where a number is needed")
                    .help("a filter comes last, after all computation"))
            }
            _ => Err(Fault::unknown("a number is needed here")),
        }
    }

    /// The numbers that these are.
    pub fn many(self) -> Result<Vec<(String, Quantity)>, Fault> {
        match self {
            Self::Many(all) => Ok(all),
            other => Ok(vec![(String::new(), other.one()?)]),
        }
    }
}

/// Evaluates an expression; also the values that it used.
pub(super) fn run(text: &str, scope: &Scope) -> Result<(Val, Vec<Reference>), Fault> {
    let expr = parse(text).map_err(Fault::unknown)?;
    let mut run = Run { scope, references: vec![] };
    let value = run.eval(&expr)?;
    Ok((value, run.references))
}

/// Why a claim that is false is not so: both sides of its comparison.
pub(super) fn refuted(text: &str, scope: &Scope) -> String {
    let whole = parse(text).ok();
    whole
        .and_then(|expr| unlike(&expr, scope))
        .unwrap_or_else(|| "the data say otherwise".to_owned())
}

fn unlike(expr: &Expr, scope: &Scope) -> Option<String> {
    let Expr::Binary(operator, left, right) = expr else { return None };
    let mut run = Run { scope, references: vec![] };
    if *operator == "and" {
        let first = matches!(run.eval(left), Ok(Val::Truth(false)));
        return unlike(if first { left } else { right }, scope);
    }
    let words = |value: Val| plain(value, scope.numbers).ok();
    let (left, right) = (words(run.eval(left).ok()?)?, words(run.eval(right).ok()?)?);
    let is_not = match *operator {
        ">" => "is not above",
        ">=" => "is below",
        "<" => "is not below",
        "<=" => "is above",
        "!=" => "is the same as",
        "=" | "==" => "is not",
        _ => return None,
    };
    Some(format!("{left} {is_not} {right}"))
}

struct Run<'a, 's> {
    scope: &'a Scope<'s>,
    references: Vec<Reference>,
}

impl Run<'_, '_> {
    fn eval(&mut self, expr: &Expr) -> Result<Val, Fault> {
        match expr {
            Expr::Number(number) => Ok(Val::One(Quantity::plain(*number))),
            Expr::Text(text) => Ok(Val::Text(text.clone())),
            Expr::Name(name) => self.name(name),
            Expr::Call(name, arguments) => {
                let arguments = self.all(arguments)?;
                call(name, arguments, self.scope)
            }
            Expr::Filter(inner, name, arguments) => {
                let arguments = self.all(arguments)?;
                match self.eval(inner) {
                    Err(fault) if fault.is_absence && name == "or_na" => {
                        let words = phrase(Phrase::NotAvailable, self.scope.numbers.lang);
                        Ok(Val::Said(words.to_owned(), None))
                    }
                    inner => filter(name, inner?, &arguments, self.scope.numbers),
                }
            }
            Expr::Unary("not", inner) => match self.eval(inner)? {
                Val::Truth(truth) => Ok(Val::Truth(!truth)),
                _ => Err(Fault::unknown("`not` stands before what is true or false")),
            },
            Expr::Unary(_, inner) => {
                let inner = self.eval(inner)?;
                joined("*", Val::One(Quantity::plain(-1.0)), inner)
            }
            Expr::Binary(operator @ ("and" | "or"), left, right) => {
                let (Val::Truth(left), Val::Truth(right)) = (self.eval(left)?, self.eval(right)?)
                else {
                    let why = format!("`{operator}` joins what is true or false");
                    return Err(Fault::unknown(why));
                };
                Ok(Val::Truth(if *operator == "and" { left && right } else { left || right }))
            }
            Expr::Binary(operator, left, right) => {
                let (left, right) = (self.eval(left)?, self.eval(right)?);
                joined(operator, left, right)
            }
        }
    }

    fn all(&mut self, expressions: &[Expr]) -> Result<Vec<Val>, Fault> {
        expressions.iter().map(|expr| self.eval(expr)).collect()
    }

    fn name(&mut self, name: &Name) -> Result<Val, Fault> {
        if name.field == "label" {
            return self.label(name);
        }
        let found = self.scope.find(name)?;
        self.references.extend(found.iter().map(|found| found.reference.clone()));
        if name.series.contains('*') || name.period == "*" {
            // A sum or rank of many takes those that there are; a series without a value says so by `count`.
            let known = found.into_iter().filter_map(|f| Some((f.key, f.value.ok()?)));
            return Ok(Val::Many(known.collect()));
        }
        let only = found.into_iter().next().ok_or_else(|| Fault::unknown("nothing is named"))?;
        let period = only.reference.period.parse::<Period>();
        match (name.field.as_str(), period) {
            ("period", Ok(period)) => Ok(Val::Period(period)),
            ("interval", _) => {
                let quantity = only.value.map_err(Fault::absent)?;
                filter("interval", Val::One(quantity), &[], self.scope.numbers)
            }
            _ => only.value.map(Val::One).map_err(Fault::absent),
        }
    }

    fn label(&mut self, name: &Name) -> Result<Val, Fault> {
        let value = Name { field: "value".to_owned(), ..name.clone() };
        let found = self.scope.find(&value)?;
        let first = found.into_iter().next().ok_or_else(|| Fault::unknown("nothing is named"))?;
        let label = self.scope.label(&first.reference.series).map(str::to_owned);
        let why = format!("`{}` has no label", first.reference.series);
        self.references.push(first.reference);
        label.map(Val::Text).ok_or_else(|| Fault::unknown(why))
    }
}

/// Two values joined by an operator, each of many with its namesake.
fn joined(operator: &str, left: Val, right: Val) -> Result<Val, Fault> {
    let compares = !["+", "-", "*", "/"].contains(&operator);
    let pairs: Vec<(String, Quantity, Quantity)> = match (left, right) {
        (Val::Many(left), Val::Many(right)) => left
            .into_iter()
            .filter_map(|(key, a)| {
                let (_, b) = right.iter().find(|(other, _)| *other == key)?;
                Some((key, a, *b))
            })
            .collect(),
        (Val::Many(left), right) => {
            let b = right.one()?;
            left.into_iter().map(|(key, a)| (key, a, b)).collect()
        }
        (left, Val::Many(right)) => {
            let a = left.one()?;
            right.into_iter().map(|(key, b)| (key, a, b)).collect()
        }
        (left, right) => {
            let (a, b) = (left.one()?, right.one()?);
            return Ok(if compares {
                Val::Truth(compared(operator, &a, &b)?)
            } else {
                Val::One(arithmetic(operator, &a, &b).map_err(Fault::unknown)?)
            });
        }
    };
    if compares {
        let truths = pairs.iter().map(|(_, a, b)| compared(operator, a, b));
        return Ok(Val::Truths(truths.collect::<Result<_, _>>()?));
    }
    let numbers = pairs
        .into_iter()
        .map(|(key, a, b)| Ok((key, arithmetic(operator, &a, &b).map_err(Fault::unknown)?)));
    Ok(Val::Many(numbers.collect::<Result<_, Fault>>()?))
}

/// A comparison of the values said, as close as floating-point sums are.
fn compared(operator: &str, a: &Quantity, b: &Quantity) -> Result<bool, Fault> {
    if a.unit != b.unit && a.unit.is_some() && b.unit.is_some() {
        let why = "these two are in different units and cannot be compared";
        return Err(Fault::unknown(why));
    }
    let (a, b) = (a.mid(), b.mid());
    let equal = (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
    Ok(match operator {
        "<" => a < b && !equal,
        "<=" => a < b || equal,
        ">" => a > b && !equal,
        ">=" => a > b || equal,
        "!=" => !equal,
        _ => equal,
    })
}
