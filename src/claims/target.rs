//! Announced targets, what they started from and what became of them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cells::{Cells, LedgerUnit};
use super::ledger::{Column, Ledger, optional, required};
use crate::diag::Diagnostic;
use crate::trade::{Area, Commodity, Decimal, Measure, Origin, Period, Unit};

/// Columns of a ledger of targets.
const COLUMNS: [Column; 19] = [
    optional("id", ""),
    required("a", "reporter"),
    required("b", "partner"),
    optional("measure", "flow"),
    optional("commodity", ""),
    optional("announced", ""),
    required("value", "target_usd"),
    optional("unit", ""),
    required("deadline", ""),
    optional("scope", ""),
    optional("baseline", "baseline_usd"),
    optional("baseline_period", ""),
    optional("outcome_value", "outcome_usd"),
    optional("outcome_period", ""),
    optional("outcome_source", ""),
    required("outcome", ""),
    optional("speaker", ""),
    required("source_url", ""),
    optional("note", ""),
];

/// What became of a target, as the ledger records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Reached in the year of the deadline.
    Met,
    /// Reached before the deadline.
    MetEarly,
    /// The deadline passed below the target.
    Missed,
    /// The deadline lies ahead, or no figure for it is known.
    Open,
    /// Replaced by another target before its deadline.
    Restated,
    /// Met by one side's record and missed by the other's.
    DependsOnReporter,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 6] = [
        Self::Met,
        Self::MetEarly,
        Self::Missed,
        Self::Open,
        Self::Restated,
        Self::DependsOnReporter,
    ];

    /// Whether it is known how the target ended; a target that was replaced has not ended.
    #[must_use]
    pub fn is_decided(self) -> bool {
        !matches!(self, Self::Open | Self::Restated)
    }

    /// Stable id, as written in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::MetEarly => "met_early",
            Self::Missed => "missed",
            Self::Open => "open",
            Self::Restated => "restated",
            Self::DependsOnReporter => "depends_on_reporter",
        }
    }
}

/// An amount in a period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Level {
    /// Dollars.
    pub dollars: f64,
    /// When; none where the ledger does not say.
    pub period: Option<Period>,
}

/// A level of trade that two areas announced for a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Target {
    /// Id within the ledger; `line-12` where the ledger gives none.
    pub id: String,
    /// One side.
    pub a: Area,
    /// The other side.
    pub b: Area,
    /// What is to reach the level.
    pub measure: Measure,
    /// Of which commodity; all of them where the ledger does not say.
    pub commodity: Commodity,
    /// When it was announced.
    pub announced: Option<Period>,
    /// Dollars to reach; exact, because it is a goal.
    pub dollars: f64,
    /// The period in which it is to be reached; none where no date was named.
    pub deadline: Option<Period>,
    /// What the target covers.
    pub scope: String,
    /// The level named at the time.
    pub baseline: Option<Level>,
    /// The latest or final level.
    pub reached: Option<Level>,
    /// Who says so.
    pub outcome_source: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Who announced it.
    pub speaker: String,
    /// Addresses, separated by ` | `.
    pub source_url: String,
    /// What a reader must know.
    pub note: String,
    /// The row.
    pub origin: Origin,
}

/// Reads a ledger of targets. Rows with an error are left out and named.
#[must_use]
pub fn read_targets(text: &str, path: &str) -> (Vec<Target>, Vec<Diagnostic>) {
    let (ledger, mut diagnostics) = Ledger::read(text, path, &COLUMNS);
    let mut targets: Vec<Target> = vec![];
    let mut lines = BTreeMap::new();
    for row in &ledger.rows {
        let mut cells = Cells::new(&ledger, row);
        let target = target(&mut cells);
        if let Some(target) = target.filter(|_| cells.diagnostics.is_empty()) {
            super::name_once(&mut lines, &target.id, &mut cells);
            check_order(&target, &mut cells);
            if cells.diagnostics.is_empty() {
                check_source(&target, &mut cells);
                targets.push(target);
            }
        }
        diagnostics.append(&mut cells.diagnostics);
    }
    super::count_repeats(&mut diagnostics, "L109");
    (targets, diagnostics)
}

fn target(cells: &mut Cells) -> Option<Target> {
    let (a, b) = (cells.area("a"), cells.area("b"));
    let measure = match cells.text("measure") {
        "" => Some(Measure::Turnover),
        _ => cells.measure("measure"),
    };
    let commodity = match cells.text("commodity") {
        "" => Some(Commodity::total()),
        _ => cells.commodity("commodity"),
    };
    let factor = factor(cells);
    let value = amount(cells);
    let (announced, deadline) = (cells.period("announced"), cells.period("deadline"));
    let outcome = cells.one_of("outcome", &Outcome::ALL, Outcome::id);
    let factor = factor?;
    let baseline = level(cells, "baseline", "baseline_period", factor);
    let reached = level(cells, "outcome_value", "outcome_period", factor);
    Some(Target {
        id: cells.id(),
        a: a?,
        b: b?,
        measure: measure?,
        commodity: commodity?,
        announced,
        dollars: value?.to_f64() * factor,
        deadline,
        scope: cells.owned("scope"),
        baseline,
        reached,
        outcome_source: cells.owned("outcome_source"),
        outcome: outcome?,
        speaker: cells.owned("speaker"),
        source_url: cells.owned("source_url"),
        note: cells.owned("note"),
        origin: cells.origin(),
    })
}

/// Dollars in a unit of the row; dollars themselves where the row names no unit.
fn factor(cells: &mut Cells) -> Option<f64> {
    if cells.text("unit").is_empty() {
        return Some(1.0);
    }
    let LedgerUnit { unit, factor } = cells.unit("unit")?;
    if unit != Unit::Dollar {
        let title = format!("unknown unit `{}` of a target", cells.text("unit"));
        cells.report("unit", Diagnostic::error("S216", title).help("targets are in US dollars"));
        return None;
    }
    Some(factor as f64)
}

/// The amount to reach: above zero.
fn amount(cells: &mut Cells) -> Option<Decimal> {
    let value = cells.number("value");
    let usable = value.filter(|value| value.to_f64() > 0.0);
    if usable.is_none() && (value.is_some() || cells.text("value").is_empty()) {
        cells.report("value", Diagnostic::error("S203", "`value` is not a number above 0"));
    }
    usable
}

fn level(cells: &mut Cells, value: &str, period: &str, factor: f64) -> Option<Level> {
    let period = cells.period(period);
    cells.number(value).map(|value| Level { dollars: value.to_f64() * factor, period })
}

fn check_order(target: &Target, cells: &mut Cells) {
    let baseline = target.baseline.and_then(|level| level.period);
    if let (Some(deadline), Some(baseline)) = (target.deadline, baseline)
        && deadline.end() < baseline.end()
    {
        let why = format!("the baseline is of {baseline}, the deadline is {deadline}");
        let title = "target ends before its baseline";
        cells.report("deadline", Diagnostic::error("L204", title).label(why));
    }
}

fn check_source(target: &Target, cells: &mut Cells) {
    if target.source_url.is_empty() {
        cells.report("source_url", Diagnostic::warning("L109", "statement has no url"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "a,b,announced,target_usd,deadline,scope,baseline_usd,baseline_period,\
                          outcome_usd,outcome_period,outcome_source,outcome,source_url,note";

    fn read(row: &str) -> (Vec<Target>, Vec<Diagnostic>) {
        read_targets(&format!("{HEADER}\n{row}\n"), "targets.csv")
    }

    #[test]
    fn a_target_keeps_its_baseline_and_its_outcome() {
        let (targets, diagnostics) = read(
            "AFG,RUS,2024-08,3000000000,2025,total,239000000,2024,503000000,2025-01-01/2025-11-30,RBC,missed,http://x,",
        );
        assert_eq!(diagnostics, []);
        let target = &targets[0];
        assert_eq!((target.dollars, target.id.as_str()), (3e9, "line-2"));
        assert_eq!(target.reached.unwrap().period.unwrap().whole_months(), Some(11));
        assert_eq!(target.outcome, Outcome::Missed);
    }

    #[test]
    fn a_target_before_its_baseline_is_refused() {
        let (targets, diagnostics) =
            read("AFG,RUS,2024-08,3000000000,2020,total,239000000,2024,,,,open,http://x,");
        assert!(targets.is_empty());
        assert_eq!(
            (diagnostics[0].code, diagnostics[0].place.as_ref().unwrap().column),
            ("L204", 28)
        );
    }

    #[test]
    fn an_open_deadline_is_no_fault_and_an_unknown_outcome_is() {
        let (targets, diagnostics) = read("AFG,UZB,2026-02,5000000000,,total,,,,,,open,,");
        assert_eq!((targets[0].deadline, diagnostics[0].code), (None, "L109"));
        let (targets, diagnostics) = read("AFG,UZB,2026-02,0,,total,,,,,,done,http://x,");
        assert!(targets.is_empty());
        assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["S203", "S211"]);
    }
}
