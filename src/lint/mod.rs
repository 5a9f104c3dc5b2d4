//! Checks on a finished scene: what an editor would send back is an error before it is a picture.
//!
//! Each check is one function over the scene; ids and thresholds are those of the house style. Nothing is repaired here.

use serde::Serialize;

use crate::layout::inside;
use crate::scene::{Node, Role, Scene, Segment, Text};

/// Something that keeps a picture from being printed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Defect {
    /// Id of the check, such as `T1`.
    pub check: &'static str,
    /// What is wrong, with the words concerned.
    pub message: String,
    /// Where, in scene units.
    pub x: f64,
    /// Where, in scene units.
    pub y: f64,
}

/// Most different sizes of text in a picture.
const MOST_SIZES: usize = 4;
/// Boxes of text are taken smaller by this share of the size at top and bottom: letters seldom fill them.
const SLACK: f64 = 0.1;

/// Straight strokes of a path: x and y of one end, then of the other.
type Steps = Vec<(f64, f64, f64, f64)>;

/// All defects of a scene; `floor` is the smallest text that its preset allows.
#[must_use]
pub fn lint(scene: &Scene, floor: f64) -> Vec<Defect> {
    let mut texts: Vec<(usize, &Text)> = vec![];
    let mut lines: Vec<(usize, Steps)> = vec![];
    let mut order = 0;
    scene.walk(&mut |node| {
        order += 1;
        match node {
            Node::Text(text) => texts.push((order, text)),
            Node::Path(path) if path.fill.is_none() && path.stroke.is_some() => {
                lines.push((order, straight(&path.segments)));
            }
            _ => {}
        }
    });
    let plain: Vec<&Text> = texts.iter().map(|(_, text)| *text).collect();
    let mut defects = overlaps(&plain);
    defects.extend(outside(scene, &plain));
    defects.extend(crossed(&texts, &lines));
    defects.extend(too_small(&plain, floor));
    defects.extend(too_many_sizes(&plain));
    defects
}

/// T1: no two texts touch.
fn overlaps(texts: &[&Text]) -> Vec<Defect> {
    let mut defects = vec![];
    for (index, one) in texts.iter().enumerate() {
        for other in &texts[index + 1..] {
            let (a, b) = (ink(one), ink(other));
            let across = a.2.min(b.2) - a.0.max(b.0);
            let down = a.3.min(b.3) - a.1.max(b.1);
            if across > 0.0 && down > 0.0 {
                let message = format!("`{}` overlaps `{}`", words(one), words(other));
                defects.push(at("T1", message, one));
            }
        }
    }
    defects
}

/// T2: no text leaves the canvas.
fn outside(scene: &Scene, texts: &[&Text]) -> Vec<Defect> {
    let leaves = |text: &&&Text| {
        let (left, top, right, bottom) = ink(text);
        left < -0.25 || top < -0.25 || right > scene.width + 0.25 || bottom > scene.height + 0.25
    };
    let found = texts.iter().filter(leaves);
    found.map(|text| at("T2", format!("`{}` leaves the canvas", words(text)), text)).collect()
}

/// T3: no stroke that is drawn later, or earlier without a halo between, runs through a text.
fn crossed(texts: &[(usize, &Text)], lines: &[(usize, Steps)]) -> Vec<Defect> {
    let mut defects = vec![];
    for (order, text) in texts {
        let hits = |(drawn, segments): &&(usize, Steps)| {
            let hidden = drawn < order && text.halo.is_some();
            !hidden && segments.iter().any(|segment| inside(*segment, ink(text)) > 0.15 * text.size)
        };
        if lines.iter().any(|line| hits(&line)) {
            defects.push(at("T3", format!("a line runs through `{}`", words(text)), text));
        }
    }
    defects
}

/// T5: no text is smaller than the preset's floor.
fn too_small(texts: &[&Text], floor: f64) -> Vec<Defect> {
    let found = texts.iter().filter(|text| text.size < floor - 1e-9);
    found.map(|text| at("T5", format!("`{}` is smaller than {floor}", words(text)), text)).collect()
}

/// T6: few sizes; a shrunk title counts as the title's.
fn too_many_sizes(texts: &[&Text]) -> Vec<Defect> {
    let mut sizes: Vec<u64> =
        texts.iter().filter(|t| t.role != Role::Title).map(|t| t.size.to_bits()).collect();
    sizes.sort_unstable();
    sizes.dedup();
    match texts.first() {
        Some(first) if sizes.len() > MOST_SIZES - 1 => {
            vec![at("T6", format!("{} sizes of text", sizes.len() + 1), first)]
        }
        _ => vec![],
    }
}

/// Box of the ink of a text: without the air above low letters and below the baseline.
fn ink(text: &Text) -> (f64, f64, f64, f64) {
    let (left, top, right, bottom) = text.bounds();
    (left, top + SLACK * text.size, right, bottom - SLACK * text.size)
}

fn straight(segments: &[Segment]) -> Steps {
    let mut lines = vec![];
    let mut from = (0.0, 0.0);
    for segment in segments {
        match *segment {
            Segment::Move(x, y) => from = (x, y),
            Segment::Line(x, y) | Segment::Curve(_, _, _, _, x, y) => {
                lines.push((from.0, from.1, x, y));
                from = (x, y);
            }
            Segment::Close => {}
        }
    }
    lines
}

fn words(text: &Text) -> String {
    crate::words::strip_controls(&text.content)
}

fn at(check: &'static str, message: String, text: &Text) -> Defect {
    Defect { check, message, x: text.left(), y: text.y }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Anchor, Color, Halo, Path, Physical, Stroke, Weight};
    use crate::words::Lang;

    fn text(content: &str, x: f64, y: f64) -> Text {
        Text {
            x,
            y,
            anchor: Anchor::Left,
            size: 10.0,
            weight: Weight::Regular,
            fill: Color(0, 0, 0),
            halo: None,
            role: Role::Label,
            content: content.to_owned(),
            runs: vec![],
            width: 30.0,
        }
    }

    fn line(y: f64) -> Node {
        let stroke = Stroke { color: Color(0, 0, 0), width: 1.0, dash: vec![], round: false };
        let segments = vec![Segment::Move(0.0, y), Segment::Line(100.0, y)];
        Node::Path(Path { segments, fill: None, stroke: Some(stroke) })
    }

    fn checks(nodes: Vec<Node>) -> Vec<&'static str> {
        let scene = Scene {
            id: "test".to_owned(),
            lang: Lang::En,
            title: String::new(),
            description: String::new(),
            width: 100.0,
            height: 100.0,
            physical: Physical::Pixels(100.0, 100.0),
            background: Color::WHITE,
            nodes,
        };
        lint(&scene, 7.0).into_iter().map(|defect| defect.check).collect()
    }

    #[test]
    fn texts_that_touch_or_leave_are_found() {
        assert_eq!(
            checks(vec![text("a", 10.0, 20.0).into(), text("b", 35.0, 22.0).into()]),
            ["T1"]
        );
        assert_eq!(
            checks(vec![text("a", 10.0, 20.0).into(), text("b", 45.0, 22.0).into()]),
            [""; 0]
        );
        assert_eq!(checks(vec![text("a", 80.0, 20.0).into()]), ["T2"]);
    }

    #[test]
    fn a_line_behind_a_halo_is_no_defect() {
        let halo = Some(Halo { color: Color::WHITE, width: 2.0 });
        let haloed = Text { halo, ..text("a", 10.0, 50.0) };
        assert_eq!(checks(vec![line(47.0), text("a", 10.0, 50.0).into()]), ["T3"]);
        assert_eq!(checks(vec![line(47.0), haloed.clone().into()]), [""; 0]);
        assert_eq!(checks(vec![haloed.into(), line(47.0)]), ["T3"]);
    }

    #[test]
    fn small_print_and_many_sizes_are_found() {
        let sized = |size: f64, y: f64| Node::from(Text { size, ..text("a", 10.0, y) });
        assert_eq!(checks(vec![sized(6.0, 20.0)]), ["T5"]);
        let many =
            [8.0, 9.0, 10.0, 11.0].iter().zip(1..).map(|(s, i)| sized(*s, f64::from(i) * 20.0));
        assert_eq!(checks(many.collect()), ["T6"]);
    }
}
