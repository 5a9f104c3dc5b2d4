//! What the terms of datasets allow: charts and figures derived from rows may always be published, the rows
//! themselves only where the license says so, and nothing without stated terms and a line of attribution.

use std::collections::BTreeSet;

use super::desk::{ChartSource, Dataset, Desk};
use super::spec::SeriesSpec;
use crate::diag::{Diagnostic, Place};
use crate::read::{DatasetSpec, Licence, RowsAllowed};
use crate::series::{Point, Series, SeriesSet};
use crate::trade::Unit;

/// The datasets that a chart rests on, rates of exchange left out.
fn behind<'a>(desk: &'a Desk, set: &SeriesSet) -> Vec<&'a Dataset> {
    let points = set.series.iter().flat_map(|series| &series.points);
    let ids: BTreeSet<&str> =
        points.flat_map(|point| point.origins.iter().map(|origin| &*origin.dataset)).collect();
    desk.datasets.iter().filter(|dataset| ids.contains(dataset.id.as_str())).collect()
}

/// What hinders a dataset from being published at all: no terms (X303), no line of attribution (X302).
fn fault(dataset: &Dataset) -> Option<Diagnostic> {
    let path = format!("datasets/{}/dataset.toml", dataset.id);
    let place = Place { path, ..Place::default() };
    let unsaid = |text: &str| text.is_empty() || text == "?";
    let licence = dataset.spec.licence.as_ref().filter(|licence| !unsaid(&licence.name));
    let Some(licence) = licence else {
        let title = format!("`{}` states no license", dataset.id);
        return Some(
            Diagnostic::error("X303", title)
                .at(place)
                .because("without terms nobody knows whether a figure made of it may be published")
                .help("add `[licence]` with `name`, `rows` and `attribution`, from the terms of the source"),
        );
    };
    (unsaid(&licence.attribution) && !is_free(licence)).then(|| {
        Diagnostic::error("X302", format!("attribution line of `{}` is missing", dataset.id))
            .at(place)
            .label(format!("under `{}`", licence.name))
            .because("the line under the chart is a condition of the license")
            .help("set `attribution` under `[licence]`; it is printed in the caption")
    })
}

/// Terms that ask for no attribution.
fn is_free(licence: &Licence) -> bool {
    let name = licence.name.to_lowercase();
    name.contains("public domain") || name.starts_with("cc0")
}

/// Whether the terms of all datasets behind a chart allow it to be published.
#[must_use]
pub fn is_publishable(desk: &Desk, set: &SeriesSet) -> bool {
    behind(desk, set).into_iter().all(|dataset| fault(dataset).is_none())
}

/// Whether rows of a dataset may be passed on.
#[must_use]
pub fn allows_rows(spec: &DatasetSpec) -> bool {
    spec.licence.as_ref().is_some_and(|licence| licence.rows == RowsAllowed::Yes)
}

/// The lines of attribution of a chart's datasets, each once.
#[must_use]
pub fn attributions(desk: &Desk, set: &SeriesSet) -> Vec<String> {
    let mut lines = vec![];
    for dataset in behind(desk, set) {
        let Some(licence) = &dataset.spec.licence else { continue };
        let line = match licence.attribution.as_str() {
            "" | "?" => continue,
            line => format!("{line} ({})", licence.name),
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// Messages on the terms of all datasets behind these charts, each once.
#[must_use]
pub fn review(desk: &Desk, charts: &[(&ChartSource, SeriesSet)]) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = vec![];
    let mut withheld: BTreeSet<&str> = BTreeSet::new();
    for (chart, set) in charts {
        for message in behind(desk, set).into_iter().filter_map(fault) {
            if !found.contains(&message) {
                found.push(message);
            }
        }
        let Publishable { datasets, .. } = publishable(desk, chart, set);
        withheld.extend(datasets);
    }
    found.extend(withheld.into_iter().map(|id| {
        let title = format!("license does not allow rows of `{id}` to be published");
        let path = format!("datasets/{id}/dataset.toml");
        Diagnostic::warning("X301", title)
            .at(Place { path, ..Place::default() })
            .because("charts and numbers derived from them are written; the rows are left out of data.csv, series.parquet, provenance.json and the tables of the page")
    }));
    found
}

/// What of a chart's series may be written as numbers.
#[derive(Debug)]
pub struct Publishable<'a> {
    /// The series, without points that are rows which may not be passed on.
    pub set: SeriesSet,
    /// The datasets whose rows were left out.
    pub datasets: BTreeSet<&'a str>,
}

/// The series of a chart without the points that repeat a row of a dataset whose rows may not be passed on.
#[must_use]
pub fn publishable<'a>(desk: &'a Desk, chart: &ChartSource, set: &SeriesSet) -> Publishable<'a> {
    let closed: BTreeSet<&str> = desk
        .datasets
        .iter()
        .filter(|dataset| !allows_rows(&dataset.spec))
        .map(|dataset| dataset.id.as_str())
        .collect();
    let mut datasets = BTreeSet::new();
    let mut set = set.clone();
    for series in &mut set.series {
        let spec = chart.spec.series.iter().find(|spec| spec.id == series.id);
        if !spec.is_none_or(repeats_rows) || !is_amount(series) {
            continue;
        }
        series.points.retain(|point| match row_of(point, &closed) {
            Some(id) => {
                datasets.insert(id);
                false
            }
            None => true,
        });
    }
    Publishable { set, datasets }
}

/// Whether a series gives values as they stand in rows; a growth, a share or a balance does not.
fn repeats_rows(spec: &SeriesSpec) -> bool {
    spec.indicator.as_deref().is_none_or(|indicator| indicator == "level")
}

fn is_amount(series: &Series) -> bool {
    matches!(series.unit, Unit::Dollar | Unit::Kilogram)
}

/// The closed dataset whose single row a point repeats; a sum of several rows is a derived number.
fn row_of<'a>(point: &Point, closed: &BTreeSet<&'a str>) -> Option<&'a str> {
    let mut rows = point.origins.iter().filter_map(|origin| closed.get(&*origin.dataset));
    let (first, second) = (rows.next()?, rows.next());
    let known = point.value.known().is_some();
    (second.is_none() && known).then_some(*first)
}
