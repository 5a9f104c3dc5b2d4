//! Periods that nobody tells: years missing inside a series (T208), and a newest year with fewer reporters (T206).

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, counted};
use crate::diag::Diagnostic;
use crate::table::Draft;
use crate::trade::{Area, Frequency};

pub(super) const CHECK: Check = Check {
    id: "coverage",
    about: "years missing inside a series, and reporters missing from the newest year",
    codes: &["T208", "T206"],
    run,
};

/// Share of reporters that a year needs, in percent.
const ENOUGH: usize = 90;

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let gaps = gaps(draft);
    gaps.into_iter().chain(reporters(draft)).collect()
}

fn gaps(draft: &mut Draft) -> Option<Diagnostic> {
    let mut found = vec![];
    let all = draft.series();
    for series in all.iter() {
        for pair in series.windows(2) {
            let (a, b) = (&draft.rows[pair[0]], &draft.rows[pair[1]]);
            let years = (a.period.calendar_year(), b.period.calendar_year());
            if let (Some(from), Some(to)) = years
                && to > from + 1
            {
                found.push((pair[1], from + 1, to - 1));
            }
        }
    }
    let (index, from, to) = found.first()?;
    let row = &draft.rows[*index];
    let years = if from == to { from.to_string() } else { format!("{from} to {to}") };
    let message = Diagnostic::warning("T208", format!("no figure for {years}"))
        .at(draft.place(row.line))
        .label(format!(
            "{} {} {} {} goes on here",
            row.reporter,
            row.flow.id(),
            row.partner,
            row.commodity
        ))
        .because("no row is no zero: the gap stays open, and no growth is computed across it");
    counted(Some(message), found.len(), "gaps of this kind")
}

fn reporters(draft: &Draft) -> Option<Diagnostic> {
    let mut by_year: BTreeMap<i32, BTreeSet<Area>> = BTreeMap::new();
    for row in draft.rows.iter().filter(|row| row.period.frequency() == Frequency::Annual) {
        if let Some(year) = row.period.calendar_year() {
            by_year.entry(year).or_default().insert(row.reporter);
        }
    }
    let most = by_year.values().map(BTreeSet::len).max()?;
    let (year, newest) = by_year.last_key_value()?;
    let few = most >= 5 && newest.len() * 100 < most * ENOUGH;
    few.then(|| {
        Diagnostic::warning("T206", format!("{} of {most} reporters in {year}", newest.len()))
            .at(draft.place(0))
            .because("a total over reporters falls when some have not reported yet; its growth is withheld")
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};

    #[test]
    fn an_absent_year_is_a_gap_and_no_zero() {
        let (_, found) = table(&["AFG ALB X 2019 010121 15", "AFG ALB X 2021 010121 20"]);
        assert_eq!(messages(&found), ["T208: no figure for 2020"]);
    }

    #[test]
    fn missing_reporters_are_counted() {
        let mut rows: Vec<String> = ["AFG", "ALB", "CHN", "DEU", "RUS"]
            .iter()
            .map(|r| format!("{r} WLD X 2023 TOTAL 5"))
            .collect();
        rows.push("AFG WLD X 2024 TOTAL 5".to_owned());
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        assert_eq!(messages(&table(&rows).1), ["T206: 1 of 5 reporters in 2024"]);
    }
}
