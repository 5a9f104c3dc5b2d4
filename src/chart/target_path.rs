//! The way to a target: turnover so far, the target, and the path that each baseline would need.
//!
//! Where baselines compete, each has its own path and its own required growth; none is shown alone.

use super::Kind;
use crate::layout::{Frame, Obstacles, Panel, connector, rule};
use crate::picture::{Chart, GoalMark, Role, Timeline};
use crate::scene::{Anchor, Color, Group, Node, Role as TextRole, Stroke, Text, Weight};
use crate::series::Series;
use crate::words::{MoneyFormat, Phrase, phrase, phrase_with};

/// Target paths from competing baselines.
pub struct TargetPath;

impl Kind for TargetPath {
    fn id(&self) -> &'static str {
        "target-path"
    }
    fn when(&self) -> &'static str {
        "what growth a year one or two targets need, from each baseline that is claimed"
    }
    fn when_not(&self) -> &'static str {
        "the share reached at one moment: use bullet"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let blocks: Vec<Block> = chart.goals.iter().map(|goal| Block::new(chart, goal)).collect();
        let widest = blocks.iter().map(|block| block.width).reduce(f64::max);
        let right = widest.map_or(0.0, |width| width + 1.4 * chart.style.size(TextRole::Label));
        if right > 0.46 * frame.body.width {
            self.draw_narrow(chart, frame, &blocks);
            return;
        }
        let Some(timeline) = Timeline::new(chart, frame.body, right) else { return };
        let mut obstacles = Obstacles::default();
        frame.nodes.extend(timeline.ground(chart));
        let paths = paths(chart, &timeline, &mut obstacles);
        let marks = timeline.marks(chart, &mut obstacles);
        let blocks = place_blocks(chart, &timeline, &blocks, &mut obstacles);
        let names =
            Group { name: "labels".to_owned(), children: timeline.names(chart, &mut obstacles) };
        frame.nodes.push(timeline.events(chart, &mut obstacles));
        frame.nodes.push(paths);
        frame.nodes.extend(marks);
        frame.nodes.extend([blocks, Node::Group(names), timeline.regions(chart)]);
    }
}

impl TargetPath {
    /// Where the labels of targets would leave no room for a plot, they stand above it.
    fn draw_narrow(&self, chart: &Chart, frame: &mut Frame, blocks: &[Block]) {
        let size = chart.style.size(TextRole::Label);
        let body = frame.body;
        let rtl = chart.style.from_right();
        let beside = blocks.iter().map(|block| block.width).sum::<f64>()
            + 1.5 * size * blocks.len().saturating_sub(1) as f64
            <= body.width;
        let mut at = (0.0, body.y);
        let mut used = 0.0_f64;
        let mut labels = Group { name: "targets".to_owned(), children: vec![] };
        for block in blocks {
            let x = if rtl { body.right() - at.0 - block.width } else { body.x + at.0 };
            labels.children.extend(block.draw(chart, x, at.1));
            used = used.max(at.1 + block.height - body.y);
            if beside {
                at.0 += block.width + 1.5 * size;
            } else {
                at.1 += block.height + 0.4 * size;
            }
        }
        let rest = body.inset(0.0, used + 0.8 * size, 0.0, 0.0);
        let Some(timeline) = Timeline::new(chart, rest, size) else { return };
        let mut obstacles = Obstacles::default();
        frame.nodes.push(Node::Group(labels));
        frame.nodes.extend(timeline.ground(chart));
        let paths = paths(chart, &timeline, &mut obstacles);
        let marks = timeline.marks(chart, &mut obstacles);
        let goals = Group {
            name: "goals".to_owned(),
            children: blocks.iter().flat_map(|block| goal_mark(chart, &timeline, block)).collect(),
        };
        let names = timeline.names(chart, &mut obstacles);
        let names = Group { name: "labels".to_owned(), children: names };
        frame.nodes.push(timeline.events(chart, &mut obstacles));
        frame.nodes.push(paths);
        frame.nodes.extend(marks);
        frame.nodes.extend([Node::Group(goals), Node::Group(names), timeline.regions(chart)]);
    }
}

/// The ring of a target.
fn goal_mark(chart: &Chart, timeline: &Timeline, block: &Block) -> Vec<Node> {
    let style = &chart.style;
    let stroke = style.preset.strokes.series;
    let outline =
        Stroke { color: style.theme.ink, width: 0.7 * stroke, dash: vec![], round: false };
    timeline.plot.marker(block.at, 2.2 * stroke, style.theme.background, Some(outline))
}

/// Dash patterns of paths in widths of the line, so that paths differ without color.
const DASHES: [[f64; 2]; 4] = [[4.0, 2.4], [1.2, 1.6], [8.0, 2.0], [2.5, 1.2]];

fn path_stroke(chart: &Chart, index: usize) -> Stroke {
    let width = 0.7 * chart.style.preset.strokes.series;
    let dash = DASHES[index % DASHES.len()].map(|part| part * width).to_vec();
    Stroke { color: path_color(chart, index), width, dash, round: false }
}

fn path_color(chart: &Chart, index: usize) -> Color {
    chart.style.theme.series[1 + index % 5]
}

/// Baselines in the order of their first path: paths from one baseline share ink and dash.
fn baselines<'a>(chart: &'a Chart) -> Vec<&'a str> {
    let mut found: Vec<&str> = vec![];
    for (_, series) in chart.of_role(Role::Path) {
        let Some(first) = series.points.first() else { continue };
        if !found.contains(&first.row.as_str()) {
            found.push(&first.row);
        }
    }
    found
}

fn ink_of(chart: &Chart, path: &Series) -> usize {
    let row = path.points.first().map_or("", |point| point.row.as_str());
    baselines(chart).iter().position(|baseline| *baseline == row).unwrap_or(0)
}

fn paths(chart: &Chart, timeline: &Timeline, obstacles: &mut Obstacles) -> Node {
    let mut group = Group { name: "paths".to_owned(), children: vec![] };
    for (_, series) in chart.of_role(Role::Path) {
        let data: Vec<(f64, f64)> = series
            .known()
            .map(|(point, estimate)| (point.period.middle(), estimate.mid()))
            .collect();
        let fine = finer(&data, chart.scale);
        let stroke = path_stroke(chart, ink_of(chart, series));
        group.children.extend(timeline.plot.line(&fine, &stroke));
        let placed: Vec<(f64, f64)> =
            fine.iter().map(|(x, y)| (timeline.plot.x(*x), timeline.plot.y(*y))).collect();
        obstacles.add_line(&placed);
        if let Some(start) = data.first() {
            let ring = Stroke { dash: vec![], ..stroke };
            let radius = 1.3 * chart.style.preset.strokes.series;
            let fill = chart.style.theme.background;
            group.children.extend(timeline.plot.marker(*start, radius, fill, Some(ring)));
        }
    }
    Node::Group(group)
}

/// Points between the years of a path, so that a curve looks like one; on a log axis it is straight already.
fn finer(data: &[(f64, f64)], scale: crate::layout::Scale) -> Vec<(f64, f64)> {
    const STEPS: u32 = 8;
    if scale == crate::layout::Scale::Log {
        return data.to_vec();
    }
    let mut fine = vec![];
    for pair in data.windows(2) {
        let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
        for step in 0..STEPS {
            let part = f64::from(step) / f64::from(STEPS);
            let y = if y1 > 0.0 { y1 * libm::pow(y2 / y1, part) } else { y1 + (y2 - y1) * part };
            fine.push((x1 + (x2 - x1) * part, y));
        }
    }
    fine.extend(data.last());
    fine
}

/// The label of a target: its amount and date, then what each baseline needs.
struct Block {
    head: Text,
    rows: Vec<(usize, Text)>,
    width: f64,
    height: f64,
    at: (f64, f64),
}

impl Block {
    fn new(chart: &Chart, goal: &GoalMark) -> Self {
        let style = &chart.style;
        let numbers = style.numbers;
        // A target is as round as it was set.
        let money = MoneyFormat::for_ticks(&[goal.amount]);
        let by = phrase_with(Phrase::By, style.lang(), &numbers.period(goal.period));
        let target = capitalized(phrase(Phrase::Target, style.lang()));
        let head = format!("{target}: {} {by}", numbers.money_short(goal.amount, money));
        let head = style.label(&head, Weight::Bold, style.theme.ink);
        let rows: Vec<(usize, Text)> = chart
            .of_role(Role::Path)
            .filter(|(_, path)| path.points.last().is_some_and(|p| p.period == goal.period))
            .filter_map(|(shown, path)| {
                let ink = ink_of(chart, path);
                let text = required(chart, &shown.id, path)?;
                Some((ink, style.label(&text, Weight::Regular, path_color(chart, ink))))
            })
            .collect();
        let sample = sample_width(style.size(TextRole::Label));
        let width = rows.iter().map(|(_, text)| text.width + sample).fold(head.width, f64::max);
        let line = style.line_height(head.size);
        let height = line * (1 + rows.len()) as f64;
        let at = (goal.period.middle(), goal.amount);
        Self { head, rows, width, height, at }
    }

    fn draw(&self, chart: &Chart, x: f64, top: f64) -> Vec<Node> {
        let style = &chart.style;
        let size = self.head.size;
        let line = style.line_height(size);
        let sample = sample_width(size);
        let rtl = style.from_right();
        let mut baseline = top + 0.5 * line + 0.35 * size;
        let head = self.head.clone();
        let edge = x + self.width;
        let mut nodes: Vec<Node> = vec![if rtl {
            head.at(edge, baseline, Anchor::Right).with_halo(style.halo()).into()
        } else {
            head.at(x, baseline, Anchor::Left).with_halo(style.halo()).into()
        }];
        for (ink, text) in &self.rows {
            baseline += line;
            let stroke = path_stroke(chart, *ink);
            let y = baseline - 0.3 * size;
            let text = text.clone();
            let ((from, to), text) = if rtl {
                (
                    (edge - sample + 0.4 * size, edge),
                    text.at(edge - sample, baseline, Anchor::Right),
                )
            } else {
                ((x, x + sample - 0.4 * size), text.at(x + sample, baseline, Anchor::Left))
            };
            nodes.push(rule(from, y, to, y, stroke.color, stroke.width, &stroke.dash));
            nodes.push(text.with_halo(style.halo()).into());
        }
        nodes
    }
}

/// Room for a piece of the path's line before its label.
fn sample_width(size: f64) -> f64 {
    2.8 * size
}

/// "+50.9% a year from about $560M".
fn required(chart: &Chart, path_id: &str, path: &Series) -> Option<String> {
    let numbers = chart.style.numbers;
    let growth = chart.beside(path_id)?;
    let base = path.points.first()?;
    let value = growth.points.first()?;
    let text = match value.value.known() {
        Some(rate) => numbers.per_year(&numbers.growth(rate.mid())),
        None => numbers.value(&value.value, growth.unit, chart.money()),
    };
    let money = numbers.money_for(&[base.value.known()?.mid()]);
    let from = chart.short_text(path, base, money);
    let from = phrase_with(Phrase::FromBaseline, chart.style.lang(), &from);
    Some(format!("{text} {from}"))
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The last target's label stands at the right of the panel; an earlier one near its marker where that place is free,
/// and otherwise below the last, joined to its marker.
fn place_blocks(
    chart: &Chart,
    timeline: &Timeline,
    blocks: &[Block],
    obstacles: &mut Obstacles,
) -> Node {
    let style = &chart.style;
    let size = style.size(TextRole::Label);
    let radius = 2.2 * style.preset.strokes.series;
    let mut group = Group { name: "targets".to_owned(), children: vec![] };
    let column = timeline.panel.right() + 1.4 * size;
    let place = |block: &Block| (timeline.plot.x(block.at.0), timeline.plot.y(block.at.1));
    for (x, y) in blocks.iter().map(place) {
        obstacles.add_box((x - radius, y - radius, x + radius, y + radius));
    }
    let mut top = timeline.panel.y - size;
    for (index, block) in blocks.iter().enumerate().rev() {
        let (x, y) = place(block);
        group.children.extend(goal_mark(chart, timeline, block));
        let free = near(timeline, block, (x, y), radius + 0.6 * size, obstacles);
        let spot = if let Some(spot) = free.filter(|_| index + 1 < blocks.len()) {
            spot
        } else {
            top = top.max(y - 0.5 * style.line_height(size));
            if index + 1 < blocks.len() {
                let label = (column - 0.35 * size, top + 0.5 * style.line_height(size));
                group.children.push(connector(style, (x, y), label));
            }
            let spot = (column, top);
            top += block.height + 0.8 * size;
            spot
        };
        obstacles.add_box((spot.0, spot.1, spot.0 + block.width, spot.1 + block.height));
        group.children.extend(block.draw(chart, spot.0, spot.1));
    }
    Node::Group(group)
}

/// A place near a marker that is free of everything.
fn near(
    timeline: &Timeline,
    block: &Block,
    (x, y): (f64, f64),
    gap: f64,
    obstacles: &Obstacles,
) -> Option<(f64, f64)> {
    let Panel { x: left, y: top, .. } = timeline.panel;
    let mut places = vec![];
    for lift in [0.5, 1.0, 0.75, 0.25, 0.0, 1.4, 1.8] {
        let row = (y - block.height * lift).max(top);
        for shift in [0.0, 12.0, 24.0, 48.0] {
            places.push((x - gap - shift - block.width, row));
        }
        places.push((x + gap, row));
    }
    places.retain(|(at, row)| {
        *at >= left + 2.0
            && at + block.width <= timeline.panel.right()
            && row + block.height <= timeline.panel.bottom()
    });
    let bounds = |(at, row): &(f64, f64)| (*at, *row, at + block.width, row + block.height);
    places.into_iter().find(|spot| obstacles.is_free(bounds(spot)))
}
