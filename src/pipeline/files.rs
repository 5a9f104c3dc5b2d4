//! All files of one chart: pictures in each language and format, and what stands beside them.

use std::collections::BTreeMap;

use super::checks::{Examined, json};
use super::desk::{ChartSource, Desk};
use super::draw::{Picture, Studio};
use super::{imprint, licence, outputs};
use crate::diag::{Diagnostic, Place};
use crate::lint::{Files, lint_files};
use crate::press::{Imprint, Sheet};
use crate::record::{Record, seal};
use crate::render::{Renderer, renderer};
use crate::scene::Shaper;
use crate::series::SeriesSet;

/// Files of a chart, and what the checks found in its pictures.
pub(super) struct Made {
    pub files: BTreeMap<String, Vec<u8>>,
    pub examined: Vec<Examined>,
}

/// All files of a chart.
pub(super) fn files(
    desk: &Desk,
    studio: &Studio,
    chart: &ChartSource,
    set: &SeriesSet,
    key: &str,
    pictures: &[Picture],
) -> Result<Made, Box<Diagnostic>> {
    let folder = format!("charts/{}", chart.id);
    let open = licence::publishable(desk, chart, set).set;
    let data = outputs::data_csv(chart, &open);
    let lines = licence::attributions(desk, set);
    let mut files = BTreeMap::new();
    let mut examined = vec![];
    let parquet = outputs::series_parquet(chart, &open).map_err(|reason| {
        let place = Place { path: chart.path.clone(), ..Place::default() };
        let title = format!("series.parquet cannot be made: {reason}");
        Box::new(Diagnostic::error("C110", title).at(place))
    })?;
    files.insert(format!("{folder}/series.parquet"), parquet);
    for picture in pictures {
        let lang = picture.lang;
        let record = imprint::record(desk, studio, chart, set, picture, &data);
        let renderers = formats(desk);
        let made = drawn(chart, picture, &record, studio.shaper(), &renderers)?;
        examined.push(examine(picture, &imprint::imprint(&record), studio, &renderers, &made));
        for (renderer, bytes) in renderers.iter().zip(made) {
            files.insert(format!("{folder}/{lang}.{}", renderer.extension()), bytes);
        }
        files.insert(
            format!("{folder}/caption.{lang}.md"),
            outputs::caption(&picture.header, &lines),
        );
        let alt = format!("{}\n", picture.scene.description);
        files.insert(format!("{folder}/{lang}.alt.txt"), alt.into_bytes());
    }
    files.insert(format!("{folder}/data.csv"), data);
    let provenance = outputs::provenance(desk, chart, [set, &open], key);
    files.insert(format!("{folder}/provenance.json"), provenance);
    let found = json(&chart.id, &chart.spec.kind, &examined);
    files.insert(format!("{folder}/checks.json"), found);
    Ok(Made { files, examined })
}

/// The formats of a desk.
pub(super) fn formats(desk: &Desk) -> Vec<&'static dyn Renderer> {
    desk.spec.formats.iter().filter_map(|format| renderer(format)).collect()
}

/// What the checks find in the files of a picture, after what they found in the picture.
pub(super) fn examine(
    picture: &Picture,
    imprint: &Imprint,
    studio: &Studio,
    renderers: &[&dyn Renderer],
    made: &[Vec<u8>],
) -> Examined {
    let named = renderers.iter().zip(made).map(|(r, bytes)| (r.extension(), &bytes[..]));
    let made = named.collect();
    let mut defects = picture.warnings.clone();
    if let Ok(sheet) = Sheet::new(&picture.scene, studio.shaper(), imprint) {
        defects.extend(lint_files(&Files { sheet: &sheet, made: &made }));
    }
    Examined { lang: picture.lang, defects }
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
