//! Both sides report one flow (T106): they are shown side by side and never added, and one side never fills
//! the gaps of the other.

use std::collections::BTreeMap;

use super::{Check, counted};
use crate::diag::Diagnostic;
use crate::table::identity::{dollars, ratio};
use crate::table::{Draft, Observation};
use crate::trade::{Area, Flow, Period};

pub(super) const CHECK: Check = Check {
    id: "side",
    about: "exporter and importer report the same flow",
    codes: &["T106", "T203"],
    run,
};

/// Periods told by the exporter and by the importer.
type Sides<'a> = (BTreeMap<Period, &'a Observation>, BTreeMap<Period, &'a Observation>);

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    if !draft.rows.iter().any(|row| row.flow == Flow::Import) {
        return vec![];
    }
    let mut flows: BTreeMap<(Area, Area, &str), Sides<'_>> = BTreeMap::new();
    for row in draft.rows.iter().filter(|row| row.partner != Area::WORLD) {
        let code = row.commodity.code();
        match row.flow {
            Flow::Export => {
                flows
                    .entry((row.reporter, row.partner, code))
                    .or_default()
                    .0
                    .insert(row.period, row);
            }
            Flow::Import => {
                flows
                    .entry((row.partner, row.reporter, code))
                    .or_default()
                    .1
                    .insert(row.period, row);
            }
            Flow::ReExport | Flow::ReImport => {}
        }
    }
    let both: Vec<&Sides<'_>> =
        flows.values().filter(|(ours, theirs)| !ours.is_empty() && !theirs.is_empty()).collect();
    let Some(first) = both.first() else { return vec![] };
    let told = counted(Some(message(draft, first)), both.len(), "flows of this kind");
    let switches: Vec<Diagnostic> = both.iter().filter_map(|sides| switch(draft, sides)).collect();
    let count = switches.len();
    let switch = counted(switches.into_iter().next(), count, "flows of this kind");
    told.into_iter().chain(switch).collect()
}

/// A flow that the exporter tells on both sides of a gap which the importer alone tells: put together, it would
/// switch its reporter there and back.
fn switch(draft: &Draft, (exporter, importer): &Sides<'_>) -> Option<Diagnostic> {
    let (first, last) = (*exporter.first_key_value()?.0, *exporter.last_key_value()?.0);
    let (period, row) = importer.iter().find(|(period, _)| {
        first < **period && **period < last && !exporter.contains_key(period)
    })?;
    let title = format!("reporter of this series switches in {period}");
    Some(
        Diagnostic::warning("T203", title)
            .at(draft.place(row.line))
            .label(format!("{} alone tells {period}", row.reporter))
            .because("the gap of the exporter stays open; a mirror value is shown beside, never put into the series"),
    )
}

fn message(draft: &Draft, (exporter, importer): &Sides<'_>) -> Diagnostic {
    let shared = exporter.iter().find_map(|(period, row)| Some((row, *importer.get(period)?)));
    let any = exporter.values().next().copied().zip(importer.values().next().copied());
    let (ours, theirs) = shared.map(|(a, b)| (*a, b)).or(any).expect("both sides have a row");
    let (a, b) = (dollars(ours.thousandths()), dollars(theirs.thousandths()));
    let mut message = Diagnostic::warning("T106", "both sides report this flow")
        .at(draft.place(theirs.line))
        .label(format!(
            "{} tells {b} in {}, {} tells {a} in {}",
            theirs.reporter, theirs.period, ours.reporter, ours.period
        ))
        .because(format!(
            "the ratio is {}; a mirror flow is shown beside, never added and never switched to",
            ratio(theirs.thousandths(), ours.thousandths())
        ));
    let alone: Vec<String> = importer
        .keys()
        .filter(|period| !exporter.contains_key(period))
        .map(ToString::to_string)
        .collect();
    if !alone.is_empty() {
        let (periods, reporter) = (alone.join(", "), theirs.reporter);
        message = message.because(format!(
            "{periods} is told by {reporter} alone (mirror); the series of {} stays open there",
            ours.reporter
        ));
    }
    message
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};

    #[test]
    fn mirror_flows_stay_apart() {
        let (table_, found) = table(&[
            "RWA USA X 2018 TOTAL 100",
            "USA RWA M 2018 TOTAL 110",
            "USA RWA M 2019 TOTAL 150",
            "RWA USA X 2020 TOTAL 110",
        ]);
        assert_eq!(messages(&found)[0], "T106: both sides report this flow");
        assert_eq!(messages(&found)[1], "T203: reporter of this series switches in 2019");
        assert!(found[0].notes.iter().any(|note| note.contains("2019") && note.contains("mirror")));
        assert_eq!(table_.rows().len(), 4);
    }
}
