//! World Bank WITS: country summaries with years across, partner tables, and SDMX-JSON replies.
//!
//! Summaries are million dollars, partner tables and SDMX thousand. Only money over all products becomes
//! observations: shares, indices and WITS's own product groups are counted and left out.

use super::{Reading, Source, Terms, lacking};
use crate::diag::Diagnostic;
use crate::read::number::{CellRules, NumberFormat};
use crate::read::{Amount, AreaForm, Calendar, DatasetSpec, Fields, Sheet};
use crate::table::{Observation, Parts};
use crate::trade::{Commodity, Flow, Money, Period, Valuation};

/// The format.
pub struct Wits;

enum Layout {
    /// A row a series, years across.
    Summary { partner: usize, product: usize, indicator: usize, years: Vec<(usize, Period)> },
    /// A row a partner.
    Partners { year: usize, flow: usize, value: usize },
    /// Flattened SDMX.
    Sdmx {
        reporter: usize,
        partner: usize,
        product: usize,
        indicator: usize,
        year: usize,
        value: usize,
    },
}

fn layout(sheet: &Sheet) -> Option<Layout> {
    let find = |name: &str| sheet.find(&[name]);
    if let (Some(partner), Some(product), Some(indicator), Some(_)) =
        (find("partner"), find("productcategories"), find("indicator"), find("indicatortype"))
    {
        let year = |column: usize| Some((column, sheet.names()[column].parse::<Period>().ok()?));
        let years = (0..sheet.names().len()).filter_map(year).collect();
        return Some(Layout::Summary { partner, product, indicator, years });
    }
    if let (Some(_), Some(_), Some(year), Some(flow)) =
        (find("reportername"), find("partnername"), find("year"), find("tradeflow"))
    {
        let value = sheet.find(&["exportusthousand", "importusthousand"])?;
        return Some(Layout::Partners { year, flow, value });
    }
    Some(Layout::Sdmx {
        reporter: sheet.column("REPORTER")?,
        partner: sheet.column("PARTNER")?,
        product: sheet.column("PRODUCTCODE")?,
        indicator: sheet.column("INDICATOR")?,
        year: sheet.find(&["timeperiod", "year"])?,
        value: sheet.column("OBS_VALUE")?,
    })
}

impl Source for Wits {
    fn id(&self) -> &'static str {
        "wits"
    }

    fn title(&self) -> &'static str {
        "World Bank WITS"
    }

    fn recognizes(&self, sheet: &Sheet) -> Option<String> {
        Some(match layout(sheet)? {
            Layout::Summary { .. } => {
                "a country summary: columns Product categories, Indicator Type, years".to_owned()
            }
            Layout::Partners { .. } => {
                "a partner table: columns Reporter Name, Partner Name, Trade Flow".to_owned()
            }
            Layout::Sdmx { .. } => {
                "SDMX with dimensions REPORTER, PARTNER, PRODUCTCODE, INDICATOR".to_owned()
            }
        })
    }

    fn terms(&self, sheet: &Sheet, _: &DatasetSpec) -> Terms {
        let unit = match layout(sheet) {
            Some(Layout::Summary { .. }) => "USD million",
            _ => "USD thousand",
        };
        Terms { unit: unit.to_owned(), valuation: "cif for imports, fob for exports".to_owned() }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let mut reader = Reader {
            fields: Fields::new(sheet, spec),
            rules: CellRules::new(NumberFormat::PLAIN),
            spec,
            reading: Reading::default(),
            left_out: vec![],
        };
        match layout(sheet) {
            Some(Layout::Summary { partner, product, indicator, years }) => {
                for row in 0..sheet.len() {
                    reader.summary(row, (partner, product, indicator), &years);
                }
            }
            Some(Layout::Partners { year, flow, value }) => {
                for row in 0..sheet.len() {
                    reader.partner(row, year, flow, value);
                }
            }
            Some(Layout::Sdmx { reporter, partner, product, indicator, year, value }) => {
                for row in 0..sheet.len() {
                    reader.sdmx(row, [reporter, partner, product, indicator, year, value]);
                }
            }
            None => {
                return Reading::refusal(vec![lacking(
                    sheet,
                    "S104",
                    "no layout of WITS fits",
                    "set another `format`",
                )]);
            }
        }
        reader.finish()
    }
}

struct Reader<'a> {
    fields: Fields<'a>,
    rules: CellRules,
    spec: &'a DatasetSpec,
    reading: Reading,
    /// Rows that hold no money over all products.
    left_out: Vec<usize>,
}

impl Reader<'_> {
    /// The direction of an indicator of money, by its words.
    fn direction(indicator: &str) -> Option<Flow> {
        Some(match indicator {
            "Exports (in US$ Mil)" | "Trade (US$ Mil)-Top 5 Export Partner" | "XPRT-TRD-VL" => {
                Flow::Export
            }
            "Imports (in US$ Mil)" | "Trade (US$ Mil)-Top 5 Import Partner" | "MPRT-TRD-VL" => {
                Flow::Import
            }
            _ => return None,
        })
    }

    fn summary(&mut self, row: usize, columns: (usize, usize, usize), years: &[(usize, Period)]) {
        let (partner, product, indicator) = columns;
        let all = matches!(self.fields.text(row, product), "All Products" | "...");
        let Some(flow) = Self::direction(self.fields.text(row, indicator)).filter(|_| all) else {
            self.left_out.push(row);
            return;
        };
        for (column, period) in years {
            if self.fields.text(row, *column).is_empty() {
                continue;
            }
            let partner_ = if self.fields.text(row, partner) == "..." {
                Some(crate::trade::Area::WORLD)
            } else {
                self.fields.area(row, partner, AreaForm::Name)
            };
            let amount = self.fields.money(row, *column, &self.rules, 1_000_000).map(Amount::parts);
            let parts = Parts {
                line: self.fields.sheet.line(row),
                reporter: self.fields.area(row, 0, AreaForm::Name),
                partner: partner_,
                flow: Some(flow),
                period: Some(*period),
                commodity: Some(Commodity::total()),
                amount,
            };
            self.take(parts, 5_000_000);
        }
    }

    fn partner(&mut self, row: usize, year: usize, flow: usize, value: usize) {
        let amount = self.fields.money(row, value, &self.rules, 1_000).map(Amount::parts);
        let parts = Parts {
            line: self.fields.sheet.line(row),
            reporter: self.fields.area(row, 0, AreaForm::Name),
            partner: self.fields.area(row, 1, AreaForm::Name),
            flow: self.fields.flow(row, flow),
            period: self.fields.period(row, year, Calendar::Gregorian),
            commodity: Some(Commodity::total()),
            amount,
        };
        self.take(parts, 5_000);
    }

    fn sdmx(&mut self, row: usize, columns: [usize; 6]) {
        let [reporter, partner, product, indicator, year, value] = columns;
        let total = matches!(self.fields.text(row, product), "Total" | "TOTAL" | "999999");
        let Some(flow) = Self::direction(self.fields.text(row, indicator)).filter(|_| total) else {
            self.left_out.push(row);
            return;
        };
        let amount = self.fields.money(row, value, &self.rules, 1_000).map(Amount::parts);
        let parts = Parts {
            line: self.fields.sheet.line(row),
            reporter: self.fields.area(row, reporter, AreaForm::Name),
            partner: self.fields.area(row, partner, AreaForm::Name),
            flow: Some(flow),
            period: self.fields.period(row, year, Calendar::Gregorian),
            commodity: Some(Commodity::total()),
            amount,
        };
        self.take(parts, 500);
    }

    /// Takes a value as printed: it lies within half a unit of its last digit.
    fn take(&mut self, parts: Parts, half: i64) {
        let complete = |mut row: Observation| {
            let import = row.flow == Flow::Import;
            row.valuation =
                self.spec.valuation.unwrap_or(if import { Valuation::Cif } else { Valuation::Fob });
            let half = Money::from_thousandths(half);
            row.interval = row.primary_value.map(|value| (value - half, value + half));
            row
        };
        let row = parts.observation().map(complete);
        self.reading.take(row);
    }

    fn finish(mut self) -> Reading {
        if let Some(first) = self.left_out.first() {
            let count = self.left_out.len();
            self.reading.diagnostics.push(
                Diagnostic::note(
                    "S110",
                    format!("{count} rows are shares, indices or product groups, not observations"),
                )
                .at(self.fields.sheet.row_place(*first))
                .because("they are no money over all products, and are not read"),
            );
        }
        self.reading.diagnostics.extend(self.fields.faults.finish());
        self.reading
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_dataset;
    use crate::read::{DatasetSpec, Input};

    #[test]
    fn millions_of_a_summary_carry_the_interval_of_their_print() {
        let text = "Reporter,Partner,Product categories,Indicator Type,Indicator,2015,2014\n\
                    Afghanistan,World,All Products,Export,Exports (in US$ Mil),     571.40,\n\
                    Afghanistan,Pakistan,All Products,Export,Partner share(%)-Top 5 Export Partner, 40.00, 41.00\n";
        let input = Input { dataset: "w", path: "w.csv", bytes: text.as_bytes() };
        let (table, found) = read_dataset(input, &DatasetSpec::default());
        let row = &table.rows()[0];
        assert_eq!((table.rows().len(), row.primary_value.unwrap().dollars()), (1, 571_400_000.0));
        assert_eq!(row.interval.unwrap().0.dollars(), 571_395_000.0);
        assert_eq!(
            found[0].title,
            "1 rows are shares, indices or product groups, not observations"
        );
    }
}
