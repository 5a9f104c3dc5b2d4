//! `bilat new`.

use std::path::PathBuf;

use super::Outcome;
use super::print::Printer;
use crate::pipeline::new::new;

/// Options of `new`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the new desk
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub fn run(args: &Args, printer: &Printer) -> Outcome {
    match new(&args.folder) {
        Ok(written) => {
            for path in &written {
                printer.line(&args.folder.join(path).display().to_string());
            }
            printer.line(&format!("now: cd {} && bilat", args.folder.display()));
            Outcome::Clean
        }
        Err(fault) => printer.stop(&[*fault]),
    }
}
