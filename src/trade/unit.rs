//! Units of results. Inside, shares, growth and ratios are fractions; percent exists at print only.

use serde::Serialize;

/// Unit of an estimate in a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// US dollars.
    Dollar,
    /// Kilograms of net weight.
    Kilogram,
    /// US dollars a year.
    DollarPerYear,
    /// US dollars a tonne.
    DollarPerTonne,
    /// A fraction, printed as percent (0.137 is 13.7 %).
    Fraction,
    /// A signed fraction of growth, printed as percent with its sign.
    Growth,
    /// Growth in a year.
    GrowthPerYear,
    /// A difference of fractions, printed as percentage points.
    Point,
    /// A natural logarithm of a ratio.
    LogPoint,
    /// A ratio, printed as a multiple.
    Times,
    /// An index with base 100.
    Index,
    /// A pure number, printed as it is: 0.38.
    Coefficient,
    /// 1 for yes, 0 for no, an interval where the figures cannot tell.
    Agreement,
    /// A number of things.
    Count,
}

impl Unit {
    /// Stable id in files; shares, growth and points are all fractions there.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Dollar => "USD",
            Self::Kilogram => "kg",
            Self::DollarPerYear => "USD a year",
            Self::DollarPerTonne => "USD a tonne",
            Self::Fraction | Self::Growth | Self::Point => "fraction",
            Self::GrowthPerYear => "fraction a year",
            Self::LogPoint => "log ratio",
            Self::Times => "ratio",
            Self::Index => "index",
            Self::Coefficient => "coefficient",
            Self::Agreement => "agreement",
            Self::Count => "count",
        }
    }
}
