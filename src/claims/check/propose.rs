//! A proposed wording: the sentence with the right number in the place of the wrong one.

use super::grammar::Statement;
use super::relation::{Finding, Relation, Stated};
use crate::trade::Hedge;
use crate::words::{Lang, Numbers, strip_controls};

/// Pairs of words that turn a direction round.
const OPPOSITES: [(&str, &str); 46] = [
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
    ("widened", "narrowed"),
    ("expanded", "contracted"),
    ("surged", "plunged"),
    ("soared", "slumped"),
    ("advanced", "slipped"),
    ("gain", "loss"),
    ("jump", "drop"),
    ("positive", "negative"),
    ("положительное", "отрицательное"),
    ("увеличилось", "уменьшилось"),
    ("увеличились", "уменьшились"),
    ("увеличившись", "уменьшившись"),
    ("увеличение", "уменьшение"),
    ("прирост", "снижение"),
    ("افزایش", "کاهش"),
    ("بیشتر", "کمتر"),
];

/// The sentence put right; none where nothing is wrong or no wording is at hand.
pub(super) fn wording(
    text: &str,
    statement: &Statement,
    finding: &Finding,
    lang: Lang,
) -> Option<String> {
    let right = finding.right?;
    let stated = &text[statement.start..statement.end];
    let put = |new: &str| format!("{}{new}{}", &text[..statement.start], &text[statement.end..]);
    if right.direction {
        return match sign_flipped(stated) {
            Some(flipped) => Some(put(&flipped)),
            None => turned_round(text, statement.start),
        };
    }
    if let Relation::Pair { stated: Stated::Multiple(multiple), .. } = &statement.relation {
        return times(stated, right.value, multiple.mid < 1.0, lang).map(|new| put(&new));
    }
    let number = right_number(&statement.relation, right.value, lang)?;
    let replaced = replace_number(stated, &number)?;
    Some(put(&replaced))
}

/// "+13.9 %" for "−13.9 %".
fn sign_flipped(stated: &str) -> Option<String> {
    let rest = |mark: char| stated.strip_prefix(mark);
    match ['-', '−', '–'].into_iter().find_map(rest) {
        Some(rest) => Some(format!("+{rest}")),
        None => rest('+').map(|rest| format!("−{rest}")),
    }
}

/// A multiple put right: its digits, or the words of the language in the place of its word.
fn times(stated: &str, ratio: f64, falls: bool, lang: Lang) -> Option<String> {
    if ratio <= 0.0 || falls != (ratio < 1.0) {
        return None;
    }
    let multiple = if falls { 1.0 / ratio } else { ratio };
    let decimals = usize::from(multiple < 10.0);
    let number = strip_controls(&Numbers::of(lang).decimal(multiple, decimals));
    if let Some(replaced) = replace_number(stated, &number) {
        return Some(replaced);
    }
    let last = stated.split_whitespace().next_back()?.to_lowercase();
    match lang {
        Lang::En if last.ends_with("fold") => Some(format!("{number}-fold")),
        Lang::En if last.ends_with("ed") => {
            Some(format!("{} {number}-fold", if falls { "fell" } else { "rose" }))
        }
        Lang::En if matches!(last.as_str(), "double" | "triple" | "twice" | "quadruple") => {
            Some(format!("{number} times"))
        }
        Lang::Ru if last.starts_with('в') => Some(format!("в {number} раза")),
        _ => None,
    }
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
    Some(format!("{}{other}{}", with_article(&text[..at], other), &text[at + one.len()..]))
}

/// The words before another word, with the English article that it takes.
fn with_article(before: &str, word: &str) -> String {
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u']);
    let (stands, fits) = if vowel { (" a ", " an ") } else { (" an ", " a ") };
    match before.strip_suffix(stands) {
        Some(rest) => format!("{rest}{fits}"),
        None => before.to_owned(),
    }
}

fn is_whole_word(text: &str, at: usize, length: usize) -> bool {
    let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphabetic());
    before && text[at + length..].chars().next().is_none_or(|c| !c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use crate::claims::check_text;

    #[test]
    fn what_is_wrong_is_worded_anew() {
        for (sentence, proposed) in [
            (
                "Imports doubled from $41.2 million to $63.1 million.",
                "Imports rose 1.5-fold from $41.2 million to $63.1 million.",
            ),
            (
                "Sugar exports rose 12-fold, from 5.93 to 91.69 million dollars.",
                "Sugar exports rose 15-fold, from 5.93 to 91.69 million dollars.",
            ),
            (
                "Поставки сократились втрое, с 83,1 до 41,2 тыс. тонн.",
                "Поставки сократились в 2,0 раза, с 83,1 до 41,2 тыс. тонн.",
            ),
            (
                "Импорт увеличился в 3,5 раза, с 41,2 млн до 103,1 млн долларов.",
                "Импорт увеличился в 2,5 раза, с 41,2 млн до 103,1 млн долларов.",
            ),
            (
                "Trade fell to $134.1 million, an increase of 24% against $176.7 million.",
                "Trade fell to $134.1 million, a decrease of 24% against $176.7 million.",
            ),
            (
                "Exports in May: $72.4 million (+11.7%, against $82.0 million).",
                "Exports in May: $72.4 million (−11.7%, against $82.0 million).",
            ),
            (
                "The share rose from 13.7% to 26.7%, up 15 percentage points.",
                "The share rose from 13.7% to 26.7%, up 13 percentage points.",
            ),
        ] {
            let found = check_text(sentence, None);
            assert_eq!(found[0].proposed.as_deref(), Some(proposed), "{found:?}");
        }
    }
}
