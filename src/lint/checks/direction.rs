//! T11: mixed strings say their direction, digits are of one script, ranges keep their order.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::{Figure, Line};
use crate::words::{Lang, bare_tokens};

/// Mixed strings are isolated, digits are of one script, and no hyphen stands in a right-to-left range.
pub static T11: Check =
    Check { id: "T11", title: "mixed strings say their direction", severity: Severity::E, find };

fn find(figure: &Figure) -> Vec<Found> {
    figure.lines.iter().flat_map(|line| faults(figure, line)).collect()
}

fn faults(figure: &Figure, line: &Line) -> Vec<Found> {
    let text = &line.content;
    if !text.chars().any(is_arabic_letter) {
        return vec![];
    }
    let mut found = vec![];
    let mut fault = |what: String| found.push(Found::new(what, line.at()));
    let loose = right_to_left(text).into_iter().find_map(|part| {
        let mut tokens = bare_tokens(part).into_iter().map(|(start, end)| &part[start..end]);
        tokens.find(|token| is_moved(token))
    });
    if let Some(token) = loose {
        fault(format!("`{token}` in {} is not isolated, and moves its signs", line.quoted()));
    }
    let has = |low: char, high: char| text.chars().any(|c| (low..=high).contains(&c));
    let persian = has('۰', '۹');
    let arabic = has('٠', '٩');
    let is_fa = figure.own.is_some_and(|own| own.chart.style.lang() == Lang::Fa)
        || text.chars().any(|c| matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی'));
    if arabic && (persian || is_fa) {
        fault(format!("{} has Arabic-Indic digits in Persian", line.quoted()));
    }
    if is_hyphen_range(text) {
        fault(format!("a range in {} has a hyphen, and turns around", line.quoted()));
    }
    found
}

/// The parts of a string that run from right to left: the isolates that say so where all of its letters of that
/// direction stand in them, else the whole.
fn right_to_left(text: &str) -> Vec<&str> {
    let mut parts = vec![];
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '\u{2066}'..='\u{2068}' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            '\u{2069}' if depth > 0 => {
                depth -= 1;
                if depth == 0 && text[start..].starts_with('\u{2067}') {
                    parts.push(&text[start + '\u{2067}'.len_utf8()..at]);
                }
            }
            c if depth == 0 && is_arabic_letter(c) => return vec![text],
            _ => {}
        }
    }
    parts
}

/// Whether a bare token looks different inside right-to-left text: it has signs or letters, not digits alone.
fn is_moved(token: &str) -> bool {
    !token.chars().all(|c| c.is_numeric() || matches!(c, '٫' | '٬' | ',' | '.' | ' ' | '\u{a0}'))
        && !token.chars().all(char::is_alphabetic)
        && token.chars().any(|c| c.is_numeric() || !c.is_alphanumeric())
        && !is_latin_words(token)
}

/// Latin words with blanks between: their letters hold together by themselves.
fn is_latin_words(token: &str) -> bool {
    token.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '\u{a0}' | '-' | '\'' | '’'))
}

/// Digits, a hyphen, digits, outside of a left-to-right isolate.
fn is_hyphen_range(text: &str) -> bool {
    let mut inside = 0;
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        match c {
            '\u{2066}' => inside += 1,
            '\u{2069}' if inside > 0 => inside -= 1,
            '-' | '\u{2011}' if inside == 0 && at > 0 => {
                let digit = |index: usize| chars.get(index).is_some_and(|c| c.is_numeric());
                if digit(at - 1) && digit(at + 1) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

fn is_arabic_letter(c: char) -> bool {
    c.is_alphabetic()
        && matches!(u32::from(c), 0x0620..=0x06ff | 0x0750..=0x077f | 0xfb50..=0xfdff | 0xfe70..=0xfeff)
}
