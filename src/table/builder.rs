//! From typed observations to a Table: sorted, checked, and only then usable.

use super::{DatasetInfo, Draft, Lost, Observation, Rules, Table, checks};
use crate::diag::Diagnostic;

/// Collects the observations of one dataset.
#[derive(Debug)]
pub struct TableBuilder {
    draft: Draft,
}

impl TableBuilder {
    /// Starts the table of a dataset.
    #[must_use]
    pub fn new(info: DatasetInfo, rules: Rules) -> Self {
        Self {
            draft: Draft { info, rules, rows: vec![], lost: vec![], refused: false, series: None },
        }
    }

    /// Takes all observations of a file at once, without a copy.
    #[must_use]
    pub fn with_rows(mut self, rows: Vec<Observation>, lost: Vec<Lost>) -> Self {
        self.draft.rows = rows;
        self.draft.lost = lost;
        self
    }

    /// Adds an observation.
    pub fn push(&mut self, observation: Observation) {
        self.draft.rows.push(observation);
    }

    /// Remembers a record that could not be read.
    pub fn lose(&mut self, lost: Lost) {
        self.draft.lost.push(lost);
    }

    /// Number of observations so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.draft.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.draft.rows.is_empty()
    }

    /// Sorts and checks; a refused dataset gives a table without rows.
    #[must_use]
    pub fn finish(self) -> (Table, Vec<Diagnostic>) {
        let mut draft = self.draft;
        sort(&mut draft.rows);
        let mut diagnostics = vec![];
        for check in checks::CHECKS {
            diagnostics.extend((check.run)(&mut draft));
        }
        let rows = if draft.refused { vec![] } else { draft.rows };
        (Table { datasets: vec![draft.info], rows, lost: draft.lost }, diagnostics)
    }
}

fn sort(rows: &mut [Observation]) {
    // Key and line tell all rows apart, and a sort in place takes no second room.
    rows.sort_unstable_by(|a, b| (a.dataset, a.key(), a.line).cmp(&(b.dataset, b.key(), b.line)));
}

impl Table {
    /// What the guard says of these rows alone; nothing is taken out.
    #[must_use]
    pub fn recheck(&self, rules: &Rules) -> Vec<Diagnostic> {
        let of = |dataset: usize| {
            let mut draft = Draft {
                info: self.datasets[dataset].clone(),
                rules: rules.clone(),
                rows: self.rows.iter().filter(|r| r.dataset as usize == dataset).cloned().collect(),
                lost: vec![],
                refused: false,
                series: None,
            };
            checks::CHECKS.iter().flat_map(|check| (check.run)(&mut draft)).collect::<Vec<_>>()
        };
        (0..self.datasets.len()).flat_map(of).collect()
    }

    /// Puts the tables of several datasets together; they stay apart by `Observation::dataset`.
    #[must_use]
    pub fn merge(tables: Vec<Self>) -> Self {
        let mut whole = Self::default();
        for table in tables {
            let shift = whole.datasets.len() as u16;
            whole.datasets.extend(table.datasets);
            whole.rows.extend(table.rows.into_iter().map(|mut row| {
                row.dataset += shift;
                row
            }));
            whole.lost.extend(table.lost.into_iter().map(|mut lost| {
                lost.dataset += shift;
                lost
            }));
        }
        sort(&mut whole.rows);
        whole
    }
}
