//! From a chart's series to its scene in one language.

use std::collections::BTreeMap;

use super::checks::look;
use super::describe::{Alt, describe};
use super::desk::{ChartSource, Desk};
use super::remedy::{is_of_room, left_out, remedies};
use super::resolve::shown;
use super::sensitivity::footers;
use super::spec::Role;
use super::wording::{Lookup, Wording};
use crate::chart;
use crate::diag::{Diagnostic, Place};
use crate::layout::{Header, Style};
use crate::lint::Defect;
use crate::picture::{self, Chart, EventMark, GoalMark, Shown, Speakers};
use crate::scene::{Node, Scene, Shaper};
use crate::series::SeriesSet;
use crate::theme::{Preset, Theme, preset};
use crate::words::{Lang, Numbers, Words, strip_controls};

/// A chart in one language: the picture and the words around it.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The language.
    pub lang: Lang,
    /// Title, subtitle, footer.
    pub header: Header,
    /// The same words before they were joined, and the numbers that they may print.
    pub wording: Wording,
    /// What stands for the picture where it is not seen.
    pub alt: Alt,
    /// The scene.
    pub scene: Scene,
    /// What the checks found that does not keep it from being printed.
    pub warnings: Vec<Defect>,
}

/// What all pictures of a desk share.
#[derive(Debug)]
pub struct Studio<'a> {
    desk: &'a Desk,
    theme: Theme,
    /// Name of a theme that stands for the desk's.
    other_theme: Option<&'static str>,
    /// A preset that stands for those of the charts.
    preset: Option<&'static Preset>,
    shaper: Shaper,
}

impl<'a> Studio<'a> {
    /// A studio with the desk's colors.
    #[must_use]
    pub fn new(desk: &'a Desk, shaper: Shaper) -> Self {
        Self { desk, theme: desk.theme(), other_theme: None, preset: None, shaper }
    }

    /// The same studio with one preset for all charts: they are laid out anew.
    #[must_use]
    pub fn sized(self, preset: &'static Preset) -> Self {
        Self { preset: Some(preset), ..self }
    }

    /// The same studio with another theme than the desk's.
    #[must_use]
    pub fn themed(self, id: &'static str, mut theme: Theme) -> Self {
        theme.time_from_right = self.theme.time_from_right;
        theme.logo.clone_from(&self.theme.logo);
        Self { theme, other_theme: Some(id), ..self }
    }

    /// A chart laid out for a phone, without the shapes that only a pointer finds; none where it does not fit.
    #[must_use]
    pub fn for_phone(&self, source: &ChartSource, set: &SeriesSet, lang: Lang) -> Option<Scene> {
        let phone = Studio {
            desk: self.desk,
            theme: self.theme.clone(),
            other_theme: self.other_theme,
            preset: preset("mobile"),
            shaper: self.shaper.clone(),
        };
        let mut scene = phone.picture(source, set, lang).ok()?.scene;
        scene.nodes.retain(|node| !matches!(node, Node::Group(group) if group.name == "regions"));
        scene.id.push_str("-narrow");
        Some(scene)
    }

    /// Name of the theme.
    #[must_use]
    pub fn theme_id(&self) -> &str {
        self.other_theme.unwrap_or(&self.desk.spec.theme)
    }

    /// Name of the preset that a chart is laid out for.
    #[must_use]
    pub fn preset_id<'s>(&'s self, source: &'s ChartSource) -> &'s str {
        let own = source.spec.preset.as_deref().unwrap_or(&self.desk.spec.preset);
        self.preset.map_or(own, |preset| preset.id)
    }

    /// The shaper that pictures are measured with.
    #[must_use]
    pub fn shaper(&self) -> &Shaper {
        &self.shaper
    }

    /// Numbers of a language, with the desk's digits.
    #[must_use]
    pub fn numbers(&self, lang: Lang) -> Numbers {
        self.desk.spec.numbers(lang)
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
        let has_short = source.spec.words[&lang].short.is_some();
        let mut first = vec![];
        let mut best: Option<(usize, Picture)> = None;
        for (short, taller) in remedies(preset, has_short) {
            match self.attempt(kind, source, set, lang, &preset.taller(taller), short) {
                Ok(picture) => {
                    let lost = left_out(&picture.scene);
                    if best.as_ref().is_none_or(|(least, _)| lost < *least) {
                        best = Some((lost, picture));
                    }
                    if lost == 0 {
                        break;
                    }
                }
                Err(faults) if faults.iter().any(|fault| !is_of_room(fault)) => return Err(faults),
                Err(faults) if first.is_empty() => first = faults,
                Err(_) => {}
            }
        }
        best.map(|(_, picture)| picture).ok_or(first)
    }

    /// Draws a chart in one size, with its short words or its full ones.
    fn attempt(
        &self,
        kind: &dyn chart::Kind,
        source: &ChartSource,
        set: &SeriesSet,
        lang: Lang,
        preset: &Preset,
        short: bool,
    ) -> Result<Picture, Vec<Diagnostic>> {
        let numbers = self.numbers(lang);
        let lookup = Lookup::new(self.desk, source, set, numbers);
        let names = Names { names: &self.desk.spec.names, lang };
        let (mut header, wording) = lookup.header(&names, short).map_err(|fault| vec![fault])?;
        let shown = self.shown(source, &lookup, lang).map_err(|fault| vec![fault])?;
        let events = self.events(source, lang)?;
        let goals = self.goals(source)?;
        let alt = self.alt(kind.id(), source, &lookup, &header, &shown, set)?;
        let spreads = footers(source, set, numbers);
        let bare = (!spreads.is_empty()).then(|| header.clone());
        header.footer.extend(spreads);
        let style = Style { preset, theme: &self.theme, shaper: &self.shaper, numbers };
        let mut chart = Chart {
            id: &source.id,
            header: &header,
            description: &alt.long,
            set,
            shown: &shown,
            events: &events,
            goals: &goals,
            years: source.spec.years,
            scale: source.spec.scale.into(),
            coverage: source.spec.coverage,
            speakers: &names,
            style,
        };
        let (mut scene, mut overfull) = chart::scene(kind, &chart);
        if bare.is_some() && overfull.iter().any(|(part, _)| *part == "footer") {
            // Then the line stands in the files beside the figure alone.
            chart.header = bare.as_ref().unwrap_or(&header);
            (scene, overfull) = chart::scene(kind, &chart);
        }
        if !overfull.is_empty() {
            let fault = |(part, lines)| too_long(source, lang, part, lines);
            return Err(overfull.into_iter().map(fault).collect());
        }
        let again = chart::scene(kind, &chart).0;
        let defects = look(source, &chart, &wording, self.desk.spec.hedge, (&scene, &again))
            .map_err(|reason| vec![unmade(source, lang, &reason)])?;
        let header = chart.header.clone();
        let (grave, warnings): (Vec<Defect>, Vec<Defect>) =
            defects.into_iter().partition(Defect::is_error);
        match grave.first() {
            Some(first) => Err(vec![unfit(source, lang, first, grave.len())]),
            None => Ok(Picture { lang, header, wording, alt, scene, warnings }),
        }
    }

    fn preset(&self, source: &ChartSource) -> Result<&'static Preset, Diagnostic> {
        let id = self.preset_id(source);
        preset(id).ok_or_else(|| {
            let known: Vec<&str> = crate::theme::PRESETS.iter().map(|preset| preset.id).collect();
            unknown(source, "preset", id).help(format!("known are {}", known.join(", ")))
        })
    }

    /// Alternative text: as the chart gives it, or made from the data.
    fn alt(
        &self,
        kind: &str,
        source: &ChartSource,
        lookup: &Lookup,
        header: &Header,
        shown: &[Shown],
        set: &SeriesSet,
    ) -> Result<Alt, Vec<Diagnostic>> {
        let words = &source.spec.words[&lookup.scope().numbers.lang];
        let made = describe(kind, header, shown, set, lookup.scope().numbers);
        let own = |text: &str, made: String| match text {
            "" => Ok(made),
            text => lookup.fill(text).map(|filled| strip_controls(&filled.text)),
        };
        let one = |fault| vec![fault];
        let short = own(&words.alt_short, made.short).map_err(one)?;
        Ok(Alt { short, long: own(&words.alt, made.long).map_err(one)? })
    }

    fn shown(
        &self,
        source: &ChartSource,
        lookup: &Lookup,
        lang: Lang,
    ) -> Result<Vec<Shown>, Diagnostic> {
        let role = |role: Role| match role {
            Role::Growth => picture::Role::Growth,
            Role::Path => picture::Role::Path,
            Role::Points => picture::Role::Points,
            Role::Other => picture::Role::Other,
            Role::Main | Role::Hidden => picture::Role::Main,
        };
        shown(source)
            .map(|spec| {
                let label = spec.label.get(&lang).map_or("", String::as_str);
                Ok(Shown {
                    id: spec.id.clone(),
                    role: role(spec.role),
                    label: lookup.fill(label)?.text,
                    beside: spec.beside.clone(),
                    focus: spec.focus,
                })
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

fn unmade(source: &ChartSource, lang: Lang, reason: &str) -> Diagnostic {
    let place = Place { path: source.path.clone(), ..Place::default() };
    Diagnostic::error("C110", format!("picture in {lang} cannot be made: {reason}"))
        .at(place)
        .because("a picture is written whole or not at all; the last good one stays")
        .help("take the character out, or name a font that has it under `house.fonts`")
}

/// The first of a picture's defects, with the count of the rest.
pub(super) fn unfit(source: &ChartSource, lang: Lang, first: &Defect, count: usize) -> Diagnostic {
    let place = Place { path: source.path.clone(), ..Place::default() };
    let title = format!("{lang} is not fit to print: {} ({})", first.message, first.check);
    let mut diagnostic = Diagnostic::error("C112", title)
        .at(place)
        .label(format!("at {:.0}, {:.0}", first.x, first.y))
        .because("what an editor would send back is not written; the last good picture stays");
    if count > 1 {
        let noun = if count == 2 { "defect" } else { "defects" };
        diagnostic = diagnostic.because(format!("{} more {noun} in this picture", count - 1));
    }
    diagnostic.help("use shorter labels, fewer series, or a larger preset")
}

fn labels_too_long(source: &ChartSource, lang: Lang, count: usize) -> Diagnostic {
    let labels = if count == 1 { "a label".to_owned() } else { format!("{count} labels") };
    let place = Place { path: source.path.clone(), ..Place::default() };
    Diagnostic::error("C106", format!("{labels} in {lang} would be cut short"))
        .at(place)
        .because("nothing is cut or shrunk out of sight")
        .help("name the series in fewer words, show fewer of them, or choose a larger preset")
}

fn too_long(source: &ChartSource, lang: Lang, part: &str, lines: usize) -> Diagnostic {
    if part == "label" {
        return labels_too_long(source, lang, lines);
    }
    let most = if part == "footer" { 3 } else { 2 };
    let place = Place { path: source.path.clone(), ..Place::default() };
    Diagnostic::error("C106", format!("{part} in {lang} needs {lines} lines, has room for {most}"))
        .at(place)
        .because("nothing is cut or shrunk out of sight")
        .help("say it in fewer words, or choose a larger preset")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_with_defects_names_the_first_and_counts_the_rest() {
        let (id, path) = ("turnover".to_owned(), "charts/turnover/chart.toml".to_owned());
        let text = include_str!("template/chart.toml").to_owned();
        let spec = super::super::spec::parse(&text, &path).unwrap();
        let source = ChartSource { id, path, spec, text };
        let defect = Defect {
            check: "T1",
            severity: crate::lint::Severity::E,
            message: "`a` and `b` overlap".to_owned(),
            x: 10.0,
            y: 20.0,
        };
        let fault = unfit(&source, Lang::Fa, &defect, 3);
        assert_eq!(
            (fault.code, fault.title.as_str()),
            ("C112", "fa is not fit to print: `a` and `b` overlap (T1)")
        );
        assert_eq!(fault.label, "at 10, 20");
        assert!(fault.notes.iter().any(|note| note == "2 more defects in this picture"));
        assert!(fault.help.is_some());
    }
}
