//! A scene about to be printed: its lines are shaped, and what is written into its files is at hand.

use std::cell::OnceCell;
use std::fmt;

use super::markup::{Mode, markup};
use super::tree;
use crate::scene::{Line, Node, Physical, Scene, Shaper, printable};

/// What is written into a file so that it can be traced: all of it is plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Producers and vintages.
    pub source: String,
    /// Program and version.
    pub software: String,
    /// Licence or copyright line.
    pub copyright: String,
    /// SHA-256 of the chart's spec.
    pub spec_hash: String,
    /// SHA-256 of the data drawn.
    pub data_hash: String,
    /// Metadata of the figure as JSON-LD.
    pub json_ld: String,
}

/// Why a scene cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetError {
    /// Characters that no face has.
    MissingGlyphs(Vec<char>),
    /// A width or height that is not above zero.
    NoSize,
    /// The drawing engine does not read the markup.
    Markup(String),
}

impl fmt::Display for SheetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingGlyphs(missing) => {
                let named: Vec<_> =
                    missing.iter().map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
                write!(f, "no face has {}", named.join(", "))
            }
            Self::NoSize => f.write_str("picture has no size"),
            Self::Markup(reason) => write!(f, "markup cannot be drawn: {reason}"),
        }
    }
}

impl std::error::Error for SheetError {}

/// A scene with its lines shaped once, and one tree for all that is drawn from it.
pub struct Sheet<'a> {
    /// The picture.
    pub scene: &'a Scene,
    /// Shapes its text.
    pub shaper: &'a Shaper,
    /// What is written into its files.
    pub imprint: &'a Imprint,
    /// Lines of its text nodes, in draw order.
    lines: Vec<Line>,
    tree: OnceCell<usvg::Tree>,
}

impl<'a> Sheet<'a> {
    /// Shapes all lines of a scene.
    ///
    /// # Errors
    /// If a character is in no face, or the scene has no size.
    pub fn new(
        scene: &'a Scene,
        shaper: &'a Shaper,
        imprint: &'a Imprint,
    ) -> Result<Self, SheetError> {
        if !(scene.width > 0.0 && scene.height > 0.0) {
            return Err(SheetError::NoSize);
        }
        let mut lines = vec![];
        scene.walk(&mut |node| {
            if let Node::Text(text) = node {
                lines.push(shaper.line(text));
            }
        });
        let mut missing: Vec<char> =
            lines.iter().flat_map(|line| line.missing.iter().copied()).collect();
        missing.sort_unstable();
        missing.dedup();
        if !missing.is_empty() {
            return Err(SheetError::MissingGlyphs(missing));
        }
        Ok(Self { scene, shaper, imprint, lines, tree: OnceCell::new() })
    }

    /// Lines of the text nodes, in draw order.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Lines with the strings they print.
    pub fn printed(&self) -> Vec<(String, &Line)> {
        let mut printed = vec![];
        self.scene.walk(&mut |node| {
            if let Node::Text(text) = node {
                printed.push((printable(&text.content).into_owned(), &self.lines[printed.len()]));
            }
        });
        printed
    }

    /// The tree that PNG and PDF are drawn from, made at the first call.
    ///
    /// # Errors
    /// If `usvg` does not read our markup.
    pub fn tree(&self) -> Result<&usvg::Tree, SheetError> {
        if let Some(tree) = self.tree.get() {
            return Ok(tree);
        }
        let tree = tree::parse(&markup(self, Mode::Tree), self.shaper.fonts())
            .map_err(|error| SheetError::Markup(error.to_string()))?;
        Ok(self.tree.get_or_init(|| tree))
    }

    /// A tree without the text, made anew: what the letters stand on.
    ///
    /// # Errors
    /// If `usvg` does not read our markup.
    pub fn ground(&self) -> Result<usvg::Tree, SheetError> {
        tree::parse(&markup(self, Mode::Bare), self.shaper.fonts())
            .map_err(|error| SheetError::Markup(error.to_string()))
    }

    /// Sizes of the text nodes, in draw order.
    #[must_use]
    pub fn sizes(&self) -> Vec<f64> {
        let mut sizes = vec![];
        self.scene.walk(&mut |node| {
            if let Node::Text(text) = node {
                sizes.push(text.size);
            }
        });
        sizes
    }

    /// Width and height in points of 1/72 inch; a CSS pixel is three quarters of one.
    #[must_use]
    pub fn points(&self) -> (f64, f64) {
        let points = |millimeters: f64| millimeters * 72.0 / 25.4;
        match self.scene.physical {
            Physical::Millimeters(width, height) => (points(width), points(height)),
            Physical::Pixels(width, height) => (width * 0.75, height * 0.75),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{imprint, one_line, scene, shaper};
    use super::*;
    use crate::scene::{Color, Halo};
    use crate::words::Lang;

    /// Text nodes of a tree.
    fn texts<'a>(group: &'a usvg::Group, found: &mut Vec<&'a usvg::Text>) {
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => texts(group, found),
                usvg::Node::Text(text) => found.push(text),
                _ => {}
            }
        }
    }

    /// Where the last glyph of the drawn text ends, by the engine that draws it.
    fn drawn_width(markup: &str, shaper: &Shaper) -> f64 {
        let tree = tree::parse(markup, shaper.fonts()).unwrap();
        let mut found = vec![];
        texts(tree.root(), &mut found);
        assert_eq!(found.len(), 1);
        f64::from(found[0].bounding_box().width())
    }

    #[test]
    fn our_widths_are_those_of_the_engine_that_draws() {
        let (shaper, imprint) = (shaper(), imprint());
        let lines = [
            "Trade must grow sixfold to reach the 2030 target",
            "AVATAR To Wy. fi ffl 12.5 % −4.2",
            "К 2030 году торговля должна вырасти вшестеро",
            "Товарооборот: ГУ «ТА», 4,8 млрд долл.",
            "تجارت کالایی ایران و روسیه، دو جهت، میلیارد دلار",
            "\u{2067}رشد \u{2066}+۱۲٫۵٪\u{2069} در ۲۰۱۸–۲۰۲۴، نمی\u{200c}شود",
        ];
        for content in lines {
            let scene = one_line(content, 100.0, None);
            let sheet = Sheet::new(&scene, &shaper, &imprint).unwrap();
            let ours = sheet.lines()[0].width * 100.0;
            let theirs = drawn_width(&markup(&sheet, Mode::Live), &shaper);
            assert!((ours - theirs).abs() <= 0.5, "{content}: {ours} and {theirs}");
        }
    }

    #[test]
    fn one_tree_serves_all_and_holds_no_right_to_left_text() {
        let (shaper, imprint) = (shaper(), imprint());
        for lang in Lang::ALL {
            let scene = scene(lang);
            let sheet = Sheet::new(&scene, &shaper, &imprint).unwrap();
            assert!(std::ptr::eq(sheet.tree().unwrap(), sheet.tree().unwrap()));
            let mut found = vec![];
            texts(sheet.tree().unwrap().root(), &mut found);
            let rtl = sheet.lines().iter().filter(|line| line.has_rtl).count();
            assert_eq!(found.len(), sheet.lines().len() - rtl, "{lang}");
            assert_eq!(rtl == 0, lang != Lang::Fa);
        }
    }

    #[test]
    fn a_halo_does_not_put_words_into_the_tree_twice() {
        let halo = Some(Halo { color: Color::WHITE, width: 2.0 });
        let (scene, shaper, imprint) = (one_line("Trade", 20.0, halo), shaper(), imprint());
        let sheet = Sheet::new(&scene, &shaper, &imprint).unwrap();
        let mut found = vec![];
        texts(sheet.tree().unwrap().root(), &mut found);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_picture_without_size_is_refused() {
        let mut scene = one_line("a", 10.0, None);
        scene.width = 0.0;
        let (shaper, imprint) = (shaper(), imprint());
        assert_eq!(Sheet::new(&scene, &shaper, &imprint).err(), Some(SheetError::NoSize));
    }

    #[test]
    fn points_of_print_and_of_screen() {
        let (shaper, imprint) = (shaper(), imprint());
        let mut scene = scene(Lang::En);
        let sheet = Sheet::new(&scene, &shaper, &imprint).unwrap();
        assert!((sheet.points().0 - 453.543_307).abs() < 1e-6);
        scene.physical = Physical::Pixels(640.0, 420.0);
        let sheet = Sheet::new(&scene, &shaper, &imprint).unwrap();
        assert_eq!(sheet.points(), (480.0, 315.0));
    }
}
