//! How formulas are applied: period by period, against a base, toward a goal, and over baskets.
//!
//! The rules that hold for all of one kind stand here, so that a member is its formula and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::{Goal, Inputs};
use crate::series::basket::Content;
use crate::series::compare::{base_at, break_between, derived, mismatch, year_before};
use crate::series::{Basket, Missing, Point, Reason, Series, Value};
use crate::trade::{Estimate, Frequency, Period};

/// Applies a formula at each period that occurs in any of two series; a side without the period is missing.
pub(super) fn pairwise(
    inputs: &Inputs,
    roles: [&str; 2],
    formula: impl Fn(Estimate, Estimate) -> Value,
) -> Vec<Point> {
    let [left, right] = inputs.series else { return vec![] };
    let mut periods: Vec<Period> =
        left.points.iter().chain(&right.points).map(|point| point.period).collect();
    periods.sort();
    periods.dedup();
    periods
        .into_iter()
        .filter_map(|period| {
            let (l, r) = (left.at(period), right.at(period));
            let shown = l.or(r)?;
            let need = |point: Option<&Point>, role: &str| match point {
                Some(point) => point.value.require(),
                None => Err(Missing::not_reported(role, period).into()),
            };
            let value = need(l, roles[0])
                .and_then(|a| need(r, roles[1]).map(|b| formula(a, b)))
                .unwrap_or_else(|stopped| stopped);
            let from: Vec<&Point> = l.into_iter().chain(r).collect();
            Some(derived(shown, value, &from))
        })
        .collect()
}

/// Compares each point with its base by a formula, after the rules that hold for every growth.
///
/// A base that was worked out from the end itself ("80, double the year before") is compared by the stated
/// multiple, so that the end's interval does not count twice.
pub(super) fn over_base(
    inputs: &Inputs,
    formula: impl Fn(Estimate, Estimate) -> Value,
) -> Vec<Point> {
    over_base_at(inputs, |period| Some(year_before(period)), |base, end, _| formula(base, end))
}

/// The same against a base period of one's own; the formula knows the period of the end.
pub(super) fn over_base_at(
    inputs: &Inputs,
    base_period: impl Fn(Period) -> Option<Period>,
    formula: impl Fn(Estimate, Estimate, Period) -> Value,
) -> Vec<Point> {
    let Some(series) = inputs.series.first() else { return vec![] };
    let series = &series.with_absent_years();
    let value_at = |end: &Point| -> Result<(Value, Option<&Point>), Value> {
        let estimate = end.value.require()?;
        if end.period.frequency() == Frequency::Span {
            return Err(Reason::PartialPeriod(end.period).into());
        }
        if let Some(other) =
            series.points.iter().find(|p| p.period == end.period && p.speaker != end.speaker)
            && let Some(reason) = mismatch(end, other)
        {
            return Err(reason.into());
        }
        let before = base_period(end.period).ok_or(Reason::PartialPeriod(end.period))?;
        let base = base_at(series, before).map_err(|none| match shorter(series, end, before) {
            Some(reason) => reason.into(),
            None => none,
        })?;
        if let Some(reason) = break_between(series, base.period, end.period) {
            return Err(reason.into());
        }
        if !inputs.settings.allow_mixed_evidence
            && let Some(reason) = mismatch(base, end)
        {
            return Err(reason.into());
        }
        let value = match &base.derivation {
            Some(link) if link.row == end.row => {
                formula(Estimate::exact(1.0), link.multiple, end.period)
            }
            _ => formula(base.value.require()?, estimate, end.period),
        };
        Ok((value, Some(base)))
    };
    let mut points: Vec<Point> = series
        .points
        .iter()
        .map(|end| match value_at(end) {
            Ok((value, base)) => {
                let from: Vec<&Point> = base.into_iter().chain([end]).collect();
                derived(end, value, &from)
            }
            Err(stopped) => derived(end, stopped, &[end]),
        })
        .collect();
    points.dedup_by(|next, kept| {
        next.period == kept.period && next.value.known().is_none() && kept.value.known().is_none()
    });
    points
}

/// Why an end has no base of its own length, where a longer period covers it: January against a year.
fn shorter(series: &Series, end: &Point, before: Period) -> Option<Reason> {
    let covers = |period: Period| period.start() <= before.start() && before.end() <= period.end();
    let longer = series.points.iter().any(|p| p.period != before && covers(p.period));
    longer.then_some(Reason::PartialPeriod(end.period))
}

/// The goal of the settings.
///
/// # Errors
/// What is lacking, in words.
pub(super) fn needs_goal<'a>(inputs: &Inputs<'a>) -> Result<&'a Goal, String> {
    inputs.settings.goal.as_ref().ok_or_else(|| "it needs a `target` of the ledger".to_owned())
}

/// The goal of target indicators beside each known point of the baseline series.
pub(super) fn toward_goal(
    inputs: &Inputs,
    formula: impl Fn(&Point, Estimate, &Goal) -> Value,
) -> Vec<Point> {
    let [series] = inputs.series else { return vec![] };
    let Some(goal) = &inputs.settings.goal else { return vec![] };
    series
        .points
        .iter()
        .map(|point| {
            let value = point
                .value
                .require()
                .map_or_else(|stopped| stopped, |base| formula(point, base, goal));
            let mut result = derived(point, value, &[point]);
            result.origins.push(goal.origin.clone());
            result
        })
        .collect()
}

/// What a formula over baskets has found in a period.
pub(super) struct Found {
    pub value: Value,
    /// In words: how many items, of which kind.
    pub note: String,
    /// The rows rest on the items whose code begins with this.
    pub code: String,
}

impl Found {
    pub fn new(value: Estimate, note: String) -> Self {
        Self { value: Value::Known(value), note, code: String::new() }
    }
}

/// Applies a formula to the contents of all baskets, period by period.
pub(super) fn over_contents(
    inputs: &Inputs,
    formula: impl Fn(&[&Content], Period) -> Result<Found, Value>,
) -> Vec<Point> {
    let baskets: Vec<&Basket> = inputs.baskets.iter().flatten().collect();
    let mut periods: Vec<Period> =
        inputs.series.iter().flat_map(|s| &s.points).map(|p| p.period).collect();
    periods.extend(baskets.iter().flat_map(|basket| basket.contents.keys().copied()));
    periods.sort();
    periods.dedup();
    let at = |period: Period| -> Result<(Found, Vec<&Content>), Value> {
        for pair in baskets.windows(2) {
            pair[0].matches(pair[1])?;
        }
        let contents = baskets.iter().map(|b| b.at(period)).collect::<Result<Vec<_>, Value>>()?;
        for pair in contents.windows(2) {
            pair[0].matches(pair[1])?;
        }
        if !inputs.settings.allow_mixed_evidence
            && let Some(reason) = mixed(inputs.series, period)
        {
            return Err(reason.into());
        }
        Ok((formula(&contents, period)?, contents))
    };
    let point = |period: Period| {
        let shown = inputs.series.iter().find_map(|s| s.at(period).or(s.points.first()))?;
        let mut point = derived(shown, Value::Known(Estimate::exact(0.0)), &[]);
        point.period = period;
        match at(period) {
            Ok((found, contents)) => {
                point.origins = contents.iter().flat_map(|c| c.origins(&found.code)).collect();
                (point.value, point.note) = (found.value, found.note);
            }
            Err(stopped) => point.value = stopped,
        }
        point.origins.sort();
        point.origins.dedup();
        Some(point)
    };
    periods.into_iter().filter_map(point).collect()
}

/// Whether the inputs are told by different producers in a period.
fn mixed(series: &[Series], period: Period) -> Option<Reason> {
    let points: Vec<&Point> = series.iter().filter_map(|s| s.at(period)).collect();
    points.windows(2).find_map(|pair| mismatch(pair[0], pair[1]))
}

/// The contents of the basket a year before, for decompositions.
pub(super) fn content_before(basket: &Basket, period: Period) -> Result<&Content, Value> {
    let before = year_before(period);
    match basket.contents.get(&before) {
        Some(_) => basket.at(before),
        None if basket.contents.keys().any(|known| known.end() < before.start()) => {
            Err(Reason::Gap(before).into())
        }
        None => Err(Missing::not_reported("base", before).into()),
    }
}

/// What two baskets have in common at each period, times a scale.
pub(super) fn overlaps(inputs: &Inputs, scale: f64) -> Vec<Point> {
    let Some(basket) = inputs.basket(0) else { return vec![] };
    over_contents(inputs, |contents, _| {
        let overlap = overlap(&contents[0].shares()?, &contents[1].shares()?);
        let codes: BTreeSet<_> = contents[0].items.keys().chain(contents[1].items.keys()).collect();
        let note = basket.describe(codes.len(), contents[0].classification);
        Ok(Found::new(overlap * scale, note))
    })
}

/// What two vectors of shares have in common: the sum of the smaller of each pair, absent items being 0.
fn overlap(left: &BTreeMap<&str, Estimate>, right: &BTreeMap<&str, Estimate>) -> Estimate {
    let common = || left.iter().filter_map(|(code, a)| Some((*a, *right.get(code)?)));
    let sum = |end: fn(Estimate) -> f64| common().map(|(a, b)| end(a).min(end(b))).sum::<f64>();
    let exact = left.values().chain(right.values()).all(|share| share.is_exact());
    let mid = sum(Estimate::mid).clamp(0.0, 1.0);
    if exact {
        return Estimate::exact(mid);
    }
    Estimate::new(sum(Estimate::low), mid, sum(Estimate::high)).clipped(0.0, 1.0).as_bound()
}
