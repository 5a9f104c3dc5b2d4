//! SVG with its text as paths: for Word and layout programs, which set live text in faces of their own.

use super::{RenderError, Renderer};
use crate::press::{Mode, Sheet, markup};

/// SVG without live text.
pub struct SvgOutlined;

impl Renderer for SvgOutlined {
    fn id(&self) -> &'static str {
        "svg-outlined"
    }

    fn extension(&self) -> &'static str {
        "outlined.svg"
    }

    fn media_type(&self) -> &'static str {
        "image/svg+xml"
    }

    fn render(&self, sheet: &Sheet) -> Result<Vec<u8>, RenderError> {
        Ok(markup(sheet, Mode::Outlined).into_bytes())
    }
}
