//! Attributes of shapes: where they are, and their fill and stroke.

use super::xml::{attribute, number, numeric};
use crate::scene::{Color, Stroke};

pub(super) fn place(out: &mut String, x: f64, y: f64, width: f64, height: f64) {
    for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
        numeric(out, name, value);
    }
}

pub(super) fn color(out: &mut String, name: &str, color: Option<Color>) {
    let value = color.map_or_else(|| "none".to_owned(), |color| color.to_string());
    attribute(out, name, &value);
}

pub(super) fn stroke(out: &mut String, stroke: Option<&Stroke>) {
    let Some(stroke) = stroke else { return };
    color(out, "stroke", Some(stroke.color));
    numeric(out, "stroke-width", stroke.width);
    if !stroke.dash.is_empty() {
        out.push_str(" stroke-dasharray=\"");
        for (index, length) in stroke.dash.iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            number(out, *length);
        }
        out.push('"');
    }
    if stroke.round {
        attribute(out, "stroke-linecap", "round");
        attribute(out, "stroke-linejoin", "round");
    }
}
