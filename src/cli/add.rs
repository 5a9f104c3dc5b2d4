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
    /// Declare what the file does not say, under the keys of dataset.toml; may be given several times
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let added = match add(root, &args.file, args.id.as_deref(), &args.set) {
        Ok(added) => added,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    printer.messages(&added.diagnostics);
    for path in &added.written {
        printer.line(path);
    }
    printer.line(&format!("filled in: {}", added.filled.join(", ")));
    for (key, why) in &added.lacking {
        printer.line(&format!("still to be said: `{key}`, {why}"));
    }
    printer
        .line(&format!("now look at datasets/{}/dataset.toml, then run `bilat check`", added.id));
    outcome_of(&added.diagnostics)
}
