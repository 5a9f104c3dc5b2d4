//! What a file is and how it would be read, without a desk. Takes bytes and gives plain values to print.
//!
//! What only a `dataset.toml` could declare (unit, reporter) is a warning here, not an error.

mod seen;

use serde::Serialize;

use crate::diag::{Diagnostic, has_errors};
use crate::read::codes::CodeList;
use crate::read::{DatasetSpec, Input, Sheet};
use crate::source::{self, Opened};
use crate::trade::Area;
pub use seen::Seen;

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
    /// Levels of its commodity codes: `TOTAL`, or digits.
    pub levels: Vec<String>,
    /// Unit of its values.
    pub unit: String,
    /// Border value.
    pub valuation: String,
    /// Observations that are sums of others: World, groups, totals over commodities.
    pub aggregates: usize,
    /// The other observations.
    pub details: usize,
    /// Observations by what they are, the commonest first.
    pub kinds: Vec<Kind>,
    /// Entries of a list of codes; 0 for a file of figures.
    pub codes: usize,
    /// Every message.
    pub diagnostics: Vec<Finding>,
}

/// A kind of observations.
#[derive(Clone, Debug, Serialize)]
pub struct Kind {
    /// What they are.
    pub what: &'static str,
    /// How many.
    pub observations: usize,
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
    let mut found = Inspection { path: input.path.to_owned(), ..Inspection::default() };
    let (opened, mut diagnostics) = source::open(input, spec);
    if let Some(opened) = &opened {
        diagnostics.extend(found.describe(opened, input, spec));
    } else if diagnostics.last().is_some_and(|message| message.code == "S104")
        && let Some((sheet, list)) = source::code_list(input, spec)
    {
        diagnostics.retain(|message| message.code != "S104");
        diagnostics.extend(list.diagnostics.iter().cloned());
        found.describe_codes(&sheet, &list);
    }
    found.diagnostics = diagnostics.iter().map(Finding::from).collect();
    (found, diagnostics)
}

impl Inspection {
    fn describe(
        &mut self,
        opened: &Opened,
        input: Input<'_>,
        spec: &DatasetSpec,
    ) -> Vec<Diagnostic> {
        let Opened { sheet, source, why } = opened;
        self.describe_sheet(sheet);
        let terms = source.terms(sheet, spec);
        source.id().clone_into(&mut self.format);
        source.title().clone_into(&mut self.title);
        self.why.clone_from(why);
        (self.unit, self.valuation) = (terms.unit, terms.valuation);
        let reading = source.read(sheet, spec);
        self.number_format.clone_from(&reading.numbers);
        self.describe_rows(&Seen::of(&reading));
        let (table, diagnostics) = source::build(reading, opened, input, spec, false);
        self.observations = table.rows().len();
        self.set_aside = table.lost().len();
        if table.is_empty() && has_errors(&diagnostics) {
            self.observations = 0;
        }
        diagnostics
    }

    fn describe_sheet(&mut self, sheet: &Sheet) {
        self.encoding.clone_from(&sheet.encoding);
        self.delimiter = match sheet.delimiter {
            Some('\t') => "tab".to_owned(),
            Some(mark) => mark.to_string(),
            None => String::new(),
        };
        self.rows = sheet.len();
    }

    fn describe_codes(&mut self, sheet: &Sheet, list: &CodeList) {
        self.describe_sheet(sheet);
        "codes".clone_into(&mut self.format);
        list.title().clone_into(&mut self.title);
        self.why.clone_from(&list.why);
        self.classifications = list.classification.iter().map(ToString::to_string).collect();
        self.codes = list.entries.len();
    }

    fn describe_rows(&mut self, seen: &Seen) {
        let text = |period: Option<&crate::trade::Period>| {
            period.map(ToString::to_string).unwrap_or_default()
        };
        let (first, last) = (seen.periods.first(), seen.periods.last());
        (self.first_period, self.last_period) = (text(first), text(last));
        let frequencies = seen.frequencies();
        self.frequencies = frequencies.iter().map(|f| format!("{f:?}").to_lowercase()).collect();
        let codes = |areas: &std::collections::BTreeSet<Area>| {
            areas.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        (self.reporters, self.partners) = (codes(&seen.reporters), codes(&seen.partners));
        self.flows = seen.flows.iter().map(|flow| flow.id().to_owned()).collect();
        self.classifications = seen.classifications.iter().map(ToString::to_string).collect();
        let level = |level: &usize| match level {
            0 => "TOTAL".to_owned(),
            digits => digits.to_string(),
        };
        self.levels = seen.levels.iter().map(level).collect();
        self.aggregates = seen.aggregates;
        self.details = seen.observations - seen.aggregates;
        self.kinds = seen
            .kinds
            .iter()
            .map(|(what, observations)| Kind { what, observations: *observations })
            .collect();
        self.kinds.sort_by_key(|kind| std::cmp::Reverse(kind.observations));
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

    #[test]
    fn a_refused_file_is_described_all_the_same() {
        let bytes = b"reporter,partner,flow,year,value_eur\nRUS,AFG,X,2020,1\nRUS,WLD,X,2021,2\n";
        let input = Input { dataset: "a", path: "a.csv", bytes };
        let (found, messages) = inspect(input, &DatasetSpec::default());
        assert!(messages.iter().any(|d| d.code == "T212" && d.is_error()), "{messages:?}");
        assert_eq!((found.rows, found.observations, found.unit.as_str()), (2, 0, "EUR"));
        assert_eq!((found.first_period.as_str(), found.last_period.as_str()), ("2020", "2021"));
    }

    #[test]
    fn a_list_of_codes_is_named_as_such() {
        let bytes = b"code,description\n010121,Horses\n010129,Other horses\n";
        let input = Input { dataset: "a", path: "a.csv", bytes };
        let (found, messages) = inspect(input, &DatasetSpec::default());
        assert_eq!((found.title.as_str(), found.codes), ("list of commodity codes", 2));
        assert!(messages.is_empty(), "{messages:?}");
    }
}
