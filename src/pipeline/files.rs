//! All files of one chart: pictures in each language and format, and what stands beside them.

use std::collections::BTreeMap;

use super::desk::{ChartSource, Desk};
use super::draw::{Picture, Studio};
use super::{imprint, outputs};
use crate::diag::{Diagnostic, Place};
use crate::press::Sheet;
use crate::record::{Record, seal};
use crate::render::{Renderer, renderer};
use crate::scene::Shaper;
use crate::series::SeriesSet;

/// All files of a chart.
pub(super) fn files(
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
        let lang = picture.lang;
        let record = imprint::record(desk, studio, chart, set, picture, &data);
        let renderers: Vec<&dyn Renderer> =
            desk.spec.formats.iter().filter_map(|format| renderer(format)).collect();
        let made = drawn(chart, picture, &record, studio.shaper(), &renderers)?;
        for (renderer, bytes) in renderers.iter().zip(made) {
            files.insert(format!("{folder}/{lang}.{}", renderer.extension()), bytes);
        }
        files.insert(format!("{folder}/caption.{lang}.md"), outputs::caption(&picture.header));
        let alt = format!("{}\n", picture.scene.description);
        files.insert(format!("{folder}/{lang}.alt.txt"), alt.into_bytes());
    }
    files.insert(format!("{folder}/data.csv"), data);
    files.insert(format!("{folder}/provenance.json"), outputs::provenance(desk, chart, set, key));
    Ok(files)
}

/// A picture in several formats, each with its record and sealed.
pub(super) fn drawn(
    chart: &ChartSource,
    picture: &Picture,
    record: &Record,
    shaper: &Shaper,
    renderers: &[&dyn Renderer],
) -> Result<Vec<Vec<u8>>, Box<Diagnostic>> {
    let fault = |reason: String| {
        let place = Place { path: chart.path.clone(), ..Place::default() };
        let title = format!("picture in {} cannot be made: {reason}", picture.lang);
        Box::new(Diagnostic::error("C110", title).at(place))
    };
    let imprint = imprint::imprint(record);
    let sheet =
        Sheet::new(&picture.scene, shaper, &imprint).map_err(|error| fault(error.to_string()))?;
    let bytes = |renderer: &&dyn Renderer| {
        renderer.render(&sheet).map(seal).map_err(|error| fault(error.to_string()))
    };
    renderers.iter().map(bytes).collect()
}
