//! Our own figures, from their scene: each text and mark with what it is for.

use std::collections::BTreeMap;

use super::figure::{Figure, Line, Mark, Pen};
use super::path::{CHORDS, bezier, step_bounds};
use super::quad::{Bounds, Quad, Step, around};
use super::raster::Raster;
use crate::picture::Chart;
use crate::press::Sheet;
use crate::scene::{
    Glyph, Group, Node, Path, Physical, Rect, Scene, Segment, Shaper, Text, Weight,
};

/// What only our own figures tell.
pub struct Own<'a> {
    /// Id of the kind of chart.
    pub kind: &'a str,
    /// What was asked for.
    pub chart: &'a Chart<'a>,
    /// The picture with its lines.
    pub sheet: &'a Sheet<'a>,
    /// Words in which numbers may be typed by hand, expressions taken out, each with where it stands.
    pub typed: &'a [(&'static str, String)],
    /// Numbers that the chart's file declares.
    pub constants: &'a [f64],
    /// The same picture drawn a second time.
    pub again: Option<&'a Scene>,
}

/// The files made of one of our own figures.
pub struct Files<'a> {
    /// The picture with its lines.
    pub sheet: &'a Sheet<'a>,
    /// Its files by their extension.
    pub made: &'a BTreeMap<&'static str, &'a [u8]>,
}

/// A figure of files: only its text and elements are looked at, and what programs read in it.
#[must_use]
pub fn of_files<'a>(files: &'a Files<'a>) -> Figure<'a> {
    let scene = files.sheet.scene;
    Figure {
        origin: (0.0, 0.0),
        size: (scene.width, scene.height),
        pixels: 1.0,
        print: false,
        floor: 0.0,
        background: scene.background,
        lines: vec![],
        marks: vec![],
        behind: None,
        text: "",
        document: None,
        own: None,
        files: Some(files),
    }
}

/// A figure of a sheet.
#[must_use]
pub fn figure<'a>(own: &'a Own<'a>) -> Figure<'a> {
    let scene = own.sheet.scene;
    let (pixels, print) = match scene.physical {
        Physical::Millimeters(..) => (4.0 / 3.0, true),
        Physical::Pixels(..) => (1.0, false),
    };
    let canvas = (0.0, 0.0, scene.width, scene.height);
    let ground = own.sheet.ground().ok();
    let mut nodes = Nodes { own, order: 0, next: 0, lines: vec![], marks: vec![] };
    nodes.all(&scene.nodes, "");
    Figure {
        origin: (0.0, 0.0),
        size: (scene.width, scene.height),
        pixels,
        print,
        floor: own.chart.style.preset.floor,
        background: scene.background,
        lines: nodes.lines,
        marks: nodes.marks,
        behind: ground.and_then(|tree| Raster::draw(&tree, canvas)),
        text: "",
        document: None,
        own: Some(own),
        files: None,
    }
}

struct Nodes<'a> {
    own: &'a Own<'a>,
    order: usize,
    next: usize,
    lines: Vec<Line>,
    marks: Vec<Mark>,
}

impl Nodes<'_> {
    fn all(&mut self, nodes: &[Node], group: &str) {
        for node in nodes {
            self.order += 1;
            match node {
                Node::Group(Group { name, children }) => {
                    self.all(children, if name.is_empty() { group } else { name });
                }
                Node::Path(path) => self.path(path, group),
                Node::Rect(rect) => self.rect(rect, group),
                Node::Text(text) => self.text(text, group),
                Node::Region(_) => {}
            }
        }
    }

    fn text(&mut self, text: &Text, group: &str) {
        let line = &self.own.sheet.lines()[self.next];
        self.next += 1;
        let shaper = self.own.sheet.shaper;
        let boxes: Vec<Bounds> =
            line.glyphs.iter().filter_map(|glyph| glyph_box(shaper, text, glyph)).collect();
        let Some(whole) = boxes.iter().copied().reduce(around) else { return };
        self.lines.push(Line {
            order: self.order,
            owner: self.order,
            content: text.content.clone(),
            ink: Quad::upright(whole),
            glyphs: boxes.into_iter().map(Quad::upright).collect(),
            size: text.size,
            weight: if text.weight == Weight::Bold { 700 } else { 400 },
            fill: Some(text.fill),
            halo: text.halo.map(|halo| halo.color),
            turned: false,
            clip: None,
            missing: line.missing.clone(),
            substituted: false,
            directed: false,
            role: Some(text.role),
            group: group.to_owned(),
        });
    }

    fn rect(&mut self, rect: &Rect, group: &str) {
        let bounds = (rect.x, rect.y, rect.x + rect.width, rect.y + rect.height);
        let Quad(corners) = Quad::upright(bounds);
        let edge = |index: usize| {
            let (from, to) = (corners[index], corners[(index + 1) % 4]);
            (from.0, from.1, to.0, to.1)
        };
        self.marks.push(Mark {
            order: self.order,
            steps: (0..4).map(edge).collect(),
            bounds,
            filled: rect.fill.is_some(),
            fill: rect.fill,
            pen: rect.stroke.as_ref().map(pen),
            rect: true,
            group: group.to_owned(),
        });
    }

    fn path(&mut self, path: &Path, group: &str) {
        let steps = steps(&path.segments);
        let Some(bounds) = steps.iter().map(|step| step_bounds(*step)).reduce(around) else {
            return;
        };
        self.marks.push(Mark {
            order: self.order,
            steps,
            bounds,
            filled: path.fill.is_some(),
            fill: path.fill,
            pen: path.stroke.as_ref().map(pen),
            rect: false,
            group: group.to_owned(),
        });
    }
}

fn pen(stroke: &crate::scene::Stroke) -> Pen {
    Pen { color: Some(stroke.color), width: stroke.width, dashed: !stroke.dash.is_empty() }
}

/// Box of a glyph's ink on the canvas; none for a blank.
fn glyph_box(shaper: &Shaper, text: &Text, glyph: &Glyph) -> Option<Bounds> {
    let face = shaper.fonts().parsed(glyph.face);
    let em = f64::from(face.units_per_em());
    let ink = face.glyph_bounding_box(rustybuzz::ttf_parser::GlyphId(glyph.id))?;
    let x = |value: i16| text.left() + (glyph.x + f64::from(value) / em) * text.size;
    let y = |value: i16| text.y - (glyph.y + f64::from(value) / em) * text.size;
    Some((x(ink.x_min), y(ink.y_max), x(ink.x_max), y(ink.y_min)))
}

/// Edges of a path, curves in chords.
fn steps(segments: &[Segment]) -> Vec<Step> {
    let mut steps = vec![];
    let (mut start, mut pen) = ((0.0, 0.0), (0.0, 0.0));
    for segment in segments {
        match *segment {
            Segment::Move(x, y) => (start, pen) = ((x, y), (x, y)),
            Segment::Line(x, y) => {
                steps.push((pen.0, pen.1, x, y));
                pen = (x, y);
            }
            Segment::Curve(ax, ay, bx, by, x, y) => {
                let (from, controls) = (pen, [(ax, ay), (bx, by), (x, y)]);
                for chord in 1..=CHORDS {
                    let to = bezier(from, &controls, chord as f64 / CHORDS as f64);
                    steps.push((pen.0, pen.1, to.0, to.1));
                    pen = to;
                }
            }
            Segment::Close => {
                steps.push((pen.0, pen.1, start.0, start.1));
                pen = start;
            }
        }
    }
    steps
}
