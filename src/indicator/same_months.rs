//! `same-months`: a year so far against the same months of the year before: like with like.

use super::{Indicator, Inputs, Variant};
use crate::series::compare::{derived, mismatch, unusable_base};
use crate::series::months::{is_monthly, months_of, years};
use crate::series::{Missing, Point, Reason, Series, Value};
use crate::trade::{Estimate, Period, Unit};

/// Growth of the months so far.
pub struct SameMonths;

/// Its formulas.
static VARIANTS: &[Variant] = &[Variant::new(
    "",
    "sum of V over months 1..k of a year / the same of the year before - 1",
    &["months"],
    Some(Unit::Growth),
)];

impl Indicator for SameMonths {
    fn id(&self) -> &'static str {
        "same-months"
    }
    fn about(&self) -> &'static str {
        "a year so far against the same months of the year before"
    }
    fn source(&self) -> &'static str {
        "common practice of statistical offices"
    }
    fn worked(&self) -> &'static str {
        "January to July: 82 / 72 - 1 = 0.138888889"
    }
    fn undefined(&self) -> &'static str {
        "missing where more than one month is lacking; as growth otherwise"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn fits(&self, inputs: &Inputs) -> Result<(), String> {
        let monthly = inputs.series.first().is_some_and(is_monthly);
        if monthly { Ok(()) } else { Err("it takes monthly figures".to_owned()) }
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let Some(series) = inputs.series.first() else { return vec![] };
        let mixed = inputs.settings.allow_mixed_evidence;
        years(series).into_iter().filter_map(|year| at(series, year, mixed)).collect()
    }
}

/// Growth of the months of one year that both years have; one month may be lacking, and is named.
fn at(series: &Series, year: i32, mixed: bool) -> Option<Point> {
    let (now, before) = (months_of(series, year), months_of(series, year - 1));
    let known = |point: &&&Point| point.value.known().is_some();
    let (last, end) = now.iter().rfind(|(_, point)| known(point))?;
    let mut point = derived(end, Reason::SamePeriod.into(), &[]);
    point.period = Period::months_from(year, 1, *last)?;
    if before.values().filter(known).count() == 0 {
        point.value = Missing::not_reported("base", Period::year(year - 1)).into();
        return Some(point);
    }
    let has = |month: &u32| {
        let of = |months: &std::collections::BTreeMap<u32, &Point>| {
            months.get(month).is_some_and(|point| point.value.known().is_some())
        };
        of(&now) && of(&before)
    };
    let (common, lacking): (Vec<u32>, Vec<u32>) = (1..=*last).partition(has);
    let ends: Vec<&Point> = common.iter().map(|month| now[month]).collect();
    let bases: Vec<&Point> = common.iter().map(|month| before[month]).collect();
    point.value = match lacking[..] {
        [] | [_] if !common.is_empty() => change(&bases, &ends, mixed),
        _ => {
            let month = lacking.first().and_then(|month| Period::months_from(year, *month, 1))?;
            Missing::not_reported("month", month).into()
        }
    };
    point.note = match lacking[..] {
        [month] => format!("without month {month}, which one of the years lacks"),
        _ => String::new(),
    };
    point.origins = bases.iter().chain(&ends).flat_map(|p| p.origins.iter().cloned()).collect();
    point.origins.sort();
    Some(point)
}

fn change(bases: &[&Point], ends: &[&Point], mixed: bool) -> Value {
    let all: Vec<&&Point> = bases.iter().chain(ends).collect();
    let other = all.windows(2).find_map(|pair| mismatch(pair[0], pair[1]));
    if let Some(reason) = other.filter(|_| !mixed) {
        return reason.into();
    }
    let sum = |points: &[&Point]| {
        let values = points.iter().filter_map(|point| point.value.known());
        values.fold(Estimate::exact(0.0), |sum, value| sum + value)
    };
    let (base, end) = (sum(bases), sum(ends));
    if let Some(reason) = unusable_base(base, end) {
        return reason.into();
    }
    super::growth::growth(base, end)
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, monthly, values};
    use super::*;

    #[test]
    fn the_worked_months() {
        let series = monthly();
        let found = values(&SameMonths, std::slice::from_ref(&series), &Settings::default());
        assert!(matches!(&found[0], Value::Missing(m) if m.input == "base"));
        assert_interval(&found[1], 10.0 / 72.0, 10.0 / 72.0, 10.0 / 72.0);
        let settings = Settings::default();
        let result = SameMonths.points(&Inputs::plain(&[series], &settings));
        assert_eq!(result[1].period.to_string(), "2024-01-01/2024-07-31");
    }

    #[test]
    fn one_month_may_be_lacking_and_is_named() {
        let mut series = monthly();
        series.points.remove(2);
        let settings = Settings::default();
        let found = SameMonths.points(&Inputs::plain(&[series.clone()], &settings));
        assert_interval(&found[1].value, 69.0 / 60.0 - 1.0, 69.0 / 60.0 - 1.0, 69.0 / 60.0 - 1.0);
        assert!(found[1].note.contains("month 3"), "{}", found[1].note);
        series.points.remove(3);
        let found = SameMonths.points(&Inputs::plain(&[series], &settings));
        assert!(matches!(&found[1].value, Value::Missing(m) if m.input == "month"));
    }
}
