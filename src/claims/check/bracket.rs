//! Numbers in brackets: of an earlier time, of a year that is named, or an aside.

use super::clause::said;
use super::lexicon::one_of;
use super::quantity::{Part, PartKind};
use super::role::Role;

/// "(2022: 11.0 billion)", "(в 2022 году — 7,59 млрд)" behind another level: that of an earlier year.
pub(super) fn is_of_bracketed_year(clause: &[Part], at: usize) -> bool {
    let from = at.saturating_sub(6);
    let open = (from..at).rev().find(|index| clause[*index].is_mark('('));
    let Some(open) = open else { return false };
    let is_level = |part: &Part| said(part).is_some_and(|said| said.kind.is_level());
    let content = &clause[open + 1..at];
    let dated = match content {
        [year, ..] if matches!(year.kind, PartKind::Year(_)) => true,
        [word, year, ..] => {
            one_of!("in в за for", word.word()) && matches!(year.kind, PartKind::Year(_))
        }
        _ => false,
    };
    dated && !content.iter().any(is_level) && clause[..open].iter().any(is_level)
}

/// "(820 million)" behind "than in 2022" is a base, behind "2018" the level of that year, else an aside.
pub(super) fn in_brackets(clause: &[Part], index: usize) -> Role {
    let before = &clause[..index];
    let is_level = |part: &&Part| said(part).is_some_and(|said| said.kind.is_level());
    let mut near = before.iter().rev().take(12).take_while(|part| !is_level(part));
    let compares = |part: &Part| {
        one_of!(
            "than compared against versus relative чем сравнению против относительно к نسبت \
             показателя показателю уровня уровню годовом",
            part.word(),
        )
    };
    let is_year = |part: &Part| matches!(part.kind, PartKind::Year(_));
    let of_year = match before {
        [.., year, word] if one_of!("год года году г", word.word()) => is_year(year),
        [.., year] => is_year(year),
        [] => false,
    };
    match () {
        () if tells_earlier(before) || near.any(compares) => Role::From,
        () if of_year => Role::Plain,
        () => Role::Aside,
    }
}

/// "Than a year earlier (757 million)", "чем годом ранее (757 млн)".
fn tells_earlier(before: &[Part]) -> bool {
    let words: Vec<&str> = before.iter().rev().take(2).map(Part::word).collect();
    matches!(
        words.as_slice(),
        ["earlier" | "ago" | "before", "year"]
            | ["year", "last" | "previous"]
            | ["ранее" | "раньше", "годом"]
            | ["назад", "год"]
            | ["года", "прошлого" | "предыдущего"]
            | ["قبل" | "پیش" | "گذشته", "سال"]
    )
}
