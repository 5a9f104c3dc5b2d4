//! The hostile sets: what must be accepted is, what must be refused names its line, and no number is wrong.

use std::path::Path;

use bilat::read::DatasetSpec;
use bilat::read::number::{CellRules, CellValue, NumberFormat, is_doubtful};
use serde_json::Value;

use crate::shared::{drawn, folder, look};

fn manifest(folder: &Path) -> Vec<Value> {
    let text =
        std::fs::read_to_string(folder.join("manifest.json")).expect("the set has a manifest");
    serde_json::from_str(&text).expect("the manifest is JSON")
}

#[test]
fn csv_structure_is_accepted_or_refused_as_stated() {
    let Some(folder) = folder("corpora/csv-structure") else { return };
    for case in manifest(&folder) {
        let file = case["file"].as_str().unwrap();
        let (found, messages) = look(&folder.join(file), &DatasetSpec::default());
        let errors: Vec<_> = messages.iter().filter(|d| d.is_error()).collect();
        let text = drawn(&messages);
        match case["expect"].as_str().unwrap() {
            "accept" => assert!(errors.is_empty() && found.observations > 0, "{file}: {text}"),
            "accept_warn" => {
                assert!(errors.is_empty() && found.observations > 0, "{file}: {text}");
                assert!(!messages.is_empty(), "{file} is accepted without a word");
            }
            "refuse" | "refuse_or_declared" => {
                assert!(!errors.is_empty(), "{file} is accepted");
                if let Some(line) = case["line"].as_u64() {
                    let named = |d: &&bilat::diag::Diagnostic| {
                        d.place.as_ref().is_some_and(|place| u64::from(place.line) == line)
                    };
                    assert!(errors.iter().any(named), "{file}: line {line} is not named: {text}");
                }
            }
            "accept_or_refuse_clear" => {
                assert!(found.observations > 0 || !errors.is_empty(), "{file}");
            }
            other => panic!("{file}: {other}"),
        }
    }
}

#[test]
fn encodings_are_read_exactly_or_refused() {
    let Some(folder) = folder("corpora/encodings") else { return };
    let mut declared = 0;
    for case in manifest(&folder) {
        let file = case["file"].as_str().unwrap();
        let path = folder.join(file);
        let (found, messages) = look(&path, &DatasetSpec::default());
        let text = drawn(&messages);
        assert!(!text.contains('\u{FFFD}'), "{file}: {text}");
        let is_foreign = messages.iter().any(|d| matches!(d.code, "R105" | "R106") && d.is_error());
        match case["expect"].as_str().unwrap() {
            "accept" | "accept_warn" => assert!(!is_foreign && found.rows == 3, "{file}: {text}"),
            "refuse" => {
                let line = case["line"].as_u64().unwrap();
                let named = messages.iter().filter_map(|d| d.place.as_ref());
                assert!(is_foreign, "{file} is accepted");
                assert!(
                    named.into_iter().any(|place| u64::from(place.line) == line),
                    "{file}: {text}"
                );
            }
            "refuse_or_declared" => {
                assert!(is_foreign, "{file} is accepted");
                let encoding = case["encoding"].as_str().map(str::to_owned);
                let (found, messages) =
                    look(&path, &DatasetSpec { encoding, ..DatasetSpec::default() });
                assert_eq!(found.rows, 3, "{file}: {}", drawn(&messages));
                declared += 1;
            }
            other => panic!("{file}: {other}"),
        }
    }
    eprintln!("{declared} encodings read once declared");
}

/// The style that a locale of the set stands for; `None` where nothing is declared.
fn style(locale: &str) -> Option<&'static str> {
    match locale {
        "en-US" => Some("($1,234.56-)"),
        "de-DE" => Some("1.234,56"),
        "fr-FR" => Some("1 234,56"),
        "de-CH" => Some("1'234.56"),
        "en-IN" => Some("1,23,456.78"),
        "fa-IR" => Some("۱٬۲۳۴٫۵۶"),
        "ar" => Some("١٬٢٣٤٫٥٦"),
        _ => None,
    }
}

#[test]
fn no_cell_of_the_locales_gives_a_wrong_number() {
    let Some(folder) = folder("corpora/locale-numbers") else { return };
    let text = std::fs::read_to_string(folder.join("cases.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let (mut right, mut refused) = (0, vec![]);
    for record in reader.records() {
        let record = record.unwrap();
        let [id, cell, locale, expect, value, flag] = std::array::from_fn(|i| &record[i]);
        let format = style(locale).map_or(NumberFormat::PLAIN, |style| style.parse().unwrap());
        let mut rules = CellRules::new(format);
        if locale == "eurostat" || expect == "number_flag" {
            rules.flags = ["e", "bp", "2", "a", "p", "u", "*"].map(str::to_owned).to_vec();
        }
        let found = rules.read(cell);
        match expect {
            "number" | "number_flag" => match found {
                Ok(CellValue::Number(number, mark)) => {
                    let same = number.to_f64() == value.parse::<f64>().unwrap();
                    assert!(same, "{id}: `{cell}` gives {number}, not {value}");
                    assert_eq!(mark.unwrap_or_default(), flag, "{id}");
                    right += 1;
                }
                _ => refused.push(id.to_owned()),
            },
            "ambiguous" => assert!(is_doubtful(cell), "{id}: `{cell}` is not seen as ambiguous"),
            "error" | "missing_if_declared" => {
                assert!(found.is_err(), "{id}: `{cell}` gives {found:?}");
            }
            "missing" => {
                let absent = matches!(found, Ok(CellValue::Missing(_) | CellValue::Suppressed(_)));
                assert!(absent, "{id}: `{cell}` gives {found:?}");
            }
            other => panic!("{id}: {other}"),
        }
    }
    eprintln!("{right} numbers read, refused: {}", refused.join(" "));
    assert!(right >= 30, "only {right} numbers are read; refused: {refused:?}");
}

#[test]
fn tables_in_a_locale_are_read_once_declared() {
    let Some(folder) = folder("corpora/locale-numbers") else { return };
    let spec = |style: &str| DatasetSpec {
        number_format: Some(style.to_owned()),
        reporter: Some("AFG".to_owned()),
        partner: Some("IRN".to_owned()),
        flow: Some("export".to_owned()),
        unit: Some("USD".to_owned()),
        ..DatasetSpec::default()
    };
    for (file, style) in [
        ("table_de-CH.csv", "1'234.56"),
        ("table_en-IN.csv", "1,23,456.78"),
        ("table_fa-IR.csv", "۱٬۲۳۴٫۵۶"),
    ] {
        let (found, messages) = look(&folder.join(file), &spec(style));
        // One row is negative, which no gross flow may be.
        assert_eq!((found.observations, found.set_aside), (3, 1), "{file}: {}", drawn(&messages));
        let (found, _) =
            look(&folder.join(file), &DatasetSpec { number_format: None, ..spec(style) });
        assert!(found.set_aside > 0, "{file} is read without a declaration");
    }
    let (_, messages) = look(&folder.join("table_mixed-locales.csv"), &DatasetSpec::default());
    assert!(messages.iter().any(|d| d.code == "S202" && d.is_error()), "{}", drawn(&messages));
}

#[test]
fn small_files_that_explode_are_refused_in_time() {
    let Some(folder) = folder("corpora/bombs") else { return };
    for case in manifest(&folder) {
        let file = case["file"].as_str().unwrap();
        let path = folder.join(file);
        // Some files of the set are made on the spot by its owner, others are not for readers.
        let readable = ["csv", "json", "xlsx", "gz", "yaml"];
        let extension =
            path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
        if !path.exists() || !readable.contains(&extension.as_str()) {
            continue;
        }
        let begun = std::time::Instant::now();
        let (_, messages) = look(&path, &DatasetSpec::default());
        assert!(begun.elapsed().as_secs() < 10, "{file} takes {:?}", begun.elapsed());
        let refused = messages.iter().any(bilat::diag::Diagnostic::is_error);
        assert!(
            refused || !case["expect"].as_str().unwrap().starts_with("refuse"),
            "{file} is accepted"
        );
        assert!(!drawn(&messages).contains("root:"), "{file} shows what it must not");
    }
}
