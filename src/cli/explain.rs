//! `bilat explain`: the page of a message, and of the expressions in words.

use super::Outcome;
use super::print::Printer;
use crate::diag::{code_info, explain};
use crate::indicator::{Indicator, indicator};
use crate::trade::Unit;

/// Options of `explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A message code, such as S203; an indicator, such as concentration; or `words` for what may stand between braces
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
    if let Some(found) = indicator(&args.code.to_ascii_lowercase()) {
        printer.line(&page(found));
        return Outcome::Clean;
    }
    eprintln!("no message has the code `{}`; `bilat list codes` prints them all", args.code);
    Outcome::Stopped
}

/// The page of an indicator: formulas with what they take and give, when there is no value, a number, the source.
fn page(indicator: &dyn Indicator) -> String {
    let mut lines = vec![format!("{}: {}", indicator.id(), indicator.about()), String::new()];
    for variant in indicator.variants() {
        let name = if variant.id.is_empty() { "formula" } else { variant.id };
        let unit = variant.unit.map_or("as the input", Unit::id);
        let apart = if variant.of_parts { ", with `by` (taken apart)" } else { "" };
        lines.push(format!("{name}: {}", variant.formula));
        lines.push(format!("  of: {}{apart}; unit: {unit}", variant.roles.join(", ")));
    }
    lines.push(format!("Undefined: {}.", indicator.undefined()));
    lines.push(format!("Example: {}.", indicator.worked()));
    lines.push(format!("Source: {}.", indicator.source()));
    lines.join("\n")
}
