//! Words, numbers and marks of a sentence, each with its place. What a number measures is not asked here.

use crate::trade::Decimal;
use crate::words::Lang;

/// A piece of text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub start: usize,
    pub end: usize,
    /// Whether it follows the token before it without a space.
    pub glued: bool,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    /// Letters, in lower case.
    Word(String),
    /// Digits; none where they are grouped in no known way (dates, versions).
    Number(Option<Decimal>),
    /// Anything else.
    Mark(char),
}

impl Token {
    /// The word, or nothing.
    pub fn word(&self) -> &str {
        if let TokenKind::Word(word) = &self.kind { word } else { "" }
    }

    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark(mark)
    }

    pub fn is_number(&self) -> bool {
        matches!(self.kind, TokenKind::Number(_))
    }
}

/// The language of a sentence by its letters; English where there are none of the others.
pub(super) fn language_of(text: &str) -> Lang {
    let count = |low: char, high: char| text.chars().filter(|c| (low..=high).contains(c)).count();
    let (cyrillic, arabic) = (count('\u{400}', '\u{4ff}'), count('\u{600}', '\u{6ff}'));
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    match () {
        () if arabic > latin && arabic > cyrillic => Lang::Fa,
        () if cyrillic > latin => Lang::Ru,
        () => Lang::En,
    }
}

/// Splits a sentence.
pub(super) fn tokens(text: &str, lang: Lang) -> Vec<Token> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let byte = |index: usize| chars.get(index).map_or(text.len(), |(at, _)| *at);
    let mut tokens = vec![];
    let mut at = 0;
    let mut glued = false;
    while at < chars.len() {
        let c = chars[at].1;
        if c.is_whitespace() || is_control(c) {
            glued = is_control(c) && glued;
            at += 1;
            continue;
        }
        let end = match () {
            () if digit(c).is_some() => number_end(&chars, at, lang),
            () if c.is_alphabetic() => word_end(&chars, at),
            () => at + 1,
        };
        let piece = &text[byte(at)..byte(end)];
        let kind = match () {
            () if digit(c).is_some() => TokenKind::Number(decimal(piece, lang)),
            () if c.is_alphabetic() => TokenKind::Word(lower(piece)),
            () => TokenKind::Mark(c),
        };
        tokens.push(Token { kind, start: byte(at), end: byte(end), glued });
        glued = true;
        at = end;
    }
    tokens
}

/// Lower case with `ё` as `е` and the Arabic forms of two Persian letters replaced.
fn lower(word: &str) -> String {
    word.to_lowercase()
        .chars()
        .filter(|c| !is_control(*c))
        .map(|c| match c {
            'ё' => 'е',
            'ي' => 'ی',
            'ك' => 'ک',
            other => other,
        })
        .collect()
}

/// Marks of direction have no width and belong to no word; a zero-width non-joiner stays inside its word.
fn is_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202e}')
}

fn word_end(chars: &[(usize, char)], start: usize) -> usize {
    let inner =
        |c: char| c.is_alphabetic() || c == '\u{200c}' || ('\u{64b}'..='\u{652}').contains(&c);
    let mut end = start;
    while end < chars.len() {
        let c = chars[end].1;
        let apostrophe =
            matches!(c, '\'' | '’') && chars.get(end + 1).is_some_and(|n| n.1.is_alphabetic());
        if !inner(c) && !apostrophe {
            break;
        }
        end += 1;
    }
    end.max(start + 1)
}

fn number_end(chars: &[(usize, char)], start: usize, lang: Lang) -> usize {
    let at = |index: usize| chars.get(index).map(|(_, c)| *c);
    let is_digit = |index: usize| at(index).is_some_and(|c| digit(c).is_some());
    let mut end = start;
    loop {
        while is_digit(end) {
            end += 1;
        }
        let joins = match at(end) {
            Some('.' | ',' | '٫' | '٬') => is_digit(end + 1),
            Some(' ') => lang == Lang::Ru && is_group(chars, start, end),
            Some('\u{a0}' | '\u{202f}' | '\u{2009}') => is_group(chars, start, end),
            _ => false,
        };
        if !joins {
            return end;
        }
        end += 1;
    }
}

/// Whether exactly three digits follow the space, and at most three stand before the first one.
fn is_group(chars: &[(usize, char)], start: usize, space: usize) -> bool {
    let is_digit = |index: usize| chars.get(index).is_some_and(|(_, c)| digit(*c).is_some());
    let three = (1..=3).all(|step| is_digit(space + step)) && !is_digit(space + 4);
    let before = (start..space).rev().take_while(|index| is_digit(*index)).count();
    let whole = (start..space).all(|index| is_digit(index) || chars[index].1.is_whitespace());
    three && whole && (before == 3 || (before < 3 && start + before == space))
}

fn digit(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '۰'..='۹' => u32::from(c) - u32::from('۰'),
        '٠'..='٩' => u32::from(c) - u32::from('٠'),
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// The number in these digits, by the marks of the language; none where the marks make no number.
fn decimal(text: &str, lang: Lang) -> Option<Decimal> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '٬')
        .map(|c| if c == '٫' { '.' } else { digit(c).unwrap_or(c) })
        .collect();
    let groups = |mark: char| {
        let parts: Vec<&str> = plain.split(mark).collect();
        let three = parts[1..]
            .iter()
            .all(|part| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()));
        (parts.len() > 1 && three && (1..=3).contains(&parts[0].len()) && parts[0] != "0")
            .then(|| parts.concat())
    };
    let count = |mark: char| plain.matches(mark).count();
    let text = match (count(','), count('.')) {
        (0, 0 | 1) => plain,
        (0, _) => groups('.')?,
        (1, 0) if lang != Lang::En => plain.replace(',', "."),
        (1, 0) => groups(',').unwrap_or_else(|| plain.replace(',', ".")),
        (_, 0) => groups(',')?,
        (_, 1) if plain.find('.') > plain.rfind(',') => {
            let (whole, fraction) = plain.split_once('.')?;
            let parts: Vec<&str> = whole.split(',').collect();
            if parts[1..].iter().any(|part| part.len() != 3) {
                return None;
            }
            format!("{}.{fraction}", parts.concat())
        }
        _ => return None,
    };
    Decimal::parse_plain(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_marks_of_their_language() {
        for (text, lang, number) in [
            ("1,234.5", Lang::En, Some("1234.5")),
            ("1,234", Lang::En, Some("1234")),
            ("42,6", Lang::En, Some("42.6")),
            ("42,6", Lang::Ru, Some("42.6")),
            ("3 200 000", Lang::Ru, Some("3200000")),
            ("3\u{a0}200", Lang::En, Some("3200")),
            ("۱۲٫۵", Lang::Fa, Some("12.5")),
            ("۳٬۲۰۰", Lang::Fa, Some("3200")),
            ("12.05.2024", Lang::Ru, None),
            ("1,2,3", Lang::En, None),
        ] {
            let tokens = tokens(text, lang);
            let expected = number.and_then(Decimal::parse_plain);
            assert_eq!(tokens[0].kind, TokenKind::Number(expected), "{text}");
            assert_eq!(tokens.len(), 1, "{text}");
        }
    }

    #[test]
    fn a_year_and_a_number_behind_it_stay_two() {
        let kinds: Vec<bool> =
            tokens("в 2024 300 млн", Lang::Ru).iter().map(Token::is_number).collect();
        assert_eq!(kinds, [false, true, true, false]);
    }
}
