//! Shaping, measuring and wrapping of text, by the engine that also draws it.

use std::borrow::Cow;
use std::sync::Arc;

use super::itemize::itemize;
use super::outline::Outline;
use super::shaping::{self, Line, printable};
use super::wrap::wrap;
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
    pub fn shape(&self, content: &str, size: f64, weight: Weight) -> Shaped {
        let print = printable(content);
        let line = shaping::shape(&self.fonts, &print, weight);
        let runs = match print {
            Cow::Borrowed(_) => line.runs,
            // Runs are of the string as given, whose bytes are not those of the printed one.
            Cow::Owned(_) => itemize(&self.fonts, content, weight).0,
        };
        Shaped { width: line.width * size, runs, missing: line.missing }
    }

    /// Breaks a text into the fewest lines no wider than `width`, at blanks, as evenly as their count allows.
    ///
    /// Each line keeps balanced isolates. A word wider than `width` stands alone on its line.
    #[must_use]
    pub fn wrap(&self, content: &str, size: f64, weight: Weight, width: f64) -> Vec<String> {
        let print = printable(content);
        let line = shaping::shape(&self.fonts, &print, weight);
        let mut advances = vec![0.0; print.len()];
        for glyph in &line.glyphs {
            advances[glyph.cluster] += glyph.advance * size;
        }
        let lines = wrap(&print, &advances, width);
        let excess = self.excess(&lines, size, weight, width);
        if excess <= 0.0 {
            return lines;
        }
        // A blank was kerned with its word; at the line's end the word stands without it.
        wrap(&print, &advances, width - excess)
    }

    /// By how much the widest line of several words passes `width`.
    fn excess(&self, lines: &[String], size: f64, weight: Weight, width: f64) -> f64 {
        lines
            .iter()
            .filter(|line| line.contains(' '))
            .map(|line| self.shape(line, size, weight).width - width)
            .fold(0.0, f64::max)
    }

    /// Glyph outlines of a text node in scene coordinates, from left to right.
    #[must_use]
    pub fn outline(&self, text: &Text) -> Vec<Segment> {
        self.outline_line(text, &self.line(text))
    }

    /// Glyph outlines of a text node that is shaped already.
    #[must_use]
    pub fn outline_line(&self, text: &Text, line: &Line) -> Vec<Segment> {
        let mut outline = Outline::new(text.left(), text.y, text.size);
        for glyph in &line.glyphs {
            outline.draw(self.fonts.parsed(glyph.face), glyph);
        }
        outline.segments
    }

    /// Glyphs of a text node.
    #[must_use]
    pub fn line(&self, text: &Text) -> Line {
        shaping::shape(&self.fonts, &printable(&text.content), text.weight)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Anchor, Color, Role};
    use super::*;

    fn shaper() -> Shaper {
        Shaper::new(Arc::new(Fonts::bundled()))
    }

    fn text(content: &str) -> Text {
        let shaped = shaper().shape(content, 100.0, Weight::Regular);
        Text {
            x: 10.0,
            y: 200.0,
            anchor: Anchor::Left,
            size: 100.0,
            weight: Weight::Regular,
            fill: Color(0, 0, 0),
            halo: None,
            role: Role::Label,
            content: content.to_owned(),
            runs: shaped.runs,
            width: shaped.width,
        }
    }

    #[test]
    fn digits_of_noto_sans_advance_by_1171_of_2048() {
        let shaped = shaper().shape("2024", 2048.0, Weight::Regular);
        assert_eq!(shaped.width, 4.0 * 1171.0);
    }

    #[test]
    fn width_grows_with_size_and_bold_is_wider() {
        let width = |size, weight| shaper().shape("Trade", size, weight).width;
        assert_eq!(width(20.0, Weight::Regular), 2.0 * width(10.0, Weight::Regular));
        assert!(width(10.0, Weight::Bold) > width(10.0, Weight::Regular));
    }

    #[test]
    fn missing_characters_are_named() {
        assert_eq!(shaper().shape("a漢", 10.0, Weight::Regular).missing, ['漢']);
    }

    #[test]
    fn runs_of_a_string_with_control_characters_cover_it() {
        let shaped = shaper().shape("a\u{0}b", 10.0, Weight::Regular);
        assert_eq!(shaped.runs, [Run { face: Face(0), start: 0, end: 3 }]);
        assert_eq!(shaped.width, shaper().shape("ab", 10.0, Weight::Regular).width);
    }

    #[test]
    fn wrapped_lines_fit_and_lose_no_word() {
        let shaper = shaper();
        let content =
            "\u{2067}تجارت روسیه و افغانستان باید تا سال \u{2066}۲۰۳۰\u{2069} شش برابر شود\u{2069}";
        let lines = shaper.wrap(content, 10.0, Weight::Bold, 120.0);
        assert!(lines.len() > 1);
        for line in &lines {
            assert!(shaper.shape(line, 10.0, Weight::Bold).width <= 120.0);
            assert!(line.starts_with('\u{2067}') && line.ends_with('\u{2069}'));
        }
        let words = |text: &str| text.replace(['\u{2066}', '\u{2067}', '\u{2069}'], "");
        assert_eq!(words(&lines.join(" ")), words(content));
    }

    #[test]
    fn an_outline_lies_within_the_advance_and_stands_on_the_baseline() {
        let text = text("Hн");
        let (mut left, mut right, mut bottom) = (f64::MAX, f64::MIN, f64::MIN);
        for segment in shaper().outline(&text) {
            let (x, y) = match segment {
                Segment::Move(x, y) | Segment::Line(x, y) | Segment::Curve(.., x, y) => (x, y),
                Segment::Close => continue,
            };
            left = left.min(x);
            right = right.max(x);
            bottom = bottom.max(y);
        }
        assert!(left > 10.0 && left < 25.0, "{left}");
        assert!(right < 10.0 + text.width && right > text.width - 10.0, "{right}");
        assert_eq!(bottom, 200.0);
    }

    #[test]
    fn the_sign_of_an_isolated_percentage_is_drawn_at_the_left_of_its_line() {
        let shaper = shaper();
        let outline = |content: &str| shaper.outline(&text(content));
        let token = outline("\u{2066}+۱۲٫۵٪\u{2069}");
        assert!(token.starts_with(&outline("\u{2066}+۱\u{2069}")));
        let line = outline("\u{2067}رشد \u{2066}+۱۲٫۵٪\u{2069}\u{2069}");
        assert!(line.starts_with(&token) && line.len() > token.len());
    }

    #[test]
    fn a_blank_has_no_outline() {
        assert_eq!(shaper().outline(&text(" \u{2067}\u{2069}")), []);
    }
}
