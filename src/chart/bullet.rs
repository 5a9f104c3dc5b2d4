//! Bullet bars: what share of each target was reached.
//!
//! Each target is a pale bar of full length; what was reached is a dark bar in it, from the side where reading starts.

use super::Kind;
use crate::layout::{Frame, Panel};
use crate::picture::{Chart, Role, fit_rows, more};
use crate::scene::{Anchor, Group, Node, Rect, Role as TextRole, Weight};
use crate::series::{Point, Series};
use crate::trade::Unit;
use crate::words::{MoneyFormat, Phrase, phrase_with};

/// Shares of targets.
pub struct Bullet;

impl Kind for Bullet {
    fn id(&self) -> &'static str {
        "bullet"
    }
    fn when(&self) -> &'static str {
        "the share reached of one to eight targets"
    }
    fn when_not(&self) -> &'static str {
        "the way to a target over time: use target-path"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let bars: Vec<Bar> = chart
            .of_role(Role::Main)
            .filter_map(|(s, series)| Bar::new(chart, &s.label, series))
            .collect();
        let line = chart.style.line_height(chart.style.size(TextRole::Label));
        let (count, body) = fit_rows(&chart.style, &frame.body, bars.len(), 2.2 * line);
        let slot = body.height / count.max(1) as f64;
        let mut marks = Group { name: "bars".to_owned(), children: vec![] };
        let mut regions = Group { name: "regions".to_owned(), children: vec![] };
        for (index, bar) in bars.iter().enumerate().take(count) {
            let panel = Panel { y: frame.body.y + index as f64 * slot, height: slot, ..frame.body };
            marks.children.extend(bar.draw(chart, &panel));
            let at = (panel.x, panel.y, panel.width, panel.height);
            regions.children.push(chart.region(bar.series, bar.point, at));
        }
        if count < bars.len() {
            marks.children.push(more(&chart.style, bars.len() - count, &frame.body));
        }
        frame.nodes.extend([Node::Group(marks), Node::Group(regions)]);
    }
}

struct Bar<'a> {
    label: &'a str,
    series: &'a Series,
    point: &'a Point,
    level: Option<(&'a Series, &'a Point)>,
    money: MoneyFormat,
}

impl<'a> Bar<'a> {
    fn new(chart: &Chart<'a>, label: &'a str, series: &'a Series) -> Option<Self> {
        let point = series.points.last()?;
        let level = chart.beside(&series.id).and_then(|s| Some((s, s.points.last()?)));
        let amounts: Vec<f64> =
            level.iter().filter_map(|(_, p)| Some(p.value.known()?.mid())).collect();
        Some(Self { label, series, point, level, money: chart.style.numbers.money_for(&amounts) })
    }

    fn draw(&self, chart: &Chart, panel: &Panel) -> Vec<Node> {
        let style = &chart.style;
        let size = style.size(TextRole::Label);
        let line = style.line_height(size);
        let thick = (0.36 * panel.height).min(4.4 * size);
        let top = panel.y + (panel.height - thick - line) / 2.0 + line;
        let mut nodes = vec![];
        let rtl = style.from_right();
        let (start, end) = if rtl {
            ((panel.right(), Anchor::Right), (panel.x, Anchor::Left))
        } else {
            ((panel.x, Anchor::Left), (panel.right(), Anchor::Right))
        };
        let goal = &self.level_text(chart);
        let goal = style.cut(goal, Weight::Regular, style.theme.secondary, panel.width);
        let name = style.cut(self.label, Weight::Bold, style.theme.ink, panel.width);
        let beside = name.width + goal.width + size <= panel.width;
        nodes.push(name.at(start.0, top - 0.55 * size, start.1).into());
        nodes.push(if beside {
            goal.at(end.0, top - 0.55 * size, end.1).into()
        } else {
            goal.at(start.0, top + thick + 1.1 * size, start.1).into()
        });
        nodes.push(block(panel.x, top, panel.width, thick, style.theme.grid));
        let Some(reached) = self.point.value.known() else {
            let text = style.numbers.value(&self.point.value, Unit::Fraction, self.money);
            let text = style.label(&text, Weight::Regular, style.theme.secondary);
            nodes.push(text.at(start.0, top + thick / 2.0 + 0.35 * size, start.1).into());
            return nodes;
        };
        let width = panel.width * reached.mid().clamp(0.0, 1.0);
        let x = if rtl { panel.right() - width } else { panel.x };
        nodes.push(block(x, top, width, thick, style.theme.series[0]));
        let share = style.numbers.share(reached.mid());
        let words = phrase_with(Phrase::OfTarget, style.lang(), &share);
        nodes.push(self.share_label(chart, panel, &words, width, top + thick / 2.0));
        nodes
    }

    /// Beside the dark bar where there is room, inside it otherwise.
    fn share_label(
        &self,
        chart: &Chart,
        panel: &Panel,
        words: &str,
        width: f64,
        middle: f64,
    ) -> Node {
        let style = &chart.style;
        let size = style.size(TextRole::Label);
        let text = style.label(words, Weight::Bold, style.theme.ink);
        let gap = 0.6 * size;
        let outside = text.width + 2.0 * gap <= panel.width - width;
        let rtl = style.from_right();
        let offset = if outside { width + gap } else { width - gap };
        let x = if rtl { panel.right() - offset } else { panel.x + offset };
        let anchor = if rtl == outside { Anchor::Right } else { Anchor::Left };
        let fill = if outside { style.theme.ink } else { style.theme.background };
        crate::scene::Text { fill, ..text }.at(x, middle + 0.35 * size, anchor).into()
    }

    /// "$503M, Jan–Nov 2025 · R. Khabibullin".
    fn level_text(&self, chart: &Chart) -> String {
        let Some((series, point)) = self.level else { return String::new() };
        let value = chart.value_text(series, point, self.money);
        let period = chart.style.numbers.period(point.period);
        let separator = if chart.style.lang().is_rtl() { "، " } else { ", " };
        let speaker = chart.speakers.short(&point.speaker);
        let who = if speaker.is_empty() { String::new() } else { format!(" · {speaker}") };
        format!("{value}{separator}{period}{who}")
    }
}

fn block(x: f64, y: f64, width: f64, height: f64, fill: crate::scene::Color) -> Node {
    Node::Rect(Rect { x, y, width, height, fill: Some(fill), stroke: None })
}
