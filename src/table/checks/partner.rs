//! World, groups and single partners in one file: they are kept apart (T102, T103), and their sums must agree
//! (T112, T113, T114). Where the partners do not fit the World row, they stay out and the World row stands.

use std::collections::BTreeMap;

use super::{Check, counted};
use crate::diag::Diagnostic;
use crate::table::identity::{Identity, dollars, ratio};
use crate::table::{Draft, Observation};
use crate::trade::{Area, AreaKind, Period};

pub(super) const CHECK: Check = Check {
    id: "partner",
    about: "World, groups and partners side by side, and whether they add up",
    codes: &["T102", "T103", "T112", "T113", "T114", "T216"],
    run,
};

/// The rows of one cell by kind of partner.
#[derive(Default)]
struct Cell {
    world: Option<usize>,
    parts: Vec<usize>,
    groups: Vec<usize>,
}

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    if draft.areas().iter().all(Area::is_single) {
        return vec![];
    }
    let cells: Vec<Cell> = draft
        .groups(|row| {
            let key = (row.reporter, row.flow, row.period, row.classification);
            Some((key, &row.commodity))
        })
        .iter()
        .map(|indices| sorted(&draft.rows, indices))
        .collect();
    let mut out = vec![];
    out.extend(beside_world(draft, &cells));
    out.extend(beside_groups(draft, &cells));
    out.extend(unspecified(draft, &cells));
    let (messages, gone) = sums(draft, &cells);
    out.extend(messages);
    draft.lose(&gone);
    out
}

fn sorted(rows: &[Observation], indices: &[usize]) -> Cell {
    let mut cell = Cell::default();
    for index in indices {
        match rows[*index].partner.kind() {
            AreaKind::World => cell.world = Some(*index),
            AreaKind::Group => cell.groups.push(*index),
            _ => cell.parts.push(*index),
        }
    }
    cell
}

fn beside_world(draft: &Draft, cells: &[Cell]) -> Option<Diagnostic> {
    let mixed: Vec<&Cell> =
        cells.iter().filter(|c| c.world.is_some() && !c.parts.is_empty()).collect();
    let world = mixed.first()?.world?;
    let row = &draft.rows[world];
    let message = Diagnostic::warning("T102", "World row stands beside its partners")
        .at(draft.place(row.line))
        .label(format!("{} {} {}", row.reporter, row.flow.id(), row.period))
        .because("a total takes the World row, shares take the partners; never both");
    counted(Some(message), mixed.len(), "cells of this kind")
}

fn beside_groups(draft: &Draft, cells: &[Cell]) -> Vec<Diagnostic> {
    let mut found: BTreeMap<Area, (usize, usize)> = BTreeMap::new();
    let mut unequal: BTreeMap<Area, (i128, i128, Period)> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| !cell.parts.is_empty()) {
        for group in &cell.groups {
            let row = &draft.rows[*group];
            found.entry(row.partner).or_insert((*group, 0)).1 += 1;
            if let Some((sum, whole)) = members(&draft.rows, cell, *group) {
                unequal.entry(row.partner).or_insert((sum, whole, row.period));
            }
        }
    }
    let message = |(group, (index, count)): (Area, (usize, usize))| {
        let row = &draft.rows[index];
        let message = Diagnostic::warning(
            "T103",
            format!("group `{}` stands beside its members", group.name()),
        )
        .at(draft.place(row.line))
        .label(format!("{} of a group", dollars(row.thousandths())))
        .because("the group is set aside: it is used only where it is asked for by name");
        let message = match unequal.get(&group) {
            Some((sum, whole, period)) => message.because(format!(
                "its members sum to {} times it in {period}: it has other members, or one is counted twice",
                ratio(*sum, *whole)
            )),
            None => message,
        };
        counted(Some(message), count, "rows of this group")
    };
    found.into_iter().filter_map(message).collect()
}

/// Partners that are no single area and hold much of the total.
fn unspecified(draft: &Draft, cells: &[Cell]) -> Option<Diagnostic> {
    let value = |index: &usize| draft.rows[*index].thousandths();
    let share = |cell: &&Cell| {
        let total = cell.world.map_or_else(|| cell.parts.iter().map(value).sum(), |w| value(&w));
        let special = |index: &&usize| draft.rows[**index].partner.kind() == AreaKind::Special;
        let unknown: i128 = cell.parts.iter().filter(special).map(value).sum();
        (total > 0 && unknown * 4 > total).then(|| unknown * 100 / total)
    };
    let high: Vec<(&Cell, i128)> =
        cells.iter().filter_map(|cell| Some((cell, share(&cell)?))).collect();
    let (cell, percent) = high.first()?;
    let row = &draft.rows[*cell.parts.first()?];
    let message = Diagnostic::warning("T216", format!("unspecified partners hold {percent} %"))
        .at(draft.place(row.line))
        .label(format!("{} {} {}", row.reporter, row.flow.id(), row.period))
        .because("rankings and concentration of partners are doubtful here");
    counted(Some(message), high.len(), "cells of this kind")
}

fn sums(draft: &Draft, cells: &[Cell]) -> (Vec<Diagnostic>, Vec<usize>) {
    let (mut gone, mut short) = (vec![], vec![]);
    let mut faults: BTreeMap<&'static str, Vec<Diagnostic>> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| !cell.parts.is_empty()) {
        let Some(world) = cell.world else { continue };
        let value = |index: &usize| draft.rows[*index].thousandths();
        // One partner is a choice of rows, not a breakdown of the World.
        let (sum, parent) = (cell.parts.iter().map(value).sum::<i128>(), value(&world));
        let row = &draft.rows[world];
        let line = row.line;
        let at = |message: Diagnostic| {
            let cell = format!("{} {} {}", row.reporter, row.flow.id(), row.period);
            message.at(draft.place(line)).label(format!("World {}, {cell}", dollars(parent)))
        };
        match Identity::of(sum, parent) {
            Identity::Multiple(_) => {
                let title = format!("partners sum to {} times the World row", ratio(sum, parent));
                let message = at(Diagnostic::error("T112", title))
                    .because("something is counted more than once; the World row is used, the partners are not");
                faults.entry("T112").or_default().push(message);
                gone.extend(&cell.parts);
            }
            Identity::Exceeds(_) | Identity::ZeroParent => {
                let title = format!("partners exceed the World row by {}", dollars(sum - parent));
                let mut message = at(Diagnostic::error("T113", title))
                    .because("the partners of this cell are not used; the World row is");
                if let Some(area) = overlapping(&draft.rows, &cell.parts, sum, parent) {
                    message = message.help(format!(
                        "without `{area}` they make the World row: if it is a group, name it so in `[areas]`"
                    ));
                }
                faults.entry("T113").or_default().push(message);
                gone.extend(&cell.parts);
                gone.extend((parent == 0).then_some(world));
            }
            Identity::Short(residual) => short.push((line, residual)),
            Identity::Empty | Identity::Holds | Identity::Rounding(_) => {}
        }
    }
    let mut out: Vec<Diagnostic> = vec![];
    for messages in faults.into_values() {
        let count = messages.len();
        out.extend(counted(messages.into_iter().next(), count, "cells of this kind"));
    }
    if let Some((line, residual)) = short.first() {
        let title = format!("partners fall short of the World row by {}", dollars(*residual));
        let message = Diagnostic::warning("T114", title)
            .at(draft.place(*line))
            .because("the rest is not specified by partner; shares are shares of the World row");
        out.extend(counted(Some(message), short.len(), "cells of this kind"));
    }
    (out, gone)
}

/// The partner that is counted with the others, if there is just one: without it the sum is the World row.
fn overlapping(rows: &[Observation], parts: &[usize], sum: i128, parent: i128) -> Option<Area> {
    let fits = |index: &&usize| {
        let without = Identity::of(sum - rows[**index].thousandths(), parent);
        matches!(without, Identity::Holds | Identity::Rounding(_)) && parent > 0
    };
    let mut found = parts.iter().filter(fits);
    let (first, second) = (found.next()?, found.next());
    second.is_none().then(|| rows[*first].partner)
}

/// The ratio of the members of a group to the group, where all of that year are in the cell and they do not fit.
fn members(rows: &[Observation], cell: &Cell, group: usize) -> Option<(i128, i128)> {
    use chrono::Datelike;
    let row = &rows[group];
    let mut areas = row.partner.members(row.period.end().year());
    areas.retain(|area| *area != row.reporter);
    let value = |area: &Area| {
        let own = cell.parts.iter().find(|index| rows[**index].partner == *area)?;
        Some(rows[*own].thousandths())
    };
    let sum = areas.iter().map(value).sum::<Option<i128>>().filter(|_| !areas.is_empty())?;
    let whole = row.thousandths();
    let fits = matches!(
        Identity::of(sum, whole),
        Identity::Empty | Identity::Holds | Identity::Rounding(_)
    );
    (!fits).then_some((sum, whole))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};

    #[test]
    fn world_beside_partners_is_told_with_the_rest() {
        let (table, found) = table(&[
            "AFG WLD X 2020 TOTAL 100",
            "AFG RUS X 2020 TOTAL 60",
            "AFG CHN X 2020 TOTAL 30",
        ]);
        assert_eq!(
            messages(&found),
            [
                "T102: World row stands beside its partners",
                "T114: partners fall short of the World row by 10"
            ]
        );
        assert_eq!(table.rows().len(), 3);
    }

    #[test]
    fn doubled_partners_stay_out() {
        let (table, found) = table(&[
            "AFG WLD X 2020 TOTAL 100",
            "AFG RUS X 2020 TOTAL 150",
            "AFG CHN X 2020 TOTAL 50",
        ]);
        assert_eq!(messages(&found)[1], "T112: partners sum to 2.00 times the World row");
        assert_eq!((table.rows().len(), table.lost().len()), (1, 2));
    }

    #[test]
    fn overlapping_partners_stay_out() {
        let (table, found) = table(&["AFG WLD X 2020 TOTAL 100", "AFG RUS X 2020 TOTAL 135"]);
        assert_eq!(messages(&found)[1], "T113: partners exceed the World row by 35");
        assert_eq!(table.rows().len(), 1);
    }

    #[test]
    fn groups_are_named() {
        let (_, found) = table(&[
            "AFG DEU M 2020 TOTAL 40",
            "AFG FRA M 2020 TOTAL 20",
            "AFG EU M 2020 TOTAL 60",
        ]);
        assert_eq!(messages(&found), ["T103: group `European Union` stands beside its members"]);
    }
}
