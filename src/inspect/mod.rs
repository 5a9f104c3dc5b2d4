//! What a file is and how it would be read, without a desk. Takes bytes and gives plain values to print.
//!
//! What only a `dataset.toml` could declare (unit, reporter) is a warning here, not an error.

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::read::{DatasetSpec, Input, Sheet};
use crate::source;
use crate::table::Table;
use crate::trade::{Area, AreaKind};

/// All that can be told of a file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Inspection {
    /// The path as given.
    pub path: String,
    /// Id of the source that reads it; empty where none does.
    pub format: String,
    /// Name of the source for people.
    pub title: String,
    /// Why it was taken for that.
    pub why: String,
    /// Text encoding.
    pub encoding: String,
    /// Mark between cells.
    pub delimiter: String,
    /// How numbers are written.
    pub number_format: String,
    /// Rows in the file, the column names not counted.
    pub rows: usize,
    /// Observations that could be used.
    pub observations: usize,
    /// Records that an error set aside.
    pub set_aside: usize,
    /// First period.
    pub first_period: String,
    /// Last period.
    pub last_period: String,
    /// Frequencies of its periods.
    pub frequencies: Vec<String>,
    /// Reporters.
    pub reporters: Vec<String>,
    /// Partners, also World and groups.
    pub partners: Vec<String>,
    /// Directions.
    pub flows: Vec<String>,
    /// Classifications.
    pub classifications: Vec<String>,
    /// Unit of its values.
    pub unit: String,
    /// Border value.
    pub valuation: String,
    /// Observations that are sums of others: World, groups, totals over commodities.
    pub aggregates: usize,
    /// The other observations.
    pub details: usize,
    /// Every message.
    pub diagnostics: Vec<Finding>,
}

/// A message in flat form.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// Code.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// Physical line from 1; 0 for the file.
    pub line: u32,
    /// Character in the line from 1; 0 for the line.
    pub column: u32,
    /// Title, label and notes.
    pub message: String,
    /// The remedy; empty where there is none.
    pub help: String,
}

impl From<&Diagnostic> for Finding {
    fn from(diagnostic: &Diagnostic) -> Self {
        let place = diagnostic.place.as_ref();
        let parts = [diagnostic.title.clone(), diagnostic.label.clone()].into_iter();
        let parts = parts.chain(diagnostic.notes.iter().cloned()).filter(|part| !part.is_empty());
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity.id(),
            line: place.map_or(0, |place| place.line),
            column: place.map_or(0, |place| place.column),
            message: parts.collect::<Vec<_>>().join("; "),
            help: diagnostic.help.clone().unwrap_or_default(),
        }
    }
}

/// Looks at a file under a spec, which may be empty. The messages come again in full, for drawing.
#[must_use]
pub fn inspect(input: Input<'_>, spec: &DatasetSpec) -> (Inspection, Vec<Diagnostic>) {
    let (opened, mut diagnostics) = source::open(input, spec);
    let mut found = Inspection { path: input.path.to_owned(), ..Inspection::default() };
    if let Some(opened) = &opened {
        let (table, messages) = source::read_opened(opened, input, spec, false);
        diagnostics.extend(messages);
        found.describe_sheet(&opened.sheet, spec);
        let terms = opened.source.terms(&opened.sheet, spec);
        opened.source.id().clone_into(&mut found.format);
        opened.source.title().clone_into(&mut found.title);
        found.why.clone_from(&opened.why);
        (found.unit, found.valuation) = (terms.unit, terms.valuation);
        found.describe_table(&table);
    }
    found.diagnostics = diagnostics.iter().map(Finding::from).collect();
    (found, diagnostics)
}

impl Inspection {
    fn describe_sheet(&mut self, sheet: &Sheet, spec: &DatasetSpec) {
        self.encoding.clone_from(&sheet.encoding);
        self.delimiter = match sheet.delimiter {
            Some('\t') => "tab".to_owned(),
            Some(mark) => mark.to_string(),
            None => String::new(),
        };
        self.rows = sheet.len();
        self.number_format = spec.number_format.clone().unwrap_or_else(|| "1234.56".to_owned());
    }

    fn describe_table(&mut self, table: &Table) {
        self.observations = table.rows().len();
        self.set_aside = table.lost().len();
        let periods = table.periods();
        self.first_period = periods.first().map(ToString::to_string).unwrap_or_default();
        self.last_period = periods.last().map(ToString::to_string).unwrap_or_default();
        let mut frequencies: Vec<_> = periods.iter().map(|period| period.frequency()).collect();
        frequencies.sort_unstable();
        frequencies.dedup();
        self.frequencies = frequencies.iter().map(|f| format!("{f:?}").to_lowercase()).collect();
        self.reporters = table.reporters().iter().map(ToString::to_string).collect();
        self.partners = table.all_partners().iter().map(ToString::to_string).collect();
        self.flows = table.flows().iter().map(|flow| flow.id().to_owned()).collect();
        self.classifications = table.classifications().iter().map(ToString::to_string).collect();
        let sum = |area: &Area| matches!(area.kind(), AreaKind::World | AreaKind::Group);
        let total =
            |row: &&crate::table::Observation| sum(&row.partner) || row.commodity.is_total();
        self.aggregates = table.rows().iter().filter(total).count();
        self.details = self.observations - self.aggregates;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_desk_is_described_and_not_refused() {
        let bytes = b"reporter,partner,year,value\nRUS,AFG,2020,1\nRUS,WLD,2021,2\n";
        let input = Input { dataset: "a", path: "a.csv", bytes };
        let (found, messages) = inspect(input, &DatasetSpec::default());
        assert_eq!((found.format.as_str(), found.rows, found.observations), ("tidy", 2, 2));
        assert_eq!((found.first_period.as_str(), found.last_period.as_str()), ("2020", "2021"));
        assert_eq!(found.partners, ["AFG", "WLD"]);
        assert!(!crate::diag::has_errors(&messages), "{messages:?}");
        assert!(found.diagnostics.iter().any(|d| d.code == "S105" && d.severity == "warning"));
    }
}
