//! From a `usvg` tree to lines of text and marks on the canvas.

use std::collections::BTreeMap;

use usvg::{FontFamily, Group, Node, Paint, Text, TextAnchor, TextChunk, Transform};

use super::figure::{Line, Mark, Pen};
use super::outlined::{height, letters, own_box, size};
use super::path::{is_rect, step_bounds, steps};
use super::quad::{Bounds, Quad, Step, around, common, distance};
use crate::scene::{Color, Fonts, Weight};

/// Collects what a tree draws.
pub struct Nodes<'a> {
    fonts: &'a Fonts,
    /// What the group at hand is seen through. The tree's own `abs_transform` counts that of a `use` twice.
    seen: Transform,
    order: usize,
    clip: Option<Bounds>,
    opacity: f64,
    name: String,
    /// Words of texts that are drawn as shapes, by the id of their group.
    outlined: BTreeMap<String, String>,
    /// Lines of text.
    pub lines: Vec<Line>,
    /// Shapes.
    pub marks: Vec<Mark>,
}

impl<'a> Nodes<'a> {
    /// An empty collection; `to_canvas` leads from the tree's pixels to canvas units.
    #[must_use]
    pub fn new(fonts: &'a Fonts, to_canvas: Transform, outlined: BTreeMap<String, String>) -> Self {
        Self {
            fonts,
            seen: to_canvas,
            order: 0,
            clip: None,
            opacity: 1.0,
            name: String::new(),
            outlined,
            lines: vec![],
            marks: vec![],
        }
    }

    /// Collects a group and all under it.
    pub fn group(&mut self, group: &Group) {
        let (seen, clip, opacity, name) = (self.seen, self.clip, self.opacity, self.name.clone());
        self.seen = seen.pre_concat(group.transform());
        self.opacity *= f64::from(group.opacity().get());
        if !group.id().is_empty() {
            group.id().clone_into(&mut self.name);
        }
        if let Some(path) = group.clip_path() {
            let transform = self.seen.pre_concat(path.transform());
            let bounds = Quad::through(rect(path.root().bounding_box()), transform).bounds();
            self.clip = Some(clip.map_or(bounds, |outer| common(outer, bounds)));
        }
        for node in group.children() {
            self.order += 1;
            match node {
                Node::Group(inner) => match self.outlined.get(inner.id()).cloned() {
                    Some(words) => self.letters(inner, words),
                    None => self.group(inner),
                },
                Node::Path(path) if path.is_visible() => self.path(path),
                Node::Text(text) => self.text(text),
                Node::Image(image) => self.image(image),
                Node::Path(_) => {}
            }
        }
        (self.seen, self.clip, self.opacity, self.name) = (seen, clip, opacity, name);
    }

    fn image(&mut self, image: &usvg::Image) {
        let bounds = Quad::through(rect(image.bounding_box()), self.seen).bounds();
        self.push(Mark {
            order: self.order,
            steps: vec![],
            bounds,
            filled: true,
            fill: None,
            pen: None,
            rect: true,
            group: image.id().to_owned(),
        });
    }

    fn path(&mut self, path: &usvg::Path) {
        let transform = self.seen;
        let steps = steps(path.data(), transform);
        let Some(bounds) = steps.iter().map(|s| step_bounds(*s)).reduce(around) else { return };
        let fill = path.fill().filter(|fill| fill.opacity().get() > 0.01);
        let pen = path.stroke().map(|stroke| Pen {
            color: plain(stroke.paint(), self.opacity * f64::from(stroke.opacity().get())),
            width: f64::from(stroke.width().get()) * scale(transform),
            dashed: stroke.dasharray().is_some(),
        });
        let group = if path.id().is_empty() { self.name.clone() } else { path.id().to_owned() };
        self.push(Mark {
            order: self.order,
            bounds,
            filled: fill.is_some(),
            fill: fill.and_then(|fill| {
                plain(fill.paint(), self.opacity * f64::from(fill.opacity().get()))
            }),
            pen,
            rect: is_rect(&steps),
            group,
            steps,
        });
    }

    fn push(&mut self, mut mark: Mark) {
        if let Some(clip) = self.clip {
            mark.bounds = common(mark.bounds, clip);
            let inside =
                |step: &Step| super::quad::meet(super::quad::grown(step_bounds(*step), 1e-3), clip);
            mark.steps.retain(inside);
            if mark.bounds.2 < mark.bounds.0 || mark.bounds.3 < mark.bounds.1 {
                return;
            }
        }
        if self.opacity > 0.01 {
            self.marks.push(mark);
        }
    }

    fn text(&mut self, text: &Text) {
        let owner = self.order;
        let layout = text.layouted();
        let mut next = 0;
        for chunk in text.chunks() {
            if chunk.text().is_empty() {
                continue;
            }
            let end = (next + chunk.spans().len()).min(layout.len());
            let spans = &layout[next..end];
            next = end;
            self.line(chunk, spans, owner);
        }
    }

    fn line(&mut self, chunk: &TextChunk, spans: &[usvg::layout::Span], owner: usize) {
        let Some(first) = chunk.spans().first() else { return };
        if !first.is_visible() || self.opacity < 0.01 {
            return;
        }
        let transform = self.seen;
        let boxes: Vec<(Bounds, Transform)> = spans
            .iter()
            .flat_map(|span| &span.positioned_glyphs)
            .filter_map(|glyph| Some((self.glyph(glyph)?, glyph.outline_transform())))
            .collect();
        // As the text's own coordinates see them.
        let own: Vec<Bounds> = boxes.iter().map(|(b, t)| Quad::through(*b, *t).bounds()).collect();
        let Some(whole) = own.iter().copied().reduce(around) else { return };
        let class =
            stand_in(first.font().families(), self.fonts).filter(|_| first.text_length().is_none());
        let squeeze =
            |bounds: Bounds| class.map_or(bounds, |by| narrowed(bounds, whole, by, chunk.anchor()));
        let size = f64::from(first.font_size().get()) * scale(transform);
        let fill = first
            .fill()
            .and_then(|fill| plain(fill.paint(), self.opacity * f64::from(fill.opacity().get())));
        let halo = first.stroke().and_then(|stroke| plain(stroke.paint(), 1.0));
        let line = Line {
            order: owner,
            owner,
            content: chunk.text().to_owned(),
            ink: Quad::through(squeeze(whole), transform),
            glyphs: own.iter().map(|b| Quad::through(squeeze(*b), transform)).collect(),
            size,
            weight: first.font().weight(),
            fill,
            halo,
            turned: is_turned(transform, boxes.first().map(|(_, t)| *t)),
            clip: self.clip,
            missing: self.missing(chunk.text()),
            substituted: class.is_some(),
            directed: false,
            role: None,
            group: self.name.clone(),
        };
        self.merge(line);
    }

    /// A text that is drawn as shapes.
    fn letters(&mut self, group: &Group, content: String) {
        let letters = letters(group, self.seen);
        let Some((first, transform)) = letters.first().copied() else { return };
        let glyphs: Vec<Quad> =
            letters.iter().map(|(path, seen)| Quad::through(own_box(path), *seen)).collect();
        let turned = is_turned(transform, None);
        // Along its own baseline, so that a rotated text has a rotated box.
        let corners = glyphs.iter().flat_map(|quad| quad.0);
        let ink = Quad::along((f64::from(transform.sx), f64::from(transform.ky)), corners);
        let tallest = glyphs.iter().map(|quad| height(&quad.0)).fold(0.0, f64::max);
        let opacity = self.opacity;
        let fill = first
            .fill()
            .and_then(|fill| plain(fill.paint(), opacity * f64::from(fill.opacity().get())));
        let line = Line {
            order: self.order,
            owner: self.order,
            content,
            ink,
            glyphs,
            size: size(scale(transform), tallest),
            weight: 400,
            fill,
            halo: None,
            turned,
            clip: self.clip,
            missing: vec![],
            substituted: false,
            directed: true,
            role: None,
            group: group.id().to_owned(),
        };
        self.merge(line);
    }

    /// A text drawn twice is one: its stroked copy below is the halo of the other.
    fn merge(&mut self, mut line: Line) {
        let is_copy = |known: &Line| {
            known.content == line.content
                && distance(known.at(), line.at()) < 0.35 * line.size
                && known.owner != line.owner
        };
        if let Some(index) = self.lines.iter().rposition(is_copy) {
            let below = self.lines.remove(index);
            line.halo = line.halo.or(below.halo);
            line.fill = line.fill.or(below.fill);
        }
        self.lines.push(line);
    }

    /// Box of a glyph's ink in units of its face, y upward.
    fn glyph(&self, glyph: &usvg::layout::PositionedGlyph) -> Option<Bounds> {
        let face = self.fonts.faces().find(|face| self.fonts.id(*face) == glyph.font)?;
        let bounds = self.fonts.parsed(face).glyph_bounding_box(glyph.id)?;
        Some((
            f64::from(bounds.x_min),
            f64::from(bounds.y_min),
            f64::from(bounds.x_max),
            f64::from(bounds.y_max),
        ))
    }

    fn missing(&self, content: &str) -> Vec<char> {
        let has = |c: char| {
            let mut faces = self.fonts.faces();
            faces.any(|face| self.fonts.parsed(face).glyph_index(c).is_some())
        };
        let mut missing: Vec<char> =
            content.chars().filter(|c| !crate::scene::is_inkless(*c) && !has(*c)).collect();
        missing.dedup();
        missing
    }
}

/// How wide text of a face that is not at hand is, against the one that stands in for it.
///
/// Averages over English text: Helvetica and its like are a little narrower than Noto Sans, serifs clearly.
fn stand_in(families: &[FontFamily], fonts: &Fonts) -> Option<f64> {
    let name = match families.first()? {
        FontFamily::Named(name) if fonts.find(name, Weight::Regular).is_some() => return None,
        FontFamily::Named(name) => name.to_ascii_lowercase(),
        FontFamily::Serif => "serif".to_owned(),
        FontFamily::Monospace => "mono".to_owned(),
        _ => return None,
    };
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let serif = ["times", "serif", "georgia", "garamond", "roman", "cambria", "palatino"];
    Some(if has(&["narrow", "condensed"]) {
        0.8
    } else if has(&["mono", "courier", "consol", "menlo"]) {
        1.06
    } else if has(&["verdana", "bitstream"]) {
        1.05
    } else if has(&serif) && !has(&["sans"]) {
        0.86
    } else {
        0.94
    })
}

/// A box of a line that is `by` times as wide, seen from its anchor.
fn narrowed(bounds: Bounds, whole: Bounds, by: f64, anchor: TextAnchor) -> Bounds {
    let fixed = match anchor {
        TextAnchor::Start => whole.0,
        TextAnchor::Middle => f64::midpoint(whole.0, whole.2),
        TextAnchor::End => whole.2,
    };
    let x = |value: f64| fixed + (value - fixed) * by;
    (x(bounds.0), bounds.1, x(bounds.2), bounds.3)
}

/// Whether letters do not stand upright on a horizontal baseline.
fn is_turned(transform: Transform, glyph: Option<Transform>) -> bool {
    let whole = glyph.map_or(transform, |glyph| transform.pre_concat(glyph));
    let (along, up) = (f64::from(whole.sx), f64::from(whole.ky));
    up.abs() > 0.02 * libm::sqrt(along * along + up * up)
}

/// Mean scale of a transform.
fn scale(transform: Transform) -> f64 {
    let [sx, ky, kx, sy] = [transform.sx, transform.ky, transform.kx, transform.sy].map(f64::from);
    libm::sqrt((sx * sy - kx * ky).abs())
}

/// A paint over white, if it is a plain color that covers.
fn plain(paint: &Paint, opacity: f64) -> Option<Color> {
    let Paint::Color(color) = paint else { return None };
    let over = |part: u8| libm::round(f64::from(part) * opacity + 255.0 * (1.0 - opacity)) as u8;
    (opacity > 0.01).then(|| Color(over(color.red), over(color.green), over(color.blue)))
}

fn rect(rect: usvg::Rect) -> Bounds {
    let side = |value: f32| f64::from(value);
    (side(rect.left()), side(rect.top()), side(rect.right()), side(rect.bottom()))
}
