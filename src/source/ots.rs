//! Open Trade Statistics: rows of its API, with imports and exports side by side.
//!
//! Exports are what the partner reports as imports, so both columns are CIF and exports are mirrored. An empty
//! answer is a sentence in `observation`, and a silent reporter may show as 0.

use super::{Publisher, Reading, Source, Terms};
use crate::diag::Diagnostic;
use crate::read::number::CellRules;
use crate::read::{Amount, Calendar, DatasetSpec, Fields, RowsAllowed, Sheet};
use crate::table::{Observation, Parts};
use crate::trade::{Area, Classification, Commodity, Evidence, Flow, Numbering, Valuation};

/// The format.
pub struct Ots;

struct Columns {
    year: usize,
    reporter: Option<usize>,
    partner: Option<usize>,
    commodity: Option<usize>,
    imports: Option<usize>,
    exports: Option<usize>,
    observation: Option<usize>,
}

/// Columns under the names of the service today and before 2021.
fn columns(sheet: &Sheet) -> Option<Columns> {
    let find = |names: &[&str]| names.iter().find_map(|name| sheet.column(name));
    let imports = find(&["trade_value_usd_imp", "import_value_usd"]);
    let exports = find(&["trade_value_usd_exp", "export_value_usd"]);
    let observation = find(&["observation"]);
    imports.or(exports).or(observation)?;
    let reporter = find(&["reporter_iso"]);
    let commodity = find(&["commodity_code", "product_code"]);
    // A table of commodities alone is that of the whole world.
    reporter.or(commodity)?;
    Some(Columns {
        year: find(&["year"])?,
        reporter,
        partner: find(&["partner_iso"]),
        commodity,
        imports,
        exports,
        observation,
    })
}

impl Source for Ots {
    fn id(&self) -> &'static str {
        "open-trade-statistics"
    }

    fn title(&self) -> &'static str {
        "Open Trade Statistics"
    }

    fn recognizes(&self, sheet: &Sheet) -> Option<String> {
        let columns = columns(sheet)?;
        let named = [columns.reporter, columns.partner, columns.imports, columns.exports];
        let named = named.into_iter().flatten().chain(columns.observation);
        let names: Vec<&str> = named.map(|column| sheet.names()[column].as_str()).collect();
        Some(format!("names {}", names.join(", ")))
    }

    fn publisher(&self) -> Option<Publisher> {
        Some(Publisher {
            name: "Open Trade Statistics",
            url: "https://tradestatistics.io",
            citation: "Open Trade Statistics, after UN Comtrade",
            licence: "built on UN Comtrade, whose terms hold",
            rows: RowsAllowed::No,
            attribution: "Open Trade Statistics, after UN Comtrade",
        })
    }

    fn terms(&self, _: &Sheet, _: &DatasetSpec) -> Terms {
        Terms { unit: "USD".to_owned(), valuation: "cif, exports mirrored".to_owned() }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(columns) = columns(sheet) else { return Reading::refusal(vec![]) };
        let mut fields = Fields::new(sheet, spec);
        let values = columns.imports.or(columns.exports).or(columns.observation).unwrap_or(0);
        let Some(rules) = fields.source_rules(values, spec) else {
            return Reading::refusal(fields.faults.finish());
        };
        let mut reading = Reading::of(&rules);
        for row in 0..sheet.len() {
            if let Some(message) = told(sheet, row, &columns) {
                reading.refused |= sheet.len() == 1;
                reading.diagnostics.push(message);
                continue;
            }
            for (flow, column) in [(Flow::Import, columns.imports), (Flow::Export, columns.exports)]
            {
                if let Some(column) = column.filter(|column| !sheet.cell(row, *column).is_empty()) {
                    read_cell(&mut fields, (row, column), (flow, &rules), &columns, &mut reading);
                }
            }
        }
        reading.diagnostics.extend(fields.faults.finish());
        reading
    }
}

/// The sentence that stands where there are no data.
fn told(sheet: &Sheet, row: usize, columns: &Columns) -> Option<Diagnostic> {
    let column = columns.observation?;
    let text = sheet.cell(row, column);
    (!text.is_empty()).then(|| {
        Diagnostic::error("S109", "file holds the service's error, not data")
            .at(sheet.place(row, column))
            .label(text.split_whitespace().collect::<Vec<_>>().join(" "))
            .because("an empty answer is no zero")
    })
}

fn read_cell(
    fields: &mut Fields<'_>,
    (row, column): (usize, usize),
    (flow, rules): (Flow, &CellRules),
    columns: &Columns,
    reading: &mut Reading,
) {
    let partner = match columns.partner {
        Some(partner) => area(fields, row, partner),
        None => Some(Area::WORLD),
    };
    let commodity = match columns.commodity {
        Some(column) if !fields.text(row, column).is_empty() => fields.commodity(row, column),
        _ => Some(Commodity::total()),
    };
    let parts = Parts {
        line: fields.sheet.line(row),
        reporter: match columns.reporter {
            Some(reporter) => area(fields, row, reporter),
            None => Some(Area::WORLD),
        },
        partner,
        flow: Some(flow),
        period: fields.period(row, columns.year, Calendar::Gregorian),
        commodity,
        amount: fields.money(row, column, rules, 1).map(Amount::parts),
    };
    let evidence = if flow == Flow::Export { Evidence::Mirrored } else { Evidence::Reported };
    reading.take(parts.observation().map(|row| {
        let coded = !row.commodity.is_total();
        let classification =
            if coded { Classification::HSUnknown } else { Classification::Unknown };
        Observation { evidence, valuation: Valuation::Cif, classification, ..row }
    }));
}

/// Codes are in lower case; those of no single area begin with `0-` or `e-`, continents with `c-`.
fn area(fields: &mut Fields<'_>, row: usize, column: usize) -> Option<Area> {
    let text = fields.text(row, column);
    let found = match text {
        // Replies over all reporters or partners leave the name out.
        "" | "all" => Some(Area::WORLD),
        "0-unspecified" | "unspecified" => Area::from_code("_X").ok(),
        "c-af" => Area::from_code("AFRICA").ok(),
        "c-am" => Area::from_code("AMERIC").ok(),
        "c-as" => Area::from_code("ASIA").ok(),
        "c-eu" => Area::from_code("EUROPE").ok(),
        "c-oc" => Area::from_code("OCEAN").ok(),
        other => match other.strip_prefix("e-") {
            Some(number) => Area::by_number(number, Numbering::Comtrade),
            None => Area::find(&other.to_uppercase()).ok(),
        },
    };
    if found.is_none() {
        fields.fault((row, column), "S211", text, |text| {
            Diagnostic::error("S211", format!("unknown area `{text}`"))
                .help("add the code to `[areas]` with its ISO code")
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::read_dataset;
    use crate::read::{DatasetSpec, Input};

    fn read(text: &str) -> Vec<String> {
        let input = Input { dataset: "o", path: "o.json", bytes: text.as_bytes() };
        let (table, _) = read_dataset(input, &DatasetSpec::default());
        let rows = table.rows().iter();
        rows.map(|row| {
            let (reporter, partner, flow) = (row.reporter, row.partner, row.flow.id());
            format!("{reporter} {flow} {partner} {} {}", row.commodity, row.thousandths())
        })
        .collect()
    }

    #[test]
    fn names_of_each_version_are_read() {
        let now =
            r#"[{"year":2002,"reporter_iso":"chl","partner_iso":"e-490","trade_value_usd_imp":5}]"#;
        assert_eq!(read(now), ["CHL import S19 TOTAL 5000"]);
        let before = r#"[{"year":2002,"reporter_iso":"chl","partner_iso":"arg","product_code":"1101","export_value_usd":7}]"#;
        assert_eq!(read(before), ["CHL export ARG 1101 7000"]);
        let world = r#"[{"year":2002,"commodity_code":"110100","trade_value_usd_imp":9}]"#;
        assert_eq!(read(world), ["WLD import WLD 110100 9000"]);
    }
}
