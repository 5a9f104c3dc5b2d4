//! Why a value does not exist. The order of [`Reason`]'s variants is their precedence.

use std::fmt;

use serde::Serialize;

use crate::trade::Period;

/// No input would help.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The two sides differ in valuation, scope, reporter, speaker or price basis.
    BasisMismatch {
        /// One side.
        left: String,
        /// The other side.
        right: String,
    },
    /// A territory, classification or method breaks in this period.
    Break(Period),
    /// One end covers fewer months than the other.
    PartialPeriod(Period),
    /// The base period is not the one directly before; this one is absent.
    Gap(Period),
    /// The base is a reported 0 and the end is positive.
    ZeroBase,
    /// Both ends are a reported 0.
    ZeroToZero,
    /// The base is below 0.
    NegativeBase,
    /// The divisor is a reported 0.
    ZeroDenominator,
    /// The divisor's interval touches 0.
    DenominatorSpansZero,
    /// The logarithm's argument touches 0.
    LogOfZero,
    /// Base and end are one period.
    SamePeriod,
    /// The target is not above the base.
    TargetMet,
    /// The formula needs more points.
    TooFewPoints {
        /// How many it needs.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// No commodity occurs in both baskets.
    NoMatch,
    /// Quantities are in different units.
    UnitMismatch,
    /// The unit value is implausible.
    Gate,
}

impl Reason {
    /// Stable id, as written in files.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::BasisMismatch { .. } => "basis-mismatch",
            Self::Break(_) => "break",
            Self::PartialPeriod(_) => "partial-period",
            Self::Gap(_) => "gap",
            Self::ZeroBase => "zero-base",
            Self::ZeroToZero => "zero-to-zero",
            Self::NegativeBase => "negative-base",
            Self::ZeroDenominator => "zero-denominator",
            Self::DenominatorSpansZero => "denominator-spans-zero",
            Self::LogOfZero => "log-of-zero",
            Self::SamePeriod => "same-period",
            Self::TargetMet => "target-met",
            Self::TooFewPoints { .. } => "too-few-points",
            Self::NoMatch => "no-match",
            Self::UnitMismatch => "unit-mismatch",
            Self::Gate => "gate",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BasisMismatch { left, right } => write!(f, "not comparable: {left} and {right}"),
            Self::Break(period) => write!(f, "series broken in {period}"),
            Self::PartialPeriod(period) => match period.whole_months() {
                Some(months) => write!(f, "{period} has {months} of 12 months"),
                None => write!(f, "{period} is not a whole year"),
            },
            Self::Gap(period) => write!(f, "no figure for {period}"),
            Self::ZeroBase => f.write_str("from zero"),
            Self::ZeroToZero => f.write_str("no trade in either period"),
            Self::NegativeBase => f.write_str("base is negative"),
            Self::ZeroDenominator => f.write_str("divisor is zero"),
            Self::DenominatorSpansZero | Self::LogOfZero => f.write_str("too imprecise"),
            Self::SamePeriod => f.write_str("base and end are the same period"),
            Self::TargetMet => f.write_str("already met"),
            Self::TooFewPoints { needed, found } => write!(f, "needs {needed} points, has {found}"),
            Self::NoMatch => f.write_str("no common commodities"),
            Self::UnitMismatch => f.write_str("quantities in different units"),
            Self::Gate => f.write_str("implausible unit value"),
        }
    }
}

/// An input that some source could still supply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Which input, by its role in the formula: `base`, `import`, `part`, `record`.
    pub input: String,
    /// For which period, where it has one.
    pub period: Option<Period>,
    /// How it is absent.
    pub absence: Absence,
}

impl Missing {
    /// The input of this name and period, not reported by any source in the desk.
    #[must_use]
    pub fn not_reported(input: &str, period: Period) -> Self {
        Self { input: input.to_owned(), period: Some(period), absence: Absence::NotReported }
    }
}

/// Kinds of absence; a reported zero is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Absence {
    /// No source in the desk has it.
    NotReported,
    /// It exists and is withheld.
    Suppressed,
    /// It is below the producer's threshold.
    BelowThreshold,
    /// The period is newer than the newest vintage.
    NotYetReported,
    /// A record was set aside with an error.
    SetAside,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.period {
            Some(period) => write!(f, "no {} for {period}", self.input)?,
            None => write!(f, "no {}", self.input)?,
        }
        match self.absence {
            Absence::NotReported => Ok(()),
            Absence::Suppressed => f.write_str(" (suppressed)"),
            Absence::BelowThreshold => f.write_str(" (below the threshold)"),
            Absence::NotYetReported => f.write_str(" (not yet reported)"),
            Absence::SetAside => f.write_str(" (a record was set aside)"),
        }
    }
}
