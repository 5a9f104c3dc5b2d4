//! PNG: 300 dots an inch for print, twice the pixels for the web, with its true size and what it shows inside.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, PixelDimensions, Unit};
use resvg::tiny_skia::{Pixmap, Transform};

use super::{RenderError, Renderer};
use crate::press::Sheet;
use crate::scene::Physical;

/// Dots an inch in print.
const PRINT: f64 = 300.0;

/// Pixels for a CSS pixel, of which an inch has 96.
const DENSITY: f64 = 2.0;

/// PNG.
pub struct Png;

impl Renderer for Png {
    fn id(&self) -> &'static str {
        "png"
    }

    fn extension(&self) -> &'static str {
        "png"
    }

    fn media_type(&self) -> &'static str {
        "image/png"
    }

    fn render(&self, sheet: &Sheet) -> Result<Vec<u8>, RenderError> {
        let tree = sheet.tree()?;
        let (width, height, _) = pixels(sheet.scene.physical);
        let mut pixmap = Pixmap::new(width, height)
            .ok_or_else(|| RenderError::engine("PNG", "picture is too large"))?;
        let scale = Transform::from_scale(
            width as f32 / tree.size().width(),
            height as f32 / tree.size().height(),
        );
        resvg::render(tree, scale, &mut pixmap.as_mut());
        encode(sheet, &pixmap).map_err(|error| RenderError::engine("PNG", error))
    }
}

/// Width and height in pixels, and pixels a meter.
fn pixels(physical: Physical) -> (u32, u32, u32) {
    let (width, height, scale, dots) = match physical {
        Physical::Millimeters(width, height) => (width, height, PRINT / 25.4, PRINT),
        Physical::Pixels(width, height) => (width, height, DENSITY, 96.0 * DENSITY),
    };
    let whole = |value: f64| libm::round(value).max(1.0) as u32;
    (whole(width * scale), whole(height * scale), whole(dots / 0.0254))
}

fn encode(sheet: &Sheet, pixmap: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = vec![];
    let mut encoder = Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    let density = pixels(sheet.scene.physical).2;
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: density,
        yppu: density,
        unit: Unit::Meter,
    }));
    for (keyword, text) in words(sheet) {
        if !text.is_empty() {
            encoder.add_itxt_chunk(keyword.to_owned(), text.to_owned())?;
        }
    }
    encoder.write_header()?.write_image_data(&opaque(pixmap))?;
    Ok(bytes)
}

/// Keywords of the PNG specification, and ours for the hashes.
fn words<'a>(sheet: &'a Sheet) -> [(&'static str, &'a str); 8] {
    let imprint = sheet.imprint;
    [
        ("Title", &sheet.scene.title),
        ("Description", &sheet.scene.description),
        ("Source", &imprint.source),
        ("Software", &imprint.software),
        ("Copyright", &imprint.copyright),
        ("Spec-Hash", &imprint.spec_hash),
        ("Data-Hash", &imprint.data_hash),
        ("JSON-LD", &imprint.json_ld),
    ]
}

/// Red, green and blue: the background covers the picture, so nothing is transparent.
fn opaque(pixmap: &Pixmap) -> Vec<u8> {
    pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
}
