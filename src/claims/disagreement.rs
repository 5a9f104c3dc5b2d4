//! Statements of one thing that cannot both be true: named, and both kept.

use std::collections::BTreeMap;

use super::Figure;
use super::ledger::Ledger;
use crate::diag::Diagnostic;
use crate::trade::{Area, Estimate, Evidence, Period, Unit};

/// What two figures must share to be about one thing.
fn key(figure: &Figure) -> (Area, Area, &'static str, String, Period, Unit) {
    let commodity = figure.commodity.code().to_owned();
    let measure = figure.measure.id();
    (figure.reporter, figure.partner, measure, commodity, figure.period, figure.unit)
}

/// One message for each thing of which two statements cannot both be true.
pub(super) fn disagreements(figures: &[Figure], ledger: &Ledger) -> Vec<Diagnostic> {
    let mut by_key: BTreeMap<_, Vec<(&Figure, Estimate)>> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| figure.evidence == Evidence::Statement) {
        if let Some(estimate) = figure.estimate {
            by_key.entry(key(figure)).or_default().push((figure, estimate));
        }
    }
    by_key.values().filter_map(|said| disagreement(said, ledger)).collect()
}

fn disagreement(said: &[(&Figure, Estimate)], ledger: &Ledger) -> Option<Diagnostic> {
    let by_mid =
        |a: &&(&Figure, Estimate), b: &&(&Figure, Estimate)| a.1.mid().total_cmp(&b.1.mid());
    let (least, most) = (said.iter().min_by(by_mid)?, said.iter().max_by(by_mid)?);
    if least.1.meets(most.1) {
        return None;
    }
    let period = most.0.period;
    let row = ledger.rows.iter().find(|row| ledger.line(row) == most.0.origin.line)?;
    let title = match most.1.mid() / least.1.mid() {
        factor if factor.is_finite() && factor > 0.0 => {
            format!("statements for {period} differ by a factor {factor:.2}")
        }
        _ => format!("statements for {period} differ in sign"),
    };
    let who = format!(
        "{} at line {} against {} at line {}",
        most.0.speaker, most.0.origin.line, least.0.speaker, least.0.origin.line
    );
    let why = "both are kept; which one a chart shows is declared by `precedence`, never guessed";
    let message = Diagnostic::warning("L107", title).at(ledger.place(row, "value"));
    Some(message.label(who).because(why).help("look both up; if one stands, set its `precedence`"))
}

/// Figures derived from one that was stated of another scope.
pub(super) fn rescoped(figures: &[Figure], ledger: &Ledger) -> Vec<Diagnostic> {
    let scopes: BTreeMap<&str, &str> =
        figures.iter().map(|figure| (figure.id.as_str(), figure.scope.as_str())).collect();
    let remark = |figure: &Figure| {
        let of = |parent: &String| scopes.get(parent.as_str()).copied();
        let mut parents = figure.derived_from.iter().filter_map(of);
        let other = parents.find(|scope| !scope.is_empty() && *scope != figure.scope)?;
        let row = ledger.rows.iter().find(|row| ledger.line(row) == figure.origin.line)?;
        Some(
            Diagnostic::warning("L106", "scope differs from the statement it repeats")
                .at(ledger.place(row, "derived_from"))
                .label(format!("`{}` here, `{other}` there", figure.scope))
                .because("what was said of one scope does not hold of another")
                .help("cite the original, or give its `scope`"),
        )
    };
    figures.iter().filter(|figure| !figure.scope.is_empty()).filter_map(remark).collect()
}
