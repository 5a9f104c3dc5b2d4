//! `level`: the figures as they were read.

use super::{Indicator, Inputs, Variant};
use crate::series::Point;

/// The series itself.
pub struct Level;

/// Its formulas.
static VARIANTS: &[Variant] = &[Variant::new("", "V", &["series"], None)];

impl Indicator for Level {
    fn id(&self) -> &'static str {
        "level"
    }
    fn about(&self) -> &'static str {
        "the figures as they were read"
    }
    fn source(&self) -> &'static str {
        "the dataset or ledger itself"
    }
    fn worked(&self) -> &'static str {
        "80 is 80"
    }
    fn undefined(&self) -> &'static str {
        "missing where no source has the figure"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        inputs.series.iter().flat_map(|series| series.points.clone()).collect()
    }
}
