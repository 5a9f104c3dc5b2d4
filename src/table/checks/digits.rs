//! One digit too many or too few (T210): about ten times both neighbors, which agree with one another. Nothing
//! is repaired.

use super::{Check, counted, is_thick};
use crate::diag::Diagnostic;
use crate::table::Draft;
use crate::table::identity::dollars;

pub(super) const CHECK: Check = Check {
    id: "digits",
    about: "a value about ten times both its neighbors",
    codes: &["T210"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let mut found = vec![];
    let all = draft.series();
    for series in all.iter() {
        let value = |index: usize| draft.rows[index].thousandths();
        for three in series.windows(3) {
            let [before, now, after] = [three[0], three[1], three[2]];
            if is_slip(value(before), value(now), value(after))
                && is_thick(draft, all.len(), three)
                && !draft.is_confirmed("T210", draft.rows[now].line)
            {
                found.push((before, now, after));
            }
        }
    }
    let first = found.first().map(|(before, now, after)| {
        let [a, b, c] = [*before, *now, *after].map(|index| &draft.rows[index]);
        let times = b.thousandths() as f64 / a.thousandths() as f64;
        let plain = |row: &crate::table::Observation| dollars(row.thousandths()).replace(',', "");
        Diagnostic::warning("T210", format!("value is {times:.1} times both neighbors"))
            .at(draft.place(b.line))
            .label(format!("{} in {}, between {} and {}", plain(b), b.period, plain(a), plain(c)))
            .because("a digit may be one too many or too few; nothing was changed")
            .help(format!(
                "compare with the source; add `T210:{}` to `confirmed` if it is right",
                b.line
            ))
    });
    counted(first, found.len(), "values of this kind").into_iter().collect()
}

fn is_slip(before: i128, now: i128, after: i128) -> bool {
    let about_ten = |large: i128, small: i128| large >= small * 8 && large * 2 <= small * 25;
    let alike = before.max(after) * 10 <= before.min(after) * 13;
    let positive = before > 0 && now > 0 && after > 0;
    let up = about_ten(now, before) && about_ten(now, after);
    let down = about_ten(before, now) && about_ten(after, now);
    positive && alike && (up || down)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};

    #[test]
    fn a_slipped_digit_is_named_between_its_neighbors() {
        let (_, found) = table(&[
            "AFG WLD X 2017 TOTAL 104",
            "AFG WLD X 2018 TOTAL 1070",
            "AFG WLD X 2019 TOTAL 109",
        ]);
        assert_eq!(messages(&found), ["T210: value is 10.3 times both neighbors"]);
        assert_eq!(found[0].label, "1070 in 2018, between 104 and 109");
    }
}
