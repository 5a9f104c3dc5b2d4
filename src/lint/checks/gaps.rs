//! G9: no line runs through a period without a value.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::{Figure, Mark, quoted};
use crate::scene::{Node, Region};
use crate::series::Series;

/// No solid line crosses a period that has no value. Of our own figures alone.
pub static G9: Check =
    Check { id: "G9", title: "no line runs through a gap", severity: Severity::E, find };

fn find(figure: &Figure) -> Vec<Found> {
    // A slope joins two dates by design.
    let Some(own) = figure.own.filter(|own| own.kind != "slope") else { return vec![] };
    let mut regions: Vec<&Region> = vec![];
    own.sheet.scene.walk(&mut |node| {
        if let Node::Region(region) = node {
            regions.push(region);
        }
    });
    let mut found = vec![];
    for shown in own.chart.shown {
        let Some(series) = own.chart.set.get(&shown.id) else { continue };
        let group = format!("series-{}", series.id);
        let lines: Vec<&Mark> = figure
            .marks
            .iter()
            .filter(|mark| mark.group == group && mark.is_line())
            // The gap between two areas is drawn in the color of the ground, and what is missing is hatched.
            .filter(|mark| {
                let other = [figure.background, own.chart.style.theme.hatch].map(Some);
                mark.pen.is_some_and(|p| !p.dashed && !other.contains(&p.color))
            })
            .collect();
        if lines.is_empty() {
            continue;
        }
        for (from, to) in gaps(series, &regions) {
            let middle = f64::midpoint(from, to);
            let spans = |step: &&(f64, f64, f64, f64)| {
                step.0.min(step.2) < middle - 0.25 && step.0.max(step.2) > middle + 0.25
            };
            if let Some(step) = lines.iter().flat_map(|mark| &mark.steps).find(spans) {
                let message = format!("the line of {} runs through a gap", quoted(&shown.label));
                found.push(Found::new(message, (step.0, step.1)));
            }
        }
    }
    found
}

/// Places left and right of periods of a series without a value.
fn gaps(series: &Series, regions: &[&Region]) -> Vec<(f64, f64)> {
    let place = |period: &str| {
        let own = regions.iter().filter(|r| r.datum.series == series.id);
        let mut at = own.filter(|r| r.datum.period == period).map(|r| r.x + r.width / 2.0);
        at.next()
    };
    let mut gaps = vec![];
    let mut last: Option<(f64, bool)> = None;
    for point in &series.points {
        if point.value.known().is_none() {
            last = last.map(|(x, _)| (x, true));
            continue;
        }
        let Some(x) = place(&point.period.to_string()) else { continue };
        if let Some((before, true)) = last {
            gaps.push((before, x));
        }
        last = Some((x, false));
    }
    gaps
}
