//! Which column plays which role in a table of one's own: by declaration, or by a sensible name.

mod refusal;

pub use refusal::refusals;

use super::number::CellRules;
use super::{DatasetSpec, MoneyUnit, Sheet, field, squeeze};
use crate::diag::Diagnostic;
use crate::trade::{Flow, Period};

/// A column of values.
#[derive(Clone, Debug)]
pub struct ValueColumn {
    /// Its index.
    pub column: usize,
    /// Direction, where the name tells it (`exports`).
    pub flow: Option<Flow>,
    /// Unit, where the name tells it (`value_usd`).
    pub unit: Option<MoneyUnit>,
    /// Period, where the name is one (`2020`).
    pub period: Option<Period>,
    /// How its numbers are read; set by who reads them.
    pub rules: Option<CellRules>,
}

/// Columns by role.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    /// Year or other period.
    pub period: Option<usize>,
    /// First day.
    pub period_start: Option<usize>,
    /// Last day.
    pub period_end: Option<usize>,
    /// Who reports.
    pub reporter: Option<usize>,
    /// The other side.
    pub partner: Option<usize>,
    /// Direction.
    pub flow: Option<usize>,
    /// Whether reporter and partner are named exporter and importer.
    pub is_export: bool,
    /// Commodity code.
    pub commodity: Option<usize>,
    /// Classification of the code.
    pub classification: Option<usize>,
    /// Values.
    pub values: Vec<ValueColumn>,
    /// Lower end of the value.
    pub low: Option<usize>,
    /// Upper end of the value.
    pub high: Option<usize>,
    /// Unit of the row.
    pub unit: Option<usize>,
    /// Currency of the row.
    pub currency: Option<usize>,
    /// Current or constant prices.
    pub prices: Option<usize>,
    /// What is measured.
    pub indicator: Option<usize>,
    /// Net weight in kilograms.
    pub weight: Option<usize>,
    /// State of the observation.
    pub status: Option<usize>,
    /// Growth, shares and other percentages.
    pub percents: Vec<usize>,
}

/// Roles and the names they go by.
const NAMES: &[(&str, &[&str])] = &[
    (
        "period",
        &["year", "period", "refyear", "yr", "timeperiod", "time", "date", "month", "quarter"],
    ),
    ("period_start", &["periodstart", "start", "startdate"]),
    ("period_end", &["periodend", "end", "enddate"]),
    (
        "reporter",
        &[
            "reporter",
            "reporteriso3",
            "reportercode",
            "reportername",
            "reporteriso",
            "country",
            "entity",
            "exporter",
        ],
    ),
    (
        "partner",
        &["partner", "partneriso3", "partnercode", "partnername", "partneriso", "importer"],
    ),
    ("flow", &["flow", "tradeflow", "flowcode", "direction", "flowdesc"]),
    (
        "commodity",
        &[
            "commodity",
            "commoditycode",
            "product",
            "productcode",
            "hs",
            "hscode",
            "cmdcode",
            "hs6",
            "hs4",
            "hs2",
        ],
    ),
    ("classification", &["classification", "classificationcode", "nomenclature"]),
    ("value_low", &["valuelow", "low"]),
    ("value_high", &["valuehigh", "high"]),
    ("unit", &["unit", "units"]),
    ("currency", &["currency"]),
    ("prices", &["prices", "pricebasis"]),
    ("indicator", &["indicator", "measure"]),
    ("net_weight", &["netweight", "netweightkg", "netwgt", "weightkg"]),
    ("status", &["status", "obsstatus"]),
];

impl Roles {
    /// Finds the roles of a sheet.
    ///
    /// # Errors
    /// S101 where a declared column is not there.
    pub fn of(sheet: &Sheet, spec: &DatasetSpec) -> Result<Self, Box<Diagnostic>> {
        let mut roles = Self::default();
        unknown_role(sheet, spec)?;
        for (role, _) in NAMES {
            let column = declared(sheet, spec, role)?.or_else(|| usual(sheet, role));
            roles.set(role, column);
        }
        if roles.partner.is_none() && roles.reporter.is_none() {
            roles.partner = unnamed_areas(sheet);
        }
        roles.is_export =
            roles.reporter.is_some_and(|column| squeeze(&sheet.names()[column]) == "exporter");
        roles.values = match declared(sheet, spec, "value")? {
            Some(column) => vec![value_column(sheet, column).unwrap_or(plain(column))],
            None => roles.value_columns(sheet),
        };
        // A name with `%` in it settles the scale.
        let percent = |name: &str| {
            let squeezed = squeeze(name);
            let is_rate =
                ["growth", "share", "percent", "pct"].iter().any(|w| squeezed.contains(w));
            is_rate && !name.contains('%')
        };
        roles.percents = (0..sheet.names().len()).filter(|i| percent(&sheet.names()[*i])).collect();
        Ok(roles)
    }

    fn set(&mut self, role: &str, column: Option<usize>) {
        let slot = match role {
            "period" => &mut self.period,
            "period_start" => &mut self.period_start,
            "period_end" => &mut self.period_end,
            "reporter" => &mut self.reporter,
            "partner" => &mut self.partner,
            "flow" => &mut self.flow,
            "commodity" => &mut self.commodity,
            "classification" => &mut self.classification,
            "value_low" => &mut self.low,
            "value_high" => &mut self.high,
            "unit" => &mut self.unit,
            "currency" => &mut self.currency,
            "prices" => &mut self.prices,
            "indicator" => &mut self.indicator,
            "net_weight" => &mut self.weight,
            _ => &mut self.status,
        };
        *slot = column;
    }

    fn value_columns(&self, sheet: &Sheet) -> Vec<ValueColumn> {
        let taken = |column: &usize| {
            [self.low, self.high, self.weight, self.period].iter().flatten().any(|c| c == column)
        };
        let free = (0..sheet.names().len()).filter(|column| !taken(column));
        let named: Vec<ValueColumn> =
            free.clone().filter_map(|column| value_column(sheet, column)).collect();
        let has_period = self.period.is_some() || self.period_start.is_some();
        if !named.is_empty() || has_period {
            return named;
        }
        let wide = |column: usize| {
            let name = sheet.names()[column].as_str();
            let period = super::period::read(name, super::Calendar::Gregorian).ok()?.0;
            Some(ValueColumn { period: Some(period), ..plain(column) })
        };
        free.filter_map(wide).collect()
    }

    /// Whether anything but the period is known by name.
    #[must_use]
    pub fn is_recognized(&self) -> bool {
        let others = [
            self.reporter,
            self.partner,
            self.flow,
            self.commodity,
            self.period,
            self.period_start,
        ];
        others.iter().any(Option::is_some)
    }

    /// Whether rows have a period.
    #[must_use]
    pub fn has_period(&self) -> bool {
        let wide =
            !self.values.is_empty() && self.values.iter().all(|value| value.period.is_some());
        self.period.is_some() || wide || (self.period_start.is_some() && self.period_end.is_some())
    }
}

/// A column without a name whose cells are all areas, beside years across.
fn unnamed_areas(sheet: &Sheet) -> Option<usize> {
    let column = sheet.names().iter().position(String::is_empty)?;
    let is_area = |row: usize| crate::trade::Area::find(sheet.cell(row, column)).is_ok();
    (!sheet.is_empty() && (0..sheet.len()).all(is_area)).then_some(column)
}

fn plain(column: usize) -> ValueColumn {
    ValueColumn { column, flow: None, unit: None, period: None, rules: None }
}

fn usual(sheet: &Sheet, role: &str) -> Option<usize> {
    let names = NAMES.iter().find(|(name, _)| *name == role)?.1;
    sheet.find(names)
}

fn declared(
    sheet: &Sheet,
    spec: &DatasetSpec,
    role: &str,
) -> Result<Option<usize>, Box<Diagnostic>> {
    let year = || spec.columns.get("year").filter(|_| role == "period");
    let Some(name) = spec.columns.get(role).or_else(year) else { return Ok(None) };
    if let Some(column) = sheet.column(name) {
        return Ok(Some(column));
    }
    let near = |a: &&String| (strsim::jaro_winkler(a, name) * 1e6) as u64;
    let message = Diagnostic::error("S101", format!("no column `{name}`"))
        .at(sheet.header_place())
        .label(format!("declared as the column of `{role}`"));
    Err(Box::new(match sheet.names().iter().max_by_key(near) {
        Some(nearest) => message.help(format!("`{nearest}` is the nearest name")),
        None => message,
    }))
}

/// A declared role that no column can play.
fn unknown_role(sheet: &Sheet, spec: &DatasetSpec) -> Result<(), Box<Diagnostic>> {
    let mut known: Vec<&str> = NAMES.iter().map(|(role, _)| *role).collect();
    known.extend(["year", "value"]);
    let Some(role) = spec.columns.keys().find(|role| !known.contains(&role.as_str())) else {
        return Ok(());
    };
    let near = |a: &&&str| (strsim::jaro_winkler(a, role) * 1e6) as u64;
    let nearest = known.iter().max_by_key(near).copied().unwrap_or("value");
    Err(Box::new(
        Diagnostic::error("S101", format!("no role `{role}`"))
            .at(sheet.file_place())
            .because(format!("roles of columns are {}", known.join(", ")))
            .help(format!("did you mean `columns.{nearest}`?")),
    ))
}

/// A column whose name says that it holds values, and perhaps their direction and unit.
fn value_column(sheet: &Sheet, column: usize) -> Option<ValueColumn> {
    let name = sheet.names()[column].to_lowercase();
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric() && c != '$')
        .filter(|word| !word.is_empty())
        .collect();
    let flow = words.iter().find_map(|word| match *word {
        "export" | "exports" | "import" | "imports" => field::flow(word),
        _ => None,
    });
    let is_value = words.iter().any(|word| {
        matches!(*word, "value" | "amount" | "tradevalue" | "primaryvalue" | "obsvalue")
    });
    if !is_value && flow.is_none() {
        return None;
    }
    let known = [
        "value",
        "trade",
        "primary",
        "amount",
        "obs",
        "tradevalue",
        "primaryvalue",
        "obsvalue",
        "export",
        "exports",
        "import",
        "imports",
        "cumulative",
        "of",
        "in",
        "the",
        "goods",
        "total",
    ];
    let rest: Vec<&str> = words.into_iter().filter(|word| !known.contains(word)).collect();
    let unit = match rest.as_slice() {
        [] => None,
        rest => Some(rest.join(" ").parse::<MoneyUnit>().ok()?),
    };
    Some(ValueColumn { flow, unit, ..plain(column) })
}
