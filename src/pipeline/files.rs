//! All files of one chart: pictures in each language and format, and what stands beside them.

use std::collections::BTreeMap;

use super::desk::{ChartSource, Desk};
use super::draw::{Picture, Studio};
use super::lock::sha256;
use super::outputs;
use crate::diag::{Diagnostic, Place};
use crate::press::{Imprint, Sheet};
use crate::render::renderer;
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
        source: crate::words::strip_controls(
            picture.header.footer.first().map_or("", String::as_str),
        ),
        software: software.to_owned(),
        copyright: desk.spec.copyright.clone(),
        spec_hash,
        data_hash: data_hash.to_owned(),
        json_ld: json_ld.to_string(),
    }
}
