//! Whether a result belongs to a pair, and what kind of result it is: by the words between and around.

use super::clause::{said, word_at};
use super::cues::{direction, exceeds, is_export, is_import, verb_direction};
use super::levels::Level;
use super::lexicon::one_of;
use super::quantity::{Part, PartKind};
use super::relation::Sign;
use super::role::{Role, role};
use super::said::Kind;

/// Whether a result belongs to the pair: only plain words lie between them.
pub(super) fn is_linked(clause: &[Part], at: usize, base: &Level, end: &Level) -> bool {
    let (first, last) = (base.at.min(end.at), base.at.max(end.at));
    let names_flow = |p: &Part| is_export(p.word()) || is_import(p.word()) || p.word() == "imports";
    if at < first {
        // "Revenue rose 8 %, profit fell to 200 from 300": the pair has a verb of its own.
        if has_own_verb(&clause[at + 1..first]) {
            return false;
        }
        // "A 37 % surge in imports, reaching": the flow is that of the result itself.
        let other = |step: usize| {
            let before = &clause[step - 1];
            let compared = matches!(before.kind, PartKind::Multiple(..)) || exceeds(before.word());
            names_flow(&clause[step])
                && !compared
                && !matches!(before.word(), "in" | "of" | "the" | "than" | "чем")
        };
        return !(at + 1..first).any(other);
    }
    if at < last {
        return true;
    }
    clause[last + 1..at].iter().all(is_link_word)
}

/// A finite verb of direction, unless a colon or a dash says that it tells the same again.
fn has_own_verb(between: &[Part]) -> bool {
    let again = |part: &Part| part.is_mark(':') || part.is_mark('—') || part.is_mark('–');
    let finite = |word: &str| verb_direction(word).is_some() && !word.ends_with("ing");
    between.iter().any(|part| finite(part.word())) && !between.iter().any(again)
}

/// Words that may stand between a comparison and what is made of it.
pub(super) fn is_link_word(part: &Part) -> bool {
    const LINKS: &str = "average annual annually yearly compound cagr just only some so much well growth rate equal equivalent being rising \
        falling averaging they were when them those had year-on-year темп роста прироста среднем рост \
        они он она если per day ton tonne тонну during corresponding recorded fiscal quarter q fy worth نشان نشان‌دهنده نشان‌دهندهٔ نشان‌دهندهی \
        می‌دهد می‌دهند that is which a an the by or i e ie of it this was means representing \
        marking showing to year earlier before ago previous same period month in last for on \
        times nearly thus than roughly and solar first то есть на или в что это годом ранее год \
        году года назад г за аналогичный период прошлого предыдущем раз т же показав \
        соответствует таким образом месяцев составив составил составило که یعنی را با سال قبل \
        پیش بود رسید رسیده است داشت شد و یافت";
    match &part.kind {
        PartKind::Word(word) => {
            one_of!(LINKS, word)
                || direction(word).is_some()
                || super::lexicon::is_month(word)
                || word == "рост"
        }
        PartKind::Mark(mark) => {
            matches!(mark, ',' | '،' | '(' | ')' | '—' | '–' | '-' | '.' | ':' | ';')
        }
        PartKind::Year(_) | PartKind::Duration(_) | PartKind::Name => true,
        PartKind::Said(..)
        | PartKind::Multiple(..)
        | PartKind::Fraction(..)
        | PartKind::Share(_) => true,
    }
}

/// Words that may stand between the two ends of "from A to B".
fn is_between_word(part: &Part) -> bool {
    let no_direction = direction(part.word()).is_none();
    no_direction
        && (is_link_word(part)
            || one_of!("from the with over these month с до от со این", part.word()))
}

/// "27 % of the total", "27 % от общего объема", "share of 27 %".
pub(super) fn is_share(clause: &[Part], at: usize) -> bool {
    let of = matches!(word_at(clause, at + 1), "of" | "от" | "из");
    let before = clause[at.saturating_sub(4)..at].iter().map(Part::word);
    of || before.into_iter().any(|word| {
        matches!(word, "share" | "accounted" | "accounting" | "accounts" | "представляет" | "سهم")
            || word.starts_with("дол") && !word.starts_with("долл")
    })
}

/// "To 500 % of", "до 500 %": a level, no growth.
pub(super) fn is_level_of(clause: &[Part], at: usize) -> bool {
    matches!(role(clause, at), Role::To) && said(&clause[at]).is_some_and(|s| s.mid() >= 100.0)
}

/// A percentage that is a level of its own: "to 12 %", "from 12 %".
pub(super) fn is_rate(clause: &[Part], at: usize) -> bool {
    matches!(role(clause, at), Role::To | Role::From | Role::Than)
}

pub(super) fn is_per_year(clause: &[Part], at: usize) -> bool {
    let after: Vec<&str> = (1..=3).map(|step| word_at(clause, at + step)).collect();
    let yearly = |w: &&str| matches!(*w, "annually" | "yearly" | "ежегодно" | "سالانه");
    let pairs = [
        ("a", "year"),
        ("per", "year"),
        ("each", "year"),
        ("every", "year"),
        ("в", "год"),
        ("در", "سال"),
        ("per", "annum"),
    ];
    let before = clause[at.saturating_sub(5)..at].iter().map(Part::word);
    let earlier = matches!(after[2], "earlier" | "before" | "ago");
    let told = |w: &str| matches!(w, "cagr" | "compound") || w.starts_with("среднегодов");
    if clause.iter().any(|part| told(part.word())) {
        return true;
    }
    after.iter().any(yearly)
        || (pairs.contains(&(after[0], after[1])) && !earlier)
        || before.into_iter().any(|w| {
            matches!(w, "cagr" | "annual" | "average" | "annualized" | "среднем")
                || w.starts_with("среднегодов")
        })
}

/// Years between the two levels: by the years named with them, or by a length of time in the clause.
pub(super) fn years_between(clause: &[Part], base: &Level, end: &Level) -> Option<f64> {
    if let (Some(from), Some(to)) = (base.year, end.year) {
        return (to > from).then(|| f64::from(to - from));
    }
    let mut years = clause.iter().filter_map(|part| match part.kind {
        PartKind::Year(year) => Some(year),
        _ => None,
    });
    if let (Some(from), Some(to), None) = (years.next(), years.next(), years.next()) {
        return (to > from).then(|| f64::from(to - from));
    }
    let mut spans = clause.iter().filter_map(|part| match part.kind {
        PartKind::Duration(years) if years >= 1.0 => Some(years),
        _ => None,
    });
    spans.next().filter(|_| spans.next().is_none())
}

/// Whether the verb before a multiple says that it fell.
pub(super) fn falls(clause: &[Part], at: usize) -> bool {
    let after = matches!(word_at(clause, at + 1), "меньше" | "ниже" | "less" | "lower");
    let down = |part: &Part| verb_direction(part.word()).or_else(|| direction(part.word()));
    let before = clause[at.saturating_sub(12)..at].iter().rev().find_map(down);
    let halved =
        matches!(&clause[at].kind, PartKind::Multiple(number, ..) if number.to_f64() < 1.0);
    !halved && (after || before == Some(Sign::Down))
}

/// The direction that the words right before a pair state, where no result is stated.
pub(super) fn moved(clause: &[Part], base: &Level, end: &Level) -> Option<Sign> {
    if base.role != Role::From || base.said.kind == Kind::Bare {
        return None;
    }
    // "140 million, down from 148 million".
    if word_at(clause, base.at.wrapping_sub(1)) == "from"
        && end.at < base.at
        && end.role == Role::Plain
    {
        return match word_at(clause, base.at.wrapping_sub(2)) {
            "up" => Some(Sign::Up),
            "down" => Some(Sign::Down),
            _ => None,
        };
    }
    let (first, last) = (base.at.min(end.at), base.at.max(end.at));
    let near = &clause[first.saturating_sub(4)..first];
    let noun = near
        .iter()
        .any(|part| verb_direction(part.word()).is_none() && direction(part.word()).is_some());
    let verbs: Vec<Sign> = near.iter().filter_map(|part| verb_direction(part.word())).collect();
    let apart = last - first <= 14 && clause[first + 1..last].iter().all(is_between_word);
    match verbs.as_slice() {
        [sign] if end.role == Role::To && !noun && apart => Some(*sign),
        _ => None,
    }
}
