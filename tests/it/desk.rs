//! The default desk and a new one, built by the program itself in folders of their own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value as Json;

/// A copy of this repository's desk that a test may change.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn copy() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for part in ["bilat.toml", "bilat.lock", "datasets", "charts"] {
            copy(&root.join(part), &folder.path().join(part));
        }
        Self { folder }
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.run_with(args, &[])
    }

    pub fn run_with(&self, args: &[&str], environment: &[(&str, &str)]) -> Output {
        bilat(self.folder.path(), args, environment)
    }

    pub fn edit(&self, path: &str, change: impl Fn(&str) -> String) {
        let file = self.path(path);
        let text = fs::read_to_string(&file).unwrap();
        let changed = change(&text);
        assert_ne!(text, changed, "{path} should change");
        fs::write(file, changed).unwrap();
    }

    /// Every file below `charts`, with its bytes.
    fn outputs(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        gather(&self.path("charts"), "", &mut files);
        files.insert("bilat.lock".to_owned(), fs::read(self.path("bilat.lock")).unwrap());
        files
    }
}

pub fn bilat(folder: &Path, args: &[&str], environment: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bilat"))
        .args(args)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else if from.exists() {
        fs::copy(from, to).unwrap();
    }
}

fn gather(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit status, never a signal")
}

/// The value of a series in a chart's provenance.
fn value(desk: &Desk, chart: &str, series: &str, period: &str) -> f64 {
    let file = fs::read(desk.path(&format!("charts/{chart}/provenance.json"))).unwrap();
    let json: Json = serde_json::from_slice(&file).unwrap();
    let of = |list: &Json, key: &str, wanted: &str| {
        let found = list.as_array().unwrap().iter().find(|item| item[key] == wanted);
        found.unwrap_or_else(|| panic!("{wanted} should be in {chart}")).clone()
    };
    let series = of(&json["series"], "id", series);
    of(&series["points"], "period", period)["value"].as_f64().unwrap()
}

#[test]
fn the_committed_desk_is_what_a_build_makes_and_a_second_build_writes_nothing() {
    let desk = Desk::copy();
    let verified = desk.run(&["verify"]);
    assert_eq!(code(&verified), 0, "{}", text(&verified.stderr));
    let before = desk.outputs();
    let again = desk.run(&[]);
    assert_eq!(code(&again), 0);
    assert!(text(&again.stdout).contains("up to date"), "{}", text(&again.stdout));
    assert!(desk.outputs() == before);
}

#[test]
fn required_growth_is_as_worked_out_by_hand() {
    let desk = Desk::copy();
    for (series, period, expected) in [
        ("need-239-2025", "2024", 3000.0 / 239.0 - 1.0),
        ("need-560-2025", "2023", 1.314_550_25),
        ("need-560-2030", "2023", 0.509_490_145),
        ("need-1000-2025", "2024", 2.0),
        ("need-1000-2030", "2024", 0.467_799_268),
        ("between", "2025", 0.272_259_637),
    ] {
        let found = value(&desk, "target-path", series, period);
        assert!((found - expected).abs() < 1e-8, "{series}: {found} should be {expected}");
    }
    let reached = value(&desk, "attainment", "share-2025", "2025-01-01/2025-11-30");
    assert!((reached - 503.0 / 3000.0).abs() < 1e-12);
}

#[test]
fn the_same_bytes_come_out_for_any_threads_time_zone_and_locale() {
    let built = |threads: &str, environment: &[(&str, &str)]| {
        let desk = Desk::copy();
        let output = desk.run_with(&["build", "--force", "--threads", threads], environment);
        assert_eq!(code(&output), 0, "{}", text(&output.stderr));
        desk.outputs()
    };
    let one = built("1", &[("TZ", "Asia/Kabul"), ("LC_ALL", "fa_IR.UTF-8")]);
    let two = built(
        "2",
        &[("TZ", "America/New_York"), ("LC_ALL", "ru_RU.UTF-8"), ("SOURCE_DATE_EPOCH", "1")],
    );
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(two[path] == *bytes, "{path} should not depend on threads, zone or locale");
    }
}

#[test]
fn the_order_of_rows_does_not_change_a_picture() {
    let desk = Desk::copy();
    let before = desk.outputs();
    desk.edit("datasets/cepii-baci-totals/data.csv", |text| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        lines.join("\n") + "\n"
    });
    desk.edit("datasets/cepii-baci-totals/dataset.toml", |text| {
        text.lines().filter(|line| !line.starts_with("sha256")).collect::<Vec<_>>().join("\n")
    });
    let output = desk.run(&["build"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let after = desk.outputs();
    // Metadata names the digest of the input, which did change; everything that is seen did not.
    let seen = |bytes: &[u8]| {
        let svg = text(bytes);
        let (head, rest) = svg.split_once("<metadata>").unwrap();
        format!("{head}{}", rest.split_once("</metadata>").unwrap().1)
    };
    let is_svg = |path: &str| Path::new(path).extension().is_some_and(|ending| ending == "svg");
    let pictures: Vec<&String> = before.keys().filter(|path| is_svg(path)).collect();
    assert!(pictures.len() >= 15, "five charts in three languages and more");
    for path in pictures {
        assert_eq!(seen(&before[path]), seen(&after[path]), "{path}");
    }
}

#[test]
fn a_changed_file_is_noticed_and_its_charts_are_left_as_they_are() {
    let desk = Desk::copy();
    let before = desk.outputs();
    desk.edit("datasets/cepii-baci-totals/data.csv", |text| {
        text.replace("150917.891", "15091.7891")
    });
    let output = desk.run(&["build"]);
    assert_eq!(code(&output), 1);
    let messages = text(&output.stderr);
    assert!(messages.contains("error[C109]"), "{messages}");
    assert!(messages.contains("datasets/cepii-baci-totals/dataset.toml"), "{messages}");
    let after = desk.outputs();
    for path in ["growth/en.png", "trade-since-2000/fa.pdf", "target-path/ru.svg"] {
        assert!(before[path] == after[path], "{path} should be untouched");
    }
}

#[test]
fn a_wrong_cell_is_named_by_file_line_and_column() {
    let desk = Desk::copy();
    desk.edit("datasets/cepii-baci-totals/data.csv", |text| text.replace("804324.75", "8O4324.75"));
    desk.edit("datasets/cepii-baci-totals/dataset.toml", |text| {
        text.lines().filter(|line| !line.starts_with("sha256")).collect::<Vec<_>>().join("\n")
    });
    desk.edit("datasets/ledger/figures.csv", |text| text.replace(",almost,", ",roughly,"));
    let output = desk.run(&["check", "--message-format", "short"]);
    assert_eq!(code(&output), 1);
    let messages = text(&output.stderr);
    assert!(
        messages.contains("datasets/cepii-baci-totals/data.csv:25:14: error[S203]"),
        "{messages}"
    );
    assert!(messages.contains("error[L101]: unknown hedge `roughly`"), "{messages}");
}

#[test]
fn verify_names_what_was_touched() {
    let desk = Desk::copy();
    desk.edit("charts/growth/data.csv", |text| text.replacen("0.", "1.", 1));
    let output = desk.run(&["verify", "--message-format", "short"]);
    assert_eq!(code(&output), 1);
    assert!(text(&output.stderr).contains("charts/growth/data.csv: error[X206]"));
    let repaired = desk.run(&[]);
    assert_eq!(code(&repaired), 0);
    assert_eq!(code(&desk.run(&["verify"])), 0);
}

#[test]
fn an_unknown_key_stops_with_the_nearest_known_one() {
    let desk = Desk::copy();
    desk.edit("bilat.toml", |text| text.replacen("languages =", "langauges =", 1));
    let output = desk.run(&[]);
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("did you mean `languages`?"), "{}", text(&output.stderr));
}

#[test]
fn a_new_desk_builds_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let made = bilat(folder.path(), &["new", "mine"], &[]);
    assert_eq!(code(&made), 0, "{}", text(&made.stderr));
    let desk = folder.path().join("mine");
    let built = bilat(&desk, &[], &[]);
    assert_eq!(code(&built), 0, "{}", text(&built.stderr));
    for file in ["en.svg", "en.png", "en.pdf", "data.csv", "caption.en.md", "provenance.json"] {
        assert!(desk.join("charts/turnover").join(file).is_file(), "{file}");
    }
    assert_eq!(code(&bilat(&desk, &["verify"], &[])), 0);
    assert_eq!(code(&bilat(folder.path(), &["new", "mine"], &[])), 2, "never over a desk");
}

#[test]
fn why_walks_from_a_figure_to_file_and_line() {
    let desk = Desk::copy();
    let output = desk.run(&["why", "charts/flour-imports/en.svg", "--json"]);
    assert_eq!(code(&output), 0);
    let answers: Json = serde_json::from_slice(&output.stdout).unwrap();
    let derived = &answers.as_array().unwrap()[0];
    assert_eq!(derived["period"], "2023");
    assert_eq!(derived["rows"][0]["path"], "datasets/ledger/figures.csv");
    let line = derived["rows"][0]["line"].as_u64().unwrap() as usize;
    let ledger = fs::read_to_string(desk.path("datasets/ledger/figures.csv")).unwrap();
    assert_eq!(derived["rows"][0]["text"], ledger.lines().nth(line - 1).unwrap());
    let growth = desk.run(&["why", "turnover", "2011"]);
    assert!(text(&growth.stdout).contains("X + M"), "{}", text(&growth.stdout));
    assert_eq!(code(&desk.run(&["why", "nothing-like-it"])), 2);
}

#[test]
fn outside_a_desk_the_remedy_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let output = bilat(folder.path(), &["build", "--desk", "."], &[]);
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("bilat new"), "{}", text(&output.stderr));
}
