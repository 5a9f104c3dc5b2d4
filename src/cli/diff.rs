//! `bilat diff`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::Outcome;
use super::print::Printer;
use crate::pipeline::correction::note;
use crate::pipeline::desk::Desk;
use crate::pipeline::diff::{Difference, diff};
use crate::pipeline::disk::Disk;
use crate::pipeline::snapshot::Snapshot;
use crate::words::Lang;

/// Options of `diff`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder of another desk, the bilat.lock of a build, or a git revision; the last build if absent
    #[arg(long, value_name = "LOCK|REV|DIR")]
    against: Option<String>,
    /// Print the draft of the correction note alone
    #[arg(long)]
    note: bool,
    /// Language of the note; the first of the desk if absent
    #[arg(long)]
    lang: Option<Lang>,
}

/// A difference with its note.
#[derive(Serialize)]
struct Result<'d> {
    #[serde(flatten)]
    difference: &'d Difference,
    note: String,
    notes: BTreeMap<Lang, String>,
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let desk = match Desk::open(Disk::at(root)) {
        Ok(desk) => desk,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    let then = match Snapshot::named(root, args.against.as_deref()) {
        Ok(then) => then,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    let difference = diff(&desk, &then);
    let lang = args.lang.or(desk.spec.languages.first().copied()).unwrap_or(Lang::En);
    let draft = note(&desk, &difference, lang);
    if printer.json {
        let all = desk.spec.languages.iter();
        let notes = all.map(|lang| (*lang, note(&desk, &difference, *lang))).collect();
        printer.json(&Result { difference: &difference, note: draft, notes });
    } else if args.note {
        printer.text(&draft);
    } else {
        show(&difference, printer);
        printer.text(&draft);
    }
    Outcome::Clean
}

fn show(difference: &Difference, printer: &Printer) {
    if difference.is_empty() {
        printer.line(&format!("nothing changed against {}", difference.against));
        return;
    }
    printer.line(&format!("against {}", difference.against));
    for path in &difference.files {
        printer.line(&format!("  file      {path}"));
    }
    for figure in &difference.figures {
        printer.line(&format!(
            "  figure    {} {}, {} numbers",
            figure.chart, figure.change, figure.numbers
        ));
    }
    for number in &difference.numbers {
        let or_nothing =
            |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
        printer.line(&format!(
            "  number    {} {} {}{}: {} -> {}",
            number.chart,
            number.series,
            number.period,
            if number.figure.is_empty() { String::new() } else { format!(" ({})", number.figure) },
            or_nothing(&number.old),
            or_nothing(&number.new),
        ));
        printer.line(&format!("            {}", number.rows.join(", ")));
    }
    for sentence in &difference.sentences {
        let line = if sentence.line > 0 { format!(":{}", sentence.line) } else { String::new() };
        printer.line(&format!("  sentence  {}{line} ({})", sentence.path, sentence.lang));
        printer.line(&format!("          - {}", sentence.old));
        printer.line(&format!("          + {}", sentence.new));
    }
    printer.line("");
}
