//! What leaves nothing of a table to use: no values, rows of sums, two currencies, two percent scales, years and
//! months in one column.

use super::Roles;
use crate::diag::Diagnostic;
use crate::read::{DatasetSpec, Sheet, period};
use crate::trade::Frequency;

/// Words that begin a row of sums.
const TOTALS: [&str; 10] = [
    "total",
    "totals",
    "sum",
    "grand total",
    "subtotal",
    "итого",
    "всего",
    "مجموع",
    "جمع",
    "جمع کل",
];

/// The faults of a sheet under its roles; none if its rows can be read.
#[must_use]
pub fn refusals(sheet: &Sheet, roles: &Roles, spec: &DatasetSpec) -> Vec<Diagnostic> {
    Look { sheet, roles, spec }.all()
}

struct Look<'a> {
    sheet: &'a Sheet,
    roles: &'a Roles,
    spec: &'a DatasetSpec,
}

impl Look<'_> {
    /// Faults that leave nothing to use.
    fn all(&self) -> Vec<Diagnostic> {
        let sheet = self.sheet;
        if let Some(fault) = self.percent_scales() {
            return vec![fault];
        }
        if self.roles.values.is_empty() || !self.roles.has_period() {
            let role = if self.roles.values.is_empty() { "value" } else { "year" };
            let names = sheet.names().join("`, `");
            let likely = self.likely(role).unwrap_or("...");
            let help = format!("set `columns.{role} = \"{likely}\"`, or name the column `{role}`");
            return vec![
                Diagnostic::error("S101", format!("no column `{role}`"))
                    .at(sheet.header_place())
                    .help(help)
                    .because(format!("the columns are `{names}`")),
            ];
        }
        let checks =
            [self.total_row(), self.mixed("currency"), self.mixed("prices"), self.mixed_periods()];
        checks.into_iter().flatten().collect()
    }

    /// The one column that could play a role: of numbers for values, of periods for years.
    fn likely(&self, role: &str) -> Option<&str> {
        let sheet = self.sheet;
        let fits = |column: &usize| {
            let mut cells = (0..sheet.len()).map(|row| sheet.cell(row, *column));
            let is_period =
                |text: &str| period::read(text, self.spec.calendar.unwrap_or_default()).is_ok();
            let is_number = |text: &str| {
                text.contains(|c: char| c.is_ascii_digit())
                    && text.chars().all(|c| c.is_ascii_digit() || " .,-'\u{a0}".contains(c))
            };
            match role {
                "year" => cells.all(is_period),
                _ => {
                    cells.clone().any(|text| !text.is_empty())
                        && cells.clone().all(|text| text.is_empty() || is_number(text))
                        && !cells.all(is_period)
                }
            }
        };
        let mut found = (0..sheet.names().len()).filter(fits);
        match (found.next(), found.next()) {
            (Some(column), None) => Some(sheet.names()[column].as_str()),
            _ => None,
        }
    }

    /// A percentage column with 5, 0.05 and `5%` in it.
    fn percent_scales(&self) -> Option<Diagnostic> {
        let sheet = self.sheet;
        self.roles.percents.iter().find_map(|column| {
            let cells: Vec<(usize, &str)> = (0..sheet.len())
                .map(|row| (row, sheet.cell(row, *column)))
                .filter(|c| !c.1.is_empty())
                .collect();
            let scale = |text: &str| {
                if text.ends_with('%') {
                    return Some(2);
                }
                let number = text.parse::<f64>().ok().map(f64::abs).filter(|n| *n > 0.0)?;
                if number > 1.5 { Some(1) } else { Some(0) }
            };
            let mut lines: Vec<(u8, u32, &str)> = vec![];
            for (row, text) in cells {
                if let Some(scale) = scale(text)
                    && !lines.iter().any(|(known, ..)| *known == scale)
                {
                    lines.push((scale, sheet.line(row), text));
                }
            }
            let (_, first, _) = lines.get(1)?;
            let told: Vec<String> =
                lines.iter().map(|(_, line, text)| format!("line {line} holds `{text}`")).collect();
            let row = (0..sheet.len()).find(|row| sheet.line(*row) == *first)?;
            Some(
                Diagnostic::error(
                    "S217",
                    format!("mixed percent scales in `{}`", sheet.names()[*column]),
                )
                .at(sheet.place(row, *column))
                .label(told.join(", "))
                .because("7, 0.07 and 7% may be the same number or differ by a hundred")
                .help("write the column in one scale"),
            )
        })
    }

    /// A row of sums, or a note in the place of a row.
    fn total_row(&self) -> Option<Diagnostic> {
        let sheet = self.sheet;
        let roles = [self.roles.period, self.roles.reporter, self.roles.partner, self.roles.flow];
        let columns: Vec<usize> = roles.into_iter().flatten().collect();
        (0..sheet.len()).find_map(|row| {
            let first = sheet.cell(row, 0);
            let blank =
                columns.iter().filter(|column| sheet.cell(row, **column).is_empty()).count();
            let empty = (1..sheet.names().len()).all(|column| sheet.cell(row, column).is_empty());
            let is_total = TOTALS.contains(&&*first.trim_end_matches(':').to_lowercase());
            let (what, why) = if is_total && blank > 0 {
                ("a total", "a row of sums would be counted with its parts")
            } else if empty && sheet.names().len() > 1 {
                ("a note", "text below a table is no data")
            } else {
                return None;
            };
            Some(
                Diagnostic::error("S110", format!("line is {what}, not an observation"))
                    .at(sheet.row_place(row))
                    .because(why)
                    .help("remove the line; totals are computed"),
            )
        })
    }

    /// A column whose cells must agree over the whole file: currency, price basis.
    fn mixed(&self, role: &str) -> Option<Diagnostic> {
        let sheet = self.sheet;
        let column = if role == "currency" { self.roles.currency } else { self.roles.prices }?;
        let first = sheet.cell(0, column);
        let other = (1..sheet.len()).find(|row| sheet.cell(*row, column) != first)?;
        let found = sheet.cell(other, column);
        let (line, before) = (sheet.line(other), sheet.line(0));
        Some(
            Diagnostic::error("T212", format!("{first} and {found} in one series"))
                .at(sheet.place(other, column))
                .label(format!("line {line} is {found}, line {before} is {first}"))
                .because(
                    "amounts in two currencies or price bases are not comparable; nothing is used",
                )
                .help("split the file, or convert it with a declared rate"),
        )
    }

    /// Years and months in one column, with nothing that says which is which.
    fn mixed_periods(&self) -> Option<Diagnostic> {
        let (sheet, column) = (self.sheet, self.roles.period?);
        let calendar = self.spec.calendar.unwrap_or_default();
        let frequency = |row: usize| {
            period::read(sheet.cell(row, column), calendar)
                .ok()
                .map(|(period, _)| period.frequency())
        };
        let first = (0..sheet.len()).find_map(frequency)?;
        let other =
            (0..sheet.len()).find(|row| frequency(*row).is_some_and(|found| found != first))?;
        let annual = [Some(first), frequency(other)].contains(&Some(Frequency::Annual));
        annual.then(|| {
            Diagnostic::error(
                "T105",
                format!("annual and monthly rows in `{}`", sheet.names()[column]),
            )
            .at(sheet.place(other, column))
            .label(format!("`{}` after `{}`", sheet.cell(other, column), sheet.cell(0, column)))
            .because("a year and its months are the same trade; no column tells them apart")
            .help("split the file, or give each row `period_start` and `period_end`")
        })
    }
}
