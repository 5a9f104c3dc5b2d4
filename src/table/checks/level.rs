//! Codes of several levels in one file: each sum takes one level (T104), and children must fit their parent
//! (T115, T116). Children that do not fit stay out; confidential codes are named by their share (T217).

use super::{Check, counted};
use crate::diag::Diagnostic;
use crate::table::identity::{Identity, dollars, ratio};
use crate::table::{Draft, Observation};

pub(super) const CHECK: Check = Check {
    id: "level",
    about: "TOTAL, chapters, headings and subheadings side by side, and whether they add up",
    codes: &["T104", "T115", "T116", "T217"],
    run,
};

/// Codes that hide what was traded.
const CONFIDENTIAL: [&str; 4] = ["999999", "9999", "99", "999"];

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let all: Vec<usize> = (0..draft.rows.len()).collect();
    if levels(&draft.rows, &all).len() < 2 {
        return confidential(draft).into_iter().collect();
    }
    let cells = draft
        .groups(|row| Some((row.reporter, row.partner, row.flow, row.period, row.classification)));
    let mut seen = vec![];
    let (mut over, mut short, mut gone) = (vec![], vec![], vec![]);
    let mut first = None;
    for indices in cells.iter() {
        let levels = levels(&draft.rows, indices);
        if levels.len() > 1 {
            first = first.or(indices.first().copied());
            seen.extend(&levels);
        }
        for pair in levels.windows(2) {
            compare(draft, indices, pair[0], pair[1], &mut over, &mut short, &mut gone);
        }
    }
    seen.sort_unstable();
    seen.dedup();
    let mut out: Vec<Diagnostic> =
        first.map(|index| nested(draft, index, &seen)).into_iter().collect();
    let count = over.len();
    out.extend(counted(over.into_iter().next(), count, "parents of this kind"));
    let count = short.len();
    out.extend(counted(short.into_iter().next(), count, "parents of this kind"));
    out.extend(confidential(draft));
    gone.sort_unstable();
    gone.dedup();
    draft.lose(&gone);
    out
}

fn levels(rows: &[Observation], indices: &[usize]) -> Vec<usize> {
    let mut levels: Vec<usize> =
        indices.iter().map(|index| rows[*index].commodity.level()).collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

fn nested(draft: &Draft, index: usize, levels: &[usize]) -> Diagnostic {
    let digits: Vec<String> = levels.iter().filter(|l| **l > 0).map(ToString::to_string).collect();
    let total = if levels.contains(&0) { " and TOTAL" } else { "" };
    let title = format!("codes of {} digits{total} in one file", digits.join(", "));
    Diagnostic::warning("T104", title)
        .at(draft.place(draft.rows[index].line))
        .because("each level holds the whole trade again; every sum takes one level")
}

/// Compares every parent at one level with its children at the next.
fn compare(
    draft: &Draft,
    indices: &[usize],
    upper: usize,
    lower: usize,
    over: &mut Vec<Diagnostic>,
    short: &mut Vec<Diagnostic>,
    gone: &mut Vec<usize>,
) {
    let rows = &draft.rows;
    let at =
        |level: usize| indices.iter().copied().filter(move |i| rows[*i].commodity.level() == level);
    for parent in at(upper) {
        let code = rows[parent].commodity.code();
        let prefix = if upper == 0 { "" } else { code };
        let children: Vec<usize> =
            at(lower).filter(|child| rows[*child].commodity.code().starts_with(prefix)).collect();
        if children.is_empty() {
            continue;
        }
        let whole = rows[parent].thousandths();
        let sum: i128 = children.iter().map(|child| rows[*child].thousandths()).sum();
        let place = draft.place(rows[parent].line);
        match Identity::of(sum, whole) {
            Identity::Multiple(_) => {
                let times = ratio(sum, whole);
                let title = format!("codes under `{code}` exceed it, by {times} times");
                over.push(exceeding(title).at(place));
                gone.extend(children);
            }
            Identity::Exceeds(_) | Identity::ZeroParent => {
                let by = dollars(sum - whole);
                over.push(exceeding(format!("codes under `{code}` exceed it, by {by}")).at(place));
                gone.extend(children);
            }
            Identity::Short(residual) => {
                let by = dollars(residual);
                let title = format!("codes under `{code}` fall short of it by {by}");
                short.push(Diagnostic::warning("T116", title).at(place).because(
                    "the rest is confidential, or the file holds a choice of codes; shares stay shares of the parent",
                ));
            }
            Identity::Empty | Identity::Holds | Identity::Rounding(_) => {}
        }
    }
}

fn exceeding(title: String) -> Diagnostic {
    Diagnostic::error("T115", title).because("the codes below are not used here; their parent is")
}

fn confidential(draft: &Draft) -> Option<Diagnostic> {
    let hidden = |row: &&Observation| CONFIDENTIAL.contains(&row.commodity.code());
    let lowest = draft.rows.iter().map(|row| row.commodity.level()).max().unwrap_or(0);
    let of_level = || draft.rows.iter().filter(move |row| row.commodity.level() == lowest);
    let part: i128 = of_level().filter(hidden).map(Observation::thousandths).sum();
    let whole: i128 = of_level().map(Observation::thousandths).sum();
    let first = of_level().find(hidden)?;
    (lowest > 1 && part * 100 >= whole).then(|| {
        let percent = part as f64 * 100.0 / whole as f64;
        Diagnostic::warning("T217", format!("confidential codes hold {percent:.1} %"))
            .at(draft.place(first.line))
            .because("they belong to the total and are never ranked")
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};

    #[test]
    fn levels_are_told_and_must_fit() {
        let (table_, found) = table(&[
            "RUS AFG X 2022 TOTAL 100",
            "RUS AFG X 2022 01 60",
            "RUS AFG X 2022 02 40",
            "RUS AFG X 2022 0101 50",
        ]);
        assert_eq!(
            messages(&found),
            [
                "T104: codes of 2, 4 digits and TOTAL in one file",
                "T116: codes under `01` fall short of it by 10"
            ]
        );
        assert_eq!(table_.rows().len(), 4);
        let (table_, found) = table(&["RUS AFG X 2022 01 60", "RUS AFG X 2022 0101 120"]);
        assert_eq!(messages(&found)[1], "T115: codes under `01` exceed it, by 2.00 times");
        assert_eq!(table_.rows().len(), 1);
    }
}
