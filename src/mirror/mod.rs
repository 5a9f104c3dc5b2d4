//! The two sides of one flow: bringing what the importer reports (CIF) to what the exporter reports (FOB), how far
//! each side is to be trusted, and one value out of both with its interval.
//!
//! Nothing here chooses a side by itself: who asks says which, and the result says what was done to it.

mod conversion;
mod freight;
mod panel;
mod reconcile;
mod series;
mod solve;

pub use conversion::{Convention, Conversion, ConversionError};
pub use freight::Freight;
pub use panel::{PanelRow, Sigma, estimate_sigma};
pub use reconcile::{Applied, Reconciled, Reliability, converted, reconcile};
pub use series::Reconciliation;
