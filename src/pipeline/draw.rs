//! From a chart's series to its scene in one language.

use std::collections::BTreeMap;

use super::describe::describe;
use super::desk::{ChartSource, Desk};
use super::fill::fill;
use super::resolve::shown;
use super::spec::{Role, ShortWords};
use crate::chart;
use crate::diag::{Diagnostic, Place};
use crate::layout::{Header, Style};
use crate::lint::{Defect, lint};
use crate::picture::{self, Chart, EventMark, GoalMark, Shown, Speakers};
use crate::scene::{Scene, Shaper};
use crate::series::SeriesSet;
use crate::theme::{Preset, Theme, preset};
use crate::trade::Evidence;
use crate::words::{Lang, Numbers, Phrase, Words, phrase};

/// A chart in one language: the picture and the words around it.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The language.
    pub lang: Lang,
    /// Title, subtitle, footer.
    pub header: Header,
    /// The scene.
    pub scene: Scene,
}

/// What all pictures of a desk share.
#[derive(Debug)]
pub struct Studio<'a> {
    desk: &'a Desk,
    theme: Theme,
    shaper: Shaper,
}

impl<'a> Studio<'a> {
    /// A studio with the desk's colors.
    #[must_use]
    pub fn new(desk: &'a Desk, shaper: Shaper) -> Self {
        Self { desk, theme: desk.theme(), shaper }
    }

    /// The shaper that pictures are measured with.
    #[must_use]
    pub fn shaper(&self) -> &Shaper {
        &self.shaper
    }

    /// Numbers of a language, with the desk's digits.
    #[must_use]
    pub fn numbers(&self, lang: Lang) -> Numbers {
        Numbers { lang, latin_digits: self.desk.spec.latin_digits }
    }

    /// Draws a chart in one language.
    ///
    /// # Errors
    /// C104 for unknown names, C106 for words that do not fit, T9 for characters that no face has.
    pub fn picture(
        &self,
        source: &ChartSource,
        set: &SeriesSet,
        lang: Lang,
    ) -> Result<Picture, Vec<Diagnostic>> {
        let kind = chart::kind(&source.spec.kind).ok_or_else(|| vec![unknown_kind(source)])?;
        let preset = self.preset(source).map_err(|fault| vec![fault])?;
        let numbers = self.numbers(lang);
        let header = self.header(source, set, numbers).map_err(|fault| vec![fault])?;
        let shown = self.shown(source, lang);
        let events = self.events(source, lang)?;
        let goals = self.goals(source)?;
        let words = &source.spec.words[&lang];
        let description = if words.alt.is_empty() {
            describe(kind.id(), &header, &shown, set, numbers)
        } else {
            words.alt.clone()
        };
        let names = Names { names: &self.desk.spec.names, lang };
        let chart = Chart {
            id: &source.id,
            header: &header,
            description: &description,
            set,
            shown: &shown,
            events: &events,
            goals: &goals,
            years: source.spec.years,
            scale: source.spec.scale.into(),
            speakers: &names,
            style: Style { preset, theme: &self.theme, shaper: &self.shaper, numbers },
        };
        let (scene, overfull) = chart::scene(kind, &chart);
        let mut faults: Vec<Diagnostic> =
            overfull.into_iter().map(|(part, lines)| too_long(source, lang, part, lines)).collect();
        if faults.is_empty() {
            let defects = lint(&scene, preset.floor);
            faults.extend(
                defects.iter().take(1).map(|first| unfit(source, lang, first, defects.len())),
            );
        }
        if faults.is_empty() { Ok(Picture { lang, header, scene }) } else { Err(faults) }
    }

    fn preset(&self, source: &ChartSource) -> Result<&'static Preset, Diagnostic> {
        let id = source.spec.preset.as_deref().unwrap_or(&self.desk.spec.preset);
        preset(id).ok_or_else(|| {
            let known: Vec<&str> = crate::theme::PRESETS.iter().map(|preset| preset.id).collect();
            unknown(source, "preset", id).help(format!("known are {}", known.join(", ")))
        })
    }

    /// Words around the plot, with their numbers filled in.
    fn header(
        &self,
        source: &ChartSource,
        set: &SeriesSet,
        numbers: Numbers,
    ) -> Result<Header, Diagnostic> {
        let words = &source.spec.words[&numbers.lang];
        let narrow = self.preset(source)?.is_narrow();
        let short = words.short.as_ref().filter(|_| narrow);
        let pick = |own: fn(&ShortWords) -> &String, long: &String| {
            short.map(own).filter(|text| !text.is_empty()).unwrap_or(long).clone()
        };
        let title = pick(|short| &short.title, &words.title);
        let subtitle = pick(|short| &short.subtitle, &words.subtitle);
        let note = pick(|short| &short.note, &words.note);
        let fill = |text: &str| {
            fill(text, set, numbers)
                .map_err(|(expression, why)| unknown(source, "value", &expression).label(why))
        };
        let mut footer = vec![self.source_line(source, set, numbers.lang)];
        if !note.is_empty() {
            let word = phrase(Phrase::Note, numbers.lang);
            footer.push(format!("{word}: {}", fill(&note)?));
        }
        Ok(Header { title: fill(&title)?, subtitle: fill(&subtitle)?, footer })
    }

    /// "Source: CEPII BACI; statements of R. Khabibullin, A. Overchuk."
    fn source_line(&self, source: &ChartSource, set: &SeriesSet, lang: Lang) -> String {
        let own = &source.spec.words[&lang].source;
        let word = phrase(Phrase::Source, lang);
        if !own.is_empty() {
            return format!("{word}: {own}");
        }
        let names = Names { names: &self.desk.spec.names, lang };
        let mut producers: Vec<String> = vec![];
        let mut speakers: Vec<String> = vec![];
        let points = shown(source).filter_map(|s| set.get(&s.id)).flat_map(|series| &series.points);
        for point in points {
            let said = point.evidence == Evidence::Statement;
            let list = if said { &mut speakers } else { &mut producers };
            // Initials stay on the line of their surname.
            let name = names.short(&point.speaker).replace(". ", ".\u{a0}");
            if !name.is_empty() && !list.contains(&name) {
                list.push(name);
            }
        }
        let comma = if lang.is_rtl() { "، " } else { ", " };
        let semicolon = if lang.is_rtl() { "؛ " } else { "; " };
        let mut parts = vec![];
        if !producers.is_empty() {
            parts.push(producers.join(comma));
        }
        if !speakers.is_empty() {
            let of = ["statements of", "заявления:", "اظهارات:"][lang as usize];
            parts.push(format!("{of} {}", speakers.join(comma)));
        }
        format!("{word}: {}.", parts.join(semicolon))
    }

    fn shown(&self, source: &ChartSource, lang: Lang) -> Vec<Shown> {
        let role = |role: Role| match role {
            Role::Growth => picture::Role::Growth,
            Role::Path => picture::Role::Path,
            Role::Points => picture::Role::Points,
            Role::Other => picture::Role::Other,
            Role::Main | Role::Hidden => picture::Role::Main,
        };
        shown(source)
            .map(|spec| Shown {
                id: spec.id.clone(),
                role: role(spec.role),
                label: spec.label.get(&lang).cloned().unwrap_or_default(),
                beside: spec.beside.clone(),
                focus: spec.focus,
            })
            .collect()
    }

    fn events(&self, source: &ChartSource, lang: Lang) -> Result<Vec<EventMark>, Vec<Diagnostic>> {
        let find = |id: &String| {
            let event = self.desk.ledgers.events.iter().find(|event| event.id == *id);
            let event = event.ok_or_else(|| vec![unknown(source, "event", id)])?;
            let label = event.label.get(&lang).cloned().unwrap_or_default();
            Ok(EventMark { date: event.date.start(), label })
        };
        source.spec.events.iter().map(find).collect()
    }

    fn goals(&self, source: &ChartSource) -> Result<Vec<GoalMark>, Vec<Diagnostic>> {
        let find = |id: &String| {
            let target = self.desk.ledgers.targets.iter().find(|target| target.id == *id);
            let target = target.ok_or_else(|| vec![unknown(source, "target", id)])?;
            let period = target
                .deadline
                .ok_or_else(|| vec![unknown(source, "deadline of the target", id)])?;
            Ok(GoalMark { id: id.clone(), amount: target.dollars, period })
        };
        source.spec.targets.iter().map(find).collect()
    }
}

/// Short names from `bilat.toml`.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The names.
    pub names: &'a BTreeMap<String, Words>,
    /// The language.
    pub lang: Lang,
}

impl Speakers for Names<'_> {
    fn short<'a>(&'a self, speaker: &'a str) -> &'a str {
        self.names
            .get(speaker)
            .and_then(|words| words.get(&self.lang))
            .map_or(speaker, String::as_str)
    }
}

fn unknown(source: &ChartSource, what: &str, name: &str) -> Diagnostic {
    let at = source.text.find(name).unwrap_or(0);
    let place = super::spec::place_of(&source.text, &source.path, at, name.len());
    Diagnostic::error("C104", format!("no {what} `{name}`")).at(place)
}

fn unknown_kind(source: &ChartSource) -> Diagnostic {
    let known: Vec<&str> = chart::KINDS.iter().map(|kind| kind.id()).collect();
    unknown(source, "kind of chart", &source.spec.kind)
        .help(format!("known are {}", known.join(", ")))
}

/// The first of a picture's defects, with the count of the rest.
fn unfit(source: &ChartSource, lang: Lang, first: &Defect, count: usize) -> Diagnostic {
    let place = Place { path: source.path.clone(), ..Place::default() };
    let title = format!("{lang} is not fit to print: {} ({})", first.message, first.check);
    let mut diagnostic = Diagnostic::error("C112", title)
        .at(place)
        .label(format!("at {:.0}, {:.0}", first.x, first.y))
        .because("what an editor would send back is not written; the last good picture stays");
    if count > 1 {
        diagnostic = diagnostic.because(format!("{} more defects in this picture", count - 1));
    }
    diagnostic.help("use shorter labels, fewer series, or a larger preset")
}

fn too_long(source: &ChartSource, lang: Lang, part: &str, lines: usize) -> Diagnostic {
    let most = if part == "footer" { 3 } else { 2 };
    let place = Place { path: source.path.clone(), ..Place::default() };
    Diagnostic::error("C106", format!("{part} in {lang} needs {lines} lines, has room for {most}"))
        .at(place)
        .because("nothing is cut or shrunk out of sight")
        .help("say it in fewer words, or choose a larger preset")
}
