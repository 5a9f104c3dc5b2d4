//! Published sentences with numbers in them, and the verdict that a checker should reach.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Verdict;
use super::cells::Cells;
use super::kind::{Calendar, Kind};
use super::ledger::{Column, Ledger, optional, required};
use crate::diag::Diagnostic;
use crate::trade::{Area, Measure, Origin, Period};

/// Columns of a ledger of claims.
const COLUMNS: [Column; 20] = [
    optional("id", ""),
    optional("speaker", ""),
    optional("role", ""),
    optional("stated_on", ""),
    optional("language", ""),
    required("sentence", ""),
    optional("quote", ""),
    required("numbers", ""),
    optional("measure", "flow"),
    optional("scope", ""),
    optional("kind", ""),
    optional("period", ""),
    optional("calendar", ""),
    optional("reporter", ""),
    optional("partner", ""),
    optional("source_title", ""),
    optional("source_url", ""),
    optional("derived_from", ""),
    optional("expected_verdict", "verdict"),
    optional("why", "note"),
];

/// A sentence with its numbers picked out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claim {
    /// Id within the ledger; `line-12` where the ledger gives none.
    pub id: String,
    /// Who says so.
    pub speaker: String,
    /// In which office.
    pub role: String,
    /// When it was said, as precisely as known.
    pub stated_on: String,
    /// In which language.
    pub language: String,
    /// The sentence.
    pub sentence: String,
    /// The words themselves, quoted briefly.
    pub quote: String,
    /// What is measured, where the ledger says so.
    pub measure: Option<Measure>,
    /// What of it: all goods, farm goods, flour, goods and services.
    pub scope: String,
    /// Whether it was so, is to be so, or is expected to be so.
    pub kind: Kind,
    /// When, where the ledger says so.
    pub period: Option<Period>,
    /// By which calendar the period was named.
    pub calendar: Calendar,
    /// From whose side it is told, and the other side, where the ledger says so.
    pub pair: Option<(Area, Area)>,
    /// Its numbers: `2024 = almost 80 USD million; multiple = 2`.
    pub numbers: String,
    /// Where it is printed.
    pub source_title: String,
    /// Address of the source.
    pub source_url: String,
    /// Ids of the statements that it repeats or is computed from.
    pub derived_from: Vec<String>,
    /// The verdict that the ledger's keeper expects.
    pub expected: Option<Verdict>,
    /// Why.
    pub why: String,
    /// The row.
    pub origin: Origin,
}

/// Reads a ledger of claims. Rows with an error are left out and named.
#[must_use]
pub fn read_claims(text: &str, path: &str) -> (Vec<Claim>, Vec<Diagnostic>) {
    let (ledger, mut diagnostics) = Ledger::read(text, path, &COLUMNS);
    let mut claims: Vec<Claim> = vec![];
    let mut lines = BTreeMap::new();
    for row in &ledger.rows {
        let mut cells = Cells::new(&ledger, row);
        let claim = claim(&mut cells);
        if let Some(claim) = claim.filter(|_| cells.diagnostics.is_empty()) {
            super::name_once(&mut lines, &claim.id, &mut cells);
            if cells.diagnostics.is_empty() {
                check_source(&claim, &mut cells);
                claims.push(claim);
            }
        }
        diagnostics.append(&mut cells.diagnostics);
    }
    super::count_repeats(&mut diagnostics, "L109");
    (claims, diagnostics)
}

fn claim(cells: &mut Cells) -> Option<Claim> {
    let expected = match cells.text("expected_verdict") {
        "" => None,
        _ => Some(cells.one_of("expected_verdict", &Verdict::ALL, Verdict::id)?),
    };
    let measure = match cells.text("measure") {
        "" => None,
        _ => Some(cells.measure("measure")?),
    };
    let pair = match (cells.text("reporter"), cells.text("partner")) {
        ("", "") => None,
        _ => Some((cells.area("reporter")?, cells.area("partner")?)),
    };
    Some(Claim {
        id: cells.id(),
        measure,
        pair,
        kind: cells.usual_or("kind", &Kind::ALL, Kind::id)?,
        calendar: cells.usual_or("calendar", &Calendar::ALL, Calendar::id)?,
        period: cells.period("period"),
        quote: cells.owned("quote"),
        scope: cells.owned("scope"),
        role: cells.owned("role"),
        source_title: cells.owned("source_title"),
        derived_from: cells.list("derived_from"),
        speaker: cells.owned("speaker"),
        stated_on: cells.owned("stated_on"),
        language: cells.owned("language"),
        sentence: cells.owned("sentence"),
        numbers: cells.owned("numbers"),
        source_url: cells.owned("source_url"),
        expected,
        why: cells.owned("why"),
        origin: cells.origin(),
    })
}

fn check_source(claim: &Claim, cells: &mut Cells) {
    if claim.source_url.is_empty() {
        let title = "statement has no url";
        let why = "it stands as uncited; a reader cannot look it up";
        cells.report("source_url", Diagnostic::warning("L109", title).because(why));
    }
}
