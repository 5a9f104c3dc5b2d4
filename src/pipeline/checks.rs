//! The figure checks in the build: each picture is looked at before its chart is written.

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::desk::{ChartSource, Desk};
use super::spec::Hedges;
#[cfg(test)]
use super::template::Slot;
use super::template::{Filled, RunValue};
use super::wording::Wording;
use crate::lint::{CHECKS, Defect, Own, lint};
use crate::picture::Chart;
use crate::press::{Imprint, Sheet};
use crate::scene::Scene;
use crate::trade::Unit;
use crate::words::Lang;

/// What the checks found in a build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Checked {
    /// Charts looked at.
    pub charts: usize,
    /// Charts without a defect.
    pub clean: usize,
    /// Defects: what is not printed.
    pub defects: usize,
    /// Warnings: what is printed and reported.
    pub warnings: usize,
}

impl Checked {
    /// Adds a chart.
    pub fn add(&mut self, defects: usize, warnings: usize) {
        self.charts += 1;
        self.clean += usize::from(defects == 0);
        self.defects += defects;
        self.warnings += warnings;
    }

    /// Defects per chart.
    #[must_use]
    pub fn per_chart(&self) -> f64 {
        self.defects as f64 / self.charts.max(1) as f64
    }
}

/// Defects of one picture.
#[derive(Clone, Debug)]
pub(super) struct Examined {
    pub lang: Lang,
    pub defects: Vec<Defect>,
}

/// Defects and warnings of some pictures.
pub(super) fn counts(examined: &[Examined]) -> (usize, usize) {
    let all = examined.iter().flat_map(|e| &e.defects);
    let errors = all.clone().filter(|defect| defect.is_error()).count();
    (errors, all.count() - errors)
}

/// Looks at a picture before it is made into files.
///
/// # Errors
/// If the picture cannot be printed at all.
pub(super) fn look(
    source: &ChartSource,
    chart: &Chart,
    wording: &Wording,
    hedge: Hedges,
    (scene, again): (&Scene, &Scene),
) -> Result<Vec<Defect>, String> {
    let imprint = Imprint::default();
    let shaper = chart.style.shaper;
    let sheet = Sheet::new(scene, shaper, &imprint).map_err(|error| error.to_string())?;
    let own = Own {
        kind: &source.spec.kind,
        chart,
        sheet: &sheet,
        typed: &typed(wording),
        constants: &constants(source, wording, hedge),
        again: Some(again),
    };
    Ok(lint(&own))
}

/// The words that people wrote, without what expressions gave.
fn typed(wording: &Wording) -> Vec<(&'static str, String)> {
    let parts = ["title", "subtitle", "note"].into_iter().zip(&wording.filled);
    let typed = parts.map(|(part, filled)| (part, without_slots(filled)));
    typed.filter(|(_, text)| !text.is_empty()).collect()
}

fn without_slots(filled: &Filled) -> String {
    let mut text = String::new();
    let mut at = 0;
    for slot in &filled.slots {
        text.push_str(filled.text.get(at..slot.range.start).unwrap_or_default());
        at = slot.range.end;
    }
    text.push_str(filled.text.get(at..).unwrap_or_default());
    text
}

/// Numbers that words may print: of the run, of the chart's file, and those that the reach of hedges makes.
fn constants(source: &ChartSource, wording: &Wording, hedge: Hedges) -> Vec<f64> {
    let mut constants = source.spec.constants.clone();
    // Shares and growth are kept as fractions and printed in percent.
    let printed = |value: &RunValue| match value.unit {
        None | Some(Unit::Dollar) => [value.number; 2],
        Some(_) => [value.number, value.number * 100.0],
    };
    constants.extend(wording.values.iter().flat_map(printed));
    let reaches = [hedge.almost, hedge.over, hedge.about, hedge.multiple];
    constants.extend(reaches.map(|reach| reach * 100.0));
    for times in 2..=10 {
        let times = f64::from(times);
        constants.extend([times * (1.0 - hedge.multiple), times * (1.0 + hedge.multiple)]);
    }
    constants
}

/// `checks.json` of a chart: what was looked for and what was found, by picture.
pub(super) fn json(id: &str, kind: &str, examined: &[Examined]) -> Vec<u8> {
    let (defects, warnings) = counts(examined);
    let picture = |e: &Examined| json!({ "lang": e.lang.tag(), "defects": e.defects });
    let json = json!({
        "chart": id,
        "kind": kind,
        "defects": defects,
        "warnings": warnings,
        "checks": CHECKS.iter().map(|check| check.id).collect::<Vec<_>>(),
        "pictures": examined.iter().map(picture).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&json).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

/// Defects and warnings of a chart whose files stand on the disk.
pub(super) fn standing(desk: &Desk, id: &str) -> (usize, usize) {
    let text = desk.disk.read_text(&format!("charts/{id}/checks.json")).unwrap_or_default();
    let json: Json = serde_json::from_str(&text).unwrap_or_default();
    let count = |key: &str| json[key].as_u64().unwrap_or(0) as usize;
    (count("defects"), count("warnings"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_expressions_gave_is_no_typed_word() {
        let slot =
            |range| Slot { range, expression: String::new(), references: vec![], number: None };
        let filled = Filled { text: "From $5M to 10 %".to_owned(), slots: vec![slot(5..8)] };
        assert_eq!(without_slots(&filled), "From  to 10 %");
    }

    #[test]
    fn a_chart_with_a_defect_is_not_clean() {
        let mut checked = Checked::default();
        checked.add(0, 2);
        checked.add(3, 0);
        let counts = (checked.charts, checked.clean, checked.defects, checked.warnings);
        assert_eq!(counts, (2, 1, 3, 2));
        assert_eq!(checked.per_chart(), 1.5);
    }
}
