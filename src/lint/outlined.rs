//! Text that a tool drew as shapes: matplotlib's default, which names the words in a comment beside them.
//!
//! Each letter is a `use` of an outline; the group is called `text_1`, `text_2` and so on.

use std::collections::BTreeMap;

use usvg::roxmltree::{Document, Node as Element};
use usvg::{Group, Node, Path, Transform};

use super::quad::{Bounds, distance};

/// Words of outlined texts by the id of their group.
#[must_use]
pub fn outlined(document: &Document) -> BTreeMap<String, String> {
    let groups = document.descendants().filter(|node| node.has_tag_name("g"));
    groups.filter_map(|group| Some((group.attribute("id")?.to_owned(), words(group)?))).collect()
}

/// The comment that a group of letters opens with; none for a group that holds anything else.
fn words(group: Element) -> Option<String> {
    group.attribute("id")?.strip_prefix("text_")?.parse::<u32>().ok()?;
    let comment = group.children().find(Element::is_comment)?.text()?.trim();
    let letters = group.descendants().any(|node| node.has_tag_name("use"));
    // A double hyphen cannot stand in a comment, so the tool writes it apart.
    (letters && !comment.is_empty()).then(|| comment.replace("- -", "--"))
}

/// All letters of a group, each with the transform that it is seen through.
#[must_use]
pub fn letters(group: &Group, outer: Transform) -> Vec<(&Path, Transform)> {
    let transform = outer.pre_concat(group.transform());
    let mut found = vec![];
    for node in group.children() {
        match node {
            Node::Group(inner) => found.extend(letters(inner, transform)),
            Node::Path(path) if path.is_visible() => found.push((&**path, transform)),
            _ => {}
        }
    }
    found
}

/// Size of the face on the canvas: outlines are in 6400ths of it, unless their height says that they are not.
#[must_use]
pub fn size(scale: f64, tallest: f64) -> f64 {
    const UNITS: f64 = 6400.0;
    /// Height of a digit or a capital.
    const CAPITAL: f64 = 0.73;
    let (told, seen) = (scale * UNITS, tallest / CAPITAL);
    if told > 0.7 * seen && told < 2.2 * seen { told } else { seen }
}

/// Height of an upright box seen through the sides of the letters.
#[must_use]
pub fn height(corners: &[(f64, f64); 4]) -> f64 {
    distance(corners[0], corners[3])
}

/// Box of a path in its own coordinates.
#[must_use]
pub fn own_box(path: &Path) -> Bounds {
    let bounds = path.data().bounds();
    let side = |value: f32| f64::from(value);
    (side(bounds.left()), side(bounds.top()), side(bounds.right()), side(bounds.bottom()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::lint::foreign;
    use crate::scene::Fonts;

    /// Two letters of 640 by 640 units and a blank between, as matplotlib writes them.
    const FIGURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200pt" height="100pt" viewBox="0 0 200 100"><g id="text_1"><!-- l l --><g transform="translate(50 40) scale(0.1 -0.1)"><defs><path id="l" d="M 0 4672 L 640 4672 L 640 0 L 0 0 z" transform="scale(0.015625)"/><path id="b" transform="scale(0.015625)"/></defs><use xlink:href="#l"/><use xlink:href="#b" transform="translate(10 0)"/><use xlink:href="#l" transform="translate(40 0)"/></g></g></svg>"##;

    #[test]
    fn letters_drawn_as_shapes_are_a_text_again() {
        let document = foreign::document(FIGURE).unwrap();
        let fonts = Arc::new(Fonts::bundled());
        let figure = foreign::read(FIGURE, &document, &fonts).unwrap().figure;
        assert_eq!(figure.lines.len(), 1);
        let line = &figure.lines[0];
        assert_eq!(line.content, "l l");
        let near = |a: f64, b: f64| (a - b).abs() < 0.01;
        let (left, top, right, bottom) = line.ink.bounds();
        assert!(
            near(left, 50.0) && near(top, 32.7) && near(right, 55.0) && near(bottom, 40.0),
            "{:?}",
            line.ink
        );
        assert!(near(line.size, 10.0) && !line.turned && figure.marks.is_empty());
    }
}
