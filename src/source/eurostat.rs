//! Eurostat Comext as SDMX-CSV, with codes, with labels or with both, and the older web extraction of the same names.
//!
//! Value and quantity are separate rows of one observation; quantities are 100 kg and become exact grams. Values
//! are euros, which become dollars by a declared table of rates and are refused without one (T212). A confidential
//! cell is no zero.

use std::collections::BTreeMap;

use super::{Publisher, Reading, Source, Terms};
use crate::diag::Diagnostic;
use crate::read::number::CellRules;
use crate::read::{
    Amount, AreaForm, Calendar, DatasetSpec, Fields, RowsAllowed, Sheet, field, squeeze,
};
use crate::table::{Observation, Parts};
use crate::trade::{Area, Classification, Commodity, Flow, ObsStatus, Period, Valuation};

/// The format.
pub struct Eurostat;

struct Columns {
    reporter: usize,
    partner: usize,
    product: usize,
    flow: usize,
    indicator: usize,
    period: usize,
    value: usize,
    flags: Vec<usize>,
    procedure: Option<usize>,
}

fn columns(sheet: &Sheet) -> Option<Columns> {
    let find = |names: &[&str]| sheet.find(names);
    let value = find(&["obsvalue"]).filter(|_| find(&["dataflow", "structureid"]).is_some());
    Some(Columns {
        value: value.or_else(|| find(&["indicatorvalue"]))?,
        reporter: find(&["reporter", "declarant", "reporterlab", "declarantlab"])?,
        partner: find(&["partner", "partnerlab"])?,
        product: find(&["product", "productlab"])?,
        flow: find(&["flow", "flowlab"])?,
        indicator: find(&["indicators", "statindic", "indicatorslab"])?,
        period: find(&["timeperiod", "period", "periodlab"])?,
        flags: ["obsflag", "obsstatus", "confstatus"].iter().filter_map(|n| find(&[n])).collect(),
        procedure: find(&["statprocedure", "statregime"]),
    })
}

/// What a row tells of its observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Indicator {
    Euros,
    /// Weight, so many grams a unit.
    Weight(i64),
    /// Supplementary units and anything else.
    Other,
}

fn indicator(text: &str) -> Indicator {
    let name = squeeze(text);
    match name.as_str() {
        _ if name.contains("value") && name.contains("euro") => Indicator::Euros,
        _ if name.starts_with("sup") => Indicator::Other,
        _ if name.contains("100kg") => Indicator::Weight(100_000),
        _ if name.contains("quantity") && name.contains("tonne") => Indicator::Weight(1_000_000),
        _ if name.contains("quantity") && name.contains("kg") => Indicator::Weight(1_000),
        _ => Indicator::Other,
    }
}

impl Source for Eurostat {
    fn id(&self) -> &'static str {
        "eurostat-comext"
    }

    fn title(&self) -> &'static str {
        "Eurostat Comext"
    }

    fn recognizes(&self, sheet: &Sheet) -> Option<String> {
        let columns = columns(sheet)?;
        let names = [columns.reporter, columns.partner, columns.product, columns.indicator];
        let names: Vec<&str> = names.iter().map(|column| sheet.names()[*column].as_str()).collect();
        let kind =
            if sheet.find(&["obsvalue"]).is_some() { "SDMX-CSV" } else { "a web extraction" };
        Some(format!("{kind} with columns {}", names.join(", ")))
    }

    fn publisher(&self) -> Option<Publisher> {
        Some(Publisher {
            name: "Eurostat",
            url: "https://ec.europa.eu/eurostat/web/international-trade-in-goods",
            citation: "Eurostat, International trade in goods (Comext)",
            licence: "CC BY 4.0",
            rows: RowsAllowed::Yes,
            attribution: "Eurostat (Comext)",
        })
    }

    fn terms(&self, sheet: &Sheet, _: &DatasetSpec) -> Terms {
        let Some(columns) = columns(sheet) else { return Terms::default() };
        let has = |kind: fn(Indicator) -> bool| {
            (0..sheet.len()).any(|row| kind(indicator(sheet.cell(row, columns.indicator))))
        };
        let mut units = vec![];
        if has(|kind| kind == Indicator::Euros) {
            units.push("EUR");
        }
        if has(|kind| kind == Indicator::Weight(100_000)) {
            units.push("100 kg");
        }
        if has(|kind| matches!(kind, Indicator::Weight(1_000 | 1_000_000))) {
            units.push("kg or t");
        }
        let valuation = "cif for imports, fob for exports".to_owned();
        Terms { unit: units.join(" and "), valuation }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(columns) = columns(sheet) else { return Reading::refusal(vec![]) };
        let mut fields = Fields::new(sheet, spec);
        let Some(rules) = fields.source_rules(columns.value, spec) else {
            return Reading::refusal(fields.faults.finish());
        };
        let mut reading = Reading::of(&rules);
        let kind = |row: usize| indicator(sheet.cell(row, columns.indicator));
        let euros = (0..sheet.len()).find(|row| kind(*row) == Indicator::Euros);
        reading.currency = euros.map(|row| ("EUR".to_owned(), sheet.place(row, columns.indicator)));
        let others: Vec<usize> =
            (0..sheet.len()).filter(|row| kind(*row) == Indicator::Other).collect();
        reading.diagnostics.extend(others.first().map(|row| left_out(sheet, *row, others.len())));
        let mut reader = Reader { fields, columns, rules, spec, known: BTreeMap::new() };
        for row in 0..sheet.len() {
            reader.row(row, &mut reading);
        }
        reading.diagnostics.extend(reader.fields.faults.finish());
        reading
    }
}

fn left_out(sheet: &Sheet, first: usize, count: usize) -> Diagnostic {
    let title = format!("{count} rows are in units of their own, not observations");
    Diagnostic::note("S110", title)
        .at(sheet.row_place(first))
        .because("supplementary units such as pieces or liters are no value and no weight")
}

/// What makes two rows parts of one observation.
type Key = (Area, Area, Flow, Period, String, Option<Box<str>>);

struct Reader<'a> {
    fields: Fields<'a>,
    columns: Columns,
    rules: CellRules,
    spec: &'a DatasetSpec,
    /// Observations so far, by what they are of.
    known: BTreeMap<Key, usize>,
}

impl Reader<'_> {
    /// Takes a row of value or of weight into its observation.
    fn row(&mut self, row: usize, reading: &mut Reading) {
        let kind = indicator(self.fields.text(row, self.columns.indicator));
        if kind == Indicator::Other {
            return;
        }
        let amount = self.amount(row);
        let value = match (kind, amount) {
            (_, None) => None,
            (Indicator::Euros, Some(amount)) => Some(amount.parts()),
            (_, Some(Amount::Known(_))) => Some((None, ObsStatus::Missing)),
            (_, Some(Amount::Absent(status))) => Some((None, status)),
        };
        let column = self.columns.product;
        let parts = Parts {
            line: self.fields.sheet.line(row),
            reporter: self.area(row, self.columns.reporter),
            partner: self.area(row, self.columns.partner),
            flow: self.flow(row),
            period: self.fields.period(row, self.columns.period, Calendar::Gregorian),
            commodity: self.commodity(row, column),
            amount: value,
        };
        let mut found = match parts.observation() {
            Ok(found) => found,
            Err(lost) => return reading.lost.push(*lost),
        };
        if let (Indicator::Weight(grams), Some(Amount::Known(_))) = (kind, amount) {
            let column = self.columns.value;
            found.net_weight_g = self.fields.count(row, column, &self.rules, grams);
        }
        found.customs_procedure = self.procedure(row);
        self.complete(&mut found);
        self.enter(found, kind, reading);
    }

    fn complete(&self, found: &mut Observation) {
        let declared = self.spec.classification.as_deref().and_then(|text| text.parse().ok());
        found.classification = declared.unwrap_or(if found.commodity.is_total() {
            Classification::Unknown
        } else {
            Classification::HSUnknown
        });
        let import = matches!(found.flow, Flow::Import | Flow::ReImport);
        let border = if import { Valuation::Cif } else { Valuation::Fob };
        found.valuation = self.spec.valuation.unwrap_or(border);
    }

    /// Puts value and weight of one observation together; a second row of either is a row of its own.
    fn enter(&mut self, found: Observation, kind: Indicator, reading: &mut Reading) {
        let key = (
            found.reporter,
            found.partner,
            found.flow,
            found.period,
            found.commodity.code().to_owned(),
            found.customs_procedure.clone(),
        );
        let slot = self.known.get(&key).map(|index| &mut reading.rows[*index]);
        match (slot, kind) {
            (Some(row), Indicator::Euros) if row.primary_value.is_none() => {
                (row.primary_value, row.status) = (found.primary_value, found.status);
            }
            (Some(row), Indicator::Weight(_)) if row.net_weight_g.is_none() => {
                row.net_weight_g = found.net_weight_g;
            }
            _ => {
                self.known.entry(key).or_insert(reading.rows.len());
                reading.rows.push(found);
            }
        }
    }

    /// The cell of the value; a mark of confidence in a column of its own withholds an empty one.
    fn amount(&mut self, row: usize) -> Option<Amount> {
        let amount = self.fields.money(row, self.columns.value, &self.rules, 1)?;
        let marks = self.columns.flags.iter();
        let is_withheld = marks
            .map(|column| self.fields.text(row, *column).trim_start_matches(':').to_lowercase())
            .any(|mark| matches!(mark.as_str(), "c" | "confidential"));
        Some(match amount {
            Amount::Absent(ObsStatus::Missing) if is_withheld => {
                Amount::Absent(ObsStatus::Suppressed)
            }
            other => other,
        })
    }

    fn procedure(&self, row: usize) -> Option<Box<str>> {
        let text = self.fields.text(row, self.columns.procedure?);
        (!matches!(text, "" | "4" | "TOTAL" | "Total")).then(|| text.into())
    }

    /// A code, a label, or both as `DE:Germany`; labels may carry a note in parentheses.
    fn area(&mut self, row: usize, column: usize) -> Option<Area> {
        let text = self.fields.text(row, column);
        let code = match code_of(text) {
            "EL" => "GRC",
            "XK" => "XKX",
            "XS" => "SRB",
            "EU27_2020_EXTRA" => "EXT_EU",
            "EU27_2020_INTRA" => "INT_EU",
            other => other,
        };
        let found = Area::find(code).or_else(|fault| match without_note(text) {
            Some(name) => Area::find(name),
            None => Err(fault),
        });
        found.ok().or_else(|| self.fields.area(row, column, AreaForm::Name))
    }

    fn flow(&mut self, row: usize) -> Option<Flow> {
        let found = field::flow(code_of(self.fields.text(row, self.columns.flow)));
        found.or_else(|| self.fields.flow(row, self.columns.flow))
    }

    fn commodity(&mut self, row: usize, column: usize) -> Option<Commodity> {
        if let Some(code) = self.spec.commodity.as_deref() {
            return Commodity::parse(code).ok();
        }
        let text = self.fields.text(row, column);
        let found = Commodity::parse(code_of(text)).ok().or_else(|| self.by_label(text));
        if found.is_none() {
            self.fields.fault((row, column), "S211", "product", |text| {
                let shown: String = text.chars().take(60).collect();
                Diagnostic::error("S211", format!("unknown commodity `{shown}`"))
                    .label("a label where a code belongs")
                    .help("set `commodity = \"3915\"` if all rows are of one code, or download with codes")
            });
        }
        found
    }

    /// The one code that has this label in the list beside the data.
    fn by_label(&self, text: &str) -> Option<Commodity> {
        let mut codes = self.spec.labels.iter().filter(|(_, label)| label.as_str() == text);
        match (codes.next(), codes.next()) {
            (Some((code, _)), None) => Commodity::parse(code).ok(),
            _ => None,
        }
    }
}

/// The code of a cell that may hold its label too, as in `DE:Germany`.
fn code_of(text: &str) -> &str {
    text.split_once(':').map_or(text, |(code, _)| code.trim())
}

/// The name before a note such as `(incl. German Democratic Republic 'DD' from 1991)` or `(AT-01/1995, ...)`.
/// Parentheses that tell two areas apart are no note.
fn without_note(text: &str) -> Option<&str> {
    let (name, note) = text.split_once(" (")?;
    let dated = note.as_bytes().get(2) == Some(&b'-') && note.contains('/');
    let is_note =
        dated || ["incl", "excl", "=", "from ", "until "].iter().any(|w| note.starts_with(w));
    is_note.then_some(name)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::read_dataset;
    use crate::read::{DatasetSpec, Input};
    use crate::trade::{Decimal, Quote, Rate, RateTable};

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
    fn labels_with_notes_are_read_and_names_are_never_guessed() {
        use super::without_note;
        assert_eq!(
            without_note("Germany (incl. German Democratic Republic 'DD' from 1991)"),
            Some("Germany")
        );
        assert_eq!(without_note("European Union (AT-01/1995, BE-01/1958)"), Some("European Union"));
        assert_eq!(without_note("Congo (Kinshasa)"), None);
        let (rows, _) = read(
            "X,t,A,DE:Germany,VN:Viet Nam,030462:Fillets,1:IMPORT,QUANTITY_IN_100KG: x,2024-03,2\n",
        );
        assert_eq!(rows, ["2024-03 DEU import VNM 030462 Some(200000) M"]);
    }

    #[test]
    fn euros_are_refused() {
        let (rows, codes) = read("X,t,A,DE,VN,030462,1,VALUE_IN_EUROS,2024,32313884\n");
        assert!(rows.is_empty());
        assert_eq!(codes, ["T212"]);
    }

    #[test]
    fn euros_become_dollars_by_the_rate_of_their_period_and_keep_their_weight() {
        let mut rates = RateTable::new("ecb", "ecb.csv");
        let number = Decimal::parse_plain("1.0824").unwrap();
        let rate = Rate { number, quote: Quote::DollarsPerUnit, source: "ECB".into(), line: 2 };
        rates.add("EUR", "2024".parse().unwrap(), rate).unwrap();
        let spec = DatasetSpec { rate_table: Some(Arc::new(rates)), ..DatasetSpec::default() };
        let text = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE\n\
                    X,t,A,DE,VN,030462,1,QUANTITY_IN_100KG,2024,90212.63\n\
                    X,t,A,DE,VN,030462,1,VALUE_IN_EUROS,2024,32313884\n\
                    X,t,A,DE,VN,030462,1,VALUE_IN_EUROS,2023,30000000\n";
        let input = Input { dataset: "e", path: "e.csv", bytes: text.as_bytes() };
        let (table, found) = read_dataset(input, &spec);
        let row = |index: usize| &table.rows()[index];
        assert_eq!((table.rows().len(), row(0).primary_value), (2, None), "2023 has no rate");
        // 32,313,884 euros at 1.0824 are 34,976,548.0416 dollars.
        assert_eq!(row(1).thousandths(), 34_976_548_042);
        assert_eq!(row(1).net_weight_g, Some(9_021_263_000));
        assert!(found.iter().any(|d| d.title == "no rate of EUR for 2023"), "{found:?}");
    }
}
