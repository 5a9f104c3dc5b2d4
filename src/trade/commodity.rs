//! Commodity codes as text, with the classification that gives them meaning.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Edition of a commodity classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Classification {
    /// Harmonized System of the named edition.
    HS(u16),
    /// An HS edition that the source does not name.
    HSUnknown,
    /// Standard International Trade Classification, revision 1 to 4.
    SITC(u8),
    /// None stated; only totals are comparable.
    Unknown,
}

impl fmt::Display for Classification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HS(year) => write!(f, "HS{year}"),
            Self::HSUnknown => f.write_str("HS"),
            Self::SITC(revision) => write!(f, "SITC{revision}"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// HS editions in the order of their Comtrade letters, `H0` first.
const EDITIONS: [u16; 7] = [1992, 1996, 2002, 2007, 2012, 2017, 2022];

impl Classification {
    /// The letters that UN Comtrade uses for it: `H6`, `S4`.
    #[must_use]
    pub fn comtrade_letter(self) -> Option<String> {
        match self {
            Self::HS(year) => Some(format!("H{}", EDITIONS.iter().position(|e| *e == year)?)),
            Self::SITC(revision) => Some(format!("S{revision}")),
            Self::HSUnknown | Self::Unknown => None,
        }
    }
}

impl FromStr for Classification {
    type Err = String;

    /// Reads `HS`, `HS2017`, `HS 1988/92`, `SITC4`, `SITC Rev. 4`, and the Comtrade letters `H0`..`H6`, `S1`..`S4`.
    fn from_str(text: &str) -> Result<Self, String> {
        let upper = text.to_ascii_uppercase().replace([' ', '.', '_', '-'], "");
        let upper = upper.replace("SITCREV", "SITC").replace("HS1988/92", "HS1992");
        let digits = |prefix: &str| upper.strip_prefix(prefix).and_then(|d| d.parse::<u16>().ok());
        match upper.as_str() {
            "HS" | "HSCOMBINED" => return Ok(Self::HSUnknown),
            "" | "UNKNOWN" => return Ok(Self::Unknown),
            _ => {}
        }
        if let Some(year) = digits("HS")
            && EDITIONS.contains(&year)
        {
            return Ok(Self::HS(year));
        }
        if let Some(index) = digits("H")
            && let Some(year) = EDITIONS.get(usize::from(index))
        {
            return Ok(Self::HS(*year));
        }
        match digits("SITC").or_else(|| digits("S")) {
            Some(revision @ 1..=4) => Ok(Self::SITC(revision as u8)),
            _ => Err(format!("unknown classification `{text}`")),
        }
    }
}

/// A commodity code: `TOTAL`, or digits with their leading zeros.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Commodity([u8; LONGEST]);

/// Most digits of a code.
const LONGEST: usize = 10;

impl Commodity {
    /// All commodities together.
    #[must_use]
    pub fn total() -> Self {
        Self::of("TOTAL")
    }

    /// The code kept in place, so that a table of millions of rows allocates none of them.
    fn of(code: &str) -> Self {
        let mut bytes = [0; LONGEST];
        bytes[..code.len()].copy_from_slice(code.as_bytes());
        Self(bytes)
    }

    /// Reads `TOTAL`, `HS 1101`, `1101`, `AG6`-free digit codes of 1 to 10 digits.
    ///
    /// # Errors
    /// A message naming the text, if it is no code.
    pub fn parse(text: &str) -> Result<Self, String> {
        let code = text.trim().trim_start_matches("HS").trim();
        if code.eq_ignore_ascii_case("TOTAL") {
            return Ok(Self::total());
        }
        let digits =
            !code.is_empty() && code.len() <= LONGEST && code.bytes().all(|b| b.is_ascii_digit());
        if digits { Ok(Self::of(code)) } else { Err(format!("`{text}` is no commodity code")) }
    }

    /// The code as text.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0[..self.length()]).unwrap_or_default()
    }

    fn length(&self) -> usize {
        self.0.iter().position(|byte| *byte == 0).unwrap_or(LONGEST)
    }

    /// Whether this is the sum over all commodities.
    #[must_use]
    pub fn is_total(&self) -> bool {
        self.0[0] == b'T'
    }

    /// Number of digits; 0 for `TOTAL`.
    #[must_use]
    pub fn level(&self) -> usize {
        if self.is_total() { 0 } else { self.length() }
    }
}

impl fmt::Debug for Commodity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Commodity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Commodity {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
    }
}

impl From<Commodity> for String {
    fn from(commodity: Commodity) -> Self {
        commodity.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_their_leading_zeros() {
        assert_eq!(Commodity::parse("010392").unwrap().code(), "010392");
        assert_eq!(Commodity::parse("HS 1101").unwrap().level(), 4);
        assert!(Commodity::parse("1.01E+05").is_err());
    }

    #[test]
    fn classifications_are_read_under_each_name() {
        assert_eq!("H4".parse(), Ok(Classification::HS(2012)));
        assert_eq!("HS2022".parse(), Ok(Classification::HS(2022)));
        assert_eq!("S4".parse(), Ok(Classification::SITC(4)));
        assert_eq!("SITC Rev. 3".parse(), Ok(Classification::SITC(3)));
        assert_eq!("HS 1988/92".parse(), Ok(Classification::HS(1992)));
        assert!("H9".parse::<Classification>().is_err());
    }
}
