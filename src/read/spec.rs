//! What `dataset.toml` says of a file. Everything that a reader would otherwise have to guess is declared here.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::trade::{Area, Evidence, Provenance, RateTable, Valuation};

/// One `dataset.toml`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DatasetSpec {
    /// Who made the data.
    pub producer: String,
    /// Title as the producer gives it.
    pub title: String,
    /// How to cite it.
    pub citation: String,
    /// Where it is published.
    pub url: String,
    /// Day of retrieval, `2026-01-31`.
    pub retrieved: String,
    /// Terms under which it came.
    pub licence: Option<Licence>,
    /// Version or vintage named by the producer.
    pub vintage: String,
    /// SHA-256 of `data.*`, in hexadecimal; a changed file is noticed.
    pub sha256: String,
    /// Id of the source to read it with; recognized from the header where absent.
    pub format: Option<String>,
    /// Name of the text encoding, such as `windows-1252`; UTF-8 where absent.
    pub encoding: Option<String>,
    /// Mark between cells; found from the text where absent.
    pub delimiter: Option<char>,
    /// How numbers are written, by example: `1,234.56`, `1.234,56`, `1 234,56`, `1'234.56`, `1,23,456.78`.
    pub number_format: Option<String>,
    /// Physical line of the column names.
    pub header_line: Option<u32>,
    /// Worksheet to read.
    pub sheet: Option<String>,
    /// Unit of the values: `USD`, `USD thousand`, `USD million`.
    pub unit: Option<String>,
    /// Dataset of exchange rates (`format = "rates"`) for values that are not in dollars.
    pub rates: Option<String>,
    /// Those rates, once they are read.
    #[serde(skip)]
    pub rate_table: Option<Arc<RateTable>>,
    /// The pair that is asked about, where rows of other reporters need not be kept.
    #[serde(skip)]
    pub scope: Option<[Area; 2]>,
    /// Border value of exports and imports; `fob` for exports and `cif` for imports where absent.
    pub valuation: Option<Valuation>,
    /// Class of testimony; by format where absent.
    pub evidence: Option<Evidence>,
    /// Reporter of all rows, where the file does not name it.
    pub reporter: Option<String>,
    /// Partner of all rows, where the file does not name it.
    pub partner: Option<String>,
    /// Flow of all rows: `export` or `import`.
    pub flow: Option<String>,
    /// Classification of the commodity codes, such as `HS2017`.
    pub classification: Option<String>,
    /// Commodity code of all rows, where the file does not name it.
    pub commodity: Option<String>,
    /// Calendar of the years in the file.
    pub calendar: Option<Calendar>,
    /// Which column plays which role: `reporter = "Origin"`.
    pub columns: BTreeMap<String, String>,
    /// Areas by the names that the file has for them: `"Россия" = "RUS"`.
    pub areas: BTreeMap<String, String>,
    /// Labels of commodity codes: `"110100" = "Wheat flour"`. A list of codes beside the data fills them in.
    pub labels: BTreeMap<String, String>,
    /// Areas by their numbers in a list of codes beside the data; they fill in what the built-in list lacks.
    #[serde(skip)]
    pub listed_areas: BTreeMap<String, String>,
    /// Smallest flow that the producer lists, in dollars.
    pub threshold: Option<u32>,
    /// Further marks of a missing value.
    pub missing: Vec<String>,
    /// Marks of a value that exists and is withheld.
    pub suppressed: Vec<String>,
    /// Marks of a value under the producer's threshold.
    pub below_threshold: Vec<String>,
    /// Marks that may follow or precede a number, such as `p`.
    pub flags: Vec<String>,
    /// Warnings that a person has looked at and confirmed, by code and line: `T209:4`.
    pub confirmed: Vec<String>,
    /// Months hold the sum from the start of their year.
    pub cumulative: bool,
    /// Breakdown to use instead of its total: `motCode`, `customsCode` or `partner2Code`.
    pub keep: Option<String>,
    /// Which of two datasets counts for a period that both hold: the larger number.
    pub precedence: Option<u32>,
    /// Largest sizes that are read.
    pub limits: Limits,
    /// How the data came, where `bilat fetch` brought them.
    pub fetched: Option<Fetched>,
}

/// The answer of a service, beside its address in `url` and the digest of its bytes in `sha256`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Fetched {
    /// Moment of retrieval in universal time, `2026-01-31T12:00:00Z`.
    pub at: String,
    /// HTTP status.
    pub status: u16,
    /// The service's mark of this version; empty where it gives none.
    pub etag: String,
    /// Media type as the service told it.
    pub content_type: String,
}

/// Terms of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Licence {
    /// Its name.
    pub name: String,
    /// Whether rows may be published.
    pub rows: RowsAllowed,
    /// Line that must stand under a chart.
    pub attribution: String,
}

/// Whether rows of a dataset may be published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RowsAllowed {
    /// They may.
    Yes,
    /// They may not; figures derived from them may.
    #[default]
    No,
}

/// What a bare year or a span of years means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar {
    /// January to December.
    #[default]
    Gregorian,
    /// Solar Hijri years from 20 or 21 March.
    SolarHijri,
    /// Fiscal years from July: `2021-22` is July 2021 to June 2022.
    FiscalJuly,
    /// Fiscal years from April: `2021-22` is April 2021 to March 2022.
    FiscalApril,
}

/// Largest sizes that are read; a file beyond one is refused, never cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes once unpacked: of a compressed file, and of all parts of a workbook that are read.
    pub unpacked_bytes: u64,
    /// Times that a compressed file or part may grow when unpacked, where it grows beyond 16 MiB.
    pub unpacked_ratio: u32,
    /// Cells of a worksheet that hold something.
    pub cells: u64,
    /// Bytes of memory in which a workbook is read.
    pub workbook_memory: u64,
    /// Seconds in which a workbook is read.
    pub workbook_seconds: u32,
    /// Columns of a table.
    pub columns: u32,
    /// Bytes of one cell.
    pub cell_bytes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 1 << 30,
            unpacked_bytes: 1 << 28,
            unpacked_ratio: 200,
            cells: 20_000_000,
            workbook_memory: 1 << 30,
            workbook_seconds: 6,
            columns: 16_384,
            cell_bytes: 1 << 20,
        }
    }
}

impl DatasetSpec {
    /// What is known of the dataset of this id as a whole.
    #[must_use]
    pub fn provenance(&self, dataset: &str) -> Provenance {
        Provenance {
            dataset: dataset.to_owned(),
            producer: self.producer.clone(),
            title: self.title.clone(),
            citation: self.citation.clone(),
            url: self.url.clone(),
            retrieved: self.retrieved.clone(),
            licence: self.licence.as_ref().map(|l| l.name.clone()).unwrap_or_default(),
            vintage: self.vintage.clone(),
        }
    }

    /// Whether a person has confirmed the warning `code` at `line`.
    #[must_use]
    pub fn is_confirmed(&self, code: &str, line: u32) -> bool {
        self.confirmed.iter().any(|entry| {
            entry.split_once(':').is_some_and(|(c, l)| c == code && l == line.to_string())
        })
    }
}
