//! IMF Direction of Trade (DOTS, IMTS): bulk time series with years across, and SDMX-CSV in rows.
//!
//! Areas of the bulk file are numbered in the Fund's own list. A scale must be stated (SCALE) or declared (S105);
//! tables of the same shape that are no trade are refused (S104).

use super::{Reading, Source, Terms, lacking};
use crate::diag::Diagnostic;
use crate::read::number::{CellRules, NumberFormat};
use crate::read::{Amount, AreaForm, Calendar, DatasetSpec, Fields, MoneyUnit, Sheet};
use crate::table::{Observation, Parts};
use crate::trade::{Area, Commodity, Evidence, Flow, Numbering, Period, Valuation};

/// The format.
pub struct Imf;

struct Columns {
    reporter: usize,
    partner: Option<usize>,
    indicator: usize,
    attribute: Option<usize>,
    scale: Option<usize>,
    years: Vec<(usize, Period)>,
    /// Period and value of the long form.
    long: Option<(usize, usize)>,
    areas: AreaForm,
}

fn columns(sheet: &Sheet) -> Option<Columns> {
    let year = |column: usize| Some((column, sheet.names()[column].parse::<Period>().ok()?));
    let years: Vec<(usize, Period)> = (0..sheet.names().len()).filter_map(year).collect();
    let long = sheet.find(&["timeperiod"]).zip(sheet.find(&["obsvalue"]));
    if let (Some(reporter), Some(indicator)) =
        (sheet.find(&["countrycode"]), sheet.find(&["indicatorcode"]))
    {
        return Some(Columns {
            reporter,
            partner: sheet.find(&["counterpartcountrycode"]),
            indicator,
            attribute: sheet.find(&["attribute"]),
            scale: sheet.find(&["scale"]),
            years,
            long,
            areas: AreaForm::Number(Numbering::Imf),
        });
    }
    Some(Columns {
        reporter: sheet.column("COUNTRY")?,
        partner: Some(sheet.column("COUNTERPART_COUNTRY")?),
        indicator: sheet.column("INDICATOR")?,
        attribute: None,
        scale: sheet.column("SCALE"),
        years,
        long,
        areas: AreaForm::Name,
    })
}

/// Direction and border value of an indicator of trade.
fn indicator(code: &str) -> Option<(Flow, Valuation)> {
    let code = code.strip_prefix('T').unwrap_or(code);
    Some(match code {
        "XG_FOB_USD" => (Flow::Export, Valuation::Fob),
        "MG_CIF_USD" => (Flow::Import, Valuation::Cif),
        "MG_FOB_USD" => (Flow::Import, Valuation::Fob),
        _ => return None,
    })
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
        (columns.long.is_some() || columns.years.len() > 1).then(|| match columns.long {
            Some(_) => "columns COUNTRY, COUNTERPART_COUNTRY, INDICATOR, TIME_PERIOD".to_owned(),
            None => "columns Country Code, Indicator Code and years".to_owned(),
        })
    }

    fn terms(&self, _: &Sheet, spec: &DatasetSpec) -> Terms {
        let unit = spec.unit.clone().unwrap_or_else(|| "by SCALE".to_owned());
        Terms { unit, valuation: "by indicator".to_owned() }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(columns) = columns(sheet) else { return Reading::refusal(vec![]) };
        let trade = |row: usize| indicator(sheet.cell(row, columns.indicator)).is_some();
        let Some(first) = (0..sheet.len()).find(|row| trade(*row)) else {
            let code = sheet.cell(0, columns.indicator);
            return Reading::refusal(vec![
                Diagnostic::error("S104", format!("`{code}` is not a trade indicator"))
                    .at(sheet.place(0, columns.indicator))
                    .because("the table has the shape of the Direction of Trade and holds something else")
                    .help("indicators of trade are TXG_FOB_USD, TMG_CIF_USD and TMG_FOB_USD"),
            ]);
        };
        let declared = spec.unit.as_deref().and_then(|text| text.parse::<MoneyUnit>().ok());
        if columns.scale.is_none() && declared.is_none() {
            let mut fault = lacking(
                sheet,
                "S105",
                "unit of the values is not declared",
                "set `unit = \"USD million\"` or `\"USD\"`",
            );
            fault.place = Some(sheet.row_place(first));
            return Reading::refusal(vec![fault]);
        }
        let rows: Vec<usize> = (0..sheet.len()).filter(|row| trade(*row)).collect();
        if declared.is_none()
            && let Some(fault) = doubtful_scale(sheet, &columns, &rows)
        {
            return Reading::refusal(vec![fault]);
        }
        let mut reader = Reader {
            fields: Fields::new(sheet, spec),
            rules: CellRules::new(NumberFormat::PLAIN),
            factor: declared.map(|unit| unit.factor),
            columns,
        };
        let mut reading = Reading::default();
        for row in rows {
            reader.row(row, &mut reading);
        }
        reading.diagnostics = reader.fields.faults.finish();
        reading
    }
}

/// Dollars that trade of two areas, or of one with the World, has never come near in a year.
const MOST: [f64; 2] = [1e12, 3e13];

/// A scale that cannot be meant: the Fund's own service writes dollars and `SCALE` 6 beside them.
fn doubtful_scale(sheet: &Sheet, columns: &Columns, rows: &[usize]) -> Option<Diagnostic> {
    let (scale, (_, value)) = (columns.scale?, columns.long?);
    let flow = sheet.find(&["dataflow", "structureid"]);
    let most = |row: usize| {
        let partner = columns.partner.map_or("", |column| sheet.cell(row, column));
        MOST[usize::from(matches!(partner, "G001" | "World" | "WLD" | ""))]
    };
    let doubtful = |row: &&usize| {
        let factor = scale_factor(sheet.cell(**row, scale)).filter(|factor| *factor > 1);
        let number = sheet.cell(**row, value).parse::<f64>().ok();
        let by_service = flow.is_some_and(|column| sheet.cell(**row, column).contains("IMTS("));
        factor
            .zip(number)
            .is_some_and(|(factor, number)| by_service || number * factor as f64 > most(**row))
    };
    let row = *rows.iter().find(doubtful)?;
    Some(
        Diagnostic::error("S105", "unit of the values is in doubt: SCALE may not be applied to them")
            .at(sheet.place(row, scale))
            .label(format!("beside the value {}", sheet.cell(row, value)))
            .because("the service of the IMF writes dollars, and the scale in which they are shown elsewhere")
            .help("set `unit = \"USD\"` if the values are dollars, `\"USD million\"` if they are millions"),
    )
}

fn scale_factor(text: &str) -> Option<i64> {
    Some(match text.to_lowercase().as_str() {
        "0" | "units" | "" => 1,
        "3" | "thousands" => 1_000,
        "6" | "millions" => 1_000_000,
        "9" | "billions" => 1_000_000_000,
        _ => return None,
    })
}

struct Reader<'a> {
    fields: Fields<'a>,
    rules: CellRules,
    factor: Option<i64>,
    columns: Columns,
}

impl Reader<'_> {
    fn row(&mut self, row: usize, reading: &mut Reading) {
        if self.columns.attribute.is_some_and(|column| self.fields.text(row, column) != "Value") {
            return;
        }
        match self.columns.long {
            Some((period, value)) => {
                let period = self.fields.period(row, period, Calendar::Gregorian);
                self.cell(row, value, period, reading);
            }
            None => {
                for (column, period) in self.columns.years.clone() {
                    if !self.fields.text(row, column).is_empty() {
                        self.cell(row, column, Some(period), reading);
                    }
                }
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
        reading.take(parts.observation().map(|row| Observation {
            valuation,
            evidence: Evidence::Reported,
            ..row
        }));
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
        let (Some(column), None) = (self.columns.scale, self.factor) else { return self.factor };
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
