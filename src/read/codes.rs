//! Lists of codes: tables that say what codes stand for and hold no figures, such as the country and product files
//! of BACI or the trees of UN Comtrade. They are named as such, and explain the data that they lie beside.

use std::collections::BTreeMap;

use super::{DatasetSpec, Sheet};
use crate::diag::Diagnostic;
use crate::trade::{Area, Classification, Commodity, Numbering};

/// What the codes of a list stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// Areas under the numbers of a producer.
    Areas,
    /// Commodities.
    Commodities,
}

/// A list of codes.
#[derive(Clone, Debug)]
pub struct CodeList {
    /// What its codes stand for.
    pub kind: CodeKind,
    /// Why it was taken for one.
    pub why: String,
    /// Classification of commodity codes, where the list names it.
    pub classification: Option<Classification>,
    /// Code, and what it stands for: an area's ISO code or a commodity's text.
    pub entries: BTreeMap<String, String>,
    /// Rows that are no entry: pseudo-codes, areas without an ISO code.
    pub others: usize,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// Names of the column of codes, of ISO alpha-3 codes, and of texts.
const AREA_CODES: [&str; 7] =
    ["countrycode", "reportercode", "partnercode", "areacode", "id", "code", "i"];
const ISO: [&str; 9] = [
    "iso3digitalpha",
    "countryiso3",
    "iso3",
    "reportercodeisoalpha3",
    "partnercodeisoalpha3",
    "iso3code",
    "isoalpha3",
    "alpha3",
    "codeisoalpha3",
];
const AREA_NAMES: [&str; 9] = [
    "countrynamefull",
    "countryname",
    "countrynameabbreviation",
    "nameenglish",
    "reporterdesc",
    "partnerdesc",
    "country",
    "name",
    "text",
];
const COMMODITY_CODES: [&str; 7] =
    ["code", "id", "productcode", "hscode", "cmdcode", "commoditycode", "k"];
const TEXTS: [&str; 6] =
    ["description", "text", "productdescription", "cmddesc", "label", "commodity"];
/// Columns that a table of figures has and a list of codes has not.
const FIGURES: [&str; 12] = [
    "year",
    "period",
    "refyear",
    "t",
    "timeperiod",
    "value",
    "primaryvalue",
    "tradevalueus",
    "obsvalue",
    "v",
    "flow",
    "flowcode",
];

impl CodeList {
    /// The list that a sheet is; `None` if it is none.
    #[must_use]
    pub fn of(sheet: &Sheet) -> Option<Self> {
        if sheet.find(&FIGURES).is_some() || sheet.is_empty() {
            return None;
        }
        areas(sheet).or_else(|| commodities(sheet))
    }

    /// Lets the codes explain the data that a spec is about; what the spec says itself stands.
    pub fn explain(&self, spec: &mut DatasetSpec) {
        let known = match self.kind {
            CodeKind::Areas => &mut spec.listed_areas,
            CodeKind::Commodities => &mut spec.labels,
        };
        for (code, meaning) in &self.entries {
            known.entry(code.clone()).or_insert_with(|| meaning.clone());
        }
    }

    /// Name for people.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self.kind {
            CodeKind::Areas => "list of area codes",
            CodeKind::Commodities => "list of commodity codes",
        }
    }
}

fn areas(sheet: &Sheet) -> Option<CodeList> {
    let (code, iso) = (sheet.find(&AREA_CODES)?, sheet.find(&ISO)?);
    let name = sheet.find(&AREA_NAMES)?;
    let mut list = CodeList {
        kind: CodeKind::Areas,
        why: why(sheet, &[code, name, iso]),
        classification: None,
        entries: BTreeMap::new(),
        others: 0,
        diagnostics: vec![],
    };
    let mut differing = vec![];
    for row in 0..sheet.len() {
        let number = sheet.cell(row, code);
        let built_in = Area::by_number(number, Numbering::Comtrade);
        let told =
            Area::find(sheet.cell(row, iso)).or_else(|_| Area::find(sheet.cell(row, name))).ok();
        match built_in.or(told) {
            Some(area) if !number.is_empty() => {
                list.entries.insert(number.to_owned(), area.code().to_owned());
            }
            _ => list.others += 1,
        }
        if let (Some(ours), Some(theirs)) = (built_in, told)
            && ours.successors().is_empty()
            && ours != theirs
            && ours.is_single()
        {
            differing.push((row, ours, theirs));
        }
    }
    list.diagnostics.extend(differing.first().map(|(row, ours, theirs)| {
        Diagnostic::warning(
            "S211",
            format!("`{}` is {ours} here and {theirs} in the list", sheet.cell(*row, code)),
        )
        .at(sheet.place(*row, code))
        .because(format!(
            "the number stands for {} in UN Comtrade; {} such rows",
            ours.name(),
            differing.len()
        ))
    }));
    Some(list)
}

fn commodities(sheet: &Sheet) -> Option<CodeList> {
    let (code, text) = (sheet.find(&COMMODITY_CODES)?, sheet.find(&TEXTS)?);
    let is_code = |row: &usize| {
        let code = sheet.cell(*row, code);
        code.len() <= 6 && code.bytes().all(|b| b.is_ascii_digit()) && !code.is_empty()
    };
    let coded = (0..sheet.len()).filter(is_code).count();
    // SITC has codes such as `7649X` among its numbers.
    if coded * 10 < sheet.len() * 8 {
        return None;
    }
    let lengths = |wanted: usize| (0..sheet.len()).any(|row| sheet.cell(row, code).len() == wanted);
    let is_short = lengths(5) && lengths(6) && !(1..5).any(lengths);
    let mut entries = BTreeMap::new();
    for row in (0..sheet.len()).filter(is_code) {
        let number = sheet.cell(row, code);
        let number = if is_short { format!("{number:0>6}") } else { number.to_owned() };
        let told = sheet.cell(row, text);
        let told = told.strip_prefix(&format!("{number} - ")).unwrap_or(told);
        entries.insert(number, told.to_owned());
    }
    let short = (0..sheet.len()).find(|row| sheet.cell(*row, code).len() == 5);
    let lost = short.filter(|_| is_short).map(|row| {
        Diagnostic::warning("S210", format!("code `{}` has 5 digits", sheet.cell(row, code)))
            .at(sheet.place(row, code))
            .label("read as a code of 6 digits")
            .because("all codes of the list have 5 or 6 digits: a leading zero was lost, and is put back")
    });
    Some(CodeList {
        kind: CodeKind::Commodities,
        why: why(sheet, &[code, text]),
        classification: edition(sheet, code, text),
        others: sheet.len() - coded,
        entries,
        diagnostics: lost.into_iter().collect(),
    })
}

/// The edition that the row of the total names, as in `Total of all HS2022 commodities`.
fn edition(sheet: &Sheet, code: usize, text: usize) -> Option<Classification> {
    let row = (0..sheet.len())
        .find(|row| Commodity::parse(sheet.cell(*row, code)).is_ok_and(|code| code.is_total()))?;
    let told = sheet.cell(row, text).replace("SITC Rev.", "SITC").replace("Rev.", "");
    let words: Vec<&str> = told.split_whitespace().collect();
    words
        .iter()
        .find_map(|word| word.parse().ok().filter(|c| *c != Classification::HSUnknown))
        .or_else(|| words.windows(2).find_map(|pair| pair.concat().parse().ok()))
}

fn why(sheet: &Sheet, columns: &[usize]) -> String {
    let names: Vec<String> =
        columns.iter().map(|column| format!("`{}`", sheet.names()[*column])).collect();
    format!("columns {} and no column of figures", names.join(", "))
}
