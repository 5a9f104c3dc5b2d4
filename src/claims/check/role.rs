//! The role of each number in its clause: base, end, difference, balance, goal.

use super::bracket::{in_brackets, is_of_bracketed_year};
use super::clause::{is_result, said, word_at};
use super::cues::{
    Balance, balance, balance_adjective, comparative, direction, exceeds, is_export, is_goal,
    is_import, is_turnover, verb_direction,
};
use super::lexicon::one_of;
use super::quantity::{Part, PartKind};
use super::relation::Sign;

/// What a number is to its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The base: "from 100", "against 100", "100 a year earlier".
    From,
    /// The base of a comparison: "less than 100", "below 100".
    Than,
    /// The end: "to 112".
    To,
    /// A difference: "by 12", "12 more than".
    By(Option<Sign>),
    /// A surplus, deficit or balance.
    Balance(Option<Sign>),
    /// The whole of a share: "of the total of 300".
    Of,
    /// A goal, a forecast, a plan: no measurement.
    Goal,
    /// In brackets, and not said to be earlier.
    Aside,
    /// None of these.
    Plain,
}

/// The role of the number at `at`, from the words around it.
pub(super) fn role(clause: &[Part], at: usize) -> Role {
    if let Some(role) = role_after(clause, at) {
        return role;
    }
    let mut index = at;
    let mut steps = 0;
    while index > 0 && steps < 7 {
        index -= 1;
        steps += 1;
        let part = &clause[index];
        if is_goal(part.word()) && steps > 1 {
            return if set_against_goal(clause, index) { Role::Than } else { Role::Goal };
        }
        let dash = part.is_mark('—') || part.is_mark('–') || part.is_mark('.');
        if is_filler(part.word())
            || dash
            || (part.is_mark(',') && word_at(clause, index + 1) == "чем")
        {
            continue;
        }
        return match balance_before(clause, index) {
            Some((found, place)) => Role::Balance(signed(clause, found, place, at)),
            None => cue(clause, index, at),
        };
    }
    Role::Plain
}

/// "The deficit was", "the surplus amounted to".
fn balance_before(clause: &[Part], index: usize) -> Option<(Balance, usize)> {
    let copula = |word: &str| {
        one_of!(
            "was were is stood at to amounted reached totaled составил составило достиг достигло \
            равен равнялся",
            word,
        )
    };
    if !copula(clause[index].word()) {
        return None;
    }
    let before = (0..index).rev().find(|at| !copula(word_at(clause, *at)))?;
    // "The surplus of trade was": two words between at most.
    let mut places = (before.saturating_sub(2)..=before).rev().take_while(|at| {
        let word = word_at(clause, *at);
        !word.is_empty() && verb_direction(word).is_none()
    });
    places.find_map(|at| Some((balance(word_at(clause, at))?, at)))
}

/// The sign of a balance: by its own word, or by an adjective at it or before its number.
fn signed(clause: &[Part], found: Balance, place: usize, at: usize) -> Option<Sign> {
    let near = place.saturating_sub(3)..at;
    found.sign().or_else(|| near.rev().find_map(|at| balance_adjective(word_at(clause, at))))
}

/// "Above the plan of 288", "превысил план в 288": the goal itself is what is compared with.
fn set_against_goal(clause: &[Part], index: usize) -> bool {
    let mut words = clause[..index].iter().rev().map(Part::word);
    let first = words.find(|word| !matches!(*word, "the" | "a" | "its" | "annual" | "yearly"));
    first.is_some_and(|word| {
        comparative(word).is_some() && word != "over"
            || exceeds(word)
            || matches!(word, "чем" | "than")
    })
}

/// What the words behind a number make of it.
fn role_after(clause: &[Part], at: usize) -> Option<Role> {
    let level = said(&clause[at]).is_some_and(|said| said.kind.is_level());
    let word = |step: usize| word_at(clause, at + step);
    let is_level = |part: &Part| said(part).is_some_and(|said| said.kind.is_level());
    let second = clause[..at].iter().any(is_level);
    let next = if second { behind_alternative(clause, at + 1) - at } else { 1 };
    if level && let Some(sign) = comparative(word(next)) {
        let after = next + 1;
        let compared = matches!(word(after), "than" | "от")
            || clause.get(at + after).is_some_and(|p| p.is_mark(','))
            || stands_between(clause, at, at + after);
        let bare = clause.get(at + after).is_none()
            || matches!(word(next), "больше" | "меньше" | "выше" | "ниже");
        if compared || bare {
            return Some(Role::By(Some(sign)));
        }
    }
    if level && is_of_bracketed_year(clause, at) {
        return Some(Role::From);
    }
    let earlier = level
        && (1..=6)
            .take_while(|step| !word(*step).is_empty() && !begins_comparison(word(*step)))
            .any(|step| is_earlier(word(step), word(step + 1)));
    earlier.then_some(Role::From)
}

/// Words behind which another number is told of.
fn begins_comparison(word: &str) -> bool {
    one_of!("than compared against versus up down сравнению по чем против к относительно", word)
}

/// Past ", or 8.9 %," or "(8.9 %)": the same amount once more.
fn behind_alternative(clause: &[Part], at: usize) -> usize {
    let joins = |part: &Part| {
        part.is_mark(',')
            || part.is_mark('(')
            || part.is_mark(')')
            || matches!(part.word(), "or" | "или")
    };
    let mut next = at;
    let tells_again = |part: &Part| part.is_mark('(') || matches!(part.word(), "or" | "или");
    let mut passed = false;
    while let Some(part) = clause.get(next).filter(|part| joins(part) || is_result(part)) {
        passed |= is_result(part);
        next += 1;
    }
    let again = clause.get(at..next).unwrap_or_default().iter().any(tells_again);
    if passed && again { next } else { at }
}

/// "22 million above the plan of 288 million" behind "310 million": a difference of the two around it.
fn stands_between(clause: &[Part], at: usize, after: usize) -> bool {
    let level = |part: &Part| said(part).is_some_and(|said| said.kind.is_level());
    let behind = clause.get(after..).unwrap_or_default();
    let near = behind.iter().take_while(|part| !part.is_mark(',')).take(6);
    clause[..at].iter().any(level) && near.into_iter().any(level)
}

/// Words that say that a number is of an earlier time.
fn is_earlier(word: &str, next: &str) -> bool {
    let known = matches!(
        (word, next),
        (
            "year" | "years" | "month" | "quarter",
            "earlier" | "before" | "ago" | "prior" | "previously"
        ) | ("same" | "corresponding" | "comparable", "period" | "month" | "quarter" | "months")
            | ("previous" | "prior" | "preceding", "year" | "month" | "quarter")
            | ("годом" | "месяцем" | "кварталом", "ранее" | "раньше")
            | ("год" | "месяц", "назад")
            | ("предыдущем" | "предыдущего" | "прошлом", "году" | "года" | "месяце")
            | ("سال" | "ماه", "قبل" | "پیش" | "گذشته")
    );
    known || word.starts_with("аналогичн") && next.starts_with("период")
}

/// Words between a preposition and its number that change nothing.
fn is_filler(word: &str) -> bool {
    word.starts_with("прошлогодн")
        || one_of!(
            "the a an positive negative nearly another some its their level levels figure sum value record just only mere last previous \
            year's revised nominal суммы уровня отметки показателя рекордных прошлогодних лишь \
            всего رقم مبلغ سطح",
            word,
        )
}

/// The role that the word at `index` gives to the number at `at`.
fn cue(clause: &[Part], index: usize, at: usize) -> Role {
    let word = clause[index].word();
    if clause[index].is_mark('(') {
        return in_brackets(clause, index);
    }
    if let PartKind::Multiple(..) = clause[index].kind {
        // "1.1 times the 15.0 billion".
        let of_base = matches!(word_at(clause, index + 1), "the" | "those" | "that");
        return if of_base && at - index <= 3 { Role::Than } else { Role::Plain };
    }
    let before = index.checked_sub(1).map_or("", |i| word_at(clause, i));
    let follows_number =
        clause[..index].iter().rev().find(|p| !p.is_mark(',')).is_some_and(Part::is_quantity);
    match word {
        "from" | "against" | "versus" | "vs" | "от" | "с" | "со" | "против" | "از" => {
            Role::From
        }
        "относительно" => Role::From,
        "on" if rises_on(clause, index) => Role::From,
        "was" | "were" | "stood" if when_they(clause, index) => Role::From,
        "составлял" | "составляла" | "составляло" | "был" | "была" | "было"
            if clause[..index].iter().rev().take(3).any(|part| part.word() == "когда") =>
        {
            Role::From
        }
        "with" | "to" if matches!(before, "compared" | "comparison" | "relative") => Role::From,
        "به" if before == "نسبت" => Role::From,
        "than" | "чем" => Role::Than,
        "к" if direction(before).is_some() || index > 0 && is_result(&clause[index - 1]) => {
            Role::Than
        }
        "below" | "above" | "under" | "over" | "больше" | "меньше" | "выше" | "ниже"
            if follows_number =>
        {
            Role::Than
        }
        "to" | "до" | "به" | "reaching" | "reached" | "достигнув" | "достиг" => {
            Role::To
        }
        "by" | "на"
            if matches!(before, "or" | "или") || clause.iter().any(|p| exceeds(p.word())) =>
        {
            Role::By(None)
        }
        "by" | "на" if has_direction_near(clause, index, at) => Role::By(None),
        "at" => Role::Plain,
        "of" | "in" | "в" => of_what(clause, index, at),
        _ if told_as_difference(clause, index) => {
            Role::By(clause[..index].iter().rev().take(2).find_map(|part| direction(part.word())))
        }
        _ => match (balance(word), direction(word)) {
            (Some(found), _) => Role::Balance(signed(clause, found, index, at)),
            (None, Some(sign)) if verb_direction(word).is_none() && follows_number => {
                Role::By(Some(sign))
            }
            _ => Role::Plain,
        },
    }
}

/// "An increase of 45 million on the 820 million": what follows "on" is the base.
fn rises_on(clause: &[Part], index: usize) -> bool {
    let near = &clause[index.saturating_sub(6)..index];
    near.iter().any(Part::is_quantity)
        && near.iter().any(|part| direction(part.word()).is_some())
        && matches!(word_at(clause, index + 1), "the" | "last" | "a" | "")
}

/// "When they were 820 million".
fn when_they(clause: &[Part], index: usize) -> bool {
    index >= 2
        && matches!(word_at(clause, index - 1), "they" | "it")
        && word_at(clause, index - 2) == "when"
}

/// "Прирост составил 300 млн", "the increase was 300 million": the noun says that it is a difference.
fn told_as_difference(clause: &[Part], index: usize) -> bool {
    const COPULAS: &str = "was is were amounted totaled totalled составил составило составила";
    const NOUNS: &str = "increase rise growth decline decrease drop fall gain reduction рост \
                         прирост снижение падение увеличение сокращение спад";
    index > 0
        && one_of!(COPULAS, word_at(clause, index))
        && one_of!(NOUNS, word_at(clause, index - 1))
}

/// "Surplus of", "increase of", "the total of", "against exports of".
fn of_what(clause: &[Part], index: usize, number: usize) -> Role {
    let from = index.saturating_sub(4);
    for at in (from..index).rev() {
        let word = clause[at].word();
        if is_goal(word) {
            return if set_against_goal(clause, at) { Role::Than } else { Role::Goal };
        }
        if let Some(found) = balance(word) {
            return if compares(clause, at) {
                Role::From
            } else {
                Role::Balance(signed(clause, found, at, number))
            };
        }
        if is_export(word)
            || is_import(word)
            || is_turnover(word) && word != "total"
            || word == "worth"
        {
            if compares(clause, at) {
                return Role::From;
            }
            continue;
        }
        if verb_direction(word).is_some() {
            return Role::Plain;
        }
        if let Some(sign) = direction(word) {
            return Role::By(Some(sign));
        }
        if matches!(word, "total" | "out" | "общего" | "общей" | "объема") || is_result(&clause[at])
        {
            return Role::Of;
        }
        if word.is_empty() {
            break;
        }
    }
    Role::Plain
}

/// Whether the noun at `at` is set against something: "against exports", "compared with a deficit".
fn compares(clause: &[Part], at: usize) -> bool {
    let words: Vec<&str> = clause[..at]
        .iter()
        .rev()
        .map(Part::word)
        .filter(|w| !matches!(*w, "a" | "an" | "the" | "its"))
        .take(2)
        .collect();
    matches!(words.as_slice(), ["against" | "versus" | "против", ..] | ["with" | "to", "compared"])
}

fn has_direction_near(clause: &[Part], index: usize, at: usize) -> bool {
    let from = index.saturating_sub(4);
    clause[from..index].iter().any(|part| {
        direction(part.word()).is_some() || part.word() == "is" || part.word() == "есть"
    }) || (1..=2).any(|step| comparative(word_at(clause, at + step)).is_some())
}

/// Which direction the words around a result give it: a comparative right behind it, else the nearest word before.
pub(super) fn sign_of(clause: &[Part], at: usize) -> Option<Sign> {
    if let PartKind::Said(_, Some(sign)) = &clause[at].kind {
        return Some(*sign);
    }
    let after = (1..=2).map(|step| word_at(clause, at + step));
    let adjectives =
        |word: &str| matches!(word, "a" | "the" | "year-on-year" | "annual" | "процентный" | "от");
    if let Some(sign) =
        after.take_while(|w| direction(w).is_some() || adjectives(w)).find_map(direction)
    {
        return Some(sign);
    }
    // "8.9 %, more than".
    if clause.get(at + 1).is_some_and(|part| part.is_mark(','))
        && matches!(word_at(clause, at + 3), "than" | "чем")
        && let Some(sign) = comparative(word_at(clause, at + 2))
    {
        return Some(sign);
    }
    let mut steps = 0;
    for part in clause[..at].iter().rev() {
        steps += 1;
        // A direction on the other side of a number belongs to that number, unless it is a result of the same move.
        if steps > 18 || part.is_mark(':') {
            return None;
        }
        if let Some(sign) = direction(part.word()) {
            return Some(sign);
        }
    }
    None
}
