//! Small files of each source: `good/x.*` beside `good/x.txt`, its table as text; `bad/x.*` beside `bad/x.txt`,
//! the codes, lines and titles of its messages. A text that differs is printed whole.

use std::path::Path;

use bilat::diag::Diagnostic;
use bilat::read::{DatasetSpec, Input};
use bilat::source::{SOURCES, read_dataset};
use bilat::table::Table;

/// The files of a folder that are no expectation and no spec, in order.
pub fn inputs(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return vec![] };
    let expectation = |path: &Path| path.extension().is_some_and(|extension| extension == "txt");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            !expectation(path) && path.extension().is_some_and(|extension| extension != "toml")
        })
        .collect();
    paths.sort();
    paths
}

/// Reads a fixture under the spec beside it, if there is one.
pub fn read(path: &Path) -> (Table, Vec<Diagnostic>) {
    let bytes = std::fs::read(path).unwrap();
    read_bytes(path, &bytes)
}

/// Reads other bytes in the place of a fixture.
pub fn read_bytes(path: &Path, bytes: &[u8]) -> (Table, Vec<Diagnostic>) {
    let spec = match std::fs::read_to_string(path.with_extension("toml")) {
        Ok(text) => {
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        }
        Err(_) => DatasetSpec::default(),
    };
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    read_dataset(Input { dataset: "fixture", path: &name, bytes }, &spec)
}

pub fn rows(table: &Table) -> String {
    let line = |row: &bilat::table::Observation| {
        let value =
            row.primary_value.map_or("-".to_owned(), |money| money.thousandths().to_string());
        let weight = row.net_weight_g.map_or("-".to_owned(), |grams| grams.to_string());
        format!(
            "line {} {} {} {} {} {} {} value {value} {} grams {weight} {} {}\n",
            row.line,
            row.period,
            row.reporter,
            row.flow.id(),
            row.partner,
            row.classification,
            row.commodity,
            row.valuation.id(),
            row.evidence.id(),
            row.status.letter()
        )
    };
    table.rows().iter().map(line).collect()
}

fn messages(found: &[Diagnostic]) -> String {
    let line = |d: &Diagnostic| {
        let place = d.place.as_ref().map_or((0, 0), |place| (place.line, place.column));
        format!("{}[{}] {}:{} {}\n", d.severity.id(), d.code, place.0, place.1, d.title)
    };
    found.iter().map(line).collect()
}

#[test]
fn each_source_reads_its_good_files_and_names_what_is_bad() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut differing = vec![];
    for source in SOURCES {
        let folder = root.join(source.id());
        for kind in ["good", "bad"] {
            let paths = inputs(&folder.join(kind));
            assert!(!paths.is_empty(), "{} has no {kind} fixture", source.id());
            for path in paths {
                let (table, found) = read(&path);
                let errors = found.iter().any(Diagnostic::is_error);
                assert_eq!(errors, kind == "bad", "{}:\n{}", path.display(), messages(&found));
                let text = if kind == "good" {
                    rows(&table) + &messages(&found)
                } else {
                    messages(&found)
                };
                let expected =
                    std::fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
                if text != expected {
                    differing.push(format!("== {}\n{text}", path.display()));
                }
            }
        }
    }
    assert!(
        differing.is_empty(),
        "{} fixtures differ; they now give:\n{}",
        differing.len(),
        differing.join("\n")
    );
}
