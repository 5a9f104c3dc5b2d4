//! Both sides of a flow, rates of exchange, and the terms of datasets, on a small desk built by the program itself;
//! and reports on a pair without any desk.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value as Json;

use crate::shared::folder;

const DESK: &str = "name.en = \"Both sides\"\nlanguages = [\"en\"]\nformats = [\"svg\"]\n";
const TERMS: &str =
    "[licence]\nname = \"open\"\nrows = \"yes\"\nattribution = \"Customs of A and B\"\n";
const TRADE: &str = "reporter,partner,flow,year,value,valuation\n";
const DATASET: &str = "producer = \"Customs\"\ntitle = \"t\"\ncitation = \"c\"\nurl = \"u\"\nretrieved = \"2026-01-01\"\nformat = \"tidy\"\nunit = \"USD\"\n";
const WORDS: &str =
    "[words.en]\ntitle = \"Exports rose\"\nsubtitle = \"Russia to Afghanistan, $\"\n";

/// A desk with one dataset of each side.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.write("bilat.toml", DESK);
        desk.dataset(
            "rus",
            "valuation = \"fob\"\n",
            "RUS,AFG,export,2019,100\nRUS,AFG,export,2020,236\n",
        );
        desk.dataset(
            "afg",
            "valuation = \"cif\"\n",
            "AFG,RUS,import,2020,612.7\nAFG,RUS,import,2021,220\n",
        );
        desk
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.0.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn dataset(&self, id: &str, keys: &str, rows: &str) {
        self.dataset_under(id, keys, rows, TERMS);
    }

    fn dataset_under(&self, id: &str, keys: &str, rows: &str, terms: &str) {
        let header = TRADE.replace(",valuation", "");
        self.write(&format!("datasets/{id}/data.csv"), &format!("{header}{rows}"));
        self.write(&format!("datasets/{id}/dataset.toml"), &format!("{DATASET}{keys}{terms}"));
    }

    fn chart(&self, series: &str) {
        let text = format!("kind = \"line\"\ncoverage = true\n{series}\n{WORDS}");
        self.write("charts/c/chart.toml", &text);
    }

    fn run(&self, args: &[&str]) -> Output {
        bilat(self.0.path(), args)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap_or_default()
    }

    /// The points of a series as `period value evidence`.
    fn points(&self, id: &str) -> Vec<String> {
        let json: Json = serde_json::from_str(&self.read("charts/c/provenance.json")).unwrap();
        let series = json["series"].as_array().unwrap().iter().find(|s| s["id"] == id).unwrap();
        let point = |point: &Json| {
            let value = point["value"].as_f64().map_or("-".to_owned(), |v| format!("{v:.3}"));
            format!(
                "{} {value} {}",
                point["period"].as_str().unwrap(),
                point["evidence"].as_str().unwrap()
            )
        };
        series["points"].as_array().unwrap().iter().map(point).collect()
    }
}

fn bilat(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bilat"))
        .args(args)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn messages(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const SERIES: &str = "[[series]]\nid = \"x\"\ndataset = \"rus\"\nreporter = \"RUS\"\npartner = \"AFG\"\nflow = \"export\"\nlabel.en = \"Exports\"\n";

#[test]
fn a_reporter_never_borrows_the_years_of_its_partner() {
    let desk = Desk::new();
    desk.chart(SERIES);
    let built = desk.run(&["build"]);
    assert!(built.status.success(), "{}", messages(&built));
    assert_eq!(desk.points("x"), ["2019 100.000 reported", "2020 236.000 reported"]);
}

#[test]
fn the_partners_side_is_marked_and_keeps_its_border_value() {
    let desk = Desk::new();
    desk.chart(&format!("{SERIES}mirror = \"partner\"\nmirror_dataset = \"afg\"\n"));
    assert!(desk.run(&["build"]).status.success());
    assert_eq!(desk.points("x"), ["2020 612.700 mirrored", "2021 220.000 mirrored"]);
    let json: Json = serde_json::from_str(&desk.read("charts/c/provenance.json")).unwrap();
    assert_eq!(json["series"][0]["valuation"], "cif");
    assert_eq!(json["series"][0]["measure"], "export");
}

#[test]
fn both_sides_are_two_series_that_say_who_tells_them() {
    let desk = Desk::new();
    desk.chart(&format!("{SERIES}mirror = \"both\"\nmirror_dataset = \"afg\"\n"));
    assert!(desk.run(&["build"]).status.success());
    assert_eq!(desk.points("x").len() + desk.points("x-mirror").len(), 4);
    let svg = desk.read("charts/c/en.svg");
    assert!(svg.contains("as Russia reports") && svg.contains("as Afghanistan reports"));
}

#[test]
fn a_reconciled_series_is_the_worked_number_with_its_interval() {
    let desk = Desk::new();
    desk.chart(&format!(
        "{SERIES}mirror = \"reconciled\"\nmirror_dataset = \"afg\"\nreconcile = {{ conversion = \"cif-factor 1.1\", sigma = {{ RUS = 0.6, AFG = 0.3 }} }}\n"
    ));
    let built = desk.run(&["build"]);
    assert!(built.status.success(), "{}", messages(&built));
    assert_eq!(
        desk.points("x"),
        ["2019 100.000 reported", "2020 511.323 reconciled", "2021 200.000 mirrored"]
    );
    let json: Json = serde_json::from_str(&desk.read("charts/c/provenance.json")).unwrap();
    let point = &json["series"][0]["points"][1];
    assert!((point["low"].as_f64().unwrap() - 300.558_919).abs() < 1e-5, "{point}");
    assert!(point["note"].as_str().unwrap().contains("cif-factor 1.1"), "{point}");
    assert_eq!(point["rows"].as_array().unwrap().len(), 2);
}

#[test]
fn a_bare_percentage_stops_the_run_and_unknown_errors_are_asked_for() {
    let desk = Desk::new();
    desk.chart(&format!(
        "{SERIES}mirror = \"reconciled\"\nmirror_dataset = \"afg\"\nreconcile = {{ conversion = \"10 %\" }}\n"
    ));
    let told = messages(&desk.run(&["build"]));
    assert!(told.contains("C203"), "{told}");
    desk.chart(&format!("{SERIES}mirror = \"reconciled\"\nmirror_dataset = \"afg\"\n"));
    let told = messages(&desk.run(&["build"]));
    assert!(told.contains("`sigma` of RUS and AFG"), "{told}");
    desk.write("bilat.toml", &format!("{DESK}[reconcile]\nconversion = \"10 %\"\n"));
    let stopped = desk.run(&["build"]);
    assert_eq!(stopped.status.code(), Some(2), "{}", messages(&stopped));
}

#[test]
fn fob_and_cif_make_no_line_together() {
    let desk = Desk::new();
    let theirs = SERIES.replace("\"x\"", "\"m\"");
    desk.chart(&format!(
        "{SERIES}role = \"hidden\"\n{theirs}role = \"hidden\"\nmirror = \"partner\"\nmirror_dataset = \"afg\"\n[[series]]\nid = \"all\"\nindicator = \"level\"\nof = [\"x\", \"m\"]\n"
    ));
    let told = messages(&desk.run(&["build"]));
    assert!(told.contains("T202") && told.contains("FOB and CIF"), "{told}");
}

#[test]
fn other_currencies_are_converted_by_the_rate_of_their_period() {
    let desk = Desk::new();
    desk.dataset(
        "rus",
        "valuation = \"fob\"\n",
        "RUS,AFG,export,2019,6473.6\nRUS,AFG,export,2020,7218\nRUS,AFG,export,2021,5\n",
    );
    let spec = desk.read("datasets/rus/dataset.toml").replace("\"USD\"", "\"RUB\"");
    desk.write("datasets/rus/dataset.toml", &spec);
    desk.chart(SERIES);
    let told = messages(&desk.run(&["build"]));
    assert!(told.contains("T212"), "{told}");
    desk.write("datasets/cbr/data.csv", "year,currency,units_per_usd,source\n2019,RUB,64.736,Bank of Russia\n2020,RUB,72.18,Bank of Russia\n");
    desk.write("datasets/cbr/dataset.toml", "format = \"rates\"\nproducer = \"Bank of Russia\"\n");
    desk.write(
        "datasets/rus/dataset.toml",
        &spec.replace("[licence]", "rates = \"cbr\"\n[licence]"),
    );
    let told = messages(&desk.run(&["build"]));
    assert!(told.contains("no rate of RUB for 2021"), "{told}");
    assert_eq!(
        desk.points("x"),
        ["2019 100.000 reported", "2020 100.000 reported", "2021 - reported"]
    );
    let why = printed(&desk.run(&["why", "x", "2020"]));
    assert!(why.contains("1 USD = 72.18 RUB") && why.contains("datasets/cbr/data.csv:3"), "{why}");
}

#[test]
fn rows_under_closed_terms_feed_the_figure_and_stay_out_of_the_files() {
    let desk = Desk::new();
    let closed = TERMS.replace("\"yes\"", "\"no\"");
    desk.dataset_under(
        "rus",
        "valuation = \"fob\"\n",
        "RUS,AFG,export,2019,100\nRUS,AFG,export,2020,236\n",
        &closed,
    );
    let growth = "[[series]]\nid = \"g\"\nindicator = \"growth\"\nof = [\"x\"]\nrole = \"growth\"\nbeside = \"x\"\n";
    desk.chart(&format!("{SERIES}{growth}"));
    let built = desk.run(&["build"]);
    assert!(built.status.success(), "{}", messages(&built));
    assert!(messages(&built).contains("X301"), "{}", messages(&built));
    let data = desk.read("charts/c/data.csv");
    assert!(!data.contains("236") && data.contains("1.36"), "{data}");
    assert!(!desk.read("charts/c/provenance.json").contains("236"));
    assert!(desk.read("charts/c/en.svg").contains("<svg"));
    assert!(desk.read("charts/c/caption.en.md").contains("Customs of A and B (open)"));
    assert!(desk.run(&["verify"]).status.success());
}

#[test]
fn without_terms_or_their_line_nothing_is_published() {
    let desk = Desk::new();
    desk.chart(SERIES);
    let rows = "RUS,AFG,export,2019,100\n";
    for (terms, code) in [
        ("", "X303"),
        ("[licence]\nname = \"?\"\n", "X303"),
        ("[licence]\nname = \"open\"\nrows = \"yes\"\n", "X302"),
    ] {
        desk.dataset_under("rus", "", rows, terms);
        let built = desk.run(&["build"]);
        assert_eq!(built.status.code(), Some(1), "{terms}");
        assert!(messages(&built).contains(code), "{}", messages(&built));
        assert!(desk.read("charts/c/en.svg").is_empty(), "{terms}");
    }
    desk.dataset_under("rus", "", rows, "[licence]\nname = \"CC0\"\nrows = \"yes\"\n");
    assert!(desk.run(&["build"]).status.success());
}

#[test]
fn a_report_has_the_known_figures_of_recorded_bodies() {
    let Some(data) = folder("data") else { return };
    let report = |areas: [&str; 2], file: &str| {
        let path = data.join(file);
        printed(&bilat(&data, &["report", areas[0], areas[1], &path.display().to_string()]))
    };
    let chile = report(["CHL", "ARG"], "ots/ots_api_chl_arg_2002_yrp.yml");
    assert!(chile.contains("919,280,993") && chile.contains("191,070,218 M"), "{chile}");
    let china = report(["CHN", "ARG"], "comtrade-plus/uncomtrade_api_china_goods_total_2010.json");
    assert!(china.contains("6,804,128,143"), "{china}");
}

#[test]
fn a_choice_of_codes_is_no_total() {
    let Some(data) = folder("data") else { return };
    let path = data.join("comtrade-plus/uncomtrade_snakecase_thailand_shrimp_2007-2011.csv");
    let text = printed(&bilat(&data, &["report", "THA", "JPN", &path.display().to_string()]));
    assert!(text.to_lowercase().contains("no total of all trade"), "{text}");
}

/// Writes files and reports on Russia and Afghanistan.
fn report(files: &[(&str, &str)], more: &[&str]) -> (Output, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut args = vec!["report", "RUS", "AFG"];
    args.extend(files.iter().map(|(name, _)| *name));
    args.extend(more);
    (bilat(folder.path(), &args), folder)
}

const PLAIN: &str = "reporter,partner,flow,year,value_usd\n";

#[test]
fn an_equal_figure_in_two_files_counts_once_and_an_unequal_one_is_refused() {
    let a = format!("{PLAIN}RUS,AFG,export,2019,90\nRUS,AFG,export,2020,100\n");
    let same = format!("{PLAIN}RUS,AFG,export,2020,100\nRUS,AFG,export,2021,120\n");
    let (output, _folder) = report(&[("a.csv", &a), ("b.csv", &same)], &["--json"]);
    let json: Json = serde_json::from_str(&printed(&output)).unwrap();
    let values: Vec<f64> = json["views"][0]["series"][0]["points"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|point| point["value"]["known"]["mid"].as_f64())
        .collect();
    assert_eq!(values, [90.0, 100.0, 120.0]);
    let other = same.replace("2020,100", "2020,103");
    let (output, _folder) = report(&[("a.csv", &a), ("b.csv", &other)], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(messages(&output).contains("T110"), "{}", messages(&output));
    let text = printed(&output);
    assert!(text.contains("a record was set aside") && !text.contains("203"), "{text}");
    let (output, _folder) =
        report(&[("a.csv", &a), ("b.csv", &other)], &["--set", "b.csv:precedence=2"]);
    assert!(output.status.success() && printed(&output).contains("103"), "{}", printed(&output));
}

#[test]
fn what_the_file_does_not_say_is_asked_for_and_may_be_declared() {
    let bare = "partner,flow,year,value\nAFG,export,2020,100\n";
    let (output, _folder) = report(&[("a.csv", bare)], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(messages(&output).contains("--set"), "{}", messages(&output));
    let declared = ["--set", "unit=USD thousand", "--set", "a.csv:reporter=RUS"];
    let (output, _folder) = report(&[("a.csv", bare)], &declared);
    assert!(printed(&output).contains("100,000"), "{}{}", printed(&output), messages(&output));
    let (output, _folder) = report(&[("a.csv", bare)], &["--set", "b.csv:unit=USD"]);
    assert_eq!(output.status.code(), Some(2), "a declaration for no file");
}

#[test]
fn months_after_the_last_year_are_a_part_and_no_end_of_a_growth() {
    let mut rows = format!("{PLAIN}RUS,AFG,export,2021,100\nRUS,AFG,export,2022,130\n");
    for (year, values) in [(2022, vec![10; 12]), (2023, vec![12; 7])] {
        for (month, value) in values.iter().enumerate() {
            rows += &format!("RUS,AFG,export,{year}-{:02},{value}\n", month + 1);
        }
    }
    let rows = rows.replace("RUS,AFG,export,2022,130\n", "RUS,AFG,export,2022,120\n");
    let yearly: String = rows
        .lines()
        .filter(|l| !l.contains("-0") && !l.contains("-1"))
        .fold(String::new(), |t, l| t + l + "\n");
    let monthly: String = format!(
        "{PLAIN}{}",
        rows.lines()
            .filter(|l| l.contains("-0") || l.contains("-1"))
            .fold(String::new(), |t, l| t + l + "\n")
    );
    let (output, _folder) = report(&[("years.csv", &yearly), ("months.csv", &monthly)], &[]);
    let text = printed(&output);
    assert!(
        text.contains("84 /") && text.contains("+20.0% (same months)"),
        "{text}{}",
        messages(&output)
    );
    assert!(text.contains("exports +20.0%, 2021–2022"), "{text}");
    assert!(!text.contains("−30"), "{text}");
}

#[test]
fn a_report_is_written_as_a_whole_with_figures_in_each_language() {
    let row = |year: i32| {
        format!("RUS,AFG,export,{year},{}\nAFG,RUS,import,{year},{}\n", year * 1_000, year * 1_200)
    };
    let years: Vec<String> = (2010..=2020).map(row).collect();
    let years = years.concat();
    let text = format!("{PLAIN}{years}");
    let (output, folder) = report(&[("a.csv", &text)], &["--out", "out", "--lang", "en,ru,fa"]);
    assert!(output.status.success(), "{}", messages(&output));
    let read = |path: &str| fs::read_to_string(folder.path().join("out").join(path)).unwrap();
    assert!(read("report.md").contains("# Russia and Afghanistan, 2010–2020"));
    assert!(read("report.ru.html").contains("lang=\"ru\""));
    assert!(read("report.fa.html").contains("dir=\"rtl\""));
    let json: Json = serde_json::from_str(&read("report.json")).unwrap();
    assert_eq!(json["mirrors"][0]["rows"].as_array().unwrap().len(), 11);
    for lang in ["en", "ru", "fa"] {
        for figure in ["trade", "mirror-1"] {
            assert!(
                read(&format!("figures/{figure}.{lang}.svg")).contains("<svg"),
                "{figure} {lang}"
            );
        }
    }
}

#[test]
fn files_without_the_pair_are_named_and_add_no_noise() {
    let own = format!("{PLAIN}RUS,AFG,export,2020,100\n");
    let other = format!("{PLAIN}KAZ,UZB,export,2020,5\nKAZ,UZB,export,2020,6\n");
    let (output, _folder) = report(&[("own.csv", &own), ("other.csv", &other)], &[]);
    assert!(output.status.success() && messages(&output).is_empty(), "{}", messages(&output));
    assert!(printed(&output).contains("nothing on the pair"));
    let (output, _folder) = report(&[("other.csv", &other)], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(messages(&output).contains("no file has trade of RUS with AFG"));
}
