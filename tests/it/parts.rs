//! Charts that ask for indicators of parts, from `chart.toml` to the rows behind a number, in a desk of its own.

use std::path::Path;

use bilat::diag::Diagnostic;
use bilat::pipeline::desk::Desk;
use bilat::pipeline::disk::Disk;
use bilat::pipeline::resolve::resolve;
use bilat::pipeline::why::why;
use bilat::series::SeriesSet;

use crate::shared::drawn;

const DESK: &str =
    "name.en = \"Parts\"\nlanguages = [\"en\"]\n[pair]\nreporter = \"RUS\"\npartner = \"AFG\"\n";
const DATASET: &str = "producer = \"CEPII\"\ntitle = \"t\"\ncitation = \"c\"\nurl = \"u\"\nretrieved = \"2026-11-01\"\n\
                       format = \"baci\"\nclassification = \"HS2017\"\n[licence]\nname = \"n\"\nrows = \"yes\"\n";
/// Russia (643), Kazakhstan (398), Uzbekistan (860) and Afghanistan (4): thousand dollars and tonnes.
const ROWS: &str = "t,i,j,k,v,q\n\
    2020,643,4,110100,50,100\n2020,643,4,270900,30,60\n2020,643,4,440710,20,40\n2020,643,398,110100,100,200\n\
    2020,398,4,110100,200,420\n2020,398,4,270900,10,25\n2020,4,643,080620,4,2\n\
    2021,643,4,110100,70,120\n2021,643,4,270900,25,40\n2021,643,4,310210,15,NA\n2021,643,398,110100,90,150\n\
    2021,398,4,110100,210,400\n2021,4,643,080620,6,3\n2021,4,643,110100,5,9\n";

/// Series of a dataset, hidden, with more keys.
fn flow(id: &str, reporter: &str, partner: &str, flow: &str, more: &str) -> String {
    format!(
        "[[series]]\nid = \"{id}\"\ndataset = \"d\"\nreporter = \"{reporter}\"\npartner = \"{partner}\"\n\
         flow = \"{flow}\"\nrole = \"hidden\"\n{more}\n"
    )
}

/// A computed series.
fn made(id: &str, indicator: &str, of: &str, more: &str) -> String {
    format!("[[series]]\nid = \"{id}\"\nindicator = \"{indicator}\"\nof = [{of}]\n{more}\n")
}

fn desk(root: &Path, series: &str) -> Desk {
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("bilat.toml", DESK);
    write("datasets/d/dataset.toml", DATASET);
    write("datasets/d/data.csv", ROWS);
    let words = "[words.en]\ntitle = \"T\"\nsubtitle = \"S\"\n";
    write("charts/c/chart.toml", &format!("kind = \"line\"\n{series}{words}"));
    Desk::open(Disk::at(root)).unwrap_or_else(|faults| panic!("{}", drawn(&faults)))
}

fn run(series: &str) -> (Option<SeriesSet>, Vec<Diagnostic>) {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path(), series);
    resolve(&desk, &desk.charts[0])
}

fn value(set: &SeriesSet, id: &str, year: &str) -> f64 {
    let series = set.get(id).unwrap_or_else(|| panic!("no series `{id}`"));
    let point = series.at(year.parse().unwrap()).unwrap();
    point.value.known().unwrap_or_else(|| panic!("{id} {year}: {:?}", point.value)).mid()
}

fn near(what: &str, found: f64, expected: f64) {
    assert!((found / expected - 1.0).abs() < 1e-9, "{what}: {found} should be {expected}");
}

#[test]
fn a_chart_names_the_inputs_of_each_indicator_of_parts() {
    let by = "by = \"commodity\"";
    let series = [
        flow("x", "RUS", "AFG", "export", by),
        flow("m", "RUS", "AFG", "import", by),
        flow("buyers", "RUS", "WLD", "export", "by = \"partner\""),
        flow("sellers", "AFG", "WLD", "import", "by = \"partner\""),
        flow("world", "WLD", "WLD", "export", by),
        flow("into", "WLD", "AFG", "export", by),
        flow("needs", "AFG", "WLD", "import", by),
        flow("flour", "RUS", "AFG", "export", "commodity = \"110100\"\nby = \"commodity\""),
        made("h", "concentration", "\"x\"", ""),
        made("hb", "concentration", "\"buyers\"", ""),
        made("hs", "concentration", "\"sellers\"", ""),
        made("r", "revealed-advantage", "\"x\", \"world\"", "commodity = \"110100\""),
        made("fit", "complementarity", "\"needs\", \"x\"", ""),
        made("gl", "intra-industry", "\"x\", \"m\"", "variant = \"aggregate\""),
        made("new", "margins", "\"x\"", "variant = \"entrants\""),
        made("wide", "margins", "\"x\", \"into\"", "absent_is_zero = true"),
        made("uv", "unit-value", "\"flour\"", ""),
        made("p", "price-index", "\"x\"", ""),
    ];
    let (set, diagnostics) = run(&series.concat());
    let set = set.unwrap_or_else(|| panic!("{}", drawn(&diagnostics)));
    let squares = |parts: &[f64]| {
        let sum: f64 = parts.iter().sum();
        parts.iter().map(|part| (part / sum) * (part / sum)).sum::<f64>()
    };
    near("by commodity", value(&set, "h", "2020"), 0.38);
    near("by buyer", value(&set, "hb", "2020"), 0.5);
    near("by seller, told by exporters", value(&set, "hs", "2020"), squares(&[100.0, 210.0]));
    near("advantage", value(&set, "r", "2020"), (50.0 / 100.0) / (350.0 / 414.0));
    // Shares of needs (250, 40, 20) in 310 and of exports (50, 30, 20) in 100.
    near("fit", value(&set, "fit", "2020"), 100.0 * (0.5 + 40.0 / 310.0 + 20.0 / 310.0));
    near("both ways", value(&set, "gl", "2021"), 10.0 / 121.0);
    near("new goods", value(&set, "new", "2021"), 0.15);
    near("width", value(&set, "wide", "2021"), 1.0);
    near("dollars a tonne", value(&set, "uv", "2020"), 500.0);
    // 110100: 500 to 583.33 $/t; 270900: 500 to 625 $/t; the others cannot be compared.
    let (a, b) = (700.0 / 1.2 / 500.0, 625.0 / 500.0);
    let (l, p): (f64, f64) = ((50.0 * a + 30.0 * b) / 80.0, 95.0 / (70.0 / a + 25.0 / b));
    near("prices", value(&set, "p", "2021"), 100.0 * (l * p).sqrt());
    let note = &set.get("p").unwrap().points[1].note;
    assert!(note.contains("2 matched commodities: 80.0 % of 2020, 86.4 % of 2021"), "{note}");
}

#[test]
fn definitions_that_disagree_are_told_and_carried_to_the_figure() {
    let series = [
        flow("x", "RUS", "AFG", "export", "by = \"commodity\""),
        made("h", "concentration", "\"x\"", ""),
    ];
    let (set, diagnostics) = run(&series.concat());
    let told = diagnostics.iter().find(|d| d.code == "I109").expect("it is told");
    assert!(told.title.starts_with("definitions disagree: concentration"), "{}", told.title);
    let set = set.unwrap();
    assert_eq!(set.spreads[0].members.len(), 3);
    assert!(set.get("h").unwrap().points[1].note.contains("depending on definition (plain"));
}

#[test]
fn parts_that_fall_short_of_their_total_are_warned_of() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "reporter,partner,flow,year,value_usd\nRUS,WLD,export,2020,1000\nRUS,AFG,export,2020,400\n\
                RUS,UZB,export,2020,220\n";
    let series = [
        flow("x", "RUS", "WLD", "export", "by = \"partner\""),
        made("h", "concentration", "\"x\"", ""),
    ];
    desk(folder.path(), &series.concat());
    let spec =
        DATASET.replace("format = \"baci\"\nclassification = \"HS2017\"\n", "unit = \"USD\"\n");
    std::fs::write(folder.path().join("datasets/d/dataset.toml"), spec).unwrap();
    std::fs::write(folder.path().join("datasets/d/data.csv"), rows).unwrap();
    let desk = Desk::open(Disk::at(folder.path())).unwrap();
    let (_, diagnostics) = resolve(&desk, &desk.charts[0]);
    let told = diagnostics
        .iter()
        .find(|d| d.code == "I111")
        .unwrap_or_else(|| panic!("{}", drawn(&diagnostics)));
    assert_eq!(told.title, "parts hold 62.0 % of 2020 (`x`)");
}

#[test]
fn every_number_of_parts_walks_back_to_its_rows() {
    let series = [
        flow("x", "RUS", "AFG", "export", "by = \"commodity\""),
        flow("world", "WLD", "WLD", "export", "by = \"commodity\""),
        made("r", "revealed-advantage", "\"x\", \"world\"", "commodity = \"270900\""),
    ];
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path(), &series.concat());
    let answers = why(&desk, "r", None, Some("2020".parse().unwrap()));
    let rows: Vec<&str> = answers[0].rows.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(rows, ["2020,643,4,270900,30,60", "2020,398,4,270900,10,25"]);
}

#[test]
fn what_does_not_fit_says_what_would() {
    let x = flow("x", "RUS", "AFG", "export", "");
    let cases = [
        (made("h", "concentration", "\"x\"", ""), "C105", "it is not taken apart"),
        (
            made("h", "concentration", "\"x\"", "variant = \"rooot\""),
            "C104",
            "no variant of `concentration` `rooot`",
        ),
        (made("h", "concentraton", "\"x\"", ""), "C104", "no indicator `concentraton`"),
        (
            made("h", "trade-intensity", "\"x\"", ""),
            "C105",
            "it takes 4 series (exports to the partner",
        ),
        (made("h", "rolling-sum", "\"x\"", ""), "C105", "it takes monthly figures"),
        (made("h", "attainment", "\"x\"", ""), "C105", "it needs a `target`"),
        (made("h", "real-growth", "\"x\", \"x\"", ""), "C105", "`x` is no price index"),
        (
            "[[series]]\nid = \"h\"\nindicator = \"level\"\nof = [\"x\"]\nby = \"partner\"\n"
                .to_owned(),
            "C104",
            "names no dataset",
        ),
    ];
    for (series, code, words) in cases {
        let (set, diagnostics) = run(&format!("{x}{series}"));
        let text = drawn(&diagnostics);
        let found = diagnostics.iter().any(|d| d.code == code);
        let apart =
            words == "it is not taken apart" && text.contains("`x` is not taken apart; give it");
        assert!(set.is_none() && found && (apart || text.contains(words)), "{words}: {text}");
    }
}
