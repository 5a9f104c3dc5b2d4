//! Whether the values of `bilat.toml` mean something: presets, themes, formats and languages that exist.

use super::desk::DESK_FILE;
use super::spec::DeskSpec;
use crate::diag::{Diagnostic, Place};
use crate::theme::preset;

/// Values of `bilat.toml` that have the right type and no meaning.
pub fn check(spec: &DeskSpec) -> Vec<Diagnostic> {
    let place = || Place { path: DESK_FILE.to_owned(), ..Place::default() };
    let unknown = |what: &str, name: &str, known: String| {
        Diagnostic::error("C104", format!("no {what} `{name}`"))
            .at(place())
            .help(format!("known are {known}"))
    };
    let mut faults = vec![];
    if let Err((code, title, _)) = spec.reconcile.conversion() {
        faults.push(
            Diagnostic::error(code, title)
                .at(place())
                .help("write `conversion = \"cif-factor 1.06\"` or `\"freight-margin 6 %\"`"),
        );
    }
    if preset(&spec.preset).is_none() {
        let known: Vec<&str> = crate::theme::PRESETS.iter().map(|preset| preset.id).collect();
        faults.push(unknown("preset", &spec.preset, known.join(", ")));
    }
    if !["light", "dark"].contains(&spec.theme.as_str()) {
        faults.push(unknown("theme", &spec.theme, "light, dark".to_owned()));
    }
    for format in &spec.formats {
        if crate::render::renderer(format).is_none() {
            let known: Vec<&str> = crate::render::RENDERERS.iter().map(|r| r.id()).collect();
            faults.push(unknown("format", format, known.join(", ")));
        }
    }
    if spec.languages.is_empty() {
        faults.push(
            Diagnostic::error("C107", "no languages")
                .at(place())
                .help("set `languages = [\"en\"]`"),
        );
    }
    faults
}
