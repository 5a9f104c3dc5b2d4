//! What a check can find.

use serde::Serialize;

/// The outcome of holding a sentence against its own numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The stated and the computed interval meet.
    Consistent,
    /// They meet only under the loose reading of a multiple.
    Loose,
    /// They do not meet.
    Inconsistent,
    /// The size is right, the sign or the order is wrong.
    SignError,
    /// An input is not stated, or two readings disagree.
    Undetermined,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 5] =
        [Self::Consistent, Self::Loose, Self::Inconsistent, Self::SignError, Self::Undetermined];

    /// Stable id, as written in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::Loose => "loose",
            Self::Inconsistent => "inconsistent",
            Self::SignError => "sign_error",
            Self::Undetermined => "undetermined",
        }
    }

    /// The verdict on a sentence as it is published: a reading that only may hold decides nothing.
    #[must_use]
    pub fn published(self) -> Self {
        if self == Self::Loose { Self::Undetermined } else { self }
    }
}
