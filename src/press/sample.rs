//! A picture for tests: a target path like that of the house style, in each language.

use std::sync::Arc;

use super::Imprint;
use crate::scene::{
    Anchor, Color, Datum, Fonts, Group, Halo, Node, Path, Physical, Plot, Region, Role, Scale,
    Scene, Segment, Shaper, Stroke, Text, Weight,
};
use crate::words::Lang;

const INK: Color = Color::hex(0x1f_2529);
const BLUE: Color = Color::hex(0x0f_54a0);
const GRAY: Color = Color::hex(0x59_626b);

/// Title, subtitle, top tick, event, path label, its value, actual label, footer.
type Labels = [&'static str; 8];

const EN: Labels = [
    "Trade must grow sixfold to reach the 2030 target",
    "Iran–Russia goods trade, both directions, billion US dollars, 2018–2024 & “target path”",
    "$30B",
    "EAEU FTA in force",
    "Target path",
    "$30B by 2030",
    "Actual $4.8B",
    "Source: Federal Customs Service of Russia, IRICA (2025-06). Note: 2023 revised; mirror gap 14%.",
];

const RU: Labels = [
    "К 2030 году торговля должна вырасти вшестеро",
    "Товарооборот Ирана и России, оба направления, млрд долларов США, 2018–2024",
    "30 млрд",
    "Соглашение с ЕАЭС",
    "Путь к цели",
    "30 млрд долл. к 2030",
    "Факт: 4,8 млрд",
    "Источник: ФТС России, IRICA (2025-06). Примечание: 2023 год уточнён; расхождение 14 %.",
];

const FA: Labels = [
    "\u{2067}تجارت باید شش برابر شود تا هدف \u{2066}۲۰۳۰\u{2069} محقق شود\u{2069}",
    "\u{2067}تجارت کالایی ایران و روسیه، دو جهت، میلیارد دلار (\u{2066}US$\u{2069})، ۲۰۱۸–۲۰۲۴\u{2069}",
    "۳۰",
    "\u{2067}اجرای موافقت‌نامهٔ اوراسیا\u{2069}",
    "\u{2067}مسیر هدف\u{2069}",
    "\u{2067}۳۰ میلیارد دلار تا ۲۰۳۰\u{2069}",
    "\u{2067}واقعی \u{2066}۴٫۸\u{2069} میلیارد دلار\u{2069}",
    "\u{2067}منبع: گمرک روسیه، \u{2066}IRICA (2025-06)\u{2069}. یادداشت: ارقام ۲۰۲۳ بازنگری شد؛ رشد \u{2066}+۱۴٫۵٪\u{2069}، شکاف \u{2066}−۴٫۲٪\u{2069}.\u{2069}",
];

pub(crate) fn shaper() -> Shaper {
    Shaper::new(Arc::new(Fonts::bundled()))
}

pub(crate) fn imprint() -> Imprint {
    Imprint {
        source: "FCS & IRICA".to_owned(),
        software: "bilat 0.1.0".to_owned(),
        copyright: "CC BY 4.0".to_owned(),
        spec_hash: "ab12".to_owned(),
        data_hash: "cd34".to_owned(),
        json_ld: r#"{"@type":"Dataset","name":"a < b"}"#.to_owned(),
    }
}

/// A picture of one line of text, 100 units high, at the left edge.
pub(crate) fn one_line(content: &str, size: f64, halo: Option<Halo>) -> Scene {
    let shaped = shaper().shape(content, size, Weight::Regular);
    let text = Text {
        x: 10.0,
        y: 100.0,
        anchor: Anchor::Left,
        size,
        weight: Weight::Regular,
        fill: INK,
        halo,
        role: Role::Label,
        content: content.to_owned(),
        runs: shaped.runs,
        width: shaped.width,
    };
    Scene {
        id: "line".to_owned(),
        lang: Lang::En,
        title: content.to_owned(),
        description: content.to_owned(),
        width: 4000.0,
        height: 200.0,
        physical: Physical::Pixels(4000.0, 200.0),
        background: Color::WHITE,
        nodes: vec![Node::Text(text)],
    }
}

/// The picture at 160 by 100 mm.
pub(crate) fn scene(lang: Lang) -> Scene {
    let (labels, digits) = match lang {
        Lang::En => (EN, false),
        Lang::Ru => (RU, false),
        Lang::Fa => (FA, true),
    };
    let maker = Maker { shaper: shaper(), width: 160.0 * 72.0 / 25.4, rtl: lang.is_rtl(), labels };
    Scene {
        id: format!("target-path-{lang}"),
        lang,
        title: labels[0].to_owned(),
        description: format!("Line. {} & more: 4.8 in 2024, 30 in 2030.", labels[1]),
        width: maker.width,
        height: 100.0 * 72.0 / 25.4,
        physical: Physical::Millimeters(160.0, 100.0),
        background: Color::WHITE,
        nodes: maker.nodes(digits),
    }
}

struct Maker {
    shaper: Shaper,
    width: f64,
    rtl: bool,
    labels: Labels,
}

impl Maker {
    fn nodes(&self, digits: bool) -> Vec<Node> {
        let plot = Plot {
            left: 27.0,
            top: 70.0,
            width: 338.0,
            height: 169.0,
            x_scale: Scale::Linear(2018.0, 2030.0),
            y_scale: Scale::Linear(0.0, 30.0),
        };
        let mut nodes = self.words();
        nodes.push(group("axis", self.axis(&plot, digits)));
        nodes.push(group("series", self.series(&plot)));
        nodes
    }

    fn words(&self) -> Vec<Node> {
        let (x, anchor) =
            if self.rtl { (self.width - 8.5, Anchor::Right) } else { (8.5, Anchor::Left) };
        vec![
            self.text(self.labels[0], (x, 20.0), anchor, (12.0, Weight::Bold), INK, Role::Title),
            self.text(
                self.labels[1],
                (x, 36.0),
                anchor,
                (9.5, Weight::Regular),
                GRAY,
                Role::Subtitle,
            ),
            self.text(
                self.labels[7],
                (x, 275.0),
                anchor,
                (7.5, Weight::Regular),
                GRAY,
                Role::Footer,
            ),
        ]
    }

    fn axis(&self, plot: &Plot, digits: bool) -> Vec<Node> {
        let mut nodes = vec![];
        let small = (8.5, Weight::Regular);
        for value in [0, 10, 20, 30] {
            let y = plot.y(f64::from(value));
            let color = if value == 0 { INK } else { Color::hex(0xd9_dde1) };
            let segments =
                vec![Segment::Move(plot.left, y), Segment::Line(plot.left + plot.width, y)];
            nodes.push(Node::Path(Path { segments, fill: None, stroke: Some(line(color, 0.5)) }));
            let label = if value == 30 { self.labels[2].to_owned() } else { number(value, digits) };
            nodes.push(self.text(&label, (23.0, y + 3.0), Anchor::Right, small, GRAY, Role::Tick));
        }
        for year in (2018..=2030).step_by(2) {
            let at = (plot.x(f64::from(year)), 252.0);
            nodes.push(self.text(
                &number(year, digits),
                at,
                Anchor::Middle,
                small,
                GRAY,
                Role::Tick,
            ));
        }
        nodes
    }

    fn series(&self, plot: &Plot) -> Vec<Node> {
        let actual = [1.7, 1.6, 2.3, 4.0, 4.7, 4.0, 4.8];
        let points: Vec<_> =
            actual.iter().enumerate().map(|(i, v)| (2018.0 + i as f64, *v)).collect();
        let target = Stroke { dash: vec![5.0, 3.0], ..line(INK, 1.25) };
        let event = Stroke { dash: vec![2.0, 2.0], ..line(GRAY, 0.5) };
        let blue = Stroke { round: true, ..line(BLUE, 2.0) };
        let mut nodes = plot.line(&[(2025.0, 0.0), (2025.0, 29.0)], &event);
        nodes.extend(plot.line(&[(2024.0, 4.8), (2030.0, 30.0)], &target));
        nodes.extend(plot.line(&points, &blue));
        nodes.extend(plot.marker((2024.0, 4.8), 2.5, BLUE, Some(line(Color::WHITE, 1.0))));
        nodes.extend(plot.marker((2030.0, 30.0), 2.5, Color::WHITE, Some(line(INK, 1.25))));
        let (x, y) = (plot.x(2030.0) + 6.0, plot.y(30.0));
        let at_event = (plot.x(2025.0) - 4.0, y + 14.0);
        let at_actual = (plot.x(2024.0) + 6.0, plot.y(4.8) + 10.0);
        let (bold, small) = ((8.5, Weight::Bold), (8.5, Weight::Regular));
        nodes.extend([
            self.text(self.labels[3], at_event, Anchor::Right, small, GRAY, Role::Event),
            self.text(self.labels[4], (x, y - 2.0), Anchor::Left, bold, INK, Role::Label),
            self.text(self.labels[5], (x, y + 9.0), Anchor::Left, small, INK, Role::Label),
            self.text(self.labels[6], at_actual, Anchor::Left, bold, BLUE, Role::Label),
            Node::Region(region(plot)),
        ]);
        nodes
    }

    fn text(
        &self,
        content: &str,
        (x, y): (f64, f64),
        anchor: Anchor,
        (size, weight): (f64, Weight),
        fill: Color,
        role: Role,
    ) -> Node {
        let shaped = self.shaper.shape(content, size, weight);
        let halo = (role == Role::Label).then_some(Halo { color: Color::WHITE, width: 2.0 });
        Node::Text(Text {
            x,
            y,
            anchor,
            size,
            weight,
            fill,
            halo,
            role,
            content: content.to_owned(),
            runs: shaped.runs,
            width: shaped.width,
        })
    }
}

fn region(plot: &Plot) -> Region {
    let datum =
        Datum { series: "turnover".to_owned(), period: "2024".to_owned(), value: "4.8".to_owned() };
    Region {
        x: plot.x(2023.5),
        y: plot.top,
        width: plot.x(2024.5) - plot.x(2023.5),
        height: plot.height,
        title: "2024: <4.8>".to_owned(),
        datum,
    }
}

fn group(name: &str, children: Vec<Node>) -> Node {
    Node::Group(Group { name: name.to_owned(), children })
}

fn line(color: Color, width: f64) -> Stroke {
    Stroke { color, width, dash: vec![], round: false }
}

fn number(value: i32, persian: bool) -> String {
    let digit = |c: char| match c.to_digit(10) {
        Some(digit) if persian => char::from_u32(0x6f0 + digit).unwrap_or(c),
        _ => c,
    };
    value.to_string().chars().map(digit).collect()
}
