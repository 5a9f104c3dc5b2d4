//! Breaking a text into lines at blanks, as evenly as the fewest lines allow.
//!
//! Works on the advance of each byte, so that it needs no face. Isolates that a break would cut are closed at the
//! line's end and opened again on the next line.

use std::ops::Range;

/// Steps of the search for the narrowest measure; each halves the doubt.
const STEPS: usize = 30;

/// Breaks a printable text whose bytes advance by `advances` into lines of at most `limit`.
pub(super) fn wrap(content: &str, advances: &[f64], limit: f64) -> Vec<String> {
    let words = words(content);
    if words.is_empty() {
        return vec![content.trim_matches(' ').to_owned()];
    }
    let mut sums = vec![0.0];
    for advance in advances {
        sums.push(sums[sums.len() - 1] + advance);
    }
    let measure = Measure { words, sums };
    let mut best = measure.fill(limit);
    let (mut low, mut high) = (0.0, limit);
    for _ in 0..STEPS {
        let middle = f64::midpoint(low, high);
        let lines = measure.fill(middle);
        if lines.len() == best.len() {
            (best, high) = (lines, middle);
        } else {
            low = middle;
        }
    }
    close_isolates(content, &best)
}

/// Byte ranges between blanks.
fn words(content: &str) -> Vec<Range<usize>> {
    let mut words = vec![];
    let mut start = 0;
    for word in content.split(' ') {
        if !word.is_empty() {
            words.push(start..start + word.len());
        }
        start += word.len() + 1;
    }
    words
}

struct Measure {
    words: Vec<Range<usize>>,
    /// Sum of advances before each byte.
    sums: Vec<f64>,
}

impl Measure {
    /// Byte ranges of lines, each as full as `limit` allows.
    fn fill(&self, limit: f64) -> Vec<Range<usize>> {
        let mut lines: Vec<Range<usize>> = vec![];
        for word in &self.words {
            match lines.last_mut() {
                Some(line) if self.sums[word.end] - self.sums[line.start] <= limit => {
                    line.end = word.end;
                }
                _ => lines.push(word.clone()),
            }
        }
        lines
    }
}

fn close_isolates(content: &str, lines: &[Range<usize>]) -> Vec<String> {
    let mut open = String::new();
    lines
        .iter()
        .map(|line| {
            let text = &content[line.clone()];
            let mut closed = format!("{open}{text}");
            for character in text.chars() {
                match character {
                    '\u{2066}'..='\u{2068}' => open.push(character),
                    '\u{2069}' => drop(open.pop()),
                    _ => {}
                }
            }
            closed.extend(open.chars().map(|_| '\u{2069}'));
            closed
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character one unit wide, isolates none.
    fn wrapped(content: &str, limit: f64) -> Vec<String> {
        let mut advances = vec![0.0; content.len()];
        for (index, character) in content.char_indices() {
            let isolate = ('\u{2066}'..='\u{2069}').contains(&character);
            advances[index] = f64::from(u8::from(!isolate));
        }
        wrap(content, &advances, limit)
    }

    #[test]
    fn lines_are_even_when_the_count_stays_the_same() {
        // The greedy rule alone would give "aaaa bbbb cccc" and "dd".
        assert_eq!(wrapped("aaaa bbbb cccc dd", 14.0), ["aaaa bbbb", "cccc dd"]);
    }

    #[test]
    fn a_text_that_fits_is_one_line_and_keeps_inner_blanks() {
        assert_eq!(wrapped("aa  bb", 6.0), ["aa  bb"]);
        assert_eq!(wrapped(" aa ", 6.0), ["aa"]);
        assert_eq!(wrapped("", 6.0), [""]);
        assert_eq!(wrapped("  ", 6.0), [""]);
    }

    #[test]
    fn no_break_at_a_no_break_space_and_a_long_word_stands_alone() {
        assert_eq!(wrapped("a 12\u{a0}345\u{a0}678 b", 5.0), ["a", "12\u{a0}345\u{a0}678", "b"]);
    }

    #[test]
    fn isolates_are_balanced_on_each_line() {
        let lines = wrapped("\u{2067}یک \u{2066}a b\u{2069} دو\u{2069}", 4.0);
        assert_eq!(
            lines,
            ["\u{2067}یک \u{2066}a\u{2069}\u{2069}", "\u{2067}\u{2066}b\u{2069} دو\u{2069}"]
        );
    }

    #[test]
    fn a_stray_end_of_isolate_changes_nothing() {
        assert_eq!(wrapped("a\u{2069} b", 1.0), ["a\u{2069}", "b"]);
    }
}
