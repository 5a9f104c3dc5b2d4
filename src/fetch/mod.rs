//! Questions to the services that publish trade figures: trade words in, documented requests out, and an answer that
//! is judged before it counts as data.
//!
//! The only layer that opens the network, and only when it is asked to. It writes nothing, asks no clock and reads no
//! environment: the key, the time and the patience come from the caller.

mod ask;
mod judge;
mod plan;
mod question;
pub mod service;
mod status;

use crate::diag::{Diagnostic, Place};

pub use ask::{Answer, Asker, Key, Patience, Watcher};
pub use judge::{Verdict, judge};
pub use plan::plan;
pub use question::{Question, When, years};
pub use service::{Form, Service, Terms};

/// One question as it goes over the wire. The key is no part of it, so it may be written anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The whole address.
    pub url: String,
    /// Media type asked for.
    pub accept: &'static str,
    /// What it asks.
    pub question: Question,
}

/// The requests that a question takes at a service, in the sizes that the service documents.
///
/// `address` stands in for the service's own; `with_key` tells whether a key will be sent.
///
/// # Errors
/// R114 where the service has no such figures, or no code for an area.
pub fn requests(
    service: &dyn Service,
    question: &Question,
    address: &str,
    with_key: bool,
) -> Result<Vec<Request>, Box<Diagnostic>> {
    service
        .portions(question)?
        .into_iter()
        .map(|question| request(service, question, address, with_key))
        .collect()
}

/// The request for one portion.
///
/// # Errors
/// As [`requests`].
pub fn request(
    service: &dyn Service,
    question: Question,
    address: &str,
    with_key: bool,
) -> Result<Request, Box<Diagnostic>> {
    let url = format!("{}{}", address.trim_end_matches('/'), service.path(&question, with_key)?);
    Ok(Request { url, accept: service.accept(), question })
}

/// R114: what a service cannot be asked.
fn unaskable(service: &dyn Service, what: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("R114", format!("{} cannot be asked for {what}", service.title())))
}

/// The address as the place of a message.
fn at(url: &str) -> Place {
    Place { path: url.to_owned(), ..Place::default() }
}
