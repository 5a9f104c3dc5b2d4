//! A1: a reader who does not see the figure is told what it is.

use usvg::roxmltree::Node;

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;

/// The root is an image with title, description and language, and ids are unique.
pub static A1: Check = Check {
    id: "A1",
    title: "the root has role, title, description and language; ids are unique",
    severity: Severity::E,
    find,
};

const XML: &str = "http://www.w3.org/XML/1998/namespace";

fn find(figure: &Figure) -> Vec<Found> {
    let Some(document) = figure.document else { return vec![] };
    let root = document.root_element();
    let words = |name: &str| {
        let element = root.children().find(|node| node.tag_name().name() == name);
        element.is_some_and(|node| {
            node.descendants()
                .filter(Node::is_text)
                .any(|t| !t.text().unwrap_or("").trim().is_empty())
        })
    };
    let mut found = vec![];
    let mut lacks =
        |what: &str| found.push(Found::whole(format!("the root has no {what}"), figure));
    if root.attribute("role") != Some("img") && root.attribute("role") != Some("graphics-document")
    {
        lacks("`role=\"img\"`");
    }
    if !words("title") {
        lacks("`<title>`");
    }
    if !words("desc") {
        lacks("`<desc>`");
    }
    let lang = root.attribute((XML, "lang")).or_else(|| root.attribute("lang"));
    if lang.is_none_or(|lang| lang.trim().is_empty()) {
        lacks("`xml:lang`");
    }
    let mut ids: Vec<&str> =
        document.descendants().filter_map(|node| node.attribute("id")).collect();
    ids.sort_unstable();
    let mut last = "";
    for pair in ids.windows(2) {
        if pair[0] == pair[1] && pair[0] != last {
            last = pair[0];
            let name = crate::lint::figure::quoted(last);
            found.push(Found::whole(format!("id {name} stands twice"), figure));
        }
    }
    found
}
