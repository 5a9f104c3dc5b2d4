//! Treemap: a whole in one period as areas; a part is labeled where its label fits, otherwise by a number in a key.

use super::Kind;
use crate::layout::{Frame, Panel, Style, Swatch, legend, no_data, squarify};
use crate::picture::{Chart, Part, block};
use crate::scene::{Anchor, Group, Node, Role as TextRole, Text, Weight};
use crate::trade::Period;
use crate::words::{Phrase, phrase};

/// The structure of a whole.
pub struct Treemap;

/// Areas lie apart and are labeled, so that all fills of the house serve.
const MOST_COLORS: usize = 8;

impl Kind for Treemap {
    fn id(&self) -> &'static str {
        "treemap"
    }
    fn when(&self) -> &'static str {
        "the structure of a whole in one period, five to forty parts"
    }
    fn when_not(&self) -> &'static str {
        "change over time (stacked-area), or parts of nearly equal size (columns)"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        match Map::new(chart, frame.body) {
            Some(map) => frame.nodes.extend(map.draw()),
            None => frame.nodes.extend(no_data(&chart.style, &frame.body)),
        }
    }
}

struct Map<'a> {
    chart: &'a Chart<'a>,
    period: Period,
    parts: Vec<(Part<'a>, f64)>,
    /// Parts that have no area: without a value, or not above zero.
    without: Vec<&'a str>,
    body: Panel,
}

impl<'a> Map<'a> {
    fn new(chart: &'a Chart<'a>, body: Panel) -> Option<Self> {
        let all = chart.parts_with(MOST_COLORS);
        let period = chart.last_period(&all)?;
        let (mut parts, mut without) = (vec![], vec![]);
        for part in all {
            match part.at(period) {
                Some((_, value)) if value > 0.0 => parts.push((part, value)),
                _ => without.push(part.name()),
            }
        }
        // What is left of the whole comes last, whatever its size.
        let rest = |part: &Part| part.rest_of_whole();
        parts.sort_by(|a, b| rest(&a.0).cmp(&rest(&b.0)).then(b.1.total_cmp(&a.1)));
        (!parts.is_empty()).then_some(Self { chart, period, parts, without, body })
    }

    fn draw(&self) -> Vec<Node> {
        let style = &self.chart.style;
        let line = style.line_height(style.size(TextRole::Label));
        let mut panels = self.panels(self.body);
        let mut keyed = self.keyed(&panels);
        let mut key = None;
        if !keyed.is_empty() || !self.without.is_empty() {
            let above = self.body.inset(0.0, 0.0, 0.0, 2.5 * line);
            panels = self.panels(above);
            keyed = self.keyed(&panels);
            let entries: Vec<(Swatch, String)> = self.entries(&keyed);
            let under = Panel { y: above.bottom() + 0.4 * line, ..self.body };
            key = legend(style, &under, &entries).0;
        }
        let mut marks = Group { name: "areas".to_owned(), children: vec![] };
        let mut labels = Group { name: "labels".to_owned(), children: key.into_iter().collect() };
        let mut regions = Group { name: "regions".to_owned(), children: vec![] };
        let gap = 0.5 * style.preset.strokes.context;
        for (index, ((part, _), panel)) in self.parts.iter().zip(&panels).enumerate() {
            let at = panel.inset(gap.min(panel.width / 4.0), gap.min(panel.height / 4.0), gap, gap);
            marks.children.push(block(&at, part.fill));
            regions.children.extend(self.chart.part_region(part, self.period, panel));
            let fill = style.ink_on(part.fill);
            match keyed.iter().position(|other| *other == index) {
                None => labels.children.extend(self.label(index, panel)),
                Some(place) => {
                    let number = style.numbers.decimal((place + 1) as f64, 0);
                    let text = style.label(&number, Weight::Bold, fill);
                    let room = at.width - 2.0 * padding(style);
                    if text.width <= room && 1.2 * text.size < panel.height {
                        let (x, y) = (panel.x + panel.width / 2.0, panel.y + panel.height / 2.0);
                        let y = y + 0.35 * text.size;
                        labels.children.push(text.at(x, y, Anchor::Middle).into());
                    }
                }
            }
        }
        vec![Node::Group(marks), Node::Group(labels), Node::Group(regions)]
    }

    /// Areas from the corner where reading starts.
    fn panels(&self, within: Panel) -> Vec<Panel> {
        let values: Vec<f64> = self.parts.iter().map(|(_, value)| *value).collect();
        let mirror = |panel: Panel| Panel { x: within.x + within.right() - panel.right(), ..panel };
        let panels = squarify(&values, within);
        let rtl = self.chart.style.from_right();
        panels.into_iter().map(|panel| if rtl { mirror(panel) } else { panel }).collect()
    }

    /// Parts whose name does not fit into their area.
    fn keyed(&self, panels: &[Panel]) -> Vec<usize> {
        (0..panels.len()).filter(|index| self.texts(*index, &panels[*index]).is_empty()).collect()
    }

    /// Name and value, or the name alone; nothing where not even that fits with its padding.
    fn texts(&self, index: usize, panel: &Panel) -> Vec<Text> {
        let style = &self.chart.style;
        let (part, value) = self.parts[index];
        let padding = padding(style);
        let fill = style.ink_on(part.fill);
        let room = (panel.width - 2.0 * padding, panel.height - 2.0 * padding);
        // Long names end in an ellipsis only in areas that would hold a name of usual length.
        let name = style.cut(part.name(), Weight::Bold, fill, room.0.max(0.0));
        let whole = name.content.contains('…');
        if name.width == 0.0 || (whole && room.0 < 9.0 * name.size) || room.1 < name.size {
            return vec![];
        }
        let number = self.chart.number(value, self.chart.unit(), self.chart.money());
        let number = style.label(&number, Weight::Regular, fill);
        if number.width <= room.0 && room.1 >= style.line_height(name.size) + name.size {
            return vec![name, number];
        }
        vec![name]
    }

    fn label(&self, index: usize, panel: &Panel) -> Vec<Node> {
        let style = &self.chart.style;
        let padding = padding(style);
        let rtl = style.from_right();
        let (x, anchor) = if rtl {
            (panel.right() - padding, Anchor::Right)
        } else {
            (panel.x + padding, Anchor::Left)
        };
        let texts = self.texts(index, panel).into_iter().enumerate();
        let node = |(row, text): (usize, Text)| {
            let size = text.size;
            let y = panel.y + padding + 0.8 * size + row as f64 * style.line_height(size);
            text.at(x, y, anchor).into()
        };
        texts.map(node).collect()
    }

    /// "1 Pakistan, $120M" for each numbered part, then what has no area.
    fn entries(&self, keyed: &[usize]) -> Vec<(Swatch, String)> {
        let style = &self.chart.style;
        let comma = if style.lang().is_rtl() { "، " } else { ", " };
        let entry = |(place, index): (usize, &usize)| {
            let (part, value) = self.parts[*index];
            let number = style.numbers.decimal((place + 1) as f64, 0);
            let value = self.chart.number(value, self.chart.unit(), self.chart.money());
            let name: String = part.name().chars().take(40).collect();
            (Swatch::None, format!("{number} {name}{comma}{value}"))
        };
        let mut entries: Vec<_> = keyed.iter().enumerate().map(entry).collect();
        if !self.without.is_empty() {
            let words = phrase(Phrase::NoData, style.lang());
            let names: Vec<String> =
                self.without.iter().map(|name| name.chars().take(40).collect()).collect();
            entries.push((Swatch::Hatch, format!("{words}: {}", names.join(comma))));
        }
        entries
    }
}

fn padding(style: &Style) -> f64 {
    3.0 * style.preset.floor / 7.0
}

#[cfg(test)]
mod tests {
    use super::super::torture::{Desk, values};
    use super::*;
    use crate::words::Lang;

    #[test]
    fn areas_are_proportional_to_values_and_mirrored_in_persian() {
        let parts = [values(&[60.0]), values(&[30.0]), values(&[10.0]), values(&[-5.0])];
        let body = Panel { x: 10.0, y: 10.0, width: 300.0, height: 100.0 };
        let desk = Desk::new(Lang::Fa, "word", &parts);
        let chart = desk.chart();
        let map = Map::new(&chart, body).unwrap();
        assert_eq!((map.parts.len(), map.without.len()), (3, 1));
        let panels = map.panels(body);
        for (panel, (_, value)) in panels.iter().zip(&map.parts) {
            assert!((panel.width * panel.height / 30_000.0 - value / 100.0).abs() < 1e-9);
        }
        assert!((panels[0].right() - body.right()).abs() < 1e-9);
    }
}
