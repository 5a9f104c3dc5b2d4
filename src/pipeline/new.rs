//! A new desk that builds at once, with invented numbers to be replaced.

use std::collections::BTreeMap;
use std::path::Path;

use super::desk::DESK_FILE;
use super::disk::Disk;
use super::lock::sha256;
use crate::diag::{Diagnostic, Place};

const DESK: &str = include_str!("template/bilat.toml");
const DATA: &str = include_str!("template/data.csv");
const DATASET: &str = include_str!("template/dataset.toml");
const FIGURES: &str = include_str!("template/figures.csv");
const CHART: &str = include_str!("template/chart.toml");

/// Writes a desk into a folder that has none, and returns the paths written.
///
/// # Errors
/// C111 if the folder is a desk already, X203 if it cannot be written.
pub fn new(root: &Path) -> Result<Vec<String>, Box<Diagnostic>> {
    let disk = Disk::at(root);
    if disk.has_file(DESK_FILE) {
        let place = Place { path: root.join(DESK_FILE).display().to_string(), ..Place::default() };
        return Err(Box::new(
            Diagnostic::error("C111", "the folder is a desk already")
                .at(place)
                .help("choose another folder, or run `bilat build` in this one"),
        ));
    }
    let dataset = DATASET.replace("{sha256}", &sha256(DATA.as_bytes()));
    let files = [
        ("datasets/example/data.csv", DATA),
        ("datasets/example/dataset.toml", &dataset),
        ("datasets/ledger/figures.csv", FIGURES),
        ("charts/turnover/chart.toml", CHART),
    ];
    let files: BTreeMap<String, Vec<u8>> =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    disk.commit(&files, Some((DESK_FILE, DESK.as_bytes())))
}
