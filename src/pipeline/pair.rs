//! All that a mix of files says of one pair of areas, without a desk.
//!
//! Files are read one by one and never added together: each dataset's view of the pair stands for itself, and what
//! two sides say of one flow is set side by side.

use std::path::PathBuf;

use serde::Serialize;

use super::disk::read_file;
use crate::diag::Diagnostic;
use crate::indicator::{Inputs, Settings, compute, indicator};
use crate::read::{DatasetSpec, Input};
use crate::series::{Point, Series, Value};
use crate::source;
use crate::table::{Selector, Table};
use crate::trade::{Area, Commodity, Flow, Frequency, Period};

/// A report on a pair.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PairReport {
    /// Code of the first area.
    pub reporter: String,
    /// Code of the other.
    pub partner: String,
    /// What each file was taken for.
    pub files: Vec<FileSummary>,
    /// The pair as each dataset and side tells it.
    pub views: Vec<View>,
    /// Flows that both sides report.
    pub mirrors: Vec<Mirror>,
}

/// What a file was taken for.
#[derive(Clone, Debug, Serialize)]
pub struct FileSummary {
    /// Its path.
    pub path: String,
    /// Name of the source that read it; empty if none did.
    pub format: String,
    /// Observations that could be used.
    pub observations: usize,
}

/// The pair as one side tells it in one dataset.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// The file.
    pub path: String,
    /// Code of the side whose record it is.
    pub told_by: String,
    /// Exports, imports, turnover, balance, growth of turnover, and compound growth, as far as they exist.
    pub series: Vec<Series>,
    /// Periods between the first and the last that have no value.
    pub absent: Vec<Period>,
    /// The largest commodities of the last year, by flow.
    pub commodities: Vec<CommodityRow>,
}

/// A commodity in the last year of a flow.
#[derive(Clone, Debug, Serialize)]
pub struct CommodityRow {
    /// The flow.
    pub flow: Flow,
    /// Its code.
    pub code: String,
    /// The year.
    pub period: Period,
    /// Its amount in dollars.
    pub value: Value,
    /// Its share of the total of the flow.
    pub share: Value,
    /// What it added to the growth of the total.
    pub contribution: Value,
}

/// A flow as its exporter and its importer report it.
#[derive(Clone, Debug, Serialize)]
pub struct Mirror {
    /// Code of the exporter.
    pub exporter: String,
    /// Code of the importer.
    pub importer: String,
    /// Files of the two records.
    pub paths: (String, String),
    /// Importer's record over exporter's, by period.
    pub gap: Series,
}

/// Most commodities listed for a flow.
const MOST: usize = 10;

/// Reads the files and gathers what they say of the pair.
#[must_use]
pub fn pair(files: &[PathBuf], reporter: Area, partner: Area) -> (PairReport, Vec<Diagnostic>) {
    let mut report = PairReport {
        reporter: reporter.to_string(),
        partner: partner.to_string(),
        ..PairReport::default()
    };
    let mut diagnostics = vec![];
    let mut tables: Vec<(String, Table)> = vec![];
    for file in files {
        let path = file.display().to_string();
        match read_file(file, &path) {
            Ok(bytes) => {
                let id = file.file_stem().unwrap_or_default().to_string_lossy();
                let input = Input { dataset: &id, path: &path, bytes: &bytes };
                let (table, format) = read(input, &mut diagnostics);
                let observations = table.rows().len();
                report.files.push(FileSummary { path: path.clone(), format, observations });
                tables.push((path, table));
            }
            Err(fault) => diagnostics.push(*fault),
        }
    }
    for (path, table) in &tables {
        for (side, other) in [(reporter, partner), (partner, reporter)] {
            report.views.extend(view(path, table, side, other));
        }
    }
    report.mirrors = mirrors(&tables, reporter, partner);
    report.mirrors.extend(mirrors(&tables, partner, reporter));
    (report, diagnostics)
}

fn read(input: Input<'_>, diagnostics: &mut Vec<Diagnostic>) -> (Table, String) {
    let spec = DatasetSpec::default();
    let (opened, found) = source::open(input, &spec);
    diagnostics.extend(found);
    let Some(opened) = opened else { return (Table::default(), String::new()) };
    let (table, found) = source::read_opened(&opened, input, &spec, false);
    diagnostics.extend(found);
    (table, opened.source.title().to_owned())
}

fn selector(side: Area, other: Area, flow: Flow, commodity: Commodity) -> Selector {
    let frequency = Frequency::Annual;
    Selector { dataset: None, reporter: side, partner: other, flow, commodity, frequency }
}

/// The total of a flow by year; none where the file has nothing of it.
fn total(table: &Table, side: Area, other: Area, flow: Flow) -> Option<Series> {
    let (series, _) = table.series(flow.id(), &selector(side, other, flow, Commodity::total()));
    (!series.points.is_empty()).then_some(series)
}

fn view(path: &str, table: &Table, side: Area, other: Area) -> Option<View> {
    let exports = total(table, side, other, Flow::Export);
    let imports = total(table, side, other, Flow::Import);
    let first = exports.as_ref().or(imports.as_ref())?;
    let absent: Vec<Period> = first
        .points
        .iter()
        .filter(|point| point.value.known().is_none())
        .map(|point| point.period)
        .collect();
    let mut series: Vec<Series> = exports.iter().chain(&imports).cloned().collect();
    for flow in series.clone() {
        series.extend(made("growth", &format!("{}-growth", flow.id), std::slice::from_ref(&flow)));
        series.extend(made("compound-growth", &format!("{}-compound-growth", flow.id), &[flow]));
    }
    if let (Some(exports), Some(imports)) = (exports, imports) {
        let sides = [exports, imports];
        let turnover = made("turnover", "turnover", &sides);
        series.extend(made("trade-balance", "trade-balance", &sides));
        series.extend(made("cover-ratio", "cover-ratio", &sides));
        if let Some(turnover) = turnover {
            series.extend(made("growth", "turnover-growth", std::slice::from_ref(&turnover)));
            series.push(turnover);
        }
    }
    let commodities = [Flow::Export, Flow::Import]
        .into_iter()
        .flat_map(|flow| commodities(table, side, other, flow))
        .collect();
    let (path, told_by) = (path.to_owned(), side.to_string());
    Some(View { path, told_by, series, absent, commodities })
}

fn made(id: &str, name: &str, series: &[Series]) -> Option<Series> {
    let settings = Settings::default();
    compute(indicator(id)?, name, &Inputs::plain(series, &settings)).ok()
}

/// The largest commodities of the last year at the coarsest level that the file has, chapters before headings.
fn commodities(table: &Table, side: Area, other: Area, flow: Flow) -> Vec<CommodityRow> {
    let all = selector(side, other, flow, Commodity::total());
    let codes = [2, 4, 6].into_iter().map(|level| table.commodities(&all, level));
    let Some(codes) = codes.into_iter().find(|codes| codes.len() > 1) else { return vec![] };
    let Some(total) = total(table, side, other, flow) else { return vec![] };
    let Some((last, _)) = total.known().last() else { return vec![] };
    let mut rows: Vec<CommodityRow> = codes
        .into_iter()
        .filter_map(|code| {
            let (part, _) = table.series(code.code(), &selector(side, other, flow, code.clone()));
            let value = part.at(last.period)?.value.clone();
            let sides = [part, total.clone()];
            let of = |id| Some(made(id, id, &sides)?.at(last.period)?.value.clone());
            let (share, contribution) = (of("share")?, of("contribution")?);
            let code = code.to_string();
            Some(CommodityRow { flow, code, period: last.period, value, share, contribution })
        })
        .collect();
    let amount = |row: &CommodityRow| row.value.known().map_or(0.0, crate::trade::Estimate::mid);
    rows.sort_by(|a, b| amount(b).total_cmp(&amount(a)).then_with(|| a.code.cmp(&b.code)));
    rows.truncate(MOST);
    rows
}

/// Exports of one side beside imports of the other, from every pair of files that has both.
fn mirrors(tables: &[(String, Table)], exporter: Area, importer: Area) -> Vec<Mirror> {
    let mut found = vec![];
    for (export_path, export_table) in tables {
        let Some(exports) = total(export_table, exporter, importer, Flow::Export) else { continue };
        for (import_path, import_table) in tables {
            let Some(imports) = total(import_table, importer, exporter, Flow::Import) else {
                continue;
            };
            let Some(mut gap) = made("mirror-gap", "mirror-gap", &[exports.clone(), imports])
            else {
                continue;
            };
            gap.points.retain(|point: &Point| point.value.known().is_some());
            if gap.points.is_empty() {
                continue;
            }
            found.push(Mirror {
                exporter: exporter.to_string(),
                importer: importer.to_string(),
                paths: (export_path.clone(), import_path.clone()),
                gap,
            });
        }
    }
    found
}
