//! A figure as the checks look at it: lines of text, marks, and what lies behind the text, in canvas units.
//!
//! Canvas units are user units of the root's `viewBox`. Our own figures come from their scene (`own`), those of other
//! tools from their SVG (`foreign`); the checks do not know the difference unless they ask for what only ours tell.

use usvg::roxmltree::Document;

use super::own::{Files, Own};
use super::quad::{Bounds, Quad, Step, area, holds};
use super::raster::Raster;
use crate::scene::{Color, Role};

/// A line of text.
#[derive(Clone, Debug)]
pub struct Line {
    /// Place in the order of drawing.
    pub order: usize,
    /// The element or node it is a part of; lines of one text share it.
    pub owner: usize,
    /// The string in logical order.
    pub content: String,
    /// Box of its ink.
    pub ink: Quad,
    /// Boxes of the ink of its glyphs.
    pub glyphs: Vec<Quad>,
    /// Size of the face on the canvas.
    pub size: f64,
    /// Weight, 400 or 700 mostly.
    pub weight: u16,
    /// Color, if it is a plain one.
    pub fill: Option<Color>,
    /// Color of a stroke around its letters that is drawn before them.
    pub halo: Option<Color>,
    /// Whether its baseline is not horizontal.
    pub turned: bool,
    /// What it is clipped to.
    pub clip: Option<Bounds>,
    /// Characters that no face at hand has.
    pub missing: Vec<char>,
    /// Whether another face than the one named was measured.
    pub substituted: bool,
    /// Whether the element says its direction by itself.
    pub directed: bool,
    /// What it is for, where the scene tells.
    pub role: Option<Role>,
    /// Name of the innermost named group, where the scene tells.
    pub group: String,
}

impl Line {
    /// Left end and top of its ink: the place of a defect.
    #[must_use]
    pub fn at(&self) -> (f64, f64) {
        let bounds = self.ink.bounds();
        (bounds.0, bounds.1)
    }

    /// Its words as they are quoted in a message: without direction marks, and not too many.
    #[must_use]
    pub fn quoted(&self) -> String {
        quoted(&self.content)
    }
}

/// Words as they are quoted in a message.
#[must_use]
pub fn quoted(content: &str) -> String {
    const MOST: usize = 48;
    let plain = crate::words::strip_controls(content);
    let plain: String = plain.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let plain = plain.trim();
    if plain.chars().count() <= MOST {
        return format!("`{plain}`");
    }
    let start: String = plain.chars().take(MOST - 1).collect();
    format!("`{}…`", start.trim_end())
}

/// Ink of a line or an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Color over white, if it is a plain one.
    pub color: Option<Color>,
    /// Width on the canvas.
    pub width: f64,
    /// Whether it is dashed.
    pub dashed: bool,
}

/// A shape.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Place in the order of drawing.
    pub order: usize,
    /// Its edges, curves as chords.
    pub steps: Vec<Step>,
    /// The upright box around it, cut to what it is clipped to.
    pub bounds: Bounds,
    /// Whether it has a fill.
    pub filled: bool,
    /// Fill, if it is a plain and opaque color.
    pub fill: Option<Color>,
    /// Outline.
    pub pen: Option<Pen>,
    /// Whether it is an upright rectangle.
    pub rect: bool,
    /// Name of the innermost named group, where the scene tells; else the id of the element.
    pub group: String,
}

impl Mark {
    /// Left end and top: the place of a defect.
    #[must_use]
    pub fn at(&self) -> (f64, f64) {
        (self.bounds.0, self.bounds.1)
    }

    /// Whether it is a path without fill.
    #[must_use]
    pub fn is_line(&self) -> bool {
        !self.filled && self.pen.is_some()
    }
}

/// A figure.
pub struct Figure<'a> {
    /// Left and top of the canvas.
    pub origin: (f64, f64),
    /// Width and height of the canvas.
    pub size: (f64, f64),
    /// CSS pixels in a canvas unit.
    pub pixels: f64,
    /// Whether its size is one of paper.
    pub print: bool,
    /// Smallest text allowed, in canvas units.
    pub floor: f64,
    /// Color behind everything.
    pub background: Color,
    /// Lines of text, in the order of drawing.
    pub lines: Vec<Line>,
    /// Shapes, in the order of drawing.
    pub marks: Vec<Mark>,
    /// The picture without its text; absent where it cannot be drawn.
    pub behind: Option<Raster>,
    /// The file's text.
    pub text: &'a str,
    /// The file's elements.
    pub document: Option<&'a Document<'a>>,
    /// What only our own figures tell.
    pub own: Option<&'a Own<'a>>,
    /// The files of our own figures.
    pub files: Option<&'a Files<'a>>,
}

impl Figure<'_> {
    /// Points of 1/72 inch in canvas units; a CSS pixel is three quarters of one.
    #[must_use]
    pub fn points(&self, points: f64) -> f64 {
        points * 4.0 / 3.0 / self.pixels
    }

    /// The whole canvas.
    #[must_use]
    pub fn canvas(&self) -> Bounds {
        let ((x, y), (width, height)) = (self.origin, self.size);
        (x, y, x + width, y + height)
    }

    /// Whether a filled shape is a ground for others: it covers much of the canvas, and is near it in color.
    #[must_use]
    pub fn is_ground(&self, mark: &Mark) -> bool {
        const SHARE: f64 = 0.25;
        const NEAR: f64 = 2.0;
        let is_large = area(mark.bounds) > SHARE * self.size.0 * self.size.1;
        let is_near = |fill| crate::scene::contrast(fill, self.background) < NEAR;
        mark.filled && mark.rect && is_large && mark.fill.is_none_or(is_near)
    }

    /// The color that a mark is seen against: of the last ground below it, or of the canvas.
    #[must_use]
    pub fn ground_of(&self, mark: &Mark) -> Color {
        let below = self.marks.iter().take_while(|other| other.order < mark.order);
        below
            .filter(|other| self.is_ground(other) && holds(other.bounds, mark.bounds, 1.0))
            .filter_map(|other| other.fill)
            .last()
            .unwrap_or(self.background)
    }
}
