//! G10: neither empty nor covered.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;
use crate::lint::quad::area;
use crate::scene::Color;

/// Ink covers half a percent to 35 % of the picture, and no label more than 15 %.
pub static G10: Check =
    Check { id: "G10", title: "neither empty nor covered", severity: Severity::W, find };

const LEAST: f64 = 0.005;
const MOST: f64 = 0.35;
const LABEL: f64 = 0.15;

/// Kinds that are read by the size or shade of areas, which cover by their nature.
const AREAS: [&str; 10] = [
    "treemap",
    "heatmap",
    "stacked-area",
    "stacked-columns",
    "tile-map",
    "flow",
    "coverage",
    "columns",
    "waterfall",
    "butterfly",
];

fn find(figure: &Figure) -> Vec<Found> {
    let mut found = vec![];
    let canvas = figure.size.0 * figure.size.1;
    for line in &figure.lines {
        let share = area(line.ink.bounds()) / canvas;
        if share > LABEL && !line.turned {
            let message = format!("{} covers {:.0} % of the picture", line.quoted(), share * 100.0);
            found.push(Found::new(message, line.at()));
        }
    }
    let Some(raster) = &figure.behind else { return found };
    let mut grounds: Vec<Color> = vec![figure.background];
    let panels =
        figure.marks.iter().filter(|mark| figure.is_ground(mark) && is_pale(figure, mark.fill));
    grounds.extend(panels.filter_map(|mark| mark.fill));
    let marks = raster.share_of_ink(figure.canvas(), &grounds);
    // Letters cover about a third of their boxes.
    let text: f64 = figure.lines.iter().flat_map(|l| &l.glyphs).map(|g| area(g.bounds())).sum();
    let share = marks + 0.35 * text / canvas;
    let covers = figure.own.is_some_and(|own| AREAS.contains(&own.kind));
    if share < LEAST {
        found.push(Found::whole(format!("{:.1} % of the picture is ink", share * 100.0), figure));
    }
    if share > MOST && !covers {
        let message = format!("{:.0} % of the picture is ink, 35 % at most", share * 100.0);
        found.push(Found::whole(message, figure));
    }
    found
}

/// Whether a large fill is a ground by its color too: near that of the canvas.
fn is_pale(figure: &Figure, fill: Option<Color>) -> bool {
    fill.is_some_and(|fill| crate::scene::contrast(fill, figure.background) < 1.6)
}
