//! Markdown as its reader sees it: without comments and without the addresses of links. Lines stay where they are.

use super::{Prose, plain};

/// Leaves out `<!-- ... -->` and the `(address)` behind `[words]`; newlines inside them stay.
pub(super) fn read(text: &str) -> Prose {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<!--").into_iter().chain(rest.find("](")).min() {
        let opens = if rest[at..].starts_with("](") { ("](", ")") } else { ("<!--", "-->") };
        let (before, after) = rest.split_at(at);
        kept.push_str(before);
        let body = &after[opens.0.len()..];
        let Some(end) = closing(body, opens.1) else {
            kept.push_str(opens.0);
            rest = body;
            continue;
        };
        if opens.0 == "](" {
            kept.push(']');
        }
        kept.extend(body[..end].chars().filter(|c| *c == '\n'));
        rest = &body[end + opens.1.len()..];
    }
    kept.push_str(rest);
    plain(&kept)
}

/// Where the mark closes; an address ends before the next blank.
fn closing(body: &str, mark: &str) -> Option<usize> {
    let end = body.find(mark)?;
    (mark != ")" || !body[..end].contains(char::is_whitespace)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_addresses_are_no_prose() {
        let text =
            read("Sold $80M<!-- why: flour 2024 -->, [double](http://x/2023).\n<!--\n-->B").text;
        assert_eq!(text, "Sold $80M, [double].\n\nB");
        assert_eq!(read("a [b](c d) <!-- e").text, "a [b](c d) <!-- e");
    }
}
