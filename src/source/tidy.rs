//! Tables of one's own: one row an observation, or years across. `dataset.toml` maps columns to roles; plain
//! names such as `year`, `reporter`, `partner`, `flow`, `product` and `value_usd` need no mapping.

use super::{Reading, Source, Terms, lacking};
use crate::diag::Diagnostic;
use crate::read::role::{self, Roles, ValueColumn};
use crate::read::{Amount, AreaForm, DatasetSpec, Fields, MoneyUnit, Sheet, field};
use crate::table::{Observation, Parts};
use crate::trade::{
    Area, Classification, Commodity, Evidence, Flow, Frequency, ObsStatus, Period, Valuation,
};

/// The format.
pub struct Tidy;

impl Source for Tidy {
    fn id(&self) -> &'static str {
        "tidy"
    }

    fn title(&self) -> &'static str {
        "table of one's own"
    }

    fn recognizes(&self, sheet: &Sheet) -> Option<String> {
        let roles = Roles::of(sheet, &DatasetSpec::default()).ok()?;
        (roles.is_recognized()).then(|| {
            let names: Vec<&str> = sheet.names().iter().take(8).map(String::as_str).collect();
            format!("columns {}", names.join(", "))
        })
    }

    fn terms(&self, sheet: &Sheet, spec: &DatasetSpec) -> Terms {
        let roles = Roles::of(sheet, spec).unwrap_or_default();
        let mut units: Vec<String> = roles
            .values
            .iter()
            .filter_map(|value| Some(value.unit.as_ref()?.to_string()))
            .collect();
        units.dedup();
        let by_row = roles.unit.map(|_| "by row".to_owned()).into_iter();
        Terms {
            unit: spec
                .unit
                .clone()
                .into_iter()
                .chain(units)
                .chain(by_row)
                .next()
                .unwrap_or_default(),
            valuation: spec.valuation.map_or("unknown", Valuation::id).to_owned(),
        }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let mut reading = Reading::default();
        let roles = match Roles::of(sheet, spec) {
            Ok(roles) => roles,
            Err(fault) => return Reading::refusal(vec![*fault]),
        };
        let mut reader =
            Reader { fields: Fields::new(sheet, spec), roles, spec, fixed: Fixed::default() };
        let refusals = role::refusals(sheet, &reader.roles, spec);
        reader.fixed(&mut reading);
        reader.rules(&mut reading);
        for row in 0..sheet.len() {
            reader.row(row, &mut reading);
        }
        if !refusals.is_empty() {
            // What was read tells what the file is, and is not used.
            return Reading { diagnostics: refusals, refused: true, currency: None, ..reading };
        }
        reading.diagnostics.extend(reader.fields.faults.finish());
        reading
    }
}

/// What holds for all rows.
#[derive(Default)]
struct Fixed {
    reporter: Option<Area>,
    partner: Option<Area>,
    flow: Option<Flow>,
    commodity: Option<Commodity>,
    classification: Option<Classification>,
    unit: Option<MoneyUnit>,
}

struct Reader<'a> {
    fields: Fields<'a>,
    roles: Roles,
    spec: &'a DatasetSpec,
    fixed: Fixed,
}

impl Reader<'_> {
    /// Reads what is declared for all rows, and reports what is stated nowhere.
    fn fixed(&mut self, reading: &mut Reading) {
        let sheet = self.fields.sheet;
        let area = |text: &Option<String>| text.as_deref().and_then(|text| Area::find(text).ok());
        self.fixed = Fixed {
            reporter: area(&self.spec.reporter),
            partner: area(&self.spec.partner),
            flow: self.spec.flow.as_deref().and_then(field::flow),
            commodity: self.spec.commodity.as_deref().and_then(|text| Commodity::parse(text).ok()),
            classification: self.spec.classification.as_deref().and_then(|text| text.parse().ok()),
            unit: self.spec.unit.as_deref().and_then(|text| text.parse().ok()),
        };
        let wrong = [
            ("reporter", &self.spec.reporter, self.fixed.reporter.is_some()),
            ("partner", &self.spec.partner, self.fixed.partner.is_some()),
            ("flow", &self.spec.flow, self.fixed.flow.is_some()),
            ("commodity", &self.spec.commodity, self.fixed.commodity.is_some()),
            ("classification", &self.spec.classification, self.fixed.classification.is_some()),
        ];
        for (role, text, read) in wrong {
            if let (Some(text), false) = (text, read) {
                reading.diagnostics.push(lacking(
                    sheet,
                    "S211",
                    &format!("unknown {role} `{text}`"),
                    "correct it in dataset.toml",
                ));
                reading.refused = true;
            }
        }
        let flows_named = self.roles.values.iter().all(|value| value.flow.is_some());
        let stated = [
            ("reporter", self.roles.reporter.is_some() || self.spec.reporter.is_some()),
            ("partner", self.roles.partner.is_some() || self.spec.partner.is_some()),
            (
                "flow",
                self.roles.flow.is_some()
                    || self.roles.is_export
                    || flows_named
                    || self.spec.flow.is_some(),
            ),
        ];
        for (role, _) in stated.into_iter().filter(|(_, stated)| !stated) {
            reading.unstated(sheet, role);
        }
        self.units(reading);
    }

    /// The unit of every value column is told by its name, by a column or by the spec; other currencies are refused.
    fn units(&mut self, reading: &mut Reading) {
        let sheet = self.fields.sheet;
        let currency = self.roles.currency.map(|column| sheet.cell(0, column).to_owned());
        for value in &mut self.roles.values {
            let unit = value.unit.clone().or_else(|| self.fixed.unit.clone());
            let unit = unit.or_else(|| currency.as_deref().and_then(|text| text.parse().ok()));
            match unit {
                None if self.roles.unit.is_some() => {}
                None => {
                    let name = &sheet.names()[value.column];
                    let message = Diagnostic::error("S105", format!("unit of `{name}` is not declared"))
                        .at(sheet.name_place(value.column))
                        .because("dollars, thousands and millions look alike; a wrong guess is wrong by a factor of 1,000")
                        .help("set `unit = \"USD\"`, `\"USD thousand\"` or `\"USD million\"` in dataset.toml");
                    if !reading.undeclared || !reading.diagnostics.iter().any(|d| d.code == "S105")
                    {
                        reading.diagnostics.push(message);
                    }
                    reading.undeclared = true;
                    value.unit = Some(MoneyUnit::dollars(1));
                }
                Some(unit) => {
                    if !unit.is_dollar() {
                        let told = (unit.currency.clone(), sheet.name_place(value.column));
                        reading.currency.get_or_insert(told);
                    }
                    value.unit = Some(unit);
                }
            }
        }
    }

    fn rules(&mut self, reading: &mut Reading) {
        for value in &mut self.roles.values {
            value.rules = self.fields.number_rules(value.column, self.spec);
            reading.refused |= value.rules.is_none();
            if let Some(rules) = value.rules.as_ref().filter(|_| reading.numbers.is_empty()) {
                reading.numbers = rules.format.example();
            }
        }
    }

    fn row(&mut self, row: usize, reading: &mut Reading) {
        if self.is_balance(row) {
            return;
        }
        let line = self.fields.sheet.line(row);
        let reporter = self.area(row, self.roles.reporter, self.fixed.reporter, "_R");
        let partner = self.area(row, self.roles.partner, self.fixed.partner, "_P");
        let commodity = match self.roles.commodity {
            Some(column) => {
                let classification = self.classification(row);
                self.fields.commodity_in(row, column, classification)
            }
            None => Some(self.fixed.commodity.clone().unwrap_or_else(Commodity::total)),
        };
        let row_period = self.row_period(row);
        let row_flow = self.row_flow(row);
        let values = self.roles.values.clone();
        for value in &values {
            let period = value.period.or(row_period);
            let flow = value.flow.or(row_flow);
            let amount = self.amount(row, value);
            if value.period.is_some() && amount == Some(Amount::Absent(ObsStatus::Missing)) {
                continue;
            }
            let (commodity, amount) = (commodity.clone(), amount.map(Amount::parts));
            let parts = Parts { line, reporter, partner, flow, period, commodity, amount };
            let mut observation = match parts.observation() {
                Ok(observation) => observation,
                Err(lost) => {
                    reading.lost.push(*lost);
                    continue;
                }
            };
            self.complete(row, value, &mut observation);
            reading.rows.push(observation);
        }
    }

    fn area(
        &mut self,
        row: usize,
        column: Option<usize>,
        fixed: Option<Area>,
        own: &str,
    ) -> Option<Area> {
        match column {
            Some(column) => self.fields.area(row, column, AreaForm::Name),
            None => fixed.or_else(|| Area::from_code(own).ok()),
        }
    }

    /// The classification of a row, of the file, or the Harmonized System.
    fn classification(&mut self, row: usize) -> Classification {
        let told =
            self.roles.classification.and_then(|column| self.fields.classification(row, column));
        told.or(self.fixed.classification).unwrap_or(Classification::HSUnknown)
    }

    fn row_period(&mut self, row: usize) -> Option<Period> {
        let calendar = self.spec.calendar.unwrap_or_default();
        if let (Some(start), Some(end)) = (self.roles.period_start, self.roles.period_end) {
            return self.dated(row, start, end);
        }
        let period = self.fields.period(row, self.roles.period?, calendar)?;
        Some(if self.spec.cumulative { since_january(period) } else { period })
    }

    fn dated(&mut self, row: usize, start: usize, end: usize) -> Option<Period> {
        let day = |column: usize| self.fields.sheet.cell(row, column).parse().ok();
        let period =
            day(start).zip(day(end)).and_then(|(start, end)| Period::between(start, end).ok());
        if period.is_none() {
            let text =
                format!("{} to {}", self.fields.text(row, start), self.fields.text(row, end));
            self.fields.fault((row, start), "S213", "dates", |_| {
                Diagnostic::error("S213", format!("cannot tell the period from `{text}`"))
                    .help("write days as 2024-03-20, the first no later than the last")
            });
        }
        period
    }

    fn row_flow(&mut self, row: usize) -> Option<Flow> {
        match self.roles.flow {
            Some(column) => self.fields.flow(row, column),
            None => self.fixed.flow.or(Some(Flow::Export)),
        }
    }

    fn amount(&mut self, row: usize, value: &ValueColumn) -> Option<Amount> {
        let factor = match self.roles.unit {
            Some(column) => self.unit_of_row(row, column)?,
            None => value.unit.as_ref().map_or(1, |unit| unit.factor),
        };
        let rules = value.rules.as_ref()?;
        self.fields.money(row, value.column, rules, factor)
    }

    fn unit_of_row(&mut self, row: usize, column: usize) -> Option<i64> {
        let unit =
            self.fields.text(row, column).parse::<MoneyUnit>().ok().filter(MoneyUnit::is_dollar);
        if unit.is_none() {
            self.fields.fault((row, column), "S216", "unit", |text| {
                Diagnostic::error("S216", format!("unknown unit `{text}`"))
                    .help("write `USD`, `USD thousand` or `USD million`")
            });
        }
        unit.map(|unit| unit.factor)
    }

    fn complete(&mut self, row: usize, value: &ValueColumn, observation: &mut Observation) {
        let classification = self.classification(row);
        let is_unstated = classification == Classification::HSUnknown;
        if !(is_unstated && observation.commodity.is_total()) {
            observation.classification = classification;
        }
        observation.valuation = self.spec.valuation.unwrap_or(Valuation::Unknown);
        observation.evidence = self.spec.evidence.unwrap_or(Evidence::Reported);
        let factor = value.unit.as_ref().map_or(1, |unit| unit.factor);
        let Some(rules) = &value.rules else { return };
        let mut end = |column: Option<usize>| {
            self.fields.money(row, column?, rules, factor).and_then(|amount| amount.parts().0)
        };
        if let (Some(low), Some(high)) = (end(self.roles.low), end(self.roles.high)) {
            observation.interval = Some((low, high));
        }
        if let Some(column) = self.roles.weight {
            observation.net_weight_g = self.fields.count(row, column, rules, 1_000);
        }
        if let Some(column) = self.roles.status {
            observation.status = field::status(self.fields.text(row, column), observation.status);
        }
    }

    /// A row of a balance: it is computed from exports and imports, and never read as a flow.
    fn is_balance(&mut self, row: usize) -> bool {
        let Some(column) = self.roles.indicator else { return false };
        let is_balance = self.fields.text(row, column).to_lowercase().contains("balance");
        if is_balance {
            let negative = self
                .roles
                .values
                .first()
                .is_some_and(|value| self.fields.text(row, value.column).starts_with('-'));
            self.fields.fault((row, column), "I103", if negative { "negative" } else { "other" }, |_| {
                let title = if negative { "growth is undefined: base is negative" } else { "a balance is not read as a flow" };
                Diagnostic::note("I103", title)
                    .label("a balance, which may be negative")
                    .because("balances are computed from exports and imports; growth over a negative base has no meaning")
            });
        }
        is_balance
    }
}

/// From 1 January to the end of this month, for files whose months hold the sum so far.
fn since_january(period: Period) -> Period {
    use chrono::Datelike;
    let (year, month) = (period.end().year(), period.end().month());
    match period.frequency() {
        Frequency::Monthly => Period::months_from(year, 1, month).unwrap_or(period),
        _ => period,
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_dataset;
    use crate::read::{Calendar, DatasetSpec, Input};

    fn read(text: &str, spec: &DatasetSpec) -> (Vec<String>, Vec<String>) {
        let input = Input { dataset: "d", path: "d.csv", bytes: text.as_bytes() };
        let (table, found) = read_dataset(input, spec);
        let rows = table.rows().iter().map(|row| {
            let value = row.primary_value.map_or("-".to_owned(), |m| m.thousandths().to_string());
            format!(
                "{} {} {} {} {} {value}",
                row.period,
                row.reporter,
                row.flow.id(),
                row.partner,
                row.commodity
            )
        });
        let short = |d: &crate::diag::Diagnostic| {
            format!("{} line {}: {}", d.code, d.place.as_ref().map_or(0, |p| p.line), d.title)
        };
        (rows.collect(), found.iter().map(short).collect())
    }

    #[test]
    fn plain_names_need_no_mapping() {
        let spec = DatasetSpec {
            unit: Some("USD million".into()),
            reporter: Some("RUS".into()),
            partner: Some("AFG".into()),
            ..DatasetSpec::default()
        };
        let (rows, found) =
            read("year,flow,value\n2020,export,153.0\n2020,import,3.5\n2021,export,..\n", &spec);
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(
            rows,
            [
                "2020 RUS import AFG TOTAL 3500000000",
                "2020 RUS export AFG TOTAL 153000000000",
                "2021 RUS export AFG TOTAL -"
            ]
        );
    }

    #[test]
    fn the_unit_must_be_told() {
        let (rows, found) =
            read("reporter,partner,flow,year,value\nRUS,AFG,X,2020,1\n", &DatasetSpec::default());
        assert!(rows.is_empty());
        assert_eq!(found, ["S105 line 1: unit of `value` is not declared"]);
    }

    #[test]
    fn mapped_columns_and_declared_styles_are_used() {
        let mut spec = DatasetSpec {
            unit: Some("thousand USD".into()),
            number_format: Some("1.234,56".into()),
            calendar: Some(Calendar::SolarHijri),
            flow: Some("export".into()),
            ..DatasetSpec::default()
        };
        for (role, name) in
            [("reporter", "Von"), ("partner", "Nach"), ("period", "Jahr"), ("value", "Wert")]
        {
            spec.columns.insert(role.into(), name.into());
        }
        let (rows, found) = read("Von;Nach;Jahr;Wert\nAFG;IRN;1403;1.234,5\n", &spec);
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(rows, ["2024-03-20/2025-03-20 AFG export IRN TOTAL 1234500000"]);
        spec.columns.insert("reporter".into(), "Vonn".into());
        assert_eq!(
            read("Von;Nach;Jahr;Wert\nAFG;IRN;1403;1.234,5\n", &spec).1,
            ["S101 line 1: no column `Vonn`"]
        );
    }

    #[test]
    fn years_may_stand_across() {
        let spec = DatasetSpec {
            unit: Some("USD".into()),
            flow: Some("M".into()),
            partner: Some("World".into()),
            ..DatasetSpec::default()
        };
        let (rows, _) = read("reporter,2020,2021\nAFG,1,\nRUS,3,4\n", &spec);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0], "2020 AFG import WLD TOTAL 1000");
    }

    #[test]
    fn ambiguous_cells_are_lost_and_named() {
        let spec = DatasetSpec {
            unit: Some("USD".into()),
            flow: Some("M".into()),
            partner: Some("World".into()),
            ..DatasetSpec::default()
        };
        let (rows, found) = read("reporter,year,value\nAFG,2020,1.234\nAFG,2021,12\n", &spec);
        assert_eq!(rows, ["2021 AFG import WLD TOTAL 12000"]);
        assert_eq!(found, ["S201 line 2: `1.234` could be 1234 or 1.234"]);
    }
}
