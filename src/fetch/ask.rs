//! Asks: one request, its redirects, its retries, and the answer in full or the reason why there is none.
//!
//! A key goes to the host that was named and to no other, is never part of an address, and is taken out of every text
//! that a service sends back.

use std::io::Read;
use std::time::Duration;

use ureq::http::{Response, Uri};
use ureq::{Agent, Body};

use super::status::{header, meaning, retry_after};
use super::{Request, Service, at};
use crate::diag::Diagnostic;

/// A key with the header that carries it.
#[derive(Clone)]
pub struct Key {
    /// Name of the header.
    pub header: &'static str,
    /// The secret.
    pub secret: String,
}

impl std::fmt::Debug for Key {
    /// The header alone.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("header", &self.header).finish_non_exhaustive()
    }
}

/// How long and how often to try.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Further attempts after the first.
    pub retries: u32,
    /// Seconds before the second attempt; doubled each time.
    pub wait: f64,
    /// Longest wait that a service may ask for, in seconds.
    pub longest_wait: f64,
    /// Seconds for one attempt, answer included.
    pub timeout: f64,
    /// Largest answer in bytes.
    pub most_bytes: u64,
}

/// Who waits, and tells how it goes.
pub trait Watcher {
    /// Lets so many seconds pass.
    fn pass(&self, seconds: f64, why: &str);
    /// So many bytes of an answer have come.
    fn received(&self, bytes: u64);
    /// Seconds since 1970 in universal time.
    fn now(&self) -> i64;
}

/// What a service answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status: 200, or 304 where nothing has changed.
    pub status: u16,
    /// Mark of this version, if the service gives one.
    pub etag: String,
    /// Media type as told.
    pub content_type: String,
    /// Whether the service told where the body ends.
    pub is_whole: bool,
    /// The body, byte for byte.
    pub body: Vec<u8>,
}

/// Asks one service.
pub struct Asker<'a> {
    agent: Agent,
    key: Option<Key>,
    patience: Patience,
    watcher: &'a dyn Watcher,
    service: &'static dyn Service,
}

/// Why an attempt gave nothing.
enum Trouble {
    /// May pass; the service may have said in how many seconds.
    Passing(Box<Diagnostic>, Option<f64>),
    /// Will not.
    Lasting(Box<Diagnostic>),
}

/// Redirects that are followed.
const REDIRECTS: usize = 5;
/// Bytes of an error's text that are shown.
const SHOWN: usize = 300;

impl<'a> Asker<'a> {
    /// An asker of a service at an address, which may be another than its own.
    #[must_use]
    pub fn new(
        service: &'static dyn Service,
        address: &str,
        key: Option<Key>,
        patience: Patience,
        watcher: &'a dyn Watcher,
    ) -> Self {
        let seconds = Duration::from_secs_f64(patience.timeout.clamp(0.001, 86_400.0));
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(seconds))
            .timeout_connect(Some(seconds.min(Duration::from_secs(30))))
            .user_agent(concat!("bilat/", env!("CARGO_PKG_VERSION")));
        if address.parse::<Uri>().is_ok_and(|uri| is_loopback(&uri)) {
            config = config.proxy(None);
        }
        Self { agent: config.build().into(), key, patience, watcher, service }
    }

    /// Asks until there is an answer or patience ends. With `etag`, the answer may be an empty 304.
    ///
    /// # Errors
    /// R112 where the service cannot be reached or breaks off, R113 for a status that is no answer, R107 beyond the
    /// size limit.
    pub fn ask(&self, request: &Request, etag: Option<&str>) -> Result<Answer, Box<Diagnostic>> {
        let mut wait = self.patience.wait;
        let mut attempt = 0;
        loop {
            let (fault, told) = match self.attempt(request, etag) {
                Ok(answer) => return Ok(answer),
                Err(Trouble::Lasting(fault)) => return Err(fault),
                Err(Trouble::Passing(fault, told)) => (fault, told),
            };
            let seconds = told.unwrap_or(wait);
            if seconds > self.patience.longest_wait {
                return Err(Box::new(fault.because(format!(
                    "the service asks to wait {seconds:.0} seconds, {:.0} at most are waited",
                    self.patience.longest_wait
                ))));
            }
            if attempt == self.patience.retries {
                let tries = if attempt == 0 {
                    "1 attempt".to_owned()
                } else {
                    format!("{} attempts", attempt + 1)
                };
                return Err(Box::new(fault.because(format!("given up after {tries}"))));
            }
            attempt += 1;
            self.watcher.pass(seconds, &fault.title);
            wait *= 2.0;
        }
    }

    fn attempt(&self, request: &Request, etag: Option<&str>) -> Result<Answer, Trouble> {
        let mut url = request.url.clone();
        for _ in 0..=REDIRECTS {
            let response =
                self.call(&url, request, etag).map_err(|error| self.unreached(request, &error))?;
            let status = response.status().as_u16();
            if matches!(status, 301 | 302 | 303 | 307 | 308) {
                url = self.redirected(request, &url, &response)?;
                continue;
            }
            return self.answer(request, response);
        }
        Err(self.lasting(request, &format!("redirects more than {REDIRECTS} times")))
    }

    fn call(
        &self,
        url: &str,
        request: &Request,
        etag: Option<&str>,
    ) -> Result<Response<Body>, ureq::Error> {
        let mut call = self.agent.get(url).header("Accept", request.accept);
        if let Some(key) = &self.key {
            call = call.header(key.header, &key.secret);
        }
        if let Some(etag) = etag {
            call = call.header("If-None-Match", etag);
        }
        call.call()
    }

    /// Where a redirect leads. A key does not leave its host, and nothing falls back to an open line.
    fn redirected(
        &self,
        request: &Request,
        from: &str,
        response: &Response<Body>,
    ) -> Result<String, Trouble> {
        let target = header(response, "location");
        let base: Uri = from.parse().unwrap_or_default();
        let next = match target.strip_prefix('/') {
            Some(rest) if !rest.starts_with('/') => format!("{}{target}", origin(&base)),
            _ => target.clone(),
        };
        let uri: Uri = next.parse().unwrap_or_default();
        if uri.host().is_none() {
            return Err(self.lasting(
                request,
                &format!("redirects to `{}`, which is no address", self.words(target.as_bytes())),
            ));
        }
        if base.scheme_str() == Some("https") && uri.scheme_str() != Some("https") {
            return Err(
                self.lasting(request, &format!("redirects to an open line, `{}`", origin(&uri)))
            );
        }
        if self.key.is_some() && origin(&uri) != origin(&base) {
            return Err(self.lasting(
                request,
                &format!("redirects to `{}`, and a key is sent to no other host", origin(&uri)),
            ));
        }
        Ok(next)
    }

    fn answer(&self, request: &Request, mut response: Response<Body>) -> Result<Answer, Trouble> {
        let status = response.status().as_u16();
        let told = retry_after(&response);
        let mut answer = Answer {
            status,
            etag: header(&response, "etag"),
            content_type: header(&response, "content-type"),
            is_whole: response.body().content_length().is_some()
                || header(&response, "transfer-encoding").contains("chunked"),
            body: vec![],
        };
        let limit = if status == 200 { self.patience.most_bytes } else { 1 << 16 };
        let read = self.body(request, response.body_mut(), limit);
        match status {
            200 => {
                answer.body = read?;
                if self.tells_key(&answer) {
                    return Err(self.lasting(request, "answers with the key in its text"));
                }
                Ok(answer)
            }
            304 => Ok(answer),
            _ => Err(self.refused(request, status, &read.unwrap_or_default(), told)),
        }
    }

    fn body(&self, request: &Request, body: &mut Body, limit: u64) -> Result<Vec<u8>, Trouble> {
        let told = body.content_length();
        if told.is_some_and(|size| size > limit) {
            return Err(too_large(request, told.unwrap_or_default(), limit));
        }
        let mut reader = body.with_config().limit(u64::MAX).reader();
        let (mut bytes, mut buffer) = (vec![], vec![0; 1 << 16]);
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => bytes.extend_from_slice(&buffer[..read]),
                Err(error) => return Err(self.broken_off(request, bytes.len(), &error)),
            }
            self.watcher.received(bytes.len() as u64);
            if bytes.len() as u64 > limit {
                return Err(too_large(request, bytes.len() as u64, limit));
            }
        }
        match told {
            Some(size) if size != bytes.len() as u64 => {
                let error = std::io::Error::other(format!("{size} bytes were announced"));
                Err(self.broken_off(request, bytes.len(), &error))
            }
            _ => Ok(bytes),
        }
    }

    fn broken_off(&self, request: &Request, bytes: usize, error: &std::io::Error) -> Trouble {
        let timed_out = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<ureq::Error>())
            .is_some_and(|inner| matches!(inner, ureq::Error::Timeout(_)));
        let reason = if timed_out || error.kind() == std::io::ErrorKind::TimedOut {
            self.timed_out()
        } else {
            plain(&error.to_string())
        };
        let fault =
            self.unreachable(request, &format!("the answer breaks off after {bytes} bytes"));
        let help = "run the command again; nothing of it was kept";
        Trouble::Passing(Box::new(fault.because(reason).help(help)), None)
    }

    fn timed_out(&self) -> String {
        format!("no end within {} seconds; `--timeout` gives it more", self.patience.timeout)
    }

    fn unreached(&self, request: &Request, error: &ureq::Error) -> Trouble {
        let (reason, help) = match error {
            ureq::Error::Timeout(_) => (self.timed_out(), "try again later, or raise `--timeout`"),
            ureq::Error::HostNotFound => {
                ("no such host".to_owned(), "look whether this machine is on the network")
            }
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => {
                let fault = self.unreachable(request, &plain(&error.to_string()));
                return Trouble::Lasting(Box::new(fault.help("check `--address`")));
            }
            other => (plain(&other.to_string()), "look whether this machine is on the network"),
        };
        Trouble::Passing(Box::new(self.unreachable(request, &reason).help(help)), None)
    }

    fn unreachable(&self, request: &Request, reason: &str) -> Diagnostic {
        Diagnostic::error("R112", format!("{} cannot be reached: {reason}", self.service.title()))
            .at(at(&request.url))
    }

    fn lasting(&self, request: &Request, what: &str) -> Trouble {
        let fault = Diagnostic::error("R113", format!("{} {what}", self.service.title()))
            .at(at(&request.url));
        Trouble::Lasting(Box::new(fault.help("check `--address`, or ask again later")))
    }

    /// A status that is no answer, with what it means and what the service says of it.
    fn refused(&self, request: &Request, status: u16, body: &[u8], told: Option<f64>) -> Trouble {
        let variable = self.service.key().map(|(variable, _)| variable);
        let (name, help) = meaning(status, self.key.is_some(), variable);
        let mut fault = Diagnostic::error(
            "R113",
            format!("{} answers {status} {name}", self.service.title()).trim_end().to_owned(),
        )
        .at(at(&request.url))
        .help(help);
        let words = self.words(body);
        if !words.is_empty() {
            fault = fault.because(format!("it says `{words}`"));
        }
        match status {
            408 | 425 | 429 | 500 | 502 | 503 | 504 => Trouble::Passing(Box::new(fault), told),
            403 if told.is_some() => Trouble::Passing(Box::new(fault), told),
            _ => Trouble::Lasting(Box::new(fault)),
        }
    }

    /// Whether an answer holds the key, which would be written to the disk with it.
    fn tells_key(&self, answer: &Answer) -> bool {
        let Some(secret) = self.key.as_ref().map(|key| key.secret.as_bytes()) else { return false };
        let holds = |bytes: &[u8]| {
            !secret.is_empty() && bytes.windows(secret.len()).any(|window| window == secret)
        };
        holds(&answer.body)
            || holds(answer.etag.as_bytes())
            || holds(answer.content_type.as_bytes())
    }

    /// The text of an error in one line: without markup, without the key, and short.
    fn words(&self, body: &[u8]) -> String {
        let mut text = String::from_utf8_lossy(&body[..body.len().min(4_000)]).into_owned();
        if let Some(key) = self.key.as_ref().filter(|key| !key.secret.is_empty()) {
            text = text.replace(&key.secret, "…");
        }
        super::judge::in_one_line(&text, SHOWN)
    }
}

fn too_large(request: &Request, size: u64, limit: u64) -> Trouble {
    let fault = Diagnostic::error("R107", format!("answer is {size} bytes, the limit is {limit}"));
    Trouble::Lasting(Box::new(
        fault.at(at(&request.url)).help("ask for less at a time, or raise `--most-bytes`"),
    ))
}

/// Scheme and authority.
fn origin(uri: &Uri) -> String {
    let authority = uri.authority().map(ToString::to_string).unwrap_or_default();
    format!("{}://{authority}", uri.scheme_str().unwrap_or("http"))
}

/// Whether an address is this machine itself.
fn is_loopback(uri: &Uri) -> bool {
    uri.host()
        .is_some_and(|host| host == "localhost" || host == "[::1]" || host.starts_with("127."))
}

/// An error's words without its number, in lower case at the start.
fn plain(text: &str) -> String {
    let text = text.split(" (os error").next().unwrap_or(text);
    let text = text.strip_prefix("io: ").unwrap_or(text);
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
