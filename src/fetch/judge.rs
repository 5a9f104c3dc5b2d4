//! Judges an answer by reading it as data: what cannot be read, is cut, or holds no rows is no dataset.

use super::service::{Form, Service};
use super::{Answer, Request, at};
use crate::diag::Diagnostic;
use crate::read::{DatasetSpec, Input};
use crate::source;

/// What an answer is worth.
#[derive(Debug)]
pub enum Verdict {
    /// Data, with so many rows, and what a reader says of them.
    Data {
        /// Rows in the answer.
        rows: usize,
        /// Periods asked for that no row is of.
        absent: Vec<String>,
        /// Warnings and errors of single records.
        diagnostics: Vec<Diagnostic>,
    },
    /// Data that stop at a limit of the service.
    Cut(Box<Diagnostic>),
    /// No data, and why.
    Nothing(Vec<Diagnostic>),
}

/// Judges the answer to a request.
#[must_use]
pub fn judge(
    service: &dyn Service,
    request: &Request,
    answer: &Answer,
    spec: &DatasetSpec,
    with_key: bool,
) -> Verdict {
    let nothing = |fault: Diagnostic| Verdict::Nothing(vec![fault]);
    if answer.body.trim_ascii().is_empty() {
        return nothing(empty(request));
    }
    if let Some(fault) = foreign(service.form(), request, answer) {
        return nothing(fault);
    }
    if service.form() == Form::Csv && !answer.is_whole && !answer.body.ends_with(b"\n") {
        return nothing(broken_off(request));
    }
    let input = Input { dataset: service.id(), path: &request.url, bytes: &answer.body };
    let (opened, diagnostics) = source::open(named(input, service.form()), spec);
    let Some(opened) = opened else { return refusal(request, diagnostics) };
    let rows = opened.sheet.len();
    if service.cap(with_key).is_some_and(|cap| rows >= cap) {
        return Verdict::Cut(Box::new(cut(request, rows)));
    }
    let (table, diagnostics) = source::read_opened(&opened, input, spec, false);
    let present: Vec<String> = table.periods().iter().map(ToString::to_string).collect();
    // A table that cannot be used says nothing of what the answer lacks.
    let absent = if table.is_empty() { vec![] } else { request.question.absent(&present) };
    Verdict::Data { rows, absent, diagnostics }
}

/// The same bytes under a name whose ending says what was asked for.
fn named(input: Input<'_>, form: Form) -> Input<'_> {
    let path = match form {
        Form::Json => "answer.json",
        Form::Csv => "answer.csv",
    };
    Input { path, ..input }
}

/// The reader's own messages, at the address; an answer that tells of a cut counts as one.
fn refusal(request: &Request, diagnostics: Vec<Diagnostic>) -> Verdict {
    let is_cut = |d: &Diagnostic| d.code == "S109" && d.title.starts_with("file may be cut");
    let mut found: Vec<Diagnostic> = diagnostics.into_iter().filter(Diagnostic::is_error).collect();
    for message in &mut found {
        if let Some(place) = &mut message.place {
            place.path.clone_from(&request.url);
        }
    }
    match found.iter().position(is_cut) {
        Some(index) => Verdict::Cut(Box::new(found.swap_remove(index))),
        None if found.iter().all(|d| matches!(d.code, "R101" | "R102")) => {
            Verdict::Nothing(vec![empty(request)])
        }
        None => Verdict::Nothing(found),
    }
}

fn empty(request: &Request) -> Diagnostic {
    Diagnostic::error("R101", "answer holds no rows")
        .at(at(&request.url))
        .label(request.question.in_words())
        .because("an empty answer is no zero: it may not be reported, or not yet")
        .help("ask for other years, or the other side of the pair; nothing was written")
}

fn cut(request: &Request, rows: usize) -> Diagnostic {
    Diagnostic::error("S109", format!("answer may be cut at {rows} rows"))
        .at(at(&request.url))
        .because("this is where the service stops, and the rest would be missing in silence")
        .help("name fewer partners, codes or years; with a key, UN Comtrade gives more at a time")
}

/// Text that ends in mid-line, where the service did not tell its length.
fn broken_off(request: &Request) -> Diagnostic {
    Diagnostic::error("R112", "answer breaks off in its last line")
        .at(at(&request.url))
        .because("its last value may be a part of a number, and lines may be missing")
        .help("run the command again; nothing was written")
}

/// Content of another form than was asked for.
fn foreign(form: Form, request: &Request, answer: &Answer) -> Option<Diagnostic> {
    let text = answer.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&answer.body).trim_ascii_start();
    let starts =
        |mark: &[u8]| text.len() >= mark.len() && text[..mark.len()].eq_ignore_ascii_case(mark);
    let is_page =
        [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body"].iter().any(|m| starts(m));
    let found = match (text.first()?, form) {
        _ if is_page => "an HTML page",
        (b'<', _) => "XML",
        (b'{' | b'[', Form::Csv) => "JSON",
        (first, Form::Json) if !matches!(first, b'{' | b'[') => "text",
        _ => return None,
    };
    let head = String::from_utf8_lossy(&text[..text.len().min(4_000)]).into_owned();
    let mut fault = Diagnostic::error("R104", format!("this is {found}, not {}", form.name()))
        .at(at(&request.url))
        .because(format!("it says `{}`", in_one_line(&head, 200)));
    if !answer.content_type.is_empty() {
        fault = fault.because(format!("the service calls it `{}`", answer.content_type));
    }
    Some(fault.help(
        "the service may be out of order, or a page of the network stands before it: open the address in a browser",
    ))
}

/// Text of a page or an error in one line without markup; a page's title stands for it.
pub(super) fn in_one_line(text: &str, most: usize) -> String {
    let lower = text.to_ascii_lowercase();
    let title = lower.find("<title>").and_then(|start| {
        let end = lower[start..].find("</title>")?;
        text.get(start + 7..start + end)
    });
    let mut plain = String::new();
    let mut inside = false;
    for letter in title.unwrap_or(text).chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                plain.push(' ');
            }
            _ if inside => {}
            _ if letter.is_control() || letter == '`' => plain.push(' '),
            _ => plain.push(letter),
        }
    }
    let mut line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > most {
        line = line.chars().take(most).collect::<String>() + "…";
    }
    line
}

#[cfg(test)]
mod tests {
    use super::super::question::tests::pair;
    use super::super::service::service;
    use super::*;

    fn verdict(id: &str, body: &str) -> String {
        let request = Request {
            url: "http://127.0.0.1/x".to_owned(),
            accept: "",
            question: pair(2010, 2010),
        };
        let answer = Answer { status: 200, body: body.as_bytes().to_vec(), ..Answer::default() };
        let spec = DatasetSpec::default();
        match judge(service(id).unwrap(), &request, &answer, &spec, false) {
            Verdict::Data { rows, .. } => format!("{rows} rows"),
            Verdict::Cut(fault) => format!("cut: {} {}", fault.code, fault.title),
            Verdict::Nothing(faults) => format!("{} {}", faults[0].code, faults[0].title),
        }
    }

    const ROW: &str = r#"{"refYear":2010,"reporterCode":643,"partnerCode":4,"flowCode":"X","cmdCode":"TOTAL","primaryValue":1}"#;

    #[test]
    fn an_answer_counts_when_it_reads_as_data() {
        let body = format!("{{\"count\":1,\"data\":[{ROW}],\"error\":\"\"}}");
        assert_eq!(verdict("comtrade", &body), "1 rows");
        assert_eq!(
            verdict("comtrade", r#"{"count":0,"data":[],"error":""}"#),
            "R101 answer holds no rows"
        );
        assert_eq!(verdict("comtrade", "  \n"), "R101 answer holds no rows");
        assert_eq!(
            verdict("comtrade", r#"{"error":"no quota"}"#),
            "S109 file holds the service's error, not data"
        );
        assert!(verdict("comtrade", &body[..60]).starts_with("R207 not valid JSON"));
    }

    #[test]
    fn cut_answers_are_seen_by_count_and_by_cap() {
        let body = format!("{{\"count\":900,\"data\":[{ROW}],\"error\":\"\"}}");
        assert_eq!(verdict("comtrade", &body), "cut: S109 file may be cut at 1 rows");
        let rows = vec![ROW; 500].join(",");
        let body = format!("{{\"count\":500,\"data\":[{rows}],\"error\":\"\"}}");
        assert_eq!(verdict("comtrade", &body), "cut: S109 answer may be cut at 500 rows");
    }

    #[test]
    fn pages_and_other_forms_are_named() {
        let page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>x</body></html>";
        assert_eq!(verdict("comtrade", page), "R104 this is an HTML page, not JSON");
        assert_eq!(verdict("imf", "{\"a\":1}"), "R104 this is JSON, not CSV");
        assert_eq!(verdict("eurostat", "<m:Error/>"), "R104 this is XML, not CSV");
        assert_eq!(in_one_line(page, 50), "Sign in");
        assert_eq!(in_one_line("<p>a<br>b</p>", 50), "a b");
        let csv = "COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE\n\
                   RUS,XG_FOB_USD,AFG,A,2020,1500,0\nRUS,XG_FOB_USD,AFG,A,2021,15";
        assert_eq!(verdict("imf", csv), "R112 answer breaks off in its last line");
    }
}
