//! Sizes, faces and colors of one picture in one language.

use crate::scene::{Anchor, Color, Halo, Node, Role, Shaper, Text, Weight, contrast};
use crate::theme::{Preset, Theme};
use crate::words::{Lang, Numbers};

/// All that decides how words look.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// Size of the picture.
    pub preset: &'a Preset,
    /// Colors.
    pub theme: &'a Theme,
    /// Measures text.
    pub shaper: &'a Shaper,
    /// Formats numbers.
    pub numbers: Numbers,
}

impl Style<'_> {
    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.numbers.lang
    }

    /// Size of text for a role; Persian letters are smaller in the em and get more.
    #[must_use]
    pub fn size(&self, role: Role) -> f64 {
        let sizes = &self.preset.sizes;
        let unit = self.preset.floor / 7.0;
        let (size, more) = match role {
            Role::Title => (sizes.title, 0.5),
            Role::Subtitle => (sizes.subtitle, 0.5),
            Role::Tick | Role::Label | Role::Event => (sizes.label, 1.0),
            Role::Footer => (sizes.footer, 1.0),
        };
        if self.lang().is_rtl() { size + more * unit.min(2.0) } else { size }
    }

    /// Distance between baselines of lines of this size.
    #[must_use]
    pub fn line_height(&self, size: f64) -> f64 {
        size * if self.lang().is_rtl() { 1.45 } else { 1.25 }
    }

    /// Color of text for a role.
    #[must_use]
    pub fn color(&self, role: Role) -> Color {
        match role {
            Role::Title | Role::Label => self.theme.ink,
            Role::Subtitle | Role::Tick | Role::Event => self.theme.secondary,
            Role::Footer => self.theme.footer,
        }
    }

    /// A measured line of text at the origin, in the size and color of its role.
    #[must_use]
    pub fn text(&self, content: &str, role: Role) -> Text {
        let weight = if role == Role::Title { Weight::Bold } else { Weight::Regular };
        self.sized(content, role, self.size(role), weight)
    }

    /// A measured line of text in another size or weight.
    #[must_use]
    pub fn sized(&self, content: &str, role: Role, size: f64, weight: Weight) -> Text {
        let content = self.numbers.isolate(content);
        let shaped = self.shaper.shape(&content, size, weight);
        let fill = self.color(role);
        let (runs, width) = (shaped.runs, shaped.width);
        Text {
            x: 0.0,
            y: 0.0,
            anchor: Anchor::Left,
            size,
            weight,
            fill,
            halo: None,
            role,
            content,
            runs,
            width,
        }
    }

    /// A bold label in a color.
    #[must_use]
    pub fn label(&self, content: &str, weight: Weight, fill: Color) -> Text {
        Text { fill, ..self.sized(content, Role::Label, self.size(Role::Label), weight) }
    }

    /// A label no wider than `width`: the whole text, or its beginning with an ellipsis.
    ///
    /// The whole stays in titles of regions and in the data. Empty where not even three letters fit.
    #[must_use]
    pub fn cut(&self, content: &str, weight: Weight, fill: Color, width: f64) -> Text {
        const MOST: usize = 120;
        let plain = crate::words::strip_controls(content);
        let letters: Vec<char> = plain.chars().take(MOST + 1).collect();
        if letters.len() <= MOST {
            let whole = self.label(content, weight, fill);
            if whole.width <= width {
                return whole;
            }
        }
        let part = |count: usize| {
            let beginning: String = letters[..count.min(letters.len())].iter().collect();
            self.label(&format!("{}…", beginning.trim_end()), weight, fill)
        };
        let (mut fits, mut over) = (0, letters.len().min(MOST) + 1);
        while over - fits > 1 {
            let middle = fits.midpoint(over);
            if part(middle).width <= width { fits = middle } else { over = middle }
        }
        if fits < 3 { self.label("", weight, fill) } else { part(fits) }
    }

    /// Ink or background, whichever stands out more on a fill.
    #[must_use]
    pub fn ink_on(&self, fill: Color) -> Color {
        let (ink, paper) = (self.theme.ink, self.theme.background);
        if contrast(ink, fill) >= contrast(paper, fill) { ink } else { paper }
    }

    /// The side where lines of this language begin.
    #[must_use]
    pub fn start(&self) -> Anchor {
        if self.lang().is_rtl() { Anchor::Right } else { Anchor::Left }
    }

    /// Whether rows, legends and categories begin at the right while the body is laid out.
    ///
    /// A figure that is mirrored as a whole is laid out from the left and turned over at the end.
    #[must_use]
    pub fn from_right(&self) -> bool {
        self.lang().is_rtl() && !self.is_mirrored()
    }

    /// Whether the body is turned over once it is laid out.
    #[must_use]
    pub fn is_mirrored(&self) -> bool {
        self.lang().is_rtl() && self.theme.time_from_right
    }

    /// The side where rows and legends begin while the body is laid out.
    #[must_use]
    pub fn row_start(&self) -> Anchor {
        if self.from_right() { Anchor::Right } else { Anchor::Left }
    }

    /// A halo in the color of the background, for text over marks.
    #[must_use]
    pub fn halo(&self) -> Halo {
        Halo { color: self.theme.background, width: self.preset.strokes.series * 1.25 }
    }

    /// Lines of a text no wider than `width`.
    #[must_use]
    pub fn wrap(&self, content: &str, role: Role, width: f64) -> Vec<String> {
        let weight = if role == Role::Title { Weight::Bold } else { Weight::Regular };
        self.shaper.wrap(&self.numbers.isolate(content), self.size(role), weight, width)
    }
}

impl Text {
    /// The same text with its anchor at (x, baseline).
    #[must_use]
    pub fn at(self, x: f64, y: f64, anchor: Anchor) -> Self {
        Self { x, y, anchor, ..self }
    }

    /// The same text with a halo.
    #[must_use]
    pub fn with_halo(self, halo: Halo) -> Self {
        Self { halo: Some(halo), ..self }
    }
}

impl From<Text> for Node {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}
