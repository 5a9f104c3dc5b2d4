//! A value about a thousand or a million times its neighbor (T209) is a change of unit; a unit value that moves
//! a thousandfold (T211) is one as well. The series breaks there until a person confirms it.

use super::{Check, counted, is_thick};
use crate::diag::Diagnostic;
use crate::table::Draft;
use crate::table::identity::dollars;
use crate::trade::ObsStatus;

pub(super) const CHECK: Check = Check {
    id: "unit_jump",
    about: "values or unit values that jump by a factor near 1,000",
    codes: &["T209", "T211"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let (mut jumps, mut moves) = (vec![], vec![]);
    let all = draft.series();
    for series in all.iter() {
        let values: Vec<i128> =
            series.iter().map(|index| draft.rows[*index].thousandths()).collect();
        for at in 1..values.len() {
            if is_unit_change(&values, at)
                && is_thick(draft, all.len(), &series[at - 1..=at])
                && !draft.is_confirmed("T209", draft.rows[series[at]].line)
            {
                jumps.push((series[at - 1], series[at]));
            }
        }
        for pair in series.windows(2) {
            let change = unit_value(draft, pair[0])
                .zip(unit_value(draft, pair[1]))
                .filter(|(a, b)| a / b > 1_000.0 || b / a > 1_000.0);
            if let Some((a, b)) = change
                && is_thick(draft, all.len(), pair)
                && !draft.is_confirmed("T211", draft.rows[pair[1]].line)
            {
                moves.push((pair[1], a, b));
            }
        }
    }
    let out = [
        counted(jumps.first().map(|pair| jump(draft, *pair)), jumps.len(), "jumps of this kind"),
        counted(moves.first().map(|found| moved(draft, *found)), moves.len(), "moves of this kind"),
    ];
    for index in jumps.iter().map(|pair| pair.1).chain(moves.iter().map(|found| found.0)) {
        draft.rows[index].status = ObsStatus::Break;
    }
    out.into_iter().flatten().collect()
}

/// A jump by about 1,000 or 1,000,000 that the neighbors on either side follow; two values alone show nothing.
fn is_unit_change(values: &[i128], at: usize) -> bool {
    let (before, now) = (values[at - 1], values[at]);
    let (small, large) = (before.min(now), before.max(now));
    if small <= 0 || values.len() < 3 {
        return false;
    }
    let near = |factor: i128| large * 10 >= small * factor * 9 && large * 10 <= small * factor * 11;
    let steady = |a: i128, b: i128| a > 0 && b > 0 && a.max(b) < 30 * a.min(b);
    let earlier = at < 2 || steady(values[at - 2], before);
    let later = values.get(at + 1).is_none_or(|next| steady(now, *next));
    (near(1_000) || near(1_000_000)) && earlier && later
}

fn unit_value(draft: &Draft, index: usize) -> Option<f64> {
    let row = &draft.rows[index];
    let grams = row.net_weight_g.filter(|grams| *grams > 0)?;
    (row.thousandths() > 0).then(|| row.thousandths() as f64 / grams as f64)
}

fn jump(draft: &Draft, (before, now): (usize, usize)) -> Diagnostic {
    let (a, b) = (&draft.rows[before], &draft.rows[now]);
    let (small, large) =
        (a.thousandths().min(b.thousandths()), a.thousandths().max(b.thousandths()));
    let times = dollars(large * 1_000 / small / 1_000 * 1_000);
    let title = format!("value is {times} times its neighbor");
    let direction =
        if b.thousandths() > a.thousandths() { "1000 times larger" } else { "1000 times smaller" };
    Diagnostic::warning("T209", title)
        .at(draft.place(b.line))
        .label(format!(
            "{} in {}, after {} in {} (line {})",
            dollars(b.thousandths()),
            b.period,
            dollars(a.thousandths()),
            a.period,
            a.line
        ))
        .because(format!("a unit may have become about {direction}; growth across it is withheld"))
        .help(format!(
            "add `T209:{}` to `confirmed` if the value is right, or correct its unit",
            b.line
        ))
}

fn moved(draft: &Draft, (index, a, b): (usize, f64, f64)) -> Diagnostic {
    let row = &draft.rows[index];
    Diagnostic::warning("T211", format!("unit value moves from {} to {} $/kg", short(a), short(b)))
        .at(draft.place(row.line))
        .label(format!("{} {} {}", row.reporter, row.commodity, row.period))
        .because(
            "value and weight may be exchanged, or in another unit; growth across it is withheld",
        )
        .help(format!("add `T211:{}` to `confirmed` if both are right", row.line))
}

fn short(value: f64) -> String {
    if value >= 10.0 { format!("{value:.0}") } else { format!("{value:.4}") }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};
    use crate::trade::ObsStatus;

    #[test]
    fn a_change_of_unit_breaks_the_series() {
        let (table_, found) = table(&[
            "AFG WLD X 2017 TOTAL 1200",
            "AFG WLD X 2018 TOTAL 1250",
            "AFG WLD X 2019 TOTAL 1300000",
            "AFG WLD X 2020 TOTAL 1350000",
        ]);
        assert_eq!(messages(&found), ["T209: value is 1,040 times its neighbor"]);
        assert_eq!(table_.rows()[2].status, ObsStatus::Break);
    }

    #[test]
    fn thin_cells_of_a_large_table_may_jump() {
        let mut rows: Vec<String> = vec![];
        for pair in 0..100 {
            let partner = format!("P{pair:03}");
            for (year, value) in [(2017, 1), (2018, 1), (2019, 1_000), (2020, 1_000)] {
                rows.push(format!(
                    "AFG {partner} X {year} TOTAL {}",
                    value * if pair == 7 { 2_000_000 } else { 500 }
                ));
            }
        }
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let (table_, found) = table(&rows);
        assert_eq!(found.iter().filter(|d| d.code == "T209").count(), 1, "{found:?}");
        let breaks = table_.rows().iter().filter(|row| row.status == ObsStatus::Break);
        assert_eq!(breaks.map(|row| row.partner.code().to_owned()).collect::<Vec<_>>(), ["P007"]);
    }

    #[test]
    fn a_lone_spike_is_no_change_of_unit() {
        let (_, found) = table(&[
            "AFG WLD X 2017 TOTAL 1",
            "AFG WLD X 2018 TOTAL 1000",
            "AFG WLD X 2019 TOTAL 2",
        ]);
        assert!(found.is_empty(), "{found:?}");
    }
}
