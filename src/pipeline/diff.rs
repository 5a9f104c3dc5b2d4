//! Which numbers, figures and sentences change between a desk as it was and as it is, and a draft of the correction.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Serialize;

use super::article::{Sets, TEMPLATE, fill_article, language_of, sets};
use super::desk::Desk;
use super::snapshot::{ChartNumbers, PointNumbers, SeriesNumbers, Snapshot};
use super::wording::Lookup;
use crate::claims::sentences;
use crate::trade::{Period, Unit};
use crate::words::{Lang, Numbers, Phrase, phrase, strip_controls};

/// Everything that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What the desk was compared with.
    pub against: String,
    /// Files whose bytes changed.
    pub files: Vec<String>,
    /// Charts of which a number changed, that are new, or that are gone.
    pub figures: Vec<FigureChange>,
    /// Numbers, row by row.
    pub numbers: Vec<NumberChange>,
    /// Sentences of articles and words of charts.
    pub sentences: Vec<SentenceChange>,
}

/// How a figure changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureChange {
    /// Id of the chart.
    pub chart: String,
    /// `changed`, `added` or `removed`.
    pub change: &'static str,
    /// How many of its numbers changed.
    pub numbers: usize,
}

/// How a number changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NumberChange {
    /// Id of the chart.
    pub chart: String,
    /// Id of the series.
    pub series: String,
    /// When.
    pub period: Period,
    /// Id of the ledger row; empty for rows of datasets and for computed values.
    pub figure: String,
    /// As it read; empty where there was none.
    pub old: String,
    /// As it reads; empty where there is none.
    pub new: String,
    /// Rows behind it, `file:line`.
    pub rows: Vec<String>,
    /// As it read and as it reads, in each language.
    #[serde(skip)]
    pub told: BTreeMap<Lang, (String, String)>,
}

/// How a sentence changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SentenceChange {
    /// The article or chart file.
    pub path: String,
    /// Line of the template, from 1; 0 for words of a chart.
    pub line: u32,
    /// Language.
    pub lang: Lang,
    /// As it read; empty where it could not be filled.
    pub old: String,
    /// As it reads; empty where it can no longer be filled.
    pub new: String,
}

/// Compares a desk with what it was.
#[must_use]
pub fn diff(desk: &Desk, then: &Snapshot) -> Difference {
    let today = sets(desk);
    let now = Snapshot::of_desk(desk, &today);
    let mut difference = Difference {
        against: then.from.clone(),
        files: files(then, &now),
        ..Difference::default()
    };
    let charts: BTreeSet<&String> = then.charts.keys().chain(now.charts.keys()).collect();
    for chart in charts {
        let change = match (then.charts.get(chart), now.charts.get(chart)) {
            (Some(old), Some(new)) => {
                let numbers = chart_changes(chart, old, new, &today);
                let count = numbers.len();
                difference.numbers.extend(numbers);
                (count > 0).then_some(("changed", count))
            }
            (Some(old), None) => Some(("removed", count(old))),
            (None, Some(new)) => Some(("added", count(new))),
            (None, None) => None,
        };
        if let Some((change, numbers)) = change {
            difference.figures.push(FigureChange { chart: chart.clone(), change, numbers });
        }
    }
    let before = then.sets_like(&today);
    difference.sentences = articles(desk, &before, &today);
    difference.sentences.extend(words(desk, &before, &today));
    difference
}

fn count(chart: &ChartNumbers) -> usize {
    chart.series.iter().map(|series| series.points.len()).sum()
}

/// Files that both know under different digests.
fn files(then: &Snapshot, now: &Snapshot) -> Vec<String> {
    let digests = |snapshot: &Snapshot| -> BTreeMap<String, String> {
        let sources = snapshot.charts.values().flat_map(|chart| &chart.sources);
        sources.filter_map(|source| Some((source.path.clone(), source.sha256.clone()?))).collect()
    };
    let (then, now) = (digests(then), digests(now));
    now.into_iter()
        .filter(|(path, digest)| then.get(path).is_some_and(|old| old != digest))
        .map(|(path, _)| path)
        .collect()
}

/// Points by what they are of; two points of one kind are told apart by their order.
type Points<'p> = BTreeMap<(Period, &'p str, usize), &'p PointNumbers>;

fn points(series: Option<&SeriesNumbers>) -> Points<'_> {
    let mut found = Points::new();
    for point in series.iter().flat_map(|series| &series.points) {
        let turn = found
            .keys()
            .filter(|(period, figure, _)| *period == point.period && *figure == point.figure)
            .count();
        found.insert((point.period, point.figure.as_str(), turn), point);
    }
    found
}

fn chart_changes(
    chart: &str,
    old: &ChartNumbers,
    new: &ChartNumbers,
    today: &Sets,
) -> Vec<NumberChange> {
    let ids: BTreeSet<&str> =
        old.series.iter().chain(&new.series).map(|series| series.id.as_str()).collect();
    let mut changes = vec![];
    for id in ids {
        let find = |chart: &'_ ChartNumbers| chart.series.iter().position(|series| series.id == id);
        let (before, after) =
            (find(old).map(|at| &old.series[at]), find(new).map(|at| &new.series[at]));
        let unit = today.get(chart).and_then(|set| set.get(id)).map(|series| series.unit);
        let file_unit = before.map_or("", |series| series.unit.as_str());
        let print = |point: Option<&&PointNumbers>, lang: Lang| {
            point.map_or(String::new(), |p| printed(p, unit, file_unit, lang))
        };
        let (before, after) = (points(before), points(after));
        let keys: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
        for key in keys {
            let (then, now) = (before.get(&key), after.get(&key));
            if matches!((then, now), (Some(then), Some(now)) if then.tells_the_same(now)) {
                continue;
            }
            changes.push(NumberChange {
                chart: chart.to_owned(),
                series: id.to_owned(),
                period: key.0,
                figure: key.1.to_owned(),
                old: print(then, Lang::En),
                new: print(now, Lang::En),
                rows: now.or(then).map(|point| point.rows.clone()).unwrap_or_default(),
                told: Lang::ALL.map(|lang| (lang, (print(then, lang), print(now, lang)))).into(),
            });
        }
    }
    changes
}

/// A number with its interval, or why there is none.
fn printed(point: &PointNumbers, unit: Option<Unit>, file_unit: &str, lang: Lang) -> String {
    let absent = phrase(Phrase::NotAvailable, lang);
    let Some(estimate) = point.known() else { return format!("{absent} ({})", point.why_absent()) };
    let Some(unit) = unit else { return format!("{} {file_unit}", estimate.mid()) };
    let numbers = Numbers::of(lang);
    let money = numbers.money_for(&[estimate.mid()]);
    let mut text = numbers
        .hedged(point.hedge().unwrap_or_default(), &numbers.quantity(estimate.mid(), unit, money));
    if !estimate.is_exact() {
        let _ = write!(text, " ({})", numbers.interval(estimate, unit, money));
    }
    strip_controls(&text).replace('\u{a0}', " ")
}

/// Sentences of the desk's articles that read otherwise.
fn articles(desk: &Desk, before: &Sets, today: &Sets) -> Vec<SentenceChange> {
    let names = desk.disk.list("articles");
    let templates = names.iter().filter(|name| name.ends_with(TEMPLATE));
    let mut changes = vec![];
    for path in templates.map(|name| format!("articles/{name}")) {
        let Ok(template) = desk.disk.read_text(&path) else { continue };
        let lang = language_of(&path).or(desk.spec.languages.first().copied()).unwrap_or(Lang::En);
        let numbers = desk.spec.numbers(lang);
        for (line, sentence) in sentences(&template) {
            let filled = |sets: &Sets| {
                let (filled, faults) = fill_article(sentence, &path, sets, numbers, false);
                if faults.is_empty() { plain(&filled.text) } else { String::new() }
            };
            let (old, new) = (filled(before), filled(today));
            if old != new {
                changes.push(SentenceChange { path: path.clone(), line, lang, old, new });
            }
        }
    }
    changes
}

/// Titles, subtitles and notes of charts that read otherwise.
fn words(desk: &Desk, before: &Sets, today: &Sets) -> Vec<SentenceChange> {
    let mut changes = vec![];
    for chart in &desk.charts {
        let (Some(then), Some(now)) = (before.get(&chart.id), today.get(&chart.id)) else {
            continue;
        };
        for (lang, words) in &chart.spec.words {
            let numbers = desk.spec.numbers(*lang);
            for text in [&words.title, &words.subtitle, &words.note] {
                let filled = |set| {
                    let lookup = Lookup::new(desk, chart, set, numbers);
                    lookup.fill(text).map_or(String::new(), |filled| plain(&filled.text))
                };
                let (old, new) = (filled(then), filled(now));
                if old != new {
                    changes.push(SentenceChange {
                        path: chart.path.clone(),
                        line: 0,
                        lang: *lang,
                        old,
                        new,
                    });
                }
            }
        }
    }
    changes
}

fn plain(text: &str) -> String {
    strip_controls(text).replace('\u{a0}', " ")
}

impl Difference {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.sentences.is_empty()
    }
}
