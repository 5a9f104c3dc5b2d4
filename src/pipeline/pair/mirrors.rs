//! Flows that both sides report: the two figures beside each other, their ratio, and what is left of it once freight
//! is taken off. Figures of a producer that has reconciled both sides, or mirrored one of them, are no second report.

use serde::Serialize;

use super::View;
use super::join::made;
use crate::mirror::{Applied, Conversion, converted};
use crate::series::{Series, Value};
use crate::trade::{Area, Estimate, Evidence, Period, Valuation};

/// A flow as its exporter and its importer report it.
#[derive(Clone, Debug, Serialize)]
pub struct Mirror {
    /// Code of the exporter.
    pub exporter: String,
    /// Code of the importer.
    pub importer: String,
    /// Files of the two records.
    pub files: (Vec<usize>, Vec<usize>),
    /// Formats of the two records.
    pub sources: (String, String),
    /// How freight was taken off, or why not.
    pub conversion: String,
    /// Both figures and their ratios, by period.
    pub rows: Vec<MirrorRow>,
    /// Importer's figure over exporter's, by period.
    pub gap: Series,
}

/// One period of a flow that both report.
#[derive(Clone, Debug, Serialize)]
pub struct MirrorRow {
    /// The period.
    pub period: Period,
    /// What the exporter reports.
    pub export: Value,
    /// What the importer reports.
    pub import: Value,
    /// Importer's over exporter's.
    pub ratio: Value,
    /// The same without freight.
    pub fob_ratio: Option<Estimate>,
    /// Whether nothing was taken off, since the gap would have grown.
    pub kept: bool,
    /// Whether the two agree within 5 %; `None` where that cannot be told.
    pub agree: Option<bool>,
}

/// |ln| of a ratio below which two reports agree.
const AGREE: f64 = 0.05;

/// Flows of either direction that two views report.
pub(super) fn mirrors(views: &[View], a: Area, b: Area) -> Vec<Mirror> {
    let mut found = vec![];
    for (exporter, importer) in [(a, b), (b, a)] {
        for (x, exports) in reported(views, exporter, "export") {
            for (m, imports) in reported(views, importer, "import") {
                if x.scope_fits(m) {
                    found.extend(mirror(x, exports, m, imports, exporter, importer));
                }
            }
        }
    }
    found
}

impl View {
    fn scope_fits(&self, other: &Self) -> bool {
        use super::Scope::{SumOfCommodities, Total};
        let all = |view: &Self| matches!(view.scope, Total | SumOfCommodities);
        self.scope == other.scope || (all(self) && all(other))
    }
}

/// Views of a side whose own record of a flow it is.
fn reported<'a>(
    views: &'a [View],
    side: Area,
    id: &'static str,
) -> impl Iterator<Item = (&'a View, &'a Series)> {
    let own =
        |series: &Series| series.known().any(|(point, _)| point.evidence == Evidence::Reported);
    views
        .iter()
        .filter(move |view| view.told_by.as_deref() == Some(side.code()))
        .filter_map(move |view| Some((view, view.get(id).filter(|series| own(series))?)))
}

fn mirror(
    x: &View,
    exports: &Series,
    m: &View,
    imports: &Series,
    exporter: Area,
    importer: Area,
) -> Option<Mirror> {
    let mut gap = made("mirror-gap", "mirror-gap", &[exports.clone(), imports.clone()])?;
    let both = |period: Period| {
        [exports, imports].iter().all(|s| s.at(period).is_some_and(|p| p.value.known().is_some()))
    };
    gap.points.retain(|point| both(point.period));
    if gap.points.is_empty() {
        return None;
    }
    let conversion = Conversion::default();
    let is_cif = imports.basis.valuation == Valuation::Cif;
    let told = if is_cif {
        conversion.to_string()
    } else {
        let id = imports.basis.valuation.id();
        format!("no freight taken off: the importer's value is {id}, not cif")
    };
    let rows = gap.points.iter().filter_map(|point| {
        let of = |series: &Series| Some(series.at(point.period)?.value.clone());
        let (export, import) = (of(exports)?, of(imports)?);
        let (fob_ratio, applied) = fob_ratio(export.known()?, import.known()?, is_cif, conversion);
        let agree = fob_ratio.and_then(agreement);
        let kept = applied == Applied::GapWouldGrow;
        let (period, ratio) = (point.period, point.value.clone());
        Some(MirrorRow { period, export, import, ratio, fob_ratio, kept, agree })
    });
    Some(Mirror {
        exporter: exporter.to_string(),
        importer: importer.to_string(),
        files: (x.files.clone(), m.files.clone()),
        sources: (x.source.clone(), m.source.clone()),
        conversion: told,
        rows: rows.collect(),
        gap,
    })
}

fn fob_ratio(
    x: Estimate,
    m: Estimate,
    is_cif: bool,
    conversion: Conversion,
) -> (Option<Estimate>, Applied) {
    let (fob, applied) = converted(m, is_cif, Some(x), conversion);
    let positive = x.low() > 0.0 && m.low() > 0.0;
    (positive.then(|| fob.over(x)).flatten(), applied)
}

/// Whether the whole interval of a ratio lies within the bounds of agreement, or outside of them.
fn agreement(ratio: Estimate) -> Option<bool> {
    let (low, high) = (libm::exp(-AGREE), libm::exp(AGREE));
    if low < ratio.low() && ratio.high() < high {
        return Some(true);
    }
    (ratio.high() <= low || ratio.low() >= high).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreement_follows_the_interval() {
        assert_eq!(agreement(Estimate::exact(1.02)), Some(true));
        assert_eq!(agreement(Estimate::new(1.97, 2.23, 2.29)), Some(false));
        assert_eq!(agreement(Estimate::new(0.9, 1.0, 1.04)), None);
    }

    #[test]
    fn freight_is_taken_off_cif_alone() {
        let (x, m) = (Estimate::exact(236.0), Estimate::exact(557.0));
        let with = fob_ratio(x, m, true, Conversion::default()).0.unwrap();
        assert!((with.mid() - 2.226_574_99).abs() < 1e-8);
        assert!(
            (with.low() - 1.966_807_91).abs() < 1e-8 && (with.high() - 2.291_426_69).abs() < 1e-8
        );
        assert!(
            (fob_ratio(x, m, false, Conversion::default()).0.unwrap().mid() - 2.360_169_49).abs()
                < 1e-8
        );
    }
}
