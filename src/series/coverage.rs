//! What is known of a series in each period: who tells it and how finished it is, or in which way it is absent.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Absence, Point, Series, Value};
use crate::trade::{Evidence, Frequency, ObsStatus, Period};

/// State of one period of a series. The order is that of legends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// The reporter's own record.
    Reported,
    /// The partner's record of the flow.
    Mirrored,
    /// Built from both records.
    Reconciled,
    /// Said by a speaker.
    Stated,
    /// A value that will be revised.
    Provisional,
    /// A value of a part of the period.
    Partial,
    /// A value that exists and is withheld.
    Suppressed,
    /// Below the producer's threshold.
    BelowThreshold,
    /// Not told yet by a source that goes on.
    NotYet,
    /// A record that was refused, or a result that its inputs do not allow.
    SetAside,
    /// Nobody tells it.
    Missing,
}

impl Coverage {
    /// All states in the order of legends.
    pub const ALL: [Self; 11] = [
        Self::Reported,
        Self::Mirrored,
        Self::Reconciled,
        Self::Stated,
        Self::Provisional,
        Self::Partial,
        Self::Suppressed,
        Self::BelowThreshold,
        Self::NotYet,
        Self::SetAside,
        Self::Missing,
    ];

    /// Stable id, as written in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Mirrored => "mirrored",
            Self::Reconciled => "reconciled",
            Self::Stated => "stated",
            Self::Provisional => "provisional",
            Self::Partial => "partial",
            Self::Suppressed => "suppressed",
            Self::BelowThreshold => "below-threshold",
            Self::NotYet => "not-yet",
            Self::SetAside => "set-aside",
            Self::Missing => "missing",
        }
    }

    /// A sign of one column for texts: what is known is a letter, what is not is a mark.
    #[must_use]
    pub fn sign(self) -> char {
        match self {
            Self::Reported => 'R',
            Self::Mirrored => 'M',
            Self::Reconciled => 'C',
            Self::Stated => 'S',
            Self::Provisional => 'P',
            Self::Partial => '/',
            Self::Suppressed => 'x',
            Self::BelowThreshold => '<',
            Self::NotYet => '?',
            Self::SetAside => '!',
            Self::Missing => '.',
        }
    }

    /// Whether there is a value.
    #[must_use]
    pub fn is_known(self) -> bool {
        self <= Self::Partial
    }
}

impl Point {
    /// What is known of this point.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        match &self.value {
            Value::Known(_) => self.known_coverage(),
            Value::Undefined(_) => Coverage::SetAside,
            Value::Missing(missing) => match missing.absence {
                Absence::NotReported => Coverage::Missing,
                Absence::Suppressed => Coverage::Suppressed,
                Absence::BelowThreshold => Coverage::BelowThreshold,
                Absence::NotYetReported => Coverage::NotYet,
                Absence::SetAside => Coverage::SetAside,
            },
        }
    }

    fn known_coverage(&self) -> Coverage {
        if self.period.frequency() == Frequency::Span {
            return Coverage::Partial;
        }
        if self.status == ObsStatus::Provisional {
            return Coverage::Provisional;
        }
        match self.evidence {
            Evidence::Reported => Coverage::Reported,
            Evidence::Mirrored => Coverage::Mirrored,
            Evidence::Reconciled => Coverage::Reconciled,
            Evidence::Statement => Coverage::Stated,
        }
    }
}

impl Series {
    /// The state of each of its periods; where two points share one, the firmer of them.
    #[must_use]
    pub fn coverage(&self) -> BTreeMap<Period, Coverage> {
        let mut states: BTreeMap<Period, Coverage> = BTreeMap::new();
        let is_annual = |period: Period| period.frequency() == Frequency::Annual;
        let has_years = self.points.iter().any(|point| is_annual(point.period));
        for point in &self.points {
            let mut state = point.coverage();
            // January alone is a whole month, and no year.
            if has_years && state.is_known() && !is_annual(point.period) {
                state = Coverage::Partial;
            }
            states
                .entry(point.period)
                .and_modify(|known| *known = state.min(*known))
                .or_insert(state);
        }
        states
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::Missing;
    use crate::trade::{Estimate, Hedge};

    fn point(period: &str, value: Option<f64>) -> Point {
        let period: Period = period.parse().unwrap();
        Point {
            period,
            value: value.map_or(Missing::not_reported("record", period).into(), |v| {
                Value::Known(Estimate::exact(v))
            }),
            evidence: Evidence::Reported,
            status: ObsStatus::Normal,
            speaker: String::new(),
            origins: vec![],
            note: String::new(),
            row: String::new(),
            hedge: Hedge::Exact,
            derivation: None,
        }
    }

    #[test]
    fn each_state_of_a_cell_is_told_apart() {
        assert_eq!(point("2020", Some(0.0)).coverage(), Coverage::Reported, "a reported zero");
        assert_eq!(point("2020", None).coverage(), Coverage::Missing);
        assert_eq!(point("2025-01-01/2025-11-30", Some(5.0)).coverage(), Coverage::Partial);
        let solar = point("2024-03-20/2025-03-20", Some(5.0));
        assert_eq!(solar.coverage(), Coverage::Reported, "a solar year is whole");
        let with = |change: fn(&mut Point)| {
            let mut point = point("2020", Some(1.0));
            change(&mut point);
            point.coverage()
        };
        assert_eq!(with(|p| p.status = ObsStatus::Provisional), Coverage::Provisional);
        assert_eq!(with(|p| p.evidence = Evidence::Mirrored), Coverage::Mirrored);
        assert_eq!(with(|p| p.evidence = Evidence::Reconciled), Coverage::Reconciled);
        assert_eq!(with(|p| p.evidence = Evidence::Statement), Coverage::Stated);
        let absent = |absence| {
            let mut point = point("2020", None);
            let period = Some(point.period);
            point.value = Missing { input: String::new(), period, absence }.into();
            point.coverage()
        };
        assert_eq!(absent(Absence::Suppressed), Coverage::Suppressed);
        assert_eq!(absent(Absence::SetAside), Coverage::SetAside);
        assert_eq!(absent(Absence::NotYetReported), Coverage::NotYet);
    }

    #[test]
    fn a_month_among_years_is_a_part() {
        let basis = crate::series::Basis {
            reporter: crate::trade::Area::WORLD,
            partner: crate::trade::Area::WORLD,
            measure: crate::trade::Measure::Export,
            commodity: crate::trade::Commodity::total(),
            valuation: crate::trade::Valuation::Fob,
        };
        let points = vec![point("2022", Some(5.0)), point("2023-01", Some(1.0))];
        let (id, unit, formula) = (String::new(), crate::trade::Unit::Dollar, String::new());
        let series = Series { id, basis, unit, formula, points };
        let states: Vec<Coverage> = series.coverage().into_values().collect();
        assert_eq!(states, [Coverage::Reported, Coverage::Partial]);
    }

    #[test]
    fn ids_and_signs_are_each_their_own() {
        let signs: std::collections::BTreeSet<char> = Coverage::ALL.map(Coverage::sign).into();
        let ids: std::collections::BTreeSet<&str> = Coverage::ALL.map(Coverage::id).into();
        assert_eq!((signs.len(), ids.len()), (11, 11));
    }
}
