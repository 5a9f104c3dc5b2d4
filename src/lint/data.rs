//! What the data of one of our figures holds, for holding words against it.

use chrono::Datelike;

use crate::picture::Chart;
use crate::trade::Unit;

/// All known values behind a figure, as a reader sees them: dollars, percents, points, index numbers.
#[must_use]
pub fn values(chart: &Chart) -> Vec<f64> {
    let mut values = vec![];
    for series in &chart.set.series {
        let by = scale(series.unit);
        for (_, estimate) in series.known() {
            values.extend([estimate.mid(), estimate.low(), estimate.high()].map(|v| v * by));
        }
    }
    values.extend(chart.goals.iter().map(|goal| goal.amount));
    values
}

/// What a stored number is multiplied by to be read.
fn scale(unit: Unit) -> f64 {
    match unit {
        Unit::Fraction | Unit::Growth | Unit::GrowthPerYear | Unit::Point | Unit::LogPoint => 100.0,
        _ => 1.0,
    }
}

/// Years from the first to the last of the data, its events and its targets.
#[must_use]
pub fn years(chart: &Chart) -> Vec<i32> {
    let mut found: Vec<i32> = vec![];
    for series in &chart.set.series {
        for point in &series.points {
            found.extend([point.period.start().year(), point.period.end().year()]);
        }
    }
    found.extend(chart.events.iter().map(|event| event.date.year()));
    found.extend(chart.goals.iter().map(|goal| goal.period.end().year()));
    found.extend(chart.years.iter().flat_map(|(first, last)| [*first, *last]));
    match (found.iter().min(), found.iter().max()) {
        (Some(first), Some(last)) => (*first..=*last).collect(),
        _ => vec![],
    }
}
