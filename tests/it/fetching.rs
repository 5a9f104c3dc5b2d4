//! `bilat fetch` as a user runs it, against a service on this machine.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::loopback::{Reply, Service};

pub const BILAT: &str = env!("CARGO_BIN_EXE_bilat");
const SECRET: &str = "s3cr3t-k3y-0123456789";

/// A desk with nothing but its name.
pub fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bilat.toml"), "name.en = \"x\"\nlanguages = [\"en\"]\n")
        .unwrap();
    folder
}

/// How a run ended and what it printed.
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

pub fn run(folder: &Path, args: &[&str], key: Option<&str>) -> Run {
    let mut command = Command::new(BILAT);
    command.current_dir(folder).args(args).env_remove("COMTRADE_API_KEY");
    if let Some(key) = key {
        command.env("COMTRADE_API_KEY", key);
    }
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: status.code(), out: text(stdout), err: text(stderr) }
}

/// Asks UN Comtrade for Russia and Afghanistan.
pub fn comtrade(folder: &Path, service: &Service, more: &[&str]) -> Run {
    let args = [
        &["fetch", "comtrade", "--reporter", "RUS", "--partner", "Afghanistan"][..],
        &["--address", &service.address, "--wait", "0.05", "--pause", "0"],
        more,
    ];
    let key = more.contains(&"--id").then_some(SECRET);
    run(folder, &args.concat(), key)
}

pub const YEAR: [&str; 2] = ["--years", "2020"];

pub fn row(year: i32, flow: &str, value: i64) -> String {
    format!(
        r#"{{"typeCode":"C","freqCode":"A","refYear":{year},"period":"{year}","reporterCode":643,"flowCode":"{flow}","partnerCode":4,"cmdCode":"TOTAL","primaryValue":{value}.0}}"#
    )
}

pub fn body(rows: &[String]) -> String {
    format!(
        "{{\"elapsedTime\":\"0.1 secs\",\"count\":{},\"data\":[{}],\"error\":\"\"}}",
        rows.len(),
        rows.join(",")
    )
}

pub fn good() -> String {
    body(&[row(2020, "X", 153_000_000), row(2020, "M", 3_500_000)])
}

/// Every file under a folder with its bytes.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = vec![];
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found
}

pub fn datasets(folder: &Path) -> Vec<String> {
    let folders = std::fs::read_dir(folder.join("datasets")).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn an_answer_is_kept_byte_for_byte_and_not_asked_for_again() {
    let desk = desk();
    let service = Service::start(vec![Reply::json(&good())]);
    let first = comtrade(desk.path(), &service, &YEAR);
    assert_eq!(first.code, Some(0), "{}{}", first.out, first.err);
    assert!(first.out.starts_with("datasets/comtrade-rus-afg-2020: 2 rows, "), "{}", first.out);
    let asked = service.asked();
    let line = asked[0].lines().next().unwrap();
    assert!(
        line.starts_with(
            "GET /public/v1/preview/C/A/HS?reporterCode=643&period=2020&partnerCode=4&"
        ),
        "{line}"
    );
    let folder = desk.path().join("datasets/comtrade-rus-afg-2020");
    assert_eq!(std::fs::read_to_string(folder.join("data.json")).unwrap(), good());
    let spec: toml::Table =
        std::fs::read_to_string(folder.join("dataset.toml")).unwrap().parse().unwrap();
    assert!(spec["url"].as_str().unwrap().starts_with(&service.address));
    assert_eq!(spec["fetched"]["status"].as_integer(), Some(200));
    assert_eq!(spec["licence"]["rows"].as_str(), Some("no"));
    let again = comtrade(desk.path(), &service, &YEAR);
    assert!(again.out.contains("in the desk already"), "{}", again.out);
    assert_eq!((again.code, service.asked().len()), (Some(0), 1));
    let data = folder.join("data.json");
    let seen = run(desk.path(), &["inspect", data.to_str().unwrap(), "--json"], None);
    let seen: serde_json::Value = serde_json::from_str(&seen.out).unwrap();
    assert_eq!(
        (seen[0]["format"].as_str(), seen[0]["observations"].as_u64()),
        (Some("comtrade-plus"), Some(2))
    );
    let checked = run(desk.path(), &["check"], None);
    assert_eq!(checked.code, Some(0), "{}{}", checked.out, checked.err);
}

#[test]
fn a_key_goes_into_the_header_and_nowhere_else() {
    let desk = desk();
    let echo = format!("{{\"statusCode\":401,\"message\":\"no such key {SECRET}\"}}");
    let service = Service::start(vec![
        Reply::json(&good()),
        Reply::status("401 Unauthorized", "Content-Type: application/json\r\n", echo.as_bytes()),
        Reply::json(&echo),
    ]);
    let first = comtrade(desk.path(), &service, &["--years", "2020", "--id", "own"]);
    assert_eq!(first.code, Some(0), "{}", first.err);
    let head = service.asked()[0].to_lowercase();
    assert!(head.contains(&format!("ocp-apim-subscription-key: {SECRET}")), "{head}");
    assert!(head.starts_with("get /data/v1/get/c/a/hs?"), "{head}");
    let second = comtrade(desk.path(), &service, &["--years", "2021", "--id", "other"]);
    assert_eq!(second.code, Some(2));
    let third = comtrade(desk.path(), &service, &["--years", "2022", "--id", "other"]);
    let words = "with the key in its text";
    assert!(third.code == Some(2) && third.err.contains(words), "{}", third.err);
    assert!(
        second.err.contains("R113") && second.err.contains("answers 401 Unauthorized"),
        "{}",
        second.err
    );
    let dry = comtrade(desk.path(), &service, &["--years", "2021", "--id", "other", "--dry-run"]);
    for text in [&first.out, &first.err, &second.out, &second.err, &third.err, &dry.out] {
        assert!(!text.contains(SECRET), "{text}");
    }
    for (path, bytes) in files(desk.path()) {
        let holds = bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
        assert!(!holds, "{}", path.display());
    }
    assert_eq!(datasets(desk.path()), ["own"]);
}

#[test]
fn a_rehearsal_asks_nobody_and_needs_no_desk() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(vec![Reply::json(&good())]);
    let found = comtrade(
        folder.path(),
        &service,
        &["--years", "2000-2021", "--dry-run", "--frequency", "monthly"],
    );
    assert_eq!(found.code, Some(0), "{}", found.err);
    assert_eq!(found.out.lines().filter(|line| line.starts_with("GET http")).count(), 22);
    assert!(found.out.contains("/preview/C/M/HS?reporterCode=643&period=200001,200002,"));
    assert!(service.asked().is_empty());
    assert_eq!(comtrade(folder.path(), &service, &YEAR).code, Some(2), "there is no desk");
    for (more, word) in [
        (&["--years", "2021-2015"][..], "ends before it begins"),
        (&["--years", "2020", "--flow", "sideways"], "`sideways` is no flow"),
        (&["--years", "2020", "--commodity", "flour"], "no commodity code"),
        (&["--years", "2020", "--timeout=-1"], "`--timeout`"),
        (&["--years", "2020", "--id", "../x"], "no name of a dataset"),
        (&["--years", "2020", "--address=https://x.org?key=1"], "a query"),
        (&["--years", "2020", "--address=ftp://x.org"], "no address"),
    ] {
        let args = ["fetch", "comtrade", "--reporter=RUS", "--partner=AFG"];
        let found = run(folder.path(), &[&args[..], more].concat(), None);
        assert!(found.code == Some(2) && found.err.contains(word), "{more:?}: {}", found.err);
    }
}

#[test]
fn the_other_services_are_asked_in_their_own_form_and_read() {
    let desk = desk();
    let imts = "DATAFLOW,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE\n\
                IMF.STA:IMTS(1.0.0),AFG,MG_CIF_USD,RUS,A,2020,197123456,6\n\
                IMF.STA:IMTS(1.0.0),AFG,MG_CIF_USD,G001,A,2020,6526123456,6\n";
    let comext = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE\n\
                  ESTAT:DS-045409(1.0),15/09/26,A,DE,AF,110100,2,QUANTITY_IN_100KG,2020,12.5\n";
    let wits = r#"{"dataSets":[{"series":{"0:0:0:0:0":{"observations":{"0":[150900.5,0]}}}}],"structure":{"dimensions":{
        "series":[{"id":"FREQ","values":[{"id":"A"}]},{"id":"REPORTER","values":[{"id":"RUS"}]},{"id":"PARTNER","values":[{"id":"AFG"}]},
        {"id":"PRODUCTCODE","values":[{"id":"Total"}]},{"id":"INDICATOR","values":[{"id":"XPRT-TRD-VL"}]}],
        "observation":[{"id":"TIME_PERIOD","values":[{"id":"2020"}]}]}}}"#;
    for (name, reporter, partner, more, reply, path, accept) in [
        (
            "imf",
            "AFG",
            "RUS,WLD",
            &["--flow", "import"][..],
            Reply::csv(imts),
            "/data/IMF.STA,IMTS/AFG.MG_CIF_USD.RUS+G001.A?startPeriod=2020&endPeriod=2020",
            "sdmx.data+csv",
        ),
        (
            "eurostat",
            "DEU",
            "AFG",
            &["--commodity", "110100", "--flow", "export"],
            Reply::csv(comext),
            "/data/DS-045409/A.DE.AF.110100.2.VALUE_IN_EUROS+QUANTITY_IN_100KG?format=SDMX-CSV",
            "sdmx.data+csv",
        ),
        (
            "wits",
            "RUS",
            "AFG",
            &["--flow", "export"],
            Reply::json(wits),
            "/datasource/tradestats-trade/reporter/rus/year/2020/partner/afg/product/Total/indicator/XPRT-TRD-VL?format=JSON",
            "json",
        ),
    ] {
        let service = Service::start(vec![reply]);
        let args = ["fetch", name, "--reporter", reporter, "--partner", partner, "--years", "2020"];
        let found =
            run(desk.path(), &[&args[..], more, &["--address", &service.address]].concat(), None);
        assert_eq!(found.code, Some(0), "{name}: {}{}", found.out, found.err);
        let asked = &service.asked()[0];
        assert!(asked.starts_with(&format!("GET {path}")), "{name}: {asked}");
        assert!(asked.to_lowercase().contains(accept), "{name}: {asked}");
    }
    assert_eq!(datasets(desk.path()).len(), 3);
    let checked = run(desk.path(), &["check"], None);
    assert_eq!(checked.code, Some(0), "{}{}", checked.out, checked.err);
}

#[test]
fn recorded_bodies_of_the_services_are_kept_as_they_are() {
    let desk = desk();
    for (name, file, pair, year) in [
        (
            "comtrade",
            "data/comtrade-plus/uncomtrade_api_china_goods_total_2010.json",
            ["CHN", "ARG,DEU"],
            "2010",
        ),
        ("wits", "data/wits/wits_sdmx_tradestats_usa_imports_2017.json", ["USA", "WLD"], "2017"),
        (
            "eurostat",
            "data/eurostat/eurostat_comext_germany_hs030462_codes_2024.csv",
            ["DEU", "VNM"],
            "2024",
        ),
    ] {
        let Some(recorded) = crate::shared::text(file) else { return };
        let service = Service::start(vec![Reply::chunked(&recorded)]);
        let [reporter, partner] = pair;
        let args = [
            "fetch",
            name,
            "--reporter",
            reporter,
            "--partner",
            partner,
            "--years",
            year,
            "--flow",
            "import",
        ];
        let found = run(desk.path(), &[&args[..], &["--address", &service.address]].concat(), None);
        assert!(!datasets(desk.path()).is_empty(), "{name}: {}{}", found.out, found.err);
        let kept = files(&desk.path().join("datasets"));
        assert!(kept.iter().any(|(_, bytes)| bytes == recorded.as_bytes()), "{name}");
    }
}

#[test]
fn years_without_a_row_are_told_and_all_codes_of_a_level_can_be_asked_for() {
    let desk = desk();
    let service = Service::start(vec![Reply::json(&good())]);
    let found = comtrade(desk.path(), &service, &["--years", "2019-2021", "--commodity", "AG2"]);
    assert_eq!(found.code, Some(0), "{}", found.err);
    assert!(found.out.contains("without a row: 2019, 2021"), "{}", found.out);
    assert!(service.asked()[0].contains("&cmdCode=AG2&"));
    assert_eq!(datasets(desk.path()), ["comtrade-rus-afg-ag2-2019-2021"]);
}
