//! Layout: header and footer, axes, and labels that keep clear of each other and of lines.
//!
//! Charts say what to show; this module finds where it fits. It draws nothing that carries data.

mod axis;
mod frame;
mod place;
mod style;

pub use axis::{rule, Scale, YAxis, linear_ticks, log_ticks, year_ticks};
pub use frame::{Frame, Header, Panel};
pub use place::{Obstacles, spread};
pub use style::Style;
