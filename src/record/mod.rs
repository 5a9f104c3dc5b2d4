//! What a figure says of itself: which chart it is, who made it, and out of which files and rows.
//!
//! The record is JSON-LD in the words of schema.org and PROV. `render` writes it into SVG, PNG and PDF alike; here it
//! is read back out of them, held against another, and closed by a seal that tells whether the file was touched since.
//! Nothing here opens a file or draws.

mod carrier;
mod change;
mod seal;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

pub use carrier::{Carrier, Unreadable, read};
pub use change::{Change, changes};
pub use seal::{HOLE, is_whole, seal};

use crate::words::Lang;

/// The record of one figure. Member names are those of schema.org and PROV; ours are under `bilat:`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What the names mean.
    #[serde(rename = "@context")]
    pub context: Json,
    /// `ImageObject` and `prov:Entity`.
    #[serde(rename = "@type")]
    pub kind: Json,
    /// Id of the chart in its desk.
    #[serde(rename = "identifier")]
    pub chart: String,
    /// Title.
    #[serde(rename = "name")]
    pub title: String,
    /// Language of the words.
    #[serde(rename = "inLanguage")]
    pub lang: Lang,
    /// Size preset.
    #[serde(rename = "bilat:preset")]
    pub preset: String,
    /// Theme.
    #[serde(rename = "bilat:theme")]
    pub theme: String,
    /// Line of sources as it is printed.
    #[serde(rename = "creditText")]
    pub source: String,
    /// Copyright line of the desk.
    #[serde(rename = "copyrightNotice", default)]
    pub copyright: String,
    /// The run that made it.
    #[serde(rename = "prov:wasGeneratedBy")]
    pub made: Run,
    /// The data drawn, as `data.csv` has them.
    #[serde(rename = "isBasedOn")]
    pub data: Drawn,
    /// Files behind the data.
    #[serde(rename = "prov:wasDerivedFrom")]
    pub sources: Vec<SourceFile>,
    /// SHA-256 of what is seen: every node of the scene with its place, ink and words.
    #[serde(rename = "bilat:picture")]
    pub picture: String,
    /// SHA-256 of the file with this very member blanked, see [`seal`].
    #[serde(rename = "bilat:seal")]
    pub seal: String,
}

/// The run that made a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// `prov:Activity`.
    #[serde(rename = "@type")]
    pub kind: Json,
    /// The program.
    #[serde(rename = "prov:wasAssociatedWith")]
    pub program: Program,
    /// Specs: the chart's, then the desk's.
    #[serde(rename = "prov:used")]
    pub specs: Vec<Spec>,
}

/// The program that made a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// `SoftwareApplication` and `prov:SoftwareAgent`.
    #[serde(rename = "@type")]
    pub kind: Json,
    /// Its name.
    pub name: String,
    /// Its version.
    #[serde(rename = "softwareVersion")]
    pub version: String,
}

/// A spec file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// Path in the desk.
    #[serde(rename = "contentUrl")]
    pub path: String,
    /// Its digest.
    pub sha256: String,
}

/// The data that a figure draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// `Dataset` and `prov:Entity`.
    #[serde(rename = "@type")]
    pub kind: Json,
    /// What it is.
    pub name: String,
    /// `data.csv` with its digest.
    pub distribution: Spec,
}

/// A file behind a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceFile {
    /// `Dataset` and `prov:Entity`.
    #[serde(rename = "@type")]
    pub kind: Json,
    /// Id of the dataset, or `ledger`.
    #[serde(rename = "identifier")]
    pub dataset: String,
    /// Its title.
    pub name: String,
    /// Who made it.
    #[serde(rename = "creator", default, skip_serializing_if = "Option::is_none")]
    pub producer: Option<Producer>,
    /// How it is cited.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub citation: String,
    /// Where it is published.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// Its license.
    #[serde(rename = "license", default, skip_serializing_if = "String::is_empty")]
    pub licence: String,
    /// Version or vintage named by the producer.
    #[serde(rename = "version", default, skip_serializing_if = "String::is_empty")]
    pub vintage: String,
    /// Day of retrieval; of a ledger, the day of its latest statement behind the figure.
    #[serde(rename = "bilat:retrieved", default, skip_serializing_if = "String::is_empty")]
    pub retrieved: String,
    /// Rows that could be used of the whole file.
    #[serde(rename = "bilat:rowCount")]
    pub row_count: usize,
    /// The file with its digest.
    pub distribution: Spec,
    /// Rows behind the figure: what a row is of, then by period its line and its value.
    ///
    /// A value that may not be published under the license of its dataset stands as the start of its digest.
    #[serde(rename = "bilat:rows", default)]
    pub rows: Rows,
}

/// Who made a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Producer {
    /// `Organization`.
    #[serde(rename = "@type")]
    pub kind: String,
    /// Its name.
    pub name: String,
}

/// Rows by what they are of and by period.
pub type Rows = BTreeMap<String, BTreeMap<String, Row>>;

/// Line in the file, from 1, and the value as text; a whole number is written as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u32, Json)", into = "(u32, Json)")]
pub struct Row(pub u32, pub String);

impl From<(u32, Json)> for Row {
    fn from((line, value): (u32, Json)) -> Self {
        Self(line, value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    }
}

impl From<Row> for (u32, Json) {
    fn from(Row(line, value): Row) -> Self {
        let number = value.parse::<i64>().ok().filter(|number| number.to_string() == value);
        (line, number.map_or_else(|| json!(value), |number| json!(number)))
    }
}

/// Types of schema.org and PROV for one thing.
#[must_use]
pub fn types(of: &[&str]) -> Json {
    json!(of)
}

/// What the names of a record mean: schema.org's where nothing is said, PROV's, and ours.
#[must_use]
pub fn context() -> Json {
    json!({
        "@vocab": "https://schema.org/",
        "prov": "http://www.w3.org/ns/prov#",
        "bilat": "urn:bilat:",
        "bilat:rows": { "@type": "@json" },
    })
}

impl Record {
    /// The record as the text that is written into figures, on one line.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Version of the program that made the figure.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.made.program.version
    }

    /// The day of the latest retrieval or statement, which stands for the date of the figure; empty where none is known.
    #[must_use]
    pub fn latest(&self) -> &str {
        let days = self.sources.iter().map(|source| source.retrieved.as_str());
        days.filter(|day| day.len() == "2026-11-01".len()).max().unwrap_or_default()
    }

    /// How many rows stand behind the figure.
    #[must_use]
    pub fn count_rows(&self) -> usize {
        self.sources.iter().flat_map(|source| source.rows.values()).map(BTreeMap::len).sum()
    }
}

#[cfg(test)]
pub(crate) mod sample {
    use super::*;

    /// A record of one file with three rows.
    pub(crate) fn record() -> Record {
        let spec = |path: &str| Spec { path: path.to_owned(), sha256: "ab".repeat(32) };
        let at = [("2022", 2, "70"), ("2023", 3, "75.5"), ("2024", 4, "80")]
            .map(|(period, line, value)| (period.to_owned(), Row(line, value.to_owned())));
        Record {
            context: context(),
            kind: types(&["ImageObject", "prov:Entity"]),
            chart: "flour".to_owned(),
            title: "Мука & «помол» <2024>, آرد".to_owned(),
            lang: Lang::Ru,
            preset: "word".to_owned(),
            theme: "light".to_owned(),
            source: "Source: customs".to_owned(),
            copyright: String::new(),
            made: Run {
                kind: types(&["prov:Activity"]),
                program: Program {
                    kind: types(&["SoftwareApplication", "prov:SoftwareAgent"]),
                    name: "bilat".to_owned(),
                    version: "0.1.0".to_owned(),
                },
                specs: vec![spec("charts/flour/chart.toml"), spec("bilat.toml")],
            },
            data: Drawn {
                kind: types(&["Dataset", "prov:Entity"]),
                name: "data drawn".to_owned(),
                distribution: spec("data.csv"),
            },
            sources: vec![SourceFile {
                kind: types(&["Dataset", "prov:Entity"]),
                dataset: "customs".to_owned(),
                name: "Customs".to_owned(),
                producer: Some(Producer {
                    kind: "Organization".to_owned(),
                    name: "Customs".to_owned(),
                }),
                citation: String::new(),
                url: String::new(),
                licence: String::new(),
                vintage: String::new(),
                retrieved: "2026-11-01".to_owned(),
                row_count: 3,
                distribution: spec("datasets/customs/data.csv"),
                rows: Rows::from([("RUS export AFG TOTAL".to_owned(), BTreeMap::from(at))]),
            }],
            picture: "cd".repeat(32),
            seal: HOLE.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back_from_its_text() {
        let record = sample::record();
        let text = record.to_text();
        assert_eq!(serde_json::from_str::<Record>(&text).unwrap(), record);
        assert!(
            text.contains(
                r#""bilat:rows":{"RUS export AFG TOTAL":{"2022":[2,70],"2023":[3,"75.5"]"#
            ),
            "{text}"
        );
        assert_eq!(record.count_rows(), 3);
    }
}
