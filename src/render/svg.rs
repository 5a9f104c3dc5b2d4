//! SVG with its text as text and the faces inside: for the web, for search, for a screen reader.

use super::{RenderError, Renderer};
use crate::press::{Mode, Sheet, markup};

/// SVG with live text.
pub struct Svg;

impl Renderer for Svg {
    fn id(&self) -> &'static str {
        "svg"
    }

    fn extension(&self) -> &'static str {
        "svg"
    }

    fn media_type(&self) -> &'static str {
        "image/svg+xml"
    }

    fn render(&self, sheet: &Sheet) -> Result<Vec<u8>, RenderError> {
        Ok(markup(sheet, Mode::Live).into_bytes())
    }
}
