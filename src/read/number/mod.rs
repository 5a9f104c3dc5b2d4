//! Numbers in cells: exact decimals under a declared or detected style, marks of missing and withheld
//! values, and flags. Nothing is dropped from a cell to make it a number.

mod cell;
mod detect;
mod format;

pub use cell::{CellRules, CellValue};
pub use detect::{Style, detect, is_doubtful};
pub use format::NumberFormat;

/// Why a cell is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// S203, with what was found.
    NotANumber(String),
    /// S204: thousands marks do not stand at groups of digits.
    Grouping,
    /// S205: a mark that is not declared.
    Mark(String),
    /// R209: a spreadsheet's error.
    Spreadsheet,
    /// S208: more digits than a table holds.
    TooLarge,
}

impl NumberFault {
    /// The message code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotANumber(_) => "S203",
            Self::Grouping => "S204",
            Self::Mark(_) => "S205",
            Self::Spreadsheet => "R209",
            Self::TooLarge => "S208",
        }
    }
}
