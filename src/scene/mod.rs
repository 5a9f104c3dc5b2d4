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

/// A mark of a house as outlines in flat colors, in units of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Logo {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Outlines, back to front.
    pub paths: Vec<Path>,
}

impl Logo {
    /// The mark at a place, so tall.
    #[must_use]
    pub fn at(&self, x: f64, y: f64, height: f64) -> Node {
        let scale = height / self.height;
        let place = |segment: Segment| {
            let at = |px: f64, py: f64| (x + px * scale, y + py * scale);
            match segment {
                Segment::Move(px, py) => {
                    let (px, py) = at(px, py);
                    Segment::Move(px, py)
                }
                Segment::Line(px, py) => {
                    let (px, py) = at(px, py);
                    Segment::Line(px, py)
                }
                Segment::Curve(x1, y1, x2, y2, x3, y3) => {
                    let ((x1, y1), (x2, y2), (x3, y3)) = (at(x1, y1), at(x2, y2), at(x3, y3));
                    Segment::Curve(x1, y1, x2, y2, x3, y3)
                }
                Segment::Close => Segment::Close,
            }
        };
        let placed = |path: &Path| {
            let segments = path.segments.iter().copied().map(place).collect();
            let stroke = path.stroke.clone().map(|s| Stroke { width: s.width * scale, ..s });
            Node::Path(Path { segments, fill: path.fill, stroke })
        };
        let children = self.paths.iter().map(placed).collect();
        Node::Group(Group { name: "logo".to_owned(), children })
    }
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
