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

impl Table {
    /// The rows of a pair in either direction, with the lost records that may be theirs. With World as one of the two,
    /// all partners of the other are kept: they may have to be added up.
    #[must_use]
    pub fn of_pair(self, a: Area, b: Area) -> Self {
        let between = |x: Area, y: Area| {
            let (is_a, is_b) =
                (x == a && (y == b || b == Area::WORLD), x == b && (y == a || a == Area::WORLD));
            is_a || is_b
        };
        let known = |area: Option<Area>, of: &[Area]| area.is_none_or(|area| of.contains(&area));
        let open = [a, b].contains(&Area::WORLD);
        let rows = self.rows.into_iter().filter(|row| between(row.reporter, row.partner));
        let lost = self.lost.into_iter().filter(|lost| match (lost.reporter, lost.partner) {
            (Some(x), Some(y)) => between(x, y),
            (x, y) => known(x, &[a, b]) && (open || known(y, &[a, b])),
        });
        Self { datasets: self.datasets, rows: rows.collect(), lost: lost.collect() }
    }

    /// What the World row of a total holds beyond all partners, in thousandths of a dollar: trade that is not
    /// specified by partner. `None` without a World row or partners, or where they exceed it.
    #[must_use]
    pub fn unspecified(&self, reporter: Area, flow: Flow, period: Period) -> Option<i128> {
        let rows: Vec<&Observation> = self
            .rows()
            .iter()
            .filter(|row| row.reporter == reporter && row.flow == flow && row.period == period)
            .filter(|row| row.commodity.is_total() && row.primary_value.is_some())
            .collect();
        let world = rows.iter().find(|row| row.partner == Area::WORLD)?;
        let part =
            |row: &&&Observation| !matches!(row.partner.kind(), AreaKind::World | AreaKind::Group);
        let parts: Vec<i128> = rows.iter().filter(part).map(|row| row.thousandths()).collect();
        let rest = world.thousandths() - parts.iter().sum::<i128>();
        (!parts.is_empty() && rest >= 0).then_some(rest)
    }

    /// Chapters, or divisions of SITC, that the codes of all rows belong to.
    #[must_use]
    pub fn chapters(&self) -> BTreeSet<Commodity> {
        let of = |row: &Observation| {
            row.commodity.code().get(..2).and_then(|c| Commodity::parse(c).ok())
        };
        self.rows().iter().filter(|row| !row.commodity.is_total()).filter_map(of).collect()
    }

    /// The chapters of the codes that the reporter traded with the selector's partner.
    #[must_use]
    pub fn chapters_of(&self, selector: &Selector) -> BTreeSet<Commodity> {
        let of = |row: &Observation| {
            row.commodity.code().get(..2).and_then(|c| Commodity::parse(c).ok())
        };
        self.of(selector)
            .filter(|row| row.partner == selector.partner && !row.commodity.is_total())
            .filter_map(of)
            .collect()
    }
}
