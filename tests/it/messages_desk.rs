//! Messages on desks, ledgers and outputs, each produced by the program on a new desk with one thing changed.

use std::fs;
use std::path::Path;

use crate::desk::{bilat, text};

const BUILD: &[&str] = &["build", "--message-format", "short"];
const CHECK: &[&str] = &["check", "--message-format", "short"];
const DESK: &str = "bilat.toml";
const CHART: &str = "charts/turnover/chart.toml";
const FIGURES: &str = "datasets/ledger/figures.csv";
const LEDGER: &str = "id,period_start,period_end,flow,reporter,partner,commodity,value,unit,speaker,\
    source_url,stated_on,multiple,derived_from,growth,scope\n\
    turnover-2024-minister,2024-01-01,2024-12-31,turnover,KAZ,UZB,TOTAL,4500,USD million,A,\
    https://a.example,2025-01-15,,,,all goods\n";

/// What is changed in a new desk.
enum Change<'a> {
    /// A file's text, one passage for another.
    Swap(&'a str, &'a str, &'a str),
    /// A file's end.
    Add(&'a str, &'a str),
    /// A whole file.
    Write(&'a str, &'a str),
    /// A row after the first of the ledger of figures.
    Row(&'a str),
    /// A folder where a file is to be written.
    Folder(&'a str),
    /// A file that is gone.
    Remove(&'a str),
    /// Nothing.
    None,
}

impl Change<'_> {
    fn make(&self, root: &Path) {
        let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
        let write = |path: &str, text: String| {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), text).unwrap();
        };
        match self {
            Self::Swap(path, from, to) => {
                let text = read(path);
                assert!(text.contains(from), "{path} should hold {from}");
                write(path, text.replacen(from, to, 1));
            }
            Self::Add(path, more) => write(path, read(path) + more),
            Self::Write(path, text) => write(path, (*text).to_owned()),
            Self::Row(row) => write(FIGURES, format!("{LEDGER}{row}\n")),
            Self::Folder(path) => fs::create_dir_all(root.join(path)).unwrap(),
            Self::Remove(path) => fs::remove_file(root.join(path)).unwrap(),
            Self::None => {}
        }
    }
}

/// Messages of a command on a new desk that was changed.
fn told(change: &Change, args: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    assert!(bilat(folder.path(), &["new", "."], &[]).status.success());
    change.make(folder.path());
    let output = bilat(folder.path(), args, &[]);
    text(&output.stderr) + &text(&output.stdout)
}

/// Each change gives a message of this severity and code with these words; a sound desk does not.
#[track_caller]
fn expect(cases: &[(Change, &[&str], &str, &str)]) {
    let sound = told(&Change::None, BUILD);
    for (change, args, code, words) in cases {
        let messages = told(change, args);
        let line = messages.lines().find(|line| line.contains(&format!("{code}]")));
        let line = line.unwrap_or_else(|| panic!("{code} should be told: {messages}"));
        assert!(line.contains(words), "{code} should say `{words}`: {line}");
        assert!(!sound.contains(code), "{code} is told of a sound desk");
    }
}

#[test]
fn desks_that_cannot_be_read_as_meant() {
    expect(&[
        (
            Change::Add(DESK, "\n[house]\nlogo = \"../logo.svg\"\n"),
            CHECK,
            "error[C102",
            "path leaves the desk",
        ),
        (Change::Swap(DESK, "[\"en\"]", "[\"en\", \"ru\"]"), CHECK, "error[C107", "no words in ru"),
        (Change::Swap(DESK, "[\"en\"]", "[]"), CHECK, "error[C107", "no languages"),
        (Change::Remove(DESK), CHECK, "error[C108", "no desk here"),
        (
            Change::None,
            &["new", ".", "--message-format", "short"],
            "error[C111",
            "the folder is a desk already",
        ),
    ]);
    let change = Change::Add(DESK, "\n[house]\nlogo = \"bilat.toml\"\n");
    expect(&[(change, CHECK, "error[C123", "`bilat.toml` cannot be used")]);
}

#[test]
fn charts_that_are_not_drawn() {
    let long = "A title of so many words that no reader would ever come to its end ".repeat(5);
    let title = format!("title = \"{long}");
    let growth = "label.en = \"Turnover\"\n\n[[series]]\nid = \"growth\"\nindicator = \"growth\"\n\
        of = [\"turnover\"]\nrole = \"hidden\"\n";
    let base = "kind = \"line\"";
    expect(&[
        (Change::Swap(CHART, "title = \"", &title), BUILD, "error[C106", "title in en needs"),
        (
            Change::Swap(CHART, "title = \"", "title = \"\u{13000} "),
            BUILD,
            "error[C110",
            "picture in en cannot be made: no face has `\u{13000}` (U+13000)",
        ),
        (
            Change::Swap(CHART, base, &format!("{base}\nholds = [\"turnover.2022 < 0\"]")),
            CHECK,
            "error[C121",
            "`turnover.2022 < 0` does not hold",
        ),
    ]);
    let folder = tempfile::tempdir().unwrap();
    assert!(bilat(folder.path(), &["new", "."], &[]).status.success());
    Change::Swap(CHART, "label.en = \"Turnover\"", growth).make(folder.path());
    Change::Swap(CHART, "{turnover.2022}", "{growth.2018}").make(folder.path());
    let messages = text(&bilat(folder.path(), BUILD, &[]).stderr);
    assert!(messages.contains("error[C120]: `{growth.2018}` has no value"), "{messages}");
}

#[test]
fn rows_of_ledgers_that_do_not_say_what_they_rest_on() {
    const B: &str = "b,2024-01-01,2024-12-31,turnover,KAZ,UZB,TOTAL";
    const SAID: &str = "USD million,B,https://b.example,2025-01-15";
    let row = |value: &str, rest: &str| format!("{B},{value},{SAID},{rest}");
    let lost = row("", "2,nowhere,,");
    let twice = row("9000", "2,turnover-2024-minister,,");
    let dispute = row("9000", ",,,");
    let bare = row("4500", ",,7,");
    let rescoped = row("", "0.5,turnover-2024-minister,,food");
    expect(&[
        (Change::Row(&lost), CHECK, "warning[L102", "no figure `nowhere` to derive from"),
        (Change::Row(&twice), CHECK, "error[L102", "`multiple` needs one figure"),
        (Change::Row(&rescoped), CHECK, "warning[L106", "scope differs from the statement"),
        (Change::Row(&dispute), CHECK, "warning[L107", "statements for 2024 differ by a factor 2"),
        (Change::Row(&bare), CHECK, "error[L205", "`7` could be 7 % or a fraction"),
        (
            Change::Write(
                "datasets/ledger/events.csv",
                "date,en,ru,url\n2024-05-01,12 dams open,Открыты 21 плотина,https://a.example\n",
            ),
            CHECK,
            "warning[L110",
            "`en` and `ru` give different numbers",
        ),
    ]);
}

#[test]
fn outputs_that_cannot_be_written_as_typed() {
    expect(&[
        (
            Change::Swap(FIGURES, "The minister", "=1+1"),
            CHECK,
            "warning[X201",
            "text would be read as a formula",
        ),
        (
            Change::Swap(CHART, "\"Turnover\"", "\"Turn\\u0008over\""),
            CHECK,
            "warning[X202",
            "control characters removed from a label",
        ),
        (
            Change::Folder("charts/turnover/en.svg"),
            BUILD,
            "error[X203",
            "cannot write `charts/turnover/en.svg`",
        ),
    ]);
}

#[test]
fn sentences_of_an_article() {
    let check = &["check-text", "a.md", "--message-format", "short"];
    for (sentence, code, words) in [
        (
            "Exports rose from 10 million dollars to 50 million dollars, five times more.",
            "warning[L103",
            "two readings",
        ),
        ("Imports fell by 500 %.", "error[L104", "nothing falls by more than 100 %"),
        (
            "Exports were 80 million dollars, double the year before.",
            "note[L112",
            "the sentence cannot be decided",
        ),
        (
            "Exports rose from 495.2 million dollars to 753.8 million dollars, up 52 %.",
            "note[L113",
            "agrees with its own numbers",
        ),
        (
            "The turnover of Kazakhstan with Uzbekistan was 4.5 billion dollars in 2024.",
            "note[L115",
            "the desk holds a number",
        ),
    ] {
        expect(&[(Change::Write("a.md", &format!("{sentence}\n")), check, code, words)]);
    }
}
