//! The parts of a row as far as they could be read: either an observation, or a record to remember as lost.

use super::{Lost, Observation};
use crate::trade::{Area, Commodity, Flow, Money, ObsStatus, Period};

/// Parts of one row; `None` where a fault was reported.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Its line.
    pub line: u32,
    /// Who reports.
    pub reporter: Option<Area>,
    /// The other side.
    pub partner: Option<Area>,
    /// Direction.
    pub flow: Option<Flow>,
    /// When.
    pub period: Option<Period>,
    /// What.
    pub commodity: Option<Commodity>,
    /// The value and its state.
    pub amount: Option<(Option<Money>, ObsStatus)>,
}

impl Parts {
    /// The observation, with its value and commodity; the rest is for the source to complete.
    ///
    /// # Errors
    /// The record as lost, if a part is lacking.
    pub fn observation(self) -> Result<Observation, Box<Lost>> {
        let whole = (
            self.reporter,
            self.partner,
            self.flow,
            self.period,
            self.commodity.clone(),
            self.amount,
        );
        let (
            Some(reporter),
            Some(partner),
            Some(flow),
            Some(period),
            Some(commodity),
            Some(amount),
        ) = whole
        else {
            let Self { line, reporter, partner, flow, period, commodity, .. } = self;
            return Err(Box::new(Lost {
                dataset: 0,
                line,
                reporter,
                partner,
                flow,
                period,
                commodity,
            }));
        };
        let mut observation = Observation::new(self.line, reporter, partner, flow, period);
        observation.commodity = commodity;
        (observation.primary_value, observation.status) = amount;
        Ok(observation)
    }
}
