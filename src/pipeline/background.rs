//! What the datasets of a desk tell of a target beside its ledger: months of the pair, and what a tonne was worth.

use super::desk::{Dataset, Desk};
use super::sides::read;
use crate::claims::{Background, Target, UnitValue};
use crate::series::{Point, Series, Value};
use crate::table::{Observation, Selector};
use crate::trade::{Area, Estimate, Flow, Frequency, Measure, Money, Period};

/// Months and unit values of what a target is about; the first dataset that has them.
#[must_use]
pub fn background(desk: &Desk, target: &Target) -> Background {
    let sides = [(target.a, target.b), (target.b, target.a)];
    let told = || desk.datasets.iter().flat_map(|data| sides.map(|side| (data, side)));
    let values = told().filter_map(|(data, side)| unit_value(data, target, side));
    Background {
        monthly: told().find_map(|(data, side)| months(data, target, side)),
        unit_value: values.max_by_key(|value| value.period.end()),
    }
}

/// Flows that make up a measure as one side reports it.
fn flows(measure: Measure, is_first: bool) -> Option<Vec<Flow>> {
    match (measure, is_first) {
        (Measure::Turnover, _) => Some(vec![Flow::Export, Flow::Import]),
        (Measure::Export, true) | (Measure::Import, false) => Some(vec![Flow::Export]),
        (Measure::Import, true) | (Measure::Export, false) => Some(vec![Flow::Import]),
        (Measure::TradeBalance, _) => None,
    }
}

/// The months of a measure by one reporter; a month without one of its flows is left out.
fn months(data: &Dataset, target: &Target, (reporter, partner): (Area, Area)) -> Option<Series> {
    let series: Vec<Series> = flows(target.measure, reporter == target.a)?
        .into_iter()
        .map(|flow| {
            let selector = Selector {
                dataset: Some(data.id.clone()),
                reporter,
                partner,
                flow,
                commodity: target.commodity.clone(),
                frequency: Frequency::Monthly,
            };
            read(&data.table, "months", &selector).0
        })
        .collect();
    let mut whole = series.first()?.clone();
    let sum = |point: &Point| {
        let known = |s: &Series| s.at(point.period)?.value.known();
        let all: Option<Vec<Estimate>> = series.iter().map(known).collect();
        Some(all?.into_iter().fold(Estimate::exact(0.0), |sum, value| sum + value))
    };
    whole.points.retain_mut(|point| match sum(point) {
        Some(value) => {
            point.value = Value::Known(value);
            true
        }
        None => false,
    });
    (!whole.points.is_empty()).then_some(whole)
}

/// Dollars a tonne of the latest year in which a reporter gives both value and weight of every flow of the measure.
fn unit_value(
    data: &Dataset,
    target: &Target,
    (reporter, partner): (Area, Area),
) -> Option<UnitValue> {
    let flows = flows(target.measure, reporter == target.a)?;
    let is_of = |row: &&Observation| {
        row.reporter == reporter
            && row.partner == partner
            && row.commodity == target.commodity
            && row.period.frequency() == Frequency::Annual
            && !row.is_breakdown()
    };
    let rows: Vec<&Observation> = data.table.rows().iter().filter(is_of).collect();
    let both = |row: &&&Observation| row.net_weight_g.is_some_and(|weight| weight > 0);
    let year = |period: Period| {
        let found: Option<Vec<&Observation>> = flows
            .iter()
            .map(|flow| {
                let mut same =
                    rows.iter().filter(both).filter(|r| r.period == period && r.flow == *flow);
                same.next().filter(|_| same.next().is_none()).copied()
            })
            .collect();
        let found = found?;
        let dollars: Option<Vec<Money>> = found.iter().map(|row| row.primary_value).collect();
        let dollars: f64 = dollars?.into_iter().sum::<Money>().dollars();
        let tonnes = found.iter().filter_map(|row| row.net_weight_g).sum::<i64>() as f64 / 1e6;
        let origins = found.iter().map(|row| data.table.origin(row)).collect();
        Some(UnitValue { value: Estimate::exact(dollars / tonnes), period, origins })
    };
    let mut periods: Vec<Period> = rows.iter().map(|row| row.period).collect();
    periods.sort();
    periods.dedup();
    periods.into_iter().rev().find_map(year)
}
