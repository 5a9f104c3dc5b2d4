//! A Table as a polars frame, for whoever wants columns: the whole-world store and indicators over many pairs.

use polars::prelude::{Column, DataFrame, DataType, NamedFrom, PolarsResult, Series};

use super::{Observation, Table};
use crate::trade::{Frequency, Money};

impl Table {
    /// All rows as columns in canonical order: money in thousandths of a dollar, weight in grams.
    ///
    /// # Errors
    /// None that a valid Table can cause; polars' own are passed on.
    pub fn frame(&self) -> PolarsResult<DataFrame> {
        let rows = self.rows();
        let dataset: Vec<&str> =
            rows.iter().map(|row| &*self.datasets()[row.dataset as usize].id).collect();
        let columns = vec![
            Column::new("dataset".into(), dataset),
            Column::new("line".into(), each(rows, |row| row.line)),
            text("reporter", rows, |row| row.reporter.code().to_owned()),
            text("partner", rows, |row| row.partner.code().to_owned()),
            text("flow", rows, |row| row.flow.id().to_owned()),
            text("frequency", rows, |row| frequency(row.period.frequency()).to_owned()),
            date("period_start", rows, |row| row.period.start())?,
            date("period_end", rows, |row| row.period.end())?,
            text("classification", rows, |row| row.classification.to_string()),
            text("commodity_code", rows, |row| row.commodity.code().to_owned()),
            money("primary_value", rows, |row| row.primary_value),
            money("primary_value_low", rows, |row| row.interval.map(|i| i.0).or(row.primary_value)),
            money("primary_value_high", rows, |row| {
                row.interval.map(|i| i.1).or(row.primary_value)
            }),
            money("cif_value", rows, |row| row.cif_value),
            money("fob_value", rows, |row| row.fob_value),
            text("valuation", rows, |row| row.valuation.id().to_owned()),
            Column::new("net_weight_g".into(), each(rows, |row| row.net_weight_g)),
            Column::new(
                "quantity_thousandths".into(),
                each(rows, |row| row.quantity.as_ref().map(|q| q.thousandths)),
            ),
            Column::new(
                "quantity_unit".into(),
                each(rows, |row| row.quantity.as_ref().map(|q| q.unit.to_string())),
            ),
            text("evidence", rows, |row| row.evidence.id().to_owned()),
            text("obs_status", rows, |row| row.status.letter().to_string()),
        ];
        DataFrame::new(rows.len(), columns)
    }
}

fn each<T>(rows: &[Observation], pick: impl Fn(&Observation) -> T) -> Vec<T> {
    rows.iter().map(pick).collect()
}

fn text(name: &str, rows: &[Observation], pick: impl Fn(&Observation) -> String) -> Column {
    Column::new(name.into(), each(rows, pick))
}

fn money(name: &str, rows: &[Observation], pick: impl Fn(&Observation) -> Option<Money>) -> Column {
    Column::new(name.into(), each(rows, |row| pick(row).map(Money::thousandths)))
}

fn date(
    name: &str,
    rows: &[Observation],
    pick: impl Fn(&Observation) -> chrono::NaiveDate,
) -> PolarsResult<Column> {
    let days = each(rows, |row| (pick(row) - chrono::NaiveDate::default()).num_days() as i32);
    Ok(Series::new(name.into(), days).cast(&DataType::Date)?.into())
}

fn frequency(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Annual => "annual",
        Frequency::Quarterly => "quarterly",
        Frequency::Monthly => "monthly",
        Frequency::Span => "span",
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::fixture::table;

    #[test]
    fn a_frame_has_a_row_an_observation_in_exact_integers() {
        let (table, _) = table(&["RUS AFG X 2020 TOTAL 100", "RUS AFG X 2019 TOTAL 90"]);
        let frame = table.frame().unwrap();
        assert_eq!(frame.height(), 2);
        let values: Vec<Option<i64>> =
            frame.column("primary_value").unwrap().i64().unwrap().iter().collect();
        assert_eq!(values, [Some(90_000), Some(100_000)]);
    }
}
