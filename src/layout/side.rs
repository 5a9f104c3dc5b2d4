//! Labels in a column beside a panel: sorted, pushed apart, joined to what they name where they had to move.

use super::{Style, rule, spread};
use crate::scene::{Anchor, Color, Node, Rect, Role, Text};

/// A label beside a panel.
#[derive(Clone, Debug, PartialEq)]
pub struct SideLabel {
    /// The words.
    pub text: Text,
    /// A square in this color before the words.
    pub swatch: Option<Color>,
    /// Where the mark ends that is named.
    pub at: (f64, f64),
    /// Where there is no room for all, the least telling go first.
    pub weight: f64,
}

/// Room that a column of these texts takes with its gap.
#[must_use]
pub fn room_for<'a>(style: &Style, texts: impl Iterator<Item = &'a Text>, swatch: bool) -> f64 {
    let size = style.size(Role::Label);
    let widest = texts.map(|text| text.width).fold(0.0, f64::max);
    if widest == 0.0 { 0.0 } else { widest + size * if swatch { 2.4 } else { 1.4 } }
}

/// The labels from `x` away from the panel: to the right with `Anchor::Left`, to the left with `Anchor::Right`.
#[must_use]
pub fn side_labels(
    style: &Style,
    mut labels: Vec<SideLabel>,
    x: f64,
    (low, high): (f64, f64),
    anchor: Anchor,
) -> Vec<Node> {
    let size = style.size(Role::Label);
    let line = 1.12 * size.max(style.line_height(size) / 1.12);
    let most = libm::floor(((high - low) / line).max(0.0)) as usize;
    labels.retain(|label| label.text.width > 0.0 && label.at.1.is_finite());
    labels.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    labels.truncate(most);
    labels.sort_by(|a, b| a.at.1.total_cmp(&b.at.1));
    let wanted: Vec<(f64, f64)> = labels.iter().map(|label| (label.at.1, line)).collect();
    let outward = if anchor == Anchor::Right { -1.0 } else { 1.0 };
    let mut nodes = vec![];
    for (label, center) in labels.into_iter().zip(spread(&wanted, low, high)) {
        let mut start = x + outward * 1.2 * size;
        if (center - label.at.1).abs() > 0.6 * line {
            let width = 0.5 * style.preset.floor / 7.0;
            let (from, to) = (label.at.0 + outward * 0.25 * size, start - outward * 0.2 * size);
            nodes.push(rule(from, label.at.1, to, center, style.theme.context, width, &[]));
        }
        if let Some(fill) = label.swatch {
            let side = 0.7 * size;
            let left = if outward < 0.0 { start - side } else { start };
            let (y, fill) = (center - side / 2.0, Some(fill));
            nodes.push(Node::Rect(Rect {
                x: left,
                y,
                width: side,
                height: side,
                fill,
                stroke: None,
            }));
            start += outward * size;
        }
        nodes.push(label.text.at(start, center + 0.35 * size, anchor).into());
    }
    nodes
}
