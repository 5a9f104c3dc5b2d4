//! A scene as readable text, one node a line: what tests compare and a person reads in a diff.

use std::fmt::Write;

use super::{Anchor, Color, Node, Physical, Scene, Segment, Stroke, Text, Weight};

/// Writes a scene as text.
#[must_use]
pub fn dump(scene: &Scene) -> String {
    let mut out = String::new();
    let (width, height, unit) = match scene.physical {
        Physical::Millimeters(width, height) => (width, height, "mm"),
        Physical::Pixels(width, height) => (width, height, "px"),
    };
    line(
        &mut out,
        0,
        &format!(
            "scene {} {} {}x{} {width}x{height}{unit} {}",
            scene.id,
            scene.lang,
            short(scene.width),
            short(scene.height),
            scene.background
        ),
    );
    line(&mut out, 1, &format!("title {}", quoted(&scene.title)));
    line(&mut out, 1, &format!("description {}", quoted(&scene.description)));
    nodes(&mut out, 1, &scene.nodes);
    out
}

fn nodes(out: &mut String, depth: usize, nodes: &[Node]) {
    for node in nodes {
        line(out, depth, &one(node));
        if let Node::Group(group) = node {
            self::nodes(out, depth + 1, &group.children);
        }
    }
}

fn one(node: &Node) -> String {
    match node {
        Node::Group(group) => format!("group {}", group.name),
        Node::Path(path) => {
            let ink = ink(path.fill, path.stroke.as_ref());
            format!("path{}{ink}", steps(&path.segments))
        }
        Node::Rect(rect) => {
            let ink = ink(rect.fill, rect.stroke.as_ref());
            format!("rect {}{ink}", area(rect.x, rect.y, rect.width, rect.height))
        }
        Node::Text(text) => words(text),
        Node::Region(region) => format!(
            "region {} {} {} {} {}",
            area(region.x, region.y, region.width, region.height),
            region.datum.series,
            region.datum.period,
            quoted(&region.datum.value),
            quoted(&region.title)
        ),
    }
}

fn words(text: &Text) -> String {
    let side = match text.anchor {
        Anchor::Left => "left",
        Anchor::Middle => "middle",
        Anchor::Right => "right",
    };
    let weight = if text.weight == Weight::Bold { " bold" } else { "" };
    let halo = text
        .halo
        .map_or_else(String::new, |halo| format!(" halo {} {}", halo.color, short(halo.width)));
    format!(
        "text {} {side} {} size {}{weight} {}{halo} width {} runs {} {}",
        format!("{:?}", text.role).to_lowercase(),
        point(text.x, text.y),
        short(text.size),
        text.fill,
        short(text.width),
        text.runs.len(),
        quoted(&text.content)
    )
}

fn steps(segments: &[Segment]) -> String {
    let mut out = String::new();
    for segment in segments {
        match *segment {
            Segment::Move(x, y) => {
                let _ = write!(out, " M{}", point(x, y));
            }
            Segment::Line(x, y) => {
                let _ = write!(out, " L{}", point(x, y));
            }
            Segment::Curve(x1, y1, x2, y2, x, y) => {
                let _ = write!(out, " C{} {} {}", point(x1, y1), point(x2, y2), point(x, y));
            }
            Segment::Close => out += " Z",
        }
    }
    out
}

fn ink(fill: Option<Color>, stroke: Option<&Stroke>) -> String {
    let mut out = fill.map_or_else(String::new, |fill| format!(" fill {fill}"));
    if let Some(stroke) = stroke {
        let _ = write!(out, " stroke {} {}", stroke.color, short(stroke.width));
        for length in &stroke.dash {
            let _ = write!(out, " -{}", short(*length));
        }
        if stroke.round {
            out += " round";
        }
    }
    out
}

fn area(x: f64, y: f64, width: f64, height: f64) -> String {
    format!("{} {}x{}", point(x, y), short(width), short(height))
}

fn point(x: f64, y: f64) -> String {
    format!("{},{}", short(x), short(y))
}

/// Two decimals at most.
fn short(value: f64) -> f64 {
    let rounded = libm::round(value * 100.0) / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// With the signs of direction spelled out.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.escape_debug())
}

fn line(out: &mut String, depth: usize, text: &str) {
    writeln!(out, "{:indent$}{text}", "", indent = depth * 2)
        .expect("a string takes all that is written");
}

#[cfg(test)]
mod tests {
    use super::super::{Datum, Group, Path, Rect, Region};
    use super::*;
    use crate::words::Lang;

    #[test]
    fn each_node_is_one_line() {
        let dashed =
            Stroke { color: Color(1, 2, 3), width: 1.256, dash: vec![5.0, 3.0], round: true };
        let datum = Datum { series: "a".into(), period: "2024".into(), value: "4.8".into() };
        let children = vec![
            Node::Path(Path {
                segments: vec![Segment::Move(0.0, 1.0), Segment::Line(2.5, -0.001), Segment::Close],
                fill: None,
                stroke: Some(dashed),
            }),
            Node::Rect(Rect {
                x: 1.0,
                y: 2.0,
                width: 3.0,
                height: 4.0,
                fill: Some(Color::WHITE),
                stroke: None,
            }),
            Node::Region(Region {
                x: 0.0,
                y: 0.0,
                width: 9.0,
                height: 9.0,
                title: "2024: 4.8".into(),
                datum,
            }),
        ];
        let scene = Scene {
            id: "x-fa".into(),
            lang: Lang::Fa,
            title: "\u{2067}الف\u{2069}".into(),
            description: "d".into(),
            width: 100.0,
            height: 50.0,
            physical: Physical::Pixels(100.0, 50.0),
            background: Color::WHITE,
            nodes: vec![Node::Group(Group { name: "g".into(), children })],
        };
        assert_eq!(
            dump(&scene),
            "scene x-fa fa 100x50 100x50px #ffffff\n  \
             title \"\\u{2067}الف\\u{2069}\"\n  \
             description \"d\"\n  \
             group g\n    \
             path M0,1 L2.5,0 Z stroke #010203 1.26 -5 -3 round\n    \
             rect 1,2 3x4 fill #ffffff\n    \
             region 0,0 9x9 a 2024 \"4.8\" \"2024: 4.8\"\n"
        );
    }
}
