//! `bilat check-text`.

use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Outcome;
use super::print::Printer;
use crate::claims::{SentenceCheck, Verdict, check_article, named_areas};
use crate::diag::{Diagnostic, Place};
use crate::pipeline::article::sets;
use crate::pipeline::compare::{DeskWord, Memory};
use crate::pipeline::desk::{DESK_FILE, Desk};
use crate::pipeline::disk::{Disk, read_file};
use crate::pipeline::statements::{from_line, is_wrong, sentence_diagnostic};
use crate::read::Input;
use crate::read::prose::{Prose, prose};
use crate::words::Lang;

/// Options of `check-text`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Articles: .md, .txt, .html or .docx; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Language of the articles; told from each sentence if absent
    #[arg(long)]
    lang: Option<Lang>,
    /// Do not hold the sentences against the desk
    #[arg(long)]
    no_desk: bool,
}

/// A sentence with its verdict, as JSON has it.
#[derive(Debug, Serialize)]
struct Checked {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    line: u32,
    text: String,
    verdict: Verdict,
    computed: String,
    proposed: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    desk: Vec<DeskWord>,
    #[serde(skip)]
    message: Diagnostic,
}

/// What was found in all files.
#[derive(Debug, Default)]
struct Found {
    checked: Vec<Checked>,
    sentences: usize,
    left_alone: usize,
}

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let memory = if args.no_desk { None } else { remember(root, printer) };
    let mut found = Found::default();
    for file in &args.files {
        let path = file.display().to_string();
        match read(file, &path) {
            Ok(article) => found.add(&article, &path, args, memory.as_ref()),
            Err(fault) => return printer.stop(&[*fault]),
        }
    }
    if printer.json {
        printer.json(&found.checked);
    } else {
        let messages: Vec<Diagnostic> =
            found.checked.iter().map(|checked| checked.message.clone()).collect();
        printer.results(&messages);
        summary(&found, printer);
    }
    let wrong = found.checked.iter().any(|checked| is_wrong(checked.verdict));
    if wrong { Outcome::Faulty } else { Outcome::Clean }
}

/// The desk's levels and targets; none outside a desk. A desk that cannot be read is told and left out.
fn remember(root: &Path, printer: &Printer) -> Option<Memory> {
    let disk = Disk::at(root);
    if !disk.has_file(DESK_FILE) {
        return None;
    }
    match Desk::open(disk) {
        Ok(desk) => Some(Memory::of(&desk, &sets(&desk))),
        Err(diagnostics) => {
            printer.messages(&diagnostics);
            None
        }
    }
}

fn read(file: &Path, path: &str) -> Result<Prose, Box<Diagnostic>> {
    let bytes = if path == "-" { standard_input()? } else { read_file(file, path)? };
    prose(Input { dataset: "", path, bytes: &bytes })
}

fn standard_input() -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut bytes = vec![];
    match std::io::stdin().read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) => {
            let title = format!("cannot read the file: {error}");
            Err(Box::new(Diagnostic::error("R103", title)))
        }
    }
}

impl Found {
    fn add(&mut self, article: &Prose, path: &str, args: &Args, memory: Option<&Memory>) {
        let text = &article.text;
        let check = check_article(text, args.lang);
        let areas = named_areas(text);
        let words = |sentence: &str| {
            memory.map(|memory| memory.words(sentence, args.lang, &areas)).unwrap_or_default()
        };
        let named = (args.files.len() > 1).then(|| path.to_owned());
        self.sentences += check.sentences;
        let mut checked = vec![];
        // Sentences come in the order of the text, so that each line is passed once.
        let (mut rest, mut at) = (text.as_str(), 1);
        for sentence in check.checks {
            rest = from_line(rest, at, sentence.line);
            at = sentence.line;
            let line = article.line(sentence.line);
            let desk = words(&sentence.text);
            let message = with_words(sentence_diagnostic(&sentence, rest, path, line), &desk);
            let SentenceCheck { text, verdict, computed, proposed, .. } = sentence;
            checked.push(Checked {
                path: named.clone(),
                line,
                text,
                verdict,
                computed,
                proposed,
                desk,
                message,
            });
        }
        for (line, sentence) in check.left_alone {
            let line = article.line(line);
            let desk = words(&sentence);
            if desk.is_empty() {
                self.left_alone += 1;
                continue;
            }
            checked.push(by_desk(named.clone(), path, line, sentence, desk));
        }
        checked.sort_by_key(|checked| checked.line);
        self.checked.extend(checked);
    }
}

/// A sentence that says nothing computable of its own numbers, and of which the desk holds something.
fn by_desk(
    named: Option<String>,
    path: &str,
    line: u32,
    text: String,
    desk: Vec<DeskWord>,
) -> Checked {
    let agrees = desk.iter().any(|word| word.agrees == Some(true));
    let verdict = if agrees { Verdict::Consistent } else { Verdict::Undetermined };
    let computed = desk.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join("; ");
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = Place { path: path.to_owned(), line, text: flat, ..Place::default() };
    let title = "the desk holds a number for what the sentence states";
    let message = Diagnostic::note("L115", title).at(place).label(verdict.id());
    Checked {
        path: named,
        line,
        text,
        verdict,
        computed,
        proposed: None,
        message: with_words(message, &desk),
        desk,
    }
}

fn with_words(mut message: Diagnostic, desk: &[DeskWord]) -> Diagnostic {
    for word in desk {
        message.notes.push(format!("{} [{}]", word.text, word.rows.join(", ")));
    }
    message
}

fn summary(found: &Found, printer: &Printer) {
    let count = |verdict: Verdict| found.checked.iter().filter(|c| c.verdict == verdict).count();
    let all =
        [Verdict::Inconsistent, Verdict::SignError, Verdict::Undetermined, Verdict::Consistent];
    let counts = all.into_iter().filter(|verdict| count(*verdict) > 0);
    let counts =
        counts.map(|verdict| format!("{} {}", count(verdict), verdict.id().replace('_', " ")));
    let counts = counts.collect::<Vec<_>>().join(", ");
    printer.line(&format!(
        "{} sentences read, {} checked{}, {} with numbers left alone",
        found.sentences,
        found.checked.len(),
        if counts.is_empty() { String::new() } else { format!(" ({counts})") },
        found.left_alone,
    ));
}
