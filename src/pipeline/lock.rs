//! `bilat.lock`, the record of the last build, and the lock that keeps two runs apart.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diag::{Diagnostic, Place};

/// Name of the record of the last build.
pub const LOCK: &str = "bilat.lock";
/// Name of the file that a running build holds.
pub const RUN_LOCK: &str = ".bilat.run.tmp";

/// What the last build read and wrote, by SHA-256.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// Version of this program.
    pub program: String,
    /// Every file read.
    pub inputs: BTreeMap<String, String>,
    /// Key of every chart: a hash of all that its outputs depend on.
    pub charts: BTreeMap<String, String>,
    /// Every file written.
    pub outputs: BTreeMap<String, String>,
}

impl Lock {
    /// Reads the record; an unreadable one counts as none, so the next build writes everything anew.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        toml::from_str(text).unwrap_or_default()
    }

    /// The record as text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let body = toml::to_string(self).unwrap_or_default();
        format!("# Written by bilat; compare with `bilat verify`. Do not edit.\n{body}")
    }
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 over several parts, each with its length, so that parts cannot run into each other.
#[must_use]
pub fn key<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hex(&hasher.finalize())
}

fn hex(digest: &[u8]) -> String {
    use std::fmt::Write;
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Held while a build writes; removed when dropped, and by the system when the process dies.
#[derive(Debug)]
pub struct RunLock {
    path: PathBuf,
    _file: File,
}

impl RunLock {
    /// Takes the lock of a desk.
    ///
    /// # Errors
    /// X204 naming the process that holds it, X203 if the folder cannot be written.
    pub fn take(root: &Path) -> Result<Self, Box<Diagnostic>> {
        let path = root.join(RUN_LOCK);
        let place = Place { path: RUN_LOCK.to_owned(), ..Place::default() };
        let fail = |error: &std::io::Error| {
            Box::new(Diagnostic::error("X203", format!("cannot write `{RUN_LOCK}`: {error}")))
        };
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(&path).map_err(|error| fail(&error))?;
        if file.try_lock().is_err() {
            let mut holder = String::new();
            let _ = file.read_to_string(&mut holder);
            let title = format!("another run holds the desk, process {}", holder.trim());
            return Err(Box::new(
                Diagnostic::error("X204", title).at(place).help("wait for it to end, or stop it"),
            ));
        }
        let write = |file: &mut File| -> std::io::Result<()> {
            file.set_len(0)?;
            file.rewind()?;
            write!(file, "{}", std::process::id())
        };
        write(&mut file).map_err(|error| fail(&error))?;
        Ok(Self { path, _file: file })
    }
}

impl Drop for RunLock {
    fn drop(&mut self) {
        // The system releases the lock itself; a file left behind is swept by the next run.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_has_one_run_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let held = RunLock::take(folder.path()).unwrap();
        let refused = RunLock::take(folder.path()).unwrap_err();
        assert_eq!(refused.code, "X204");
        assert!(refused.title.ends_with(&std::process::id().to_string()));
        drop(held);
        assert!(RunLock::take(folder.path()).is_ok());
    }

    #[test]
    fn the_record_is_read_back() {
        let mut lock = Lock { program: "1".to_owned(), ..Lock::default() };
        lock.outputs.insert("charts/a/en.svg".to_owned(), sha256(b"x"));
        assert_eq!(Lock::parse(&lock.to_text()), lock);
    }

    #[test]
    fn known_digest() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), empty);
    }
}
