//! Test material beside the repository, which may be absent: then a test says so and passes.
//!
//! Where `BILAT_SHARED` names its folder, as `.ci/run` does, nothing may be absent and no test is skipped.

use std::path::{Path, PathBuf};

use bilat::diag::Diagnostic;
use bilat::inspect::{Inspection, inspect};
use bilat::read::{DatasetSpec, Input};

/// A file or folder of the material; `None`, said on stderr, where it is absent and nobody promised it.
pub fn folder(name: &str) -> Option<PathBuf> {
    let promised = std::env::var_os("BILAT_SHARED").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = promised.clone().unwrap_or_else(beside).join(name);
    if path.exists() {
        return Some(path);
    }
    assert!(promised.is_none(), "`BILAT_SHARED` is set, and {} is absent", path.display());
    eprintln!("skipped: no `{name}` beside the repository");
    None
}

/// The text of a file of the material, if it is there.
pub fn text(name: &str) -> Option<String> {
    let path = folder(name)?;
    Some(std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
}

/// Looks at a file on disk.
pub fn look(path: &Path, spec: &DatasetSpec) -> (Inspection, Vec<Diagnostic>) {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    inspect(Input { dataset: "d", path: &name, bytes: &bytes }, spec)
}

/// All messages as text, for failures.
pub fn drawn(diagnostics: &[Diagnostic]) -> String {
    bilat::diag::draw(diagnostics, bilat::diag::MessageFormat::Human, false)
}
