//! Files of known formats as other people have them: columns in another order, other marks between cells, other
//! line ends, saved again by a spreadsheet program. Each gives the same table, or says what to do.

use std::fmt::Write;
use std::path::Path;

use bilat::diag::Diagnostic;
use bilat::read::{DatasetSpec, Input};
use bilat::source::read_dataset;
use bilat::trade::Area;

use crate::fixtures::rows;
use crate::shared::{drawn, folder};

/// A delimited table as lists of cells.
#[derive(Clone)]
struct Cells(Vec<Vec<String>>);

impl Cells {
    /// The names and the first rows of a real file.
    fn of(path: &str, mark: u8, rows: usize) -> Option<Self> {
        let (folder_, name) = path.rsplit_once('/').unwrap();
        let bytes = std::fs::read(folder(&format!("data/{folder_}"))?.join(name)).unwrap();
        let text: String = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => error.into_bytes().iter().map(|byte| char::from(*byte)).collect(),
        };
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(mark)
            .from_reader(text.as_bytes());
        let mut table: Vec<Vec<String>> = reader
            .records()
            .take(rows + 1)
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect();
        let width = table[0].iter().filter(|name| !name.is_empty()).count();
        table.iter_mut().for_each(|row| row.truncate(width));
        Some(Self(table))
    }

    fn reversed(mut self) -> Self {
        self.0.iter_mut().for_each(|row| row.reverse());
        self
    }

    fn map(mut self, change: impl Fn(&str) -> String) -> Self {
        self.0.iter_mut().flatten().for_each(|cell| *cell = change(cell));
        self
    }

    fn text(&self, mark: &str, end: &str, quoted: bool) -> String {
        let cell = |text: &String| {
            let must = text.contains([',', ';', '\t', '"', '\n', '|']);
            if quoted || must { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
        };
        let mut out = String::new();
        for row in &self.0 {
            let cells: Vec<String> = row.iter().map(cell).collect();
            let _ = write!(out, "{}{end}", cells.join(mark));
        }
        out
    }
}

fn read(text: &str, spec: &DatasetSpec) -> (String, Vec<Diagnostic>) {
    let input = Input { dataset: "v", path: "renamed file (2).txt", bytes: text.as_bytes() };
    let (table, messages) = read_dataset(input, spec);
    // Physical lines differ with line ends in cells only; rows are compared by what they say.
    (rows(&table), messages)
}

/// Real files with the mark between their cells, how many rows are looked at, and what they leave to declare.
fn cases() -> Vec<(&'static str, u8, usize, DatasetSpec)> {
    let plain = DatasetSpec::default;
    let reporter = || DatasetSpec { reporter: Some("CHN".into()), ..DatasetSpec::default() };
    let commodity = || DatasetSpec { commodity: Some("3915".into()), ..DatasetSpec::default() };
    vec![
        (
            "comtrade-legacy/uncomtrade_legacy_china_5partners_sitc4_2010-2014.csv",
            b',',
            200,
            plain(),
        ),
        ("comtrade-plus/uncomtrade_plus_chn_deu_usa_total_2022.csv", b',', 60, plain()),
        ("comtrade-plus/uncomtrade_snakecase_thailand_shrimp_2007-2011.csv", b',', 60, plain()),
        ("baci/cepii_baci_bilateral_totals_2000-2020.csv", b',', 60, plain()),
        ("synthetic/synthetic_baci_hs17_Y2022.csv", b',', 60, plain()),
        (
            "eurostat/eurostat_comext_eu_plastic_waste_imports_monthly_2015-2024.csv",
            b',',
            120,
            commodity(),
        ),
        ("wits/wits_country_summary_RUS_1988-2015.csv", b',', 60, plain()),
        ("wits/wits_partner_world_exports_2018.csv", b',', 60, plain()),
        (
            "trademap/itc_trademap_china_importing_markets_of_exports_2009-2020.txt",
            b'\t',
            120,
            reporter(),
        ),
        ("trademap/itc_trademap_china_products_exported_2009-2020.txt", b'\t', 60, reporter()),
    ]
}

#[test]
fn order_quotes_marks_and_line_ends_make_no_difference() {
    for (path, mark, count, spec) in cases() {
        let Some(cells) = Cells::of(path, mark, count) else { return };
        let (expected, messages) = read(&cells.text(",", "\n", false), &spec);
        assert!(!expected.is_empty(), "{path}: {}", drawn(&messages));
        let reversed = cells.clone().reversed();
        for (name, text) in [
            ("quoted, CR LF", cells.text(",", "\r\n", true)),
            ("a byte-order mark", format!("\u{feff}{}", cells.text(",", "\n", true))),
            ("tabs", cells.text("\t", "\n", false)),
            ("bars", cells.text("|", "\n", false)),
            ("semicolons", cells.text(";", "\r\n", false)),
            ("columns the other way round", reversed.text(",", "\n", false)),
        ] {
            let (found, messages) = read(&text, &spec);
            assert_eq!(found, expected, "{path} with {name}: {}", drawn(&messages));
        }
    }
}

/// A number with `,` for `.`, as a spreadsheet program of another locale saves it.
fn with_comma(cell: &str) -> String {
    let is_number = cell.trim().parse::<f64>().is_ok() && cell.contains('.');
    if is_number { cell.replace('.', ",") } else { cell.to_owned() }
}

#[test]
fn files_saved_again_with_decimal_commas_are_read_right_or_refused() {
    for (path, mark, count, spec) in cases() {
        let Some(cells) = Cells::of(path, mark, count) else { return };
        let (expected, _) = read(&cells.text(",", "\n", false), &spec);
        let text = cells.map(with_comma).text(";", "\r\n", false);
        let (found, messages) = read(&text, &spec);
        if found != expected {
            let told = drawn(&messages);
            assert!(
                messages.iter().any(Diagnostic::is_error),
                "{path} changes in silence:\n{told}"
            );
            assert!(
                told.contains("number_format"),
                "{path} is refused without its remedy:\n{told}"
            );
        }
        let declared = DatasetSpec { number_format: Some("1.234,56".into()), ..spec };
        let (found, messages) = read(&text, &declared);
        assert_eq!(found, expected, "{path}, declared: {}", drawn(&messages));
    }
}

#[test]
fn a_column_that_is_needed_is_missed_by_name() {
    for (path, mark, count, spec) in cases() {
        let Some(mut cells) = Cells::of(path, mark, count) else { return };
        // The columns of money go away, under each name that a format has for them.
        let money = |name: &str| {
            let name = name.to_lowercase();
            name.contains("value")
                || name == "v"
                || name.contains("us$")
                || name.parse::<u16>().is_ok()
        };
        let gone: Vec<bool> = cells.0[0].iter().map(|name| money(name)).collect();
        assert!(gone.iter().any(|gone| *gone), "{path}");
        for row in &mut cells.0 {
            let mut flags = gone.iter();
            row.retain(|_| !flags.next().copied().unwrap_or(false));
        }
        let (found, messages) = read(&cells.text(",", "\n", false), &spec);
        assert!(found.is_empty(), "{path}: {found}");
        let fault = messages.iter().find(|d| d.is_error()).expect(path);
        assert!(
            ["S101", "S104"].contains(&fault.code) && fault.help.is_some(),
            "{path}: {}",
            drawn(&messages)
        );
    }
}

#[test]
fn other_years_and_areas_are_read_as_well() {
    let Some(cells) =
        Cells::of("comtrade-plus/uncomtrade_snakecase_china_exports_total_2012-2022.csv", b',', 33)
    else {
        return;
    };
    let text = cells.text(",", "\n", false);
    let other = text
        .replace(",2015,", ",1999,")
        .replace("20150101", "19990101")
        .replace(",156,CHN,China,", ",4,AFG,Afghanistan,");
    let (found, messages) = read(&other, &DatasetSpec::default());
    assert_eq!(found.matches(" AFG export ").count(), 33, "{}", drawn(&messages));
    assert_eq!(found.matches(" 1999 ").count(), 3);
    assert!(Area::find("AFG").is_ok());
}

#[test]
fn what_is_no_regular_file_is_refused_with_the_reason_of_the_system() {
    let folder = tempfile::tempdir().unwrap();
    let read = |path: &Path| bilat::pipeline::disk::read_file(path, "x").unwrap_err();
    for fault in [read(folder.path()), read(&folder.path().join("absent.csv"))] {
        assert_eq!(fault.code, "R103");
        assert!(fault.title.starts_with("cannot read the file: "), "{}", fault.title);
    }
}
