//! The caption: the finding with its numbers, what is measured, and the source.

use super::Figure;
use crate::words::{Lang, strip_controls};

/// The word before the number of a figure.
pub(super) fn label(lang: Lang) -> &'static str {
    ["Figure", "Рисунок", "شکل"][lang as usize]
}

/// Number one in the digits of a language.
pub(super) fn one(lang: Lang) -> &'static str {
    ["1", "1", "۱"][lang as usize]
}

/// The caption without its number, as one paragraph.
#[must_use]
pub fn caption(figure: &Figure) -> String {
    let parts = [figure.title, figure.subtitle].into_iter().map(sentence);
    let footer = figure.footer.iter().map(|part| sentence(part));
    let parts: Vec<String> = parts.chain(footer).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// A part of a caption, ended by a full stop.
fn sentence(part: &str) -> String {
    let part = part.trim();
    let bare = strip_controls(part);
    let ends = ['.', '!', '?', '…', '؟'];
    if bare.is_empty() || bare.ends_with(ends) { part.to_owned() } else { format!("{part}.") }
}

/// The caption as Markdown, the finding in bold.
#[must_use]
pub fn markdown(figure: &Figure) -> String {
    let mut text = format!("**{}**\n", strip_controls(&sentence(figure.title)));
    for part in std::iter::once(figure.subtitle).chain(figure.footer.iter().map(String::as_str)) {
        let part = strip_controls(&sentence(part));
        if !part.is_empty() {
            text.push_str(&format!("\n{part}\n"));
        }
    }
    text
}

/// Notes for the speaker of a slide: the caption, and the picture in words.
#[must_use]
pub fn notes(figure: &Figure) -> String {
    format!("{}\n\n{}\n", strip_controls(&caption(figure)), strip_controls(figure.alt))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::record::sample::record;

    #[test]
    fn parts_end_with_one_full_stop() {
        let (record, footer) = (record(), sample::footer());
        let figure = Figure { title: "Trade fell", ..sample::figure(&record, &footer, Lang::En) };
        assert_eq!(
            caption(&figure),
            "Trade fell. Imports, $ million ~ 2024. Source: customs. Note: c.i.f. & f.o.b."
        );
        assert!(markdown(&figure).starts_with("**Trade fell.**\n\nImports"));
        let figure = Figure { title: "Did it fall?", subtitle: " ", ..figure };
        assert!(caption(&figure).starts_with("Did it fall? Source"));
    }
}
