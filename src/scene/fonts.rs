//! The faces that text is shaped, drawn and embedded with: bundled ones, and files that a desk names.

use super::Weight;

/// Index of a face in its [`Fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Face(pub usize);

/// A set of faces; no system font is ever read.
#[derive(Debug)]
pub struct Fonts {}

impl Fonts {
    /// Noto Sans (Latin, Cyrillic, Greek) and DejaVu Sans (Arabic script), regular and bold.
    #[must_use]
    pub fn bundled() -> Self {
        Self {}
    }

    /// Family name as written in `font-family`.
    #[must_use]
    pub fn family(&self, _face: Face) -> &str {
        "Noto Sans"
    }

    /// Weight of the face.
    #[must_use]
    pub fn weight(&self, _face: Face) -> Weight {
        Weight::Regular
    }
}
