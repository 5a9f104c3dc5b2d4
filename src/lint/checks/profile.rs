//! P3: the file holds only what shows alike everywhere, reaches for nothing outside, and is small.

use usvg::roxmltree::Node;

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;

/// No element or attribute that runs, is dropped elsewhere or reaches outside; 60 kB without its faces and its record.
pub static P3: Check = Check {
    id: "P3",
    title: "nothing runs, reaches outside or is dropped elsewhere",
    severity: Severity::E,
    find,
};

/// Most bytes without embedded faces.
const MOST: usize = 60_000;

/// Elements that run, or that office programs and viewers drop.
const ELEMENTS: [&str; 13] = [
    "script",
    "foreignObject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "canvas",
    "animate",
    "animateTransform",
    "animateMotion",
    "set",
    "filter",
];

/// Attributes of text that viewers read differently; never in our own files.
const ATTRIBUTES: [&str; 6] =
    ["class", "style", "direction", "dominant-baseline", "textLength", "paint-order"];

fn find(figure: &Figure) -> Vec<Found> {
    let Some(document) = figure.document else { return vec![] };
    let mut faults: Vec<String> = vec![];
    let mut fault = |message: String| {
        if !faults.contains(&message) {
            faults.push(message);
        }
    };
    for node in document.descendants() {
        if node.is_pi() {
            let target = node.pi().map_or("", |pi| pi.target);
            if target == "xml-stylesheet" {
                fault("a stylesheet outside is linked".to_owned());
            }
        }
        if node.is_element() {
            element(node, figure.files.is_some(), &mut fault);
        }
    }
    let size = size_without_faces(figure.text) - record(document);
    if size > MOST {
        fault(format!(
            "{} kB without its faces and its record, {} kB at most",
            size / 1000,
            MOST / 1000
        ));
    }
    faults.into_iter().map(|message| Found::whole(message, figure)).collect()
}

fn element(node: Node, own: bool, fault: &mut impl FnMut(String)) {
    let name = node.tag_name().name();
    if ELEMENTS.contains(&name) {
        fault(format!("`<{name}>` is not portable"));
    }
    if name == "svg" && node.parent_element().is_some() {
        fault("`<svg>` inside `<svg>` is not portable".to_owned());
    }
    if name == "style" {
        let css: String = node.descendants().filter_map(|text| text.text()).collect();
        if reaches_out(&css) {
            fault("a style reaches outside of the file".to_owned());
        }
        if own && css.contains('{') && !css.trim_start().starts_with("@font-face") {
            fault("`<style>` holds more than faces".to_owned());
        }
    }
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value());
        if key.to_ascii_lowercase().starts_with("on") {
            fault(format!("`{key}` runs a script"));
        }
        let refers = matches!(key, "href" | "src");
        if refers && name != "a" && is_outside(value) {
            let shown = crate::lint::figure::quoted(value);
            fault(format!("`<{name}>` refers to {shown}"));
        }
        if refers && value.trim_start().to_ascii_lowercase().starts_with("javascript:") {
            fault("a link runs a script".to_owned());
        }
        if !refers && reaches_out(value) {
            fault(format!("`{key}` reaches outside of the file"));
        }
        if own && ATTRIBUTES.contains(&key) {
            fault(format!("`{key}` is not portable"));
        }
    }
}

/// Whether a reference leaves the file.
fn is_outside(value: &str) -> bool {
    let value = value.trim();
    let inner = value.starts_with('#') || value.is_empty();
    let image = value.to_ascii_lowercase().starts_with("data:image/");
    !(inner || image && !value.to_ascii_lowercase().starts_with("data:image/svg"))
}

/// Whether a style names something outside: `url(…)` of another file, or `@import`.
fn reaches_out(css: &str) -> bool {
    let lower = css.to_ascii_lowercase();
    lower.contains("@import")
        || lower.split("url(").skip(1).any(|rest| {
            let target = rest.trim_start_matches(['"', '\'', ' ']);
            !target.starts_with('#') && !target.starts_with("data:")
        })
}

/// Bytes of the record of its making that a file carries.
fn record(document: &usvg::roxmltree::Document) -> usize {
    let records = document.descendants().filter(|node| node.has_tag_name("metadata"));
    records.map(|node| node.range().len()).sum()
}

/// Bytes of a file without the faces in it.
fn size_without_faces(text: &str) -> usize {
    let mut size = text.len();
    let mut rest = text;
    while let Some(at) = rest
        .find("data:font/")
        .or_else(|| rest.find("data:application/font"))
        .or_else(|| rest.find("data:application/x-font"))
    {
        let face = &rest[at..];
        let end = face.find([')', '"', '\'']).unwrap_or(face.len());
        size -= end;
        rest = &face[end..];
    }
    size
}
