//! Numbers by language.

use super::Lang;
use crate::trade::{Estimate, Period};

/// How amounts of money are scaled: one unit and one count of decimals in one chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// Power of ten of the unit: 0, 3, 6, 9 or 12.
    pub exponent: u32,
    /// Digits after the decimal mark.
    pub decimals: usize,
}

/// Formats numbers for one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// The language.
    pub lang: Lang,
    /// European digits even in Persian.
    pub latin_digits: bool,
}

impl Numbers {
    /// Wraps a string and its tokens in isolates.
    #[must_use]
    pub fn isolate(&self, text: &str) -> String {
        text.to_owned()
    }
}
