//! Areas in any role: reporter, partner, group or special partner.

mod atlas;
mod fold;
mod group;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use atlas::{AreaFault, AreaInfo, AreaKind, Numbering};

/// A country or area under its ISO 3166-1 alpha-3 code, or a code of up to six letters for what has none
/// (`WLD` World, `_X` areas not elsewhere specified, `S19` Other Asia not elsewhere specified).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Area([u8; 6]);

/// A text that names no area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownArea(pub String);

impl fmt::Display for UnknownArea {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown area `{}`", self.0)
    }
}

impl std::error::Error for UnknownArea {}

impl Area {
    /// All partners together.
    pub const WORLD: Self = Self(*b"WLD\0\0\0");

    /// Takes a code of one to six upper-case letters, digits or underscores as it stands.
    ///
    /// # Errors
    /// [`UnknownArea`] if the text has another form. Whether the code is in use is not asked here.
    pub fn from_code(code: &str) -> Result<Self, UnknownArea> {
        let letter = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
        if code.is_empty() || code.len() > 6 || !code.bytes().all(letter) {
            return Err(UnknownArea(code.to_owned()));
        }
        let mut bytes = [0; 6];
        bytes[..code.len()].copy_from_slice(code.as_bytes());
        Ok(Self(bytes))
    }

    /// A code of the user's own, as worked examples have them: one letter, or one letter and digits.
    #[must_use]
    pub fn placeholder(text: &str) -> Option<Self> {
        let mut bytes = text.bytes();
        let letter = bytes.next().is_some_and(|b| b.is_ascii_uppercase());
        let rest = text.len() <= 3 && bytes.all(|b| b.is_ascii_digit());
        (letter && rest && atlas::by_code(text).is_none()).then(|| Self::from_code(text).ok())?
    }

    /// Finds an area by ISO alpha-3 or alpha-2 code or by English name; never by likeness.
    ///
    /// # Errors
    /// [`AreaFault`] with the nearest known name, or the code points that make it a look-alike.
    pub fn find(text: &str) -> Result<Self, AreaFault> {
        atlas::find(text)
    }

    /// Finds an area by its number in one producer's list; other lists are never tried.
    #[must_use]
    pub fn by_number(text: &str, numbering: Numbering) -> Option<Self> {
        atlas::by_number(text, numbering)
    }

    /// What is known of it; `None` for a placeholder.
    #[must_use]
    pub fn info(&self) -> Option<&'static AreaInfo> {
        atlas::by_code(self.code())
    }

    /// Its English name; its code where it has none.
    #[must_use]
    pub fn name(&self) -> String {
        self.info().map_or_else(|| self.code().to_owned(), |info| info.name.to_owned())
    }

    /// What kind of area it is.
    #[must_use]
    pub fn kind(&self) -> AreaKind {
        self.info().map_or(AreaKind::Country, |info| info.kind)
    }

    /// The members of a group in a year, as far as they are on record here.
    #[must_use]
    pub fn members(&self, year: i32) -> Vec<Self> {
        group::members(self.code(), year)
    }

    /// Years from which it covers other ground than before under the same code: new borders, other members.
    #[must_use]
    pub fn changes(&self) -> Vec<i32> {
        let since = self.info().and_then(|info| info.since);
        since.into_iter().chain(group::changes(self.code())).collect()
    }

    /// The areas that followed one that ended.
    #[must_use]
    pub fn successors(&self) -> Vec<Self> {
        group::successors(self.code())
    }

    /// Whether it can stand in a ranking of areas.
    #[must_use]
    pub fn is_single(&self) -> bool {
        matches!(self.kind(), AreaKind::Country | AreaKind::Historic)
    }

    /// The code as text.
    #[must_use]
    pub fn code(&self) -> &str {
        let length = self.0.iter().position(|b| *b == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Area {
    type Error = UnknownArea;
    fn try_from(text: String) -> Result<Self, UnknownArea> {
        Self::from_code(&text)
    }
}

impl From<Area> for String {
    fn from(area: Area) -> Self {
        area.code().to_owned()
    }
}
