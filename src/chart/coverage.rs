//! Coverage: which series has a value in which period, who tells it, and in which way the others are absent.

use super::Kind;
use crate::layout::{Frame, no_data};
use crate::picture::{Chart, covered, strips};

/// Strips of evidence.
pub struct Coverage;

impl Kind for Coverage {
    fn id(&self) -> &'static str {
        "coverage"
    }
    fn when(&self) -> &'static str {
        "which years of which source exist before anything is read into them"
    }
    fn when_not(&self) -> &'static str {
        "the values themselves: use heatmap or table; beside another chart set `coverage = true` there"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let parts = covered(chart);
        if chart.periods(&parts).is_empty() {
            frame.nodes.extend(no_data(&chart.style, &frame.body));
            return;
        }
        frame.nodes.extend(strips(chart, &parts, frame.body, 2.7));
    }
}
