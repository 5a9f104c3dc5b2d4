//! The numbers of a run: what the words of a chart may say, for the check that they say nothing else.

use chrono::Datelike;

use super::Filled;
use super::scope::Scope;
use super::syntax::Name;
use crate::series::SeriesSet;
use crate::trade::{Estimate, Unit};

/// A number that the data give.
#[derive(Clone, Debug, PartialEq)]
pub struct RunValue {
    /// What it is: `flour.2024`, `flour.2024.growth`, `target.2025`.
    pub name: String,
    /// The number in its unit: dollars in dollars, shares and growth as fractions.
    pub number: f64,
    /// Its unit; `None` for years, counts and plain numbers.
    pub unit: Option<Unit>,
}

/// All numbers that words of a chart may print: values with both ends, their periods, growth on the period before and
/// on the first, targets, and what its own expressions gave.
#[must_use]
pub fn values(set: &SeriesSet, scope: &Scope, filled: &[Filled]) -> Vec<RunValue> {
    let mut found = vec![];
    let mut add = |name: String, number: f64, unit: Option<Unit>| {
        found.push(RunValue { name, number, unit });
    };
    for series in &set.series {
        let first = series.known().next().map(|(_, estimate)| estimate.mid());
        for (point, estimate) in series.known() {
            let name = format!("{}.{}", series.id, point.period);
            for (field, end) in ENDS {
                add(format!("{name}{field}"), end(estimate), Some(series.unit));
            }
            for year in point.period.start().year()..=point.period.end().year() {
                add(format!("{name}.period"), f64::from(year), None);
            }
            if let Some(growth) = field(scope, &series.id, &point.period.to_string(), "growth") {
                add(format!("{name}.growth"), growth, Some(Unit::Growth));
                add(format!("{name}.fold"), growth + 1.0, Some(Unit::Times));
            }
            if let Some(base) = first.filter(|base| *base > 0.0) {
                add(
                    format!("{name} / {}.first", series.id),
                    estimate.mid() / base,
                    Some(Unit::Times),
                );
            }
        }
    }
    for aim in scope.aims {
        let name = format!("target.{}", aim.goal.period);
        add(format!("{name}.period"), f64::from(aim.goal.period.end().year()), None);
        add(name, aim.goal.amount, Some(Unit::Dollar));
    }
    for slot in filled.iter().flat_map(|filled| &filled.slots) {
        if let Some(quantity) = slot.number {
            add(slot.expression.clone(), quantity.mid(), quantity.unit);
        }
    }
    found
}

/// An end of an estimate.
type End = fn(Estimate) -> f64;
/// Ends of an estimate with the fields that name them.
const ENDS: [(&str, End); 3] =
    [("", Estimate::mid), (".low", Estimate::low), (".high", Estimate::high)];

fn field(scope: &Scope, series: &str, period: &str, field: &str) -> Option<f64> {
    let [series, period, field] = [series, period, field].map(str::to_owned);
    let name = Name { chart: None, series, period, field };
    let found = scope.find(&name).ok()?;
    found.into_iter().next()?.value.ok().map(|quantity| quantity.mid())
}
