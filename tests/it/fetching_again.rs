//! What `bilat fetch` does with a desk that holds a part of the answer: it asks for the rest, and tells what changed.

use crate::fetching::{YEAR, body, comtrade, datasets, desk, good, row, run};
use crate::loopback::{Reply, Service};

#[test]
fn an_answer_at_the_cap_is_asked_for_again_in_halves() {
    let desk = desk();
    let full: Vec<String> = (0..500).map(|value| row(2019, "X", value)).collect();
    let one = |year| body(&[row(year, "X", 100), row(year, "M", 50)]);
    let service = Service::start(vec![
        Reply::json(&body(&full)),
        Reply::json(&one(2019)),
        Reply::json(&one(2020)),
    ]);
    let found = comtrade(desk.path(), &service, &["--years", "2019-2020"]);
    assert_eq!(found.code, Some(0), "{}", found.err);
    let names = ["comtrade-rus-afg-2019", "comtrade-rus-afg-2020"];
    assert_eq!(datasets(desk.path()), names);
    let periods: Vec<bool> = ["period=2019,2020&", "period=2019&", "period=2020&"]
        .iter()
        .zip(service.asked())
        .map(|(wanted, asked)| asked.contains(wanted))
        .collect();
    assert_eq!(periods, [true; 3]);
    let again = comtrade(desk.path(), &service, &["--years", "2019-2020"]);
    assert_eq!((again.code, service.asked().len()), (Some(0), 3), "{}", again.err);
    // One year, one flow: nothing is left to be parted.
    let service = Service::start(vec![Reply::json(&body(&full))]);
    let found = comtrade(desk.path(), &service, &["--years", "2018", "--flow", "export"]);
    assert!(found.code == Some(2) && found.err.contains("S109"), "{}", found.err);
    assert_eq!(datasets(desk.path()), names);
}

#[test]
fn what_has_come_stays_when_a_later_request_fails() {
    let desk = desk();
    let rows: Vec<String> = (2000..2012).map(|year| row(year, "X", 1_000_000)).collect();
    let service = Service::start(vec![
        Reply::json(&body(&rows)),
        Reply::status("404 Not Found", "", b""),
        Reply::json(&good()),
    ]);
    let found = comtrade(desk.path(), &service, &["--years", "2000-2020"]);
    assert_eq!(found.code, Some(2));
    assert_eq!(datasets(desk.path()), ["comtrade-rus-afg-2000-2011"]);
    let found = comtrade(desk.path(), &service, &["--years", "2000-2020"]);
    assert_eq!((found.code, service.asked().len()), (Some(0), 3), "{}", found.err);
    assert_eq!(datasets(desk.path()).len(), 2);
}

#[test]
fn a_refresh_says_what_has_changed_and_keeps_what_a_person_added() {
    let desk = desk();
    let newer = body(&[row(2020, "X", 153_000_001), row(2020, "M", 3_500_000)]);
    let service = Service::start(vec![
        Reply::status("200 OK", "ETag: \"v1\"\r\n", good().as_bytes()),
        Reply::status("304 Not Modified", "", b""),
        Reply::json(&good()),
        Reply::json(&newer),
        Reply::json("{\"error\":\"gone\"}"),
    ]);
    let refresh = ["--years", "2020", "--refresh"];
    assert_eq!(comtrade(desk.path(), &service, &YEAR).code, Some(0));
    let path = desk.path().join("datasets/comtrade-rus-afg-2020/dataset.toml");
    let own = std::fs::read_to_string(&path)
        .unwrap()
        .replace("\n[licence]", "vintage = \"mine\"\n\n[licence]");
    std::fs::write(&path, own).unwrap();
    for _ in 0..2 {
        let found = comtrade(desk.path(), &service, &refresh);
        assert!(found.out.contains("has not changed"), "{}{}", found.out, found.err);
    }
    assert!(service.asked()[1].to_lowercase().contains("if-none-match: \"v1\""));
    let found = comtrade(desk.path(), &service, &refresh);
    assert!(found.out.contains("has changed"), "{}", found.out);
    assert!(
        found.out.contains("RUS export AFG 2020 TOTAL: 153000000 USD becomes 153000001 USD"),
        "{}",
        found.out
    );
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("vintage = \"mine\""), "{text}");
    // A refusal leaves the version that was there.
    assert_eq!(comtrade(desk.path(), &service, &refresh).code, Some(2));
    assert_eq!(std::fs::read_to_string(path.with_file_name("data.json")).unwrap(), newer);
    assert_eq!(run(desk.path(), &["check"], None).code, Some(0));
}

#[test]
fn an_empty_portion_does_not_keep_the_others_from_being_asked_for() {
    let desk = desk();
    let empty = Reply::json(r#"{"count":0,"data":[],"error":""}"#);
    let service = Service::start(vec![empty, Reply::json(&good())]);
    let found = comtrade(desk.path(), &service, &["--years", "1990-2010"]);
    assert_eq!((found.code, service.asked().len()), (Some(2), 2), "{}", found.err);
    assert!(found.err.contains("1990 to 2001") && found.err.contains("R101"), "{}", found.err);
    assert_eq!(datasets(desk.path()), ["comtrade-rus-afg-2002-2010"]);
}

#[test]
fn a_question_that_grows_by_a_year_asks_for_that_year() {
    let desk = desk();
    let next = body(&[row(2021, "X", 160_000_000), row(2021, "M", 4_000_000)]);
    let service = Service::start(vec![Reply::json(&good()), Reply::json(&next)]);
    assert_eq!(comtrade(desk.path(), &service, &YEAR).code, Some(0));
    let found = comtrade(desk.path(), &service, &["--years", "2020-2021"]);
    assert_eq!(found.code, Some(0), "{}", found.err);
    assert!(service.asked()[1].contains("period=2021&"), "{:?}", service.asked());
    assert_eq!(datasets(desk.path()), ["comtrade-rus-afg-2020", "comtrade-rus-afg-2021"]);
    assert_eq!(run(desk.path(), &["check"], None).code, Some(0), "nothing is in the desk twice");
}
