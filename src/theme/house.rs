//! House colors: those that a desk puts in the place of the theme's, held to the same contrast and distance.
//!
//! What is not told apart in print, in grayscale or by a reader with another color vision is refused, never adjusted:
//! a house that chose its colors wants those and no others.

use std::fmt;

use super::Theme;
use crate::scene::{Color, Vision, contrast, least_distance};

/// Least contrast of words and series on the background.
const TEXT: f64 = 4.5;
/// Least contrast of areas and context lines.
const SHAPE: f64 = 3.0;
/// Least distance of two colors of one list in four kinds of color vision, CIEDE2000.
const DISTANCE: f64 = 12.0;

/// Colors of a house; what is absent stays as the theme has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HouseColors {
    /// Behind everything.
    pub background: Option<Color>,
    /// Title, balance, target.
    pub ink: Option<Color>,
    /// Subtitle and axis numbers.
    pub secondary: Option<Color>,
    /// Series inks, the first of six.
    pub series: Vec<Color>,
    /// Fills of areas, the first of eight.
    pub fills: Vec<Color>,
    /// Growth above zero.
    pub up: Option<Color>,
    /// Growth below zero.
    pub down: Option<Color>,
}

/// Why colors are refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// A color does not stand out from the background.
    Contrast {
        /// What it is for.
        role: String,
        /// The color and the background.
        colors: (Color, Color),
        /// Measured and needed.
        ratio: (f64, f64),
    },
    /// Two colors are too near for one kind of color vision.
    Distance {
        /// What the two are for.
        role: String,
        /// The colors.
        colors: (Color, Color),
        /// Measured and needed.
        distance: (f64, f64),
        /// The vision that cannot tell them apart.
        vision: Vision,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contrast { role, colors: (color, ground), ratio: (found, needed) } => write!(
                f,
                "{role} `{color}` has a contrast of {found:.2} on `{ground}`, needs {needed}"
            ),
            Self::Distance { role, colors: (one, other), distance: (found, needed), vision } => {
                let eyes = match vision {
                    Vision::Normal => "normal vision".to_owned(),
                    other => format!("{}opia", other.id()),
                };
                write!(
                    f,
                    "{role} `{one}` and `{other}` are {found:.1} apart in {eyes}, need {needed} (ΔE00)"
                )
            }
        }
    }
}

impl Theme {
    /// The theme in the colors of a house.
    ///
    /// # Errors
    /// Every color that cannot be read and every pair that cannot be told apart.
    pub fn in_colors(&self, house: &HouseColors) -> Result<Self, Vec<Refusal>> {
        let mut theme = self.clone();
        for (own, color) in [
            (&mut theme.background, house.background),
            (&mut theme.ink, house.ink),
            (&mut theme.secondary, house.secondary),
            (&mut theme.up, house.up),
            (&mut theme.down, house.down),
        ] {
            *own = color.unwrap_or(*own);
        }
        for (own, color) in theme.series.iter_mut().zip(&house.series) {
            *own = *color;
        }
        for (own, color) in theme.fills.iter_mut().zip(&house.fills) {
            *own = *color;
        }
        let refusals = theme.refusals();
        if refusals.is_empty() { Ok(theme) } else { Err(refusals) }
    }

    /// What a careful editor would send back of these colors.
    #[must_use]
    pub fn refusals(&self) -> Vec<Refusal> {
        let mut found = vec![];
        let numbered = |name: &'static str, colors: &[Color]| -> Vec<(String, Color)> {
            colors.iter().enumerate().map(|(i, c)| (format!("{name} {}", i + 1), *c)).collect()
        };
        let named = |list: &[(&str, Color)]| -> Vec<(String, Color)> {
            list.iter().map(|(name, color)| ((*name).to_owned(), *color)).collect()
        };
        let words = named(&[
            ("ink", self.ink),
            ("secondary", self.secondary),
            ("footer", self.footer),
            ("up", self.up),
            ("down", self.down),
        ]);
        let (series, fills) = (numbered("series", &self.series), numbered("fill", &self.fills));
        let shapes = named(&[("context", self.context)]);
        for (list, needed) in [(&words, TEXT), (&series, TEXT), (&fills, SHAPE), (&shapes, SHAPE)] {
            for (role, color) in list {
                let ratio = contrast(*color, self.background);
                if ratio < needed {
                    let (role, colors) = (role.clone(), (*color, self.background));
                    found.push(Refusal::Contrast { role, colors, ratio: (ratio, needed) });
                }
            }
        }
        let growth = named(&[("up", self.up), ("down", self.down)]);
        for list in [&series, &fills, &growth] {
            for (index, (role, one)) in list.iter().enumerate() {
                for (second, other) in &list[index + 1..] {
                    let (distance, vision) = least_distance(*one, *other);
                    if distance < DISTANCE {
                        let role = format!("{role} and {second}:");
                        let distance = (distance, DISTANCE);
                        found.push(Refusal::Distance {
                            role,
                            colors: (*one, *other),
                            distance,
                            vision,
                        });
                    }
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_themes_hold_to_their_own_rules() {
        for theme in [Theme::light(), Theme::dark()] {
            let refusals: Vec<String> = theme.refusals().iter().map(ToString::to_string).collect();
            assert_eq!(refusals, [""; 0]);
        }
    }

    #[test]
    fn a_house_color_that_is_pale_or_near_another_is_refused_with_both_numbers() {
        let house = |series: &[u32]| HouseColors {
            series: series.iter().map(|hex| Color::hex(*hex)).collect(),
            ..HouseColors::default()
        };
        assert!(Theme::light().in_colors(&house(&[0x0b_4ea2])).is_ok());
        let pale = Theme::light().in_colors(&house(&[0xff_d700])).unwrap_err();
        assert_eq!(
            pale[0].to_string(),
            "series 1 `#ffd700` has a contrast of 1.40 on `#ffffff`, needs 4.5"
        );
        let near = Theme::light().in_colors(&house(&[0xb0_2a2a, 0x3d_6b1f])).unwrap_err();
        let told = near[0].to_string();
        assert!(told.starts_with("series 1 and series 2: `#b02a2a` and `#3d6b1f` are"), "{told}");
        assert!(told.contains("opia, need 12"), "{told}");
    }
}
