//! The Table: one row an observation, in canonical order, with every trap of adding up settled beforehand.
//!
//! What is already true of a [`Table`]: money is exact thousandths of a dollar, weight is grams; a missing value
//! is `None`, a reported zero is 0, a withheld one is a status; keys are unique; breakdown rows stand aside;
//! rows that a check refused are gone and remembered as [`Lost`], so that no sum can silently shrink.
//! It is built through [`TableBuilder`] alone. No file is read and no indicator computed here.

mod basket;
mod builder;
pub mod checks;
mod choose;
mod convert;
mod draft;
mod frame;
mod identity;
mod list;
mod observation;
mod parts;
mod query;
mod series_frame;

use crate::trade::Provenance;

pub use basket::By;
pub use builder::TableBuilder;
pub use convert::{Exchange, convert};
pub use draft::{Draft, Lost, Rules};
pub use identity::Identity;
pub use observation::{Observation, Quantity};
pub use parts::Parts;
pub use query::Selector;
pub use series_frame::series_parquet;

use std::sync::Arc;

/// A dataset as the Table knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetInfo {
    /// Id of the dataset.
    pub id: Arc<str>,
    /// Its file, as messages name it.
    pub path: Arc<str>,
    /// What is known of it as a whole.
    pub provenance: Provenance,
    /// Which of two datasets counts where both hold a period; `None` where that is not declared.
    pub precedence: Option<u32>,
    /// Currency of its file, where that is not the dollar, and the rates that it was converted by.
    pub exchange: Option<Exchange>,
}

impl Default for DatasetInfo {
    fn default() -> Self {
        Self {
            id: "".into(),
            path: "".into(),
            provenance: Provenance::default(),
            precedence: None,
            exchange: None,
        }
    }
}

/// Observations that may be counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    datasets: Vec<DatasetInfo>,
    rows: Vec<Observation>,
    lost: Vec<Lost>,
}

impl Table {
    /// Its datasets; `Observation::dataset` counts them from 0.
    #[must_use]
    pub fn datasets(&self) -> &[DatasetInfo] {
        &self.datasets
    }

    /// All observations in canonical order: by dataset, then key, then line.
    #[must_use]
    pub fn rows(&self) -> &[Observation] {
        &self.rows
    }

    /// Records that an error set aside.
    #[must_use]
    pub fn lost(&self) -> &[Lost] {
        &self.lost
    }

    /// Whether it holds no observation.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
