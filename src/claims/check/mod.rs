//! The checker of sentences: finds numbers that are said of one another and recomputes them.
//!
//! Every printed number stands for its rounding interval, every hedge for the interval of its word. What the grammar
//! does not know for sure is counted and left alone.

mod bracket;
mod clause;
mod cues;
mod exceed;
mod flow;
mod gaps;
mod grammar;
mod levels;
mod lexer;
mod lexicon;
mod links;
mod multiple;
mod named;
mod names;
mod numbers;
mod places;
mod propose;
mod quantity;
mod relation;
mod role;
mod said;
mod sentence;
mod spelled;
mod times;
mod totals;
mod turnover;
mod units;

use serde::Serialize;

pub use named::{NamedGoal, NamedLevel, named_areas, named_goals, named_levels};

use self::grammar::Statement;
use self::relation::Finding;
use super::{Claim, Verdict};
use crate::words::Lang;

/// A sentence with a statement that could be computed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SentenceCheck {
    /// Line of the text on which the sentence begins, from 1.
    pub line: u32,
    /// The sentence.
    pub text: String,
    /// What the check found.
    pub verdict: Verdict,
    /// The computation, with its intervals.
    pub computed: String,
    /// The sentence with the right number, where the verdict is against it.
    pub proposed: Option<String>,
    /// Characters of the sentence that the verdict hinges on: first and count.
    #[serde(skip)]
    pub span: (u32, u32),
    /// Code of the message of its own that the finding has, where the verdict alone does not tell.
    #[serde(skip)]
    pub code: Option<&'static str>,
}

/// A text, checked.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TextCheck {
    /// Sentences with a statement that could be computed.
    pub checks: Vec<SentenceCheck>,
    /// All sentences.
    pub sentences: usize,
    /// Sentences with digits and nothing that could be computed, each with its line.
    pub left_alone: Vec<(u32, String)>,
}

/// What a claim's numbers and its sentence were found to be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimCheck {
    /// Id of the claim.
    pub id: String,
    /// From the numbers as the ledger gives them.
    pub verdict: Verdict,
    /// The computation, with its intervals.
    pub computed: String,
    /// From the sentence in plain text; none where nothing in it could be computed.
    pub sentence: Option<SentenceCheck>,
    /// What the ledger's keeper expects.
    pub expected: Option<Verdict>,
}

/// Checks each sentence of a text that says something computable of its own numbers.
#[must_use]
pub fn check_text(text: &str, lang: Option<Lang>) -> Vec<SentenceCheck> {
    check_article(text, lang).checks
}

/// As [`check_text`], with counts of what was left alone.
#[must_use]
pub fn check_article(text: &str, lang: Option<Lang>) -> TextCheck {
    let mut article = TextCheck::default();
    for sentence in sentence::sentences(text) {
        article.sentences += 1;
        match check_sentence(sentence.text, sentence.line, lang) {
            Some(check) => article.checks.push(check),
            None if sentence.text.chars().any(char::is_numeric) => {
                article.left_alone.push((sentence.line, sentence.text.to_owned()));
            }
            None => {}
        }
    }
    article
}

/// The sentences of a plain or Markdown text, each with the line on which it begins, from 1.
#[must_use]
pub fn sentences(text: &str) -> Vec<(u32, &str)> {
    sentence::sentences(text).into_iter().map(|sentence| (sentence.line, sentence.text)).collect()
}

/// Checks a claim of a ledger, by its numbers and by its sentence.
#[must_use]
pub fn check_claim(claim: &Claim) -> ClaimCheck {
    let findings: Vec<Finding> =
        numbers::relations(&claim.numbers).iter().map(relation::Relation::check).collect();
    let (verdict, computed) = match gravest(&findings) {
        Some(index) => (findings[index].verdict, joined(&findings)),
        None => (Verdict::Undetermined, "the numbers give nothing to compute".to_owned()),
    };
    let mut whole = check_article(&claim.sentence, None).checks;
    whole.sort_by_key(|check| std::cmp::Reverse(gravity(check.verdict)));
    ClaimCheck {
        id: claim.id.clone(),
        verdict: verdict.published(),
        computed,
        sentence: whole.into_iter().next(),
        expected: claim.expected,
    }
}

fn check_sentence(text: &str, line: u32, lang: Option<Lang>) -> Option<SentenceCheck> {
    let lang = lang.unwrap_or_else(|| lexer::language_of(text));
    let parts = quantity::parts(&lexer::tokens(text, lang));
    let statements = grammar::statements(&parts);
    let findings: Vec<Finding> = statements.iter().map(|s| s.relation.check()).collect();
    let worst = gravest(&findings)?;
    let Statement { start, end, .. } = statements[worst];
    let chars = |range: &str| range.chars().count() as u32;
    Some(SentenceCheck {
        line,
        text: text.to_owned(),
        verdict: findings[worst].verdict.published(),
        computed: joined(&findings),
        proposed: propose::wording(text, &statements[worst], &findings[worst], lang),
        span: (chars(&text[..start]), chars(&text[start..end])),
        code: findings[worst].code,
    })
}

/// The finding that decides over a sentence: the first of the gravest.
fn gravest(findings: &[Finding]) -> Option<usize> {
    let most = findings.iter().map(|finding| gravity(finding.verdict)).max()?;
    findings.iter().position(|finding| gravity(finding.verdict) == most)
}

/// A fault decides over all else; what lacks an input decides only where nothing could be computed.
fn gravity(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::SignError => 4,
        Verdict::Inconsistent => 3,
        Verdict::Loose => 2,
        Verdict::Consistent => 1,
        Verdict::Undetermined => 0,
    }
}

fn joined(findings: &[Finding]) -> String {
    let texts: Vec<&str> = findings.iter().map(|finding| finding.computed.as_str()).collect();
    texts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences with their verdicts worked out by hand; `none` is for those that must be left alone.
    const SENTENCES: &str = include_str!("../../../tests/fixtures/claims/sentences.csv");
    /// Sentences as news and releases print them, each with wrong versions of itself.
    const PUBLISHED: &str = include_str!("../../../tests/fixtures/claims/published.csv");

    /// Rows of a table whose verdict is another than the table's.
    fn wrong(table: &str) -> Vec<String> {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let mut wrong = vec![];
        for record in reader.records().map(Result::unwrap) {
            let checks = check_text(&record[1], None);
            let verdict = checks.first().map_or("none", |check| check.verdict.id());
            if verdict != &record[0] || checks.len() > 1 {
                let computed: Vec<&str> = checks.iter().map(|c| c.computed.as_str()).collect();
                wrong.push(format!(
                    "{verdict} for `{}`, not {}: {computed:?}",
                    &record[1], &record[0]
                ));
            }
        }
        wrong
    }

    #[test]
    fn each_sentence_of_the_tables_gets_its_verdict() {
        for table in [SENTENCES, PUBLISHED] {
            let wrong = wrong(table);
            assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
        }
    }
}
