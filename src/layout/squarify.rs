//! Rectangles whose areas are proportional to values, as near to squares as they come.
//!
//! After Bruls, Huizing and van Wijk, "Squarified Treemaps" (2000), rewritten from the paper's description.

use super::Panel;

/// One panel for each value, in order; values are above zero and sorted from the largest.
#[must_use]
pub fn squarify(values: &[f64], within: Panel) -> Vec<Panel> {
    let total: f64 = values.iter().sum();
    let scale = within.width * within.height / total;
    let areas: Vec<f64> = values.iter().map(|value| value * scale).collect();
    let mut rest = within;
    let mut panels = vec![];
    let mut at = 0;
    while at < areas.len() {
        let side = rest.width.min(rest.height);
        let mut count = 1;
        while at + count < areas.len()
            && worst(&areas[at..=at + count], side) <= worst(&areas[at..at + count], side)
        {
            count += 1;
        }
        rest = lay(&areas[at..at + count], rest, &mut panels);
        at += count;
    }
    panels
}

/// The longest side over the shortest of the least square of these areas in a row along `side`.
fn worst(row: &[f64], side: f64) -> f64 {
    let sum: f64 = row.iter().sum();
    let ratio = |area: f64| {
        let (a, b) = (sum * sum, side * side * area);
        (a / b).max(b / a)
    };
    row.iter().map(|area| ratio(*area)).fold(0.0, f64::max)
}

/// Lays a row along the shorter side and returns what is left.
fn lay(row: &[f64], rest: Panel, panels: &mut Vec<Panel>) -> Panel {
    let sum: f64 = row.iter().sum();
    let Panel { x, y, width, height } = rest;
    if width >= height {
        let thick = if height > 0.0 { sum / height } else { 0.0 };
        let mut top = y;
        for area in row {
            let tall = area / thick;
            panels.push(Panel { x, y: top, width: thick, height: tall });
            top += tall;
        }
        rest.inset(thick, 0.0, 0.0, 0.0)
    } else {
        let thick = if width > 0.0 { sum / width } else { 0.0 };
        let mut left = x;
        for area in row {
            let wide = area / thick;
            panels.push(Panel { x: left, y, width: wide, height: thick });
            left += wide;
        }
        rest.inset(0.0, thick, 0.0, 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_proportional_and_fill_the_panel() {
        let within = Panel { x: 1.0, y: 2.0, width: 60.0, height: 40.0 };
        let values = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0];
        let panels = squarify(&values, within);
        assert_eq!(panels.len(), values.len());
        for (panel, value) in panels.iter().zip(values) {
            assert!((panel.width * panel.height - value * 100.0).abs() < 1e-6);
            assert!(panel.x >= 1.0 - 1e-9 && panel.right() <= 61.0 + 1e-9);
            assert!(panel.y >= 2.0 - 1e-9 && panel.bottom() <= 42.0 + 1e-9);
        }
        for (i, a) in panels.iter().enumerate() {
            for b in &panels[i + 1..] {
                let wide = a.right().min(b.right()) - a.x.max(b.x);
                let tall = a.bottom().min(b.bottom()) - a.y.max(b.y);
                assert!(wide < 1e-9 || tall < 1e-9);
            }
        }
    }
}
