//! A3, P1: the files carry what a reader, a program and an editor need to trace and place them.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;
use crate::trade::Unit;

/// PDF is tagged and of the right size, PNG knows its size and its words. Of our own figures alone.
pub static A3: Check = Check {
    id: "A3",
    title: "PDF is tagged and PNG knows its size",
    severity: Severity::E,
    find: files,
};

/// Source, unit and digests stand in the file. Of our own figures alone.
pub static P1: Check = Check {
    id: "P1",
    title: "source, unit and digests stand in the file",
    severity: Severity::E,
    find: traced,
};

fn files(figure: &Figure) -> Vec<Found> {
    let Some(files) = figure.files else { return vec![] };
    let mut missing: Vec<String> = vec![];
    if let Some(pdf) = files.made.get("pdf") {
        let has = |words: &[u8]| find(pdf, words).is_some();
        let marks: [(&[u8], &str); 4] = [
            (b"/StructTreeRoot", "no tags"),
            (b"/Alt", "no alternative text"),
            (b"/Lang", "no language"),
            (b"/MediaBox", "no page size"),
        ];
        let absent = marks.iter().filter(|(words, _)| !has(words));
        missing.extend(absent.map(|(_, what)| format!("PDF has {what}")));
        let (width, height) = files.sheet.points();
        // A tenth of a millimeter.
        let near = |a: f64, b: f64| (a - b).abs() < 0.1 * 72.0 / 25.4;
        if let Some((w, h)) = media_box(pdf)
            && !(near(w, width) && near(h, height))
        {
            missing.push(format!("PDF page is {w:.1} x {h:.1} pt, not {width:.1} x {height:.1}"));
        }
    }
    if let Some(png) = files.made.get("png") {
        for (chunk, what) in [(b"pHYs", "physical size"), (b"iTXt", "words")] {
            if find(png, chunk).is_none() {
                missing.push(format!("PNG has no {what}"));
            }
        }
    }
    missing.into_iter().map(|message| Found::whole(message, figure)).collect()
}

/// Where some bytes stand in others.
fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Width and height of the page, in points.
fn media_box(pdf: &[u8]) -> Option<(f64, f64)> {
    let at = find(pdf, b"/MediaBox")?;
    let rest = &pdf[at..(at + 120).min(pdf.len())];
    let text: String = rest.iter().map(|b| char::from(*b)).collect();
    let inner = text.split_once('[')?.1.split_once(']')?.0;
    let numbers: Vec<f64> = inner.split_whitespace().filter_map(|n| n.parse().ok()).collect();
    match numbers[..] {
        [x, y, right, top] => Some((right - x, top - y)),
        _ => None,
    }
}

fn traced(figure: &Figure) -> Vec<Found> {
    let mut missing = vec![];
    if let Some(own) = figure.own {
        if own.chart.header.footer.iter().all(|line| line.trim().is_empty()) {
            missing.push("the footer names no source".to_owned());
        }
        if !has_unit(figure) {
            missing.push("no unit is printed".to_owned());
        }
    }
    if let Some(files) = figure.files.filter(|_| !figure.text.is_empty()) {
        let imprint = files.sheet.imprint;
        for (what, digest) in [("spec", &imprint.spec_hash), ("data", &imprint.data_hash)] {
            if !digest.is_empty() && !figure.text.contains(digest.as_str()) {
                missing.push(format!("the file lacks the digest of its {what}"));
            }
        }
    }
    missing.into_iter().map(|message| Found::whole(message, figure)).collect()
}

/// Whether some text has a sign or word of the unit of what is drawn.
fn has_unit(figure: &Figure) -> bool {
    // Ranks and coverage have no unit.
    let without = ["bump", "coverage"];
    let Some(own) = figure.own.filter(|own| !without.contains(&own.kind)) else { return true };
    let drawn = own.chart.shown.iter().filter_map(|shown| own.chart.set.get(&shown.id));
    let units: Vec<Unit> = drawn.filter(|s| s.known().next().is_some()).map(|s| s.unit).collect();
    let Some(unit) = units.first() else { return true };
    let signs: &[&str] = match unit {
        Unit::Dollar => &["$", "долл", "دلار", "USD"],
        Unit::Fraction | Unit::Growth | Unit::GrowthPerYear | Unit::Point => &[
            "%",
            "٪",
            "п. п.",
            "п.\u{a0}п.",
            "pp",
            "percent",
            "процент",
            "درصد",
            "×",
            "times",
            "раз",
            "برابر",
            "places",
            "rank",
        ],
        // Counts, multiples and index numbers are named by the words around them.
        _ => return true,
    };
    let is_in = |text: &str| signs.iter().any(|sign| text.contains(sign));
    figure.lines.iter().any(|line| is_in(&line.content)) || is_in(&own.chart.header.subtitle)
}
