//! From files of bilateral trade figures to numbers that hold and figures that print.

pub mod chart;
pub mod claims;
pub mod cli;
pub mod diag;
pub mod indicator;
pub mod inspect;
pub mod layout;
pub mod lint;
pub mod picture;
pub mod pipeline;
pub mod press;
pub mod read;
pub mod render;
pub mod scene;
pub mod series;
pub mod site;
pub mod source;
pub mod table;
pub mod theme;
pub mod trade;
pub mod words;
