//! Nasty data through all kinds of chart, languages and three sizes: no picture with a defect, by all checks.
//!
//! A kind that cannot show what it is given refuses, which is no picture; refusals are counted, printed and bounded.

use std::collections::BTreeMap;
use std::sync::Arc;

use bilat::chart::{KINDS, Kind, scene};
use bilat::layout::{Header, Scale, Style};
use bilat::lint::{Own, lint};
use bilat::picture::{Chart, Role, Shown, Speakers};
use bilat::pipeline::describe::describe;
use bilat::press::{Imprint, Sheet};
use bilat::scene::{Fonts, Shaper};
use bilat::series::{Basis, Missing, Point, Series, SeriesSet, Value};
use bilat::theme::{Theme, preset};
use bilat::trade::{
    Area, Commodity, Estimate, Evidence, Hedge, Measure, ObsStatus, Period, Unit, Valuation,
};
use bilat::words::{Lang, Numbers};
use rayon::prelude::*;

/// Values of consecutive years; `None` has no value.
type Values = Vec<Option<f64>>;

/// Series with nasty values or nasty names.
struct Case {
    name: &'static str,
    series: Vec<Values>,
    first: i32,
    /// The name of a series by its index and language.
    label: fn(usize, Lang) -> String,
}

fn plain_label(index: usize, lang: Lang) -> String {
    format!("{} {index}", ["Pakistan", "Иран", "ترکمنستان"][lang as usize])
}

fn mixed_label(index: usize, _: Lang) -> String {
    ["آرد HS 1101 (وارداتی)", "flour آرد 12.5%", "ООО «آریا» 2024", "+7 (499) تجارت $3B"][index % 4]
        .to_owned()
}

fn empty_label(_: usize, _: Lang) -> String {
    String::new()
}

fn control_label(index: usize, _: Lang) -> String {
    format!("a\u{0}b\u{8}\u{1b}[31m\tc\n{index}\u{202e}d")
}

fn long_label(_: usize, lang: Lang) -> String {
    let word = ["wheat flour ", "пшеничная мука ", "آرد گندم "][lang as usize];
    word.repeat(5_000 / word.chars().count())
}

fn known(values: &[f64]) -> Values {
    values.iter().copied().map(Some).collect()
}

fn course(seed: usize, years: usize) -> Values {
    let value = |year: usize| ((seed * 7 + year * 13) % 29 + 3) as f64 * 1e6;
    (0..years).map(|year| Some(value(year))).collect()
}

fn courses(series: usize, years: usize) -> Vec<Values> {
    (0..series).map(|seed| course(seed, years)).collect()
}

fn cases() -> Vec<Case> {
    let wild = |seed: i32| -> Values {
        (0..7).map(|year| Some(10_f64.powi((seed + year) % 7) * 3.3)).collect()
    };
    let holes = vec![
        vec![Some(1e6), None, Some(3e6), None, None, Some(2e6)],
        vec![None, None, Some(9e6), Some(4e6), None, None],
        vec![None, Some(5e6), None, Some(4e6), Some(1e6), None],
    ];
    let case = |name, series| Case { name, series, first: 2010, label: plain_label };
    vec![
        case("plain", courses(3, 11)),
        case("one point", vec![known(&[5e6])]),
        case("one point each", vec![known(&[5e6]), known(&[3e6]), known(&[0.0])]),
        case("all missing", vec![vec![None; 5], vec![None; 5]]),
        case("no points", vec![vec![], vec![]]),
        case("all equal", vec![known(&[7e6; 6]); 4]),
        case("all zero", vec![known(&[0.0; 6]); 3]),
        case("negative", vec![known(&[-3e6, 2e6, -1e6, 4e6]), known(&[-8e6, -2e6, 5e6, -6e6])]),
        case("six orders", (0..5).map(wild).collect()),
        case("huge", vec![known(&[9.2e15, 1.0, 3e12]), known(&[1e3, 8e15, 2.5])]),
        case("holes", holes),
        case("40 categories", courses(40, 12)),
        case("30 series", courses(30, 6)),
        Case { first: 1825, ..case("200 years", courses(3, 200)) },
        Case { label: mixed_label, ..case("mixed labels", courses(4, 8)) },
        Case { label: empty_label, ..case("empty labels", courses(3, 8)) },
        Case { label: control_label, ..case("control characters", courses(3, 8)) },
        Case { label: long_label, ..case("5,000 characters", courses(3, 8)) },
    ]
}

#[derive(Debug)]
struct Mute;

impl Speakers for Mute {
    fn short<'a>(&'a self, speaker: &'a str) -> &'a str {
        speaker
    }
}

fn series(index: usize, first: i32, values: &[Option<f64>]) -> Series {
    let area = |code: &str| Area::from_code(code).expect("an area");
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
    Series {
        id: format!("s{index}"),
        basis: Basis {
            reporter: area("AFG"),
            partner: area(&format!("X{index}")),
            measure,
            commodity: Commodity::total(),
            valuation: Valuation::Unknown,
        },
        unit: Unit::Dollar,
        formula: String::new(),
        points: (first..).zip(values).map(point).collect(),
    }
}

/// What came of one picture.
enum Outcome {
    Fit(usize),
    Refused,
    Faults(Vec<String>),
}

fn draw(kind: &'static dyn Kind, case: &Case, lang: Lang, size: &str, shaper: &Shaper) -> Outcome {
    let all: Vec<Series> =
        case.series.iter().enumerate().map(|(i, v)| series(i, case.first, v)).collect();
    let shown: Vec<Shown> = (0..all.len())
        .map(|index| Shown {
            id: format!("s{index}"),
            role: Role::Main,
            label: (case.label)(index, lang),
            beside: None,
            focus: false,
        })
        .collect();
    let set = SeriesSet { series: all, ..SeriesSet::default() };
    let words = [
        ("Trade was as it was", "Trade in both directions, $", "Source: none."),
        ("Торговля была какой была", "Торговля в обе стороны, долл.", "Источник: нет."),
        ("تجارت همان بود که بود", "تجارت در هر دو جهت، دلار", "منبع: ندارد."),
    ];
    let (title, subtitle, footer) = words[lang as usize];
    let header = Header {
        title: title.to_owned(),
        subtitle: subtitle.to_owned(),
        footer: vec![footer.to_owned()],
    };
    let numbers = Numbers::of(lang);
    let description = describe(kind.id(), &header, &shown, &set, numbers).long;
    let theme = Theme::light();
    let chart = Chart {
        id: "torture",
        header: &header,
        description: &description,
        set: &set,
        shown: &shown,
        events: &[],
        goals: &[],
        years: None,
        scale: Scale::Linear,
        coverage: false,
        speakers: &Mute,
        style: Style { preset: preset(size).expect("a size"), theme: &theme, shaper, numbers },
    };
    let (picture, refusals) = scene(kind, &chart);
    if !refusals.is_empty() {
        return Outcome::Refused;
    }
    let imprint = Imprint::default();
    let sheet = match Sheet::new(&picture, shaper, &imprint) {
        Ok(sheet) => sheet,
        Err(error) => return Outcome::Faults(vec![error.to_string()]),
    };
    let again = scene(kind, &chart).0;
    let own = Own {
        kind: kind.id(),
        chart: &chart,
        sheet: &sheet,
        typed: &[],
        constants: &[],
        again: Some(&again),
    };
    let defects = lint(&own);
    let grave: Vec<String> = defects
        .iter()
        .filter(|defect| defect.is_error())
        .map(|d| format!("{} {} at {}, {}", d.check, d.message, d.x, d.y))
        .collect();
    if grave.is_empty() { Outcome::Fit(defects.len()) } else { Outcome::Faults(grave) }
}

/// What is to be drawn beyond or instead of the usual.
fn asked() -> String {
    std::env::var("BILAT_TORTURE").unwrap_or_default()
}

/// Kinds, cases, languages and sizes to draw: each kind and case in all languages, each language in one of three sizes.
///
/// `BILAT_TORTURE=all` draws all sizes in all languages, and the id of a kind or the name of a case all of these.
fn pictures(cases: &[Case]) -> Vec<(&'static dyn Kind, &Case, Lang, &'static str)> {
    let asked = asked();
    let mut pictures = vec![];
    for (turn, kind) in KINDS.iter().enumerate() {
        for (shift, case) in cases.iter().enumerate() {
            for lang in Lang::ALL {
                for (size, name) in ["word", "journal", "mobile"].into_iter().enumerate() {
                    let wanted = if asked.is_empty() {
                        (turn + shift + lang as usize) % 3 == size
                    } else {
                        asked == "all" || kind.id() == asked || case.name == asked
                    };
                    if wanted {
                        pictures.push((*kind, case, lang, name));
                    }
                }
            }
        }
    }
    pictures
}

/// Kinds with cases that still make pictures with defects; this list may only shrink.
const OWED: &[(&str, &str)] = &[];

/// Most pictures of a hundred that may be refused.
const MOST_REFUSED: usize = 9;

#[test]
fn no_data_makes_a_picture_with_a_defect() {
    let shaper = Shaper::new(Arc::new(Fonts::bundled()));
    let cases = cases();
    let outcomes: Vec<_> = pictures(&cases)
        .into_par_iter()
        .map(|(kind, case, lang, size)| {
            (kind.id(), case.name, lang, size, draw(kind, case, lang, size, &shaper))
        })
        .collect();
    let (mut fit, mut warnings) = (0, 0);
    let mut refused: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    let mut faults: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for (kind, case, lang, size, outcome) in &outcomes {
        match outcome {
            Outcome::Fit(found) => {
                fit += 1;
                warnings += found;
            }
            Outcome::Refused => {
                refused.entry((kind, case)).or_default().push(format!("{lang} {size}"));
            }
            Outcome::Faults(found) => {
                let more = found.len() - 1;
                let line = format!("{kind} / {case} / {lang} / {size}: {} (+{more})", found[0]);
                faults.entry((kind, case)).or_default().push(line);
            }
        }
    }
    let refusals: usize = refused.values().map(Vec::len).sum();
    let faulty: usize = faults.values().map(Vec::len).sum();
    let all = outcomes.len();
    eprintln!(
        "{all} pictures: {fit} fit with {warnings} warnings, {refusals} refused, {faulty} with defects"
    );
    for ((kind, case), pictures) in &refused {
        eprintln!("  refused: {case} by {kind}: {}", pictures.join(", "));
    }
    let unowed: Vec<&String> =
        faults.iter().filter(|(pair, _)| !OWED.contains(pair)).flat_map(|f| f.1).collect();
    assert!(unowed.is_empty(), "{unowed:#?}");
    if !matches!(asked().as_str(), "" | "all") {
        return;
    }
    assert!(refusals * 100 <= MOST_REFUSED * all, "{refusals} of {all} pictures are refused");
    let paid: Vec<_> = OWED.iter().filter(|pair| !faults.contains_key(*pair)).collect();
    assert!(paid.is_empty(), "no longer owed: {paid:?}");
}
