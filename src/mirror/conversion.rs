//! From CIF to FOB by a stated rate. Two conventions are in use, and "10 %" means another thing in each: a rate
//! that does not name its convention is refused.

use std::fmt;
use std::str::FromStr;

use crate::trade::{Decimal, Estimate};

/// What a rate of freight is a rate of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convention {
    /// f = CIF / FOB.
    CifFactor,
    /// τ = (CIF − FOB) / CIF.
    FreightMargin,
}

impl Convention {
    /// Its name in settings and labels.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::CifFactor => "cif-factor",
            Self::FreightMargin => "freight-margin",
        }
    }
}

/// A stated rate with its convention: a factor (1.06), or a margin as a fraction (0.06).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conversion {
    /// What the rate is a rate of.
    pub convention: Convention,
    /// The rate.
    pub rate: Estimate,
}

impl Default for Conversion {
    /// Factor 1.06 in 1.03 to 1.20: the span of what statistical offices use.
    fn default() -> Self {
        Self { convention: Convention::CifFactor, rate: Estimate::new(1.03, 1.06, 1.20) }
    }
}

impl Conversion {
    /// CIF over FOB: f, or 1 / (1 − τ).
    #[must_use]
    pub fn factor(self) -> Estimate {
        match self.convention {
            Convention::CifFactor => self.rate,
            Convention::FreightMargin => self.rate.rising(|margin| 1.0 / (1.0 - margin)),
        }
    }

    /// A CIF value without freight and insurance.
    #[must_use]
    pub fn fob(self, cif: Estimate) -> Estimate {
        let Self { convention, rate } = self;
        let (low, mid, high) = match convention {
            Convention::CifFactor => {
                (cif.low() / rate.high(), cif.mid() / rate.mid(), cif.high() / rate.low())
            }
            Convention::FreightMargin => (
                cif.low() * (1.0 - rate.high()),
                cif.mid() * (1.0 - rate.mid()),
                cif.high() * (1.0 - rate.low()),
            ),
        };
        Estimate::new(low, mid, high)
    }
}

impl fmt::Display for Conversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.convention.id(), self.rate.mid())?;
        if self.rate.is_exact() {
            return Ok(());
        }
        write!(f, " in {}..{}", self.rate.low(), self.rate.high())
    }
}

/// Why a text is no conversion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConversionError {
    /// It does not say of what it is a rate.
    NoConvention,
    /// Its numbers cannot be read, or cannot be a rate of freight.
    NoRate(String),
}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoConvention => {
                f.write_str("conversion does not say `cif-factor` or `freight-margin`")
            }
            Self::NoRate(text) => write!(f, "`{text}` is no rate of freight"),
        }
    }
}

impl FromStr for Conversion {
    type Err = ConversionError;

    /// Reads `cif-factor 1.06`, `cif-factor 6 %`, `freight-margin 10 %`, each with ` in 1.03..1.20` after it if it is
    /// an interval.
    fn from_str(text: &str) -> Result<Self, ConversionError> {
        let trimmed = text.trim();
        let named = [Convention::CifFactor, Convention::FreightMargin]
            .into_iter()
            .find_map(|convention| Some((convention, trimmed.strip_prefix(convention.id())?)));
        let (convention, rest) = named.ok_or(ConversionError::NoConvention)?;
        let no_rate = || ConversionError::NoRate(text.to_owned());
        let (mid, span) = match rest.split_once(" in ") {
            Some((mid, span)) => (mid, Some(span.split_once("..").ok_or_else(no_rate)?)),
            None => (rest, None),
        };
        let read = |part: &str| rate(part, convention).ok_or_else(no_rate);
        let mid = read(mid)?;
        let (low, high) = match span {
            Some((low, high)) => (read(low)?, read(high)?),
            None => (mid, mid),
        };
        if !(low <= mid && mid <= high) {
            return Err(no_rate());
        }
        Ok(Self { convention, rate: Estimate::new(low, mid, high) })
    }
}

/// A rate in its convention: a factor from 1 to 3, or a margin from 0 to under 1. A percentage is an addition.
fn rate(text: &str, convention: Convention) -> Option<f64> {
    let (digits, percent) = match text.trim().strip_suffix('%') {
        Some(digits) => (digits.trim(), true),
        None => (text.trim(), false),
    };
    let number = Decimal::parse_plain(digits)?.to_f64();
    let value = match (convention, percent) {
        (Convention::CifFactor, true) => 1.0 + number / 100.0,
        (Convention::FreightMargin, true) => number / 100.0,
        (_, false) => number,
    };
    let range = match convention {
        Convention::CifFactor => 1.0..3.0,
        Convention::FreightMargin => 0.0..0.7,
    };
    range.contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Conversion {
        text.parse().unwrap()
    }

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-8 * expected.abs(), "{found} should be {expected}");
    }

    #[test]
    fn ten_percent_means_two_things() {
        let imports = Estimate::exact(557.0);
        near(of("cif-factor 10 %").fob(imports).mid(), 506.363_636);
        near(of("freight-margin 10 %").fob(imports).mid(), 501.3);
        near(of("cif-factor 20%").fob(imports).mid(), 557.0 * 0.833_333_333_333);
        near(of("freight-margin 0.2").fob(imports).mid(), 557.0 * 0.8);
        near(of("freight-margin 0.0909090909").factor().mid(), 1.1);
    }

    #[test]
    fn the_default_carries_the_span_of_practice() {
        let gap = Conversion::default().fob(Estimate::exact(2.360_169_491_5));
        near(gap.mid(), 2.226_574_99);
        near(gap.low(), 1.966_807_91);
        near(gap.high(), 2.291_426_69);
        let text = Conversion::default().to_string();
        assert_eq!(text, "cif-factor 1.06 in 1.03..1.2");
        assert_eq!(of(&text), Conversion::default());
    }

    #[test]
    fn a_bare_rate_is_refused_and_so_is_nonsense() {
        for bare in ["10 %", "1.06", "", "factor 1.06"] {
            assert_eq!(bare.parse::<Conversion>(), Err(ConversionError::NoConvention), "{bare}");
        }
        for wrong in
            ["cif-factor", "cif-factor 0.9", "freight-margin 1.06", "cif-factor 1.06 in 1.1..1.2"]
        {
            assert!(
                matches!(wrong.parse::<Conversion>(), Err(ConversionError::NoRate(_))),
                "{wrong}"
            );
        }
    }
}
