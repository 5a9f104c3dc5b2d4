//! Words of a desk that are lacking, or do not reach every output as they were typed.

use super::desk::{ChartSource, Dataset, Ledgers};
use super::outputs::inert;
use super::spec::{ChartSpec, place_of};
use crate::diag::{Diagnostic, Place};
use crate::words::Lang;

/// X201 for speakers and producers that a spreadsheet would run, X202 for labels with characters that have no ink.
pub(super) fn remarks(
    datasets: &[Dataset],
    ledgers: &Ledgers,
    charts: &[ChartSource],
) -> Vec<Diagnostic> {
    let producers = datasets.iter().map(|dataset| {
        let path = format!("datasets/{}/dataset.toml", dataset.id);
        (dataset.spec.producer.as_str(), Place { path, ..Place::default() })
    });
    let speakers = ledgers.figures.iter().map(|figure| {
        let path = "datasets/ledger/figures.csv".to_owned();
        (figure.speaker.as_str(), Place { path, line: figure.origin.line, ..Place::default() })
    });
    let formulas = producers.chain(speakers).filter(|(name, _)| inert(name) != *name);
    let mut remarks: Vec<Diagnostic> = formulas.map(|(name, place)| formula(name, place)).collect();
    remarks.extend(charts.iter().flat_map(inkless));
    remarks
}

/// C107 for a chart without words in a language of the desk.
pub(super) fn wordless(spec: &ChartSpec, path: &str, languages: &[Lang]) -> Option<Diagnostic> {
    let lacks = |lang: &&Lang| !spec.words.contains_key(lang);
    let lacking: Vec<&str> = languages.iter().filter(lacks).map(|lang| lang.tag()).collect();
    let first = lacking.first()?;
    let place = Place { path: path.to_owned(), ..Place::default() };
    Some(
        Diagnostic::error("C107", format!("no words in {}", lacking.join(", ")))
            .at(place)
            .because("the desk publishes in these languages too")
            .help(format!("add `[words.{first}]`, or take it out of `languages`")),
    )
}

fn formula(name: &str, place: Place) -> Diagnostic {
    Diagnostic::warning("X201", "text would be read as a formula")
        .at(place)
        .label(format!("found `{name}`"))
        .because("it is written with an apostrophe before it, so that no spreadsheet runs it")
        .help("begin the name with a letter or a digit")
}

/// Series of a chart whose labels hold control characters; line ends and tabs are printed as blanks.
fn inkless(chart: &ChartSource) -> Vec<Diagnostic> {
    let is_inkless = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let labels =
        chart.spec.series.iter().flat_map(|series| {
            series.label.iter().map(move |(lang, label)| (&series.id, lang, label))
        });
    let remark = |(id, lang, label): (&String, &Lang, &String)| {
        let code = u32::from(label.chars().find(|c| is_inkless(*c))?);
        let quoted = format!("\"{id}\"");
        let at = chart.text.find(&quoted).unwrap_or(0);
        let place = place_of(&chart.text, &chart.path, at, quoted.len());
        Some(
            Diagnostic::warning("X202", "control characters removed from a label")
                .at(place)
                .label(format!("the label in {lang} holds U+{code:04X}"))
                .because("they have no ink, and SVG does not allow them")
                .help("type the label again"),
        )
    };
    labels.filter_map(remark).collect()
}
