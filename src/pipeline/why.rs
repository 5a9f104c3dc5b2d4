//! From a number back to the rows, files, lines and statements that it rests on.

use serde::Serialize;

use super::compare::{amount, outlook};
use super::desk::{ChartSource, Desk, Ledgers};
use super::resolve::resolve;
use crate::claims::{Claim, Figure, Prospect, check_claim};
use crate::series::{Point, Series, Value};
use crate::trade::{Estimate, Origin, Period, Unit};
use crate::words::{Lang, Numbers};

/// A value with everything behind it.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// Id of the chart.
    pub chart: String,
    /// Id of the series.
    pub series: String,
    /// When.
    pub period: Period,
    /// The value as it reads in English.
    pub value: String,
    /// Lower end, value and upper end in full; absent where there is no value.
    pub interval: Option<(f64, f64, f64)>,
    /// The formula, for computed values.
    pub formula: String,
    /// Class of testimony.
    pub evidence: &'static str,
    /// Who says so.
    pub speaker: String,
    /// What a reader must know.
    pub note: String,
    /// The rows behind it.
    pub rows: Vec<Row>,
}

/// A row of a file.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// File.
    pub path: String,
    /// Physical line from 1.
    pub line: u32,
    /// The line as it stands there.
    pub text: String,
    /// How its dataset is cited; empty for ledgers.
    pub citation: String,
}

/// Answers for a chart, or for a series and period of any chart.
///
/// `target` is a chart's id, a path inside its folder, or a series id.
#[must_use]
pub fn why(desk: &Desk, target: &str, series: Option<&str>, period: Option<Period>) -> Vec<Answer> {
    let id = chart_id(target);
    let of_chart = desk.charts.iter().any(|chart| chart.id == id);
    let mut answers = vec![];
    for chart in desk.charts.iter().filter(|chart| !of_chart || chart.id == id) {
        let wanted = if of_chart { series } else { Some(target) };
        answers.extend(of(desk, chart, wanted, period));
    }
    answers
}

/// A row of a ledger with what follows from it.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    /// Id within the ledger.
    pub id: String,
    /// `claim`, `target` or `figure`.
    pub kind: &'static str,
    /// The sentence, the level, or the number.
    pub says: String,
    /// What was computed from it, a line each.
    pub computed: Vec<String>,
    /// Who says so.
    pub speaker: String,
    /// Address of the source.
    pub source_url: String,
    /// What a reader must know.
    pub note: String,
    /// The row itself.
    pub row: Row,
}

/// The rows of the ledgers with this id.
#[must_use]
pub fn statements(desk: &Desk, id: &str) -> Vec<Statement> {
    let Ledgers { claims, figures, .. } = &desk.ledgers;
    let claims = claims.iter().filter(|claim| claim.id == id).map(|claim| of_claim(desk, claim));
    let prospects = super::statements::prospects(desk);
    let targets = prospects.iter().filter(|prospect| prospect.target.id == id);
    let targets = targets.map(|prospect| of_target(desk, prospect));
    let figures = figures.iter().filter(|figure| figure.id == id);
    claims.chain(targets).chain(figures.map(|figure| of_figure(desk, figure))).collect()
}

fn of_claim(desk: &Desk, claim: &Claim) -> Statement {
    let check = check_claim(claim);
    Statement {
        id: claim.id.clone(),
        kind: "claim",
        says: claim.sentence.clone(),
        computed: vec![format!("{}: {}", check.verdict.id(), check.computed)],
        speaker: claim.speaker.clone(),
        source_url: claim.source_url.clone(),
        note: claim.why.clone(),
        row: row_of(desk, &claim.origin),
    }
}

fn of_target(desk: &Desk, prospect: &Prospect) -> Statement {
    let target = &prospect.target;
    let goal = amount(Estimate::exact(target.dollars));
    let deadline = target.deadline.map_or("no date".to_owned(), |deadline| deadline.to_string());
    let words = outlook(prospect).into_iter();
    Statement {
        id: target.id.clone(),
        kind: "target",
        says: format!("{goal} of {} and {} by {deadline}", target.a, target.b),
        computed: words.map(|word| format!("{} [{}]", word.text, word.rows.join(", "))).collect(),
        speaker: target.speaker.clone(),
        source_url: target.source_url.clone(),
        note: target.note.clone(),
        row: row_of(desk, &target.origin),
    }
}

fn of_figure(desk: &Desk, figure: &Figure) -> Statement {
    let value = match (figure.estimate, figure.unit) {
        (Some(estimate), Unit::Dollar) => amount(estimate),
        (Some(estimate), unit) => format!("{} {}", estimate.mid(), unit.id()),
        (None, _) => "no value".to_owned(),
    };
    let derived = figure.derived_from.iter().map(|parent| match figure.multiple {
        Some(by) => format!("`{parent}` divided by {} ({} to {})", by.mid(), by.low(), by.high()),
        None => format!("from `{parent}`"),
    });
    Statement {
        id: figure.id.clone(),
        kind: "figure",
        says: format!(
            "{} of {} with {}, {}, {}, {}: {value}",
            figure.measure.id(),
            figure.reporter,
            figure.partner,
            figure.commodity,
            figure.period,
            figure.evidence.id(),
        ),
        computed: derived.collect(),
        speaker: figure.speaker.clone(),
        source_url: figure.source_url.clone(),
        note: figure.note.clone(),
        row: row_of(desk, &figure.origin),
    }
}

fn row_of(desk: &Desk, origin: &Origin) -> Row {
    let mut rows = rows_of(desk, std::slice::from_ref(origin));
    rows.remove(0)
}

/// The chart that a path such as `charts/flour-imports/en.svg` belongs to; the text itself otherwise.
fn chart_id(target: &str) -> &str {
    let mut parts = target.trim_start_matches("./").split('/').rev();
    let last = parts.next().unwrap_or(target);
    match parts.next() {
        Some(folder) if parts.next() == Some("charts") => folder,
        _ => last,
    }
}

fn of(
    desk: &Desk,
    chart: &ChartSource,
    series: Option<&str>,
    period: Option<Period>,
) -> Vec<Answer> {
    let (Some(set), _) = resolve(desk, chart) else { return vec![] };
    let hidden = |id: &str| !super::resolve::shown(chart).any(|spec| spec.id == id);
    set.series
        .iter()
        .filter(|s| series.map_or(!hidden(&s.id), |wanted| s.id == wanted))
        .flat_map(|s| s.points.iter().map(move |point| (s, point)))
        .filter(|(_, point)| period.is_none_or(|wanted| point.period == wanted))
        .map(|(series, point)| answer(desk, chart, series, point))
        .collect()
}

fn answer(desk: &Desk, chart: &ChartSource, series: &Series, point: &Point) -> Answer {
    let numbers = Numbers::of(Lang::En);
    let known = point.value.known();
    let money = numbers.money_for(&[known.map_or(0.0, crate::trade::Estimate::mid)]);
    let text = numbers.value(&point.value, series.unit, money);
    let value = match point.value {
        Value::Known(_) => numbers.hedged(point.hedge, &text),
        _ => text,
    };
    Answer {
        chart: chart.id.clone(),
        series: series.id.clone(),
        period: point.period,
        value: crate::words::strip_controls(&value).replace('\u{a0}', " "),
        interval: known.map(|e| (e.low(), e.mid(), e.high())),
        formula: series.formula.clone(),
        evidence: point.evidence.id(),
        speaker: point.speaker.clone(),
        note: point.note.clone(),
        rows: rows_of(desk, &point.origins),
    }
}

/// The rows at these places; a file is read once, however many of its rows a number rests on.
fn rows_of(desk: &Desk, origins: &[Origin]) -> Vec<Row> {
    let same_file = |a: &Origin, b: &Origin| a.path == b.path;
    let of_file = |origins: &[Origin]| {
        let text = desk.disk.read_text(&origins[0].path).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let citation = desk.dataset(&origins[0].dataset).map(|d| d.spec.citation.clone());
        let citation = citation.unwrap_or_default();
        let row = |origin: &Origin| Row {
            path: origin.path.to_string(),
            line: origin.line,
            text: lines
                .get(origin.line.saturating_sub(1) as usize)
                .copied()
                .unwrap_or_default()
                .to_owned(),
            citation: citation.clone(),
        };
        origins.iter().map(row).collect::<Vec<Row>>()
    };
    origins.chunk_by(same_file).flat_map(of_file).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_their_chart() {
        assert_eq!(chart_id("charts/flour-imports/en.svg"), "flour-imports");
        assert_eq!(chart_id("./charts/flour-imports/data.csv"), "flour-imports");
        assert_eq!(chart_id("flour-imports"), "flour-imports");
    }
}
