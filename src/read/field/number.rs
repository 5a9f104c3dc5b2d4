//! Numbers and money of cells, and how the numbers of a column are written.

use super::{Fields, visible};
use crate::diag::Diagnostic;
use crate::read::DatasetSpec;
use crate::read::number::{
    CellRules, CellValue, NumberFault, NumberFormat, Style, detect, is_doubtful,
};
use crate::trade::{Money, ObsStatus};

/// What a cell of money holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// This much.
    Known(Money),
    /// Nothing, for this reason.
    Absent(ObsStatus),
}

impl Amount {
    /// The money and the status that go into an observation.
    #[must_use]
    pub fn parts(self) -> (Option<Money>, ObsStatus) {
        match self {
            Self::Known(money) => (Some(money), ObsStatus::Normal),
            Self::Absent(status) => (None, status),
        }
    }
}

impl Fields<'_> {
    /// The number of a cell, or its mark.
    pub fn number(&mut self, row: usize, column: usize, rules: &CellRules) -> Option<CellValue> {
        if rules.is_undecided && is_doubtful(self.text(row, column)) {
            self.fault((row, column), "S201", "", ambiguous);
            return None;
        }
        match rules.read(self.text(row, column)) {
            Ok(value) => Some(value),
            Err(fault) => {
                let name = self.sheet.names()[column].clone();
                let plain = rules.format.is_plain();
                self.fault((row, column), fault.code(), &kind(&fault), |text| {
                    number_message(&fault, &name, text, plain)
                });
                None
            }
        }
    }

    /// The amount of money of a cell, counted in `dollars` each; `None` for a fault.
    pub fn money(
        &mut self,
        row: usize,
        column: usize,
        rules: &CellRules,
        dollars: i64,
    ) -> Option<Amount> {
        let number = match self.number(row, column, rules)? {
            CellValue::Number(number, _) => number,
            CellValue::Missing(_) => return Some(Amount::Absent(ObsStatus::Missing)),
            CellValue::Suppressed(_) => return Some(Amount::Absent(ObsStatus::Suppressed)),
            CellValue::BelowThreshold(_) => return Some(Amount::Absent(ObsStatus::BelowThreshold)),
        };
        let Ok((money, inexact)) = Money::from_decimal(number, dollars) else {
            let name = self.sheet.names()[column].clone();
            self.fault((row, column), "S208", "large", |text| {
                number_message(&NumberFault::TooLarge, &name, text, false)
            });
            return None;
        };
        if inexact {
            let (sheet, first) = (self.sheet, (row, column));
            // Counted over all columns: it is one trait of the file.
            self.faults.add("S208", 0, "decimals", sheet.line(row), || {
                let text = sheet.cell(first.0, first.1);
                Diagnostic::warning("S208", "number has more than three decimals")
                    .label(format!("`{text}`"))
                    .because("money is counted in thousandths of a dollar; rounded half to even")
                    .at(sheet.place(first.0, first.1))
            });
        }
        Some(Amount::Known(money))
    }

    /// A count in `factor`ths of a cell's unit, such as grams of kilograms; `None` where there is none.
    pub fn count(
        &mut self,
        row: usize,
        column: usize,
        rules: &CellRules,
        factor: i64,
    ) -> Option<i64> {
        match self.number(row, column, rules)? {
            CellValue::Number(number, _) => number.to_integer(factor).ok().map(|(count, _)| count),
            _ => None,
        }
    }

    /// How the numbers of a machine-made format are written: plain, unless declared otherwise or saved again by a
    /// program that puts `;` between cells, which then writes `,` for decimals too.
    ///
    /// `None` where two styles contradict one another.
    pub fn source_rules(&mut self, column: usize, spec: &DatasetSpec) -> Option<CellRules> {
        if spec.number_format.is_some() || self.sheet.delimiter == Some(';') {
            return self.number_rules(column, spec);
        }
        Some(CellRules {
            missing: spec.missing.clone(),
            suppressed: spec.suppressed.clone(),
            below_threshold: spec.below_threshold.clone(),
            flags: spec.flags.clone(),
            ..CellRules::new(NumberFormat::PLAIN)
        })
    }

    /// How the numbers of a column are written: as declared, or as its cells decide together.
    ///
    /// `None` where two styles contradict one another; cells that no other decides are refused one by one (S201).
    pub fn number_rules(&mut self, column: usize, spec: &DatasetSpec) -> Option<CellRules> {
        let declared = spec.number_format.as_deref().map(str::parse::<NumberFormat>);
        let (format, is_undecided) = match declared {
            Some(Ok(format)) => (format, false),
            Some(Err(reason)) => {
                self.faults.push(
                    Diagnostic::error("S202", "number format is not understood")
                        .at(self.sheet.file_place())
                        .label(reason),
                );
                return None;
            }
            None => self.detected(column)?,
        };
        Some(CellRules {
            format,
            missing: spec.missing.clone(),
            suppressed: spec.suppressed.clone(),
            below_threshold: spec.below_threshold.clone(),
            flags: spec.flags.clone(),
            is_undecided,
        })
    }

    /// The style that the cells decide, and whether they leave any undecided.
    fn detected(&mut self, column: usize) -> Option<(NumberFormat, bool)> {
        let sheet = self.sheet;
        let cells = (0..sheet.len()).map(|row| (row as u32, sheet.cell(row, column)));
        match detect(cells) {
            Style::Plain => Some((NumberFormat::PLAIN, false)),
            Style::Decided { format, only: None } => Some((format, false)),
            Style::Decided { format, only: Some(row) } => {
                let row = row as usize;
                let line = sheet.line(row);
                self.faults.push(
                    Diagnostic::warning("S202", format!("style of numbers taken from line {line}"))
                        .at(sheet.place(row, column))
                        .label("the only cell that decides")
                        .help(format!(
                            "set `number_format = \"{}\"` to settle it",
                            format.example()
                        )),
                );
                Some((format, false))
            }
            Style::Ambiguous { .. } => Some((NumberFormat::PLAIN, true)),
            Style::Mixed { point, comma } => {
                let lines = (sheet.line(point as usize), sheet.line(comma as usize));
                let name = &sheet.names()[column];
                self.faults.push(
                    Diagnostic::error("S202", format!("two number styles in `{name}`"))
                        .at(sheet.place(point.max(comma) as usize, column))
                        .label(format!(
                            "lines {} and {} contradict one another",
                            lines.0.min(lines.1),
                            lines.0.max(lines.1)
                        ))
                        .because("one of them would be wrong by a factor of 1,000")
                        .help("write the column in one style"),
                );
                None
            }
        }
    }
}

/// A cell that could be read two ways.
fn ambiguous(text: &str) -> Diagnostic {
    let (without, point) = (text.replace([',', '.'], ""), text.replace(',', "."));
    Diagnostic::error("S201", format!("`{text}` could be {without} or {point}"))
        .label("three digits after one mark")
        .because("no other cell of the column decides; the record is not used")
        .help("set `number_format = \"1,234.56\"` or `\"1.234,56\"`")
}

fn kind(fault: &NumberFault) -> String {
    match fault {
        NumberFault::NotANumber(why) => why.clone(),
        NumberFault::Mark(mark) => mark.clone(),
        other => format!("{other:?}"),
    }
}

fn number_message(fault: &NumberFault, column: &str, text: &str, plain: bool) -> Diagnostic {
    let shown: String = text.chars().take(60).collect();
    match fault {
        NumberFault::NotANumber(why) => {
            let message = Diagnostic::error("S203", format!("`{column}` is not a number"))
                .label(if why.is_empty() { format!("`{}`", visible(&shown)) } else { why.clone() });
            let style = if why.contains("`,` used as decimal") { "1.234,56" } else { "1,234.56" };
            if plain && why.contains("used as") {
                message.help(format!("set `number_format = \"{style}\"`"))
            } else {
                message.because("the record is not used; sums over it are missing")
            }
        }
        NumberFault::Grouping => Diagnostic::error("S204", "digits are not grouped by three")
            .label(format!("`{shown}`"))
            .because("a mark stands where no thousands end: a digit may be lost")
            .help("correct the cell, or declare `number_format`"),
        NumberFault::Mark(mark) => Diagnostic::error(
            "S205",
            format!("number carries the mark `{mark}`, which is not declared"),
        )
        .label(format!("`{shown}`"))
        .help(format!("add `{mark}` to `flags`, and what it means to `notes`")),
        NumberFault::Spreadsheet if shown == "#FORMULA!" => {
            Diagnostic::error("R209", "cell holds a formula with no stored value")
                .help("open the workbook in a spreadsheet program and save it again")
        }
        NumberFault::Spreadsheet => Diagnostic::error("R209", format!("cell holds `{shown}`"))
            .label("an error of the spreadsheet that wrote the file")
            .help("repair the formula, or widen the column, and save again"),
        NumberFault::TooLarge => Diagnostic::error("S208", "number is too large")
            .label(format!("`{shown}`"))
            .because("money is counted in thousandths up to 9.2e15 dollars"),
    }
}
