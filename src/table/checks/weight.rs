//! No weight beside a positive value is a missing weight, not a zero (T215).

use super::Check;
use crate::diag::Diagnostic;
use crate::table::Draft;

pub(super) const CHECK: Check =
    Check { id: "weight", about: "weight 0 beside a positive value", codes: &["T215"], run };

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let weightless: Vec<usize> = (0..draft.rows.len())
        .filter(|i| draft.rows[*i].net_weight_g == Some(0) && draft.rows[*i].thousandths() > 0)
        .collect();
    for index in &weightless {
        draft.rows[*index].net_weight_g = None;
    }
    // Totals have no weight in UN Comtrade; that is no finding.
    let found: Vec<u32> = weightless
        .iter()
        .map(|index| &draft.rows[*index])
        .filter(|row| !draft.rules.no_weight_is_zero || !row.commodity.is_total())
        .map(|row| row.line)
        .collect();
    let Some(line) = found.iter().min() else { return vec![] };
    let count = found.len();
    let title = format!("weight is 0 with a positive value in {count} rows, taken as missing");
    vec![
        Diagnostic::warning("T215", title)
            .at(draft.place(*line))
            .because("goods weigh something: a unit value of these rows would be infinite"),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{builder, messages, observation};
    use crate::table::Rules;

    #[test]
    fn no_weight_is_a_missing_weight() {
        let mut builder = builder(Rules::default());
        let mut row = observation(2, "AFG RUS X 2020 010121 5");
        row.net_weight_g = Some(0);
        builder.push(row);
        let (table, found) = builder.finish();
        assert_eq!(table.rows()[0].net_weight_g, None);
        assert_eq!(
            messages(&found),
            ["T215: weight is 0 with a positive value in 1 rows, taken as missing"]
        );
    }
}
