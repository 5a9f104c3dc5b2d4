//! What the head of an answer says: how long to wait, and what a status means here.

use chrono::DateTime;
use ureq::Body;
use ureq::http::Response;

/// A header as text; empty where it is absent.
pub fn header(response: &Response<Body>, name: &str) -> String {
    let value = response.headers().get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}

/// Seconds that a service asks to wait: a number, or a date against its own clock.
pub fn retry_after(response: &Response<Body>) -> Option<f64> {
    let told = header(response, "retry-after");
    if let Ok(seconds) = told.trim().parse::<u32>() {
        return Some(f64::from(seconds));
    }
    let until = DateTime::parse_from_rfc2822(&told).ok()?;
    let now = DateTime::parse_from_rfc2822(&header(response, "date")).ok()?;
    Some((until - now).num_seconds().max(0) as f64)
}

/// What a status means here, and the remedy; `variable` is where a key would be, if the service knows keys.
pub fn meaning(status: u16, with_key: bool, variable: Option<&str>) -> (&'static str, String) {
    let (name, help) = match status {
        400 | 422 => {
            ("Bad Request", "the service does not know one of the codes, or wants less at a time")
        }
        401 => ("Unauthorized", "the key is not accepted: look at it in the environment"),
        403 if with_key => {
            ("Forbidden", "the key has no right to this, or its calls of the day are used up")
        }
        403 => {
            ("Forbidden", "the service does not answer this network: try from another, or later")
        }
        404 => ("Not Found", "the service has nothing under this request: check areas and years"),
        413 => ("Content Too Large", "ask for fewer years or codes at a time"),
        429 => ("Too Many Requests", "wait, and run the command again: what has come is kept"),
        500..=599 => ("", "the fault is on the side of the service: run the command again later"),
        _ => ("", "run the command again later"),
    };
    match variable.filter(|_| !with_key && matches!(status, 401 | 403)) {
        Some(variable) => {
            (name, format!("it wants a key: set it in the environment as {variable}"))
        }
        None => (name, help.to_owned()),
    }
}
