//! `bilat fill`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Outcome;
use super::print::Printer;
use crate::diag::{Diagnostic, Place};
use crate::pipeline::article::{fill_article, language_of, sets};
use crate::pipeline::desk::Desk;
use crate::pipeline::disk::{Disk, read_file};
use crate::words::Lang;

/// Options of `fill`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The article, with `{chart:series.period}` where a number is to stand
    #[arg(value_name = "ARTICLE.tmpl.md")]
    article: PathBuf,
    /// Language of the numbers; from the name (`note.ru.tmpl.md`) or the desk's first if absent
    #[arg(long)]
    lang: Option<Lang>,
    /// File to write; standard output if absent
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Leave out the comment behind each number that says what to ask `bilat why`
    #[arg(long)]
    no_links: bool,
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let desk = match Desk::open(Disk::at(root)) {
        Ok(desk) => desk,
        Err(diagnostics) => return printer.stop(&diagnostics),
    };
    let path = args.article.display().to_string();
    let template = match template(&args.article, &path) {
        Ok(template) => template,
        Err(fault) => return printer.stop(&[*fault]),
    };
    let lang = args.lang.or(language_of(&path)).or(desk.spec.languages.first().copied());
    let numbers = desk.spec.numbers(lang.unwrap_or(Lang::En));
    let (filled, faults) = fill_article(&template, &path, &sets(&desk), numbers, !args.no_links);
    printer.messages(&faults);
    if !faults.is_empty() {
        return Outcome::Faulty;
    }
    if let Some(output) = &args.output
        && let Err(fault) = write(output, &args.article, filled.text.as_bytes())
    {
        return printer.stop(&[*fault]);
    }
    if printer.json {
        printer.json(&filled);
    } else if args.output.is_none() {
        printer.text(&filled.text);
    } else {
        printer.line(&format!("{} numbers filled in", filled.numbers.len()));
    }
    Outcome::Clean
}

fn template(article: &Path, path: &str) -> Result<String, Box<Diagnostic>> {
    String::from_utf8(read_file(article, path)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
        let place = Place { path: path.to_owned(), line, ..Place::default() };
        let title = format!("byte 0x{:02X} is not UTF-8", error.as_bytes()[at]);
        Box::new(Diagnostic::error("R105", title).at(place).help("save it as UTF-8"))
    })
}

/// Writes beside and moves into place; the template itself is never written over.
fn write(output: &Path, article: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    let refuse = |reason: &str| {
        let title = format!("cannot write `{}`: {reason}", output.display());
        Box::new(Diagnostic::error("X203", title))
    };
    if let (Ok(one), Ok(other)) = (output.canonicalize(), article.canonicalize())
        && one == other
    {
        return Err(refuse("it is the article itself"));
    }
    let name =
        output.file_name().and_then(|name| name.to_str()).ok_or_else(|| refuse("no file name"))?;
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
    let files = BTreeMap::from([(name.to_owned(), bytes.to_vec())]);
    Disk::at(folder.unwrap_or(Path::new("."))).commit(&files, None).map(|_| ())
}
