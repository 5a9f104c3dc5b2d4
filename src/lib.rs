//! From files of bilateral trade figures to numbers that hold and figures that print.
//!
//! A whole run in small: bytes become a table, the table gives a series, an indicator makes another of it.
//!
//! ```
//! use bilat::indicator::{Inputs, Settings, compute, indicator};
//! use bilat::read::{DatasetSpec, Input};
//! use bilat::source::read_dataset;
//! use bilat::table::Selector;
//! use bilat::trade::{Area, Commodity, Flow, Frequency};
//!
//! let bytes = b"year,flow,value\n2023,export,40000000\n2024,export,80000000\n";
//! let spec = DatasetSpec {
//!     unit: Some("USD".to_owned()),
//!     reporter: Some("RUS".to_owned()),
//!     partner: Some("AFG".to_owned()),
//!     ..DatasetSpec::default()
//! };
//! let input = Input { dataset: "flour", path: "flour.csv", bytes };
//! let (table, messages) = read_dataset(input, &spec);
//! assert!(!bilat::diag::has_errors(&messages), "{messages:?}");
//!
//! let selector = Selector {
//!     dataset: None,
//!     reporter: Area::from_code("RUS")?,
//!     partner: Area::from_code("AFG")?,
//!     flow: Flow::Export,
//!     commodity: Commodity::total(),
//!     frequency: Frequency::Annual,
//! };
//! let (exports, _) = table.series("exports", &selector);
//! let settings = Settings::default();
//! let exports = [exports];
//! let inputs = Inputs::plain(&exports, &settings);
//! let growth = compute(indicator("growth").expect("it is registered"), "growth", &inputs)?;
//! assert_eq!(growth.points[1].value.known().map(|growth| growth.mid()), Some(1.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod chart;
pub mod claims;
pub mod cli;
pub mod diag;
pub mod fetch;
pub mod indicator;
pub mod inspect;
pub mod kit;
pub mod layout;
pub mod lint;
pub mod mirror;
pub mod picture;
pub mod pipeline;
pub mod press;
pub mod read;
pub mod record;
pub mod render;
pub mod scene;
pub mod series;
pub mod site;
pub mod source;
pub mod table;
pub mod theme;
pub mod trade;
pub mod words;
