//! Clauses: stretches of a sentence within which a number may be set against another.

use super::cues::direction;
use super::lexicon::one_of;
use super::quantity::{Part, PartKind};
use super::said::{Kind, Said};

/// Words that begin another thought: numbers on their two sides are not set against each other.
const BREAKS: &str = "while whereas although though but including with as because amid despite who \
    where led followed driven excluding except among whose а но тогда хотя включая \
    поскольку из-за благодаря после среди который которая которые которое однако причем \
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
    let next = word_at(parts, at + 1);
    matches!((next, word_at(parts, at + 2)), ("that" | "this", "is") | ("i", "") | ("то", "есть"))
        // "In 2024 exports were 5; in 2023 they were 4".
        || is_year(parts, at + 1)
        || matches!(next, "in" | "в") && is_year(parts, at + 2)
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
        // "Since 2015" is a date, "since prices fell" a reason.
        "since" => !is_year(parts, at + 1),
        // "A year before", "the month after".
        "before" | "after" => {
            !matches!(before, "year" | "years" | "month" | "months" | "day" | "quarter")
        }
        // "Than in 2022, when they were": the earlier level of the same thing.
        "when" => !matches!(next, "they" | "it"),
        "когда" => !matches!(next, "он" | "она" | "оно" | "они"),
        "which" => !matches!(next, "is" | "was" | "means" | "represents" | "amounts"),
        "из" => matches!(next, "них" | "которых" | "за"),
        "в" => next == "том" && word_at(parts, at + 2) == "числе",
        "при" => next == "этом",
        "на" => next == "фоне",
        "of" => next == "which",
        // "600, but" joins nothing; "а" alone opens a clause only behind a comma.
        "а" => at > 0 && parts[at - 1].is_mark(',') && !(next == "в" && is_year(parts, at + 2)),
        _ => one_of!(BREAKS, word),
    }
}

pub(super) fn is_year(parts: &[Part], at: usize) -> bool {
    parts.get(at).is_some_and(|part| matches!(part.kind, PartKind::Year(_)))
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
    let by = matches!(word_at(parts, at + 1), "by" | "на" | "в")
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
