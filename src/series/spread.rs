//! Where the choice of a definition decides what a figure says.

use serde::Serialize;

use super::Value;
use crate::trade::{Period, Unit};

/// What sibling definitions of one idea give for one point of a series.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// Id of the series.
    pub series: String,
    /// Its point.
    pub period: Period,
    /// The definitions, the chosen one first.
    pub members: Vec<Definition>,
}

/// A definition with its result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Definition {
    /// Id of the indicator.
    pub indicator: &'static str,
    /// Id of its variant; empty where it has one formula.
    pub variant: &'static str,
    /// Unit of the result.
    pub unit: Unit,
    /// What it gives.
    pub value: Value,
}

/// A spread above this part of the chosen value is told.
const LARGE: f64 = 0.1;

impl Spread {
    /// Results that exist, as (definition, number).
    pub fn known(&self) -> impl Iterator<Item = (&Definition, f64)> {
        self.members.iter().filter_map(|member| Some((member, member.value.known()?.mid())))
    }

    /// Smallest and largest result.
    #[must_use]
    pub fn range(&self) -> Option<(f64, f64)> {
        let numbers: Vec<f64> = self.known().map(|(_, number)| number).collect();
        let least = numbers.iter().copied().reduce(f64::min)?;
        Some((least, numbers.iter().copied().reduce(f64::max)?))
    }

    /// Whether it must be told: wider than a tenth of the chosen value, or across 0 or the threshold.
    #[must_use]
    pub fn matters(&self, threshold: Option<f64>) -> bool {
        let chosen = self.members.first().and_then(|member| member.value.known());
        let (Some(chosen), Some((low, high))) = (chosen, self.range()) else { return false };
        let across = |limit: f64| low < limit && limit < high;
        high - low > LARGE * chosen.mid().abs() || across(0.0) || threshold.is_some_and(across)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trade::Estimate;

    fn spread(numbers: &[f64]) -> Spread {
        let member = |number: &f64| Definition {
            indicator: "growth",
            variant: "",
            unit: Unit::Growth,
            value: Value::Known(Estimate::exact(*number)),
        };
        let members = numbers.iter().map(member).collect();
        Spread { series: "s".to_owned(), period: Period::year(2024), members }
    }

    #[test]
    fn a_tenth_a_sign_and_a_threshold_matter() {
        assert!(!spread(&[0.170, 0.165]).matters(None));
        assert!(spread(&[0.170, 0.161, 0.149, 0.157, 0.180]).matters(None));
        assert!(spread(&[0.001, -0.0005]).matters(None));
        assert!(spread(&[1.02, 0.98]).matters(Some(1.0)));
        assert!(!spread(&[1.02, 0.98]).matters(None));
    }
}
