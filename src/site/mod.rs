//! The page: one self-contained file with the headline numbers, the figures, the tables behind them, and what was wrong.
//!
//! It takes what a build has made and asks for nothing more: no network, no script; the language is switched by
//! style alone. It computes nothing.

mod coverage;
pub mod document;
mod table;
mod told;

use std::collections::BTreeMap;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::claims::{Claim, ClaimCheck, Figure as Statement, Prospect};
use crate::diag::Diagnostic;
use crate::layout::Header;
use crate::press::{Imprint, Sheet, WebFonts, inline_markup};
use crate::scene::{Line, Scene, Shaper};
use crate::series::SeriesSet;
use crate::trade::Provenance;
use crate::words::{Lang, Numbers, Words, strip_controls};

const STYLE: &str = include_str!("style.css");

/// All that the page shows.
#[derive(Debug)]
pub struct Page<'a> {
    /// Name of the desk.
    pub name: &'a Words,
    /// One sentence on it.
    pub about: &'a Words,
    /// Languages, the first shown first.
    pub languages: &'a [Lang],
    /// Form of the numbers, in any language.
    pub numbers: Numbers,
    /// Whether the figures are on a dark ground.
    pub dark: bool,
    /// Numbers at the top.
    pub headlines: Vec<Headline>,
    /// Charts in order.
    pub figures: Vec<Figure<'a>>,
    /// Datasets.
    pub sources: Vec<Provenance>,
    /// Statements of the ledger.
    pub statements: &'a [Statement],
    /// Claims and targets.
    pub told: Told<'a>,
    /// Messages of the build.
    pub diagnostics: &'a [Diagnostic],
    /// Shapes the text of the figures, for their fonts.
    pub shaper: &'a Shaper,
}

/// Claims with their verdicts, and targets with how far they are.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Claims of the ledger.
    pub claims: &'a [Claim],
    /// What each of them was found to be, in the same order.
    pub checks: &'a [ClaimCheck],
    /// Targets of the ledger.
    pub prospects: &'a [Prospect],
}

/// A number at the top of the page, in each language.
#[derive(Clone, Debug)]
pub struct Headline {
    /// The number, its interval, what it is, and who says so, by language.
    pub words: BTreeMap<Lang, HeadlineWords>,
    /// Id of the chart that shows it.
    pub chart: String,
}

/// A headline number in one language.
#[derive(Clone, Debug)]
pub struct HeadlineWords {
    /// The number as it is said.
    pub value: String,
    /// Its interval; empty where it is exact.
    pub interval: String,
    /// What it is.
    pub label: String,
    /// Class of testimony, and the speaker.
    pub evidence: String,
}

/// A chart of the page.
#[derive(Debug)]
pub struct Figure<'a> {
    /// Id of the chart.
    pub id: &'a str,
    /// Its data.
    pub set: &'a SeriesSet,
    /// Its pictures, one a language.
    pub pictures: Vec<FigureWords<'a>>,
}

/// A chart in one language.
#[derive(Debug)]
pub struct FigureWords<'a> {
    /// The language.
    pub lang: Lang,
    /// Words around the plot.
    pub header: &'a Header,
    /// The picture.
    pub scene: &'a Scene,
    /// The picture laid out for a phone.
    pub narrow: Option<Scene>,
    /// Labels of the series drawn, in order, by id.
    pub labels: Vec<(String, String)>,
}

/// A name in the first language that has it.
#[must_use]
pub fn name_of(words: &Words, languages: &[Lang]) -> String {
    languages.iter().find_map(|lang| words.get(lang)).cloned().unwrap_or_default()
}

/// Words of the page itself, in the order of [`Lang::ALL`].
fn word(what: &str, lang: Lang) -> &str {
    let all: [&str; 3] = match what {
        "numbers" => ["In numbers", "В цифрах", "در یک نگاه"],
        "figures" => ["Figures", "Графики", "نمودارها"],
        "table" => ["Table", "Таблица", "جدول"],
        "sources" => ["Sources", "Источники", "منابع"],
        "statements" => ["Statements", "Заявления", "اظهارات"],
        "claims" => {
            ["Claims, recomputed", "Утверждения: проверка счётом", "ادعاها، با محاسبهٔ دوباره"]
        }
        "targets" => ["Targets", "Цели", "هدف‌ها"],
        "messages" => ["Messages of the build", "Сообщения сборки", "پیام‌های ساخت"],
        "none" => ["No messages.", "Сообщений нет.", "پیامی نیست."],
        "interval" => ["between", "в пределах", "در بازهٔ"],
        "retrieved" => ["retrieved", "получено", "دریافت"],
        "download" => ["Files", "Файлы", "پرونده‌ها"],
        _ => return what,
    };
    all[lang as usize]
}

/// The page as HTML.
#[must_use]
pub fn page(page: &Page) -> String {
    let (fonts, pictures) = pictures(page);
    let first = page.languages.first().copied().unwrap_or(Lang::En);
    let title = name_of(page.name, page.languages);
    let document = html! {
        (DOCTYPE)
        html lang=(first.tag()) class=(if page.dark { "dark" } else { "light" }) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("bilat ", env!("CARGO_PKG_VERSION")));
                title { (title) }
                style { (PreEscaped(fonts)) (PreEscaped(STYLE)) (PreEscaped(switch(page.languages))) }
            }
            body {
                @for (index, lang) in page.languages.iter().enumerate() {
                    input type="radio" name="language" id=(format!("show-{lang}")) checked[index == 0];
                }
                nav aria-label="Language" {
                    @for lang in page.languages {
                        label for=(format!("show-{lang}")) lang=(lang.tag()) { (own_name(*lang)) }
                    }
                }
                @for lang in page.languages { (body(page, *lang, &pictures)) }
            }
        }
    };
    document.into_string()
}

/// Style rules that show the chosen language and no other.
fn switch(languages: &[Lang]) -> String {
    let rules = languages.iter().map(|lang| {
        format!(
            "#show-{lang}:checked~main.{lang}{{display:block}}\
             #show-{lang}:checked~nav label[for=show-{lang}]{{border-color:currentColor;font-weight:700}}\
             #show-{lang}:focus-visible~nav label[for=show-{lang}]{{outline:2px solid #0f54a0}}"
        )
    });
    rules.collect()
}

fn own_name(lang: Lang) -> &'static str {
    ["English", "Русский", "فارسی"][lang as usize]
}

/// The pictures as inline SVG by their id, and the faces that all of them need, once.
fn pictures(page: &Page) -> (String, BTreeMap<String, String>) {
    let imprint = Imprint::default();
    let scenes = page.figures.iter().flat_map(|figure| &figure.pictures);
    let scenes =
        scenes.flat_map(|picture| [Some(picture.scene), picture.narrow.as_ref()]).flatten();
    let sheets: Vec<Sheet> =
        scenes.filter_map(|scene| Sheet::new(scene, page.shaper, &imprint).ok()).collect();
    let printed: Vec<(String, &Line)> = sheets.iter().flat_map(Sheet::printed).collect();
    let fonts = WebFonts::new(page.shaper.fonts(), &printed);
    let inline =
        sheets.iter().map(|sheet| (sheet.scene.id.clone(), inline_markup(sheet, &fonts))).collect();
    (fonts.css, inline)
}

fn body(page: &Page, lang: Lang, pictures: &BTreeMap<String, String>) -> Markup {
    let numbers = Numbers { lang, ..page.numbers };
    let direction = if lang.is_rtl() { "rtl" } else { "ltr" };
    html! {
        main class=(lang.tag()) lang=(lang.tag()) dir=(direction) {
            header {
                h1 { (page.name.get(&lang).map_or("", String::as_str)) }
                p { (page.about.get(&lang).map_or("", String::as_str)) }
            }
            @if !page.headlines.is_empty() { (headlines(page, lang)) }
            section aria-label=(word("figures", lang)) {
                @for figure in &page.figures { (self::figure(figure, numbers, pictures)) }
            }
            (sources(page, lang))
            (told(page, numbers))
            (statements(page, numbers))
            (messages(page, lang))
        }
    }
}

fn headlines(page: &Page, lang: Lang) -> Markup {
    html! {
        section.headlines aria-label=(word("numbers", lang)) {
            @for headline in &page.headlines {
                @if let Some(words) = headline.words.get(&lang) {
                    a href=(format!("#{}-{lang}", headline.chart)) {
                        strong { bdi { (words.value) } }
                        span { (words.label) }
                        small {
                            (words.evidence)
                            @if !words.interval.is_empty() {
                                br; (word("interval", lang)) " " bdi { (words.interval) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn figure(figure: &Figure, numbers: Numbers, pictures: &BTreeMap<String, String>) -> Markup {
    let lang = numbers.lang;
    let Some(words) = figure.pictures.iter().find(|picture| picture.lang == lang) else {
        return html! {};
    };
    let svg = pictures.get(&words.scene.id).map_or("", String::as_str);
    let file = |extension: &str| format!("{}/{lang}.{extension}", figure.id);
    html! {
        figure id=(format!("{}-{lang}", figure.id)) {
            @if let Some(narrow) = &words.narrow {
                div.wide { (PreEscaped(svg)) }
                div.narrow { (PreEscaped(pictures.get(&narrow.id).map_or("", String::as_str))) }
            } @else { (PreEscaped(svg)) }
            figcaption {
                details {
                    summary { (word("table", lang)) ": " (strip_controls(&words.header.title)) }
                    (coverage::strips(figure.set, &words.labels, numbers))
                    (table::of(figure.set, &words.labels, numbers))
                }
                p.files {
                    (word("download", lang)) ": "
                    a href=(file("svg")) { "SVG" } " · " a href=(file("png")) { "PNG" } " · "
                    a href=(file("pdf")) { "PDF" } " · "
                    a href=(format!("{}/data.csv", figure.id)) { "CSV" } " · "
                    a href=(format!("{}/provenance.json", figure.id)) { "JSON" }
                }
            }
        }
    }
}

/// The data that a figure draws, as a table of HTML; labels are by id of the series.
#[must_use]
pub fn data_table(set: &SeriesSet, labels: &[(String, String)], numbers: Numbers) -> String {
    table::of(set, labels, numbers).into_string()
}

fn sources(page: &Page, lang: Lang) -> Markup {
    html! {
        section {
            h2 { (word("sources", lang)) }
            ul {
                @for source in &page.sources {
                    li {
                        bdi { (source.producer) ": " (source.title) ". " (source.citation) ". " }
                        @if !source.url.is_empty() { bdi { a href=(source.url) rel="noopener noreferrer" { (source.url) } } ", " }
                        (word("retrieved", lang)) " " bdi { (source.retrieved) } ". "
                        bdi { (source.licence) }
                    }
                }
            }
        }
    }
}

fn told(page: &Page, numbers: Numbers) -> Markup {
    let count = |length: usize| numbers.full(length as i64);
    html! {
        @if !page.told.claims.is_empty() {
            section {
                h2 { (word("claims", numbers.lang)) }
                (told::tally(page.told.checks, numbers))
                details {
                    summary { (count(page.told.claims.len())) }
                    (told::claims(page.told, numbers))
                }
            }
        }
        @if !page.told.prospects.is_empty() {
            section {
                h2 { (word("targets", numbers.lang)) }
                details {
                    summary { (count(page.told.prospects.len())) }
                    (told::targets(page.told.prospects, numbers))
                }
            }
        }
    }
}

fn statements(page: &Page, numbers: Numbers) -> Markup {
    html! {
        section {
            h2 { (word("statements", numbers.lang)) }
            details {
                summary { (numbers.full(page.statements.len() as i64)) }
                (table::statements(page.statements, numbers))
            }
        }
    }
}

fn messages(page: &Page, lang: Lang) -> Markup {
    html! {
        section.messages {
            h2 { (word("messages", lang)) }
            @if page.diagnostics.is_empty() { p { (word("none", lang)) } }
            ul lang="en" dir="ltr" {
                @for message in page.diagnostics {
                    li class=(message.severity.id()) {
                        code { (message.severity.id()) "[" (message.code) "]" } " " (message.title)
                        @if let Some(place) = &message.place {
                            " — " code { (place.path) @if place.line > 0 { ":" (place.line) } }
                        }
                        @if !message.label.is_empty() { " (" (message.label) ")" }
                    }
                }
            }
        }
    }
}
