//! Languages: numbers, periods and reasons as a reader of each language expects them.
//!
//! Everything printed for a reader is formatted here, once. Direction is written into the string as Unicode isolates.

mod area;
mod calendar;
mod commodity;
mod definition;
mod digits;
mod direction;
mod interval;
mod lang;
mod money;
mod number;
mod phrase;
mod reason;
mod spoken;
mod typeset;

pub use area::{area_name, named_codes};
pub use commodity::{chapter_name, commodity_name};
pub use direction::{bare_tokens, strip_controls};
pub use lang::{Lang, Words};
pub use money::Money as MoneyFormat;
pub use number::Numbers;
pub use phrase::{Phrase, phrase, phrase_with};
