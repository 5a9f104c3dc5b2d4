//! Gross flows are not negative (T213); an entry that cancels another row of its cell to the cent is a reversal.
//! An area that trades with itself is named (T201).

use super::{Check, counted};
use crate::diag::Diagnostic;
use crate::table::identity::dollars;
use crate::table::{Draft, Observation};

pub(super) const CHECK: Check = Check {
    id: "gross",
    about: "negative exports or imports, and areas that are their own partner",
    codes: &["T213", "T201"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let negative: Vec<usize> =
        (0..draft.rows.len()).filter(|i| draft.rows[*i].thousandths() < 0).collect();
    let (reversals, faulty): (Vec<usize>, Vec<usize>) =
        negative.into_iter().partition(|index| is_reversal(draft, *index));
    let message = |index: &usize| {
        let row = &draft.rows[*index];
        Diagnostic::error("T213", format!("gross {}s cannot be negative", row.flow.id()))
            .at(draft.place(row.line))
            .label(dollars(row.thousandths()))
    };
    let fault = faulty.first().map(|index| {
        message(index)
            .because("a balance may be negative, a gross flow may not; the record is not used")
            .help("check the sign; balances are computed from exports and imports")
    });
    let reversal = reversals.first().map(|index| Diagnostic {
        severity: crate::diag::Severity::Warning,
        ..message(index).because("it cancels another row of the same cell: kept as a reversal")
    });
    let mut out: Vec<Diagnostic> = vec![];
    out.extend(counted(fault, faulty.len(), "negative values"));
    out.extend(counted(reversal, reversals.len(), "reversals"));
    draft.lose(&faulty);
    out.extend(own_partner(draft));
    out
}

fn is_reversal(draft: &Draft, index: usize) -> bool {
    let row = &draft.rows[index];
    let same_cell = |other: &Observation| {
        (other.reporter, other.flow, other.period, &other.commodity)
            == (row.reporter, row.flow, row.period, &row.commodity)
    };
    draft.rows.iter().any(|other| same_cell(other) && other.thousandths() == -row.thousandths())
}

fn own_partner(draft: &Draft) -> Option<Diagnostic> {
    let is_own = |row: &&Observation| {
        row.reporter == row.partner && row.reporter.is_single() && row.thousandths() != 0
    };
    let own: Vec<&Observation> = draft.rows.iter().filter(is_own).collect();
    let first = own.iter().min_by_key(|row| row.line)?;
    let message = Diagnostic::warning("T201", format!("`{}` is its own partner", first.reporter))
        .at(draft.place(first.line))
        .label(format!("{} of {} with itself", dollars(first.thousandths()), first.reporter.name()))
        .because("these are mostly re-imports or trade with enclaves; they stay in totals");
    counted(Some(message), own.len(), "rows of this kind")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};

    #[test]
    fn negative_flows_are_refused_and_reversals_kept() {
        let (table_, found) = table(&["AFG RUS X 2020 TOTAL -5", "AFG RUS X 2021 TOTAL 5"]);
        assert_eq!(messages(&found)[0], "T213: gross exports cannot be negative");
        assert!(found[0].is_error());
        assert_eq!(table_.rows().len(), 1);
        let (table_, found) = table(&["AFG RUS X 2020 TOTAL -5", "AFG CHN X 2020 TOTAL 5"]);
        assert!(!found[0].is_error());
        assert_eq!(table_.rows().len(), 2);
    }

    #[test]
    fn own_partners_are_named() {
        let (_, found) = table(&["CHN CHN M 2020 TOTAL 100", "CHN JPN M 2020 TOTAL 150"]);
        assert_eq!(messages(&found), ["T201: `CHN` is its own partner"]);
    }
}
