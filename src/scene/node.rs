//! The five kinds of node: Group, Path, Rect, Text, Region.

use std::fmt;

use super::text::Run;

/// An opaque color.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);

    /// Reads `0x1f2529`.
    #[must_use]
    pub const fn hex(rgb: u32) -> Self {
        Self((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl fmt::Debug for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A piece of the picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Nodes under one name.
    Group(Group),
    /// A line or an area.
    Path(Path),
    /// An upright rectangle.
    Rect(Rect),
    /// One line of text.
    Text(Text),
    /// A shape without ink that knows the datum behind it.
    Region(Region),
}

/// Nodes under one name, such as `grid` or `series-export`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Name, unique in the scene.
    pub name: String,
    /// Content, back to front.
    pub children: Vec<Node>,
}

/// A step of a path, in absolute coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Start a new part.
    Move(f64, f64),
    /// Straight line.
    Line(f64, f64),
    /// Cubic curve: two controls and the end.
    Curve(f64, f64, f64, f64, f64, f64),
    /// Back to the start of the part.
    Close,
}

/// Ink of a line; caps are butt and joins are miter unless round.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Color.
    pub color: Color,
    /// Width in scene units.
    pub width: f64,
    /// Dash pattern in scene units; empty for a solid line.
    pub dash: Vec<f64>,
    /// Round caps and joins.
    pub round: bool,
}

/// A line or an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Steps.
    pub segments: Vec<Segment>,
    /// Fill, if an area.
    pub fill: Option<Color>,
    /// Outline.
    pub stroke: Option<Stroke>,
}

/// An upright rectangle.
#[derive(Clone, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width, not negative.
    pub width: f64,
    /// Height, not negative.
    pub height: f64,
    /// Fill.
    pub fill: Option<Color>,
    /// Outline.
    pub stroke: Option<Stroke>,
}

/// Physical side of a text that its x names; never depends on direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// x is the left end of the ink box.
    Left,
    /// x is the middle.
    Middle,
    /// x is the right end.
    Right,
}

/// Weight of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

/// What a text is for; checks and sizes depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The finding.
    Title,
    /// Measure, unit, pair, period.
    Subtitle,
    /// Number on an axis.
    Tick,
    /// Label of a series, a point or a bar.
    Label,
    /// Label of an event.
    Event,
    /// Source and notes.
    Footer,
}

/// A stroked copy behind a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Halo {
    /// Color, that of what lies behind.
    pub color: Color,
    /// Full width of the stroke.
    pub width: f64,
}

/// One line of text, measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where `anchor` lies.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// Which side `x` names.
    pub anchor: Anchor,
    /// Size of the face in scene units.
    pub size: f64,
    /// Weight of the face.
    pub weight: Weight,
    /// Color.
    pub fill: Color,
    /// Stroked copy behind.
    pub halo: Option<Halo>,
    /// What it is for.
    pub role: Role,
    /// The string in logical order, with its isolates.
    pub content: String,
    /// Runs of one face each, in logical order, that cover `content`.
    pub runs: Vec<Run>,
    /// Advance width in scene units.
    pub width: f64,
}

impl Text {
    /// Left end of the text.
    #[must_use]
    pub fn left(&self) -> f64 {
        match self.anchor {
            Anchor::Left => self.x,
            Anchor::Middle => self.x - self.width / 2.0,
            Anchor::Right => self.x - self.width,
        }
    }

    /// Box of the ink, approximated from the face: (left, top, right, bottom).
    #[must_use]
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        let left = self.left();
        (left, self.y - 0.76 * self.size, left + self.width, self.y + 0.24 * self.size)
    }
}

/// The datum behind a region.
#[derive(Clone, Debug, PartialEq)]
pub struct Datum {
    /// Series id.
    pub series: String,
    /// Period as written in files.
    pub period: String,
    /// Value as a person reads it.
    pub value: String,
}

/// A shape without ink: from it come hover, alternative text and `bilat why`.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// What a person reads on it.
    pub title: String,
    /// The datum behind it.
    pub datum: Datum,
}
