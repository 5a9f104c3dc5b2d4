//! A reporter changes its classification (T204): codes may split or merge there, and HS and SITC never meet in
//! one series.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, counted};
use crate::diag::Diagnostic;
use crate::table::Draft;
use crate::trade::{Classification, Period};

pub(super) const CHECK: Check = Check {
    id: "revision",
    about: "the classification changes within a series",
    codes: &["T204"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let mut editions: BTreeMap<_, BTreeMap<Period, (BTreeSet<Classification>, u32)>> =
        BTreeMap::new();
    // The total over all commodities is the same in every edition.
    let coded = draft
        .rows
        .iter()
        .filter(|row| row.classification != Classification::Unknown && !row.commodity.is_total());
    for row in coded {
        let periods = editions.entry((row.reporter, row.flow, row.period.frequency())).or_default();
        let entry = periods.entry(row.period).or_insert_with(|| (BTreeSet::new(), row.line));
        entry.0.insert(row.classification);
        entry.1 = entry.1.min(row.line);
    }
    let mut changes = vec![];
    for periods in editions.values() {
        let periods: Vec<_> = periods.iter().collect();
        for pair in periods.windows(2) {
            let (_, (before, _)) = pair[0];
            let (period, (now, line)) = pair[1];
            if before != now {
                changes.push((before.clone(), now.clone(), *period, *line));
            }
        }
    }
    let Some((before, now, period, line)) = changes.first() else { return vec![] };
    let title = format!("classification becomes {} in {period}", listed(now));
    let message = Diagnostic::warning("T204", title)
        .at(draft.place(*line))
        .label(format!("{} before", listed(before)))
        .because("codes split and merge between editions; a code that is absent in one of them ends there")
        .help("compare at a level that did not change, or use a declared concordance");
    counted(Some(message), changes.len(), "changes of this kind").into_iter().collect()
}

fn listed(editions: &BTreeSet<Classification>) -> String {
    let name = |edition: &Classification| match edition.comtrade_letter() {
        Some(letter) => format!("{edition} ({letter})"),
        None => edition.to_string(),
    };
    editions.iter().map(name).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};

    #[test]
    fn a_new_edition_is_named_with_its_year() {
        let (_, found) = table(&[
            "CHN WLD X 2020 851712 100 H5",
            "CHN WLD X 2021 851712 110 H5",
            "CHN WLD X 2022 851713 115 H6",
        ]);
        assert_eq!(messages(&found), ["T204: classification becomes HS2022 (H6) in 2022"]);
        assert_eq!(found[0].label, "HS2017 (H5) before");
    }
}
