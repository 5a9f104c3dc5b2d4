//! What the data of one of our figures holds, for holding words against it.

use chrono::Datelike;

use crate::picture::Chart;
use crate::trade::Unit;

/// All known values behind a figure, as a reader may see them: shares and growth are kept as fractions and printed in
/// percent or as multiples.
#[must_use]
pub fn values(chart: &Chart) -> Vec<f64> {
    let mut values = vec![];
    for series in &chart.set.series {
        for (_, estimate) in series.known() {
            let ends = [estimate.mid(), estimate.low(), estimate.high()];
            values.extend(ends);
            if series.unit != Unit::Dollar {
                values.extend(ends.map(|value| value * 100.0));
                values.extend(ends.map(|value| value + 1.0));
            }
        }
    }
    values.extend(chart.goals.iter().map(|goal| goal.amount));
    values
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
