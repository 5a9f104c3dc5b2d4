//! Parts and wholes: shares of a total.

use super::clause::{said, word_at};
use super::grammar::Statement;
use super::levels::Level;
use super::lexicon::one_of;
use super::quantity::{Part, PartKind};
use super::relation::Relation;
use super::role::{Role, sign_of};
use super::said::{Kind, Said};
use crate::trade::{Decimal, Hedge};

/// "80 million, or 27 % of the total of 300 million".
pub(super) fn shares(clause: &[Part], levels: &[Level]) -> Vec<Statement> {
    let found = shares_of_total(clause, levels);
    if found.is_empty() { share_of_two(clause, levels).into_iter().collect() } else { found }
}

/// One share and two amounts in a clause that speaks of shares: the smaller one is the part, the larger one the whole.
fn share_of_two(clause: &[Part], levels: &[Level]) -> Option<Statement> {
    let mut stated = clause.iter().enumerate().filter_map(|(at, part)| Some((at, share_at(part)?)));
    let ((at, stated), None) = (stated.next()?, stated.next()) else { return None };
    let usable =
        |level: &Level| matches!(level.role, Role::Plain | Role::Of | Role::Aside | Role::To);
    let [first, second] = levels else { return None };
    let signed = sign_of(clause, at).is_some() && !is_made_up(clause, at);
    let speaks = speaks_of_shares(clause, first, second) && !signed;
    if !speaks || !usable(first) || !usable(second) || !first.said.kind.fits(second.said.kind) {
        return None;
    }
    let (part, total) =
        if first.said.mid() <= second.said.mid() { (first, second) } else { (second, first) };
    let counted = part.said.kind != Kind::Bare || opens_with_whole(clause, first);
    let relation = Relation::Share { part: part.said.clone(), total: total.said.clone(), stated };
    counted.then(|| Statement { relation, start: clause[at].start, end: clause[at].end })
}

/// "Of the 45,200 trucks, 12,656".
fn opens_with_whole(clause: &[Part], first: &Level) -> bool {
    first.role == Role::Of || matches!(word_at(clause, 0), "of" | "из")
}

/// "Made up 63 %" is no rise.
fn is_made_up(clause: &[Part], at: usize) -> bool {
    at >= 2
        && word_at(clause, at - 1) == "up"
        && matches!(word_at(clause, at - 2), "made" | "makes" | "make" | "making")
}

/// A percentage or a fraction in words.
fn share_at(part: &Part) -> Option<Said> {
    match &part.kind {
        PartKind::Said(said, None) if said.kind == Kind::Percent => Some(said.clone()),
        PartKind::Share(fraction) => {
            let hundredths = Decimal::new((fraction * 1e4).round() as i128, 2);
            Some(Said::new(hundredths, 1.0, Kind::Percent, Hedge::About))
        }
        _ => None,
    }
}

/// Whether the words say that one amount is a part of the other: "accounted for", "out of", "доля".
fn speaks_of_shares(clause: &[Part], first: &Level, second: &Level) -> bool {
    const WORDS: &str = "share accounted accounting accounts comprised constituted representing \
                         represented proportion доля долю доли удельный пришлось пришлась пришелся \
                         приходится занял заняла заняли سهم";
    let says = |part: &Part| one_of!(WORDS, part.word());
    let made_up = |at: usize| {
        matches!(
            (word_at(clause, at), word_at(clause, at + 1)),
            ("made" | "makes" | "make", "up") | ("out", "of") | ("total" | "all", _)
        ) || matches!(word_at(clause, at), "общего" | "общем" | "всего" | "общей")
    };
    let of_whole = |at: usize| {
        matches!(word_at(clause, at), "of" | "из" | "от") && (first.at + 1..second.at).contains(&at)
    };
    opens_with_whole(clause, first)
        || clause.iter().any(says)
        || (0..clause.len()).any(|at| made_up(at) || of_whole(at))
}

fn shares_of_total(clause: &[Part], levels: &[Level]) -> Vec<Statement> {
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
        PartKind::Word(word) => one_of!(
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
