//! UN Comtrade before 2023: the CSV download of 35 or 22 columns, with spaces in its names or without.
//!
//! Values are dollars in `Trade Value (US$)`; CIF and FOB columns are there and mostly empty. Whether a value is
//! CIF or FOB is assumed from the direction.

use super::{Reading, Source, Terms};
use crate::read::number::{CellRules, NumberFormat};
use crate::read::{Amount, AreaForm, Calendar, DatasetSpec, Fields, Sheet};
use crate::table::{Lost, Observation, Parts, Quantity};
use crate::trade::{Evidence, Flow, Numbering, Valuation};

/// The format.
pub struct ComtradeLegacy;

const AREAS: AreaForm = AreaForm::Number(Numbering::Comtrade);

struct Columns {
    classification: usize,
    period: usize,
    level: usize,
    flow: usize,
    reporter: usize,
    partner: usize,
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

fn columns(sheet: &Sheet) -> Option<Columns> {
    let find = |name: &str| sheet.find(&[name]);
    Some(Columns {
        classification: find("classification")?,
        period: find("period")?,
        level: find("aggregatelevel")?,
        flow: find("tradeflow").or_else(|| find("tradeflowcode"))?,
        reporter: find("reportercode")?,
        partner: find("partnercode")?,
        second_partner: find("2ndpartnercode"),
        mode: find("modeoftransportcode"),
        customs: find("customsproccode"),
        commodity: find("commoditycode")?,
        unit: find("qtyunit"),
        quantity: find("qty"),
        weight: find("netweightkg"),
        value: sheet.find(&["tradevalueus", "tradevalueusd", "tradevalue"])?,
        cif: find("ciftradevalueus"),
        fob: find("fobtradevalueus"),
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
            "columns Aggregate Level, Commodity Code and Trade Value (US$), {} columns",
            sheet.names().len()
        ))
    }

    fn terms(&self, _: &Sheet, _: &DatasetSpec) -> Terms {
        Terms {
            unit: "USD".to_owned(),
            valuation: "cif for imports, fob for exports (assumed)".to_owned(),
        }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(columns) = columns(sheet) else { return Reading::refusal(vec![]) };
        let mut reader = Reader {
            fields: Fields::new(sheet, spec),
            columns,
            rules: CellRules::new(NumberFormat::PLAIN),
        };
        let mut reading = Reading { no_weight_is_zero: true, ..Reading::default() };
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
        let digits = self.fields.text(row, level).parse().unwrap_or(0);
        let commodity = match digits {
            1..=6 => self.fields.commodity_of(row, commodity, digits),
            _ => self.fields.commodity(row, commodity),
        };
        let flow = self.fields.flow(row, self.columns.flow);
        let parts = Parts {
            line: self.fields.sheet.line(row),
            reporter: self.fields.area(row, self.columns.reporter, AREAS),
            partner: self.fields.area(row, self.columns.partner, AREAS),
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
        if let Some(classification) = self.fields.classification(row, self.columns.classification) {
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
