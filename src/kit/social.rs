//! What a page says of its card to social networks: Open Graph, and the names that others read beside it.

use super::Figure;
use super::escape::xml;
use crate::words::strip_controls;

/// Longest alternative text that networks take.
const MOST_ALT: usize = 420;

/// Lines for the head of the page.
#[must_use]
pub fn social(figure: &Figure) -> String {
    let image = figure.address("png");
    let (width, height) = figure.size;
    let alt = if figure.brief.is_empty() { figure.alt } else { figure.brief };
    let alt = shortened(&strip_controls(alt));
    let (title, text) = (strip_controls(figure.title), strip_controls(figure.subtitle));
    let open_graph = [
        ("og:type", "article".to_owned()),
        ("og:title", title.clone()),
        ("og:description", text.clone()),
        ("og:locale", figure.locale().replace('-', "_")),
        ("og:image", image.clone()),
        ("og:image:type", "image/png".to_owned()),
        ("og:image:width", format!("{width}")),
        ("og:image:height", format!("{height}")),
        ("og:image:alt", alt.clone()),
    ];
    let cards = [
        ("twitter:card", "summary_large_image".to_owned()),
        ("twitter:title", title),
        ("twitter:description", text),
        ("twitter:image", image),
        ("twitter:image:alt", alt),
    ];
    let mut lines = String::new();
    if figure.base.is_empty() {
        lines.push_str(
            "<!-- Networks want the whole address of the image: `bilat export --base URL`. -->\n",
        );
    }
    for (attribute, list) in [("property", &open_graph[..]), ("name", &cards[..])] {
        for (name, content) in list {
            lines
                .push_str(&format!("<meta {attribute}=\"{name}\" content=\"{}\">\n", xml(content)));
        }
    }
    lines
}

/// The sentences of a text that fit.
fn shortened(text: &str) -> String {
    if text.chars().count() <= MOST_ALT {
        return text.to_owned();
    }
    let head: String = text.chars().take(MOST_ALT).collect();
    head.rfind(". ").map_or(head.clone(), |end| head[..=end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::record::sample::record;
    use crate::words::Lang;

    #[test]
    fn a_card_has_its_whole_address_and_size() {
        let (record, footer) = (record(), sample::footer());
        let figure = sample::figure(&record, &footer, Lang::Ru);
        assert!(social(&figure).contains("<!--"));
        let based = Figure { base: "https://a.example/f/", size: (1200.0, 628.0), ..figure };
        let text = social(&based);
        assert!(text.contains("content=\"https://a.example/f/flour.ru.png\""), "{text}");
        assert!(text.contains("\"og:image:width\" content=\"1200\""));
        assert!(text.contains("ru_RU") && !text.contains("<!--"));
        assert!(text.contains("&quot;half&quot; &lt;now&gt;"), "{text}");
    }

    #[test]
    fn a_long_text_ends_with_a_sentence() {
        let text = "One sentence of words. ".repeat(40);
        let short = shortened(&text);
        assert!(short.ends_with('.') && short.chars().count() <= MOST_ALT);
        assert_eq!(shortened("short"), "short");
    }
}
