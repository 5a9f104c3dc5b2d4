//! Statements that lack an input: a multiple without a base, a target without a baseline, and what follows all the same.

use super::clause::is_result;
use super::cues::is_goal;
use super::grammar::{Statement, stated};
use super::levels::Level;
use super::links::{is_link_word, is_linked};
use super::quantity::Part;
use super::relation::{Relation, Stated};
use super::role::Role;
use super::said::{Kind, Reading, Said};
use super::spelled::number;

/// A multiple or a growth with one level and no base: checkable if somebody stated the base.
pub(super) fn lacking(clause: &[Part], levels: &[Level]) -> Vec<Statement> {
    let usable: Vec<&Level> = levels
        .iter()
        .filter(|l| matches!(l.role, Role::Plain | Role::To) && l.said.kind != Kind::Bare)
        .collect();
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
        Some(Stated::Multiple(multiple)) => {
            implied_base(&level.said, multiple.strict[0].low, multiple.strict[0].high)
        }
        Some(Stated::Growth(said, sign)) => {
            let span = sign.of(said.span(Reading::Fine));
            implied_base(&level.said, 1.0 + span.low / 100.0, 1.0 + span.high / 100.0)
        }
        _ => return vec![],
    };
    let relation = Relation::Lacking { what: "the base".to_owned(), implied };
    vec![Statement { relation, start: part.start, end: part.end }]
}

/// "..., twice the 2023 level": the result begins a phrase of its own.
fn is_apposition(clause: &[Part], at: usize) -> bool {
    let before = clause[..at]
        .iter()
        .rposition(|p| p.is_mark(',') || p.is_mark('(') || p.is_mark('—') || p.is_mark('–'));
    before.is_some_and(|mark| clause[mark + 1..at].iter().all(is_link_word))
}

/// The base that follows from an end and a ratio.
pub(super) fn implied_base(end: &Said, low: f64, high: f64) -> String {
    let span = end.span(Reading::Fine);
    if low <= 0.0 || !high.is_finite() {
        return "nothing follows for it".to_owned();
    }
    format!("it would be {} to {}", number(span.low / high), number(span.high / low))
}

/// Targets with a date and no baseline: "to raise trade to 3 billion by 2025 and 10 billion by 2030".
fn plan(clause: &[Part], levels: &[Level]) -> Option<Statement> {
    let planned =
        clause.iter().any(|part| is_goal(part.word()) || part.word() == "by" || part.word() == "к");
    let dated: Vec<&Level> =
        levels.iter().filter(|l| l.year.is_some() && l.said.kind != Kind::Bare).collect();
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
