//! The claims and targets of a desk with their verdicts, and the sentences that the desk itself publishes.
//!
//! A wrong sentence of somebody else is a finding of the desk, not a fault of it. What is reported as a fault is a
//! ledger that expects another verdict than the check reaches, and an article of the desk that contradicts itself.

use std::collections::BTreeMap;

use serde::Serialize;

use super::article::{Sets, TEMPLATE, fill_article, language_of};
use super::background::background;
use super::desk::Desk;
use super::grid::grid;
use super::spec::place_of;
use crate::claims::{
    Calendar, Claim, ClaimCheck, Kind, Prospect, SentenceCheck, Verdict, check_article,
    check_claim, prospect,
};
use crate::diag::{Diagnostic, Place};
use crate::trade::Period;
use crate::words::{Lang, strip_controls};

/// A claim of the ledger with its verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimRow {
    /// Id within the ledger.
    pub id: String,
    /// From the numbers as the ledger gives them.
    pub verdict: Verdict,
    /// What the ledger's keeper expects.
    pub expected: Option<Verdict>,
    /// From the sentence in plain text; none where nothing in it could be computed.
    pub from_sentence: Option<Verdict>,
    /// The computation with its intervals.
    pub computed: String,
    /// The sentence put right; none where nothing is wrong.
    pub proposed: Option<String>,
    /// The keeper's reason.
    pub why: String,
    /// Who says so.
    pub speaker: String,
    /// In which office.
    pub role: String,
    /// When it was said.
    pub stated_on: String,
    /// In which language.
    pub language: String,
    /// The sentence.
    pub sentence: String,
    /// The words themselves.
    pub quote: String,
    /// What is measured; empty where the ledger does not say.
    pub measure: &'static str,
    /// What of it.
    pub scope: String,
    /// `outcome`, `target` or `forecast`.
    pub kind: Kind,
    /// When; none where the ledger does not say.
    pub period: Option<Period>,
    /// By which calendar.
    pub calendar: Calendar,
    /// Where it is printed.
    pub source_title: String,
    /// Address of the source.
    pub source_url: String,
    /// Statements that it repeats or is computed from.
    pub derived_from: Vec<String>,
    /// `file:line`.
    pub row: String,
}

/// All claims of a desk.
#[must_use]
pub fn claim_rows(desk: &Desk) -> Vec<ClaimRow> {
    desk.ledgers.claims.iter().map(|claim| claim_row(claim, check_claim(claim))).collect()
}

fn claim_row(claim: &Claim, check: ClaimCheck) -> ClaimRow {
    ClaimRow {
        id: claim.id.clone(),
        verdict: check.verdict,
        expected: claim.expected,
        from_sentence: check.sentence.as_ref().map(|sentence| sentence.verdict),
        computed: check.computed,
        proposed: check.sentence.and_then(|sentence| sentence.proposed),
        why: claim.why.clone(),
        speaker: claim.speaker.clone(),
        role: claim.role.clone(),
        quote: claim.quote.clone(),
        measure: claim.measure.map_or("", crate::trade::Measure::id),
        scope: claim.scope.clone(),
        kind: claim.kind,
        period: claim.period,
        calendar: claim.calendar,
        source_title: claim.source_title.clone(),
        derived_from: claim.derived_from.clone(),
        stated_on: claim.stated_on.clone(),
        language: claim.language.clone(),
        sentence: claim.sentence.clone(),
        source_url: claim.source_url.clone(),
        row: format!("{}:{}", claim.origin.path, claim.origin.line),
    }
}

/// The outlook of every target of a desk. A grid that cannot be read leaves the base rates out.
#[must_use]
pub fn prospects(desk: &Desk) -> Vec<Prospect> {
    let grid = grid(&desk.disk).ok();
    let figures = &desk.ledgers.figures;
    let one = |target| prospect(target, figures, grid.as_ref(), &background(desk, target));
    desk.ledgers.targets.iter().map(one).collect()
}

/// What is wrong with the desk's own record of claims and with its own articles.
#[must_use]
pub fn own_faults(desk: &Desk, sets: &Sets) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> = desk.ledgers.claims.iter().filter_map(unexpected).collect();
    let names = desk.disk.list("articles");
    for name in names.iter().filter(|name| name.ends_with(TEMPLATE)) {
        faults.extend(article_faults(desk, &format!("articles/{name}"), sets));
    }
    faults
}

/// A claim whose ledger expects another verdict.
fn unexpected(claim: &Claim) -> Option<Diagnostic> {
    let check = check_claim(claim);
    let expected = claim.expected.filter(|expected| *expected != check.verdict)?;
    let place =
        Place { path: claim.origin.path.to_string(), line: claim.origin.line, ..Place::default() };
    let title = format!(
        "claim `{}` is expected to be {} and comes out {}",
        claim.id,
        expected.id(),
        check.verdict.id()
    );
    Some(Diagnostic::warning("L114", title).at(place).because(check.computed))
}

/// Expressions without a value, and sentences that their own numbers contradict.
fn article_faults(desk: &Desk, path: &str, sets: &Sets) -> Vec<Diagnostic> {
    let template = match desk.disk.read_text(path) {
        Ok(template) => template,
        Err(fault) => return vec![*fault],
    };
    let lang = language_of(path).or(desk.spec.languages.first().copied()).unwrap_or(Lang::En);
    let numbers = desk.spec.numbers(lang);
    let (filled, mut faults) = fill_article(&template, path, sets, numbers, false);
    let article = strip_controls(&filled.text);
    let wrong = |check: &&SentenceCheck| is_wrong(check.verdict);
    let checks = check_article(&article, Some(lang)).checks;
    faults.extend(checks.iter().filter(wrong).map(|check| Diagnostic {
        severity: crate::diag::Severity::Warning,
        ..sentence_diagnostic(check, from_line(&article, 1, check.line), path, check.line)
    }));
    faults
}

/// Whether a verdict is against a sentence.
#[must_use]
pub fn is_wrong(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Inconsistent | Verdict::SignError)
}

/// A checked sentence as a message: the line with carets, the computation, the wording.
///
/// `rest` is the text from the line on which the sentence begins, `line` the number of that line in the file.
#[must_use]
pub fn sentence_diagnostic(check: &SentenceCheck, rest: &str, path: &str, line: u32) -> Diagnostic {
    let message = match check.verdict {
        _ if check.code == Some("L103") => {
            Diagnostic::warning("L103", "the multiple has two readings")
                .help("state both numbers, or write \"as much as\" instead of \"more\"")
        }
        _ if check.code == Some("L104") => {
            Diagnostic::error("L104", "nothing falls by more than 100 %")
                .help("find the two numbers and state the fall between them")
        }
        Verdict::Inconsistent => {
            Diagnostic::error("L111", "the number is not what the sentence's own numbers give")
        }
        Verdict::SignError => Diagnostic::error(
            "L105",
            "the sign is wrong: what is called more is less, or the reverse",
        ),
        Verdict::Undetermined | Verdict::Loose => {
            Diagnostic::note("L112", "the sentence cannot be decided")
        }
        Verdict::Consistent => Diagnostic::note("L113", "the sentence agrees with its own numbers"),
    };
    let mut place = place_in(check, rest, path);
    place.line = place.line + line - 1;
    let message = message.at(place).label(check.verdict.id()).because(check.computed.clone());
    match &check.proposed {
        Some(wording) => message.help(one_line(wording)),
        None => message,
    }
}

/// What is left of a text that begins at line `at` from line `line` on.
#[must_use]
pub fn from_line(mut text: &str, at: u32, line: u32) -> &str {
    for _ in at..line {
        text = text.split_once('\n').map_or("", |(_, rest)| rest);
    }
    text
}

/// Where the number stands that the verdict hinges on.
fn place_in(check: &SentenceCheck, rest: &str, path: &str) -> Place {
    let sentence = rest.find(check.text.as_str()).unwrap_or_default();
    let bytes =
        |chars: u32| check.text.chars().take(chars as usize).map(char::len_utf8).sum::<usize>();
    let (first, count) = check.span;
    let start = sentence + bytes(first);
    place_of(rest, path, start, sentence + bytes(first + count) - start)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many claims have each verdict.
#[must_use]
pub fn tally(rows: &[ClaimRow]) -> BTreeMap<Verdict, usize> {
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(row.verdict).or_default() += 1;
    }
    counts
}
