//! Physical lines of a text: where each begins, and the place of a byte.
//!
//! A line ends with LF, CR LF or CR alone, as an editor counts them.

use crate::diag::Place;

/// Lines longer than this are not copied into messages.
const LONGEST_SHOWN: usize = 4_000;

/// Where the lines of a text begin.
#[derive(Debug, Default)]
pub struct Lines {
    starts: Vec<u32>,
    /// Number of lines that end with LF alone, CR LF and CR alone.
    pub ends: [usize; 3],
}

impl Lines {
    /// Finds the lines of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (mut starts, mut ends) = (vec![0], [0; 3]);
        for (at, byte) in bytes.iter().enumerate() {
            let kind = match byte {
                b'\n' if at > 0 && bytes[at - 1] == b'\r' => 1,
                b'\n' => 0,
                b'\r' if bytes.get(at + 1) != Some(&b'\n') => 2,
                _ => continue,
            };
            ends[kind] += 1;
            starts.push(at as u32 + 1);
        }
        Self { starts, ends }
    }

    /// The line of a byte, from 1.
    #[must_use]
    pub fn line_of(&self, byte: usize) -> u32 {
        self.starts.partition_point(|start| *start as usize <= byte) as u32
    }

    /// The text of a line without its end.
    #[must_use]
    pub fn text<'a>(&self, text: &'a str, line: u32) -> &'a str {
        let index = line.max(1) as usize - 1;
        let start = self.starts.get(index).map_or(text.len(), |start| *start as usize);
        let end = self.starts.get(index + 1).map_or(text.len(), |end| *end as usize);
        text[start..end].trim_end_matches(['\r', '\n'])
    }

    /// The place of the bytes `start..end`, as far as they stand in the first line they touch.
    #[must_use]
    pub fn place(&self, path: &str, text: &str, start: usize, end: usize) -> Place {
        let line = self.line_of(start);
        let line_start = self.starts[line as usize - 1] as usize;
        let shown = self.text(text, line);
        let end = end.clamp(start, line_start + shown.len().max(start - line_start));
        Place {
            path: path.to_owned(),
            line,
            column: text[line_start..start].chars().count() as u32 + 1,
            width: text[start..end].chars().count().max(1) as u32,
            text: if shown.len() > LONGEST_SHOWN { String::new() } else { shown.to_owned() },
        }
    }

    /// The place of a whole line.
    #[must_use]
    pub fn whole(&self, path: &str, text: &str, line: u32) -> Place {
        let shown = self.text(text, line);
        let shown = if shown.len() > LONGEST_SHOWN { "" } else { shown };
        Place { path: path.to_owned(), line, text: shown.to_owned(), ..Place::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_line_end_is_counted() {
        let lines = Lines::of("a\nb\r\nc\rd");
        assert_eq!(lines.ends, [1, 1, 1]);
        assert_eq!([0, 2, 5, 7].map(|byte| lines.line_of(byte)), [1, 2, 3, 4]);
        assert_eq!(lines.text("a\nb\r\nc\rd", 2), "b");
    }

    #[test]
    fn columns_count_characters() {
        let text = "год;é\n2020;1,5\n";
        let lines = Lines::of(text);
        let start = text.find("1,5").unwrap();
        let place = lines.place("a.csv", text, start, start + 3);
        assert_eq!((place.line, place.column, place.width), (2, 6, 3));
        assert_eq!(lines.place("a.csv", text, 7, 9).column, 5);
    }
}
