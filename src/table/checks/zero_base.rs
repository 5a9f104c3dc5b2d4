//! A reported zero before a value (I101): growth from zero has no meaning, and is told before anybody asks for it.

use super::{Check, counted};
use crate::diag::Diagnostic;
use crate::table::Draft;

pub(super) const CHECK: Check = Check {
    id: "zero_base",
    about: "a reported zero that would be the base of growth",
    codes: &["I101"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    if draft.rows.iter().all(|row| row.thousandths() != 0 || row.primary_value.is_none()) {
        return vec![];
    }
    let all = draft.series();
    let steps: Vec<(usize, usize)> = all
        .iter()
        .flat_map(|series| series.windows(2))
        .map(|pair| (pair[0], pair[1]))
        .filter(|(base, now)| {
            draft.rows[*base].thousandths() == 0 && draft.rows[*now].thousandths() != 0
        })
        .collect();
    let first = steps.first().map(|(base, now)| {
        let (base, now) = (&draft.rows[*base], &draft.rows[*now]);
        Diagnostic::note("I101", "growth is undefined: base is 0")
            .at(draft.place(base.line))
            .label(format!("a reported zero in {}, before a value in {}", base.period, now.period))
            .because("nothing grows from zero by a finite rate; no rate is shown there")
    });
    counted(first, steps.len(), "steps of this kind").into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};

    #[test]
    fn a_zero_before_a_value_is_told() {
        let (_, found) = table(&["AFG WLD X 2020 TOTAL 0", "AFG WLD X 2021 TOTAL 5"]);
        assert_eq!(messages(&found), ["I101: growth is undefined: base is 0"]);
        assert!(table(&["AFG WLD X 2020 TOTAL 5", "AFG WLD X 2021 TOTAL 0"]).1.is_empty());
    }
}
