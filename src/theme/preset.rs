//! The nine size presets. A chart is laid out anew for each, never scaled.

use crate::scene::Physical;

/// Points in a millimeter.
const POINTS: f64 = 72.0 / 25.4;

/// Sizes of text in scene units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// Title, bold.
    pub title: f64,
    /// Subtitle.
    pub subtitle: f64,
    /// Labels and axis numbers.
    pub label: f64,
    /// Source and notes.
    pub footer: f64,
}

/// Widths of lines in scene units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strokes {
    /// Series in focus.
    pub series: f64,
    /// Context lines.
    pub context: f64,
    /// Zero line.
    pub baseline: f64,
    /// Grid.
    pub grid: f64,
}

/// A size of picture with the sizes of all in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preset {
    /// Name, as written in `chart.toml` and after `--preset`.
    pub id: &'static str,
    /// Where it is used.
    pub purpose: &'static str,
    /// Size on paper or screen.
    pub physical: Physical,
    /// Text.
    pub sizes: Sizes,
    /// Lines.
    pub strokes: Strokes,
    /// Outer margin in scene units.
    pub margin: f64,
    /// Smallest text allowed in scene units.
    pub floor: f64,
}

impl Preset {
    /// Whether a line holds clearly fewer letters than in the default preset.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        const LETTERS: f64 = 60.0;
        self.size().0 / self.sizes.title < 0.46 * LETTERS
    }

    /// The same with a height of so many times its own, in whole millimeters or pixels.
    #[must_use]
    pub fn taller(&self, times: f64) -> Self {
        let height = |height: f64| (height * times).round();
        let physical = match self.physical {
            _ if times == 1.0 => self.physical,
            Physical::Millimeters(width, tall) => Physical::Millimeters(width, height(tall)),
            Physical::Pixels(width, tall) => Physical::Pixels(width, height(tall)),
        };
        Self { physical, ..*self }
    }

    /// Width and height in scene units.
    #[must_use]
    pub fn size(&self) -> (f64, f64) {
        match self.physical {
            Physical::Millimeters(width, height) => (width * POINTS, height * POINTS),
            Physical::Pixels(width, height) => (width, height),
        }
    }
}

/// The preset of this name.
#[must_use]
pub fn preset(id: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.id == id)
}

const fn print(
    id: &'static str,
    purpose: &'static str,
    millimeters: (f64, f64),
    text: [f64; 4],
    lines: [f64; 4],
) -> Preset {
    let physical = Physical::Millimeters(millimeters.0, millimeters.1);
    with(id, purpose, physical, text, lines, 3.0 * POINTS, 7.0)
}

const fn screen(
    id: &'static str,
    purpose: &'static str,
    pixels: (f64, f64),
    text: [f64; 4],
    lines: [f64; 4],
    floor: f64,
) -> Preset {
    let physical = Physical::Pixels(pixels.0, pixels.1);
    with(id, purpose, physical, text, lines, floor * 4.0 / 3.0, floor)
}

const fn with(
    id: &'static str,
    purpose: &'static str,
    physical: Physical,
    text: [f64; 4],
    lines: [f64; 4],
    margin: f64,
    floor: f64,
) -> Preset {
    let sizes = Sizes { title: text[0], subtitle: text[1], label: text[2], footer: text[3] };
    let strokes =
        Strokes { series: lines[0], context: lines[1], baseline: lines[2], grid: lines[3] };
    Preset { id, purpose, physical, sizes, strokes, margin, floor }
}

/// All presets; the first is the default.
pub static PRESETS: &[Preset] = &[
    print("word", "Word page A4", (160.0, 100.0), [12.0, 9.5, 8.5, 7.5], [2.0, 1.0, 0.75, 0.5]),
    print(
        "journal",
        "journal, one column",
        (88.0, 66.0),
        [10.5, 8.5, 7.5, 7.0],
        [1.5, 0.75, 0.75, 0.4],
    ),
    print(
        "latex",
        "LaTeX article, 10 pt",
        (122.0, 80.0),
        [11.0, 9.0, 8.0, 7.0],
        [1.75, 0.75, 0.75, 0.4],
    ),
    print(
        "journal-wide",
        "journal, two columns",
        (180.0, 110.0),
        [12.0, 9.5, 8.5, 7.5],
        [2.0, 1.0, 0.75, 0.5],
    ),
    print("slide", "slide 16:9", (254.0, 143.0), [24.0, 16.0, 14.0, 11.0], [3.0, 1.5, 1.0, 0.75]),
    screen(
        "web",
        "web article",
        (640.0, 420.0),
        [20.0, 15.0, 13.0, 12.0],
        [2.5, 1.25, 1.0, 1.0],
        12.0,
    ),
    screen(
        "mobile",
        "mobile phone",
        (360.0, 420.0),
        [18.0, 14.0, 12.0, 12.0],
        [2.25, 1.0, 1.0, 1.0],
        12.0,
    ),
    screen(
        "social",
        "social card",
        (1200.0, 628.0),
        [44.0, 28.0, 26.0, 22.0],
        [5.0, 2.5, 2.0, 1.5],
        20.0,
    ),
    screen(
        "square",
        "square card",
        (1080.0, 1080.0),
        [48.0, 30.0, 26.0, 22.0],
        [5.0, 2.5, 2.0, 1.5],
        20.0,
    ),
];
