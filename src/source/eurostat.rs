//! Eurostat Comext as SDMX-CSV, with codes or with labels.
//!
//! Value and quantity are separate rows of one observation; quantities are 100 kg and become exact grams. Values
//! are euros, which cannot be used without rates (T212). A confidential cell is no zero.

use std::collections::BTreeMap;

use super::{Reading, Source, Terms};
use crate::diag::Diagnostic;
use crate::read::number::{CellRules, NumberFormat};
use crate::read::{Amount, AreaForm, Calendar, DatasetSpec, Fields, Sheet};
use crate::table::Parts;
use crate::trade::{Area, Classification, Commodity, Flow, ObsStatus, Period};

/// The format.
pub struct Eurostat;

/// Grams in a unit of 100 kg.
const HUNDRED_KG: i64 = 100_000;

struct Columns {
    reporter: usize,
    partner: usize,
    product: usize,
    flow: usize,
    indicator: usize,
    period: usize,
    value: usize,
}

fn columns(sheet: &Sheet) -> Option<Columns> {
    sheet.find(&["dataflow", "structureid"])?;
    Some(Columns {
        reporter: sheet.find(&["reporter"])?,
        partner: sheet.find(&["partner"])?,
        product: sheet.find(&["product"])?,
        flow: sheet.find(&["flow"])?,
        indicator: sheet.find(&["indicators", "statindic"])?,
        period: sheet.find(&["timeperiod"])?,
        value: sheet.find(&["obsvalue"])?,
    })
}

impl Source for Eurostat {
    fn id(&self) -> &'static str {
        "eurostat-comext"
    }

    fn title(&self) -> &'static str {
        "Eurostat Comext"
    }

    fn recognizes(&self, sheet: &Sheet) -> Option<String> {
        columns(sheet)?;
        Some(
            "SDMX-CSV with columns reporter, partner, product, flow, indicators, TIME_PERIOD"
                .to_owned(),
        )
    }

    fn terms(&self, sheet: &Sheet, _: &DatasetSpec) -> Terms {
        let Some(columns) = columns(sheet) else { return Terms::default() };
        let has = |word: &str| {
            (0..sheet.len()).any(|row| sheet.cell(row, columns.indicator).contains(word))
        };
        let units: Vec<&str> = [("EURO", "EUR"), ("QUANTITY", "100 kg")]
            .into_iter()
            .filter(|(word, _)| has(word))
            .map(|(_, u)| u)
            .collect();
        Terms {
            unit: units.join(" and "),
            valuation: "cif for imports, fob for exports".to_owned(),
        }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(columns) = columns(sheet) else { return Reading::refusal(vec![]) };
        let mut reading = Reading::default();
        let euros =
            (0..sheet.len()).find(|row| sheet.cell(*row, columns.indicator).contains("EURO"));
        if let Some(row) = euros {
            return Reading::refusal(vec![
                Diagnostic::error("T212", "values are in EUR, not in dollars")
                    .at(sheet.place(row, columns.indicator))
                    .because("a dated table of rates is needed to compare them with dollars; nothing is used")
                    .help("convert them with a stated rate, or keep the quantities alone"),
            ]);
        }
        let mut reader = Reader { fields: Fields::new(sheet, spec), columns, spec };
        for row in 0..sheet.len() {
            reader.quantity(row, &mut reading);
        }
        reading.diagnostics = reader.fields.faults.finish();
        reading
    }
}

struct Reader<'a> {
    fields: Fields<'a>,
    columns: Columns,
    spec: &'a DatasetSpec,
}

impl Reader<'_> {
    /// A row of quantity: an observation with weight and without value.
    fn quantity(&mut self, row: usize, reading: &mut Reading) {
        let rules =
            CellRules { flags: self.spec.flags.clone(), ..CellRules::new(NumberFormat::PLAIN) };
        let grams = self.fields.money(row, self.columns.value, &rules, 1);
        let status = match grams {
            None => None,
            Some(Amount::Known(_)) => Some((None, ObsStatus::Missing)),
            Some(Amount::Absent(status)) => Some((None, status)),
        };
        let parts = Parts {
            line: self.fields.sheet.line(row),
            reporter: self.area(row, self.columns.reporter),
            partner: self.area(row, self.columns.partner),
            flow: self.flow(row),
            period: self.period(row),
            commodity: self.commodity(row),
            amount: status,
        };
        let weight = self.fields.count(row, self.columns.value, &rules, HUNDRED_KG);
        let classification = self.spec.classification.as_deref().and_then(|text| text.parse().ok());
        reading.take(parts.observation().map(|mut observation| {
            observation.net_weight_g = weight;
            observation.classification = classification.unwrap_or(Classification::HSUnknown);
            observation
        }));
    }

    /// Codes and labels; the label of the Union lists its members in parentheses.
    fn area(&mut self, row: usize, column: usize) -> Option<Area> {
        let text = self.fields.text(row, column);
        let short = text.split(" (").next().unwrap_or(text);
        let known: BTreeMap<&str, &str> = [
            ("European Union", "EU"),
            ("Extra-EU", "EXT_EU"),
            ("Intra-EU", "INT_EU"),
            ("WORLD", "WLD"),
            ("EU27_2020_EXTRA", "EXT_EU"),
            ("EU27_2020_INTRA", "INT_EU"),
            ("EL", "GRC"),
            ("XK", "XKX"),
        ]
        .into();
        match known.get(short) {
            Some(code) => Area::from_code(code).ok(),
            None => self.fields.area(row, column, AreaForm::Name),
        }
    }

    fn flow(&mut self, row: usize) -> Option<Flow> {
        self.fields.flow(row, self.columns.flow)
    }

    fn period(&mut self, row: usize) -> Option<Period> {
        self.fields.period(row, self.columns.period, Calendar::Gregorian)
    }

    fn commodity(&mut self, row: usize) -> Option<Commodity> {
        if let Some(code) = self.spec.commodity.as_deref() {
            return Commodity::parse(code).ok();
        }
        let column = self.columns.product;
        let found = Commodity::parse(self.fields.text(row, column)).ok();
        if found.is_none() {
            self.fields.fault((row, column), "S211", "product", |text| {
                let shown: String = text.chars().take(60).collect();
                Diagnostic::error("S211", format!("unknown commodity `{shown}`"))
                    .label("a label where a code belongs")
                    .help("set `commodity = \"3915\"` in dataset.toml if all rows are of one code, or download with codes")
            });
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_dataset;
    use crate::read::{DatasetSpec, Input};

    fn read(rows: &str) -> (Vec<String>, Vec<&'static str>) {
        let text = format!(
            "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE\n{rows}"
        );
        let input = Input { dataset: "e", path: "e.csv", bytes: text.as_bytes() };
        let (table, found) = read_dataset(input, &DatasetSpec::default());
        let rows = table.rows().iter().map(|row| {
            format!(
                "{} {} {} {} {} {:?} {}",
                row.period,
                row.reporter,
                row.flow.id(),
                row.partner,
                row.commodity,
                row.net_weight_g,
                row.status.letter()
            )
        });
        (rows.collect(), found.iter().map(|d| d.code).collect())
    }

    #[test]
    fn quantities_become_exact_grams_and_confidential_cells_a_status() {
        let (rows, _) = read(
            "X,t,A,DE,VN,030462,1,QUANTITY_IN_100KG,2024,90212.63\nX,t,A,DE,WORLD,030462,1,QUANTITY_IN_100KG,2024,:C\n",
        );
        assert_eq!(
            rows,
            ["2024 DEU import VNM 030462 Some(9021263000) M", "2024 DEU import WLD 030462 None C"]
        );
    }

    #[test]
    fn euros_are_refused() {
        let (rows, codes) = read("X,t,A,DE,VN,030462,1,VALUE_IN_EUROS,2024,32313884\n");
        assert!(rows.is_empty());
        assert_eq!(codes, ["T212"]);
    }
}
