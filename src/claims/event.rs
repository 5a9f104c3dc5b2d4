//! Dated events for the margins of charts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cells::Cells;
use super::ledger::{Column, Ledger, optional, required};
use crate::diag::Diagnostic;
use crate::trade::{Area, Origin, Period};
use crate::words::{Lang, Words};

/// Most characters of a label on a chart.
const LABEL_LIMIT: usize = 24;

/// Columns of a ledger of events.
const COLUMNS: [Column; 12] = [
    optional("id", ""),
    required("date", ""),
    optional("precision", ""),
    optional("en", "label_en"),
    optional("ru", "label_ru"),
    optional("fa", "label_fa"),
    optional("event", ""),
    optional("kind", ""),
    optional("areas", ""),
    optional("source_title", "source"),
    optional("source_url", "url"),
    optional("note", ""),
];

/// How precisely an event is dated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

impl Precision {
    fn id(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// Something that happened, with labels short enough for a chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// Id within the ledger; `line-12` where the ledger gives none.
    pub id: String,
    /// The day, month or year.
    pub date: Period,
    /// How precisely it is dated.
    pub precision: Precision,
    /// Labels of at most 24 characters.
    pub label: Words,
    /// What happened, in full.
    pub event: String,
    /// What kind of event.
    pub kind: String,
    /// Areas that it concerns.
    pub areas: Vec<Area>,
    /// Where it is told.
    pub source_title: String,
    /// Address of the source.
    pub source_url: String,
    /// What a reader must know.
    pub note: String,
    /// The row.
    pub origin: Origin,
}

/// Reads a ledger of events. Rows with an error are left out and named.
#[must_use]
pub fn read_events(text: &str, path: &str) -> (Vec<Event>, Vec<Diagnostic>) {
    let (ledger, mut diagnostics) = Ledger::read(text, path, &COLUMNS);
    let mut events: Vec<Event> = vec![];
    let mut lines = BTreeMap::new();
    for row in &ledger.rows {
        let mut cells = Cells::new(&ledger, row);
        let event = event(&mut cells);
        if let Some(event) = event.filter(|_| cells.diagnostics.is_empty()) {
            super::name_once(&mut lines, &event.id, &mut cells);
            if cells.diagnostics.is_empty() {
                check_source(&event, &mut cells);
                check_translation(&event, &mut cells);
                events.push(event);
            }
        }
        diagnostics.append(&mut cells.diagnostics);
    }
    super::count_repeats(&mut diagnostics, "L109");
    (events, diagnostics)
}

fn event(cells: &mut Cells) -> Option<Event> {
    let date = date(cells);
    let label = label(cells);
    let areas = areas(cells);
    let (date, precision) = date?;
    Some(Event {
        id: cells.id(),
        date,
        precision,
        label,
        event: cells.owned("event"),
        kind: cells.owned("kind"),
        areas,
        source_title: cells.owned("source_title"),
        source_url: cells.owned("source_url"),
        note: cells.owned("note"),
        origin: cells.origin(),
    })
}

/// The date and its precision, which follows from its form and may be stated as well.
fn date(cells: &mut Cells) -> Option<(Period, Precision)> {
    const KNOWN: [Precision; 3] = [Precision::Day, Precision::Month, Precision::Year];
    let text = cells.text("date");
    let day = text.parse().ok().and_then(|day| Period::between(day, day).ok());
    let found = match (day, text.len()) {
        (Some(day), _) => Some((day, Precision::Day)),
        (None, 7) => text.parse().ok().map(|month| (month, Precision::Month)),
        (None, 4) => text.parse().ok().map(|year| (year, Precision::Year)),
        _ => None,
    };
    let Some((period, precision)) = found else {
        let title = format!("cannot tell the period from `{text}`");
        let help = "write `2025-04-17`, `2025-04` or `2025`";
        cells.report("date", Diagnostic::error("S213", title).help(help));
        return None;
    };
    if cells.text("precision").is_empty() {
        return Some((period, precision));
    }
    let stated = cells.one_of("precision", &KNOWN, Precision::id);
    stated.map(|stated| (period, stated))
}

fn label(cells: &mut Cells) -> Words {
    let mut words = Words::new();
    for lang in Lang::ALL {
        let text = cells.text(lang.tag());
        let length = text.chars().count();
        if length > LABEL_LIMIT {
            let title = format!("label is {length} characters, the limit is {LABEL_LIMIT}");
            let why = "a longer one does not fit between two events on a chart";
            cells.report(lang.tag(), Diagnostic::error("R107", title).because(why));
        } else if !text.is_empty() {
            words.insert(lang, text.to_owned());
        }
    }
    words
}

fn areas(cells: &mut Cells) -> Vec<Area> {
    let mut areas = vec![];
    for code in cells.text("areas").split(';').map(str::trim).filter(|code| !code.is_empty()) {
        match Area::from_code(code) {
            Ok(area) => areas.push(area),
            Err(unknown) => cells.report("areas", Diagnostic::error("S211", unknown.to_string())),
        }
    }
    areas
}

fn check_source(event: &Event, cells: &mut Cells) {
    if event.source_url.is_empty() {
        cells.report("source_url", Diagnostic::warning("L109", "statement has no url"));
    }
}

/// Numbers of the English and the Russian label; Persian ones may count years otherwise.
fn check_translation(event: &Event, cells: &mut Cells) {
    let numbers = |lang| {
        let label = event.label.get(&lang)?;
        let runs = label.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        Some(runs.map(str::to_owned).collect::<std::collections::BTreeSet<_>>())
    };
    let (Some(en), Some(ru)) = (numbers(Lang::En), numbers(Lang::Ru)) else { return };
    if en != ru {
        let why = "readers of one language are told another number than readers of the other";
        let differs = Diagnostic::warning("L110", "`en` and `ru` give different numbers")
            .label(format!("found {en:?} and {ru:?}").replace(['{', '}', '"'], ""))
            .because(why)
            .help("correct the label that is wrong");
        cells.report("ru", differs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(row: &str) -> (Vec<Event>, Vec<Diagnostic>) {
        read_events(&format!("id,date,precision,en,ru,fa,areas,url\n{row}\n"), "events.csv")
    }

    #[test]
    fn events_are_dated_as_precisely_as_known() {
        let (events, diagnostics) = read(
            "kabul,2021-08-15,day,Taliban take Kabul,Талибы в Кабуле,سقوط کابل,AFG;RUS,http://x",
        );
        assert_eq!(diagnostics, []);
        assert_eq!((events[0].precision, events[0].areas.len()), (Precision::Day, 2));
        assert_eq!(events[0].label[&Lang::Ru], "Талибы в Кабуле");
        let (events, _) = read("x,2021-08,,a,,,,http://x");
        assert_eq!(
            (events[0].precision, events[0].date.to_string().as_str()),
            (Precision::Month, "2021-08")
        );
    }

    #[test]
    fn labels_that_do_not_fit_are_refused() {
        let (events, diagnostics) = read("x,2021,,Taliban return to power in Kabul,,,,http://x");
        assert!(events.is_empty());
        assert_eq!(diagnostics[0].title, "label is 32 characters, the limit is 24");
        assert_eq!(read("x,21 August,,a,,,,http://x").1[0].code, "S213");
    }
}
