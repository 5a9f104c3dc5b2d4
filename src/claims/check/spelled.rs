//! Computations spelled out: numbers, intervals and the tolerance, in plain text.

use super::relation::Sign;
use super::said::{Said, Span};
use crate::trade::{Hedge, HedgeSettings};

/// The tolerance in words: rounding, and what the hedges among the numbers allow.
pub(super) fn tolerance(numbers: &[&Said]) -> String {
    if numbers.is_empty() {
        return String::new();
    }
    let settings = HedgeSettings::default();
    let percent = |fraction: f64| number(fraction * 100.0);
    let words = [
        (
            Hedge::Almost,
            format!("\u{201c}almost\u{201d} is up to {} % below", percent(settings.almost)),
        ),
        (
            Hedge::About,
            format!("\u{201c}about\u{201d} is {} % either way", percent(settings.about)),
        ),
        (Hedge::Over, format!("\u{201c}over\u{201d} is up to {} % above", percent(settings.over))),
        (
            Hedge::AtLeast,
            format!("\u{201c}at least\u{201d} is up to {} % above", percent(settings.over)),
        ),
    ];
    let said = |hedge: Hedge| numbers.iter().any(|number| number.hedge == hedge);
    let mut names = vec![];
    if said(Hedge::Printed) {
        names.push("each number half its last digit either way".to_owned());
    }
    names.extend(words.into_iter().filter(|(hedge, _)| said(*hedge)).map(|(_, name)| name));
    format!(" (tolerance: {})", names.join(", "))
}

pub(super) fn percent_text(
    how: &str,
    mid: f64,
    computed: Span,
    claimed: Span,
    sign: Sign,
    said: &Said,
) -> String {
    format!(
        "{how} = {} %, {} to {} %; stated {} %, {}",
        number(mid),
        number(computed.low),
        number(computed.high),
        number(said.mid() * sign.factor()),
        ends(claimed)
    )
}

pub(super) fn ends(span: Span) -> String {
    match (span.low.is_finite(), span.high.is_finite()) {
        (true, true) => format!("{} to {}", number(span.low), number(span.high)),
        (true, false) => format!("{} or more", number(span.low)),
        _ => format!("{} or less", number(span.high)),
    }
}

/// A number for a computation: plain digits, scaled to its size, with at most five significant digits.
pub(super) fn number(value: f64) -> String {
    let (scaled, word) = match value.abs() {
        size if size >= 1e12 => (value / 1e12, " trillion"),
        size if size >= 1e9 => (value / 1e9, " billion"),
        size if size >= 1e6 => (value / 1e6, " million"),
        _ => (value, ""),
    };
    let decimals = match scaled.abs() {
        size if size >= 1000.0 => 1,
        size if size >= 100.0 => 2,
        _ => 3,
    };
    let text = format!("{scaled:.decimals$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let text = if text == "-0" { "0" } else { text };
    format!("{}{word}", text.replace('-', "\u{2212}"))
}
