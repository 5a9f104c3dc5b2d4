//! What a build did, for people and for scripts.

use serde::Serialize;

use super::article::Sets;
use super::checks::Checked;
use super::desk::{ChartSource, Desk};
use super::{licence, resolve, statements};
use crate::diag::Diagnostic;
use crate::series::{SeriesSet, Value};
use crate::site;

/// What a build did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Name of the desk.
    pub desk: String,
    /// Datasets used, with their count of observations.
    pub datasets: Vec<(String, usize)>,
    /// Records and datasets that were not used.
    pub set_aside: usize,
    /// Rows of the ledgers: figures, targets, events, claims.
    pub ledgers: [usize; 4],
    /// Series made, and how many of them computed.
    pub series: (usize, usize),
    /// Values known, undefined and missing in the series drawn.
    pub values: (usize, usize, usize),
    /// Charts of the desk that could be drawn.
    pub charts: Vec<String>,
    /// Charts that could not; what was there before is left as it is.
    pub failed: Vec<String>,
    /// What the figure checks found.
    pub checked: Checked,
    /// Files written.
    pub written: Vec<String>,
    /// Messages.
    #[serde(skip)]
    pub diagnostics: Vec<Diagnostic>,
}

/// The charts whose series could be made, with the messages of making them.
pub(super) struct Resolved<'a> {
    pub charts: Vec<(&'a ChartSource, SeriesSet)>,
    pub failed: Vec<String>,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Resolved<'a> {
    pub fn of(desk: &'a Desk) -> Self {
        let mut resolved = Self { charts: vec![], failed: vec![], diagnostics: vec![] };
        for chart in &desk.charts {
            let (set, diagnostics) = resolve::resolve(desk, chart);
            for diagnostic in diagnostics {
                if !resolved.diagnostics.contains(&diagnostic) {
                    resolved.diagnostics.push(diagnostic);
                }
            }
            match set {
                Some(set) => resolved.charts.push((chart, set)),
                None => resolved.failed.push(chart.id.clone()),
            }
        }
        resolved
    }

    /// The same charts without rows that may not be passed on.
    pub fn publishable(&self, desk: &Desk) -> Self {
        let open = |(chart, set): &(&'a ChartSource, SeriesSet)| {
            (*chart, licence::publishable(desk, chart, set).set)
        };
        Self { charts: self.charts.iter().map(open).collect(), failed: vec![], diagnostics: vec![] }
    }

    /// The series by chart.
    pub fn sets(&self) -> Sets {
        self.charts.iter().map(|(chart, set)| (chart.id.clone(), set.clone())).collect()
    }
}

pub(super) fn report_of(desk: &Desk, resolved: &Resolved) -> Report {
    let ledgers = &desk.ledgers;
    let mut report = Report {
        desk: site::name_of(&desk.spec.name, &desk.spec.languages),
        datasets: desk
            .datasets
            .iter()
            .map(|dataset| (dataset.id.clone(), dataset.table.rows().len()))
            .collect(),
        set_aside: desk.datasets.iter().map(|dataset| dataset.table.lost().len()).sum(),
        ledgers: [
            ledgers.figures.len(),
            ledgers.targets.len(),
            ledgers.events.len(),
            ledgers.claims.len(),
        ],
        charts: resolved.charts.iter().map(|(chart, _)| chart.id.clone()).collect(),
        failed: resolved.failed.clone(),
        ..Report::default()
    };
    report.diagnostics.extend(desk.diagnostics.iter().cloned());
    report.diagnostics.extend(resolved.diagnostics.iter().cloned());
    report.diagnostics.extend(statements::own_faults(desk, &resolved.sets()));
    report.diagnostics.extend(licence::review(desk, &resolved.charts));
    for (chart, set) in &resolved.charts {
        report.series.0 += set.series.len();
        report.series.1 += chart.spec.series.iter().filter(|s| s.indicator.is_some()).count();
        for point in set.series.iter().flat_map(|series| &series.points) {
            match point.value {
                Value::Known(_) => report.values.0 += 1,
                Value::Undefined(_) => report.values.1 += 1,
                Value::Missing(_) => report.values.2 += 1,
            }
        }
    }
    report
}
