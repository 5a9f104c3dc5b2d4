//! `bilat completions`.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Outcome;

/// Options of `completions`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    shell: Shell,
}

pub fn run(args: &Args) -> Outcome {
    let mut command = super::Args::command();
    clap_complete::generate(args.shell, &mut command, "bilat", &mut std::io::stdout());
    Outcome::Clean
}
