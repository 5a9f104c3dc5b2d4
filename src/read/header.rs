//! Column names: cleaned, unique, and told from the lines of a preamble.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place};

/// A column name as cleaned, and what was taken out of it.
pub fn clean(raw: &str) -> (String, Vec<char>) {
    let invisible = |c: char| {
        matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
            || c.is_control()
    };
    let removed: Vec<char> = raw.chars().filter(|c| invisible(*c)).collect();
    let kept: String = raw.chars().filter(|c| !invisible(*c)).collect();
    (kept.split_whitespace().collect::<Vec<_>>().join(" "), removed)
}

/// Cleans names and reports cleaned (S103), empty (S103) and repeated (S102) ones.
pub fn names(raw: &[String], place: impl Fn(usize) -> Place) -> (Vec<String>, Vec<Diagnostic>) {
    let mut diagnostics = vec![];
    let mut names = vec![];
    for (column, text) in raw.iter().enumerate() {
        let (name, removed) = clean(text);
        if !removed.is_empty() {
            let points: Vec<String> =
                removed.iter().map(|c| format!("U+{:04X}", *c as u32)).collect();
            diagnostics.push(
                Diagnostic::warning("S103", format!("column name cleaned to `{name}`"))
                    .at(place(column))
                    .label(format!("{} taken out", points.join(", "))),
            );
        }
        if name.is_empty() {
            diagnostics.push(
                Diagnostic::warning("S103", format!("column {} has no name", column + 1))
                    .at(place(column))
                    .label("empty name")
                    .because("the column is not read"),
            );
        }
        names.push(name);
    }
    diagnostics.extend(repeated(&names, place));
    (names, diagnostics)
}

fn repeated(names: &[String], place: impl Fn(usize) -> Place) -> Option<Diagnostic> {
    // Statistical exchange files may hold `reporter` with codes beside `REPORTER` with labels.
    let is_sdmx = names.iter().any(|name| name == "STRUCTURE_ID" || name == "DATAFLOW");
    let compared = |name: &String| if is_sdmx { name.clone() } else { name.to_lowercase() };
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (column, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        if let Some(earlier) = first.insert(compared(name), column) {
            return Some(
                Diagnostic::error("S102", format!("column `{name}` appears twice"))
                    .at(place(column))
                    .label(format!("the same name as column {}", earlier + 1))
                    .because("which of the two is meant cannot be told")
                    .help("rename one of them in the file"),
            );
        }
    }
    None
}

/// Whether cells could be column names: none empty, none a number, all different.
pub fn looks_like_names<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> bool {
    let name = |cell: &str| {
        let cell = cell.trim();
        !cell.is_empty() && !cell.bytes().all(|b| b.is_ascii_digit() || b".,-+ ".contains(&b))
    };
    let count = cells.clone().count();
    let mut seen: Vec<&str> = cells.clone().collect();
    seen.sort_unstable();
    seen.dedup();
    count > 1 && seen.len() == count && cells.filter(|cell| name(cell)).count() * 2 > count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(raw: &[&str]) -> (Vec<String>, Vec<String>) {
        let raw: Vec<String> = raw.iter().map(ToString::to_string).collect();
        let (names, diagnostics) = names(&raw, |_| Place::default());
        (names, diagnostics.into_iter().map(|d| format!("{}: {}", d.code, d.title)).collect())
    }

    #[test]
    fn invisible_marks_are_taken_out_with_a_warning() {
        let (names, messages) = run(&["\u{FEFF}year", " partner ", "va\u{200B}lue"]);
        assert_eq!(names, ["year", "partner", "value"]);
        assert_eq!(
            messages,
            ["S103: column name cleaned to `year`", "S103: column name cleaned to `value`"]
        );
    }

    #[test]
    fn equal_names_are_refused_also_by_case() {
        assert_eq!(run(&["Year", "year", "value"]).1, ["S102: column `year` appears twice"]);
        assert!(run(&["STRUCTURE_ID", "reporter", "REPORTER"]).1.is_empty());
    }

    #[test]
    fn data_do_not_look_like_names() {
        assert!(looks_like_names(["reporter", "partner", "2020", "value"].into_iter()));
        assert!(!looks_like_names(["A", "1", "2020", "3.5"].into_iter()));
        assert!(!looks_like_names(["Source: x"].into_iter()));
    }
}
