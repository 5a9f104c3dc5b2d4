//! A scene as SVG in the portable profile of `figures.md`.
//!
//! Presentation attributes only, two decimals, one `<text>` a line on its own baseline. Direction is in the strings.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::inherit::Inherited;
use super::ink::{color, place, stroke};
use super::path::path_data;
use super::sheet::Sheet;
use super::web_font::WebFonts;
use super::xml::{attribute, content, id, number, numeric, text as escaped};
use crate::scene::{
    Anchor, Color, Group, Halo, Line, Node, Path, Physical, Rect, Region, Run, Segment, Text,
    Weight, printable,
};

/// How text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As text, with the faces embedded.
    Live,
    /// As paths.
    Outlined,
    /// Not at all, but for halos: what the letters stand on.
    Bare,
    /// For our own tree: as text where all engines agree by construction (one face, left to right), else as paths.
    Tree,
}

impl Mode {
    /// Whether it is drawn from at once and never written into a file.
    fn is_inner(self) -> bool {
        matches!(self, Self::Tree | Self::Bare)
    }
}

/// Writes the scene as a file.
#[must_use]
pub fn markup(sheet: &Sheet, mode: Mode) -> String {
    if mode != Mode::Live {
        return Writer::new(sheet, mode, None).document(false);
    }
    let fonts = WebFonts::new(sheet.shaper.fonts(), &sheet.printed());
    Writer::new(sheet, mode, Some(&fonts)).document(true)
}

/// Writes the scene with live text for a page that itself embeds `fonts`, made for the lines of all its sheets.
#[must_use]
pub fn inline_markup(sheet: &Sheet, fonts: &WebFonts) -> String {
    Writer::new(sheet, Mode::Live, Some(fonts)).document(false)
}

struct Writer<'a> {
    out: String,
    sheet: &'a Sheet<'a>,
    mode: Mode,
    fonts: Option<&'a WebFonts>,
    /// Index of the next text node's line.
    next_line: usize,
    ids: BTreeSet<String>,
    /// What the group around says of its texts.
    inherited: Inherited,
}

impl<'a> Writer<'a> {
    fn new(sheet: &'a Sheet<'a>, mode: Mode, fonts: Option<&'a WebFonts>) -> Self {
        let out = String::with_capacity(16_384);
        let inherited = Inherited::default();
        Self { out, sheet, mode, fonts, next_line: 0, ids: BTreeSet::new(), inherited }
    }

    fn document(mut self, embed: bool) -> String {
        let scene = self.sheet.scene;
        self.root();
        if !self.mode.is_inner() {
            self.words(embed);
        }
        self.out.push_str("<rect");
        numeric(&mut self.out, "width", scene.width);
        numeric(&mut self.out, "height", scene.height);
        color(&mut self.out, "fill", Some(scene.background));
        self.out.push_str("/>");
        self.nodes(&scene.nodes);
        self.out.push_str("</svg>\n");
        self.out
    }

    fn root(&mut self) {
        let scene = self.sheet.scene;
        self.out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        let (width, height, unit) = match scene.physical {
            Physical::Millimeters(width, height) => (width, height, "mm"),
            Physical::Pixels(width, height) => (width, height, ""),
        };
        for (name, value) in [("width", width), ("height", height)] {
            numeric(&mut self.out, name, value);
            self.out.insert_str(self.out.len() - 1, unit);
        }
        self.out.push_str(" viewBox=\"0 0 ");
        number(&mut self.out, scene.width);
        self.out.push(' ');
        number(&mut self.out, scene.height);
        self.out.push('"');
        if !self.mode.is_inner() {
            let prefix = id(&scene.id);
            attribute(&mut self.out, "role", "img");
            attribute(&mut self.out, "aria-labelledby", &format!("{prefix}-t {prefix}-d"));
            attribute(&mut self.out, "xml:lang", scene.lang.tag());
        }
        self.out.push('>');
    }

    /// What a reader who does not see the picture gets, and what traces it.
    fn words(&mut self, embed: bool) {
        let scene = self.sheet.scene;
        for (element, suffix, words) in
            [("title", "t", &scene.title), ("desc", "d", &scene.description)]
        {
            let own = self.claim(&format!("{}-{suffix}", id(&scene.id)));
            let _ = write!(self.out, "<{element} id=\"{own}\">");
            escaped(&mut self.out, words);
            let _ = write!(self.out, "</{element}>");
        }
        if !self.sheet.imprint.json_ld.is_empty() {
            self.out.push_str("<metadata>");
            content(&mut self.out, &self.sheet.imprint.json_ld);
            self.out.push_str("</metadata>");
        }
        if let (true, Some(fonts)) = (embed, self.fonts) {
            self.out.push_str("<style>");
            self.out.push_str(&fonts.css);
            self.out.push_str("</style>");
        }
    }

    /// An id that no other element has.
    fn claim(&mut self, wanted: &str) -> String {
        let mut own = wanted.to_owned();
        let mut count = 1;
        while !self.ids.insert(own.clone()) {
            count += 1;
            own = format!("{wanted}-{count}");
        }
        own
    }

    /// Nodes in order; regions that follow one another say once that they have no ink.
    fn nodes(&mut self, nodes: &[Node]) {
        let is_region = |node: &Node| matches!(node, Node::Region(_));
        for run in nodes.chunk_by(|one, other| is_region(one) && is_region(other)) {
            let bare = run.len() > 1 && !self.mode.is_inner();
            if bare {
                self.out.push_str("<g fill=\"none\" pointer-events=\"all\">");
            }
            for node in run {
                match node {
                    Node::Region(region) => self.region(region, bare),
                    other => self.node(other),
                }
            }
            if bare {
                self.out.push_str("</g>");
            }
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Group(group) => self.group(group),
            Node::Path(path) => self.path(path),
            Node::Rect(rect) => self.rect(rect),
            Node::Text(text) => self.text(text),
            Node::Region(region) => self.region(region, false),
        }
    }

    fn group(&mut self, group: &Group) {
        self.out.push_str("<g");
        if !self.mode.is_inner() {
            if !group.name.is_empty() {
                let own = self.claim(&id(&format!("{}-{}", self.sheet.scene.id, group.name)));
                attribute(&mut self.out, "id", &own);
            }
            attribute(&mut self.out, "aria-hidden", "true");
        }
        let around = self.inherited;
        if self.mode == Mode::Live {
            self.inherited = around.within(group);
            around.write(&mut self.out, self.sheet.shaper.fonts(), self.inherited);
        }
        self.out.push('>');
        self.nodes(&group.children);
        self.out.push_str("</g>");
        self.inherited = around;
    }

    fn path(&mut self, path: &Path) {
        self.steps(&path.segments);
        color(&mut self.out, "fill", path.fill);
        stroke(&mut self.out, path.stroke.as_ref());
        self.out.push_str("/>");
    }

    fn steps(&mut self, segments: &[Segment]) {
        self.out.push_str("<path d=\"");
        self.out.push_str(&path_data(segments));
        self.out.push('"');
    }

    fn rect(&mut self, rect: &Rect) {
        self.out.push_str("<rect");
        place(&mut self.out, rect.x, rect.y, rect.width, rect.height);
        color(&mut self.out, "fill", rect.fill);
        stroke(&mut self.out, rect.stroke.as_ref());
        self.out.push_str("/>");
    }

    fn region(&mut self, region: &Region, bare: bool) {
        if self.mode.is_inner() {
            return;
        }
        // It has no ink: whole units place it well enough.
        let near = |value: f64| libm::round(value) as i64;
        let (x, y) = (near(region.x), near(region.y));
        let (width, height) = (near(region.width).max(1), near(region.height).max(1));
        let _ = write!(self.out, "<path d=\"M{x} {y}h{width}v{height}h-{width}z\"");
        self.out.push_str(if bare {
            "><title>"
        } else {
            " fill=\"none\" pointer-events=\"all\"><title>"
        });
        escaped(&mut self.out, &region.title);
        self.out.push_str("</title></path>");
    }

    fn text(&mut self, text: &Text) {
        let line = &self.sheet.lines()[self.next_line];
        self.next_line += 1;
        let content = printable(&text.content);
        if content.is_empty() {
            return;
        }
        if self.mode == Mode::Bare && text.halo.is_none() {
            return;
        }
        let as_text = self.is_live(&content, line);
        let outline = if as_text && (text.halo.is_none() || !self.mode.is_inner()) {
            vec![]
        } else {
            self.sheet.shaper.outline_line(text, line)
        };
        if let Some(halo) = text.halo {
            // In the tree the halo is a path, or the PDF would hold its words twice.
            if as_text && !self.mode.is_inner() {
                self.live(text, &line.runs, Some(halo));
            } else {
                self.outlined(&outline, None, Some(halo));
            }
        }
        if self.mode == Mode::Bare {
            return;
        }
        if as_text {
            self.live(text, &line.runs, None);
        } else {
            self.outlined(&outline, Some(text.fill), None);
        }
    }

    /// Whether a line is written as text.
    fn is_live(&self, content: &str, line: &Line) -> bool {
        match self.mode {
            Mode::Outlined | Mode::Bare => false,
            Mode::Tree => line.runs.len() == 1 && !line.has_rtl,
            Mode::Live => self.fonts.is_some_and(|fonts| fonts.set(content, line)),
        }
    }

    fn outlined(&mut self, segments: &[Segment], fill: Option<Color>, halo: Option<Halo>) {
        if segments.is_empty() {
            return;
        }
        self.steps(segments);
        self.ink(fill, halo);
        self.out.push_str("/>");
    }

    /// Fill of a text, or the stroke of its halo.
    fn ink(&mut self, fill: Option<Color>, halo: Option<Halo>) {
        color(&mut self.out, "fill", fill);
        if let Some(halo) = halo {
            color(&mut self.out, "stroke", Some(halo.color));
            numeric(&mut self.out, "stroke-width", halo.width);
            attribute(&mut self.out, "stroke-linejoin", "round");
            if !self.mode.is_inner() {
                attribute(&mut self.out, "aria-hidden", "true");
            }
        }
    }

    fn live(&mut self, text: &Text, runs: &[Run], halo: Option<Halo>) {
        let words = printable(&text.content);
        self.out.push_str("<text");
        numeric(&mut self.out, "x", text.x);
        numeric(&mut self.out, "y", text.y);
        let fonts = self.sheet.shaper.fonts();
        if self.mode == Mode::Live {
            self.inherited.differing(&mut self.out, fonts, text, halo.is_none());
        } else {
            self.plain(text, runs);
        }
        if text.weight == Weight::Bold {
            attribute(&mut self.out, "font-weight", "700");
        }
        if self.mode != Mode::Live || halo.is_some() {
            self.ink(halo.is_none().then_some(text.fill), halo);
        }
        if words.starts_with(' ') || words.ends_with(' ') || words.contains("  ") {
            attribute(&mut self.out, "xml:space", "preserve");
        }
        self.out.push('>');
        self.spans(&words, runs);
        self.out.push_str("</text>");
    }

    /// All attributes of a text in our own tree.
    fn plain(&mut self, text: &Text, runs: &[Run]) {
        match text.anchor {
            Anchor::Left => {}
            Anchor::Middle => attribute(&mut self.out, "text-anchor", "middle"),
            Anchor::Right => attribute(&mut self.out, "text-anchor", "end"),
        }
        if let [run] = runs {
            self.family(run);
        }
        numeric(&mut self.out, "font-size", text.size);
    }

    fn spans(&mut self, content: &str, runs: &[Run]) {
        if let [_] = runs {
            escaped(&mut self.out, content);
            return;
        }
        for run in runs {
            self.out.push_str("<tspan");
            self.family(run);
            self.out.push('>');
            escaped(&mut self.out, &content[run.start..run.end]);
            self.out.push_str("</tspan>");
        }
    }

    fn family(&mut self, run: &Run) {
        let family = self.sheet.shaper.fonts().family(run.face);
        let generic = if self.mode == Mode::Tree { "" } else { ", sans-serif" };
        attribute(&mut self.out, "font-family", &format!("{}{generic}", quoted(family)));
    }
}

/// A family name as CSS wants it: bare if it is made of plain words.
pub(super) fn quoted(family: &str) -> String {
    let plain = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    if family.split(' ').all(plain) {
        return family.to_owned();
    }
    let inner: String = family.chars().filter(|c| !matches!(c, '\'' | '\\' | '<' | '\n')).collect();
    format!("'{inner}'")
}

#[cfg(test)]
mod tests {
    use usvg::roxmltree::Document;

    use super::super::sample::{imprint, one_line, scene, shaper};
    use super::*;
    use crate::scene::Scene;
    use crate::words::Lang;

    fn written(scene: &Scene, mode: Mode) -> String {
        let (shaper, imprint) = (shaper(), imprint());
        markup(&Sheet::new(scene, &shaper, &imprint).unwrap(), mode)
    }

    /// Text of all elements of a name.
    fn texts(document: &Document, name: &str) -> Vec<String> {
        let words = |node: usvg::roxmltree::Node| {
            let parts = node.descendants().filter(usvg::roxmltree::Node::is_text);
            parts.filter_map(|part| part.text()).collect::<String>()
        };
        document.descendants().filter(|node| node.has_tag_name(name)).map(words).collect()
    }

    #[test]
    fn the_root_names_itself_and_its_language() {
        for (lang, mode) in [(Lang::Ru, Mode::Live), (Lang::Fa, Mode::Outlined)] {
            let scene = scene(lang);
            let text = written(&scene, mode);
            let document = Document::parse(&text).unwrap();
            let root = document.root_element();
            assert_eq!(root.attribute("role"), Some("img"));
            assert_eq!(root.attribute("width"), Some("160mm"));
            assert_eq!(root.attribute("viewBox"), Some("0 0 453.54 283.46"));
            let lang_attribute = ("http://www.w3.org/XML/1998/namespace", "lang");
            assert_eq!(root.attribute(lang_attribute), Some(lang.tag()));
            assert_eq!(
                root.attribute("aria-labelledby"),
                Some(format!("target-path-{lang}-t target-path-{lang}-d").as_str())
            );
            assert_eq!(texts(&document, "desc"), [scene.description.as_str()]);
            assert_eq!(texts(&document, "title"), [scene.title.as_str(), "2024: <4.8>"]);
            assert_eq!(texts(&document, "metadata"), [imprint().json_ld]);
        }
    }

    #[test]
    fn only_the_portable_profile_is_used() {
        const ELEMENTS: [&str; 10] =
            ["svg", "title", "desc", "metadata", "style", "rect", "g", "path", "text", "tspan"];
        const ATTRIBUTES: [&str; 23] = [
            "id",
            "width",
            "height",
            "viewBox",
            "role",
            "aria-labelledby",
            "aria-hidden",
            "lang",
            "space",
            "x",
            "y",
            "d",
            "fill",
            "stroke",
            "stroke-width",
            "stroke-dasharray",
            "stroke-linecap",
            "stroke-linejoin",
            "font-family",
            "font-size",
            "font-weight",
            "text-anchor",
            "pointer-events",
        ];
        for lang in Lang::ALL {
            for mode in [Mode::Live, Mode::Outlined] {
                let text = written(&scene(lang), mode);
                let document = Document::parse(&text).unwrap();
                let mut ids = BTreeSet::new();
                for node in document.descendants().filter(usvg::roxmltree::Node::is_element) {
                    assert!(ELEMENTS.contains(&node.tag_name().name()), "{node:?}");
                    for attribute in node.attributes() {
                        assert!(ATTRIBUTES.contains(&attribute.name()), "{attribute:?}");
                    }
                    if let Some(id) = node.attribute("id") {
                        assert!(ids.insert(id.to_owned()), "{id} twice");
                        assert!(id.starts_with(&format!("target-path-{lang}")));
                    }
                }
                let style = document.descendants().any(|node| node.has_tag_name("style"));
                assert_eq!(style, mode == Mode::Live);
            }
        }
    }

    #[test]
    fn live_text_is_the_scene_s_text_and_outlined_has_none() {
        for lang in Lang::ALL {
            let scene = scene(lang);
            let mut contents = vec![];
            scene.walk(&mut |node| {
                if let Node::Text(text) = node {
                    // A halo is a copy before the text.
                    contents.extend(text.halo.map(|_| text.content.clone()));
                    contents.push(text.content.clone());
                }
            });
            let text = written(&scene, Mode::Live);
            assert_eq!(texts(&Document::parse(&text).unwrap(), "text"), contents);
            assert!(!written(&scene, Mode::Outlined).contains("<text"));
        }
    }

    #[test]
    fn a_line_in_two_faces_has_a_span_for_each() {
        let text =
            written(&one_line("\u{2067}هدف \u{2066}$30B\u{2069}\u{2069}", 10.0, None), Mode::Live);
        let document = Document::parse(&text).unwrap();
        let families: Vec<_> = document
            .descendants()
            .filter(|node| node.has_tag_name("tspan"))
            .map(|node| (node.attribute("font-family").unwrap(), node.text().unwrap()))
            .collect();
        assert_eq!(
            families,
            [
                ("DejaVu Sans, sans-serif", "\u{2067}هدف "),
                ("Noto Sans, sans-serif", "\u{2066}$30B\u{2069}\u{2069}"),
            ]
        );
    }

    #[test]
    fn blanks_that_xml_would_drop_are_preserved() {
        assert!(
            written(&one_line("a  b", 10.0, None), Mode::Live).contains("xml:space=\"preserve\"")
        );
        assert!(!written(&one_line("a b", 10.0, None), Mode::Live).contains("xml:space"));
    }

    #[test]
    fn a_line_whose_face_cannot_be_cut_is_outlined() {
        let text = written(&one_line("بَٔرد", 10.0, None), Mode::Live);
        assert!(!text.contains("<text"));
        assert!(text.contains("<path"));
    }

    #[test]
    fn a_page_embeds_the_faces_of_all_its_pictures_once() {
        let (one, other) = (one_line("AVATAR", 10.0, None), one_line("Wy. بَٔرد", 10.0, None));
        let (shaper, imprint) = (shaper(), imprint());
        let sheets = [&one, &other].map(|scene| Sheet::new(scene, &shaper, &imprint).unwrap());
        let printed: Vec<_> = sheets.iter().flat_map(Sheet::printed).collect();
        let fonts = WebFonts::new(shaper.fonts(), &printed);
        assert_eq!(fonts.css.matches("@font-face").count(), 1, "the other face cannot be cut");
        let [one, other] = sheets.each_ref().map(|sheet| inline_markup(sheet, &fonts));
        assert!(one.contains("<text") && !one.contains("<style"));
        assert!(!other.contains("<text"), "{other}");
    }

    #[test]
    fn family_names_are_quoted_where_they_must_be() {
        assert_eq!(quoted("Noto Sans"), "Noto Sans");
        assert_eq!(quoted("Source Sans 3"), "'Source Sans 3'");
        assert_eq!(quoted("a'</style>"), "'a/style>'");
    }

    /// Hostile labels from the shared corpora, where they are at hand.
    #[test]
    fn hostile_labels_come_back_as_the_text_they_are() {
        let path =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora/markup-injection/labels.json");
        let Ok(file) = std::fs::File::open(path) else {
            eprintln!("skipped: no corpus at {path}");
            return;
        };
        let labels: Vec<String> = serde_json::from_reader(file).unwrap();
        let (shaper, imprint) = (shaper(), imprint());
        let mut seen = 0;
        for label in labels.iter().filter(|label| !label.trim().is_empty()).take(200) {
            let scene = one_line(label, 10.0, None);
            // A label in a script that no face has is refused, not drawn in part.
            let Ok(sheet) = Sheet::new(&scene, &shaper, &imprint) else { continue };
            let text = markup(&sheet, Mode::Live);
            let document =
                Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {label}"));
            assert_eq!(texts(&document, "title"), [printable(label)]);
            assert_eq!(texts(&document, "text"), [printable(label)]);
            assert_eq!(
                document.descendants().filter(usvg::roxmltree::Node::is_element).count(),
                7,
                "{label}"
            );
            seen += 1;
        }
        assert!(seen > 150, "{seen} labels");
    }
}
