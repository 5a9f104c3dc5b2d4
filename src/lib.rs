//! From files of bilateral trade figures to numbers that hold and figures that print.

pub mod diag;
pub mod indicator;
pub mod inspect;
pub mod layout;
pub mod pipeline;
pub mod read;
pub mod scene;
pub mod series;
pub mod source;
pub mod table;
pub mod theme;
pub mod trade;
pub mod words;
