//! Every number that a chart draws, that its words or an article print, and that a claim states is walked back to rows.

use std::path::Path;

use bilat::pipeline::article::{TEMPLATE, fill_article, sets};
use bilat::pipeline::desk::Desk;
use bilat::pipeline::disk::Disk;
use bilat::pipeline::resolve::{resolve, shown};
use bilat::pipeline::template::{Piece, Scope, answer, pieces};
use bilat::pipeline::why::{statements, why};
use bilat::series::Value;
use bilat::words::{Lang, Numbers};

fn desk() -> Desk {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Desk::open(Disk::at(root)).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// What is lacking behind a value: no answer, or an answer without a row that can be read.
fn lacking(desk: &Desk, chart: &str, series: &str, period: &str) -> Option<String> {
    let name = format!("{chart} {series} {period}");
    let Ok(parsed) = period.parse() else { return Some(format!("{name}: no period")) };
    let answers = why(desk, chart, Some(series), Some(parsed));
    let rows = || answers.iter().flat_map(|answer| &answer.rows);
    match () {
        () if answers.is_empty() => Some(format!("{name}: no answer")),
        () if rows().next().is_none() => Some(format!("{name}: no row")),
        () if rows().any(|row| row.text.is_empty() || row.line < 2) => {
            Some(format!("{name}: a row that is not there"))
        }
        () => None,
    }
}

#[test]
fn every_point_that_a_chart_draws_has_its_rows() {
    let desk = desk();
    let mut faults = vec![];
    let mut points = 0;
    for chart in &desk.charts {
        let Some(set) = resolve(&desk, chart).0 else { panic!("{} cannot be made", chart.id) };
        let answers = why(&desk, &chart.id, None, None);
        for series in shown(chart).filter_map(|spec| set.get(&spec.id)) {
            for point in &series.points {
                let Value::Known(estimate) = point.value else { continue };
                points += 1;
                let of_point =
                    answers.iter().filter(|a| a.series == series.id && a.period == point.period);
                let told = of_point.filter(|a| a.interval.is_some_and(|i| i.1 == estimate.mid()));
                // A count of nothing rests on no row.
                let enough = |rows: usize| rows > 0 || estimate.mid() == 0.0;
                if !told.into_iter().any(|answer| enough(answer.rows.len())) {
                    faults.push(format!("{} {} {}", chart.id, series.id, point.period));
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {points}: {:#?}",
        faults.len(),
        &faults[..faults.len().min(9)]
    );
    assert!(points > 1000, "{points}");
}

#[test]
fn every_number_in_the_words_of_a_chart_has_its_rows() {
    let desk = desk();
    let mut slots = 0;
    let mut faults = vec![];
    for chart in &desk.charts {
        let Some(set) = resolve(&desk, chart).0 else { continue };
        for (lang, words) in &chart.spec.words {
            let scope = Scope::of(&set, Numbers::of(*lang));
            for text in [&words.title, &words.subtitle, &words.note] {
                for piece in pieces(text) {
                    let Piece::Expression { words, .. } = piece else { continue };
                    // Names of targets and of other charts need more than the chart's own series.
                    let Ok(found) = answer(words, &scope) else { continue };
                    for of in found.references {
                        // A year without a record has no row: that is what its absence says.
                        let at = of.period.parse().ok().and_then(|p| set.get(&of.series)?.at(p));
                        if at.is_some_and(|point| point.value.known().is_none()) {
                            continue;
                        }
                        slots += 1;
                        faults.extend(lacking(&desk, &chart.id, &of.series, &of.period));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(slots >= 10, "{slots}");
}

#[test]
fn every_number_of_a_filled_article_has_its_rows() {
    let desk = desk();
    let sets = sets(&desk);
    let mut slots = 0;
    let mut faults = vec![];
    for name in desk.disk.list("articles").iter().filter(|name| name.ends_with(TEMPLATE)) {
        let path = format!("articles/{name}");
        let template = desk.disk.read_text(&path).unwrap();
        for lang in Lang::ALL {
            let (filled, wrong) = fill_article(&template, &path, &sets, Numbers::of(lang), true);
            assert_eq!(wrong, [], "{path}");
            for [chart, series, period] in filled.numbers.iter().flat_map(|number| &number.why) {
                slots += 1;
                faults.extend(lacking(&desk, chart, series, period));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(slots >= 9, "{slots}");
}

#[test]
fn every_claim_target_and_figure_has_its_row() {
    let desk = desk();
    let ledgers = &desk.ledgers;
    let ids = ledgers.claims.iter().map(|claim| &claim.id);
    let ids = ids.chain(ledgers.targets.iter().map(|target| &target.id));
    let ids: Vec<&String> = ids.chain(ledgers.figures.iter().map(|figure| &figure.id)).collect();
    assert_eq!(ids.len(), 13 + 51 + 16);
    for id in ids {
        let found = statements(&desk, id);
        assert!(!found.is_empty(), "{id}");
        assert!(found.iter().all(|s| s.row.text.contains(id.as_str())), "{id}: {found:?}");
    }
}
