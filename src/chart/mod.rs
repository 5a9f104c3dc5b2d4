//! The registry of chart kinds: series and words in, scene out. Every other file of this folder is one kind.
//!
//! A kind declares and draws; it computes nothing and formats nothing itself.

mod bullet;
mod bump;
mod butterfly;
mod columns;
mod connected_scatter;
mod coverage;
mod dumbbell;
mod fan;
mod flow;
mod heatmap;
mod line;
mod scatter;
mod slope;
mod small_multiples;
mod stacked_area;
mod stacked_columns;
mod table;
mod target_path;
mod tile_map;
mod treemap;
mod waterfall;

use crate::layout::Frame;
use crate::picture::Chart;
use crate::scene::{Scene, mirrored};

/// All kinds, in the order of `bilat list charts`.
pub static KINDS: &[&dyn Kind] = &[
    &line::Line,
    &columns::Columns,
    &target_path::TargetPath,
    &bullet::Bullet,
    &stacked_columns::StackedColumns,
    &stacked_area::StackedArea,
    &slope::Slope,
    &bump::Bump,
    &dumbbell::Dumbbell,
    &waterfall::Waterfall,
    &heatmap::Heatmap,
    &small_multiples::SmallMultiples,
    &butterfly::Butterfly,
    &connected_scatter::ConnectedScatter,
    &scatter::Scatter,
    &treemap::Treemap,
    &fan::Fan,
    &flow::Flow,
    &table::Table,
    &coverage::Coverage,
    &tile_map::TileMap,
];

/// The kind of this id.
#[must_use]
pub fn kind(id: &str) -> Option<&'static dyn Kind> {
    KINDS.iter().copied().find(|kind| kind.id() == id)
}

/// A way to draw series.
pub trait Kind: Sync {
    /// Stable id, the file's name with hyphens.
    fn id(&self) -> &'static str;
    /// When to use it.
    fn when(&self) -> &'static str;
    /// When not to.
    fn when_not(&self) -> &'static str;
    /// Draws into the body of a frame.
    fn draw(&self, chart: &Chart, frame: &mut Frame);
}

/// Draws a chart as a kind: the picture, and the parts of its header that are overfull.
#[must_use]
pub fn scene(kind: &dyn Kind, chart: &Chart) -> (Scene, Vec<(&'static str, usize)>) {
    let mut frame = Frame::new(&chart.style, chart.header);
    let header = frame.nodes.len();
    kind.draw(chart, &mut frame);
    if chart.style.is_mirrored() {
        let body = frame.nodes.split_off(header);
        frame.nodes.extend(body.into_iter().map(|node| mirrored(node, frame.width)));
    }
    let overfull = frame.overfull.clone();
    let id = format!("{}-{}", chart.id, chart.style.lang().tag());
    let (title, description) = (chart.header.title.clone(), chart.description.to_owned());
    (frame.finish(&chart.style, id, title, description), overfull)
}

#[cfg(test)]
mod torture {
    //! Nasty data through all kinds, languages and three presets.

    use std::sync::Arc;

    use super::*;
    use crate::layout::{Header, Scale, Style};
    use crate::picture::{Role, Shown, Speakers};
    use crate::scene::{Fonts, Node, Shaper, Text};
    use crate::series::{Basis, Missing, Point, Series, SeriesSet, Value};
    use crate::theme::{Preset, Theme, preset};
    use crate::trade::{
        Area, Commodity, Estimate, Evidence, Hedge, Measure, ObsStatus, Period, Unit, Valuation,
    };
    use crate::words::{Lang, Numbers};

    /// Values of consecutive years; `None` has no value.
    pub type Values = Vec<Option<f64>>;

    pub fn values(known: &[f64]) -> Values {
        known.iter().copied().map(Some).collect()
    }

    #[derive(Debug)]
    struct Mute;

    impl Speakers for Mute {
        fn short<'a>(&'a self, speaker: &'a str) -> &'a str {
            speaker
        }
    }

    /// All that a chart borrows.
    #[derive(Debug)]
    pub struct Desk {
        pub set: SeriesSet,
        pub shown: Vec<Shown>,
        header: Header,
        theme: Theme,
        shaper: Shaper,
        preset: &'static Preset,
        lang: Lang,
    }

    impl Desk {
        pub fn new(lang: Lang, size: &str, all: &[Values]) -> Self {
            let names = ["Pakistan", "Иран", "ترکمنستان"];
            let label = |index: usize| format!("{} {index}", names[lang as usize]);
            let series: Vec<Series> =
                all.iter().enumerate().map(|(index, values)| series(index, values)).collect();
            let shown = series.iter().enumerate().map(|(index, s)| Shown {
                id: s.id.clone(),
                role: Role::Main,
                label: label(index),
                beside: None,
                focus: false,
            });
            Self {
                shown: shown.collect(),
                set: SeriesSet { series, ..SeriesSet::default() },
                header: Header {
                    title: "Title".to_owned(),
                    subtitle: "Subtitle".to_owned(),
                    footer: vec!["Source: none.".to_owned()],
                },
                theme: Theme::light(),
                shaper: Shaper::new(Arc::new(Fonts::bundled())),
                preset: preset(size).unwrap(),
                lang,
            }
        }

        pub fn chart(&self) -> Chart<'_> {
            Chart {
                id: "torture",
                header: &self.header,
                description: "",
                set: &self.set,
                shown: &self.shown,
                events: &[],
                goals: &[],
                years: None,
                scale: Scale::Linear,
                speakers: &Mute,
                style: Style {
                    preset: self.preset,
                    theme: &self.theme,
                    shaper: &self.shaper,
                    numbers: Numbers::of(self.lang),
                },
            }
        }
    }

    fn series(index: usize, values: &[Option<f64>]) -> Series {
        let area = |code: &str| Area::from_code(code).unwrap();
        let measure = if index.is_multiple_of(2) { Measure::Export } else { Measure::Import };
        let point = |(year, value): (i32, &Option<f64>)| {
            let period = Period::year(year);
            let missing = Missing::not_reported("record", period);
            Point {
                period,
                value: value.map_or(missing.into(), |v| Value::Known(Estimate::exact(v))),
                evidence: Evidence::Reported,
                status: ObsStatus::Normal,
                speaker: String::new(),
                origins: vec![],
                note: String::new(),
                row: String::new(),
                hedge: Hedge::Exact,
                derivation: None,
            }
        };
        let partner = format!("X{index}");
        Series {
            id: format!("s{index}"),
            basis: Basis {
                reporter: area("AFG"),
                partner: area(&partner),
                measure,
                commodity: Commodity::total(),
                valuation: Valuation::Unknown,
            },
            unit: Unit::Dollar,
            formula: String::new(),
            points: (2010..).zip(values).map(point).collect(),
        }
    }

    /// What is done to charts, each with its name.
    fn cases() -> Vec<(&'static str, Vec<Values>)> {
        let course = |seed: usize, years: usize| -> Values {
            let value = |year: usize| ((seed * 7 + year * 13) % 29 + 3) as f64 * 1e6;
            (0..years).map(|year| Some(value(year))).collect()
        };
        let wild = |seed: i32| -> Values {
            (0..7).map(|year| Some(libm::pow(10.0, f64::from((seed + year) % 7)) * 3.3)).collect()
        };
        vec![
            ("plain", (0..3).map(|seed| course(seed, 11)).collect()),
            ("one point", vec![values(&[5e6])]),
            ("one point each", vec![values(&[5e6]), values(&[3e6]), values(&[0.0])]),
            ("all missing", vec![vec![None; 5], vec![None; 5]]),
            ("no points", vec![vec![], vec![]]),
            ("all equal", vec![values(&[7e6; 6]); 4]),
            ("all zero", vec![values(&[0.0; 6]); 3]),
            ("negative", vec![values(&[-3e6, 2e6, -1e6, 4e6]), values(&[-8e6, -2e6, 5e6, -6e6])]),
            ("six orders", (0..5).map(wild).collect()),
            (
                "holes",
                vec![
                    vec![Some(1e6), None, Some(3e6), None, None, Some(2e6)],
                    vec![None, None, Some(9e6), Some(4e6), None, None],
                    vec![None, Some(5e6), None, Some(4e6), Some(1e6), None],
                ],
            ),
            ("40 categories", (0..40).map(|seed| course(seed, 12)).collect()),
            ("40 years", (0..7).map(|seed| course(seed, 40)).collect()),
        ]
    }

    fn texts(scene: &Scene) -> Vec<&Text> {
        let mut texts = vec![];
        scene.walk(&mut |node| {
            if let Node::Text(text) = node
                && text.width > 0.0
            {
                texts.push(text);
            }
        });
        texts
    }

    /// Faults of a scene: texts outside the canvas, texts on one another.
    fn faults(scene: &Scene) -> Vec<String> {
        let texts = texts(scene);
        let mut faults = vec![];
        for (index, text) in texts.iter().enumerate() {
            let (left, top, right, bottom) = text.bounds();
            let words: String = text.content.chars().take(30).collect();
            if left < -0.25
                || top < -0.25
                || right > scene.width + 0.25
                || bottom > scene.height + 0.25
            {
                faults.push(format!("`{words}` at {left:.0},{top:.0} is outside"));
            }
            if !(left.is_finite() && top.is_finite()) {
                faults.push(format!("`{words}` has no place"));
            }
            for other in &texts[index + 1..] {
                let (l, t, r, b) = other.bounds();
                let (wide, tall) = (right.min(r) - left.max(l), bottom.min(b) - top.max(t));
                if wide > 0.0 && tall > 0.0 {
                    let second: String = other.content.chars().take(30).collect();
                    faults.push(format!("`{words}` on `{second}` by {wide:.1} x {tall:.1}"));
                }
            }
        }
        faults
    }

    fn finite(scene: &Scene) -> bool {
        let mut all = true;
        scene.walk(&mut |node| {
            all &= match node {
                Node::Rect(r) => {
                    [r.x, r.y, r.width, r.height].iter().all(|v| v.is_finite())
                        && r.width >= 0.0
                        && r.height >= 0.0
                }
                Node::Region(r) => [r.x, r.y, r.width, r.height].iter().all(|v| v.is_finite()),
                _ => true,
            };
        });
        all
    }

    fn survive(kinds: &[&'static dyn Kind], long_labels: bool) -> Vec<String> {
        let mut found = vec![];
        for (name, all) in cases() {
            for lang in Lang::ALL {
                for size in ["word", "mobile", "journal"] {
                    let mut desk = Desk::new(lang, size, &all);
                    if long_labels {
                        let word = ["wheat flour ", "пшеничная мука ", "آرد گندم "][lang as usize];
                        for shown in &mut desk.shown {
                            shown.label = word.repeat(5_000 / word.chars().count());
                        }
                    }
                    for kind in kinds {
                        let (scene, _) = scene(*kind, &desk.chart());
                        let place = format!("{} / {name} / {lang} / {size}", kind.id());
                        if !finite(&scene) {
                            found.push(format!("{place}: a mark without a place"));
                        }
                        found
                            .extend(faults(&scene).iter().take(2).map(|f| format!("{place}: {f}")));
                    }
                }
            }
        }
        found
    }

    #[test]
    fn every_kind_survives_nasty_data() {
        let faults = survive(KINDS, false);
        assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    }

    #[test]
    fn every_kind_survives_labels_of_5000_characters() {
        let faults = survive(KINDS, true);
        assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    }

    #[test]
    fn what_is_drawn_says_its_whole_label() {
        let mut desk = Desk::new(Lang::En, "word", &[values(&[1e6, 2e6]), values(&[3e6, 4e6])]);
        let long = "x".repeat(300);
        desk.shown[0].label.clone_from(&long);
        for kind in KINDS.iter().filter(|kind| kind.id() != "target-path") {
            let (scene, _) = scene(*kind, &desk.chart());
            let mut whole = false;
            scene.walk(&mut |node| {
                if let Node::Region(region) = node {
                    whole |= region.title.starts_with(&long);
                }
            });
            assert!(whole, "{} loses the label", kind.id());
        }
    }
}
