//! Years beside their months or quarters (T105): each series takes one frequency. Where all parts of a year are
//! there, they must add up to it: within five percent it is a revision, beyond it nothing is used.

use super::{Check, counted};
use crate::diag::Diagnostic;
use crate::table::Draft;
use crate::table::identity::{Identity, dollars};
use crate::trade::Frequency;
use chrono::Datelike;

pub(super) const CHECK: Check = Check {
    id: "frequency",
    about: "years beside months, whether they add up, and years that are not over",
    codes: &["T105", "T207"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    if draft.rows.iter().all(|row| row.period.frequency() == Frequency::Annual) {
        return vec![];
    }
    let cells = draft.groups(|row| {
        let key = (row.reporter, row.partner, row.flow, row.classification);
        Some((key, &row.commodity, row.breakdown(), row.period.start().year()))
    });
    let of = |indices: &[usize], frequency| -> Vec<usize> {
        let same = |index: &usize| draft.rows[*index].period.frequency() == frequency;
        indices.iter().copied().filter(same).collect()
    };
    let (mut beside, mut apart, mut refused) = (vec![], vec![], vec![]);
    for indices in cells.iter() {
        let Some(year) = of(indices, Frequency::Annual).first().copied() else { continue };
        for (frequency, full) in [(Frequency::Monthly, 12), (Frequency::Quarterly, 4)] {
            let parts = of(indices, frequency);
            if parts.is_empty() {
                continue;
            }
            beside.push((year, parts[0], frequency));
            let sum: i128 = parts.iter().map(|index| draft.rows[*index].thousandths()).sum();
            let whole = draft.rows[year].thousandths();
            let fits = matches!(
                Identity::of(sum, whole),
                Identity::Empty | Identity::Holds | Identity::Rounding(_)
            );
            let close = (sum - whole).abs() * 20 <= whole.abs();
            if parts.len() == full && !fits {
                if close { &mut apart } else { &mut refused }.push((year, sum));
            } else if parts.len() < full && sum > whole && !close && whole > 0 {
                refused.push((year, sum));
            }
        }
    }
    for indices in cells.iter() {
        for quarter in of(indices, Frequency::Quarterly) {
            let period = draft.rows[quarter].period;
            let mut months = of(indices, Frequency::Monthly);
            months.retain(|month| draft.rows[*month].period.overlaps(period));
            let sum: i128 = months.iter().map(|index| draft.rows[*index].thousandths()).sum();
            let whole = draft.rows[quarter].thousandths();
            let fits = matches!(
                Identity::of(sum, whole),
                Identity::Empty | Identity::Holds | Identity::Rounding(_)
            );
            if months.len() == 3 && !fits {
                let close = (sum - whole).abs() * 20 <= whole.abs();
                if close { &mut apart } else { &mut refused }.push((quarter, sum));
            }
        }
    }
    let mut out = vec![];
    out.extend(beside.first().and_then(|first| {
        counted(Some(together(draft, *first)), beside.len(), "years of this kind")
    }));
    out.extend(apart.first().map(|found| differing(draft, *found, apart.len(), false)));
    out.extend(refused.first().map(|found| differing(draft, *found, refused.len(), true)));
    draft.refused |= !refused.is_empty();
    out.extend(unfinished(draft));
    out
}

fn word(frequency: Frequency) -> &'static str {
    if frequency == Frequency::Monthly { "monthly" } else { "quarterly" }
}

fn together(draft: &Draft, (year, part, frequency): (usize, usize, Frequency)) -> Diagnostic {
    let (row, part) = (&draft.rows[year], &draft.rows[part]);
    Diagnostic::warning("T105", format!("annual and {} rows of {}", word(frequency), row.period))
        .at(draft.place(part.line))
        .label(format!("the year is line {}", row.line))
        .because("a year and its months are the same trade; each series takes one frequency")
}

fn differing(
    draft: &Draft,
    (year, sum): (usize, i128),
    count: usize,
    is_error: bool,
) -> Diagnostic {
    let row = &draft.rows[year];
    let whole = match row.period.frequency() {
        Frequency::Annual => "annual",
        _ => "quarterly",
    };
    let title = format!("{whole} and monthly rows of {} differ", row.period);
    let message = if is_error {
        Diagnostic::error("T105", title)
    } else {
        Diagnostic::warning("T105", title)
    };
    let message = message
        .at(draft.place(row.line))
        .label(format!(
            "{} for the whole, {} in its parts",
            dollars(row.thousandths()),
            dollars(sum)
        ))
        .because(if is_error {
            "they differ by more than 5 %; nothing is used"
        } else {
            "one of them was revised"
        });
    if count > 1 {
        message.because(format!("{} more years of this kind", count - 1))
    } else {
        message
    }
}

/// A last year with some of its months only: as months, as quarters, or as a span from its beginning.
fn unfinished(draft: &Draft) -> Option<Diagnostic> {
    let parts = draft.groups(|row| {
        let frequency = row.period.frequency();
        (frequency != Frequency::Annual && row.primary_value.is_some()).then(|| {
            let key = (row.reporter, row.partner, row.flow, row.classification);
            (key, &row.commodity, row.breakdown(), frequency, row.period.start().year())
        })
    });
    let year = |rows: &[usize]| draft.rows[rows[0]].period.start().year();
    let months = |rows: &[usize]| -> Option<u32> {
        let of = |index: &usize| draft.rows[*index].period.whole_months();
        match draft.rows[rows[0]].period.frequency() {
            // Spans of one year may hold one another.
            Frequency::Span => rows.iter().filter_map(of).max(),
            _ => rows.iter().map(of).sum(),
        }
    };
    let last = parts.iter().map(year).max()?;
    let partial = || {
        parts.iter().filter(|rows| year(rows) == last).filter_map(move |rows| {
            let months = months(rows).filter(|months| *months < 12)?;
            Some((rows, months))
        })
    };
    let (rows, months) = partial().next()?;
    let title = format!("{last} has {months} of 12 months");
    let message = Diagnostic::warning("T207", title)
        .at(draft.place(draft.rows[*rows.last()?].line))
        .label("the newest part")
        .because("a part of a year is never compared with a whole one");
    counted(Some(message), partial().count(), "series of this kind")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};

    #[test]
    fn a_year_beside_its_months_is_told() {
        let (table_, found) = table(&[
            "AFG RUS X 2024 TOTAL 70",
            "AFG RUS X 2024-01 TOTAL 30",
            "AFG RUS X 2024-02 TOTAL 30",
        ]);
        assert_eq!(
            messages(&found),
            ["T105: annual and monthly rows of 2024", "T207: 2024 has 2 of 12 months"]
        );
        assert_eq!(table_.rows().len(), 3);
    }

    #[test]
    fn months_that_do_not_make_the_year_are_refused() {
        let mut rows = vec!["AFG RUS X 2024 TOTAL 240".to_owned()];
        rows.extend((1..=12).map(|m| format!("AFG RUS X 2024-{m:02} TOTAL 10")));
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let (table_, found) = table(&rows);
        assert!(
            messages(&found).contains(&"T105: annual and monthly rows of 2024 differ".to_owned())
        );
        assert!(table_.is_empty());
    }
}
