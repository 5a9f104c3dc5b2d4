//! Sources: each file reads one format, recognized from its column names and never from its file name.
//!
//! A source turns cells into typed observations; the Table checks them. Two sources that recognize one file are
//! an error (S104); the generic `tidy` reads what no other knows.

mod baci;
mod comtrade_legacy;
mod comtrade_plus;
mod eurostat;
mod imf;
mod ots;
mod tidy;
mod trade_map;
mod us_census;
mod wits;

use std::sync::Arc;

use crate::diag::{Diagnostic, Place};
use crate::read::codes::CodeList;
use crate::read::number::CellRules;
use crate::read::{self, DatasetSpec, Document, Input, RowsAllowed, Sheet};
use crate::table::{DatasetInfo, Exchange, Lost, Observation, Rules, Table, TableBuilder, convert};
use crate::trade::Area;

/// One format.
pub trait Source: Sync {
    /// Stable id, the name of its file.
    fn id(&self) -> &'static str;
    /// Its name for people.
    fn title(&self) -> &'static str;
    /// Why these columns are of this format; `None` if they are not.
    fn recognizes(&self, sheet: &Sheet) -> Option<String>;
    /// Encoding that its producer uses instead of UTF-8, if one is known.
    fn encoding(&self) -> Option<&'static str> {
        None
    }
    /// Who publishes it, and under which terms; `None` where anyone may.
    fn publisher(&self) -> Option<Publisher> {
        None
    }
    /// Unit and border value of its figures, for people.
    fn terms(&self, sheet: &Sheet, spec: &DatasetSpec) -> Terms;
    /// Reads all rows.
    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading;
}

/// Who publishes a format, with its terms as commonly given; the terms of a file may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// Its name.
    pub name: &'static str,
    /// Where it publishes.
    pub url: &'static str,
    /// How it asks to be cited.
    pub citation: &'static str,
    /// Name of its license.
    pub licence: &'static str,
    /// Whether rows may be passed on.
    pub rows: RowsAllowed,
    /// Line under a chart.
    pub attribution: &'static str,
}

/// In what a source counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Unit of the values in the file.
    pub unit: String,
    /// Border value.
    pub valuation: String,
}

/// What a source found in a sheet.
#[derive(Debug, Default)]
pub struct Reading {
    /// Observations, in the order of the file.
    pub rows: Vec<Observation>,
    /// Records that could not be read.
    pub lost: Vec<Lost>,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether nothing may be used.
    pub refused: bool,
    /// Whether a declaration is lacking without which a desk cannot use the file.
    pub undeclared: bool,
    /// Whether weight 0 is how the producer writes "no weight".
    pub no_weight_is_zero: bool,
    /// Dollars under which the producer leaves flows out, and the file has none.
    pub threshold: Option<u32>,
    /// How the numbers of its value column are written, by example.
    pub numbers: String,
    /// Currency of values that are no dollars, with the cell that tells it: without rates nothing may be used.
    pub currency: Option<(String, Place)>,
}

impl Reading {
    /// Nothing may be used, and the messages say why.
    fn refusal(diagnostics: Vec<Diagnostic>) -> Self {
        Self { refused: true, diagnostics, ..Self::default() }
    }

    /// A reading of numbers written like this.
    fn of(rules: &CellRules) -> Self {
        Self { numbers: rules.format.example(), ..Self::default() }
    }

    /// Takes an observation, or remembers its record as lost.
    fn take(&mut self, row: Result<Observation, Box<Lost>>) {
        match row {
            Ok(row) => self.rows.push(row),
            Err(lost) => self.lost.push(*lost),
        }
    }

    /// Reports that the file does not state a role that a desk must declare.
    fn unstated(&mut self, sheet: &Sheet, role: &str) {
        let (title, help) =
            (format!("{role} is not stated in the file"), format!("set `{role} = \"...\"`"));
        self.diagnostics.push(lacking(sheet, "S106", &title, &help));
        self.undeclared = true;
    }
}

/// The area that a spec declares for a role, or a stand-in of this code.
fn declared_area(text: Option<&str>, stand_in: &str) -> Option<Area> {
    text.map_or_else(|| Area::from_code(stand_in).ok(), |text| Area::find(text).ok())
}

/// All sources; the generic one is asked last.
pub static SOURCES: &[&dyn Source] = &[
    &baci::Baci,
    &comtrade_legacy::ComtradeLegacy,
    &comtrade_plus::ComtradePlus,
    &eurostat::Eurostat,
    &imf::Imf,
    &ots::Ots,
    &trade_map::TradeMap,
    &us_census::UsCensus,
    &wits::Wits,
    &tidy::Tidy,
];

/// The source of this id.
#[must_use]
pub fn source(id: &str) -> Option<&'static dyn Source> {
    SOURCES.iter().copied().find(|source| source.id() == id)
}

/// A file as opened: its sheet and the source that reads it.
pub struct Opened {
    /// The cells.
    pub sheet: Sheet,
    /// Who reads them.
    pub source: &'static dyn Source,
    /// Why.
    pub why: String,
}

/// Opens a file and finds its source.
#[must_use]
pub fn open(input: Input<'_>, spec: &DatasetSpec) -> (Option<Opened>, Vec<Diagnostic>) {
    let bytes = match read::unpacked(input, spec) {
        Ok(bytes) => bytes,
        Err(fault) => return (None, vec![*fault]),
    };
    let input = Input { bytes: &bytes, ..input };
    let (document, mut diagnostics) = read::open(input, spec, fallback(input, spec));
    let Some(Document::Sheet(sheet)) = document else { return (None, diagnostics) };
    if spec.format.is_none()
        && spec.columns.is_empty()
        && let Some(told) = no_figures(&sheet)
    {
        diagnostics.push(told);
        return (None, diagnostics);
    }
    match recognize(&sheet, spec) {
        Ok((source, why)) => (Some(Opened { sheet, source, why }), diagnostics),
        Err(refusal) => {
            diagnostics.push(*refusal);
            (None, diagnostics)
        }
    }
}

/// The list of codes that a file is, with its sheet; `None` if it is none.
#[must_use]
pub fn code_list(input: Input<'_>, spec: &DatasetSpec) -> Option<(Sheet, CodeList)> {
    let Some(Document::Sheet(sheet)) = read::open(input, spec, None).0 else { return None };
    let list = CodeList::of(&sheet)?;
    Some((sheet, list))
}

/// Columns of tables that lie beside trade figures at their producers, and what these tables are.
const OTHERS: [(&[&str], &str); 3] = [
    (&["datasetcode", "totalrecords"], "the service's list of what it holds"),
    (&["datasetcode", "firstreleased"], "the service's list of what it holds"),
    (&["decllab", "prccodelab", "indicatorvalue"], "production (Eurostat PRODCOM)"),
];

/// Why a table holds no figures of trade, where that is known: a list of codes, of what is available, production.
fn no_figures(sheet: &Sheet) -> Option<Diagnostic> {
    if let Some(list) = CodeList::of(sheet) {
        return Some(
            Diagnostic::error("S104", format!("this is a {}, not figures", list.title()))
                .at(sheet.header_place())
                .label(format!("{} codes; {}", list.entries.len(), list.why))
                .help("put it beside the data that it explains, under any name but `data`"),
        );
    }
    let has = |names: &&[&str]| names.iter().all(|name| sheet.find(&[name]).is_some());
    let (_, what) = OTHERS.iter().find(|(names, _)| has(names))?;
    Some(
        Diagnostic::error("S104", format!("this is {what}, not trade"))
            .at(sheet.header_place())
            .because("no column holds the value of a flow between two areas")
            .help("download the trade data themselves"),
    )
}

/// Encoding of a format that can be told from an ASCII first line.
fn fallback(input: Input<'_>, spec: &DatasetSpec) -> Option<&'static str> {
    if let Some(source) = spec.format.as_deref().and_then(source) {
        return source.encoding();
    }
    let line = format!("{}\n", read::ascii_first_line(input.bytes)?);
    let head = Input { bytes: line.as_bytes(), ..input };
    let sheet = read::header_only(head, spec)?;
    SOURCES.iter().find(|source| source.recognizes(&sheet).is_some())?.encoding()
}

fn recognize(
    sheet: &Sheet,
    spec: &DatasetSpec,
) -> Result<(&'static dyn Source, String), Box<Diagnostic>> {
    let mapped = (!spec.columns.is_empty()).then_some("tidy");
    if let Some(id) = spec.format.as_deref().or(mapped) {
        return match source(id) {
            Some(source) => Ok((source, "declared".to_owned())),
            None => Err(Box::new(unknown_format(sheet, id))),
        };
    }
    let found: Vec<(&'static dyn Source, String)> =
        SOURCES.iter().filter_map(|source| Some((*source, source.recognizes(sheet)?))).collect();
    match found.as_slice() {
        [] => Err(Box::new(unrecognized(sheet))),
        [one] => Ok(one.clone()),
        [one, generic] if generic.0.id() == "tidy" => Ok(one.clone()),
        [one, two, ..] => Err(Box::new(
            Diagnostic::error("S104", "two sources recognize this header")
                .at(sheet.header_place())
                .label(format!("{} and {}", one.0.id(), two.0.id()))
                .help(format!("set `format = \"{}\"` or `\"{}\"`", one.0.id(), two.0.id())),
        )),
    }
}

/// No source knows the header: what its columns are, and how each can be given its role.
fn unrecognized(sheet: &Sheet) -> Diagnostic {
    let names: Vec<String> =
        sheet.names().iter().take(12).map(|name| format!("`{name}`")).collect();
    let more = sheet.names().len().saturating_sub(names.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Diagnostic::error("S104", "no source recognizes this header")
        .at(sheet.header_place())
        .because(format!("its columns are {}{more}", names.join(", ")))
        .because(format!("sources are {}", ids().join(", ")))
        .help(
            "set `columns.year`, `columns.value` and, where there are such columns, `columns.reporter`, \
             `columns.partner`, `columns.flow` and `columns.commodity` to their names",
        )
}

fn ids() -> Vec<&'static str> {
    SOURCES.iter().map(|source| source.id()).collect()
}

fn unknown_format(sheet: &Sheet, id: &str) -> Diagnostic {
    let near = |a: &&&str| (strsim::jaro_winkler(a, id) * 1e6) as u64;
    let ids = ids();
    let nearest = ids.iter().max_by_key(near).copied().unwrap_or("tidy");
    Diagnostic::error("S104", format!("no source is called `{id}`"))
        .at(sheet.file_place())
        .help(format!("`{nearest}` is the nearest name; sources are {}", ids.join(", ")))
}

/// Reads a dataset of a desk: what is not declared and cannot be told from the file is an error.
#[must_use]
pub fn read_dataset(input: Input<'_>, spec: &DatasetSpec) -> (Table, Vec<Diagnostic>) {
    let (opened, mut diagnostics) = open(input, spec);
    let Some(opened) = opened else { return (Table::default(), diagnostics) };
    let (table, found) = read_opened(&opened, input, spec, true);
    diagnostics.extend(found);
    (table, diagnostics)
}

/// Reads an opened file; with `strict` a lacking declaration refuses it.
#[must_use]
pub fn read_opened(
    opened: &Opened,
    input: Input<'_>,
    spec: &DatasetSpec,
    strict: bool,
) -> (Table, Vec<Diagnostic>) {
    build(opened.source.read(&opened.sheet, spec), opened, input, spec, strict)
}

/// Makes the Table of what a source has read.
#[must_use]
pub fn build(
    mut reading: Reading,
    opened: &Opened,
    input: Input<'_>,
    spec: &DatasetSpec,
    strict: bool,
) -> (Table, Vec<Diagnostic>) {
    let mut diagnostics = std::mem::take(&mut reading.diagnostics);
    let mut exchange = None;
    match (reading.currency.take(), &spec.rate_table) {
        (Some((currency, _)), Some(rates)) => {
            let own = Exchange { currency: currency.into(), rates: Arc::clone(rates) };
            diagnostics.extend(convert(&mut reading.rows, &own, input.path));
            exchange = Some(own);
        }
        (Some((currency, place)), None) => {
            diagnostics.push(foreign(&currency, place));
            reading.refused = true;
        }
        (None, _) => {}
    }
    if !strict {
        lower_declarations(&mut diagnostics);
    }
    let mut table = Table::default();
    if !(reading.refused || strict && reading.undeclared) {
        let (built, found) = checked(reading, exchange, input, spec);
        table = built;
        diagnostics.extend(found);
    }
    for message in &mut diagnostics {
        opened.sheet.quote(message);
    }
    (table, diagnostics)
}

/// The rows after all checks.
fn checked(
    reading: Reading,
    exchange: Option<Exchange>,
    input: Input<'_>,
    spec: &DatasetSpec,
) -> (Table, Vec<Diagnostic>) {
    let info = DatasetInfo {
        id: input.dataset.into(),
        path: input.path.into(),
        provenance: spec.provenance(input.dataset),
        precedence: spec.precedence,
        exchange,
    };
    let rules = Rules {
        keep: spec.keep.clone(),
        confirmed: spec.confirmed.clone(),
        no_weight_is_zero: reading.no_weight_is_zero,
        threshold: spec.threshold.or(reading.threshold),
    };
    TableBuilder::new(info, rules).with_rows(reading.rows, reading.lost).finish()
}

/// Values in another currency cannot be used as they stand.
fn foreign(currency: &str, place: Place) -> Diagnostic {
    Diagnostic::error("T212", format!("values are in {currency}, not in dollars"))
        .at(place)
        .because("a dated table of rates is needed to compare them with dollars; nothing is used")
        .help("add the rates as a dataset with `format = \"rates\"`, and name it here: `rates = \"...\"`")
}

/// Without a desk there is nobody to declare a unit, a reporter or the areas that names of another language
/// mean: that is told, and no error.
fn lower_declarations(diagnostics: &mut [Diagnostic]) {
    let by_spec = |d: &&mut Diagnostic| match d.code {
        "S105" | "S106" => true,
        "S211" => d.title.starts_with("unknown area") && !d.title.is_ascii(),
        _ => false,
    };
    for message in diagnostics.iter_mut().filter(by_spec) {
        message.severity = crate::diag::Severity::Warning;
    }
}

/// A fault of a file as a whole.
fn lacking(sheet: &Sheet, code: &'static str, title: &str, help: &str) -> Diagnostic {
    let place = Place { width: 0, ..sheet.header_place() };
    Diagnostic::error(code, title).at(place).help(help)
}
