//! Which figures a pair report has, and their words: trade over time, the largest commodities, both sides of a flow.

use std::collections::BTreeMap;

use super::commodity::is_unspecified;
use super::document::name_of;
use super::figures::{Plan, Words};
use super::labels::{direction, view_title};
use super::{Breakdown, PairReport, View, yearly};
use crate::series::{Series, Value};
use crate::trade::{Area, Flow, Period, Unit};
use crate::words::{Lang, Numbers, Phrase, area_name, phrase};

/// Decides what a report shows, and in which words.
pub(super) struct Planner<'a> {
    pub report: &'a PairReport,
    pub languages: &'a [Lang],
}

impl Planner<'_> {
    /// The figures, the one that says most first.
    pub fn plans(&self) -> Vec<Plan> {
        let mut plans = vec![];
        // The views are in order of their weight: the first says most.
        for (index, view) in self.report.views.iter().take(2).enumerate() {
            let suffix = if index == 0 { String::new() } else { format!("-{}", index + 1) };
            plans.extend(self.trade(view, &suffix));
            for found in &view.commodities {
                plans.extend(self.commodities(view, found, &suffix));
            }
        }
        plans.extend(self.mirrors());
        plans
    }

    fn each<T>(&self, of: impl Fn(Lang) -> T) -> BTreeMap<Lang, T> {
        self.languages.iter().map(|lang| (*lang, of(*lang))).collect()
    }

    fn area(code: &str) -> Area {
        Area::from_code(code).unwrap_or(Area::WORLD)
    }

    /// The areas of a view, its own side first.
    fn sides(&self, view: &View) -> (Area, Area) {
        let (a, b) = (Self::area(&self.report.reporter), Self::area(&self.report.partner));
        let own = view.get("export").or(view.get("import")).map(|s| s.basis.reporter);
        if own == Some(b) { (b, a) } else { (a, b) }
    }

    /// Exports and imports over time with a strip of coverage: columns up and down, or a line for one flow.
    fn trade(&self, view: &View, suffix: &str) -> Option<Plan> {
        let flows: Vec<Series> = ["export", "import"]
            .into_iter()
            .filter_map(|id| view.get(id))
            .map(yearly::whole)
            .filter(|series| series.known().next().is_some())
            .collect();
        let flows: Vec<&Series> = flows.iter().collect();
        let points = flows.iter().map(|series| series.known().count()).max()?;
        if points < 2 {
            return None;
        }
        let kind = match flows.len() {
            2 => "butterfly",
            _ if points > 12 => "line",
            _ => "columns",
        };
        let (a, b) = self.sides(view);
        let label = |series: &Series, lang: Lang| {
            capital(phrase(Phrase::Measure(series.basis.measure), lang))
        };
        let series = flows
            .iter()
            .map(|series| {
                ((*series).clone(), "main".to_owned(), self.each(|lang| label(series, lang)))
            })
            .collect();
        let words = self.each(|lang| {
            let numbers = Numbers::of(lang);
            Words {
                title: trade_title(&flows, numbers),
                subtitle: joined(&[&direction_pair(a, b, lang), dollars(lang)], lang),
                note: view_title(view, numbers, false),
            }
        });
        let id = format!("trade{suffix}");
        Some(Plan { id, kind, head: "coverage = true\n".to_owned(), series, words })
    }

    /// The largest commodities of a flow's last year.
    fn commodities(&self, view: &View, found: &Breakdown, suffix: &str) -> Option<Plan> {
        let level = view.get(found.flow.id())?;
        if found.rows.len() < 3 {
            return None;
        }
        let name = |code: &str, lang: Lang| {
            let name = name_of(code, &found.classification, lang);
            if name.is_empty() { format!("{} {code}", found.classification) } else { name }
        };
        let mut series = vec![];
        for row in &found.rows {
            series.push((
                part(level, &format!("c{}", row.code), found.period, &row.value),
                if is_unspecified(&row.code, &found.classification) { "other" } else { "main" }
                    .to_owned(),
                self.each(|lang| name(&row.code, lang)),
            ));
        }
        if found.rest.known().is_some_and(|rest| rest.mid() > 0.0) {
            series.push((
                part(level, "rest", found.period, &found.rest),
                "other".to_owned(),
                self.each(|lang| phrase(Phrase::Other, lang).to_owned()),
            ));
        }
        let (a, b) = self.sides(view);
        let (from, to) = if found.flow == Flow::Export { (a, b) } else { (b, a) };
        let first = found.rows.first()?;
        let share = first.share.known()?.mid();
        let words = self.each(|lang| {
            let numbers = Numbers::of(lang);
            let (what, share) = (name(&first.code, lang), numbers.share(share));
            let period = numbers.period(found.period);
            Words {
                title: match (lang, found.flow) {
                    (Lang::En, Flow::Export) => {
                        format!("{what} made up {share} of exports in {period}")
                    }
                    (Lang::En, _) => format!("{what} made up {share} of imports in {period}"),
                    (Lang::Ru, Flow::Export) => format!("{what}: {share} экспорта ({period})"),
                    (Lang::Ru, _) => format!("{what}: {share} импорта ({period})"),
                    (Lang::Fa, Flow::Export) => format!("{what} {share} صادرات {period} بود"),
                    (Lang::Fa, _) => format!("{what} {share} واردات {period} بود"),
                },
                subtitle: joined(&[&direction(from, to, lang), &period, dollars(lang)], lang),
                note: view_title(view, numbers, false),
            }
        });
        let id = format!("commodities-{}{suffix}", found.flow.id());
        // A share is no value of the picture; it is one of the report.
        let head = format!("constants = [{}]\n", 100.0 * share);
        Some(Plan { id, kind: "treemap", head, series, words })
    }

    /// A flow as both sides report it, over the periods that both have.
    fn mirrors(&self) -> Vec<Plan> {
        let plan = |(index, mirror): (usize, &super::Mirror)| {
            let from = self.report.views.iter().find(|view| {
                view.files == mirror.files.0 && view.told_by.as_deref() == Some(&*mirror.exporter)
            })?;
            let to = self.report.views.iter().find(|view| {
                view.files == mirror.files.1 && view.told_by.as_deref() == Some(&*mirror.importer)
            })?;
            if mirror.rows.len() < 3 {
                return None;
            }
            let periods: Vec<Period> = mirror.rows.iter().map(|row| row.period).collect();
            let of = |view: &View, id: &str| {
                let mut series = view.get(id)?.clone();
                series.points.retain(|point| periods.contains(&point.period));
                Some(Series { id: format!("{id}er"), ..yearly::whole(&series) })
            };
            let (exporter, importer) = (Self::area(&mirror.exporter), Self::area(&mirror.importer));
            let series = vec![
                (of(from, "export")?, "main".to_owned(), self.each(|lang| told(exporter, lang))),
                (of(to, "import")?, "main".to_owned(), self.each(|lang| told(importer, lang))),
            ];
            let last = mirror.rows.last()?;
            let ratio = last.ratio.known()?.mid();
            let words = self.each(|lang| {
                let numbers = Numbers::of(lang);
                let (times, period) = (numbers.times(ratio), numbers.period(last.period));
                Words {
                    title: match lang {
                        Lang::En => {
                            format!("The importer’s figure is {times} the exporter’s in {period}")
                        }
                        Lang::Ru => format!(
                            "Данные импортёра составили {times} от данных экспортёра ({period})"
                        ),
                        Lang::Fa => format!("رقم واردکننده در {period} {times} رقم صادرکننده است"),
                    },
                    subtitle: joined(&[&direction(exporter, importer, lang), dollars(lang)], lang),
                    note: phrase(Phrase::CifFob, lang).to_owned(),
                }
            });
            let id = format!("mirror-{}", index + 1);
            let head = format!("coverage = true\nconstants = [{ratio}]\n");
            Some(Plan { id, kind: "line", head, series, words })
        };
        self.report.mirrors.iter().take(4).enumerate().filter_map(plan).collect()
    }
}

fn told(area: Area, lang: Lang) -> String {
    let name = area_name(area, lang);
    match lang {
        Lang::En => format!("as {name} reports"),
        Lang::Ru => format!("данные: {name}"),
        Lang::Fa => format!("به گزارش {name}"),
    }
}

/// Parts of a subtitle with the comma of the language.
fn joined(parts: &[&str], lang: Lang) -> String {
    parts.join(if lang.is_rtl() { "، " } else { ", " })
}

fn dollars(lang: Lang) -> &'static str {
    ["$", "долл.", "دلار"][lang as usize]
}

fn direction_pair(a: Area, b: Area, lang: Lang) -> String {
    let (a, b) = (area_name(a, lang), area_name(b, lang));
    match lang {
        Lang::En => format!("Trade of {a} with {b}"),
        Lang::Ru => format!("Торговля: {a} — {b}"),
        Lang::Fa => format!("تجارت {a} با {b}"),
    }
}

/// A commodity as a series of its one period.
fn part(level: &Series, id: &str, period: Period, value: &Value) -> Series {
    let mut series = Series { id: id.to_owned(), unit: Unit::Dollar, ..level.clone() };
    series.points.retain(|point| point.period == period);
    for point in &mut series.points {
        point.value = value.clone();
    }
    series
}

/// The latest figures as a sentence.
fn trade_title(flows: &[&Series], numbers: Numbers) -> String {
    let one = |series: &&Series| {
        let (point, estimate) = series.known().last()?;
        let money = numbers.money(estimate.mid(), numbers.money_for(&[estimate.mid()]));
        let what = phrase(Phrase::Measure(series.basis.measure), numbers.lang);
        Some((what, money, numbers.period(point.period)))
    };
    let told: Vec<_> = flows.iter().filter_map(one).collect();
    let text = match (&told[..], numbers.lang) {
        ([(a, x, when), (b, y, then)], lang) if when == then => match lang {
            Lang::En => format!("{a} came to {x} and {b} to {y} in {when}"),
            Lang::Ru => format!("{a} составил {x}, {b} — {y} ({when})"),
            Lang::Fa => format!("{a} در {when} به {x} و {b} به {y} رسید"),
        },
        ([(a, x, when), (b, y, then)], lang) => match lang {
            Lang::En => format!("{a} came to {x} in {when}, {b} to {y} in {then}"),
            Lang::Ru => format!("{a} составил {x} ({when}), {b} — {y} ({then})"),
            Lang::Fa => format!("{a} در {when} به {x} و {b} در {then} به {y} رسید"),
        },
        ([(a, x, when), ..], lang) => match lang {
            Lang::En => format!("{a} came to {x} in {when}"),
            Lang::Ru => format!("{a} составил {x} ({when})"),
            Lang::Fa => format!("{a} در {when} به {x} رسید"),
        },
        ([], _) => String::new(),
    };
    capital(&text)
}

/// The text with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_begins_with_a_capital_in_any_script() {
        assert_eq!(capital("exports of $5M"), "Exports of $5M");
        assert_eq!(capital("экспорт"), "Экспорт");
        assert_eq!(capital(""), "");
    }
}
