//! `reconciled-value`: one value out of what exporter and importer report of a flow, weighed by how far each is to be
//! trusted, with its interval.
//!
//! The importer's CIF value is brought to FOB by the stated conversion first. Nothing is averaged with a reported 0.

use super::{Indicator, Inputs, Variant};
use crate::series::Point;

/// Weighted mean of the two reports of a flow.
pub struct ReconciledValue;

/// Its formula.
static VARIANTS: &[Variant] =
    &[Variant::new("", "w X + (1 - w) M / f", &["export", "import"], None)];

impl Indicator for ReconciledValue {
    fn id(&self) -> &'static str {
        "reconciled-value"
    }
    fn about(&self) -> &'static str {
        "one value out of both reports of a flow, weighed by their stated reporting errors"
    }
    fn source(&self) -> &'static str {
        "CEPII working paper 2010-23 (BACI), reliability weights; Stone, Champernowne and Meade 1942"
    }
    fn worked(&self) -> &'static str {
        "236 and 557 with errors 0.6 and 0.3: weight 0.142295828, 511.323039 in [300.558919, 869.883520]"
    }
    fn undefined(&self) -> &'static str {
        "basis-mismatch for a reported 0 beside a positive report; missing where neither side reports"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn fits(&self, inputs: &Inputs) -> Result<(), String> {
        match inputs.settings.reconciliation {
            Some(_) => Ok(()),
            None => Err("it needs `reconcile` with the `sigma` of both sides".to_owned()),
        }
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let (Some(how), [exports, imports]) = (&inputs.settings.reconciliation, inputs.series)
        else {
            return vec![];
        };
        how.series("", exports, imports).points
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, values, yearly};
    use super::*;
    use crate::mirror::{Conversion, Reconciliation, Reliability};

    #[test]
    fn worked_number_of_two_reports_on_one_basis() {
        let settings = Settings {
            reconciliation: Some(Reconciliation {
                errors: Reliability { exporter: 0.6, importer: 0.3 },
                z: 1.959_963_98,
                conversion: Conversion::default(),
                told: String::new(),
                own_is_export: true,
            }),
            ..Settings::default()
        };
        // Both series of the test are FOB, so no freight is taken off.
        let sides = [yearly(2020, &[236.0], false), yearly(2020, &[557.0], false)];
        let found = values(&ReconciledValue, &sides, &settings);
        assert_interval(&found[0], 300.558_919, 511.323_039, 869.883_520);
    }
}
