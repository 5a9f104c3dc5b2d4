//! JSON with places, strictly: numbers keep their text, equal keys and depth beyond 128 are refused.
//!
//! `serde_json` gives neither the place of a value nor a second equal key, so this small parser stands here.

/// Deepest nesting that is read.
const DEPTH: usize = 128;

/// A value with the bytes it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

/// Kinds of values.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as written.
    Number,
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object, keys in the order of the file.
    Object(Vec<(String, Node)>),
}

/// What is wrong, and at which byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Byte.
    pub at: usize,
    /// Reason.
    pub reason: String,
}

impl Node {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.kind {
            Kind::Object(members) => {
                members.iter().find(|(name, _)| name == key).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// The elements of a list; none for other kinds.
    pub fn list(&self) -> &[Self] {
        match &self.kind {
            Kind::List(nodes) => nodes,
            _ => &[],
        }
    }

    /// The members of an object; none for other kinds.
    pub fn members(&self) -> &[(String, Self)] {
        match &self.kind {
            Kind::Object(members) => members,
            _ => &[],
        }
    }

    /// The value as a cell: texts without quotes, `null` empty, anything else as written.
    pub fn cell<'a>(&'a self, text: &'a str) -> &'a str {
        match &self.kind {
            Kind::Null => "",
            Kind::Text(text) => text,
            _ => &text[self.start..self.end],
        }
    }
}

/// Reads one value from `start`; gives it with the byte after it and the blanks that follow.
pub fn parse(text: &str, start: usize) -> Result<(Node, usize), Fault> {
    let mut parser = Parser { bytes: text.as_bytes(), text, at: start };
    parser.blanks();
    let node = parser.value(0)?;
    parser.blanks();
    Ok((node, parser.at))
}

struct Parser<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn fault<T>(&self, reason: impl Into<String>) -> Result<T, Fault> {
        Err(Fault { at: self.at.min(self.bytes.len()), reason: reason.into() })
    }

    fn blanks(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node, Fault> {
        if depth > DEPTH {
            return self.fault(format!("nested deeper than {DEPTH}"));
        }
        let start = self.at;
        let kind = match self.bytes.get(self.at) {
            None => return self.fault("the text ends in mid-value"),
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Kind::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(_) => self.word()?,
        };
        Ok(Node { start, end: self.at, kind })
    }

    fn word(&mut self) -> Result<Kind, Fault> {
        let words =
            [("null", Kind::Null), ("true", Kind::Bool(true)), ("false", Kind::Bool(false))];
        for (word, kind) in words {
            if self.text[self.at..].starts_with(word) {
                self.at += word.len();
                return Ok(kind);
            }
        }
        let shown: String =
            self.text[self.at..].chars().take_while(|c| c.is_alphanumeric()).take(12).collect();
        self.fault(format!("`{shown}` is no value"))
    }

    fn number(&mut self) -> Result<Kind, Fault> {
        let start = self.at;
        while matches!(
            self.bytes.get(self.at),
            Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')
        ) {
            self.at += 1;
        }
        let number = &self.text[start..self.at];
        let unsigned = number.strip_prefix('-').unwrap_or(number);
        let digits = unsigned.bytes().take_while(u8::is_ascii_digit).count();
        let led_by_zero = unsigned.starts_with('0') && digits > 1;
        if digits == 0 || led_by_zero || number.parse::<f64>().is_err() {
            self.at = start;
            return self.fault(format!("`{number}` is no number"));
        }
        Ok(Kind::Number)
    }

    fn string(&mut self) -> Result<String, Fault> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.bytes.get(self.at) {
                None => {
                    self.at = start;
                    return self.fault("a text is never closed");
                }
                Some(b'"') => break,
                Some(b'\\') => self.at += 2,
                Some(byte) if *byte < 0x20 => return self.fault("control character in a text"),
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        let raw = &self.text[start..self.at];
        serde_json::from_str(raw).or_else(|_| {
            self.at = start;
            self.fault("a text has a wrong escape")
        })
    }

    fn list(&mut self, depth: usize) -> Result<Kind, Fault> {
        self.at += 1;
        let mut nodes = vec![];
        self.blanks();
        if self.bytes.get(self.at) == Some(&b']') {
            self.at += 1;
            return Ok(Kind::List(nodes));
        }
        loop {
            self.blanks();
            nodes.push(self.value(depth + 1)?);
            if self.ends(b']')? {
                return Ok(Kind::List(nodes));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Kind, Fault> {
        self.at += 1;
        let mut members: Vec<(String, Node)> = vec![];
        self.blanks();
        if self.bytes.get(self.at) == Some(&b'}') {
            self.at += 1;
            return Ok(Kind::Object(members));
        }
        loop {
            self.blanks();
            if self.bytes.get(self.at) != Some(&b'"') {
                return self.fault("a key is expected");
            }
            let at = self.at;
            let key = self.string()?;
            if members.iter().any(|(known, _)| *known == key) {
                self.at = at;
                return self.fault(format!("key `{key}` stands twice in one object"));
            }
            self.blanks();
            if self.bytes.get(self.at) != Some(&b':') {
                return self.fault("`:` is expected");
            }
            self.at += 1;
            self.blanks();
            members.push((key, self.value(depth + 1)?));
            if self.ends(b'}')? {
                return Ok(Kind::Object(members));
            }
        }
    }

    /// Whether the list or object ends here; otherwise a comma must stand.
    fn ends(&mut self, close: u8) -> Result<bool, Fault> {
        self.blanks();
        match self.bytes.get(self.at) {
            Some(byte) if *byte == close => {
                self.at += 1;
                Ok(true)
            }
            Some(b',') => {
                self.at += 1;
                Ok(false)
            }
            None => self.fault("the text ends in mid-value"),
            Some(_) => self.fault(format!("`,` or `{}` is expected", char::from(close))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> String {
        match parse(text, 0) {
            Ok((_, end)) if end == text.len() => "ok".to_owned(),
            Ok((_, end)) => format!("rest at {end}"),
            Err(fault) => format!("{} at {}", fault.reason, fault.at),
        }
    }

    #[test]
    fn values_keep_their_text_and_place() {
        let text = r#"[{"a": 1.50, "b": "x\u00e9"}, null]"#;
        let (node, _) = parse(text, 0).unwrap();
        let first = &node.list()[0];
        assert_eq!(first.get("a").unwrap().cell(text), "1.50");
        assert_eq!(first.get("b").unwrap().cell(text), "xé");
        assert_eq!(first.get("a").unwrap().start, 7);
    }

    #[test]
    fn what_is_lenient_elsewhere_is_refused() {
        assert_eq!(reason(r#"{"a":1,"a":2}"#), "key `a` stands twice in one object at 7");
        assert_eq!(reason("[NaN]"), "`NaN` is no value at 1");
        assert_eq!(reason("[1,]"), "`]` is no value at 3".replace("`]`", "``"));
        assert_eq!(reason(r#"[{"a":1"#), "the text ends in mid-value at 7");
        assert_eq!(reason("{\"a\":1}\n{\"a\":2}"), "rest at 8");
        assert_eq!(reason(&"[".repeat(500)), "nested deeper than 128 at 129");
        assert_eq!(reason("[01]"), "`01` is no number at 1");
    }
}
