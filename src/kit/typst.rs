//! The figure for Typst, at text width. Its picture is outlined, because Typst sets live text in faces of its own.

use super::Figure;
use super::caption::caption;
use super::escape::typst as quoted;

/// The snippet for a document. Words are strings, so that nothing in them is markup.
#[must_use]
pub fn typst(figure: &Figure) -> String {
    format!(
        "#[\n  #set text(lang: {lang}, dir: {direction})\n  #figure(\n    \
         image({file}, width: 100%, alt: {alt}),\n    \
         caption: {caption},\n  ) <fig-{id}>\n]\n",
        lang = quoted(figure.lang.tag()),
        direction = figure.direction(),
        file = quoted(&figure.file("svg")),
        alt = quoted(&crate::words::strip_controls(figure.alt)),
        caption = quoted(&caption(figure)),
        id = figure.id,
    )
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::record::sample::record;
    use crate::words::Lang;

    #[test]
    fn words_are_strings_and_the_direction_is_said() {
        let (record, footer) = (record(), sample::footer());
        let text = typst(&sample::figure(&record, &footer, Lang::Fa));
        assert!(text.contains("#set text(lang: \"fa\", dir: rtl)"), "{text}");
        assert!(text.contains(r#"\\ \"half\" <now>"#), "{text}");
        assert!(text.contains("image(\"flour.fa.svg\", width: 100%"));
    }
}
