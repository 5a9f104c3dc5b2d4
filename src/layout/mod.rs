//! Layout: header and footer, axes, and labels that keep clear of each other and of lines.
//!
//! Charts say what to show; this module finds where it fits. It draws nothing that carries data.

mod axis;
mod frame;
mod marks;
mod place;
mod style;

pub use axis::{Scale, YAxis, linear_ticks, log_ticks, rule, year_ticks};
pub use frame::{Frame, Header, Panel};
pub use marks::{
    connector, decimal_year, events, hatch, hatch_lines, no_data, tick_texts, time_axis,
};
pub use place::{Obstacles, inside, spread};
pub use style::Style;
