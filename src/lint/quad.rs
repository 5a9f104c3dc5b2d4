//! Boxes that may stand at an angle, and how they meet each other and straight lines.

use usvg::Transform;

use crate::layout::inside;

/// An upright box: (left, top, right, bottom).
pub type Bounds = (f64, f64, f64, f64);

/// A straight line: x and y of one end, then of the other.
pub type Step = (f64, f64, f64, f64);

/// A box as its corners in order; after a transform it may stand at an angle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quad(pub [(f64, f64); 4]);

impl Quad {
    /// An upright box.
    #[must_use]
    pub fn upright((left, top, right, bottom): Bounds) -> Self {
        Self([(left, top), (right, top), (right, bottom), (left, bottom)])
    }

    /// A box seen through a transform.
    #[must_use]
    pub fn through(bounds: Bounds, transform: Transform) -> Self {
        let Self(corners) = Self::upright(bounds);
        Self(corners.map(|corner| apply(transform, corner)))
    }

    /// The least box around some points with its sides along a direction.
    #[must_use]
    pub fn along(direction: (f64, f64), points: impl Iterator<Item = (f64, f64)>) -> Self {
        let length = distance((0.0, 0.0), direction).max(1e-12);
        let (x, y) = (direction.0 / length, direction.1 / length);
        let (mut left, mut top, mut right, mut bottom) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        for point in points {
            let (along, down) = (point.0 * x + point.1 * y, point.1 * x - point.0 * y);
            (left, right) = (left.min(along), right.max(along));
            (top, bottom) = (top.min(down), bottom.max(down));
        }
        let back = |(along, down): (f64, f64)| (along * x - down * y, along * y + down * x);
        Self(Self::upright((left, top, right, bottom)).0.map(back))
    }

    /// The upright box around it.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        let (mut left, mut top, mut right, mut bottom) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        for (x, y) in self.0 {
            (left, right) = (left.min(x), right.max(x));
            (top, bottom) = (top.min(y), bottom.max(y));
        }
        (left, top, right, bottom)
    }

    /// Whether its sides are horizontal and vertical.
    fn is_upright(&self) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
        let [a, b, c, d] = self.0;
        let flat = near(a.1, b.1) && near(b.0, c.0) && near(c.1, d.1) && near(d.0, a.0);
        flat || near(a.0, b.0) && near(b.1, c.1) && near(c.0, d.0) && near(d.1, a.1)
    }

    /// Whether the two share more than their edges: no axis of either separates them.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        const LEAST: f64 = 1e-6;
        if !meet(self.bounds(), other.bounds()) {
            return false;
        }
        if self.is_upright() && other.is_upright() {
            return true;
        }
        let axes = self.axes().into_iter().chain(other.axes());
        for (x, y) in axes {
            let ((a, b), (c, d)) = (self.extent(x, y), other.extent(x, y));
            if b.min(d) - a.max(c) < LEAST {
                return false;
            }
        }
        true
    }

    /// Directions across its sides.
    fn axes(&self) -> [(f64, f64); 2] {
        let across = |a: (f64, f64), b: (f64, f64)| (a.1 - b.1, b.0 - a.0);
        [across(self.0[0], self.0[1]), across(self.0[1], self.0[2])]
    }

    /// First and last place along a direction.
    fn extent(&self, x: f64, y: f64) -> (f64, f64) {
        let along = self.0.map(|corner| corner.0 * x + corner.1 * y);
        (along.into_iter().fold(f64::MAX, f64::min), along.into_iter().fold(f64::MIN, f64::max))
    }

    /// Length of the part of a line inside, as the box's own sides measure it.
    #[must_use]
    pub fn length_inside(&self, step: Step) -> f64 {
        let [origin, right, _, down] = self.0;
        let (u, v) =
            ((right.0 - origin.0, right.1 - origin.1), (down.0 - origin.0, down.1 - origin.1));
        let area = u.0 * v.1 - u.1 * v.0;
        if area.abs() < 1e-12 {
            return 0.0;
        }
        // In the box's own measure it is the unit square.
        let own = |x: f64, y: f64| {
            let (x, y) = (x - origin.0, y - origin.1);
            ((x * v.1 - y * v.0) / area, (u.0 * y - u.1 * x) / area)
        };
        let (from, to) = (own(step.0, step.1), own(step.2, step.3));
        let whole = distance((step.0, step.1), (step.2, step.3));
        let share = inside((from.0, from.1, to.0, to.1), (0.0, 0.0, 1.0, 1.0));
        let unit = distance(from, to);
        if unit < 1e-12 { 0.0 } else { share / unit * whole }
    }
}

/// Whether two upright boxes share more than an edge.
#[must_use]
pub fn meet(a: Bounds, b: Bounds) -> bool {
    a.2.min(b.2) - a.0.max(b.0) > 1e-9 && a.3.min(b.3) - a.1.max(b.1) > 1e-9
}

/// Whether the first box holds the second but for `slack`.
#[must_use]
pub fn holds(outer: Bounds, inner: Bounds, slack: f64) -> bool {
    inner.0 >= outer.0 - slack
        && inner.1 >= outer.1 - slack
        && inner.2 <= outer.2 + slack
        && inner.3 <= outer.3 + slack
}

/// A box with `by` more at each side.
#[must_use]
pub fn grown(bounds: Bounds, by: f64) -> Bounds {
    (bounds.0 - by, bounds.1 - by, bounds.2 + by, bounds.3 + by)
}

/// Area of an upright box.
#[must_use]
pub fn area(bounds: Bounds) -> f64 {
    (bounds.2 - bounds.0).max(0.0) * (bounds.3 - bounds.1).max(0.0)
}

/// The box around both.
#[must_use]
pub fn around(a: Bounds, b: Bounds) -> Bounds {
    (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3))
}

/// What both hold.
#[must_use]
pub fn common(a: Bounds, b: Bounds) -> Bounds {
    (a.0.max(b.0), a.1.max(b.1), a.2.min(b.2), a.3.min(b.3))
}

/// Distance of two points.
#[must_use]
pub fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (a.0 - b.0, a.1 - b.1);
    libm::sqrt(dx * dx + dy * dy)
}

/// A point seen through a transform.
#[must_use]
pub fn apply(t: Transform, (x, y): (f64, f64)) -> (f64, f64) {
    let [sx, ky, kx, sy, tx, ty] = [t.sx, t.ky, t.kx, t.sy, t.tx, t.ty].map(f64::from);
    (x * sx + y * kx + tx, x * ky + y * sy + ty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_at_an_angle_meet_only_where_they_do() {
        let upright = Quad::upright((0.0, 0.0, 10.0, 10.0));
        let turned = Quad([(10.0, -6.0), (16.0, 0.0), (10.0, 6.0), (4.0, 0.0)]);
        assert!(upright.meets(&turned));
        // The boxes around them meet, they do not.
        let beyond = Quad([(14.0, 8.0), (20.0, 14.0), (14.0, 20.0), (8.0, 14.0)]);
        assert!(meet(upright.bounds(), grown(beyond.bounds(), 0.0)));
        assert!(!upright.meets(&beyond));
    }

    #[test]
    fn a_line_is_measured_inside_a_box_at_an_angle() {
        let upright = Quad::upright((0.0, 0.0, 10.0, 10.0));
        assert!((upright.length_inside((-5.0, 5.0, 15.0, 5.0)) - 10.0).abs() < 1e-9);
        assert_eq!(upright.length_inside((-5.0, 15.0, 15.0, 15.0)), 0.0);
        let turned = Quad([(0.0, -10.0), (10.0, 0.0), (0.0, 10.0), (-10.0, 0.0)]);
        assert!((turned.length_inside((-20.0, 0.0, 20.0, 0.0)) - 20.0).abs() < 1e-9);
    }
}
