//! The faces of some lines as `@font-face` rules with the fonts inside.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::markup::quoted;
use super::subset::{Piece, subset};
use crate::scene::{Face, Fonts, Line, Weight};

/// Embedded faces, cut down to the lines they were made for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebFonts {
    /// The `@font-face` rules.
    pub css: String,
    /// What each face sets exactly.
    set: BTreeMap<Face, BTreeSet<Piece>>,
}

impl WebFonts {
    /// Cuts down the faces of lines; each comes with the string it prints.
    #[must_use]
    pub fn new(fonts: &Fonts, printed: &[(String, &Line)]) -> Self {
        let mut wanted: BTreeMap<Face, BTreeSet<Piece>> = BTreeMap::new();
        for (content, line) in printed {
            for (face, piece) in pieces(content, line) {
                wanted.entry(face).or_default().insert(piece);
            }
        }
        let mut web = Self::default();
        for (face, pieces) in wanted {
            if let Some((file, set)) = subset(fonts.data(face), pieces) {
                web.add(fonts, face, &file);
                web.set.insert(face, set);
            }
        }
        web
    }

    fn add(&mut self, fonts: &Fonts, face: Face, file: &[u8]) {
        let weight = if fonts.weight(face) == Weight::Bold { 700 } else { 400 };
        let family = quoted(fonts.family(face));
        let data = BASE64_STANDARD.encode(file);
        write!(
            self.css,
            "@font-face{{font-family:{family};font-weight:{weight};\
             src:url(data:font/ttf;base64,{data}) format('truetype')}}"
        )
        .expect("a string takes all that is written");
    }

    /// Whether the embedded faces set a line exactly; otherwise it is to be outlined.
    #[must_use]
    pub fn set(&self, content: &str, line: &Line) -> bool {
        pieces(content, line)
            .all(|(face, piece)| self.set.get(&face).is_some_and(|set| set.contains(&piece)))
    }
}

/// The parts of a line, each with its face.
fn pieces<'a>(content: &'a str, line: &'a Line) -> impl Iterator<Item = (Face, Piece)> + 'a {
    line.pieces
        .iter()
        .map(|piece| (piece.face, (content[piece.range.clone()].to_owned(), piece.rtl)))
}
