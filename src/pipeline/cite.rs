//! What is cited with a figure: itself, the datasets behind it, and the statements that it rests on.

use super::desk::Desk;
use super::imprint::software;
use crate::claims::Figure as Statement;
use crate::kit::{Figure, Work, WorkKind};
use crate::record::SourceFile;
use crate::words::{Lang, strip_controls};

/// The figure, then its data in the order of their files.
#[must_use]
pub fn works(desk: &Desk, figure: &Figure) -> Vec<Work> {
    let mut works = vec![itself(desk, figure)];
    for source in &figure.record.sources {
        if source.dataset == "ledger" {
            works.extend(statements(desk, source));
        } else {
            works.push(dataset(source));
        }
    }
    works
}

fn itself(desk: &Desk, figure: &Figure) -> Work {
    let data = &figure.record.data.distribution.sha256;
    Work {
        key: format!("{}-{}", figure.id, figure.lang),
        kind: WorkKind::Figure,
        author: if desk.spec.copyright.is_empty() {
            figure.desk.to_owned()
        } else {
            desk.spec.copyright.split(';').next().unwrap_or_default().trim().to_owned()
        },
        title: strip_controls(figure.title),
        publisher: figure.desk.to_owned(),
        issued: figure.date.to_owned(),
        accessed: String::new(),
        url: if figure.base.is_empty() {
            String::new()
        } else {
            format!("{}{}", figure.base, figure.file("png"))
        },
        version: String::new(),
        note: format!("{}; data sha256 {}", software(), &data[..data.len().min(16)]),
        lang: Some(figure.lang),
    }
}

fn dataset(source: &SourceFile) -> Work {
    let producer = source.producer.as_ref().map(|producer| producer.name.clone());
    Work {
        key: source.dataset.clone(),
        kind: WorkKind::Dataset,
        author: producer.unwrap_or_default(),
        title: source.name.clone(),
        publisher: String::new(),
        issued: dated(&source.vintage),
        accessed: source.retrieved.clone(),
        url: source.url.clone(),
        version: source.vintage.clone(),
        note: source.citation.clone(),
        lang: None,
    }
}

/// The statements of a ledger that a figure rests on, each once.
fn statements(desk: &Desk, source: &SourceFile) -> Vec<Work> {
    let figures = desk.ledgers.figures.iter();
    let figures = figures.filter(|said| source.rows.contains_key(&said.id)).map(statement);
    let targets = desk.ledgers.targets.iter();
    let targets =
        targets.filter(|target| source.rows.contains_key(&target.id)).map(|target| Work {
            key: target.id.clone(),
            author: target.speaker.clone(),
            title: format!("Target of {} and {}", target.a, target.b),
            url: first(&target.source_url),
            issued: target.announced.map_or(String::new(), |period| dated(&period.to_string())),
            note: target.scope.clone(),
            ..blank()
        });
    figures.chain(targets).collect()
}

fn statement(said: &Statement) -> Work {
    let title =
        if said.source_title.is_empty() { said.quote.clone() } else { said.source_title.clone() };
    Work {
        key: said.id.clone(),
        author: said.speaker.clone(),
        title: if title.is_empty() { said.id.clone() } else { title },
        issued: dated(&said.stated_on),
        url: first(&said.source_url),
        note: said.quote.clone(),
        lang: said.language.parse::<Lang>().ok(),
        ..blank()
    }
}

fn blank() -> Work {
    Work {
        key: String::new(),
        kind: WorkKind::Statement,
        author: String::new(),
        title: String::new(),
        publisher: String::new(),
        issued: String::new(),
        accessed: String::new(),
        url: String::new(),
        version: String::new(),
        note: String::new(),
        lang: None,
    }
}

/// The first of several addresses.
fn first(urls: &str) -> String {
    urls.split(" | ").next().unwrap_or_default().to_owned()
}

/// A text that is a day, a month or a year; nothing else is taken for a date.
fn dated(text: &str) -> String {
    let parts: Vec<&str> = text.split('-').collect();
    let is_number = |(part, digits): (&&str, &usize)| {
        part.len() == *digits && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let fits = parts.len() <= 3 && parts.iter().zip(&[4, 2, 2]).all(is_number);
    if fits { text.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_are_dates() {
        for (text, date) in [("2024-05-01", "2024-05-01"), ("2024", "2024"), ("V202401", "")] {
            assert_eq!(dated(text), date);
        }
        assert_eq!(dated("2024-05-01-02"), "");
        assert_eq!(first("https://a | https://b"), "https://a");
    }
}
