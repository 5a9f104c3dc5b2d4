//! Words around a number ("almost", "over") and printed digits, as intervals.

use std::str::FromStr;

use super::{Decimal, Estimate};

/// How firmly a number was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// As printed: the rounding interval of its last digit.
    #[default]
    Printed,
    /// A goal, a threshold or a share fixed by law: no interval.
    Exact,
    /// "almost", "nearly", почти: somewhat below.
    Almost,
    /// "over", "more than", свыше, более: somewhat above.
    Over,
    /// "about", "some", около, примерно: on either side.
    About,
    /// "at least", не менее: as "over".
    AtLeast,
}

/// How far each hedge reaches, as a fraction of the number said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HedgeSettings {
    /// Reach of "almost" downward.
    pub almost: f64,
    /// Reach of "over" upward.
    pub over: f64,
    /// Reach of "about" to either side.
    pub about: f64,
    /// Reach of a stated multiple ("double") to either side.
    pub multiple: f64,
}

impl Default for HedgeSettings {
    fn default() -> Self {
        Self { almost: 0.05, over: 0.10, about: 0.05, multiple: 0.05 }
    }
}

impl Hedge {
    /// The words accepted in a ledger, for messages.
    pub const WORDS: [&'static str; 6] =
        ["printed", "exact", "almost", "over", "about", "at least"];

    /// Stable word in files, as a ledger accepts it; empty for a number as printed.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Printed => "",
            Self::Exact => "exact",
            Self::Almost => "almost",
            Self::Over => "over",
            Self::About => "about",
            Self::AtLeast => "at least",
        }
    }

    /// The interval of `value`; `printed_unit` is the unit that it was printed to.
    ///
    /// Without `printed_unit` the last digit that is not a trailing zero counts.
    #[must_use]
    pub fn interval(
        self,
        value: Decimal,
        printed_unit: Option<Decimal>,
        settings: &HedgeSettings,
    ) -> Estimate {
        let mid = value.to_f64();
        match self {
            Self::Exact => Estimate::exact(mid),
            Self::Printed => {
                let half = printed_unit.map_or_else(|| value.last_digit(), Decimal::to_f64) / 2.0;
                Estimate::new(mid - half, mid, mid + half)
            }
            Self::Almost => Estimate::new(mid * (1.0 - settings.almost), mid, mid),
            Self::Over | Self::AtLeast => Estimate::new(mid, mid, mid * (1.0 + settings.over)),
            Self::About => {
                Estimate::new(mid * (1.0 - settings.about), mid, mid * (1.0 + settings.about))
            }
        }
    }
}

impl FromStr for Hedge {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text.trim() {
            "" | "printed" => Self::Printed,
            "exact" => Self::Exact,
            "almost" => Self::Almost,
            "over" => Self::Over,
            "about" => Self::About,
            "at least" => Self::AtLeast,
            other => return Err(other.to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(hedge: Hedge, value: &str, unit: Option<&str>) -> (f64, f64, f64) {
        let decimal = |text: &str| Decimal::parse_plain(text).unwrap();
        let estimate = hedge.interval(decimal(value), unit.map(decimal), &HedgeSettings::default());
        (estimate.low(), estimate.mid(), estimate.high())
    }

    #[test]
    fn words_become_intervals() {
        assert_eq!(interval(Hedge::Printed, "80", Some("1")), (79.5, 80.0, 80.5));
        assert_eq!(interval(Hedge::Printed, "300", None), (250.0, 300.0, 350.0));
        assert_eq!(interval(Hedge::Printed, "170", Some("10")), (165.0, 170.0, 175.0));
        assert_eq!(interval(Hedge::Almost, "80", None), (76.0, 80.0, 80.0));
        assert_eq!(interval(Hedge::Over, "1000", None), (1000.0, 1000.0, 1100.0));
        assert_eq!(interval(Hedge::About, "560", None), (532.0, 560.0, 588.0));
        assert_eq!(interval(Hedge::Exact, "3000", None), (3000.0, 3000.0, 3000.0));
    }
}
