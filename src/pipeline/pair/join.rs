//! One series of a flow out of the files of one format: periods continue one another, an equal figure in two files
//! counts once, and two different figures for one period are refused (T110) unless precedence is declared.

use std::collections::BTreeMap;

use super::super::sides::read;
use super::{FlowCoverage, Loaded, Scope, View, commodity, yearly};
use crate::diag::{Diagnostic, Place};
use crate::indicator::{Inputs, Settings, compute, indicator};
use crate::series::{Absence, Missing, Point, Series, Value};
use crate::table::Selector;
use crate::trade::{Area, Commodity, Evidence, Flow, Frequency, Period, Valuation};

/// The views of a side in files of one format: one for all trade, or for the codes that the files hold.
pub(super) fn views(
    files: &[&Loaded],
    side: Area,
    other: Area,
    years: Option<(i32, i32)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<View> {
    let mut scopes: Vec<(Scope, Vec<&Loaded>)> = vec![];
    for file in files {
        let scope = scope_of(file);
        match scopes.iter_mut().find(|(known, _)| same_scope(known, &scope)) {
            Some((_, group)) => group.push(file),
            None => scopes.push((scope, vec![file])),
        }
    }
    scopes
        .into_iter()
        .filter_map(|(scope, files)| {
            let joiner = Joiner { files: &files, side, other, years, scope: &scope };
            joiner.view(diagnostics)
        })
        .collect()
}

/// A total and a sum of all commodities continue one another; a choice of codes continues nothing but itself.
fn same_scope(a: &Scope, b: &Scope) -> bool {
    let all = |scope: &Scope| matches!(scope, Scope::Total | Scope::SumOfCommodities);
    a == b || (all(a) && all(b))
}

fn scope_of(file: &Loaded) -> Scope {
    let rows = file.table.rows();
    if rows.iter().any(|row| row.commodity.is_total()) {
        return Scope::Total;
    }
    if file.is_broad {
        return Scope::SumOfCommodities;
    }
    let mut codes: Vec<&str> = rows.iter().map(|row| row.commodity.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    let shortest = codes.iter().min_by_key(|code| code.len());
    match shortest {
        Some(parent) if codes.iter().all(|code| code.starts_with(parent)) => {
            Scope::Commodity((*parent).to_owned())
        }
        _ => Scope::SomeCodes(codes.len()),
    }
}

/// Joins what files of one format say of one side.
pub(super) struct Joiner<'a> {
    pub files: &'a [&'a Loaded],
    pub side: Area,
    pub other: Area,
    pub years: Option<(i32, i32)>,
    pub scope: &'a Scope,
}

impl Joiner<'_> {
    /// The code that the view is about as a whole.
    pub fn whole(&self) -> Commodity {
        match self.scope {
            Scope::Commodity(code) => Commodity::parse(code).unwrap_or_else(|_| Commodity::total()),
            _ => Commodity::total(),
        }
    }

    pub fn selector(&self, flow: Flow, commodity: Commodity, frequency: Frequency) -> Selector {
        let (reporter, partner) = (self.side, self.other);
        Selector { dataset: None, reporter, partner, flow, commodity, frequency }
    }

    /// The yearly series of a commodity: from annual rows, or from months or quarters where there are none.
    pub fn series(
        &self,
        flow: Flow,
        commodity: &Commodity,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Series> {
        let annual = self.at(flow, commodity, Frequency::Annual, diagnostics);
        let parts = self.parts_of_years(flow, commodity, diagnostics);
        let mut series = match (annual, parts) {
            (Some(annual), Some((parts, frequency))) => {
                yearly::continued(annual, &yearly::years(&parts, frequency))
            }
            (Some(annual), None) => annual,
            (None, Some((parts, frequency))) => yearly::years(&parts, frequency),
            (None, None) => return None,
        };
        let within = |period: Period| {
            use chrono::Datelike;
            self.years.is_none_or(|(first, last)| (first..=last).contains(&period.end().year()))
        };
        series.points.retain(|point| within(point.period));
        (!series.points.is_empty()).then(|| series.with_absent_years())
    }

    /// Months of a flow, or quarters where there are none.
    fn parts_of_years(
        &self,
        flow: Flow,
        commodity: &Commodity,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(Series, Frequency)> {
        [Frequency::Monthly, Frequency::Quarterly].into_iter().find_map(|frequency| {
            Some((self.at(flow, commodity, frequency, diagnostics)?, frequency))
        })
    }

    fn at(
        &self,
        flow: Flow,
        commodity: &Commodity,
        frequency: Frequency,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Series> {
        let selector = self.selector(flow, commodity.clone(), frequency);
        let mut found = vec![];
        for file in self.files {
            let (series, messages) = read(&file.table, flow.id(), &selector);
            for message in messages.into_iter().filter(Diagnostic::is_error) {
                if !diagnostics.contains(&message) {
                    diagnostics.push(message);
                }
            }
            if !series.points.is_empty() {
                found.push((*file, series));
            }
        }
        joined(found, diagnostics)
    }

    fn view(&self, diagnostics: &mut Vec<Diagnostic>) -> Option<View> {
        let whole = self.whole();
        let exports = self.series(Flow::Export, &whole, diagnostics);
        let imports = self.series(Flow::Import, &whole, diagnostics);
        let flows: Vec<Series> = exports.iter().chain(&imports).cloned().collect();
        flows.first()?;
        let reconciled = flows.iter().all(|series| {
            series.known().all(|(point, _)| point.evidence == Evidence::Reconciled)
                && series.known().next().is_some()
        });
        let mut series = flows.clone();
        for flow in &flows {
            // A part of a year is no end of a growth.
            let whole_years = yearly::whole(flow);
            let one = std::slice::from_ref(&whole_years);
            series.extend(made("growth", &format!("{}-growth", flow.id), one));
            series.extend(made("compound-growth", &format!("{}-compound-growth", flow.id), one));
            let which = if flow.id == Flow::Import.id() { Flow::Import } else { Flow::Export };
            if let Some((parts, _)) = self.parts_of_years(which, &whole, diagnostics) {
                series.extend(yearly::same_months(flow, &parts));
            }
        }
        if let (Some(exports), Some(imports)) = (&exports, &imports) {
            let sides = [exports.clone(), imports.clone()];
            let turnover = made("turnover", "turnover", &sides);
            series.extend(made("trade-balance", "trade-balance", &sides));
            series.extend(made("cover-ratio", "cover-ratio", &sides));
            if let Some(turnover) = turnover {
                let whole_years = yearly::whole(&turnover);
                let one = std::slice::from_ref(&whole_years);
                series.extend(made("growth", "turnover-growth", one));
                series.push(turnover);
            }
        }
        let mut commodities = vec![];
        for flow in &flows {
            commodities.extend(commodity::breakdown(self, flow, diagnostics));
        }
        let mut source = self.files[0].title.to_owned();
        let producers = &self.files[0].table.datasets()[0].provenance.producer;
        if self.files[0].source == "tidy" && !producers.is_empty() {
            source.clone_from(producers);
        }
        Some(View {
            source,
            files: self.files.iter().map(|file| file.number).collect(),
            told_by: (!reconciled).then(|| self.side.to_string()),
            scope: self.scope.clone(),
            coverage: flows.iter().map(coverage_of).collect(),
            series,
            commodities,
        })
    }
}

fn coverage_of(series: &Series) -> FlowCoverage {
    let flow = if series.id == Flow::Import.id() { Flow::Import } else { Flow::Export };
    FlowCoverage { flow, periods: series.coverage().into_iter().collect() }
}

/// An indicator of series, by its id.
pub(super) fn made(id: &str, name: &str, series: &[Series]) -> Option<Series> {
    let settings = Settings::default();
    compute(indicator(id)?, name, &Inputs::plain(series, &settings)).ok()
}

/// One series out of those of several files.
fn joined(mut found: Vec<(&Loaded, Series)>, diagnostics: &mut Vec<Diagnostic>) -> Option<Series> {
    if found.len() < 2 {
        return found.pop().map(|(_, series)| series);
    }
    let basis = found[0].1.basis.clone();
    found.retain(|(file, series)| {
        let fits = |a: Valuation, b: Valuation| a == b || [a, b].contains(&Valuation::Unknown);
        let fit = fits(series.basis.valuation, basis.valuation);
        if !fit {
            let (x, y) = (basis.valuation.id(), series.basis.valuation.id());
            let title = format!("{} and {} in one series", x.to_uppercase(), y.to_uppercase());
            let place = Place { path: path_of(file), ..Place::default() };
            let message = Diagnostic::error("T202", title)
                .at(place)
                .because("this file is not joined with the others of its format");
            if !diagnostics.contains(&message) {
                diagnostics.push(message);
            }
        }
        fit
    });
    let mut points: BTreeMap<Period, Vec<(&Loaded, Point)>> = BTreeMap::new();
    let mut whole = found[0].1.clone();
    for (file, series) in found {
        for point in series.points {
            points.entry(point.period).or_default().push((file, point));
        }
    }
    whole.points = points.into_values().map(|told| one_of(told, diagnostics)).collect();
    Some(whole)
}

fn path_of(file: &Loaded) -> String {
    file.table.datasets().first().map_or(String::new(), |info| info.path.to_string())
}

/// The point of a period that several files tell.
fn one_of(mut told: Vec<(&Loaded, Point)>, diagnostics: &mut Vec<Diagnostic>) -> Point {
    if told.iter().any(|(_, point)| point.value.known().is_some()) {
        let withheld = |point: &Point| match &point.value {
            Value::Missing(missing) => missing.absence == Absence::SetAside,
            _ => false,
        };
        told.retain(|(_, point)| point.value.known().is_some() || withheld(point));
    }
    told.sort_by_key(|(file, _)| std::cmp::Reverse(file.precedence));
    let highest = told[0].0.precedence;
    if highest.is_some() && told.iter().skip(1).all(|(file, _)| file.precedence < highest) {
        return told.swap_remove(0).1;
    }
    let mid = |point: &Point| point.value.known().map(|estimate| estimate.mid().to_bits());
    let first = mid(&told[0].1);
    if told.iter().all(|(_, point)| mid(point) == first) {
        let origins: Vec<_> = told.iter().flat_map(|(_, p)| p.origins.iter().cloned()).collect();
        let (_, mut point) = told.swap_remove(0);
        point.origins = origins;
        point.origins.sort();
        point.origins.dedup();
        return point;
    }
    let second = told.iter().find(|(_, point)| mid(point) != first).unwrap_or(&told[0]);
    let message = message(&told[0], second);
    if !diagnostics.contains(&message) {
        diagnostics.push(message);
    }
    let (_, mut point) = told.swap_remove(0);
    let missing = Missing {
        input: "record".to_owned(),
        period: Some(point.period),
        absence: Absence::SetAside,
    };
    point.value = missing.into();
    point
}

fn message(a: &(&Loaded, Point), b: &(&Loaded, Point)) -> Diagnostic {
    let (x, y) = (path_of(a.0), path_of(b.0));
    let line = b.1.origins.first().map_or(0, |origin| origin.line);
    let said = |point: &Point| match point.value.known() {
        Some(estimate) => format!("{:.0}", estimate.mid()),
        None => "nothing usable".to_owned(),
    };
    Diagnostic::error("T110", format!("`{x}` and `{y}` both hold {}", a.1.period))
        .at(Place { path: y, line, ..Place::default() })
        .label(format!("{} here, {} there", said(&b.1), said(&a.1)))
        .because("they differ, and choosing one is not ours to do: the period is left out")
        .help("give one of them more weight, as in `--set FILE:precedence=2`, or leave one out")
}
