//! G4: no stroke is too thin to be printed.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;

/// No stroke is thinner than a quarter of a point on paper, three quarters of a pixel on screen.
pub static G4: Check =
    Check { id: "G4", title: "no stroke is too thin", severity: Severity::W, find };

fn find(figure: &Figure) -> Vec<Found> {
    let least = if figure.print { figure.points(0.25) } else { 0.75 / figure.pixels };
    let thin = figure.marks.iter().filter_map(|mark| {
        let pen = mark.pen.filter(|pen| pen.width > 0.0 && pen.color.is_some())?;
        (pen.width < least * 0.98).then_some((pen.width, mark))
    });
    let (unit, by) = if figure.print { ("pt", 0.75) } else { ("px", 1.0) };
    let Some((width, mark)) = thin.clone().min_by(|a, b| a.0.total_cmp(&b.0)) else {
        return vec![];
    };
    let count = thin.count();
    let shown = |value: f64| libm::round(value * figure.pixels * by * 100.0) / 100.0;
    let many = if count > 1 { format!("{count} strokes are") } else { "a stroke is".to_owned() };
    let message = format!("{many} {} {unit} thin, {} {unit} at least", shown(width), shown(least));
    vec![Found::new(message, mark.at())]
}
