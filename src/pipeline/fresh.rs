//! What is fresh: keys of charts, and whether their files stand on the disk as the last build left them.

use rayon::prelude::*;

use super::desk::{ChartSource, DESK_FILE, Desk};
use super::lock::{LOCK, Lock, key, sha256};
use crate::series::SeriesSet;

/// A hash of all that a chart's files depend on.
pub(super) fn chart_key(desk: &Desk, chart: &ChartSource, set: &SeriesSet) -> String {
    let mut paths: Vec<&str> = vec![DESK_FILE, &chart.path];
    paths.extend(desk.inputs.keys().map(String::as_str).filter(|path| path.contains("/ledger/")));
    paths.extend(desk.spec.house.fonts.iter().map(String::as_str));
    paths.push(&desk.spec.house.logo);
    let used = set.series.iter().flat_map(|series| &series.points).flat_map(|point| &point.origins);
    for origin in used {
        paths.push(&origin.path);
    }
    for dataset in &desk.datasets {
        if paths.contains(&dataset.path.as_str()) {
            let spec = desk
                .inputs
                .keys()
                .find(|path| **path == format!("datasets/{}/dataset.toml", dataset.id));
            paths.extend(spec.map(String::as_str));
            paths.extend(dataset.spec.rate_table.as_ref().map(|rates| &*rates.path));
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
pub(super) fn is_chart_fresh(desk: &Desk, old: &Lock, chart: &ChartSource, key: &str) -> bool {
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
pub(super) fn is_fresh(desk: &Desk, old: &Lock) -> bool {
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
