//! Numbers with their units: from tokens to the parts that the grammar reads.

use super::cues::{comparative, hedge_at_end};
use super::lexer::{Token, TokenKind};
use super::lexicon::{is_short_scale, scale, small_number, time_unit};
use super::multiple::Wording;
use super::names::{is_name, name_end};
use super::relation::Sign;
use super::said::Said;
use super::times::multiple_at;
use super::units::{is_percent, prefix, suffix, year_or_time};
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
    /// A share of a whole in words: "a third of".
    Share(f64),
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
        matches!(
            self.kind,
            PartKind::Said(..)
                | PartKind::Multiple(..)
                | PartKind::Fraction(..)
                | PartKind::Share(_)
        )
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
            && matches!(
                words.last(),
                Some(&("в" | "со" | "с" | "до" | "на" | "by" | "from" | "to"))
            ),
    );
    let from = (parts.len() - kept).saturating_sub(3);
    let words: Vec<&str> = parts[from..parts.len() - kept].iter().map(Part::word).collect();
    let Some((hedge, count)) = hedge_at_end(&words) else { return kind };
    let first = parts.len() - kept - count;
    let compares = comparative(parts[first].word()).is_some()
        && parts[..first]
            .iter()
            .rev()
            .find(|part| !part.is_mark(','))
            .is_some_and(Part::is_quantity);
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

/// A part with the tokens that it takes.
pub(super) type Found = (PartKind, usize, usize);

/// A number in digits, or a small one in letters that has a scale or a percent sign.
fn number_at(tokens: &[Token], at: usize) -> Option<Found> {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let number = match &tokens[at].kind {
        TokenKind::Number(number) => *number,
        TokenKind::Word(text) => {
            let measured = scale(word(at + 1)).is_some() && !is_short_scale(word(at + 1))
                || is_percent(tokens, at + 1);
            if let (Some(number), Some(unit)) = (small_number(text), time_unit(word(at + 1))) {
                return Some((PartKind::Duration(f64::from(number) * unit), at, at + 2));
            }
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
