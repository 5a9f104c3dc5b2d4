//! What a file is by its first bytes, against what its name says. A name never decides how a file is read;
//! it only tells what its owner believes it to be.

use super::{DatasetSpec, Input};
use crate::diag::{Diagnostic, Place};

/// Kinds of content that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text with a mark between cells.
    Delimited,
    /// JSON, or replies recorded with it.
    Json,
    /// A workbook.
    Workbook,
}

/// Tells the kind of the bytes.
///
/// # Errors
/// R101 for nothing, R104 for content of another kind than the name says, R107 beyond the size limit.
pub fn sniff(input: Input<'_>, spec: &DatasetSpec) -> Result<Kind, Box<Diagnostic>> {
    let size = input.bytes.len() as u64;
    if size > spec.limits.bytes {
        return Err(refusal(
            input,
            "R107",
            &format!("file is {size} bytes, the limit is {}", spec.limits.bytes),
        )
        .map_help(&format!("set `limits.bytes = {size}` to read it")));
    }
    let head = head(input.bytes);
    if head.is_empty() {
        return Err(refusal(input, "R101", "file holds no rows"));
    }
    if is_workbook(input) {
        return Ok(Kind::Workbook);
    }
    let is_json =
        matches!(head.first(), Some(b'{' | b'[')) || head.starts_with(b"http_interactions:");
    if is_json && !matches!(extension(input.path).as_str(), "csv" | "tsv")
        || extension(input.path) == "json"
    {
        return Ok(Kind::Json);
    }
    let Some((found, help)) = other_kind(input.bytes, head) else {
        return match extension(input.path).as_str() {
            "xlsx" | "xlsm" | "ods" | "xls" => {
                Err(refusal(input, "R104", "this is text, not a workbook")
                    .map_help("rename it to `.csv`, or save it as a workbook"))
            }
            _ => Ok(Kind::Delimited),
        };
    };
    let wanted = match extension(input.path).as_str() {
        "xlsx" | "xlsm" | "xls" | "ods" => "a workbook",
        _ => "CSV",
    };
    Err(refusal(input, "R104", &format!("this is {found}, not {wanted}")).map_help(&help))
}

/// Whether bytes are a workbook, or a page with a table, under a name that says so.
fn is_workbook(input: Input<'_>) -> bool {
    let Input { path, bytes, .. } = input;
    let by_name = match extension(path).as_str() {
        "xlsx" | "xlsm" | "ods" => [true, false],
        "xls" => [true, true],
        "htm" | "html" => [false, true],
        _ => [false, false],
    };
    let is_book = bytes.starts_with(b"PK") || bytes.starts_with(b"\xD0\xCF\x11\xE0");
    let has_table = || {
        let mark = b"<table";
        bytes.windows(mark.len()).any(|window| window.eq_ignore_ascii_case(mark))
    };
    is_book && by_name[0] || by_name[1] && is_html(head(bytes)) && has_table()
}

trait MapHelp {
    fn map_help(self, help: &str) -> Self;
}

impl MapHelp for Box<Diagnostic> {
    fn map_help(mut self, help: &str) -> Self {
        self.help = Some(help.to_owned());
        self
    }
}

fn refusal(input: Input<'_>, code: &'static str, title: &str) -> Box<Diagnostic> {
    let line = u32::from(code == "R104");
    let place = Place { path: input.path.to_owned(), line, ..Place::default() };
    Box::new(Diagnostic::error(code, title).at(place))
}

/// The bytes after a mark and leading blanks.
fn head(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let Some(next) = rest.strip_prefix(b"\xEF\xBB\xBF") {
        rest = next;
    }
    rest.trim_ascii_start()
}

/// The extension of a path in lower case.
pub fn extension(path: &str) -> String {
    path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
}

/// Content that is no table, with the remedy.
fn other_kind(bytes: &[u8], head: &[u8]) -> Option<(&'static str, String)> {
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    let again = || "download the file again".to_owned();
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return Some((
            "a zip archive or workbook",
            "name it `.xlsx` or `.ods`, or save it as CSV".into(),
        ));
    }
    if starts(b"\x1F\x8B") {
        return Some(("gzip", "unpack it first".into()));
    }
    if starts(b"\xD0\xCF\x11\xE0") {
        return Some(("an old Excel workbook", "save it as `.xlsx` or CSV".into()));
    }
    if starts(b"%PDF") {
        return Some(("a PDF", again()));
    }
    if starts(b"\x89PNG") {
        return Some(("a picture", again()));
    }
    if head.starts_with(b"version https://git-lfs.") {
        return Some((
            "a pointer to a large file",
            "fetch the file itself with `git lfs pull`".into(),
        ));
    }
    if matches!(head.first(), Some(b'{' | b'[')) {
        return Some(("JSON", "name it `.json`".into()));
    }
    is_html(head).then(|| ("an HTML page", html_help(head)))
}

fn is_html(head: &[u8]) -> bool {
    let start: Vec<u8> = head.iter().take(64).map(u8::to_ascii_lowercase).collect();
    let marks: [&[u8]; 6] = [b"<!doctype", b"<html", b"<head", b"<body", b"<table", b"<?xml"];
    marks.iter().any(|mark| start.starts_with(mark))
}

fn html_help(head: &[u8]) -> String {
    let text = String::from_utf8_lossy(&head[..head.len().min(4_000)]);
    let lower = text.to_ascii_lowercase();
    let title = lower.find("<title>").and_then(|start| {
        let rest = text.get(start + 7..)?;
        rest.get(..rest.to_ascii_lowercase().find("</title>")?)
    });
    match title {
        Some(title) => format!("its title is `{}`: download the file again", title.trim()),
        None => "this looks like an HTML table: save it as CSV".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(path: &str, bytes: &[u8]) -> String {
        match sniff(Input { dataset: "d", path, bytes }, &DatasetSpec::default()) {
            Ok(kind) => format!("{kind:?}"),
            Err(fault) => format!("{}: {}", fault.code, fault.title),
        }
    }

    #[test]
    fn content_of_another_kind_is_refused_by_name() {
        assert_eq!(title("a.csv", b"year,value\n"), "Delimited");
        assert_eq!(title("a.csv", b"\xEF\xBB\xBF\n\n"), "R101: file holds no rows");
        assert_eq!(title("a.csv", b"<!DOCTYPE html><html>"), "R104: this is an HTML page, not CSV");
        assert_eq!(title("a.csv", b"\x1F\x8B\x08"), "R104: this is gzip, not CSV");
        assert_eq!(title("a.xlsx", b"year,value\n"), "R104: this is text, not a workbook");
        assert_eq!(
            title("a.csv", b"version https://git-lfs.github.com/spec/v1\noid"),
            "R104: this is a pointer to a large file, not CSV"
        );
    }

    #[test]
    fn a_page_is_quoted_by_its_title() {
        let bytes = b"<html><head><title>429 Too Many Requests</title>";
        let fault = sniff(Input { dataset: "d", path: "a.csv", bytes }, &DatasetSpec::default());
        assert!(fault.unwrap_err().help.unwrap().contains("429 Too Many Requests"));
    }
}
