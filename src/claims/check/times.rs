//! Multiples and fractions in words: "doubled", "5 times more", "в полтора раза", "by a third".

use super::cues::{comparative, direction, is_export, is_import};
use super::lexer::{Token, TokenKind};
use super::lexicon::{multiple_word, one_of, small_number};
use super::multiple::Wording;
use super::quantity::{Found, Part, PartKind};
use crate::trade::{Decimal, Hedge};

/// A multiple: one word, or a number with "times", "-fold", "×", "раз", "برابر".
pub(super) fn multiple_at(tokens: &[Token], at: usize, before: &[Part]) -> Option<Found> {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let mark =
        |index: usize, mark: char| tokens.get(index).is_some_and(|token| token.is_mark(mark));
    if let Some(found) = fraction_at(tokens, at, before) {
        return Some(found);
    }
    if let TokenKind::Word(text) = &tokens[at].kind
        && let Some(tenths) = multiple_word(text)
    {
        return is_multiple_in_place(tokens, at).then(|| {
            let number = if tenths % 10 == 0 {
                Decimal::new(tenths / 10, 0)
            } else {
                Decimal::new(tenths, 1)
            };
            (PartKind::Multiple(number, Hedge::Printed, Wording::Word), at, at + 1)
        });
    }
    let factor = word(at.wrapping_sub(1)) == "of" && word(at.wrapping_sub(2)) == "factor";
    if word(at) == "полтора" && word(at + 1) == "раза" {
        return Some((
            PartKind::Multiple(Decimal::new(15, 1), Hedge::Printed, Wording::Word),
            at,
            at + 2,
        ));
    }
    if word(at) == "one" && word(at + 1) == "and" && word(at + 2) == "a" && word(at + 3) == "half" {
        let times = word(at + 4) == "times";
        let kind = PartKind::Multiple(Decimal::new(15, 1), Hedge::Printed, Wording::Word);
        return times.then_some((kind, at, at + 5));
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
        "кратный" | "кратного" | "кратное" | "кратно" => {
            (Wording::Counted, at + 2 + dash)
        }
        "раз" | "раза" if word(at.wrapping_sub(1)) == "в" || hedge_before_times(tokens, at) => {
            (Wording::Counted, at + 2)
        }
        "برابر" => (Wording::Counted, at + 2),
        "x" if tokens[at + 1].glued => (Wording::Sign, at + 2),
        "times" => match word(at + 2) {
            "more" | "higher" | "larger" | "greater" => (Wording::TimesMore, at + 3),
            "as" | "the" | "that" | "what" | "its" | "last" => (Wording::Counted, at + 2),
            next if is_export(next) || is_import(next) => (Wording::Counted, at + 2),
            _ if rises_before(before) || word(at.wrapping_sub(1)) == "by" => {
                (Wording::Counted, at + 2)
            }
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
    words.iter().any(|word| direction(word).is_some())
}

/// "Double" is a multiple before what it doubles or as a verb; "double taxation" and "twice a year" are not.
fn is_multiple_in_place(tokens: &[Token], at: usize) -> bool {
    const BASES: &str = "the that its their what last previous those as from in to compared on";
    let next = tokens.get(at + 1).map_or("", Token::word);
    match tokens[at].word() {
        "double" | "triple" | "quadruple" => {
            one_of!(BASES, next) && !(next == "in" || next == "on")
        }
        "twice" => matches!(next, "the" | "that" | "as" | "what" | "its" | "last" | "their"),
        _ => true,
    }
}

/// A fraction in words with the place behind it: "a third", "two-thirds", "half", "треть", "две трети", "четверть".
fn fraction_words(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    let dash = |index: usize| usize::from(tokens.get(index).is_some_and(|t| t.is_mark('-')));
    let (count, next) = match word(at) {
        "a" | "one" | "одну" | "одна" => (1.0, at + 1 + dash(at + 1)),
        "two" | "две" => (2.0, at + 1 + dash(at + 1)),
        "three" | "три" => (3.0, at + 1 + dash(at + 1)),
        "half" | "треть" | "четверть" | "половину" | "половина" | "половины" => {
            (1.0, at)
        }
        _ => return None,
    };
    let part = match word(next) {
        "half" | "половину" | "половина" | "половины" => 0.5,
        "third" | "thirds" | "треть" | "трети" => 1.0 / 3.0,
        "quarter" | "quarters" | "четверть" | "четверти" => 0.25,
        "fifth" | "fifths" | "пятую" | "пятых" => 0.2,
        "tenth" | "tenths" => 0.1,
        _ => return None,
    };
    let fraction: f64 = count * part;
    (fraction < 1.0).then_some((fraction, next + 1))
}

/// A change by a fraction ("by a third", "a third higher", "на четверть"), or a share of a whole ("a third of").
fn fraction_at(tokens: &[Token], at: usize, before: &[Part]) -> Option<Found> {
    let word = |index: usize| tokens.get(index).map_or("", Token::word);
    if word(at) == "наполовину" {
        return Some((PartKind::Fraction(0.5, Hedge::Printed), at, at + 1));
    }
    let (fraction, end) = fraction_words(tokens, at)?;
    let last = before.last().map_or("", Part::word);
    let by = matches!(last, "by" | "на");
    let of = matches!(word(end), "of" | "от");
    let kind = match () {
        () if !of && (by || comparative(word(end)).is_some()) => {
            PartKind::Fraction(fraction, Hedge::Printed)
        }
        () if of || matches!(last, "or" | "или") || is_russian_share(tokens, at, last) => {
            PartKind::Share(fraction)
        }
        () => return None,
    };
    Some((kind, at, end))
}

/// "Треть импорта": a share stands without "of".
fn is_russian_share(tokens: &[Token], at: usize, last: &str) -> bool {
    const WORDS: &str = "треть четверть половина половину две три";
    !matches!(last, "на" | "в") && one_of!(WORDS, tokens[at].word())
}
