//! What stands around the digits of a number: sign, currency, scale, percent, goods, time.

use super::lexer::{Token, TokenKind};
use super::lexicon::{currency, goods, is_short_scale, scale, time_unit};
use super::quantity::PartKind;
use super::relation::Sign;
use super::said::Kind;
use crate::trade::Decimal;

/// A currency and a sign before the number: where they begin.
pub(super) fn prefix(tokens: &[Token], at: usize) -> (Option<&'static str>, usize, Option<Sign>) {
    let mut from = at;
    let mut code = None;
    let mut sign = None;
    while from > 0 {
        let token = &tokens[from - 1];
        let own_gap = tokens[from].glued;
        match &token.kind {
            TokenKind::Mark(mark) if currency(&mark.to_string()).is_some() => {
                code = currency(&mark.to_string());
            }
            TokenKind::Word(text) if matches!(text.as_str(), "usd" | "eur" | "rub") => {
                code = currency(text);
            }
            TokenKind::Word(text) if text == "us" && code.is_some() => {}
            TokenKind::Mark('+') if own_gap && sign.is_none() => sign = Some(Sign::Up),
            TokenKind::Mark('−' | '-' | '–') if own_gap && sign.is_none() && !token.glued => {
                sign = Some(Sign::Down);
            }
            _ => break,
        }
        from -= 1;
    }
    (code, from, sign)
}

/// The unit behind a number: what is counted, the scale, and where it ends.
pub(super) fn suffix(
    tokens: &[Token],
    start: usize,
    prefix: Option<&'static str>,
) -> (Kind, f64, usize) {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let glued = |index: usize| tokens.get(index).is_some_and(|token| token.glued);
    if is_percent(tokens, start) {
        let end = percent_end(tokens, start);
        return match points_end(tokens, end, true) {
            Some(end) => (Kind::Points, 1.0, end),
            None => (Kind::Percent, 1.0, end),
        };
    }
    if let Some(end) = points_end(tokens, start, false) {
        return (Kind::Points, 1.0, end);
    }
    let mut at = start;
    let mut code = prefix;
    // "503 USD million": the currency may stand before the scale.
    if let Some(found) = currency(word(at)).filter(|_| scale(word(at + 1)).is_some()) {
        code = Some(found);
        at += 1;
    }
    let mut factor = 1.0;
    if let Some(found) =
        scale(word(at)).filter(|_| !is_short_scale(word(at)) || glued(at) || prefix.is_some())
    {
        factor = found;
        at += 1;
        at += usize::from(
            tokens.get(at).is_some_and(|t| t.is_mark('.') && t.glued)
                && is_abbreviation(word(at - 1)),
        );
    }
    let scaled = at > start;
    if let Some(unit) =
        goods(word(at)).or_else(|| goods(word(at + 1)).filter(|_| word(at) == "metric"))
    {
        return (Kind::Goods(unit), factor, at + 1 + usize::from(word(at) == "metric"));
    }
    let adjective = usize::from(matches!(word(at), "us" | "u" | "american" | "американских"));
    let dots = if word(at) == "u" && word(at + 2) == "s" { 3 } else { 0 };
    let named = at + adjective + dots;
    if let Some(found) = currency(word(named)) {
        code = Some(found);
        at = named + 1;
        at += usize::from(
            tokens.get(at).is_some_and(|t| t.is_mark('.') && t.glued)
                && is_abbreviation(word(named)),
        );
        at += usize::from(matches!(word(at), "сша" | "آمریکا"));
    } else if let Some(found) = tokens.get(at).and_then(|t| match t.kind {
        TokenKind::Mark(mark) => currency(&mark.to_string()),
        _ => None,
    }) {
        code = Some(found);
        at += 1;
    }
    let kind = if code.is_some() || scaled { Kind::Money(code) } else { Kind::Bare };
    (kind, factor, at)
}

fn is_abbreviation(word: &str) -> bool {
    matches!(word, "тыс" | "млн" | "млрд" | "трлн" | "долл" | "руб")
}

pub(super) fn is_percent(tokens: &[Token], at: usize) -> bool {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    tokens.get(at).is_some_and(|t| t.is_mark('%') || t.is_mark('٪'))
        || matches!(word(at), "percent" | "percentage" | "проц" | "درصد")
        || (word(at) == "pc" && tokens[at].glued)
        || word(at).starts_with("процент")
        || (word(at) == "per" && word(at + 1) == "cent")
        || (tokens.get(at).is_some_and(|t| t.is_mark('-')) && word(at + 1) == "percent")
}

pub(super) fn percent_end(tokens: &[Token], at: usize) -> usize {
    let two = tokens[at].word() == "per" || tokens[at].is_mark('-');
    at + 1 + usize::from(two)
}

/// Where "points", "пунктов", "п. п.", "pp" end, if they stand here.
fn points_end(tokens: &[Token], at: usize, percent: bool) -> Option<usize> {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let dot = |index: usize| tokens.get(index).is_some_and(|token| token.is_mark('.'));
    match word(at) {
        "points" | "point" if percent => Some(at + 1),
        text if percent && text.starts_with("пункт") => Some(at + 1),
        "pp" | "ppt" | "ppts" => Some(at + 1),
        "п" | "p" if dot(at + 1) && word(at + 2) == word(at) => {
            Some(at + 3 + usize::from(dot(at + 3)))
        }
        "واحد" if word(at + 1) == "درصد" => Some(at + 2),
        _ => None,
    }
}

/// A year or a length of time.
pub(super) fn year_or_time(
    tokens: &[Token],
    at: usize,
    number: Decimal,
    has_currency: bool,
) -> Option<(PartKind, usize)> {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let value = number.to_f64();
    let dash = usize::from(tokens.get(at + 1).is_some_and(|t| t.is_mark('-') && t.glued));
    if let Some(unit) = time_unit(word(at + 1 + dash)).filter(|_| value < 300.0 && !has_currency) {
        return Some((PartKind::Duration(value * unit), at + 2 + dash));
    }
    let looks = number.scale() == 0
        && tokens[at].end - tokens[at].start <= 8
        && ((1300.0..=1450.0).contains(&value) || (1800.0..=2100.0).contains(&value));
    let (kind, factor, _) = suffix(tokens, at + 1, None);
    let bare = kind == Kind::Bare && factor == 1.0 && !has_currency;
    let grouped = tokens[at].is_number() && tokens[at].end - tokens[at].start == 5;
    (looks && bare && !grouped).then_some((PartKind::Year(value as i32), at + 1))
}
