//! `annualized`: what a year comes to at the pace of its first months. Never the base of a growth: it is no year.

use super::{Indicator, Inputs, Variant};
use crate::series::compare::derived;
use crate::series::months::{ToDate, seasonal, to_date, years};
use crate::series::{Point, Series, Value, goal};
use crate::trade::ObsStatus;

/// A year at its pace so far.
pub struct Annualized;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::new("even", "YTD 12 / m", &["months"], None),
    Variant::new(
        "seasonal",
        "YTD / s_m, s_m the share of the first m months in complete years",
        &["months"],
        None,
    ),
];

impl Indicator for Annualized {
    fn id(&self) -> &'static str {
        "annualized"
    }
    fn about(&self) -> &'static str {
        "what a year comes to at the pace of its first months, or with its usual season"
    }
    fn source(&self) -> &'static str {
        "Peterson Institute, tracker of the Phase One agreement: proration and seasonal weights"
    }
    fn worked(&self) -> &'static str {
        "82 after 7 months: 140.571429 even, 148.055556 seasonal (s_7 0.553846154)"
    }
    fn undefined(&self) -> &'static str {
        "missing where a month or the seasonal pattern is; a complete year is itself"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let Some(series) = inputs.series.first() else { return vec![] };
        let variant = inputs.variant(self);
        let point = |year: i32| Some(at(series, to_date(series, year).last()?, year, variant));
        years(series).into_iter().filter_map(point).collect()
    }
}

fn at(series: &Series, to_date: &ToDate, year: i32, variant: &str) -> Point {
    let months = to_date.months;
    let mut note = format!("annualized from {months} months");
    let value = to_date.value.require().and_then(|value| match (months, variant) {
        (12, _) => Ok(Value::Known(value)),
        (_, "seasonal") => {
            let (share, years) = seasonal(series, months, year)?;
            note = format!("{note}, by the season of {}", listed(&years));
            Ok(goal::annualized_seasonal(value, share))
        }
        _ => Ok(goal::annualized_even(value, months)),
    });
    let shown = to_date.points.last().copied().unwrap_or(&series.points[0]);
    let mut point = derived(shown, value.unwrap_or_else(|stopped| stopped), &to_date.points);
    point.period = to_date.period;
    if months < 12 {
        (point.status, point.note) = (ObsStatus::Estimated, note);
    }
    point
}

/// `2021, 2022`.
pub(super) fn listed(years: &[i32]) -> String {
    let texts: Vec<String> = years.iter().map(ToString::to_string).collect();
    texts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, monthly, values};
    use super::*;
    use crate::trade::Estimate;

    #[test]
    fn worked_numbers() {
        let found = values(&Annualized, &[monthly()], &Settings::default());
        assert_interval(&found[0], 130.0, 130.0, 130.0);
        assert_interval(&found[1], 140.571_429, 140.571_429, 140.571_429);
        let settings = Settings { variant: Some("seasonal".to_owned()), ..Settings::default() };
        let found = values(&Annualized, &[monthly()], &settings);
        assert_interval(&found[1], 148.055_556, 148.055_556, 148.055_556);
        let range =
            goal::annualized_seasonal(Estimate::exact(174.0), Estimate::new(0.6, 0.66, 0.72));
        let range = range.known().unwrap();
        assert!((range.low() - 241.666_667).abs() < 1e-6 && (range.high() - 290.0).abs() < 1e-6);
    }

    #[test]
    fn without_a_complete_year_there_is_no_season() {
        let mut series = monthly();
        series.points.remove(0);
        let settings = Settings { variant: Some("seasonal".to_owned()), ..Settings::default() };
        let found = values(&Annualized, &[series], &settings);
        assert!(matches!(&found[1], Value::Missing(m) if m.input == "seasonal pattern"));
    }

    #[test]
    fn an_annualized_figure_is_no_base() {
        let settings = Settings::default();
        let result = Annualized.points(&Inputs::plain(&[monthly()], &settings));
        let series = Series { points: result, ..monthly() };
        let growth = values(&super::super::growth::Growth, &[series], &settings);
        assert!(matches!(growth[1], Value::Undefined(crate::series::Reason::PartialPeriod(_))));
    }
}
