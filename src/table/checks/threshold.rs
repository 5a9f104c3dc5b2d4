//! Flows that the producer leaves out because they are small (T218): entrants, exits and counts of partners or
//! commodities are those above the threshold.

use super::Check;
use crate::diag::Diagnostic;
use crate::table::Draft;
use crate::table::identity::dollars;
use crate::trade::ObsStatus;

pub(super) const CHECK: Check = Check {
    id: "threshold",
    about: "a producer that leaves small flows out",
    codes: &["T218"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let marked = draft.rows.iter().find(|row| row.status == ObsStatus::BelowThreshold);
    let (title, line) = match (draft.rules.threshold, marked) {
        (Some(threshold), _) => {
            let amount = dollars(i128::from(threshold) * 1_000);
            (format!("flows under ${amount} are not in this source"), 0)
        }
        (None, Some(row)) => {
            ("flows under the threshold are marked, not told".to_owned(), row.line)
        }
        (None, None) => return vec![],
    };
    vec![Diagnostic::note("T218", title).at(draft.place(line)).because(
        "an absent row may be a small flow: entrants, exits and counts are those above it",
    )]
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{builder, messages, observation};
    use crate::table::Rules;

    #[test]
    fn a_declared_threshold_is_noted_and_nothing_else() {
        let mut builder = builder(Rules { threshold: Some(1_000), ..Rules::default() });
        builder.push(observation(2, "RUS AFG X 2020 110100 5000"));
        let found = builder.finish().1;
        assert_eq!(messages(&found), ["T218: flows under $1,000 are not in this source"]);
    }
}
