//! House style in `bilat.toml`: colors, faces and mark of a desk's figures, and how its numbers are printed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::spec::{DeskSpec, place_of};
use crate::diag::Diagnostic;
use crate::scene::{Color, Fonts, Logo};
use crate::theme::{HouseColors, Theme};
use crate::words::{Lang, Numbers};

/// The house's own look: `[house]` in `bilat.toml`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HouseSpec {
    /// Colors in the place of the theme's, as `#rrggbb`.
    pub colors: ColorsSpec,
    /// Font files (TrueType, static), regular and bold, tried before the bundled ones.
    pub fonts: Vec<String>,
    /// Mark at the end side of the footer: an SVG of outlines in flat colors.
    pub logo: String,
}

/// Colors of a house; an absent one stays as the theme has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ColorsSpec {
    /// Behind everything.
    pub background: Option<String>,
    /// Title, balance, target.
    pub ink: Option<String>,
    /// Subtitle and axis numbers.
    pub secondary: Option<String>,
    /// Series inks in order: exports, imports, then others; up to six.
    pub series: Vec<String>,
    /// Fills of areas in order; up to eight.
    pub fills: Vec<String>,
    /// Growth above zero.
    pub up: Option<String>,
    /// Growth below zero.
    pub down: Option<String>,
}

/// Files that a house brings, as bytes in the order of the spec.
#[derive(Clone, Debug, Default)]
pub struct HouseFiles {
    /// Faces.
    pub fonts: Vec<Vec<u8>>,
    /// The mark.
    pub logo: Option<Vec<u8>>,
}

/// The look of a desk, resolved.
#[derive(Clone, Debug)]
pub struct House {
    /// Colors and mark.
    pub theme: Theme,
    /// Font files before the bundled ones.
    pub fonts: Vec<Vec<u8>>,
}

impl House {
    /// The look that a desk asks for.
    ///
    /// # Errors
    /// C103 for what is no color, C122 for colors that cannot be told apart, C123 for a face or mark that cannot be used.
    pub fn new(spec: &DeskSpec, files: HouseFiles, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let theme = if spec.theme == "dark" { Theme::dark() } else { Theme::light() };
        let mut faults = vec![];
        let colors = colors(&spec.house.colors, text, &mut faults);
        let theme = theme.in_colors(&colors).unwrap_or_else(|refusals| {
            faults.extend(refusals.iter().map(|refusal| refused(&refusal.to_string(), text)));
            theme
        });
        if let Err((index, error)) = Fonts::with(&files.fonts) {
            let path = spec.house.fonts.get(index).map_or("", String::as_str);
            faults.push(unusable(path, &error.to_string(), text));
        }
        let logo: Option<Logo> = files.logo.as_deref().and_then(|bytes| {
            let mark = crate::press::logo(bytes);
            mark.map_err(|why| faults.push(unusable(&spec.house.logo, &why, text))).ok()
        });
        let time_from_right = spec.time_direction == TimeDirection::Rtl;
        let theme = Theme { time_from_right, logo, ..theme };
        if faults.is_empty() { Ok(Self { theme, fonts: files.fonts }) } else { Err(faults) }
    }

    /// The faces of the desk's figures.
    #[must_use]
    pub fn faces(&self) -> Fonts {
        Fonts::with(&self.fonts).unwrap_or_else(|_| Fonts::bundled())
    }
}

fn at(name: &str, text: &str) -> crate::diag::Place {
    let start = text.find(name).unwrap_or(0);
    place_of(text, super::desk::DESK_FILE, start, name.len())
}

fn refused(why: &str, text: &str) -> Diagnostic {
    let color = why.split('`').nth(1).unwrap_or("colors");
    Diagnostic::error("C122", format!("house colors are refused: {why}"))
        .at(at(color, text))
        .because("a figure must be read in print, in grayscale and with every kind of color vision")
        .help("choose a darker or lighter color, or leave it to the theme")
}

fn unusable(path: &str, why: &str, text: &str) -> Diagnostic {
    Diagnostic::error("C123", format!("`{path}` cannot be used: {why}"))
        .at(at(path, text))
        .because("no figure is drawn in another look than the one that the desk asks for")
        .help("name a font file (TTF, OTF) or a mark as SVG that opens elsewhere, or take the line out")
}

fn colors(spec: &ColorsSpec, text: &str, faults: &mut Vec<Diagnostic>) -> HouseColors {
    let mut read = |name: &String| {
        let color = color(name);
        if color.is_none() {
            let title = format!("`{name}` is no color");
            faults.push(
                Diagnostic::error("C103", title).at(at(name, text)).help("write it like `#0f54a0`"),
            );
        }
        color
    };
    HouseColors {
        background: spec.background.as_ref().and_then(&mut read),
        ink: spec.ink.as_ref().and_then(&mut read),
        secondary: spec.secondary.as_ref().and_then(&mut read),
        series: spec.series.iter().filter_map(&mut read).collect(),
        fills: spec.fills.iter().filter_map(&mut read).collect(),
        up: spec.up.as_ref().and_then(&mut read),
        down: spec.down.as_ref().and_then(&mut read),
    }
}

/// `#0f54a0`, or `#05a` for `#0055aa`.
fn color(text: &str) -> Option<Color> {
    let digits = text.strip_prefix('#')?;
    let whole: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    u32::from_str_radix(&whole, 16).ok().map(Color::hex)
}

impl DeskSpec {
    /// Numbers of a language in the desk's form.
    #[must_use]
    pub fn numbers(&self, lang: Lang) -> Numbers {
        Numbers {
            lang,
            latin_digits: self.digits == Digits::Latn,
            percent_left: self.percent_side == Side::Left,
        }
    }
}

/// Digits of Persian words and figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Digits {
    /// Those of the language.
    #[default]
    Native,
    /// European ones, as finance houses print them.
    Latn,
}

/// A side of a number on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Right.
    #[default]
    Right,
    /// Left.
    Left,
}

/// Where time axes of right-to-left languages begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TimeDirection {
    /// At the left.
    #[default]
    Ltr,
    /// At the right.
    Rtl,
}

#[cfg(test)]
mod tests {
    use super::super::spec::parse;
    use super::*;

    fn house(tables: &str) -> Result<House, Vec<String>> {
        let text = format!("name.en = \"Desk\"\n{tables}");
        let spec: DeskSpec = parse(&text, "bilat.toml").unwrap();
        House::new(&spec, HouseFiles::default(), &text).map_err(|faults| {
            faults.into_iter().map(|f| format!("{}: {}", f.code, f.title)).collect()
        })
    }

    #[test]
    fn a_house_that_can_be_read_is_taken() {
        let found = house("[house.colors]\nseries = [\"#0b4ea2\"]\n").unwrap();
        assert_eq!(found.theme.series[0], Color::hex(0x0b_4ea2));
        assert_eq!(found.theme.series[1], Theme::light().series[1]);
    }

    #[test]
    fn colors_that_cannot_are_refused_with_both_numbers() {
        let refused = house("[house.colors]\nseries = [\"#7fb2e5\"]\n").unwrap_err();
        assert!(
            refused[0].starts_with(
                "C122: house colors are refused: series 1 `#7fb2e5` has a contrast of 2."
            ),
            "{refused:?}"
        );
        assert!(refused[0].ends_with("on `#ffffff`, needs 4.5"), "{refused:?}");
        assert_eq!(
            house("[house.colors]\nink = \"blue\"\n").unwrap_err()[0],
            "C103: `blue` is no color"
        );
    }
}
