//! `growth`: change against the period before, or against the same month or quarter of the year before.

use super::rule::{over_base, over_base_at};
use super::{Indicator, Inputs, Remark, Variant};
use crate::series::compare::{preceding, unusable_base, year_before};
use crate::series::{Point, Reason, Value};
use crate::trade::{Estimate, Frequency, Unit};

/// Growth year on year.
pub struct Growth;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::new("year-on-year", "V_t / V_(t-1) - 1", &["series"], Some(Unit::Growth)),
    Variant::new(
        "preceding",
        "V_t / V_(t-1) - 1 against the preceding month or quarter, not seasonally adjusted",
        &["series"],
        Some(Unit::Growth),
    ),
];

impl Indicator for Growth {
    fn id(&self) -> &'static str {
        "growth"
    }
    fn about(&self) -> &'static str {
        "change against the year before; undefined across gaps, partial years and different sources"
    }
    fn source(&self) -> &'static str {
        "World Bank WITS, Trade Indicators: growth"
    }
    fn worked(&self) -> &'static str {
        "80 to 95 is 0.1875; 170 (to 10) to over 1,000 is 4.88235294 in [4.71428571, 5.66666667]"
    }
    fn undefined(&self) -> &'static str {
        "gap, partial-period, break, zero-base, zero-to-zero, negative-base, basis-mismatch; missing where the base is"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn remarks(&self, _inputs: &Inputs, points: &[Point]) -> Vec<Remark> {
        let first = |reason: Reason, code, what| {
            let point = points.iter().find(|point| point.value == reason.clone().into())?;
            let title = format!("growth is undefined: base of {} is {what}", point.period);
            Some(Remark { code, title })
        };
        let baseless = |value: &Value| matches!(value, Value::Missing(m) if m.input == "base");
        let alone = points.iter().all(|point| point.value.known().is_none())
            && points.iter().any(|point| baseless(&point.value));
        let alone =
            alone.then(|| Remark { code: "I102", title: "growth is missing: no base".to_owned() });
        let zero = first(Reason::ZeroBase, "I101", "0");
        let negative = first(Reason::NegativeBase, "I103", "negative");
        zero.into_iter().chain(alone).chain(negative).collect()
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        if inputs.variant(self) != "preceding" {
            let mut points = over_base(inputs, growth);
            points.iter_mut().for_each(|point| tell_difference(inputs, point));
            return points;
        }
        let mut points = over_base_at(inputs, preceding, |base, end, _| growth(base, end));
        let shorter = points.iter_mut().filter(|p| p.period.frequency() != Frequency::Annual);
        shorter.for_each(|point| {
            "on the preceding period, not seasonally adjusted".clone_into(&mut point.note);
        });
        points
    }
}

/// A negative base has no rate; what is told is the difference.
fn tell_difference(inputs: &Inputs, point: &mut Point) {
    let Some(series) = inputs.series.first().filter(|_| point.value == Reason::NegativeBase.into())
    else {
        return;
    };
    let at = |period| series.at(period).and_then(|point| point.value.known());
    if let (Some(base), Some(end)) = (at(year_before(point.period)), at(point.period)) {
        point.note = format!("difference {:+} {}", (end - base).mid(), series.unit.id());
    }
}

/// Rises with the end, falls with the base.
pub(super) fn growth(base: Estimate, end: Estimate) -> Value {
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
    fn what_has_no_rate_is_remarked() {
        let of = |levels: &[f64]| {
            let (series, settings) = ([yearly(2020, levels, false)], Settings::default());
            let inputs = Inputs::plain(&series, &settings);
            let remarks = Growth.remarks(&inputs, &Growth.points(&inputs));
            remarks.iter().map(|remark| remark.code).collect::<Vec<_>>()
        };
        assert_eq!(of(&[0.0, 5.0, 6.0]), ["I101"]);
        assert_eq!(of(&[5.0]), ["I102"]);
        assert_eq!(of(&[-10.0, -5.0, 4.0, 6.0]), ["I103"]);
        assert!(of(&[5.0, 6.0]).is_empty());
    }

    #[test]
    fn a_break_lies_between_the_ends() {
        let mut broken = point("2021", Some((6.0, 6.0, 6.0)));
        broken.status = crate::trade::ObsStatus::Break;
        let found = growths(vec![point("2020", Some((5.0, 5.0, 5.0))), broken]);
        assert_eq!(found[1], Reason::Break(Period::year(2021)).into());
    }

    #[test]
    fn the_preceding_month_is_a_base_on_request() {
        let months = series(vec![
            point("2024-01", Some((10.0, 10.0, 10.0))),
            point("2024-02", Some((12.0, 12.0, 12.0))),
        ]);
        let variant = Some("preceding".to_owned());
        let settings = Settings { variant, ..Settings::default() };
        let found = Growth.points(&Inputs::plain(&[months], &settings));
        assert_interval(&found[1].value, 0.2, 0.2, 0.2);
        assert!(found[1].note.contains("not seasonally adjusted"));
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
