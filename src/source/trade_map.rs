//! ITC Trade Map: text downloads of partners, of reporters or of products, and the tables of two areas ("existing
//! and potential trade"), with years, quarters or months across.
//!
//! Values are thousand dollars, which the file may not say; another currency in a header is not read as dollars.
//! A list never names its reporter: one headed "Importers" with "Exported value" shows the partners of an exporter
//! that stands in the page's title alone. Headers of two areas name both.

use super::{Publisher, Reading, Source, Terms, declared_area};
use crate::diag::Diagnostic;
use crate::read::number::CellRules;
use crate::read::{
    Amount, AreaForm, Calendar, DatasetSpec, Fields, MoneyUnit, RowsAllowed, Sheet, period,
};
use crate::table::{Observation, Parts};
use crate::trade::{Area, Classification, Commodity, Flow, Period, Valuation};

/// The format.
pub struct TradeMap;

/// What the rows of a list are.
#[derive(Clone, Copy, PartialEq)]
enum Rows {
    Partners,
    Reporters,
    Products,
}

struct Layout {
    /// First row of figures: 1 where a second line of names stands in row 0.
    begin: usize,
    rows: Rows,
    /// Column of the areas or codes.
    first: usize,
    values: Vec<Column>,
}

/// A column of values.
#[derive(Clone, Debug, PartialEq)]
struct Column {
    index: usize,
    flow: Flow,
    period: Period,
    unit: MoneyUnit,
    /// Reporter and partner, where the header names both.
    pair: Option<(Area, Area)>,
}

/// The names of the columns; in tables of two areas the years may stand in a line of their own under whose trade it
/// is, each title over several of them.
fn names(sheet: &Sheet) -> (Vec<String>, usize) {
    let second = |column: usize| sheet.cell(0, column).to_lowercase().starts_with("value in ");
    let columns = sheet.names().len();
    if sheet.is_empty() || !(0..columns).any(second) {
        return (sheet.names().to_vec(), 0);
    }
    let mut title = "";
    let names = (0..columns).map(|column| {
        let name = sheet.names()[column].as_str();
        title = if name.is_empty() { title } else { name };
        if second(column) { format!("{title}, {}", sheet.cell(0, column)) } else { name.to_owned() }
    });
    (names.collect(), 1)
}

fn layout(sheet: &Sheet) -> Option<Layout> {
    let (names, begin) = names(sheet);
    let values: Vec<Column> = names
        .iter()
        .enumerate()
        .filter_map(|(index, name)| of_list(name, index).or_else(|| of_pair(name, index)))
        .collect();
    let flow = values.first()?.flow;
    let is_pair = values.iter().all(|column| column.pair.is_some());
    let find = |names: &[&str]| sheet.find(names);
    let (rows, first) = match (find(&["importers"]), find(&["exporters"])) {
        (Some(first), _) if flow == Flow::Export => (Rows::Partners, first),
        (_, Some(first)) if flow == Flow::Import => (Rows::Partners, first),
        (Some(first), _) | (_, Some(first)) => (Rows::Reporters, first),
        _ => (Rows::Products, find(&["code", "productcode", "hs", "hscode"])?),
    };
    let one_flow = values.iter().all(|column| column.flow == flow);
    let is_whole = if is_pair { rows == Rows::Products } else { one_flow };
    is_whole.then_some(Layout { begin, rows, first, values })
}

/// `Exported value in 2009`, `imported value in 2019-Q1, US Dollar thousand`, `Value exported in 2020 (USD thousand)`.
fn of_list(name: &str, index: usize) -> Option<Column> {
    let lower = name.to_lowercase();
    let (flow, rest) = [
        ("exported value in ", Flow::Export),
        ("imported value in ", Flow::Import),
        ("value exported in ", Flow::Export),
        ("value imported in ", Flow::Import),
    ]
    .into_iter()
    .find_map(|(start, flow)| Some((flow, lower.strip_prefix(start)?)))?;
    let (period, unit) = dated(rest)?;
    Some(Column { index, flow, period, unit, pair: None })
}

/// `Afghanistan's exports to Pakistan, value in 2019`: whose trade, with whom, when.
fn of_pair(name: &str, index: usize) -> Option<Column> {
    let (title, rest) = split_without_case(name, "value in ")?;
    let (reporter, flow, partner) =
        [(" exports to ", Flow::Export), (" imports from ", Flow::Import)].into_iter().find_map(
            |(words, flow)| {
                let (reporter, partner) = split_without_case(title, words)?;
                Some((reporter, flow, partner))
            },
        )?;
    let owner = reporter.trim_end().trim_end_matches('s').trim_end_matches(['\'', '\u{2019}']);
    let reporter = Area::find(owner).or_else(|_| Area::find(&format!("{owner}s"))).ok()?;
    let partner = partner.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '.');
    let partner = Area::find(partner).ok()?;
    let (period, unit) = dated(rest)?;
    Some(Column { index, flow, period, unit, pair: Some((reporter, partner)) })
}

/// A text before and after words that may be in capitals.
fn split_without_case<'a>(text: &'a str, words: &str) -> Option<(&'a str, &'a str)> {
    let at = text.to_ascii_lowercase().find(words)?;
    Some((&text[..at], &text[at + words.len()..]))
}

/// The period at the start of a text, and the unit after it; thousand dollars where none is named.
fn dated(rest: &str) -> Option<(Period, MoneyUnit)> {
    let end = rest.find([',', ' ', '(']).unwrap_or(rest.len());
    let name = rest[..end].to_uppercase();
    let Ok((period, None)) = period::read(&name, Calendar::Gregorian) else { return None };
    let unit = rest[end..].trim_matches([',', ' ', '(', ')']);
    let unit = if unit.is_empty() { Some(MoneyUnit::dollars(1_000)) } else { unit.parse().ok() };
    Some((period, unit?))
}

impl Source for TradeMap {
    fn id(&self) -> &'static str {
        "trade-map"
    }

    fn title(&self) -> &'static str {
        "ITC Trade Map"
    }

    fn recognizes(&self, sheet: &Sheet) -> Option<String> {
        let layout = layout(sheet)?;
        let first = layout.values.first()?;
        let rows = match layout.rows {
            Rows::Products if first.pair.is_some() => "products traded by two areas",
            Rows::Partners => "a list of partners",
            Rows::Reporters => "a list of reporters",
            Rows::Products => "a list of products",
        };
        let names = names(sheet).0;
        let (name, first) = (&names[layout.first], &names[first.index]);
        Some(format!(
            "{rows}, columns `{name}` and `{first}`, {} such columns",
            layout.values.len()
        ))
    }

    fn publisher(&self) -> Option<Publisher> {
        Some(Publisher {
            name: "International Trade Centre",
            url: "https://www.trademap.org",
            citation: "International Trade Centre, Trade Map",
            licence: "ITC terms: no redistribution",
            rows: RowsAllowed::No,
            attribution: "ITC Trade Map",
        })
    }

    fn terms(&self, sheet: &Sheet, _: &DatasetSpec) -> Terms {
        let unit = layout(sheet).and_then(|layout| Some(layout.values.first()?.unit.to_string()));
        Terms {
            unit: unit.unwrap_or_default(),
            valuation: "cif for imports, fob for exports".to_owned(),
        }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(layout) = layout(sheet) else { return Reading::refusal(vec![]) };
        let mut fields = Fields::new(sheet, spec);
        let Some(rules) = fields.source_rules(layout.values[0].index, spec) else {
            return Reading::refusal(fields.faults.finish());
        };
        let mut reading = Reading::of(&rules);
        let is_named = layout.rows == Rows::Reporters || layout.values[0].pair.is_some();
        if !is_named && spec.reporter.is_none() {
            reading.unstated(sheet, "reporter");
        }
        if spec.evidence.is_none() {
            reading.diagnostics.push(
                Diagnostic::warning("S106", "the file does not say which values are mirror data")
                    .at(sheet.header_place())
                    .because("for reporters that are silent it shows what their partners report")
                    .help(
                        "set `evidence = \"reported\"` or `evidence = \"mirrored\"` once you know",
                    ),
            );
        }
        if let Some(column) = layout.values.iter().find(|column| !column.unit.is_dollar()) {
            reading.currency = Some((column.unit.currency.clone(), sheet.name_place(column.index)));
        }
        let mut reader = Reader { fields, rules, rows: layout.rows, first: layout.first, spec };
        for row in layout.begin..sheet.len() {
            for column in &layout.values {
                reader.cell(row, column, &mut reading);
            }
        }
        reading.diagnostics.extend(reader.fields.faults.finish());
        reading
    }
}

struct Reader<'a> {
    fields: Fields<'a>,
    rules: CellRules,
    rows: Rows,
    first: usize,
    spec: &'a DatasetSpec,
}

impl Reader<'_> {
    fn cell(&mut self, row: usize, column: &Column, reading: &mut Reading) {
        if self.fields.text(row, column.index).is_empty() {
            return;
        }
        let (reporter, partner) = match column.pair {
            Some((reporter, partner)) => (Some(reporter), Some(partner)),
            None => self.sides(row),
        };
        let factor = column.unit.factor;
        let amount = self.fields.money(row, column.index, &self.rules, factor);
        let parts = Parts {
            line: self.fields.sheet.line(row),
            reporter,
            partner,
            flow: Some(column.flow),
            period: Some(column.period),
            commodity: self.commodity(row),
            amount: amount.map(Amount::parts),
        };
        reading.take(parts.observation().map(|observation| self.completed(observation)));
    }

    fn sides(&mut self, row: usize) -> (Option<Area>, Option<Area>) {
        let spec = self.spec;
        let declared = || declared_area(spec.reporter.as_deref(), "_R");
        let partner = || declared_area(Some(spec.partner.as_deref().unwrap_or("WLD")), "WLD");
        match self.rows {
            Rows::Partners => (declared(), self.fields.area(row, self.first, AreaForm::Name)),
            Rows::Reporters => (self.fields.area(row, self.first, AreaForm::Name), partner()),
            Rows::Products => (declared(), partner()),
        }
    }

    /// The code of a product; some downloads put an apostrophe before it.
    fn commodity(&mut self, row: usize) -> Option<Commodity> {
        if self.rows != Rows::Products {
            let declared = self.spec.commodity.as_deref().and_then(|c| Commodity::parse(c).ok());
            return Some(declared.unwrap_or_else(Commodity::total));
        }
        match self.fields.text(row, self.first).strip_prefix('\'') {
            Some(rest) => Commodity::parse(rest).ok(),
            None => self.fields.commodity_in(row, self.first, Classification::HSUnknown),
        }
    }

    fn completed(&self, mut observation: Observation) -> Observation {
        if !observation.commodity.is_total() {
            let declared = self.spec.classification.as_deref().and_then(|text| text.parse().ok());
            observation.classification = declared.unwrap_or(Classification::HSUnknown);
        }
        let border = if observation.flow == Flow::Import { Valuation::Cif } else { Valuation::Fob };
        observation.valuation = self.spec.valuation.unwrap_or(border);
        if let Some(evidence) = self.spec.evidence {
            observation.evidence = evidence;
        }
        observation
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_dataset;
    use crate::read::{DatasetSpec, Input};

    fn read(text: &str, reporter: Option<&str>) -> (Vec<String>, Vec<&'static str>) {
        let spec = DatasetSpec { reporter: reporter.map(str::to_owned), ..DatasetSpec::default() };
        let input = Input { dataset: "t", path: "t.txt", bytes: text.as_bytes() };
        let (table, found) = read_dataset(input, &spec);
        let rows = table.rows().iter().map(|row| {
            format!(
                "{} {} {} {} {} {}",
                row.period,
                row.reporter,
                row.flow.id(),
                row.partner,
                row.commodity,
                row.thousandths()
            )
        });
        (rows.collect(), found.iter().filter(|d| d.is_error()).map(|d| d.code).collect())
    }

    #[test]
    fn importers_are_the_partners_of_an_exporter_that_must_be_declared() {
        let text = "Importers\tExported value in 2009\tExported value in 2010\t\n\"World\"\t10\t20\t\n\"Taipei, Chinese\"\t\t20\t\n";
        assert_eq!(read(text, None), (vec![], vec!["S106"]));
        let (rows, _) = read(text, Some("CHN"));
        assert_eq!(
            rows,
            [
                "2010 CHN export TWN TOTAL 20000000",
                "2009 CHN export WLD TOTAL 10000000",
                "2010 CHN export WLD TOTAL 20000000"
            ]
        );
    }

    #[test]
    fn exporters_of_the_world_are_reporters() {
        let text = "Exporters\tExported value in 2009\t\n\"China\"\t10\t\n";
        assert_eq!(read(text, None).0, ["2009 CHN export WLD TOTAL 10000000"]);
    }

    #[test]
    fn products_keep_their_codes() {
        let text = "Product code\tProduct label\timported value in 2009, US Dollar thousand\t\n'01\t\"Live animals\"\t10\t\nTOTAL\t\"All products\"\t30\t\n";
        assert_eq!(
            read(text, Some("CHN")).0,
            ["2009 CHN import WLD 01 10000000", "2009 CHN import WLD TOTAL 30000000"]
        );
    }

    #[test]
    fn quarters_months_and_units_are_told_by_the_header() {
        let (rows, _) = read(
            "Exporters\tExported value in 2019-Q1, US Dollar thousand\tExported value in 2019-M01\t\n\"China\"\t30\t10\t\n",
            None,
        );
        assert_eq!(
            rows,
            ["2019-Q1 CHN export WLD TOTAL 30000000", "2019-01 CHN export WLD TOTAL 10000000"]
        );
        let text = "Exporters\tExported value in 2019, Euro thousand\t\n\"China\"\t30\t\n";
        assert_eq!(read(text, None).1, ["T212"]);
    }

    #[test]
    fn tables_of_two_areas_name_both() {
        let (rows, found) = read(
            "Product code\tProduct label\tAfghanistan's exports to Pakistan, Value in 2019\tPakistan's imports from world, Value in 2019\t\n\
             '08\tFruit\t120\t900\t\n",
            None,
        );
        assert_eq!(rows, ["2019 AFG export PAK 08 120000000", "2019 PAK import WLD 08 900000000"]);
        assert!(!found.contains(&"T110"), "{found:?}");
    }
}
