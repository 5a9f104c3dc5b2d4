//! What the renderers share: a scene with its lines shaped, its markup, and the one tree that PNG and PDF are drawn from.
//!
//! It writes no file formats but the markup; those are the members of `render`.

mod inherit;
mod ink;
mod layout_table;
mod logo;
mod markup;
mod palette;
mod path;
#[cfg(test)]
pub(crate) mod sample;
mod sheet;
mod subset;
mod tree;
mod web_font;
mod xml;

pub use logo::logo;
pub use markup::{Mode, inline_markup, markup};
pub use palette::{Indexed, indexed};
pub use sheet::{Imprint, Sheet, SheetError};
pub use web_font::WebFonts;
