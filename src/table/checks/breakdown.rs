//! Rows by mode of transport, customs procedure or second partner are parts of a total (T101). Where the total
//! stands in the file it is kept and the parts stand aside; where it does not, the parts of one dimension are
//! added up.

use std::collections::BTreeSet;

use super::Check;
use crate::diag::Diagnostic;
use crate::table::identity::{Identity, ratio};
use crate::table::{Draft, Observation};
use crate::trade::Money;

pub(super) const CHECK: Check = Check {
    id: "breakdown",
    about: "rows by transport, customs procedure or second partner beside their total",
    codes: &["T101"],
    run,
};

/// Dimensions with the names that Comtrade gives them.
const DIMENSIONS: [&str; 3] = ["partner2Code", "motCode", "customsCode"];

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    if !draft.rows.iter().any(Observation::is_breakdown) {
        return vec![];
    }
    let groups = draft.groups(|row| {
        let key = (row.reporter, row.partner, row.flow, row.period);
        Some((key, row.classification, &row.commodity))
    });
    let (mut aside, mut added, mut named) = (vec![], vec![], BTreeSet::new());
    let mut first: Option<(u32, Option<u32>)> = None;
    let mut unequal: Option<String> = None;
    for indices in groups.iter() {
        let rows = &draft.rows;
        let parts: Vec<usize> =
            indices.iter().copied().filter(|index| rows[*index].is_breakdown()).collect();
        let Some(first_part) = parts.iter().map(|index| rows[*index].line).min() else { continue };
        named.extend(parts.iter().flat_map(|index| dimensions(&rows[*index])));
        let total = indices.iter().find(|index| !rows[**index].is_breakdown());
        let keep = draft.rules.keep.as_deref();
        match (total, keep) {
            (Some(total), None) => {
                let line = rows[*total].line;
                unequal = unequal.or_else(|| unequal_sum(rows, &parts, *total));
                first =
                    first.min(Some((first_part, Some(line)))).or(Some((first_part, Some(line))));
                aside.extend(parts);
            }
            (_, keep) => {
                if let Some(sum) = sum_of_parts(rows, &parts, keep) {
                    added.push(sum);
                    first = first.or(Some((first_part, None)));
                    aside.extend(indices);
                }
            }
        }
    }
    let count = aside.len();
    draft.drop_rows(&aside);
    draft.rows.extend(added);
    draft.rows.sort_by(|a, b| (a.key(), a.line).cmp(&(b.key(), b.line)));
    let message = first.map(|(line, total)| message(draft, count, line, total, &named));
    let message = message.map(|message| match unequal {
        Some(note) => message.because(note),
        None => message,
    });
    message.into_iter().collect()
}

/// A dimension whose parts do not make the total, with their ratio.
fn unequal_sum(rows: &[Observation], parts: &[usize], total: usize) -> Option<String> {
    DIMENSIONS.into_iter().find_map(|name| {
        let sum = sum_of_parts(rows, parts, Some(name))?.thousandths();
        let whole = rows[total].thousandths();
        let fits = matches!(
            Identity::of(sum, whole),
            Identity::Empty | Identity::Holds | Identity::Rounding(_)
        );
        (!fits).then(|| {
            let times = ratio(sum, whole);
            format!(
                "the parts by {name} sum to {times} times the total in line {}",
                rows[total].line
            )
        })
    })
}

fn dimensions(row: &Observation) -> Vec<&'static str> {
    let set =
        [row.second_partner.is_some(), row.mode_of_transport != 0, row.customs_procedure.is_some()];
    DIMENSIONS.into_iter().zip(set).filter(|(_, set)| *set).map(|(name, _)| name).collect()
}

/// The parts of one dimension added up, children of a part that is also there left out.
fn sum_of_parts(rows: &[Observation], parts: &[usize], keep: Option<&str>) -> Option<Observation> {
    let of = |name: &str| -> Vec<usize> {
        parts.iter().copied().filter(|index| dimensions(&rows[*index]) == [name]).collect()
    };
    let chosen = match keep {
        Some(name) => of(name),
        None => DIMENSIONS.into_iter().map(of).find(|parts| !parts.is_empty())?,
    };
    let modes: BTreeSet<u16> = chosen.iter().map(|index| rows[*index].mode_of_transport).collect();
    let has_parent =
        |mode: u16| !mode.is_multiple_of(1000) && modes.contains(&(mode / 1000 * 1000));
    let top: Vec<&Observation> = chosen
        .iter()
        .map(|index| &rows[*index])
        .filter(|row| !has_parent(row.mode_of_transport))
        .collect();
    let mut sum = Observation {
        second_partner: None,
        mode_of_transport: 0,
        customs_procedure: None,
        cif_value: None,
        fob_value: None,
        quantity: None,
        ..(*top.first()?).clone()
    };
    let values: Option<Vec<Money>> = top.iter().map(|row| row.primary_value).collect();
    sum.primary_value = values.map(|values| values.into_iter().sum());
    sum.net_weight_g = top.iter().map(|row| row.net_weight_g).sum();
    Some(sum)
}

fn message(
    draft: &Draft,
    count: usize,
    line: u32,
    total: Option<u32>,
    named: &BTreeSet<&'static str>,
) -> Diagnostic {
    let parts: Vec<&str> = named.iter().copied().collect();
    let note = match total {
        Some(total) => format!("the total row is line {total}; total rows are kept"),
        None => "no total row is in the file; the parts of one dimension were added up".to_owned(),
    };
    Diagnostic::warning("T101", format!("{count} rows break down a total that is also in the file"))
        .at(draft.place(line))
        .label(format!("split by {}", parts.join(", ")))
        .because(note)
        .help(format!(
            "set `keep = \"{}\"` to use the parts instead",
            parts.first().unwrap_or(&"motCode")
        ))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{builder, messages, observation};
    use super::*;
    use crate::table::Rules;

    fn row(line: u32, customs: Option<&str>, mode: u16, value: i64) -> Observation {
        let mut row = observation(line, &format!("CHE WLD X 2023 TOTAL {value}"));
        row.customs_procedure = customs.map(Into::into);
        row.mode_of_transport = mode;
        row
    }

    #[test]
    fn parts_stand_aside_and_are_counted() {
        let mut builder = builder(Rules::default());
        let rows = [
            (None, 0, 100),
            (None, 1000, 40),
            (None, 2000, 60),
            (Some("C01"), 0, 90),
            (Some("C03"), 0, 10),
        ];
        for (index, (customs, mode, value)) in rows.into_iter().enumerate() {
            builder.push(row(index as u32 + 2, customs, mode, value));
        }
        let (table, found) = builder.finish();
        assert_eq!(table.rows().len(), 1);
        assert_eq!(table.rows()[0].thousandths(), 100_000);
        assert_eq!(messages(&found), ["T101: 4 rows break down a total that is also in the file"]);
        assert_eq!(found[0].label, "split by customsCode, motCode");
    }

    #[test]
    fn parts_without_a_total_are_added_up_once() {
        let mut builder = builder(Rules::default());
        for (index, (mode, value)) in
            [(2000, 60), (2100, 50), (2200, 10), (1000, 40)].into_iter().enumerate()
        {
            builder.push(row(index as u32 + 2, None, mode, value));
        }
        let (table, _) = builder.finish();
        assert_eq!(table.rows()[0].thousandths(), 100_000);
    }
}
