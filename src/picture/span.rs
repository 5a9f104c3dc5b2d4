//! What a time axis and its value axis must hold, and where a line over time is broken.

use chrono::Datelike;

use super::{Chart, Role};
use crate::layout::{Scale as AxisScale, linear_ticks, log_ticks};
use crate::scene::Scale;
use crate::series::Point;
use crate::trade::Unit;

/// Stretches of points that follow one another, each of one class of evidence.
pub(super) fn unbroken<'a>(points: impl Iterator<Item = &'a Point>) -> Vec<Vec<&'a Point>> {
    let mut parts: Vec<Vec<&Point>> = vec![];
    for point in points {
        let joins = parts.last().and_then(|part| part.last()).is_some_and(|last| {
            point.period.follows(last.period) && point.evidence == last.evidence
        });
        match parts.last_mut() {
            Some(part) if joins => part.push(point),
            _ => parts.push(vec![point]),
        }
    }
    parts
}

/// Whether a point lies within these years.
pub(super) fn within(years: (i32, i32), point: &Point) -> bool {
    let year = point.period.end().year();
    years.0 <= year && year <= years.1
}

/// First and last year of the axis.
pub(super) fn years_of(chart: &Chart) -> Option<(i32, i32)> {
    if chart.years.is_some() {
        return chart.years;
    }
    let periods = chart.shown.iter().filter_map(|s| chart.set.get(&s.id));
    let periods = periods.flat_map(|series| series.points.iter().map(|point| point.period));
    let all: Vec<_> = periods.chain(chart.goals.iter().map(|goal| goal.period)).collect();
    let first = all.iter().map(|period| period.start().year()).min()?;
    let last = all.iter().map(|period| period.end().year()).max()?;
    Some((first, last))
}

pub(super) fn unit_of(chart: &Chart) -> Unit {
    let mut shown = chart.of_role(Role::Main).chain(chart.of_role(Role::Points));
    shown.next().map_or(Unit::Dollar, |(_, series)| series.unit)
}

/// Ticks and scale for all values within the years shown, goals and interval ends inside.
pub(super) fn value_axis(chart: &Chart) -> Option<(Vec<f64>, Scale)> {
    let years = years_of(chart)?;
    let mut values: Vec<f64> = chart.goals.iter().map(|goal| goal.amount).collect();
    for series in
        chart.shown.iter().filter(|s| s.role != Role::Growth).filter_map(|s| chart.set.get(&s.id))
    {
        for (_, estimate) in series.known().filter(|(point, _)| within(years, point)) {
            values.extend([estimate.low(), estimate.high()]);
        }
    }
    let high = values.iter().copied().reduce(f64::max)?;
    let low = values.iter().copied().reduce(f64::min)?;
    Some(match chart.scale {
        AxisScale::Linear => {
            let ticks = linear_ticks(low.min(0.0), if high > 0.0 { high } else { 1.0 }, 6);
            let scale = Scale::Linear(ticks[0], ticks[ticks.len() - 1]);
            (ticks, scale)
        }
        AxisScale::Log => {
            let least = values.iter().copied().filter(|v| *v > 0.0).reduce(f64::min)?;
            let ticks = log_ticks(least, high);
            let scale = Scale::Log10(ticks[0], ticks[ticks.len() - 1]);
            (ticks, scale)
        }
    })
}
