//! The registry of chart kinds: series and words in, scene out. Every other file of this folder is one kind.
//!
//! A kind declares and draws; it computes nothing and formats nothing itself.

mod bullet;
mod columns;
mod line;
mod target_path;

use crate::layout::Frame;
use crate::picture::Chart;
use crate::scene::Scene;

/// All kinds, in the order of `bilat list charts`.
pub static KINDS: &[&dyn Kind] =
    &[&line::Line, &columns::Columns, &target_path::TargetPath, &bullet::Bullet];

/// The kind of this id.
#[must_use]
pub fn kind(id: &str) -> Option<&'static dyn Kind> {
    KINDS.iter().copied().find(|kind| kind.id() == id)
}

/// A way to draw series.
pub trait Kind: Sync {
    /// Stable id, the file's name with hyphens.
    fn id(&self) -> &'static str;
    /// When to use it.
    fn when(&self) -> &'static str;
    /// When not to.
    fn when_not(&self) -> &'static str;
    /// Draws into the body of a frame.
    fn draw(&self, chart: &Chart, frame: &mut Frame);
}

/// Draws a chart as a kind: the picture, and the parts of its header that are overfull.
#[must_use]
pub fn scene(kind: &dyn Kind, chart: &Chart) -> (Scene, Vec<(&'static str, usize)>) {
    let mut frame = Frame::new(&chart.style, chart.header);
    kind.draw(chart, &mut frame);
    let overfull = frame.overfull.clone();
    let id = format!("{}-{}", chart.id, chart.style.lang().tag());
    let (title, description) = (chart.header.title.clone(), chart.description.to_owned());
    (frame.finish(&chart.style, id, title, description), overfull)
}
