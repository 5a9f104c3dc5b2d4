//! Workbooks as people make them, read by the program in a process of its own and by the library in this one: both
//! must tell the same. What each file holds stands in its name.

use std::path::Path;
use std::process::Command;

use bilat::read::DatasetSpec;
use serde_json::Value;

use crate::shared::look;

const BILAT: &str = env!("CARGO_BIN_EXE_bilat");

/// File, `dataset.toml`, usable observations, and what must be told: code, line, words.
type Case = (&'static str, &'static str, u64, &'static [(&'static str, u64, &'static str)]);

const CASES: &[Case] = &[
    ("dates_from_1904.xlsx", "", 3, &[("R210", 0, "dates count from 1904")]),
    ("months_as_dates.xlsx", "", 3, &[("T207", 4, "2021 has 3 of 12 months")]),
    ("months_as_dates.ods", "", 3, &[("T207", 4, "2021 has 3 of 12 months")]),
    ("plain.ods", "", 3, &[]),
    ("merged_cells.xlsx", "", 0, &[("R208", 2, "cells A2:A3 are merged")]),
    ("merged_cells.ods", "", 0, &[("R208", 2, "cells A2:A3 are merged")]),
    ("several_sheets.xlsx", "", 0, &[("R208", 0, "one of 2 sheets needs to be named")]),
    ("several_sheets.xlsx", "sheet = \"2023\"", 3, &[]),
    ("several_sheets.xlsx", "sheet = \"2024\"", 0, &[("R208", 0, "sheet `2024` is not there")]),
    ("several_sheets.xlsx", "sheet = \"Notes\"", 0, &[("R101", 0, "file holds no rows")]),
    (
        "hidden_rows_and_sheet.xlsx",
        "",
        3,
        &[
            ("R208", 0, "sheet `Old` is hidden and not read"),
            ("R208", 0, "`Trade` has hidden rows"),
        ],
    ),
    ("error_and_formula.xlsx", "", 0, &[("R209", 2, "cell holds `#REF!`")]),
    ("error_and_formula.ods", "", 0, &[("R209", 2, "cell holds `#DIV/0!`")]),
    ("title_lines.xlsx", "", 0, &[("S101", 1, "line 3 looks like the header")]),
    ("title_lines.xlsx", "header_line = 3", 3, &[]),
    ("two_header_lines.xlsx", "", 0, &[("R208", 1, "header line needs to be named")]),
    ("bomb_repeats.ods", "", 0, &[("R107", 0, "number of cells is 17179852805")]),
    ("xml_2003.xls", "", 0, &[("R108", 0, "XML form of Excel 2003")]),
    ("locked.xlsx", "", 0, &[("R108", 0, "locked with a password")]),
    ("trade_map_bare.xls", "reporter = \"RUS\"", 4, &[("T102", 2, "World row")]),
];

#[test]
fn the_program_and_the_library_tell_the_same_of_each_workbook() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workbook");
    let specs = tempfile::tempdir().unwrap();
    let spec_path = specs.path().join("dataset.toml");
    for (file, spec, observations, wanted) in CASES {
        std::fs::write(&spec_path, spec).unwrap();
        let output = Command::new(BILAT)
            .current_dir(&folder)
            .args(["inspect", file, "--json", "--spec"])
            .arg(&spec_path)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let found: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{file}: {e}"));
        let found = &found[0];
        assert_eq!(found["observations"].as_u64(), Some(*observations), "{file} {spec}: {text}");
        let told = found["diagnostics"].as_array().unwrap();
        for (code, line, words) in *wanted {
            let fits = |d: &&Value| {
                d["code"] == *code
                    && d["line"] == *line
                    && d["message"].as_str().unwrap().contains(words)
            };
            assert!(told.iter().any(|d| fits(&d)), "{file}: no {code} at {line}: {text}");
        }
        let spec: DatasetSpec = toml::from_str(spec).unwrap();
        let (here, _) = look(&folder.join(file), &spec);
        let here: Value = serde_json::to_value(&here.diagnostics).unwrap();
        assert_eq!(here, found["diagnostics"], "{file}: the process and the library differ");
    }
}

#[test]
fn a_page_from_trade_map_keeps_its_titles_in_sight() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workbook");
    let spec = DatasetSpec {
        reporter: Some("RUS".to_owned()),
        number_format: Some("1,234.56".to_owned()),
        ..DatasetSpec::default()
    };
    let (found, messages) = look(&folder.join("trade_map.xls"), &spec);
    assert_eq!(
        (found.format.as_str(), found.rows, found.encoding.as_str()),
        ("trade-map", 3, "UTF-8")
    );
    let places: Vec<&str> =
        messages.iter().filter_map(|d| d.place.as_ref()).map(|place| place.path.as_str()).collect();
    assert!(places.iter().all(|path| path.starts_with("trade_map.xls")), "{places:?}");
}

#[test]
fn a_limit_that_is_raised_lets_a_workbook_through_and_one_that_is_lowered_stops_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workbook");
    let specs = tempfile::tempdir().unwrap();
    let spec_path = specs.path().join("dataset.toml");
    for (limits, words) in [
        ("cells = 5", "the limit is 5; set `limits.cells = "),
        ("columns = 2", "column number is 3, the limit is 2"),
        ("cell_bytes = 3", "cell is "),
        ("unpacked_bytes = 100", "limits.unpacked_bytes"),
    ] {
        std::fs::write(&spec_path, format!("[limits]\n{limits}\n")).unwrap();
        let output = Command::new(BILAT)
            .current_dir(&folder)
            .args(["inspect", "months_as_dates.xlsx", "--json", "--spec"])
            .arg(&spec_path)
            .output()
            .unwrap();
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        let told = &found[0]["diagnostics"][0];
        let text =
            format!("{}; {}", told["message"].as_str().unwrap(), told["help"].as_str().unwrap());
        assert!(told["code"] == "R107" && text.contains(words), "{limits}: {text}");
        assert_eq!(output.status.code(), Some(1), "{limits}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_without_memory_ends_and_the_program_goes_on() {
    let file = "data/us-census/us_census_goods_by_country_monthly_1985-2023.xlsx";
    let Some(path) = crate::shared::folder(file) else { return };
    let specs = tempfile::tempdir().unwrap();
    let spec_path = specs.path().join("dataset.toml");
    std::fs::write(&spec_path, "[limits]\nworkbook_memory = 1000000\n").unwrap();
    let plain = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workbook/plain.ods");
    let output = Command::new(BILAT)
        .args(["inspect", "--json", "--spec"])
        .args([&spec_path, &path, &plain])
        .output()
        .unwrap();
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let told = &found[0]["diagnostics"][0];
    assert_eq!(told["code"], "R107", "{told}");
    assert!(told["message"].as_str().unwrap().contains("memory to read the workbook"), "{told}");
    assert!(told["help"].as_str().unwrap().contains("limits.workbook_memory"), "{told}");
    assert_eq!(found[1]["observations"], 3, "the next file is read all the same");
}
