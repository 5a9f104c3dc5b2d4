//! UN Comtrade before 2023: the CSV download of 35 or 22 columns, with spaces in its names or without.
//!
//! Values are dollars in `Trade Value (US$)`; CIF and FOB columns are there and mostly empty. Whether a value is
//! CIF or FOB is assumed from the direction.

use super::{Publisher, Reading, Source, Terms};
use crate::read::number::CellRules;
use crate::read::{Amount, AreaForm, Calendar, DatasetSpec, Fields, RowsAllowed, Sheet};
use crate::table::{Lost, Observation, Parts, Quantity};
use crate::trade::{Evidence, Flow, Numbering, Valuation};

/// The format.
pub struct ComtradeLegacy;

const AREAS: AreaForm = AreaForm::Number(Numbering::Comtrade);

struct Columns {
    classification: usize,
    period: usize,
    level: Option<usize>,
    flow: usize,
    reporter: AreaColumn,
    partner: AreaColumn,
    second_partner: Option<usize>,
    mode: Option<usize>,
    customs: Option<usize>,
    commodity: usize,
    unit: Option<usize>,
    quantity: Option<usize>,
    weight: Option<usize>,
    value: usize,
    cif: Option<usize>,
    fob: Option<usize>,
}

/// A column of areas and how they are written in it.
type AreaColumn = (usize, AreaForm);

/// Columns under the names of the download, of client programs, and of the service's JSON.
fn columns(sheet: &Sheet) -> Option<Columns> {
    let find = |names: &[&str]| sheet.find(names);
    let area = |number: &[&str], iso: &[&str]| {
        let by_number = find(number).map(|column| (column, AREAS));
        by_number.or_else(|| Some((find(iso)?, AreaForm::Name)))
    };
    Some(Columns {
        classification: find(&["classification", "pfcode"])?,
        period: find(&["period", "year", "yr"])?,
        level: find(&["aggregatelevel", "aggrlevel"]),
        flow: find(&["tradeflow", "tradeflowcode", "rgdesc", "rgcode"])?,
        reporter: area(&["reportercode", "rtcode"], &["reporteriso", "rt3iso"])?,
        partner: area(&["partnercode", "ptcode"], &["partneriso", "pt3iso"])?,
        second_partner: find(&["2ndpartnercode", "secondpartnercode", "ptcode2"]),
        mode: find(&["modeoftransportcode", "motcode"]),
        customs: find(&["customsproccode", "cstcode"]),
        commodity: find(&["commoditycode", "cmdcode"])?,
        unit: find(&["qtyunit", "qtdesc"]),
        quantity: find(&["qty", "tradequantity"]),
        weight: find(&["netweightkg", "netweight"]),
        value: find(&["tradevalueus", "tradevalueusd", "tradevalue"])?,
        cif: find(&["ciftradevalueus", "ciftradevalueusd", "cifvalue"]),
        fob: find(&["fobtradevalueus", "fobtradevalueusd", "fobvalue"]),
    })
}

impl Source for ComtradeLegacy {
    fn id(&self) -> &'static str {
        "comtrade-legacy"
    }

    fn title(&self) -> &'static str {
        "UN Comtrade, legacy download"
    }

    fn recognizes(&self, sheet: &Sheet) -> Option<String> {
        columns(sheet)?;
        Some(format!(
            "columns Classification, Trade Flow, Commodity Code and Trade Value (US$), {} columns",
            sheet.names().len()
        ))
    }

    fn publisher(&self) -> Option<Publisher> {
        Some(Publisher {
            name: "United Nations Statistics Division, UN Comtrade",
            url: "https://comtradeplus.un.org",
            citation: "United Nations Statistics Division, UN Comtrade Database",
            licence: "UN Comtrade terms: passing rows on needs the permission of UN Statistics Division",
            rows: RowsAllowed::No,
            attribution: "UN Comtrade",
        })
    }

    fn terms(&self, _: &Sheet, _: &DatasetSpec) -> Terms {
        Terms {
            unit: "USD".to_owned(),
            valuation: "cif for imports, fob for exports (assumed)".to_owned(),
        }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(columns) = columns(sheet) else { return Reading::refusal(vec![]) };
        let mut fields = Fields::new(sheet, spec);
        let Some(rules) = fields.source_rules(columns.value, spec) else {
            return Reading::refusal(fields.faults.finish());
        };
        let mut reading = Reading { no_weight_is_zero: true, ..Reading::of(&rules) };
        let mut reader = Reader { fields, columns, rules };
        reading.rows.reserve_exact(sheet.len());
        for row in 0..sheet.len() {
            reading.take(reader.observation(row, spec));
        }
        reading.diagnostics = reader.fields.faults.finish();
        reading
    }
}

struct Reader<'a> {
    fields: Fields<'a>,
    columns: Columns,
    rules: CellRules,
}

impl Reader<'_> {
    fn observation(&mut self, row: usize, spec: &DatasetSpec) -> Result<Observation, Box<Lost>> {
        let Columns { level, commodity, value, .. } = self.columns;
        let classification = self.fields.classification(row, self.columns.classification);
        let digits = level.and_then(|column| self.fields.text(row, column).parse().ok());
        let commodity = match (digits, classification) {
            (Some(digits @ 1..=6), _) => self.fields.commodity_of(row, commodity, digits),
            (_, Some(edition)) => self.fields.commodity_in(row, commodity, edition),
            (_, None) => None,
        };
        let flow = self.fields.flow(row, self.columns.flow);
        let parts = Parts {
            line: self.fields.sheet.line(row),
            reporter: self.fields.area(row, self.columns.reporter.0, self.columns.reporter.1),
            partner: self.fields.area(row, self.columns.partner.0, self.columns.partner.1),
            flow,
            period: self.fields.period(row, self.columns.period, Calendar::Gregorian),
            commodity,
            amount: self.fields.money(row, value, &self.rules, 1).map(Amount::parts),
        };
        let mut observation = parts.observation()?;
        let import = matches!(observation.flow, Flow::Import | Flow::ReImport);
        let assumed = if import { Valuation::Cif } else { Valuation::Fob };
        observation.valuation = spec.valuation.unwrap_or(assumed);
        observation.evidence = spec.evidence.unwrap_or(Evidence::Reported);
        if let Some(classification) = classification {
            observation.classification = classification;
        }
        self.breakdown(row, &mut observation);
        self.amounts(row, &mut observation);
        Ok(observation)
    }

    fn breakdown(&mut self, row: usize, observation: &mut Observation) {
        let text = |column: Option<usize>| {
            column
                .map(|column| self.fields.text(row, column))
                .filter(|text| !matches!(*text, "" | "0" | "C00"))
        };
        observation.mode_of_transport =
            text(self.columns.mode).and_then(|t| t.parse().ok()).unwrap_or(0);
        observation.customs_procedure = text(self.columns.customs).map(Into::into);
        if text(self.columns.second_partner).is_some()
            && let Some(column) = self.columns.second_partner
        {
            observation.second_partner = self.fields.area(row, column, AREAS);
        }
    }

    fn amounts(&mut self, row: usize, observation: &mut Observation) {
        let mut money = |column: Option<usize>| {
            let amount = self.fields.money(row, column?, &self.rules, 1)?;
            amount.parts().0.filter(|money| money.thousandths() != 0)
        };
        (observation.cif_value, observation.fob_value) =
            (money(self.columns.cif), money(self.columns.fob));
        if let Some(column) = self.columns.weight {
            observation.net_weight_g = self.fields.count(row, column, &self.rules, 1_000);
        }
        let (Some(quantity), Some(unit)) = (self.columns.quantity, self.columns.unit) else {
            return;
        };
        let unit = self.fields.text(row, unit);
        if !matches!(unit, "" | "No Quantity") {
            let count =
                self.fields.count(row, quantity, &self.rules, 1_000).filter(|count| *count != 0);
            observation.quantity =
                count.map(|thousandths| Quantity { thousandths, unit: unit.into() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_dataset;
    use crate::read::{DatasetSpec, Input};

    #[test]
    fn the_short_header_is_read_too() {
        let text = "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Commodity,Qty Unit Code,Qty Unit,Qty,Netweight (kg),Trade Value (US$),Flag\n\
                    H4,2014,2014,2014,6,1,2,Export,643,Russian Federation,RUS,4,Afghanistan,AFG,010392,\"Swine; live, x\",5,Number of items,10,500,1234,0\n\
                    H4,2014,2014,2014,6,1,2,Export,643,Russian Federation,RUS,4,Afghanistan,AFG,10391,x,5,Number of items,10,500,1234,0\n";
        let input = Input { dataset: "c", path: "c.csv", bytes: text.as_bytes() };
        let (table, found) = read_dataset(input, &DatasetSpec::default());
        let row = &table.rows()[0];
        assert_eq!(
            (row.commodity.code(), row.thousandths(), row.net_weight_g),
            ("010392", 1_234_000, Some(500_000))
        );
        assert_eq!(
            found.iter().map(|d| d.title.as_str()).collect::<Vec<_>>(),
            ["code `10391` has 5 digits"]
        );
    }
}
