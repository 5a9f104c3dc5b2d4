//! Which record a series of a chart is read from: the reporter's, the partner's, or both as one.

use super::inputs::mirror_of;
use super::mirror::{Made, MirrorPolicy, Sides};
use super::resolve::Maker;
use crate::diag::Diagnostic;
use crate::mirror::Reconciliation;
use crate::series::{Point, Series};
use crate::table::{Selector, Table};
use crate::trade::{Evidence, Flow, Measure, Valuation};

impl Maker<'_> {
    /// The side of the flow that the series tells.
    pub fn side(&mut self, own: &Table, selector: &Selector) -> Option<Made> {
        let policy = self.spec.mirror.unwrap_or_default();
        if policy == MirrorPolicy::Reporter {
            return Some(read(own, &self.spec.id, selector));
        }
        let mut other = own;
        if let Some(id) = &self.spec.mirror_dataset {
            let Some(dataset) = self.desk.dataset(id) else {
                let known: Vec<&str> = self.desk.datasets.iter().map(|d| d.id.as_str()).collect();
                return self.unknown("usable dataset", id, &known);
            };
            other = &dataset.table;
        }
        let own_settings = self.spec.reconcile.clone().unwrap_or_default();
        let is_reconciled = policy == MirrorPolicy::Reconciled;
        let settings =
            if is_reconciled { own_settings.over(&self.desk.spec.reconcile) } else { own_settings };
        let of = |id: &Option<String>| id.clone().or_else(|| self.spec.dataset.clone());
        let selector_of = |dataset| Selector { dataset, ..selector.clone() };
        let sides = Sides { own, other, spec: &settings };
        let theirs = selector_of(of(&self.spec.mirror_dataset));
        let made = if is_reconciled {
            sides.reconciled(&self.spec.id, [selector, &theirs])
        } else {
            sides.partner(&self.spec.id, &theirs)
        };
        made.map_err(|(code, title, word)| self.fail::<Made>(code, &title, &word)).ok()
    }

    /// Series that become one line must be told at one border value (T202).
    pub fn one_valuation(&mut self, inputs: &[Series]) -> Option<()> {
        let stated = inputs.iter().filter(|s| s.basis.valuation != Valuation::Unknown);
        let mut values: Vec<(&str, Valuation)> =
            stated.map(|series| (series.id.as_str(), series.basis.valuation)).collect();
        values.dedup_by_key(|(_, valuation)| *valuation);
        let [(a, x), (b, y), ..] = values[..] else { return Some(()) };
        let (x, y) = (x.id().to_uppercase(), y.id().to_uppercase());
        let message = Diagnostic::error("T202", format!("{x} and {y} in one series"))
            .at(self.place(b))
            .label(format!("`{a}` is {x}, `{b}` is {y}"))
            .because("freight and insurance would be taken for growth where the series changes")
            .help(
                "convert one of them with a stated rate: `mirror = \"partner\"` with `reconcile`",
            );
        self.diagnostics.push(message);
        None
    }

    /// How `reconciled-value` joins its two inputs.
    pub fn reconciliation(&mut self, inputs: &[Series]) -> Option<Reconciliation> {
        let own = self.spec.reconcile.clone().unwrap_or_default();
        let settings = own.over(&self.desk.spec.reconcile);
        let [exports, _] = inputs else { return None };
        let [exporter, importer] = [exports.basis.reporter, exports.basis.partner];
        settings
            .reconciliation(exporter, importer, true)
            .map_err(|(code, title, word)| self.fail::<()>(code, &title, &word))
            .ok()
    }
}

/// The series of a selector, or the partner's side of it where the producer has reconciled both.
#[must_use]
pub fn read(table: &Table, id: &str, selector: &Selector) -> (Series, Vec<Diagnostic>) {
    let (mut series, diagnostics) = table.series(id, selector);
    if series.points.is_empty() {
        series = reconciled_mirror(table, id, selector).unwrap_or(series);
    }
    (series, diagnostics)
}

/// The partner's side of a flow, where the producer has reconciled both records into one: then the two are equal.
fn reconciled_mirror(table: &Table, id: &str, selector: &Selector) -> Option<Series> {
    let (mut series, _) = table.series(id, &mirror_of(selector));
    let reconciled = |point: &Point| point.evidence == Evidence::Reconciled;
    if !series.known().all(|(point, _)| reconciled(point)) || series.points.is_empty() {
        return None;
    }
    series.basis.reporter = selector.reporter;
    series.basis.partner = selector.partner;
    series.basis.measure = match selector.flow {
        Flow::Import | Flow::ReImport => Measure::Import,
        Flow::Export | Flow::ReExport => Measure::Export,
    };
    Some(series)
}
