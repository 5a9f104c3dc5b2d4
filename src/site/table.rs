//! The tables of the page: what a figure draws, and what was said.

use maud::{Markup, html};

use crate::claims::Figure as Statement;
use crate::series::{Point, Series, SeriesSet, Value};
use crate::trade::{Estimate, Evidence, Measure, Origin, Unit};
use crate::words::{Lang, MoneyFormat, Numbers, Phrase, phrase};

/// Column names in the order of [`Lang::ALL`].
fn column(what: &str, lang: Lang) -> &'static str {
    let all = match what {
        "series" => ["Series", "Ряд", "سری"],
        "period" => ["Period", "Период", "دوره"],
        "value" => ["Value", "Значение", "مقدار"],
        "interval" => ["Interval", "Интервал", "بازه"],
        "evidence" => ["Evidence", "Основание", "گواهی"],
        "who" => ["Who says so", "Кто сообщает", "گوینده"],
        "measure" => ["Measure", "Показатель", "سنجه"],
        "commodity" => ["Commodity", "Товар", "کالا"],
        _ => ["Rows", "Строки", "سطرها"],
    };
    all[lang as usize]
}

fn head(columns: &[&str], lang: Lang) -> Markup {
    html! { thead { tr { @for name in columns { th scope="col" { (column(name, lang)) } } } } }
}

/// All points of the series drawn.
pub fn of(set: &SeriesSet, labels: &[(String, String)], numbers: Numbers) -> Markup {
    let columns = ["series", "period", "value", "interval", "evidence", "who", "rows"];
    html! {
        div.scroll { table {
            (head(&columns, numbers.lang))
            tbody {
                @for (id, label) in labels {
                    @if let Some(series) = set.get(id) {
                        @for point in &series.points { (row(series, label, point, numbers)) }
                    }
                }
            }
        } }
    }
}

fn row(series: &Series, label: &str, point: &Point, numbers: Numbers) -> Markup {
    let value = value_text(&point.value, series.unit, point, numbers);
    let label = if label.is_empty() { &series.id } else { label };
    let mut rows: Vec<String> = Origin::places(&point.origins);
    rows.dedup();
    html! {
        tr {
            th scope="row" { (label) }
            td { bdi { (numbers.period(point.period)) } }
            td.number { bdi { (value) } }
            td.number { bdi { (interval_text(point.value.known(), series.unit, numbers)) } }
            td { (evidence(point.evidence, numbers.lang)) }
            td { bdi { (point.speaker) } }
            td.rows dir="ltr" { (rows.join(" ")) }
        }
    }
}

/// All statements of the ledger.
pub fn statements(statements: &[Statement], numbers: Numbers) -> Markup {
    let columns = ["period", "measure", "commodity", "value", "interval", "who", "rows"];
    html! {
        div.scroll { table {
            (head(&columns, numbers.lang))
            tbody { @for said in statements { (statement(said, numbers)) } }
        } }
    }
}

fn statement(said: &Statement, numbers: Numbers) -> Markup {
    let point = said.point();
    html! {
        tr {
            td { bdi { (numbers.period(said.period)) } }
            td { (measure(said.measure, numbers.lang)) }
            td { bdi { (said.commodity) } }
            td.number { bdi { (value_text(&point.value, said.unit, &point, numbers)) } }
            td.number { bdi { (interval_text(said.estimate, said.unit, numbers)) } }
            td { bdi {
                (said.speaker)
                @if !said.source_url.is_empty() {
                    " · " a href=(first_url(&said.source_url)) rel="noopener noreferrer" { (said.source_title) }
                }
            } }
            td.rows dir="ltr" { (said.origin.path) ":" (said.origin.line) }
        }
    }
}

fn first_url(urls: &str) -> &str {
    let url = urls.split(" | ").next().unwrap_or_default();
    if url.starts_with("http://") || url.starts_with("https://") { url } else { "" }
}

fn money(estimate: Option<Estimate>, numbers: Numbers) -> MoneyFormat {
    numbers.money_for(&[estimate.map_or(0.0, Estimate::mid)])
}

fn value_text(value: &Value, unit: Unit, point: &Point, numbers: Numbers) -> String {
    let text = numbers.value(value, unit, money(value.known(), numbers));
    if value.known().is_some() { numbers.hedged(point.hedge, &text) } else { text }
}

fn interval_text(estimate: Option<Estimate>, unit: Unit, numbers: Numbers) -> String {
    match estimate {
        Some(estimate) if !estimate.is_exact() => {
            numbers.interval(estimate, unit, money(Some(estimate), numbers))
        }
        _ => String::new(),
    }
}

fn evidence(evidence: Evidence, lang: Lang) -> &'static str {
    phrase(Phrase::Evidence(evidence), lang)
}

fn measure(measure: Measure, lang: Lang) -> &'static str {
    phrase(Phrase::Measure(measure), lang)
}
