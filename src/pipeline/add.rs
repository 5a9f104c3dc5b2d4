//! Puts a file into a desk: the bytes as received, and a `dataset.toml` filled in as far as the file tells.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::declare::{self, declare};
use super::desk::{DESK_FILE, no_desk};
use super::disk::{Disk, read_file};
use super::lock::sha256;
use crate::diag::{Diagnostic, Place};
use crate::read::{DatasetSpec, Input, MoneyUnit, RowsAllowed};
use crate::source;
use crate::trade::Classification;

/// A file that has become a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Id of the dataset.
    pub id: String,
    /// Paths written.
    pub written: Vec<String>,
    /// Keys of `dataset.toml` that were filled in.
    pub filled: Vec<String>,
    /// What neither the file nor its format says and a desk must know: keys of `dataset.toml` and what they mean.
    pub lacking: Vec<(&'static str, &'static str)>,
    /// Messages of reading the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Adds a file to the desk in a folder, under `id` or a name made from that of the file, with declarations of
/// the form `KEY=VALUE`.
///
/// # Errors
/// C108 if the folder is no desk, R103 if the file cannot be read, C111 if the id is taken, and the reader's own
/// message if no source recognizes the file.
pub fn add(
    root: &Path,
    file: &Path,
    id: Option<&str>,
    sets: &[String],
) -> Result<Added, Vec<Diagnostic>> {
    let disk = Disk::at(root);
    let one = |fault: Box<Diagnostic>| vec![*fault];
    if !disk.has_file(DESK_FILE) {
        return Err(vec![no_desk(&disk)]);
    }
    let shown = file.display().to_string();
    let bytes = read_file(file, &shown).map_err(one)?;
    let id = id.map_or_else(|| id_of(file), str::to_owned);
    if disk.has_file(&format!("datasets/{id}/dataset.toml")) {
        return Err(vec![taken(&id)]);
    }
    let spec = declare(None, sets).map_err(one)?;
    let input = Input { dataset: &id, path: &shown, bytes: &bytes };
    let (opened, mut diagnostics) = source::open(input, &spec);
    let Some(opened) = opened else { return Err(diagnostics) };
    let (_, found) = source::read_opened(&opened, input, &spec, true);
    diagnostics.extend(found);
    let mut writer = Writer { opened: &opened, spec: &spec, text: HEAD.to_owned(), filled: vec![] };
    writer.write(file, &bytes);
    writer.declared(declare::table(sets).map_err(one)?);
    let lacking = lacking(&opened, &diagnostics, &spec);
    let Writer { text, filled, .. } = writer;
    let extension = ending(file);
    let files = BTreeMap::from([
        (format!("datasets/{id}/data.{extension}"), bytes),
        (format!("datasets/{id}/dataset.toml"), text.into_bytes()),
    ]);
    let written = disk.commit(&files, None).map_err(one)?;
    Ok(Added { id, written, filled, lacking, diagnostics })
}

/// Ending of a file's name in lower case; `csv.gz` for compressed text.
fn ending(file: &Path) -> String {
    let of = |path: &Path| path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match (of(file).as_deref(), file.file_stem().and_then(|stem| of(Path::new(stem)))) {
        (None, _) => "csv".to_owned(),
        (Some("gz"), Some(inner)) => format!("{inner}.gz"),
        (Some(own), _) => own.to_owned(),
    }
}

/// C111 for an id that a dataset has.
pub(super) fn taken(id: &str) -> Diagnostic {
    let place = Place { path: format!("datasets/{id}"), ..Place::default() };
    Diagnostic::error("C111", format!("the desk has a dataset `{id}` already"))
        .at(place)
        .because("a dataset is kept as received; a new release is a new dataset")
        .help("choose another name with `--id`")
}

/// A folder name from a file name: lower case, hyphens for everything else.
fn id_of(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let is_packed = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
    let inner = stem.rsplit_once('.').filter(|_| is_packed);
    let stem = inner.map_or(stem.as_str(), |(name, _)| name);
    let mut id = String::new();
    for letter in stem.chars() {
        match letter {
            'a'..='z' | '0'..='9' => id.push(letter),
            _ if id.ends_with('-') || id.is_empty() => {}
            _ => id.push('-'),
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { "dataset".to_owned() } else { id.to_owned() }
}

const HEAD: &str = "# Filled in by `bilat add` from the file and from what is known of its format; check it, and \
                    replace each `?`.\n# `bilat schema dataset` prints every key.\n";

/// Writes `dataset.toml` as far as the file and its format tell.
struct Writer<'a> {
    opened: &'a source::Opened,
    spec: &'a DatasetSpec,
    text: String,
    filled: Vec<String>,
}

impl Writer<'_> {
    fn line(&mut self, key: &str, value: &str) {
        if value != "?" {
            self.filled.push(key.to_owned());
        }
        let value = toml::Value::String(value.to_owned());
        let _ = writeln!(self.text, "{key} = {value}");
    }

    /// Everything but the declarations and the license.
    fn write(&mut self, file: &Path, bytes: &[u8]) {
        let (opened, spec) = (self.opened, self.spec);
        let publisher = opened.source.publisher();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let or = |declared: &str, known: Option<&str>| match declared {
            "" => known.unwrap_or("?").to_owned(),
            declared => declared.to_owned(),
        };
        self.line("producer", &or(&spec.producer, publisher.map(|p| p.name)));
        self.line("title", &or(&spec.title, Some(&name)));
        self.line("citation", &or(&spec.citation, publisher.map(|p| p.citation)));
        self.line("url", &or(&spec.url, publisher.map(|p| p.url)));
        self.line("retrieved", &or(&spec.retrieved, Some(&modified(file))));
        self.line("sha256", &sha256(bytes));
        self.line("format", opened.source.id());
        let encoding = opened.sheet.encoding.as_str();
        if !matches!(encoding, "" | "UTF-8") && !encoding.starts_with("UTF-16") {
            self.line("encoding", encoding);
        }
        let terms = opened.source.terms(&opened.sheet, spec);
        self.term("unit", &terms.unit, terms.unit.parse::<MoneyUnit>().is_ok());
        let is_one = ["fob", "cif"].contains(&terms.valuation.as_str());
        self.term("valuation", &terms.valuation, is_one);
        if spec.classification.is_none()
            && let Some(edition) = edition_of(&name)
        {
            let _ = writeln!(self.text, "# The file's name says {edition}: if it is right, set");
            let _ = writeln!(self.text, "# classification = \"{edition}\"");
        }
    }

    /// A term that is one value becomes a key; what goes by row is told in words.
    fn term(&mut self, key: &str, text: &str, is_value: bool) {
        if text.is_empty() || text == "unknown" {
            return;
        }
        if is_value {
            self.line(key, text);
        } else {
            let _ = writeln!(self.text, "# {key}: {text}, by the format");
        }
    }

    /// Declarations of the command line, the license, and tables.
    fn declared(&mut self, mut table: toml::Table) {
        let known = ["producer", "title", "citation", "url", "retrieved", "sha256", "format"];
        let own = ["encoding", "unit", "valuation"];
        let mut tables = toml::Table::new();
        let written = self.filled.clone();
        table.retain(|key, _| {
            let is = |names: &[&str]| names.contains(&key);
            !(is(&known) || is(&own) && written.iter().any(|name| key == name))
        });
        for (key, value) in table {
            if value.is_table() {
                tables.insert(key, value);
            } else {
                let _ = writeln!(self.text, "{key} = {value}");
                self.filled.push(key);
            }
        }
        if !tables.contains_key("licence") {
            tables.insert("licence".to_owned(), self.licence().into());
        }
        self.filled.extend(tables.keys().cloned());
        let _ = write!(self.text, "\n{}", toml::to_string(&tables).unwrap_or_default());
    }

    fn licence(&self) -> toml::Table {
        let publisher = self.opened.source.publisher();
        let rows = match publisher.map(|publisher| publisher.rows) {
            Some(RowsAllowed::Yes) => "yes",
            _ => "no",
        };
        let mut licence = toml::Table::new();
        let mut put = |key: &str, value: &str| licence.insert(key.to_owned(), value.into());
        put("name", publisher.map_or("?", |publisher| publisher.licence));
        put("rows", rows);
        put("attribution", publisher.map_or("?", |publisher| publisher.attribution));
        licence
    }
}

/// The edition of the HS in a file's name, such as `BACI_HS17_Y2022.csv`; offered, never taken.
fn edition_of(name: &str) -> Option<String> {
    let upper = name.to_uppercase();
    let (at, _) = upper.match_indices("HS").find(|(at, _)| {
        let digits = upper[at + 2..].bytes().take_while(u8::is_ascii_digit).count();
        digits == 2
    })?;
    let year: u16 = upper[at + 2..at + 4].parse().ok()?;
    let year = if year > 80 { 1900 + year } else { 2000 + year };
    format!("HS{year}").parse::<Classification>().ok().map(|edition| edition.to_string())
}

/// Keys that messages ask for, and those that every dataset of its own needs.
fn lacking(
    opened: &source::Opened,
    diagnostics: &[Diagnostic],
    spec: &DatasetSpec,
) -> Vec<(&'static str, &'static str)> {
    let says = |code: &str, word: &str| {
        diagnostics.iter().any(|d| d.code == code && d.is_error() && d.title.starts_with(word))
    };
    let mut lacking = vec![];
    let mut ask = |is_lacking: bool, key, why| {
        if is_lacking {
            lacking.push((key, why));
        }
    };
    let unknown = opened.source.publisher().is_none();
    ask(unknown && spec.producer.is_empty(), "producer", "who made the figures");
    ask(unknown && spec.url.is_empty(), "url", "where they are published");
    ask(unknown && spec.licence.is_none(), "licence", "the terms under which they came");
    let release = opened.source.id() == "baci" && spec.vintage.is_empty();
    ask(release, "vintage", "the release, such as `V202401`: its last year is provisional");
    ask(says("S105", ""), "unit", "dollars, thousands or millions");
    ask(says("S106", "reporter"), "reporter", "who reports");
    ask(says("S106", "partner"), "partner", "who the other side is");
    ask(says("S106", "flow"), "flow", "export or import");
    ask(says("R208", ""), "sheet", "which sheet holds the table");
    lacking
}

/// Day on which the file was last written, as the best guess at its retrieval.
fn modified(file: &Path) -> String {
    let time = std::fs::metadata(file).and_then(|meta| meta.modified()).ok();
    time.map_or_else(
        || "?".to_owned(),
        |time| chrono::DateTime::<chrono::Utc>::from(time).format("%Y-%m-%d").to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_plain_letters() {
        assert_eq!(id_of(Path::new("/x/TradeData (2).csv")), "tradedata-2");
        assert_eq!(id_of(Path::new("торговля.csv")), "dataset");
        assert_eq!(id_of(Path::new("trade.2020.CSV.gz")), "trade-2020");
        assert_eq!(
            (ending(Path::new("a.CSV.gz")), ending(Path::new("a"))),
            ("csv.gz".into(), "csv".into())
        );
    }

    #[test]
    fn editions_are_read_from_names_and_never_guessed() {
        assert_eq!(edition_of("BACI_HS17_Y2022_V202401.csv").as_deref(), Some("HS2017"));
        assert_eq!(edition_of("baci_hs92.csv").as_deref(), Some("HS1992"));
        assert_eq!(edition_of("ships_2020.csv"), None);
        assert_eq!(edition_of("hs13.csv"), None);
    }

    #[test]
    fn what_is_known_is_filled_in_and_the_rest_is_named() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("bilat.toml"), "").unwrap();
        let file = folder.path().join("BACI_HS17_Y2022.csv");
        std::fs::write(&file, "t,i,j,k,v,q\n2022,643,4,110100,80.5,1\n").unwrap();
        let added = add(folder.path(), &file, Some("baci"), &[]).unwrap();
        assert_eq!(added.lacking.iter().map(|l| l.0).collect::<Vec<_>>(), ["vintage"]);
        let path = folder.path().join("datasets/baci/dataset.toml");
        let text = std::fs::read_to_string(path).unwrap();
        let spec: DatasetSpec = super::super::spec::parse(&text, "dataset.toml").unwrap();
        assert_eq!((spec.producer.as_str(), spec.unit.as_deref()), ("CEPII", Some("USD thousand")));
        assert_eq!(spec.valuation, Some(crate::trade::Valuation::Fob));
        assert_eq!(spec.licence.unwrap().rows, RowsAllowed::Yes);
        assert!(text.contains("# classification = \"HS2017\""), "{text}");

        let own = folder.path().join("own.csv");
        std::fs::write(&own, "year,value\n2022,5\n").unwrap();
        let sets = ["unit=USD million", "flow = \"export\"", "areas.\"Афганистан\"=AFG"];
        let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
        let added = add(folder.path(), &own, None, &sets).unwrap();
        let keys: Vec<&str> = added.lacking.iter().map(|(key, _)| *key).collect();
        assert_eq!(keys, ["producer", "url", "licence", "reporter", "partner"]);
        let text =
            std::fs::read_to_string(folder.path().join("datasets/own/dataset.toml")).unwrap();
        let spec: DatasetSpec = super::super::spec::parse(&text, "dataset.toml").unwrap();
        assert_eq!(
            (spec.unit.as_deref(), spec.flow.as_deref()),
            (Some("USD million"), Some("export"))
        );
        assert_eq!(spec.areas["Афганистан"], "AFG");
    }
}
