//! Figures that their producer will revise (T214): they count, and the doubt travels with them.

use std::collections::BTreeMap;

use super::Check;
use crate::diag::Diagnostic;
use crate::table::Draft;
use crate::trade::{ObsStatus, Period};

pub(super) const CHECK: Check = Check {
    id: "provisional",
    about: "figures that their producer marks as provisional",
    codes: &["T214"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let mut periods: BTreeMap<Period, (u32, usize)> = BTreeMap::new();
    for row in draft.rows.iter().filter(|row| row.status == ObsStatus::Provisional) {
        let (line, count) = periods.entry(row.period).or_insert((row.line, 0));
        (*line, *count) = (row.line.min(*line), *count + 1);
    }
    let (Some((first, (line, _))), Some((last, _))) =
        (periods.first_key_value(), periods.last_key_value())
    else {
        return vec![];
    };
    let title = if first == last {
        format!("{first} is provisional")
    } else {
        format!("{first} to {last} are provisional")
    };
    let count: usize = periods.values().map(|(_, count)| count).sum();
    let vintage = &draft.info.provenance.vintage;
    let of = if vintage.is_empty() { String::new() } else { format!(" of vintage `{vintage}`") };
    vec![
        Diagnostic::warning("T214", title)
            .at(draft.place(*line))
            .label(format!("{count} {}{of}", if count == 1 { "row" } else { "rows" }))
            .because("the next release will revise them; they are marked in figures and captions"),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{builder, messages, observation};
    use crate::table::Rules;
    use crate::trade::ObsStatus;

    #[test]
    fn provisional_years_are_named() {
        let mut builder = builder(Rules::default());
        for year in [2023, 2024] {
            let mut row = observation(year, &format!("RUS AFG X {year} TOTAL 5"));
            if year == 2024 {
                row.status = ObsStatus::Provisional;
            }
            builder.push(row);
        }
        let found = builder.finish().1;
        assert_eq!(messages(&found), ["T214: 2024 is provisional"]);
        assert_eq!(found[0].label, "1 row");
    }
}
