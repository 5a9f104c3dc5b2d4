//! The only door to the disk: reading inside a desk, and writing so that nothing is ever half-written.
//!
//! Outputs are written to `.NAME.tmp` beside their place, synced, and renamed when all of them are ready.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use crate::diag::{Diagnostic, Place};

/// A folder that is read from and written to.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
}

/// Largest file that is read as a spec, ledger or dataset, unless a desk says otherwise.
const LIMIT: u64 = 4 << 30;

impl Disk {
    /// The folder at `root`.
    #[must_use]
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the folder, or C102 if it leaves it.
    ///
    /// # Errors
    /// C102 for absolute paths, `..`, and links that lead outside.
    pub fn inside(&self, relative: &str) -> Result<PathBuf, Box<Diagnostic>> {
        let leaves = || {
            let place = Place { path: relative.to_owned(), ..Place::default() };
            Box::new(
                Diagnostic::error("C102", "path leaves the desk")
                    .at(place)
                    .because("a desk reads and writes only inside its own folder")
                    .help("copy the file into the desk and name it by its path from `bilat.toml`"),
            )
        };
        let path = Path::new(relative);
        let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
        if !plain || relative.contains(['\\', ':', '\0']) {
            return Err(leaves());
        }
        let joined = self.root.join(path);
        if let (Ok(real), Ok(root)) = (joined.canonicalize(), self.root.canonicalize())
            && !real.starts_with(root)
        {
            return Err(leaves());
        }
        Ok(joined)
    }

    /// The bytes of a regular file in the folder.
    ///
    /// # Errors
    /// R103 with the system's reason, C102 if the path leaves the folder.
    pub fn read(&self, relative: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        read_file(&self.inside(relative)?, relative)
    }

    /// The text of a UTF-8 file in the folder, without its byte-order mark.
    ///
    /// # Errors
    /// As [`Disk::read`]; R105 naming the first byte that is not UTF-8.
    pub fn read_text(&self, relative: &str) -> Result<String, Box<Diagnostic>> {
        let bytes = self.read(relative)?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let bytes = error.as_bytes();
                let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
                let place = Place { path: relative.to_owned(), line, ..Place::default() };
                let title = format!("byte 0x{:02X} is not UTF-8", bytes[at]);
                Err(Box::new(Diagnostic::error("R105", title).at(place).help("save it as UTF-8")))
            }
        }
    }

    /// Names in a folder, sorted; none if it is absent.
    #[must_use]
    pub fn list(&self, relative: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.root.join(relative)) else { return vec![] };
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort();
        names
    }

    /// Names of the folders in `parent` that hold this file, sorted.
    #[must_use]
    pub fn folders_with(&self, parent: &str, file: &str) -> Vec<String> {
        let mut names = self.list(parent);
        names.retain(|name| self.has_file(&format!("{parent}/{name}/{file}")));
        names
    }

    /// Whether a regular file stands there.
    #[must_use]
    pub fn has_file(&self, relative: &str) -> bool {
        self.root.join(relative).is_file()
    }

    /// Writes all files that differ from what stands there, and returns the paths written.
    ///
    /// All are staged beside their places and synced before the first is renamed; `last` is renamed after all others.
    ///
    /// # Errors
    /// X203 with the system's reason; what stood there before is untouched unless renaming itself failed.
    pub fn commit(
        &self,
        files: &BTreeMap<String, Vec<u8>>,
        last: Option<(&str, &[u8])>,
    ) -> Result<Vec<String>, Box<Diagnostic>> {
        let mut changed: Vec<(&str, &[u8])> = files
            .par_iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
            .filter(|(path, bytes)| self.differs(path, bytes))
            .collect();
        if let Some((path, bytes)) = last
            && self.differs(path, bytes)
        {
            changed.push((path, bytes));
        }
        let staged: Result<Vec<PathBuf>, Box<Diagnostic>> =
            changed.par_iter().map(|(path, bytes)| self.stage(path, bytes)).collect();
        let staged = match staged {
            Ok(staged) => staged,
            Err(error) => {
                self.sweep(changed.iter().map(|(path, _)| *path));
                return Err(error);
            }
        };
        for ((path, _), temporary) in changed.iter().zip(staged) {
            let target = self.inside(path)?;
            fs::rename(temporary, target).map_err(|error| cannot_write(path, &error))?;
        }
        Ok(changed.into_iter().map(|(path, _)| path.to_owned()).collect())
    }

    fn differs(&self, path: &str, bytes: &[u8]) -> bool {
        let file = self.root.join(path);
        let same_length = file.metadata().is_ok_and(|meta| meta.len() == bytes.len() as u64);
        !same_length || fs::read(file).map_or(true, |old| old != bytes)
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<PathBuf, Box<Diagnostic>> {
        let target = self.inside(path)?;
        let temporary = temporary(&target);
        let write = || -> std::io::Result<()> {
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = fs::File::create(&temporary)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|error| cannot_write(path, &error))?;
        Ok(temporary)
    }

    /// Removes what an interrupted run left beside these paths.
    fn sweep<'a>(&self, paths: impl Iterator<Item = &'a str>) {
        for path in paths {
            // A leftover that cannot be removed is litter, not a wrong number; the next run tries again.
            let _ = fs::remove_file(temporary(&self.root.join(path)));
        }
    }

    /// Removes `.*.tmp` leftovers of interrupted runs from these folders.
    pub fn sweep_folders<'a>(&self, folders: impl Iterator<Item = &'a str>) {
        for folder in folders {
            let Ok(entries) = fs::read_dir(self.root.join(folder)) else { continue };
            for entry in entries.flatten() {
                let name = entry.file_name();
                let name = name.to_string_lossy();
                if name.starts_with('.') && name.ends_with(".tmp") && name != super::lock::RUN_LOCK
                {
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
    }
}

/// Bytes of a file; 0 where it cannot be told.
#[must_use]
pub fn size_of(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |meta| meta.len())
}

/// The bytes of a regular file; pipes and devices are refused, so reading never hangs.
///
/// # Errors
/// R103 with the system's reason, R107 beyond the limit.
pub fn read_file(path: &Path, shown: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
    let place = Place { path: shown.to_owned(), ..Place::default() };
    let refuse = |reason: String| {
        Box::new(
            Diagnostic::error("R103", format!("cannot read the file: {reason}")).at(place.clone()),
        )
    };
    let meta = fs::metadata(path).map_err(|error| refuse(plain(&error)))?;
    if !meta.is_file() {
        return Err(refuse("it is no regular file".to_owned()));
    }
    if meta.len() > LIMIT {
        let title = format!("file is {} bytes, the limit is {LIMIT}", meta.len());
        return Err(Box::new(Diagnostic::error("R107", title).at(place)));
    }
    fs::read(path).map_err(|error| refuse(plain(&error)))
}

fn temporary(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.tmp"))
}

fn cannot_write(path: &str, error: &std::io::Error) -> Box<Diagnostic> {
    let title = format!("cannot write `{path}`: {}", plain(error));
    let place = Place { path: path.to_owned(), ..Place::default() };
    Box::new(
        Diagnostic::error("X203", title)
            .at(place)
            .because("what stood there is untouched")
            .help("mend what the title says: room, rights, a name that is taken; then run again"),
    )
}

/// The system's reason without its error number, in lower case.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_leave_the_desk_are_refused() {
        let disk = Disk::at("/tmp");
        for path in ["../x", "/etc/passwd", "a/../../b", "a\\b", "C:x", ".", ""] {
            assert!(disk.inside(path).is_err() || path.is_empty(), "{path}");
        }
        assert!(disk.inside("datasets/a/data.csv").is_ok());
    }

    #[test]
    fn only_what_differs_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::at(folder.path());
        let files = BTreeMap::from([("a/b.txt".to_owned(), b"one".to_vec())]);
        assert_eq!(disk.commit(&files, Some(("lock", b"1"))).unwrap(), ["a/b.txt", "lock"]);
        assert!(disk.commit(&files, Some(("lock", b"1"))).unwrap().is_empty());
        assert_eq!(disk.list("a"), ["b.txt"]);
    }
}
