//! `index`: each value against that of a base period, which is 100.

use super::{Indicator, Inputs, Variant};
use crate::series::compare::{derived, unusable_base};
use crate::series::{Missing, Point, Reason, Value};
use crate::trade::{Estimate, Period, Unit};

/// Index with base 100.
pub struct Index;

/// Its formulas.
static VARIANTS: &[Variant] =
    &[Variant::new("", "100 * V_t / V_b", &["series"], Some(Unit::Index))];

impl Indicator for Index {
    fn id(&self) -> &'static str {
        "index"
    }
    fn about(&self) -> &'static str {
        "each value against that of a base period, which is 100"
    }
    fn source(&self) -> &'static str {
        "common practice of statistical offices"
    }
    fn worked(&self) -> &'static str {
        "150 on 80 is 187.5 in [185.714286, 189.308176]"
    }
    fn undefined(&self) -> &'static str {
        "zero-base, negative-base; missing where the base is"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let [series] = inputs.series else { return vec![] };
        let first = series.known().next().map(|(point, _)| point.period);
        let Some(base_period) = inputs.settings.base.or(first) else { return vec![] };
        let base = series.at(base_period);
        series
            .points
            .iter()
            .map(|point| {
                let from: Vec<&Point> = base.into_iter().chain([point]).collect();
                derived(point, index(base, point, base_period).into(), &from)
            })
            .collect()
    }
}

fn index(base: Option<&Point>, point: &Point, base_period: Period) -> Result<Estimate, Value> {
    let base = base.ok_or(Value::Missing(Missing::not_reported("base", base_period)))?;
    let (vb, vt) = (base.value.require()?, point.value.require()?);
    if let Some(reason) = unusable_base(vb, vt) {
        return Err(reason.into());
    }
    if point.period == base_period {
        return Ok(Estimate::exact(100.0));
    }
    let ratio = vt.over(vb).ok_or(Value::Undefined(Reason::DenominatorSpansZero))?;
    Ok(ratio * 100.0)
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, values, yearly};
    use super::*;

    #[test]
    fn worked_number_and_exact_base() {
        let s = yearly(2020, &[80.0, 150.0], true);
        let found = values(&Index, &[s], &Settings::default());
        assert_interval(&found[0], 100.0, 100.0, 100.0);
        assert_interval(&found[1], 185.714_286, 187.5, 189.308_176);
    }

    #[test]
    fn an_absent_base_is_missing() {
        let settings = Settings { base: Some(Period::year(1999)), ..Settings::default() };
        let found = values(&Index, &[yearly(2020, &[80.0], false)], &settings);
        assert!(matches!(found[0], Value::Missing(_)));
    }
}
