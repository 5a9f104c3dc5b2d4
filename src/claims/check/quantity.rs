//! Numbers with their units: from tokens to the parts that the grammar reads.

use super::lexer::{Token, TokenKind};
use super::lexicon::{
    comparative, currency, goods, hedge_at_end, is_month, is_short_scale, multiple_word, names_a_number, scale,
    small_number, time_unit,
};
use super::multiple::Wording;
use super::relation::Sign;
use super::said::{Kind, Said};
use crate::trade::{Decimal, Hedge};

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub kind: PartKind,
    pub start: usize,
    pub end: usize,
}

/// What a part is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum PartKind {
    /// A word in lower case.
    Word(String),
    /// A mark.
    Mark(char),
    /// A level, a percentage or a number of points, with the sign printed before it.
    Said(Said, Option<Sign>),
    /// A multiple of something.
    Multiple(Decimal, Hedge, Wording),
    /// A share of one in words, as growth: a third, a half.
    Fraction(f64, Hedge),
    /// A calendar or solar year.
    Year(i32),
    /// A length of time in years.
    Duration(f64),
    /// A number that measures nothing: a date, a code, a rank.
    Name,
}

impl Part {
    /// The word, or nothing.
    pub fn word(&self) -> &str {
        if let PartKind::Word(word) = &self.kind { word } else { "" }
    }

    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == PartKind::Mark(mark)
    }

    /// Whether it is a level, a percentage, a multiple or a fraction.
    pub fn is_quantity(&self) -> bool {
        matches!(self.kind, PartKind::Said(..) | PartKind::Multiple(..) | PartKind::Fraction(..))
    }
}

/// Puts numbers and their units together.
pub(super) fn parts(tokens: &[Token]) -> Vec<Part> {
    let mut parts: Vec<Part> = vec![];
    let mut at = 0;
    while at < tokens.len() {
        let (kind, from, to) = multiple_at(tokens, at, &parts)
            .or_else(|| number_at(tokens, at))
            .unwrap_or_else(|| (plain(&tokens[at]), at, at + 1));
        let mut start = tokens[from].start;
        // Signs and currencies before the number are parts already: they belong to it now.
        while parts.last().is_some_and(|part| part.start >= start) {
            parts.pop();
        }
        let kind = with_hedge(kind, &mut parts, &mut start);
        parts.push(Part { kind, start, end: tokens[to - 1].end });
        at = to;
    }
    parts
}

fn plain(token: &Token) -> PartKind {
    match &token.kind {
        TokenKind::Word(word) => PartKind::Word(word.clone()),
        TokenKind::Mark(mark) => PartKind::Mark(*mark),
        TokenKind::Number(_) => PartKind::Name,
    }
}

/// Takes the hedge that stands before, unless it compares with what stands before that ("5 million more than").
fn with_hedge(kind: PartKind, parts: &mut Vec<Part>, start: &mut usize) -> PartKind {
    if !matches!(kind, PartKind::Said(..) | PartKind::Multiple(..) | PartKind::Fraction(..)) {
        return kind;
    }
    let from = parts.len().saturating_sub(3);
    let words: Vec<&str> = parts[from..].iter().map(Part::word).collect();
    if parts.last().is_some_and(|part| part.is_mark('~')) {
        parts.pop();
        return hedged(kind, Hedge::About);
    }
    // "Примерно со 170": the hedge may stand before the preposition.
    let kept = usize::from(
        hedge_at_end(&words).is_none()
            && matches!(words.last(), Some(&("в" | "со" | "с" | "до" | "на" | "by" | "from" | "to"))),
    );
    let from = (parts.len() - kept).saturating_sub(3);
    let words: Vec<&str> = parts[from..parts.len() - kept].iter().map(Part::word).collect();
    let Some((hedge, count)) = hedge_at_end(&words) else { return kind };
    let first = parts.len() - kept - count;
    let compares = comparative(parts[first].word()).is_some()
        && parts[..first].iter().rev().find(|part| !part.is_mark(',')).is_some_and(Part::is_quantity);
    if compares {
        return kind;
    }
    if kept == 0 {
        *start = parts[first].start;
    }
    parts.drain(first..first + count);
    hedged(kind, hedge)
}

fn hedged(kind: PartKind, hedge: Hedge) -> PartKind {
    match kind {
        PartKind::Said(said, sign) => PartKind::Said(Said { hedge, ..said }, sign),
        PartKind::Multiple(number, _, wording) => PartKind::Multiple(number, hedge, wording),
        PartKind::Fraction(fraction, _) => PartKind::Fraction(fraction, hedge),
        other => other,
    }
}

type Found = (PartKind, usize, usize);

/// A number in digits, or a small one in letters that has a scale or a percent sign.
fn number_at(tokens: &[Token], at: usize) -> Option<Found> {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let number = match &tokens[at].kind {
        TokenKind::Number(number) => *number,
        TokenKind::Word(text) => {
            let measured = scale(word(at + 1)).is_some() && !is_short_scale(word(at + 1)) || is_percent(tokens, at + 1);
            let number = small_number(text).filter(|_| measured)?;
            Some(Decimal::new(i128::from(number), 0))
        }
        TokenKind::Mark(_) => return None,
    };
    let Some(number) = number.filter(|_| !is_name(tokens, at)) else {
        return Some((PartKind::Name, at, name_end(tokens, at)));
    };
    let (prefix, from, sign) = prefix(tokens, at);
    if let Some((kind, to)) = year_or_time(tokens, at, number, prefix.is_some()) {
        return Some((kind, at, to));
    }
    let (kind, factor, to) = suffix(tokens, at + 1, prefix);
    Some((PartKind::Said(Said::new(number, factor, kind, Hedge::Printed), sign), from, to))
}

/// A currency and a sign before the number: where they begin.
fn prefix(tokens: &[Token], at: usize) -> (Option<&'static str>, usize, Option<Sign>) {
    let mut from = at;
    let mut code = None;
    let mut sign = None;
    while from > 0 {
        let token = &tokens[from - 1];
        let own_gap = tokens[from].glued;
        match &token.kind {
            TokenKind::Mark(mark) if currency(&mark.to_string()).is_some() => code = currency(&mark.to_string()),
            TokenKind::Word(text) if matches!(text.as_str(), "usd" | "eur" | "rub") => code = currency(text),
            TokenKind::Word(text) if text == "us" && code.is_some() => {}
            TokenKind::Mark('+') if own_gap && sign.is_none() => sign = Some(Sign::Up),
            TokenKind::Mark('−' | '-' | '–') if own_gap && sign.is_none() && !token.glued => sign = Some(Sign::Down),
            _ => break,
        }
        from -= 1;
    }
    (code, from, sign)
}

/// The unit behind a number: what is counted, the scale, and where it ends.
fn suffix(tokens: &[Token], start: usize, prefix: Option<&'static str>) -> (Kind, f64, usize) {
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
    if let Some(found) = scale(word(at)).filter(|_| !is_short_scale(word(at)) || glued(at) || prefix.is_some()) {
        factor = found;
        at += 1;
        at += usize::from(tokens.get(at).is_some_and(|t| t.is_mark('.') && t.glued) && is_abbreviation(word(at - 1)));
    }
    let scaled = at > start;
    if let Some(unit) = goods(word(at)).or_else(|| goods(word(at + 1)).filter(|_| word(at) == "metric")) {
        return (Kind::Goods(unit), factor, at + 1 + usize::from(word(at) == "metric"));
    }
    let adjective = usize::from(matches!(word(at), "us" | "u" | "american" | "американских"));
    let dots = if word(at) == "u" && word(at + 2) == "s" { 3 } else { 0 };
    let named = at + adjective + dots;
    if let Some(found) = currency(word(named)) {
        code = Some(found);
        at = named + 1;
        at += usize::from(tokens.get(at).is_some_and(|t| t.is_mark('.') && t.glued) && is_abbreviation(word(named)));
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

fn is_percent(tokens: &[Token], at: usize) -> bool {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    tokens.get(at).is_some_and(|t| t.is_mark('%') || t.is_mark('٪'))
        || matches!(word(at), "percent" | "percentage" | "проц" | "درصد")
        || (word(at) == "pc" && tokens[at].glued)
        || word(at).starts_with("процент")
        || (word(at) == "per" && word(at + 1) == "cent")
        || (tokens.get(at).is_some_and(|t| t.is_mark('-')) && word(at + 1) == "percent")
}

fn percent_end(tokens: &[Token], at: usize) -> usize {
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
        "п" | "p" if dot(at + 1) && word(at + 2) == word(at) => Some(at + 3 + usize::from(dot(at + 3))),
        "واحد" if word(at + 1) == "درصد" => Some(at + 2),
        _ => None,
    }
}

/// A year or a length of time.
fn year_or_time(tokens: &[Token], at: usize, number: Decimal, has_currency: bool) -> Option<(PartKind, usize)> {
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

/// Whether the digits here are part of a date, a time, a code, a rank, a range or a name.
fn is_name(tokens: &[Token], at: usize) -> bool {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let before = at.checked_sub(1).map(|index| &tokens[index]);
    let glued_before = tokens[at].glued;
    let named = before.is_some_and(|token| names_a_number(token.word()))
        || before.is_some_and(|token| token.is_mark('№') || token.is_mark('#'))
        || (before.is_some_and(|t| t.is_mark('.')) && at >= 2 && names_a_number(word(at - 2)) && word(at - 2).len() <= 4);
    let in_word = glued_before && before.is_some_and(|token| !token.word().is_empty() && !matches!(token.word(), "us" | "usd"));
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
    let ordinal = tokens.get(at + 1).is_some_and(|t| t.glued && matches!(t.word(), "st" | "nd" | "rd" | "th" | "s"))
        || (joined(at + 1, 1)
            && tokens.get(at + 2).is_some_and(|t| t.glued && is_ordinal_ending(t.word())));
    let dated = is_month(word(at + 1)) || (is_month(word(at.wrapping_sub(1))) && is_day(&tokens[at]));
    named || in_word || after || behind || ordinal || dated
}

/// Russian endings of ordinals and adjectives ("106-е", "5-процентный" is none of them).
fn is_ordinal_ending(word: &str) -> bool {
    matches!(word, "й" | "я" | "е" | "го" | "му" | "м" | "х" | "ый" | "ая" | "ое" | "ые")
}

fn is_day(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Number(Some(number)) if number.scale() == 0 && number.to_f64() <= 31.0)
}

/// The whole of a date or a range belongs to the name.
fn name_end(tokens: &[Token], at: usize) -> usize {
    let mut end = at + 1;
    while tokens.get(end).is_some_and(|t| t.glued && !matches!(t.kind, TokenKind::Mark(',' | '.' | ')' | ';' | '%' | '"' | '»'))) {
        end += 1;
    }
    // "10–12 %": the percent sign goes with the range.
    if is_percent(tokens, end) { percent_end(tokens, end) } else { end }
}

/// A multiple: one word, or a number with "times", "-fold", "×", "раз", "برابر".
fn multiple_at(tokens: &[Token], at: usize, before: &[Part]) -> Option<Found> {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let mark = |index: usize, mark: char| tokens.get(index).is_some_and(|token| token.is_mark(mark));
    if let Some(found) = fraction_at(tokens, at, before) {
        return Some(found);
    }
    if let TokenKind::Word(text) = &tokens[at].kind
        && let Some(tenths) = multiple_word(text)
    {
        return is_multiple_in_place(tokens, at).then(|| {
            let number = if tenths % 10 == 0 { Decimal::new(tenths / 10, 0) } else { Decimal::new(tenths, 1) };
            (PartKind::Multiple(number, Hedge::Printed, Wording::Word), at, at + 1)
        });
    }
    let factor = word(at.wrapping_sub(1)) == "of" && word(at.wrapping_sub(2)) == "factor";
    if word(at) == "полтора" && word(at + 1) == "раза" {
        return Some((PartKind::Multiple(Decimal::new(15, 1), Hedge::Printed, Wording::Word), at, at + 2));
    }
    let number = match &tokens[at].kind {
        TokenKind::Number(number) => (*number)?,
        TokenKind::Word(text) => Decimal::new(i128::from(small_number(text)?), 0),
        TokenKind::Mark(_) => return None,
    };
    if at > 0 && mark(at - 1, '×') {
        return Some((PartKind::Multiple(number, Hedge::Printed, Wording::Sign), at - 1, at + 1));
    }
    let dash = usize::from(mark(at + 1, '-'));
    let (wording, end) = match word(at + 1 + dash) {
        _ if factor => (Wording::Counted, at + 1),
        "fold" => (Wording::Counted, at + 2 + dash),
        "кратный" | "кратного" | "кратное" | "кратно" => (Wording::Counted, at + 2 + dash),
        "раз" | "раза" if word(at.wrapping_sub(1)) == "в" || hedge_before_times(tokens, at) => (Wording::Counted, at + 2),
        "برابر" => (Wording::Counted, at + 2),
        "x" if tokens[at + 1].glued => (Wording::Sign, at + 2),
        "times" => match word(at + 2) {
            "more" | "higher" | "larger" | "greater" => (Wording::TimesMore, at + 3),
            "as" | "the" | "that" | "what" | "its" | "last" => (Wording::Counted, at + 2),
            _ if rises_before(before) || word(at.wrapping_sub(1)) == "by" => (Wording::Counted, at + 2),
            _ => return None,
        },
        _ => return None,
    };
    Some((PartKind::Multiple(number, Hedge::Printed, wording), at, end))
}

/// "в более чем 5 раз", "в почти 3 раза".
fn hedge_before_times(tokens: &[Token], at: usize) -> bool {
    tokens[..at].iter().rev().take(4).any(|token| token.word() == "в")
}

/// "increased five times", "grew by 5 times", "up 4.9 times".
fn rises_before(before: &[Part]) -> bool {
    let words: Vec<&str> = before.iter().rev().take(4).map(Part::word).collect();
    words.iter().any(|word| super::lexicon::direction(word).is_some())
}

/// "Double" is a multiple before what it doubles or as a verb; "double taxation" and "twice a year" are not.
fn is_multiple_in_place(tokens: &[Token], at: usize) -> bool {
    const BASES: [&str; 14] = [
        "the", "that", "its", "their", "what", "last", "previous", "those", "as", "from", "in", "to", "compared", "on",
    ];
    let next = tokens.get(at + 1).map_or("", Token::word);
    match tokens[at].word() {
        "double" | "triple" | "quadruple" => BASES.contains(&next) && !(next == "in" || next == "on"),
        "twice" => matches!(next, "the" | "that" | "as" | "what" | "its" | "last" | "their"),
        _ => true,
    }
}

/// "by a third", "by half", "на треть", "на четверть", "наполовину".
fn fraction_at(tokens: &[Token], at: usize, before: &[Part]) -> Option<Found> {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let by = matches!(before.last().map(Part::word), Some("by" | "на"));
    let article = usize::from(matches!(word(at), "a" | "one"));
    let of_what = |end: usize| matches!(word(end), "of" | "от");
    let fraction = match word(at + article) {
        "half" if by => 0.5,
        "third" if by && article == 1 => 1.0 / 3.0,
        "quarter" if by && article == 1 => 0.25,
        "fifth" if by && article == 1 => 0.2,
        "треть" if by => 1.0 / 3.0,
        "четверть" if by => 0.25,
        "половину" if by => 0.5,
        "наполовину" => 0.5,
        _ => return None,
    };
    let end = at + article + 1;
    (!of_what(end)).then_some((PartKind::Fraction(fraction, Hedge::Printed), at, end))
}
