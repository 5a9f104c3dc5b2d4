//! From the parts of a sentence to statements that can be computed.
//!
//! What is not recognized for sure yields nothing: a checker that cries wolf is not read.

use super::clause::{clauses, said, word_at};
use super::cues::verb_direction;
use super::exceed::exceeding;
use super::gaps::lacking;
use super::levels::{Level, levels as levels_of, pair, rate_pair};
use super::links::{
    falls, is_level_of, is_linked, is_per_year, is_rate, is_share, moved, years_between,
};
use super::multiple::Multiple;
use super::quantity::{Part, PartKind};
use super::relation::{Relation, Sign, Stated};
use super::role::{Role, role, sign_of};
use super::said::{Kind, Said};
use super::totals::shares;
use super::turnover::flows;
use crate::trade::Hedge;

/// A statement with the place of the number that it hinges on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Statement {
    pub relation: Relation,
    /// Bytes of the stated number in the sentence.
    pub start: usize,
    pub end: usize,
}

/// All statements of a sentence.
pub(super) fn statements(parts: &[Part]) -> Vec<Statement> {
    let whole = flows(parts);
    if !whole.is_empty() {
        return whole;
    }
    clauses(parts).into_iter().flat_map(clause_statements).collect()
}

fn clause_statements(clause: &[Part]) -> Vec<Statement> {
    let levels = levels_of(clause, Kind::is_level);
    let mut found = impossible(clause);
    found.extend(shares(clause, &levels));
    if found.is_empty()
        && let Some((base, end)) = exceeding(clause, &levels).or_else(|| pair(&levels, clause))
    {
        found.extend(results(clause, &base, &end));
    }
    if found.is_empty() {
        found.extend(lacking(clause, &levels));
    }
    let rates = levels_of(clause, |kind| kind == Kind::Percent);
    if let Some((base, end)) = rate_pair(&rates) {
        found.extend(results(clause, &base, &end).into_iter().filter(|s| is_of_rates(&s.relation)));
    }
    found
}

fn is_of_rates(relation: &Relation) -> bool {
    matches!(
        relation,
        Relation::Pair {
            stated: Stated::Points(..) | Stated::Growth(..) | Stated::Direction(_),
            ..
        }
    )
}

/// Everything that is said of a pair: percentages, multiples, differences, and at least the direction.
fn results(clause: &[Part], base: &Level, end: &Level) -> Vec<Statement> {
    let mut found = vec![];
    for (at, part) in clause.iter().enumerate() {
        if at == base.at || at == end.at || !is_linked(clause, at, base, end) {
            continue;
        }
        if let Some(stated) = stated(clause, at, base, end) {
            let relation =
                Relation::Pair { base: base.said.clone(), end: end.said.clone(), stated };
            found.push(Statement { relation, start: part.start, end: part.end });
        }
    }
    if found.is_empty()
        && let Some(sign) = moved(clause, base, end)
    {
        let stated = Stated::Direction(sign);
        let relation = Relation::Pair { base: base.said.clone(), end: end.said.clone(), stated };
        found.push(Statement { relation, start: clause[end.at].start, end: clause[end.at].end });
    }
    found
}

/// What the part at `at` says of the pair.
pub(super) fn stated(clause: &[Part], at: usize, base: &Level, end: &Level) -> Option<Stated> {
    let sign = || sign_of(clause, at);
    match &clause[at].kind {
        PartKind::Multiple(number, hedge, wording) => {
            let multiple = Multiple::new(*number, *hedge, *wording);
            Some(Stated::Multiple(if falls(clause, at) { multiple.inverted() } else { multiple }))
        }
        PartKind::Fraction(fraction, hedge) => {
            let tenths = crate::trade::Decimal::parse_plain(&format!("{:.0}", fraction * 100.0))?;
            Some(Stated::Growth(Said::new(tenths, 1.0, Kind::Percent, loosened(*hedge)), sign()?))
        }
        // "(-18.3 %)": a printed sign is that of a change.
        PartKind::Said(said, Some(sign))
            if said.kind == Kind::Percent && !is_per_year(clause, at) =>
        {
            Some(Stated::Growth(said.clone(), *sign))
        }
        PartKind::Said(said, _) => match said.kind {
            Kind::Percent if base.said.kind == Kind::Percent && is_rate(clause, at) => None,
            Kind::Percent if is_level_of(clause, at) => Some(Stated::LevelOf(said.clone())),
            Kind::Percent if is_share(clause, at) => None,
            Kind::Percent if is_per_year(clause, at) => {
                let years = years_between(clause, base, end)?;
                Some(Stated::PerYear(said.clone(), sign().unwrap_or(Sign::Up), years))
            }
            Kind::Percent if is_rate(clause, at) => None,
            Kind::Percent => Some(Stated::Growth(said.clone(), sign()?)),
            Kind::Points if base.said.kind == Kind::Percent => {
                Some(Stated::Points(said.clone(), sign()?))
            }
            // "The index rose 4.7 points".
            Kind::Points if base.said.kind == Kind::Bare => {
                Some(Stated::Change(said.clone(), sign()?))
            }
            kind if kind.is_level() && kind.fits(end.said.kind) => match role(clause, at) {
                Role::By(own) => Some(Stated::Change(said.clone(), own.or_else(sign)?)),
                // "Fell 50 to 310 from 340".
                Role::Plain if base.role == Role::From && end.role == Role::To => {
                    let verb = verb_direction(word_at(clause, at.wrapping_sub(1)))?;
                    Some(Stated::Change(said.clone(), verb))
                }
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// A third and a half are round words.
fn loosened(hedge: Hedge) -> Hedge {
    if hedge == Hedge::Printed { Hedge::About } else { hedge }
}

/// "Fell by 500 %".
fn impossible(clause: &[Part]) -> Vec<Statement> {
    let falls_too_far = |at: usize, part: &Part| {
        let said = said(part).filter(|said| said.kind == Kind::Percent && said.mid() > 100.0)?;
        let governed = verb_direction(word_at(clause, at.wrapping_sub(2)))
            .or(verb_direction(word_at(clause, at.wrapping_sub(1))));
        let by = matches!(word_at(clause, at.wrapping_sub(1)), "by" | "на")
            || verb_direction(word_at(clause, at.wrapping_sub(1))).is_some();
        (by && governed == Some(Sign::Down)).then(|| Relation::Impossible { stated: said.clone() })
    };
    clause
        .iter()
        .enumerate()
        .filter_map(|(at, part)| {
            Some(Statement { relation: falls_too_far(at, part)?, start: part.start, end: part.end })
        })
        .collect()
}
