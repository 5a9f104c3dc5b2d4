//! Lines over time: what was reported, where it was not, and what was only said.

use super::Kind;
use crate::layout::Frame;
use crate::picture::{Chart, Timeline};

/// Lines with evidence styles, gaps and statements.
pub struct Line;

impl Kind for Line {
    fn id(&self) -> &'static str {
        "line"
    }
    fn when(&self) -> &'static str {
        "one to six series over ten or more periods; gaps and single statements stay visible"
    }
    fn when_not(&self) -> &'static str {
        "fewer than five periods (columns), or more than six series (small multiples)"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        if let Some(timeline) = Timeline::new(chart, frame.body, 0.0) {
            frame.nodes.extend(timeline.draw(chart));
        }
    }
}
