//! From a line of text to glyphs in visual order, in units of the face size.
//!
//! Bidi by `unicode-bidi` in a left-to-right paragraph and shaping by `rustybuzz`: the same engines, and the same
//! order of work, by which `usvg` draws the text again. Direction comes from the isolates in the string alone.

use std::borrow::Cow;
use std::ops::Range;

use rustybuzz::{Direction, GlyphBuffer, UnicodeBuffer};
use unicode_bidi::{BidiInfo, Level};

use super::itemize::itemize;
use super::{Face, Fonts, Run, Weight};

/// A glyph at its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its face.
    pub face: Face,
    /// Its number in the face.
    pub id: u16,
    /// Origin, to the right of the line's left end.
    pub x: f64,
    /// Origin, upward from the baseline.
    pub y: f64,
    /// Distance to the next origin.
    pub advance: f64,
    /// First byte of its characters in the [`printable`] string.
    pub cluster: usize,
}

/// A part of a line in one face and one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its face.
    pub face: Face,
    /// Its bytes in the [`printable`] string.
    pub range: Range<usize>,
    /// Whether it runs from right to left.
    pub rtl: bool,
}

/// A shaped line, in units of the face size.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// From left to right.
    pub glyphs: Vec<Glyph>,
    /// Sum of the advances.
    pub width: f64,
    /// Runs of the [`printable`] string in logical order.
    pub runs: Vec<Run>,
    /// What was shaped at once, from left to right.
    pub pieces: Vec<Piece>,
    /// Whether any part of it runs from right to left.
    pub has_rtl: bool,
    /// Characters that no face has.
    pub missing: Vec<char>,
}

/// What of a string is printed: line ends and tabs as blanks, other control characters not at all.
#[must_use]
pub fn printable(content: &str) -> Cow<'_, str> {
    let print = |character: char| match character {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{fffe}' | '\u{ffff}' => None,
        _ if character.is_control() => None,
        _ => Some(character),
    };
    if content.chars().all(|character| print(character) == Some(character)) {
        return Cow::Borrowed(content);
    }
    Cow::Owned(content.chars().filter_map(print).collect())
}

/// Shapes a printable line.
pub(super) fn shape(fonts: &Fonts, content: &str, weight: Weight) -> Line {
    let (runs, missing) = itemize(fonts, content, weight);
    let mut line = Line { runs, missing, ..Line::default() };
    let bidi = BidiInfo::new(content, Some(Level::ltr()));
    for paragraph in &bidi.paragraphs {
        let (levels, visual) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for range in visual {
            let rtl = levels[range.start].is_rtl();
            line.has_rtl |= rtl;
            for (face, piece) in pieces(&line.runs, &range, rtl) {
                line.push(fonts, face, content, piece, rtl);
            }
        }
    }
    line
}

/// The parts of a visual run that are of one face each, from left to right.
fn pieces(runs: &[Run], range: &Range<usize>, rtl: bool) -> Vec<(Face, Range<usize>)> {
    let mut pieces: Vec<_> = runs
        .iter()
        .map(|run| (run.face, run.start.max(range.start)..run.end.min(range.end)))
        .filter(|(_, piece)| !piece.is_empty())
        .collect();
    if rtl {
        pieces.reverse();
    }
    pieces
}

/// Shapes a string of one face and one direction; positions are in units of the face.
#[must_use]
pub fn shape_run(face: &rustybuzz::Face, content: &str, rtl: bool) -> GlyphBuffer {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(content);
    buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    rustybuzz::shape(face, &[], buffer)
}

impl Line {
    fn push(&mut self, fonts: &Fonts, face: Face, content: &str, range: Range<usize>, rtl: bool) {
        let parsed = fonts.parsed(face);
        let shaped = shape_run(parsed, &content[range.clone()], rtl);
        let em = f64::from(parsed.units_per_em());
        for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let advance = f64::from(place.x_advance) / em;
            self.glyphs.push(Glyph {
                face,
                id: info.glyph_id as u16,
                x: self.width + f64::from(place.x_offset) / em,
                y: f64::from(place.y_offset) / em,
                advance,
                cluster: range.start + info.cluster as usize,
            });
            self.width += advance;
        }
        self.pieces.push(Piece { face, range, rtl });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clusters(content: &str) -> Vec<usize> {
        let line = shape(&Fonts::bundled(), content, Weight::Regular);
        line.glyphs.iter().map(|glyph| glyph.cluster).collect()
    }

    #[test]
    fn latin_runs_left_to_right_and_persian_right_to_left() {
        assert_eq!(clusters("abc"), [0, 1, 2]);
        assert_eq!(clusters("دور"), [4, 2, 0]);
    }

    #[test]
    fn a_number_in_a_persian_isolate_stands_left_of_what_precedes_it() {
        // RLI د blank LRI 1 2 PDI blank ر PDI, each sign of ink at its byte.
        let content = "\u{2067}د \u{2066}12\u{2069} ر\u{2069}";
        let line = shape(&Fonts::bundled(), content, Weight::Regular);
        let ink: Vec<&str> = line
            .glyphs
            .iter()
            .filter(|glyph| glyph.advance > 0.0)
            .map(|glyph| {
                let first = content[glyph.cluster..].chars().next().unwrap();
                &content[glyph.cluster..glyph.cluster + first.len_utf8()]
            })
            .collect();
        assert_eq!(ink, ["ر", " ", "1", "2", " ", "د"]);
    }

    #[test]
    fn an_isolated_percent_keeps_its_sign_at_the_left() {
        let content = "\u{2067}رشد \u{2066}+۱۲٫۵٪\u{2069}\u{2069}";
        let line = shape(&Fonts::bundled(), content, Weight::Regular);
        let ink: String = line
            .glyphs
            .iter()
            .filter(|glyph| glyph.advance > 0.0)
            .map(|glyph| content[glyph.cluster..].chars().next().unwrap())
            .collect();
        assert_eq!(ink, "+۱۲٫۵٪ دشر");
    }

    #[test]
    fn characters_without_ink_have_no_width_and_draw_no_missing_glyph() {
        let content = "\u{2067}\u{2066}\u{2068}\u{200e}\u{61c}\u{200c}a\u{2069}\u{2069}\u{2069}";
        let line = shape(&Fonts::bundled(), content, Weight::Bold);
        assert!(line.glyphs.iter().all(|glyph| glyph.id != 0));
        assert_eq!(line.width, shape(&Fonts::bundled(), "a", Weight::Bold).width);
        assert!(line.missing.is_empty());
    }

    #[test]
    fn control_characters_are_not_printed() {
        assert_eq!(printable("a\u{0}\u{1b}[31mb\tc\r\nd"), "a[31mb c  d");
        assert!(matches!(printable("ab"), Cow::Borrowed("ab")));
    }
}
