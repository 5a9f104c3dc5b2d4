//! What a statement is: something that happened, something aimed at, or something expected; and by which calendar.

use serde::Serialize;

/// What a statement tells of its amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It was so.
    #[default]
    Outcome,
    /// It is to be so.
    Target,
    /// It is expected to be so.
    Forecast,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Outcome, Self::Target, Self::Forecast];

    /// Stable id, as written in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Target => "target",
            Self::Forecast => "forecast",
        }
    }
}

/// The calendar by which a period was named. The period itself always has dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar {
    /// January to December.
    #[default]
    Gregorian,
    /// From the equinox in March: the official calendar of Afghanistan and Iran.
    SolarHijri,
    /// A year of account, such as April to March.
    Fiscal,
    /// A year of harvest, such as July to June.
    Season,
}

impl Calendar {
    /// All calendars.
    pub const ALL: [Self; 4] = [Self::Gregorian, Self::SolarHijri, Self::Fiscal, Self::Season];

    /// Stable id, as written in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Gregorian => "gregorian",
            Self::SolarHijri => "solar-hijri",
            Self::Fiscal => "fiscal",
            Self::Season => "season",
        }
    }
}
