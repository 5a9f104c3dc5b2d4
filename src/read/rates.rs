//! Tables of exchange rates that a user gives: `period, currency, usd_per_unit` or `units_per_usd`, and `source`.
//!
//! The direction of a rate stands in the name of its column: 0.92 and 1.08 are both rates of the euro, and a column
//! called `rate` is refused until `[columns]` says which it is. Nothing is interpolated or averaged.

use super::number::{CellRules, CellValue, NumberFormat};
use super::{Calendar, DatasetSpec, Document, Fields, Input, Sheet};
use crate::diag::Diagnostic;
use crate::trade::{Decimal, Quote, Rate, RateTable};

/// Format of a dataset of rates in `dataset.toml`.
pub const RATES: &str = "rates";

/// Columns by role.
struct Columns {
    period: usize,
    currency: usize,
    rate: usize,
    quote: Quote,
    source: Option<usize>,
}

/// Reads a table of rates; `None` where it cannot be used at all.
#[must_use]
pub fn read_rates(input: Input<'_>, spec: &DatasetSpec) -> (Option<RateTable>, Vec<Diagnostic>) {
    let (document, mut diagnostics) = super::open(input, spec, None);
    let Some(Document::Sheet(sheet)) = document else { return (None, diagnostics) };
    let columns = match columns(&sheet, spec) {
        Ok(columns) => columns,
        Err(refusal) => {
            diagnostics.push(*refusal);
            return (None, diagnostics);
        }
    };
    let mut fields = Fields::new(&sheet, spec);
    // Rates have few digits and often three decimals: `1.183` is no thousand where all cells are plain.
    let plain = |row: usize| Decimal::parse_plain(sheet.cell(row, columns.rate)).is_some();
    let rules = if spec.number_format.is_none() && (0..sheet.len()).all(plain) {
        CellRules::new(NumberFormat::PLAIN)
    } else if let Some(rules) = fields.number_rules(columns.rate, spec) {
        rules
    } else {
        diagnostics.extend(fields.faults.finish());
        return (None, diagnostics);
    };
    let mut table = RateTable::new(input.dataset, input.path);
    for row in 0..sheet.len() {
        add(&mut fields, row, &columns, &rules, spec, &mut table);
    }
    diagnostics.extend(fields.faults.finish());
    (Some(table), diagnostics)
}

/// Whether a sheet holds rates and no trade.
#[must_use]
pub fn holds_rates(sheet: &Sheet) -> bool {
    columns(sheet, &DatasetSpec::default()).is_ok()
}

fn columns(sheet: &Sheet, spec: &DatasetSpec) -> Result<Columns, Box<Diagnostic>> {
    let column = |role: &str, names: &[&str]| match spec.columns.get(role) {
        Some(name) => sheet.column(name),
        None => sheet.find(names),
    };
    let need = |role: &str, names: &[&str]| {
        column(role, names).ok_or_else(|| {
            Box::new(
                Diagnostic::error("S101", format!("no column `{role}`")).at(sheet.header_place()),
            )
        })
    };
    let dollars = column("usd_per_unit", &["usdperunit", "dollarsperunit", "usdper1", "inusd"]);
    let units = column("units_per_usd", &["unitsperusd", "unitsperdollar", "perusd"]);
    let (rate, quote) = match (dollars, units) {
        (Some(rate), None) => (rate, Quote::DollarsPerUnit),
        (None, Some(rate)) => (rate, Quote::UnitsPerDollar),
        _ => return Err(Box::new(undirected(sheet))),
    };
    Ok(Columns {
        period: need("period", &["period", "year", "month", "date", "timeperiod"])?,
        currency: need("currency", &["currency", "currencycode", "iso4217", "code"])?,
        rate,
        quote,
        source: column("source", &["source", "producer", "bank"]),
    })
}

fn undirected(sheet: &Sheet) -> Diagnostic {
    Diagnostic::error("S106", "direction of the rate is not stated in the file")
        .at(sheet.header_place())
        .because("0.92 and 1.08 are both rates of the euro: dollars for a unit, or units for a dollar")
        .help("name the column `usd_per_unit` or `units_per_usd`, or map it: `[columns]` with `usd_per_unit = \"rate\"`")
}

fn add(
    fields: &mut Fields<'_>,
    row: usize,
    columns: &Columns,
    rules: &CellRules,
    spec: &DatasetSpec,
    table: &mut RateTable,
) {
    let calendar = spec.calendar.unwrap_or(Calendar::Gregorian);
    let period = fields.period(row, columns.period, calendar);
    let currency = fields.text(row, columns.currency).to_uppercase();
    let number = match fields.number(row, columns.rate, rules) {
        Some(CellValue::Number(number, _)) => Some(number),
        _ => None,
    };
    if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_uppercase()) {
        fields.fault((row, columns.currency), "S216", "currency", |text| {
            Diagnostic::error("S216", format!("unknown unit `{text}`"))
                .help("write the ISO 4217 code of the currency, such as EUR")
        });
        return;
    }
    let (Some(period), Some(number)) = (period, number) else { return };
    if number.mantissa() <= 0 {
        fields.fault((row, columns.rate), "S203", "sign", |text| {
            Diagnostic::error("S203", format!("`{text}` is no rate: rates are above 0"))
        });
        return;
    }
    let source = columns.source.map_or(String::new(), |column| fields.text(row, column).to_owned());
    let rate = Rate { number, quote: columns.quote, source, line: fields.sheet.line(row) };
    if let Err(first) = table.add(&currency, period, rate) {
        let title =
            format!("lines {first} and {} give two rates of {currency}", fields.sheet.line(row));
        fields.fault((row, columns.rate), "T109", "twice", |_| {
            Diagnostic::error("T109", title)
                .label(format!("{period} has a rate already"))
                .because("the first of them is used")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, spec: &DatasetSpec) -> (Option<RateTable>, Vec<String>) {
        let input = Input { dataset: "rates", path: "rates.csv", bytes: text.as_bytes() };
        let (table, found) = read_rates(input, spec);
        (table, found.iter().map(|d| format!("{}: {}", d.code, d.title)).collect())
    }

    #[test]
    fn years_and_months_are_read_with_their_source() {
        let text =
            "period,currency,usd_per_unit,source\n2021,EUR,1.1827,ECB\n2021-05,EUR,1.215,ECB\n";
        let (table, found) = read(text, &DatasetSpec::default());
        assert!(found.is_empty(), "{found:?}");
        let table = table.unwrap();
        let rate = table.find("EUR", "2021-05".parse().unwrap()).unwrap();
        assert_eq!((rate.rate.number.to_string().as_str(), rate.rate.line), ("1.215", 3));
        assert_eq!(rate.told("EUR"), "1 EUR = 1.215 USD");
    }

    #[test]
    fn a_rate_without_direction_is_refused_until_it_is_mapped() {
        let text = "year,currency,rate\n2021,RUB,73.65\n";
        let (table, found) = read(text, &DatasetSpec::default());
        assert!(table.is_none());
        assert_eq!(found, ["S106: direction of the rate is not stated in the file"]);
        let mut spec = DatasetSpec::default();
        spec.columns.insert("units_per_usd".into(), "rate".into());
        let (table, _) = read(text, &spec);
        let told = table.unwrap().find("RUB", "2021".parse().unwrap()).unwrap().told("RUB");
        assert_eq!(told, "1 USD = 73.65 RUB");
    }

    #[test]
    fn faulty_rows_are_named_and_left_out() {
        let text = "year,currency,usd_per_unit\n2021,EUR,1.18\n2021,EUR,1.19\n2020,euro,1.14\n2019,EUR,0\n";
        let (table, found) = read(text, &DatasetSpec::default());
        assert_eq!(table.unwrap().len(), 1);
        let codes: Vec<&str> = found.iter().map(|text| &text[..4]).collect();
        assert_eq!(codes, ["T109", "S216", "S203"], "{found:?}");
    }
}
