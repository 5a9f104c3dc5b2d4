//! Two datasets that hold the same period of one series (T110): an error, unless precedence is declared.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place};
use crate::table::{DatasetInfo, Observation};
use crate::trade::Period;

/// Rows of one series from several datasets, one a period.
///
/// # Errors
/// T110 where two datasets hold a period and no precedence is declared.
pub fn settle<'a>(
    datasets: &[DatasetInfo],
    rows: Vec<&'a Observation>,
) -> Result<(Vec<&'a Observation>, Vec<Diagnostic>), Box<Diagnostic>> {
    let mut by_period: BTreeMap<(Period, &str), Vec<&Observation>> = BTreeMap::new();
    for row in rows {
        by_period.entry((row.period, row.commodity.code())).or_default().push(row);
    }
    let (mut kept, mut settled) = (vec![], vec![]);
    for ((period, _), mut rows) in by_period {
        rows.sort_by_key(|row| std::cmp::Reverse(datasets[row.dataset as usize].precedence));
        if let [first, second, ..] = rows[..]
            && first.dataset != second.dataset
        {
            let rank = |row: &Observation| datasets[row.dataset as usize].precedence;
            if rank(first).is_none() || rank(first) == rank(second) {
                return Err(Box::new(message(datasets, period, first, second)));
            }
            if settled.is_empty() {
                let message = message(datasets, period, first, second);
                let winner = &datasets[first.dataset as usize].path;
                settled.extend(vintages(datasets, first, second));
                settled.push(Diagnostic {
                    severity: crate::diag::Severity::Warning,
                    help: None,
                    notes: vec![format!("`{winner}` counts, by its declared precedence")],
                    ..message
                });
            }
            rows.retain(|row| row.dataset == first.dataset);
        }
        kept.extend(rows);
    }
    Ok((kept, settled))
}

/// Two vintages of one producer: the one that counts is named, and the other stays in view (T214).
fn vintages(
    datasets: &[DatasetInfo],
    counts: &Observation,
    other: &Observation,
) -> Option<Diagnostic> {
    let told = |row: &Observation| {
        let provenance = &datasets[row.dataset as usize].provenance;
        (provenance.producer.as_str(), provenance.vintage.as_str())
    };
    let ((producer, newer), (of, older)) = (told(counts), told(other));
    if producer != of || newer.is_empty() || older.is_empty() || newer == older {
        return None;
    }
    let path = datasets[counts.dataset as usize].path.to_string();
    Some(
        Diagnostic::warning("T214", format!("vintage `{newer}` counts"))
            .at(Place { path, line: counts.line, ..Place::default() })
            .label(format!("vintage `{older}` stands behind it"))
            .because(
                "a revision changes figures that were published; name the vintage in the caption",
            ),
    )
}

fn message(
    datasets: &[DatasetInfo],
    period: Period,
    a: &Observation,
    b: &Observation,
) -> Diagnostic {
    let info = |row: &Observation| &datasets[row.dataset as usize];
    let (x, y) = (&info(a).path, &info(b).path);
    Diagnostic::error("T110", format!("`{x}` and `{y}` both hold {period}"))
        .at(Place { path: y.to_string(), line: b.line, ..Place::default() })
        .label(format!("the same observation as {x}:{}", a.line))
        .because("adding both doubles the value, and choosing one is not ours to do")
        .help("set `precedence` in the dataset.toml of both, or ask for one dataset")
}
