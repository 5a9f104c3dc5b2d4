//! The tables of one record in a pair report: yearly figures with their growth, and the largest commodities.

use super::document::{Setter, name_of};
use super::labels::{Label, marks};
use super::{Breakdown, View, yearly};
use crate::series::{Coverage, Series, Value};
use crate::site::document::{Block, DataTable};
use crate::trade::{Estimate, Flow, Period, Unit};
use crate::words::{Lang, MoneyFormat, Phrase, phrase};

impl Setter<'_> {
    /// Yearly figures of a view: only the columns that it has.
    pub fn totals(&self, view: &View) -> Block {
        let all = [
            (Label::Exports, "export"),
            (Label::Imports, "import"),
            (Label::Turnover, "turnover"),
            (Label::Balance, "trade-balance"),
            (Label::Cover, "cover-ratio"),
            (Label::ExportGrowth, "export-growth"),
            (Label::ImportGrowth, "import-growth"),
        ];
        let columns: Vec<(Label, &Series)> =
            all.into_iter().filter_map(|(what, id)| Some((what, view.get(id)?))).collect();
        let levels =
            columns.iter().filter(|(what, _)| matches!(what, Label::Exports | Label::Imports));
        let mut periods: Vec<Period> =
            levels.flat_map(|(_, series)| series.points.iter().map(|p| p.period)).collect();
        periods.sort();
        periods.dedup();
        let mut head = vec![self.label(Label::Period)];
        head.extend(columns.iter().map(|(what, series)| self.head(*what, series)));
        let plain = view.told_by.is_none();
        let row = |period: &Period| {
            let mut cells = vec![self.numbers.period(*period)];
            cells.extend(columns.iter().map(|(what, series)| match what {
                Label::Exports | Label::Imports => self.level(series, *period, plain),
                Label::ExportGrowth => self.growth(view, "export", *period),
                Label::ImportGrowth => self.growth(view, "import", *period),
                _ => self.derived(series, *period),
            }));
            cells
        };
        let rows = periods.iter().map(row).collect();
        Block::Table(DataTable { caption: String::new(), head, rows, words: 1 })
    }

    /// The name of a column, with its border value where it has one.
    fn head(&self, what: Label, series: &Series) -> String {
        let name = self.label(what);
        let level = matches!(what, Label::Exports | Label::Imports);
        let known = series.basis.valuation != crate::trade::Valuation::Unknown;
        if !(level && known) {
            return name;
        }
        let border = phrase(Phrase::Valuation(series.basis.valuation), self.numbers.lang);
        format!("{name}, {border}")
    }

    /// A figure as a record has it, with a sign where it is not simply reported.
    fn level(&self, series: &Series, period: Period, is_reconciled: bool) -> String {
        let Some(point) = series.at(period) else { return "–".to_owned() };
        let text = self.value(&point.value, series.unit);
        let states = series.coverage();
        match states.get(&period).copied().unwrap_or(point.coverage()) {
            Coverage::Reported => text,
            Coverage::Reconciled if is_reconciled => text,
            state if state.is_known() => format!("{text} {}", state.sign()),
            _ => text,
        }
    }

    /// A computed figure; where an input is lacking, the column of that input says so.
    fn derived(&self, series: &Series, period: Period) -> String {
        match series.at(period).map(|point| &point.value) {
            Some(Value::Known(estimate)) => self.rounded(*estimate, series.unit),
            Some(Value::Undefined(reason)) => self.numbers.reason(reason),
            _ => "–".to_owned(),
        }
    }

    /// Growth on the year before, or that of the same months where the year is not over.
    fn growth(&self, view: &View, flow: &str, period: Period) -> String {
        let of = |name: &str| view.get(&format!("{flow}-{name}"));
        let same = of("same-months").and_then(|series| series.at(period)?.value.known());
        if let Some(same) = same {
            let months = ["same months", "те же месяцы", "همان ماه‌ها"][self.numbers.lang as usize];
            return format!("{} ({months})", self.rounded(same, Unit::Growth));
        }
        of("growth").map_or("–".to_owned(), |series| self.derived(series, period))
    }

    pub fn rounded(&self, estimate: Estimate, unit: Unit) -> String {
        match unit {
            Unit::Dollar => self.numbers.full(libm::round(estimate.mid()) as i64),
            _ => self.numbers.quantity(estimate.mid(), unit, MoneyFormat::for_values(&[])),
        }
    }

    /// Money in full dollars, everything else as elsewhere; why not, where there is no value.
    pub fn value(&self, value: &Value, unit: Unit) -> String {
        match value {
            Value::Known(estimate) if unit == Unit::Dollar => self.dollars(*estimate),
            Value::Known(estimate) => self.rounded(*estimate, unit),
            Value::Undefined(reason) => self.numbers.reason(reason),
            Value::Missing(missing) => self.numbers.absence(missing.absence).to_owned(),
        }
    }

    fn dollars(&self, estimate: Estimate) -> String {
        let whole = libm::round(estimate.mid());
        // Beyond 2^53 a float is no exact count of dollars, and such amounts do not occur.
        let text = self.numbers.full(whole as i64);
        if estimate.is_exact() { text } else { format!("~{text}") }
    }

    pub fn compound(&self, view: &View) -> Vec<String> {
        let line = |(what, id): (Label, &str)| {
            let levels = view.get(id)?;
            let growth = view.get(&format!("{id}-compound-growth"))?;
            let value = growth.points.last()?.value.known()?;
            let levels = yearly::whole(levels);
            let known: Vec<Period> = levels.known().map(|(point, _)| point.period).collect();
            let (first, last) = (known.first()?, known.last()?);
            let span =
                self.numbers.range(&self.numbers.period(*first), &self.numbers.period(*last));
            let rate = self.numbers.growth(value.mid());
            let colon = if self.numbers.lang == Lang::Ru { " — " } else { ": " };
            let (name, what) = (self.label(Label::Compound), self.label(what));
            Some(format!("{name}{colon}{what} {rate}, {span}"))
        };
        [(Label::Exports, "export"), (Label::Imports, "import")]
            .into_iter()
            .filter_map(line)
            .collect()
    }

    pub fn commodities(&self, view: &View, found: &Breakdown) -> Block {
        let flow = if found.flow == Flow::Export { Label::Exports } else { Label::Imports };
        let growth = found
            .growth
            .known()
            .map_or(String::new(), |growth| format!(" ({})", self.rounded(growth, Unit::Growth)));
        let with_growth = found.rows.iter().any(|row| row.contribution.known().is_some());
        let caption = format!(
            "{}: {}, {} {}, {}{}",
            self.label(Label::Commodities),
            self.label(flow),
            self.numbers.period(found.period),
            marks(&view.files),
            found.classification,
            growth,
        );
        let mut rows: Vec<Vec<String>> = found
            .rows
            .iter()
            .map(|row| {
                let mut cells = vec![
                    row.code.clone(),
                    name_of(&row.code, &found.classification, self.numbers.lang),
                    self.value(&row.value, Unit::Dollar),
                    self.value(&row.share, Unit::Fraction),
                ];
                cells.extend(with_growth.then(|| self.contribution(&row.contribution)));
                cells
            })
            .collect();
        let more = found.codes.saturating_sub(found.rows.len());
        if found.rest.known().is_some_and(|rest| rest.mid() >= 0.5) {
            let count = self.numbers.full(i64::try_from(more).unwrap_or(0));
            let name = self.label(Label::Rest);
            let name = if more > 0 { format!("{name} ({count})") } else { name };
            rows.push(vec![
                String::new(),
                name,
                self.value(&found.rest, Unit::Dollar),
                self.value(&found.rest_share, Unit::Fraction),
            ]);
            rows.last_mut().into_iter().for_each(|row| row.extend(with_growth.then(String::new)));
        }
        let labels = [Label::Commodity, Label::Value, Label::Share];
        let mut head = vec![String::new()];
        head.extend(labels.map(|what| self.label(what)));
        head.extend(with_growth.then(|| self.label(Label::Contribution)));
        Block::Table(DataTable { caption, head, rows, words: 2 })
    }

    /// What a commodity added to growth; one without a figure the year before is new in the record.
    fn contribution(&self, value: &Value) -> String {
        match value {
            Value::Missing(_) => "–".to_owned(),
            value => self.value(value, Unit::Point),
        }
    }
}
