//! Exports and imports of one sentence with their sum or their balance.

use super::clause::is_result;
use super::cues::{balance, exceeds, is_turnover};
use super::flow::FlowWord;
use super::grammar::Statement;
use super::levels::{Level, levels as levels_of};
use super::quantity::{Part, PartKind};
use super::relation::{Relation, Sign};
use super::role::Role;
use super::said::Kind;

/// Exports, imports and what is made of them, over the whole sentence.
pub(super) fn flows(parts: &[Part]) -> Vec<Statement> {
    if parts.iter().any(|part| is_result(part) || exceeds(part.word())) {
        return vec![];
    }
    let levels: Vec<Level> = levels_of(parts, Kind::is_level)
        .into_iter()
        .filter(|l| l.said.kind != Kind::Bare)
        .collect();
    let one = |wanted: FlowWord| {
        let mut found = levels.iter().filter(|level| {
            level.flow == Some(wanted)
                && !matches!(
                    level.role,
                    Role::Balance(_) | Role::By(_) | Role::From | Role::Than | Role::Goal
                )
        });
        found.next().filter(|_| found.next().is_none())
    };
    let (Some(exports), Some(imports)) = (one(FlowWord::Export), one(FlowWord::Import)) else {
        return vec![];
    };
    if !exports.said.kind.fits(imports.said.kind)
        || levels.iter().any(|l| matches!(l.role, Role::From | Role::Than | Role::Goal))
    {
        return vec![];
    }
    let others = levels.iter().filter(|level| ![exports.at, imports.at].contains(&level.at));
    let found: Vec<Statement> =
        others.filter_map(|level| made_of(parts, level, exports, imports, levels.len())).collect();
    if found.len() == 1 { found } else { vec![] }
}

/// A balance or a sum of both flows.
fn made_of(
    parts: &[Part],
    level: &Level,
    exports: &Level,
    imports: &Level,
    count: usize,
) -> Option<Statement> {
    let place = &parts[level.at];
    let relation = match balance_of(parts, level, count) {
        Some(sign) => Relation::Balance {
            exports: exports.said.clone(),
            imports: imports.said.clone(),
            stated: level.said.clone(),
            sign,
        },
        None if is_sum(parts, level, count) => Relation::Sum {
            parts: vec![imports.said.clone(), exports.said.clone()],
            total: level.said.clone(),
        },
        None => return None,
    };
    Some(Statement { relation, start: place.start, end: place.end })
}

/// The sign of a level that is a balance; nothing for other levels.
fn balance_of(parts: &[Part], level: &Level, count: usize) -> Option<Sign> {
    let or_printed =
        |sign: Option<Sign>| sign.or_else(|| printed_sign(&parts[level.at])).unwrap_or(Sign::Up);
    if let Role::Balance(sign) = level.role {
        return Some(or_printed(sign));
    }
    // "The trade gap, the difference between imports of 9 and exports of 7, was 2".
    let named = || parts.iter().find_map(|part| balance(part.word()));
    (count == 3 && level.flow != Some(FlowWord::Turnover))
        .then(named)?
        .map(|found| or_printed(found.sign()))
}

fn is_sum(parts: &[Part], level: &Level, count: usize) -> bool {
    let total = level.flow == Some(FlowWord::Turnover)
        || level.flow.is_none() && parts.iter().any(|part| is_turnover(part.word()));
    matches!(level.role, Role::Plain | Role::To | Role::Of) && total && count == 3
}

fn printed_sign(part: &Part) -> Option<Sign> {
    if let PartKind::Said(_, sign) = &part.kind { *sign } else { None }
}
