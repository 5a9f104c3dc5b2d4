//! The vocabulary of bilateral trade: areas, flows, periods, commodities, money, estimates, evidence.
//!
//! Everything above speaks in these words. Nothing here reads a file, knows a table or draws.

mod area;
mod commodity;
mod decimal;
mod estimate;
mod evidence;
mod flow;
mod hedge;
mod money;
mod period;
mod rates;
mod unit;

pub use area::{Area, AreaFault, AreaInfo, AreaKind, Numbering, UnknownArea};
pub use commodity::{Classification, Commodity};
pub use decimal::{Decimal, TooLarge};
pub use estimate::Estimate;
pub use evidence::{Evidence, ObsStatus, Origin, Provenance};
pub use flow::{Flow, Measure, Valuation};
pub use hedge::{Hedge, HedgeSettings};
pub use money::Money;
pub use period::{Frequency, Period, PeriodError};
pub use rates::{FoundRate, Quote, Rate, RateTable};
pub use unit::Unit;
