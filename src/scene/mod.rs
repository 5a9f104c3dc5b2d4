//! The scene: a picture in which everything is already decided.
//!
//! Coordinates are final `f64` in scene units (points in print presets, pixels in web presets), x to the right,
//! y downward; colors are resolved; text is measured, wrapped and carries its bidi isolates. Draw order is list
//! order. A renderer decides nothing. What this module does not do: choose what to show (charts do), or write bytes.

mod canvas;
mod dump;
mod fonts;
mod itemize;
mod mirror;
mod node;
mod outline;
mod plot;
mod shaping;
mod text;
mod vision;
mod wrap;

pub use canvas::{Canvas, CanvasError, Pen};
pub use dump::dump;
pub use fonts::{Face, FontError, Fonts};
pub use itemize::is_inkless;
pub use mirror::mirrored;
pub use node::{
    Anchor, Color, Datum, Group, Halo, Node, Path, Rect, Region, Role, Segment, Stroke, Text,
    Weight,
};
pub use plot::{Area, AreaResult, Plot, Point, Scale};
pub use shaping::{Glyph, Line, Piece, printable, shape_run};
pub use text::{Run, Shaped, Shaper};
pub use vision::{Vision, chroma, contrast, least_distance, lightness};

use crate::words::Lang;

/// Physical size of a picture on paper or screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Physical {
    /// Width and height in millimeters; scene units are points.
    Millimeters(f64, f64),
    /// Width and height in CSS pixels; scene units are the same pixels.
    Pixels(f64, f64),
}

/// A complete picture with its words for those who do not see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Slug that prefixes every id in the output: `flour-imports-en`.
    pub id: String,
    /// Language of the words.
    pub lang: Lang,
    /// Title as plain text.
    pub title: String,
    /// Alternative text.
    pub description: String,
    /// Width in scene units.
    pub width: f64,
    /// Height in scene units.
    pub height: f64,
    /// Size on paper or screen.
    pub physical: Physical,
    /// Color behind everything.
    pub background: Color,
    /// Content, back to front.
    pub nodes: Vec<Node>,
}

impl Scene {
    /// Visits every node, groups before their children, in draw order.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Node)) {
        fn inner<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Node)) {
            for node in nodes {
                visit(node);
                if let Node::Group(group) = node {
                    inner(&group.children, visit);
                }
            }
        }
        inner(&self.nodes, visit);
    }
}
