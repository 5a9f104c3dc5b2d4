//! Direction of mixed strings, written as Unicode isolates (UAX #9).
//!
//! In Persian a whole string stands in RLI..PDI and each number or Latin token in it in LRI..PDI, because a bare
//! token moves its signs to the wrong side. A plain range (`۲۰۱۸–۲۰۲۴`) stays bare: the en dash is neutral.

use super::{Lang, Numbers};

pub(super) const LRI: char = '\u{2066}';
const RLI: char = '\u{2067}';
const FSI: char = '\u{2068}';
pub(super) const PDI: char = '\u{2069}';
const EN_DASH: char = '–';

impl Numbers {
    /// A whole line, so that it reads the same wherever it is put. Applying it twice changes nothing.
    #[must_use]
    pub fn isolate(self, text: &str) -> String {
        if self.lang == Lang::Fa {
            let inner = wrapped(text, &bare_tokens(text), LRI);
            return if is_isolated(&inner) { inner } else { format!("{RLI}{inner}{PDI}") };
        }
        wrapped(text, &arabic_runs(text), RLI)
    }

    /// One number or Latin word of a line.
    pub(super) fn token(self, text: String) -> String {
        if self.lang == Lang::Fa { format!("{LRI}{text}{PDI}") } else { text }
    }
}

/// The text without isolates and direction marks, as it is searched and compared.
#[must_use]
pub fn strip_controls(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, LRI..=PDI | '\u{200e}' | '\u{200f}' | '\u{61c}')).collect()
}

/// Byte ranges of numbers and Latin words that stand in right-to-left text without an isolate.
#[must_use]
pub fn bare_tokens(text: &str) -> Vec<(usize, usize)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut open = vec![];
    let mut found = vec![];
    let mut at = 0;
    while at < chars.len() {
        match chars[at].1 {
            c @ (LRI | RLI | FSI) => open.push(c),
            PDI => drop(open.pop()),
            _ if matches!(open.last(), Some(&LRI | &FSI)) => {}
            _ => {
                if let Some(end) = token_end(&chars, at) {
                    if !is_plain_range(&chars, at, end) {
                        let stop = chars.get(end).map_or(text.len(), |(byte, _)| *byte);
                        found.push((chars[at].0, stop));
                    }
                    at = end;
                    continue;
                }
            }
        }
        at += 1;
    }
    found
}

/// Where the token that starts here ends, if one does.
fn token_end(chars: &[(usize, char)], start: usize) -> Option<usize> {
    let at = |index: usize| chars.get(index).map(|(_, c)| *c);
    let mut end = start;
    while at(end).is_some_and(is_sign) {
        end += 1;
    }
    if !at(end).is_some_and(is_core) {
        return None;
    }
    let mut latin = false;
    while let Some(c) = at(end) {
        latin |= is_latin(c);
        let next = at(end + 1);
        let joins = match c {
            _ if is_core(c) => true,
            '%' | '٪' => true,
            '\u{a0}' | ' ' => latin && next.is_some_and(|n| is_latin(n) || n.is_ascii_digit()),
            _ => is_joint(c) && next.is_some_and(is_core),
        };
        if !joins {
            break;
        }
        end += 1;
    }
    Some(end)
}

/// Digits alone, with an en dash and digits on one side.
fn is_plain_range(chars: &[(usize, char)], start: usize, end: usize) -> bool {
    let plain = chars[start..end].iter().all(|(_, c)| is_digit(*c) || matches!(c, '٫' | '٬'));
    let before = start >= 2 && chars[start - 1].1 == EN_DASH && is_digit(chars[start - 2].1);
    let after = chars.get(end).is_some_and(|(_, c)| *c == EN_DASH)
        && chars.get(end + 1).is_some_and(|(_, c)| is_digit(*c));
    plain && (before || after)
}

/// Byte ranges of runs of Arabic script outside isolates, inner spaces included.
fn arabic_runs(text: &str) -> Vec<(usize, usize)> {
    let mut depth = 0_u32;
    let mut runs: Vec<(usize, usize)> = vec![];
    let mut joined = false;
    for (byte, c) in text.char_indices() {
        match c {
            LRI | RLI | FSI => depth += 1,
            PDI => depth = depth.saturating_sub(1),
            _ if depth == 0 && is_arabic(c) => match runs.last_mut() {
                Some(run) if joined => run.1 = byte + c.len_utf8(),
                _ => runs.push((byte, byte + c.len_utf8())),
            },
            _ => {}
        }
        joined = depth == 0 && (is_arabic(c) || joined && matches!(c, ' ' | '\u{a0}' | '\u{200c}'));
    }
    runs
}

fn wrapped(text: &str, ranges: &[(usize, usize)], opener: char) -> String {
    let mut out = String::with_capacity(text.len() + ranges.len() * 6);
    let mut last = 0;
    for (start, end) in ranges {
        out.push_str(&text[last..*start]);
        out.push(opener);
        out.push_str(&text[*start..*end]);
        out.push(PDI);
        last = *end;
    }
    out.push_str(&text[last..]);
    out
}

/// Whether one right-to-left isolate holds the whole text.
fn is_isolated(text: &str) -> bool {
    let mut depth = 0_i32;
    text.starts_with(RLI)
        && text.ends_with(PDI)
        && text.char_indices().all(|(byte, c)| {
            depth += i32::from(matches!(c, LRI | RLI | FSI)) - i32::from(c == PDI);
            depth > 0 || byte + c.len_utf8() == text.len()
        })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('۰'..='۹').contains(&c) || ('٠'..='٩').contains(&c)
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && !is_arabic(c)
}

fn is_core(c: char) -> bool {
    is_digit(c) || is_latin(c)
}

/// What may stand before the digits of a number.
fn is_sign(c: char) -> bool {
    matches!(c, '+' | '−' | '-' | '×' | '$' | '€' | '~' | '≈' | '<' | '>' | '≥' | '≤' | '\u{200e}')
}

/// What joins two parts of a token (`4.2`, `1/2`, `a@b`, `dry-fruit`).
fn is_joint(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | '٫'
            | '٬'
            | '/'
            | ':'
            | '-'
            | '_'
            | '&'
            | '@'
            | '\''
            | '’'
            | '$'
            | '#'
            | '='
            | '?'
    )
}

pub(super) fn is_arabic(c: char) -> bool {
    matches!(u32::from(c), 0x0620..=0x065f | 0x066e..=0x06d5 | 0x06ee..=0x06ef | 0x06fa..=0x06ff | 0x0750..=0x077f | 0xfb50..=0xfdff | 0xfe70..=0xfeff)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FA: Numbers = Numbers { lang: Lang::Fa, latin_digits: false, percent_left: false };
    const EN: Numbers = Numbers { lang: Lang::En, latin_digits: false, percent_left: false };

    /// Isolates as brackets, to be readable.
    fn shown(text: &str) -> String {
        text.replace(LRI, "[").replace(RLI, "<").replace(PDI, "]")
    }

    #[test]
    fn tokens_of_a_persian_line_are_isolated() {
        for (text, expected) in [
            ("منبع: CEPII BACI، ۲۰۲۰", "<منبع: [CEPII BACI]، [۲۰۲۰]]"),
            ("رشد ‎−۴٫۲", "<رشد [\u{200e}−۴٫۲]]"),
            ("آرد HS 1101 و $30B", "<آرد [HS 1101] و [$30B]]"),
            ("بازه ۲۰۱۸–۲۰۲۴", "<بازه ۲۰۱۸–۲۰۲۴]"),
            ("رشد +12%.", "<رشد [+12%].]"),
            ("نمی‌شود", "<نمی‌شود]"),
        ] {
            assert_eq!(shown(&FA.isolate(text)), expected);
            assert_eq!(FA.isolate(&FA.isolate(text)), FA.isolate(text));
        }
    }

    #[test]
    fn two_isolates_side_by_side_are_not_one() {
        assert_eq!(shown(&FA.isolate("\u{2067}الف\u{2069} \u{2067}ب\u{2069}")), "<<الف] <ب]]");
    }

    #[test]
    fn arabic_in_english_is_isolated_as_one_run() {
        assert_eq!(shown(&EN.isolate("flour (آرد گندم) 2024")), "flour (<آرد گندم]) 2024");
        assert_eq!(EN.isolate("flour 2024"), "flour 2024");
    }
}
