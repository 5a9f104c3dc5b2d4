//! Fixed phrases of charts and pages in each language.

use super::Lang;

/// A phrase that charts and pages print by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// "Source".
    Source,
    /// "Note".
    Note,
    /// "no data".
    NoData,
}

/// The phrase in a language.
#[must_use]
pub fn phrase(_phrase: Phrase, _lang: Lang) -> &'static str {
    ""
}
