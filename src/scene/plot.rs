//! A panel with two scales, on which marks are drawn by plotters and taken out as nodes.
//!
//! It knows neither ticks nor labels. A point that has no place (not finite, or not above zero on a logarithmic scale)
//! is not drawn and breaks the line it is on; it is never moved to an edge.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters::prelude::{Cartesian2d, DrawingArea};
use plotters::style::{RGBAColor, ShapeStyle};
use plotters_backend::DrawingErrorKind;

use super::canvas::UNIT;
use super::{Canvas, CanvasError, Color, Node, Pen, Stroke};

/// A plotters drawing area in data coordinates.
pub type Area = DrawingArea<Canvas, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// What plotters answers when it draws on a [`Canvas`].
pub type AreaResult = Result<(), DrawingAreaErrorKind<CanvasError>>;

/// Where a mark stands: x and y in data.
pub type Point = (f64, f64);

/// How data become places: from the first value, at the left or bottom, to the second. The first may be the larger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Equal steps for equal differences.
    Linear(f64, f64),
    /// Equal steps for equal ratios; both values are above zero.
    Log10(f64, f64),
}

impl Scale {
    /// The value on the scale that plotters draws; not finite where it has no place.
    #[must_use]
    pub fn apply(self, value: f64) -> f64 {
        match self {
            Self::Linear(..) => value,
            Self::Log10(..) if value > 0.0 => libm::log10(value),
            Self::Log10(..) => f64::NAN,
        }
    }

    /// Ends on that scale, apart even where both values are the same.
    fn ends(self) -> (f64, f64) {
        let (Self::Linear(from, to) | Self::Log10(from, to)) = self;
        let (from, to) = (self.apply(from), self.apply(to));
        if from == to { (from - 0.5, to + 0.5) } else { (from, to) }
    }

    /// Share of the way from the first value to the second.
    fn share(self, value: f64) -> f64 {
        let (from, to) = self.ends();
        (self.apply(value) - from) / (to - from)
    }
}

/// A panel in scene units with its scales.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plot {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Scale from left to right.
    pub x_scale: Scale,
    /// Scale from bottom to top.
    pub y_scale: Scale,
}

impl Plot {
    /// Place of an x value in the scene.
    #[must_use]
    pub fn x(&self, value: f64) -> f64 {
        self.left + self.width * self.x_scale.share(value)
    }

    /// Place of a y value in the scene.
    #[must_use]
    pub fn y(&self, value: f64) -> f64 {
        self.top + self.height - self.height * self.y_scale.share(value)
    }

    /// Draws with plotters in the coordinates of [`Scale::apply`], and takes out the nodes.
    ///
    /// # Errors
    /// If plotters is asked for text, pixels or translucent ink.
    pub fn draw(
        &self,
        pen: Pen,
        marks: impl FnOnce(&Area) -> AreaResult,
    ) -> Result<Vec<Node>, CanvasError> {
        let (right, bottom) = (self.left + self.width, self.top + self.height);
        let mut canvas = Canvas::new(2.0 * right, 2.0 * bottom);
        canvas.pen = pen;
        let canvas = Rc::new(RefCell::new(canvas));
        let area = DrawingArea::<Canvas, Shift>::from(&canvas);
        marks(&area.apply_coord_spec(self.coordinates())).map_err(|error| match error {
            DrawingAreaErrorKind::BackendError(DrawingErrorKind::DrawingError(error)) => error,
            _ => CanvasError::Area,
        })?;
        let nodes = canvas.borrow_mut().take();
        Ok(nodes)
    }

    fn coordinates(&self) -> Cartesian2d<RangedCoordf64, RangedCoordf64> {
        let whole = |value: f64| libm::round(value * UNIT) as i32;
        let (x_from, x_to) = self.x_scale.ends();
        let (y_from, y_to) = self.y_scale.ends();
        let across = whole(self.left)..whole(self.left + self.width);
        let upward = whole(self.top + self.height)..whole(self.top);
        Cartesian2d::new(x_from..x_to, y_from..y_to, (across, upward))
    }

    /// The point as plotters draws it, if it has a place.
    fn place(&self, (x, y): Point) -> Option<Point> {
        let placed = (self.x_scale.apply(x), self.y_scale.apply(y));
        (placed.0.is_finite() && placed.1.is_finite()).then_some(placed)
    }

    /// One element in opaque ink, which the canvas never refuses.
    fn mark<E>(&self, pen: Pen, element: &E) -> Vec<Node>
    where
        for<'a> &'a E: PointCollection<'a, Point>,
        E: Drawable<Canvas>,
    {
        self.draw(pen, |area| area.draw(element)).expect("opaque marks are never refused")
    }

    /// A line through points; it is broken where a point has no place, and a part of one point leaves no line.
    #[must_use]
    pub fn line(&self, points: &[Point], ink: &Stroke) -> Vec<Node> {
        let pen = Pen { dash: ink.dash.clone(), round: ink.round, outline: None };
        let placed: Vec<_> = points.iter().map(|point| self.place(*point)).collect();
        placed
            .split(Option::is_none)
            .map(|part| part.iter().flatten().copied().collect::<Vec<_>>())
            .filter(|part| part.len() > 1)
            .flat_map(|part| self.mark(pen.clone(), &PathElement::new(part, stroked(ink))))
            .collect()
    }

    /// A band between two edges, both from left to right; nothing if one of its points has no place.
    #[must_use]
    pub fn area(&self, upper: &[Point], lower: &[Point], fill: Color) -> Vec<Node> {
        let corners = upper.iter().chain(lower.iter().rev()).map(|point| self.place(*point));
        let Some(corners) = corners.collect::<Option<Vec<_>>>() else { return vec![] };
        if corners.is_empty() {
            return vec![];
        }
        self.mark(Pen::default(), &Polygon::new(corners, filled(fill)))
    }

    /// A rectangle between two corners in data; nothing if one of them has no place.
    #[must_use]
    pub fn bar(&self, corner: Point, opposite: Point, fill: Color) -> Vec<Node> {
        let (Some(corner), Some(opposite)) = (self.place(corner), self.place(opposite)) else {
            return vec![];
        };
        self.mark(Pen::default(), &Rectangle::new([corner, opposite], filled(fill)))
    }

    /// A disk of a radius in scene units; nothing if the point has no place.
    #[must_use]
    pub fn marker(
        &self,
        point: Point,
        radius: f64,
        fill: Color,
        outline: Option<Stroke>,
    ) -> Vec<Node> {
        let Some(center) = self.place(point) else { return vec![] };
        let radius = libm::round(radius * UNIT) as i32;
        let pen = Pen { outline, ..Pen::default() };
        self.mark(pen, &Circle::new(center, radius, filled(fill)))
    }
}

fn filled(Color(red, green, blue): Color) -> ShapeStyle {
    ShapeStyle { color: RGBAColor(red, green, blue, 1.0), filled: true, stroke_width: 0 }
}

fn stroked(ink: &Stroke) -> ShapeStyle {
    let stroke_width = libm::round(ink.width * UNIT) as u32;
    ShapeStyle { filled: false, stroke_width, ..filled(ink.color) }
}

#[cfg(test)]
mod tests {
    use super::super::{Path, Rect, Segment};
    use super::*;

    fn plot() -> Plot {
        Plot {
            left: 40.0,
            top: 20.0,
            width: 120.0,
            height: 60.0,
            x_scale: Scale::Linear(2018.0, 2030.0),
            y_scale: Scale::Linear(0.0, 30.0),
        }
    }

    fn ink() -> Stroke {
        Stroke { color: Color(1, 2, 3), width: 1.75, dash: vec![5.0, 3.0], round: true }
    }

    #[test]
    fn values_map_to_the_panel_with_y_upward() {
        let plot = plot();
        assert_eq!((plot.x(2018.0), plot.x(2024.0), plot.x(2030.0)), (40.0, 100.0, 160.0));
        assert_eq!((plot.y(0.0), plot.y(10.0), plot.y(30.0)), (80.0, 60.0, 20.0));
    }

    #[test]
    fn a_line_keeps_color_width_and_dash_of_its_ink() {
        let nodes = plot().line(&[(2018.0, 0.0), (2030.0, 30.0)], &ink());
        let segments = vec![Segment::Move(40.0, 80.0), Segment::Line(160.0, 20.0)];
        assert_eq!(nodes, [Node::Path(Path { segments, fill: None, stroke: Some(ink()) })]);
    }

    #[test]
    fn a_point_without_a_place_breaks_the_line() {
        let points = [(2018.0, 1.0), (2019.0, 2.0), (2020.0, f64::NAN), (2021.0, 3.0)];
        assert_eq!(
            plot().line(&points, &ink()).len(),
            1,
            "the single point after the gap has no line"
        );
        assert_eq!(plot().marker((2020.0, f64::NAN), 2.0, Color::WHITE, None), []);
    }

    #[test]
    fn on_a_log_scale_decades_are_even_and_zero_has_no_place() {
        let plot = Plot { y_scale: Scale::Log10(1.0, 1000.0), ..plot() };
        assert_eq!((plot.y(1.0), plot.y(1000.0)), (80.0, 20.0));
        assert!((plot.y(10.0) - 60.0).abs() < 1e-9);
        assert!(plot.y(0.0).is_nan());
        assert_eq!(plot.bar((2018.0, 0.0), (2019.0, 10.0), Color::WHITE), []);
    }

    #[test]
    fn a_bar_below_zero_is_a_rectangle_with_positive_height() {
        let plot = Plot { y_scale: Scale::Linear(-30.0, 30.0), ..plot() };
        let nodes = plot.bar((2018.0, 0.0), (2021.0, -15.0), Color(9, 9, 9));
        let rect = Rect {
            x: 40.0,
            y: 50.0,
            width: 30.0,
            height: 15.0,
            fill: Some(Color(9, 9, 9)),
            stroke: None,
        };
        assert_eq!(nodes, [Node::Rect(rect)]);
    }

    #[test]
    fn a_scale_of_one_value_puts_it_in_the_middle_for_text_and_for_marks() {
        let plot = Plot { x_scale: Scale::Linear(5.0, 5.0), ..plot() };
        assert_eq!(plot.x(5.0), 100.0);
        let nodes = plot.line(&[(5.0, 0.0), (5.0, 30.0)], &ink());
        let Node::Path(path) = &nodes[0] else { panic!("a path") };
        assert_eq!(path.segments[0], Segment::Move(100.0, 80.0));
    }

    #[test]
    fn time_can_run_from_right_to_left() {
        let plot = Plot { x_scale: Scale::Linear(2030.0, 2018.0), ..plot() };
        assert_eq!(plot.x(2030.0), 40.0);
        let nodes = plot.area(
            &[(2018.0, 3.0), (2030.0, 3.0)],
            &[(2018.0, 0.0), (2030.0, 0.0)],
            Color::WHITE,
        );
        let Node::Path(path) = &nodes[0] else { panic!("a path") };
        assert_eq!(path.segments[0], Segment::Move(160.0, 74.0));
        assert_eq!(path.segments.len(), 5);
    }

    #[test]
    fn any_plotters_element_can_be_drawn() {
        let pen = Pen { outline: Some(ink()), ..Pen::default() };
        let nodes = plot()
            .draw(pen, |area| area.draw(&Circle::new((2024.0, 15.0), 250, filled(Color(7, 7, 7)))))
            .unwrap();
        let [Node::Path(path)] = &nodes[..] else { panic!("one path") };
        assert_eq!(path.stroke, Some(ink()));
        assert_eq!(path.segments[0], Segment::Move(102.5, 50.0));
    }
}
