//! The faces that text is shaped, drawn and embedded with: bundled ones, and files that a desk names.
//!
//! No system font is ever read: the same text has the same width on every machine. Which face a character is drawn
//! in is decided in `itemize`; nothing here draws.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::Weight;

/// Index of a face in its [`Fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Face(pub usize);

/// A set of faces; no system font is ever read.
pub struct Fonts {
    faces: Vec<Loaded>,
    database: Arc<fontdb::Database>,
}

struct Loaded {
    family: String,
    weight: Weight,
    data: &'static [u8],
    id: fontdb::ID,
    shaping: rustybuzz::Face<'static>,
}

/// Why the bytes of a font file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontError {
    /// Neither TrueType nor OpenType, or broken.
    Unreadable,
    /// A variable font: it has no face of one certain weight.
    Variable,
    /// An italic or oblique face; the house style has none.
    Slanted,
    /// Its glyphs are not outlines.
    NoOutlines,
}

impl fmt::Display for FontError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "not a TrueType or OpenType face",
            Self::Variable => "a variable font; name its static files instead",
            Self::Slanted => "an italic face; figures are set upright",
            Self::NoOutlines => "no TrueType outlines",
        })
    }
}

impl std::error::Error for FontError {}

impl Fonts {
    /// Noto Sans (Latin, Cyrillic, Greek) and DejaVu Sans (Arabic script), regular and bold.
    #[must_use]
    pub fn bundled() -> Self {
        let mut fonts = Self::empty();
        fonts.add_bundled();
        fonts
    }

    /// The bundled faces, and before them those of a desk.
    ///
    /// # Errors
    /// The index of the first file that cannot be used, and why.
    pub fn with(files: &[Vec<u8>]) -> Result<Self, (usize, FontError)> {
        let mut fonts = Self::empty();
        for (index, bytes) in files.iter().enumerate() {
            fonts.add(keep(bytes)).map_err(|error| (index, error))?;
        }
        fonts.add_bundled();
        Ok(fonts)
    }

    fn empty() -> Self {
        Self { faces: vec![], database: Arc::new(fontdb::Database::new()) }
    }

    fn add_bundled(&mut self) {
        let bundled = [
            notosans::REGULAR_TTF,
            notosans::BOLD_TTF,
            dejavu::sans::regular(),
            dejavu::sans::bold(),
        ];
        for data in bundled {
            self.add(data).expect("bundled faces are sound");
        }
    }

    /// Adds a face, unless one of its family and weight is there: an earlier face takes precedence.
    fn add(&mut self, data: &'static [u8]) -> Result<(), FontError> {
        let shaping = rustybuzz::Face::from_slice(data, 0).ok_or(FontError::Unreadable)?;
        check(&shaping)?;
        let database = Arc::make_mut(&mut self.database);
        let id = *database
            .load_font_source(fontdb::Source::Binary(Arc::new(data)))
            .first()
            .ok_or(FontError::Unreadable)?;
        let info = database.face(id).ok_or(FontError::Unreadable)?;
        let family = info.families.first().ok_or(FontError::Unreadable)?.0.clone();
        let weight = if info.weight.0 < 600 { Weight::Regular } else { Weight::Bold };
        if self.find(&family, weight).is_none() {
            self.faces.push(Loaded { family, weight, data, id, shaping });
        }
        Ok(())
    }

    /// All faces, in order of precedence.
    pub fn faces(&self) -> impl Iterator<Item = Face> + use<> {
        (0..self.faces.len()).map(Face)
    }

    /// The face of a family and weight.
    #[must_use]
    pub fn find(&self, family: &str, weight: Weight) -> Option<Face> {
        self.faces.iter().position(|face| face.family == family && face.weight == weight).map(Face)
    }

    /// Family name as written in `font-family`.
    ///
    /// # Panics
    /// If the face is of another set.
    #[must_use]
    pub fn family(&self, face: Face) -> &str {
        &self.faces[face.0].family
    }

    /// Weight of the face.
    ///
    /// # Panics
    /// If the face is of another set.
    #[must_use]
    pub fn weight(&self, face: Face) -> Weight {
        self.faces[face.0].weight
    }

    /// Bytes of the face's file.
    ///
    /// # Panics
    /// If the face is of another set.
    #[must_use]
    pub fn data(&self, face: Face) -> &'static [u8] {
        self.faces[face.0].data
    }

    /// The face in [`Self::database`].
    ///
    /// # Panics
    /// If the face is of another set.
    #[must_use]
    pub fn id(&self, face: Face) -> fontdb::ID {
        self.faces[face.0].id
    }

    /// All faces for `usvg` and `krilla`, shared.
    #[must_use]
    pub fn database(&self) -> &Arc<fontdb::Database> {
        &self.database
    }

    /// The face, parsed for shaping.
    ///
    /// # Panics
    /// If the face is of another set.
    #[must_use]
    pub fn parsed(&self, face: Face) -> &rustybuzz::Face<'static> {
        &self.faces[face.0].shaping
    }

    pub(super) fn has(&self, face: Face, character: char) -> bool {
        self.parsed(face).glyph_index(character).is_some()
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.faces.iter().map(|face| (&face.family, face.weight))).finish()
    }
}

fn check(face: &rustybuzz::Face) -> Result<(), FontError> {
    if face.is_variable() {
        return Err(FontError::Variable);
    }
    if face.is_italic() || face.is_oblique() {
        return Err(FontError::Slanted);
    }
    if face.tables().glyf.is_none() {
        return Err(FontError::NoOutlines);
    }
    Ok(())
}

/// Keeps a file until the program ends, one copy of it however often it is named, so that parsed faces can be shared.
fn keep(bytes: &[u8]) -> &'static [u8] {
    static KEPT: Mutex<Vec<&'static [u8]>> = Mutex::new(vec![]);
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = kept.iter().find(|known| **known == bytes) {
        return found;
    }
    let leaked: &'static [u8] = bytes.to_vec().leak();
    kept.push(leaked);
    leaked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_and_weights_are_read_from_the_faces() {
        let fonts = Fonts::bundled();
        let names: Vec<_> =
            fonts.faces().map(|face| (fonts.family(face), fonts.weight(face))).collect();
        assert_eq!(
            names,
            [
                ("Noto Sans", Weight::Regular),
                ("Noto Sans", Weight::Bold),
                ("DejaVu Sans", Weight::Regular),
                ("DejaVu Sans", Weight::Bold),
            ]
        );
    }

    #[test]
    fn a_face_of_the_desk_comes_first() {
        let fonts = Fonts::with(&[dejavu::sans::bold().to_vec()]).unwrap();
        assert_eq!(fonts.family(Face(0)), "DejaVu Sans");
        assert_eq!(fonts.weight(Face(0)), Weight::Bold);
        assert_eq!(fonts.faces().count(), 4, "the bundled copy is not added again");
    }

    #[test]
    fn unusable_files_are_refused_by_index() {
        let files = [dejavu::sans::regular().to_vec(), b"<svg/>".to_vec()];
        assert_eq!(Fonts::with(&files).unwrap_err(), (1, FontError::Unreadable));
        let slanted = [notosans::ITALIC_TTF.to_vec()];
        assert_eq!(Fonts::with(&slanted).unwrap_err(), (0, FontError::Slanted));
    }

    #[test]
    fn the_same_file_is_kept_once() {
        let first = keep(b"a file");
        assert!(std::ptr::eq(first, keep(b"a file")));
    }
}
