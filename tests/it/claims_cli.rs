//! The commands on claims, targets, base rates and articles, run as a user runs them on a copy of this desk.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const BILAT: &str = env!("CARGO_BIN_EXE_bilat");

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A copy of this repository's desk in a folder of its own.
fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["datasets", "charts", "articles"] {
        copy(&root.join(part), &folder.path().join(part));
    }
    for file in ["bilat.toml", "bilat.lock"] {
        std::fs::copy(root.join(file), folder.path().join(file)).unwrap();
    }
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(BILAT).current_dir(folder).args(args).output().unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let output = run(folder, &[args, &["--json"]].concat());
    let text = printed(&output);
    serde_json::from_str(&text).unwrap_or_else(|error| {
        panic!("{error}: {text} {}", String::from_utf8_lossy(&output.stderr))
    })
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

#[test]
fn every_claim_gets_its_expected_verdict_from_the_ledger_and_from_its_sentence() {
    let desk = desk();
    let claims = json(desk.path(), &["claims"]);
    let claims = claims.as_array().unwrap();
    assert_eq!(claims.len(), 13);
    let mut sentences = BTreeMap::new();
    for claim in claims {
        assert_eq!(claim["verdict"], claim["expected"], "{claim}");
        assert_eq!(claim["from_sentence"], claim["expected"], "{claim}");
        let file = format!("{}.txt", text(claim, "id"));
        std::fs::write(desk.path().join(&file), text(claim, "sentence")).unwrap();
        sentences.insert(file, claim.clone());
    }
    for (file, claim) in sentences {
        let found = json(desk.path(), &["check-text", &file]);
        let found = found.as_array().unwrap();
        assert_eq!(found.len(), 1, "{file}: {found:?}");
        assert_eq!(found[0]["verdict"], claim["expected"], "{file}");
        assert_eq!(found[0]["line"], 1);
        let wrong = matches!(text(&claim, "expected"), "inconsistent" | "sign_error");
        assert_eq!(found[0]["proposed"].is_string(), wrong, "{file}");
        let code = run(desk.path(), &["check-text", &file]).status.code();
        assert_eq!(code, Some(i32::from(wrong)), "{file}");
    }
}

#[test]
fn claims_are_printed_as_csv_and_as_markdown() {
    let desk = desk();
    let csv = printed(&run(desk.path(), &["claims", "--csv"]));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 13);
    assert_eq!((&rows[3][0], &rows[3][1]), ("c04", "sign_error"));
    let markdown = printed(&run(desk.path(), &["claims", "c04", "--md"]));
    assert_eq!(markdown.lines().count(), 3, "{markdown}");
    let unknown = run(desk.path(), &["claims", "c99"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn one_array_holds_the_sentences_of_all_files_and_formats() {
    let desk = desk();
    let sentence = "Exports fell by 1.7 percent, from 875 to 863 million dollars.";
    std::fs::write(desk.path().join("a.md"), format!("# Title\n\n{sentence}\n")).unwrap();
    let page = format!("<html><style>p{{}}</style>\n<body>\n<p>{sentence}</p>");
    std::fs::write(desk.path().join("b.html"), page).unwrap();
    let found = json(desk.path(), &["check-text", "a.md", "b.html"]);
    let told: Vec<(&str, u64, &str)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|s| (text(s, "path"), s["line"].as_u64().unwrap(), text(s, "verdict")))
        .collect();
    assert_eq!(told, [("a.md", 3, "inconsistent"), ("b.html", 3, "inconsistent")]);
    assert_eq!(
        text(&found[0], "proposed"),
        "Exports fell by 1.4 percent, from 875 to 863 million dollars."
    );
    let alone = json(desk.path(), &["check-text", "a.md"]);
    let keys: Vec<&String> = alone[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["line", "text", "verdict", "computed", "proposed"]);
    let human = printed(&run(desk.path(), &["check-text", "a.md"]));
    assert!(
        human.contains("--> a.md:3:17") && human.contains("^^^^^^^^^^^ inconsistent"),
        "{human}"
    );
    assert!(
        human.contains("2 sentences read, 1 checked (1 inconsistent), 0 with numbers left alone"),
        "{human}"
    );
}

#[test]
fn a_sentence_is_held_against_what_the_desk_holds_with_certainty() {
    let desk = desk();
    let article = "Trade between Russia and Afghanistan was 300 million dollars in 2023.\n\n\
                   Trade between Russia and Afghanistan in flour was 300 million dollars in 2023.\n";
    std::fs::write(desk.path().join("a.md"), article).unwrap();
    let found = json(desk.path(), &["check-text", "a.md"]);
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(text(&found[0], "verdict"), "undetermined");
    assert!(text(&found[0], "computed").contains("A. Overchuk: it differs"), "{found:?}");
    let none = json(desk.path(), &["check-text", "a.md", "--no-desk"]);
    assert_eq!(none, Value::Array(vec![]));
}

#[test]
fn the_seed_sentences_give_what_they_imply() {
    let desk = desk();
    let article = "In 2024 the country became the largest importer of flour, 80 million dollars, double the \
                   previous year.\nThe two countries plan to raise their trade to 3 billion dollars by 2025 and 10 \
                   billion by 2030.\n";
    std::fs::write(desk.path().join("a.txt"), article).unwrap();
    let found = json(desk.path(), &["check-text", "a.txt"]);
    assert!(text(&found[0], "computed").contains("37.857 million to 42.368 million"), "{found}");
    assert!(text(&found[1], "computed").contains("27.2 % a year"), "{found}");
    let words: Vec<&str> =
        found[1]["desk"].as_array().unwrap().iter().map(|word| text(word, "text")).collect();
    let all = words.join("\n");
    for expected in [
        "+131% a year",
        "×12.6 a year",
        "16.8% of it reached",
        "of comparable cases",
        "afg-rus-2030",
    ] {
        assert!(all.contains(expected), "{expected}: {all}");
    }
}

#[test]
fn targets_are_seen_from_each_baseline() {
    let desk = desk();
    let targets = json(desk.path(), &["targets"]);
    assert_eq!(targets.as_array().unwrap().len(), 51);
    let one = json(desk.path(), &["targets", "afg-rus-2025"]);
    let baselines = one[0]["baselines"].as_array().unwrap();
    let required = |id: &str| {
        let found = baselines.iter().find(|from| text(&from["baseline"], "id") == id).unwrap();
        found["required_growth"]["known"]["mid"].as_f64().unwrap()
    };
    assert!((required("turnover-2023-overchuk") - 1.314_550_25).abs() < 1e-8);
    assert!((required("turnover-2024-khabibullin") - 11.552_301_3).abs() < 1e-7);
    let attained = one[0]["latest"][0]["attainment"]["known"]["mid"].as_f64().unwrap();
    assert!((attained - 503.0 / 3000.0).abs() < 1e-12);
    let csv = printed(&run(desk.path(), &["targets", "--csv"]));
    assert!(csv.lines().count() > 51, "{csv}");
}

#[test]
fn the_flour_statement_implies_what_nobody_said() {
    let desk = desk();
    let sets = json(desk.path(), &["consequences"]);
    let value = |what: &str, key: &str| {
        let all = sets[0]["consequences"].as_array().unwrap();
        let found = all.iter().find(|found| text(found, "what").contains(what)).unwrap();
        found[key].as_f64().unwrap()
    };
    assert!((value("share of the part a year before", "mid") - 0.137_333_333).abs() < 1e-8);
    assert!((value("everything else", "mid") + 0.124_420_402).abs() < 1e-8);
    assert!((value("unit value", "low") + 0.046_511_627_9).abs() < 1e-9);
    assert!((value("unit value", "high") + 0.028_169_014_1).abs() < 1e-9);
    assert_eq!(sets[0]["rows"].as_array().unwrap().len(), 3);
}

#[test]
fn base_rates_come_from_the_grid_and_exactly_from_a_panel() {
    let desk = desk();
    let asked = ["base-rate", "--from", "560M", "--to", "3bn", "--years", "2"];
    let grid = json(desk.path(), &asked);
    let answer = &grid[0]["answer"];
    let (low, high) = (answer["low"].as_f64().unwrap(), answer["high"].as_f64().unwrap());
    // 29 of 20,636 windows of the panel.
    let share = 29.0 / 20_636.0;
    assert!(low <= share && share <= high, "{grid}");
    let refused = run(desk.path(), &["base-rate", "--from", "3bn", "--to", "1bn", "--years", "2"]);
    assert_eq!(refused.status.code(), Some(2));
    let Some(folder) = crate::shared::folder("data/baci") else { return };
    let panel = folder.join("cepii_baci_bilateral_totals_2000-2020.csv");
    let panel = panel.to_str().unwrap();
    let counted = json(desk.path(), &[&asked[..], &["--panel", panel]].concat());
    assert_eq!(counted[0]["core"]["hits"], 29);
    assert_eq!(counted[0]["core"]["windows"], 20_636);
    assert_eq!(counted[0]["precedents"].as_array().unwrap().len(), 29);
    let again = run(desk.path(), &["base-rate", "--rebuild", panel]);
    assert!(printed(&again).contains("the grid is what the panel gives"), "{again:?}");
}

#[test]
fn an_article_is_filled_with_the_numbers_of_the_charts() {
    let desk = desk();
    let template = "Bought {flour-imports:flour.2024}, {{so}}.\n";
    std::fs::write(desk.path().join("a.tmpl.md"), template).unwrap();
    let filled = printed(&run(desk.path(), &["fill", "a.tmpl.md"]));
    assert_eq!(
        filled.replace('\u{a0}', " "),
        "Bought almost $80M<!-- why: flour-imports flour 2024 -->, {so}.\n"
    );
    let russian = printed(&run(desk.path(), &["fill", "a.tmpl.md", "--lang", "ru", "--no-links"]));
    assert!(russian.contains("80"), "{russian}");
    std::fs::write(desk.path().join("b.tmpl.md"), "One\n\n{flour-imports:flour.2031}\n").unwrap();
    let refused =
        run(desk.path(), &["fill", "b.tmpl.md", "-o", "b.md", "--message-format", "short"]);
    assert_eq!(refused.status.code(), Some(1));
    let message = String::from_utf8(refused.stderr).unwrap();
    assert!(message.starts_with("b.tmpl.md:3:1: error[C104]: no value"), "{message}");
    assert!(!desk.path().join("b.md").exists());
}

#[test]
fn a_revision_is_told_row_by_row_with_its_sentences() {
    let (before, after) = (desk(), desk());
    let built = run(before.path(), &["build", "--json"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    assert!(printed(&run(before.path(), &["diff"])).starts_with("nothing changed"));
    let path = after.path().join("datasets/ledger/figures.csv");
    let ledger = std::fs::read_to_string(&path).unwrap();
    let revised = ledger.replace(
        "flour-2024-agroexport,2024-01-01,2024-12-31,export,RUS,AFG,HS 1101,80,almost",
        "flour-2024-agroexport,2024-01-01,2024-12-31,export,RUS,AFG,HS 1101,90,almost",
    );
    assert_ne!(ledger, revised);
    std::fs::write(&path, revised).unwrap();
    let against = before.path().to_str().unwrap();
    let lock = before.path().join("bilat.lock");
    for against in [against, lock.to_str().unwrap()] {
        let found = json(after.path(), &["diff", "--against", against]);
        assert_eq!(found["files"][0], "datasets/ledger/figures.csv");
        let numbers = found["numbers"].as_array().unwrap();
        let flour = numbers.iter().find(|n| text(n, "figure") == "flour-2024-agroexport").unwrap();
        assert!(
            text(flour, "old").contains("$80M") && text(flour, "new").contains("$90M"),
            "{flour}"
        );
        let sentences = found["sentences"].as_array().unwrap();
        let article =
            sentences.iter().find(|s| text(s, "path") == "articles/flour.tmpl.md").unwrap();
        assert!(text(article, "old").contains("$80M") && text(article, "new").contains("$90M"));
        assert!(text(&found, "note").contains("should read"), "{found}");
    }
}

#[test]
fn why_knows_claims_targets_and_statements() {
    let desk = desk();
    for (id, kind, says) in [
        ("c05", "claim", "inconsistent"),
        ("afg-rus-2025", "target", "+131% a year"),
        ("flour-2023-derived", "figure", "flour-2024-agroexport"),
    ] {
        let found = json(desk.path(), &["why", id]);
        assert_eq!(text(&found[0], "kind"), kind);
        assert!(found[0]["computed"].to_string().contains(says), "{found}");
        assert!(found[0]["row"]["line"].as_u64().unwrap() > 1);
    }
}

#[test]
fn a_build_warns_of_the_desks_own_sentences_and_of_no_others() {
    let desk = desk();
    let quiet = run(desk.path(), &["check", "--message-format", "short"]);
    let told = String::from_utf8(quiet.stderr).unwrap();
    assert!(!told.contains("L111") && !told.contains("L105") && !told.contains("L114"), "{told}");
    let wrong = "Exports fell by 1.7 percent, from 875 to 863 million dollars.\n";
    std::fs::write(desk.path().join("articles/own.tmpl.md"), wrong).unwrap();
    let path = desk.path().join("datasets/ledger/claims.csv");
    let ledger = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, ledger.replace(",sign_error,", ",consistent,")).unwrap();
    let told = run(desk.path(), &["check", "--message-format", "short"]);
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(told.contains("articles/own.tmpl.md:1:17: warning[L111]"), "{told}");
    assert!(
        told.contains("datasets/ledger/claims.csv:5: warning[L114]: claim `c04` is expected"),
        "{told}"
    );
}
