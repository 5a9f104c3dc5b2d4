//! Layout: header and footer, axes, and labels that keep clear of each other and of lines.
//!
//! Charts say what to show; this module finds where it fits. It draws nothing that carries data.

mod axis;
mod frame;
mod legend;
mod marks;
mod place;
mod side;
mod slots;
mod squarify;
mod style;

pub use axis::{Scale, YAxis, linear_ticks, log_ticks, rule, year_ticks};
pub use frame::{Frame, Header, Panel};
pub use legend::{Swatch, legend, swatch};
pub use marks::{
    connector, decimal_year, events, hatch, hatch_lines, no_data, tick_texts, time_axis,
};
pub use place::{Obstacles, inside, spread};
pub use side::{SideLabel, room_for, side_labels};
pub use slots::{Slots, period_labels};
pub use squarify::squarify;
pub use style::Style;
