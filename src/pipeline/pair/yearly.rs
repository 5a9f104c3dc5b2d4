//! Years out of months or quarters: a year is the sum of all its parts or no year. What there is of an unfinished
//! one is a period of its own, compared only with the same months of the year before.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::series::{Missing, Point, Series, Value};
use crate::trade::{Estimate, Evidence, Frequency, Period, Unit};

/// The yearly series of a monthly or quarterly one.
pub(super) fn years(series: &Series, frequency: Frequency) -> Series {
    let parts = if frequency == Frequency::Monthly { 12 } else { 4 };
    let mut by_year: BTreeMap<i32, Vec<&Point>> = BTreeMap::new();
    for point in &series.points {
        by_year.entry(point.period.start().year()).or_default().push(point);
    }
    let points = by_year.into_iter().filter_map(|(year, points)| year_of(year, &points, parts));
    let word = if parts == 12 { "months" } else { "quarters" };
    Series { formula: format!("sum of {parts} {word}"), points: points.collect(), ..series.clone() }
}

/// A whole year, the first months of one, or a missing one.
fn year_of(year: i32, points: &[&Point], parts: usize) -> Option<Point> {
    let known: Vec<&&Point> = points.iter().filter(|p| p.value.known().is_some()).collect();
    let first = points.first()?;
    if known.len() == parts {
        return Some(sum(Period::year(year), &known));
    }
    let months = u32::try_from(12 / parts).ok()?;
    // From January on without a hole.
    let run = known
        .iter()
        .enumerate()
        .take_while(|(index, p)| p.period.start().month0() == *index as u32 * months)
        .count();
    let so_far = Period::months_from(year, 1, run as u32 * months);
    match so_far.filter(|_| run > 0 && run == known.len()) {
        Some(period) => Some(sum(period, &known)),
        None => Some(Point {
            period: Period::year(year),
            value: Missing::not_reported("month", Period::year(year)).into(),
            origins: vec![],
            ..(**first).clone()
        }),
    }
}

/// The whole years of a series.
pub(super) fn whole(series: &Series) -> Series {
    let mut whole = series.clone();
    whole.points.retain(|point| point.period.frequency() == Frequency::Annual);
    whole
}

/// The annual series, continued by years out of months after its last known year.
pub(super) fn continued(mut annual: Series, parts: &Series) -> Series {
    let last = annual.known().map(|(point, _)| point.period.end()).max();
    let Some(last) = last else { return parts.clone() };
    let later = |point: &&Point| point.period.start() > last && point.value.known().is_some();
    let later: Vec<Point> = parts.points.iter().filter(later).cloned().collect();
    annual.points.retain(|point| later.iter().all(|l| !l.period.overlaps(point.period)));
    annual.points.extend(later);
    annual.points.sort_by_key(|point| point.period);
    annual
}

/// Growth of each unfinished year over the same months of the year before.
pub(super) fn same_months(years: &Series, parts: &Series) -> Option<Series> {
    let growth = |point: &Point| {
        if point.period.frequency() == Frequency::Annual || point.value.known().is_none() {
            return None;
        }
        let (first, last) = (point.period.start(), point.period.end());
        let within = |year: i32| -> Option<(Estimate, usize)> {
            let of_year: Vec<&Point> = parts
                .points
                .iter()
                .filter(|p| p.period.start().year() == year)
                .filter(|p| p.period.start().month() >= first.month())
                .filter(|p| p.period.end().month() <= last.month())
                .collect();
            let known: Option<Vec<Estimate>> = of_year.iter().map(|p| p.value.known()).collect();
            let known = known?;
            Some((known.iter().copied().reduce(|a, b| a + b)?, known.len()))
        };
        let ((base, before), (end, now)) = (within(first.year() - 1)?, within(first.year())?);
        let ratio = (before == now).then(|| end.over(base)).flatten()?;
        let value = Value::Known(ratio.rising(|r| r - 1.0));
        Some(Point { value, note: "same months of the year before".to_owned(), ..point.clone() })
    };
    let points: Vec<Point> = years.points.iter().filter_map(growth).collect();
    (!points.is_empty()).then(|| Series {
        id: format!("{}-same-months", years.id),
        unit: Unit::Growth,
        formula: "sum of the months / sum of the same months a year before - 1".to_owned(),
        points,
        ..years.clone()
    })
}

fn sum(period: Period, points: &[&&Point]) -> Point {
    let add = |end: fn(Estimate) -> f64| {
        points.iter().filter_map(|p| p.value.known()).map(end).sum::<f64>()
    };
    let value =
        Value::Known(Estimate::new(add(Estimate::low), add(Estimate::mid), add(Estimate::high)));
    let mut origins: Vec<_> = points.iter().flat_map(|p| p.origins.iter().cloned()).collect();
    origins.sort();
    let evidence = points.iter().map(|p| p.evidence).max().unwrap_or(Evidence::Reported);
    let note = format!("sum of {} parts of the year", points.len());
    Point { period, value, evidence, origins, note, ..(**points[0]).clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::Basis;
    use crate::trade::{Area, Commodity, Hedge, Measure, ObsStatus, Valuation};

    fn monthly(months: &[(&str, f64)]) -> Series {
        let area = |code: &str| Area::from_code(code).unwrap();
        let point = |(period, value): &(&str, f64)| Point {
            period: period.parse().unwrap(),
            value: Value::Known(Estimate::exact(*value)),
            evidence: Evidence::Reported,
            status: ObsStatus::Normal,
            speaker: String::new(),
            origins: vec![],
            note: String::new(),
            row: String::new(),
            hedge: Hedge::Exact,
            derivation: None,
        };
        Series {
            id: "export".to_owned(),
            basis: Basis {
                reporter: area("RUS"),
                partner: area("AFG"),
                measure: Measure::Export,
                commodity: Commodity::total(),
                valuation: Valuation::Fob,
            },
            unit: Unit::Dollar,
            formula: String::new(),
            points: months.iter().map(point).collect(),
        }
    }

    #[test]
    fn an_unfinished_year_is_compared_with_the_same_months() {
        let first = [10, 8, 12, 11, 9, 10, 12, 13, 11, 10, 12, 12];
        let second = [12, 9, 13, 12, 11, 12, 13];
        let names = |year: i32, values: &[i32]| -> Vec<(String, f64)> {
            let name = |(month, value): (usize, &i32)| {
                (format!("{year}-{:02}", month + 1), f64::from(*value))
            };
            values.iter().enumerate().map(name).collect()
        };
        let all = [names(2023, &first), names(2024, &second)].concat();
        let months: Vec<(&str, f64)> = all.iter().map(|(p, v)| (p.as_str(), *v)).collect();
        let monthly = monthly(&months);
        let years = years(&monthly, Frequency::Monthly);
        let found = same_months(&years, &monthly).unwrap();
        let growth = found.points[0].value.known().unwrap().mid();
        assert!((growth - 0.138_888_889).abs() < 1e-9, "{growth}");
        assert_eq!(found.points.len(), 1);
    }

    #[test]
    fn a_year_is_the_sum_of_all_its_months_or_none() {
        let all: Vec<(String, f64)> = [10, 8, 12, 11, 9, 10, 12, 13, 11, 10, 12, 12]
            .into_iter()
            .zip(1..)
            .map(|(value, month)| (format!("2023-{month:02}"), f64::from(value)))
            .collect();
        let mut months: Vec<(&str, f64)> = all.iter().map(|(p, v)| (p.as_str(), *v)).collect();
        months.extend([("2024-01", 12.0), ("2024-02", 9.0), ("2025-02", 5.0)]);
        let years = years(&monthly(&months), Frequency::Monthly);
        let [whole, part, none] = &years.points[..] else { panic!("{:?}", years.points) };
        assert_eq!(
            (whole.period.to_string().as_str(), whole.value.known().unwrap().mid()),
            ("2023", 130.0)
        );
        assert_eq!(part.period.to_string(), "2024-01-01/2024-02-29");
        assert_eq!(part.value.known().unwrap().mid(), 21.0);
        assert!(none.value.known().is_none(), "February alone is no beginning of a year");
    }
}
