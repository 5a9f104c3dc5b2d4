//! Why a workbook cannot be used, in the words of a message. Plain values, so that they can come from another process.

use crate::diag::{Diagnostic, Place};

/// Why a workbook cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub(super) code: &'static str,
    pub(super) title: String,
    pub(super) help: String,
}

/// Codes that a refusal or a remark can have.
pub(super) const CODES: [&str; 7] = ["R101", "R105", "R106", "R107", "R108", "R208", "S110"];

impl Refusal {
    /// R108 with its reason.
    pub fn broken(reason: impl std::fmt::Display) -> Self {
        let help = "open it in a spreadsheet program and save it again, or export the sheet as CSV";
        Self {
            code: "R108",
            title: format!("workbook cannot be opened: {reason}"),
            help: help.to_owned(),
        }
    }

    /// R108 for a form that is not read.
    pub(super) fn other_form(reason: &str) -> Self {
        let help = "open it in a spreadsheet program, and save it as .xlsx or as CSV";
        Self { help: help.to_owned(), ..Self::broken(reason) }
    }

    /// R107 with what is too large and the setting that raises the limit.
    #[must_use]
    pub fn too_large(what: &str, size: u64, limit: u64, setting: &str) -> Self {
        Self {
            code: "R107",
            title: format!("{what} is {size}, the limit is {limit}"),
            help: format!("set `limits.{setting} = {size}` in dataset.toml to read it"),
        }
    }

    /// R107 for a limit whose need is not known.
    #[must_use]
    pub fn beyond(what: &str, limit: u64, setting: &str) -> Self {
        Self {
            code: "R107",
            title: format!("{what} is more than the limit, {limit}"),
            help: format!("raise `limits.{setting}` in dataset.toml, or export the sheet as CSV"),
        }
    }

    /// R101.
    pub(super) fn empty() -> Self {
        Self { code: "R101", title: "file holds no rows".to_owned(), help: String::new() }
    }

    /// R208 for a sheet that must be named.
    pub(super) fn unnamed(what: &str, names: &[String]) -> Self {
        Self {
            code: "R208",
            title: format!("{what} needs to be named"),
            help: format!("set `sheet`; the sheets are `{}`", names.join("`, `")),
        }
    }

    /// Why a compound file, the container of old and of locked workbooks, is not read.
    pub(super) fn compound(bytes: &[u8]) -> Self {
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        if bytes.windows(name.len()).any(|window| window == name) {
            let help = "open it with its password, and save it without one";
            return Self { help: help.to_owned(), ..Self::broken("it is locked with a password") };
        }
        Self::other_form("it is in the old binary form of Excel (.xls)")
    }

    /// What a reader of text says of a page.
    pub(super) fn of(fault: Diagnostic) -> Self {
        let code = CODES.into_iter().find(|known| *known == fault.code).unwrap_or("R108");
        Self { code, title: fault.title, help: fault.help.unwrap_or_default() }
    }

    /// Adds another remedy.
    pub(super) fn or(self, remedy: &str) -> Self {
        Self { help: format!("{remedy}, or {}", self.help), ..self }
    }

    pub(super) fn diagnostic(self, path: &str) -> Diagnostic {
        let place = Place { path: path.to_owned(), ..Place::default() };
        let message = Diagnostic::error(self.code, self.title).at(place);
        if self.help.is_empty() { message } else { message.help(self.help) }
    }
}
