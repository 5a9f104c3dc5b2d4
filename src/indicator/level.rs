//! `level`: the figures as they were read.

use super::{Indicator, Inputs};
use crate::series::Point;
use crate::trade::Unit;

/// The series itself.
pub struct Level;

impl Indicator for Level {
    fn id(&self) -> &'static str {
        "level"
    }
    fn about(&self) -> &'static str {
        "the figures as they were read"
    }
    fn formula(&self) -> &'static str {
        "V_t"
    }
    fn source(&self) -> &'static str {
        "the dataset or ledger itself"
    }
    fn roles(&self) -> &'static [&'static str] {
        &["series"]
    }
    fn unit(&self, input: Unit) -> Unit {
        input
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        inputs.series.iter().flat_map(|series| series.points.clone()).collect()
    }
}
