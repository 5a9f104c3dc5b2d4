//! Areas in any role: reporter, partner, group or special partner.

use std::fmt;

use serde::{Deserialize, Serialize};

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
