//! Yearly totals of pairs of areas: the history that a target is held against.

use std::collections::BTreeMap;

use crate::trade::Area;

/// Two areas in the order of their codes.
pub type Pair = (Area, Area);

/// A yearly total of one pair, in thousandths of a dollar.
pub type PairYear = (Pair, i32, i64);

/// Totals by pair and year, each series in order of its years. Values are above zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panel {
    series: Vec<(Pair, Vec<(i32, i64)>)>,
}

impl Panel {
    /// Takes totals as they are; of two for one pair and year the later counts, and what is not above zero is left out.
    #[must_use]
    pub fn new(totals: Vec<PairYear>) -> Self {
        let mut by_pair: BTreeMap<Pair, BTreeMap<i32, i64>> = BTreeMap::new();
        for ((a, b), year, total) in totals {
            if total > 0 {
                by_pair.entry((a.min(b), a.max(b))).or_default().insert(year, total);
            }
        }
        Self {
            series: by_pair
                .into_iter()
                .map(|(pair, years)| (pair, years.into_iter().collect()))
                .collect(),
        }
    }

    /// Adds the two directions of each pair; a year in which one of them is absent is left out.
    #[must_use]
    pub fn from_flows(flows: impl IntoIterator<Item = (i32, Area, Area, i64)>) -> Self {
        let mut sides: BTreeMap<(Pair, i32), [Option<i64>; 2]> = BTreeMap::new();
        for (year, exporter, importer, value) in flows {
            let pair = (exporter.min(importer), exporter.max(importer));
            let side = usize::from(exporter > importer);
            let known = &mut sides.entry((pair, year)).or_default()[side];
            *known = Some(known.unwrap_or(0) + value);
        }
        let both = |((pair, year), values): ((Pair, i32), [Option<i64>; 2])| match values {
            [Some(a), Some(b)] => Some((pair, year, a + b)),
            _ => None,
        };
        Self::new(sides.into_iter().filter_map(both).collect())
    }

    /// The same totals in dollars of the year `base`, by a price index; years without an index are left out.
    #[must_use]
    pub fn in_prices_of(&self, base: i32, index: &BTreeMap<i32, f64>) -> Option<Self> {
        let base_index = *index.get(&base)?;
        let real = |(year, total): &(i32, i64)| {
            let factor = base_index / index.get(year)?;
            Some((*year, (*total as f64 * factor).round() as i64))
        };
        let series = self
            .series
            .iter()
            .map(|(pair, years)| (*pair, years.iter().filter_map(real).collect()));
        Some(Self { series: series.collect() })
    }

    /// Pairs with their totals by year.
    pub fn series(&self) -> impl Iterator<Item = (Pair, &[(i32, i64)])> {
        self.series.iter().map(|(pair, years)| (*pair, years.as_slice()))
    }

    /// First and last year.
    #[must_use]
    pub fn years(&self) -> Option<(i32, i32)> {
        let years =
            || self.series.iter().flat_map(|(_, years)| years.iter().map(|(year, _)| *year));
        Some((years().min()?, years().max()?))
    }

    /// Number of pairs.
    #[must_use]
    pub fn pairs(&self) -> usize {
        self.series.len()
    }
}

/// The total of a year in a series sorted by years.
pub(super) fn at(series: &[(i32, i64)], year: i32) -> Option<i64> {
    series.binary_search_by_key(&year, |(known, _)| *known).ok().map(|index| series[index].1)
}
