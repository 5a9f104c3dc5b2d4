//! The outputs: every file of this folder is one, and each only writes down what the scene has decided.

mod pdf;
mod png;
mod svg;
mod svg_outlined;

use std::fmt;

pub use pdf::Pdf;
pub use png::{Eye, Png, PngAt};
pub use svg::Svg;
pub use svg_outlined::SvgOutlined;

use crate::press::{Sheet, SheetError};

/// An output format.
pub trait Renderer: Sync {
    /// Name after `--format`.
    fn id(&self) -> &'static str;
    /// What follows the language in the file name: `svg`, `outlined.svg`.
    fn extension(&self) -> &'static str;
    /// Media type.
    fn media_type(&self) -> &'static str;
    /// The bytes of the file; the same sheet gives the same bytes.
    ///
    /// # Errors
    /// If the engine refuses the picture.
    fn render(&self, sheet: &Sheet) -> Result<Vec<u8>, RenderError>;
}

/// All outputs.
pub static RENDERERS: &[&dyn Renderer] = &[&Svg, &SvgOutlined, &Png, &Pdf];

/// The output of this name.
#[must_use]
pub fn renderer(id: &str) -> Option<&'static dyn Renderer> {
    RENDERERS.iter().copied().find(|renderer| renderer.id() == id)
}

/// Why a file could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenderError {
    /// The scene cannot be printed at all.
    Sheet(SheetError),
    /// The engine that writes the format refuses.
    Engine {
        /// Which format.
        format: &'static str,
        /// What it says.
        reason: String,
    },
}

impl RenderError {
    fn engine(format: &'static str, reason: impl fmt::Display) -> Self {
        Self::Engine { format, reason: reason.to_string() }
    }
}

impl From<SheetError> for RenderError {
    fn from(error: SheetError) -> Self {
        Self::Sheet(error)
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sheet(error) => error.fmt(f),
            Self::Engine { format, reason } => write!(f, "{format} cannot be made: {reason}"),
        }
    }
}

impl std::error::Error for RenderError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::press::sample::{imprint, scene, shaper};
    use crate::words::Lang;

    #[test]
    fn ids_and_extensions_are_unique() {
        for (index, one) in RENDERERS.iter().enumerate() {
            for other in &RENDERERS[index + 1..] {
                assert_ne!(one.id(), other.id());
                assert_ne!(one.extension(), other.extension());
            }
            assert!(renderer(one.id()).is_some());
        }
    }

    #[test]
    fn rendering_twice_gives_the_same_bytes() {
        for lang in Lang::ALL {
            for renderer in RENDERERS {
                let once = || {
                    let (scene, shaper, imprint) = (scene(lang), shaper(), imprint());
                    renderer.render(&Sheet::new(&scene, &shaper, &imprint).unwrap()).unwrap()
                };
                assert!(once() == once(), "{} {lang}", renderer.id());
            }
        }
    }

    #[test]
    fn a_character_that_no_face_has_is_refused() {
        let (mut scene, shaper, imprint) = (scene(Lang::En), shaper(), imprint());
        scene.nodes.retain_mut(|node| {
            if let crate::scene::Node::Text(text) = node {
                text.content.push('漢');
            }
            true
        });
        let error = Sheet::new(&scene, &shaper, &imprint).err().unwrap();
        assert_eq!(error.to_string(), "no face has `漢` (U+6F22)");
    }

    /// Writes all files for a look, and says what each costs in a warm process:
    /// `BILAT_SAMPLES=folder cargo test --release --lib write_samples -- --ignored --nocapture`.
    #[test]
    #[ignore = "writes files to look at"]
    fn write_samples() {
        let folder = std::env::var("BILAT_SAMPLES").expect("a folder");
        let (shaper, imprint) = (shaper(), imprint());
        for lang in Lang::ALL {
            let mut scene = scene(lang);
            if std::env::var("BILAT_WEB").is_ok() {
                scene.physical = crate::scene::Physical::Pixels(1200.0, 675.0);
                scene.height = scene.width * 675.0 / 1200.0;
            }
            let mut best = std::collections::BTreeMap::new();
            for _ in 0..20 {
                let mut clock = std::time::Instant::now();
                let mut lap = |step: &'static str, size: usize| {
                    let took = (clock.elapsed(), size);
                    let entry = best.entry(step).or_insert(took);
                    *entry = took.min(*entry);
                    clock = std::time::Instant::now();
                };
                let sheet = Sheet::new(&scene, &shaper, &imprint).unwrap();
                lap("0 sheet", 0);
                sheet.tree().unwrap();
                lap("1 tree", 0);
                for renderer in RENDERERS {
                    let bytes = renderer.render(&sheet).unwrap();
                    lap(renderer.id(), bytes.len());
                    let path = format!("{folder}/{lang}.{}", renderer.extension());
                    std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), &bytes)
                        .unwrap();
                    lap("9 write", 0);
                }
            }
            let path = format!("{folder}/{lang}.txt");
            let text = crate::scene::dump(&scene);
            std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), text.as_bytes())
                .unwrap();
            eprintln!("{lang} {best:?}");
        }
    }
}
