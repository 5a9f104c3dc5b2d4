//! What stands around the digits of a number: sign, currency, scale, percent, goods, time.

use super::lexer::{Token, TokenKind};
use super::lexicon::{currency, goods, is_short_scale, one_of, scale, time_unit};
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
            TokenKind::Word(text)
                if matches!(
                    text.as_str(),
                    "usd" | "eur" | "rub" | "rs" | "inr" | "aed" | "cny"
                ) =>
            {
                code = currency(text);
            }
            TokenKind::Word(text) if text == "us" && code.is_some() => {}
            TokenKind::Mark('+') if own_gap && sign.is_none() => sign = Some(Sign::Up),
            TokenKind::Mark('−' | '-' | '–')
                if own_gap && sign.is_none() && opens(tokens, from - 1) =>
            {
                sign = Some(Sign::Down);
            }
            TokenKind::Mark('.') if from >= 2 && tokens[from - 2].word() == "rs" => {}
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
        return match points_end(tokens, end) {
            Some(end) => (Kind::Points, 1.0, end),
            None => (Kind::Percent, 1.0, end),
        };
    }
    if let Some((factor, end)) = basis_points_end(tokens, start) {
        return (Kind::Points, factor, end);
    }
    if let Some(end) = points_end(tokens, start) {
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
    if let Some((unit, more, end)) = goods_at(tokens, at) {
        return (Kind::Goods(unit), factor * more, end);
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

/// Whether a minus at `at` is a sign: nothing but a bracket touches it from before.
fn opens(tokens: &[Token], at: usize) -> bool {
    !tokens[at].glued || at > 0 && (tokens[at - 1].is_mark('(') || tokens[at - 1].is_mark('['))
}

/// Goods with "metric" before them, or cubic meters in several words.
fn goods_at(tokens: &[Token], at: usize) -> Option<(&'static str, f64, usize)> {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let dot = |index: usize| usize::from(tokens.get(index).is_some_and(|t| t.is_mark('.')));
    match word(at) {
        "metric" => goods(word(at + 1)).map(|(unit, more)| (unit, more, at + 2)),
        "cubic" => word(at + 1).starts_with("met").then_some(("m3", 1.0, at + 2)),
        "куб" => {
            let meters = at + 1 + dot(at + 1);
            (word(meters) == "м").then(|| ("m3", 1.0, meters + 1 + dot(meters + 1)))
        }
        "т" if dot(at + 1) == 1 && word(at + 2) == "п" => None,
        text => goods(text).map(|(unit, more)| (unit, more, at + 1)),
    }
}

/// "50 basis points", "50 bps": hundredths of a percentage point.
fn basis_points_end(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let end = match word(at) {
        "bps" | "bp" => at + 1,
        "basis" if matches!(word(at + 1), "points" | "point") => at + 2,
        text if text.starts_with("базисн") && word(at + 1).starts_with("пункт") => {
            at + 2
        }
        _ => return None,
    };
    Some((0.01, end))
}

/// Where "points", "пунктов", "п. п.", "pp" end, if they stand here.
fn points_end(tokens: &[Token], at: usize) -> Option<usize> {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let dot = |index: usize| tokens.get(index).is_some_and(|token| token.is_mark('.'));
    match word(at) {
        "points" | "point" => Some(at + 1),
        text if text.starts_with("пункт") => Some(at + 1),
        "pp" | "ppt" | "ppts" => Some(at + 1),
        "п" | "p" if dot(at + 1) && word(at + 2) == word(at) => {
            Some(at + 3 + usize::from(dot(at + 3)))
        }
        "واحد" if word(at + 1) == "درصد" => Some(at + 2),
        _ => None,
    }
}

/// Whether the words around a number of a solar year make it a year.
fn is_told_as_year(tokens: &[Token], at: usize) -> bool {
    const BEFORE: &str =
        "solar in of by for since until year shamsi hijri sh в за к с по سال در از تا";
    const BEHIND: &str = "год года году годом г year solar";
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let before = at.checked_sub(1).map_or("", word);
    let persian = |text: &str| text.starts_with(|c: char| ('\u{600}'..='\u{6ff}').contains(&c));
    one_of!(BEFORE, before)
        || one_of!(BEHIND, word(at + 1))
        || persian(before)
        || persian(word(at + 1))
}

/// "From 1420 to 1065 dollars": an amount that only looks like a year.
fn begins_range(tokens: &[Token], at: usize) -> bool {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let opens = matches!(at.checked_sub(1).map_or("", word), "from" | "с" | "со" | "از");
    let goes_on = matches!(word(at + 1), "to" | "до" | "به");
    let number = tokens.get(at + 2).is_some_and(Token::is_number);
    opens && goes_on && number && !matches!(suffix(tokens, at + 3, None), (Kind::Bare, _, _))
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
    let solar = (1300.0..=1450.0).contains(&value) && is_told_as_year(tokens, at);
    let looks = number.scale() == 0
        && tokens[at].end - tokens[at].start <= 8
        && (solar || (1800.0..=2100.0).contains(&value))
        && !begins_range(tokens, at);
    let (kind, factor, _) = suffix(tokens, at + 1, None);
    let bare = kind == Kind::Bare && factor == 1.0 && !has_currency;
    let grouped = tokens[at].is_number() && tokens[at].end - tokens[at].start == 5;
    (looks && bare && !grouped).then_some((PartKind::Year(value as i32), at + 1))
}
