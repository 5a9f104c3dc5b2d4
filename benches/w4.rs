//! Work W4 of `shared/bench`: one line chart with a target path, as SVG of 1200 x 675 and PNG of 2400 x 1350.
//!
//! `w4 CHART.csv OUT N [--pdf] [--threads K] [--laps]` writes `OUT/chart_0001.svg` and `.png` up to number N, whose values are
//! scaled by 1 + n/1000. `--laps` prints the milliseconds of each stage of one thread, the best of all charts.
#![expect(clippy::disallowed_methods, reason = "a bench reads and writes files")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use bilat::chart::{self, kind};
use bilat::layout::{Header, Scale, Style};
use bilat::picture::{Chart, GoalMark, Role, Shown, Speakers};
use bilat::press::{Imprint, Sheet};
use bilat::render::{Pdf, Png, Renderer, Svg};
use bilat::scene::{Fonts, Physical, Scene, Shaper};
use bilat::series::{Basis, Point, Series, SeriesSet, Value};
use bilat::theme::{Preset, Theme, preset};
use bilat::trade::{
    Area, Commodity, Estimate, Evidence, Hedge, Measure, ObsStatus, Period, Unit, Valuation,
};
use bilat::words::{Lang, Numbers};
use rayon::prelude::*;

#[derive(Debug)]
struct AsTheyAre;

impl Speakers for AsTheyAre {
    fn short<'a>(&'a self, speaker: &'a str) -> &'a str {
        speaker
    }
}

/// A row of the input: year, actual, target, and whether it is marked; millions of dollars.
type Row = (i32, Option<f64>, Option<f64>, bool);

fn rows(path: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(path).expect("the input can be read");
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        (
            cells[0].parse().expect("a year"),
            cells[1].parse().ok(),
            cells[2].parse().ok(),
            cells[3] == "1",
        )
    };
    text.lines().skip(1).map(row).collect()
}

fn series(id: &str, values: impl Iterator<Item = (i32, f64)>) -> Series {
    let area = |code: &str| Area::from_code(code).expect("an area");
    let point = |(year, value): (i32, f64)| Point {
        period: Period::year(year),
        value: Value::Known(Estimate::exact(value)),
        evidence: Evidence::Reported,
        status: ObsStatus::Normal,
        speaker: String::new(),
        origins: vec![],
        note: String::new(),
        row: String::new(),
        hedge: Hedge::Exact,
        derivation: None,
    };
    Series {
        id: id.to_owned(),
        basis: Basis {
            reporter: area("RUS"),
            partner: area("AFG"),
            measure: Measure::Turnover,
            commodity: Commodity::total(),
            valuation: Valuation::Unknown,
        },
        unit: Unit::Dollar,
        formula: String::new(),
        points: values.map(point).collect(),
    }
}

/// What all charts share.
struct Bench {
    rows: Vec<Row>,
    shaper: Shaper,
    theme: Theme,
    preset: Preset,
    imprint: Imprint,
}

impl Bench {
    fn scene(&self, number: usize) -> Scene {
        let grow = 1e6 * (1.0 + number as f64 / 1000.0);
        let of = |pick: fn(&Row) -> Option<f64>| {
            self.rows.iter().filter_map(move |row| Some((row.0, pick(row)? * grow)))
        };
        let set = SeriesSet {
            series: vec![series("actual", of(|row| row.1)), series("path", of(|row| row.2))],
            ..SeriesSet::default()
        };
        let goal = |(year, amount)| GoalMark {
            id: format!("target-{year}"),
            amount,
            period: Period::year(year),
        };
        let goals: Vec<GoalMark> = of(|row| row.2.filter(|_| row.3)).map(goal).collect();
        let shown = |id: &str, role, label: &str| Shown {
            id: id.to_owned(),
            role,
            label: label.to_owned(),
            beside: None,
            focus: false,
        };
        let shown =
            [shown("actual", Role::Main, "Actual"), shown("path", Role::Path, "Target path")];
        let header = Header {
            title: format!("Trade between Russia and Afghanistan, chart {number}"),
            subtitle: "Two-way trade in goods, million US dollars, with the target path to 2030"
                .to_owned(),
            footer: vec!["Source: invented figures for measurement".to_owned()],
        };
        let chart = Chart {
            id: "w4",
            header: &header,
            description: "Line chart of invented figures.",
            set: &set,
            shown: &shown,
            events: &[],
            goals: &goals,
            years: Some((2000, 2030)),
            scale: Scale::Linear,
            coverage: false,
            speakers: &AsTheyAre,
            style: Style {
                preset: &self.preset,
                theme: &self.theme,
                shaper: &self.shaper,
                numbers: Numbers::of(Lang::En),
            },
        };
        let kind = kind("target-path").expect("the kind");
        chart::scene(kind, &chart).0
    }

    fn draw(&self, number: usize, out: &Path, formats: &[&dyn Renderer], laps: &Laps) {
        let mut clock = Instant::now();
        let mut lap = |stage: &'static str| {
            laps.note(stage, clock.elapsed().as_secs_f64() * 1e3);
            clock = Instant::now();
        };
        let scene = self.scene(number);
        lap("1 chart to scene");
        let sheet = Sheet::new(&scene, &self.shaper, &self.imprint).expect("a sheet");
        lap("2 shape lines");
        sheet.tree().expect("a tree");
        lap("3 tree for PNG and PDF");
        for format in formats {
            let bytes = format.render(&sheet).expect("a file");
            lap(format.id());
            let name = format!("chart_{number:04}.{}", format.extension());
            std::fs::write(out.join(name), bytes).expect("the folder can be written");
            lap("write");
        }
    }
}

/// The best time of each stage.
#[derive(Default)]
struct Laps(Mutex<BTreeMap<&'static str, f64>>);

impl Laps {
    fn note(&self, stage: &'static str, took: f64) {
        let mut laps = self.0.lock().expect("no thread has failed");
        let best = laps.entry(stage).or_insert(took);
        *best = best.min(took);
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let [input, out, count, options @ ..] = &args[..] else {
        eprintln!("w4 CHART.csv OUT N [--pdf] [--threads K] [--laps]");
        return;
    };
    let option = |name: &str| options.iter().position(|option| option == name);
    let threads = option("--threads").and_then(|at| options.get(at + 1)?.parse().ok());
    if let Some(threads) = threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        pool.expect("the pool is new");
    }
    let out = PathBuf::from(out);
    std::fs::create_dir_all(&out).expect("the folder can be made");
    let start = Instant::now();
    let laps = Laps::default();
    let social = preset("social").expect("the preset");
    let bench = Bench {
        rows: rows(input),
        shaper: Shaper::new(Arc::new(Fonts::bundled())),
        theme: Theme::light(),
        preset: Preset { physical: Physical::Pixels(1200.0, 675.0), ..*social },
        imprint: Imprint::default(),
    };
    laps.note("0 fonts", start.elapsed().as_secs_f64() * 1e3);
    let mut formats: Vec<&dyn Renderer> = vec![&Svg, &Png];
    if option("--pdf").is_some() {
        formats.push(&Pdf);
    }
    let count: usize = count.parse().expect("a number of charts");
    (1..=count).into_par_iter().for_each(|number| bench.draw(number, &out, &formats, &laps));
    if option("--laps").is_some() {
        for (stage, took) in laps.0.lock().expect("no thread has failed").iter() {
            eprintln!("{stage:<24} {took:7.2} ms");
        }
    }
}
