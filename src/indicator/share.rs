//! `share`: a part in its total, of the same source, scope and period.

use super::rule::pairwise;
use super::{Indicator, Inputs, Remark, Variant};
use crate::series::compare::mismatch;
use crate::series::{Point, Reason, Value};
use crate::trade::{Estimate, Unit};

/// Part over total.
pub struct Share;

/// Its formulas.
static VARIANTS: &[Variant] =
    &[Variant::new("", "V_k / V", &["part", "total"], Some(Unit::Fraction))];

impl Indicator for Share {
    fn id(&self) -> &'static str {
        "share"
    }
    fn about(&self) -> &'static str {
        "a part in its total, of the same source and period"
    }
    fn source(&self) -> &'static str {
        "World Bank WITS, Trade Indicators: share"
    }
    fn worked(&self) -> &'static str {
        "80 (to 1) of 300 (to 10) is 0.266666667 in [0.260655738, 0.272881356]"
    }
    fn undefined(&self) -> &'static str {
        "zero-denominator, basis-mismatch where the part exceeds the total; missing where one of them is"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn remarks(&self, _inputs: &Inputs, points: &[Point]) -> Vec<Remark> {
        let over = points.iter().find(|point| point.value == too_large().into());
        let title = |point: &Point| format!("part exceeds its total in {}", point.period);
        over.map(|point| Remark { code: "I204", title: title(point) }).into_iter().collect()
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let mut points = pairwise(inputs, ["part", "total"], share);
        if inputs.settings.allow_mixed_evidence {
            return points;
        }
        // A part of one source has no share in the total of another.
        for point in points.iter_mut().filter(|point| point.value.known().is_some()) {
            let at = |index: usize| inputs.series[index].at(point.period);
            if let (Some(part), Some(total)) = (at(0), at(1))
                && let Some(reason) = mismatch(part, total)
            {
                point.value = reason.into();
            }
        }
        points
    }
}

fn too_large() -> Reason {
    Reason::BasisMismatch { left: "the part".to_owned(), right: "a smaller total".to_owned() }
}

/// Part and total are separate statements, so each ranges over its own interval; the result stays in 0..1.
fn share(part: Estimate, total: Estimate) -> Value {
    if total.mid() == 0.0 && total.is_exact() {
        return Reason::ZeroDenominator.into();
    }
    if part.low() > total.high() {
        return too_large().into();
    }
    match part.over(total) {
        Some(ratio) => Value::Known(ratio.clipped(0.0, 1.0)),
        None => Reason::DenominatorSpansZero.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, point, series, values};
    use super::*;

    fn of(part: (f64, f64, f64), total: (f64, f64, f64)) -> Value {
        let sides =
            [series(vec![point("2024", Some(part))]), series(vec![point("2024", Some(total))])];
        values(&Share, &sides, &Settings::default())[0].clone()
    }

    #[test]
    fn worked_number_of_two_statements() {
        let found = of((79.5, 80.0, 80.5), (295.0, 300.0, 305.0));
        assert_interval(&found, 0.260_655_738, 0.266_666_667, 0.272_881_356);
    }

    #[test]
    fn a_zero_total_has_no_shares() {
        assert_eq!(of((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)), Reason::ZeroDenominator.into());
    }

    #[test]
    fn a_part_is_never_larger_than_its_total() {
        assert!(matches!(of((5.0, 5.0, 5.0), (4.0, 4.0, 4.0)), Value::Undefined(_)));
        let (part, total) =
            (point("2024", Some((5.0, 5.0, 5.0))), point("2024", Some((4.0, 4.0, 4.0))));
        let (sides, settings) = ([series(vec![part]), series(vec![total])], Settings::default());
        let inputs = Inputs::plain(&sides, &settings);
        let remarks = Share.remarks(&inputs, &Share.points(&inputs));
        assert_eq!(
            (remarks[0].code, remarks[0].title.as_str()),
            ("I204", "part exceeds its total in 2024")
        );
    }

    #[test]
    fn the_total_of_another_source_has_no_shares() {
        let mut total = point("2024", Some((9.0, 9.0, 9.0)));
        total.speaker = "ministry".to_owned();
        let sides = [series(vec![point("2024", Some((5.0, 5.0, 5.0)))]), series(vec![total])];
        let of = |allow_mixed_evidence| {
            values(&Share, &sides, &Settings { allow_mixed_evidence, ..Settings::default() })[0]
                .clone()
        };
        assert!(matches!(of(false), Value::Undefined(Reason::BasisMismatch { .. })));
        assert!(of(true).known().is_some());
    }
}
