//! The proof: one page a figure, as an editor, a reader in grayscale, one with another color vision, one on a phone and
//! one who does not see it will get it; and an index over all.
//!
//! Pages are self-contained: pictures stand inside, no script, no network.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::words::{Lang, strip_controls};

/// A picture as somebody gets it, or why nobody does.
#[derive(Clone, Debug)]
pub struct Look {
    /// Name: "grayscale".
    pub name: String,
    /// Width on the page with its unit: `160mm`, `360px`.
    pub width: String,
    /// PNG, or the reasons why there is none.
    pub picture: Result<Vec<u8>, Vec<String>>,
}

/// A figure in one language.
#[derive(Clone, Debug)]
pub struct ProofWords {
    /// The language.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// The caption.
    pub caption: String,
    /// Alternative text.
    pub alt: String,
    /// All looks.
    pub looks: Vec<Look>,
    /// What the checks found, a line each; empty where nothing.
    pub checks: Vec<String>,
    /// The data drawn as a table of HTML.
    pub table: String,
}

/// A figure on its page.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Id of the chart.
    pub id: String,
    /// Kind of chart.
    pub kind: String,
    /// Its languages.
    pub words: Vec<ProofWords>,
}

/// A line of the index.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Id of the chart; its page is `<id>.html`.
    pub id: String,
    /// Title in the first language.
    pub title: String,
    /// The language of the title.
    pub lang: Lang,
    /// Looks that were drawn, and all.
    pub looks: (usize, usize),
    /// Findings of the checks over all languages.
    pub findings: usize,
}

impl Proof {
    /// The line of this figure in the index.
    #[must_use]
    pub fn entry(&self) -> Entry {
        let looks = || self.words.iter().flat_map(|words| &words.looks);
        let first = self.words.first();
        Entry {
            id: self.id.clone(),
            title: first.map_or(String::new(), |words| words.title.clone()),
            lang: first.map_or(Lang::En, |words| words.lang),
            looks: (looks().filter(|look| look.picture.is_ok()).count(), looks().count()),
            findings: self.words.iter().map(|words| words.checks.len()).sum(),
        }
    }
}

const STYLE: &str = "\
body { margin: 24px; font: 14px/1.45 'Noto Sans', 'DejaVu Sans', sans-serif; color: #1f2529; background: #fff }
h1 { font-size: 20px } h2 { font-size: 17px; margin-top: 40px; border-top: 1px solid #d9dde1; padding-top: 16px }
.looks { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start }
figure { margin: 0; max-width: 100% } figcaption { color: #4a525a; font-size: 12px; padding-bottom: 4px }
img { display: block; max-width: 100%; height: auto; outline: 1px solid #d9dde1 }
.refused { border: 1px solid #c2511b; padding: 8px 12px; max-width: 360px }
.refused ul { margin: 4px 0; padding-inline-start: 18px }
dt { font-weight: 700; margin-top: 12px } dd { margin: 0; max-width: 75ch }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: 2px 8px; border-bottom: 1px solid #d9dde1; text-align: start; font-weight: 400; vertical-align: top }
thead th { font-weight: 700 } td.number { text-align: end; white-space: nowrap }
.scroll { overflow: auto; max-height: 420px } nav a { margin-inline-end: 12px }
";

fn page(title: &str, body: &Markup) -> String {
    let document = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    };
    document.into_string()
}

/// The page of a figure.
#[must_use]
pub fn proof(proof: &Proof) -> String {
    let body = html! {
        nav {
            a href="index.html" { "All figures" }
            @for words in &proof.words {
                a href=(format!("#{}", words.lang)) lang=(words.lang.tag()) { (words.lang.tag()) }
            }
        }
        h1 { "Proof of " (proof.id) ", " (proof.kind) }
        @for words in &proof.words { (section(words)) }
    };
    page(&format!("Proof of {}", proof.id), &body)
}

fn section(words: &ProofWords) -> Markup {
    let direction = if words.lang.is_rtl() { "rtl" } else { "ltr" };
    html! {
        section id=(words.lang.tag()) lang=(words.lang.tag()) {
            h2 dir=(direction) { (words.title) }
            div.looks { @for look in &words.looks { (self::look(look, words)) } }
            dl {
                dt lang="en" { "Alternative text, " (words.alt.chars().count()) " characters" }
                dd dir=(direction) { (words.alt) }
                dt lang="en" { "Caption" }
                dd dir=(direction) { (words.caption) }
                dt lang="en" { "Checks" }
                dd lang="en" {
                    @if words.checks.is_empty() { "No findings." }
                    @else { ul { @for finding in &words.checks { li { (finding) } } } }
                }
            }
            details {
                summary lang="en" { "Data drawn" }
                div dir=(direction) { (PreEscaped(&words.table)) }
            }
        }
    }
}

fn look(look: &Look, words: &ProofWords) -> Markup {
    html! {
        figure {
            figcaption lang="en" { (look.name) }
            @match &look.picture {
                Ok(png) => {
                    img src=(format!("data:image/png;base64,{}", BASE64_STANDARD.encode(png)))
                        style=(format!("width: {}", look.width))
                        alt=(format!("{}: {}", look.name, strip_controls(&words.title)));
                }
                Err(reasons) => {
                    div.refused lang="en" {
                        "Not drawn:"
                        ul { @for reason in reasons { li { (reason) } } }
                    }
                }
            }
        }
    }
}

/// The index over all figures.
#[must_use]
pub fn index(desk: &str, entries: &[Entry]) -> String {
    let findings: usize = entries.iter().map(|entry| entry.findings).sum();
    let refused: usize = entries.iter().map(|entry| entry.looks.1 - entry.looks.0).sum();
    let body = html! {
        h1 { "Proof of " (desk) }
        p {
            (entries.len()) " figures; " (findings) " findings of the checks; "
            (refused) " looks could not be drawn."
        }
        table {
            thead { tr {
                th scope="col" { "Figure" } th scope="col" { "Title" }
                th scope="col" { "Looks drawn" } th scope="col" { "Findings" }
            } }
            tbody { @for entry in entries { tr {
                th scope="row" { a href=(format!("{}.html", entry.id)) { (entry.id) } }
                td lang=(entry.lang.tag()) dir="auto" { (entry.title) }
                td.number { (entry.looks.0) " of " (entry.looks.1) }
                td.number { (entry.findings) }
            } } }
        }
    };
    page(&format!("Proof of {desk}"), &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_drawn_is_said_and_words_stay_words() {
        let of =
            |name: &str, picture| Look { name: name.to_owned(), width: "88mm".to_owned(), picture };
        let words = ProofWords {
            lang: Lang::Fa,
            title: "<b>آرد</b>".to_owned(),
            caption: "c".to_owned(),
            alt: "a".to_owned(),
            looks: vec![
                of("normal", Ok(vec![1, 2, 3])),
                of("88 mm", Err(vec!["title needs 3 lines".to_owned()])),
            ],
            checks: vec!["T1: two labels overlap".to_owned()],
            table: "<table></table>".to_owned(),
        };
        let whole =
            Proof { id: "flour".to_owned(), kind: "columns".to_owned(), words: vec![words] };
        let text = proof(&whole);
        assert!(text.contains("data:image/png;base64,AQID") && text.contains("width: 88mm"));
        assert!(text.contains("title needs 3 lines") && text.contains("T1: two labels"));
        assert!(text.contains("&lt;b&gt;") && text.contains("dir=\"rtl\""));
        let listed = index("Desk", &[whole.entry()]);
        assert!(listed.contains("1 of 2") && listed.contains("href=\"flour.html\""), "{listed}");
    }
}
