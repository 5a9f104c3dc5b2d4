//! Quotes as RFC 4180 has them: where each cell stands in the text, and quotes that break the rule.
//!
//! The `csv` crate splits cells and forgives what is broken here; this scan refuses it first.

use std::ops::Range;

/// What is wrong with the quotes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteFault {
    /// Opened at this byte and not closed in its line.
    NeverClosed(usize),
    /// Text stands at this byte, right after a closing quote.
    TextAfter(usize),
}

/// Result of a scan: the first fault, and quotes inside unquoted cells.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Quotes {
    /// The first fault.
    pub fault: Option<QuoteFault>,
    /// Byte of the first quote inside an unquoted cell.
    pub inside: Option<usize>,
    /// Number of such cells.
    pub inside_count: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Start,
    Plain,
    Quoted { opened: usize, multiline: bool },
    Closing { opened: usize, multiline: bool },
}

/// Scans all quotes of a text.
#[must_use]
pub fn scan(text: &str, delimiter: u8) -> Quotes {
    let mut found = Quotes::default();
    if !text.contains('"') {
        return found;
    }
    let mut state = State::Start;
    for (at, byte) in text.bytes().enumerate() {
        let ends_cell = byte == delimiter || byte == b'\n' || byte == b'\r';
        state = match state {
            State::Start if byte == b'"' => State::Quoted { opened: at, multiline: false },
            State::Start | State::Plain if ends_cell => State::Start,
            State::Start => State::Plain,
            State::Plain => {
                if byte == b'"' {
                    found.inside.get_or_insert(at);
                    found.inside_count += 1;
                }
                State::Plain
            }
            State::Quoted { opened, multiline } if byte == b'"' => {
                State::Closing { opened, multiline }
            }
            State::Quoted { opened, multiline } => {
                State::Quoted { opened, multiline: multiline || byte == b'\n' || byte == b'\r' }
            }
            State::Closing { opened, multiline } if byte == b'"' => {
                State::Quoted { opened, multiline }
            }
            State::Closing { .. } if ends_cell => State::Start,
            State::Closing { opened, multiline } => {
                // A quote that ran over lines and meets text was closed by the next cell's opening quote.
                let fault = if multiline {
                    QuoteFault::NeverClosed(opened)
                } else {
                    QuoteFault::TextAfter(at)
                };
                found.fault = Some(fault);
                return found;
            }
        };
    }
    if let State::Quoted { opened, .. } = state {
        found.fault = Some(QuoteFault::NeverClosed(opened));
    }
    found
}

/// The bytes of each cell of the record that starts at `start`, quotes included.
#[must_use]
pub fn cells(text: &str, start: usize, delimiter: u8) -> Vec<Range<usize>> {
    let (mut spans, mut from, mut quoted) = (vec![], start, false);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'"' if quoted || at == from => quoted = !quoted,
            // A doubled quote inside a quoted cell closes and opens again.
            b'"' if bytes[from] == b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                spans.push(from..at);
                return spans;
            }
            byte if *byte == delimiter && !quoted => {
                spans.push(from..at);
                from = at + 1;
            }
            _ => {}
        }
    }
    spans.push(from..bytes.len());
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_quote_is_named_where_it_opened() {
        assert_eq!(scan("a,b\n\"x,1\n2,3\n", b',').fault, Some(QuoteFault::NeverClosed(4)));
        // The next quoted cell seems to close it.
        assert_eq!(scan("a,b\n\"x,1\n\"y\",3\n", b',').fault, Some(QuoteFault::NeverClosed(4)));
        assert_eq!(scan("a,b\n\"A\"x,1\n", b',').fault, Some(QuoteFault::TextAfter(7)));
        assert_eq!(scan("\"a\"\"b\",\"c\nd\"\n", b',').fault, None);
    }

    #[test]
    fn quotes_inside_plain_cells_are_counted() {
        let quotes = scan("a\n5\" pipe\n", b',');
        assert_eq!((quotes.fault, quotes.inside, quotes.inside_count), (None, Some(3), 1));
    }

    #[test]
    fn cells_are_found_again() {
        let text = "x\n\"a,\"\"b\",c,\r\n";
        let found: Vec<&str> = cells(text, 2, b',').into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["\"a,\"\"b\"", "c", ""]);
    }
}
