//! Parts and wholes: shares of a total, exports and imports with their sum or balance.

use super::clause::{FlowWord, Role, is_result, said, sign_of, word_at};
use super::grammar::Statement;
use super::levels::{Level, levels as levels_of};
use super::lexicon::one_of;
use super::quantity::{Part, PartKind};
use super::relation::{Relation, Sign};
use super::said::{Kind, Said};

/// "80 million, or 27 % of the total of 300 million".
pub(super) fn shares(clause: &[Part], levels: &[Level]) -> Vec<Statement> {
    let mut found = vec![];
    for (at, part) in clause.iter().enumerate() {
        let Some(stated) = said(part).filter(|said| said.kind == Kind::Percent) else { continue };
        if !matches!(word_at(clause, at + 1), "of" | "от") {
            found.extend(share_behind(clause, levels, at, stated));
            continue;
        }
        let total = levels.iter().find(|level| level.at > at && level.at - at <= 9);
        let part_level = levels.iter().rev().find(|level| level.at < at && at - level.at <= 12);
        if let (Some(total), Some(share)) = (total, part_level)
            && total.said.kind.fits(share.said.kind)
            && share.said.mid() <= total.said.mid() * 1.2
            && matches!(total.role, Role::Of | Role::Plain)
            && is_alternative_share(clause, share.at, at)
        {
            let relation = Relation::Share {
                part: share.said.clone(),
                total: total.said.clone(),
                stated: stated.clone(),
            };
            found.push(Statement { relation, start: part.start, end: part.end });
        }
    }
    found
}

/// "Of the total of 545 million, flour took 240 million, or 44 percent"; "240 million out of 545 million, or 44 %".
fn share_behind(clause: &[Part], levels: &[Level], at: usize, stated: &Said) -> Option<Statement> {
    let [first, second] = levels else { return None };
    let (total, part) = match (first.role, second.role) {
        (Role::Of, Role::Plain) => (first, second),
        (Role::Plain, Role::Of) => (second, first),
        _ => return None,
    };
    let fits = total.said.kind.fits(part.said.kind) && part.said.mid() <= total.said.mid() * 1.2;
    let behind =
        at > second.at && is_alternative_share(clause, second.at, at) && at > second.at + 1;
    let signed = sign_of(clause, at).is_some_and(|_| word_at(clause, at - 1) == "by");
    let relation = Relation::Share {
        part: part.said.clone(),
        total: total.said.clone(),
        stated: stated.clone(),
    };
    (fits && behind && !signed).then(|| Statement {
        relation,
        start: clause[at].start,
        end: clause[at].end,
    })
}

/// Between the part and its share only words that say "the same in percent".
fn is_alternative_share(clause: &[Part], from: usize, to: usize) -> bool {
    clause[from + 1..to].iter().all(|part| match &part.kind {
        PartKind::Word(word) => one_of(
            "or that is which accounting for accounted making up i e equal to a the или что \
            составляет то есть это یا یعنی worth of flour goods exports imports it they были was \
            were amounted",
            word,
        ),
        PartKind::Mark(mark) => matches!(mark, ',' | '(' | ')' | '—' | '–'),
        PartKind::Year(_) => true,
        _ => false,
    })
}

/// Exports, imports and what is made of them, over the whole sentence.
pub(super) fn flows(parts: &[Part]) -> Vec<Statement> {
    if parts.iter().any(is_result) {
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
    let mut found = vec![];
    for level in &levels {
        let place = &parts[level.at];
        let relation = match level.role {
            Role::Balance(sign) => Relation::Balance {
                exports: exports.said.clone(),
                imports: imports.said.clone(),
                stated: level.said.clone(),
                sign: sign.or_else(|| printed_sign(place)).unwrap_or(Sign::Up),
            },
            Role::Plain | Role::To | Role::Of
                if level.flow == Some(FlowWord::Turnover) && levels.len() == 3 =>
            {
                Relation::Sum {
                    parts: vec![imports.said.clone(), exports.said.clone()],
                    total: level.said.clone(),
                }
            }
            _ => continue,
        };
        found.push(Statement { relation, start: place.start, end: place.end });
    }
    if found.len() == 1 { found } else { vec![] }
}

fn printed_sign(part: &Part) -> Option<Sign> {
    if let PartKind::Said(_, sign) = &part.kind { *sign } else { None }
}
