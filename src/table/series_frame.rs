//! Series as Parquet, for notebooks and other programs: what a chart draws, with dates as dates and numbers in full.
//!
//! One row a point, the columns of `data.csv`. Bytes depend on the series alone: one row group, no compression whose
//! version could matter, no time of writing.

use polars::prelude::{
    Column, DataFrame, DataType, NamedFrom, ParquetCompression, ParquetWriter, PolarsResult,
    Series as PolarsSeries,
};

use crate::series::{Point, Series, Value};
use crate::trade::{Estimate, Origin};

/// The series in order as a Parquet file.
///
/// # Errors
/// None that series can cause; polars' own are passed on.
pub fn series_parquet(series: &[&Series]) -> PolarsResult<Vec<u8>> {
    let mut frame = frame(series)?;
    let mut bytes = vec![];
    ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Uncompressed)
        .with_row_group_size(None)
        .finish(&mut frame)?;
    Ok(bytes)
}

fn frame(series: &[&Series]) -> PolarsResult<DataFrame> {
    let rows: Vec<(&Series, &Point)> = series
        .iter()
        .flat_map(|series| series.points.iter().map(|point| (*series, point)))
        .collect();
    let text = |name: &str, pick: &dyn Fn(&Series, &Point) -> String| {
        let cells: Vec<String> = rows.iter().map(|(series, point)| pick(series, point)).collect();
        Column::new(name.into(), cells)
    };
    let number = |name: &str, pick: fn(Estimate) -> f64| {
        let cells: Vec<Option<f64>> =
            rows.iter().map(|(_, point)| point.value.known().map(pick)).collect();
        Column::new(name.into(), cells)
    };
    let day = |name: &str, pick: fn(&Point) -> chrono::NaiveDate| -> PolarsResult<Column> {
        let since = |point: &Point| (pick(point) - chrono::NaiveDate::default()).num_days() as i32;
        let cells: Vec<i32> = rows.iter().map(|(_, point)| since(point)).collect();
        Ok(PolarsSeries::new(name.into(), cells).cast(&DataType::Date)?.into())
    };
    let columns = vec![
        text("series", &|series, _| series.id.clone()),
        text("measure", &|series, _| series.basis.measure.id().to_owned()),
        text("reporter", &|series, _| series.basis.reporter.code().to_owned()),
        text("partner", &|series, _| series.basis.partner.code().to_owned()),
        text("commodity", &|series, _| series.basis.commodity.to_string()),
        text("period", &|_, point| point.period.to_string()),
        day("period_start", |point| point.period.start())?,
        day("period_end", |point| point.period.end())?,
        number("value", Estimate::mid),
        number("low", Estimate::low),
        number("high", Estimate::high),
        text("unit", &|series, _| series.unit.id().to_owned()),
        text("evidence", &|_, point| point.evidence.id().to_owned()),
        text("status", &|_, point| point.status.letter().to_string()),
        text("hedge", &|_, point| point.hedge.id().to_owned()),
        text("why_absent", &|_, point| why_absent(&point.value)),
        text("speaker", &|_, point| point.speaker.clone()),
        text("rows", &|_, point| origins(point)),
    ];
    DataFrame::new(rows.len(), columns)
}

fn why_absent(value: &Value) -> String {
    match value {
        Value::Known(_) => String::new(),
        Value::Undefined(reason) => format!("undefined: {reason}"),
        Value::Missing(missing) => format!("missing: {missing}"),
    }
}

fn origins(point: &Point) -> String {
    Origin::places(&point.origins).join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::{Basis, Reason};
    use crate::trade::{Area, Commodity, Evidence, Hedge, Measure, ObsStatus, Unit, Valuation};
    use polars::prelude::{ParquetReader, SerReader};

    fn series() -> Series {
        let point = |period: &str, value| Point {
            period: period.parse().unwrap(),
            value,
            evidence: Evidence::Statement,
            status: ObsStatus::Normal,
            speaker: "A. B.".to_owned(),
            origins: vec![],
            note: String::new(),
            row: String::new(),
            hedge: Hedge::Almost,
            derivation: None,
        };
        let basis = Basis {
            reporter: Area::from_code("RUS").unwrap(),
            partner: Area::from_code("AFG").unwrap(),
            measure: Measure::Export,
            commodity: Commodity::total(),
            valuation: Valuation::Unknown,
        };
        let points = vec![
            point("2023", Reason::ZeroBase.into()),
            point("2024", Value::Known(Estimate::new(76e6, 80e6, 80e6))),
        ];
        Series { id: "flour".to_owned(), basis, unit: Unit::Dollar, formula: String::new(), points }
    }

    #[test]
    fn what_is_written_is_read_back_with_its_gaps() {
        let bytes = series_parquet(&[&series()]).unwrap();
        let read = ParquetReader::new(std::io::Cursor::new(&bytes)).finish().unwrap();
        assert_eq!(read.height(), 2);
        let values: Vec<Option<f64>> = read.column("low").unwrap().f64().unwrap().iter().collect();
        assert_eq!(values, [None, Some(76e6)]);
        assert_eq!(read.column("period_end").unwrap().dtype(), &DataType::Date);
        let why: Vec<Option<&str>> =
            read.column("why_absent").unwrap().str().unwrap().iter().collect();
        assert_eq!(why, [Some("undefined: from zero"), Some("")]);
    }

    #[test]
    fn the_same_series_give_the_same_bytes() {
        let (one, again) =
            (series_parquet(&[&series()]).unwrap(), series_parquet(&[&series()]).unwrap());
        assert_eq!(one, again);
        assert!(one.starts_with(b"PAR1"));
    }
}
