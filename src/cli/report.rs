//! `bilat report`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::print::Printer;
use super::{Outcome, outcome_of};
use crate::diag::{Diagnostic, Place};
use crate::pipeline::disk::{Disk, read_file};
use crate::pipeline::pair::{PairReport, Request, document, figures, pair};
use crate::pipeline::spec::parse;
use crate::read::{DatasetSpec, Input, read_rates};
use crate::trade::{Area, RateTable};
use crate::words::Lang;

/// Options of `report`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The first area: a code or an English name
    #[arg(value_name = "AREA")]
    reporter: String,
    /// The other area
    #[arg(value_name = "PARTNER")]
    partner: String,
    /// Files in any of the known formats
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write report.md, report.html and figures into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Languages: en, ru, fa
    #[arg(long, value_name = "LANG", value_delimiter = ',', default_value = "en")]
    lang: Vec<String>,
    /// Years to cover, such as 2010-2020
    #[arg(long, value_name = "FROM-TO")]
    years: Option<String>,
    /// Table of exchange rates for files that are not in dollars
    #[arg(long, value_name = "FILE")]
    rates: Option<PathBuf>,
    /// What a file does not say, as a key of dataset.toml: `unit="USD thousand"`, `trade.csv:reporter=CHN`
    #[arg(long, value_name = "[FILE:]KEY=VALUE")]
    set: Vec<String>,
}

pub fn run(args: &Args, printer: &Printer) -> Outcome {
    let (request, languages) = match request(args) {
        Ok(request) => request,
        Err(faults) => return printer.stop(&faults),
    };
    let (report, mut diagnostics) = pair(&request);
    if report.views.is_empty() {
        printer.messages(&diagnostics);
        return printer.stop(&[nothing(args, &request, &report)]);
    }
    let mut lines = vec![];
    if let Some(folder) = &args.out {
        let (paths, more) = match write(folder, &report, &languages) {
            Ok(written) => written,
            Err(fault) => return printer.stop(&[*fault]),
        };
        diagnostics.extend(more);
        lines.extend(paths.iter().map(|path| format!("{}\n", folder.join(path).display())));
    } else {
        lines.extend(languages.iter().map(|lang| document(&report, *lang, None).text()));
    }
    printer.messages(&diagnostics);
    if printer.json {
        printer.json(&report);
    } else {
        lines.iter().for_each(|text| printer.text(text));
    }
    outcome_of(&diagnostics)
}

/// No file has anything on the pair: that is what was asked, so nothing can go on.
fn nothing(args: &Args, request: &Request, report: &PairReport) -> Diagnostic {
    let (a, b) = (request.reporter, request.partner);
    let place = Place { path: args.files[0].display().to_string(), ..Place::default() };
    let mut fault =
        Diagnostic::error("C104", format!("no file has trade of {a} with {b}")).at(place);
    for file in &report.files {
        let format = if file.format.is_empty() { "not read" } else { &file.format };
        fault = fault.because(format!(
            "{}: {format}, {} observations, {} of the pair",
            file.path, file.observations, file.of_pair
        ));
    }
    fault.help("`bilat inspect FILE` lists the areas and years of a file")
}

/// Report and figures, written as a whole.
fn write(
    folder: &Path,
    report: &PairReport,
    languages: &[Lang],
) -> Result<(Vec<String>, Vec<Diagnostic>), Box<Diagnostic>> {
    let (figures, diagnostics) = figures(report, languages);
    let mut files: BTreeMap<String, Vec<u8>> = figures.files.clone();
    for (index, lang) in languages.iter().enumerate() {
        let made = document(report, *lang, Some(&figures));
        let tag = if index == 0 { String::new() } else { format!(".{}", lang.tag()) };
        files.insert(format!("report{tag}.md"), made.markdown().into_bytes());
        files.insert(format!("report{tag}.html"), made.html().into_bytes());
    }
    let json = serde_json::to_string_pretty(report).unwrap_or_default();
    files.insert("report.json".to_owned(), json.into_bytes());
    let paths = files.keys().cloned().collect();
    Disk::at(folder).commit(&files, None)?;
    Ok((paths, diagnostics))
}

fn request(args: &Args) -> Result<(Request, Vec<Lang>), Vec<Diagnostic>> {
    let mut faults = vec![];
    let mut keep =
        |outcome: Result<Area, Box<Diagnostic>>| outcome.map_err(|fault| faults.push(*fault)).ok();
    let (a, b) = (keep(area(&args.reporter)), keep(area(&args.partner)));
    let languages: Vec<Lang> = args
        .lang
        .iter()
        .filter_map(|tag| {
            let found = Lang::ALL.into_iter().find(|lang| lang.tag() == tag);
            if found.is_none() {
                let title = format!("no language `{tag}`");
                faults.push(Diagnostic::error("C104", title).help("known are en, ru, fa"));
            }
            found
        })
        .collect();
    let years = args.years.as_deref().map(years).transpose();
    let years = years.unwrap_or_else(|fault| {
        faults.push(*fault);
        None
    });
    let rates = args.rates.as_deref().and_then(|path| rates(path, &mut faults));
    let files = specs(args, &mut faults);
    let (Some(reporter), Some(partner)) = (a, b) else { return Err(faults) };
    if reporter == partner {
        let title = format!("{reporter} and {partner} are one area");
        faults.push(Diagnostic::error("C104", title).help("name two areas"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok((Request { files, reporter, partner, years, rates }, languages))
}

/// An area by code or whole name.
pub fn area(text: &str) -> Result<Area, Box<Diagnostic>> {
    Area::find(text).map_err(|_| {
        Box::new(
            Diagnostic::error("S211", format!("unknown area `{text}`"))
                .help("write an ISO 3166 code such as RUS, or the English name in full"),
        )
    })
}

fn years(text: &str) -> Result<(i32, i32), Box<Diagnostic>> {
    let (first, last) = text.split_once(['-', '–', ':']).unwrap_or((text, text));
    let year = |part: &str| part.trim().parse::<i32>().ok().filter(|y| (1800..=2200).contains(y));
    match (year(first), year(last)) {
        (Some(first), Some(last)) if first <= last => Ok((first, last)),
        _ => Err(Box::new(
            Diagnostic::error("S213", format!("cannot tell the period from `{text}`"))
                .help("write `--years 2010-2020`"),
        )),
    }
}

fn rates(path: &Path, faults: &mut Vec<Diagnostic>) -> Option<Arc<RateTable>> {
    let shown = path.display().to_string();
    let bytes = match read_file(path, &shown) {
        Ok(bytes) => bytes,
        Err(fault) => {
            faults.push(*fault);
            return None;
        }
    };
    let input = Input { dataset: &shown, path: &shown, bytes: &bytes };
    let (table, found) = read_rates(input, &DatasetSpec::default());
    faults.extend(found.into_iter().filter(Diagnostic::is_error));
    table.map(Arc::new)
}

/// Each file with what `--set` declares of it: for all files, or for those whose path ends so.
fn specs(args: &Args, faults: &mut Vec<Diagnostic>) -> Vec<(PathBuf, DatasetSpec)> {
    let mut used = vec![false; args.set.len()];
    let mut files = vec![];
    for file in &args.files {
        // What is said of one file goes before what is said of all.
        let mut lines: BTreeMap<String, (bool, String)> = BTreeMap::new();
        for (index, entry) in args.set.iter().enumerate() {
            let Some((key, own, value)) = line_for(file, entry) else { continue };
            used[index] = true;
            if own || lines.get(&key).is_none_or(|(known, _)| !known) {
                lines.insert(key, (own, value));
            }
        }
        let lines = lines.into_iter().map(|(key, (_, value))| format!("{key} = {value}\n"));
        let text: String = lines.collect();
        match parse::<DatasetSpec>(&text, "--set") {
            Ok(spec) => files.push((file.clone(), spec)),
            Err(fault) => faults.push(*fault),
        }
    }
    for (entry, _) in args.set.iter().zip(used).filter(|(_, used)| !used) {
        let title = format!("`--set {entry}` fits no file");
        faults.push(
            Diagnostic::error("C104", title)
                .help("write `KEY=VALUE`, or `FILE:KEY=VALUE` with the end of a path"),
        );
    }
    files
}

/// Key, whether it is for this file alone, and value as TOML, if the entry is for this file; text needs no quotes.
fn line_for(file: &Path, entry: &str) -> Option<(String, bool, String)> {
    let (name, value) = entry.split_once('=')?;
    let (target, key) = match name.rsplit_once(':') {
        Some((target, key)) => (Some(target), key),
        None => (None, name),
    };
    let is_meant = target.is_none_or(|target| {
        file.ends_with(target) || file.file_name().is_some_and(|name| name == target)
    });
    let value = value.trim();
    let literal = value.parse::<i64>().is_ok()
        || matches!(value, "true" | "false")
        || value.starts_with(['"', '[', '{', '\'']);
    let quoted = if literal { value.to_owned() } else { format!("{value:?}") };
    is_meant.then(|| (key.trim().to_owned(), target.is_some(), quoted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_for_all_files_or_for_one() {
        let file = Path::new("/data/trade.csv");
        let found = |entry| {
            let (key, own, value) = line_for(file, entry).unwrap();
            format!("{own} {key} = {value}")
        };
        assert_eq!(found("unit=USD thousand"), "false unit = \"USD thousand\"");
        assert_eq!(found("trade.csv:precedence=2"), "true precedence = 2");
        assert_eq!(found("columns.value=Wert"), "false columns.value = \"Wert\"");
        assert_eq!(line_for(file, "other.csv:unit=USD"), None);
        assert_eq!(line_for(file, "nonsense"), None);
    }

    #[test]
    fn years_are_a_span_or_one() {
        assert_eq!(years("2010-2020").unwrap(), (2010, 2020));
        assert_eq!(years("2015").unwrap(), (2015, 2015));
        assert!(years("2020-2010").is_err() && years("x").is_err());
    }
}
