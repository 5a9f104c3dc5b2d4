//! Open Trade Statistics: rows of its API, with imports and exports side by side.
//!
//! Exports are what the partner reports as imports, so both columns are CIF and exports are mirrored. An empty
//! answer is a sentence in `observation`, and a silent reporter may show as 0.

use super::{Reading, Source, Terms};
use crate::diag::Diagnostic;
use crate::read::number::{CellRules, NumberFormat};
use crate::read::{Amount, Calendar, DatasetSpec, Fields, Sheet};
use crate::table::{Observation, Parts};
use crate::trade::{Area, Classification, Commodity, Evidence, Flow, Valuation};

/// The format.
pub struct Ots;

struct Columns {
    year: usize,
    reporter: usize,
    partner: Option<usize>,
    commodity: Option<usize>,
    imports: Option<usize>,
    exports: Option<usize>,
    observation: Option<usize>,
}

fn columns(sheet: &Sheet) -> Option<Columns> {
    let (imports, exports) =
        (sheet.column("trade_value_usd_imp"), sheet.column("trade_value_usd_exp"));
    let observation = sheet.column("observation");
    imports.or(exports).or(observation)?;
    Some(Columns {
        year: sheet.column("year")?,
        reporter: sheet.column("reporter_iso")?,
        partner: sheet.column("partner_iso"),
        commodity: sheet.column("commodity_code"),
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
        columns(sheet)?;
        Some("names reporter_iso, trade_value_usd_imp, trade_value_usd_exp".to_owned())
    }

    fn terms(&self, _: &Sheet, _: &DatasetSpec) -> Terms {
        Terms { unit: "USD".to_owned(), valuation: "cif, exports mirrored".to_owned() }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(columns) = columns(sheet) else { return Reading::refusal(vec![]) };
        let mut fields = Fields::new(sheet, spec);
        let mut reading = Reading::default();
        for row in 0..sheet.len() {
            if let Some(message) = told(sheet, row, &columns) {
                reading.refused |= sheet.len() == 1;
                reading.diagnostics.push(message);
                continue;
            }
            for (flow, column) in [(Flow::Import, columns.imports), (Flow::Export, columns.exports)]
            {
                if let Some(column) = column.filter(|column| !sheet.cell(row, *column).is_empty()) {
                    read_cell(&mut fields, (row, column), flow, &columns, &mut reading);
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
    flow: Flow,
    columns: &Columns,
    reading: &mut Reading,
) {
    let rules = CellRules::new(NumberFormat::PLAIN);
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
        reporter: area(fields, row, columns.reporter),
        partner,
        flow: Some(flow),
        period: fields.period(row, columns.year, Calendar::Gregorian),
        commodity,
        amount: fields.money(row, column, &rules, 1).map(Amount::parts),
    };
    let evidence = if flow == Flow::Export { Evidence::Mirrored } else { Evidence::Reported };
    reading.take(parts.observation().map(|row| {
        let coded = !row.commodity.is_total();
        let classification =
            if coded { Classification::HSUnknown } else { Classification::Unknown };
        Observation { evidence, valuation: Valuation::Cif, classification, ..row }
    }));
}

/// Codes are in lower case, and those of no single area begin with `0-` or `c-`.
fn area(fields: &mut Fields<'_>, row: usize, column: usize) -> Option<Area> {
    let text = fields.text(row, column);
    let code = match text {
        // Replies over all reporters or partners leave the name out.
        "" | "all" => "WLD".to_owned(),
        "0-unspecified" => "_X".to_owned(),
        other => other.to_uppercase(),
    };
    let found = Area::find(&code).ok();
    if found.is_none() {
        fields.fault((row, column), "S211", text, |text| {
            Diagnostic::error("S211", format!("unknown area `{text}`"))
        });
    }
    found
}
