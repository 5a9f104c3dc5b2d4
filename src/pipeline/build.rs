//! A build: read the desk, draw what is stale, write it, lock it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::desk::{ChartSource, DESK_FILE, Desk};
use super::disk::Disk;
use super::draw::{Names, Picture, Studio};
use super::lock::{LOCK, Lock, RunLock, key, sha256};
use super::article::Sets;
use super::{outputs, resolve, statements};
use crate::claims::{ClaimCheck, check_claim};
use crate::diag::{Diagnostic, Place};
use crate::press::{Imprint, Sheet};
use crate::render::renderer;
use crate::scene::{Fonts, Shaper};
use crate::picture::Speakers;
use crate::series::{Point, Series, SeriesSet, Value};
use crate::site::{self, Told};
use crate::words::{Numbers, Phrase, phrase};

/// Path of the page.
pub const PAGE: &str = "charts/dashboard.html";

/// Told of each chart that is finished.
pub trait Progress: Sync {
    /// `done` of `total` charts are finished.
    fn tick(&self, done: usize, total: usize);
}

/// Nobody is watching.
#[derive(Debug)]
pub struct Silent;

impl Progress for Silent {
    fn tick(&self, _done: usize, _total: usize) {}
}

/// What a build did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Name of the desk.
    pub desk: String,
    /// Datasets used, with their count of observations.
    pub datasets: Vec<(String, usize)>,
    /// Records and datasets that were not used.
    pub set_aside: usize,
    /// Rows of the ledgers: figures, targets, events, claims.
    pub ledgers: [usize; 4],
    /// Series made, and how many of them computed.
    pub series: (usize, usize),
    /// Values known, undefined and missing in the series drawn.
    pub values: (usize, usize, usize),
    /// Charts of the desk that could be drawn.
    pub charts: Vec<String>,
    /// Charts that could not; what was there before is left as it is.
    pub failed: Vec<String>,
    /// Files written.
    pub written: Vec<String>,
    /// Messages.
    #[serde(skip)]
    pub diagnostics: Vec<Diagnostic>,
}

/// Everything that a build would write, in memory.
#[derive(Debug)]
pub struct Product {
    /// What was done so far.
    pub report: Report,
    /// Files of the charts that were drawn, and the page.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The record to be written last.
    pub lock: Lock,
}

/// Builds the desk in a folder; with `force` also what is fresh.
///
/// # Errors
/// Messages of a run that cannot go on; nothing is written then.
pub fn build(root: &Path, force: bool, progress: &dyn Progress) -> Result<Report, Vec<Diagnostic>> {
    let desk = Desk::open(Disk::at(root))?;
    let old = read_lock(&desk);
    if !force && is_fresh(&desk, &old) {
        return Ok(report_of(&desk, &Resolved::of(&desk)));
    }
    let one = |fault: Box<Diagnostic>| vec![*fault];
    let _held = RunLock::take(root).map_err(one)?;
    // Read again: the desk may have changed until the lock was ours.
    let desk = Desk::open(Disk::at(root))?;
    let folders: Vec<String> = desk.charts.iter().map(|chart| format!("charts/{}", chart.id)).collect();
    desk.disk.sweep_folders(folders.iter().map(String::as_str).chain(["", "charts"]));
    let old = if force { Lock::default() } else { read_lock(&desk) };
    let Product { mut report, files, lock } = produce(&desk, &old, progress);
    let text = lock.to_text();
    report.written =
        desk.disk.commit(&files, Some((LOCK, text.as_bytes()))).map_err(one)?;
    Ok(report)
}

/// Draws what is stale against `old`, without writing.
#[must_use]
pub fn produce(desk: &Desk, old: &Lock, progress: &dyn Progress) -> Product {
    let resolved = Resolved::of(desk);
    let mut report = report_of(desk, &resolved);
    let mut lock = Lock {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        inputs: desk.inputs.clone(),
        ..Lock::default()
    };
    let studio = Studio::new(desk, Shaper::new(Arc::new(Fonts::bundled())));
    let done = std::sync::atomic::AtomicUsize::new(0);
    let total = resolved.charts.len();
    let drawn: Vec<Drawn> = resolved
        .charts
        .par_iter()
        .map(|(chart, set)| {
            let key = chart_key(desk, chart, set);
            let fresh = is_chart_fresh(desk, old, chart, &key);
            let drawn = draw(desk, &studio, chart, set, key, fresh);
            let count = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
            progress.tick(count, total);
            drawn
        })
        .collect();
    let mut files = BTreeMap::new();
    let mut shown = vec![];
    for drawn in drawn {
        report.diagnostics.extend(drawn.diagnostics);
        let Some(pictures) = drawn.pictures else {
            report.failed.push(drawn.id.clone());
            keep_old(&drawn.id, old, &mut lock);
            continue;
        };
        if drawn.fresh {
            keep_old(&drawn.id, old, &mut lock);
        }
        lock.charts.insert(drawn.id.clone(), drawn.key);
        files.extend(drawn.files);
        shown.push((drawn.id, pictures));
    }
    let failed = std::mem::take(&mut report.failed);
    report.charts.retain(|id| !failed.contains(id));
    report.failed = failed;
    let checks: Vec<ClaimCheck> = desk.ledgers.claims.iter().map(check_claim).collect();
    let prospects = statements::prospects(desk);
    let told = Told { claims: &desk.ledgers.claims, checks: &checks, prospects: &prospects };
    let page = site::page(&page_of(desk, &studio, &resolved, &shown, &report, told));
    files.insert(PAGE.to_owned(), page.into_bytes());
    lock.outputs.extend(files.iter().map(|(path, bytes)| (path.clone(), sha256(bytes))));
    Product { report, files, lock }
}

/// Outputs of a chart that is not drawn anew stay in the record.
fn keep_old(id: &str, old: &Lock, lock: &mut Lock) {
    let prefix = format!("charts/{id}/");
    let kept = old.outputs.iter().filter(|(path, _)| path.starts_with(&prefix));
    lock.outputs.extend(kept.map(|(path, digest)| (path.clone(), digest.clone())));
}

/// The charts whose series could be made, with the messages of making them.
struct Resolved<'a> {
    charts: Vec<(&'a ChartSource, SeriesSet)>,
    failed: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Resolved<'a> {
    fn of(desk: &'a Desk) -> Self {
        let mut resolved = Self { charts: vec![], failed: vec![], diagnostics: vec![] };
        for chart in &desk.charts {
            let (set, diagnostics) = resolve::resolve(desk, chart);
            for diagnostic in diagnostics {
                if !resolved.diagnostics.contains(&diagnostic) {
                    resolved.diagnostics.push(diagnostic);
                }
            }
            match set {
                Some(set) => resolved.charts.push((chart, set)),
                None => resolved.failed.push(chart.id.clone()),
            }
        }
        resolved
    }

    /// The series by chart.
    fn sets(&self) -> Sets {
        self.charts.iter().map(|(chart, set)| (chart.id.clone(), set.clone())).collect()
    }
}

/// One chart, drawn in all languages.
struct Drawn {
    id: String,
    key: String,
    fresh: bool,
    pictures: Option<Vec<Picture>>,
    files: BTreeMap<String, Vec<u8>>,
    diagnostics: Vec<Diagnostic>,
}

fn draw(
    desk: &Desk,
    studio: &Studio,
    chart: &ChartSource,
    set: &SeriesSet,
    key: String,
    fresh: bool,
) -> Drawn {
    let mut drawn = Drawn {
        id: chart.id.clone(),
        key,
        fresh,
        pictures: None,
        files: BTreeMap::new(),
        diagnostics: vec![],
    };
    let mut pictures = vec![];
    for lang in &desk.spec.languages {
        match studio.picture(chart, set, *lang) {
            Ok(picture) => pictures.push(picture),
            Err(faults) => drawn.diagnostics.extend(faults),
        }
    }
    if !drawn.diagnostics.is_empty() {
        return drawn;
    }
    if !fresh {
        match files(desk, studio, chart, set, &drawn.key, &pictures) {
            Ok(files) => drawn.files = files,
            Err(fault) => {
                drawn.diagnostics.push(*fault);
                return drawn;
            }
        }
    }
    drawn.pictures = Some(pictures);
    drawn
}

/// All files of a chart.
fn files(
    desk: &Desk,
    studio: &Studio,
    chart: &ChartSource,
    set: &SeriesSet,
    key: &str,
    pictures: &[Picture],
) -> Result<BTreeMap<String, Vec<u8>>, Box<Diagnostic>> {
    let folder = format!("charts/{}", chart.id);
    let data = outputs::data_csv(chart, set);
    let mut files = BTreeMap::new();
    let parquet = outputs::series_parquet(chart, set).map_err(|reason| {
        let place = Place { path: chart.path.clone(), ..Place::default() };
        let title = format!("series.parquet cannot be made: {reason}");
        Box::new(Diagnostic::error("C110", title).at(place))
    })?;
    files.insert(format!("{folder}/series.parquet"), parquet);
    for picture in pictures {
        let imprint = imprint(desk, chart, set, picture, &sha256(&data));
        let fault = |reason: String| {
            let place = Place { path: chart.path.clone(), ..Place::default() };
            let title = format!("picture in {} cannot be made: {reason}", picture.lang);
            Box::new(Diagnostic::error("C110", title).at(place))
        };
        let sheet = Sheet::new(&picture.scene, studio.shaper(), &imprint)
            .map_err(|error| fault(error.to_string()))?;
        for format in &desk.spec.formats {
            let Some(renderer) = renderer(format) else { continue };
            let bytes = renderer.render(&sheet).map_err(|error| fault(error.to_string()))?;
            files.insert(format!("{folder}/{}.{}", picture.lang, renderer.extension()), bytes);
        }
        let lang = picture.lang;
        files.insert(format!("{folder}/caption.{lang}.md"), outputs::caption(&picture.header));
        let alt = format!("{}\n", picture.scene.description);
        files.insert(format!("{folder}/{lang}.alt.txt"), alt.into_bytes());
    }
    files.insert(format!("{folder}/data.csv"), data);
    files.insert(format!("{folder}/provenance.json"), outputs::provenance(desk, chart, set, key));
    Ok(files)
}

/// What is written into each picture so that it can be traced.
fn imprint(
    desk: &Desk,
    chart: &ChartSource,
    set: &SeriesSet,
    picture: &Picture,
    data_hash: &str,
) -> Imprint {
    let spec_hash = desk.inputs.get(&chart.path).cloned().unwrap_or_default();
    let software = concat!("bilat ", env!("CARGO_PKG_VERSION"));
    let json_ld = serde_json::json!({
        "@context": { "@vocab": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#" },
        "@type": "ImageObject",
        "name": crate::words::strip_controls(&picture.header.title),
        "inLanguage": picture.lang.tag(),
        "creator": software,
        "prov:wasDerivedFrom": outputs::sources(desk, set),
        "identifier": { "spec": spec_hash, "data": data_hash },
    });
    Imprint {
        source: crate::words::strip_controls(picture.header.footer.first().map_or("", String::as_str)),
        software: software.to_owned(),
        copyright: desk.spec.copyright.clone(),
        spec_hash,
        data_hash: data_hash.to_owned(),
        json_ld: json_ld.to_string(),
    }
}

/// A hash of all that a chart's files depend on.
fn chart_key(desk: &Desk, chart: &ChartSource, set: &SeriesSet) -> String {
    let mut paths: Vec<&str> = vec![DESK_FILE, &chart.path];
    paths.extend(desk.inputs.keys().map(String::as_str).filter(|path| path.contains("/ledger/")));
    let used = set.series.iter().flat_map(|series| &series.points).flat_map(|point| &point.origins);
    for origin in used {
        paths.push(&origin.path);
    }
    for dataset in &desk.datasets {
        if paths.contains(&dataset.path.as_str()) {
            let spec = desk.inputs.keys().find(|path| **path == format!("datasets/{}/dataset.toml", dataset.id));
            paths.extend(spec.map(String::as_str));
        }
    }
    paths.sort_unstable();
    paths.dedup();
    let digests = paths.iter().filter_map(|path| desk.inputs.get(*path));
    let version = env!("CARGO_PKG_VERSION").as_bytes();
    let parts = digests.flat_map(|digest| [digest.as_bytes()]);
    key(std::iter::once(version).chain(paths.iter().map(|path| path.as_bytes())).chain(parts))
}

/// Whether all files of a chart stand on the disk as the record says, for this key.
fn is_chart_fresh(desk: &Desk, old: &Lock, chart: &ChartSource, key: &str) -> bool {
    let prefix = format!("charts/{}/", chart.id);
    let mut files = old.outputs.iter().filter(|(path, _)| path.starts_with(&prefix)).peekable();
    old.charts.get(&chart.id).is_some_and(|known| known == key)
        && files.peek().is_some()
        && files.all(|(path, digest)| stands(desk, path, digest))
}

/// Whether a file stands on the disk with this digest.
pub(super) fn stands(desk: &Desk, path: &str, digest: &str) -> bool {
    desk.disk.read(path).is_ok_and(|bytes| sha256(&bytes) == *digest)
}

/// Whether nothing has to be done: same program, same inputs, and every output as recorded.
fn is_fresh(desk: &Desk, old: &Lock) -> bool {
    old.program == env!("CARGO_PKG_VERSION")
        && old.inputs == desk.inputs
        && old.charts.len() == desk.charts.len()
        && !old.outputs.is_empty()
        && old.outputs.par_iter().all(|(path, digest)| stands(desk, path, digest))
}

/// The record of the last build; empty if there is none.
#[must_use]
pub fn read_lock(desk: &Desk) -> Lock {
    desk.disk.read_text(LOCK).map(|text| Lock::parse(&text)).unwrap_or_default()
}

fn report_of(desk: &Desk, resolved: &Resolved) -> Report {
    let ledgers = &desk.ledgers;
    let mut report = Report {
        desk: site::name_of(&desk.spec.name, &desk.spec.languages),
        datasets: desk
            .datasets
            .iter()
            .map(|dataset| (dataset.id.clone(), dataset.table.rows().len()))
            .collect(),
        set_aside: desk.datasets.iter().map(|dataset| dataset.table.lost().len()).sum(),
        ledgers: [
            ledgers.figures.len(),
            ledgers.targets.len(),
            ledgers.events.len(),
            ledgers.claims.len(),
        ],
        charts: resolved.charts.iter().map(|(chart, _)| chart.id.clone()).collect(),
        failed: resolved.failed.clone(),
        ..Report::default()
    };
    report.diagnostics.extend(desk.diagnostics.iter().cloned());
    report.diagnostics.extend(resolved.diagnostics.iter().cloned());
    report.diagnostics.extend(statements::own_faults(desk, &resolved.sets()));
    for (chart, set) in &resolved.charts {
        report.series.0 += set.series.len();
        report.series.1 += chart.spec.series.iter().filter(|s| s.indicator.is_some()).count();
        for point in set.series.iter().flat_map(|series| &series.points) {
            match point.value {
                Value::Known(_) => report.values.0 += 1,
                Value::Undefined(_) => report.values.1 += 1,
                Value::Missing(_) => report.values.2 += 1,
            }
        }
    }
    report
}

/// The headline numbers that the desk asks for; one that names no value is left out.
fn headlines(desk: &Desk, studio: &Studio, resolved: &Resolved) -> Vec<site::Headline> {
    let made = desk.spec.headline.iter().filter_map(|spec| {
        let (_, set) = resolved.charts.iter().find(|(chart, _)| chart.id == spec.chart)?;
        let series = set.get(&spec.series)?;
        let point = series.at(spec.period.parse().ok()?)?;
        let words = desk.spec.languages.iter().map(|lang| {
            let numbers = studio.numbers(*lang);
            let label = spec.label.get(lang).cloned().unwrap_or_default();
            (*lang, headline(desk, series, point, numbers, label))
        });
        Some(site::Headline { words: words.collect(), chart: spec.chart.clone() })
    });
    made.collect()
}

fn headline(
    desk: &Desk,
    series: &Series,
    point: &Point,
    numbers: Numbers,
    label: String,
) -> site::HeadlineWords {
    let known = point.value.known();
    let money = numbers.money_for(&[known.map_or(0.0, |estimate| estimate.mid())]);
    let value = numbers.value(&point.value, series.unit, money);
    let interval = known.filter(|estimate| !estimate.is_exact());
    let names = Names { names: &desk.spec.names, lang: numbers.lang };
    let class = phrase(Phrase::Evidence(point.evidence), numbers.lang);
    site::HeadlineWords {
        value: numbers.hedged(point.hedge, &value),
        interval: interval.map(|e| numbers.interval(e, series.unit, money)).unwrap_or_default(),
        label,
        evidence: format!("{class} · {}", names.short(&point.speaker)),
    }
}

/// What the page shows, gathered from the same run.
fn page_of<'a>(
    desk: &'a Desk,
    studio: &'a Studio,
    resolved: &'a Resolved<'a>,
    shown: &'a [(String, Vec<Picture>)],
    report: &'a Report,
    told: Told<'a>,
) -> site::Page<'a> {
    let figures = resolved
        .charts
        .iter()
        .filter_map(|(chart, set)| {
            let (_, pictures) = shown.iter().find(|(id, _)| *id == chart.id)?;
            let labels = |lang| {
                resolve::shown(chart)
                    .map(|spec| (spec.id.clone(), spec.label.get(&lang).cloned().unwrap_or_default()))
                    .collect()
            };
            let pictures = pictures
                .iter()
                .map(|picture| site::FigureWords {
                    lang: picture.lang,
                    header: &picture.header,
                    scene: &picture.scene,
                    labels: labels(picture.lang),
                })
                .collect();
            Some(site::Figure { id: &chart.id, set, pictures })
        })
        .collect();
    let sources = desk
        .datasets
        .iter()
        .map(|dataset| dataset.spec.provenance(&dataset.id))
        .collect();
    site::Page {
        name: &desk.spec.name,
        about: &desk.spec.about,
        languages: &desk.spec.languages,
        latin_digits: desk.spec.latin_digits,
        headlines: headlines(desk, studio, resolved),
        figures,
        sources,
        statements: &desk.ledgers.figures,
        told,
        diagnostics: &report.diagnostics,
        shaper: studio.shaper(),
    }
}
