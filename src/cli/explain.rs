//! `bilat explain`: the page of a message, and of the expressions in words.

use super::Outcome;
use super::print::Printer;
use crate::diag::{code_info, explain};

/// Options of `explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A message code, such as S203; or `words` for what may stand between braces
    code: String,
}

pub fn run(args: &Args, printer: &Printer) -> Outcome {
    if args.code == "words" {
        printer.line(crate::pipeline::template::guide().trim_end());
        return Outcome::Clean;
    }
    let code = args.code.to_ascii_uppercase();
    if let (Some(info), Some(page)) = (code_info(&code), explain(&code)) {
        printer.line(&format!("{}: {}\n\n{}", info.code, info.title, page.trim_end()));
        return Outcome::Clean;
    }
    eprintln!("no message has the code `{}`; `bilat list codes` prints them all", args.code);
    Outcome::Stopped
}
