//! Printing: data to standard output, everything else to standard error, color where a person looks.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use super::{MessageForm, Outcome};
use crate::diag::{Diagnostic, MessageFormat, draw};
use crate::fetch::Watcher;
use crate::pipeline::{build, fetching};

/// How this run prints.
#[derive(Debug)]
pub struct Printer {
    form: MessageForm,
    /// Whether the result is wanted as JSON.
    pub json: bool,
    color: bool,
}

impl Printer {
    /// A printer that knows whether a person looks.
    pub fn new(form: MessageForm, json: bool) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { form, json, color: !plain && std::io::stderr().is_terminal() }
    }

    fn drawn(&self, diagnostics: &[Diagnostic], color: bool) -> String {
        let format = match self.form {
            MessageForm::Human => MessageFormat::Human,
            MessageForm::Short => MessageFormat::Short,
            MessageForm::Json => MessageFormat::Json,
        };
        draw(diagnostics, format, color && self.form == MessageForm::Human)
    }

    /// Prints messages that are what was asked for, to standard output.
    pub fn results(&self, diagnostics: &[Diagnostic]) {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        self.text(&self.drawn(diagnostics, !plain && std::io::stdout().is_terminal()));
    }

    /// Prints text as it is to standard output.
    pub fn text(&self, text: &str) {
        let _ = write!(std::io::stdout(), "{text}");
    }

    /// Prints messages to standard error.
    pub fn messages(&self, diagnostics: &[Diagnostic]) {
        let text = self.drawn(diagnostics, self.color);
        if !text.is_empty() {
            let _ = writeln!(std::io::stderr(), "{}", text.trim_end());
        }
    }

    /// Prints messages of a run that could not go on.
    pub fn stop(&self, diagnostics: &[Diagnostic]) -> Outcome {
        self.messages(diagnostics);
        Outcome::Stopped
    }

    /// Prints a line of data to standard output. A reader who has gone away is no error.
    pub fn line(&self, text: &str) {
        let _ = writeln!(std::io::stdout(), "{text}");
    }

    /// Prints a value as JSON to standard output.
    pub fn json(&self, value: &impl Serialize) {
        self.line(&serde_json::to_string_pretty(value).unwrap_or_default());
    }

    /// A progress bar that appears only where a person waits.
    pub fn bar(&self) -> Bar {
        Bar(Mutex::new(drawn_bar("{bar:30} {pos}/{len} charts {elapsed}")))
    }

    /// A progress bar over requests, with what is waited for.
    pub fn requests(&self) -> Requests {
        Requests(drawn_bar("{bar:30} {pos}/{len} requests {elapsed} {wide_msg}"))
    }

    /// A line of help to standard error, after the messages.
    pub fn hint(&self, text: &str) {
        if self.form == MessageForm::Human {
            let _ = writeln!(std::io::stderr(), "{text}");
        }
    }

    /// A line that says what is being read, and only where a person waits.
    pub fn spinner(&self) -> Spinner {
        let bar = drawn_bar("{spinner} {msg} {elapsed}");
        if !bar.is_hidden() {
            bar.enable_steady_tick(std::time::Duration::from_millis(100));
        }
        Spinner(bar)
    }
}

/// A bar in this form on a terminal, and none elsewhere.
fn drawn_bar(template: &str) -> ProgressBar {
    let bar = ProgressBar::new(0);
    if std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    } else {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let style = ProgressStyle::with_template(template);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// A sign that work goes on.
#[derive(Debug)]
pub struct Spinner(ProgressBar);

impl Spinner {
    /// Says what is being done now.
    pub fn say(&self, text: &str) {
        self.0.set_message(text.to_owned());
    }

    /// Takes the line away, so that results stand alone.
    pub fn clear(&self) {
        self.0.set_message("");
        self.0.suspend(|| ());
    }
}

/// A progress bar over charts.
#[derive(Debug)]
pub struct Bar(Mutex<ProgressBar>);

impl build::Progress for Bar {
    fn tick(&self, done: usize, total: usize) {
        let Ok(bar) = self.0.lock() else { return };
        bar.set_length(total as u64);
        bar.set_position(bar.position().max(done as u64));
        if done == total {
            bar.finish_and_clear();
        }
    }
}

/// A progress bar over requests; without a terminal only waits with a reason are told.
#[derive(Debug)]
pub struct Requests(ProgressBar);

impl Watcher for Requests {
    fn pass(&self, seconds: f64, why: &str) {
        if why.is_empty() {
            self.0.set_message(format!("waiting {seconds:.0} s, as the service asks"));
        } else {
            self.0.set_message(format!("waiting {seconds:.0} s: {why}"));
            if self.0.is_hidden() {
                let _ = writeln!(std::io::stderr(), "{why}; trying again in {seconds} seconds");
            }
        }
        super::fetch::pass(seconds);
        self.0.set_message("");
    }

    fn received(&self, bytes: u64) {
        self.0.set_message(format!("{} KiB", bytes / 1024));
    }

    fn now(&self) -> i64 {
        super::fetch::now()
    }
}

impl fetching::Progress for Requests {
    fn asks(&self, done: usize, known: usize, what: &str) {
        self.0.set_length(known as u64);
        self.0.set_position(done as u64);
        self.0.set_message(what.to_owned());
    }

    fn ends(&self) {
        self.0.finish_and_clear();
    }
}
