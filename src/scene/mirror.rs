//! Turning nodes over from left to right: what stood at the left stands at the right. Letters are not turned.

use super::{Anchor, Group, Node, Path, Rect, Region, Segment, Text};

/// A node turned over in a picture of this width.
#[must_use]
pub fn mirrored(node: Node, width: f64) -> Node {
    match node {
        Node::Group(group) => Node::Group(Group {
            children: group.children.into_iter().map(|child| mirrored(child, width)).collect(),
            ..group
        }),
        Node::Path(path) => {
            let turn = |segment: Segment| match segment {
                Segment::Move(x, y) => Segment::Move(width - x, y),
                Segment::Line(x, y) => Segment::Line(width - x, y),
                Segment::Curve(x1, y1, x2, y2, x3, y3) => {
                    Segment::Curve(width - x1, y1, width - x2, y2, width - x3, y3)
                }
                Segment::Close => Segment::Close,
            };
            let segments = path.segments.into_iter().map(turn).collect();
            Node::Path(Path { segments, ..path })
        }
        Node::Rect(rect) => Node::Rect(Rect { x: width - rect.x - rect.width, ..rect }),
        Node::Region(region) => {
            Node::Region(Region { x: width - region.x - region.width, ..region })
        }
        Node::Text(text) => {
            let anchor = match text.anchor {
                Anchor::Left => Anchor::Right,
                Anchor::Middle => Anchor::Middle,
                Anchor::Right => Anchor::Left,
            };
            Node::Text(Text { x: width - text.x, anchor, ..text })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_turned_twice_is_as_it_was() {
        let rect = Node::Rect(Rect {
            x: 10.0,
            y: 0.0,
            width: 20.0,
            height: 5.0,
            fill: None,
            stroke: None,
        });
        let once = mirrored(rect.clone(), 100.0);
        assert!(matches!(&once, Node::Rect(rect) if rect.x == 70.0));
        assert_eq!(mirrored(once, 100.0), rect);
    }
}
