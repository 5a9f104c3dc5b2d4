//! `bilat targets`.

use std::path::Path;

use super::Outcome;
use super::form::Form;
use super::print::Printer;
use crate::claims::{Outcome as Ending, Prospect, Record, Tally, record};
use crate::pipeline::desk::Desk;
use crate::pipeline::disk::Disk;
use crate::pipeline::outlook::{full, short};
use crate::pipeline::statements::prospects;

/// Options of `targets`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Ids of targets; all of them if absent
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    form: Form,
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let desk = match Desk::open(Disk::at(root)) {
        Ok(desk) => desk,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    let mut found = prospects(&desk);
    let known: Vec<String> = found.iter().map(|prospect| prospect.target.id.clone()).collect();
    if let Some(outcome) = super::unknown_id("target", &args.ids, &known, printer) {
        return outcome;
    }
    found.retain(|prospect| args.ids.is_empty() || args.ids.contains(&prospect.target.id));
    if printer.json {
        printer.json(&found);
    } else if !args.form.print(&full(&found), &short(&found), printer) {
        printer.line(short(&found).aligned().trim_end());
        summary(&found, printer);
    }
    Outcome::Clean
}

fn summary(found: &[Prospect], printer: &Printer) {
    let count = |ending: &Ending| found.iter().filter(|p| p.target.outcome == *ending).count();
    let counts = Ending::ALL.iter().filter(|ending| count(ending) > 0);
    let counts =
        counts.map(|ending| format!("{} {}", count(ending), ending.id().replace('_', " ")));
    printer.line(&format!("{} targets: {}", found.len(), counts.collect::<Vec<_>>().join(", ")));
    let Record { all, modest, bold, unknown } = record(found.iter().map(|p| &p.target));
    if all.decided() > 1 {
        let class = |name: &str, tally: Tally| {
            format!("{} of {} that asked for {name} were met", tally.met, tally.decided())
        };
        printer.line(&format!(
            "Of {} decided, {} were missed; {}, {}; {} name no baseline.",
            all.decided(),
            all.missed,
            class("less than 15 % a year", modest),
            class("15 % or more", bold),
            unknown.decided(),
        ));
        printer
            .line("They are those that were found announced, not a random sample of all targets.");
    }
}
