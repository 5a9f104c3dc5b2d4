//! Puts a file into a desk: the bytes as received, and a `dataset.toml` filled in as far as the file tells.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::desk::{DESK_FILE, no_desk};
use super::disk::{Disk, read_file};
use super::lock::sha256;
use crate::diag::{Diagnostic, Place};
use crate::read::{DatasetSpec, Input};
use crate::source;

/// A file that has become a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Id of the dataset.
    pub id: String,
    /// Paths written.
    pub written: Vec<String>,
    /// What the file does not say and a desk must know: keys of `dataset.toml`.
    pub lacking: Vec<&'static str>,
    /// Messages of reading the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Adds a file to the desk in a folder, under `id` or a name made from that of the file.
///
/// # Errors
/// C108 if the folder is no desk, R103 if the file cannot be read, C111 if the id is taken, and the reader's own
/// message if no source recognizes the file.
pub fn add(root: &Path, file: &Path, id: Option<&str>) -> Result<Added, Vec<Diagnostic>> {
    let disk = Disk::at(root);
    let one = |fault: Box<Diagnostic>| vec![*fault];
    if !disk.has_file(DESK_FILE) {
        return Err(vec![no_desk(&disk)]);
    }
    let shown = file.display().to_string();
    let bytes = read_file(file, &shown).map_err(one)?;
    let id = id.map_or_else(|| id_of(file), str::to_owned);
    if disk.has_file(&format!("datasets/{id}/dataset.toml")) {
        return Err(vec![taken(&id)]);
    }
    let input = Input { dataset: &id, path: &shown, bytes: &bytes };
    let (opened, diagnostics) = source::open(input, &DatasetSpec::default());
    let Some(opened) = opened else { return Err(diagnostics) };
    let (text, lacking) = spec_text(&opened, file, &bytes);
    let extension = file.extension().map_or("csv".into(), |e| e.to_string_lossy().to_lowercase());
    let files = BTreeMap::from([
        (format!("datasets/{id}/data.{extension}"), bytes),
        (format!("datasets/{id}/dataset.toml"), text.into_bytes()),
    ]);
    let written = disk.commit(&files, None).map_err(one)?;
    Ok(Added { id, written, lacking, diagnostics })
}

/// C111 for an id that a dataset has.
pub(super) fn taken(id: &str) -> Diagnostic {
    let place = Place { path: format!("datasets/{id}"), ..Place::default() };
    Diagnostic::error("C111", format!("the desk has a dataset `{id}` already"))
        .at(place)
        .because("a dataset is kept as received; a new release is a new dataset")
        .help("choose another name with `--id`")
}

/// A folder name from a file name: lower case, hyphens for everything else.
fn id_of(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let mut id = String::new();
    for letter in stem.chars() {
        match letter {
            'a'..='z' | '0'..='9' => id.push(letter),
            _ if id.ends_with('-') || id.is_empty() => {}
            _ => id.push('-'),
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { "dataset".to_owned() } else { id.to_owned() }
}

/// `dataset.toml` as far as the file tells, and the keys that a person must fill in.
fn spec_text(opened: &source::Opened, file: &Path, bytes: &[u8]) -> (String, Vec<&'static str>) {
    let terms = opened.source.terms(&opened.sheet, &DatasetSpec::default());
    let mut lacking = vec!["producer", "url", "licence"];
    let mut text = String::from(
        "# Filled in by `bilat add`; lines with `?` are for you. `bilat schema dataset` prints every key.\n",
    );
    let mut line = |key: &str, value: &str| {
        let value = toml::Value::String(value.to_owned());
        let _ = writeln!(text, "{key} = {value}");
    };
    line("producer", opened.source.title());
    line("title", &file.file_name().unwrap_or_default().to_string_lossy());
    line("citation", "?");
    line("url", "?");
    line("retrieved", &modified(file));
    line("sha256", &sha256(bytes));
    line("format", opened.source.id());
    if !opened.sheet.encoding.is_empty() && opened.sheet.encoding != "UTF-8" {
        line("encoding", &opened.sheet.encoding);
    }
    if opened.source.id() == "tidy" {
        if terms.unit.is_empty() {
            lacking.push("unit");
        } else {
            line("unit", &terms.unit);
        }
    }
    text.push_str("\n[licence]\nname = \"?\"\nrows = \"no\"\n");
    (text, lacking)
}

/// Day on which the file was last written, as the best guess at its retrieval.
fn modified(file: &Path) -> String {
    let time = std::fs::metadata(file).and_then(|meta| meta.modified()).ok();
    time.map_or_else(
        || "?".to_owned(),
        |time| chrono::DateTime::<chrono::Utc>::from(time).format("%Y-%m-%d").to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_plain_letters() {
        assert_eq!(id_of(Path::new("/x/TradeData (2).csv")), "tradedata-2");
        assert_eq!(id_of(Path::new("торговля.csv")), "dataset");
    }
}
