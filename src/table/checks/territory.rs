//! Areas that ended beside those that followed them, and areas whose borders or members change under one code
//! (T205): no series runs across.

use std::collections::BTreeMap;

use super::{Check, counted};
use crate::diag::Diagnostic;
use crate::table::Draft;
use crate::trade::{Area, AreaKind, ObsStatus};

pub(super) const CHECK: Check = Check {
    id: "territory",
    about: "an area that ended beside its successors, and one whose borders change",
    codes: &["T205"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let known = lives(draft);
    let mut ended: Vec<Diagnostic> =
        known.keys().filter_map(|area| ended(draft, *area, &known)).collect();
    let mut out = vec![];
    if !ended.is_empty() {
        let first = ended.remove(0);
        let also = |message: &Diagnostic| format!("{}: {}", message.title, message.label);
        out.push(ended.iter().map(also).fold(first, Diagnostic::because));
    }
    out.extend(crossed(draft, &known));
    out
}

/// The first line of an area in any role, and its first and last year.
#[derive(Clone, Copy)]
struct Life {
    line: u32,
    from: i32,
    to: i32,
}

fn lives(draft: &Draft) -> BTreeMap<Area, Life> {
    let mut lives: BTreeMap<Area, Life> = BTreeMap::new();
    for row in &draft.rows {
        let (line, now) = (row.line, year(row));
        for area in [row.reporter, row.partner] {
            let life = lives.entry(area).or_insert(Life { line, from: now, to: now });
            life.line = life.line.min(line);
            (life.from, life.to) = (life.from.min(now), life.to.max(now));
        }
    }
    lives
}

/// An area that ended, with a successor that goes on in the same table.
fn ended(draft: &Draft, area: Area, known: &BTreeMap<Area, Life>) -> Option<Diagnostic> {
    if area.kind() != AreaKind::Historic {
        return None;
    }
    let from = known.get(&area)?.from;
    let goes_on = |next: &Area| known.get(next).is_some_and(|life| life.to > from);
    let successors: Vec<Area> = area.successors().into_iter().filter(goes_on).collect();
    let named = successors.first()?;
    let until = area.info()?.until?;
    let names: Vec<String> = successors.iter().map(Area::name).collect();
    let title = format!("territory of `{}` differs from {} on", named.name(), until + 1);
    let (cover, names) = (if names.len() == 1 { "covers" } else { "cover" }, names.join(", "));
    Some(
        Diagnostic::warning("T205", title)
            .at(draft.place(known.get(named).map_or(0, |life| life.line)))
            .label(format!("`{}` ended in {until}", area.name()))
            .because(format!("{names} {cover} other ground; no growth is computed across")),
    )
}

/// Series that run across a change under one code: they break there, each area is named once.
fn crossed(draft: &mut Draft, known: &BTreeMap<Area, Life>) -> Vec<Diagnostic> {
    let changes: BTreeMap<Area, Vec<i32>> = known
        .keys()
        .map(|area| (*area, area.changes()))
        .filter(|(_, years)| !years.is_empty())
        .collect();
    if changes.is_empty() {
        return vec![];
    }
    let all = draft.series();
    let mut found: BTreeMap<(Area, i32), Vec<usize>> = BTreeMap::new();
    for pair in all.iter().flat_map(|series| series.windows(2)) {
        let (before, now) = (&draft.rows[pair[0]], &draft.rows[pair[1]]);
        for area in [now.reporter, now.partner] {
            let Some(years) = changes.get(&area) else { continue };
            let (from, to) = (year(before), year(now));
            if let Some(change) = years.iter().find(|change| from < **change && **change <= to) {
                found.entry((area, *change)).or_default().push(pair[1]);
            }
        }
    }
    for index in found.values().flatten() {
        draft.rows[*index].status = ObsStatus::Break;
    }
    let mut by_area: BTreeMap<Area, Vec<(i32, usize, usize)>> = BTreeMap::new();
    for ((area, change), rows) in &found {
        by_area.entry(*area).or_default().push((*change, rows[0], rows.len()));
    }
    let messages: Vec<Diagnostic> =
        by_area.iter().map(|(area, changes)| message(draft, *area, changes)).collect();
    let cases = messages.len();
    counted(messages.into_iter().next(), cases, "areas of this kind").into_iter().collect()
}

fn year(row: &crate::table::Observation) -> i32 {
    use chrono::Datelike;
    row.period.start().year()
}

fn message(draft: &Draft, area: Area, changes: &[(i32, usize, usize)]) -> Diagnostic {
    let (year, index, _) = changes[0];
    let row = &draft.rows[index];
    let (what, differ) = match area.kind() {
        AreaKind::Group => ("members", "differ"),
        _ => ("territory", "differs"),
    };
    let others: Vec<String> = changes[1..].iter().map(|(year, ..)| year.to_string()).collect();
    let count: usize = changes.iter().map(|(_, _, rows)| rows).sum();
    let message = Diagnostic::warning(
        "T205",
        format!("{what} of `{}` {differ} from {year} on", area.name()),
    )
    .at(draft.place(row.line))
    .label(format!("{} {} {}, {}", row.reporter, row.flow.id(), row.partner, row.period))
    .because(format!(
        "one code covers other ground before and after; {count} series break there, and no growth is computed across"
    ));
    if others.is_empty() {
        message
    } else {
        message.because(format!("so from {} on", others.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};
    use crate::trade::ObsStatus;

    #[test]
    fn a_split_area_is_named_with_its_year() {
        let (_, found) = table(&["SDN736 WLD X 2011 TOTAL 90", "SDN WLD X 2012 TOTAL 40"]);
        assert_eq!(messages(&found), ["T205: territory of `Sudan` differs from 2012 on"]);
        assert_eq!(found[0].label, "`Sudan (former)` ended in 2011");
    }

    #[test]
    fn one_code_before_and_after_breaks_the_series() {
        let (table_, found) = table(&[
            "SDN WLD X 2010 TOTAL 90",
            "SDN WLD X 2011 TOTAL 91",
            "SDN WLD X 2012 TOTAL 40",
            "SDN WLD X 2013 TOTAL 41",
        ]);
        assert_eq!(messages(&found), ["T205: territory of `Sudan` differs from 2012 on"]);
        assert_eq!(table_.rows()[2].status, ObsStatus::Break);
        let (_, found) =
            table(&["CHN EU X 2018 TOTAL 5", "CHN EU X 2019 TOTAL 5", "CHN EU X 2020 TOTAL 5"]);
        assert_eq!(messages(&found), ["T205: members of `European Union` differ from 2020 on"]);
    }
}
