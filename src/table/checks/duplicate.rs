//! One observation, one row: equal keys are refused, whether the values agree (T108) or not (T109).

use super::{Check, counted};
use crate::diag::Diagnostic;
use crate::table::identity::dollars;
use crate::table::{Draft, Observation};

pub(super) const CHECK: Check = Check {
    id: "duplicate",
    about: "the same observation twice in a file",
    codes: &["T108", "T109"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let rows = &draft.rows;
    let (mut gone, mut same, mut conflict) = (vec![], vec![], vec![]);
    let mut start = 0;
    for group in rows.chunk_by(|a, b| a.key() == b.key()) {
        if let [first, second, ..] = group {
            gone.extend(start..start + group.len());
            let equal = group.iter().all(|row| row.primary_value == first.primary_value);
            if equal { &mut same } else { &mut conflict }.push((first, second));
        }
        start += group.len();
    }
    let first = |pairs: &[(&Observation, &Observation)], code| {
        pairs.iter().min_by_key(|pair| pair.1.line).map(|(a, b)| message(draft, code, a, b))
    };
    let out = [
        counted(first(&same, "T108"), same.len(), "observations are in the file twice"),
        counted(first(&conflict, "T109"), conflict.len(), "observations have two values"),
    ];
    draft.lose(&gone);
    out.into_iter().flatten().collect()
}

fn message(draft: &Draft, code: &'static str, a: &Observation, b: &Observation) -> Diagnostic {
    let title = if code == "T108" {
        format!("lines {} and {} are the same observation", a.line, b.line)
    } else {
        let (x, y) = (dollars(a.thousandths()), dollars(b.thousandths()));
        format!("lines {} and {} give {x} and {y} for one key", a.line, b.line)
    };
    let what =
        format!("{} {} {} {}, {}", a.reporter, a.flow.id(), a.partner, a.period, a.commodity);
    Diagnostic::error(code, title)
        .at(draft.place(b.line))
        .label(format!("duplicate of line {}: {what}", a.line))
        .because("counting both would double the value; neither is used")
        .help("remove one of the lines, or take the file from its source again")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};

    #[test]
    fn equal_rows_are_refused_with_both_lines() {
        let (table, found) = table(&[
            "AFG WLD X 2020 TOTAL 100",
            "AFG WLD X 2020 TOTAL 100",
            "AFG WLD X 2021 TOTAL 120",
        ]);
        assert_eq!(messages(&found), ["T108: lines 2 and 3 are the same observation"]);
        assert_eq!((table.rows().len(), table.lost().len()), (1, 2));
    }

    #[test]
    fn two_values_for_one_key_are_both_named() {
        let (_, found) = table(&["AFG WLD X 2020 TOTAL 100", "AFG WLD X 2020 TOTAL 101"]);
        assert_eq!(messages(&found), ["T109: lines 2 and 3 give 100 and 101 for one key"]);
    }
}
