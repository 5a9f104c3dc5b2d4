//! House style in `bilat.toml`: how figures of a desk look and how its numbers are printed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::spec::DeskSpec;
use crate::words::{Lang, Numbers};

impl DeskSpec {
    /// Numbers of a language in the desk's form.
    #[must_use]
    pub fn numbers(&self, lang: Lang) -> Numbers {
        Numbers {
            lang,
            latin_digits: self.digits == Digits::Latn,
            percent_left: self.percent_side == Side::Left,
        }
    }
}

/// Digits of Persian words and figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Digits {
    /// Those of the language.
    #[default]
    Native,
    /// European ones, as finance houses print them.
    Latn,
}

/// A side of a number on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Right.
    #[default]
    Right,
    /// Left.
    Left,
}

/// Where time axes of right-to-left languages begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TimeDirection {
    /// At the left.
    #[default]
    Ltr,
    /// At the right.
    Rtl,
}
