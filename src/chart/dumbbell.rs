//! Dumbbell: the same flow in two records, with the gap between them as a value and in percent.
//!
//! Each main series is one record; the series printed beside it is the other. How both are valued is always said.

use super::Kind;
use crate::layout::{Frame, Panel, Swatch, legend, linear_ticks, no_data, rule, tick_texts};
use crate::picture::{Chart, Part, Role, fit_rows, more, names_column, row_name};
use crate::scene::{Anchor, Color, Group, Node, Plot, Role as TextRole, Scale, Text, Weight};
use crate::trade::{Period, Valuation};
use crate::words::{MoneyFormat, Phrase, phrase, phrase_with};

/// Two records of one flow.
pub struct Dumbbell;

impl Kind for Dumbbell {
    fn id(&self) -> &'static str {
        "dumbbell"
    }
    fn when(&self) -> &'static str {
        "the mirror gap: what one side says it sold against what the other says it bought"
    }
    fn when_not(&self) -> &'static str {
        "two different flows: use butterfly"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let pairs = pairs(chart);
        if pairs.is_empty() {
            frame.nodes.extend(no_data(&chart.style, &frame.body));
            return;
        }
        frame.nodes.extend(Rows::draw(chart, &pairs, frame.body));
    }
}

/// Two records of one flow in a period.
struct Pair<'a> {
    name: String,
    sides: [Option<(Part<'a>, f64)>; 2],
    period: Period,
}

/// A row a period where there is one pair of series, otherwise a row a pair at its last period.
fn pairs<'a>(chart: &Chart<'a>) -> Vec<Pair<'a>> {
    let mains: Vec<_> = chart.of_role(Role::Main).filter(|(s, _)| s.beside.is_none()).collect();
    let both = |shown, series: &'a crate::series::Series| {
        let (fill, rest) = (chart.style.theme.series[0], false);
        let other = chart.shown.iter().find(|s| s.beside.as_deref() == Some(&series.id));
        let other =
            other.and_then(|s| Some(Part { shown: s, series: chart.set.get(&s.id)?, fill, rest }));
        (Part { shown, series, fill, rest }, other)
    };
    let mut found = vec![];
    for (shown, series) in &mains {
        let (first, second) = both(shown, series);
        let sides: Vec<Part> = [Some(first), second].into_iter().flatten().collect();
        let mut periods = chart.periods(&sides);
        periods.retain(|period| sides.iter().any(|side| side.at(*period).is_some()));
        if mains.len() > 1 {
            periods = periods.pop().into_iter().collect();
        }
        for period in periods {
            let at = |part: Part<'a>| Some((part, part.at(period)?.1));
            let name = match mains.len() {
                1 => chart.style.numbers.period_short(period),
                _ => first.name().to_owned(),
            };
            found.push(Pair { name, sides: [at(first), second.and_then(at)], period });
        }
    }
    found
}

struct Rows<'a> {
    chart: &'a Chart<'a>,
    plot: Plot,
    gap_at: (f64, Anchor),
}

impl<'a> Rows<'a> {
    fn draw(chart: &'a Chart<'a>, pairs: &[Pair<'a>], body: Panel) -> Vec<Node> {
        let style = &chart.style;
        let size = style.size(TextRole::Label);
        let line = style.line_height(size);
        let money = chart.money();
        let (key, body) = legend(style, &body, &entries(chart));
        let note = style.cut(&note(chart), Weight::Regular, style.theme.secondary, body.width);
        let rows_body = body.inset(0.0, 0.0, 0.0, 2.7 * line);
        let (count, rows_body) = fit_rows(style, &rows_body, pairs.len(), 1.1 * line);
        // Where not all fit, the last periods matter, or the first of several pairs.
        let periods = chart.of_role(Role::Main).filter(|(s, _)| s.beside.is_none()).count() == 1;
        let shown = if periods { &pairs[pairs.len() - count..] } else { &pairs[..count] };
        let names: Vec<_> =
            shown.iter().map(|p| (p.name.as_str(), Weight::Regular, style.theme.ink)).collect();
        let (names, panel) = names_column(style, &rows_body, &names, 0.28);
        let gaps: Vec<Text> = shown.iter().map(|pair| gap_text(chart, pair, money)).collect();
        let room = gaps.iter().map(|text| text.width).fold(0.0, f64::max) + 1.6 * size;
        let rtl = style.from_right();
        let plot_panel =
            panel.inset(if rtl { room } else { size }, 0.0, if rtl { size } else { room }, 0.0);
        let values = shown.iter().flat_map(|p| p.sides.iter().flatten().map(|(_, v)| *v));
        let (low, high) = values.fold((0.0, 0.0), |(l, h): (f64, f64), v| (l.min(v), h.max(v)));
        let ticks = linear_ticks(low, if high > low { high } else { low + 1.0 }, 5);
        let (low, high) = (ticks[0], ticks[ticks.len() - 1]);
        let Panel { x, y, width, height } = plot_panel;
        let x_scale = if rtl { Scale::Linear(high, low) } else { Scale::Linear(low, high) };
        let y_scale = Scale::Linear(count.max(1) as f64, 0.0);
        let plot = Plot { left: x, top: y, width, height, x_scale, y_scale };
        let gap_at = if rtl { (panel.x, Anchor::Left) } else { (panel.right(), Anchor::Right) };
        let rows = Rows { chart, plot, gap_at };
        let mut nodes: Vec<Node> = key.into_iter().collect();
        nodes.push(rows.axis(&ticks, &body));
        let mut labels = Group { name: "labels".to_owned(), children: vec![] };
        let mut regions = Group { name: "regions".to_owned(), children: vec![] };
        for (row, ((pair, name), gap)) in shown.iter().zip(names).zip(gaps).enumerate() {
            let middle = row as f64 + 0.5;
            labels.children.push(row_name(style, name, &body, plot.y(middle)));
            nodes.extend(rows.marks(pair, middle));
            let (at, anchor) = rows.gap_at;
            labels.children.push(gap.at(at, plot.y(middle) + 0.35 * size, anchor).into());
            let tall = height / count.max(1) as f64;
            let at = Panel { y: plot.y(row as f64), height: tall, ..panel };
            for (part, _) in pair.sides.iter().flatten() {
                regions.children.extend(chart.part_region(part, pair.period, &at));
            }
        }
        if count < pairs.len() {
            let above = Panel { height: rows_body.height + line, ..rows_body };
            labels.children.push(more(style, pairs.len() - count, &above));
        }
        let (at, anchor) = (if rtl { body.right() } else { body.x }, style.row_start());
        labels.children.push(note.at(at, body.bottom() - 0.2 * size, anchor).into());
        nodes.extend([Node::Group(labels), Node::Group(regions)]);
        nodes
    }

    /// Upright lines with their values under the rows; values that would touch the next are left out.
    fn axis(&self, ticks: &[f64], body: &Panel) -> Node {
        let style = &self.chart.style;
        let (top, bottom) = (self.plot.top, self.plot.top + self.plot.height);
        let size = style.size(TextRole::Tick);
        let mut group = Group { name: "x-axis".to_owned(), children: vec![] };
        let mut taken: Vec<(f64, f64)> = vec![];
        for (value, text) in tick_texts(style, ticks, self.chart.unit(), None).into_iter().rev() {
            let (x, half) = (self.plot.x(value), text.width / 2.0);
            let (color, width) = if value == 0.0 {
                (style.theme.ink, style.preset.strokes.baseline)
            } else {
                (style.theme.grid, style.preset.strokes.grid)
            };
            group.children.push(rule(x, top, x, bottom, color, width, &[]));
            let at = x.clamp(body.x + half, (body.right() - half).max(body.x + half));
            let free = |(from, to): &(f64, f64)| {
                at + half + 0.5 * size < *from || at - half - 0.5 * size > *to
            };
            if taken.iter().all(free) && 2.0 * half < self.plot.width {
                taken.push((at - half, at + half));
                group.children.push(text.at(at, bottom + 1.25 * size, Anchor::Middle).into());
            }
        }
        Node::Group(group)
    }

    fn marks(&self, pair: &Pair, middle: f64) -> Vec<Node> {
        let style = &self.chart.style;
        let strokes = &style.preset.strokes;
        let mut nodes = vec![];
        if let [Some((_, a)), Some((_, b))] = pair.sides {
            let y = self.plot.y(middle);
            let (from, to) = (self.plot.x(a), self.plot.x(b));
            nodes.push(rule(from, y, to, y, style.theme.context, strokes.series, &[]));
        }
        for (side, ink) in pair.sides.iter().zip(inks(self.chart)) {
            if let Some((_, value)) = side {
                nodes.extend(self.plot.marker((*value, middle), 1.7 * strokes.series, ink, None));
            }
        }
        nodes
    }
}

fn inks(chart: &Chart) -> [Color; 2] {
    [chart.style.theme.series[0], chart.style.theme.series[1]]
}

/// The two records by their labels; pairs of partners share the words of flows.
fn entries(chart: &Chart) -> Vec<(Swatch, String)> {
    let mains: Vec<_> = chart.of_role(Role::Main).filter(|(s, _)| s.beside.is_none()).collect();
    let Some((first, series)) = mains.first() else { return vec![] };
    let other = chart.shown.iter().find(|s| s.beside.as_deref() == Some(&series.id));
    let lang = chart.style.lang();
    let names = match (mains.len(), other) {
        (1, Some(other)) => [first.label.clone(), other.label.clone()],
        (_, other) => {
            let other = other.and_then(|s| chart.set.get(&s.id)).unwrap_or(series);
            let speaker = |s: &crate::series::Series| s.points.last().map(|p| p.speaker.clone());
            let measure =
                |s: &crate::series::Series| phrase(Phrase::Measure(s.basis.measure), lang);
            if series.basis.measure == other.basis.measure {
                [*series, other]
                    .map(|s| chart.speakers.short(&speaker(s).unwrap_or_default()).to_owned())
            } else {
                [*series, other].map(|s| measure(s).to_owned())
            }
        }
    };
    names.into_iter().zip(inks(chart)).map(|(name, ink)| (Swatch::Fill(ink), name)).collect()
}

/// "+$12M (+34%)": the second record against the first.
fn gap_text(chart: &Chart, pair: &Pair, money: MoneyFormat) -> Text {
    let style = &chart.style;
    let numbers = style.numbers;
    let words = match pair.sides {
        [Some((_, first)), Some((_, second))] => {
            let own = numbers.money_for(&[second - first]);
            // A gap that would print as zero takes a smaller unit of its own.
            let money = if own.exponent < money.exponent { own } else { money };
            let gap = numbers.money_change_short(second - first, money);
            let share = if first > 0.0 {
                numbers.growth((second - first) / first)
            } else {
                phrase(Phrase::NotAvailable, style.lang()).to_owned()
            };
            format!("{gap} ({share})")
        }
        _ => phrase(Phrase::NotAvailable, style.lang()).to_owned(),
    };
    style.label(&words, Weight::Regular, style.theme.ink)
}

/// How both records are valued; freight and insurance are part of the gap where one is CIF and the other FOB.
fn note(chart: &Chart) -> String {
    let lang = chart.style.lang();
    let valuation = |role: bool| {
        let mut series = chart.shown.iter().filter(|s| s.beside.is_some() == role);
        series.find_map(|s| chart.set.get(&s.id)).map_or(Valuation::Unknown, |s| s.basis.valuation)
    };
    let (first, second) = (valuation(false), valuation(true));
    let known = |v: Valuation| phrase(Phrase::Valuation(v), lang);
    if first != second && [first, second].contains(&Valuation::Cif) {
        return phrase(Phrase::CifFob, lang).to_owned();
    }
    if first == second {
        return phrase_with(Phrase::BothValued, lang, known(first));
    }
    format!("{} / {}", known(first), known(second))
}
