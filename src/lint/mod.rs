//! Checks on figures: what an editor would send back is found before it is printed.
//!
//! Our own figures are looked at through their scene, any other SVG through its elements; the checks are one list
//! (`checks`), with the ids and thresholds of the house style. Nothing is repaired here.

mod checks;
mod data;
mod figure;
mod foreign;
mod nodes;
mod numerals;
mod outlined;
mod own;
mod path;
mod quad;
mod raster;

use std::sync::Arc;

use serde::Serialize;

pub use checks::{CHECKS, Check, Found};
pub use figure::Figure;
pub use foreign::MOST_BYTES;
pub use numerals::{Numeral, numerals};
pub use own::{Files, Own};

use crate::scene::Fonts;

/// Whether a figure with such a defect is not printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Severity {
    /// It is not.
    E,
    /// It is, and the defect is reported.
    W,
}

impl Severity {
    /// One letter, as printed.
    #[must_use]
    pub fn letter(self) -> char {
        if self == Self::E { 'E' } else { 'W' }
    }
}

/// Something that an editor would send back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Defect {
    /// Id of the check, such as `T1`.
    pub check: &'static str,
    /// How grave.
    pub severity: Severity,
    /// What is wrong, with the words concerned.
    pub message: String,
    /// Where, in user units of the root.
    pub x: f64,
    /// Where, in user units of the root.
    pub y: f64,
}

impl Defect {
    /// Whether the figure is not printed.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::E
    }
}

/// All defects of one of our own figures that its scene shows.
#[must_use]
pub fn lint(own: &Own) -> Vec<Defect> {
    checks::run(&own::figure(own))
}

/// All defects of the files of one of our own figures.
#[must_use]
pub fn lint_files(files: &Files) -> Vec<Defect> {
    let figure = own::of_files(files);
    let svg = files.made.get("svg").and_then(|bytes| std::str::from_utf8(bytes).ok());
    let Some(text) = svg else { return checks::run(&figure) };
    match foreign::document(text) {
        Ok(document) => checks::run(&Figure { document: Some(&document), text, ..figure }),
        Err(reason) => vec![Defect {
            check: "P3",
            severity: Severity::E,
            message: format!("the file {reason}"),
            x: 0.0,
            y: 0.0,
        }],
    }
}

/// What a look at the SVG of any tool found.
#[derive(Clone, Debug, PartialEq)]
pub struct Linted {
    /// What is wrong.
    pub defects: Vec<Defect>,
    /// Faces named in the file that are not at hand; others were measured instead.
    pub substituted: Vec<String>,
    /// Lines of text found.
    pub texts: usize,
}

/// All defects of an SVG of any tool that can be told from the file alone.
///
/// # Errors
/// Why it cannot be read, in a few words.
pub fn lint_svg(bytes: &[u8], fonts: &Arc<Fonts>) -> Result<Linted, String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!("is larger than {} MB", MOST_BYTES >> 20));
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Err("is compressed; unpack it first".to_owned());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document = foreign::document(text)?;
    let foreign = foreign::read(text, &document, fonts)?;
    Ok(Linted {
        defects: checks::run(&foreign.figure),
        substituted: foreign.substituted,
        texts: foreign.figure.lines.len(),
    })
}
