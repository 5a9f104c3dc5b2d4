//! Series of points: what indicators make and charts draw. Plain values, no tables.
//!
//! A point is a period with a [`Value`]; a value is known, undefined for a [`Reason`], or missing an input.
//! There is no NaN, no infinity and no stand-in zero.

pub mod basket;
pub mod compare;
mod coverage;
pub mod gate;
pub mod goal;
pub mod months;
pub mod price;
mod reason;
pub mod spread;
mod value;

use serde::Serialize;

pub use basket::Basket;
pub use coverage::Coverage;
pub use reason::{Absence, Missing, Reason};
pub use spread::Spread;
pub use value::Value;

use crate::trade::{
    Area, Commodity, Estimate, Evidence, Hedge, Measure, ObsStatus, Origin, Period, Unit, Valuation,
};

/// What a series is about. Two series can be combined only where their bases agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// Who reports, or from whose side a statement is told.
    pub reporter: Area,
    /// The other side.
    pub partner: Area,
    /// What is measured.
    pub measure: Measure,
    /// Which commodity.
    pub commodity: Commodity,
    /// At which border value.
    pub valuation: Valuation,
}

/// A value in a period, with who says so.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// When.
    pub period: Period,
    /// How much, or why not.
    pub value: Value,
    /// Class of testimony.
    pub evidence: Evidence,
    /// State of the observation.
    pub status: ObsStatus,
    /// Speaker, for statements; producer otherwise.
    pub speaker: String,
    /// Rows behind the value, in file order.
    pub origins: Vec<Origin>,
    /// What a reader must know of this point, in the words of the ledger.
    pub note: String,
    /// Id of its ledger row; empty for rows of datasets.
    pub row: String,
    /// How firmly it was said.
    pub hedge: Hedge,
    /// The row that it was worked out from, if it was not stated itself.
    pub derivation: Option<Derivation>,
}

/// How a figure follows from another: "80, double the year before" gives 80 / 2.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Derivation {
    /// Id of the ledger row that states the other figure.
    pub row: String,
    /// The other figure is this many times the derived one.
    pub multiple: Estimate,
}

/// Points of one measure in order of their periods.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Series {
    /// Id within its chart.
    pub id: String,
    /// What it is about.
    pub basis: Basis,
    /// Unit of all its values.
    pub unit: Unit,
    /// How its values were computed, as a formula over named inputs; empty where they were read.
    pub formula: String,
    /// Points, sorted by period start, then end, then origin.
    pub points: Vec<Point>,
}

/// The series of one chart, in drawing order.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SeriesSet {
    /// Each with an id unique in the set.
    pub series: Vec<Series>,
    /// Where definitions of one idea disagree on them.
    pub spreads: Vec<Spread>,
}

impl Series {
    /// The first point of exactly this period.
    #[must_use]
    pub fn at(&self, period: Period) -> Option<&Point> {
        self.points.iter().find(|point| point.period == period)
    }

    /// The series with a missing point for each calendar year that lies between two years of it and has none.
    #[must_use]
    pub fn with_absent_years(&self) -> Self {
        let years: Vec<i32> =
            self.points.iter().filter_map(|point| point.period.calendar_year()).collect();
        let mut whole = self.clone();
        for year in years.windows(2).flat_map(|pair| pair[0] + 1..pair[1]) {
            let period = Period::year(year);
            let near = self.points.iter().rev().find(|p| p.period.end() < period.start());
            let Some(near) = near else { continue };
            whole.points.push(Point {
                period,
                value: Missing::not_reported(self.basis.measure.id(), period).into(),
                status: ObsStatus::Missing,
                speaker: String::new(),
                origins: vec![],
                note: String::new(),
                row: String::new(),
                hedge: Hedge::Printed,
                derivation: None,
                evidence: near.evidence,
            });
        }
        whole.points.sort_by_key(|point| point.period);
        whole
    }

    /// Points with a known value, as (point, estimate).
    pub fn known(&self) -> impl Iterator<Item = (&Point, Estimate)> {
        self.points.iter().filter_map(|point| Some((point, point.value.known()?)))
    }
}

impl SeriesSet {
    /// The series with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Series> {
        self.series.iter().find(|series| series.id == id)
    }
}
