//! The source tree as text: each file with its code apart from comments, strings and tests.
//!
//! It knows what a path is and nothing else of the language; what the tree must look like is told in `tidy`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A Rust file.
#[derive(Debug)]
pub struct File {
    /// Path from the repository's root, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// The text without comments, the inside of strings, and tests.
    pub code: String,
    /// The tests in it, without comments and strings; all of a file that is only compiled for tests.
    pub tests: String,
}

impl File {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let (code, tests) = without_tests(&bare(&text));
        Self { path: relative(path), text, code, tests }
    }

    /// The module right under the crate's root: `read` for `src/read/csv.rs`.
    pub fn module(&self) -> &str {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path);
        below.split(['/', '.']).next().unwrap_or_default()
    }

    /// Lines without those of tests.
    pub fn lines(&self) -> usize {
        self.text.lines().count() - self.tests.matches('\n').count()
    }

    /// Modules right under the crate's root that the code names.
    pub fn names(&self) -> BTreeSet<String> {
        named(&self.code)
    }

    /// How many modules this one lies under, itself included: 2 for `src/read/csv.rs`.
    pub fn depth(&self) -> usize {
        let parts = self.path.matches('/').count();
        if self.path.ends_with("/mod.rs") { parts - 1 } else { parts }
    }
}

/// All files under a folder of the repository, in order.
pub fn files(folder: &str) -> Vec<File> {
    let mut paths = vec![];
    collect(&root().join(folder), &mut paths);
    paths.sort();
    let mut files: Vec<File> = paths.iter().map(|path| File::read(path)).collect();
    let for_tests: Vec<String> = files.iter().flat_map(declared_for_tests).collect();
    for file in &mut files {
        if for_tests.contains(&file.path) {
            file.tests = std::mem::take(&mut file.code);
        }
    }
    files
}

/// A file of the repository.
pub fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn relative(path: &Path) -> String {
    let below = path.strip_prefix(root()).expect("a file of the repository");
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// Files that a `mod` line under `#[cfg(test)]` brings in.
fn declared_for_tests(file: &File) -> Vec<String> {
    let Some(folder) = file.path.strip_suffix("/mod.rs") else { return vec![] };
    let stems = file.tests.split("mod ").skip(1).filter_map(|rest| rest.split_once(';'));
    stems.map(|(stem, _)| format!("{folder}/{stem}.rs")).collect()
}

/// Modules after each `crate::` of a text.
pub fn named(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(is_word) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(tops(group)),
            None => names.extend([word(rest)]),
        }
    }
    names
}

/// First names in a group of paths, up to its closing brace.
fn tops(group: &str) -> Vec<String> {
    let (mut depth, mut starts) = (0, vec![0]);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => starts.push(at + 1),
            _ => {}
        }
    }
    let names = starts.into_iter().map(|start| word(group[start..].trim_start()));
    names.filter(|name| !name.is_empty()).collect()
}

/// Whether a code names something by a path from outside the crate: `csv::Reader`, `::csv::Reader`, `use csv;`.
pub fn reaches(code: &str, outside: &str) -> bool {
    code.match_indices(outside).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + outside.len()..]);
        let ends = after.starts_with("::") || (after.starts_with(';') && before.ends_with("use "));
        let begins = match before.strip_suffix("::") {
            Some(parent) => !parent.ends_with(|c| is_word(c) || c == '>'),
            None => !before.ends_with(is_word),
        };
        begins && ends
    })
}

/// Whether a code has this word, and not only a longer one.
pub fn says(code: &str, wanted: &str) -> bool {
    let is_whole = |at: usize| {
        let after = &code[at + wanted.len()..];
        let begins_later = code[..at].ends_with(is_word);
        let goes_on = wanted.ends_with(is_word) && after.starts_with(is_word);
        !begins_later && !goes_on
    };
    code.match_indices(wanted).any(|(at, _)| is_whole(at))
}

/// The longest row of `super::` in a code.
pub fn climbs(code: &str) -> usize {
    let step = "super::";
    code.match_indices(step)
        .map(|(at, _)| 1 + code[at + step.len()..].split(step).take_while(|s| s.is_empty()).count())
        .max()
        .unwrap_or(0)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| is_word(*c)).collect()
}

/// A text with comments and the inside of strings and characters taken out; its lines stay.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => string(rest),
            'r' => raw_string(rest),
            '\'' => character(rest),
            _ => 0,
        };
        if length == 0 {
            out.push(c);
        } else {
            out.extend(rest[..length].chars().filter(|c| *c == '\n'));
        }
        rest = &rest[length.max(c.len_utf8())..];
    }
    out
}

/// Length of the string that begins here.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Length of the raw string that begins here; 0 for another word with this letter.
fn raw_string(text: &str) -> usize {
    let hashes = text[1..].chars().take_while(|c| *c == '#').count();
    if !text[1 + hashes..].starts_with('"') {
        return 0;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    let inside = 2 + hashes;
    text[inside..].find(&close).map_or(text.len(), |at| inside + at + close.len())
}

/// Length of the character that begins here; 0 for a lifetime.
fn character(text: &str) -> usize {
    let mut inside = text[1..].char_indices();
    match inside.next() {
        Some((_, '\\')) => text[3..].find('\'').map_or(0, |at| at + 4),
        Some(_) => inside.next().filter(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 2),
        None => 0,
    }
}

/// The code without its test items, and those items.
fn without_tests(code: &str) -> (String, String) {
    let mark = "#[cfg(test)]";
    let (mut kept, mut tests, mut rest) = (String::new(), String::new(), code);
    while let Some(at) = rest.find(mark) {
        let end = at + mark.len() + item(&rest[at + mark.len()..]);
        kept.push_str(&rest[..at]);
        tests.push_str(&rest[at..end]);
        rest = &rest[end..];
    }
    kept.push_str(rest);
    (kept, tests)
}

/// Length of the item that begins here: to its `;`, or to the brace that closes its first one.
fn item(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

#[test]
fn comments_strings_and_tests_are_no_code() {
    let text = r##"
//! crate::a
use crate::{b::{self, x}, c}; // crate::d
const S: &str = "crate::e \" "; const R: &str = r#"crate::f "#;
fn g<'a>(c: char) -> bool { c == '"' || c == '\'' || crate::h::i }
#[cfg(test)]
mod tests { fn j() { crate::k::l } }
fn m() { mycrate::n }
"##;
    let (code, tests) = without_tests(&bare(text));
    assert_eq!(named(&code).into_iter().collect::<String>(), "bch");
    assert_eq!(named(&tests).into_iter().collect::<String>(), "k");
    assert_eq!(code.lines().count() + tests.matches('\n').count(), text.lines().count());
}

#[test]
fn paths_of_crates_are_told_from_modules_of_the_same_name() {
    assert!(reaches("use csv::Reader;", "csv") && reaches("::csv::Reader", "csv"));
    assert!(reaches("use toml;", "toml") && !reaches("super::csv::read", "csv"));
    assert!(!reaches("my_csv::read", "csv") && !reaches("fn csv()", "csv"));
    assert!(says("println!()", "println!") && !says("eprintln!()", "println!"));
    assert!(says("&[&Svg]", "Svg") && !says("&SvgOutlined", "Svg"));
    assert_eq!((climbs("super::a"), climbs("super::super::a + super::b"), climbs("a")), (1, 2, 0));
}
