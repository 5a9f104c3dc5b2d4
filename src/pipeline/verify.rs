//! Rebuilds in memory and compares every byte with the disk and the lock.

use std::path::Path;

use serde::Serialize;

use super::build::{Progress, produce};
use super::desk::Desk;
use super::disk::Disk;
use super::fresh::{read_lock, stands};
use super::lock::{LOCK, Lock};
use crate::diag::{Diagnostic, Place};

/// What a comparison found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Verified {
    /// Files that a build makes today and that stand on the disk byte for byte.
    pub same: usize,
    /// Messages: what differs, and what the desk itself has to say.
    #[serde(skip)]
    pub diagnostics: Vec<Diagnostic>,
    /// Paths that differ.
    pub different: Vec<String>,
}

/// Compares the desk in a folder with what a build makes of it today.
///
/// # Errors
/// Messages of a run that cannot go on.
pub fn verify(root: &Path, progress: &dyn Progress) -> Result<Verified, Vec<Diagnostic>> {
    let desk = Desk::open(Disk::at(root))?;
    let recorded = read_lock(&desk);
    let product = produce(&desk, &Lock::default(), progress);
    let mut verified = Verified { diagnostics: product.report.diagnostics, ..Verified::default() };
    for (path, digest) in &product.lock.outputs {
        if stands(&desk, path, digest) {
            verified.same += 1;
        } else {
            let what = if desk.disk.has_file(path) { "differs from" } else { "is absent beside" };
            verified.differ(path, what);
        }
    }
    for (part, made, found) in [
        ("inputs", &product.lock.inputs, &recorded.inputs),
        ("outputs", &product.lock.outputs, &recorded.outputs),
    ] {
        if made != found {
            verified.differ(LOCK, &format!("records other {part} than"));
        }
    }
    Ok(verified)
}

impl Verified {
    fn differ(&mut self, path: &str, what: &str) {
        let place = Place { path: path.to_owned(), ..Place::default() };
        self.diagnostics.push(
            Diagnostic::error("X206", format!("`{path}` {what} what a build makes today"))
                .at(place)
                .help("run `bilat build`, look at the change, and commit it"),
        );
        self.different.push(path.to_owned());
    }
}
