//! The drawing backend that plotters draws on: it records nodes instead of pixels.
//!
//! plotters counts in whole numbers, so here a whole number is a hundredth of a scene unit. It draws coordinate systems
//! and marks only: text is laid out by charts, and a request to draw text or pixels is refused.

use std::fmt;

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use super::{Color, Node, Path, Rect, Segment, Shaper, Stroke, Weight};

/// plotters' whole numbers in a scene unit.
pub(super) const UNIT: f64 = 100.0;

/// Distance of a control point that makes a cubic curve a quarter of a circle of radius 1.
const QUARTER: f64 = 0.552_284_749_8;

/// What plotters' styles cannot say: they know a color, a width, and whether to fill.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pen {
    /// Dash pattern of lines in scene units; empty for a solid line.
    pub dash: Vec<f64>,
    /// Round caps and joins of lines.
    pub round: bool,
    /// Outline of what is filled.
    pub outline: Option<Stroke>,
}

/// Records what plotters draws as scene nodes, at a hundredth of a scene unit.
#[derive(Debug, Default)]
pub struct Canvas {
    /// How the next marks are drawn.
    pub pen: Pen,
    size: (u32, u32),
    shaper: Option<Shaper>,
    nodes: Vec<Node>,
}

/// What plotters asked for that a scene cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CanvasError {
    /// Text, which charts lay out themselves.
    Text,
    /// Single pixels or a bitmap.
    Pixels,
    /// A color that is neither opaque nor invisible.
    Translucent,
    /// Drawing while drawing, or a layout that does not fit.
    Area,
}

impl fmt::Display for CanvasError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text is laid out by charts, not by plotters",
            Self::Pixels => "a scene has no pixels",
            Self::Translucent => "a scene's colors are opaque",
            Self::Area => "the drawing area cannot be used",
        })
    }
}

impl std::error::Error for CanvasError {}

/// Fill and outline.
type Inks = (Option<Color>, Option<Stroke>);

type Drawn = Result<(), DrawingErrorKind<CanvasError>>;

fn refuse<T>(error: CanvasError) -> Result<T, DrawingErrorKind<CanvasError>> {
    Err(DrawingErrorKind::DrawingError(error))
}

/// The color of a style; none if it is invisible.
fn ink(color: BackendColor) -> Result<Option<Color>, DrawingErrorKind<CanvasError>> {
    let (red, green, blue) = color.rgb;
    match color.alpha {
        alpha if alpha >= 1.0 => Ok(Some(Color(red, green, blue))),
        alpha if alpha <= 0.0 => Ok(None),
        _ => refuse(CanvasError::Translucent),
    }
}

fn units(point: BackendCoord) -> (f64, f64) {
    (f64::from(point.0) / UNIT, f64::from(point.1) / UNIT)
}

impl Canvas {
    /// An empty canvas of a size in scene units.
    #[must_use]
    pub fn new(width: f64, height: f64) -> Self {
        let size = ((width * UNIT).ceil() as u32, (height * UNIT).ceil() as u32);
        Self { size, ..Self::default() }
    }

    /// Lets plotters ask for the size of a text.
    #[must_use]
    pub fn measure_with(self, shaper: Shaper) -> Self {
        Self { shaper: Some(shaper), ..self }
    }

    /// Takes out what was drawn so far.
    pub fn take(&mut self) -> Vec<Node> {
        std::mem::take(&mut self.nodes)
    }

    /// Fill and outline of a closed shape, or nothing if it is invisible.
    fn shape(
        &self,
        style: &impl BackendStyle,
        fill: bool,
    ) -> Result<Option<Inks>, DrawingErrorKind<CanvasError>> {
        let Some(color) = ink(style.color())? else { return Ok(None) };
        Ok(Some(if fill {
            (Some(color), self.pen.outline.clone())
        } else {
            (None, Some(self.stroke(color, style)))
        }))
    }

    fn stroke(&self, color: Color, style: &impl BackendStyle) -> Stroke {
        let width = f64::from(style.stroke_width()) / UNIT;
        Stroke { color, width, dash: self.pen.dash.clone(), round: self.pen.round }
    }

    fn path(&mut self, segments: Vec<Segment>, style: &impl BackendStyle, fill: bool) -> Drawn {
        if let Some((fill, stroke)) = self.shape(style, fill)? {
            self.nodes.push(Node::Path(Path { segments, fill, stroke }));
        }
        Ok(())
    }
}

fn polyline(points: impl IntoIterator<Item = BackendCoord>) -> Vec<Segment> {
    let to_segment = |(index, point)| {
        let (x, y) = units(point);
        if index == 0 { Segment::Move(x, y) } else { Segment::Line(x, y) }
    };
    points.into_iter().enumerate().map(to_segment).collect()
}

/// A circle in four curves.
fn circle(x: f64, y: f64, r: f64) -> Vec<Segment> {
    let k = r * QUARTER;
    vec![
        Segment::Move(x + r, y),
        Segment::Curve(x + r, y + k, x + k, y + r, x, y + r),
        Segment::Curve(x - k, y + r, x - r, y + k, x - r, y),
        Segment::Curve(x - r, y - k, x - k, y - r, x, y - r),
        Segment::Curve(x + k, y - r, x + r, y - k, x + r, y),
        Segment::Close,
    ]
}

impl DrawingBackend for Canvas {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _point: BackendCoord, _color: BackendColor) -> Drawn {
        refuse(CanvasError::Pixels)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.path(polyline([from, to]), style, false)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let Some((fill, stroke)) = self.shape(style, fill)? else { return Ok(()) };
        let ((x, y), (right, bottom)) = (units(upper_left), units(bottom_right));
        let (width, height) = (right - x, bottom - y);
        self.nodes.push(Node::Rect(Rect { x, y, width, height, fill, stroke }));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(polyline(path), style, false)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y) = units(center);
        self.path(circle(x, y, f64::from(radius) / UNIT), style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let mut segments = polyline(corners);
        segments.push(Segment::Close);
        self.path(segments, style, true)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        _text: &str,
        _style: &S,
        _at: BackendCoord,
    ) -> Drawn {
        refuse(CanvasError::Text)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<CanvasError>> {
        let Some(shaper) = &self.shaper else { return refuse(CanvasError::Text) };
        let bold = matches!(style.style(), FontStyle::Bold);
        let weight = if bold { Weight::Bold } else { Weight::Regular };
        let width = shaper.shape(text, style.size(), weight).width;
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }

    fn blit_bitmap(&mut self, _at: BackendCoord, _size: (u32, u32), _source: &[u8]) -> Drawn {
        refuse(CanvasError::Pixels)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use plotters::prelude::{
        BLACK, Color as _, IntoDrawingArea, IntoFont, RED, Rectangle, TRANSPARENT, Text, TextStyle,
    };

    use super::super::Fonts;
    use super::*;

    #[test]
    fn a_circle_touches_its_box_on_four_sides() {
        let mut canvas = Canvas::new(10.0, 10.0);
        canvas.draw_circle((500, 500), 200, &BLACK, true).unwrap();
        let [Node::Path(path)] = &canvas.take()[..] else { panic!("one path") };
        let ends: Vec<_> = path
            .segments
            .iter()
            .filter_map(|segment| match *segment {
                Segment::Curve(.., x, y) => Some((x, y)),
                _ => None,
            })
            .collect();
        assert_eq!(ends, [(5.0, 7.0), (3.0, 5.0), (5.0, 3.0), (7.0, 5.0)]);
        assert_eq!(path.fill, Some(Color(0, 0, 0)));
    }

    #[test]
    fn text_pixels_and_translucent_ink_are_refused() {
        let area = Canvas::new(10.0, 10.0).into_drawing_area();
        assert!(area.draw(&Text::new("a", (0, 0), ("sans-serif", 10))).is_err());
        assert!(area.draw_pixel((1, 1), &BLACK).is_err());
        assert!(area.draw(&Rectangle::new([(0, 0), (1, 1)], RED.mix(0.5).filled())).is_err());
    }

    #[test]
    fn invisible_marks_leave_no_node() {
        let mut canvas = Canvas::new(10.0, 10.0);
        canvas.draw_rect((0, 0), (5, 5), &TRANSPARENT, true).unwrap();
        assert_eq!(canvas.take(), []);
    }

    #[test]
    fn text_sizes_come_from_the_shaper() {
        let shaper = Shaper::new(Arc::new(Fonts::bundled()));
        let area = Canvas::new(10.0, 10.0).measure_with(shaper.clone()).into_drawing_area();
        let style = TextStyle::from(("sans-serif", 1000.0).into_font());
        let width = shaper.shape("2024", 10.0, Weight::Regular).width;
        let (hundredths, _) = area.estimate_text_size("2024", &style).unwrap();
        assert!((f64::from(hundredths) / 100.0 - width).abs() <= 0.01);
    }
}
