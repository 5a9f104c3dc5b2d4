//! ITC Trade Map: text downloads of partners, of reporters or of products, years across.
//!
//! Values are thousand dollars, which the file may not say. The file never names its reporter; a list headed
//! "Importers" with "Exported value" shows the partners of an exporter that stands in the page's title alone.

use super::{Reading, Source, Terms, declared_area};
use crate::diag::Diagnostic;
use crate::read::number::{CellRules, NumberFormat};
use crate::read::{Amount, AreaForm, DatasetSpec, Fields, Sheet, squeeze};
use crate::table::Parts;
use crate::trade::{Classification, Commodity, Flow, Period, Valuation};

/// The format.
pub struct TradeMap;

/// Dollars in a counted unit.
const UNIT: i64 = 1_000;

/// What the rows of a list are.
#[derive(Clone, Copy, PartialEq)]
enum Rows {
    Partners,
    Reporters,
    Products,
}

struct Layout {
    rows: Rows,
    flow: Flow,
    years: Vec<(usize, Period)>,
}

fn layout(sheet: &Sheet) -> Option<Layout> {
    let first = squeeze(sheet.names().first()?);
    let years: Vec<(usize, Flow, Period)> = (0..sheet.names().len())
        .filter_map(|column| year(&sheet.names()[column], column))
        .collect();
    let flow = years.first()?.1;
    let rows = match (first.as_str(), flow) {
        ("importers", Flow::Export) | ("exporters", Flow::Import) => Rows::Partners,
        ("exporters" | "importers", _) => Rows::Reporters,
        ("code" | "productcode" | "hs", _) => Rows::Products,
        _ => return None,
    };
    Some(Layout {
        rows,
        flow,
        years: years.into_iter().map(|(column, _, period)| (column, period)).collect(),
    })
}

/// `Exported value in 2009` and `imported value in 2009, US Dollar thousand`.
fn year(name: &str, column: usize) -> Option<(usize, Flow, Period)> {
    let lower = name.to_lowercase();
    let (flow, rest) = match lower.strip_prefix("exported value in ") {
        Some(rest) => (Flow::Export, rest),
        None => (Flow::Import, lower.strip_prefix("imported value in ")?),
    };
    let year = rest.get(..4)?.parse::<Period>().ok()?;
    Some((column, flow, year))
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
        let rows = match layout.rows {
            Rows::Partners => "a list of partners",
            Rows::Reporters => "a list of reporters",
            Rows::Products => "a list of products",
        };
        Some(format!(
            "{rows}, columns `{} value in ...`",
            if layout.flow == Flow::Export { "exported" } else { "imported" }
        ))
    }

    fn terms(&self, _: &Sheet, _: &DatasetSpec) -> Terms {
        Terms {
            unit: "USD thousand".to_owned(),
            valuation: "cif for imports, fob for exports".to_owned(),
        }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(layout) = layout(sheet) else { return Reading::refusal(vec![]) };
        let mut reading = Reading::default();
        if layout.rows != Rows::Reporters && spec.reporter.is_none() {
            reading.unstated(sheet, "reporter");
        }
        if spec.evidence.is_none() {
            reading.diagnostics.push(
                Diagnostic::warning("S106", "the file does not say which values are mirror data")
                    .at(sheet.header_place())
                    .because("for reporters that are silent it shows what their partners report")
                    .help("set `evidence` in dataset.toml once you know"),
            );
        }
        let mut fields = Fields::new(sheet, spec);
        let rules = CellRules::new(NumberFormat::PLAIN);
        for row in 0..sheet.len() {
            for (column, period) in &layout.years {
                read_cell(
                    &mut fields,
                    (row, *column),
                    *period,
                    &layout,
                    spec,
                    &rules,
                    &mut reading,
                );
            }
        }
        reading.diagnostics.extend(fields.faults.finish());
        reading
    }
}

fn read_cell(
    fields: &mut Fields<'_>,
    (row, column): (usize, usize),
    period: Period,
    layout: &Layout,
    spec: &DatasetSpec,
    rules: &CellRules,
    reading: &mut Reading,
) {
    if fields.text(row, column).is_empty() {
        return;
    }
    let area = |fields: &mut Fields<'_>| fields.area(row, 0, AreaForm::Name);
    let declared = || declared_area(spec.reporter.as_deref(), "_R");
    let (reporter, partner) = match layout.rows {
        Rows::Partners => (declared(), area(fields)),
        Rows::Reporters => {
            (area(fields), declared_area(Some(spec.partner.as_deref().unwrap_or("WLD")), "WLD"))
        }
        Rows::Products => {
            (declared(), declared_area(Some(spec.partner.as_deref().unwrap_or("WLD")), "WLD"))
        }
    };
    let commodity = match layout.rows {
        Rows::Products => code(fields, row),
        _ => Some(
            spec.commodity
                .as_deref()
                .and_then(|c| Commodity::parse(c).ok())
                .unwrap_or_else(Commodity::total),
        ),
    };
    let line = fields.sheet.line(row);
    let amount = fields.money(row, column, rules, UNIT).map(Amount::parts);
    let parts = Parts {
        line,
        reporter,
        partner,
        flow: Some(layout.flow),
        period: Some(period),
        commodity,
        amount,
    };
    reading.take(parts.observation().map(|mut observation| {
        if !observation.commodity.is_total() {
            let declared = spec.classification.as_deref().and_then(|text| text.parse().ok());
            observation.classification = declared.unwrap_or(Classification::HSUnknown);
        }
        let border = if layout.flow == Flow::Import { Valuation::Cif } else { Valuation::Fob };
        observation.valuation = spec.valuation.unwrap_or(border);
        if let Some(evidence) = spec.evidence {
            observation.evidence = evidence;
        }
        observation
    }));
}

/// The code of a product; some downloads put an apostrophe before it.
fn code(fields: &mut Fields<'_>, row: usize) -> Option<Commodity> {
    match fields.text(row, 0).strip_prefix('\'') {
        Some(rest) => Commodity::parse(rest).ok(),
        None => fields.commodity(row, 0),
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
}
