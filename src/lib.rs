//! From files of bilateral trade figures to numbers that hold and figures that print.

pub mod chart;
pub mod claims;
pub mod diag;
pub mod indicator;
pub mod layout;
pub mod pipeline;
pub mod read;
pub mod scene;
pub mod series;
pub mod theme;
pub mod trade;
pub mod words;
