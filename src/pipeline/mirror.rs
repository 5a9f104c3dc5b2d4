//! Which side of a flow a series tells: the reporter's own, the partner's, both side by side, or one value
//! reconciled from the two. The two are never added, and no series changes its side by itself.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::desk::ChartSource;
use super::sides::read;
use super::spec::{Pair, SeriesSpec};
use crate::diag::Diagnostic;
use crate::mirror::{
    Conversion, ConversionError, Freight, PanelRow, Reconciliation, Reliability, Sigma,
    estimate_sigma,
};
use crate::series::{Basis, Series, Value};
use crate::table::{Selector, Table};
use crate::trade::{Area, Estimate, Evidence, Flow, Frequency, Measure, Valuation};
use crate::words::{Lang, area_name};

/// 95 % of a normal error lie within so many standard deviations.
const Z: f64 = 1.959_963_98;

/// Which side of a flow a series tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MirrorPolicy {
    /// The reporter's own record.
    #[default]
    Reporter,
    /// The partner's record of the same flow, marked as mirrored.
    Partner,
    /// Both, as two series.
    Both,
    /// One value from both records, with its interval.
    Reconciled,
}

/// How two records become one: `[reconcile]` in `bilat.toml`, or `reconcile = { ... }` of a series.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReconcileSpec {
    /// From CIF to FOB: `cif-factor 1.06`, `freight-margin 6 %`, with ` in 1.03..1.20` for an interval.
    pub conversion: Option<String>,
    /// The freight equation of CEPII instead of a stated rate.
    pub freight: Option<FreightSpec>,
    /// Log-scale reporting errors by area code.
    pub sigma: BTreeMap<String, f64>,
    /// Estimate the errors from all flows of the datasets that both sides report.
    pub estimate_sigma: bool,
    /// How many standard deviations the interval reaches.
    pub z: Option<f64>,
}

/// What the freight equation asks of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FreightSpec {
    /// Distance in kilometers.
    pub distance_km: f64,
    /// Unit value in thousand dollars a tonne.
    pub unit_value: f64,
    /// Whether the two share a border.
    #[serde(default)]
    pub contiguous: bool,
    /// Whether the importer has no coast.
    #[serde(default)]
    pub importer_landlocked: bool,
    /// Whether the exporter has no coast.
    #[serde(default)]
    pub exporter_landlocked: bool,
}

/// Code and title of what is wrong with a policy, and the word of the spec that it is about.
pub(super) type Fault = (&'static str, String, String);

impl ReconcileSpec {
    /// The settings of a series over those of its desk.
    #[must_use]
    pub fn over(&self, desk: &Self) -> Self {
        let own_rate = self.conversion.is_some() || self.freight.is_some();
        let rate = if own_rate { self } else { desk };
        Self {
            conversion: rate.conversion.clone(),
            freight: rate.freight,
            sigma: if self.sigma.is_empty() { desk.sigma.clone() } else { self.sigma.clone() },
            estimate_sigma: self.estimate_sigma || desk.estimate_sigma,
            z: self.z.or(desk.z),
        }
    }

    /// The conversion with what a reader must know of it.
    ///
    /// # Errors
    /// C203 where the rate does not name its convention, C104 where it is no rate.
    pub(super) fn conversion(&self) -> Result<(Conversion, String), Fault> {
        match (&self.conversion, &self.freight) {
            (Some(text), Some(_)) => {
                let title = "`conversion` and `freight` are two rates of one flow".to_owned();
                Err(("C104", title, text.clone()))
            }
            (Some(text), None) => match text.parse::<Conversion>() {
                Ok(conversion) => Ok((conversion, conversion.to_string())),
                Err(error) => {
                    let bare = error == ConversionError::NoConvention;
                    Err((if bare { "C203" } else { "C104" }, error.to_string(), text.clone()))
                }
            },
            (None, Some(spec)) => spec.conversion(),
            (None, None) => {
                let conversion = Conversion::default();
                Ok((conversion, format!("{conversion} (default)")))
            }
        }
    }
}

impl ReconcileSpec {
    /// The stated errors of two sides, if both are.
    fn stated(&self, exporter: Area, importer: Area) -> Result<Option<Reliability>, Fault> {
        let of = |area: Area| self.sigma.get(area.code()).copied();
        let (Some(exporter), Some(importer)) = (of(exporter), of(importer)) else {
            return Ok(None);
        };
        if exporter < 0.0 || importer < 0.0 || !(exporter + importer).is_finite() {
            let title = "a reporting error is at least 0".to_owned();
            return Err(("C104", title, "sigma".to_owned()));
        }
        Ok(Some(Reliability { exporter, importer }))
    }

    /// How two records become one by stated errors alone.
    pub(super) fn reconciliation(
        &self,
        exporter: Area,
        importer: Area,
        own_is_export: bool,
    ) -> Result<Reconciliation, Fault> {
        let (conversion, told) = self.conversion()?;
        let errors = self.stated(exporter, importer)?;
        let errors = errors.ok_or_else(|| unknown_errors(exporter, importer))?;
        Ok(Reconciliation { errors, z: self.z.unwrap_or(Z), conversion, told, own_is_export })
    }
}

fn unknown_errors(exporter: Area, importer: Area) -> Fault {
    let title = format!("reconciling needs `sigma` of {exporter} and {importer}");
    ("C104", title, "reconcile".to_owned())
}

impl FreightSpec {
    fn conversion(self) -> Result<(Conversion, String), Fault> {
        let Self { distance_km, unit_value, contiguous, importer_landlocked, exporter_landlocked } =
            self;
        let equation = Freight {
            distance_km,
            unit_value,
            contiguous,
            importer_landlocked,
            exporter_landlocked,
        };
        let Some(factor) = equation.factor() else {
            let title = "`distance_km` and `unit_value` must be above 0".to_owned();
            return Err(("C104", title, "freight".to_owned()));
        };
        let conversion = Conversion { rate: Estimate::exact(factor), ..Conversion::default() };
        let told = format!(
            "cif-factor {factor:.4} by the CEPII equation without year effects: an illustration"
        );
        Ok((conversion, told))
    }
}

/// Puts two series in the place of each whose policy is `both`: its own, and `ID-mirror` with the partner's record.
pub fn expand(policy: MirrorPolicy, pair: Option<&Pair>, chart: &mut ChartSource) {
    let mut series = vec![];
    for mut spec in std::mem::take(&mut chart.spec.series) {
        if spec.dataset.is_some() && spec.mirror.is_none() {
            spec.mirror = Some(policy);
        }
        if spec.mirror != Some(MirrorPolicy::Both) {
            series.push(spec);
            continue;
        }
        let area = |own: &Option<String>, other: Option<&String>| {
            let code = own.as_ref().or(other)?;
            Area::from_code(code).ok()
        };
        let reporter = area(&spec.reporter, pair.map(|pair| &pair.reporter));
        let partner = area(&spec.partner, pair.map(|pair| &pair.partner));
        let own = SeriesSpec { mirror: Some(MirrorPolicy::Reporter), ..told_by(&spec, reporter) };
        let id = format!("{}-mirror", spec.id);
        let theirs =
            SeriesSpec { id, mirror: Some(MirrorPolicy::Partner), ..told_by(&spec, partner) };
        series.extend([own, theirs]);
    }
    chart.spec.series = series;
}

/// The series with a label that says who tells it.
fn told_by(spec: &SeriesSpec, teller: Option<Area>) -> SeriesSpec {
    let mut spec = spec.clone();
    let Some(teller) = teller else { return spec };
    for (lang, label) in &mut spec.label {
        let name = area_name(teller, *lang);
        *label = match lang {
            Lang::En => format!("{label}, as {name} reports"),
            Lang::Ru => format!("{label}, данные: {name}"),
            Lang::Fa => format!("{label}، به گزارش {name}"),
        };
    }
    spec
}

/// The partner's record of a flow in the place of the reporter's: each point is marked as mirrored.
#[must_use]
pub fn partner_side(table: &Table, id: &str, selector: &Selector) -> (Series, Vec<Diagnostic>) {
    let mirror = Selector {
        reporter: selector.partner,
        partner: selector.reporter,
        flow: selector.flow.mirror(),
        ..selector.clone()
    };
    let (mut series, diagnostics) = table.series(id, &mirror);
    let told = format!("as {} reports it", selector.partner);
    for point in &mut series.points {
        if point.evidence == Evidence::Reported {
            point.evidence = Evidence::Mirrored;
        }
        let notes = [told.as_str(), &point.note].into_iter().filter(|note| !note.is_empty());
        point.note = notes.collect::<Vec<_>>().join("; ");
    }
    series.basis = Basis {
        reporter: selector.reporter,
        partner: selector.partner,
        measure: match selector.flow {
            Flow::Export | Flow::ReExport => Measure::Export,
            Flow::Import | Flow::ReImport => Measure::Import,
        },
        ..series.basis
    };
    (series, diagnostics)
}

/// The tables of the two sides, and how they are to become one.
pub(super) struct Sides<'a> {
    /// Where the reporter's record is read.
    pub own: &'a Table,
    /// Where the partner's is.
    pub other: &'a Table,
    /// Settings.
    pub spec: &'a ReconcileSpec,
}

impl Sides<'_> {
    /// The partner's record on the basis of the reporter's: freight is taken off if the series states a rate.
    pub fn partner(&self, id: &str, selector: &Selector) -> Result<Made, Fault> {
        let (mut series, diagnostics) = partner_side(self.other, id, selector);
        let stated = self.spec.conversion.is_some() || self.spec.freight.is_some();
        if !stated || series.basis.valuation != Valuation::Cif {
            return Ok((series, diagnostics));
        }
        let (conversion, told) = self.spec.conversion()?;
        for point in &mut series.points {
            if let Value::Known(cif) = point.value {
                point.value = Value::Known(conversion.fob(cif));
                point.note = format!("{}; from CIF to FOB by {told}", point.note);
            }
        }
        series.basis.valuation = Valuation::Fob;
        Ok((series, diagnostics))
    }

    /// One series from both records.
    pub fn reconciled(&self, id: &str, [selector, mirror]: [&Selector; 2]) -> Result<Made, Fault> {
        let (own, mut diagnostics) = read(self.own, id, selector);
        let (theirs, more) = partner_side(self.other, id, mirror);
        diagnostics.extend(more);
        let (conversion, told) = self.spec.conversion()?;
        let is_export = matches!(selector.flow, Flow::Export | Flow::ReExport);
        let (exporter, importer) = if is_export {
            (selector.reporter, selector.partner)
        } else {
            (selector.partner, selector.reporter)
        };
        let (exports, imports) = if is_export { (&own, &theirs) } else { (&theirs, &own) };
        let errors = self.errors(exporter, importer, conversion)?;
        let z = self.spec.z.unwrap_or(Z);
        let reconciliation =
            Reconciliation { errors, z, conversion, told, own_is_export: is_export };
        let mut series = reconciliation.series(id, exports, imports);
        series.basis.reporter = selector.reporter;
        series.basis.partner = selector.partner;
        Ok((series, diagnostics))
    }

    fn errors(
        &self,
        exporter: Area,
        importer: Area,
        conversion: Conversion,
    ) -> Result<Reliability, Fault> {
        if let Some(stated) = self.spec.stated(exporter, importer)? {
            return Ok(stated);
        }
        if !self.spec.estimate_sigma {
            return Err(unknown_errors(exporter, importer));
        }
        let sigma = estimate_sigma(&panel([self.own, self.other], conversion));
        let found = |sigma: &Sigma| {
            Some(Reliability {
                exporter: *sigma.exporters.get(&exporter)?,
                importer: *sigma.importers.get(&importer)?,
            })
        };
        sigma.as_ref().and_then(found).ok_or_else(|| {
            let flows = sigma.as_ref().map_or(0, |sigma| sigma.flows);
            let title = format!(
                "the errors of {exporter} and {importer} cannot be estimated: {flows} usable flows have both sides"
            );
            ("C104", title, "estimate_sigma".to_owned())
        })
    }
}

/// A series with the messages of making it.
pub(super) type Made = (Series, Vec<Diagnostic>);

/// All yearly flows that both sides report, on FOB basis.
fn panel(tables: [&Table; 2], conversion: Conversion) -> Vec<PanelRow> {
    type Cell = (Area, Area, i32, String);
    let mut exports: BTreeMap<Cell, f64> = BTreeMap::new();
    let mut imports: BTreeMap<Cell, f64> = BTreeMap::new();
    for row in tables.into_iter().flat_map(Table::rows) {
        let year = row.period.calendar_year();
        let (Some(year), Some(value)) = (year, row.primary_value) else { continue };
        let usable = row.period.frequency() == Frequency::Annual
            && row.evidence == Evidence::Reported
            && row.reporter.is_single()
            && row.partner.is_single();
        if !usable {
            continue;
        }
        let code = row.commodity.code().to_owned();
        match row.flow {
            Flow::Export => {
                exports.insert((row.reporter, row.partner, year, code), value.dollars());
            }
            Flow::Import => {
                let cif = row.valuation == Valuation::Cif;
                let factor = if cif { conversion.factor().mid() } else { 1.0 };
                let cell = (row.partner, row.reporter, year, code);
                imports.insert(cell, value.dollars() / factor);
            }
            Flow::ReExport | Flow::ReImport => {}
        }
    }
    exports
        .into_iter()
        .filter_map(|(cell, export)| {
            let import = *imports.get(&cell)?;
            let (exporter, importer, year, commodity) = cell;
            Some(PanelRow { exporter, importer, year, commodity, export, import })
        })
        .collect()
}
