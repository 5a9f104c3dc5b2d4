//! Folders of test material beside the repository, which may be absent: then a test says so and passes.

use std::path::PathBuf;

use bilat::diag::Diagnostic;
use bilat::inspect::{Inspection, inspect};
use bilat::read::{DatasetSpec, Input};

/// A folder under `../shared`, or under `BILAT_SHARED`; `None`, said on stderr, where it is absent.
pub fn folder(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("BILAT_SHARED").map_or_else(|| "../shared".into(), PathBuf::from);
    let candidates = [root.join(name), PathBuf::from("/work/shared").join(name)];
    let found = candidates.into_iter().find(|path| path.is_dir());
    if found.is_none() {
        eprintln!("skipped: no folder {name} beside the repository");
    }
    found
}

/// Looks at a file on disk.
pub fn look(path: &std::path::Path, spec: &DatasetSpec) -> (Inspection, Vec<Diagnostic>) {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    inspect(Input { dataset: "d", path: &name, bytes: &bytes }, spec)
}

/// All messages as text, for failures.
pub fn drawn(diagnostics: &[Diagnostic]) -> String {
    bilat::diag::draw(diagnostics, bilat::diag::MessageFormat::Human, false)
}
