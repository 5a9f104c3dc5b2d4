//! UN Comtrade+: the 47 columns of the web download, and the same names in snake case from client programs and
//! bulk files.
//!
//! Values are dollars; imports are CIF and exports FOB unless `fobvalue` alone is filled. World, special
//! partners and breakdowns by transport, customs procedure and second partner are told by their codes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Publisher, Reading, Source, Terms, declared_area};
use crate::diag::Diagnostic;
use crate::read::number::CellRules;
use crate::read::{Amount, AreaForm, Calendar, DatasetSpec, Fields, RowsAllowed, Sheet};
use crate::table::{Lost, Observation, Parts, Quantity};
use crate::trade::{
    Area, Classification, Commodity, Evidence, Flow, Numbering, ObsStatus, Period, Valuation,
};

/// The format.
pub struct ComtradePlus;

const AREAS: AreaForm = AreaForm::Number(Numbering::Comtrade);

/// Flows that are parts of exports or imports: domestic exports, foreign imports, processing inward and outward.
const PART_FLOWS: [&str; 6] = ["DX", "FM", "MIP", "MOP", "XIP", "XOP"];

/// A column of areas and how they are written in it.
type AreaColumn = (usize, AreaForm);

/// Where each role stands.
struct Columns {
    year: Option<usize>,
    month: Option<usize>,
    period: Option<usize>,
    frequency: Option<usize>,
    reporter: AreaColumn,
    partner: Option<AreaColumn>,
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
    is_reported: Option<usize>,
    is_leaf: Option<usize>,
}

fn columns(sheet: &Sheet) -> Option<Columns> {
    let find = |names: &[&str]| sheet.find(names);
    let (year, period) = (find(&["refyear"]), find(&["period"]));
    year.or(period)?;
    // Extracts by hand often keep the ISO codes alone.
    let area = |number: &str, iso: &str| {
        let by_number = find(&[number]).map(|column| (column, AREAS));
        by_number.or_else(|| Some((find(&[iso])?, AreaForm::Name)))
    };
    Some(Columns {
        year,
        month: find(&["refmonth"]),
        period,
        frequency: find(&["freqcode"]),
        reporter: area("reportercode", "reporteriso")?,
        partner: area("partnercode", "partneriso"),
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
        is_reported: find(&["isreported"]),
        is_leaf: find(&["isleaf"]),
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
        let form = if sheet.column("primaryValue").is_some() {
            "as downloaded"
        } else {
            "renamed by a client program"
        };
        Some(format!(
            "columns reporter, cmdCode and primaryValue, {form}, {} columns",
            sheet.names().len()
        ))
    }

    fn encoding(&self) -> Option<&'static str> {
        Some("ISO-8859-1")
    }

    fn publisher(&self) -> Option<Publisher> {
        Some(Publisher {
            name: "United Nations Statistics Division, UN Comtrade",
            url: "https://comtradeplus.un.org",
            citation: "United Nations Statistics Division, UN Comtrade Database",
            licence: "UN Comtrade terms: passing rows on needs the permission of UN Statistics Division",
            rows: RowsAllowed::No,
            attribution: "UN Comtrade",
        })
    }

    fn terms(&self, _: &Sheet, _: &DatasetSpec) -> Terms {
        Terms { unit: "USD".to_owned(), valuation: "cif for imports, fob for exports".to_owned() }
    }

    fn read(&self, sheet: &Sheet, spec: &DatasetSpec) -> Reading {
        let Some(columns) = columns(sheet) else { return Reading::refusal(vec![]) };
        let mut fields = Fields::new(sheet, spec);
        let Some(rules) = fields.source_rules(columns.value, spec) else {
            return Reading::refusal(fields.faults.finish());
        };
        let mut reading = Reading { no_weight_is_zero: true, ..Reading::of(&rules) };
        let (services, parts) = (BTreeSet::new(), BTreeMap::new());
        let mut reader = Reader { fields, columns, rules, spec, services, parts };
        reader.undeclared(&mut reading);
        reading.rows.reserve_exact(sheet.len());
        for row in 0..sheet.len() {
            if !reader.is_part(row) {
                reading.take(reader.observation(row));
            }
        }
        reading.diagnostics.extend(cut(sheet));
        reading.diagnostics.extend(reader.set_aside());
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
    /// Rows of flows that are parts of others, by flow.
    parts: BTreeMap<String, Vec<usize>>,
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

    /// Whether the row tells a part of exports or imports, which is not read.
    fn is_part(&mut self, row: usize) -> bool {
        let Some(column) = self.columns.flow else { return false };
        let flow = self.fields.text(row, column).to_uppercase();
        let is_part = PART_FLOWS.contains(&flow.as_str());
        if is_part {
            self.parts.entry(flow).or_default().push(row);
        }
        is_part
    }

    fn set_aside(&self) -> Option<Diagnostic> {
        let first = self.parts.values().filter_map(|rows| rows.first()).min()?;
        let count: usize = self.parts.values().map(Vec::len).sum();
        let flows: Vec<&str> = self.parts.keys().map(String::as_str).collect();
        let rows = if count == 1 { "row" } else { "rows" };
        let title = format!("{count} {rows} of {}, inside exports or imports", flows.join(", "));
        Some(Diagnostic::warning("T107", title).at(self.fields.sheet.row_place(*first)).because(
            "domestic exports and goods for processing are parts of X and M; they stand aside",
        ))
    }

    fn observation(&mut self, row: usize) -> Result<Observation, Box<Lost>> {
        let (period, flow) = (self.period(row), self.flow(row));
        let (column, form) = self.columns.reporter;
        let reporter = self.fields.area(row, column, form);
        let partner = match self.columns.partner {
            Some((column, form)) => self.fields.area(row, column, form),
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
        if observation.status == ObsStatus::Normal && self.is_estimated(row) {
            observation.status = ObsStatus::Estimated;
        }
        self.border_values(row, &mut observation);
        self.amounts(row, &mut observation);
        Ok(observation)
    }

    /// A leaf that was not reported is the service's estimate; totals are never reported.
    fn is_estimated(&self, row: usize) -> bool {
        let is = |column: Option<usize>, marks: [&str; 3]| {
            column.is_some_and(|c| marks.contains(&&*self.fields.text(row, c).to_lowercase()))
        };
        is(self.columns.is_reported, ["false", "0", "0.0"])
            && is(self.columns.is_leaf, ["true", "1", "1.0"])
    }

    /// The period by `period`, `freqCode` and `refMonth`; `refYear` where the first is not there.
    fn period(&mut self, row: usize) -> Option<Period> {
        let column = self.columns.period.or(self.columns.year)?;
        let period = self.fields.period(row, column, Calendar::Gregorian)?;
        let month = self.columns.month.map(|c| self.fields.text(row, c).trim_end_matches(".0"));
        let month: u32 = month.and_then(|text| text.parse().ok()).unwrap_or(52);
        if let (13..=51, Some(column)) = (month, self.columns.month) {
            self.fields.fault((row, column), "S213", "refMonth", |text| {
                Diagnostic::error("S213", format!("cannot tell the period from `{text}`"))
                    .label("refMonth is 1 to 12, or 52 for a whole year")
            });
            return None;
        }
        let monthly = self.columns.frequency.is_some_and(|c| self.fields.text(row, c) == "M");
        let Some(year) = period.calendar_year().filter(|_| monthly) else { return Some(period) };
        let found = Period::months_from(year, month, 1).filter(|_| month <= 12);
        if found.is_none() {
            self.fields.fault((row, column), "S213", "month", |text| {
                Diagnostic::error("S213", format!("cannot tell the period from `{text}`"))
                    .because("freqCode is M, and the period is a year")
            });
        }
        found
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
        if let Some(level) = level.filter(|level| (1..=6).contains(level)) {
            return self.fields.commodity_of(row, column, level);
        }
        let classification = self.classification(row);
        self.fields.commodity_in(row, column, classification)
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
