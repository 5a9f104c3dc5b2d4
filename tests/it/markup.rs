//! Labels that are markup to a careless program: in every kind of chart, on every page and in every caption they
//! stay words, run nothing, and can be read back.
//!
//! With `BILAT_MARKUP_OUT` set to a folder, what was made is also written there, for programs that check it.

use std::fmt::Write;
use std::fs;
use std::sync::Arc;

use bilat::chart::{KINDS, scene};
use bilat::diag::Diagnostic;
use bilat::kit::{self, Target};
use bilat::layout::{Header, Scale, Style};
use bilat::picture::{Chart, Role, Shown, Speakers};
use bilat::pipeline::desk::Desk;
use bilat::pipeline::disk::Disk;
use bilat::pipeline::export::{Order, export};
use bilat::press::{Imprint, Mode, Sheet, SheetError, markup};
use bilat::record::{Carrier, Record, read};
use bilat::scene::{Fonts, Node, Scene, Shaper, Weight, printable};
use bilat::series::SeriesSet;
use bilat::site::{self, Told};
use bilat::theme::{Theme, preset};
use bilat::trade::Measure;
use bilat::words::{Lang, Numbers, Words, strip_controls};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use rayon::prelude::*;
use usvg::roxmltree::Document;

use crate::samples::yearly;

/// Words in one picture: title, subtitle, footer, description, and two series.
const IN_ONE: usize = 6;

#[derive(Debug)]
struct AsGiven;

impl Speakers for AsGiven {
    fn short<'a>(&'a self, speaker: &'a str) -> &'a str {
        speaker
    }
}

/// What can be compared of a text: all but what has no ink and what a line's end may swallow.
fn bare(text: &str) -> String {
    let is_inkless =
        |c: char| c.is_control() || c.is_whitespace() || "\u{fffe}\u{ffff}".contains(c);
    strip_controls(text).chars().filter(|c| !is_inkless(*c)).collect()
}

fn labels() -> Option<Vec<String>> {
    let labels = crate::shared::text("corpora/markup-injection/labels.json")?;
    let labels: Vec<String> = serde_json::from_str(&labels).unwrap();
    assert!(labels.len() >= 1320, "{}", labels.len());
    Some(labels)
}

fn shaper() -> Shaper {
    Shaper::new(Arc::new(Fonts::bundled()))
}

/// Keeps a file for other programs, if they ask.
fn keep(name: &str, text: &str) {
    if let Some(folder) = std::env::var_os("BILAT_MARKUP_OUT") {
        fs::write(std::path::Path::new(&folder).join(name), text).unwrap();
    }
}

fn set() -> SeriesSet {
    let mut series = [yearly(2010, &[1e6, 2e6, 4e6]), yearly(2010, &[3e6, 4e6, 1e6])];
    for (series, (id, measure)) in
        series.iter_mut().zip([("s0", Measure::Export), ("s1", Measure::Import)])
    {
        id.clone_into(&mut series.id);
        series.basis.measure = measure;
    }
    SeriesSet { series: series.to_vec(), ..SeriesSet::default() }
}

/// A picture made of labels, with what is around it.
struct Made<'a> {
    labels: &'a [&'a str],
    kind: &'static str,
    lang: Lang,
    header: Header,
    scene: Scene,
    /// Whether all of the words around the plot found room.
    whole: bool,
    /// Whether all of its labels did as well.
    fits: bool,
}

/// Draws the picture of this number; kinds and languages take turns.
fn made<'a>(number: usize, labels: &'a [&'a str], set: &SeriesSet, shaper: &Shaper) -> Made<'a> {
    let (kind, lang) = (KINDS[number % KINDS.len()], Lang::ALL[number % 3]);
    let header = Header {
        title: labels[0].to_owned(),
        subtitle: labels[1].to_owned(),
        footer: vec![labels[2].to_owned()],
    };
    let shown = [0, 1].map(|index| Shown {
        id: format!("s{index}"),
        role: Role::Main,
        label: labels[4 + index].to_owned(),
        beside: None,
        focus: false,
    });
    let chart = Chart {
        id: &format!("picture-{number}"),
        header: &header,
        description: labels[3],
        set,
        shown: &shown,
        events: &[],
        goals: &[],
        years: None,
        scale: Scale::Linear,
        coverage: false,
        speakers: &AsGiven,
        style: Style {
            preset: preset("web").unwrap(),
            theme: &Theme::light(),
            shaper,
            numbers: Numbers::of(lang),
        },
    };
    let (scene, overfull) = scene(kind, &chart);
    let whole = overfull.iter().all(|(part, _)| *part == "label");
    let fits = overfull.is_empty();
    Made { labels, kind: kind.id(), lang, header, scene, whole, fits }
}

/// A file of SVG is well-formed, has only what our pictures are made of, and leads nowhere.
fn inert<'a>(what: &str, svg: &'a str) -> Document<'a> {
    let document = Document::parse(svg).unwrap_or_else(|error| panic!("{what}: {error}"));
    let ours = ["svg", "title", "desc", "metadata", "style", "g", "rect", "path", "text", "tspan"];
    for element in document.descendants().filter(usvg::roxmltree::Node::is_element) {
        let name = element.tag_name().name();
        assert!(ours.contains(&name), "{what}: <{name}>");
        for attribute in element.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            let leads = ["href", "src", "style"].contains(&name) || value.contains("url(");
            assert!(!name.starts_with("on") && !leads, "{what}: {name}={value}");
        }
    }
    let styles = document.descendants().filter(|node| node.has_tag_name("style"));
    for style in styles.filter_map(|style| style.text()) {
        assert!(style.split("url(").skip(1).all(|url| url.starts_with("data:font/ttf;base64,")));
        assert!(!style.contains("@import"), "{what}");
    }
    document
}

/// The words of a drawn picture are those it was made of; whether its lines could be held against them too.
fn reads_back(what: &str, made: &Made, document: &Document) -> bool {
    let texts = |name: &str| -> Vec<String> {
        let elements = document.descendants().filter(|node| node.has_tag_name(name));
        let words = |node: usvg::roxmltree::Node| {
            node.descendants()
                .filter(usvg::roxmltree::Node::is_text)
                .filter_map(|n| n.text())
                .collect()
        };
        elements.map(|node| bare(&words(node) as &String)).collect()
    };
    let (titles, lines) = (texts("title"), texts("text").concat());
    let label = |index: usize| bare(made.labels[index]);
    assert_eq!(titles[0], label(0), "{what}: title");
    assert_eq!(texts("desc"), [label(3)], "{what}: description");
    // The first series has a shape of its own in each kind but a path to a target, which asks for a target. A label
    // that is longer than any line may keep it out: the chart is refused for it.
    let named = titles[1..].iter().any(|title| title.starts_with(&label(4)));
    assert!(
        named || !made.fits || made.kind == "target-path",
        "{what}: {:?} in {titles:?}",
        made.labels[4]
    );
    let is_checked = made.whole && as_text(&made.scene, document);
    for part in (0..3).filter(|_| is_checked) {
        assert!(lines.contains(&label(part)), "{what}: {:?} in {lines}", made.labels[part]);
    }
    is_checked
}

/// Whether all lines are text: those that a browser would shape in another way are paths.
fn as_text(scene: &Scene, document: &Document) -> bool {
    let mut lines = 0;
    scene.walk(&mut |node| {
        if let Node::Text(text) = node {
            lines += usize::from(!printable(&text.content).is_empty());
        }
    });
    let written = document.descendants().filter(|node| node.has_tag_name("text"));
    lines == written.filter(|text| !text.has_attribute("aria-hidden")).count()
}

/// The words of a page of HTML, those in attributes too; it runs only `scripts` scripts of ours and leads nowhere.
fn words_of(what: &str, html: &str, scripts: usize) -> String {
    let (mut words, mut ran) = (String::new(), 0);
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::String(text) => words += &String::from_utf8_lossy(&text),
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                ran += usize::from(name == "script");
                let foreign = ["object", "embed", "foreignobject", "base", "form", "animate", "x"];
                assert!(!foreign.contains(&name.as_str()), "{what}: <{name}>");
                for (name, value) in &tag.attributes {
                    let name = String::from_utf8_lossy(name).into_owned();
                    let value = String::from_utf8_lossy(value).into_owned();
                    assert!(!name.starts_with("on"), "{what}: {name}={value}");
                    let leads = ["href", "src", "action", "srcdoc", "xlink:href"];
                    let home = ["#", "picture-", "flour."].iter().any(|own| value.starts_with(own));
                    assert!(!leads.contains(&name.as_str()) || home, "{what}: {name}={value}");
                    words += &value;
                }
            }
            _ => {}
        }
    }
    assert_eq!(ran, scripts, "{what}: scripts");
    bare(&words)
}

#[test]
fn labels_that_are_markup_stay_words_in_every_kind_of_chart_and_on_the_dashboard() {
    let Some(labels) = labels() else { return };
    let (shaper, set) = (shaper(), set());
    let has_ink = |label: &&str| shaper.shape(label, 10.0, Weight::Regular).missing.is_empty();
    let (drawable, lacking): (Vec<&str>, Vec<&str>) =
        labels.iter().map(String::as_str).partition(has_ink);
    assert!(drawable.len() > 1000, "{}", drawable.len());
    // Two rounds in another order, so that each label meets two kinds at least.
    let mut turns = drawable.clone();
    turns.extend(drawable.iter().rev());
    turns.extend(&drawable[..IN_ONE - turns.len() % IN_ONE]);
    let pictures: Vec<(Made, bool)> = turns
        .par_chunks_exact(IN_ONE)
        .enumerate()
        .map(|(number, labels)| {
            let made = made(number, labels, &set, &shaper);
            let imprint = Imprint { json_ld: labels[0].to_owned(), ..Imprint::default() };
            let sheet = Sheet::new(&made.scene, &shaper, &imprint);
            let sheet = sheet.unwrap_or_else(|error| panic!("{labels:?}: {error}"));
            let svg = markup(&sheet, Mode::Live);
            let what = format!("{} {number}", made.kind);
            keep(&format!("{}-{number}.svg", made.kind), &svg);
            let is_checked = reads_back(&what, &made, &inert(&what, &svg));
            (made, is_checked)
        })
        .collect();
    let checked = pictures.iter().filter(|(_, is_checked)| *is_checked).count();
    let pictures: Vec<Made> = pictures.into_iter().map(|(made, _)| made).collect();
    assert!(checked * 4 > pictures.len(), "the lines of {checked} pictures are read back");
    for label in &lacking {
        let words = [*label, "b", "c", "d", "e", "f"];
        let refused = made(0, &words, &set, &shaper);
        let imprint = Imprint::default();
        let error = Sheet::new(&refused.scene, &shaper, &imprint).err();
        assert!(matches!(error, Some(SheetError::MissingGlyphs(_))), "{label:?}: {error:?}");
    }
    let (all, lacking) = (pictures.len(), lacking.len());
    eprintln!("{all} pictures, the lines of {checked} read back; {lacking} labels have no glyphs");
    pictures.par_chunks(KINDS.len()).enumerate().for_each(|(number, pictures)| {
        let html = dashboard(pictures, &set, &shaper);
        keep(&format!("dashboard-{number}.html"), &html);
        let words = words_of(&format!("dashboard {number}"), &html, 0);
        for label in pictures.iter().flat_map(|made| [0, 3, 4, 5].map(|index| made.labels[index])) {
            assert!(words.contains(&bare(label)), "dashboard {number}: {label:?}");
        }
    });
}

/// A page of these pictures, whose name, sentence and messages are labels too.
fn dashboard(pictures: &[Made], set: &SeriesSet, shaper: &Shaper) -> String {
    let first = pictures[0].labels;
    let words = |label: &str| -> Words { Lang::ALL.map(|lang| (lang, label.to_owned())).into() };
    let (name, about) = (words(first[0]), words(first[1]));
    let diagnostics = [Diagnostic::warning("X202", first[2]).because(first[3]).help(first[4])];
    let figures = pictures.iter().map(|made| {
        let labels = [4, 5].map(|index| (format!("s{}", index - 4), made.labels[index].to_owned()));
        let (lang, header, scene) = (made.lang, &made.header, &made.scene);
        let labels = labels.to_vec();
        let shown = site::FigureWords { lang, header, scene, narrow: None, labels };
        site::Figure { id: "picture-0", set, pictures: vec![shown] }
    });
    site::page(&site::Page {
        name: &name,
        about: &about,
        languages: &Lang::ALL,
        numbers: Numbers::of(Lang::En),
        dark: false,
        headlines: vec![],
        figures: figures.collect(),
        sources: vec![],
        statements: &[],
        told: Told { claims: &[], checks: &[], prospects: &[] },
        diagnostics: &diagnostics,
        shaper,
    })
}

/// The record of a figure of the desk.
fn record() -> Record {
    let desk = Desk::open(Disk::at(env!("CARGO_MANIFEST_DIR"))).expect("the default desk");
    let order = Order {
        chart: "flour-imports",
        target: Target::Typst,
        languages: &[Lang::En],
        preset: None,
        base: "",
        date: None,
    };
    read(Carrier::Svg, &export(&desk, &order).files["flour-imports.en.svg"]).unwrap()
}

#[test]
fn labels_that_are_markup_stay_words_in_captions_snippets_and_the_embedded_page() {
    let Some(labels) = labels() else { return };
    let (set, record) = (set(), record());
    labels.par_iter().enumerate().for_each(|(number, label)| {
        let record = Record {
            title: label.clone(),
            source: label.clone(),
            copyright: label.clone(),
            ..record.clone()
        };
        let figure = kit::Figure {
            id: "flour",
            lang: Lang::ALL[number % 3],
            title: label,
            subtitle: label,
            footer: std::slice::from_ref(label),
            alt: label,
            brief: "",
            size: (640.0, 420.0),
            record: &record,
            desk: label,
            date: "2026-11-01",
            base: "",
        };
        let own = [("s0".to_owned(), label.clone()), ("s1".to_owned(), String::new())];
        let table = site::data_table(&set, &own, Numbers::of(figure.lang));
        let parts = kit::Embed { fonts: "", wide: "<svg></svg>", narrow: None, table: &table };
        let page = kit::embed(&figure, &parts);
        let mut kept = format!("<meta charset=\"utf-8\">\n{}", kit::social(&figure));
        let _ = write!(kept, "{}{}", kit::snippet(&figure, None), kit::host(&figure));
        keep(&format!("embed-{number}.html"), &page);
        keep(&format!("snippets-{number}.html"), &kept);
        let (what, wanted) = (format!("{number}: {label:?}"), bare(label));
        for (html, scripts, times) in [
            (page.clone(), 1, 4),
            (kit::snippet(&figure, None), 1, 4),
            (kit::host(&figure), 1, 1),
            (kit::social(&figure), 0, 1),
        ] {
            let words = words_of(&what, &html, scripts);
            let found = words.matches(&wanted).count();
            assert!(wanted.is_empty() || found >= times, "{what}: {found} of {times} in {html}");
        }
        assert!(bare(&kit::markdown(&figure)).contains(&wanted), "{what}");
    });
}
