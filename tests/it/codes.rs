//! Every message code is proved: a fixture expects it, or a test names it.

use std::path::Path;

use bilat::diag::{CODES, explain};

use crate::tree::files;

/// Everything that is written to test: the tests, their fixtures, and the tests at the foot of each file.
fn proofs() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    gather(&root.join("tests"), &mut text);
    for file in files("src") {
        if let Some(at) = file.text.find("#[cfg(test)]") {
            text += &file.text[at..];
        }
    }
    text
}

fn gather(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_this = path.ends_with("tests/it/codes.rs");
        if path.is_dir() {
            gather(&path, text);
        } else if !is_this
            && path.extension().is_some_and(|e| ["rs", "txt"].iter().any(|x| e == *x))
        {
            *text += &std::fs::read_to_string(&path).unwrap();
        }
    }
}

#[test]
fn every_code_is_produced_by_a_test_and_has_a_page() {
    let proofs = proofs();
    let lacking: Vec<&str> =
        CODES.iter().map(|info| info.code).filter(|code| !proofs.contains(code)).collect();
    assert!(lacking.is_empty(), "no fixture and no test produces {lacking:?}");
    for info in CODES {
        assert!(explain(info.code).is_some(), "{} has no page", info.code);
    }
}
