//! One series told by two (T203): reported in one period and mirrored or reconciled in the next. The step between
//! them compares two testimonies and is no growth.

use super::{Check, counted};
use crate::diag::Diagnostic;
use crate::table::Draft;

pub(super) const CHECK: Check = Check {
    id: "speaker",
    about: "a series whose evidence changes between two periods",
    codes: &["T203"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let Some(any) = draft.rows.first().map(|row| row.evidence) else { return vec![] };
    if draft.rows.iter().all(|row| row.evidence == any) {
        return vec![];
    }
    let all = draft.series();
    let switches: Vec<(usize, usize)> = all
        .iter()
        .flat_map(|series| series.windows(2))
        .filter(|pair| draft.rows[pair[0]].evidence != draft.rows[pair[1]].evidence)
        .map(|pair| (pair[0], pair[1]))
        .collect();
    let first = switches.first().map(|(before, now)| {
        let (before, now) = (&draft.rows[*before], &draft.rows[*now]);
        let title = format!("reporter of this series switches in {}", now.period);
        Diagnostic::warning("T203", title)
            .at(draft.place(now.line))
            .label(format!(
                "{} in {} (line {}), {} here",
                before.evidence.id(),
                before.period,
                before.line,
                now.evidence.id()
            ))
            .because("two testimonies of one flow differ by freight, time and place; no growth is computed across")
    });
    counted(first, switches.len(), "switches of this kind").into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{builder, messages, observation};
    use crate::table::Rules;
    use crate::trade::Evidence;

    #[test]
    fn a_change_of_evidence_is_named_with_its_period() {
        let mut builder = builder(Rules::default());
        for (year, evidence) in
            [(2018, Evidence::Reported), (2019, Evidence::Mirrored), (2020, Evidence::Mirrored)]
        {
            let mut row = observation(year, &format!("RWA USA X {year} TOTAL 5"));
            row.evidence = evidence;
            builder.push(row);
        }
        let found = builder.finish().1;
        assert_eq!(messages(&found), ["T203: reporter of this series switches in 2019"]);
        assert_eq!(found[0].label, "reported in 2018 (line 2018), mirrored here");
    }
}
