//! The record of a figure: which files and rows stand behind it, by digest, line and value.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::{ChartSource, DESK_FILE, Dataset, Desk};
use super::draw::{Picture, Studio};
use super::lock::sha256;
use crate::press::Imprint;
use crate::read::RowsAllowed;
use crate::record::{
    Drawn, HOLE, Producer, Program, Record, Row, Rows, Run, SourceFile, Spec, context, types,
};
use crate::scene::dump;
use crate::series::SeriesSet;
use crate::table::Observation;
use crate::trade::{Decimal, Estimate, Hedge, Origin, Period};
use crate::words::strip_controls;

/// What is written into a picture so that it can be traced. Its seal is open until the file is made.
#[must_use]
pub fn imprint(record: &Record) -> Imprint {
    Imprint {
        source: record.source.clone(),
        software: software(),
        copyright: record.copyright.clone(),
        spec_hash: record.made.specs.first().map(|spec| spec.sha256.clone()).unwrap_or_default(),
        data_hash: record.data.distribution.sha256.clone(),
        json_ld: record.to_text(),
    }
}

/// Program and version.
#[must_use]
pub fn software() -> String {
    concat!("bilat ", env!("CARGO_PKG_VERSION")).to_owned()
}

/// The record of a chart in one language; `data` is its `data.csv`.
#[must_use]
pub fn record(
    desk: &Desk,
    studio: &Studio,
    chart: &ChartSource,
    set: &SeriesSet,
    picture: &Picture,
    data: &[u8],
) -> Record {
    let digest = |path: &str| desk.inputs.get(path).cloned().unwrap_or_default();
    let spec = |path: &str| Spec { path: path.to_owned(), sha256: digest(path) };
    Record {
        context: context(),
        kind: types(&["ImageObject", "prov:Entity"]),
        chart: chart.id.clone(),
        title: strip_controls(&picture.header.title),
        lang: picture.lang,
        preset: studio.preset_id(chart).to_owned(),
        theme: studio.theme_id().to_owned(),
        source: strip_controls(picture.header.footer.first().map_or("", String::as_str)),
        copyright: desk.spec.copyright.clone(),
        made: Run {
            kind: types(&["prov:Activity"]),
            program: Program {
                kind: types(&["SoftwareApplication", "prov:SoftwareAgent"]),
                name: "bilat".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            specs: vec![spec(&chart.path), spec(DESK_FILE)],
        },
        data: Drawn {
            kind: types(&["Dataset", "prov:Entity"]),
            name: format!("data drawn in {}", chart.id),
            distribution: Spec { path: "data.csv".to_owned(), sha256: sha256(data) },
        },
        sources: sources(desk, chart, set),
        picture: sha256(dump(&picture.scene).as_bytes()),
        seal: HOLE.to_owned(),
    }
}

/// Every file behind a chart, with the rows that it rests on.
#[must_use]
pub fn sources(desk: &Desk, chart: &ChartSource, set: &SeriesSet) -> Vec<SourceFile> {
    let mut files: BTreeMap<&str, BTreeSet<&Origin>> = BTreeMap::new();
    for origin in origins(desk, chart, set) {
        files.entry(&origin.path).or_default().insert(origin);
    }
    files.into_iter().map(|(path, origins)| source(desk, path, &origins)).collect()
}

/// Rows behind all series, hidden ones too, and behind the events and targets that are marked.
fn origins<'a>(
    desk: &'a Desk,
    chart: &ChartSource,
    set: &'a SeriesSet,
) -> impl Iterator<Item = &'a Origin> {
    let points = set.series.iter().flat_map(|series| &series.points);
    let events = desk.ledgers.events.iter().filter(|e| chart.spec.events.contains(&e.id));
    let targets = desk.ledgers.targets.iter().filter(|t| chart.spec.targets.contains(&t.id));
    let marks: Vec<&Origin> =
        events.map(|event| &event.origin).chain(targets.map(|target| &target.origin)).collect();
    points.flat_map(|point| &point.origins).chain(marks)
}

fn source(desk: &Desk, path: &str, origins: &BTreeSet<&Origin>) -> SourceFile {
    let digest = desk.inputs.get(path).cloned().unwrap_or_default();
    let mut source = SourceFile {
        kind: types(&["Dataset", "prov:Entity"]),
        dataset: "ledger".to_owned(),
        name: format!("ledger of the desk, {}", path.rsplit('/').next().unwrap_or(path)),
        producer: None,
        citation: String::new(),
        url: String::new(),
        licence: String::new(),
        vintage: String::new(),
        retrieved: String::new(),
        row_count: ledger_rows(desk, path),
        distribution: Spec { path: path.to_owned(), sha256: digest },
        rows: Rows::new(),
    };
    let Some(dataset) = desk.datasets.iter().find(|dataset| dataset.path == path) else {
        for origin in origins {
            for (of, period, value) in statements(desk, origin) {
                add(&mut source.rows, of, period, Row(origin.line, value));
            }
        }
        source.retrieved = latest_statement(desk, origins);
        return source;
    };
    let known = dataset.spec.provenance(&dataset.id);
    source.dataset.clone_from(&dataset.id);
    source.name = known.title;
    source.producer = (!known.producer.is_empty())
        .then(|| Producer { kind: "Organization".to_owned(), name: known.producer });
    source.citation = known.citation;
    source.url = known.url;
    source.licence = known.licence;
    source.vintage = known.vintage;
    source.retrieved = known.retrieved;
    source.row_count = dataset.table.rows().len();
    source.rows = rows(dataset, origins);
    source
}

/// The day of the latest of some statements, where days are known.
fn latest_statement(desk: &Desk, origins: &BTreeSet<&Origin>) -> String {
    let figures = desk.ledgers.figures.iter().filter(|said| origins.contains(&said.origin));
    let days = figures.map(|said| said.stated_on.as_str()).filter(|day| day.len() == 10);
    days.max().unwrap_or_default().to_owned()
}

/// The rows of a dataset at these places.
fn rows(dataset: &Dataset, origins: &BTreeSet<&Origin>) -> Rows {
    let lines: BTreeSet<u32> = origins.iter().map(|origin| origin.line).collect();
    let open = may_publish(dataset);
    let mut found = Rows::new();
    for row in dataset.table.rows().iter().filter(|row| lines.contains(&row.line)) {
        let value = amount(row);
        let value =
            if open { value } else { format!("sha256:{}", &sha256(value.as_bytes())[..16]) };
        add(&mut found, identity(row), row.period, Row(row.line, value));
    }
    found
}

/// Whether rows of a dataset may be published under its license.
#[must_use]
pub fn may_publish(dataset: &Dataset) -> bool {
    dataset.spec.licence.as_ref().is_some_and(|licence| licence.rows == RowsAllowed::Yes)
}

/// Adds a row; two of one thing and period are told apart by their order.
fn add(rows: &mut Rows, of: String, period: Period, row: Row) {
    let at = rows.entry(of).or_default();
    let plain = period.to_string();
    let mut key = plain.clone();
    let mut count = 1;
    while at.contains_key(&key) {
        count += 1;
        key = format!("{plain} #{count}");
    }
    at.insert(key, row);
}

/// `RUS export AFG TOTAL HS2012`.
fn identity(row: &Observation) -> String {
    let mut of = format!("{} {} {} {}", row.reporter, row.flow.id(), row.partner, row.commodity);
    if row.classification != crate::trade::Classification::Unknown && !row.commodity.is_total() {
        of.push_str(&format!(" {}", row.classification));
    }
    of
}

/// The value of a row in dollars, exactly, or the state that it has instead.
fn amount(row: &Observation) -> String {
    let dollars = |money: crate::trade::Money| {
        let text = Decimal::new(i128::from(money.thousandths()), 3).to_string();
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let Some(value) = row.primary_value else { return format!("status {}", row.status.letter()) };
    match row.interval {
        Some((low, high)) => format!("{} ({} to {})", dollars(value), dollars(low), dollars(high)),
        None => dollars(value),
    }
}

/// What the ledgers say at a place: the row, its period, and its value.
fn statements(desk: &Desk, origin: &Origin) -> Vec<(String, Period, String)> {
    let ledgers = &desk.ledgers;
    let figures = ledgers.figures.iter().filter(|figure| figure.origin == *origin).map(|figure| {
        let value = figure.estimate.map_or_else(
            || format!("status {}", figure.status.letter()),
            |estimate| said(figure.hedge, estimate),
        );
        (figure.id.clone(), figure.period, value)
    });
    let targets = ledgers.targets.iter().filter(|target| target.origin == *origin);
    let targets = targets.filter_map(|target| {
        let value = said(Hedge::Exact, Estimate::exact(target.dollars));
        Some((target.id.clone(), target.deadline?, value))
    });
    let events = ledgers.events.iter().filter(|event| event.origin == *origin);
    let events = events.map(|event| {
        let labels: Vec<&str> = event.label.values().map(String::as_str).collect();
        (event.id.clone(), event.date, labels.join(" | "))
    });
    figures.chain(targets).chain(events).collect()
}

/// "almost 80000000 (76000000 to 80000000)".
fn said(hedge: Hedge, estimate: Estimate) -> String {
    let plain = super::outputs::plain;
    let mut text = format!("{} {}", hedge.id(), plain(estimate.mid())).trim_start().to_owned();
    if !estimate.is_exact() {
        text.push_str(&format!(" ({} to {})", plain(estimate.low()), plain(estimate.high())));
    }
    text
}

fn ledger_rows(desk: &Desk, path: &str) -> usize {
    let ledgers = &desk.ledgers;
    let at = |origin: &Origin| &*origin.path == path;
    ledgers.figures.iter().filter(|row| at(&row.origin)).count()
        + ledgers.targets.iter().filter(|row| at(&row.origin)).count()
        + ledgers.events.iter().filter(|row| at(&row.origin)).count()
}
