//! `bilat export`.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate};
use clap::ValueEnum;
use serde::Serialize;

use super::print::Printer;
use super::{Outcome, outcome_of, unknown_id};
use crate::diag::Diagnostic;
use crate::kit::Target;
use crate::pipeline::desk::Desk;
use crate::pipeline::disk::Disk;
use crate::pipeline::export::{Order, export};
use crate::scene::Physical;
use crate::theme::{PRESETS, Preset, preset};
use crate::words::Lang;

/// Options of `export`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id of the chart
    #[arg(value_name = "CHART")]
    chart: String,
    /// Where it is published
    #[arg(long = "for", value_enum, value_name = "TARGET")]
    target: Place,
    /// Language; all of the desk if absent
    #[arg(long, value_name = "LANG")]
    lang: Vec<Lang>,
    /// Folder to write; export/CHART/TARGET in the desk if absent
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Size other than the target's own; see `bilat list presets`
    #[arg(long, value_name = "PRESET")]
    preset: Option<String>,
    /// Address of the folder where the files will stand on the web
    #[arg(long, value_name = "URL")]
    base: Option<String>,
}

/// Where a figure is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Place {
    /// A .docx with the figure, caption and alternative text
    Word,
    /// PDF and \includegraphics at text width
    Latex,
    /// SVG and #figure
    Typst,
    /// SVG and PNG with <figure>, and a page to embed
    Web,
    /// A card of 1200 x 628 pixels with its meta tags
    Social,
    /// SVG, PNG and PDF of 254 x 143 mm, with notes
    Slides,
}

impl From<Place> for Target {
    fn from(place: Place) -> Self {
        match place {
            Place::Word => Self::Word,
            Place::Latex => Self::Latex,
            Place::Typst => Self::Typst,
            Place::Web => Self::Web,
            Place::Social => Self::Social,
            Place::Slides => Self::Slides,
        }
    }
}

/// What was written.
#[derive(Debug, Serialize)]
struct Written<'a> {
    folder: String,
    files: Vec<&'a String>,
    snippets: &'a [String],
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let desk = match Desk::open(Disk::at(root)) {
        Ok(desk) => desk,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    let on_screen = matches!(args.target, Place::Web | Place::Social);
    let chosen = args.preset.as_deref().map(|id| known_preset(id, on_screen)).transpose();
    let preset = match chosen {
        Ok(preset) => preset,
        Err(fault) => return printer.stop(&[*fault]),
    };
    let known: Vec<String> = desk.spec.languages.iter().map(|lang| lang.tag().to_owned()).collect();
    let asked: Vec<String> = args.lang.iter().map(|lang| lang.tag().to_owned()).collect();
    if let Some(stopped) = unknown_id("language of this desk", &asked, &known, printer) {
        return stopped;
    }
    let target = Target::from(args.target);
    let base = args
        .base
        .as_deref()
        .map_or(String::new(), |base| format!("{}/", base.trim_end_matches('/')));
    let languages = if args.lang.is_empty() { &desk.spec.languages } else { &args.lang };
    let order =
        Order { chart: &args.chart, target, languages, preset, base: &base, date: day_of_build() };
    let exported = export(&desk, &order);
    printer.messages(&exported.diagnostics);
    if !exported.files.keys().any(|name| name.starts_with(&args.chart)) {
        return Outcome::Stopped;
    }
    let own = || root.join("export").join(&args.chart).join(target.id());
    let folder = args.out.clone().unwrap_or_else(own);
    if let Err(fault) = Disk::at(&folder).commit(&exported.files, None) {
        return printer.stop(&[*fault]);
    }
    let written = Written {
        folder: folder.display().to_string(),
        files: exported.files.keys().collect(),
        snippets: &exported.snippets,
    };
    show(&written, printer);
    outcome_of(&exported.diagnostics)
}

fn show(written: &Written, printer: &Printer) {
    if printer.json {
        printer.json(written);
        return;
    }
    printer.line(&format!("{}: {} files", written.folder, written.files.len()));
    for file in &written.files {
        let mark = if written.snippets.contains(file) { "  to paste" } else { "" };
        printer.line(&format!("  {file}{mark}"));
    }
}

/// A preset in pixels for a screen, in millimeters for everything else.
fn known_preset(id: &str, on_screen: bool) -> Result<&'static Preset, Box<Diagnostic>> {
    let fits = |preset: &&Preset| matches!(preset.physical, Physical::Pixels(..)) == on_screen;
    preset(id).filter(fits).ok_or_else(|| {
        let known: Vec<&str> = PRESETS.iter().filter(fits).map(|preset| preset.id).collect();
        let medium = if on_screen { "screen" } else { "paper" };
        Box::new(
            Diagnostic::error("C104", format!("no preset `{id}` for {medium}"))
                .help(format!("known are {}", known.join(", "))),
        )
    })
}

/// The day that the environment gives to a reproducible build.
fn day_of_build() -> Option<NaiveDate> {
    let seconds: i64 = std::env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok()?;
    Some(DateTime::from_timestamp(seconds, 0)?.date_naive())
}
