//! A house's mark from its SVG: outlines in flat colors and nothing else.
//!
//! The file is resolved to geometry by the parser that draws figures, so no script, link, style sheet or reference of it
//! is ever written on. What outlines in flat colors cannot say is refused with what to do.

use usvg::tiny_skia_path::{PathSegment, Point, Transform};
use usvg::{FillRule, Options, Paint, Tree};

use crate::scene::{Color, Logo, Path, Segment, Stroke};

/// Most outlines of a mark: it stands two lines tall.
const MOST_PATHS: usize = 400;

/// Reads a mark.
///
/// # Errors
/// Why it cannot be used.
pub fn logo(svg: &[u8]) -> Result<Logo, String> {
    if svg.starts_with(b"\x89PNG") {
        return Err(
            "it is a PNG; its pixels would be coarse in print: save it as an SVG".to_owned()
        );
    }
    let text = std::str::from_utf8(svg).map_err(|_| "it is no SVG".to_owned())?;
    let tree = Tree::from_str(text, &Options::default()).map_err(|error| error.to_string())?;
    let mut paths = vec![];
    collect(tree.root(), &mut paths)?;
    if paths.is_empty() {
        return Err("it draws nothing; turn its text into outlines".to_owned());
    }
    if paths.len() > MOST_PATHS {
        return Err(format!(
            "it has {} outlines; a mark of two lines has room for {MOST_PATHS}",
            paths.len()
        ));
    }
    let size = tree.size();
    Ok(Logo { width: f64::from(size.width()), height: f64::from(size.height()), paths })
}

fn collect(group: &usvg::Group, paths: &mut Vec<Path>) -> Result<(), String> {
    let plain =
        group.opacity().get() >= 1.0 && group.filters().is_empty() && group.mask().is_none();
    if !plain || group.clip_path().is_some() {
        return Err(
            "it uses opacity, filters, masks or clips; save it in flat, solid shapes".to_owned()
        );
    }
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect(group, paths)?,
            usvg::Node::Path(path) if path.is_visible() => paths.extend(flat(path)?),
            usvg::Node::Path(_) => {}
            usvg::Node::Image(_) => return Err("it holds an image; draw it in outlines".to_owned()),
            usvg::Node::Text(_) => return Err("it holds text; turn it into outlines".to_owned()),
        }
    }
    Ok(())
}

/// A path in the units of the whole, with its fill before its stroke.
fn flat(path: &usvg::Path) -> Result<Option<Path>, String> {
    let transform = path.abs_transform();
    let starts = path.data().segments().filter(|s| matches!(s, PathSegment::MoveTo(_))).count();
    if starts > 1 && path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd) {
        return Err("it fills by the even-odd rule; save it with the nonzero rule".to_owned());
    }
    let fill = path.fill().map(|fill| solid(fill.paint(), fill.opacity().get())).transpose()?;
    let stroke = match path.stroke() {
        None => None,
        Some(stroke) => {
            let color = solid(stroke.paint(), stroke.opacity().get())?;
            let (wide, tall) = transform.get_scale();
            let width = f64::from(stroke.width().get()) * f64::from(wide.max(tall));
            Some(Stroke { color, width, dash: vec![], round: false })
        }
    };
    if fill.is_none() && stroke.is_none() {
        return Ok(None);
    }
    Ok(Some(Path { segments: segments(path, transform), fill, stroke }))
}

fn segments(path: &usvg::Path, transform: Transform) -> Vec<Segment> {
    let at = |mut point: Point| {
        transform.map_point(&mut point);
        (f64::from(point.x), f64::from(point.y))
    };
    let mut last = Point::zero();
    let mut found = vec![];
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(point) => {
                let (x, y) = at(point);
                found.push(Segment::Move(x, y));
                last = point;
            }
            PathSegment::LineTo(point) => {
                let (x, y) = at(point);
                found.push(Segment::Line(x, y));
                last = point;
            }
            PathSegment::QuadTo(control, end) => {
                // A quadratic curve as the cubic one that it is.
                let third = |from: Point| Point {
                    x: from.x + (control.x - from.x) * 2.0 / 3.0,
                    y: from.y + (control.y - from.y) * 2.0 / 3.0,
                };
                let ((x1, y1), (x2, y2), (x3, y3)) = (at(third(last)), at(third(end)), at(end));
                found.push(Segment::Curve(x1, y1, x2, y2, x3, y3));
                last = end;
            }
            PathSegment::CubicTo(one, two, end) => {
                let ((x1, y1), (x2, y2), (x3, y3)) = (at(one), at(two), at(end));
                found.push(Segment::Curve(x1, y1, x2, y2, x3, y3));
                last = end;
            }
            PathSegment::Close => found.push(Segment::Close),
        }
    }
    found
}

fn solid(paint: &Paint, opacity: f32) -> Result<Color, String> {
    match paint {
        Paint::Color(color) if opacity >= 1.0 => Ok(Color(color.red, color.green, color.blue)),
        Paint::Color(_) => Err("it uses opacity; save it in solid colors".to_owned()),
        _ => Err("it uses gradients or patterns; save it in flat colors".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inner: &str) -> Result<Logo, String> {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" viewBox=\"0 0 80 40\">{inner}</svg>"
        );
        logo(svg.as_bytes())
    }

    #[test]
    fn flat_shapes_are_taken_in_their_place_and_nothing_else_is() {
        let mark = read(
            "<script>alert(1)</script><g transform=\"translate(10 0)\"><path d=\"M0 0H20V20Z\" fill=\"#c00\" onclick=\"x()\"/></g>",
        )
        .unwrap();
        assert_eq!((mark.width, mark.height, mark.paths.len()), (40.0, 20.0, 1));
        assert_eq!(mark.paths[0].fill, Some(Color(0xcc, 0, 0)));
        assert_eq!(mark.paths[0].segments[0], Segment::Move(5.0, 0.0));
    }

    #[test]
    fn what_flat_outlines_cannot_say_is_refused() {
        for (inner, why) in [
            ("", "it draws nothing"),
            ("<path d=\"M0 0H20V20Z\" opacity=\".5\"/>", "it uses opacity"),
            (
                "<linearGradient id=\"g\"><stop stop-color=\"red\"/><stop offset=\"1\" stop-color=\"blue\"/></linearGradient><path d=\"M0 0H20V20Z\" fill=\"url(#g)\"/>",
                "it uses gradients",
            ),
        ] {
            let told = read(inner).unwrap_err();
            assert!(told.starts_with(why), "{told}");
        }
        assert!(logo(b"\x89PNG\r\n").unwrap_err().contains("PNG"));
        assert!(logo(b"<svg").is_err());
    }
}
