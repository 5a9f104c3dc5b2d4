//! Colors, sizes and strokes of the house style, from `figures.md`.
//!
//! Series inks have 4.5:1 on the background and differ by 12 ΔE00 in four kinds of color vision.

mod house;
mod preset;

pub use house::{HouseColors, Refusal};
pub use preset::{PRESETS, Preset, Sizes, Strokes, preset};

use crate::scene::{Color, Logo};

/// The inks of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Behind everything.
    pub background: Color,
    /// Title, balance, target.
    pub ink: Color,
    /// Subtitle and axis numbers.
    pub secondary: Color,
    /// Footer.
    pub footer: Color,
    /// Lines that are not in focus.
    pub context: Color,
    /// Grid.
    pub grid: Color,
    /// Hatch of what is missing.
    pub hatch: Color,
    /// Band behind a forecast.
    pub band: Color,
    /// Series inks in order: exports, imports, then others.
    pub series: [Color; 6],
    /// Fills of areas and treemaps in order.
    pub fills: [Color; 8],
    /// Growth above 0.
    pub up: Color,
    /// Growth below 0.
    pub down: Color,
    /// Sequential ramp, light to dark.
    pub sequential: [Color; 7],
    /// Diverging ramp, negative to positive.
    pub diverging: [Color; 9],
    /// Whether figures of right-to-left languages are mirrored as a whole, time included.
    pub time_from_right: bool,
    /// Mark of the house at the end side of the footer.
    pub logo: Option<Logo>,
}

impl Theme {
    /// Dark ink on white.
    #[must_use]
    pub fn light() -> Self {
        let hex = Color::hex;
        Self {
            background: Color::WHITE,
            ink: hex(0x1f_2529),
            secondary: hex(0x4a_525a),
            footer: hex(0x59_626b),
            context: hex(0x8a_9299),
            grid: hex(0xd9_dde1),
            hatch: hex(0xc9_ced3),
            band: hex(0xf0_f1f2),
            series: [0x0f_54a0, 0xcc_4304, 0x19_7f76, 0x63_245e, 0x41_3907, 0x8f_4149].map(hex),
            fills: [
                0x0f_62bb, 0xc6_8225, 0x2d_a190, 0x73_3d6d, 0x68_6606, 0xd3_305e, 0x07_4317,
                0x9c_86c4,
            ]
            .map(hex),
            up: hex(0x13_77bf),
            down: hex(0xc2_511b),
            sequential: [
                0xe2_f0fc, 0xb3_d1ee, 0x84_b3e1, 0x55_96cf, 0x1d_78ba, 0x0b_5b95, 0x05_3f6e,
            ]
            .map(hex),
            diverging: [
                0x8c_3314, 0xc5_541f, 0xde_8d5e, 0xef_c3a5, 0xf4_f4f2, 0xb1_cfec, 0x6b_a5dd,
                0x15_7bc5, 0x09_528e,
            ]
            .map(hex),
            time_from_right: false,
            logo: None,
        }
    }

    /// Light ink on near-black.
    #[must_use]
    pub fn dark() -> Self {
        let hex = Color::hex;
        Self {
            background: hex(0x14_181d),
            ink: hex(0xe6_e9ec),
            secondary: hex(0xb9_c0c7),
            footer: hex(0xb9_c0c7),
            context: hex(0x8a_9299),
            grid: hex(0x2b_3238),
            hatch: hex(0x4a_525a),
            band: hex(0x1e_242a),
            series: [0x77_8abe, 0xeb_6a19, 0x37_c5af, 0xfe_abf4, 0xe9_e075, 0xbb_8280].map(hex),
            fills: [
                0x61_a2fc, 0xa5_a529, 0x3d_f3eb, 0xa1_7590, 0xbd_3f1e, 0xe5_ac9e, 0x38_60da,
                0xd8_e72c,
            ]
            .map(hex),
            up: hex(0x6b_a5dd),
            down: hex(0xde_8d5e),
            // More is lighter on a dark ground.
            sequential: [
                0x05_3f6e, 0x0b_5b95, 0x1d_78ba, 0x55_96cf, 0x84_b3e1, 0xb3_d1ee, 0xe2_f0fc,
            ]
            .map(hex),
            ..Self::light()
        }
    }
}
