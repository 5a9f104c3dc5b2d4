//! A figure packed for one place of publication: laid out for it anew, with all that stands around it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::cite::works;
use super::desk::{ChartSource, Desk};
use super::draw::{Picture, Studio};
use super::files::drawn;
use super::resolve::{resolve, shown};
use super::{imprint, outputs};
use crate::diag::{Diagnostic, Place};
use crate::kit::{self, Figure, Target};
use crate::press::{Imprint, Sheet, WebFonts, inline_markup};
use crate::record::Record;
use crate::render::{PngAt, Renderer, renderer};
use crate::scene::{Physical, Scene, Shaper};
use crate::series::SeriesSet;
use crate::site;
use crate::theme::{Preset, preset};
use crate::words::Lang;

/// What is to be packed.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    /// Id of the chart.
    pub chart: &'a str,
    /// Where it is published.
    pub target: Target,
    /// Languages.
    pub languages: &'a [Lang],
    /// A size other than the target's own.
    pub preset: Option<&'static Preset>,
    /// Address of the folder where the files will stand on the web; empty for beside the page.
    pub base: &'a str,
    /// Day of publication; the latest retrieval of the data if absent.
    pub date: Option<NaiveDate>,
}

/// What was packed.
#[derive(Clone, Debug, Default)]
pub struct Exported {
    /// Files by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is pasted, by name of its file.
    pub snippets: Vec<String>,
    /// Messages.
    pub diagnostics: Vec<Diagnostic>,
}

/// Packs a figure.
#[must_use]
pub fn export(desk: &Desk, order: &Order) -> Exported {
    let mut exported = Exported::default();
    let Some(chart) = desk.charts.iter().find(|chart| chart.id == order.chart) else {
        exported.diagnostics.extend(desk.diagnostics.iter().cloned());
        exported.diagnostics.push(unknown(desk, order.chart));
        return exported;
    };
    let (set, faults) = resolve(desk, chart);
    exported.diagnostics.extend(faults);
    let Some(set) = set else { return exported };
    let shaper = || Shaper::new(std::sync::Arc::new(desk.house.faces()));
    let chosen = order.preset.or_else(|| preset(order.target.preset()));
    let mut studio = Studio::new(desk, shaper());
    if let Some(preset) = chosen {
        studio = studio.sized(preset);
    }
    let phone = preset("mobile").map(|preset| Studio::new(desk, shaper()).sized(preset));
    let data = outputs::data_csv(chart, &set);
    let mut packer = Packer { desk, order, chart, set: &set, data: &data, exported };
    packer.licenses();
    for lang in order.languages {
        packer.pack(&studio, phone.as_ref(), *lang);
    }
    packer.exported
}

fn unknown(desk: &Desk, id: &str) -> Diagnostic {
    let known: Vec<&str> = desk.charts.iter().map(|chart| chart.id.as_str()).collect();
    let mut fault = Diagnostic::error("C104", format!("no chart `{id}`"))
        .because(format!("charts are {}", known.join(", ")));
    if let Some(nearest) = super::spec::nearest(id, known.into_iter()) {
        fault = fault.help(format!("did you mean `{nearest}`?"));
    }
    fault
}

struct Packer<'a> {
    desk: &'a Desk,
    order: &'a Order<'a>,
    chart: &'a ChartSource,
    set: &'a SeriesSet,
    data: &'a [u8],
    exported: Exported,
}

/// A picture with its record.
struct Drawing {
    picture: Picture,
    record: Record,
}

impl Packer<'_> {
    /// Adds the data drawn, unless a license keeps its rows.
    fn licenses(&mut self) {
        let mut kept = vec![];
        for source in imprint::sources(self.desk, self.chart, self.set) {
            let Some(dataset) = self.desk.dataset(&source.dataset) else { continue };
            let path = format!("datasets/{}/dataset.toml", dataset.id);
            let say = |code, title: String, help: &str| {
                let place = Place { path: path.clone(), ..Place::default() };
                Diagnostic::warning(code, title).at(place).help(help.to_owned())
            };
            let id = &dataset.id;
            match &dataset.spec.licence {
                None => self.exported.diagnostics.push(say(
                    "X303",
                    format!("`{id}` states no license"),
                    "add `[licence]` with `name`, `rows` and `attribution`",
                )),
                Some(licence) if licence.attribution.is_empty() => {
                    self.exported.diagnostics.push(say(
                        "X302",
                        format!("attribution line of `{id}` is missing"),
                        "set `attribution` in its `[licence]`",
                    ));
                }
                Some(_) => {}
            }
            if !imprint::may_publish(dataset) {
                kept.push(id.clone());
                self.exported.diagnostics.push(say(
                    "X301",
                    format!("license does not allow rows of `{id}` to be published"),
                    "`data.csv` is left out; publish the figure without it, or ask the producer",
                ));
            }
        }
        if kept.is_empty() {
            self.exported.files.insert("data.csv".to_owned(), self.data.to_vec());
        }
    }

    fn drawing(&mut self, studio: &Studio, lang: Lang) -> Option<Drawing> {
        match studio.picture(self.chart, self.set, lang) {
            Ok(picture) => {
                let record =
                    imprint::record(self.desk, studio, self.chart, self.set, &picture, self.data);
                Some(Drawing { picture, record })
            }
            Err(faults) => {
                let size = studio.preset_id(self.chart);
                let faults = faults.into_iter().map(|fault| remedied(fault, size, lang));
                self.exported.diagnostics.extend(faults);
                None
            }
        }
    }

    fn pack(&mut self, studio: &Studio, phone: Option<&Studio>, lang: Lang) {
        let Some(drawing) = self.drawing(studio, lang) else { return };
        let Drawing { picture, record } = &drawing;
        let date =
            self.order.date.map_or_else(|| record.latest().to_owned(), |date| date.to_string());
        let desk = site::name_of(&self.desk.spec.name, &[lang]);
        let figure = Figure {
            id: &self.chart.id,
            lang,
            title: &picture.header.title,
            subtitle: &picture.header.subtitle,
            footer: &picture.header.footer,
            alt: &picture.scene.description,
            brief: &picture.alt.short,
            size: extent(picture.scene.physical),
            record,
            desk: &desk,
            date: &date,
            base: self.order.base,
        };
        self.around(&figure);
        let made = match self.order.target {
            Target::Word => self.word(&figure, &drawing, studio),
            Target::Latex => self.latex(&figure, &drawing, studio),
            Target::Typst => self.typst(&figure, &drawing, studio),
            Target::Web => self.web(&figure, &drawing, studio, phone),
            Target::Social => self.social(&figure, &drawing, studio),
            Target::Slides => self.slides(&figure, &drawing, studio),
        };
        if let Err(fault) = made {
            self.exported.diagnostics.push(*fault);
        }
    }

    /// What stands beside a figure everywhere: its caption, alternative text and citations.
    fn around(&mut self, figure: &Figure) {
        let works = works(self.desk, figure);
        self.add(figure.file("caption.md"), kit::markdown(figure));
        self.add(figure.file("alt.txt"), format!("{}\n", figure.alt));
        self.add(figure.file("bib"), kit::bibtex(&works));
        self.add(figure.file("csl.json"), kit::csl_json(&works));
    }

    fn add(&mut self, name: String, bytes: impl Into<Vec<u8>>) {
        self.exported.files.insert(name, bytes.into());
    }

    fn paste(&mut self, name: String, text: String) {
        self.exported.snippets.push(name.clone());
        self.add(name, text);
    }

    fn render(
        &self,
        drawing: &Drawing,
        studio: &Studio,
        renderers: &[&dyn Renderer],
    ) -> Result<Vec<Vec<u8>>, Box<Diagnostic>> {
        drawn(self.chart, &drawing.picture, &drawing.record, studio.shaper(), renderers)
    }

    fn word(&mut self, figure: &Figure, drawing: &Drawing, studio: &Studio) -> Made {
        let made = self.render(drawing, studio, &named(&["svg-outlined", "png"]))?;
        let docx = kit::docx(figure, &made[0], &made[1])
            .map_err(|reason| Box::new(unmade(self.chart, "document", &reason)))?;
        self.add(figure.file("docx"), docx);
        self.all(figure, &["svg", "png"], made);
        Ok(())
    }

    fn latex(&mut self, figure: &Figure, drawing: &Drawing, studio: &Studio) -> Made {
        let made = self.render(drawing, studio, &named(&["pdf"]))?;
        self.all(figure, &["pdf"], made);
        self.paste(figure.file("tex"), kit::latex(figure));
        Ok(())
    }

    fn typst(&mut self, figure: &Figure, drawing: &Drawing, studio: &Studio) -> Made {
        let made = self.render(drawing, studio, &named(&["svg-outlined"]))?;
        self.all(figure, &["svg"], made);
        self.paste(figure.file("typ"), kit::typst(figure));
        Ok(())
    }

    fn social(&mut self, figure: &Figure, drawing: &Drawing, studio: &Studio) -> Made {
        let made = self.render(drawing, studio, &[&PngAt::SINGLE])?;
        self.all(figure, &["png"], made);
        self.paste(figure.file("meta.txt"), kit::social(figure));
        Ok(())
    }

    fn slides(&mut self, figure: &Figure, drawing: &Drawing, studio: &Studio) -> Made {
        let made = self.render(drawing, studio, &named(&["svg-outlined", "png", "pdf"]))?;
        self.all(figure, &["svg", "png", "pdf"], made);
        self.paste(figure.file("notes.txt"), kit::notes(figure));
        Ok(())
    }

    fn web(
        &mut self,
        figure: &Figure,
        drawing: &Drawing,
        studio: &Studio,
        phone: Option<&Studio>,
    ) -> Made {
        let [svg, png] = named(&["svg", "png"])[..] else { return Ok(()) };
        let made = self.render(drawing, studio, &[svg, &PngAt::SINGLE, png])?;
        self.all(figure, &["svg", "png", "2x.png"], made);
        let narrow = phone.and_then(|phone| Some((phone, self.drawing(phone, figure.lang)?)));
        if let Some((phone, narrow)) = &narrow {
            let made = self.render(narrow, phone, &[svg])?;
            self.all(figure, &["mobile.svg"], made);
        }
        let scene = narrow.as_ref().map(|(_, narrow)| &narrow.picture.scene);
        let size = scene.map(|scene| extent(scene.physical));
        self.paste(figure.file("figure.txt"), kit::snippet(figure, size));
        self.paste(figure.file("host.txt"), kit::host(figure));
        let page = self.embed(figure, &drawing.picture.scene, scene, studio)?;
        self.add(figure.file("embed.html"), page);
        Ok(())
    }

    /// The page for a frame, with the faces of both pictures once.
    fn embed(
        &self,
        figure: &Figure,
        wide: &Scene,
        narrow: Option<&Scene>,
        studio: &Studio,
    ) -> Result<String, Box<Diagnostic>> {
        let imprint = Imprint::default();
        // Ids in one page are of one picture each.
        let narrow =
            narrow.map(|scene| Scene { id: format!("{}-narrow", scene.id), ..scene.clone() });
        let sheets: Result<Vec<Sheet>, _> = std::iter::once(wide)
            .chain(&narrow)
            .map(|scene| Sheet::new(scene, studio.shaper(), &imprint))
            .collect();
        let sheets =
            sheets.map_err(|error| Box::new(unmade(self.chart, "page", &error.to_string())))?;
        let printed: Vec<_> = sheets.iter().flat_map(Sheet::printed).collect();
        let fonts = WebFonts::new(studio.shaper().fonts(), &printed);
        let inline: Vec<String> = sheets.iter().map(|sheet| inline_markup(sheet, &fonts)).collect();
        let labels = labels(self.chart, figure.lang);
        let table = site::data_table(self.set, &labels, studio.numbers(figure.lang));
        let parts = kit::Embed {
            fonts: &fonts.css,
            wide: &inline[0],
            narrow: inline.get(1).map(String::as_str),
            table: &table,
        };
        Ok(kit::embed(figure, &parts))
    }

    fn all(&mut self, figure: &Figure, extensions: &[&str], made: Vec<Vec<u8>>) {
        for (extension, bytes) in extensions.iter().zip(made) {
            self.add(figure.file(extension), bytes);
        }
    }
}

type Made = Result<(), Box<Diagnostic>>;

/// Labels of the series drawn, by id.
pub(super) fn labels(chart: &ChartSource, lang: Lang) -> Vec<(String, String)> {
    let label = |spec: &super::spec::SeriesSpec| {
        (spec.id.clone(), spec.label.get(&lang).cloned().unwrap_or_default())
    };
    shown(chart).map(label).collect()
}

fn named(ids: &[&str]) -> Vec<&'static dyn Renderer> {
    ids.iter().filter_map(|id| renderer(id)).collect()
}

fn extent(physical: Physical) -> (f64, f64) {
    match physical {
        Physical::Millimeters(width, height) | Physical::Pixels(width, height) => (width, height),
    }
}

fn unmade(chart: &ChartSource, what: &str, reason: &str) -> Diagnostic {
    let place = Place { path: chart.path.clone(), ..Place::default() };
    Diagnostic::error("C110", format!("{what} cannot be made: {reason}")).at(place)
}

/// A message about words that do not fit, with the remedy for this size.
pub(super) fn remedied(fault: Diagnostic, preset: &str, lang: Lang) -> Diagnostic {
    if !["C106", "C112"].contains(&fault.code) {
        return fault;
    }
    fault.because(format!("the chart is laid out anew for the preset `{preset}`")).help(format!(
        "say it in fewer words under `[words.{lang}.short]` (title, subtitle, note), \
             or choose another size with `--preset`"
    ))
}
