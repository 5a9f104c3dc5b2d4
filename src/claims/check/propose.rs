//! A proposed wording: the sentence with the right number in the place of the wrong one.

use super::grammar::Statement;
use super::relation::{Finding, Relation, Stated};
use crate::trade::Hedge;
use crate::words::{Lang, Numbers, strip_controls};

/// Pairs of words that turn a direction round.
const OPPOSITES: [(&str, &str); 30] = [
    ("more than", "less than"),
    ("higher than", "lower than"),
    ("above", "below"),
    ("rose", "fell"),
    ("grew", "shrank"),
    ("increased", "decreased"),
    ("increase", "decrease"),
    ("up", "down"),
    ("rise", "fall"),
    ("growth", "decline"),
    ("surplus", "deficit"),
    ("climbed", "dropped"),
    ("jumped", "dropped"),
    ("gained", "lost"),
    ("doubled", "halved"),
    ("выше", "ниже"),
    ("больше", "меньше"),
    ("выросла", "снизилась"),
    ("выросло", "снизилось"),
    ("выросли", "снизились"),
    ("вырос", "снизился"),
    ("увеличилась", "уменьшилась"),
    ("увеличился", "уменьшился"),
    ("рост", "снижение"),
    ("профицит", "дефицит"),
    ("more", "less"),
    ("declined", "rose"),
    ("dropped", "rose"),
    ("сократился", "вырос"),
    ("упал", "вырос"),
];

/// The sentence put right; none where nothing is wrong or no wording is at hand.
pub(super) fn wording(
    text: &str,
    statement: &Statement,
    finding: &Finding,
    lang: Lang,
) -> Option<String> {
    let right = finding.right?;
    if right.direction {
        return turned_round(text, statement.start);
    }
    let stated = &text[statement.start..statement.end];
    let number = right_number(&statement.relation, right.value, lang)?;
    let replaced = replace_number(stated, &number)?;
    Some(format!("{}{replaced}{}", &text[..statement.start], &text[statement.end..]))
}

/// The number in the digits of the language, as precise as the stated one.
fn right_number(relation: &Relation, value: f64, lang: Lang) -> Option<String> {
    let (said, value) = match relation {
        Relation::Pair { stated, .. } => match stated {
            Stated::Growth(said, _)
            | Stated::PerYear(said, ..)
            | Stated::Points(said, _)
            | Stated::LevelOf(said) => (said, value.abs()),
            Stated::Change(said, _) => (said, value.abs() / said.scale),
            Stated::Multiple(_) | Stated::Direction(_) => return None,
        },
        Relation::Balance { stated, .. } => (stated, value.abs() / stated.scale),
        Relation::Sum { total, .. } => (total, value.abs() / total.scale),
        Relation::Share { stated, .. } => (stated, value),
        Relation::Lacking { .. } | Relation::Impossible { .. } => return None,
    };
    if said.hedge != Hedge::Printed {
        return None;
    }
    let decimals = said.number.scale() as usize;
    Some(strip_controls(&Numbers::of(lang).decimal(value, decimals)))
}

/// Puts a number in the place of the digits of a text.
fn replace_number(text: &str, number: &str) -> Option<String> {
    let is_digit = |c: char| c.is_numeric();
    let start = text.find(is_digit)?;
    let last = text.rfind(is_digit)?;
    let end = last + text[last..].chars().next()?.len_utf8();
    Some(format!("{}{number}{}", &text[..start], &text[end..]))
}

/// The nearest word of direction around the number, turned into its opposite.
fn turned_round(text: &str, near: usize) -> Option<String> {
    let mut found: Option<(usize, &str, &str)> = None;
    for (one, other) in OPPOSITES.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]) {
        for (at, _) in text.match_indices(one) {
            let distance = at.abs_diff(near);
            if is_whole_word(text, at, one.len())
                && found.is_none_or(|(best, word, _)| {
                    let closer = distance < best.abs_diff(near);
                    closer || (at == best && one.len() > word.len())
                })
            {
                found = Some((at, one, other));
            }
        }
    }
    let (at, one, other) = found?;
    Some(format!("{}{other}{}", &text[..at], &text[at + one.len()..]))
}

fn is_whole_word(text: &str, at: usize, length: usize) -> bool {
    let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphabetic());
    before && text[at + length..].chars().next().is_none_or(|c| !c.is_alphabetic())
}
