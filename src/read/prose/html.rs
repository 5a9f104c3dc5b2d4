//! The text of a page: tags, scripts and styles left out, entities resolved. Nothing is run, nesting is not followed.

use super::Prose;

/// Elements whose content no reader sees.
const UNSEEN: [&str; 7] = ["script", "style", "head", "template", "noscript", "svg", "textarea"];
/// Elements that stand within a line; all others part paragraphs.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "em", "font", "i", "ins",
    "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time",
];
/// Entities of running text.
const ENTITIES: [(&str, &str); 28] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", "\u{2009}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("minus", "−"),
    ("hellip", "…"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("times", "×"),
    ("percnt", "%"),
    ("dollar", "$"),
    ("euro", "€"),
    ("pound", "£"),
    ("shy", ""),
    ("zwnj", "\u{200c}"),
    ("frac12", "½"),
];

/// Reads a page.
pub(super) fn read(text: &str) -> Prose {
    let mut page = Prose::default();
    let (mut at, mut line) = (0, 1);
    while at < text.len() {
        let rest = &text[at..];
        let taken = match rest.as_bytes()[0] {
            b'<' => tag(rest, text, at, line, &mut page),
            b'&' => entity(rest, line, &mut page),
            b'\n' => {
                page.push("\n", line + 1);
                1
            }
            _ => {
                let end = rest.find(['<', '&', '\n']).unwrap_or(rest.len());
                page.push(&rest[..end], line);
                end
            }
        };
        line += text[at..at + taken].matches('\n').count() as u32;
        at += taken;
    }
    page
}

/// Passes over a tag, a comment, or an element without prose; a `<` that opens none of them is text.
fn tag(rest: &str, text: &str, at: usize, line: u32, page: &mut Prose) -> usize {
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(rest.len(), |end| end + 3);
    }
    let name: String = rest[1..]
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    let is_tag = !name.is_empty() || rest.starts_with("<!") || rest.starts_with("<?");
    let Some(end) = end_of_tag(rest).filter(|_| is_tag) else {
        page.push("<", line);
        return 1;
    };
    let is_closed = rest[..end].ends_with("/>");
    if UNSEEN.contains(&name.as_str()) && !rest.starts_with("</") && !is_closed {
        let close = format!("</{name}");
        let found = find_ignoring_case(&text[at + end..], &close);
        return found.map_or(rest.len(), |found| end + found);
    }
    if !name.is_empty() && !INLINE.contains(&name.as_str()) {
        let lines = rest[..end].matches('\n').count() as u32;
        page.part(line + lines);
    }
    end
}

/// One past the `>` of a tag; a `>` inside quotes is none.
fn end_of_tag(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if rest[..at].ends_with('=') => quote = Some(byte),
            (Some(open), _) if byte == open => quote = None,
            _ => {}
        }
    }
    // An open quote hides every `>`: the first one counts then.
    rest.find('>').map(|at| at + 1)
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|w| w.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// Resolves an entity; an unknown one stands as it is.
fn entity(rest: &str, line: u32, page: &mut Prose) -> usize {
    const LONGEST: usize = 12;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';');
    let Some((end, text)) = end.and_then(|end| Some((end, resolved(&rest[1..end])?))) else {
        page.push("&", line);
        return 1;
    };
    page.push(&text, line);
    end + 1
}

fn resolved(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        let known = ENTITIES.iter().find(|(known, _)| *known == name)?;
        return Some(known.1.to_owned());
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    // A control character is no prose and would move the lines.
    char::from_u32(code).map(|c| if c.is_control() { " ".to_owned() } else { c.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u32, String)> {
        let page = read(text);
        let numbered = page.text.lines().zip(1..);
        numbered
            .filter(|(line, _)| !line.trim().is_empty())
            .map(|(line, number)| (page.line(number), line.trim().to_owned()))
            .collect()
    }

    #[test]
    fn paragraphs_keep_their_lines() {
        let found = lines(
            "<html>\n<head><title>9</title></head>\n<body><p>One &amp; <b>two</b></p>\n<p\nclass='a>b'>three</p>",
        );
        assert_eq!(found, [(3, "One & two".to_owned()), (5, "three".to_owned())]);
    }

    #[test]
    fn what_no_reader_sees_is_left_out() {
        assert_eq!(
            lines("<script>1 < 2; '</p>'</SCRIPT>a<!-- b --><style>c"),
            [(1, "a".to_owned())]
        );
        assert_eq!(lines("<td>80</td><td>40</td>").len(), 2);
    }

    #[test]
    fn a_sign_of_order_is_no_tag() {
        assert_eq!(lines("1 < 2 &unknown; &#60; &#x3c;")[0].1, "1 < 2 &unknown; < <");
        assert_eq!(lines("a <b")[0].1, "a <b");
        assert_eq!(lines("<p title=\"x>y")[0].1, "y");
        assert_eq!(lines("&é;")[0].1, "&é;");
    }
}
