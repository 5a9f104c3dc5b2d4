//! `bilat schema`.

use clap::ValueEnum;
use schemars::schema_for;

use super::Outcome;
use super::print::Printer;
use crate::pipeline::spec::{ChartSpec, DeskSpec};
use crate::read::DatasetSpec;

/// Options of `schema`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which file
    #[arg(value_enum)]
    file: Spec,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Spec {
    /// bilat.toml
    Desk,
    /// dataset.toml
    Dataset,
    /// chart.toml
    Chart,
}

pub fn run(args: &Args, printer: &Printer) -> Outcome {
    printer.json(&match args.file {
        Spec::Desk => schema_for!(DeskSpec),
        Spec::Dataset => schema_for!(DatasetSpec),
        Spec::Chart => schema_for!(ChartSpec),
    });
    Outcome::Clean
}
