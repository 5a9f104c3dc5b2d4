//! Digits that measure nothing: dates, times, codes, ranks, ranges and names.

use super::lexer::{Token, TokenKind};
use super::lexicon::{is_month, names_a_number, one_of};
use super::units::{is_percent, percent_end};

/// Whether the digits here are part of a date, a time, a code, a rank, a range or a name.
pub(super) fn is_name(tokens: &[Token], at: usize) -> bool {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let before = at.checked_sub(1).map(|index| &tokens[index]);
    let glued_before = tokens[at].glued;
    let named = before.is_some_and(|token| names_a_number(token.word()))
        || before.is_some_and(|token| token.is_mark('№') || token.is_mark('#'))
        || (before.is_some_and(|t| t.is_mark('.'))
            && at >= 2
            && names_a_number(word(at - 2))
            && word(at - 2).len() <= 4);
    let in_word = glued_before
        && before
            .is_some_and(|token| !token.word().is_empty() && !matches!(token.word(), "us" | "usd"));
    let joined = |index: usize, step: usize| {
        let mark = tokens.get(index).filter(|t| t.glued || step == 0);
        mark.is_some_and(|t| matches!(t.kind, TokenKind::Mark('-' | '–' | '/' | ':' | '—')))
    };
    let after = joined(at + 1, 1) && tokens.get(at + 2).is_some_and(|t| t.is_number() && t.glued);
    let behind = glued_before
        && at >= 2
        && joined(at - 1, 0)
        && tokens[at - 1].glued
        && (tokens[at - 2].is_number() || !tokens[at - 2].word().is_empty());
    let ordinal = tokens
        .get(at + 1)
        .is_some_and(|t| t.glued && matches!(t.word(), "st" | "nd" | "rd" | "th" | "s"))
        || (joined(at + 1, 1)
            && !looks_like_year(&tokens[at])
            && tokens.get(at + 2).is_some_and(|t| t.glued && is_ordinal_ending(t.word())));
    let dated =
        is_month(word(at + 1)) || (is_month(word(at.wrapping_sub(1))) && is_day(&tokens[at]));
    named || in_word || after || behind || ordinal || dated
}

/// "В 2023-м" is a year.
fn looks_like_year(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Number(Some(number))
        if number.scale() == 0 && (1900.0..=2100.0).contains(&number.to_f64()))
}

/// Russian endings of ordinals and adjectives ("106-е", "5-процентный" is none of them).
fn is_ordinal_ending(word: &str) -> bool {
    one_of!("й я е го му м х ый ая ое ые", word)
}

fn is_day(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Number(Some(number)) if number.scale() == 0 && number.to_f64() <= 31.0)
}

/// The whole of a date or a range belongs to the name.
pub(super) fn name_end(tokens: &[Token], at: usize) -> usize {
    let mut end = at + 1;
    while tokens.get(end).is_some_and(|t| {
        t.glued && !matches!(t.kind, TokenKind::Mark(',' | '.' | ')' | ';' | '%' | '"' | '»'))
    }) {
        end += 1;
    }
    // "10–12 %": the percent sign goes with the range.
    if is_percent(tokens, end) { percent_end(tokens, end) } else { end }
}
