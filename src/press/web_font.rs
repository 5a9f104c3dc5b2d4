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
    held: BTreeSet<Face>,
}

impl WebFonts {
    /// Cuts down the faces of lines; each comes with the string it prints.
    #[must_use]
    pub fn new(fonts: &Fonts, printed: &[(String, &Line)]) -> Self {
        let mut pieces: BTreeMap<Face, BTreeSet<Piece>> = BTreeMap::new();
        for (content, line) in printed {
            for piece in &line.pieces {
                let part = (content[piece.range.clone()].to_owned(), piece.rtl);
                pieces.entry(piece.face).or_default().insert(part);
            }
        }
        let mut web = Self::default();
        for (face, pieces) in pieces {
            if let Some(file) = subset(fonts.data(face), &pieces) {
                web.add(fonts, face, &file);
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
        self.held.insert(face);
    }

    /// Whether the face is embedded; one that could not be cut down exactly is not.
    #[must_use]
    pub fn holds(&self, face: Face) -> bool {
        self.held.contains(&face)
    }
}
