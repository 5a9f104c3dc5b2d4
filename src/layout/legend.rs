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
    /// A square with a border and no fill.
    Outline(Color),
    /// A square filled to half its height, with a border.
    Half(Color),
    /// A square with a border and two diagonals.
    Cross(Color),
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
        _ => 1.25 * size,
    }
}

fn sample_of(style: &Style, swatch: &Swatch, x: f64, top: f64, wide: f64, size: f64) -> Vec<Node> {
    let gap = 0.35 * size;
    let x = if style.from_right() { x + gap } else { x };
    let (wide, tall) = (wide - gap, 0.75 * size);
    let at = Panel { x, y: top + 0.22 * size, width: wide, height: tall };
    self::swatch(style, swatch, &at)
}

/// A swatch that fills a box; a line runs through its middle.
#[must_use]
pub fn swatch(style: &Style, swatch: &Swatch, at: &Panel) -> Vec<Node> {
    match swatch {
        Swatch::None => vec![],
        Swatch::Fill(color) => vec![block(at, *color)],
        Swatch::Hatch => hatch(style, at),
        Swatch::Outline(color) => vec![border(style, at, *color)],
        Swatch::Half(color) => {
            let half = at.inset(0.0, 0.5 * at.height, 0.0, 0.0);
            vec![block(&half, *color), border(style, at, *color)]
        }
        Swatch::Cross(color) => {
            let width = 0.5 * style.preset.strokes.context;
            let diagonal = |y0: f64, y1: f64| rule(at.x, y0, at.right(), y1, *color, width, &[]);
            vec![
                border(style, at, *color),
                diagonal(at.y, at.bottom()),
                diagonal(at.bottom(), at.y),
            ]
        }
        Swatch::Line(ink) => {
            let y = at.y + 0.5 * at.height;
            vec![rule(at.x, y, at.right(), y, ink.color, ink.width, &ink.dash)]
        }
    }
}

/// A border drawn inside a box.
fn border(style: &Style, at: &Panel, color: Color) -> Node {
    let width = (0.8 * style.preset.strokes.context).min(0.3 * at.width).min(0.3 * at.height);
    let Panel { x, y, width: wide, height } =
        at.inset(width / 2.0, width / 2.0, width / 2.0, width / 2.0);
    let stroke = Some(Stroke { color, width, dash: vec![], round: false });
    Node::Rect(Rect { x, y, width: wide, height, fill: None, stroke })
}

fn block(at: &Panel, fill: Color) -> Node {
    let Panel { x, y, width, height } = *at;
    Node::Rect(Rect { x, y, width, height, fill: Some(fill), stroke: None })
}
