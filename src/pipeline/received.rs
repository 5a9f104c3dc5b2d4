//! `dataset.toml` of what was fetched: filled in from the service's own terms, and renewed without touching what a
//! person has added.

use std::fmt::Write;

use chrono::DateTime;

use super::lock::sha256;
use crate::fetch::{Answer, Request, Service};
use crate::read::{DatasetSpec, Fetched, Licence, RowsAllowed};

/// What is known of an answer that came at a moment, in seconds since 1970.
#[must_use]
pub fn spec(service: &dyn Service, request: &Request, answer: &Answer, now: i64) -> DatasetSpec {
    let terms = service.terms();
    let moment = DateTime::from_timestamp(now, 0).unwrap_or_default();
    DatasetSpec {
        producer: service.title().to_owned(),
        title: request.question.in_words(),
        citation: terms.citation.to_owned(),
        url: request.url.clone(),
        retrieved: moment.format("%Y-%m-%d").to_string(),
        licence: Some(terms.licence),
        sha256: sha256(&answer.body),
        format: Some(terms.format.to_owned()),
        unit: terms.unit.map(str::to_owned),
        fetched: Some(Fetched {
            at: moment.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            status: answer.status,
            etag: answer.etag.clone(),
            content_type: answer.content_type.clone(),
        }),
        ..DatasetSpec::default()
    }
}

/// The spec as the text of a new `dataset.toml`.
#[must_use]
pub fn text(service: &str, spec: &DatasetSpec) -> String {
    let mut text = format!(
        "# Written by `bilat fetch {service}`; the data are the answer as received. `--refresh` asks again.\n"
    );
    let lines = [
        ("producer", Some(&spec.producer)),
        ("title", Some(&spec.title)),
        ("citation", Some(&spec.citation)),
        ("url", Some(&spec.url)),
        ("retrieved", Some(&spec.retrieved)),
        ("sha256", Some(&spec.sha256)),
        ("format", spec.format.as_ref()),
        ("unit", spec.unit.as_ref()),
    ];
    for (key, value) in lines.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        text.push_str(&line(key, value));
    }
    let Licence { name, rows, attribution } = spec.licence.clone().unwrap_or_default();
    let rows = if rows == RowsAllowed::Yes { "yes" } else { "no" };
    text.push_str("\n[licence]\n");
    for (key, value) in [("name", name.as_str()), ("rows", rows), ("attribution", &attribution)] {
        text.push_str(&line(key, value));
    }
    text + &fetched(spec)
}

/// A `dataset.toml` with the day, the digest and the answer of a newer version; all other lines stand as they are.
#[must_use]
pub fn renewed(own: &str, spec: &DatasetSpec) -> String {
    let (mut text, mut section) = (String::new(), String::new());
    for old in own.lines() {
        if old.trim_start().starts_with('[') {
            old.trim().clone_into(&mut section);
        }
        let key = old.split('=').next().unwrap_or_default().trim();
        let newer = match (section.as_str(), key) {
            ("[fetched]", _) => continue,
            ("", "retrieved") => Some(line("retrieved", &spec.retrieved)),
            ("", "sha256") => Some(line("sha256", &spec.sha256)),
            _ => None,
        };
        text.push_str(&newer.unwrap_or_else(|| format!("{old}\n")));
    }
    format!("{}\n{}", text.trim_end(), fetched(spec))
}

/// The section on the answer itself.
fn fetched(spec: &DatasetSpec) -> String {
    let Fetched { at, status, etag, content_type } = spec.fetched.clone().unwrap_or_default();
    let mut text = String::from("\n[fetched]\n");
    text.push_str(&line("at", &at));
    let _ = writeln!(text, "status = {status}");
    for (key, value) in [("etag", etag), ("content_type", content_type)] {
        if !value.is_empty() {
            text.push_str(&line(key, &value));
        }
    }
    text
}

fn line(key: &str, value: &str) -> String {
    format!("{key} = {}\n", toml::Value::String(value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_added_survives_a_newer_version() {
        let service = crate::fetch::service::service("imf").unwrap();
        let question = crate::fetch::Question {
            reporters: vec![crate::trade::Area::WORLD],
            partners: vec![],
            flows: vec![],
            periods: vec![],
            commodities: vec![],
            level: None,
            classification: None,
        };
        let request = Request { url: "https://x/y?a=1".to_owned(), accept: "", question };
        let answer = Answer { status: 200, body: b"1".to_vec(), ..Answer::default() };
        let old = text("imf", &spec(service, &request, &answer, 0));
        let own = old.replace("\n[licence]", "vintage = \"mine\"\n\n[licence]")
            + "\n[areas]\nX = \"RUS\"\n";
        let answer = Answer { body: b"2".to_vec(), etag: "\"v2\"".to_owned(), ..answer };
        let newer = renewed(&own, &spec(service, &request, &answer, 86_400));
        let parsed: DatasetSpec =
            toml::from_str(&newer).unwrap_or_else(|e| panic!("{e}:\n{newer}"));
        assert_eq!((parsed.vintage.as_str(), parsed.retrieved.as_str()), ("mine", "1970-01-02"));
        assert_eq!(parsed.areas["X"], "RUS");
        assert_eq!(parsed.sha256, sha256(b"2"));
        let fetched = parsed.fetched.unwrap();
        assert_eq!(
            (fetched.etag.as_str(), fetched.at.as_str()),
            ("\"v2\"", "1970-01-02T00:00:00Z")
        );
    }
}
