//! T8, G1: text and marks stand out from what is behind them.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::{Figure, Line, Mark, Pen};
use crate::lint::quad::{Bounds, area, common, grown};
use crate::scene::{Color, chroma, contrast};

/// Text has 4.5:1 on what lies behind it, 3:1 where it is large.
pub static T8: Check = Check {
    id: "T8",
    title: "text stands out from what is behind it",
    severity: Severity::E,
    find: texts,
};

/// Series, markers and bars have 3:1 on their ground, and on neighbors that they touch.
pub static G1: Check = Check {
    id: "G1",
    title: "marks stand out from their ground",
    severity: Severity::E,
    find: marks,
};

const TEXT: f64 = 4.5;
const LARGE_TEXT: f64 = 3.0;
const MARK: f64 = 3.0;
/// Rounding of colors to eight bits.
const SLACK: f64 = 0.02;

fn texts(figure: &Figure) -> Vec<Found> {
    figure.lines.iter().filter_map(|line| text(figure, line)).collect()
}

fn text(figure: &Figure, line: &Line) -> Option<Found> {
    let fill = line.fill?;
    let needed = if is_large(figure, line) { LARGE_TEXT } else { TEXT };
    let seen = match line.halo {
        Some(halo) => contrast(fill, halo),
        None => behind(figure, line, fill)?,
    };
    if seen >= needed - SLACK {
        return None;
    }
    // Cut, not rounded: 4.49 is not 4.5.
    let seen = libm::floor(seen * 10.0) / 10.0;
    let message =
        format!("{} has {seen}:1 on what is behind it, {needed}:1 at least", line.quoted());
    Some(Found::new(message, line.at()))
}

/// Middle contrast with the pixels behind a text and next to it.
fn behind(figure: &Figure, line: &Line, fill: Color) -> Option<f64> {
    let raster = figure.behind.as_ref()?;
    let bounds = grown(line.ink.bounds(), 1.0 / figure.pixels);
    let mut seen: Vec<Color> = raster.colors(bounds).collect();
    if seen.is_empty() {
        return None;
    }
    // Most pixels are of few colors: count before computing.
    seen.sort_unstable_by_key(|c| (c.0, c.1, c.2));
    let runs = seen.chunk_by(|a, b| a == b);
    let mut contrasts: Vec<(f64, usize)> =
        runs.map(|run| (contrast(fill, run[0]), run.len())).collect();
    contrasts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut half = seen.len() / 2;
    contrasts
        .iter()
        .find(|(_, count)| {
            let is_here = half < *count;
            half = half.saturating_sub(*count);
            is_here
        })
        .map(|(contrast, _)| *contrast)
}

fn is_large(figure: &Figure, line: &Line) -> bool {
    let least = if line.weight >= 700 { 14.0 } else { 18.0 };
    line.size >= figure.points(least) - 1e-6
}

fn marks(figure: &Figure) -> Vec<Found> {
    let mut found: Vec<Found> = vec![];
    let mut told: Vec<(Color, Color)> = vec![];
    for mark in &figure.marks {
        let ground = figure.ground_of(mark);
        let Some(color) = ink(figure, mark, ground) else { continue };
        let seen = contrast(color, ground);
        if seen < MARK - SLACK && !told.contains(&(color, ground)) {
            told.push((color, ground));
            let seen = libm::floor(seen * 10.0) / 10.0;
            let message = format!("a mark in {color} has {seen}:1 on {ground}, {MARK}:1 at least");
            found.push(Found::new(message, mark.at()));
        }
    }
    found.extend(neighbors(figure));
    found
}

/// The ink that a mark must be seen by; none for what is decoration.
fn ink(figure: &Figure, mark: &Mark, ground: Color) -> Option<Color> {
    if figure.is_ground(mark) || mark.group == "grid" {
        return None;
    }
    let pen = mark.pen.filter(|pen| pen.width > 0.0);
    if let Some(own) = figure.own {
        return own_ink(own.chart.style.theme, mark, pen);
    }
    if mark.filled {
        // An outline that is seen is enough, and so is no color to be seen.
        let outlined = pen.and_then(|pen| pen.color).is_some_and(|c| contrast(c, ground) >= MARK);
        let fill = mark.fill.filter(|fill| *fill != ground && !outlined)?;
        let data = chroma(fill) > 12.0 || is_bar(figure, mark);
        return data.then_some(fill).filter(|_| area(mark.bounds) > figure.points(2.0));
    }
    let color = pen?.color?;
    let is_thick = pen?.width >= figure.points(0.7);
    let is_data = chroma(color) > 12.0 && contrast(color, ground) > 1.02 || is_course(mark);
    (is_thick && is_data).then_some(color)
}

/// Marks of ours in an ink of the theme that carries data.
fn own_ink(theme: &crate::theme::Theme, mark: &Mark, pen: Option<Pen>) -> Option<Color> {
    let decoration = [theme.grid, theme.hatch, theme.band, theme.background];
    let plain = |color: &Color| {
        !decoration.contains(color)
            && !theme.sequential.contains(color)
            && !theme.diverging.contains(color)
    };
    mark.fill.or(pen.and_then(|pen| pen.color)).filter(plain)
}

/// Whether a line has the bends of data; grids and axes are straight.
fn is_course(mark: &Mark) -> bool {
    let slanted = |s: &&(f64, f64, f64, f64)| (s.0 - s.2).abs() > 0.5 && (s.1 - s.3).abs() > 0.5;
    mark.steps.len() >= 3 && mark.steps.iter().filter(slanted).count() >= 2
}

/// Whether a rectangle is one of several of its color that stand on one line and differ in length.
fn is_bar(figure: &Figure, mark: &Mark) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 0.1;
    let Bars { upright, flat } = Bars::of(mark.bounds);
    mark.rect
        && figure.marks.iter().any(|other| {
            let its = Bars::of(other.bounds);
            let same = other.rect && other.fill == mark.fill && other.order != mark.order;
            let columns = near(upright.0, its.upright.0)
                && near(upright.1, its.upright.1)
                && !near(upright.2, its.upright.2);
            let rows =
                near(flat.0, its.flat.0) && near(flat.1, its.flat.1) && !near(flat.2, its.flat.2);
            same && (columns || rows)
        })
}

/// Foot, breadth and length of a bar that stands, and of one that lies.
struct Bars {
    upright: (f64, f64, f64),
    flat: (f64, f64, f64),
}

impl Bars {
    fn of((left, top, right, bottom): Bounds) -> Self {
        Self {
            upright: (bottom, right - left, bottom - top),
            flat: (left, bottom - top, right - left),
        }
    }
}

/// Filled rectangles side by side that neither contrast nor a gap keeps apart.
fn neighbors(figure: &Figure) -> Vec<Found> {
    /// More fills than a palette has are a ramp, which is read by its order.
    const MOST_FILLS: usize = 8;
    let gap = figure.points(0.75) - 0.05;
    let tiles: Vec<(&Mark, Color)> = figure
        .marks
        .iter()
        .filter(|mark| mark.rect && !figure.is_ground(mark) && area(mark.bounds) > 0.0)
        .filter_map(|mark| Some((mark, ink(figure, mark, figure.ground_of(mark))?)))
        .filter(|(mark, _)| mark.pen.is_none_or(|pen| pen.width < gap))
        // What is thinner than two gaps has no room for one.
        .filter(|(mark, _)| thickness(mark.bounds) > 2.0 * gap + 0.2)
        .collect();
    let mut fills: Vec<Color> = tiles.iter().map(|(_, fill)| *fill).collect();
    fills.sort_unstable_by_key(|c| (c.0, c.1, c.2));
    fills.dedup();
    if fills.len() > MOST_FILLS {
        return vec![];
    }
    let mut told: Vec<(Color, Color)> = vec![];
    let mut found = vec![];
    for (index, (one, fill)) in tiles.iter().enumerate() {
        for (other, beside) in &tiles[index + 1..] {
            let pair = (*fill, *beside);
            let apart = fill == beside || told.contains(&pair);
            if apart || !touch(one.bounds, other.bounds, gap) || is_parted(figure, one, other, gap)
            {
                continue;
            }
            if contrast(*fill, *beside) < MARK - SLACK {
                told.push(pair);
                let message = format!(
                    "fills {fill} and {beside} touch without a gap, and have {}:1, {MARK}:1 at least",
                    libm::floor(contrast(*fill, *beside) * 10.0) / 10.0
                );
                found.push(Found::new(message, other.at()));
            }
        }
    }
    found
}

fn thickness(bounds: Bounds) -> f64 {
    (bounds.2 - bounds.0).min(bounds.3 - bounds.1)
}

/// Whether a line of some width runs along the side that two rectangles share.
fn is_parted(figure: &Figure, one: &Mark, other: &Mark, gap: f64) -> bool {
    let edge = common(grown(one.bounds, 0.1), grown(other.bounds, 0.1));
    let middle = (f64::midpoint(edge.0, edge.2), f64::midpoint(edge.1, edge.3));
    let on = |step: &(f64, f64, f64, f64)| {
        let around = (middle.0 - 0.5, middle.1 - 0.5, middle.0 + 0.5, middle.1 + 0.5);
        crate::layout::inside(*step, around) > 0.5
    };
    let thick = |mark: &&Mark| mark.is_line() && mark.pen.is_some_and(|pen| pen.width >= gap);
    figure.marks.iter().filter(thick).any(|mark| mark.steps.iter().any(on))
}

/// Whether two rectangles share a side but for a gap, and do not lie on one another.
fn touch(a: Bounds, b: Bounds, gap: f64) -> bool {
    let (across, down) = (a.2.min(b.2) - a.0.max(b.0), a.3.min(b.3) - a.1.max(b.1));
    let beside = |along: f64, between: f64| along > 2.0 && between <= 0.05 && between > -gap;
    beside(down, across) || beside(across, down)
}
