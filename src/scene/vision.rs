//! Colors as they are seen: contrast by WCAG 2, lightness, and distances in four kinds of color vision.
//!
//! Distances are CIEDE2000; dichromats are simulated after Machado, Oliveira and Fernandes 2009 at severity 1. What
//! distance is enough, and what is done about a color that is too near, is decided elsewhere.

use palette::color_difference::Ciede2000;
use palette::white_point::D65;
use palette::{FromColor, Lab, LinSrgb, Srgb};

use super::Color;

/// A kind of color vision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vision {
    /// All three cones.
    Normal,
    /// Without the cones for long waves (red).
    Protan,
    /// Without the cones for middle waves (green).
    Deutan,
    /// Without the cones for short waves (blue).
    Tritan,
}

impl Vision {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Normal, Self::Protan, Self::Deutan, Self::Tritan];

    /// Name as printed.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Protan => "protan",
            Self::Deutan => "deutan",
            Self::Tritan => "tritan",
        }
    }

    /// From linear RGB to linear RGB, row by row.
    fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Normal => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protan => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deutan => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritan => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }

    fn linear(self, color: Color) -> LinSrgb<f64> {
        let seen: LinSrgb<f64> = Srgb::new(color.0, color.1, color.2).into_linear();
        let row =
            |[r, g, b]: [f64; 3]| (r * seen.red + g * seen.green + b * seen.blue).clamp(0.0, 1.0);
        let [red, green, blue] = self.matrix().map(row);
        LinSrgb::new(red, green, blue)
    }

    /// A color as a person with this vision sees it.
    #[must_use]
    pub fn seen(self, color: Color) -> Color {
        if self == Self::Normal {
            return color;
        }
        let seen: Srgb<u8> = Srgb::from_linear(self.linear(color));
        Color(seen.red, seen.green, seen.blue)
    }

    /// Distance of two colors in this vision, CIEDE2000; 12 is told apart at a glance.
    #[must_use]
    pub fn distance(self, one: Color, other: Color) -> f64 {
        let lab = |color| Lab::<D65, f64>::from_color(self.linear(color));
        lab(one).difference(lab(other))
    }
}

/// The least distance of two colors in the four kinds of vision, and the kind that sees it.
#[must_use]
pub fn least_distance(one: Color, other: Color) -> (f64, Vision) {
    let seen = Vision::ALL.map(|vision| (vision.distance(one, other), vision));
    seen.into_iter().min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, Vision::Normal))
}

/// Lightness L* of a color, from 0 to 100: what is left of it in grayscale.
#[must_use]
pub fn lightness(color: Color) -> f64 {
    Lab::<D65, f64>::from_color(Vision::Normal.linear(color)).l
}

/// Distance from gray, in Lab units.
#[must_use]
pub fn chroma(color: Color) -> f64 {
    let lab = Lab::<D65, f64>::from_color(Vision::Normal.linear(color));
    libm::sqrt(lab.a * lab.a + lab.b * lab.b)
}

/// Contrast of two colors by WCAG 2, from 1 to 21.
#[must_use]
pub fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance by WCAG 2, from 0 to 1.
fn luminance(Color(red, green, blue): Color) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Least distance of any two of these colors in one vision.
    fn least(colors: &[u32], vision: Vision) -> f64 {
        let colors: Vec<Color> = colors.iter().map(|c| Color::hex(*c)).collect();
        let pairs = (0..colors.len()).flat_map(|i| (i + 1..colors.len()).map(move |j| (i, j)));
        pairs.map(|(i, j)| vision.distance(colors[i], colors[j])).fold(f64::MAX, f64::min)
    }

    /// Figures printed in the house style for published palettes, which others can recompute.
    #[test]
    fn distances_are_those_of_the_house_style() {
        let ours = [0x0f_54a0, 0xcc_4304, 0x19_7f76, 0x63_245e, 0x41_3907, 0x8f_4149];
        let okabe_ito = [
            0x00_0000, 0xe6_9f00, 0x56_b4e9, 0x00_9e73, 0xf0_e442, 0x00_72b2, 0xd5_5e00, 0xcc_79a7,
        ];
        for (colors, expected) in
            [(&ours[..], [20.0, 13.7, 12.6, 12.4]), (&okabe_ito[..], [21.7, 12.2, 11.6, 10.9])]
        {
            for (vision, expected) in Vision::ALL.into_iter().zip(expected) {
                let found = least(colors, vision);
                assert!((found - expected).abs() < 0.06, "{vision:?}: {found}, not {expected}");
            }
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast(Color(0, 0, 0), Color::WHITE) - 21.0).abs() < 1e-9);
        // The lightest gray that passes 4.5:1 on white.
        assert!((contrast(Color::hex(0x76_7676), Color::WHITE) - 4.54).abs() < 0.005);
        assert!((contrast(Color::hex(0x0f_54a0), Color::WHITE) - 7.51).abs() < 0.005);
    }

    #[test]
    fn lightness_runs_from_0_to_100_and_gray_has_no_chroma() {
        assert!(lightness(Color(0, 0, 0)).abs() < 1e-6);
        assert!((lightness(Color::WHITE) - 100.0).abs() < 1e-3);
        assert!((lightness(Color::hex(0x0f_54a0)) - 36.0).abs() < 0.6);
        assert!(chroma(Color(128, 128, 128)) < 0.1 && chroma(Color(255, 0, 0)) > 100.0);
    }

    #[test]
    fn red_and_green_fall_together_for_those_without_their_cones() {
        let (red, green) = (Color::hex(0xd6_2728), Color::hex(0x2c_a02c));
        let (least, vision) = least_distance(red, green);
        assert!(least < 12.0 && matches!(vision, Vision::Protan | Vision::Deutan), "{least}");
        assert_eq!(Vision::Normal.seen(red), red);
        assert_ne!(Vision::Deutan.seen(red), red);
    }
}
