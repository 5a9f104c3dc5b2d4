//! G6: bars start at zero, so that their lengths are to one another as their values.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;
use crate::lint::quad::{Bounds, area, common};
use crate::scene::{Node, Region};

/// Lengths of bars are proportional to their values. Of our own figures alone.
pub static G6: Check = Check { id: "G6", title: "bars start at zero", severity: Severity::E, find };

/// Kinds whose marks are bars from zero.
const KINDS: [&str; 3] = ["columns", "stacked-columns", "butterfly"];

fn find(figure: &Figure) -> Vec<Found> {
    let Some(own) = figure.own.filter(|own| KINDS.contains(&own.kind)) else { return vec![] };
    let mut bars: Vec<(f64, Bounds)> = vec![];
    own.sheet.scene.walk(&mut |node| {
        if let Node::Region(region) = node
            && let Some(bar) = bar(figure, region)
        {
            bars.push(bar);
        }
    });
    // Lying bars are measured across, standing ones down.
    let [across, down]: [fn(&Bounds) -> f64; 2] = [|b| b.2 - b.0, |b| b.3 - b.1];
    let (flat, upright) = (misfit(&bars, across), misfit(&bars, down));
    let (Some(flat), Some(upright)) = (flat, upright) else { return vec![] };
    let slack = figure.points(1.0);
    let (off, at) = if flat.0 < upright.0 { flat } else { upright };
    if off <= slack {
        return vec![];
    }
    let message = format!("a bar is {off:.1} longer or shorter than its value from zero");
    vec![Found::new(message, at)]
}

/// The value behind a region, and the bar in it.
fn bar(figure: &Figure, region: &Region) -> Option<(f64, Bounds)> {
    let own = figure.own?;
    let series = own.chart.set.get(&region.datum.series)?;
    let value = series.at(region.datum.period.parse().ok()?)?.value.known()?.mid();
    let around = (region.x, region.y, region.x + region.width, region.y + region.height);
    let theme = own.chart.style.theme;
    let group = format!("series-{}", series.id);
    let is_grouped = own.chart.set.series.iter().any(|series| {
        let group = format!("series-{}", series.id);
        figure.marks.iter().any(|mark| mark.group == group)
    });
    let is_bar = |mark: &&crate::lint::figure::Mark| {
        let inner = common(mark.bounds, around);
        let share = area(inner) / area(mark.bounds).max(1e-9);
        let plain = mark.fill.is_some_and(|fill| fill != theme.band && fill != theme.grid);
        let is_its = !is_grouped || mark.group == group;
        mark.rect && is_its && plain && area(mark.bounds) > 0.0 && share > 0.98
    };
    let largest = |a: &&crate::lint::figure::Mark, b: &&crate::lint::figure::Mark| {
        area(a.bounds).total_cmp(&area(b.bounds))
    };
    let mark = figure.marks.iter().filter(is_bar).max_by(largest)?;
    (value != 0.0).then_some((value.abs(), mark.bounds))
}

/// How far the worst bar's length is from its value times the unit of the longest, and where it is.
fn misfit(bars: &[(f64, Bounds)], length: fn(&Bounds) -> f64) -> Option<(f64, (f64, f64))> {
    let (largest, longest) = bars.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let unit = length(longest) / largest;
    let off = |(value, bounds): &(f64, Bounds)| {
        ((length(bounds) - value * unit).abs(), (bounds.0, bounds.1))
    };
    bars.iter().map(off).max_by(|a, b| a.0.total_cmp(&b.0))
}
