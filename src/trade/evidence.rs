//! Who says a number, how firmly, and where it stands.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Class of testimony behind a number, from the firmest to the loosest.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// The reporter's own record.
    Reported,
    /// The partner's record of the same flow, turned round.
    Mirrored,
    /// Built from both records by the producer.
    Reconciled,
    /// Said by a speaker or printed by the press.
    Statement,
}

impl Evidence {
    /// Stable lower-case name, as written in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Mirrored => "mirrored",
            Self::Reconciled => "reconciled",
            Self::Statement => "statement",
        }
    }
}

/// State of one observation, after the SDMX code list `CL_OBS_STATUS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObsStatus {
    /// `A`: a normal value.
    Normal,
    /// `E`: estimated, or derived from another statement.
    Estimated,
    /// `P`: provisional, to be revised.
    Provisional,
    /// `B`: the series breaks here.
    Break,
    /// `C`: confidential; a value exists and is withheld.
    Suppressed,
    /// `L`: below the producer's threshold.
    BelowThreshold,
    /// `M`: not available.
    Missing,
}

impl ObsStatus {
    /// The SDMX letter.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Normal => 'A',
            Self::Estimated => 'E',
            Self::Provisional => 'P',
            Self::Break => 'B',
            Self::Suppressed => 'C',
            Self::BelowThreshold => 'L',
            Self::Missing => 'M',
        }
    }
}

/// The row that a number comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Origin {
    /// Id of the dataset or ledger.
    pub dataset: Arc<str>,
    /// File, relative to the desk.
    pub path: Arc<str>,
    /// Physical line in the file, from 1; 0 where the format has no lines.
    pub line: u32,
}

impl Origin {
    /// Files with their lines; three and more lines that follow each other are told as `2-24906`, so that what rests
    /// on a whole world still fits a cell.
    #[must_use]
    pub fn runs(origins: &[Self]) -> Vec<(&str, String)> {
        let follows = |a: &Self, b: &Self| a.path == b.path && a.line + 1 == b.line;
        let told = |run: &[Self]| match run {
            [first, _, .., last] => vec![format!("{}-{}", first.line, last.line)],
            few => few.iter().map(|origin| origin.line.to_string()).collect(),
        };
        let runs = origins.chunk_by(follows);
        runs.flat_map(|run| told(run).into_iter().map(|lines| (&*run[0].path, lines))).collect()
    }

    /// The same as places: `data.csv:2-24906`.
    #[must_use]
    pub fn places(origins: &[Self]) -> Vec<String> {
        Self::runs(origins).into_iter().map(|(path, lines)| format!("{path}:{lines}")).collect()
    }
}

/// What is known of a dataset as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// Id of the dataset (its folder name).
    pub dataset: String,
    /// Who made the data.
    pub producer: String,
    /// Its title.
    pub title: String,
    /// How to cite it.
    pub citation: String,
    /// Where it is published.
    pub url: String,
    /// Day of retrieval, ISO 8601.
    pub retrieved: String,
    /// Its licence.
    pub licence: String,
    /// Version or vintage named by the producer.
    pub vintage: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_follow_each_other_are_a_run() {
        let at = |path: &str, line| Origin { dataset: "d".into(), path: path.into(), line };
        let found = [at("a", 2), at("a", 3), at("a", 4), at("a", 9), at("a", 10), at("b", 11)];
        assert_eq!(Origin::places(&found), ["a:2-4", "a:9", "a:10", "b:11"]);
    }
}
