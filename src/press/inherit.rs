//! What the texts of a group have in common, said once on the group: a heatmap has two hundred numbers in one face.

use super::markup::quoted;
use super::xml::{attribute, numeric};
use crate::scene::{Anchor, Color, Face, Fonts, Group, Node, Text};

/// Fewest texts for which a group says what they have in common.
const FEWEST: usize = 3;

/// Attributes of text as they stand where nothing is said, or as a group says them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Inherited {
    face: Option<Face>,
    size: Option<f64>,
    anchor: Anchor,
    fill: Option<Color>,
}

impl Default for Inherited {
    fn default() -> Self {
        Self { face: None, size: None, anchor: Anchor::Left, fill: None }
    }
}

impl Inherited {
    /// What a group says of its texts, by the first of them; the same as around it where they are few.
    pub fn within(self, group: &Group) -> Self {
        let texts = || group.children.iter().filter_map(text_of);
        match texts().next() {
            Some(first) if texts().count() >= FEWEST => Self {
                face: face_of(first).or(self.face),
                size: Some(first.size),
                anchor: first.anchor,
                fill: Some(first.fill),
            },
            _ => self,
        }
    }

    /// Writes the attributes that a group does not inherit from around it.
    pub fn write(&self, out: &mut String, fonts: &Fonts, own: Self) {
        self.text(out, fonts, own, true);
    }

    /// Writes the attributes of a text that it does not inherit; `is_filled` is false for a halo.
    pub fn differing(&self, out: &mut String, fonts: &Fonts, text: &Text, is_filled: bool) {
        let own = Self {
            face: face_of(text),
            size: Some(text.size),
            anchor: text.anchor,
            fill: Some(text.fill),
        };
        self.text(out, fonts, own, is_filled);
    }

    fn text(&self, out: &mut String, fonts: &Fonts, own: Self, is_filled: bool) {
        if own.anchor != self.anchor {
            let anchor = match own.anchor {
                Anchor::Left => "start",
                Anchor::Middle => "middle",
                Anchor::Right => "end",
            };
            attribute(out, "text-anchor", anchor);
        }
        if let Some(face) = own.face.filter(|_| own.face != self.face) {
            let family = quoted(fonts.family(face));
            attribute(out, "font-family", &format!("{family}, sans-serif"));
        }
        if let Some(size) = own.size.filter(|_| own.size != self.size) {
            numeric(out, "font-size", size);
        }
        if let Some(fill) = own.fill.filter(|_| is_filled && own.fill != self.fill) {
            attribute(out, "fill", &fill.to_string());
        }
    }
}

fn text_of(node: &Node) -> Option<&Text> {
    match node {
        Node::Text(text) => Some(text),
        _ => None,
    }
}

/// The face of a text in one face.
fn face_of(text: &Text) -> Option<Face> {
    match &text.runs[..] {
        [run] => Some(run.face),
        _ => None,
    }
}
