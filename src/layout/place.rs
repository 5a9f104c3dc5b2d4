//! Placing of labels: pushed apart along a line, or set at the freest of several places.
//!
//! Everything is deterministic: no random start, no time limit.

/// Centers for labels that want to stand at given heights, in order and at least their half heights apart.
///
/// `wanted` is (center, height) sorted by center. Overlapping labels become one block that stands at the mean of
/// what its members want (isotonic regression by pool-adjacent-violators), then all are kept inside `low..high`.
#[must_use]
pub fn spread(wanted: &[(f64, f64)], low: f64, high: f64) -> Vec<f64> {
    struct Block {
        top: f64,
        height: f64,
        members: usize,
    }
    let mut blocks: Vec<Block> = vec![];
    for (center, height) in wanted {
        blocks.push(Block { top: center - height / 2.0, height: *height, members: 1 });
        while let [.., above, below] = &blocks[..] {
            if above.top + above.height <= below.top + 1e-9 {
                break;
            }
            // The block's top is the mean of the tops its members ask for, each less what lies above it.
            let members = above.members + below.members;
            let asked = above.top * above.members as f64
                + (below.top - above.height) * below.members as f64;
            let merged =
                Block { top: asked / members as f64, height: above.height + below.height, members };
            blocks.truncate(blocks.len() - 2);
            blocks.push(merged);
        }
    }
    let mut floor = low;
    for block in &mut blocks {
        block.top = block.top.max(floor);
        floor = block.top + block.height;
    }
    let mut ceiling = high;
    for block in blocks.iter_mut().rev() {
        block.top = block.top.min(ceiling - block.height);
        ceiling = block.top;
    }
    let mut heights = wanted.iter().map(|(_, height)| *height);
    let mut centers = vec![];
    for block in blocks {
        let mut top = block.top;
        for height in heights.by_ref().take(block.members) {
            centers.push(top + height / 2.0);
            top += height;
        }
    }
    centers
}

/// A box as (left, top, right, bottom).
type Bounds = (f64, f64, f64, f64);

/// What labels must keep clear of: other labels and strokes.
#[derive(Clone, Debug, Default)]
pub struct Obstacles {
    boxes: Vec<Bounds>,
    segments: Vec<(f64, f64, f64, f64)>,
}

impl Obstacles {
    /// Adds a box, such as a label already set.
    pub fn add_box(&mut self, bounds: Bounds) {
        self.boxes.push(bounds);
    }

    /// Adds a polyline.
    pub fn add_line(&mut self, points: &[(f64, f64)]) {
        for pair in points.windows(2) {
            self.segments.push((pair[0].0, pair[0].1, pair[1].0, pair[1].1));
        }
    }

    /// How much a box would cover: overlapped area plus the length of strokes through it.
    #[must_use]
    pub fn cost(&self, bounds: Bounds) -> f64 {
        let area: f64 = self.boxes.iter().map(|other| overlap(bounds, *other)).sum();
        let crossed: f64 = self.segments.iter().map(|segment| inside(*segment, bounds)).sum();
        area + crossed
    }

    /// Whether a box is free of everything.
    #[must_use]
    pub fn is_free(&self, bounds: Bounds) -> bool {
        self.cost(bounds) == 0.0
    }

    /// The first candidate of least cost.
    #[must_use]
    pub fn freest<T>(&self, candidates: Vec<T>, bounds: impl Fn(&T) -> Bounds) -> Option<T> {
        self.cheapest(candidates, |candidate| self.cost(bounds(candidate)))
    }

    /// The first candidate of least cost by another measure.
    #[must_use]
    pub fn cheapest<T>(&self, candidates: Vec<T>, cost: impl Fn(&T) -> f64) -> Option<T> {
        let mut best: Option<(f64, T)> = None;
        for candidate in candidates {
            let cost = cost(&candidate);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }
}

fn overlap(a: Bounds, b: Bounds) -> f64 {
    let width = a.2.min(b.2) - a.0.max(b.0);
    let height = a.3.min(b.3) - a.1.max(b.1);
    if width > 0.0 && height > 0.0 { width * height } else { 0.0 }
}

/// Length of the part of a segment inside a box (Liang and Barsky's clipping).
#[must_use]
pub fn inside(segment: (f64, f64, f64, f64), bounds: Bounds) -> f64 {
    let (x1, y1, x2, y2) = segment;
    let (dx, dy) = (x2 - x1, y2 - y1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let edges =
        [(-dx, x1 - bounds.0), (dx, bounds.2 - x1), (-dy, y1 - bounds.1), (dy, bounds.3 - y1)];
    for (direction, distance) in edges {
        if direction == 0.0 {
            if distance < 0.0 {
                return 0.0;
            }
        } else if direction < 0.0 {
            enter = enter.max(distance / direction);
        } else {
            leave = leave.min(distance / direction);
        }
    }
    let length = libm::sqrt(dx * dx + dy * dy);
    if leave > enter { (leave - enter) * length } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_pushed_apart_and_stay_inside() {
        let centers = spread(&[(10.0, 10.0), (12.0, 10.0), (50.0, 10.0)], 0.0, 100.0);
        assert_eq!(centers, [6.0, 16.0, 50.0]);
        let crowded = spread(&[(1.0, 10.0), (2.0, 10.0), (99.0, 10.0)], 0.0, 100.0);
        assert_eq!(crowded, [5.0, 15.0, 95.0]);
    }

    #[test]
    fn strokes_through_a_box_cost_their_length() {
        let mut obstacles = Obstacles::default();
        obstacles.add_line(&[(0.0, 5.0), (100.0, 5.0)]);
        assert!(obstacles.is_free((0.0, 6.0, 10.0, 8.0)));
        assert!((obstacles.cost((10.0, 0.0, 30.0, 10.0)) - 20.0).abs() < 1e-9);
    }
}
