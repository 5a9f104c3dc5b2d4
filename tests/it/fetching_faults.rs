//! What goes wrong between `bilat fetch` and a service: it passes, or is named, and never becomes a dataset.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::fetching::{BILAT, YEAR, comtrade, datasets, desk, good, run};
use crate::loopback::{Reply, Service};

#[test]
fn pieces_pauses_and_passing_faults_end_in_an_answer() {
    let busy = Reply::status("429 Too Many Requests", "Retry-After: 1\r\n", b"slow down");
    let broken = Reply::status("503 Service Unavailable", "", b"<html><title>Down</title></html>");
    for (replies, count) in [
        (vec![Reply::chunked(&good())], 1),
        (vec![busy, Reply::json(&good())], 2),
        (vec![broken.clone(), broken, Reply::json(&good())], 3),
        (vec![Reply::cut(&good(), 20), Reply::json(&good())], 2),
        (vec![Reply::status("200 OK", "Content-Type: text/plain\r\n", good().as_bytes())], 1),
    ] {
        let desk = desk();
        let service = Service::start(replies);
        let begun = Instant::now();
        let found = comtrade(desk.path(), &service, &YEAR);
        assert_eq!(found.code, Some(0), "{}", found.err);
        assert_eq!(service.asked().len(), count, "{}", found.err);
        assert_eq!(datasets(desk.path()), ["comtrade-rus-afg-2020"]);
        if found.err.contains("429") {
            assert!(begun.elapsed() >= Duration::from_secs(1), "Retry-After was not waited for");
        }
    }
}

#[test]
fn what_is_no_data_is_named_with_a_remedy_and_never_kept() {
    let page =
        "<!DOCTYPE html><html><head><title>Sign in to the guest network</title></head></html>";
    let status = |status: &str, body: &str| Reply::status(status, "", body.as_bytes());
    let error = r#"{"data":[],"count":0,"error":"The period is not valid"}"#;
    let huge = Reply { endless: true, ..Reply::open_ended("{\"data\":[") };
    let slow = Reply { before: Duration::from_secs(3), ..Reply::json(&good()) };
    let stuck = Reply { hangs: true, ..Reply::cut(&good(), 30) };
    for (reply, more, codes) in [
        (
            Reply::json(page),
            &[][..],
            &["R104", "HTML page, not JSON", "Sign in to the guest network"][..],
        ),
        (status("200 OK", ""), &[], &["R101", "answer holds no rows", "no zero"]),
        (
            Reply::json(r#"{"count":0,"data":[],"error":""}"#),
            &[],
            &["R101", "answer holds no rows"],
        ),
        (Reply::json(error), &[], &["S109", "The period is not valid"]),
        (Reply::open_ended(&good()[..80]), &[], &["R207", "not valid JSON"]),
        (Reply::cut(&good(), 20), &[], &["R112", "breaks off", "given up after 5 attempts"]),
        (
            status("404 Not Found", "{\"message\":\"Resource not found\"}"),
            &[],
            &["R113", "404", "Resource not found"],
        ),
        (status("403 Forbidden", ""), &[], &["R113", "403", "COMTRADE_API_KEY"]),
        (
            status("500 Internal Server Error", "oops"),
            &["--retries", "1"],
            &["R113", "500", "given up after 2 attempts"],
        ),
        (
            Reply::status("429 Too Many Requests", "Retry-After: 9999\r\n", b""),
            &[],
            &["R113", "429", "9999 seconds"],
        ),
        (huge, &["--most-bytes", "100000"], &["R107", "the limit is 100000", "--most-bytes"]),
        (slow, &["--timeout", "0.3", "--retries", "0"], &["R112", "0.3 seconds", "--timeout"]),
        (stuck, &["--timeout", "0.5", "--retries", "0"], &["R112", "breaks off"]),
    ] {
        let desk = desk();
        let service = Service::start(vec![reply]);
        let found = comtrade(desk.path(), &service, &[&YEAR[..], more].concat());
        assert_eq!(found.code, Some(2), "{codes:?}: {}{}", found.out, found.err);
        for word in codes {
            assert!(found.err.contains(word), "{word} is not in:\n{}", found.err);
        }
        assert!(found.err.contains("help:"), "{}", found.err);
        assert!(datasets(desk.path()).is_empty(), "{codes:?}");
    }
}

#[test]
fn nobody_at_the_address_is_told_within_patience() {
    let desk = desk();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = format!("http://{free}");
    let args = ["fetch", "imf", "--reporter", "RUS", "--partner", "AFG", "--years", "2020"];
    let found = run(
        desk.path(),
        &[&args[..], &["--address", &address, "--retries", "1", "--wait", "0.01"]].concat(),
        None,
    );
    assert_eq!(found.code, Some(2));
    assert!(
        found.err.contains("R112") && found.err.contains("IMF cannot be reached"),
        "{}",
        found.err
    );
}

#[test]
fn redirects_are_followed_but_a_key_does_not_leave_its_host() {
    let (near, far) = (desk(), desk());
    let moved = |to: &str| Reply::status("302 Found", &format!("Location: {to}\r\n"), b"");
    let service = Service::start(vec![moved("/elsewhere?x=1"), Reply::json(&good())]);
    let found = comtrade(near.path(), &service, &["--years", "2020", "--id", "own"]);
    assert_eq!(found.code, Some(0), "{}", found.err);
    assert!(service.asked()[1].starts_with("GET /elsewhere?x=1 "));
    let stranger = Service::start(vec![Reply::json(&good())]);
    let service = Service::start(vec![moved(&format!("{}/steal", stranger.address))]);
    let found = comtrade(far.path(), &service, &["--years", "2020", "--id", "own"]);
    assert!(found.code == Some(2) && found.err.contains("no other host"), "{}", found.err);
    assert!(stranger.asked().is_empty());
    let service = Service::start(vec![moved("/round")]);
    let found = comtrade(far.path(), &service, &YEAR);
    assert!(found.err.contains("redirects more than 5 times"), "{}", found.err);
}

#[test]
fn a_fetch_that_is_killed_leaves_no_half_dataset() {
    let desk = desk();
    let stuck = Reply { hangs: true, ..Reply::cut(&good(), 30) };
    let service = Service::start(vec![stuck, Reply::json(&good())]);
    let mut child = Command::new(BILAT)
        .current_dir(desk.path())
        .args(["fetch", "comtrade", "--reporter", "RUS", "--partner", "AFG", "--years", "2020"])
        .args(["--address", &service.address])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while service.asked().is_empty() && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(datasets(desk.path()).is_empty());
    assert_eq!(comtrade(desk.path(), &service, &YEAR).code, Some(0));
}
