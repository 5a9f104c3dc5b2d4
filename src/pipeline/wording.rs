//! The words of a chart in one language, filled in from the run that draws it: title, subtitle, notes, source, labels.
//!
//! What the words claim without a number stands as `holds` in `chart.toml` and is checked here.

use super::desk::{ChartSource, Desk};
use super::draw::Names;
use super::resolve::shown;
use super::spec::{ShortWords, place_of};
use super::template::{self, Aim, Fault, Filled, Link, RunValue, Scope};
use crate::diag::Diagnostic;
use crate::indicator::Goal;
use crate::layout::Header;
use crate::picture::Speakers;
use crate::series::SeriesSet;
use crate::trade::Evidence;
use crate::words::{Lang, Numbers, Phrase, phrase};

/// The filled words of a chart, with the numbers that they may print.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wording {
    /// Title, subtitle, note as filled, in this order; an absent note is empty.
    pub filled: [Filled; 3],
    /// All that the data say.
    pub values: Vec<RunValue>,
}

/// What expressions of one chart in one language look up besides its series.
#[derive(Debug)]
pub struct Lookup<'a> {
    source: &'a ChartSource,
    set: &'a SeriesSet,
    links: Vec<Link>,
    aims: Vec<Aim>,
    labels: Vec<(String, String)>,
    numbers: Numbers,
}

impl<'a> Lookup<'a> {
    /// The lookup of a chart.
    #[must_use]
    pub fn new(desk: &Desk, source: &'a ChartSource, set: &'a SeriesSet, numbers: Numbers) -> Self {
        let links = source.spec.series.iter().filter_map(|spec| {
            let of = spec.of.iter().chain(&spec.beside).chain(&spec.target).cloned();
            let indicator = spec.indicator.clone()?;
            Some(Link { series: spec.id.clone(), indicator, of: of.collect() })
        });
        let ledger = &desk.ledgers.targets;
        let aims = source.spec.targets.iter().filter_map(|id| {
            let target = ledger.iter().find(|target| target.id == *id)?;
            let origin = target.origin.clone();
            let goal = Goal { amount: target.dollars, period: target.deadline?, origin };
            Some(Aim { id: id.clone(), goal })
        });
        let label = |spec: &super::spec::SeriesSpec| {
            (spec.id.clone(), spec.label.get(&numbers.lang).cloned().unwrap_or_default())
        };
        Self {
            source,
            set,
            links: links.collect(),
            aims: aims.collect(),
            labels: shown(source).map(label).collect(),
            numbers,
        }
    }

    /// What names stand for.
    #[must_use]
    pub fn scope(&self) -> Scope<'_> {
        Scope {
            own: Some(self.set),
            all: None,
            links: &self.links,
            aims: &self.aims,
            labels: &self.labels,
            numbers: self.numbers,
        }
    }

    /// A text with its numbers.
    ///
    /// # Errors
    /// C104 for what is unknown, C120 for what has no value.
    pub fn fill(&self, text: &str) -> Result<Filled, Diagnostic> {
        template::fill(text, &self.scope())
            .map_err(|(expression, fault)| self.fault(&expression, fault))
    }

    fn fault(&self, expression: &str, fault: Fault) -> Diagnostic {
        let lang = self.numbers.lang.tag();
        let ChartSource { text, path, .. } = self.source;
        // The same expression may stand in several languages: that of the fault is meant.
        let words = text.find(&format!("[words.{lang}")).unwrap_or(0);
        let at = text[words..].find(expression).map(|at| words + at);
        let at = at.or_else(|| text.find(expression)).unwrap_or(0);
        let place = place_of(text, path, at, expression.len());
        let diagnostic = if fault.is_absence {
            let help = "choose a period that has one, or say with `| or_na` that none is meant";
            Diagnostic::error("C120", format!("`{expression}` has no value"))
                .because("words never print a number that does not exist")
                .help(help)
        } else {
            Diagnostic::error("C104", format!("no value `{expression}`"))
        };
        let diagnostic = diagnostic.at(place).label(fault.why);
        if fault.remedy.is_empty() { diagnostic } else { diagnostic.help(fault.remedy) }
    }

    /// Words around the plot, in full or the short ones.
    ///
    /// # Errors
    /// As [`Self::fill`].
    pub fn header(&self, names: &Names, is_short: bool) -> Result<(Header, Wording), Diagnostic> {
        let words = &self.source.spec.words[&self.numbers.lang];
        let short = words.short.as_ref().filter(|_| is_short);
        let pick = |own: fn(&ShortWords) -> &String, long: &String| {
            short.map(own).filter(|text| !text.is_empty()).unwrap_or(long).clone()
        };
        let title = self.fill(&pick(|short| &short.title, &words.title))?;
        let subtitle = self.fill(&pick(|short| &short.subtitle, &words.subtitle))?;
        let note = self.fill(&pick(|short| &short.note, &words.note))?;
        let mut footer = vec![self.source_line(names)?];
        if !note.text.is_empty() {
            let word = phrase(Phrase::Note, self.numbers.lang);
            footer.push(format!("{word}: {}", note.text));
        }
        let header = Header { title: title.text.clone(), subtitle: subtitle.text.clone(), footer };
        let filled = [title, subtitle, note];
        let values = template::values(self.set, &self.scope(), &filled);
        Ok((header, Wording { filled, values }))
    }

    /// "Source: CEPII BACI; statements of R. Khabibullin, A. Overchuk."
    fn source_line(&self, names: &Names) -> Result<String, Diagnostic> {
        let lang = self.numbers.lang;
        let own = &self.source.spec.words[&lang].source;
        let word = phrase(Phrase::Source, lang);
        if !own.is_empty() {
            return Ok(format!("{word}: {}", self.fill(own)?.text));
        }
        let mut producers: Vec<String> = vec![];
        let mut speakers: Vec<String> = vec![];
        let drawn = shown(self.source).filter_map(|s| self.set.get(&s.id));
        for point in drawn.flat_map(|series| &series.points) {
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
        Ok(format!("{word}: {}.", parts.join(semicolon)))
    }
}

/// What the words of a chart claim and its data deny.
#[must_use]
pub fn denied(desk: &Desk, source: &ChartSource, set: &SeriesSet) -> Vec<Diagnostic> {
    let numbers = Numbers::of(Lang::En);
    let lookup = Lookup::new(desk, source, set, numbers);
    let fault = |claim: &String| {
        let fault = template::holds(claim, &lookup.scope()).err()?;
        let at = source.text.find(claim.as_str()).unwrap_or(0);
        let place = place_of(&source.text, &source.path, at, claim.len());
        let title = format!("`{claim}` does not hold");
        let diagnostic = Diagnostic::error("C121", title)
            .at(place)
            .label(fault.why)
            .because("the title was written for other data; no figure is drawn under it");
        Some(if fault.remedy.is_empty() {
            diagnostic.help("write the words anew, then the claim")
        } else {
            diagnostic.help(fault.remedy)
        })
    };
    source.spec.holds.iter().filter_map(fault).collect()
}
