//! From the parts of a sentence to statements that can be computed.
//!
//! What is not recognized for sure yields nothing: a checker that cries wolf is not read.

use super::clause::{FlowWord, Role, clauses, flow_of, is_result, role, said, sign_of, word_at};
use super::lexicon::{direction, is_export, is_goal, is_import, verb_direction};
use super::multiple::Multiple;
use super::quantity::{Part, PartKind};
use super::relation::{Relation, Sign, Stated, number};
use super::said::{Kind, Said, share_steps};
use crate::trade::Hedge;

/// A statement with the place of the number that it hinges on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Statement {
    pub relation: Relation,
    /// Bytes of the stated number in the sentence.
    pub start: usize,
    pub end: usize,
}

/// A number with its place and role in a clause.
#[derive(Clone, Debug)]
struct Level {
    at: usize,
    said: Said,
    role: Role,
    flow: Option<FlowWord>,
    year: Option<i32>,
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
    let levels = levels(clause, Kind::is_level);
    let mut found = impossible(clause);
    found.extend(shares(clause, &levels));
    if let Some((base, end)) = pair(&levels, clause) {
        found.extend(results(clause, &base, &end));
    }
    if found.is_empty() {
        found.extend(lacking(clause, &levels));
    }
    let rates = self::levels(clause, |kind| kind == Kind::Percent);
    if let Some((base, end)) = rate_pair(&rates) {
        found.extend(results(clause, &base, &end).into_iter().filter(|s| is_of_rates(&s.relation)));
    }
    found
}

fn levels(clause: &[Part], wanted: fn(Kind) -> bool) -> Vec<Level> {
    let mut levels: Vec<Level> = clause
        .iter()
        .enumerate()
        .filter_map(|(at, part)| {
            let said = said(part).filter(|said| wanted(said.kind))?.clone();
            Some(Level { at, said, role: role(clause, at), flow: flow_of(clause, at), year: year_of(clause, at) })
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
        if near && from_to && unscaled && (first.said.kind == Kind::Bare || first.said.kind.fits(kind)) {
            first.said.scale = scale;
            first.said.kind = kind;
        } else if near && from_to && first.said.kind == Kind::Bare && kind.is_level() && scale == 1.0 {
            first.said.kind = kind;
        }
    }
}

/// The year that a level is of: "in 2024" or "(2024)" right behind it.
fn year_of(clause: &[Part], at: usize) -> Option<i32> {
    for part in clause[at + 1..].iter().take(4) {
        match &part.kind {
            PartKind::Year(year) => return Some(*year),
            PartKind::Word(word) if matches!(word.as_str(), "in" | "by" | "for" | "в" | "к" | "за" | "solar" | "год" | "از" | "در" | "سال" | "تا" | "fiscal") => {}
            PartKind::Mark('(') => {}
            _ => return None,
        }
    }
    None
}

/// The base and the end that a clause compares; none where there is any doubt.
fn pair(levels: &[Level], clause: &[Part]) -> Option<(Level, Level)> {
    let of = |wanted: fn(Role) -> bool| levels.iter().filter(move |level| wanted(level.role)).collect::<Vec<_>>();
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
    base.role == Role::From && end.role == Role::To && end.at == base.at + 2 && clause[base.at].end < clause[end.at].start
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

fn rate_pair(rates: &[Level]) -> Option<(Level, Level)> {
    let one = |wanted: Role| {
        let mut found = rates.iter().filter(|level| level.role == wanted);
        found.next().filter(|_| found.next().is_none())
    };
    Some((one(Role::From)?.clone(), one(Role::To)?.clone()))
}

fn is_of_rates(relation: &Relation) -> bool {
    matches!(relation, Relation::Pair { stated: Stated::Points(..) | Stated::Growth(..) | Stated::Direction(_), .. })
}

/// Everything that is said of a pair: percentages, multiples, differences, and at least the direction.
fn results(clause: &[Part], base: &Level, end: &Level) -> Vec<Statement> {
    let mut found = vec![];
    for (at, part) in clause.iter().enumerate() {
        if at == base.at || at == end.at || !is_linked(clause, at, base, end) {
            continue;
        }
        if let Some(stated) = stated(clause, at, base, end) {
            let relation = Relation::Pair { base: base.said.clone(), end: end.said.clone(), stated };
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
fn stated(clause: &[Part], at: usize, base: &Level, end: &Level) -> Option<Stated> {
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
            Kind::Points if base.said.kind == Kind::Percent => Some(Stated::Points(said.clone(), sign()?)),
            kind if kind.is_level() && kind.fits(end.said.kind) => match role(clause, at) {
                Role::By(own) => Some(Stated::Change(said.clone(), own.or_else(sign)?)),
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

/// Whether a result belongs to the pair: only plain words lie between them.
fn is_linked(clause: &[Part], at: usize, base: &Level, end: &Level) -> bool {
    let (first, last) = (base.at.min(end.at), base.at.max(end.at));
    let names_flow = |p: &Part| is_export(p.word()) || is_import(p.word()) || p.word() == "imports";
    if at < first {
        // "A 37 % surge in imports, reaching": the flow is that of the result itself.
        let other = |step: usize| names_flow(&clause[step]) && !matches!(word_at(clause, step - 1), "in" | "of" | "the");
        return !(at + 1..first).any(other);
    }
    if at < last {
        return true;
    }
    clause[last + 1..at].iter().all(is_link_word)
}

/// Words that may stand between a comparison and what is made of it.
fn is_link_word(part: &Part) -> bool {
    const LINKS: &[&str] = &[
        "per", "day", "ton", "tonne", "тонну", "during", "corresponding", "recorded", "fiscal", "quarter",
        "q", "fy", "worth", "نشان", "می‌دهد", "می‌دهند", "that", "is", "which", "a", "an", "the", "by", "or", "i", "e", "ie", "of", "it", "this", "was", "means",
        "representing", "marking", "showing", "to", "year", "earlier", "before", "ago", "previous", "same", "period",
        "month", "in", "last", "for", "on", "times", "nearly", "thus", "than", "roughly", "and", "solar", "first",
        "то", "есть", "на", "или", "в", "что", "это", "годом", "ранее", "год", "году", "года", "назад", "г", "за",
        "аналогичный", "период", "прошлого", "предыдущем", "раз", "т", "же", "показав", "соответствует", "таким", "образом",
        "месяцев", "составив", "составил", "составило", "که", "یعنی", "را", "با", "سال", "قبل", "پیش", "بود",
        "رسید", "رسیده", "است", "داشت", "شد", "و", "یافت",
    ];
    match &part.kind {
        PartKind::Word(word) => {
            LINKS.contains(&word.as_str()) || direction(word).is_some() || super::lexicon::is_month(word) || word == "рост"
        }
        PartKind::Mark(mark) => matches!(mark, ',' | '(' | ')' | '—' | '–' | '-' | '.' | ':' | ';'),
        PartKind::Year(_) | PartKind::Duration(_) | PartKind::Name => true,
        PartKind::Said(..) | PartKind::Multiple(..) | PartKind::Fraction(..) => true,
    }
}

/// "27 % of the total", "27 % от общего объема", "share of 27 %".
fn is_share(clause: &[Part], at: usize) -> bool {
    let of = matches!(word_at(clause, at + 1), "of" | "от" | "из");
    let before = clause[at.saturating_sub(4)..at].iter().map(Part::word);
    of || before.into_iter().any(|word| {
        matches!(word, "share" | "accounted" | "accounting" | "accounts" | "представляет" | "سهم") || word.starts_with("дол") && !word.starts_with("долл")
    })
}

/// "To 500 % of", "до 500 %": a level, no growth.
fn is_level_of(clause: &[Part], at: usize) -> bool {
    matches!(role(clause, at), Role::To) && said(&clause[at]).is_some_and(|s| s.mid() >= 100.0)
}

/// A percentage that is a level of its own: "to 12 %", "from 12 %".
fn is_rate(clause: &[Part], at: usize) -> bool {
    matches!(role(clause, at), Role::To | Role::From | Role::Than)
}

fn is_per_year(clause: &[Part], at: usize) -> bool {
    let after: Vec<&str> = (1..=3).map(|step| word_at(clause, at + step)).collect();
    let yearly = |w: &&str| matches!(*w, "annually" | "yearly" | "ежегодно" | "سالانه");
    let pairs = [("a", "year"), ("per", "year"), ("each", "year"), ("every", "year"), ("в", "год"), ("در", "سال"), ("per", "annum")];
    let before = clause[at.saturating_sub(5)..at].iter().map(Part::word);
    let earlier = matches!(after[2], "earlier" | "before" | "ago");
    after.iter().any(|w| yearly(&w))
        || (pairs.contains(&(after[0], after[1])) && !earlier)
        || before.into_iter().any(|w| matches!(w, "cagr" | "annual" | "average" | "annualized" | "среднем") || w.starts_with("среднегодов"))
}

/// Years between the two levels: by the years named with them, or by a length of time in the clause.
fn years_between(clause: &[Part], base: &Level, end: &Level) -> Option<f64> {
    if let (Some(from), Some(to)) = (base.year, end.year) {
        return (to > from).then(|| f64::from(to - from));
    }
    let mut spans = clause.iter().filter_map(|part| match part.kind {
        PartKind::Duration(years) if years >= 1.0 => Some(years),
        _ => None,
    });
    spans.next().filter(|_| spans.next().is_none())
}

/// Whether the verb before a multiple says that it fell.
fn falls(clause: &[Part], at: usize) -> bool {
    let after = matches!(word_at(clause, at + 1), "меньше" | "ниже" | "less" | "lower");
    let down = |part: &Part| verb_direction(part.word()).or_else(|| direction(part.word()));
    let before = clause[at.saturating_sub(6)..at].iter().rev().find_map(down);
    let halved = matches!(&clause[at].kind, PartKind::Multiple(number, ..) if number.to_f64() < 1.0);
    !halved && (after || before == Some(Sign::Down))
}

/// The direction that the words right before a pair state, where no result is stated.
fn moved(clause: &[Part], base: &Level, end: &Level) -> Option<Sign> {
    if base.role != Role::From || base.said.kind == Kind::Bare {
        return None;
    }
    // "140 million, down from 148 million".
    if word_at(clause, base.at.wrapping_sub(1)) == "from" && end.at < base.at && end.role == Role::Plain {
        return match word_at(clause, base.at.wrapping_sub(2)) {
            "up" => Some(Sign::Up),
            "down" => Some(Sign::Down),
            _ => None,
        };
    }
    let (first, last) = (base.at.min(end.at), base.at.max(end.at));
    let near = &clause[first.saturating_sub(4)..first];
    let noun = near.iter().any(|part| verb_direction(part.word()).is_none() && direction(part.word()).is_some());
    let verbs: Vec<Sign> = near.iter().filter_map(|part| verb_direction(part.word())).collect();
    let apart = last - first <= 14 && clause[first + 1..last].iter().all(is_between_word);
    match verbs.as_slice() {
        [sign] if end.role == Role::To && !noun && apart => Some(*sign),
        _ => None,
    }
}

/// Words that may stand between the two ends of "from A to B".
fn is_between_word(part: &Part) -> bool {
    let no_direction = direction(part.word()).is_none();
    no_direction
        && (is_link_word(part) || matches!(part.word(), "from" | "the" | "with" | "over" | "these" | "month" | "с" | "до" | "от" | "со" | "این"))
}

/// A multiple or a growth with one level and no base: checkable if somebody stated the base.
fn lacking(clause: &[Part], levels: &[Level]) -> Vec<Statement> {
    let usable: Vec<&Level> =
        levels.iter().filter(|l| matches!(l.role, Role::Plain | Role::To) && l.said.kind != Kind::Bare).collect();
    if let Some(statement) = plan(clause, levels) {
        return vec![statement];
    }
    let [level] = usable.as_slice() else { return vec![] };
    if levels.iter().any(|other| other.at != level.at && !matches!(other.role, Role::By(_))) {
        return vec![];
    }
    let mut results = clause.iter().enumerate().filter(|(_, part)| is_result(part));
    let (Some((at, part)), None) = (results.next(), results.next()) else { return vec![] };
    if !is_linked(clause, at, level, level) && !is_apposition(clause, at) {
        return vec![];
    }
    let implied = match stated(clause, at, level, level) {
        Some(Stated::Multiple(multiple)) => implied_base(&level.said, multiple.strict[0].low, multiple.strict[0].high),
        Some(Stated::Growth(said, sign)) => {
            let span = sign.of(said.span(super::said::Reading::Fine));
            implied_base(&level.said, 1.0 + span.low / 100.0, 1.0 + span.high / 100.0)
        }
        _ => return vec![],
    };
    let relation = Relation::Lacking { what: "the base".to_owned(), implied };
    vec![Statement { relation, start: part.start, end: part.end }]
}

/// "..., twice the 2023 level": the result begins a phrase of its own.
fn is_apposition(clause: &[Part], at: usize) -> bool {
    let before = clause[..at].iter().rposition(|p| p.is_mark(',') || p.is_mark('(') || p.is_mark('—') || p.is_mark('–'));
    before.is_some_and(|mark| clause[mark + 1..at].iter().all(is_link_word))
}

/// The base that follows from an end and a ratio.
pub(super) fn implied_base(end: &Said, low: f64, high: f64) -> String {
    let span = end.span(super::said::Reading::Fine);
    if low <= 0.0 || !high.is_finite() {
        return "nothing follows for it".to_owned();
    }
    format!("it would be {} to {}", number(span.low / high), number(span.high / low))
}

/// Targets with a date and no baseline: "to raise trade to 3 billion by 2025 and 10 billion by 2030".
fn plan(clause: &[Part], levels: &[Level]) -> Option<Statement> {
    let planned = clause.iter().any(|part| is_goal(part.word()) || part.word() == "by" || part.word() == "к");
    let dated: Vec<&Level> = levels.iter().filter(|l| l.year.is_some() && l.said.kind != Kind::Bare).collect();
    let has_goal = clause.iter().any(|part| is_goal(part.word()));
    if !planned || !has_goal || dated.is_empty() || levels.iter().any(|l| l.role == Role::From) {
        return None;
    }
    let implied = match dated.as_slice() {
        [first, second] if first.year < second.year => implied_between(first, second),
        _ => "nothing follows without it".to_owned(),
    };
    let first = &clause[dated[0].at];
    let relation = Relation::Lacking { what: "the baseline".to_owned(), implied };
    Some(Statement { relation, start: first.start, end: first.end })
}

fn implied_between(first: &Level, second: &Level) -> String {
    match (first.year, second.year) {
        (Some(from), Some(to)) => implied_rate(&first.said, &second.said, f64::from(to - from)),
        _ => String::new(),
    }
}

/// The growth a year between two dated targets.
pub(super) fn implied_rate(first: &Said, second: &Said, years: f64) -> String {
    let rate = (libm::pow(second.mid() / first.mid(), 1.0 / years) - 1.0) * 100.0;
    format!("between the two targets {rate:.1} % a year are needed")
}

/// "Fell by 500 %".
fn impossible(clause: &[Part]) -> Vec<Statement> {
    let falls_too_far = |at: usize, part: &Part| {
        let said = said(part).filter(|said| said.kind == Kind::Percent && said.mid() > 100.0)?;
        let governed = verb_direction(word_at(clause, at.wrapping_sub(2))).or(verb_direction(word_at(clause, at.wrapping_sub(1))));
        let by = matches!(word_at(clause, at.wrapping_sub(1)), "by" | "на") || verb_direction(word_at(clause, at.wrapping_sub(1))).is_some();
        (by && governed == Some(Sign::Down)).then(|| Relation::Impossible { stated: said.clone() })
    };
    clause
        .iter()
        .enumerate()
        .filter_map(|(at, part)| Some(Statement { relation: falls_too_far(at, part)?, start: part.start, end: part.end }))
        .collect()
}

/// "80 million, or 27 % of the total of 300 million".
fn shares(clause: &[Part], levels: &[Level]) -> Vec<Statement> {
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
            let relation =
                Relation::Share { part: share.said.clone(), total: total.said.clone(), stated: stated.clone() };
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
    let behind = at > second.at && is_alternative_share(clause, second.at, at) && at > second.at + 1;
    let signed = sign_of(clause, at).is_some_and(|_| word_at(clause, at - 1) == "by");
    let relation = Relation::Share { part: part.said.clone(), total: total.said.clone(), stated: stated.clone() };
    (fits && behind && !signed).then(|| Statement { relation, start: clause[at].start, end: clause[at].end })
}

/// Between the part and its share only words that say "the same in percent".
fn is_alternative_share(clause: &[Part], from: usize, to: usize) -> bool {
    clause[from + 1..to].iter().all(|part| match &part.kind {
        PartKind::Word(word) => matches!(
            word.as_str(),
            "or" | "that" | "is" | "which" | "accounting" | "for" | "accounted" | "making" | "up" | "i" | "e" | "equal"
                | "to" | "a" | "the" | "или" | "что" | "составляет" | "то" | "есть" | "это" | "یا" | "یعنی" | "worth"
                | "of" | "flour" | "goods" | "exports" | "imports" | "it" | "they" | "были" | "was" | "were" | "amounted"
        ),
        PartKind::Mark(mark) => matches!(mark, ',' | '(' | ')' | '—' | '–'),
        PartKind::Year(_) => true,
        _ => false,
    })
}

/// Exports, imports and what is made of them, over the whole sentence.
fn flows(parts: &[Part]) -> Vec<Statement> {
    if parts.iter().any(is_result) {
        return vec![];
    }
    let levels: Vec<Level> = levels(parts, Kind::is_level).into_iter().filter(|l| l.said.kind != Kind::Bare).collect();
    let one = |wanted: FlowWord| {
        let mut found = levels.iter().filter(|level| {
            level.flow == Some(wanted) && !matches!(level.role, Role::Balance(_) | Role::By(_) | Role::From | Role::Than | Role::Goal)
        });
        found.next().filter(|_| found.next().is_none())
    };
    let (Some(exports), Some(imports)) = (one(FlowWord::Export), one(FlowWord::Import)) else { return vec![] };
    if !exports.said.kind.fits(imports.said.kind) || levels.iter().any(|l| matches!(l.role, Role::From | Role::Than | Role::Goal)) {
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
                Relation::Sum { parts: vec![imports.said.clone(), exports.said.clone()], total: level.said.clone() }
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
