//! IMF Direction of Trade (DOTS, IMTS): bulk time series with years across, SDMX-CSV in rows or across, and the
//! compact JSON of the service.
//!
//! Areas of the bulk file are numbered in the Fund's own list. A scale must be stated (SCALE) or declared (S105);
//! rows of status belong to the rows of value beside them. Tables of the same shape that are no trade are refused
//! (S104), and other indicators among those of trade are left out.

use std::collections::BTreeMap;

use super::{Publisher, Reading, Source, Terms};
use crate::diag::Diagnostic;
use crate::read::number::CellRules;
use crate::read::{
    Amount, AreaForm, Calendar, DatasetSpec, Fields, MoneyUnit, RowsAllowed, Sheet, field, period,
    squeeze,
};
use crate::table::{Lost, Observation, Parts};
use crate::trade::{Area, Commodity, Evidence, Flow, Numbering, ObsStatus, Period, Valuation};

/// The format.
pub struct Imf;

struct Columns {
    reporter: usize,
    partner: Option<usize>,
    indicator: usize,
    attribute: Option<usize>,
    scale: Option<usize>,
    status: Option<usize>,
    years: Vec<(usize, Period)>,
    /// Period and value of the long form.
    long: Option<(usize, usize)>,
    areas: AreaForm,
}

fn columns(sheet: &Sheet) -> Option<Columns> {
    let find = |names: &[&str]| sheet.find(names);
    let bulk = find(&["countrycode"]).zip(find(&["indicatorcode"]));
    let (reporter, partner, indicator, areas) = match bulk {
        Some((reporter, indicator)) => {
            let partner = find(&["counterpartcountrycode", "counterpartareacode"]);
            (reporter, partner, indicator, AreaForm::Number(Numbering::Imf))
        }
        None => (
            find(&["country", "refarea"])?,
            Some(find(&["counterpartcountry", "counterpartarea"])?),
            find(&["indicator"])?,
            AreaForm::Name,
        ),
    };
    let long = find(&["timeperiod"]).zip(find(&["obsvalue"]));
    let years = (0..sheet.names().len()).filter_map(|column| year(sheet, column)).collect();
    Some(Columns {
        reporter,
        partner,
        indicator,
        attribute: find(&["attribute"]),
        scale: find(&["scale", "unitmult"]),
        status: find(&["obsstatus", "status"]),
        years,
        long,
        areas,
    })
}

/// A column named by a period: `2019`, `2019Q1`, `2019M1`.
fn year(sheet: &Sheet, column: usize) -> Option<(usize, Period)> {
    match period::read(&sheet.names()[column], Calendar::Gregorian) {
        Ok((period, None)) => Some((column, period)),
        _ => None,
    }
}

/// Direction and border value of an indicator of trade, by its code or its label.
fn indicator(text: &str) -> Option<(Flow, Valuation)> {
    let code = text.strip_prefix('T').unwrap_or(text);
    Some(match code {
        "XG_FOB_USD" => (Flow::Export, Valuation::Fob),
        "MG_CIF_USD" => (Flow::Import, Valuation::Cif),
        "MG_FOB_USD" => (Flow::Import, Valuation::Fob),
        _ => return labeled(&squeeze(text)),
    })
}

/// `Exports of goods, Free on board (FOB), US dollar` and its kin of other years.
fn labeled(label: &str) -> Option<(Flow, Valuation)> {
    let has = |word: &str| label.contains(word);
    if !has("goods") || !has("usdollar") || has("balance") {
        return None;
    }
    match (has("export"), has("import"), has("fob"), has("cif")) {
        (true, false, true, false) => Some((Flow::Export, Valuation::Fob)),
        (false, true, false, true) => Some((Flow::Import, Valuation::Cif)),
        (false, true, true, false) => Some((Flow::Import, Valuation::Fob)),
        _ => None,
    }
}

impl Source for Imf {
    fn id(&self) -> &'static str {
        "imf"
    }

    fn title(&self) -> &'static str {
        "IMF Direction of Trade"
    }

    fn recognizes(&self, sheet: &Sheet) -> Option<String> {
        let columns = columns(sheet)?;
        let names = |columns: &[usize]| {
            let names: Vec<&str> = columns.iter().map(|c| sheet.names()[*c].as_str()).collect();
            names.join(", ")
        };
        let first = [Some(columns.reporter), columns.partner, Some(columns.indicator)];
        let first: Vec<usize> = first.into_iter().flatten().collect();
        match columns.long {
            Some((period, _)) => Some(format!("columns {}, {}", names(&first), names(&[period]))),
            None => (columns.years.len() > 1)
                .then(|| format!("columns {} and {} periods", names(&first), columns.years.len())),
        }
    }

    fn publisher(&self) -> Option<Publisher> {
        Some(Publisher {
            name: "International Monetary Fund",
            url: "https://data.imf.org",
            citation: "International Monetary Fund, Direction of Trade Statistics",
            licence: "IMF terms: free reuse with attribution",
            rows: RowsAllowed::Yes,
            attribution: "International Monetary Fund, Direction of Trade Statistics",
        })
    }

    fn terms(&self, sheet: &Sheet, spec: &DatasetSpec) -> Terms {
        let by_row = columns(sheet).and_then(|columns| columns.scale).map(|_| "USD, by SCALE");
        let unit = by_row.map(str::to_owned).or_else(|| spec.unit.clone());
        Terms { unit: unit.unwrap_or_default(), valuation: "by indicator".to_owned() }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(columns) = columns(sheet) else { return Reading::refusal(vec![]) };
        if let Some(refusal) = other_table(sheet, &columns) {
            // The years are told all the same.
            let years = columns.years.iter();
            let lost = years.map(|(_, period)| Lost { period: Some(*period), ..Lost::default() });
            return Reading { lost: lost.collect(), ..Reading::refusal(vec![refusal]) };
        }
        let mut fields = Fields::new(sheet, spec);
        let of_values = columns.long.map(|(_, value)| value);
        let of_values = of_values.or(columns.years.first().map(|(column, _)| *column));
        let Some(rules) = of_values.and_then(|column| fields.source_rules(column, spec)) else {
            return Reading::refusal(fields.faults.finish());
        };
        let declared = spec.unit.as_deref().and_then(|text| text.parse::<MoneyUnit>().ok());
        let mut reading = Reading::of(&rules);
        if columns.scale.is_none() && declared.is_none() {
            reading.undeclared = true;
            reading.diagnostics.push(no_unit(sheet, &columns));
        }
        if declared.is_none()
            && let Some(fault) = doubtful_scale(sheet, &columns)
        {
            return Reading::refusal(vec![fault]);
        }
        let statuses = statuses(sheet, &columns);
        let factor = declared.map(|unit| unit.factor);
        let mut reader = Reader { fields, rules, factor, columns, statuses, spec };
        for row in 0..sheet.len() {
            reader.row(row, &mut reading);
        }
        reading.diagnostics.extend(left_out(sheet, reader.columns.indicator));
        reading.diagnostics.extend(reader.fields.faults.finish());
        reading
    }
}

/// Dollars that trade of two areas, or of one with the World, has never come near in a year.
const MOST: [f64; 2] = [1e12, 3e13];

/// A scale that cannot be meant: the Fund's own service writes dollars and `SCALE` 6 beside them.
fn doubtful_scale(sheet: &Sheet, columns: &Columns) -> Option<Diagnostic> {
    let (scale, (_, value)) = (columns.scale?, columns.long?);
    let flow = sheet.find(&["dataflow", "structureid"]);
    let most = |row: usize| {
        let partner = columns.partner.map_or("", |column| sheet.cell(row, column));
        MOST[usize::from(matches!(partner, "G001" | "World" | "WLD" | ""))]
    };
    let doubtful = |row: &usize| {
        let factor = scale_factor(sheet.cell(*row, scale)).filter(|factor| *factor > 1);
        let number = sheet.cell(*row, value).parse::<f64>().ok();
        let by_service = flow.is_some_and(|column| sheet.cell(*row, column).contains("IMTS("));
        factor
            .zip(number)
            .is_some_and(|(factor, number)| by_service || number * factor as f64 > most(*row))
    };
    let is_trade = |row: &usize| indicator(sheet.cell(*row, columns.indicator)).is_some();
    let row = (0..sheet.len()).filter(is_trade).find(doubtful)?;
    Some(
        Diagnostic::error("S105", "unit of the values is in doubt: SCALE may not be applied to them")
            .at(sheet.place(row, scale))
            .label(format!("beside the value {}", sheet.cell(row, value)))
            .because("the service of the IMF writes dollars, and the scale in which they are shown elsewhere")
            .help("set `unit = \"USD\"` if the values are dollars, `unit = \"USD million\"` if they are millions"),
    )
}

fn scale_factor(text: &str) -> Option<i64> {
    Some(match text.to_lowercase().as_str() {
        "0" | "unit" | "units" | "" => 1,
        "3" | "thousand" | "thousands" => 1_000,
        "6" | "million" | "millions" => 1_000_000,
        "9" | "billion" | "billions" => 1_000_000_000,
        _ => return None,
    })
}

/// A table that holds no trade, or attributes besides value and status.
fn other_table(sheet: &Sheet, columns: &Columns) -> Option<Diagnostic> {
    let trade = |row: usize| indicator(sheet.cell(row, columns.indicator)).is_some();
    if !(0..sheet.len()).any(trade) {
        let code = sheet.cell(0, columns.indicator);
        return Some(
            Diagnostic::error("S104", format!("`{code}` is not a trade indicator"))
                .at(sheet.place(0, columns.indicator))
                .because(
                    "the table has the shape of the Direction of Trade and holds something else",
                )
                .help("indicators of trade are TXG_FOB_USD, TMG_CIF_USD and TMG_FOB_USD"),
        );
    }
    let attribute = columns.attribute?;
    let known = |row: &usize| matches!(sheet.cell(*row, attribute), "Value" | "Status" | "");
    let row = (0..sheet.len()).find(|row| !known(row))?;
    let title = format!("attribute `{}` is neither Value nor Status", sheet.cell(row, attribute));
    Some(
        Diagnostic::error("S104", title)
            .at(sheet.place(row, attribute))
            .help("download the series with the attributes Value and Status alone"),
    )
}

fn no_unit(sheet: &Sheet, columns: &Columns) -> Diagnostic {
    let trade = |row: &usize| indicator(sheet.cell(*row, columns.indicator)).is_some();
    let first = (0..sheet.len()).find(trade).unwrap_or(0);
    Diagnostic::error("S105", "unit of the values is not declared")
        .at(sheet.row_place(first))
        .because("the Fund publishes the same table in dollars and in millions; a wrong guess is wrong by a million")
        .help("set `unit = \"USD million\"` or `unit = \"USD\"`")
}

/// Rows of other indicators among those of trade.
fn left_out(sheet: &Sheet, column: usize) -> Option<Diagnostic> {
    let other = |row: &usize| indicator(sheet.cell(*row, column)).is_none();
    let rows: Vec<usize> = (0..sheet.len()).filter(other).collect();
    let first = rows.first()?;
    let title = format!("{} rows are of other indicators, not observations", rows.len());
    Some(
        Diagnostic::note("S110", title)
            .at(sheet.place(*first, column))
            .label("no export or import of goods in US dollars"),
    )
}

/// Rows of status by what they are about.
type Statuses<'a> = BTreeMap<[&'a str; 3], usize>;

fn statuses<'a>(sheet: &'a Sheet, columns: &Columns) -> Statuses<'a> {
    let Some(attribute) = columns.attribute else { return Statuses::new() };
    let of_status = (0..sheet.len()).filter(|row| sheet.cell(*row, attribute) == "Status");
    of_status.map(|row| (subject(sheet, columns, row), row)).collect()
}

fn subject<'a>(sheet: &'a Sheet, columns: &Columns, row: usize) -> [&'a str; 3] {
    let partner = columns.partner.map_or("", |column| sheet.cell(row, column));
    [sheet.cell(row, columns.reporter), partner, sheet.cell(row, columns.indicator)]
}

struct Reader<'a> {
    fields: Fields<'a>,
    rules: CellRules,
    factor: Option<i64>,
    columns: Columns,
    statuses: Statuses<'a>,
    spec: &'a DatasetSpec,
}

impl Reader<'_> {
    fn row(&mut self, row: usize, reading: &mut Reading) {
        if self.columns.attribute.is_some_and(|column| self.fields.text(row, column) == "Status") {
            return;
        }
        if let Some((period, value)) = self.columns.long {
            if indicator(self.fields.text(row, self.columns.indicator)).is_some() {
                let period = self.fields.period(row, period, Calendar::Gregorian);
                self.cell(row, value, period, reading);
            }
            return;
        }
        for (column, period) in self.columns.years.clone() {
            if !self.fields.text(row, column).is_empty() {
                self.cell(row, column, Some(period), reading);
            }
        }
    }

    fn cell(&mut self, row: usize, column: usize, period: Option<Period>, reading: &mut Reading) {
        let Some((flow, valuation)) = indicator(self.fields.text(row, self.columns.indicator))
        else {
            return;
        };
        let reporter = self.area(row, self.columns.reporter);
        let partner = match self.columns.partner {
            Some(column) => self.area(row, column),
            None => Some(Area::WORLD),
        };
        let factor = self.scale(row);
        let amount = factor.and_then(|factor| self.fields.money(row, column, &self.rules, factor));
        let amount = amount.map(Amount::parts);
        let is_zero = amount.is_some_and(|(money, _)| money.is_some_and(|m| m.thousandths() == 0));
        if reporter == partner && is_zero {
            // The diagonal of the producer's matrix holds no trade.
            return;
        }
        let line = self.fields.sheet.line(row);
        let commodity = Some(Commodity::total());
        let parts = Parts { line, reporter, partner, flow: Some(flow), period, commodity, amount };
        let told = self.status(row, column);
        let evidence = self.spec.evidence.unwrap_or(Evidence::Reported);
        reading.take(parts.observation().map(|row| {
            let status = if row.status == ObsStatus::Normal { told } else { row.status };
            Observation { valuation, evidence, status, ..row }
        }));
    }

    /// The state of a value, from its own column or from the row of status beside it.
    fn status(&self, row: usize, column: usize) -> ObsStatus {
        let sheet = self.fields.sheet;
        let letter = match self.columns.status.filter(|_| self.columns.long.is_some()) {
            Some(status) => sheet.cell(row, status),
            None => self
                .statuses
                .get(&subject(sheet, &self.columns, row))
                .map_or("", |status| sheet.cell(*status, column)),
        };
        field::status(letter, ObsStatus::Normal)
    }

    /// An area; the service writes ISO codes, `KOS`, and `G` with a number for groups and the World.
    fn area(&mut self, row: usize, column: usize) -> Option<Area> {
        let text = self.fields.text(row, column);
        let number = text.strip_prefix('G').filter(|number| number.len() == 3);
        match (self.columns.areas, number) {
            (AreaForm::Name, Some(number)) => Area::by_number(number, Numbering::Imf),
            (AreaForm::Name, None) if text == "KOS" => Area::from_code("XKX").ok(),
            _ => None,
        }
        .or_else(|| self.fields.area(row, column, self.columns.areas))
    }

    /// What a number counts: as declared, or as its row says.
    fn scale(&mut self, row: usize) -> Option<i64> {
        if let Some(declared) = self.factor {
            return Some(declared);
        }
        let Some(column) = self.columns.scale else { return Some(1) };
        let found = scale_factor(self.fields.text(row, column));
        if found.is_none() {
            self.fields.fault((row, column), "S216", "scale", |text| {
                Diagnostic::error("S216", format!("unknown unit `{text}`"))
                    .help("SCALE is Units, Thousands or Millions")
            });
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_dataset;
    use crate::read::{DatasetSpec, Input};

    fn read(text: &str, unit: Option<&str>) -> (Vec<String>, Vec<&'static str>) {
        let spec = DatasetSpec { unit: unit.map(str::to_owned), ..DatasetSpec::default() };
        let input = Input { dataset: "i", path: "i.csv", bytes: text.as_bytes() };
        let (table, found) = read_dataset(input, &spec);
        let rows = table.rows().iter().map(|row| {
            format!(
                "{} {} {} {} {} {}",
                row.period,
                row.reporter,
                row.flow.id(),
                row.partner,
                row.thousandths(),
                row.valuation.id()
            )
        });
        (rows.collect(), found.iter().map(|d| d.code).collect())
    }

    const BULK: &str = "Country Name,Country Code,Indicator Name,Indicator Code,Counterpart Country Name,Counterpart Country Code,Attribute,2019,2020,\n\
        Russia,922,\"Goods, Value of Exports, FOB, US Dollars\",TXG_FOB_USD,Afghanistan,512,Value,170.5,153,\n\
        Russia,922,x,TXG_FOB_USD,Afghanistan,512,Status,,E,\nRussia,922,x,TXG_FOB_USD,Russia,922,Value,0,0,\n";

    #[test]
    fn the_bulk_file_needs_its_unit() {
        assert_eq!(read(BULK, None), (vec![], vec!["R206", "S105"]));
        let (rows, _) = read(BULK, Some("USD million"));
        assert_eq!(
            rows,
            ["2019 RUS export AFG 170500000000 fob", "2020 RUS export AFG 153000000000 fob"]
        );
    }

    #[test]
    fn rows_of_status_belong_to_the_values() {
        let spec = DatasetSpec { unit: Some("USD million".into()), ..DatasetSpec::default() };
        let input = Input { dataset: "i", path: "i.csv", bytes: BULK.as_bytes() };
        let (table, _) = read_dataset(input, &spec);
        let letters: String = table.rows().iter().map(|row| row.status.letter()).collect();
        assert_eq!(letters, "AE");
    }

    #[test]
    fn quarters_months_and_labels_are_read() {
        let text = "COUNTRY,COUNTERPART_COUNTRY,INDICATOR,SCALE,2019Q1,2019M1\n\
                    Russian Federation,\"Afghanistan, Islamic Republic of\",\"Exports of goods, Free on board (FOB), US dollar\",Units,30,10\n\
                    Russian Federation,World,\"Trade balance of goods, US dollar\",Units,3,1\n";
        let (rows, found) = read(text, None);
        assert_eq!(rows, ["2019-Q1 RUS export AFG 30000 fob", "2019-01 RUS export AFG 10000 fob"]);
        assert_eq!(found, ["S110", "T207"]);
    }

    #[test]
    fn rows_with_a_scale_are_dollars() {
        let text = "COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE\n\
                    RUS,MG_CIF_USD,AFG,A,2020,3.5,Millions\n";
        assert_eq!(read(text, None).0, ["2020 RUS import AFG 3500000000 cif"]);
    }

    #[test]
    fn dollars_of_the_service_are_not_taken_for_millions() {
        let head = "DATAFLOW,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE\n";
        let row = "IMF.STA:IMTS(1.0.0),USA,XG_FOB_USD,CAN,A,2024,349397894619,6\n";
        let world = "IMF.STA:IMTS(1.0.0),USA,XG_FOB_USD,G001,A,2024,2065411250609,6\n";
        let text = format!("{head}{row}{world}");
        assert_eq!(read(&text, None), (vec![], vec!["S105"]));
        assert_eq!(
            read(&text, Some("USD")).0,
            ["2024 USA export CAN 349397894619000 fob", "2024 USA export WLD 2065411250609000 fob"]
        );
        let portal = "COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE\n\
                      USA,XG_FOB_USD,CAN,A,2024,349397894619,Millions\n";
        assert_eq!(read(portal, None), (vec![], vec!["S105"]));
    }

    #[test]
    fn tables_of_the_same_shape_are_no_trade() {
        let text = "Country Name,Country Code,Indicator Name,Indicator Code,Attribute,2019,2020\nSt. Lucia,362,x,FD_FD_IX,Value,0.1,0.2\n";
        assert_eq!(read(text, None), (vec![], vec!["S104"]));
    }
}
