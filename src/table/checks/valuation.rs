//! FOB and CIF values are not compared within a series (T202).

use super::Check;
use crate::diag::Diagnostic;
use crate::table::Draft;
use crate::trade::Valuation;

pub(super) const CHECK: Check =
    Check { id: "valuation", about: "FOB and CIF values in one series", codes: &["T202"], run };

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let Some(any) = draft.rows.first().map(|row| row.valuation) else { return vec![] };
    if draft.rows.iter().all(|row| row.valuation == any) {
        return vec![];
    }
    let series = draft.series();
    let known = |index: &usize| draft.rows[*index].valuation != Valuation::Unknown;
    let found = series.iter().find_map(|series| {
        let mut series = series.iter().copied().filter(known);
        let first = series.next()?;
        let other =
            series.find(|index| draft.rows[*index].valuation != draft.rows[first].valuation)?;
        Some((first, other))
    });
    let Some((first, other)) = found else { return vec![] };
    let (a, b) = (&draft.rows[first], &draft.rows[other]);
    let (x, y) = (a.valuation.id().to_uppercase(), b.valuation.id().to_uppercase());
    draft.refused = true;
    vec![
        Diagnostic::error("T202", format!("{x} and {y} in one series"))
            .at(draft.place(b.line))
            .label(format!("{y} here, {x} in line {}", a.line))
            .because("freight and insurance make up a part of the difference; nothing is used")
            .help("keep one of the two, or put them in two datasets"),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{builder, messages, observation};
    use crate::table::Rules;
    use crate::trade::Valuation;

    #[test]
    fn two_border_values_in_a_series_are_refused() {
        let mut builder = builder(Rules::default());
        for (year, valuation) in [(2020, Valuation::Fob), (2021, Valuation::Cif)] {
            let mut row = observation(year, &format!("AFG RUS M {year} TOTAL 5"));
            row.valuation = valuation;
            builder.push(row);
        }
        let (table, found) = builder.finish();
        assert_eq!(messages(&found), ["T202: FOB and CIF in one series"]);
        assert!(table.is_empty());
    }
}
