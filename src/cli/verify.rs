//! `bilat verify`.

use std::path::Path;

use super::Outcome;
use super::print::Printer;
use crate::pipeline::verify::verify;

pub fn run(root: &Path, printer: &Printer) -> Outcome {
    let verified = match verify(root, &printer.bar()) {
        Ok(verified) => verified,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    printer.messages(&verified.diagnostics);
    if printer.json {
        printer.json(&verified);
    } else {
        printer.line(&format!(
            "{} files are what a build makes today, {} are not",
            verified.same,
            verified.different.len()
        ));
    }
    if verified.different.is_empty() { Outcome::Clean } else { Outcome::Faulty }
}
