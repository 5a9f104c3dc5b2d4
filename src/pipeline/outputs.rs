//! The files beside a chart's pictures: the data drawn, captions, and where each number comes from.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::desk::{ChartSource, Desk};
use super::resolve::shown;
use crate::layout::Header;
use crate::series::{Point, Series, SeriesSet, Value};
use crate::trade::{Estimate, Origin};

/// Columns of `data.csv`.
const COLUMNS: [&str; 17] = [
    "series",
    "measure",
    "commodity",
    "period",
    "period_start",
    "period_end",
    "value",
    "low",
    "high",
    "unit",
    "evidence",
    "status",
    "hedge",
    "why_absent",
    "speaker",
    "file",
    "lines",
];

/// Exactly what is drawn, as RFC 4180 text with LF; text that a spreadsheet would run gets an apostrophe.
///
/// # Panics
/// Never: writing to memory does not fail.
#[must_use]
pub fn data_csv(chart: &ChartSource, set: &SeriesSet) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(vec![]);
    let mut write = |row: &[String]| {
        let cells = row.iter().map(|cell| inert(cell));
        writer.write_record(cells).expect("writing to memory does not fail");
    };
    write(&COLUMNS.map(str::to_owned));
    for series in shown(chart).filter_map(|spec| set.get(&spec.id)) {
        for point in &series.points {
            write(&row(series, point));
        }
    }
    writer.into_inner().unwrap_or_default()
}

/// Exactly what is drawn, as Parquet.
///
/// # Errors
/// The reason of the writer, which series cannot cause.
pub fn series_parquet(chart: &ChartSource, set: &SeriesSet) -> Result<Vec<u8>, String> {
    let drawn: Vec<&Series> = shown(chart).filter_map(|spec| set.get(&spec.id)).collect();
    crate::table::series_parquet(&drawn).map_err(|error| error.to_string())
}

fn row(series: &Series, point: &Point) -> [String; 17] {
    let known = point.value.known();
    let number = |value: Option<f64>| value.map(plain).unwrap_or_default();
    let why = match &point.value {
        Value::Known(_) => String::new(),
        Value::Undefined(reason) => format!("undefined: {reason}"),
        Value::Missing(missing) => format!("missing: {missing}"),
    };
    let files: Vec<String> = point.origins.iter().map(|o| o.path.to_string()).collect();
    let lines: Vec<String> = Origin::runs(&point.origins).into_iter().map(|run| run.1).collect();
    [
        series.id.clone(),
        series.basis.measure.id().to_owned(),
        series.basis.commodity.to_string(),
        point.period.to_string(),
        point.period.start().to_string(),
        point.period.end().to_string(),
        number(known.map(Estimate::mid)),
        number(known.map(Estimate::low)),
        number(known.map(Estimate::high)),
        series.unit.id().to_owned(),
        point.evidence.id().to_owned(),
        point.status.letter().to_string(),
        point.hedge.id().to_owned(),
        why,
        point.speaker.clone(),
        deduplicated(files).join("; "),
        lines.join("; "),
    ]
}

fn deduplicated(mut texts: Vec<String>) -> Vec<String> {
    texts.dedup();
    texts
}

/// A number in full, to twelve significant digits, without binary dust.
pub(super) fn plain(value: f64) -> String {
    let text = format!("{value:.11e}");
    let rounded: f64 = text.parse().unwrap_or(value);
    format!("{rounded}")
}

/// Text that no spreadsheet runs as a formula; plain numbers are left alone.
pub(super) fn inert(cell: &str) -> String {
    let first = cell.trim_start_matches([' ', '\u{a0}', '\u{200b}', '\u{feff}']).chars().next();
    let risky = matches!(
        first,
        Some(
            '=' | '+'
                | '-'
                | '@'
                | '\t'
                | '\r'
                | '\n'
                | '\u{ff1d}'
                | '\u{ff0b}'
                | '\u{ff0d}'
                | '\u{ff20}'
        )
    );
    if risky && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell.to_owned() }
}

/// The caption: title, subtitle, then source and notes, then the lines that licenses ask for.
#[must_use]
pub fn caption(header: &Header, attributions: &[String]) -> Vec<u8> {
    use crate::words::strip_controls;
    let mut text =
        format!("**{}**\n\n{}\n", strip_controls(&header.title), strip_controls(&header.subtitle));
    for paragraph in header.footer.iter().chain(attributions) {
        text.push('\n');
        text.push_str(&strip_controls(paragraph));
        text.push('\n');
    }
    text.into_bytes()
}

/// Where each number of a chart comes from: sources with their digests, series with their rows.
///
/// `open` holds the series without rows that may not be passed on; sources are those of all.
#[must_use]
pub fn provenance(
    desk: &Desk,
    chart: &ChartSource,
    [set, open]: [&SeriesSet; 2],
    key: &str,
) -> Vec<u8> {
    let json = json!({
        "chart": chart.id,
        "kind": chart.spec.kind,
        "spec": { "path": chart.path, "sha256": desk.inputs.get(&chart.path) },
        "key": key,
        "program": concat!("bilat ", env!("CARGO_PKG_VERSION")),
        "sources": sources(desk, set),
        "series": open.series.iter().map(series_json).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&json).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

/// Every file behind the series, with what is known of it.
#[must_use]
pub fn sources(desk: &Desk, set: &SeriesSet) -> Vec<Json> {
    let mut files: BTreeMap<&str, &str> = BTreeMap::new();
    for point in set.series.iter().flat_map(|series| &series.points) {
        files.extend(point.origins.iter().map(|o| (&*o.path, &*o.dataset)));
    }
    let source = |(path, id): (&str, &str)| {
        let mut json = json!({ "path": path, "sha256": desk.inputs.get(path) });
        if let Some(dataset) = desk.dataset(id) {
            let known = dataset.spec.provenance(id);
            json["dataset"] = serde_json::to_value(known).unwrap_or_default();
        }
        json
    };
    files.into_iter().map(source).collect()
}

fn series_json(series: &Series) -> Json {
    let point = |point: &Point| {
        let mut json = json!({ "period": point.period });
        match &point.value {
            Value::Known(e) => {
                json["value"] = json!(e.mid());
                json["low"] = json!(e.low());
                json["high"] = json!(e.high());
            }
            Value::Undefined(reason) => json["undefined"] = json!(reason.to_string()),
            Value::Missing(missing) => json["missing"] = json!(missing.to_string()),
        }
        json["evidence"] = json!(point.evidence.id());
        if !point.speaker.is_empty() {
            json["speaker"] = json!(point.speaker);
        }
        if !point.hedge.id().is_empty() {
            json["hedge"] = json!(point.hedge.id());
        }
        if !point.row.is_empty() {
            json["figure"] = json!(point.row);
        }
        if !point.note.is_empty() {
            json["note"] = json!(point.note);
        }
        json["rows"] = json!(Origin::places(&point.origins));
        json
    };
    json!({
        "id": series.id,
        "measure": series.basis.measure.id(),
        "reporter": series.basis.reporter.code(),
        "partner": series.basis.partner.code(),
        "commodity": series.basis.commodity.code(),
        "valuation": series.basis.valuation.id(),
        "unit": series.unit.id(),
        "formula": series.formula,
        "points": series.points.iter().map(point).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_without_dust() {
        for (value, text) in [(0.1 + 0.2, "0.3"), (150_917_891.0, "150917891"), (-0.5, "-0.5")] {
            assert_eq!(plain(value), text);
        }
    }

    #[test]
    fn formulas_are_made_inert_and_numbers_are_not_touched() {
        assert_eq!(inert("=1+1"), "'=1+1");
        assert_eq!(inert("\u{a0}@sum"), "'\u{a0}@sum");
        assert_eq!(inert("-12.5"), "-12.5");
        assert_eq!(inert("Russia"), "Russia");
    }
}
