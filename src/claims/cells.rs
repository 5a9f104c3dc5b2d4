//! Typed reading of a ledger's cells. Each fault is a message at its cell; a row with a fault is not used.

use std::sync::Arc;

use super::ledger::{Ledger, Row};
use crate::diag::Diagnostic;
use crate::trade::{
    Area, Commodity, Decimal, Estimate, Evidence, Measure, Origin, Period, Unit, Valuation,
};

/// One row being read, and the faults found in it.
pub(super) struct Cells<'l> {
    ledger: &'l Ledger<'l>,
    row: &'l Row,
    pub diagnostics: Vec<Diagnostic>,
}

/// A unit of a ledger: what is counted, and how many of it one unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LedgerUnit {
    pub unit: Unit,
    pub factor: i64,
}

/// Names of units and what they stand for.
const UNITS: [(&str, Unit, i64); 10] = [
    ("USD", Unit::Dollar, 1),
    ("USD thousand", Unit::Dollar, 1_000),
    ("USD million", Unit::Dollar, 1_000_000),
    ("USD billion", Unit::Dollar, 1_000_000_000),
    ("USD trillion", Unit::Dollar, 1_000_000_000_000),
    ("kg", Unit::Kilogram, 1),
    ("tonnes", Unit::Kilogram, 1_000),
    ("thousand tonnes", Unit::Kilogram, 1_000_000),
    ("million tonnes", Unit::Kilogram, 1_000_000_000),
    ("index", Unit::Index, 1),
];

impl<'l> Cells<'l> {
    pub fn new(ledger: &'l Ledger<'l>, row: &'l Row) -> Self {
        Self { ledger, row, diagnostics: vec![] }
    }

    /// The cell's text; empty where it is empty or the column absent.
    pub fn text(&self, name: &str) -> &'l str {
        self.ledger.cell(self.row, name)
    }

    pub fn owned(&self, name: &str) -> String {
        self.text(name).to_owned()
    }

    /// What stands between semicolons.
    pub fn list(&self, name: &str) -> Vec<String> {
        let items = self.text(name).split(';').map(str::trim).filter(|item| !item.is_empty());
        items.map(str::to_owned).collect()
    }

    /// The row's id: its cell, or its line.
    pub fn id(&self) -> String {
        match self.text("id") {
            "" => format!("line-{}", self.ledger.line(self.row)),
            id => id.to_owned(),
        }
    }

    pub fn origin(&self) -> Origin {
        let path = self.ledger.path;
        let file = path.rsplit('/').next().unwrap_or(path);
        let dataset = file.strip_suffix(".csv").unwrap_or(file);
        Origin { dataset: dataset.into(), path: Arc::from(path), line: self.ledger.line(self.row) }
    }

    /// Puts a message at a cell of this row.
    pub fn report(&mut self, name: &str, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.at(self.ledger.place(self.row, name)));
    }

    pub fn area(&mut self, name: &str) -> Option<Area> {
        let text = self.text(name);
        let area = Area::from_code(text);
        if area.is_err() {
            let help = "write the ISO 3166 alpha-3 code, such as `AFG`";
            self.report(
                name,
                Diagnostic::error("S211", format!("unknown area `{text}`")).help(help),
            );
        }
        area.ok()
    }

    /// A decimal number with `.`, or nothing where the cell is empty.
    pub fn number(&mut self, name: &str) -> Option<Decimal> {
        let text = self.text(name);
        if text.is_empty() {
            return None;
        }
        let number = Decimal::parse_plain(text);
        if number.is_none() {
            let help =
                "write plain digits with `.` as decimal mark; the words around it go to `hedge`";
            let title = format!("`{name}` is not a number");
            let label = format!("found `{text}`");
            self.report(name, Diagnostic::error("S203", title).label(label).help(help));
        }
        number
    }

    /// A percentage such as `3%` as a fraction with the interval of its last digit, or nothing where the cell is empty.
    pub fn percent(&mut self, name: &str) -> Option<Estimate> {
        let text = self.text(name);
        if text.is_empty() {
            return None;
        }
        let number = text.strip_suffix('%').map(str::trim).and_then(Decimal::parse_plain);
        let Some(number) = number else {
            let title = format!("`{text}` could be {text} % or a fraction");
            let help = "write `7%`, with its percent sign";
            self.report(name, Diagnostic::error("L205", title).help(help));
            return None;
        };
        let (mid, half) = (number.to_f64(), Decimal::new(1, number.scale()).to_f64() / 2.0);
        Some(Estimate::new((mid - half) / 100.0, mid / 100.0, (mid + half) / 100.0))
    }

    /// A period in any form that [`Period`] reads, or nothing where the cell is empty.
    pub fn period(&mut self, name: &str) -> Option<Period> {
        let text = self.text(name);
        if text.is_empty() {
            return None;
        }
        let period = months_in_full(text).parse();
        if period.is_err() {
            self.no_period(name, text);
        }
        period.ok()
    }

    /// The period from the day in `start` to the day in `end`.
    pub fn period_between(&mut self, start: &str, end: &str) -> Option<Period> {
        let first = self.date(start);
        let last = self.date(end);
        let (first, last) = (first?, last?);
        let period = Period::between(first, last).ok();
        if period.is_none() {
            self.no_period(end, &format!("{first}/{last}"));
        }
        period
    }

    fn date(&mut self, name: &str) -> Option<chrono::NaiveDate> {
        let text = self.text(name);
        let date = text.parse().ok();
        if date.is_none() {
            self.no_period(name, text);
        }
        date
    }

    fn no_period(&mut self, name: &str, text: &str) {
        let title = format!("cannot tell the period from `{text}`");
        let help = "write ISO 8601 dates, such as `2024-03-20`";
        self.report(name, Diagnostic::error("S213", title).help(help));
    }

    pub fn unit(&mut self, name: &str) -> Option<LedgerUnit> {
        let text = self.text(name);
        let found = UNITS.iter().find(|(known, ..)| *known == text);
        if found.is_none() {
            let names = UNITS.map(|(name, ..)| name).join(", ");
            let title = format!("unknown unit `{text}`");
            self.report(name, Diagnostic::error("S216", title).help(format!("known are {names}")));
        }
        found.map(|(_, unit, factor)| LedgerUnit { unit: *unit, factor: *factor })
    }

    pub fn commodity(&mut self, name: &str) -> Option<Commodity> {
        let text = self.text(name);
        let commodity = Commodity::parse(text);
        if commodity.is_err() {
            let help = "write `TOTAL` or the digits of an HS code, such as `HS 1101`";
            let title = format!("unknown commodity `{text}`");
            self.report(name, Diagnostic::error("S211", title).help(help));
        }
        commodity.ok()
    }

    pub fn measure(&mut self, name: &str) -> Option<Measure> {
        const KNOWN: [Measure; 4] =
            [Measure::Export, Measure::Import, Measure::Turnover, Measure::TradeBalance];
        self.one_of(name, &KNOWN, Measure::id)
    }

    /// A class of testimony; statement where the cell is empty.
    pub fn evidence(&mut self, name: &str) -> Option<Evidence> {
        const KNOWN: [Evidence; 4] =
            [Evidence::Reported, Evidence::Mirrored, Evidence::Reconciled, Evidence::Statement];
        if self.text(name).is_empty() {
            return Some(Evidence::Statement);
        }
        self.one_of(name, &KNOWN, Evidence::id)
    }

    /// A valuation; unknown where the cell is empty.
    pub fn valuation(&mut self, name: &str) -> Option<Valuation> {
        const KNOWN: [Valuation; 5] = [
            Valuation::Fob,
            Valuation::Cif,
            Valuation::Fas,
            Valuation::Customs,
            Valuation::Unknown,
        ];
        if self.text(name).is_empty() {
            return Some(Valuation::Unknown);
        }
        self.one_of(name, &KNOWN, Valuation::id)
    }

    /// A word of a closed list; the usual one where the cell is empty.
    pub fn usual_or<T: Copy + Default>(
        &mut self,
        name: &str,
        known: &[T],
        id: fn(T) -> &'static str,
    ) -> Option<T> {
        if self.text(name).is_empty() { Some(T::default()) } else { self.one_of(name, known, id) }
    }

    /// A word of a closed list, read without regard to case.
    pub fn one_of<T: Copy>(
        &mut self,
        name: &str,
        known: &[T],
        id: fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.text(name);
        let found = known.iter().copied().find(|item| id(*item).eq_ignore_ascii_case(text));
        if found.is_none() {
            let ids: Vec<&str> = known.iter().map(|item| id(*item)).collect();
            let help = format!("known are {}", ids.join(", "));
            self.report(
                name,
                Diagnostic::error("S211", format!("unknown {name} `{text}`")).help(help),
            );
        }
        found
    }
}

/// `2025-01/2025-11` as days; other texts as they stand.
pub(super) fn months_in_full(text: &str) -> String {
    let month = |text: &str| text.parse::<Period>().ok().filter(|_| text.len() == 7);
    let ends = text.split_once('/').and_then(|(from, to)| Some((month(from)?, month(to)?)));
    match ends {
        Some((from, to)) => format!("{}/{}", from.start(), to.end()),
        None => text.to_owned(),
    }
}
