//! One value out of two reports of a flow: reliability weights on the log scale, after CEPII working paper 2010-23
//! (BACI) and Stone, Champernowne and Meade 1942. The interval comes along, and a conflict is told.

use std::fmt::Write;

use super::Conversion;
use crate::trade::Estimate;

/// Log-scale reporting errors of the two sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reliability {
    /// σ of the exporter's reports.
    pub exporter: f64,
    /// σ of the importer's reports.
    pub importer: f64,
}

impl Reliability {
    /// Weight of the exporter's report: `A_j / (A_i + A_j)` with `A = e^{σ²}(e^{σ²} − 1)`; 0.5 where both are equal.
    #[must_use]
    pub fn weight(self) -> f64 {
        if self.exporter.to_bits() == self.importer.to_bits() {
            return 0.5;
        }
        let variance = |sigma: f64| libm::exp(sigma * sigma) * libm::expm1(sigma * sigma);
        let (exporter, importer) = (variance(self.exporter), variance(self.importer));
        importer / (exporter + importer)
    }

    /// Log-scale error of the weighted mean: `√(w²σ_i² + (1 − w)²σ_j²)`.
    #[must_use]
    pub fn error(self) -> f64 {
        let w = self.weight();
        let part = |weight: f64, sigma: f64| weight * weight * sigma * sigma;
        libm::sqrt(part(w, self.exporter) + part(1.0 - w, self.importer))
    }

    /// `√(σ_i² + σ_j²)`.
    #[must_use]
    pub fn spread(self) -> f64 {
        libm::sqrt(self.exporter * self.exporter + self.importer * self.importer)
    }

    /// Expected |ln(X / M)| of two honest reports.
    #[must_use]
    pub fn expected_gap(self) -> f64 {
        libm::sqrt(2.0 / std::f64::consts::PI) * self.spread()
    }
}

/// What became of an importer's report on its way to FOB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// Freight was taken off.
    Yes,
    /// It is no CIF value.
    NotCif,
    /// The rate is below 1.
    RateBelowOne,
    /// The gap between the reports would have grown.
    GapWouldGrow,
}

impl Applied {
    /// Why the value stayed as it is, if it did.
    #[must_use]
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Yes => None,
            Self::NotCif => Some("the importer's value is not CIF"),
            Self::RateBelowOne => Some("the freight factor is below 1"),
            Self::GapWouldGrow => Some("the gap to the exporter's report would grow"),
        }
    }
}

/// The importer's report on FOB basis beside the exporter's, where the conversion makes sense.
#[must_use]
pub fn converted(
    import: Estimate,
    is_cif: bool,
    export: Option<Estimate>,
    conversion: Conversion,
) -> (Estimate, Applied) {
    if !is_cif {
        return (import, Applied::NotCif);
    }
    if conversion.factor().mid() < 1.0 {
        return (import, Applied::RateBelowOne);
    }
    let fob = conversion.fob(import);
    let grows = export.is_some_and(|export| {
        let positive = export.mid() > 0.0 && import.mid() > 0.0;
        let gap = |m: f64| libm::fabs(libm::log(m / export.mid()));
        positive && gap(fob.mid()) > gap(import.mid())
    });
    if grows { (import, Applied::GapWouldGrow) } else { (fob, Applied::Yes) }
}

/// One value out of two positive reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Reconciled {
    /// The value with its interval.
    pub value: Estimate,
    /// Weight of the exporter's report.
    pub weight: f64,
    /// |ln(X / M)|.
    pub gap: f64,
    /// Whether the reports differ by more than twice what their errors allow.
    pub conflict: bool,
}

/// RV = w·X + (1 − w)·M, in RV·e^{±z·s}, over the ends of both reports; both on FOB basis and above 0.
///
/// Where the reports conflict the interval holds both of them.
#[must_use]
pub fn reconcile(export: Estimate, import: Estimate, errors: Reliability, z: f64) -> Reconciled {
    let weight = errors.weight();
    let at = |x: f64, m: f64| weight * x + (1.0 - weight) * m;
    let (down, up) = (libm::exp(-z * errors.error()), libm::exp(z * errors.error()));
    let mid = at(export.mid(), import.mid());
    let mut low = at(export.low(), import.low()) * down;
    let mut high = at(export.high(), import.high()) * up;
    let gap = libm::fabs(libm::log(export.mid() / import.mid()));
    let conflict = gap > 2.0 * errors.spread();
    if conflict {
        low = low.min(export.low()).min(import.low());
        high = high.max(export.high()).max(import.high());
    }
    Reconciled { value: Estimate::new(low, mid, high), weight, gap, conflict }
}

impl Reconciled {
    /// What a reader must know: the weight, and the conflict if there is one.
    #[must_use]
    pub fn note(&self) -> String {
        let mut note = format!("weight of the exporter's report {:.3}", self.weight);
        if self.conflict {
            let _ = write!(note, "; reports conflict (log gap {:.2})", self.gap);
        }
        note
    }
}

/// A single report in value·e^{±z·σ}.
#[must_use]
pub(super) fn alone(report: Estimate, sigma: f64, z: f64) -> Estimate {
    let (down, up) = (libm::exp(-z * sigma), libm::exp(z * sigma));
    Estimate::new(report.low() * down, report.mid(), report.high() * up)
}

impl Reliability {
    /// The exporter's report where the importer is silent.
    #[must_use]
    pub fn export_alone(self, report: Estimate, z: f64) -> Estimate {
        alone(report, self.exporter, z)
    }

    /// The importer's report on FOB basis where the exporter is silent.
    #[must_use]
    pub fn import_alone(self, report: Estimate, z: f64) -> Estimate {
        alone(report, self.importer, z)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const Z: f64 = 1.959_963_98;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 2e-8 * expected.abs(), "{found} should be {expected}");
    }

    #[test]
    fn worked_number() {
        let errors = Reliability { exporter: 0.6, importer: 0.3 };
        near(errors.weight(), 0.142_295_828);
        near(errors.error(), 0.271_105_878);
        near(errors.expected_gap(), 0.535_237_235);
        let found = reconcile(Estimate::exact(236.0), Estimate::exact(557.0), errors, Z);
        near(found.value.mid(), 511.323_039);
        near(found.value.low(), 300.558_919);
        near(found.value.high(), 869.883_520);
        assert!(!found.conflict);
    }

    #[test]
    fn equal_errors_give_the_plain_mean() {
        let errors = Reliability { exporter: 0.2, importer: 0.2 };
        let found = reconcile(Estimate::exact(100.0), Estimate::exact(120.0), errors, Z);
        near(found.value.mid(), 110.0);
        assert!(errors.weight().to_bits() == 0.5_f64.to_bits());
        let none = Reliability { exporter: 0.0, importer: 0.0 };
        assert!(none.weight().to_bits() == 0.5_f64.to_bits());
    }

    #[test]
    fn a_perfect_side_has_all_the_weight() {
        let errors = Reliability { exporter: 0.0, importer: 0.4 };
        assert!((errors.weight() - 1.0).abs() < 1e-12);
        let bound = |e: Reliability| {
            let (a, b) = (e.exporter * e.exporter, e.importer * e.importer);
            libm::sqrt(a * b / (a + b))
        };
        let errors = Reliability { exporter: 0.6, importer: 0.3 };
        assert!(errors.error() >= bound(errors));
    }

    #[test]
    fn conflicting_reports_widen_the_interval_to_both() {
        let errors = Reliability { exporter: 0.1, importer: 0.1 };
        let found = reconcile(Estimate::exact(100.0), Estimate::exact(300.0), errors, Z);
        assert!(found.conflict && found.note().contains("conflict"));
        assert!(found.value.contains(100.0) && found.value.contains(300.0));
    }

    #[test]
    fn freight_is_taken_off_only_where_that_makes_sense() {
        let conversion = Conversion::default();
        let (import, export) = (Estimate::exact(106.0), Some(Estimate::exact(100.0)));
        let (fob, applied) = converted(import, true, export, conversion);
        near(fob.mid(), 100.0);
        assert_eq!(applied, Applied::Yes);
        assert_eq!(converted(import, false, export, conversion), (import, Applied::NotCif));
        let below = Estimate::exact(90.0);
        assert_eq!(converted(below, true, export, conversion), (below, Applied::GapWouldGrow));
        let errors = Reliability { exporter: 0.6, importer: 0.3 };
        let alone = errors.import_alone(Estimate::exact(100.0), Z);
        near(alone.high(), 100.0 * libm::exp(Z * 0.3));
    }
}
