//! `bilat add`.

use std::path::{Path, PathBuf};

use super::print::Printer;
use super::{Outcome, outcome_of};
use crate::pipeline::add::add;

/// Options of `add`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file, copied as it is
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Name of the dataset; from the file's name if absent
    #[arg(long)]
    id: Option<String>,
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let added = match add(root, &args.file, args.id.as_deref()) {
        Ok(added) => added,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    printer.messages(&added.diagnostics);
    for path in &added.written {
        printer.line(path);
    }
    printer.line(&format!(
        "now: look at {} in datasets/{}/dataset.toml, then run `bilat check`",
        added.lacking.join(", "),
        added.id
    ));
    outcome_of(&added.diagnostics)
}
