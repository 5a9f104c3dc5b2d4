//! The publication kit: everything that stands around a figure where it is published, as text and as bytes.
//!
//! Captions, citations, what is pasted into pages, LaTeX and Typst, a Word document, and the proof sheet. It is given
//! finished pictures and words; it draws nothing, reads nothing, and opens no file.

mod bibliography;
mod caption;
mod docx;
mod escape;
mod latex;
mod proof;
mod social;
mod typst;
mod web;

pub use bibliography::{Work, WorkKind, bibtex, csl_json};
pub use caption::{caption, markdown, notes};
pub use docx::docx;
pub use latex::latex;
pub use proof::{Entry, Look, Proof, ProofWords, index, proof};
pub use social::social;
pub use typst::typst;
pub use web::{Embed, RESIZE, embed, host, snippet};

use crate::record::Record;
use crate::words::Lang;

/// Where a figure is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A Word document on A4.
    Word,
    /// An article in LaTeX.
    Latex,
    /// A document in Typst.
    Typst,
    /// A web page.
    Web,
    /// A card of a social network (Open Graph).
    Social,
    /// A slide 16:9.
    Slides,
}

impl Target {
    /// All targets.
    pub const ALL: [Self; 6] =
        [Self::Word, Self::Latex, Self::Typst, Self::Web, Self::Social, Self::Slides];

    /// Name after `--for`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Latex => "latex",
            Self::Typst => "typst",
            Self::Web => "web",
            Self::Social => "social",
            Self::Slides => "slides",
        }
    }

    /// The size preset that a figure is laid out for.
    #[must_use]
    pub fn preset(self) -> &'static str {
        match self {
            Self::Word | Self::Typst => "word",
            Self::Latex => "latex",
            Self::Web => "web",
            Self::Social => "social",
            Self::Slides => "slide",
        }
    }
}

/// A figure in one language, with the words around it.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// Id of the chart; file names begin with it.
    pub id: &'a str,
    /// Language.
    pub lang: Lang,
    /// The finding.
    pub title: &'a str,
    /// Measure, unit, pair, period.
    pub subtitle: &'a str,
    /// Source, then notes.
    pub footer: &'a [String],
    /// Alternative text.
    pub alt: &'a str,
    /// The same in one sentence; empty where there is none.
    pub brief: &'a str,
    /// Width and height, in millimeters in print and in pixels on screen.
    pub size: (f64, f64),
    /// What the figure says of itself.
    pub record: &'a Record,
    /// Name of the desk in this language.
    pub desk: &'a str,
    /// Day of publication, `2026-11-01`; empty where none is known.
    pub date: &'a str,
    /// Address of the folder that the files will stand in, with its last slash; empty for beside the page.
    pub base: &'a str,
}

impl Figure<'_> {
    /// `flour-imports.en.png`.
    #[must_use]
    pub fn file(&self, extension: &str) -> String {
        format!("{}.{}.{extension}", self.id, self.lang)
    }

    /// The address of a file as a page names it.
    fn address(&self, extension: &str) -> String {
        format!("{}{}", self.base, self.file(extension))
    }

    /// `ltr` or `rtl`.
    fn direction(&self) -> &'static str {
        if self.lang.is_rtl() { "rtl" } else { "ltr" }
    }

    /// Language with its country, as office programs and cards of networks want it.
    fn locale(&self) -> &'static str {
        match self.lang {
            Lang::En => "en-US",
            Lang::Ru => "ru-RU",
            Lang::Fa => "fa-IR",
        }
    }
}

#[cfg(test)]
pub(crate) mod sample {
    use super::Figure;
    use crate::record::Record;
    use crate::words::Lang;

    /// A figure with everything in its words that a format could trip over.
    pub(crate) fn figure<'a>(record: &'a Record, footer: &'a [String], lang: Lang) -> Figure<'a> {
        Figure {
            id: "flour",
            lang,
            title: "Trade of A & B fell 50% to $3_000 {net} #1 \\ \"half\" <now>",
            subtitle: "Imports, $ million ~ 2024",
            footer,
            alt: "Columns. \"80\" & 50% of <a>, \\ {b}; \u{2212}4",
            brief: "",
            size: (160.0, 100.0),
            record,
            desk: "Desk & Co",
            date: "2026-11-01",
            base: "",
        }
    }

    /// Source and note.
    pub(crate) fn footer() -> Vec<String> {
        vec!["Source: customs.".to_owned(), "Note: c.i.f. & f.o.b.".to_owned()]
    }
}
