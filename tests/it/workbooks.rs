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
    let told =
        messages.iter().any(|d| d.code == "S110" && d.title.contains("Unit: US Dollar thousand"));
    assert!(told, "{messages:?}");
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

/// A zip archive whose parts are stored as they are.
fn archive(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut out, mut directory) = (vec![], vec![]);
    for (name, bytes) in parts {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let size = (bytes.len() as u32).to_le_bytes();
        let fields = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &crc.sum().to_le_bytes(), &size, &size];
        let fields = [&fields.concat()[..], &(name.len() as u16).to_le_bytes(), &[0, 0]].concat();
        let at = (out.len() as u32).to_le_bytes();
        out.extend([&b"PK\x03\x04"[..], &fields, name.as_bytes(), bytes].concat());
        directory
            .extend([&b"PK\x01\x02\x14\0"[..], &fields, &[0; 10], &at, name.as_bytes()].concat());
    }
    let (at, length) = ((out.len() as u32).to_le_bytes(), (directory.len() as u32).to_le_bytes());
    let count = (parts.len() as u16).to_le_bytes();
    let end = [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &length, &at, &[0, 0]].concat();
    [out, directory, end].concat()
}

/// The bytes with one of many kinds of damage, the same for the same number.
fn damaged(bytes: &[u8], number: u64) -> Vec<u8> {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let mut out = bytes.to_vec();
    let marks: [&[u8]; 8] =
        [b"<", b">", b"\"", b"99999999999", b"-1", b"&#0;", "\u{44f}".as_bytes(), b"<row r=\"7\">"];
    for _ in 0..=next(3) {
        let (at, length) = (next(out.len()), next(12));
        let end = (at + length).min(out.len());
        match next(3) {
            0 => drop(out.splice(at..end, [])),
            1 => drop(out.splice(at..end, marks[next(marks.len())].iter().copied())),
            _ => {
                let piece = out[at..end].to_vec();
                let to = next(out.len());
                drop(out.splice(to..to, piece));
            }
        }
    }
    out
}

#[test]
fn damaged_workbooks_never_bring_the_reader_down() {
    let sheet = br#"<worksheet><cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>value</t></is></c></row><row r="2" hidden="1"><c r="A2" s="1"><v>44197.5</v></c><c r="B2"><f>1+1</f><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>"#;
    let styles = br#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;
    let book = br#"<workbook><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let rels =
        br#"<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let strings = br"<sst><si><t>year</t><rPh><t>x</t></rPh></si></sst>";
    let content = br#"<office:document-content><office:automatic-styles><number:date-style style:name="N1"><number:year/><number:month/></number:date-style><style:style style:name="c" style:data-style-name="N1"/></office:automatic-styles><table:table table:name="S"><table:table-column table:number-columns-repeated="3" table:default-cell-style-name="c"/><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2021-05-01" table:number-columns-spanned="2"><text:p>May</text:p></table:table-cell><table:covered-table-cell/><table:table-cell table:formula="of:=1" office:value-type="float" office:value="1.5" table:number-columns-repeated="2"/></table:table-row></table:table></office:document-content>"#;
    let page = br#"<html><meta charset=utf-8><table><tr><th colspan=2>a</th></tr><tr><td rowspan=2 x:num="1.5">b<td>c</tr><tr><td>d<br>e</tr></table>"#;
    let wish =
        bilat::read::Wish { sheet: None, encoding: None, limits: DatasetSpec::default().limits };
    let (mut read, mut refused) = (0, 0);
    for number in 0..1_500 {
        let damage = |bytes: &[u8], kind: u64| {
            if number % 5 == kind { damaged(bytes, number) } else { bytes.to_vec() }
        };
        let xlsx = archive(&[
            ("xl/workbook.xml", damage(book, 0)),
            ("xl/_rels/workbook.xml.rels", damage(rels, 1)),
            ("xl/styles.xml", damage(styles, 2)),
            ("xl/sharedStrings.xml", damage(strings, 3)),
            ("xl/worksheets/sheet1.xml", damage(sheet, 4)),
        ]);
        let media = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
        let ods = archive(&[("mimetype", media), ("content.xml", damaged(content, number))]);
        let torn = damaged(&xlsx, number);
        for bytes in [xlsx, ods, damaged(page, number), torn] {
            match bilat::read::choose_sheet(&bytes, &wish) {
                Ok(_) => read += 1,
                Err(_) => refused += 1,
            }
        }
    }
    assert!(
        read > 500 && refused > 500,
        "{read} read, {refused} refused: the damage is too small or too great"
    );
}
