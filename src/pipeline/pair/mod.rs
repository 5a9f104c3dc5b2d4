//! All that a mix of files says of one pair of areas, without a desk.
//!
//! Each record stands for itself: files of one format continue one another where their periods do, an equal figure in
//! two of them counts once, and two figures for one period are refused. What two sides say of one flow is set side by
//! side and never added.

mod commodity;
mod document;
mod figures;
mod join;
mod labels;
mod load;
mod mirrors;
mod plans;
mod tables;
mod yearly;

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::read::DatasetSpec;
use crate::series::{Coverage, Series};
use crate::table::Table;
use crate::trade::{Area, Flow, Period, RateTable};

pub use commodity::Breakdown;
pub use document::document;
pub use figures::{Figures, figures};
pub use load::FileSummary;
pub use mirrors::Mirror;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// Files, each with what is declared of it.
    pub files: Vec<(PathBuf, DatasetSpec)>,
    /// The first area.
    pub reporter: Area,
    /// The other.
    pub partner: Area,
    /// First and last year, both included.
    pub years: Option<(i32, i32)>,
    /// Rates of exchange for files in other currencies.
    pub rates: Option<Arc<RateTable>>,
}

/// A report on a pair.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PairReport {
    /// Code of the first area.
    pub reporter: String,
    /// Code of the other.
    pub partner: String,
    /// What each file was taken for.
    pub files: Vec<FileSummary>,
    /// The pair as each record tells it.
    pub views: Vec<View>,
    /// Flows that both sides report.
    pub mirrors: Vec<Mirror>,
    /// What was set aside, refused or is doubtful.
    pub notes: Vec<Note>,
}

/// The pair as one side tells it in the files of one format.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// The format.
    pub source: String,
    /// Numbers of its files, from 1.
    pub files: Vec<usize>,
    /// Code of the side whose record it is; `None` where the producer reconciled both.
    pub told_by: Option<String>,
    /// What of the trade it covers.
    pub scope: Scope,
    /// Exports, imports, turnover, balance, cover, growth of each and compound growth, as far as they exist.
    pub series: Vec<Series>,
    /// State of each period, by flow.
    pub coverage: Vec<FlowCoverage>,
    /// The largest commodities of the last year, by flow.
    pub commodities: Vec<Breakdown>,
}

/// What a record covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// All trade, from a row of the total.
    Total,
    /// All trade, as a sum of commodities.
    SumOfCommodities,
    /// One commodity code.
    Commodity(String),
    /// The codes that happen to be in the file, so many; no total of all trade.
    SomeCodes(usize),
}

/// State of each period of a flow.
#[derive(Clone, Debug, Serialize)]
pub struct FlowCoverage {
    /// The flow.
    pub flow: Flow,
    /// State by period.
    pub periods: Vec<(Period, Coverage)>,
}

/// Something that a reader of the numbers must know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Number of the file, from 1.
    pub file: usize,
    /// Code of the message; empty where it has none.
    pub code: String,
    /// What it says.
    pub text: String,
}

impl View {
    /// The series of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Series> {
        self.series.iter().find(|series| series.id == id)
    }

    /// Number of known values of both flows.
    #[must_use]
    pub fn weight(&self) -> usize {
        ["export", "import"].iter().filter_map(|id| self.get(id)).map(|s| s.known().count()).sum()
    }
}

/// A file with the rows that it has of the pair.
#[derive(Debug)]
struct Loaded {
    /// Number of the file, from 1.
    number: usize,
    /// Id of its source.
    source: &'static str,
    /// Title of its source.
    title: &'static str,
    /// Whether the codes of the whole file span all trade.
    is_broad: bool,
    /// Larger numbers count where two files hold a period.
    precedence: Option<u32>,
    /// Rows of the pair.
    table: Table,
}

/// Reads the files and gathers what they say of the pair.
#[must_use]
pub fn pair(request: &Request) -> (PairReport, Vec<Diagnostic>) {
    let (a, b) = (request.reporter, request.partner);
    let mut report =
        PairReport { reporter: a.to_string(), partner: b.to_string(), ..PairReport::default() };
    let mut diagnostics = vec![];
    let loaded = load::all(request, &mut report, &mut diagnostics);
    let mut sources: Vec<&str> = loaded.iter().map(|file| file.source).collect();
    sources.dedup();
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        let files: Vec<&Loaded> = loaded.iter().filter(|file| file.source == source).collect();
        for (side, other) in [(a, b), (b, a)] {
            let found = join::views(&files, side, other, request.years, &mut diagnostics);
            for view in found {
                let is_reconciled = view.told_by.is_none();
                let seen = report.views.iter().any(|known| {
                    known.told_by.is_none()
                        && known.source == view.source
                        && known.scope == view.scope
                });
                // Reconciled records are the same from either side.
                if !(is_reconciled && seen) {
                    report.views.push(view);
                }
            }
        }
    }
    report.views.sort_by_key(|view| std::cmp::Reverse(view.weight()));
    report.mirrors = mirrors::mirrors(&report.views, a, b);
    let errors = diagnostics.iter().filter(|message| message.code == "T110");
    report.notes.extend(errors.map(|message| Note {
        file: 0,
        code: message.code.to_owned(),
        text: [std::slice::from_ref(&message.title), &message.notes[..]].concat().join("; "),
    }));
    (report, diagnostics)
}
