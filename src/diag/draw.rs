//! The three forms that messages are printed in.

use std::fmt::Write;

use super::{Diagnostic, human};

/// How messages are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MessageFormat {
    /// Drawn for people.
    #[default]
    Human,
    /// One line a message, as compilers print them: `path:line:column: error[CODE]: title`.
    Short,
    /// One JSON object a line.
    Json,
}

/// Draws messages in order, each ending in a newline; `color` counts for [`MessageFormat::Human`] alone.
#[must_use]
pub fn draw(diagnostics: &[Diagnostic], format: MessageFormat, color: bool) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        match format {
            MessageFormat::Human => {
                out.push_str(&human(diagnostic, color));
                out.push('\n');
            }
            MessageFormat::Short => short(&mut out, diagnostic),
            MessageFormat::Json => {
                out.push_str(&serde_json::to_string(diagnostic).unwrap_or_default());
                out.push('\n');
            }
        }
    }
    out
}

fn short(out: &mut String, diagnostic: &Diagnostic) {
    if let Some(place) = &diagnostic.place {
        let _ = match (place.line, place.column) {
            (0, _) => write!(out, "{}: ", place.path),
            (line, 0) => write!(out, "{}:{line}: ", place.path),
            (line, column) => write!(out, "{}:{line}:{column}: ", place.path),
        };
    }
    let Diagnostic { code, title, .. } = diagnostic;
    let _ = writeln!(out, "{}[{code}]: {title}", diagnostic.severity.id());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;

    fn message() -> Diagnostic {
        let place = Place { path: "a.csv".to_owned(), line: 3, column: 21, ..Place::default() };
        Diagnostic::error("R201", "line has 5 fields, the header has 4").at(place)
    }

    #[test]
    fn short_is_one_line_with_place_and_code() {
        assert_eq!(
            draw(&[message()], MessageFormat::Short, false),
            "a.csv:3:21: error[R201]: line has 5 fields, the header has 4\n"
        );
    }

    #[test]
    fn json_is_one_object_a_line() {
        let drawn = draw(&[message(), message()], MessageFormat::Json, false);
        assert_eq!(drawn.lines().count(), 2);
        let value: serde_json::Value = serde_json::from_str(drawn.lines().next().unwrap()).unwrap();
        assert_eq!(value["code"], "R201");
        assert_eq!(value["place"]["line"], 3);
    }
}
