//! `contribution`: what a part added to the growth of its total; the contributions of all parts sum to it.

use super::{Indicator, Inputs, Variant};
use crate::series::compare::{base_of, derived, mismatch, unusable_base};
use crate::series::{Missing, Point, Reason, Series, Value};
use crate::trade::{Estimate, Unit};

/// Contribution to growth.
pub struct Contribution;

/// Its formulas.
static VARIANTS: &[Variant] =
    &[Variant::new("", "(V_k,t - V_k,t-1) / V_(t-1)", &["part", "total"], Some(Unit::Point))];

impl Indicator for Contribution {
    fn id(&self) -> &'static str {
        "contribution"
    }
    fn about(&self) -> &'static str {
        "what a part added to the growth of its total, in percentage points"
    }
    fn source(&self) -> &'static str {
        "OECD, Understanding National Accounts: contributions to growth"
    }
    fn worked(&self) -> &'static str {
        "40 to 80 in 291.262136 to 300 is 0.137333333 in [0.133441850, 0.141251631]"
    }
    fn undefined(&self) -> &'static str {
        "zero-base where the total was 0, gap, partial-period; missing where the part is missing in one period"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let [part, total] = inputs.series else { return vec![] };
        let mixed = inputs.settings.allow_mixed_evidence;
        part.points
            .iter()
            .map(|end| derived(end, at(part, total, end, mixed).into(), &[end]))
            .collect()
    }
}

fn at(part: &Series, total: &Series, end: &Point, mixed: bool) -> Result<Estimate, Value> {
    let part_end = end.value.require()?;
    let part_base = base_of(part, end)?;
    let total_base = total
        .at(part_base.period)
        .ok_or(Value::Missing(Missing::not_reported("total", part_base.period)))?;
    if !mixed && let Some(reason) = mismatch(part_base, end).or(mismatch(part_base, total_base)) {
        return Err(reason.into());
    }
    contribution(part_base.value.require()?, part_end, total_base.value.require()?)
}

/// The part occurs in the base total too: total = part + rest, and each takes one end.
///
/// # Errors
/// Why the total cannot be a base.
pub(super) fn contribution(
    base: Estimate,
    end: Estimate,
    total: Estimate,
) -> Result<Estimate, Value> {
    if let Some(reason) = unusable_base(total, end) {
        return Err(match reason {
            Reason::ZeroToZero => Reason::ZeroBase,
            other => other,
        }
        .into());
    }
    let rest = (total.low() - base.mid(), total.high() - base.mid());
    let ratio = |change: f64, part: f64, for_low: bool| {
        let rest = if (change > 0.0) == for_low { rest.1 } else { rest.0 };
        change / (part + rest)
    };
    let low = ratio(end.low() - base.high(), base.high(), true);
    let high = ratio(end.high() - base.low(), base.low(), false);
    Ok(Estimate::new(low, (end.mid() - base.mid()) / total.mid(), high))
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, series, values, yearly};
    use super::*;

    #[test]
    fn worked_number_with_rounding() {
        let part = yearly(2023, &[40.0, 80.0], true);
        let total = yearly(2023, &[291.262_135_922_330_1, 300.0], true);
        let found = values(&Contribution, &[part, total], &Settings::default());
        assert_interval(&found[1], 0.133_441_850, 0.137_333_333, 0.141_251_631);
    }

    #[test]
    fn contributions_sum_to_growth() {
        let parts = [yearly(2023, &[30.0, 10.0], false), yearly(2023, &[70.0, 130.0], false)];
        let total = yearly(2023, &[100.0, 140.0], false);
        let sum: f64 = parts
            .into_iter()
            .map(|part| {
                let found = values(&Contribution, &[part, total.clone()], &Settings::default());
                found[1].known().unwrap().mid()
            })
            .sum();
        assert!((sum - 0.4).abs() < 1e-12);
    }

    #[test]
    fn entries_are_known_and_absences_are_missing() {
        let total = yearly(2023, &[100.0, 140.0], false);
        let entry = yearly(2023, &[0.0, 40.0], false);
        let found = values(&Contribution, &[entry, total.clone()], &Settings::default());
        assert_interval(&found[1], 0.4, 0.4, 0.4);
        let absent = series(yearly(2023, &[0.0, 40.0], false).points[1..].to_vec());
        let found = values(&Contribution, &[absent, total], &Settings::default());
        assert!(matches!(found[0], Value::Missing(_)));
    }
}
