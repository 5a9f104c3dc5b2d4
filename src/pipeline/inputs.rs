//! Series taken apart, for the indicators that ask for their parts: read from tables, and united over files.

use std::collections::BTreeMap;

use super::spec::PartsBy;
use crate::diag::Diagnostic;
use crate::series::basket::Content;
use crate::series::{Basket, Series};
use crate::table::{By, Selector, Table};
use crate::trade::Period;

/// Series that are taken apart, by their id in the chart.
pub(super) type Baskets = BTreeMap<String, Basket>;

/// The parts of a series, or those of the partner's side where the producer has reconciled both.
pub(super) fn basket(
    table: &Table,
    by: PartsBy,
    level: Option<usize>,
    selector: &Selector,
) -> (Basket, Vec<Diagnostic>) {
    let by = match by {
        PartsBy::Commodity => By::Commodity(level),
        PartsBy::Partner => By::Partner,
    };
    let (own, diagnostics) = table.basket(selector, by);
    if own.contents.is_empty() {
        table.basket(&mirror_of(selector), by)
    } else {
        (own, diagnostics)
    }
}

/// Parts that are nearer to their total than this count as whole.
const WHOLE: f64 = 0.01;

/// A warning for the period in which the parts are farthest from the total that stands beside them.
pub(super) fn uncovered(series: &Series, basket: &Basket) -> Option<Diagnostic> {
    let part = |(period, content): (&Period, &Content)| {
        let total = series.at(*period)?.value.known()?.mid();
        let parts = content.total().ok()?.mid();
        (content.fault.is_none() && total > 0.0).then(|| (parts / total, *period))
    };
    let away = |part: f64| (part - 1.0).abs();
    let parts = basket.contents.iter().filter_map(part);
    let (worst, period) = parts.max_by(|a, b| away(a.0).total_cmp(&away(b.0)))?;
    (away(worst) > WHOLE).then(|| {
        let percent = 100.0 * worst;
        Diagnostic::warning(
            "I111",
            format!("parts hold {percent:.1} % of {period} (`{}`)", series.id),
        )
        .because(format!("by {}; the total stands in the file beside them", basket.by))
        .help("what is computed of the parts speaks of these parts alone")
    })
}

/// The same flow as the other side tells it.
pub(super) fn mirror_of(selector: &Selector) -> Selector {
    Selector {
        reporter: selector.partner,
        partner: selector.reporter,
        flow: selector.flow.mirror(),
        ..selector.clone()
    }
}

/// One basket of the periods of several: files of one year each.
///
/// # Errors
/// Two that hold the same period, or that differ in what their items are.
pub(super) fn united(baskets: Vec<Option<Basket>>) -> Result<Option<Basket>, String> {
    let mut all = baskets.into_iter().flatten();
    let Some(mut whole) = all.next() else { return Ok(None) };
    for basket in all {
        whole.matches(&basket).map_err(|reason| reason.to_string())?;
        for (period, content) in basket.contents {
            if whole.contents.insert(period, content).is_some() {
                return Err(format!("two of the series hold the parts of {period}"));
            }
        }
    }
    Ok(Some(whole))
}
