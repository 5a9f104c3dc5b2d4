//! Languages: numbers, periods and reasons as a reader of each language expects them.
//!
//! Everything printed for a reader is formatted here, once. Direction is written into the string as Unicode isolates.

mod lang;
mod number;
mod phrase;

pub use lang::{Lang, Words};
pub use number::{Money as MoneyFormat, Numbers};
pub use phrase::{Phrase, phrase};
