//! The command line: parses, prints, exits. One file a command.

mod add;
mod base_rate;
mod build;
mod check;
mod check_text;
mod claims;
mod completions;
mod consequences;
mod diff;
mod explain;
mod export;
mod fetch;
mod figure;
mod fill;
mod form;
mod inspect;
mod lint;
mod list;
mod new;
mod print;
mod proof;
mod read_workbook;
mod report;
mod schema;
mod targets;
mod verify;
mod why;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use self::print::Printer;
use crate::diag::Diagnostic;

/// From files of bilateral trade figures to numbers that hold and figures that print
#[derive(Debug, Parser)]
#[command(name = "bilat", version, disable_help_subcommand = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Folder of the desk; the nearest one above this folder if absent
    #[arg(long, global = true, value_name = "DIR")]
    desk: Option<PathBuf>,
    /// Print the result as JSON on standard output
    #[arg(long, global = true)]
    json: bool,
    /// Form of messages on standard error
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORM")]
    message_format: MessageForm,
    /// Threads to draw with; all cores if absent
    #[arg(long, global = true, value_name = "N")]
    threads: Option<usize>,
}

/// Form of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum MessageForm {
    /// With the line and the place under it
    #[default]
    Human,
    /// One line each
    Short,
    /// One JSON object a line
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read the desk, draw what changed, write it (the default)
    Build(build::Args),
    /// Rebuild in memory and compare every byte with the disk, or say whether a figure would come out the same
    Verify(verify::Args),
    /// Read the desk and say what is wrong with it, without drawing
    Check,
    /// Say what a file is, how it was read, and everything wrong with it; of a figure, what stands behind it
    Inspect(inspect::Args),
    /// Say what is wrong with figures: any SVG of any tool
    Lint(lint::Args),
    /// Put a file into the desk with a filled-in dataset.toml
    Add(add::Args),
    /// Ask a service for figures, and keep its answer in the desk as a dataset
    Fetch(fetch::Args),
    /// Walk from a figure or a number back to file and line
    Why(why::Args),
    /// All that a mix of files says of one pair of areas, without a desk
    Report(report::Args),
    /// Recompute the sentences of an article from their own numbers, and hold them against the desk
    CheckText(check_text::Args),
    /// List the claims of the ledger with their verdicts
    Claims(claims::Args),
    /// List the targets of the ledger: what each would need, and how far it is
    Targets(targets::Args),
    /// Say what the statements of the ledger imply together
    Consequences(consequences::Args),
    /// Say in what share of history a pair grew that much in that time
    BaseRate(base_rate::Args),
    /// Fill the numbers of the desk into an article
    Fill(fill::Args),
    /// Say which numbers, figures and sentences change, and draft the correction
    Diff(diff::Args),
    /// Pack a figure for where it is published: picture, caption, citation, alternative text, what to paste
    Export(export::Args),
    /// Write a page a figure with all looks that a reader may have of it
    Proof(proof::Args),
    /// Make a new desk that builds at once
    New(new::Args),
    /// List what there is: charts, indicators, sources, formats, presets, codes
    List(list::Args),
    /// Explain a message code
    Explain(explain::Args),
    /// Print the JSON Schema of a spec file
    Schema(schema::Args),
    /// Print a script that completes commands in a shell
    Completions(completions::Args),
    /// Read a workbook from standard input, for this program itself
    #[command(hide = true)]
    ReadWorkbook(read_workbook::Args),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing was wrong.
    Clean,
    /// Finished, with errors in the data.
    Faulty,
    /// Could not run.
    Stopped,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Faulty => 1,
            Outcome::Stopped => 2,
        })
    }
}

/// Faulty if any of the messages is an error.
fn outcome_of(diagnostics: &[Diagnostic]) -> Outcome {
    if crate::diag::has_errors(diagnostics) { Outcome::Faulty } else { Outcome::Clean }
}

/// Stops at an id that no row has, naming the nearest one.
fn unknown_id(what: &str, ids: &[String], known: &[String], printer: &Printer) -> Option<Outcome> {
    let unknown = ids.iter().find(|id| !known.contains(id))?;
    let mut fault = Diagnostic::error("C104", format!("no {what} `{unknown}`"));
    let known = known.iter().map(String::as_str);
    if let Some(nearest) = crate::pipeline::spec::nearest(unknown, known) {
        fault = fault.help(format!("did you mean `{nearest}`?"));
    }
    Some(printer.stop(&[fault]))
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // A closed pipe is no reason to complain about a complaint.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    if let Some(threads) = args.threads {
        // Fails only if the pool stands already, and nothing has used it yet.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    crate::read::keep_workbooks_with(read_workbook::keep);
    let printer = Printer::new(args.message_format, args.json);
    run(args, &printer).into()
}

fn run(args: Args, printer: &Printer) -> Outcome {
    let desk = || desk_root(args.desk.as_deref());
    match args.command.unwrap_or(Command::Build(build::Args::default())) {
        Command::Build(own) => build::run(&desk(), &own, printer),
        Command::Verify(own) => verify::run(&desk(), &own, printer),
        Command::Check => check::run(&desk(), printer),
        Command::Inspect(own) => inspect::run(&own, printer),
        Command::Lint(own) => lint::run(&own, printer),
        Command::Add(own) => add::run(&desk(), &own, printer),
        Command::Fetch(own) => fetch::run(&desk(), &own, printer),
        Command::Why(own) => why::run(&desk(), &own, printer),
        Command::Report(own) => report::run(&own, printer),
        Command::CheckText(own) => check_text::run(&desk(), &own, printer),
        Command::Claims(own) => claims::run(&desk(), &own, printer),
        Command::Targets(own) => targets::run(&desk(), &own, printer),
        Command::Consequences(own) => consequences::run(&desk(), &own, printer),
        Command::BaseRate(own) => base_rate::run(&desk(), &own, printer),
        Command::Fill(own) => fill::run(&desk(), &own, printer),
        Command::Diff(own) => diff::run(&desk(), &own, printer),
        Command::Export(own) => export::run(&desk(), &own, printer),
        Command::Proof(own) => proof::run(&desk(), &own, printer),
        Command::New(own) => new::run(&own, printer),
        Command::List(own) => list::run(&own, printer),
        Command::Explain(own) => explain::run(&own, printer),
        Command::Schema(own) => schema::run(&own, printer),
        Command::Completions(own) => completions::run(&own),
        Command::ReadWorkbook(own) => read_workbook::run(&own),
    }
}

/// The folder named, or the nearest one above the working folder that holds a desk, or the working folder.
fn desk_root(named: Option<&std::path::Path>) -> PathBuf {
    if let Some(named) = named {
        return named.to_owned();
    }
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let holds = |folder: &&std::path::Path| folder.join(crate::pipeline::desk::DESK_FILE).is_file();
    here.ancestors().find(holds).map_or_else(|| PathBuf::from("."), std::path::Path::to_owned)
}
