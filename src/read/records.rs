//! Tables inside JSON: lists of objects, bodies with their rows in `data`, SDMX-JSON, and recorded replies.

use super::json::{self, Fault, Kind, Node};
use super::lines::Lines;
use super::sheet::{Ground, Sheet};
use super::{DatasetSpec, Input, encoding};
use crate::diag::Diagnostic;

/// Reads the table of a JSON text; `None` where there is none to use.
pub fn read(input: Input<'_>, spec: &DatasetSpec) -> (Option<Sheet>, Vec<Diagnostic>) {
    let (decoded, mut diagnostics) = match encoding::decode(input, spec, None) {
        Ok(decoded) => decoded,
        Err(fault) => return (None, vec![*fault]),
    };
    let text = decoded.text;
    let lines = Lines::of(&text);
    let found = bodies(&text).and_then(|bodies| table(&bodies, &text));
    match found {
        Ok(rows) => {
            let mut sheet = sheet(input, text, lines, &rows);
            sheet.encoding = decoded.encoding;
            (Some(sheet), diagnostics)
        }
        Err(refusal) => {
            diagnostics.push(refusal.diagnostic(input, &text, &lines));
            (None, diagnostics)
        }
    }
}

/// Why there is no table.
enum Refusal {
    Broken(Fault),
    /// Code, byte, title, label.
    Empty(&'static str, usize, String, String),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Broken(fault)
    }
}

impl Refusal {
    fn diagnostic(self, input: Input<'_>, text: &str, lines: &Lines) -> Diagnostic {
        let place = |at: usize| lines.place(input.path, text, at, at + 1);
        match self {
            Self::Broken(Fault { at, reason }) => {
                let help = match reason.as_str() {
                    "the text ends in mid-value" | "a text is never closed" => {
                        "the file was cut: download it again"
                    }
                    reason if reason.starts_with("more text") => {
                        "write one JSON list, or a line a file"
                    }
                    _ => "export the file again",
                };
                Diagnostic::error("R207", format!("not valid JSON: {reason}"))
                    .at(place(at))
                    .help(help)
            }
            Self::Empty(code, at, title, label) => Diagnostic::error(code, title)
                .at(place(at))
                .label(label)
                .because("an empty answer is no zero")
                .help("ask the service again, for less at a time"),
        }
    }
}

/// The JSON values of a text: one, or those of the recorded replies of a cassette.
fn bodies(text: &str) -> Result<Vec<Node>, Refusal> {
    if text.trim_start().starts_with("http_interactions:") {
        let blanked = replies(text);
        let (mut nodes, mut at) = (vec![], 0);
        while !blanked[at..].trim().is_empty() {
            let (node, end) = json::parse(&blanked, at)?;
            nodes.push(node);
            at = end;
        }
        return Ok(nodes);
    }
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let (node, end) = json::parse(text, start)?;
    if end < text.len() {
        let reason =
            "more text follows the value; this looks like a list of objects, one a line".to_owned();
        return Err(Refusal::Broken(Fault { at: end, reason }));
    }
    Ok(vec![node])
}

/// The bodies of a recorded session, at their own bytes, with everything else blanked out.
fn replies(text: &str) -> String {
    let mut out = vec![b' '; text.len()];
    let mut from = 0;
    while let Some(found) = text[from..].find("string: '") {
        let begin = from + found + "string: '".len();
        let mut at = begin;
        let bytes = text.as_bytes();
        while at < bytes.len() {
            match (bytes[at], bytes.get(at + 1)) {
                (b'\'', Some(b'\'')) => {
                    out[at] = b'\'';
                    at += 2;
                }
                (b'\'', _) => break,
                // A folded line stands for a blank.
                (b'\n' | b'\r', _) => at += 1,
                (byte, _) => {
                    out[at] = byte;
                    at += 1;
                }
            }
        }
        from = at.max(begin);
    }
    String::from_utf8(out).unwrap_or_default()
}

/// Rows of named cells.
type Rows = Vec<Row>;

struct Row {
    at: usize,
    /// Name, text, first and last byte.
    cells: Vec<(String, String, usize, usize)>,
}

impl Row {
    /// Whether its cells have exactly these names in this order.
    fn has_names(&self, names: &[String]) -> bool {
        self.cells.len() == names.len()
            && self.cells.iter().zip(names).all(|((name, ..), usual)| name == usual)
    }
}

fn table(bodies: &[Node], text: &str) -> Result<Rows, Refusal> {
    let mut rows = vec![];
    for body in bodies {
        if body.get("dataSets").is_some() && body.get("structure").is_some() {
            rows.extend(sdmx(body, text)?);
            continue;
        }
        if let Some(set) = body.get("CompactData").and_then(|data| data.get("DataSet")) {
            rows.extend(compact(set, text));
            continue;
        }
        let list = rows_of(body).ok_or_else(|| no_rows(body, text))?;
        complete(body, list.len(), text)?;
        rows.extend(list.iter().map(|node| object(node, text)));
    }
    if rows.is_empty() {
        let at = bodies.first().map_or(0, |body| body.start);
        return Err(Refusal::Empty(
            "R101",
            at,
            "file holds no rows".into(),
            "no rows in the answer".into(),
        ));
    }
    Ok(rows)
}

/// The list of rows of a body: the body itself, or what it holds under the name that the service gives it.
fn rows_of(body: &Node) -> Option<&[Node]> {
    let node = match &body.kind {
        Kind::List(_) => body,
        _ => ["data", "dataset", "results", "value"]
            .iter()
            .find_map(|key| member(body, key))
            .filter(|node| matches!(node.kind, Kind::List(_)))?,
    };
    Some(node.list())
}

/// The value under a name, capitals aside.
fn member<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    node.members().iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, node)| node)
}

fn no_rows(body: &Node, text: &str) -> Refusal {
    let told = ["error", "message", "errorObject", "errors", "fault", "detail"]
        .iter()
        .find_map(|key| member(body, key));
    if let Some(node) = told {
        return error_body(node, text);
    }
    let keys: Vec<&str> = body.members().iter().map(|(key, _)| key.as_str()).collect();
    let label = format!("its keys are {}", keys.join(", "));
    let label = if keys.is_empty() { String::new() } else { label };
    Refusal::Empty("S104", body.start, "no table in this JSON".into(), label)
}

fn error_body(node: &Node, text: &str) -> Refusal {
    let told: String = node.cell(text).chars().take(200).collect();
    Refusal::Empty("S109", node.start, "file holds the service's error, not data".into(), told)
}

/// Compares the rows with what the body says of itself.
fn complete(body: &Node, rows: usize, text: &str) -> Result<(), Refusal> {
    let is_told = |node: &&Node| !matches!(node.cell(text), "" | "false" | "[]" | "{}");
    if let Some(error) = member(body, "error").filter(is_told) {
        return Err(error_body(error, text));
    }
    if rows == 0
        && let Some(message) = member(body, "validation").and_then(|v| member(v, "message"))
        && is_told(&message)
    {
        return Err(error_body(message, text));
    }
    let Some(count) = member(body, "count") else { return Ok(()) };
    match count.cell(text).parse::<usize>() {
        Ok(told) if told > rows && rows > 0 => Err(Refusal::Empty(
            "S109",
            count.start,
            format!("file may be cut at {rows} rows"),
            format!("holds {rows} of {told} rows: the download was cut"),
        )),
        _ => Ok(()),
    }
}

fn object(node: &Node, text: &str) -> Row {
    let cells = node
        .members()
        .iter()
        .map(|(name, value)| (name.clone(), value.cell(text).to_owned(), value.start, value.end))
        .collect();
    Row { at: node.start, cells }
}

/// Observations of the compact form of the IMF's service: series with their attributes, and values inside.
fn compact(set: &Node, text: &str) -> Rows {
    let many = |node: Option<&'_ Node>| -> Vec<Node> {
        match node {
            Some(node) if matches!(node.kind, Kind::List(_)) => node.list().to_vec(),
            Some(node) => vec![node.clone()],
            None => vec![],
        }
    };
    let cells = |node: &Node| -> Cells {
        let plain = |(name, value): &(String, Node)| {
            let name = name.strip_prefix('@')?.to_owned();
            Some((name, value.cell(text).to_owned(), value.start, value.end))
        };
        node.members().iter().filter_map(plain).collect()
    };
    let mut rows = vec![];
    for series in many(set.get("Series")) {
        let of_series = cells(&series);
        for observation in many(series.get("Obs")) {
            let cells = of_series.iter().cloned().chain(cells(&observation)).collect();
            rows.push(Row { at: observation.start, cells });
        }
    }
    rows
}

/// Observations of SDMX-JSON with the ids of their dimensions.
fn sdmx(body: &Node, text: &str) -> Result<Rows, Refusal> {
    let dimensions = |level: &str| -> Vec<(String, Vec<String>)> {
        let list =
            body.get("structure").and_then(|s| s.get("dimensions")).and_then(|d| d.get(level));
        let id =
            |node: &Node| node.get("id").map(|id| id.cell(text).to_owned()).unwrap_or_default();
        let values = |node: &Node| {
            node.get("values").map(|v| v.list().iter().map(id).collect()).unwrap_or_default()
        };
        list.map(|list| list.list().iter().map(|node| (id(node), values(node))).collect())
            .unwrap_or_default()
    };
    let (series_dimensions, observation_dimensions) =
        (dimensions("series"), dimensions("observation"));
    let mut rows = vec![];
    let sets = body.get("dataSets").map(Node::list).unwrap_or_default();
    for (key, series) in sets.iter().filter_map(|set| set.get("series")).flat_map(Node::members) {
        let of_series = labels(key, &series_dimensions, series)?;
        for (key, values) in series.get("observations").map(Node::members).unwrap_or_default() {
            let mut cells: Vec<(String, String, usize, usize)> = of_series.clone();
            cells.extend(labels(key, &observation_dimensions, values)?);
            if let Some(value) = values.list().first() {
                cells.push((
                    "OBS_VALUE".to_owned(),
                    value.cell(text).to_owned(),
                    value.start,
                    value.end,
                ));
            }
            rows.push(Row { at: values.start, cells });
        }
    }
    Ok(rows)
}

type Cells = Vec<(String, String, usize, usize)>;

/// The ids that a key such as `0:0:3` points to.
fn labels(key: &str, dimensions: &[(String, Vec<String>)], node: &Node) -> Result<Cells, Refusal> {
    let mut cells = vec![];
    for (index, (name, values)) in key.split(':').zip(dimensions) {
        let label =
            index.parse::<usize>().ok().and_then(|index| values.get(index)).ok_or_else(|| {
                let title = format!("dimension `{name}` has no label {index}");
                Refusal::Empty(
                    "S104",
                    node.start,
                    title,
                    "the structure of the message does not list it".into(),
                )
            })?;
        cells.push((name.clone(), label.clone(), node.start, node.start));
    }
    Ok(cells)
}

fn sheet(input: Input<'_>, text: String, lines: Lines, rows: &[Row]) -> Sheet {
    let mut names: Vec<String> = vec![];
    for row in rows {
        let is_usual = row.has_names(&names);
        for (name, ..) in row.cells.iter().filter(|_| !is_usual) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    let (mut cells, mut ends, mut spans) = (String::new(), vec![], vec![]);
    for row in rows {
        if row.has_names(&names) {
            for (_, text, start, end) in &row.cells {
                cells.push_str(text);
                ends.push(cells.len() as u32);
                spans.push((*start as u32, *end as u32));
            }
            continue;
        }
        for name in &names {
            let found = row.cells.iter().find(|(known, ..)| known == name);
            let (text, start, end) =
                found.map_or(("", row.at, row.at), |(_, text, start, end)| (text, *start, *end));
            cells.push_str(text);
            ends.push(cells.len() as u32);
            spans.push((start as u32, end as u32));
        }
    }
    let header_line = rows.first().map_or(1, |row| lines.line_of(row.at));
    Sheet {
        path: input.path.into(),
        dataset: input.dataset.into(),
        encoding: String::new(),
        delimiter: None,
        header_line,
        names,
        cells,
        ends,
        ground: Ground::Spans { text, lines, spans },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> (Option<Sheet>, Vec<String>) {
        let input = Input { dataset: "d", path: "a.json", bytes: text.as_bytes() };
        let (sheet, messages) = read(input, &DatasetSpec::default());
        (
            sheet,
            messages
                .iter()
                .map(|d| format!("{} {}: {}", d.code, d.place.as_ref().unwrap().line, d.title))
                .collect(),
        )
    }

    #[test]
    fn rows_of_objects_keep_their_places() {
        let (sheet, _) = run(
            "{\"count\": 2, \"error\": \"\", \"data\": [\n {\"a\": 1, \"b\": null},\n {\"a\": 2.50, \"c\": true}]}",
        );
        let sheet = sheet.unwrap();
        assert_eq!(sheet.names(), ["a", "b", "c"]);
        assert_eq!((sheet.cell(0, 1), sheet.cell(1, 0), sheet.cell(1, 2)), ("", "2.50", "true"));
        assert_eq!((sheet.place(1, 0).line, sheet.place(1, 0).column), (3, 8));
    }

    #[test]
    fn errors_and_empty_answers_are_no_data() {
        assert_eq!(
            run("{\"count\":0,\"data\":[],\"error\":\"\"}").1,
            ["R101 1: file holds no rows"]
        );
        assert_eq!(
            run("{\"error\":\"quota exceeded\"}").1,
            ["S109 1: file holds the service's error, not data"]
        );
        assert_eq!(
            run("{\"count\":12345,\"data\":[{\"a\":1}]}").1,
            ["S109 1: file may be cut at 1 rows"]
        );
        assert_eq!(run("{\"a\":1}\n{\"a\":2}").1.len(), 1);
    }

    #[test]
    fn recorded_replies_are_read_at_their_lines() {
        let text = "http_interactions:\n- request:\n    body:\n      string: ''\n  response:\n    body:\n      string: '[{\"a\":1,\"b\":\"No\n        data\"}]'\n";
        let (sheet, messages) = run(text);
        let sheet = sheet.unwrap_or_else(|| panic!("{messages:?}"));
        assert_eq!((sheet.len(), sheet.cell(0, 0), sheet.line(0)), (1, "1", 7));
        assert!(sheet.cell(0, 1).starts_with("No "));
    }

    #[test]
    fn sdmx_keys_become_their_labels() {
        let text = r#"{"dataSets":[{"series":{"0:1":{"observations":{"0":[5.25,0]}}}}],
            "structure":{"dimensions":{"series":[{"id":"R","values":[{"id":"USA"}]},{"id":"P","values":[{"id":"X"},{"id":"WLD"}]}],
            "observation":[{"id":"TIME_PERIOD","values":[{"id":"2017"}]}]}}}"#;
        let sheet = run(text).0.unwrap();
        assert_eq!(sheet.names(), ["R", "P", "TIME_PERIOD", "OBS_VALUE"]);
        assert_eq!([0, 1, 2, 3].map(|c| sheet.cell(0, c)), ["USA", "WLD", "2017", "5.25"]);
    }
}
