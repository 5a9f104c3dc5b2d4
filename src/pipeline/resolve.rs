//! From the series that a chart asks for to the series that it gets.

use super::desk::{ChartSource, Desk};
use super::inputs::{Baskets, basket, uncovered, united};
use super::mirror::MirrorPolicy;
use super::spec::{FrequencySpec, Role, SeriesSpec, nearest, place_of};
use super::{parts, record, sensitivity};
use crate::diag::{Diagnostic, Place};
use crate::indicator::{Goal, INDICATORS, Inputs, Remark, Settings, compute, indicator, variant};
use crate::series::{Basis, Basket, Point, Series, SeriesSet, Spread, Value};
use crate::table::Selector;
use crate::trade::{
    Area, Commodity, Estimate, Evidence, Flow, Frequency, Hedge, Measure, ObsStatus, Period, Unit,
    Valuation,
};

/// The series of a chart, hidden ones included, with the messages of making them.
///
/// A chart of which a series cannot be made has none: half a chart is a wrong chart.
#[must_use]
pub fn resolve(desk: &Desk, chart: &ChartSource) -> (Option<SeriesSet>, Vec<Diagnostic>) {
    let mut set = SeriesSet::default();
    let mut baskets = Baskets::new();
    let mut diagnostics = vec![];
    for spec in &chart.spec.series {
        let (basket, spread) = (None, None);
        let mut maker = Maker {
            desk,
            chart,
            set: &set,
            baskets: &baskets,
            spec,
            basket,
            spread,
            diagnostics: &mut diagnostics,
        };
        let series = maker.series();
        let (basket, spread) = (maker.basket, maker.spread);
        set.series.extend(series);
        set.spreads.extend(spread);
        baskets.extend(basket.map(|basket| (spec.id.clone(), basket)));
    }
    let whole = set.series.len() == chart.spec.series.len();
    (whole.then_some(set), diagnostics)
}

pub(super) struct Maker<'a> {
    pub desk: &'a Desk,
    chart: &'a ChartSource,
    set: &'a SeriesSet,
    /// Earlier series that are taken apart.
    baskets: &'a Baskets,
    pub spec: &'a SeriesSpec,
    /// This series taken apart, if it is.
    basket: Option<Basket>,
    /// What other definitions give for it, where they disagree.
    spread: Option<Spread>,
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

impl Maker<'_> {
    fn series(&mut self) -> Option<Series> {
        if self.set.get(&self.spec.id).is_some() {
            return self.fail(
                "C104",
                &format!("two series have the id `{}`", self.spec.id),
                &self.spec.id,
            );
        }
        if let Some(beside) = &self.spec.beside
            && !self.chart.spec.series.iter().any(|series| series.id == *beside)
        {
            return self.unknown("series", beside, &ids(self.chart));
        }
        let (figures, goals) = (!self.spec.figures.is_empty(), !self.spec.goals.is_empty());
        if let Some(record) = &self.spec.record {
            return record::series(&self.spec.id, record, &self.desk.ledgers.targets);
        }
        if self.spec.by.is_some() && self.spec.dataset.is_none() {
            let title = format!("series `{}` is taken apart and names no dataset", self.spec.id);
            return self.fail("C104", &title, &self.spec.id);
        }
        match (&self.spec.indicator, &self.spec.dataset, figures, goals) {
            (Some(id), None, false, false) => self.computed(id),
            (None, Some(dataset), false, false) => self.of_dataset(dataset),
            (None, None, true, false) => self.of_ledger(),
            (None, None, false, true) => self.of_targets(),
            _ => {
                let title = format!(
                    "series `{}` needs one of `dataset`, `figures`, `goals`, `indicator`, `record`",
                    self.spec.id
                );
                self.fail("C104", &title, &self.spec.id)
            }
        }
    }

    fn of_dataset(&mut self, id: &str) -> Option<Series> {
        let Some(dataset) = self.desk.dataset(id) else {
            let known: Vec<&str> = self.desk.datasets.iter().map(|d| d.id.as_str()).collect();
            return self.unknown("usable dataset", id, &known);
        };
        let pair = self.desk.spec.pair.as_ref();
        let reporter = self.spec.reporter.as_deref().or(pair.map(|p| p.reporter.as_str()));
        let partner = self.spec.partner.as_deref().or(pair.map(|p| p.partner.as_str()));
        let reporter = self.area(reporter.unwrap_or_default())?;
        let partner = self.area(partner.unwrap_or_default())?;
        let code = self.spec.commodity.as_deref().unwrap_or("TOTAL");
        let Ok(commodity) = Commodity::parse(code) else {
            return self.unknown("commodity code", code, &[]);
        };
        let flow = match self.spec.flow {
            Some(Measure::Export) => Flow::Export,
            Some(Measure::Import) => Flow::Import,
            _ => {
                let title =
                    format!("series `{}` needs `flow = \"export\"` or `\"import\"`", self.spec.id);
                return self.fail("C104", &title, &self.spec.id);
            }
        };
        let frequency = self.spec.frequency.map_or(Frequency::Annual, Into::into);
        let selector = Selector {
            dataset: Some(id.to_owned()),
            reporter,
            partner,
            flow,
            commodity,
            frequency,
        };
        if !self.spec.sum_of.is_empty() {
            if self.spec.mirror == Some(MirrorPolicy::Reconciled) {
                let title = "a sum of several is not reconciled; reconcile each of them".to_owned();
                return self.fail("C105", &title, &self.spec.id);
            }
            return match parts::summed(dataset, self.spec, &selector) {
                Some(series) => Some(series),
                None => self.fail(
                    "C104",
                    &format!("dataset `{id}` has none of `sum_of`"),
                    &self.spec.id,
                ),
            };
        }
        let (series, diagnostics) = self.side(&dataset.table, &selector)?;
        self.diagnostics.extend(diagnostics);
        if series.points.is_empty() {
            let title = format!(
                "dataset `{id}` has no {} of {reporter} with {partner}, commodity {code}",
                flow.id()
            );
            return self.fail("C104", &title, &self.spec.id);
        }
        if let Some(by) = self.spec.by {
            let (basket, found) = basket(&dataset.table, by, self.spec.level, &selector);
            self.diagnostics.extend(found.into_iter().filter(Diagnostic::is_error));
            let uncovered = uncovered(&series, &basket);
            self.diagnostics.extend(uncovered.map(|told| told.at(self.place(&self.spec.id))));
            self.basket = Some(basket);
        }
        Some(series)
    }

    fn area(&mut self, code: &str) -> Option<Area> {
        Area::from_code(code).ok().or_else(|| self.unknown("area", code, &[]))
    }

    fn of_ledger(&mut self) -> Option<Series> {
        let ledger = &self.desk.ledgers.figures;
        let mut found = vec![];
        for id in &self.spec.figures {
            let Some(figure) = ledger.iter().find(|figure| figure.id == *id) else {
                let known: Vec<&str> = ledger.iter().map(|figure| figure.id.as_str()).collect();
                return self.unknown("usable figure", id, &known);
            };
            found.push(figure);
        }
        let first = found.first()?;
        let (basis, unit) = (first.basis(), first.unit);
        for other in &found {
            let (left, right) = (first, other);
            let same = left.reporter == right.reporter
                && left.partner == right.partner
                && left.measure == right.measure
                && left.commodity == right.commodity
                && left.unit == right.unit;
            if !same {
                let title = format!("`{}` and `{}` are not about one thing", left.id, right.id);
                return self.fail("C105", &title, &right.id);
            }
        }
        let points = sorted(found.iter().map(|figure| figure.point()).collect());
        Some(Series { id: self.spec.id.clone(), basis, unit, formula: String::new(), points })
    }

    fn of_targets(&mut self) -> Option<Series> {
        let mut points = vec![];
        let mut basis = None;
        for id in &self.spec.goals {
            let goal = self.goal(id)?;
            let target = self.desk.ledgers.targets.iter().find(|target| target.id == *id)?;
            basis.get_or_insert_with(|| Basis {
                reporter: target.a,
                partner: target.b,
                measure: target.measure,
                commodity: Commodity::total(),
                valuation: Valuation::Unknown,
            });
            points.push(Point {
                period: goal.period,
                value: Value::Known(Estimate::exact(goal.amount)),
                evidence: Evidence::Statement,
                status: ObsStatus::Normal,
                speaker: target.speaker.clone(),
                origins: vec![goal.origin],
                note: target.note.clone(),
                row: target.id.clone(),
                hedge: Hedge::Exact,
                derivation: None,
            });
        }
        let (id, unit) = (self.spec.id.clone(), Unit::Dollar);
        Some(Series { id, basis: basis?, unit, formula: String::new(), points: sorted(points) })
    }

    fn computed(&mut self, id: &str) -> Option<Series> {
        let Some(indicator) = indicator(id) else {
            let known: Vec<&str> = INDICATORS.iter().map(|i| i.id()).collect();
            return self.unknown("indicator", id, &known);
        };
        let Ok(form) = variant(indicator, self.spec.variant.as_deref()) else {
            let known: Vec<&str> = indicator.variants().iter().map(|v| v.id).collect();
            let name = self.spec.variant.clone().unwrap_or_default();
            return self.unknown(&format!("variant of `{id}`"), &name, &known);
        };
        let mut settings = self.settings()?;
        let (series, baskets) = self.inputs(form.roles.len())?;
        if id == "reconciled-value" {
            settings.reconciliation = Some(self.reconciliation(&series)?);
        }
        let inputs = Inputs { series: &series, baskets: &baskets, settings: &settings };
        let mut made = match compute(indicator, &self.spec.id, &inputs) {
            Ok(made) => made,
            Err(reason) => {
                let title = format!("`{id}` does not fit its series: {reason}");
                return self.fail("C105", &title, &self.spec.id);
            }
        };
        for Remark { code, title } in indicator.remarks(&inputs, &made.points) {
            let diagnostic = sensitivity::graded(code, format!("{title} (`{}`)", self.spec.id));
            self.diagnostics.push(diagnostic.at(self.place(&self.spec.id)));
        }
        if let Some(spread) = sensitivity::spread(indicator, form, &inputs, &made) {
            let told = sensitivity::told(&spread).at(self.place(&self.spec.id));
            sensitivity::note(&mut made, &spread);
            self.diagnostics.push(told);
            self.spread = Some(spread);
        }
        if indicator.id() == "level" {
            self.basket = baskets.into_iter().flatten().next();
        }
        Some(made)
    }

    /// The input series; an indicator of one series takes several as their union, each point with its own evidence.
    fn inputs(&mut self, roles: usize) -> Option<(Vec<Series>, Vec<Option<Basket>>)> {
        let mut inputs = vec![];
        let mut baskets = vec![];
        for id in &self.spec.of {
            let Some(series) = self.set.get(id) else {
                let earlier: Vec<&str> = self.set.series.iter().map(|s| s.id.as_str()).collect();
                return self.unknown("earlier series", id, &earlier);
            };
            inputs.push(series.clone());
            baskets.push(self.baskets.get(id).cloned());
        }
        if roles == 1 && inputs.len() > 1 {
            self.one_valuation(&inputs)?;
            let basket = match united(baskets) {
                Ok(basket) => basket,
                Err(why) => return self.fail("C105", &why, &self.spec.id),
            };
            let mut union = inputs[0].clone();
            union.points = sorted(inputs.into_iter().flat_map(|series| series.points).collect());
            (inputs, baskets) = (vec![union], vec![basket]);
        }
        Some((inputs, baskets))
    }

    fn settings(&mut self) -> Option<Settings> {
        let spec = self.spec;
        let mut settings = Settings {
            variant: spec.variant.clone(),
            allow_mixed_evidence: spec.allow_mixed_evidence,
            linear: spec.linear,
            monthly: spec.frequency == Some(FrequencySpec::Monthly),
            commodity: spec.commodity.clone(),
            months: spec.months,
            possible: spec.possible,
            absent_is_zero: spec.absent_is_zero,
            ..Settings::default()
        };
        if let Some(base) = &spec.base {
            settings.base = Some(self.period(base)?);
        }
        if let Some((from, to)) = &spec.span {
            settings.span = Some((self.period(from)?, self.period(to)?));
        }
        if let Some(id) = &spec.target {
            settings.goal = Some(self.goal(id)?);
        }
        Some(settings)
    }

    fn period(&mut self, text: &str) -> Option<Period> {
        match text.parse() {
            Ok(period) => Some(period),
            Err(error) => self.fail("C104", &format!("{error}"), text),
        }
    }

    fn goal(&mut self, id: &str) -> Option<Goal> {
        let targets = &self.desk.ledgers.targets;
        let Some(target) = targets.iter().find(|target| target.id == id) else {
            let known: Vec<&str> = targets.iter().map(|target| target.id.as_str()).collect();
            return self.unknown("target", id, &known);
        };
        let Some(period) = target.deadline else {
            return self.fail("C105", &format!("target `{id}` has no deadline"), id);
        };
        Some(Goal { amount: target.dollars, period, origin: target.origin.clone() })
    }

    pub fn unknown<T>(&mut self, what: &str, name: &str, known: &[&str]) -> Option<T> {
        let mut diagnostic =
            Diagnostic::error("C104", format!("no {what} `{name}`")).at(self.place(name));
        if let Some(nearest) = nearest(name, known.iter().copied()) {
            diagnostic = diagnostic.help(format!("did you mean `{nearest}`?"));
        }
        self.diagnostics.push(diagnostic);
        None
    }

    pub fn fail<T>(&mut self, code: &'static str, title: &str, name: &str) -> Option<T> {
        self.diagnostics.push(Diagnostic::error(code, title).at(self.place(name)));
        None
    }

    /// Where the spec writes a name, within the table of this series.
    pub fn place(&self, name: &str) -> Place {
        let text = &self.chart.text;
        let table = text.find(&format!("id = \"{}\"", self.spec.id)).unwrap_or(0);
        let quoted = format!("\"{name}\"");
        let at = text[table..].find(&quoted).map(|at| table + at).or_else(|| text.find(&quoted));
        place_of(text, &self.chart.path, at.unwrap_or(table), quoted.len())
    }
}

fn ids(chart: &ChartSource) -> Vec<&str> {
    chart.spec.series.iter().map(|series| series.id.as_str()).collect()
}

/// Points in the order of their periods, then of their rows.
fn sorted(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|a, b| (a.period, &a.origins).cmp(&(b.period, &b.origins)));
    points
}

/// Series that are drawn, in order.
pub fn shown(chart: &ChartSource) -> impl Iterator<Item = &SeriesSpec> {
    chart.spec.series.iter().filter(|series| series.role != Role::Hidden)
}
