//! What the rows of a file hold, as read and before any check sets something aside: a refused file is described too.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::Reading;
use crate::table::{Lost, Observation};
use crate::trade::{Area, AreaKind, Classification, Flow, Frequency, Period};

/// What was met in any row, also in those that could be read in part only.
#[derive(Debug, Default)]
pub struct Seen {
    /// Periods.
    pub periods: BTreeSet<Period>,
    /// Reporters.
    pub reporters: BTreeSet<Area>,
    /// Partners.
    pub partners: BTreeSet<Area>,
    /// Directions.
    pub flows: BTreeSet<Flow>,
    /// Classifications that are stated.
    pub classifications: BTreeSet<Classification>,
    /// Digits of commodity codes; 0 for the total.
    pub levels: BTreeSet<usize>,
    /// Observations by what they are: sums of several kinds, and details.
    pub kinds: BTreeMap<&'static str, usize>,
    /// Observations that are sums of others.
    pub aggregates: usize,
    /// All observations.
    pub observations: usize,
}

impl Seen {
    /// Looks at all rows of a reading.
    #[must_use]
    pub fn of(reading: &Reading) -> Self {
        let mut seen = Self::default();
        reading.rows.iter().for_each(|row| seen.row(row));
        reading.lost.iter().for_each(|lost| seen.lost(lost));
        let has_codes = seen.levels.iter().any(|level| *level > 0);
        for row in &reading.rows {
            let (kind, is_sum) = kind(row, has_codes);
            *seen.kinds.entry(kind).or_default() += 1;
            seen.aggregates += usize::from(is_sum);
        }
        seen.observations = reading.rows.len();
        seen
    }

    fn row(&mut self, row: &Observation) {
        put(&mut self.periods, row.period);
        put(&mut self.reporters, row.reporter);
        put(&mut self.partners, row.partner);
        put(&mut self.flows, row.flow);
        put(&mut self.levels, row.commodity.level());
        if row.classification != Classification::Unknown {
            put(&mut self.classifications, row.classification);
        }
    }

    fn lost(&mut self, lost: &Lost) {
        self.periods.extend(lost.period);
        self.reporters.extend(lost.reporter);
        self.partners.extend(lost.partner);
        self.flows.extend(lost.flow);
        self.levels.extend(lost.commodity.as_ref().map(crate::trade::Commodity::level));
    }

    /// Frequencies of the periods.
    #[must_use]
    pub fn frequencies(&self) -> BTreeSet<Frequency> {
        self.periods.iter().map(|period| period.frequency()).collect()
    }
}

/// Most rows repeat what is known already; looking is cheaper than entering.
fn put<T: Ord>(set: &mut BTreeSet<T>, value: T) {
    if !set.contains(&value) {
        set.insert(value);
    }
}

/// What an observation is, and whether it is a sum of others that may stand beside it.
fn kind(row: &Observation, has_codes: bool) -> (&'static str, bool) {
    if row.is_breakdown() {
        return ("parts by transport, customs procedure or second partner", false);
    }
    let of = |area: &Area| area.kind();
    match (of(&row.reporter), of(&row.partner)) {
        (_, AreaKind::World) => ("with World", true),
        (AreaKind::World | AreaKind::Group, _) => ("of a group", true),
        (_, AreaKind::Group) => ("with a group", true),
        _ if has_codes && row.commodity.is_total() => ("totals over commodities", true),
        (_, AreaKind::Special) => ("with no single area (nes, bunkers, free zones)", false),
        _ if row.commodity.is_total() => ("of single areas, all commodities", false),
        _ => ("of single areas, by commodity code", false),
    }
}
