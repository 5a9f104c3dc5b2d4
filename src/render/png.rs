//! PNG: 300 dots an inch for print, twice the pixels for the web, with its true size and what it shows inside.

use std::collections::HashMap;

use png::{
    BitDepth, ColorType, Compression, DeflateCompression, Encoder, EncodingError, Filter,
    PixelDimensions, Unit,
};
use resvg::tiny_skia::{Pixmap, Transform};

use super::{RenderError, Renderer};
use crate::press::{Indexed, Sheet, indexed};
use crate::scene::Physical;

/// Dots an inch in print.
const PRINT: f64 = 300.0;

/// Pixels for a CSS pixel, of which an inch has 96.
const DENSITY: f64 = 2.0;

/// Half the size of level 1 for 3 ms more; level 6 saves a tenth for another 3.
const LEVEL: u8 = 4;

/// PNG.
pub struct Png;

/// What becomes of a color of red, green and blue in somebody's eye.
pub type Eye = fn([u8; 3]) -> [u8; 3];

/// PNG with a density and an eye of its own. No format of the registry: a card for social networks has one pixel for
/// one, pages choose by `srcset`, and a proof shows what others see.
#[derive(Clone, Copy, Debug)]
pub struct PngAt {
    /// Pixels for a CSS pixel; at 2 print has 300 dots an inch.
    pub density: f64,
    /// What becomes of each color; nothing if absent.
    pub seen: Option<Eye>,
}

impl PngAt {
    /// One pixel for a CSS pixel, in true colors.
    pub const SINGLE: Self = Self { density: 1.0, seen: None };
}

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
        PngAt { density: DENSITY, ..PngAt::SINGLE }.render(sheet)
    }
}

impl Renderer for PngAt {
    fn id(&self) -> &'static str {
        Png.id()
    }

    fn extension(&self) -> &'static str {
        Png.extension()
    }

    fn media_type(&self) -> &'static str {
        Png.media_type()
    }

    fn render(&self, sheet: &Sheet) -> Result<Vec<u8>, RenderError> {
        let size = pixels(sheet.scene.physical, self.density);
        let mut pixmap = draw(sheet, size)?;
        if let Some(seen) = self.seen {
            recolor(&mut pixmap, seen);
        }
        encode(sheet, &pixmap, size.density).map_err(|error| RenderError::engine("PNG", error))
    }
}

/// Size of a raster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pixels {
    width: u32,
    height: u32,
    /// Pixels a meter.
    density: u32,
}

fn pixels(physical: Physical, screen: f64) -> Pixels {
    let (width, height, scale, dots) = match physical {
        Physical::Millimeters(width, height) => {
            let dots = PRINT * screen / DENSITY;
            (width, height, dots / 25.4, dots)
        }
        Physical::Pixels(width, height) => (width, height, screen, 96.0 * screen),
    };
    let whole = |value: f64| libm::round(value).max(1.0) as u32;
    Pixels {
        width: whole(width * scale),
        height: whole(height * scale),
        density: whole(dots / 0.0254),
    }
}

fn draw(sheet: &Sheet, size: Pixels) -> Result<Pixmap, RenderError> {
    let tree = sheet.tree()?;
    let mut pixmap = Pixmap::new(size.width, size.height)
        .ok_or_else(|| RenderError::engine("PNG", "picture is too large"))?;
    let scale = Transform::from_scale(
        size.width as f32 / tree.size().width(),
        size.height as f32 / tree.size().height(),
    );
    resvg::render(tree, scale, &mut pixmap.as_mut());
    Ok(pixmap)
}

/// Gives each color its other one; nothing is transparent.
fn recolor(pixmap: &mut Pixmap, seen: Eye) {
    let mut known: HashMap<[u8; 3], [u8; 3]> = HashMap::new();
    for pixel in pixmap.data_mut().as_chunks_mut::<4>().0 {
        let color = [pixel[0], pixel[1], pixel[2]];
        let other = *known.entry(color).or_insert_with(|| seen(color));
        pixel[..3].copy_from_slice(&other);
    }
}

fn encode(sheet: &Sheet, pixmap: &Pixmap, density: u32) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = vec![];
    let mut encoder = Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_depth(BitDepth::Eight);
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
    let data = if let Some(Indexed { palette, indices }) = indexed(pixels_of(pixmap)) {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(palette);
        encoder.set_filter(Filter::NoFilter);
        encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
        indices
    } else {
        encoder.set_color(ColorType::Rgb);
        encoder.set_compression(Compression::Fast);
        opaque(pixmap)
    };
    encoder.write_header()?.write_image_data(&data)?;
    Ok(bytes)
}

fn pixels_of(pixmap: &Pixmap) -> &[[u8; 4]] {
    pixmap.data().as_chunks::<4>().0
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
    pixels_of(pixmap).iter().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::press::sample::{imprint, scene, shaper};
    use crate::words::Lang;

    #[test]
    fn size_density_and_words_are_those_of_the_picture() {
        let (scene, shaper, imprint) = (scene(Lang::Fa), shaper(), imprint());
        let bytes = Png.render(&Sheet::new(&scene, &shaper, &imprint).unwrap()).unwrap();
        let decoder = png::Decoder::new(std::io::Cursor::new(&bytes));
        let reader = decoder.read_info().unwrap();
        let info = reader.info();
        assert_eq!((info.width, info.height), (1890, 1181));
        let density = info.pixel_dims.unwrap();
        assert_eq!((density.xppu, density.yppu, density.unit), (11811, 11811, Unit::Meter));
        let words: Vec<_> = info
            .utf8_text
            .iter()
            .map(|chunk| (chunk.keyword.as_str(), chunk.get_text().unwrap()))
            .collect();
        assert!(words.contains(&("Title", scene.title.clone())));
        assert!(words.contains(&("Description", scene.description.clone())));
        assert!(words.contains(&("JSON-LD", imprint.json_ld.clone())));
    }

    #[test]
    fn pixels_are_those_of_the_engine() {
        let (scene, shaper, imprint) = (scene(Lang::En), shaper(), imprint());
        let sheet = Sheet::new(&scene, &shaper, &imprint).unwrap();
        let bytes = Png.render(&sheet).unwrap();
        let mut decoder = png::Decoder::new(std::io::Cursor::new(&bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut data).unwrap();
        let pixmap = draw(&sheet, pixels(scene.physical, DENSITY)).unwrap();
        assert!(data.len() == opaque(&pixmap).len());
        let apart = data.iter().zip(opaque(&pixmap)).filter(|(one, other)| **one != *other).count();
        assert!(apart < data.len() / 1000, "{apart}");
        let ink = data.as_chunks::<3>().0.iter().filter(|pixel| **pixel != [255; 3]).count();
        let share = ink as f64 / (data.len() / 3) as f64;
        assert!(share > 0.01 && share < 0.35, "{share}");
    }

    #[test]
    fn a_web_picture_has_twice_the_pixels_at_twice_the_density() {
        let size = |screen| {
            let size = pixels(Physical::Pixels(640.0, 420.0), screen);
            (size.width, size.height, size.density)
        };
        assert_eq!(size(DENSITY), (1280, 840, 7559));
        assert_eq!(size(1.0), (640, 420, 3780));
    }

    #[test]
    fn an_eye_of_its_own_sees_other_colors_in_the_same_places() {
        let (scene, shaper, imprint) = (scene(Lang::En), shaper(), imprint());
        let sheet = Sheet::new(&scene, &shaper, &imprint).unwrap();
        let size = pixels(scene.physical, 1.0);
        let mut turned = draw(&sheet, size).unwrap();
        let plain = turned.clone();
        recolor(&mut turned, |[r, g, b]| [255 - r, 255 - g, 255 - b]);
        assert_eq!(turned.data()[..4], [0, 0, 0, 255]);
        recolor(&mut turned, |[r, g, b]| [255 - r, 255 - g, 255 - b]);
        assert!(turned.data() == plain.data());
    }
}
