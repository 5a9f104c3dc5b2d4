//! Levels of a clause with their roles, and the two that are compared.

use super::clause::{FlowWord, Role, flow_of, role, said};
use super::lexicon::one_of;
use super::quantity::{Part, PartKind};
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
    let mut levels: Vec<Level> = clause
        .iter()
        .enumerate()
        .filter_map(|(at, part)| {
            let said = said(part).filter(|said| wanted(said.kind))?.clone();
            Some(Level {
                at,
                said,
                role: role(clause, at),
                flow: flow_of(clause, at),
                year: year_of(clause, at),
            })
        })
        .collect();
    inherit_units(&mut levels);
    share_steps(&mut levels.iter_mut().map(|level| &mut level.said).collect::<Vec<_>>());
    levels
}

/// "From 875 to 863 million dollars": the first number takes the unit of the second.
fn inherit_units(levels: &mut [Level]) {
    for index in 1..levels.len() {
        let (scale, kind) = (levels[index].said.scale, levels[index].said.kind);
        let near = levels[index].at - levels[index - 1].at <= 4;
        let first = &mut levels[index - 1];
        let unscaled = first.said.scale == 1.0 && scale > 1.0 && first.said.mid() < 1000.0;
        let from_to = first.role == Role::From || levels[index].role == Role::From;
        let first = &mut levels[index - 1];
        if near
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

/// The year that a level is of: "in 2024" or "(2024)" right behind it.
fn year_of(clause: &[Part], at: usize) -> Option<i32> {
    for part in clause[at + 1..].iter().take(4) {
        match &part.kind {
            PartKind::Year(year) => return Some(*year),
            PartKind::Word(word)
                if one_of("in by for в к за solar год از در سال تا fiscal", word) =>
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
    let plain = of(|role| role == Role::Plain);
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

/// Bare counts are compared only in "from 12 to 15".
fn is_adjacent(base: &Level, end: &Level, clause: &[Part]) -> bool {
    base.role == Role::From
        && end.role == Role::To
        && end.at == base.at + 2
        && clause[base.at].end < clause[end.at].start
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
