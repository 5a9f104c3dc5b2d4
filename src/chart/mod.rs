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
use crate::picture::{self, Chart, gray_unnamed};
use crate::scene::{Node, Scene, mirrored};

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

/// Draws a chart as a kind: the picture, and what found no room in it: a part of the header with the lines that it
/// needs, or `label` with the number of labels that would be cut short.
#[must_use]
pub fn scene(kind: &dyn Kind, chart: &Chart) -> (Scene, Vec<(&'static str, usize)>) {
    let mut frame = Frame::new(&chart.style, chart.header);
    let header = frame.nodes.len();
    let strip = (chart.coverage && kind.id() != "coverage")
        .then(|| picture::strip_room(chart, &mut frame.body))
        .flatten();
    kind.draw(chart, &mut frame);
    gray_unnamed(&mut frame.nodes, chart);
    frame.nodes.extend(strip.iter().flat_map(|room| picture::strip(chart, room)));
    if chart.style.is_mirrored() {
        let body = frame.nodes.split_off(header);
        frame.nodes.extend(body.into_iter().map(|node| mirrored(node, frame.width)));
    }
    let mut overfull = frame.overfull.clone();
    let id = format!("{}-{}", chart.id, chart.style.lang().tag());
    let (title, description) = (chart.header.title.clone(), chart.description.to_owned());
    let scene = frame.finish(&chart.style, id, title, description);
    let cut = cut_labels(&scene) + endless_labels(chart);
    if cut > 0 {
        overfull.push(("label", cut));
    }
    (scene, overfull)
}

/// Labels that no picture has room for.
fn endless_labels(chart: &Chart) -> usize {
    /// More letters than a line of the widest picture holds.
    const MOST: usize = 120;
    chart.shown.iter().filter(|shown| shown.label.chars().count() > MOST).count()
}

/// Labels of which only the beginning found room.
fn cut_labels(scene: &Scene) -> usize {
    let mut cut = 0;
    scene.walk(&mut |node| {
        if let Node::Text(text) = node {
            cut += usize::from(crate::words::strip_controls(&text.content).ends_with('…'));
        }
    });
    cut
}

#[cfg(test)]
mod torture {
    //! What kinds are tested with; nasty data goes through all of them in `tests/it/torture.rs`.

    use std::sync::Arc;

    use super::*;
    use crate::layout::{Header, Scale, Style};
    use crate::picture::{Role, Shown, Speakers};
    use crate::scene::{Fonts, Node, Shaper};
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
                coverage: false,
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
