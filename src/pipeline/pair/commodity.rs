//! The largest commodities of the last year of a flow: amounts, shares of the total, and what each added to growth.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Loaded;
use super::join::{Joiner, made};
use crate::diag::Diagnostic;
use crate::series::{Series, Value};
use crate::trade::{Classification, Commodity, Estimate, Flow, Frequency, Period};

/// Commodities of a flow in one year.
#[derive(Clone, Debug, Serialize)]
pub struct Breakdown {
    /// The flow.
    pub flow: Flow,
    /// The year.
    pub period: Period,
    /// Meaning of the codes.
    pub classification: String,
    /// Digits of the codes.
    pub level: usize,
    /// The largest, in order.
    pub rows: Vec<CommodityRow>,
    /// How many codes there are.
    pub codes: usize,
    /// The others together.
    pub rest: Value,
    /// Their share of the total.
    pub rest_share: Value,
    /// Growth of the total in that year.
    pub growth: Value,
}

/// A commodity in the last year of a flow.
#[derive(Clone, Debug, Serialize)]
pub struct CommodityRow {
    /// Its code.
    pub code: String,
    /// Its amount in dollars.
    pub value: Value,
    /// Its share of the total of the flow.
    pub share: Value,
    /// What it added to the growth of the total.
    pub contribution: Value,
}

/// Most commodities listed for a flow.
const MOST: usize = 10;

/// The commodities of a flow's last year that has any: chapters, or the codes of the file below a single chapter.
pub(super) fn breakdown(
    joiner: &Joiner<'_>,
    total: &Series,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Breakdown> {
    let flow = if total.id == Flow::Import.id() { Flow::Import } else { Flow::Export };
    let files = coded(joiner, flow);
    let (codes, level) = codes(joiner, &files, flow)?;
    let inner = Joiner { files: &files, ..*joiner };
    let mut parts: Vec<(Commodity, Series)> = vec![];
    for code in codes {
        if let Some(series) = inner.series(flow, &code, diagnostics) {
            parts.push((code, series));
        }
    }
    let known = |series: &Series| series.known().map(|(point, _)| point.period).max();
    let period = parts.iter().filter_map(|(_, series)| known(series)).max()?;
    let is_whole = total.at(period).is_some_and(|point| point.value.known().is_some());
    if !is_whole {
        return None;
    }
    let codes = parts.iter().filter(|(_, s)| amount_at(s, period).is_some()).count();
    let rows: Vec<CommodityRow> =
        parts.iter().filter_map(|(code, part)| row(code, part, total, period)).collect();
    let classification = classification(&files, flow, joiner);
    let (special, mut rows): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| is_unspecified(&row.code, &classification));
    rows.sort_by(|a, b| mid(&b.value).total_cmp(&mid(&a.value)).then_with(|| a.code.cmp(&b.code)));
    rows.truncate(MOST);
    // What is not specified belongs to the total and is never ranked.
    rows.extend(special);
    let (rest, rest_share) = rest(&rows, total, period);
    let growth = made("growth", "growth", std::slice::from_ref(total))
        .and_then(|growth| Some(growth.at(period)?.value.clone()))
        .unwrap_or_else(|| total.points[0].value.clone());
    Some(Breakdown { flow, period, classification, level, rows, codes, rest, rest_share, growth })
}

/// Whether a code says that the goods are not specified.
pub(super) fn is_unspecified(code: &str, classification: &str) -> bool {
    code.starts_with(if classification.starts_with("SITC") { "93" } else { "99" })
}

/// Files with codes of the flow, in the classification of the one whose codes come last; others are not joined.
fn coded<'a>(joiner: &Joiner<'a>, flow: Flow) -> Vec<&'a Loaded> {
    let family = |file: &Loaded| {
        file.table
            .rows()
            .iter()
            .filter(|row| row.flow == flow || row.flow == flow.mirror())
            .filter(|row| !row.commodity.is_total())
            .map(|row| (row.period, matches!(row.classification, Classification::SITC(_))))
            .max()
    };
    let last = joiner.files.iter().filter_map(|file| family(file)).max().map(|(_, sitc)| sitc);
    let fits = |file: &&&Loaded| family(file).is_some_and(|(_, sitc)| Some(sitc) == last);
    joiner.files.iter().filter(fits).copied().collect()
}

/// The codes to compare: chapters where there are several, otherwise headings or subheadings.
fn codes(
    joiner: &Joiner<'_>,
    files: &[&Loaded],
    flow: Flow,
) -> Option<(BTreeSet<Commodity>, usize)> {
    let annual = Frequency::Annual;
    let frequency = if has(joiner, files, flow, annual) { annual } else { Frequency::Monthly };
    let own = joiner.selector(flow, Commodity::total(), frequency);
    // A producer that has reconciled both sides keeps the rows of exporters alone.
    let theirs = crate::table::Selector {
        reporter: own.partner,
        partner: own.reporter,
        flow: flow.mirror(),
        ..own.clone()
    };
    let gather = |pick: &dyn Fn(&Loaded, &crate::table::Selector) -> BTreeSet<Commodity>| {
        let of = |selector| files.iter().flat_map(move |file| pick(file, selector));
        let found: BTreeSet<Commodity> = of(&own).collect();
        if found.is_empty() { of(&theirs).collect() } else { found }
    };
    let chapters = gather(&|file, selector| file.table.chapters_of(selector));
    if chapters.len() > 1 {
        return Some((chapters, 2));
    }
    [4, 6].into_iter().find_map(|level| {
        let codes = gather(&|file, selector| file.table.commodities(selector, level));
        (codes.len() > 1).then_some((codes, level))
    })
}

fn has(joiner: &Joiner<'_>, files: &[&Loaded], flow: Flow, frequency: Frequency) -> bool {
    files.iter().flat_map(|file| file.table.rows()).any(|row| {
        let own = row.reporter == joiner.side && row.flow == flow;
        let theirs = row.partner == joiner.side && row.flow == flow.mirror();
        (own || theirs) && row.period.frequency() == frequency
    })
}

fn classification(files: &[&Loaded], flow: Flow, joiner: &Joiner<'_>) -> String {
    let rows = files.iter().flat_map(|file| file.table.rows());
    let of_flow = rows
        .filter(|row| row.flow == flow && row.reporter == joiner.side || row.flow == flow.mirror());
    let found: BTreeSet<String> = of_flow
        .filter(|row| !row.commodity.is_total())
        .map(|row| row.classification.to_string())
        .collect();
    found.into_iter().collect::<Vec<_>>().join(", ")
}

fn row(code: &Commodity, part: &Series, total: &Series, period: Period) -> Option<CommodityRow> {
    let value = part.at(period)?.value.clone();
    value.known()?;
    let sides = [part.clone(), total.clone()];
    let of = |id| Some(made(id, id, &sides)?.at(period)?.value.clone());
    let (share, contribution) = (of("share")?, of("contribution")?);
    Some(CommodityRow { code: code.to_string(), value, share, contribution })
}

/// What the total holds beyond the listed rows, and its share.
fn rest(rows: &[CommodityRow], total: &Series, period: Period) -> (Value, Value) {
    let Some(point) = total.at(period) else { return missing(period) };
    let Some(whole) = point.value.known() else { return missing(period) };
    let listed: f64 = rows.iter().map(|row| mid(&row.value)).sum();
    let rest = whole.mid() - listed;
    let share = if whole.mid() > 0.0 { rest / whole.mid() } else { 0.0 };
    let of = |value: f64| Value::Known(Estimate::exact(value));
    (of(rest), of(share))
}

fn missing(period: Period) -> (Value, Value) {
    let value: Value = crate::series::Missing::not_reported("total", period).into();
    (value.clone(), value)
}

fn amount_at(series: &Series, period: Period) -> Option<f64> {
    Some(series.at(period)?.value.known()?.mid())
}

fn mid(value: &Value) -> f64 {
    value.known().map_or(0.0, Estimate::mid)
}
