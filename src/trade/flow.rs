//! Directions of trade, what is measured of them, and at which border value.

use serde::{Deserialize, Serialize};

/// Direction of goods as the reporter records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flow {
    /// Goods that enter the reporter (re-imports inside).
    Import,
    /// Goods that leave the reporter (re-exports inside).
    Export,
    /// The part of imports that had left the reporter before.
    ReImport,
    /// The part of exports that had entered the reporter before.
    ReExport,
}

impl Flow {
    /// Stable lower-case name, as written in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Export => "export",
            Self::ReImport => "re-import",
            Self::ReExport => "re-export",
        }
    }

    /// The flow that the partner records for the same goods.
    #[must_use]
    pub fn mirror(self) -> Self {
        match self {
            Self::Import => Self::Export,
            Self::Export => Self::Import,
            Self::ReImport => Self::ReExport,
            Self::ReExport => Self::ReImport,
        }
    }
}

/// What a series measures: one flow, or both together.
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
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Exports of the reporter to the partner.
    Export,
    /// Imports of the reporter from the partner.
    Import,
    /// Exports plus imports.
    Turnover,
    /// Exports minus imports.
    TradeBalance,
}

impl Measure {
    /// Stable lower-case name, as written in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Export => "export",
            Self::Import => "import",
            Self::Turnover => "turnover",
            Self::TradeBalance => "trade-balance",
        }
    }
}

/// Border value at which goods are priced.
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
pub enum Valuation {
    /// Free on board: without freight and insurance.
    Fob,
    /// Cost, insurance and freight included.
    Cif,
    /// Free alongside ship (exports of the United States).
    Fas,
    /// Customs value (imports of the United States).
    Customs,
    /// Not stated by the producer.
    Unknown,
}

impl Valuation {
    /// Stable lower-case name, as written in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Fob => "fob",
            Self::Cif => "cif",
            Self::Fas => "fas",
            Self::Customs => "customs",
            Self::Unknown => "unknown",
        }
    }
}
