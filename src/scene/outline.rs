//! Glyph outlines in scene coordinates.
//!
//! Quadratic curves are raised to cubic ones, which draws the same line; coordinates keep their full precision.

use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};

use super::Segment;
use super::shaping::Glyph;

/// Collects the outlines of a line's glyphs.
pub(super) struct Outline {
    pub segments: Vec<Segment>,
    left: f64,
    baseline: f64,
    size: f64,
    /// Origin of the glyph being drawn.
    origin: (f64, f64),
    /// Scene units in a unit of the face.
    scale: f64,
    /// Where the last step ended.
    pen: (f64, f64),
}

impl Outline {
    pub fn new(left: f64, baseline: f64, size: f64) -> Self {
        let origin = (left, baseline);
        Self { segments: vec![], left, baseline, size, origin, scale: 1.0, pen: origin }
    }

    pub fn draw(&mut self, face: &rustybuzz::Face, glyph: &Glyph) {
        self.origin = (self.left + glyph.x * self.size, self.baseline - glyph.y * self.size);
        self.scale = self.size / f64::from(face.units_per_em());
        face.outline_glyph(GlyphId(glyph.id), self);
    }

    fn at(&self, x: f32, y: f32) -> (f64, f64) {
        (self.origin.0 + f64::from(x) * self.scale, self.origin.1 - f64::from(y) * self.scale)
    }

    fn curve(&mut self, first: (f64, f64), second: (f64, f64), end: (f64, f64)) {
        self.segments.push(Segment::Curve(first.0, first.1, second.0, second.1, end.0, end.1));
        self.pen = end;
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.pen = self.at(x, y);
        self.segments.push(Segment::Move(self.pen.0, self.pen.1));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.pen = self.at(x, y);
        self.segments.push(Segment::Line(self.pen.0, self.pen.1));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (control, end) = (self.at(x1, y1), self.at(x, y));
        let toward = |from: (f64, f64)| {
            (from.0 + (control.0 - from.0) * 2.0 / 3.0, from.1 + (control.1 - from.1) * 2.0 / 3.0)
        };
        self.curve(toward(self.pen), toward(end), end);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.curve(self.at(x1, y1), self.at(x2, y2), self.at(x, y));
    }

    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}
