//! The figures of a pair report: the same kinds, words and checks as a desk's, from a desk that is made up for it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use super::super::desk::{ChartSource, Desk, Ledgers};
use super::super::disk::Disk;
use super::super::draw::{Picture, Studio};
use super::super::files::files;
use super::super::house::{House, HouseFiles};
use super::super::spec::{ChartSpec, DeskSpec, parse};
use super::PairReport;
use super::plans::Planner;
use crate::diag::Diagnostic;
use crate::scene::{Fonts, Shaper};
use crate::series::{Series, SeriesSet};
use crate::site::document::Block;
use crate::words::Lang;

/// Pictures with their files.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Files by their path from the report.
    pub files: BTreeMap<String, Vec<u8>>,
    drawn: Vec<Drawn>,
}

/// A figure in one language.
#[derive(Clone, Debug)]
struct Drawn {
    lang: Lang,
    file: String,
    alt: String,
    caption: String,
}

impl Figures {
    /// The figures of a language, in order.
    #[must_use]
    pub fn of(&self, lang: Lang) -> Vec<Block> {
        let of_lang = self.drawn.iter().filter(|drawn| drawn.lang == lang);
        of_lang
            .map(|drawn| Block::Figure {
                file: drawn.file.clone(),
                alt: drawn.alt.clone(),
                caption: drawn.caption.clone(),
            })
            .collect()
    }
}

/// A figure to be drawn: its series, and its chart as `chart.toml` would have it.
pub(super) struct Plan {
    pub id: String,
    pub kind: &'static str,
    pub head: String,
    pub series: Vec<(Series, String, BTreeMap<Lang, String>)>,
    pub words: BTreeMap<Lang, Words>,
}

/// Words of a figure in one language.
#[derive(Default)]
pub(super) struct Words {
    pub title: String,
    pub subtitle: String,
    pub note: String,
}

/// Draws what the report can show, in these languages, as SVG and PNG with the numbers drawn beside them.
#[must_use]
pub fn figures(report: &PairReport, languages: &[Lang]) -> (Figures, Vec<Diagnostic>) {
    let planner = Planner { report, languages };
    let desk = match desk(languages) {
        Ok(desk) => desk,
        Err(fault) => return (Figures::default(), vec![*fault]),
    };
    let studio = Studio::new(&desk, Shaper::new(Arc::new(Fonts::bundled())));
    let (mut figures, mut diagnostics) = (Figures::default(), vec![]);
    for plan in planner.plans() {
        let (source, set) = match plan.chart() {
            Ok(chart) => chart,
            Err(fault) => {
                diagnostics.push(*fault);
                continue;
            }
        };
        let pictures: Result<Vec<Picture>, Vec<Diagnostic>> =
            languages.iter().map(|lang| studio.picture(&source, &set, *lang)).collect();
        match pictures {
            Ok(pictures) => {
                figures.add(&desk, &studio, (&source, &set), &pictures, &mut diagnostics);
            }
            // A picture that is not fit to print is left out; its numbers stand in the tables.
            Err(faults) => diagnostics.extend(
                faults
                    .into_iter()
                    .take(1)
                    .map(|fault| Diagnostic { severity: crate::diag::Severity::Warning, ..fault }),
            ),
        }
    }
    (figures, diagnostics)
}

fn desk(languages: &[Lang]) -> Result<Desk, Box<Diagnostic>> {
    let tags: Vec<String> = languages.iter().map(|lang| format!("\"{}\"", lang.tag())).collect();
    let text = format!(
        "name.en = \"Report\"\nlanguages = [{}]\nformats = [\"svg\", \"png\"]\n",
        tags.join(", ")
    );
    let spec = parse::<DeskSpec>(&text, "report")?;
    let plain = HouseFiles { fonts: vec![], logo: None };
    // Without a wish there is nothing to refuse.
    let house = House::new(&spec, plain, &text).map_err(|faults| Box::new(faults[0].clone()))?;
    Ok(Desk {
        disk: Disk::at(Path::new(".")),
        spec,
        house,
        datasets: vec![],
        ledgers: Ledgers::default(),
        charts: vec![],
        inputs: BTreeMap::new(),
        diagnostics: vec![],
    })
}

impl Figures {
    fn add(
        &mut self,
        desk: &Desk,
        studio: &Studio,
        (source, set): (&ChartSource, &SeriesSet),
        pictures: &[Picture],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let made = match files(desk, studio, source, set, "", pictures) {
            Ok(made) => made.files,
            Err(fault) => {
                diagnostics.push(*fault);
                return;
            }
        };
        let id = &source.id;
        for (path, bytes) in made {
            let name = path.rsplit('/').next().unwrap_or(&path);
            let kept = match name.rsplit_once('.') {
                Some((lang, extension @ ("svg" | "png"))) => {
                    format!("figures/{id}.{lang}.{extension}")
                }
                _ if name == "data.csv" => format!("figures/{id}.csv"),
                _ => continue,
            };
            self.files.insert(kept, bytes);
        }
        self.drawn.extend(pictures.iter().map(|picture| Drawn {
            lang: picture.lang,
            file: format!("figures/{id}.{}.svg", picture.lang),
            alt: picture.scene.description.clone(),
            caption: picture.header.title.clone(),
        }));
    }
}

impl Plan {
    /// The chart with its series; the text is what a desk's `chart.toml` would hold.
    fn chart(&self) -> Result<(ChartSource, SeriesSet), Box<Diagnostic>> {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let mut text = format!("kind = \"{}\"\n{}", self.kind, self.head);
        let mut set = SeriesSet::default();
        for (series, role, labels) in &self.series {
            let _ = write!(text, "[[series]]\nid = {}\nrole = \"{role}\"\n", quoted(&series.id));
            for (lang, label) in labels {
                let _ = writeln!(text, "label.{} = {}", lang.tag(), quoted(label));
            }
            set.series.push(series.clone());
        }
        for (lang, words) in &self.words {
            let _ = write!(
                text,
                "[words.{}]\ntitle = {}\nsubtitle = {}\nnote = {}\n",
                lang.tag(),
                quoted(&words.title),
                quoted(&words.subtitle),
                quoted(&words.note),
            );
        }
        let spec: ChartSpec = parse(&text, &self.id)?;
        let path = format!("figures/{}", self.id);
        Ok((ChartSource { id: self.id.clone(), path, spec, text }, set))
    }
}
