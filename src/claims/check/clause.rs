//! Clauses: stretches of a sentence within which a number may be set against another, and the role of each number.

use super::cues::{
    Balance, balance, comparative, direction, is_export, is_goal, is_import, is_turnover,
    verb_direction,
};
use super::lexicon::one_of;
use super::quantity::{Part, PartKind};
use super::relation::Sign;
use super::said::{Kind, Said};

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

/// Words that begin another thought: numbers on their two sides are not set against each other.
const BREAKS: &str = "while whereas although though but including with as because since when amid despite who \
    where after before led followed driven excluding except among whose а но тогда хотя включая \
    поскольку из-за благодаря когда после среди который которая которые которое однако причем \
    اما ولی زیرا";

/// Splits a sentence into clauses.
pub(super) fn clauses(parts: &[Part]) -> Vec<&[Part]> {
    let mut cuts = vec![0];
    for (at, part) in parts.iter().enumerate() {
        if (part.is_mark(';') && !says_again(parts, at))
            || breaks(parts, at)
            || joins_two(parts, *cuts.last().unwrap_or(&0), at)
        {
            cuts.push(at);
        }
    }
    cuts.push(parts.len());
    cuts.windows(2)
        .map(|ends| &parts[ends[0]..ends[1]])
        .filter(|clause| !clause.is_empty())
        .collect()
}

/// "; that is a 3.3-fold increase": the same thought in other words.
fn says_again(parts: &[Part], at: usize) -> bool {
    matches!(
        (word_at(parts, at + 1), word_at(parts, at + 2)),
        ("that" | "this", "is") | ("i", "") | ("то", "есть")
    )
}

fn breaks(parts: &[Part], at: usize) -> bool {
    let word = parts[at].word();
    let next = word_at(parts, at + 1);
    let before = at.checked_sub(1).map_or("", |index| parts[index].word());
    match word {
        // "Compared with", "along with", "as much as", "twice as".
        "with" => !matches!(before, "compared" | "comparison" | "contrast" | "trade" | "turnover"),
        "as" => {
            !matches!(next, "much" | "against" | "compared" | "high" | "many" | "large")
                && !after_multiple(parts, at)
        }
        // "A year before", "the month after".
        "before" | "after" | "since" => {
            !matches!(before, "year" | "years" | "month" | "months" | "day" | "quarter")
        }
        "which" => !matches!(next, "is" | "was" | "means" | "represents" | "amounts"),
        "из" => matches!(next, "них" | "которых" | "за"),
        "в" => next == "том" && word_at(parts, at + 2) == "числе",
        "при" => next == "этом",
        "на" => next == "фоне",
        "of" => next == "which",
        // "600, but" joins nothing; "а" alone opens a clause only behind a comma.
        "а" => at > 0 && parts[at - 1].is_mark(','),
        _ => one_of(BREAKS, word),
    }
}

/// "Twice as much as": the words belong to the multiple.
fn after_multiple(parts: &[Part], at: usize) -> bool {
    parts[at.saturating_sub(3)..at].iter().any(|part| matches!(part.kind, PartKind::Multiple(..)))
}

/// Whether "and" here joins two thoughts: both sides have a direction or a result of their own.
fn joins_two(parts: &[Part], start: usize, at: usize) -> bool {
    let is_and = matches!(parts[at].word(), "and" | "и" | "و" | "or" | "или");
    let speaks = |side: &[Part]| side.iter().any(|p| direction(p.word()).is_some() || is_result(p));
    let end = parts[at..].iter().position(|p| p.is_mark(';')).map_or(parts.len(), |step| at + step);
    is_and && speaks(&parts[start..at]) && speaks(&parts[at + 1..end]) && !is_alternative(parts, at)
}

/// "79 million, or 11 percent": the same thing in other units.
fn is_alternative(parts: &[Part], at: usize) -> bool {
    let next = parts.get(at + 1).is_some_and(Part::is_quantity);
    let by = matches!(word_at(parts, at + 1), "by" | "на")
        && parts.get(at + 2).is_some_and(Part::is_quantity);
    matches!(parts[at].word(), "or" | "или") && (next || by)
}

/// Percent, points, multiples and fractions.
pub(super) fn is_result(part: &Part) -> bool {
    match &part.kind {
        PartKind::Said(said, _) => matches!(said.kind, Kind::Percent | Kind::Points),
        PartKind::Multiple(..) | PartKind::Fraction(..) => true,
        _ => false,
    }
}

pub(super) fn word_at(parts: &[Part], at: usize) -> &str {
    parts.get(at).map_or("", Part::word)
}

/// The number of a part, if it has one in a unit.
pub(super) fn said(part: &Part) -> Option<&Said> {
    if let PartKind::Said(said, _) = &part.kind { Some(said) } else { None }
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
            return Role::Goal;
        }
        let dash = part.is_mark('—') || part.is_mark('–');
        if is_filler(part.word())
            || dash
            || (part.is_mark(',') && word_at(clause, index + 1) == "чем")
        {
            continue;
        }
        return match balance_before(clause, index) {
            Some(found) => Role::Balance(found.sign()),
            None => cue(clause, index, at),
        };
    }
    Role::Plain
}

/// "The deficit was", "the surplus amounted to".
fn balance_before(clause: &[Part], index: usize) -> Option<Balance> {
    let copula = |word: &str| {
        one_of(
            "was were is stood at to amounted reached totaled составил составило достиг достигло \
            равен равнялся",
            word,
        )
    };
    if !copula(clause[index].word()) {
        return None;
    }
    let before = clause[..index].iter().rev().map(Part::word).skip_while(|word| copula(word));
    before.take(1).find_map(balance)
}

/// What the words behind a number make of it.
fn role_after(clause: &[Part], at: usize) -> Option<Role> {
    let level = said(&clause[at]).is_some_and(|said| said.kind.is_level());
    let word = |step: usize| word_at(clause, at + step);
    if level && let Some(sign) = comparative(word(1)) {
        let compared =
            matches!(word(2), "than" | "от") || clause.get(at + 2).is_some_and(|p| p.is_mark(','));
        let bare = clause.get(at + 2).is_none()
            || matches!(word(1), "больше" | "меньше" | "выше" | "ниже");
        if compared || bare {
            return Some(Role::By(Some(sign)));
        }
    }
    let earlier = level
        && (1..=5).take_while(|step| !word(*step).is_empty()).any(|step| {
            matches!(
                (word(step), word(step + 1)),
                ("year" | "years" | "month", "earlier" | "before" | "ago")
                    | ("годом" | "месяцем", "ранее" | "раньше")
                    | ("год", "назад")
                    | ("предыдущем", "году")
                    | ("سال", "قبل" | "پیش")
            )
        });
    earlier.then_some(Role::From)
}

/// Words between a preposition and its number that change nothing.
fn is_filler(word: &str) -> bool {
    one_of(
        "the a an its their level levels figure sum value record just only mere last previous \
            year's revised nominal суммы уровня отметки показателя рекордных прошлогодних лишь \
            всего رقم مبلغ سطح",
        word,
    )
}

/// The role that the word at `index` gives to the number at `at`.
fn cue(clause: &[Part], index: usize, at: usize) -> Role {
    let word = clause[index].word();
    if clause[index].is_mark('(') {
        return if tells_earlier(&clause[..index]) { Role::From } else { Role::Aside };
    }
    let before = index.checked_sub(1).map_or("", |i| word_at(clause, i));
    let follows_number =
        clause[..index].iter().rev().find(|p| !p.is_mark(',')).is_some_and(Part::is_quantity);
    match word {
        "from" | "against" | "versus" | "vs" | "от" | "с" | "со" | "против" | "از" => {
            Role::From
        }
        "." if before == "vs" => Role::From,
        "with" | "to" if matches!(before, "compared" | "comparison" | "relative") => Role::From,
        "به" if before == "نسبت" => Role::From,
        "than" | "чем" => Role::Than,
        "к" if direction(before).is_some() => Role::Than,
        "below" | "above" | "under" | "over" | "больше" | "меньше" | "выше" | "ниже"
            if follows_number =>
        {
            Role::Than
        }
        "to" | "до" | "به" | "reaching" | "reached" | "достигнув" | "достиг" => {
            Role::To
        }
        "by" | "на" if has_direction_near(clause, index, at) => Role::By(None),
        "of" | "in" | "at" | "в" => of_what(clause, index),
        _ => match (balance(word), direction(word)) {
            (Some(found), _) => Role::Balance(found.sign()),
            (None, Some(sign)) if verb_direction(word).is_none() && follows_number => {
                Role::By(Some(sign))
            }
            _ => Role::Plain,
        },
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

/// "Surplus of", "increase of", "the total of", "against exports of".
fn of_what(clause: &[Part], index: usize) -> Role {
    let from = index.saturating_sub(4);
    for at in (from..index).rev() {
        let word = clause[at].word();
        if let Some(found) = balance(word) {
            return if compares(clause, at) { Role::From } else { Role::Balance(found.sign()) };
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

/// Which flow a level is of: the nearest word of flow beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FlowWord {
    Export,
    Import,
    Turnover,
}

/// The flow that the words around the number at `at` name: "of exports" behind it first, then the nearest before.
pub(super) fn flow_of(clause: &[Part], at: usize) -> Option<FlowWord> {
    let of = |word: &str| match () {
        () if is_export(word) => Some(FlowWord::Export),
        () if is_import(word) => Some(FlowWord::Import),
        () if is_turnover(word) => Some(FlowWord::Turnover),
        () => None,
    };
    let mut steps = 0;
    for part in &clause[at + 1..] {
        steps += 1;
        let word = part.word();
        if steps > 4
            || part.is_quantity()
            || !(one_of("of in worth for were was — пришлось на в составил долларов", word)
                || of(word).is_some()
                || part.is_mark('—')
                || part.is_mark('–')
                || part.is_mark('('))
        {
            break;
        }
        if matches!(of(word), Some(FlowWord::Export | FlowWord::Import)) {
            return of(word);
        }
    }
    let before = || {
        clause[..at]
            .iter()
            .rev()
            .take_while(|part| !part.is_quantity())
            .filter_map(|part| of(part.word()))
    };
    before().find(|flow| *flow != FlowWord::Turnover).or_else(|| before().next())
}
