//! Figures of any tool, read from their SVG without touching anything outside of it.
//!
//! Text is measured with the bundled faces; where another is named, widths are those of a face of its class, and the
//! figure says so. Images and other files are never loaded, and what would explode is refused.

use std::sync::{Arc, Mutex, PoisonError};

use usvg::roxmltree::{Document, ParsingOptions};
use usvg::{FontFamily, FontResolver, ImageHrefResolver, Options, Tree};

use super::figure::Figure;
use super::nodes::Nodes;
use super::outlined::outlined;
use super::quad::Bounds;
use super::raster::Raster;
use crate::scene::{Color, Fonts, Weight};

/// Most bytes of a file.
pub const MOST_BYTES: usize = 32 << 20;
/// Most elements of a file.
const MOST_NODES: u32 = 400_000;

/// Parses the elements of a file.
///
/// # Errors
/// Why it is not read, in a few words.
pub fn document(text: &str) -> Result<Document<'_>, String> {
    if text.contains("<!ENTITY") {
        return Err("declares entities, which are not expanded".to_owned());
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..Default::default() };
    let document =
        Document::parse_with_options(text, options).map_err(|e| format!("is not XML: {e}"))?;
    if !document.root_element().has_tag_name(("http://www.w3.org/2000/svg", "svg")) {
        return Err("has no `<svg>` at its root".to_owned());
    }
    Ok(document)
}

/// A figure with the faces that had to stand in for others.
pub struct Foreign<'a> {
    /// The figure.
    pub figure: Figure<'a>,
    /// Families named in the file that are not at hand.
    pub substituted: Vec<String>,
}

/// Reads a figure.
///
/// # Errors
/// Why it cannot be drawn, in a few words.
pub fn read<'a>(
    text: &'a str,
    document: &'a Document<'a>,
    fonts: &Arc<Fonts>,
) -> Result<Foreign<'a>, String> {
    let named = Mutex::new(vec![]);
    let tree = {
        let resolver = resolver(fonts, &named);
        Tree::from_xmltree(document, &options(fonts, resolver, None))
    };
    let tree = tree.map_err(|error| format!("cannot be drawn: {error}"))?;
    let mut substituted = named.into_inner().unwrap_or_else(PoisonError::into_inner);
    substituted.sort_unstable();
    substituted.dedup();
    let view = View::of(document, &tree);
    let mut nodes = Nodes::new(fonts, view.to_canvas(), outlined(document));
    nodes.group(tree.root());
    let bare = options(fonts, FontResolver::default(), Some("text{display:none !important}"));
    let behind = Tree::from_xmltree(document, &bare).ok();
    let canvas =
        (view.origin.0, view.origin.1, view.origin.0 + view.size.0, view.origin.1 + view.size.1);
    let mut figure = Figure {
        origin: view.origin,
        size: view.size,
        pixels: view.scale.0,
        print: view.print,
        floor: 0.0,
        background: Color::WHITE,
        lines: nodes.lines,
        marks: nodes.marks,
        behind: behind.and_then(|tree| Raster::draw(&tree, canvas)),
        text,
        document: Some(document),
        own: None,
        files: None,
    };
    figure.background = background(&figure, canvas);
    figure.floor = if view.print { figure.points(7.0) } else { 12.0 / view.scale.0 };
    Ok(Foreign { figure, substituted })
}

/// The fill of what covers the whole canvas, or white.
fn background(figure: &Figure, canvas: Bounds) -> Color {
    let covers = |bounds| super::quad::holds(bounds, canvas, 0.02 * figure.size.0);
    let first = figure.marks.iter().take_while(|mark| mark.filled && covers(mark.bounds));
    first.filter_map(|mark| mark.fill).last().unwrap_or(Color::WHITE)
}

fn options<'a>(
    fonts: &Arc<Fonts>,
    font_resolver: FontResolver<'a>,
    style_sheet: Option<&str>,
) -> Options<'a> {
    Options {
        font_resolver,
        fontdb: Arc::clone(fonts.database()),
        font_family: "serif".to_owned(),
        // Nothing is loaded: neither files nor what is packed into the file itself.
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        style_sheet: style_sheet.map(str::to_owned),
        ..Options::default()
    }
}

/// Finds the face that is named or one that stands in for it, and remembers which had to.
fn resolver<'a>(fonts: &Arc<Fonts>, named: &'a Mutex<Vec<String>>) -> FontResolver<'a> {
    let (first, rest) = (Arc::clone(fonts), Arc::clone(fonts));
    FontResolver {
        select_font: Box::new(move |font, _| {
            let weight = if font.weight() < 600 { Weight::Regular } else { Weight::Bold };
            if let Some(family) = unknown_family(font.families(), &first) {
                named.lock().unwrap_or_else(PoisonError::into_inner).push(family);
            }
            let known = font.families().iter().find_map(|family| match family {
                FontFamily::Named(name) => first.find(name, weight),
                _ => None,
            });
            known.or_else(|| first.find("Noto Sans", weight)).map(|face| first.id(face))
        }),
        select_fallback: Box::new(move |character, used, _| {
            rest.faces()
                .filter(|face| !used.contains(&rest.id(*face)))
                .find(|face| rest.parsed(*face).glyph_index(character).is_some())
                .map(|face| rest.id(face))
        }),
    }
}

/// The first family of a list that is meant and not at hand: one before it that is makes it moot.
fn unknown_family(families: &[FontFamily], fonts: &Fonts) -> Option<String> {
    match families.first()? {
        FontFamily::Named(name) if fonts.find(name, Weight::Regular).is_none() => {
            Some(name.clone())
        }
        _ => None,
    }
}

/// How the canvas is shown.
struct View {
    origin: (f64, f64),
    size: (f64, f64),
    /// Pixels in a canvas unit, across and down.
    scale: (f64, f64),
    /// Where the canvas' corner lies in pixels.
    shift: (f64, f64),
    print: bool,
}

impl View {
    fn of(document: &Document, tree: &Tree) -> Self {
        let root = document.root_element();
        let shown = (f64::from(tree.size().width()), f64::from(tree.size().height()));
        let width = root.attribute("width").unwrap_or_default().trim();
        let print = ["mm", "cm", "in", "pt", "pc"].iter().any(|unit| width.ends_with(unit));
        let Some((origin, size)) = root.attribute("viewBox").and_then(view_box) else {
            let (scale, zero) = ((1.0, 1.0), (0.0, 0.0));
            return Self { origin: zero, size: shown, scale, shift: zero, print };
        };
        let fit = root.attribute("preserveAspectRatio").unwrap_or_default();
        let (across, down) = (shown.0 / size.0, shown.1 / size.1);
        if fit.contains("none") {
            return Self { origin, size, scale: (across, down), shift: (0.0, 0.0), print };
        }
        let scale = if fit.contains("slice") { across.max(down) } else { across.min(down) };
        let place = |least: &str, most: &str, room: f64| match () {
            () if fit.contains(least) => 0.0,
            () if fit.contains(most) => room,
            () => room / 2.0,
        };
        let shift = (
            place("xMin", "xMax", shown.0 - size.0 * scale),
            place("YMin", "YMax", shown.1 - size.1 * scale),
        );
        Self { origin, size, scale: (scale, scale), shift, print }
    }

    /// From pixels to canvas units.
    fn to_canvas(&self) -> usvg::Transform {
        let (sx, sy) = (1.0 / self.scale.0, 1.0 / self.scale.1);
        let (tx, ty) = (self.origin.0 - self.shift.0 * sx, self.origin.1 - self.shift.1 * sy);
        usvg::Transform::from_row(sx as f32, 0.0, 0.0, sy as f32, tx as f32, ty as f32)
    }
}

/// Corner and size of a `viewBox`.
fn view_box(text: &str) -> Option<((f64, f64), (f64, f64))> {
    let parts = text.split([',', ' ', '\t', '\n', '\r']).filter(|part| !part.is_empty());
    let numbers: Vec<f64> = parts.filter_map(|part| part.parse().ok()).collect();
    match numbers[..] {
        [x, y, width, height] if width > 0.0 && height > 0.0 => Some(((x, y), (width, height))),
        _ => None,
    }
}
