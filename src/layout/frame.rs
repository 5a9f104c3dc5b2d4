//! The parts around a plot: title, subtitle, footer, and the panel that is left.

use super::Style;
use crate::scene::{Anchor, Node, Physical, Role, Scene, Text, Weight};

/// The words around a plot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// The finding, without full stop.
    pub title: String,
    /// Measure, unit, pair, direction, period.
    pub subtitle: String,
    /// Paragraphs of the footer: source, then notes.
    pub footer: Vec<String>,
}

/// An upright box in scene units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Panel {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Panel {
    /// Right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Bottom edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The box without strips at its sides.
    #[must_use]
    pub fn inset(&self, left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self {
            x: self.x + left,
            y: self.y + top,
            width: (self.width - left - right).max(0.0),
            height: (self.height - top - bottom).max(0.0),
        }
    }
}

/// Most lines of title, subtitle and footer.
const MOST_LINES: (usize, usize, usize) = (2, 2, 3);

/// A picture under construction.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Width of the picture.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
    /// What is left between header and footer, within the margins.
    pub body: Panel,
    /// Content so far, back to front.
    pub nodes: Vec<Node>,
    /// Parts of the header that need more lines than they may have: ("title", lines needed).
    pub overfull: Vec<(&'static str, usize)>,
}

impl Frame {
    /// Sets header and footer and finds the body between them.
    #[must_use]
    pub fn new(style: &Style, header: &Header) -> Self {
        let (width, height) = style.preset.size();
        let body = Panel { x: 0.0, y: 0.0, width, height };
        let mut frame = Self { width, height, body, nodes: vec![], overfull: vec![] };
        let margin = style.preset.margin;
        let inner = width - 2.0 * margin;
        let mut y = frame.title(style, &header.title, margin, inner);
        y = frame.subtitle(style, &header.subtitle, y, inner);
        let bottom = frame.footer(style, &header.footer, inner);
        let unit = style.preset.floor / 7.0;
        let top = y + 12.0 * unit;
        let body_height = (bottom - 10.0 * unit - top).max(0.0);
        frame.body = Panel { x: margin, y: top, width: inner, height: body_height };
        frame
    }

    /// The finished picture.
    #[must_use]
    pub fn finish(self, style: &Style, id: String, title: String, description: String) -> Scene {
        let physical: Physical = style.preset.physical;
        Scene {
            id,
            lang: style.lang(),
            title,
            description,
            width: self.width,
            height: self.height,
            physical,
            background: style.theme.background,
            nodes: self.nodes,
        }
    }

    /// One line if it fits at up to 15 % less, otherwise two at full size. Returns the bottom of the block.
    fn title(&mut self, style: &Style, title: &str, top: f64, width: f64) -> f64 {
        let full = style.size(Role::Title);
        let mut size = full;
        let measure =
            |size: f64| style.sized(title, Role::Title, size, Weight::Bold).width <= width;
        let step = style.preset.floor / 14.0;
        while !measure(size) && size - step >= full * 0.85 {
            size -= step;
        }
        let lines = if measure(size) {
            vec![style.sized(title, Role::Title, size, Weight::Bold)]
        } else {
            let lines = style.wrap(title, Role::Title, width);
            lines.iter().map(|line| style.text(line, Role::Title)).collect()
        };
        self.block(style, "title", lines, top, MOST_LINES.0)
    }

    fn subtitle(&mut self, style: &Style, subtitle: &str, top: f64, width: f64) -> f64 {
        let gap = 0.35 * style.size(Role::Title);
        let lines = style.wrap(subtitle, Role::Subtitle, width);
        let lines = lines.iter().map(|line| style.text(line, Role::Subtitle)).collect();
        self.block(style, "subtitle", lines, top + gap, MOST_LINES.1)
    }

    /// Sets the footer at the bottom margin and returns its top.
    fn footer(&mut self, style: &Style, paragraphs: &[String], width: f64) -> f64 {
        let joined = paragraphs.join(" ");
        let size = style.size(Role::Footer);
        let line_height = style.line_height(size);
        let (logo, taken) = self.logo(style, 2.0 * line_height);
        let lines = style.wrap(&joined, Role::Footer, width - taken);
        let rows = if logo.is_some() { lines.len().max(2) } else { lines.len() };
        let top = self.height - style.preset.margin - rows as f64 * line_height;
        self.nodes.extend(logo);
        let lines = lines.iter().map(|line| style.text(line, Role::Footer)).collect();
        self.block(style, "footer", lines, top, MOST_LINES.2);
        top
    }

    /// The mark of the house at the end side of the footer, at most so tall, and the width that it takes.
    fn logo(&self, style: &Style, most: f64) -> (Option<Node>, f64) {
        let Some(logo) = &style.theme.logo else { return (None, 0.0) };
        let margin = style.preset.margin;
        // A wide mark is lower, so that it leaves the words most of the line.
        let height = most.min(0.25 * (self.width - 2.0 * margin) * logo.height / logo.width);
        let width = height * logo.width / logo.height;
        let x = if style.start() == Anchor::Right { margin } else { self.width - margin - width };
        let node = logo.at(x, self.height - margin - height, height);
        (Some(node), width + 0.4 * most)
    }

    fn block(
        &mut self,
        style: &Style,
        name: &'static str,
        lines: Vec<Text>,
        top: f64,
        most: usize,
    ) -> f64 {
        if lines.len() > most {
            self.overfull.push((name, lines.len()));
        }
        let anchor = style.start();
        let margin = style.preset.margin;
        let x = if anchor == Anchor::Right { self.width - margin } else { margin };
        let mut bottom = top;
        for line in lines {
            let line_height = style.line_height(line.size);
            let baseline = bottom + (line_height - line.size) / 2.0 + 0.8 * line.size;
            self.nodes.push(line.at(x, baseline, anchor).into());
            bottom += line_height;
        }
        bottom
    }
}
