//! `growth`: change against the period before, or against the same month or quarter of the year before.

use super::{Indicator, Inputs, over_base, unusable_base};
use crate::series::{Point, Value};
use crate::trade::{Estimate, Unit};

/// Growth year on year.
pub struct Growth;

impl Indicator for Growth {
    fn id(&self) -> &'static str {
        "growth"
    }
    fn about(&self) -> &'static str {
        "change against the year before; undefined across gaps, partial years and different sources"
    }
    fn formula(&self) -> &'static str {
        "V_t / V_(t-1) - 1"
    }
    fn source(&self) -> &'static str {
        "World Bank WITS, Trade Indicators: growth"
    }
    fn roles(&self) -> &'static [&'static str] {
        &["series"]
    }
    fn unit(&self, _input: Unit) -> Unit {
        Unit::Growth
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        over_base(inputs, growth)
    }
}

/// Rises with the end, falls with the base.
fn growth(base: Estimate, end: Estimate) -> Value {
    if let Some(reason) = unusable_base(base, end) {
        return reason.into();
    }
    match end.over(base) {
        Some(ratio) => Value::Known(ratio.rising(|r| r - 1.0)),
        None => crate::series::Reason::DenominatorSpansZero.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, point, series, values, yearly};
    use super::*;
    use crate::series::Reason;
    use crate::trade::{Evidence, Period};

    fn growths(points: Vec<Point>) -> Vec<Value> {
        values(&Growth, &[series(points)], &Settings::default())
    }

    #[test]
    fn worked_numbers() {
        let exact = values(&Growth, &[yearly(2020, &[80.0, 95.0], false)], &Settings::default());
        assert_interval(&exact[1], 0.1875, 0.1875, 0.1875);
        let hedged = growths(vec![
            point("2022", Some((165.0, 170.0, 175.0))),
            point("2023", Some((1000.0, 1000.0, 1100.0))),
        ]);
        assert_interval(&hedged[1], 4.714_285_71, 4.882_352_94, 5.666_666_67);
    }

    #[test]
    fn a_gap_is_never_spanned() {
        let values = growths(vec![
            point("2019", Some((100.0, 100.0, 100.0))),
            point("2021", Some((121.0, 121.0, 121.0))),
        ]);
        assert!(matches!(values[1], Value::Missing(_)), "2020 is shown as missing");
        assert_eq!(values[2], Reason::Gap(Period::year(2020)).into());
        let marked = growths(vec![
            point("2019", Some((100.0, 100.0, 100.0))),
            point("2020", None),
            point("2021", Some((121.0, 121.0, 121.0))),
        ]);
        assert!(matches!(marked[1], Value::Missing(_)));
        assert_eq!(marked[2], Reason::Gap(Period::year(2020)).into());
    }

    #[test]
    fn zeros_and_negatives_have_their_reasons() {
        let of = |base: f64, end: f64| {
            growths(vec![
                point("2020", Some((base, base, base))),
                point("2021", Some((end, end, end))),
            ])[1]
                .clone()
        };
        assert_eq!(of(0.0, 5.0), Reason::ZeroBase.into());
        assert_eq!(of(0.0, 0.0), Reason::ZeroToZero.into());
        assert_eq!(of(-10.0, -5.0), Reason::NegativeBase.into());
        assert_interval(&of(5.0, 0.0), -1.0, -1.0, -1.0);
    }

    #[test]
    fn partial_years_and_other_speakers_are_not_compared() {
        let whole = point("2024", Some((239.0, 239.0, 239.0)));
        let part = point("2025-01-01/2025-11-30", Some((503.0, 503.0, 503.0)));
        assert_eq!(
            growths(vec![whole.clone(), part.clone()])[1],
            Reason::PartialPeriod(part.period).into()
        );
        let mut other = point("2025", Some((503.0, 503.0, 503.0)));
        other.evidence = Evidence::Statement;
        assert!(matches!(
            growths(vec![whole, other])[1],
            Value::Undefined(Reason::BasisMismatch { .. })
        ));
    }

    #[test]
    fn a_base_derived_from_the_end_is_compared_by_the_stated_multiple() {
        let mut base = point("2023", Some((76.0 / 2.1, 40.0, 80.0 / 1.9)));
        let multiple = Estimate::new(1.9, 2.0, 2.1);
        base.derivation =
            Some(crate::series::Derivation { row: "flour-2024".to_owned(), multiple });
        let mut end = point("2024", Some((76.0, 80.0, 80.0)));
        end.row = "flour-2024".to_owned();
        assert_interval(&growths(vec![base, end])[1], 0.9, 1.0, 1.1);
    }

    #[test]
    fn months_are_compared_with_the_same_month() {
        let values = growths(vec![
            point("2023-01", Some((10.0, 10.0, 10.0))),
            point("2023-02", Some((8.0, 8.0, 8.0))),
            point("2024-01", Some((12.0, 12.0, 12.0))),
            point("2024-02", Some((10.0, 10.0, 10.0))),
        ]);
        assert_interval(&values[2], 0.2, 0.2, 0.2);
        assert_interval(&values[3], 0.25, 0.25, 0.25);
    }
}
