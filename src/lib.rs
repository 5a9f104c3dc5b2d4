//! From files of bilateral trade figures to numbers that hold and figures that print.

pub mod claims;
pub mod diag;
pub mod scene;
pub mod series;
pub mod theme;
pub mod trade;
pub mod words;
