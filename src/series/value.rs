//! The three outcomes of a computation.

use serde::Serialize;

use super::{Missing, Reason};
use crate::trade::Estimate;

/// A number, the reason why none can exist, or the input that is lacking.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// The number with its interval.
    Known(Estimate),
    /// No input would help.
    Undefined(Reason),
    /// An input that some source could still supply.
    Missing(Missing),
}

impl Value {
    /// The estimate, if known.
    #[must_use]
    pub fn known(&self) -> Option<Estimate> {
        match self {
            Self::Known(estimate) => Some(*estimate),
            _ => None,
        }
    }

    /// The estimate, or this value as the outcome of whatever needed it: `Missing` goes first.
    ///
    /// # Errors
    /// The value itself, where it is not known.
    pub fn require(&self) -> Result<Estimate, Self> {
        self.known().ok_or_else(|| self.clone())
    }
}

impl From<Result<Estimate, Value>> for Value {
    fn from(outcome: Result<Estimate, Value>) -> Self {
        outcome.map_or_else(|stopped| stopped, Self::Known)
    }
}

impl From<Reason> for Value {
    fn from(reason: Reason) -> Self {
        Self::Undefined(reason)
    }
}

impl From<Missing> for Value {
    fn from(missing: Missing) -> Self {
        Self::Missing(missing)
    }
}
