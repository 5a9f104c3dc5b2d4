//! World Bank WITS: country summaries with years across, partner and product tables, query results by code, and
//! SDMX-JSON replies.
//!
//! Summaries are million dollars, everything else thousand. Only money over all products or by commodity code
//! becomes observations: shares, indices and WITS's own product groups are counted and left out.

use super::{Publisher, Reading, Source, Terms, lacking};
use crate::diag::Diagnostic;
use crate::read::number::CellRules;
use crate::read::{Amount, AreaForm, Calendar, DatasetSpec, Fields, RowsAllowed, Sheet};
use crate::table::{Observation, Parts};
use crate::trade::{Classification, Commodity, Flow, Money, Period, Valuation};

/// The format.
pub struct Wits;

enum Layout {
    /// A row a series, years across.
    Summary { subject: Subject, years: Vec<(usize, Period)> },
    /// A row a partner or a product group, as the pages of the site are saved.
    Page(Page),
    /// A row a commodity code, as queries are saved.
    Coded(Coded),
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

/// Columns that say what a row of a summary is about.
#[derive(Clone, Copy)]
struct Subject {
    reporter: usize,
    partner: usize,
    product: usize,
    indicator: usize,
}

/// Columns of a saved page.
#[derive(Clone, Copy)]
struct Page {
    reporter: usize,
    partner: usize,
    product: Option<usize>,
    year: usize,
    flow: usize,
    exports: Option<usize>,
    imports: Option<usize>,
}

/// Columns of a query's result.
#[derive(Clone, Copy)]
struct Coded {
    nomenclature: Option<usize>,
    reporter: usize,
    partner: usize,
    product: usize,
    year: usize,
    flow: usize,
    value: usize,
}

fn layout(sheet: &Sheet) -> Option<Layout> {
    summary(sheet)
        .or_else(|| page(sheet).map(Layout::Page))
        .or_else(|| coded(sheet).map(Layout::Coded))
        .or_else(|| sdmx(sheet))
}

fn summary(sheet: &Sheet) -> Option<Layout> {
    let find = |name: &str| sheet.find(&[name]);
    find("indicatortype")?;
    let year = |column: usize| Some((column, sheet.names()[column].parse::<Period>().ok()?));
    let subject = Subject {
        reporter: find("reporter")?,
        partner: find("partner")?,
        product: find("productcategories")?,
        indicator: find("indicator")?,
    };
    let years: Vec<(usize, Period)> = (0..sheet.names().len()).filter_map(year).collect();
    (!years.is_empty()).then_some(Layout::Summary { subject, years })
}

fn page(sheet: &Sheet) -> Option<Page> {
    let find = |name: &str| sheet.find(&[name]);
    let (exports, imports) = (find("exportusthousand"), find("importusthousand"));
    exports.or(imports)?;
    Some(Page {
        reporter: find("reportername")?,
        partner: find("partnername")?,
        product: sheet.find(&["productgroup", "productcategories", "product"]),
        year: find("year")?,
        flow: find("tradeflow")?,
        exports,
        imports,
    })
}

fn coded(sheet: &Sheet) -> Option<Coded> {
    Some(Coded {
        nomenclature: sheet.find(&["nomenclature", "nomencode", "nomenclaturecode"]),
        reporter: sheet.find(&["reporteriso3", "reportername", "reporter"])?,
        partner: sheet.find(&["partneriso3", "partnername", "partner"])?,
        product: sheet.find(&["productcode"])?,
        year: sheet.find(&["year"])?,
        flow: sheet.find(&["tradeflowname", "tradeflow"])?,
        value: sheet.find(&["tradevaluein1000usd", "tradevalue1000usd"])?,
    })
}

fn sdmx(sheet: &Sheet) -> Option<Layout> {
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
            Layout::Page(Page { product: None, .. }) => {
                "a partner table: columns Reporter Name, Partner Name, Trade Flow".to_owned()
            }
            Layout::Page(_) => {
                "a product table: columns Reporter Name, Partner Name, Product Group".to_owned()
            }
            Layout::Coded(coded) => format!(
                "a query's result: columns ProductCode and `{}`",
                sheet.names()[coded.value]
            ),
            Layout::Sdmx { .. } => {
                "SDMX with dimensions REPORTER, PARTNER, PRODUCTCODE, INDICATOR".to_owned()
            }
        })
    }

    fn publisher(&self) -> Option<Publisher> {
        Some(Publisher {
            name: "World Bank, WITS",
            url: "https://wits.worldbank.org",
            citation: "World Bank, World Integrated Trade Solution (WITS)",
            licence: "CC BY 4.0; figures drawn from UN Comtrade keep its terms",
            rows: RowsAllowed::No,
            attribution: "World Bank WITS, after UN Comtrade",
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
        let mut fields = Fields::new(sheet, spec);
        let Some(layout) = layout(sheet) else {
            let (title, help) = ("no layout of WITS fits", "set another `format`");
            return Reading::refusal(vec![lacking(sheet, "S104", title, help)]);
        };
        let Some(rules) = value_column(&layout).and_then(|c| fields.source_rules(c, spec)) else {
            return Reading::refusal(fields.faults.finish());
        };
        let reading = Reading::of(&rules);
        let mut reader = Reader { fields, rules, spec, reading, left_out: vec![] };
        for row in 0..sheet.len() {
            match &layout {
                Layout::Summary { subject, years } => reader.summary(row, *subject, years),
                Layout::Page(page) => reader.page(row, *page),
                Layout::Coded(coded) => reader.coded(row, *coded),
                Layout::Sdmx { reporter, partner, product, indicator, year, value } => {
                    reader.sdmx(row, [*reporter, *partner, *product, *indicator, *year, *value]);
                }
            }
        }
        reader.finish()
    }
}

/// A column of values, which tells how numbers are written.
fn value_column(layout: &Layout) -> Option<usize> {
    match layout {
        Layout::Summary { years, .. } => years.first().map(|(column, _)| *column),
        Layout::Page(page) => page.exports.or(page.imports),
        Layout::Coded(coded) => Some(coded.value),
        Layout::Sdmx { value, .. } => Some(*value),
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

    fn summary(&mut self, row: usize, subject: Subject, years: &[(usize, Period)]) {
        let Subject { reporter, partner, product, indicator } = subject;
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
                reporter: self.fields.area(row, reporter, AreaForm::Name),
                partner: partner_,
                flow: Some(flow),
                period: Some(*period),
                commodity: Some(Commodity::total()),
                amount,
            };
            self.take(parts, 5_000_000);
        }
    }

    fn page(&mut self, row: usize, page: Page) {
        let whole = page.product.is_none_or(|column| {
            matches!(self.fields.text(row, column), "All Products" | "Total" | "...")
        });
        let flow = self.fields.flow(row, page.flow);
        let value = match flow {
            Some(Flow::Import | Flow::ReImport) => page.imports,
            _ => page.exports,
        };
        let Some(value) = value.filter(|_| whole) else {
            self.left_out.push(row);
            return;
        };
        let amount = self.fields.money(row, value, &self.rules, 1_000).map(Amount::parts);
        let parts = Parts {
            line: self.fields.sheet.line(row),
            reporter: self.fields.area(row, page.reporter, AreaForm::Name),
            partner: self.fields.area(row, page.partner, AreaForm::Name),
            flow,
            period: self.fields.period(row, page.year, Calendar::Gregorian),
            commodity: Some(Commodity::total()),
            amount,
        };
        self.take(parts, 5_000);
    }

    fn coded(&mut self, row: usize, coded: Coded) {
        let declared = self.spec.classification.as_deref().and_then(|text| text.parse().ok());
        let told = coded.nomenclature.and_then(|column| self.fields.text(row, column).parse().ok());
        let classification = told.or(declared).unwrap_or(Classification::HSUnknown);
        let amount = self.fields.money(row, coded.value, &self.rules, 1_000).map(Amount::parts);
        let parts = Parts {
            line: self.fields.sheet.line(row),
            reporter: self.fields.area(row, coded.reporter, AreaForm::Name),
            partner: self.fields.area(row, coded.partner, AreaForm::Name),
            flow: self.fields.flow(row, coded.flow),
            period: self.fields.period(row, coded.year, Calendar::Gregorian),
            commodity: self.fields.commodity_in(row, coded.product, classification),
            amount,
        };
        self.take_of(parts, 500, classification);
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
        self.take_of(parts, half, Classification::Unknown);
    }

    fn take_of(&mut self, parts: Parts, half: i64, classification: Classification) {
        let complete = |mut row: Observation| {
            row.classification = classification;
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
    fn product_groups_are_no_totals() {
        let text = "Reporter Name,Partner Name,Year,Trade Flow,Product Group,Export (US$ Thousand)\n\
                    Afghanistan, World,2018,Export,All Products,884504.75\nAfghanistan, World,2018,Export,Animal,3.5\n";
        let input = Input { dataset: "w", path: "w.csv", bytes: text.as_bytes() };
        let (table, found) = read_dataset(input, &DatasetSpec::default());
        let values: Vec<i128> =
            table.rows().iter().map(crate::table::Observation::thousandths).collect();
        assert_eq!(values, [884_504_750_000]);
        assert_eq!(found.iter().map(|d| d.code).collect::<Vec<_>>(), ["S110"]);
    }

    #[test]
    fn results_of_queries_keep_codes_and_editions() {
        let text = "Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,TradeFlowName,TradeFlowCode,TradeValue in 1000 USD\n\
                    H4,RUS,110100,Russian Federation,AFG,Afghanistan,2014,Gross Exp.,6,50.125\n\
                    H4,RUS,11010,Russian Federation,AFG,Afghanistan,2015,Export,2,50.125\n";
        let input = Input { dataset: "w", path: "w.csv", bytes: text.as_bytes() };
        let (table, found) = read_dataset(input, &DatasetSpec::default());
        let rows: Vec<String> = table
            .rows()
            .iter()
            .map(|row| {
                format!(
                    "{} {} {} {}",
                    row.flow.id(),
                    row.classification,
                    row.commodity,
                    row.thousandths()
                )
            })
            .collect();
        assert_eq!(rows, ["export HS2012 110100 50125000"]);
        assert_eq!(found[0].title, "code `11010` has 5 digits");
    }

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
