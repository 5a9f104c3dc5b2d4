//! What the page shows, gathered from the same run as the charts.

use rayon::prelude::*;

use super::desk::Desk;
use super::draw::{Names, Picture, Studio};
use super::report::{Report, Resolved};
use super::resolve;
use crate::picture::Speakers;
use crate::series::{Point, Series};
use crate::site::{self, Told};
use crate::words::{Numbers, Phrase, phrase};

/// The headline numbers that the desk asks for; one that names no value is left out.
fn headlines(desk: &Desk, studio: &Studio, resolved: &Resolved) -> Vec<site::Headline> {
    let made = desk.spec.headline.iter().filter_map(|spec| {
        let (_, set) = resolved.charts.iter().find(|(chart, _)| chart.id == spec.chart)?;
        let series = set.get(&spec.series)?;
        let point = series.at(spec.period.parse().ok()?)?;
        let words = desk.spec.languages.iter().map(|lang| {
            let numbers = studio.numbers(*lang);
            let label = spec.label.get(lang).cloned().unwrap_or_default();
            (*lang, headline(desk, series, point, numbers, label))
        });
        Some(site::Headline { words: words.collect(), chart: spec.chart.clone() })
    });
    made.collect()
}

fn headline(
    desk: &Desk,
    series: &Series,
    point: &Point,
    numbers: Numbers,
    label: String,
) -> site::HeadlineWords {
    let known = point.value.known();
    let money = numbers.money_for(&[known.map_or(0.0, crate::trade::Estimate::mid)]);
    let value = numbers.value(&point.value, series.unit, money);
    let interval = known.filter(|estimate| !estimate.is_exact());
    let names = Names { names: &desk.spec.names, lang: numbers.lang };
    let class = phrase(Phrase::Evidence(point.evidence), numbers.lang);
    site::HeadlineWords {
        value: numbers.hedged(point.hedge, &value),
        interval: interval
            .map(|e| numbers.interval(e, series.unit, money))
            .filter(|text| *text != value)
            .unwrap_or_default(),
        label,
        evidence: format!("{class} · {}", names.short(&point.speaker)),
    }
}

/// What the page shows, gathered from the same run; `open` is without rows that may not be passed on.
pub(super) fn page_of<'a>(
    desk: &'a Desk,
    studio: &'a Studio,
    [resolved, open]: [&'a Resolved<'a>; 2],
    shown: &'a [(String, Vec<Picture>)],
    report: &'a Report,
    told: Told<'a>,
) -> site::Page<'a> {
    let figures = open
        .charts
        .iter()
        .filter_map(|(chart, set)| {
            let (_, pictures) = shown.iter().find(|(id, _)| *id == chart.id)?;
            let labels = |lang| {
                resolve::shown(chart)
                    .map(|spec| {
                        (spec.id.clone(), spec.label.get(&lang).cloned().unwrap_or_default())
                    })
                    .collect()
            };
            let pictures = pictures
                .par_iter()
                .map(|picture| site::FigureWords {
                    narrow: studio.for_phone(chart, set, picture.lang),
                    lang: picture.lang,
                    header: &picture.header,
                    scene: &picture.scene,
                    labels: labels(picture.lang),
                })
                .collect();
            Some(site::Figure { id: &chart.id, set, pictures })
        })
        .collect();
    let sources =
        desk.datasets.iter().map(|dataset| dataset.spec.provenance(&dataset.id)).collect();
    site::Page {
        name: &desk.spec.name,
        about: &desk.spec.about,
        languages: &desk.spec.languages,
        numbers: studio.numbers(crate::words::Lang::En),
        dark: desk.spec.theme == "dark",
        headlines: headlines(desk, studio, resolved),
        figures,
        sources,
        statements: &desk.ledgers.figures,
        told,
        diagnostics: &report.diagnostics,
        shaper: studio.shaper(),
    }
}
