//! Messages about data and desks: what is wrong, where it stands, why it matters, and the remedy.
//!
//! Bad data is a result, not an error: functions return `(T, Vec<Diagnostic>)`. Nothing here reads a file.

mod code;
mod draw;
mod explain;
mod human;

use serde::Serialize;

pub use code::{CODES, CodeInfo, code_info};
pub use draw::{MessageFormat, draw};
pub use explain::explain;
pub use human::human;

/// How grave a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Recorded; nothing to do.
    Note,
    /// Used, and the doubt travels with the number.
    Warning,
    /// Something was not used.
    Error,
}

impl Severity {
    /// Lower-case name, as printed.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A place in a file, in the counting of an editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// File as the user named it, or relative to the desk.
    pub path: String,
    /// Physical line from 1; 0 for the file as a whole.
    pub line: u32,
    /// Character in the line from 1; 0 for the line as a whole.
    pub column: u32,
    /// Number of characters meant.
    pub width: u32,
    /// The line's text, for drawing; empty where it has none.
    pub text: String,
}

/// One fault, with a count of further cases in its notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Code such as `S203`; each has an entry in [`CODES`].
    pub code: &'static str,
    /// How grave.
    pub severity: Severity,
    /// What is wrong, lower case, no full stop.
    pub title: String,
    /// Where.
    pub place: Option<Place>,
    /// What was found, under the carets.
    pub label: String,
    /// Why it matters, and how many more.
    pub notes: Vec<String>,
    /// The remedy.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error with this title.
    #[must_use]
    pub fn error(code: &'static str, title: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, title.into())
    }

    /// A warning with this title.
    #[must_use]
    pub fn warning(code: &'static str, title: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, title.into())
    }

    /// A note with this title.
    #[must_use]
    pub fn note(code: &'static str, title: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, title.into())
    }

    fn new(code: &'static str, severity: Severity, title: String) -> Self {
        debug_assert!(code_info(code).is_some(), "code {code} has no entry");
        Self { code, severity, title, place: None, label: String::new(), notes: vec![], help: None }
    }

    /// Adds where it stands.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds what was found, to stand under the carets.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds why it matters.
    #[must_use]
    pub fn because(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds the remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether something was not used.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Whether any of these is an error.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}
