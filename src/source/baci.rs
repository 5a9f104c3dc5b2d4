//! CEPII BACI: `t,i,j,k,v,q` by product, and the derived totals `year,exporter,importer,value_thousand_usd`.
//!
//! Values are thousand dollars, FOB on both sides, reconciled from both records; quantities are tonnes. Only
//! positive flows are listed: an absent row is no zero.

use super::{Publisher, Reading, Source, Terms};
use crate::read::number::CellRules;
use crate::read::{Amount, AreaForm, DatasetSpec, Fields, RowsAllowed, Sheet};
use crate::table::{Lost, Observation, Parts};
use crate::trade::{
    Classification, Commodity, Evidence, Flow, Money, Numbering, ObsStatus, Valuation,
};

/// The format.
pub struct Baci;

/// Dollars in a counted unit.
const UNIT: i64 = 1_000;
/// Grams in a tonne.
const TONNE: i64 = 1_000_000;

/// Columns of the two layouts.
struct Layout {
    year: usize,
    exporter: usize,
    importer: usize,
    value: usize,
    product: Option<usize>,
    quantity: Option<usize>,
    areas: AreaForm,
}

/// The layout by the letters of the release (`t,i,j,k,v,q`, with `hs6` for `k` before 2020), or that of the totals.
fn layout(sheet: &Sheet) -> Option<Layout> {
    let find = |names: &[&str]| sheet.find(names);
    let letters = (find(&["t"]), find(&["i"]), find(&["j"]), find(&["k", "hs6"]), find(&["v"]));
    if let (Some(year), Some(exporter), Some(importer), Some(product), Some(value)) = letters {
        let areas = AreaForm::Number(Numbering::Comtrade);
        let (product, quantity) = (Some(product), find(&["q"]));
        return Some(Layout { year, exporter, importer, value, product, quantity, areas });
    }
    Some(Layout {
        year: find(&["year"])?,
        exporter: find(&["exporter"])?,
        importer: find(&["importer"])?,
        value: find(&["valuethousandusd"])?,
        product: None,
        quantity: None,
        areas: AreaForm::Name,
    })
}

impl Source for Baci {
    fn id(&self) -> &'static str {
        "baci"
    }

    fn title(&self) -> &'static str {
        "CEPII BACI"
    }

    fn recognizes(&self, sheet: &Sheet) -> Option<String> {
        let layout = layout(sheet)?;
        Some(match layout.product {
            Some(column) => format!("columns `t,i,j,{},v`", sheet.names()[column]),
            None => "columns `year,exporter,importer,value_thousand_usd`".to_owned(),
        })
    }

    fn publisher(&self) -> Option<Publisher> {
        Some(Publisher {
            name: "CEPII",
            url: "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
            citation: "Gaulier, G. and Zignago, S. (2010). BACI: International Trade Database at the Product-Level. CEPII Working Paper 2010-23",
            licence: "Etalab Open Licence 2.0",
            rows: RowsAllowed::Yes,
            attribution: "CEPII BACI",
        })
    }

    fn terms(&self, _: &Sheet, _: &DatasetSpec) -> Terms {
        Terms { unit: "USD thousand".to_owned(), valuation: "fob".to_owned() }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(layout) = layout(sheet) else { return Reading::refusal(vec![]) };
        let mut fields = Fields::new(sheet, spec);
        let Some(rules) = fields.source_rules(layout.value, spec) else {
            return Reading::refusal(fields.faults.finish());
        };
        let classification =
            spec.classification.as_deref().and_then(|text| text.parse().ok()).unwrap_or(
                if layout.product.is_some() {
                    Classification::HSUnknown
                } else {
                    Classification::Unknown
                },
            );
        let mut reading = Reading::of(&rules);
        reading.rows.reserve_exact(sheet.len());
        for row in 0..sheet.len() {
            reading.take(observation(&mut fields, row, &layout, &rules, classification));
        }
        provisional(&mut reading, spec);
        reading.threshold = threshold(&reading);
        reading.diagnostics = fields.faults.finish();
        reading
    }
}

fn observation(
    fields: &mut Fields<'_>,
    row: usize,
    layout: &Layout,
    rules: &CellRules,
    classification: Classification,
) -> Result<Observation, Box<Lost>> {
    let period = fields.period(row, layout.year, crate::read::Calendar::Gregorian);
    let reporter = fields.area(row, layout.exporter, layout.areas);
    let partner = fields.area(row, layout.importer, layout.areas);
    let product = layout.product.map(|column| fields.commodity_of(row, column, 6));
    let amount = fields.money(row, layout.value, rules, UNIT);
    let commodity = product.unwrap_or_else(|| Some(Commodity::total()));
    let line = fields.sheet.line(row);
    let (flow, amount) = (Some(Flow::Export), amount.map(Amount::parts));
    let parts = Parts { line, reporter, partner, flow, period, commodity, amount };
    let mut observation = parts.observation()?;
    observation.fob_value = observation.primary_value;
    observation.valuation = Valuation::Fob;
    observation.evidence = Evidence::Reconciled;
    observation.classification = classification;
    if let Some(column) = layout.quantity {
        observation.net_weight_g = fields.count(row, column, rules, TONNE);
    }
    Ok(observation)
}

/// The release leaves flows under 1,000 dollars out; told where a file of some size bears it out.
fn threshold(reading: &Reading) -> Option<u32> {
    const LEAST: i128 = 1_000 * Money::PER_DOLLAR as i128;
    let bears_out = |row: &Observation| row.thousandths() >= LEAST;
    (reading.rows.len() >= 100 && reading.rows.iter().all(bears_out)).then_some(1_000)
}

/// The last year of a release is provisional: `V202601` ends with 2024.
fn provisional(reading: &mut Reading, spec: &DatasetSpec) {
    let year =
        spec.vintage.trim_start_matches(['V', 'v']).get(..4).and_then(|y| y.parse::<i32>().ok());
    let Some(last) = year.map(|year| year - 2) else { return };
    for row in &mut reading.rows {
        if row.period.calendar_year() == Some(last) && row.primary_value.is_some() {
            row.status = ObsStatus::Provisional;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_dataset;
    use crate::read::{DatasetSpec, Input};

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let input = Input { dataset: "baci", path: "baci.csv", bytes: text.as_bytes() };
        let (table, found) = read_dataset(input, &DatasetSpec::default());
        let rows = table.rows().iter().map(|row| {
            let weight = row.net_weight_g.map_or("-".to_owned(), |g| g.to_string());
            format!(
                "{} {} {} {} {} {weight}",
                row.period,
                row.reporter,
                row.partner,
                row.commodity,
                row.thousandths()
            )
        });
        let codes = found.iter().map(|d| format!("{} {}", d.code, d.title));
        (rows.collect(), codes.collect())
    }

    #[test]
    fn thousands_and_tonnes_become_dollars_and_grams() {
        let (rows, found) = read(
            "t,i,j,k,v,q\n2022,156,699,120791,23685.927,8047.4\n2022,4,842,120791,0.412,   NA\n",
        );
        assert_eq!(
            rows,
            ["2022 AFG USA 120791 412000 -", "2022 CHN IND 120791 23685927000 8047400000"]
        );
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn totals_go_by_iso_codes() {
        let (rows, _) =
            read("year,exporter,importer,value_thousand_usd\n2020,RUS,AFG,150875.123\n");
        assert_eq!(rows, ["2020 RUS AFG TOTAL 150875123000 -"]);
    }

    #[test]
    fn a_code_without_its_zero_is_refused() {
        let (rows, found) = read("t,i,j,k,v,q\n2022,156,699,10121,1.5,1\n");
        assert!(rows.is_empty());
        assert_eq!(found, ["S210 code `10121` has 5 digits"]);
    }
}
