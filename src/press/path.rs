//! Path data: relative steps in hundredths, so that rounding never adds up.

use super::xml::{hundredths, to_hundredths};
use crate::scene::Segment;

/// Largest distance, in scene units, by which a cubic may miss the quadratic curve that is written for it.
const SAME: f64 = 1e-6;

/// Writes a path's steps as the value of `d`.
pub(super) fn path_data(segments: &[Segment]) -> String {
    let mut data = Data::default();
    for segment in segments {
        data.step(*segment);
    }
    data.out
}

#[derive(Default)]
struct Data {
    out: String,
    /// Where the last step ended, as written.
    pen: (i64, i64),
    /// Where it ended before rounding.
    exact: (f64, f64),
    /// Where the part began.
    start: ((i64, i64), (f64, f64)),
}

fn rounded((x, y): (f64, f64)) -> (i64, i64) {
    (to_hundredths(x), to_hundredths(y))
}

impl Data {
    fn step(&mut self, segment: Segment) {
        match segment {
            Segment::Move(x, y) => {
                self.out.push('M');
                self.pen = (0, 0);
                self.relative(&[(x, y)]);
                self.start = (self.pen, self.exact);
            }
            Segment::Line(x, y) => self.line((x, y)),
            Segment::Curve(x1, y1, x2, y2, x, y) => self.curve((x1, y1), (x2, y2), (x, y)),
            Segment::Close => {
                self.out.push('z');
                (self.pen, self.exact) = self.start;
            }
        }
    }

    fn line(&mut self, end: (f64, f64)) {
        let (x, y) = rounded(end);
        match (x - self.pen.0, y - self.pen.1) {
            (dx, 0) => self.one('h', dx),
            (0, dy) => self.one('v', dy),
            _ => {
                self.out.push('l');
                self.relative(&[end]);
            }
        }
        (self.pen, self.exact) = ((x, y), end);
    }

    fn one(&mut self, command: char, distance: i64) {
        self.out.push(command);
        hundredths(&mut self.out, distance);
    }

    fn curve(&mut self, first: (f64, f64), second: (f64, f64), end: (f64, f64)) {
        // A quadratic curve raised to a cubic has one control point, found from either side.
        let from = |control: (f64, f64), point: (f64, f64)| {
            ((3.0 * control.0 - point.0) / 2.0, (3.0 * control.1 - point.1) / 2.0)
        };
        let (one, other) = (from(first, self.exact), from(second, end));
        if (one.0 - other.0).abs() < SAME && (one.1 - other.1).abs() < SAME {
            self.out.push('q');
            self.relative(&[one, end]);
        } else {
            self.out.push('c');
            self.relative(&[first, second, end]);
        }
    }

    /// Points relative to the pen, which then stands at the last of them.
    fn relative(&mut self, points: &[(f64, f64)]) {
        for (index, point) in points.iter().enumerate() {
            let (x, y) = rounded(*point);
            for (position, value) in [x - self.pen.0, y - self.pen.1].into_iter().enumerate() {
                if (index, position) != (0, 0) && value >= 0 {
                    self.out.push(' ');
                }
                hundredths(&mut self.out, value);
            }
        }
        if let Some(last) = points.last() {
            (self.pen, self.exact) = (rounded(*last), *last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_relative_and_upright_ones_short() {
        let segments = [
            Segment::Move(10.0, 20.0),
            Segment::Line(15.5, 20.0),
            Segment::Line(15.5, 18.0),
            Segment::Line(10.25, 19.0),
            Segment::Close,
            Segment::Line(11.0, 21.0),
        ];
        assert_eq!(path_data(&segments), "M10 20h5.5v-2l-5.25 1zl1 1");
    }

    #[test]
    fn rounding_does_not_add_up() {
        let mut segments = vec![Segment::Move(0.0, 0.0)];
        segments.extend((1..=300).map(|step| Segment::Line(f64::from(step) / 3.0, 1.0)));
        let data = path_data(&segments);
        let sum: f64 = data
            .split(['h', 'l'])
            .skip(1)
            .map(|step| step.split(' ').next().unwrap().parse::<f64>().unwrap())
            .sum();
        assert!((sum - 100.0).abs() < 1e-6, "{sum}");
    }

    #[test]
    fn a_raised_quadratic_is_written_as_quadratic_and_a_cubic_as_cubic() {
        // Control (5, 10) between (0, 0) and (10, 0).
        let raised = Segment::Curve(10.0 / 3.0, 20.0 / 3.0, 20.0 / 3.0, 20.0 / 3.0, 10.0, 0.0);
        let cubic = Segment::Curve(0.0, 5.0, 10.0, 5.0, 20.0, 0.0);
        let data = path_data(&[Segment::Move(0.0, 0.0), raised, cubic]);
        assert_eq!(data, "M0 0q5 10 10 0c-10 5 0 5 10 0");
    }
}
