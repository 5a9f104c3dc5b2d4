//! XML text: numbers, escapes and ids, in the portable profile.

use std::fmt::Write;

use crate::scene::printable;

/// Adds a number with at most two decimals and nothing superfluous.
pub(super) fn number(out: &mut String, value: f64) {
    hundredths(out, to_hundredths(value));
}

/// The value in hundredths, to the nearest.
pub(super) fn to_hundredths(value: f64) -> i64 {
    libm::round(value * 100.0) as i64
}

/// Adds a count of hundredths as a decimal number.
pub(super) fn hundredths(out: &mut String, count: i64) {
    if count < 0 {
        out.push('-');
    }
    let (whole, rest) = (count.unsigned_abs() / 100, count.unsigned_abs() % 100);
    let written = match rest {
        0 => write!(out, "{whole}"),
        rest if rest % 10 == 0 => write!(out, "{whole}.{}", rest / 10),
        rest => write!(out, "{whole}.{rest:02}"),
    };
    written.expect("a string takes all that is written");
}

/// Adds an attribute whose value is a number.
pub(super) fn numeric(out: &mut String, name: &str, value: f64) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    number(out, value);
    out.push('"');
}

/// Adds an attribute.
pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    text(out, value);
    out.push('"');
}

/// Adds the printable part of a text, escaped for content and attributes alike.
pub(super) fn text(out: &mut String, value: &str) {
    for character in printable(value).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
}

/// Adds the printable part of a text, escaped for content alone: quotes stand as they are.
pub(super) fn content(out: &mut String, value: &str) {
    for character in printable(value).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(character),
        }
    }
}

/// A name in the form of an XML id.
pub(super) fn id(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let id: String = name.chars().map(plain).collect();
    if id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        id
    } else {
        format!("_{id}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: f64) -> String {
        let mut out = String::new();
        number(&mut out, value);
        out
    }

    #[test]
    fn numbers_have_two_decimals_at_most() {
        let cases = [(0.0, "0"), (-0.001, "0"), (1.0, "1"), (1.5, "1.5"), (-0.05, "-0.05")];
        for (value, text) in cases {
            assert_eq!(written(value), text);
        }
        assert_eq!(written(453.543_307), "453.54");
        assert_eq!(written(-12.999), "-13");
    }

    #[test]
    fn markup_in_a_text_stays_text_and_control_characters_are_dropped() {
        let mut out = String::new();
        text(&mut out, "<b a=\"1\">&'\u{0}\u{b}</b>\n");
        assert_eq!(out, "&lt;b a=&quot;1&quot;&gt;&amp;&#39;&lt;/b&gt; ");
    }

    #[test]
    fn ids_are_plain_names() {
        assert_eq!(id("flour-imports-en"), "flour-imports-en");
        assert_eq!(id("2024 \"x\"ж"), "_2024--x--");
    }
}
