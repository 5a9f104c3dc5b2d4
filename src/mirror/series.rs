//! A series out of the two records of a flow, point by point: reconciled where both report, one of them with its
//! own doubt where the other is silent, and no average of a zero with a positive report.

use std::collections::BTreeSet;

use super::{Conversion, Reliability, converted, reconcile};
use crate::series::{Absence, Basis, Missing, Point, Reason, Series, Value};
use crate::trade::{Area, Estimate, Evidence, Hedge, ObsStatus, Period, Valuation};

/// How the two records of a flow become one series.
#[derive(Clone, Debug, PartialEq)]
pub struct Reconciliation {
    /// Log-scale reporting errors.
    pub errors: Reliability,
    /// Standard deviations that the interval reaches.
    pub z: f64,
    /// From CIF to FOB.
    pub conversion: Conversion,
    /// How the conversion is told to a reader.
    pub told: String,
    /// Whether the series is the exporter's own; otherwise it is the importer's.
    pub own_is_export: bool,
}

impl Reconciliation {
    /// The reconciled series of a flow, at each period that one of the sides has.
    #[must_use]
    pub fn series(&self, id: &str, exports: &Series, imports: &Series) -> Series {
        let is_cif = imports.basis.valuation == Valuation::Cif;
        let own = if self.own_is_export { exports } else { imports };
        let maker = Maker { how: self, is_cif, names: self.names(&own.basis) };
        let mut periods: BTreeSet<Period> = exports.points.iter().map(|p| p.period).collect();
        periods.extend(imports.points.iter().map(|p| p.period));
        let points = periods.into_iter().map(|p| maker.point(exports.at(p), imports.at(p), p));
        let valuation = if is_cif { Valuation::Fob } else { exports.basis.valuation };
        Series {
            id: id.to_owned(),
            basis: Basis { valuation, ..own.basis.clone() },
            unit: own.unit,
            formula: "w X + (1 - w) M / f".to_owned(),
            points: points.collect(),
        }
    }

    /// Exporter and importer.
    fn names(&self, own: &Basis) -> [Area; 2] {
        if self.own_is_export { [own.reporter, own.partner] } else { [own.partner, own.reporter] }
    }
}

/// Makes the points of a reconciled series.
struct Maker<'a> {
    how: &'a Reconciliation,
    is_cif: bool,
    /// Exporter and importer.
    names: [Area; 2],
}

impl Maker<'_> {
    fn point(&self, export: Option<&Point>, import: Option<&Point>, period: Period) -> Point {
        let of = |point: Option<&Point>| point.and_then(|point| point.value.known());
        let (x, m) = (of(export), of(import));
        let fob = m.map(|m| converted(m, self.is_cif, x, self.how.conversion));
        let freight = fob.map(|(_, applied)| match applied.reason() {
            None => format!("importer's value from CIF to FOB by {}", self.how.told),
            Some(reason) => format!("no freight taken off: {reason}"),
        });
        let (value, note, evidence) = match (x, fob) {
            (None, None) => (absent(export, import, period), String::new(), Evidence::Reconciled),
            (Some(x), None) => (
                Value::Known(self.how.errors.export_alone(x, self.how.z)),
                format!("{} alone reports", self.names[0]),
                self.alone(true),
            ),
            (None, Some((m, _))) => (
                Value::Known(self.how.errors.import_alone(m, self.how.z)),
                format!("{} alone reports", self.names[1]),
                self.alone(false),
            ),
            (Some(x), Some((m, _))) => self.both(x, m),
        };
        let sides: Vec<&Point> = export.into_iter().chain(import).collect();
        let mut origins: Vec<_> = sides.iter().flat_map(|p| p.origins.iter().cloned()).collect();
        origins.sort();
        origins.dedup();
        let mut speakers: Vec<&str> = sides
            .iter()
            .filter(|point| point.value.known().is_some())
            .map(|point| point.speaker.as_str())
            .filter(|speaker| !speaker.is_empty())
            .collect();
        speakers.dedup();
        let status = sides.iter().map(|p| p.status).find(|s| *s != ObsStatus::Normal);
        let notes = [Some(note), freight];
        let notes: Vec<String> = notes.into_iter().flatten().filter(|n| !n.is_empty()).collect();
        Point {
            period,
            value,
            evidence,
            status: status.filter(|_| x.is_none() || m.is_none()).unwrap_or(ObsStatus::Estimated),
            speaker: speakers.join(" and "),
            origins,
            note: notes.join("; "),
            row: String::new(),
            hedge: Hedge::Exact,
            derivation: None,
        }
    }

    /// Whose record a single report is, seen from the reporter of the series.
    fn alone(&self, is_export: bool) -> Evidence {
        if is_export == self.how.own_is_export { Evidence::Reported } else { Evidence::Mirrored }
    }

    fn both(&self, x: Estimate, m: Estimate) -> (Value, String, Evidence) {
        let (exporter, importer) = (self.names[0], self.names[1]);
        let zero = |e: Estimate| e.low() <= 0.0;
        if zero(x) && zero(m) {
            return (Value::Known(x + m), "both report 0".to_owned(), Evidence::Reconciled);
        }
        if zero(x) || zero(m) {
            let left = format!("{} reported by {exporter}", x.mid());
            let right = format!("{} reported by {importer}", m.mid());
            let note = "a reported 0 beside a positive report is not averaged".to_owned();
            return (Reason::BasisMismatch { left, right }.into(), note, Evidence::Reconciled);
        }
        let found = reconcile(x, m, self.how.errors, self.how.z);
        (Value::Known(found.value), found.note(), Evidence::Reconciled)
    }
}

/// Why neither side has a value: the reason of the one that says more.
fn absent(export: Option<&Point>, import: Option<&Point>, period: Period) -> Value {
    let told = export.into_iter().chain(import).map(|point| &point.value);
    let more = told
        .filter(|value| !matches!(value, Value::Missing(m) if m.absence == Absence::NotReported));
    more.into_iter().next().cloned().unwrap_or_else(|| Missing::not_reported("both", period).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trade::{Commodity, Measure, Unit};

    fn side(measure: Measure, values: &[Option<f64>]) -> Series {
        let area = |code: &str| Area::from_code(code).unwrap();
        let (reporter, partner, valuation, evidence) = match measure {
            Measure::Export => ("RUS", "AFG", Valuation::Fob, Evidence::Reported),
            _ => ("RUS", "AFG", Valuation::Cif, Evidence::Mirrored),
        };
        let point = |(year, value): (i32, &Option<f64>)| {
            let period = Period::year(year);
            let missing = Missing::not_reported("record", period);
            Point {
                period,
                value: value.map_or(missing.into(), |v| Value::Known(Estimate::exact(v))),
                evidence,
                status: ObsStatus::Normal,
                speaker: "UN".to_owned(),
                origins: vec![],
                note: String::new(),
                row: String::new(),
                hedge: Hedge::Exact,
                derivation: None,
            }
        };
        Series {
            id: "s".to_owned(),
            basis: Basis {
                reporter: area(reporter),
                partner: area(partner),
                measure: Measure::Export,
                commodity: Commodity::total(),
                valuation,
            },
            unit: Unit::Dollar,
            formula: String::new(),
            points: (2019..).zip(values).map(point).collect(),
        }
    }

    fn made(exports: &[Option<f64>], imports: &[Option<f64>]) -> Series {
        let conversion: Conversion = "cif-factor 1.10".parse().unwrap();
        let how = Reconciliation {
            errors: Reliability { exporter: 0.6, importer: 0.3 },
            z: 1.959_963_98,
            told: conversion.to_string(),
            conversion,
            own_is_export: true,
        };
        let imports = side(Measure::Import, imports);
        how.series("r", &side(Measure::Export, exports), &imports)
    }

    #[test]
    fn both_reports_are_weighed_after_freight() {
        // 557 x 1.1 CIF is 557 FOB: the worked number of the formula.
        let series = made(&[Some(236.0)], &[Some(612.7)]);
        let value = series.points[0].value.known().unwrap();
        assert!((value.mid() - 511.323_039).abs() < 1e-5, "{value:?}");
        assert!(
            (value.low() - 300.558_919).abs() < 1e-5 && (value.high() - 869.883_52).abs() < 1e-4
        );
        assert_eq!(series.points[0].evidence, Evidence::Reconciled);
        assert_eq!(series.basis.valuation, Valuation::Fob);
        assert!(series.points[0].note.contains("cif-factor 1.1"), "{}", series.points[0].note);
    }

    #[test]
    fn one_report_stands_alone_with_its_own_doubt() {
        let series = made(&[Some(100.0), None, None], &[None, Some(110.0), None]);
        let [own, theirs, none] = &series.points[..] else { panic!() };
        assert_eq!((own.evidence, own.value.known().unwrap().mid()), (Evidence::Reported, 100.0));
        let mirrored = theirs.value.known().unwrap();
        assert_eq!(theirs.evidence, Evidence::Mirrored);
        assert!((mirrored.mid() - 100.0).abs() < 1e-9, "on FOB basis");
        assert!((mirrored.high() - 100.0 * libm::exp(1.959_963_98 * 0.3)).abs() < 1e-9);
        assert!(matches!(&none.value, Value::Missing(m) if m.input == "both"));
    }

    #[test]
    fn a_zero_beside_a_report_is_not_averaged() {
        let series = made(&[Some(0.0), Some(0.0)], &[Some(5.0), Some(0.0)]);
        assert!(matches!(&series.points[0].value, Value::Undefined(Reason::BasisMismatch { .. })));
        assert_eq!(series.points[1].value.known().unwrap().mid(), 0.0);
    }

    #[test]
    fn freight_that_would_widen_the_gap_is_not_taken_off() {
        let series = made(&[Some(100.0)], &[Some(90.0)]);
        assert!(series.points[0].note.contains("gap"), "{}", series.points[0].note);
    }
}
