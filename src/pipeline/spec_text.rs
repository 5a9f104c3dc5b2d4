//! Specs as text: read with the place of what is wrong, and the nearest known name for a mistyped one.

use serde::Deserialize;

use crate::diag::{Diagnostic, Place};

/// Reads a spec, and on failure says where and which known key is nearest.
///
/// # Errors
/// A C101 for an unknown key, C103 for anything else that is wrong with the file.
pub fn parse<T: for<'de> Deserialize<'de>>(text: &str, path: &str) -> Result<T, Box<Diagnostic>> {
    toml::from_str(text).map_err(|error| Box::new(explain(&error, text, path)))
}

fn explain(error: &toml::de::Error, text: &str, path: &str) -> Diagnostic {
    let place = error.span().map(|span| place_of(text, path, span.start, span.len()));
    let message = error.message();
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let diagnostic = match (message.starts_with("unknown field"), &quoted[..]) {
        (true, [unknown, known @ ..]) => {
            let nearest = known.iter().max_by(|a, b| {
                let near = |word: &str| strsim::jaro_winkler(word, unknown);
                near(a).total_cmp(&near(b))
            });
            let diagnostic = Diagnostic::error("C101", format!("unknown key `{unknown}`"))
                .label("not a key of this table")
                .because(format!("known keys: {}", known.join(", ")));
            match nearest {
                Some(nearest) => diagnostic.help(format!("did you mean `{nearest}`?")),
                None => diagnostic,
            }
        }
        _ => Diagnostic::error("C103", message.lines().next().unwrap_or(message).to_owned()),
    };
    match place {
        Some(place) => diagnostic.at(place),
        None => diagnostic.at(Place { path: path.to_owned(), ..Place::default() }),
    }
}

/// The known name that is most like a mistyped one.
#[must_use]
pub fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    known.max_by_key(|word| (strsim::jaro_winkler(word, name) * 1e6) as u64)
}

/// The place of a byte range in a text.
#[must_use]
pub fn place_of(text: &str, path: &str, start: usize, length: usize) -> Place {
    let start = start.min(text.len());
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let width = text
        .get(start..start + length)
        .map_or(1, |s| s.lines().next().map_or(1, |l| l.chars().count()));
    Place {
        path: path.to_owned(),
        line: before.matches('\n').count() as u32 + 1,
        column: text[line_start..start].chars().count() as u32 + 1,
        width: width.max(1) as u32,
        text: line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::spec::DeskSpec;
    use super::*;

    #[test]
    fn an_unknown_key_names_the_nearest_known_one() {
        let text = "name.en = \"Desk\"\nlangages = [\"en\"]\n";
        let diagnostic = parse::<DeskSpec>(text, "bilat.toml").unwrap_err();
        assert_eq!(diagnostic.code, "C101");
        assert_eq!(diagnostic.title, "unknown key `langages`");
        assert_eq!(diagnostic.help.as_deref(), Some("did you mean `languages`?"));
        let place = diagnostic.place.unwrap();
        assert_eq!((place.line, place.column, place.width), (2, 1, 8));
    }
}
