//! A build: read the desk, draw what is stale, write it, lock it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::checks::{counts, standing};
use super::desk::{ChartSource, Desk};
use super::disk::Disk;
use super::draw::{Picture, Studio, unfit};
use super::files::{Made, files};
use super::fresh::{chart_key, is_chart_fresh, is_fresh, read_lock};
use super::licence;
use super::lock::{LOCK, Lock, RunLock, sha256};
use super::page::page_of;
use super::report::{Report, Resolved, report_of};
use super::statements;
use super::wording::denied;
use crate::claims::{ClaimCheck, check_claim};
use crate::diag::Diagnostic;
use crate::scene::Shaper;
use crate::series::SeriesSet;
use crate::site::{self, Told};

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
        let mut report = report_of(&desk, &Resolved::of(&desk));
        for id in &report.charts {
            let (defects, warnings) = standing(&desk, id);
            report.checked.add(defects, warnings);
        }
        return Ok(report);
    }
    let one = |fault: Box<Diagnostic>| vec![*fault];
    let _held = RunLock::take(root).map_err(one)?;
    // Read again: the desk may have changed until the lock was ours.
    let desk = Desk::open(Disk::at(root))?;
    let folders: Vec<String> =
        desk.charts.iter().map(|chart| format!("charts/{}", chart.id)).collect();
    desk.disk.sweep_folders(folders.iter().map(String::as_str).chain(["", "charts"]));
    let old = if force { Lock::default() } else { read_lock(&desk) };
    let Product { mut report, files, lock } = produce(&desk, &old, progress);
    let text = lock.to_text();
    report.written = desk.disk.commit(&files, Some((LOCK, text.as_bytes()))).map_err(one)?;
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
    let studio = Studio::new(desk, Shaper::new(Arc::new(desk.house.faces())));
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
        // A defect that is seen before any file is made is told as a message only.
        let seen = drawn.diagnostics.iter().filter(|fault| fault.code == "C112").count();
        let defects = drawn.counts.0.max(seen);
        if drawn.pictures.is_some() || defects > 0 {
            report.checked.add(defects, drawn.counts.1);
        }
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
    let open = resolved.publishable(desk);
    let page = site::page(&page_of(desk, &studio, [&resolved, &open], &shown, &report, told));
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

/// One chart, drawn in all languages.
struct Drawn {
    id: String,
    key: String,
    fresh: bool,
    pictures: Option<Vec<Picture>>,
    files: BTreeMap<String, Vec<u8>>,
    /// Defects and warnings.
    counts: (usize, usize),
    diagnostics: Vec<Diagnostic>,
}

impl Drawn {
    /// Takes in the files; the first defect of each picture is told, and none of them is written then.
    fn take(&mut self, chart: &ChartSource, made: Made) {
        self.counts = counts(&made.examined);
        for looked in &made.examined {
            let grave: Vec<_> = looked.defects.iter().filter(|d| d.is_error()).collect();
            if let Some(first) = grave.first() {
                self.diagnostics.push(unfit(chart, looked.lang, first, grave.len()));
            }
        }
        self.files = made.files;
    }
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
        counts: (0, 0),
        diagnostics: denied(desk, chart, set),
    };
    if !licence::is_publishable(desk, set) {
        return drawn;
    }
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
    if fresh {
        drawn.counts = standing(desk, &chart.id);
    } else {
        match files(desk, studio, chart, set, &drawn.key, &pictures) {
            Ok(made) => drawn.take(chart, made),
            Err(fault) => drawn.diagnostics.push(*fault),
        }
    }
    if drawn.diagnostics.is_empty() {
        drawn.pictures = Some(pictures);
    }
    drawn
}
