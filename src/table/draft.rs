//! A table that is being checked: rows of one dataset, and what the checks took out of them.

use std::collections::BTreeMap;

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
        let mut gone = vec![false; self.rows.len()];
        for index in indices {
            gone[*index] = true;
        }
        let mut flags = gone.iter();
        self.rows.retain(|_| !flags.next().copied().unwrap_or(false));
    }

    /// Indices of the rows in groups of equal key, groups in the order of their keys.
    pub fn groups<'a, K: Ord>(
        &'a self,
        key: impl Fn(&'a Observation) -> Option<K>,
    ) -> BTreeMap<K, Vec<usize>> {
        let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (index, row) in self.rows.iter().enumerate() {
            if let Some(key) = key(row) {
                groups.entry(key).or_default().push(index);
            }
        }
        groups
    }

    /// Rows with a value that follow one another in one series, as indices in order of their periods.
    #[must_use]
    pub fn series(&self) -> Vec<Vec<usize>> {
        let mut order: Vec<usize> =
            (0..self.rows.len()).filter(|i| self.rows[*i].primary_value.is_some()).collect();
        order.sort_by(|a, b| {
            let (a, b) = (&self.rows[*a], &self.rows[*b]);
            series_key(a).cmp(&series_key(b)).then(a.period.cmp(&b.period))
        });
        order
            .chunk_by(|a, b| series_key(&self.rows[*a]) == series_key(&self.rows[*b]))
            .map(<[usize]>::to_vec)
            .collect()
    }
}

type SeriesKey<'a> =
    (Area, Area, Flow, crate::trade::Frequency, &'a Commodity, super::observation::Breakdown<'a>);

fn series_key(row: &Observation) -> SeriesKey<'_> {
    (row.reporter, row.partner, row.flow, row.period.frequency(), &row.commodity, row.breakdown())
}
