//! A legend row above a panel, for what cannot be labeled directly.

use super::{Panel, Style, hatch, rule};
use crate::scene::{Anchor, Color, Group, Node, Rect, Role, Stroke, Weight};

/// What stands before the words of an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Swatch {
    /// A filled square.
    Fill(Color),
    /// A hatched square: no data.
    Hatch,
    /// A piece of a line.
    Line(Stroke),
    /// Nothing.
    None,
}

/// Most rows; entries that need more are left out.
const MOST_ROWS: usize = 2;

/// Entries from the side where reading starts, and the panel that is left under them.
#[must_use]
pub fn legend(style: &Style, body: &Panel, entries: &[(Swatch, String)]) -> (Option<Node>, Panel) {
    if entries.is_empty() {
        return (None, *body);
    }
    let size = style.size(Role::Label);
    let line = style.line_height(size);
    let mut group = Group { name: "legend".to_owned(), children: vec![] };
    let (mut along, mut row) = (0.0, 0);
    for (swatch, words) in entries {
        let sample = sample_width(swatch, size);
        let text =
            style.cut(words, Weight::Regular, style.theme.secondary, 0.9 * body.width - sample);
        let wide = sample + text.width;
        if along > 0.0 && along + wide > body.width {
            (along, row) = (0.0, row + 1);
        }
        if row >= MOST_ROWS {
            break;
        }
        let top = body.y + row as f64 * line;
        let mirrored = style.from_right();
        let x = if mirrored { body.right() - along } else { body.x + along };
        let left = if mirrored { x - sample } else { x };
        group.children.extend(sample_of(style, swatch, left, top, sample, size));
        let (at, anchor) =
            if mirrored { (x - sample, Anchor::Right) } else { (x + sample, Anchor::Left) };
        group.children.push(text.at(at, top + 0.9 * size, anchor).into());
        along += wide + 1.4 * size;
    }
    let taken = (row.min(MOST_ROWS - 1) + 1) as f64 * line + 0.4 * size;
    (Some(Node::Group(group)), body.inset(0.0, taken, 0.0, 0.0))
}

fn sample_width(swatch: &Swatch, size: f64) -> f64 {
    match swatch {
        Swatch::None => 0.0,
        Swatch::Line(_) => 2.2 * size,
        Swatch::Fill(_) | Swatch::Hatch => 1.25 * size,
    }
}

fn sample_of(style: &Style, swatch: &Swatch, x: f64, top: f64, wide: f64, size: f64) -> Vec<Node> {
    let gap = 0.35 * size;
    let x = if style.from_right() { x + gap } else { x };
    let (wide, tall) = (wide - gap, 0.75 * size);
    let at = Panel { x, y: top + 0.22 * size, width: wide, height: tall };
    match swatch {
        Swatch::None => vec![],
        Swatch::Fill(color) => vec![block(&at, *color)],
        Swatch::Hatch => hatch(style, &at),
        Swatch::Line(ink) => {
            let y = top + 0.6 * size;
            vec![rule(x, y, x + wide, y, ink.color, ink.width, &ink.dash)]
        }
    }
}

fn block(at: &Panel, fill: Color) -> Node {
    let Panel { x, y, width, height } = *at;
    Node::Rect(Rect { x, y, width, height, fill: Some(fill), stroke: None })
}
