//! Words made safe for the language that they are pasted into. Characters that a format forbids are left out.

/// Text for XML and HTML, in content and in quoted attributes alike.
pub(super) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// Text for LaTeX, inside braces.
pub(super) fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in crate::words::strip_controls(text).chars() {
        match character {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(character);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '"' => out.push_str("\\textquotedbl{}"),
            '\u{2212}' => out.push_str("\\ensuremath{-}"),
            '\u{a0}' | '\u{202f}' => out.push('~'),
            '\t' | '\n' | '\r' => out.push(' '),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// Text as it is read out: for alternative texts in LaTeX, where no command is carried out.
pub(super) fn latex_plain(text: &str) -> String {
    let text = crate::words::strip_controls(text);
    let safe = text.chars().map(|character| match character {
        '\\' => '/',
        '{' => '(',
        '}' => ')',
        '\u{2212}' => '-',
        '\u{a0}' | '\u{202f}' | '\t' | '\n' | '\r' => ' ',
        other => other,
    });
    let mut out = String::new();
    for character in safe.filter(|character| !character.is_control()) {
        if matches!(character, '$' | '&' | '#' | '_' | '%' | '~' | '^') {
            out.push('\\');
        }
        out.push(character);
    }
    out.replace("\\~", " ").replace("\\^", "")
}

/// A string of Typst with its quotes.
pub(super) fn typst(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                out.push('\\');
                out.push(character);
            }
            '\t' | '\n' | '\r' => out.push(' '),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// JSON that may stand in a script of a page: no tag can end it.
pub(super) fn script_json(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_taken_for_a_command() {
        assert_eq!(xml("a<b & \"c\"\u{1}\n"), "a&lt;b &amp; &quot;c&quot; ");
        assert_eq!(
            latex("50% of A&B_#1 \\x {y} ~"),
            r"50\% of A\&B\_\#1 \textbackslash{}x \{y\} \textasciitilde{}"
        );
        assert_eq!(latex("\u{2066}\u{2212}4\u{a0}%\u{2069}"), r"\ensuremath{-}4~\%");
        assert_eq!(latex_plain("50% {a} \\b ~c^"), r"50\% (a) /b  c");
        assert_eq!(typst("say \"a\\b\"\n"), r#""say \"a\\b\" ""#);
        assert_eq!(script_json(r#"{"a":"</script>&"}"#), r#"{"a":"\u003c/script\u003e\u0026"}"#);
    }
}
