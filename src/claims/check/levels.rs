//! Levels of a clause with their roles, and the two that are compared.

use super::clause::{said, word_at};
use super::flow::{FlowWord, flow_of};
use super::lexicon::one_of;
use super::quantity::{Part, PartKind};
use super::role::{Role, role};
use super::said::{Kind, Said, share_steps};

/// A number with its place and role in a clause.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub at: usize,
    pub said: Said,
    pub role: Role,
    pub flow: Option<FlowWord>,
    pub year: Option<i32>,
}

pub(super) fn levels(clause: &[Part], wanted: fn(Kind) -> bool) -> Vec<Level> {
    // A bare number may take its unit from the next one: "from 12 to 15 %".
    let usable = |kind: Kind| wanted(kind) || wanted(Kind::Percent) && kind == Kind::Bare;
    let mut levels: Vec<Level> = clause
        .iter()
        .enumerate()
        .filter_map(|(at, part)| {
            let said = said(part).filter(|said| usable(said.kind))?.clone();
            Some(Level {
                at,
                said,
                role: role(clause, at),
                flow: flow_of(clause, at),
                year: year_of(clause, at),
            })
        })
        .collect();
    inherit_units(&mut levels, clause);
    levels.retain(|level| wanted(level.said.kind));
    share_steps(&mut levels.iter_mut().map(|level| &mut level.said).collect::<Vec<_>>());
    levels
}

/// "From 875 to 863 million dollars": the first number takes the unit of the second.
fn inherit_units(levels: &mut [Level], clause: &[Part]) {
    for index in 1..levels.len() {
        // "To 6.6 million tonnes from 5.4 million": the second takes what the first counts.
        let (first, second) = (&levels[index - 1], &levels[index]);
        let of_whole = matches!(word_at(clause, 0), "of" | "из");
        let unnamed =
            second.said.kind == Kind::Money(None) && (second.role == Role::From || of_whole);
        if unnamed && is_goods(first.said.kind) && second.at - first.at <= 8 {
            levels[index].said.kind = first.said.kind;
        }
        let (scale, kind) = (levels[index].said.scale, levels[index].said.kind);
        let near = levels[index].at - levels[index - 1].at <= 4;
        let first = &mut levels[index - 1];
        let unscaled = first.said.scale == 1.0 && scale > 1.0 && first.said.mid() < 1000.0;
        let of = matches!(word_at(clause, first.at + 1), "of" | "из");
        let from_to = of || first.role == Role::From || levels[index].role == Role::From;
        let close = levels[index].at - levels[index - 1].at <= 2;
        let first = &mut levels[index - 1];
        if kind == Kind::Percent || first.said.kind == Kind::Percent {
            if close && from_to && first.said.kind == Kind::Bare {
                first.said.kind = kind;
            }
        } else if near && from_to && first.said.kind == Kind::Money(None) && is_goods(kind) {
            // "From 51.3 million to 10.2 million tonnes".
            first.said.kind = kind;
            first.said.scale *= if first.said.scale == 1.0 { scale } else { 1.0 };
        } else if near
            && from_to
            && unscaled
            && (first.said.kind == Kind::Bare || first.said.kind.fits(kind))
        {
            first.said.scale = scale;
            first.said.kind = kind;
        } else if near
            && from_to
            && first.said.kind == Kind::Bare
            && kind.is_level()
            && scale == 1.0
        {
            first.said.kind = kind;
        }
    }
}

fn is_goods(kind: Kind) -> bool {
    matches!(kind, Kind::Goods(_))
}

/// The year that a level is of: "in 2024" or "(2024)" right behind it, or the one before it in its phrase.
fn year_of(clause: &[Part], at: usize) -> Option<i32> {
    year_behind(clause, at).or_else(|| year_before(clause, at))
}

/// "In 2024 exports were", "в 2023 году —", "2018 (": a year with no number and no other thought between.
fn year_before(clause: &[Part], at: usize) -> Option<i32> {
    const APART: &str = "since from с со до to until till than чем by к and и compared against";
    for (index, part) in clause[..at].iter().enumerate().rev().take(9) {
        match &part.kind {
            PartKind::Year(year) => {
                let told = matches!(
                    word_at(clause, index.wrapping_sub(1)),
                    "in" | "в" | "for" | "за" | "در"
                );
                let bracket = clause[index + 1..at].iter().any(|part| part.is_mark('('));
                return (told || bracket || index == 0).then_some(*year);
            }
            PartKind::Mark(',' | ';') | PartKind::Name | PartKind::Duration(_) => return None,
            PartKind::Word(word) if one_of!(APART, word) => return None,
            _ if part.is_quantity() => return None,
            _ => {}
        }
    }
    None
}

fn year_behind(clause: &[Part], at: usize) -> Option<i32> {
    for part in clause[at + 1..].iter().take(4) {
        match &part.kind {
            PartKind::Year(year) => return Some(*year),
            PartKind::Word(word)
                if one_of!("in by for в к за solar год از در سال تا fiscal", word) =>
                {}
            PartKind::Mark('(') => {}
            _ => return None,
        }
    }
    None
}

/// The base and the end that a clause compares; none where there is any doubt.
pub(super) fn pair(levels: &[Level], clause: &[Part]) -> Option<(Level, Level)> {
    let of = |wanted: fn(Role) -> bool| {
        levels.iter().filter(move |level| wanted(level.role)).collect::<Vec<_>>()
    };
    let bases = of(|role| matches!(role, Role::From | Role::Than));
    let ends = of(|role| role == Role::To);
    let mut plain = of(|role| role == Role::Plain);
    if plain.is_empty() && ends.is_empty() {
        // "Textile exports (1.52 billion) were down 7.9 % from 1.65 billion".
        plain = of(|role| role == Role::Aside);
    }
    let found = match (bases.as_slice(), ends.as_slice(), plain.as_slice()) {
        ([base], [end], _) => (*base, *end),
        ([base], [], plain) => {
            let before = plain.iter().rev().find(|level| level.at < base.at);
            let after = plain.iter().find(|level| level.at > base.at);
            (*base, *before.or(after)?)
        }
        ([], [], [first, second]) => by_years(first, second)?,
        ([], [end], [first]) if first.year.is_some() && end.year.is_some() => by_years(first, end)?,
        _ => return None,
    };
    let (base, end) = (found.0.clone(), found.1.clone());
    let measured = base.said.kind != Kind::Bare || is_adjacent(&base, &end, clause);
    (base.said.kind.fits(end.said.kind) && measured && base.said.mid() > 0.0).then_some((base, end))
}

/// Bare counts are compared only in "from 12 to 15" and "to 15 from 12".
fn is_adjacent(base: &Level, end: &Level, clause: &[Part]) -> bool {
    let apart = clause[base.at.min(end.at)].end < clause[base.at.max(end.at)].start;
    base.role == Role::From && end.role == Role::To && base.at.abs_diff(end.at) == 2 && apart
}

/// "170 million in 2022 and 200 million in 2023": the earlier year is the base.
fn by_years<'l>(first: &'l Level, second: &'l Level) -> Option<(&'l Level, &'l Level)> {
    let same_flow = first.flow == second.flow || first.flow.is_none() || second.flow.is_none();
    match (first.year?, second.year?) {
        (a, b) if a < b && same_flow => Some((first, second)),
        (a, b) if a > b && same_flow => Some((second, first)),
        _ => None,
    }
}

pub(super) fn rate_pair(rates: &[Level]) -> Option<(Level, Level)> {
    let one = |wanted: Role| {
        let mut found = rates.iter().filter(|level| level.role == wanted);
        found.next().filter(|_| found.next().is_none())
    };
    Some((one(Role::From)?.clone(), one(Role::To)?.clone()))
}
