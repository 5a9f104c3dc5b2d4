//! G2, G3: series are told apart in four kinds of color vision, and in grayscale.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;
use crate::scene::{Color, least_distance, lightness};

/// Any two inks of series differ by 12 ΔE00 in four kinds of color vision. Of our own figures alone.
pub static G2: Check = Check {
    id: "G2",
    title: "series are told apart in all kinds of color vision",
    severity: Severity::E,
    find: apart,
};

/// The first two series differ by 10 L*, or in their dash. Of our own figures alone.
pub static G3: Check =
    Check { id: "G3", title: "two series survive grayscale", severity: Severity::W, find: gray };

const DISTANCE: f64 = 12.0;
const LIGHTNESS: f64 = 10.0;

/// Inks of the theme's series, or its fills, that the figure uses, each with the first mark in it and its dash.
fn inks(figure: &Figure, palette: &[Color]) -> Vec<(Color, (f64, f64), bool)> {
    let mut inks: Vec<(Color, (f64, f64), bool)> = vec![];
    for mark in &figure.marks {
        let pen = mark.pen.filter(|_| !mark.filled);
        let color = mark.fill.or(pen.and_then(|pen| pen.color));
        let dashed = pen.is_some_and(|pen| pen.dashed);
        if let Some(color) = color.filter(|color| palette.contains(color))
            && !inks.iter().any(|(known, _, _)| *known == color)
        {
            inks.push((color, mark.at(), dashed));
        }
    }
    inks
}

fn apart(figure: &Figure) -> Vec<Found> {
    let Some(own) = figure.own else { return vec![] };
    let theme = own.chart.style.theme;
    let mut found = vec![];
    for palette in [&theme.series[..], &theme.fills[..]] {
        let inks = inks(figure, palette);
        for (index, (one, _, dash)) in inks.iter().enumerate() {
            for (other, at, other_dash) in &inks[index + 1..] {
                let (distance, vision) = least_distance(*one, *other);
                if distance < DISTANCE && dash == other_dash {
                    let message = format!(
                        "{one} and {other} differ by {distance:.1} in {} vision, {DISTANCE} at least",
                        vision.id()
                    );
                    found.push(Found::new(message, *at));
                }
            }
        }
    }
    found
}

fn gray(figure: &Figure) -> Vec<Found> {
    let Some(own) = figure.own else { return vec![] };
    let inks = inks(figure, &own.chart.style.theme.series[..2]);
    let [(one, _, dash), (other, at, other_dash)] = inks[..] else { return vec![] };
    let apart = (lightness(one) - lightness(other)).abs();
    if apart >= LIGHTNESS || dash != other_dash {
        return vec![];
    }
    let message = format!("{one} and {other} are {apart:.0} L* apart, {LIGHTNESS} at least");
    vec![Found::new(message, at)]
}
