//! What is tried before a picture is refused: short words, a taller canvas, and which attempt loses least.
//!
//! Only room and words are mended here; what is unknown or undefined is no matter of size.

use crate::diag::Diagnostic;
use crate::scene::{Node, Scene};
use crate::theme::Preset;
use crate::words::{Phrase, phrase, strip_controls};

/// What is tried until a picture has no fault: short words or full ones, and how much taller than its preset it is.
pub(super) fn remedies(preset: &Preset, has_short: bool) -> Vec<(bool, f64)> {
    const TALLER: [f64; 5] = [1.0, 1.1, 1.2, 1.35, 1.5];
    if preset.is_narrow() {
        return TALLER.map(|taller| (has_short, taller)).to_vec();
    }
    let mut tried = vec![(false, 1.0)];
    tried.extend(has_short.then_some((true, 1.0)));
    tried
}

/// How many labels are cut, or stand for rows that found no room: a taller picture may need none of them.
pub(super) fn left_out(scene: &Scene) -> usize {
    let (before, after) = phrase(Phrase::More, scene.lang).split_once("{}").unwrap_or_default();
    let mut count = 0;
    scene.walk(&mut |node| {
        if let Node::Text(text) = node {
            let words = strip_controls(&text.content);
            let rows = words.starts_with(before) && words.ends_with(after);
            let cut = words.ends_with('…');
            count += usize::from(cut) + if rows { 10 * number_in(&words).max(1) } else { 0 };
        }
    });
    count
}

/// The number that the digits of a text spell, of whichever script.
fn number_in(words: &str) -> usize {
    let digit =
        |c: char| c.to_digit(10).or_else(|| u32::from(c).checked_sub(0x06f0)).filter(|d| *d < 10);
    words.chars().filter_map(digit).fold(0, |number, digit| 10 * number + digit as usize)
}

/// Whether a fault is one that more room or fewer words can mend.
pub(super) fn is_of_room(fault: &Diagnostic) -> bool {
    ["C106", "C112"].contains(&fault.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::preset;

    #[test]
    fn narrow_pictures_grow_and_wide_ones_shorten_their_words() {
        let narrow = remedies(preset("mobile").unwrap(), true);
        assert_eq!(narrow.first(), Some(&(true, 1.0)));
        assert_eq!(narrow.last(), Some(&(true, 1.5)));
        assert_eq!(remedies(preset("word").unwrap(), true), [(false, 1.0), (true, 1.0)]);
        assert_eq!(remedies(preset("word").unwrap(), false), [(false, 1.0)]);
    }

    #[test]
    fn numbers_are_read_in_both_scripts() {
        assert_eq!((number_in("and 12 more"), number_in("و ۱۲ مورد دیگر")), (12, 12));
    }
}
