//! A text split at its braces.

/// A piece of a text with expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text that stands as it is.
    Text(&'t str),
    /// What stands between two braces, and the byte of the first of them.
    Expression {
        /// Byte of the opening brace.
        at: usize,
        /// The words between the braces.
        words: &'t str,
    },
    /// A brace without its partner.
    Stray(usize),
}

/// Splits a text at its braces.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = vec![];
    let mut at = 0;
    while let Some(offset) = text[at..].find(['{', '}']) {
        let brace = at + offset;
        if brace > at {
            found.push(Piece::Text(&text[at..brace]));
        }
        let (mark, rest) = (&text[brace..=brace], &text[brace + 1..]);
        at = match rest.find('}') {
            _ if rest.starts_with(mark) => {
                found.push(Piece::Text(mark));
                brace + 2
            }
            Some(end) if mark == "{" => {
                found.push(Piece::Expression { at: brace, words: &rest[..end] });
                brace + end + 2
            }
            _ => {
                found.push(Piece::Stray(brace));
                brace + 1
            }
        };
    }
    if at < text.len() {
        found.push(Piece::Text(&text[at..]));
    }
    found
}
