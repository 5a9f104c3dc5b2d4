//! Messages drawn for people: the line, carets under the cell, the note and the remedy.
//!
//! Colors are the caller's choice; no terminal and no environment is asked here.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Place, Severity};

/// Columns that a drawn line may take before it is trimmed.
const WIDTH: usize = 120;

/// Carets under a line that is meant as a whole: enough to show which, and its label stands near.
const WHOLE: u32 = 48;

/// Draws one message, ending in a newline.
#[must_use]
pub fn human(diagnostic: &Diagnostic, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let title = level(diagnostic.severity).primary_title(&*diagnostic.title).id(diagnostic.code);
    let mut body = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        body = with_place(body, place, &diagnostic.label);
    }
    body = body.elements(diagnostic.notes.iter().map(|note| Level::NOTE.message(&**note)));
    let mut groups = vec![body];
    if let Some(help) = &diagnostic.help {
        groups.push(Group::with_title(Level::HELP.secondary_title(&**help)));
    }
    let mut drawn = renderer.render(&groups);
    drawn.push('\n');
    drawn
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn with_place<'a>(group: Group<'a>, place: &'a Place, label: &'a str) -> Group<'a> {
    if place.text.is_empty() {
        return without_text(group, place, label);
    }
    let mut caret = AnnotationKind::Primary.span(span(place));
    if !label.is_empty() {
        caret = caret.label(label);
    }
    let snippet = Snippet::source(&*place.text)
        .line_start(place.line as usize)
        .path(&*place.path)
        .annotation(caret);
    group.element(snippet)
}

fn without_text<'a>(group: Group<'a>, place: &'a Place, label: &'a str) -> Group<'a> {
    let mut origin = Origin::path(&*place.path);
    if place.line > 0 {
        origin = origin.line(place.line as usize);
    }
    if place.column > 0 {
        origin = origin.char_column(place.column as usize);
    }
    let group = group.element(origin);
    if label.is_empty() { group } else { group.element(Level::NOTE.message(label)) }
}

/// The bytes of the line that the carets stand under.
fn span(place: &Place) -> Range<usize> {
    let at = |chars: u32| {
        place.text.char_indices().nth(chars as usize).map_or(place.text.len(), |(byte, _)| byte)
    };
    if place.column == 0 {
        return 0..at(WHOLE);
    }
    at(place.column - 1)..at(place.column - 1 + place.width.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide_line() -> Diagnostic {
        let text = format!("{}false,,\"38.921,56\",38921560000,4,true,true", "x,".repeat(110));
        let place = Place {
            path: "datasets/comtrade/data.csv".to_owned(),
            line: 48213,
            column: 228,
            width: 11,
            text,
        };
        Diagnostic::error("S203", "`fobvalue` is not a number")
            .at(place)
            .label("`,` used as decimal mark, `.` as thousands mark")
            .because("118 more cells in this column have the same form, first at line 48214")
            .help("set `number_format = \"1.234,56\"` in datasets/comtrade/dataset.toml")
    }

    #[test]
    fn long_lines_are_trimmed_and_keep_line_and_column() {
        let drawn = human(&wide_line(), false);
        assert!(drawn.starts_with("error[S203]: `fobvalue` is not a number\n"), "{drawn}");
        assert!(drawn.contains("--> datasets/comtrade/data.csv:48213:228"), "{drawn}");
        assert!(drawn.contains("^^^^^^^^^^^ `,` used as decimal mark"), "{drawn}");
        assert!(drawn.contains("= note: 118 more cells"), "{drawn}");
        assert!(drawn.contains("\nhelp: set `number_format"), "{drawn}");
        assert!(drawn.lines().all(|line| line.chars().count() <= 140), "{drawn}");
    }

    #[test]
    fn carets_stand_under_characters_not_bytes() {
        let place = Place {
            path: "a.csv".to_owned(),
            line: 2,
            column: 9,
            width: 3,
            text: "Сирия,1;1.5".to_owned(),
        };
        let drawn = human(&Diagnostic::error("S203", "`value` is not a number").at(place), false);
        assert!(drawn.contains("--> a.csv:2:9"), "{drawn}");
        assert!(drawn.contains("^^^"), "{drawn}");
    }

    #[test]
    fn a_place_without_text_is_named_only() {
        let place = Place { path: "a.csv".to_owned(), ..Place::default() };
        let drawn = human(&Diagnostic::error("R101", "file holds no rows").at(place), false);
        assert!(drawn.contains("--> a.csv"), "{drawn}");
    }

    #[test]
    fn color_is_a_choice() {
        assert!(human(&wide_line(), true).contains('\u{1b}'));
        assert!(!human(&wide_line(), false).contains('\u{1b}'));
    }
}
