//! Articles as plain text with the lines that it stands on: Markdown, plain text, HTML and Word documents.
//!
//! Only what a reader reads is kept; nothing is run, fetched or guessed. What the sentences say is for `claims`.

mod docx;
mod html;
mod markdown;

use super::encoding::decode;
use super::{DatasetSpec, Input};
use crate::diag::Diagnostic;

/// A text whose lines know where they stand in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The text; blank lines part paragraphs.
    pub text: String,
    /// For each line of the text its line in the file, from 1; paragraphs are counted in a Word document.
    lines: Vec<u32>,
}

impl Prose {
    /// The line of the file on which a line of the text stands, both from 1.
    #[must_use]
    pub fn line(&self, line: u32) -> u32 {
        let index = line.saturating_sub(1) as usize;
        self.lines.get(index).or(self.lines.last()).copied().unwrap_or(line)
    }

    /// Adds text of a line of the file; a newline in it begins a new line of the text.
    fn push(&mut self, text: &str, line: u32) {
        if self.lines.is_empty() {
            self.lines.push(line);
        }
        for c in text.chars() {
            self.text.push(c);
            if c == '\n' {
                self.lines.push(line);
            }
        }
    }

    /// Ends a paragraph.
    fn part(&mut self, line: u32) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.push(if self.text.ends_with('\n') { "\n" } else { "\n\n" }, line);
        }
        if let Some(last) = self.lines.last_mut() {
            *last = line;
        }
    }
}

/// Reads an article by the ending of its name; any other ending is plain text.
///
/// # Errors
/// R105 or R106 where the bytes are no text, R108 where a Word document cannot be opened.
pub fn prose(input: Input<'_>) -> Result<Prose, Box<Diagnostic>> {
    let ending = input.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if ending == "docx" {
        return docx::read(input);
    }
    let (decoded, _) = decode(input, &DatasetSpec::default(), None)?;
    let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
    Ok(match ending.as_str() {
        "html" | "htm" | "xhtml" => html::read(&text),
        "md" | "markdown" => markdown::read(&text),
        _ => plain(&text),
    })
}

fn plain(text: &str) -> Prose {
    let lines = (1..).take(text.matches('\n').count() + 1).collect();
    Prose { text: text.to_owned(), lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_the_format() {
        let read = |path, bytes: &[u8]| prose(Input { dataset: "", path, bytes }).map(|p| p.text);
        assert_eq!(read("a.txt", b"1 < 2 <b>\r\n").unwrap(), "1 < 2 <b>\n");
        assert_eq!(read("a.HTML", b"<p>1 &lt; 2</p>").unwrap().trim(), "1 < 2");
        assert_eq!(read("a.md", b"one<!-- two -->").unwrap(), "one");
        assert_eq!(read("a.docx", b"no zip").unwrap_err().code, "R108");
        assert_eq!(read("a.txt", b"caf\xe9").unwrap_err().code, "R105");
    }
}
