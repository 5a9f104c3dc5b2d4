//! Months that hold the sum from the start of their year (T111): they never fall within a year, and end far
//! above where they began, or at the annual row.

use super::Check;
use crate::diag::Diagnostic;
use crate::table::Draft;
use crate::table::identity::dollars;
use crate::trade::Frequency;
use chrono::Datelike;

pub(super) const CHECK: Check = Check {
    id: "cumulative",
    about: "months that hold the sum from the start of the year",
    codes: &["T111"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let groups = draft.groups(|row| {
        let monthly = row.period.frequency() == Frequency::Monthly && row.primary_value.is_some();
        monthly.then(|| {
            let key = (row.reporter, row.partner, row.flow, row.classification);
            (key, &row.commodity, row.breakdown(), row.period.start().year())
        })
    });
    let found = groups.iter().find(|months| is_cumulative(draft, months));
    let Some(months) = found else { return vec![] };
    let (first, last) = (&draft.rows[months[0]], &draft.rows[months[months.len() - 1]]);
    let message = Diagnostic::error("T111", "months look cumulative")
        .at(draft.place(last.line))
        .label(format!("{} in {}", dollars(last.thousandths()), last.period))
        .because(format!(
            "values never fall within the year, from {} in {}: adding them would count most of the year many times",
            dollars(first.thousandths()),
            first.period
        ))
        .help("set `cumulative = true` if they are, or confirm that they are not with `confirmed`");
    if draft.is_confirmed("T111", last.line) {
        return vec![];
    }
    draft.refused = true;
    vec![message]
}

fn is_cumulative(draft: &Draft, months: &[usize]) -> bool {
    let value = |index: &usize| draft.rows[*index].thousandths();
    let (Some(first), Some(last)) = (months.first().map(value), months.last().map(value)) else {
        return false;
    };
    let rising = months.windows(2).all(|pair| value(&pair[0]) <= value(&pair[1]));
    let year = draft.rows[months[0]].period.start().year();
    let row = &draft.rows[months[0]];
    let is_annual = draft.rows.binary_search_by(|other| {
        let key =
            |o: &crate::table::Observation| (o.reporter, o.partner, o.flow, o.period.frequency());
        key(other).cmp(&(row.reporter, row.partner, row.flow, Frequency::Annual))
    });
    let equals_year = is_annual.is_ok_and(|near| {
        let from = near.saturating_sub(50);
        draft.rows[from..(near + 50).min(draft.rows.len())].iter().any(|other| {
            other.reporter == row.reporter
                && other.partner == row.partner
                && other.flow == row.flow
                && other.commodity == row.commodity
                && other.period.calendar_year() == Some(year)
                && other.thousandths() == last
        })
    });
    months.len() >= 6 && first > 0 && rising && (last >= 4 * first || (equals_year && last > first))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};

    #[test]
    fn rising_months_are_refused_until_declared() {
        let rows: Vec<String> =
            (1..=12).map(|m| format!("AFG RUS X 2024-{m:02} TOTAL {}", m * 10)).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let (table_, found) = table(&rows);
        assert_eq!(messages(&found), ["T111: months look cumulative"]);
        assert!(table_.is_empty());
        let (table_, found) = table(&rows[..5]);
        assert_eq!(messages(&found), ["T207: 2024 has 5 of 12 months"]);
        assert_eq!(table_.rows().len(), 5);
    }
}
