//! `log-growth`: the logarithm of the ratio to the period before; adds up over time.

use super::rule::over_base;
use super::{Indicator, Inputs, Variant};
use crate::series::{Point, Reason, Value};
use crate::trade::{Estimate, Unit};

/// Logarithmic growth.
pub struct LogGrowth;

/// Its formulas.
static VARIANTS: &[Variant] =
    &[Variant::new("", "ln(V_t / V_(t-1))", &["series"], Some(Unit::LogPoint))];

impl Indicator for LogGrowth {
    fn id(&self) -> &'static str {
        "log-growth"
    }
    fn about(&self) -> &'static str {
        "logarithm of the ratio to the year before, in log points"
    }
    fn source(&self) -> &'static str {
        "UNCTAD, Handbook of Statistics: calculation methods"
    }
    fn worked(&self) -> &'static str {
        "170 to 1,000 is 1.77195684; 80 to 95 is 0.171850257"
    }
    fn undefined(&self) -> &'static str {
        "as growth; log-of-zero where an end touches 0"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        over_base(inputs, log_growth)
    }
}

fn log_growth(base: Estimate, end: Estimate) -> Value {
    if base.mid() < 0.0 {
        return Reason::NegativeBase.into();
    }
    if end.low() <= 0.0 {
        return Reason::LogOfZero.into();
    }
    match end.over(base) {
        Some(ratio) => Value::Known(ratio.rising(libm::log)),
        None => Reason::LogOfZero.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, point, series, values, yearly};
    use super::*;

    #[test]
    fn worked_numbers() {
        let of = |a: f64, b: f64| {
            values(&LogGrowth, &[yearly(2020, &[a, b], false)], &Settings::default())[1].clone()
        };
        assert_interval(&of(80.0, 95.0), 0.171_850_257, 0.171_850_257, 0.171_850_257);
        assert_interval(&of(170.0, 1000.0), 1.771_956_84, 1.771_956_84, 1.771_956_84);
    }

    #[test]
    fn zero_at_either_end_has_no_logarithm() {
        for (base, end) in [(0.0, 5.0), (0.0, 0.0), (5.0, 0.0)] {
            let points =
                vec![point("2020", Some((base, base, base))), point("2021", Some((end, end, end)))];
            let found = values(&LogGrowth, &[series(points)], &Settings::default());
            assert_eq!(found[1], Reason::LogOfZero.into());
        }
    }
}
