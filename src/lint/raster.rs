//! The picture in pixels without its text: what the letters stand on.
//!
//! Small, for colors and shares only; nothing of it is written.

use resvg::tiny_skia::{Pixmap, Transform};
use usvg::Tree;

use super::quad::Bounds;
use crate::scene::Color;

/// A picture in pixels.
pub struct Raster {
    pixels: Pixmap,
    /// Pixels in a canvas unit, across and down, and the canvas' corner.
    scale: (f64, f64),
    origin: (f64, f64),
}

impl Raster {
    /// Most pixels at a side.
    const MOST: f64 = 1000.0;

    /// Draws a tree that was made without its text; `canvas` is what the tree's size shows.
    #[must_use]
    pub fn draw(tree: &Tree, canvas: Bounds) -> Option<Self> {
        let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
        let reduce = (Self::MOST / width.max(height)).min(1.0);
        let whole = |value: f64| libm::ceil(value * reduce).max(1.0) as u32;
        let mut pixels = Pixmap::new(whole(width), whole(height))?;
        pixels.fill(resvg::tiny_skia::Color::WHITE);
        let shrink = Transform::from_scale(reduce as f32, reduce as f32);
        resvg::render(tree, shrink, &mut pixels.as_mut());
        let scale = (
            width * reduce / (canvas.2 - canvas.0).max(1e-9),
            height * reduce / (canvas.3 - canvas.1).max(1e-9),
        );
        Some(Self { pixels, scale, origin: (canvas.0, canvas.1) })
    }

    /// Colors of the pixels in a box, row by row.
    pub fn colors(&self, bounds: Bounds) -> impl Iterator<Item = Color> + '_ {
        let clamp = |value: f64, most: u32| (value.max(0.0) as u32).min(most);
        let (width, height) = (self.pixels.width(), self.pixels.height());
        let x = |value: f64| (value - self.origin.0) * self.scale.0;
        let y = |value: f64| (value - self.origin.1) * self.scale.1;
        let left = clamp(libm::floor(x(bounds.0)), width);
        let right = clamp(libm::ceil(x(bounds.2)), width);
        let top = clamp(libm::floor(y(bounds.1)), height);
        let bottom = clamp(libm::ceil(y(bounds.3)), height);
        let row = move |y: u32| (left..right).filter_map(move |x| self.pixels.pixel(x, y));
        (top..bottom).flat_map(row).map(|p| Color(p.red(), p.green(), p.blue()))
    }

    /// Share of a box whose pixels are of none of these colors.
    #[must_use]
    pub fn share_of_ink(&self, bounds: Bounds, grounds: &[Color]) -> f64 {
        let near = |a: Color, b: Color| {
            let far = |a: u8, b: u8| a.abs_diff(b) > 6;
            !(far(a.0, b.0) || far(a.1, b.1) || far(a.2, b.2))
        };
        let (mut ink, mut all) = (0_u32, 0_u32);
        for color in self.colors(bounds) {
            all += 1;
            ink += u32::from(!grounds.iter().any(|ground| near(*ground, color)));
        }
        f64::from(ink) / f64::from(all.max(1))
    }
}
