//! US Census Bureau: goods by country and month, the workbook with `IJAN`..`IYR` and `EJAN`..`EYR`.
//!
//! Million dollars; imports at customs value, exports free alongside ship. Months to come are written as 0: zeros
//! at the end of the newest year are no zeros. Seasonally adjusted rows and product groups are left out.

use std::collections::BTreeMap;

use super::{Publisher, Reading, Source, Terms};
use crate::diag::Diagnostic;
use crate::read::number::CellRules;
use crate::read::{Amount, AreaForm, Calendar, DatasetSpec, Fields, RowsAllowed, Sheet};
use crate::table::{Observation, Parts};
use crate::trade::{Area, Commodity, Flow, Period, Valuation};

/// The format.
pub struct UsCensus;

const UNIT: i64 = 1_000_000;
const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
/// Code of the World, not seasonally adjusted.
const WORLD: u32 = 15;
/// First code of a single country.
const FIRST_COUNTRY: u32 = 1_000;

struct Columns {
    year: usize,
    code: usize,
    name: usize,
    /// Months and the whole year, for imports and exports.
    flows: [(Flow, Vec<usize>, usize); 2],
}

fn columns(sheet: &Sheet) -> Option<Columns> {
    let find = |name: &str| sheet.find(&[name.to_lowercase().as_str()]);
    let flow = |letter: char, flow| {
        let months: Option<Vec<usize>> =
            MONTHS.iter().map(|month| find(&format!("{letter}{month}"))).collect();
        Some((flow, months?, find(&format!("{letter}YR"))?))
    };
    Some(Columns {
        year: sheet.find(&["year"])?,
        code: sheet.find(&["ctycode"])?,
        name: sheet.find(&["ctyname"])?,
        flows: [flow('I', Flow::Import)?, flow('E', Flow::Export)?],
    })
}

impl Source for UsCensus {
    fn id(&self) -> &'static str {
        "us-census"
    }

    fn title(&self) -> &'static str {
        "US Census Bureau, goods by country"
    }

    fn recognizes(&self, sheet: &Sheet) -> Option<String> {
        columns(sheet)?;
        Some("columns CTY_CODE, IJAN..IYR and EJAN..EYR".to_owned())
    }

    fn publisher(&self) -> Option<Publisher> {
        Some(Publisher {
            name: "U.S. Census Bureau",
            url: "https://www.census.gov/foreign-trade/",
            citation: "U.S. Census Bureau, U.S. International Trade in Goods",
            licence: "public domain (work of the US government)",
            rows: RowsAllowed::Yes,
            attribution: "U.S. Census Bureau",
        })
    }

    fn terms(&self, _: &Sheet, _: &DatasetSpec) -> Terms {
        Terms {
            unit: "USD million".to_owned(),
            valuation: "customs for imports, fas for exports".to_owned(),
        }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(columns) = columns(sheet) else { return Reading::refusal(vec![]) };
        let newest = (0..sheet.len())
            .filter_map(|row| sheet.cell(row, columns.year).parse::<i32>().ok())
            .max();
        let mut fields = Fields::new(sheet, spec);
        let Some(rules) = fields.source_rules(columns.flows[0].2, spec) else {
            return Reading::refusal(fields.faults.finish());
        };
        let mut reading = Reading::of(&rules);
        let world = (0..sheet.len()).find(|row| {
            let is_world = sheet.cell(*row, columns.code).parse() == Ok(WORLD);
            is_world && sheet.cell(*row, columns.year).parse().ok() == newest
        });
        let mut named: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for row in 0..sheet.len() {
            *named
                .entry((sheet.cell(row, columns.name), sheet.cell(row, columns.year)))
                .or_default() += 1;
        }
        let mut reader = Reader { fields, columns, newest, world, named, rules };
        let mut left_out = vec![];
        for row in 0..sheet.len() {
            if !reader.row(row, &mut reading) {
                left_out.push(row);
            }
        }
        if let Some(first) = left_out.first() {
            let title = format!(
                "{} rows are adjusted series, product groups or ended codes, not observations",
                left_out.len()
            );
            reading.diagnostics.push(Diagnostic::note("S110", title).at(sheet.row_place(*first)));
        }
        reading.diagnostics.extend(reader.fields.faults.finish());
        reading
    }
}

struct Reader<'a> {
    fields: Fields<'a>,
    columns: Columns,
    newest: Option<i32>,
    /// The World row of the newest year.
    world: Option<usize>,
    /// Rows of each name in each year.
    named: BTreeMap<(&'a str, &'a str), usize>,
    rules: CellRules,
}

impl Reader<'_> {
    /// Whether the row is of an area.
    fn row(&mut self, row: usize, reading: &mut Reading) -> bool {
        let code: u32 = self.fields.text(row, self.columns.code).parse().unwrap_or(0);
        if self.is_ended(row) {
            return false;
        }
        let partner = match code {
            3 => Area::from_code("EU").ok(),
            WORLD => Some(Area::WORLD),
            // The code of Sudan before its partition; the name stays the same.
            7320 => Area::from_code("SDN736").ok(),
            // Likewise Ethiopia with Eritrea.
            7740 => Area::from_code("ETH230").ok(),
            code if code < FIRST_COUNTRY => return false,
            _ => self.fields.area(row, self.columns.name, AreaForm::Name),
        };
        let Some(year) = self.fields.period(row, self.columns.year, Calendar::Gregorian) else {
            return true;
        };
        for index in 0..2 {
            self.flow(row, index, partner, year, reading);
        }
        true
    }

    /// A row of zeros whose area has another row in the year: its code has ended.
    fn is_ended(&self, row: usize) -> bool {
        let sheet = self.fields.sheet;
        let is_zero = |column: &usize| {
            let text = sheet.cell(row, *column);
            text.is_empty() || text.parse::<f64>() == Ok(0.0)
        };
        let all_zero = self
            .columns
            .flows
            .iter()
            .all(|(_, months, whole)| is_zero(whole) && months.iter().all(is_zero));
        let subject = (sheet.cell(row, self.columns.name), sheet.cell(row, self.columns.year));
        all_zero && self.named.get(&subject).is_some_and(|rows| *rows > 1)
    }

    fn flow(
        &mut self,
        row: usize,
        index: usize,
        partner: Option<Area>,
        year: Period,
        reading: &mut Reading,
    ) {
        let (flow, months, whole) = self.columns.flows[index].clone();
        let Some(number) = year.calendar_year() else { return };
        let told = self.told(row, &months, number);
        for (month, column) in months.iter().enumerate().take(told) {
            let period = Period::months_from(number, month as u32 + 1, 1);
            self.cell((row, *column), flow, partner, period, reading);
        }
        if told == 12 {
            self.cell((row, whole), flow, partner, Some(year), reading);
        }
    }

    /// Months of a row that are told: zeros at the end of the newest year are months to come.
    fn told(&self, row: usize, months: &[usize], year: i32) -> usize {
        if Some(year) != self.newest {
            return months.len();
        }
        let world_months = self.world.unwrap_or(row);
        let is_zero = |column: &usize| {
            self.fields.text(world_months, *column).parse::<f64>().is_ok_and(|n| n == 0.0)
        };
        months.iter().rposition(|column| !is_zero(column)).map_or(0, |last| last + 1)
    }

    fn cell(
        &mut self,
        at: (usize, usize),
        flow: Flow,
        partner: Option<Area>,
        period: Option<Period>,
        reading: &mut Reading,
    ) {
        let amount = self.fields.money(at.0, at.1, &self.rules, UNIT).map(Amount::parts);
        let parts = Parts {
            line: self.fields.sheet.line(at.0),
            reporter: Area::from_code("USA").ok(),
            partner,
            flow: Some(flow),
            period,
            commodity: Some(Commodity::total()),
            amount,
        };
        let valuation = if flow == Flow::Import { Valuation::Customs } else { Valuation::Fas };
        reading.take(parts.observation().map(|row| Observation { valuation, ..row }));
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_dataset;
    use crate::read::{DatasetSpec, Input};

    #[test]
    fn months_to_come_are_no_zeros() {
        let months = |letter: &str| -> String {
            let columns = super::MONTHS.iter().chain(&["YR"]);
            columns.map(|column| format!("{letter}{column}")).collect::<Vec<_>>().join(",")
        };
        let text = format!(
            "year,CTY_CODE,CTYNAME,{},{}\n2022,1220,Canada,{}12,{}24\n2023,1220,Canada,5,{}5,7,{}7\n2023,0004,\"World, Seasonally Adjusted\",{}1,{}1\n",
            months("I"),
            months("E"),
            "1,".repeat(12),
            "2,".repeat(12),
            "0,".repeat(11),
            "0,".repeat(11),
            "1,".repeat(12),
            "1,".repeat(12)
        );
        let input = Input { dataset: "u", path: "u.csv", bytes: text.as_bytes() };
        let (table, found) = read_dataset(input, &DatasetSpec::default());
        let of_2023: Vec<String> = table
            .rows()
            .iter()
            .filter(|row| row.period.to_string().starts_with("2023"))
            .map(|row| format!("{} {} {}", row.period, row.flow.id(), row.thousandths()))
            .collect();
        assert_eq!(of_2023, ["2023-01 import 5000000000", "2023-01 export 7000000000"]);
        assert!(found.iter().any(|d| d.code == "T207"), "{found:?}");
    }
}
