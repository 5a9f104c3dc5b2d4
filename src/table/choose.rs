//! Which rows serve a selector, and how they may be added: never a total with its parts, never two editions at once.

use std::collections::{BTreeMap, BTreeSet};

use super::{Observation, Selector};
use crate::diag::Diagnostic;
use crate::series::{Reason, Value};
use crate::trade::{Area, AreaKind, Classification, Commodity, Period};

/// How the rows of a cell came to be one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    /// The row itself.
    No,
    /// Commodities of one level added up.
    Commodities(usize),
    /// Partners added up.
    Partners,
    /// Reporters added up, so many of them, to what the world trades.
    Reporters(usize),
}

/// The rows with the selector's partner; for the world its own row, or those of single partners.
pub(super) fn with_partner<'a>(
    side: &[&'a Observation],
    selector: &Selector,
) -> (Vec<&'a Observation>, Sum) {
    let direct: Vec<&Observation> =
        side.iter().copied().filter(|row| row.partner == selector.partner).collect();
    if !direct.is_empty() || selector.partner != Area::WORLD {
        return (direct, Sum::No);
    }
    let single = |row: &&Observation| row.partner.kind() != AreaKind::Group;
    (side.iter().copied().filter(single).collect(), Sum::Partners)
}

/// A sum that no World row can be held against (T114).
pub(super) fn unchecked(selector: &Selector, sum: Sum) -> Option<Diagnostic> {
    let because = match sum {
        Sum::Partners => {
            format!("exports and imports of {} are a sum of partners", selector.reporter)
        }
        Sum::Reporters(count) => {
            format!("{}s of the world are a sum of {count} reporters", selector.flow.id())
        }
        Sum::No | Sum::Commodities(_) => return None,
    };
    Some(Diagnostic::warning("T114", "no World row to check against").because(because))
}

/// Codes of a commodity that reporters tell in different editions mean different things.
pub(super) fn two_editions(selector: &Selector, rows: &[&Observation], sum: Sum) -> Option<Value> {
    if selector.commodity.is_total() || !matches!(sum, Sum::Reporters(_)) {
        return None;
    }
    let editions: BTreeSet<Classification> = rows.iter().map(|row| row.classification).collect();
    let names: Vec<String> = editions.iter().map(ToString::to_string).collect();
    match &names[..] {
        [left, .., right] => {
            Some(Reason::BasisMismatch { left: left.clone(), right: right.clone() }.into())
        }
        _ => None,
    }
}

/// The rows of the commodity itself, or those of the one level under it.
pub(super) fn one_level<'a>(
    rows: Vec<&'a Observation>,
    commodity: &Commodity,
) -> (Vec<&'a Observation>, Sum, Vec<Diagnostic>) {
    let exact: Vec<&Observation> =
        rows.iter().copied().filter(|row| row.commodity == *commodity).collect();
    if !exact.is_empty() {
        return (exact, Sum::No, vec![]);
    }
    let levels: BTreeSet<usize> = rows.iter().map(|row| row.commodity.level()).collect();
    let Some(level) = levels.first().copied() else { return (vec![], Sum::No, vec![]) };
    let mut diagnostics = vec![];
    if levels.len() > 1 {
        diagnostics.push(
            Diagnostic::warning("T104", format!("codes of several levels under `{commodity}`"))
                .because(format!("the sum takes the {level}-digit codes alone")),
        );
    }
    let rows = rows.into_iter().filter(|row| row.commodity.level() == level).collect();
    (rows, Sum::Commodities(level), diagnostics)
}

/// Rows of one classification a period: the same trade told in two editions is told twice. Where both give the same
/// sum the newer one counts, otherwise neither (T204).
pub(super) fn one_classification<'a>(
    rows: Vec<&'a Observation>,
    out: &mut Vec<Diagnostic>,
) -> Vec<&'a Observation> {
    let mut periods: BTreeMap<Period, BTreeMap<Classification, Vec<&Observation>>> =
        BTreeMap::new();
    for row in rows {
        periods.entry(row.period).or_default().entry(row.classification).or_default().push(row);
    }
    let mut kept = vec![];
    for (period, mut editions) in periods {
        let sum = |rows: &Vec<&Observation>| rows.iter().map(|row| row.thousandths()).sum::<i128>();
        let mut sums: Vec<i128> = editions.values().map(sum).collect();
        sums.dedup();
        let names: Vec<String> = editions.keys().map(ToString::to_string).collect();
        let newest = editions.pop_last().map(|(_, rows)| rows).unwrap_or_default();
        if sums.len() < 2 {
            kept.extend(newest);
        } else {
            out.push(
                Diagnostic::error(
                    "T204",
                    format!("{} in {period} of one series", names.join(" and ")),
                )
                .because("both hold the whole trade, and they differ; the period is missing")
                .help("ask for one `classification`, or keep one of the files"),
            );
        }
    }
    kept
}
