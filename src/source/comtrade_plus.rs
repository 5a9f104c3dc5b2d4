//! UN Comtrade+: the 47 columns of the web download, and the same names in snake case from client programs and
//! bulk files.
//!
//! Values are dollars; imports are CIF and exports FOB unless `fobvalue` alone is filled. World, special
//! partners and breakdowns by transport, customs procedure and second partner are told by their codes.

use std::collections::BTreeSet;

use super::{Reading, Source, Terms, declared_area};
use crate::diag::Diagnostic;
use crate::read::number::{CellRules, NumberFormat};
use crate::read::{Amount, AreaForm, Calendar, DatasetSpec, Fields, Sheet};
use crate::table::{Lost, Observation, Parts, Quantity};
use crate::trade::{Area, Classification, Commodity, Evidence, Flow, Numbering, Period, Valuation};

/// The format.
pub struct ComtradePlus;

const AREAS: AreaForm = AreaForm::Number(Numbering::Comtrade);

/// Where each role stands.
struct Columns {
    year: Option<usize>,
    period: Option<usize>,
    frequency: Option<usize>,
    reporter: usize,
    partner: Option<usize>,
    second_partner: Option<usize>,
    flow: Option<usize>,
    classification: Option<usize>,
    commodity: usize,
    level: Option<usize>,
    mode: Option<usize>,
    customs: Option<usize>,
    value: usize,
    cif: Option<usize>,
    fob: Option<usize>,
    weight: Option<usize>,
    quantity: Option<usize>,
    quantity_unit: Option<usize>,
    kind: Option<usize>,
}

fn columns(sheet: &Sheet) -> Option<Columns> {
    let find = |names: &[&str]| sheet.find(names);
    let (year, period) = (find(&["refyear"]), find(&["period"]));
    year.or(period)?;
    Some(Columns {
        year,
        period,
        frequency: find(&["freqcode"]),
        reporter: find(&["reportercode"])?,
        partner: find(&["partnercode"]),
        second_partner: find(&["partner2code"]),
        flow: find(&["flowcode"]),
        classification: find(&["classificationcode"]),
        commodity: find(&["cmdcode"])?,
        level: find(&["aggrlevel"]),
        mode: find(&["motcode"]),
        customs: find(&["customscode"]),
        value: find(&["primaryvalue"])?,
        cif: find(&["cifvalue"]),
        fob: find(&["fobvalue"]),
        weight: find(&["netwgt"]),
        quantity: find(&["qty"]),
        quantity_unit: find(&["qtyunitabbr", "qtyunitcode"]),
        kind: find(&["typecode"]),
    })
}

impl Source for ComtradePlus {
    fn id(&self) -> &'static str {
        "comtrade-plus"
    }

    fn title(&self) -> &'static str {
        "UN Comtrade+"
    }

    fn recognizes(&self, sheet: &Sheet) -> Option<String> {
        columns(sheet)?;
        let form = if sheet.column("reporterCode").is_some() {
            "as downloaded"
        } else {
            "renamed by a client program"
        };
        Some(format!(
            "columns reporterCode, cmdCode and primaryValue, {form}, {} columns",
            sheet.names().len()
        ))
    }

    fn encoding(&self) -> Option<&'static str> {
        Some("ISO-8859-1")
    }

    fn terms(&self, _: &Sheet, _: &DatasetSpec) -> Terms {
        Terms { unit: "USD".to_owned(), valuation: "cif for imports, fob for exports".to_owned() }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(columns) = columns(sheet) else { return Reading::refusal(vec![]) };
        let mut reader = Reader {
            fields: Fields::new(sheet, spec),
            columns,
            rules: CellRules::new(NumberFormat::PLAIN),
            spec,
            services: BTreeSet::new(),
        };
        let mut reading = Reading { no_weight_is_zero: true, ..Reading::default() };
        reader.undeclared(&mut reading);
        for row in 0..sheet.len() {
            reading.take(reader.observation(row));
        }
        reading.diagnostics.extend(cut(sheet));
        reading.diagnostics.extend(reader.mixed_types(&mut reading.refused));
        reading.diagnostics.extend(reader.fields.faults.finish());
        reading
    }
}

struct Reader<'a> {
    fields: Fields<'a>,
    columns: Columns,
    rules: CellRules,
    spec: &'a DatasetSpec,
    /// Kinds of trade met: `C` goods, `S` services.
    services: BTreeSet<String>,
}

impl Reader<'_> {
    fn undeclared(&mut self, reading: &mut Reading) {
        let lacks = [
            ("partner", self.columns.partner.is_none() && self.spec.partner.is_none()),
            ("flow", self.columns.flow.is_none() && self.spec.flow.is_none()),
        ];
        for (role, _) in lacks.into_iter().filter(|(_, lacks)| *lacks) {
            reading.unstated(self.fields.sheet, role);
        }
    }

    fn observation(&mut self, row: usize) -> Result<Observation, Box<Lost>> {
        let (period, flow) = (self.period(row), self.flow(row));
        let reporter = self.fields.area(row, self.columns.reporter, AREAS);
        let partner = match self.columns.partner {
            Some(column) => self.fields.area(row, column, AREAS),
            None => declared_area(self.spec.partner.as_deref(), "_P"),
        };
        let commodity = self.commodity(row);
        let amount = self.fields.money(row, self.columns.value, &self.rules, 1).map(Amount::parts);
        let line = self.fields.sheet.line(row);
        let breakdown = self.breakdown(row);
        let amount = amount.filter(|_| breakdown.is_some());
        let parts = Parts { line, reporter, partner, flow, period, commodity, amount };
        let mut observation = parts.observation()?;
        let breakdown = breakdown.unwrap_or_default();
        (
            observation.second_partner,
            observation.mode_of_transport,
            observation.customs_procedure,
        ) = breakdown;
        observation.classification = self.classification(row);
        observation.evidence = self.spec.evidence.unwrap_or(Evidence::Reported);
        self.border_values(row, &mut observation);
        self.amounts(row, &mut observation);
        Ok(observation)
    }

    /// The period by `period` and `freqCode`; `refYear` where those are not there.
    fn period(&mut self, row: usize) -> Option<Period> {
        let column = self.columns.period.or(self.columns.year)?;
        let period = self.fields.period(row, column, Calendar::Gregorian)?;
        let monthly = self.columns.frequency.is_some_and(|c| self.fields.text(row, c) == "M");
        if monthly && period.calendar_year().is_some() {
            self.fields.fault((row, column), "S213", "month", |text| {
                Diagnostic::error("S213", format!("cannot tell the period from `{text}`"))
                    .because("freqCode is M, and the period is a year")
            });
            return None;
        }
        Some(period)
    }

    fn flow(&mut self, row: usize) -> Option<Flow> {
        match self.columns.flow {
            Some(column) => self.fields.flow(row, column),
            None => self.spec.flow.as_deref().map_or(Some(Flow::Export), crate::read::field::flow),
        }
    }

    /// The code, with the number of digits that its level tells.
    fn commodity(&mut self, row: usize) -> Option<Commodity> {
        if let Some(column) = self.columns.kind {
            let kind = self.fields.text(row, column).to_owned();
            self.services.insert(kind);
        }
        let column = self.columns.commodity;
        let level = self.columns.level.and_then(|c| self.fields.text(row, c).parse::<usize>().ok());
        match level.filter(|level| (1..=6).contains(level)) {
            Some(level) => self.fields.commodity_of(row, column, level),
            None => self.fields.commodity(row, column),
        }
    }

    fn classification(&mut self, row: usize) -> Classification {
        let declared = self.spec.classification.as_deref().and_then(|text| text.parse().ok());
        let found =
            self.columns.classification.map(|column| self.fields.text(row, column).parse().ok());
        found.flatten().or(declared).unwrap_or(Classification::Unknown)
    }

    fn breakdown(&mut self, row: usize) -> Option<(Option<Area>, u16, Option<Box<str>>)> {
        let text = |fields: &Fields<'_>, column: Option<usize>| {
            column.map_or("", |column| fields.sheet.cell(row, column)).to_owned()
        };
        let second = text(&self.fields, self.columns.second_partner);
        let second = match (second.trim_end_matches(".0"), self.columns.second_partner) {
            ("" | "0", _) | (_, None) => None,
            (_, Some(column)) => Some(self.fields.area(row, column, AREAS)?),
        };
        let mode = text(&self.fields, self.columns.mode);
        let mode = match mode.trim_end_matches(".0") {
            "" => 0,
            number => number.parse().ok()?,
        };
        let customs = text(&self.fields, self.columns.customs);
        let customs =
            if matches!(&*customs, "" | "C00") { None } else { Some(customs.into_boxed_str()) };
        Some((second, mode, customs))
    }

    /// CIF and FOB where the file gives them; 0 stands for "none" in older rows.
    fn border_values(&mut self, row: usize, observation: &mut Observation) {
        let mut read = |column: Option<usize>| {
            let amount = self.fields.money(row, column?, &self.rules, 1)?;
            amount.parts().0.filter(|money| money.thousandths() != 0)
        };
        let (cif, fob) = (read(self.columns.cif), read(self.columns.fob));
        let import = matches!(observation.flow, Flow::Import | Flow::ReImport);
        let by_column = match (cif, fob, observation.primary_value) {
            (Some(cif), _, Some(value)) if cif == value && import => Some(Valuation::Cif),
            (_, Some(fob), Some(value)) if fob == value => Some(Valuation::Fob),
            _ => None,
        };
        let assumed = if import { Valuation::Cif } else { Valuation::Fob };
        observation.valuation = by_column.or(self.spec.valuation).unwrap_or(assumed);
        (observation.cif_value, observation.fob_value) = (cif, fob);
    }

    fn amounts(&mut self, row: usize, observation: &mut Observation) {
        if let Some(column) = self.columns.weight {
            observation.net_weight_g = self.fields.count(row, column, &self.rules, 1_000);
        }
        let (Some(quantity), Some(unit)) = (self.columns.quantity, self.columns.quantity_unit)
        else {
            return;
        };
        let unit = self.fields.text(row, unit);
        if matches!(unit, "" | "N/A" | "-1" | "-1.0") {
            return;
        }
        let thousandths = self.fields.count(row, quantity, &self.rules, 1_000);
        observation.quantity = thousandths
            .filter(|count| *count != 0)
            .map(|thousandths| Quantity { thousandths, unit: unit.into() });
    }

    fn mixed_types(&self, refused: &mut bool) -> Option<Diagnostic> {
        let (goods, services) = (self.services.contains("C"), self.services.contains("S"));
        (goods && services).then(|| {
            *refused = true;
            Diagnostic::error("T212", "goods and services in one series")
                .at(self.fields.sheet.file_place())
                .because("typeCode holds both C and S; nothing is used")
                .help("split the file by typeCode")
        })
    }
}

/// A number of rows at which the service is known to cut its answers.
fn cut(sheet: &Sheet) -> Option<Diagnostic> {
    let rows = sheet.len();
    matches!(rows, 500 | 100_000).then(|| {
        Diagnostic::warning("S109", format!("file may be cut at {rows} rows"))
            .at(sheet.file_place())
            .because(format!("exactly {rows} rows is where the service stops"))
            .help("ask for less at a time, and compare the counts")
    })
}

#[cfg(test)]
mod tests {
    use super::super::read_dataset;
    use crate::read::{DatasetSpec, Input};

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let input = Input { dataset: "c", path: "c.csv", bytes: text.as_bytes() };
        let (table, found) = read_dataset(input, &DatasetSpec::default());
        let rows = table.rows().iter().map(|row| {
            format!(
                "{} {} {} {} {} {} {}",
                row.period,
                row.reporter,
                row.flow.id(),
                row.partner,
                row.commodity,
                row.thousandths(),
                row.valuation.id()
            )
        });
        (rows.collect(), found.iter().map(|d| format!("{} {}", d.code, d.title)).collect())
    }

    #[test]
    fn client_names_and_floats_are_read_exactly() {
        let (rows, found) = read(
            "ref_year,reporter_code,partner_code,flow_code,cmd_code,partner2_code,mot_code,primary_value\n\
             2022,842,32,M,TOTAL,0,0,6804128143.0\n",
        );
        assert_eq!(rows, ["2022 USA import ARG TOTAL 6804128143000 cif"]);
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn breakdown_rows_stand_aside() {
        let (rows, found) = read(
            "refYear,reporterCode,partnerCode,flowCode,cmdCode,customsCode,motCode,primaryValue\n\
             2023,757,0,X,TOTAL,C00,0,100\n2023,757,0,X,TOTAL,C00,1000,40\n2023,757,0,X,TOTAL,C00,2000,60\n\
             2023,757,0,X,TOTAL,C01,0,90\n2023,757,0,X,TOTAL,C03,0,10\n",
        );
        assert_eq!(rows, ["2023 CHE export WLD TOTAL 100000 fob"]);
        assert_eq!(found, ["T101 4 rows break down a total that is also in the file"]);
    }

    #[test]
    fn partner_and_flow_must_be_stated() {
        let (rows, found) =
            read("refYear,reporterCode,cmdCode,primaryValue\n2020,156,851712,1000\n");
        assert!(rows.is_empty());
        assert_eq!(
            found,
            ["S106 partner is not stated in the file", "S106 flow is not stated in the file"]
        );
    }
}
