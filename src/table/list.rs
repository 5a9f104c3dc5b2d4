//! What a Table holds, for breakdown charts and for telling a person what a file is.

use std::collections::BTreeSet;

use super::{Observation, Selector, Table};
use crate::trade::{Area, AreaKind, Classification, Commodity, Flow, Frequency, Period};

impl Table {
    /// All reporters, in the order of their codes.
    #[must_use]
    pub fn reporters(&self) -> BTreeSet<Area> {
        self.rows().iter().map(|row| row.reporter).collect()
    }

    /// All partners, also World, groups and special ones.
    #[must_use]
    pub fn all_partners(&self) -> BTreeSet<Area> {
        self.rows().iter().map(|row| row.partner).collect()
    }

    /// All directions.
    #[must_use]
    pub fn flows(&self) -> Vec<Flow> {
        let order = [Flow::Import, Flow::Export, Flow::ReImport, Flow::ReExport];
        order.into_iter().filter(|flow| self.rows().iter().any(|row| row.flow == *flow)).collect()
    }

    /// All classifications that are stated.
    #[must_use]
    pub fn classifications(&self) -> BTreeSet<Classification> {
        let stated = |c: &Classification| *c != Classification::Unknown;
        self.rows().iter().map(|row| row.classification).filter(stated).collect()
    }

    /// All periods.
    #[must_use]
    pub fn periods(&self) -> BTreeSet<Period> {
        self.rows().iter().map(|row| row.period).collect()
    }

    /// The partners that are parts of the reporter's total: areas and special partners, never World or a group.
    /// The selector's own partner does not count.
    #[must_use]
    pub fn partners(&self, selector: &Selector) -> BTreeSet<Area> {
        let part = |area: &Area| !matches!(area.kind(), AreaKind::World | AreaKind::Group);
        self.of(selector).map(|row| row.partner).filter(part).collect()
    }

    /// The codes of `level` digits that the reporter traded with the selector's partner.
    #[must_use]
    pub fn commodities(&self, selector: &Selector, level: usize) -> BTreeSet<Commodity> {
        self.of(selector)
            .filter(|row| row.partner == selector.partner && row.commodity.level() == level)
            .map(|row| row.commodity.clone())
            .collect()
    }

    fn of(&self, selector: &Selector) -> impl Iterator<Item = &Observation> {
        let dataset = selector.dataset.as_deref();
        let (reporter, flow, frequency): (Area, Flow, Frequency) =
            (selector.reporter, selector.flow, selector.frequency);
        self.rows().iter().filter(move |row| {
            row.reporter == reporter
                && row.flow == flow
                && row.period.frequency() == frequency
                && dataset.is_none_or(|id| *self.datasets()[row.dataset as usize].id == *id)
        })
    }
}
