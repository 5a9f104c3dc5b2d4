//! A table that is being checked: rows of one dataset, and what the checks took out of them.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::{DatasetInfo, Observation};
use crate::diag::Place;
use crate::trade::{Area, Commodity, Flow, Period};

/// A record that an error set aside; `None` where the part could not be read, which may be any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// Index of its dataset.
    pub dataset: u16,
    /// Its line.
    pub line: u32,
    /// Its reporter.
    pub reporter: Option<Area>,
    /// Its partner.
    pub partner: Option<Area>,
    /// Its direction.
    pub flow: Option<Flow>,
    /// Its period.
    pub period: Option<Period>,
    /// Its commodity.
    pub commodity: Option<Commodity>,
}

impl From<&Observation> for Lost {
    fn from(row: &Observation) -> Self {
        Self {
            dataset: row.dataset,
            line: row.line,
            reporter: Some(row.reporter),
            partner: Some(row.partner),
            flow: Some(row.flow),
            period: Some(row.period),
            commodity: Some(row.commodity.clone()),
        }
    }
}

/// What the owner of a dataset has declared for the checks.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Breakdown to use instead of its total: `motCode`, `customsCode` or `partner2Code`.
    pub keep: Option<String>,
    /// Confirmed warnings as `CODE:line`.
    pub confirmed: Vec<String>,
    /// Whether zero weight is known to mean missing weight, as in UN Comtrade.
    pub no_weight_is_zero: bool,
    /// Dollars under which the producer leaves flows out.
    pub threshold: Option<u32>,
}

/// Rows under examination.
#[derive(Debug)]
pub struct Draft {
    /// The dataset.
    pub info: DatasetInfo,
    /// What its owner has declared.
    pub rules: Rules,
    /// The rows, sorted by key and line.
    pub rows: Vec<Observation>,
    /// Records set aside with an error.
    pub lost: Vec<Lost>,
    /// Whether nothing of the dataset may be used.
    pub refused: bool,
    /// Known series, until rows are taken out.
    pub(super) series: Option<Rc<Groups>>,
}

impl Draft {
    /// The place of a line; its text is filled in by who has the file.
    #[must_use]
    pub fn place(&self, line: u32) -> Place {
        Place { path: self.info.path.to_string(), line, ..Place::default() }
    }

    /// Whether a person has confirmed this warning at this line.
    #[must_use]
    pub fn is_confirmed(&self, code: &str, line: u32) -> bool {
        self.rules.confirmed.iter().any(|entry| *entry == format!("{code}:{line}"))
    }

    /// Takes rows out as faulty; sums that would need them become missing.
    pub fn lose(&mut self, indices: &[usize]) {
        let mut sorted = indices.to_vec();
        sorted.sort_unstable();
        for index in &sorted {
            self.lost.push(Lost::from(&self.rows[*index]));
        }
        self.drop_rows(&sorted);
    }

    /// Takes rows out that are no loss, such as parts of a total that is kept.
    pub fn drop_rows(&mut self, indices: &[usize]) {
        if indices.is_empty() {
            return;
        }
        self.series = None;
        let mut gone = vec![false; self.rows.len()];
        for index in indices {
            gone[*index] = true;
        }
        let mut flags = gone.iter();
        self.rows.retain(|_| !flags.next().copied().unwrap_or(false));
    }

    /// Indices of the rows in groups of equal key, groups in the order of their keys.
    pub fn groups<'a, K: Ord>(&'a self, key: impl Fn(&'a Observation) -> Option<K>) -> Groups {
        let keyed =
            self.rows.iter().enumerate().filter_map(|(index, row)| Some((key(row)?, index)));
        let mut keyed: Vec<(K, usize)> = keyed.collect();
        keyed.sort();
        let mut groups = Groups::default();
        for chunk in keyed.chunk_by(|a, b| a.0 == b.0) {
            groups.order.extend(chunk.iter().map(|(_, index)| *index));
            groups.ends.push(groups.order.len());
        }
        groups
    }

    /// Rows with a value that follow one another in one series, in order of their periods.
    pub fn series(&mut self) -> Rc<Groups> {
        if let Some(known) = &self.series {
            return Rc::clone(known);
        }
        let mut order: Vec<usize> =
            (0..self.rows.len()).filter(|i| self.rows[*i].primary_value.is_some()).collect();
        order.sort_by(|a, b| {
            let (a, b) = (&self.rows[*a], &self.rows[*b]);
            series_key(a).cmp(&series_key(b)).then(a.period.cmp(&b.period))
        });
        let chunks =
            order.chunk_by(|a, b| series_key(&self.rows[*a]) == series_key(&self.rows[*b]));
        let mut ends = vec![];
        let mut end = 0;
        for chunk in chunks {
            end += chunk.len();
            ends.push(end);
        }
        let groups = Rc::new(Groups { order, ends });
        self.series = Some(Rc::clone(&groups));
        groups
    }

    /// The areas in any role.
    #[must_use]
    pub fn areas(&self) -> BTreeSet<Area> {
        let mut areas: Vec<Area> =
            self.rows.iter().flat_map(|row| [row.reporter, row.partner]).collect();
        areas.sort_unstable();
        areas.dedup();
        areas.into_iter().collect()
    }
}

/// Indices of rows, group by group.
#[derive(Debug, Default)]
pub struct Groups {
    order: Vec<usize>,
    ends: Vec<usize>,
}

impl Groups {
    /// Number of groups.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The groups, each with at least one index.
    pub fn iter(&self) -> impl Iterator<Item = &[usize]> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.order[start..*end])
    }
}

type SeriesKey<'a> =
    (Area, Area, Flow, crate::trade::Frequency, &'a Commodity, super::observation::Breakdown<'a>);

fn series_key(row: &Observation) -> SeriesKey<'_> {
    (row.reporter, row.partner, row.flow, row.period.frequency(), &row.commodity, row.breakdown())
}
