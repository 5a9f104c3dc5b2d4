//! Tile map: partners on a grid of equal tiles in the color of their class in one period.
//!
//! Policy on disputed borders: none is drawn. A tile is an area under a code of its own in trade statistics (ISO 3166),
//! as the source reports it; it says nothing on status, and its size and neighbors nothing on territory.

use super::Kind;
use crate::layout::{Frame, Panel, Style, Swatch, hatch, legend, no_data};
use crate::picture::{Chart, Part, Ramp, TILE_GRID, block, tiles};
use crate::scene::{Anchor, Color, Group, Node, Role as TextRole, Text, Weight};
use crate::trade::{Area, Period};
use crate::words::{Phrase, phrase_with};

/// Points between a code and the sides of its tile.
const PADDING: f64 = 0.75;

/// Where partners lie.
pub struct TileMap;

impl Kind for TileMap {
    fn id(&self) -> &'static str {
        "tile-map"
    }
    fn when(&self) -> &'static str {
        "which part of the world the partners of one area lie in, in one period"
    }
    fn when_not(&self) -> &'static str {
        "amounts must be read exactly or over time: use heatmap or table"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let parts = chart.parts();
        let Some(period) = chart.last_period(&parts) else {
            frame.nodes.extend(no_data(&chart.style, &frame.body));
            return;
        };
        let values: Vec<f64> = parts.iter().filter_map(|p| Some(p.at(period)?.1)).collect();
        let ramp = Ramp::new(&chart.style, &values);
        let missing = values.len() < parts.len();
        let (key, body) = ramp.key(chart, &frame.body, missing);
        frame.nodes.push(key);
        frame.nodes.extend(map(chart, &parts, period, &ramp, body));
    }
}

/// All tiles pale, partners in color, the reporter in ink; partners without a tile are named underneath.
fn map(chart: &Chart, parts: &[Part], period: Period, ramp: &Ramp, body: Panel) -> Vec<Node> {
    let style = &chart.style;
    let theme = style.theme;
    let line = style.line_height(style.size(TextRole::Label));
    let without: Vec<&Part> =
        parts.iter().filter(|part| !tiles().any(|(a, _)| a == area(part))).collect();
    let room = if without.is_empty() { 0.0 } else { 1.4 * line };
    let within = body.inset(0.0, 0.0, 0.0, room);
    let mut marks = Group { name: "tiles".to_owned(), children: vec![] };
    let mut labels = Group { name: "labels".to_owned(), children: vec![] };
    let mut regions = Group { name: "regions".to_owned(), children: vec![] };
    let reporter = parts.first().map(|part| part.series.basis.reporter);
    for (area_of_tile, place) in tiles() {
        let at = tile(&within, on_paper(style, place));
        let part = parts.iter().find(|part| area(part) == area_of_tile);
        let fill = match part.map(|part| part.at(period)) {
            Some(Some((_, value))) => Some(ramp.color(value)),
            Some(None) => None,
            None if Some(area_of_tile) == reporter => Some(theme.ink),
            None => Some(theme.band),
        };
        match fill {
            Some(fill) => marks.children.push(block(&at, fill)),
            None => marks.children.extend(hatch(style, &at)),
        }
        let plain = part.is_none() && Some(area_of_tile) != reporter;
        labels.children.extend(code(chart, area_of_tile, fill, plain, &at));
        regions.children.extend(part.and_then(|part| chart.part_region(part, period, &at)));
    }
    if !without.is_empty() {
        let names: Vec<String> =
            without.iter().map(|p| p.name().chars().take(40).collect()).collect();
        let comma = if style.lang().is_rtl() { "، " } else { ", " };
        let under = Panel { y: within.bottom() + 0.4 * line, ..body };
        let words = as_many(style, &names, comma, 0.9 * body.width);
        labels.children.extend(legend(style, &under, &[(Swatch::None, words)]).0);
        for part in without {
            let at = Panel { y: within.bottom(), height: room, ..body };
            regions.children.extend(chart.part_region(part, period, &at));
        }
    }
    vec![Node::Group(marks), Node::Group(labels), Node::Group(regions)]
}

/// As many names as a line holds, and how many more there are.
fn as_many(style: &Style, names: &[String], comma: &str, width: f64) -> String {
    let words = |kept: usize| {
        let count = style.numbers.full(i64::try_from(names.len() - kept).unwrap_or(i64::MAX));
        let more = phrase_with(Phrase::More, style.lang(), &count);
        let joined = names[..kept].join(comma);
        if kept == names.len() { joined } else { format!("{joined} {more}").trim().to_owned() }
    };
    let fits =
        |words: &String| style.label(words, Weight::Regular, style.theme.secondary).width <= width;
    (0..=names.len()).rev().map(words).find(fits).unwrap_or_else(|| words(0))
}

fn area(part: &Part) -> Area {
    part.series.basis.partner
}

/// East stays at the right in figures that are turned over when they are done.
fn on_paper(style: &Style, (column, row): (usize, usize)) -> (usize, usize) {
    (if style.is_mirrored() { TILE_GRID.0 - 1 - column } else { column }, row)
}

fn tile(within: &Panel, (column, row): (usize, usize)) -> Panel {
    let (width, height) = (within.width / TILE_GRID.0 as f64, within.height / TILE_GRID.1 as f64);
    let (x, y) = (within.x + column as f64 * width, within.y + row as f64 * height);
    Panel { x, y, width, height }.inset(0.75, 0.75, 0.75, 0.75)
}

/// The two-letter code of an area in its tile; codes are Latin in every language.
fn code(chart: &Chart, area: Area, fill: Option<Color>, plain: bool, at: &Panel) -> Option<Node> {
    let style = &chart.style;
    let ink = match fill {
        _ if plain => style.theme.footer,
        Some(fill) => style.ink_on(fill),
        None => style.theme.ink,
    };
    let weight = if plain { Weight::Regular } else { Weight::Bold };
    let code = area.info()?.alpha2;
    // Capital letters are lower than their size.
    let room = at.width - 2.0 * PADDING * style.preset.floor / 7.0;
    let fits = |text: &Text| text.width <= room && 0.8 * text.size <= at.height;
    let small = |weight| style.sized(code, TextRole::Label, style.size(TextRole::Footer), weight);
    let texts = [style.label(code, weight, ink), small(weight), small(Weight::Regular)];
    let text = Text { fill: ink, ..texts.into_iter().find(fits)? };
    let y = at.y + at.height / 2.0 + 0.35 * text.size;
    let text = text.at(at.x + at.width / 2.0, y, Anchor::Middle);
    // Over the hatch of a partner without a figure, letters need a ground of their own.
    let text = if fill.is_none() && !plain { text.with_halo(style.halo()) } else { text };
    Some(text.into())
}
