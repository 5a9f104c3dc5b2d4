//! Cells read for what a column means: areas, periods, codes, directions, numbers. Each fault names its cell
//! once and counts the rest; nothing is mended.

use std::collections::BTreeMap;

use super::number::{CellRules, CellValue, NumberFault, NumberFormat, Style, detect, is_doubtful};
use super::{Calendar, DatasetSpec, Faults, Sheet, period};
use crate::diag::Diagnostic;
use crate::trade::{
    Area, AreaFault, Classification, Commodity, Flow, Money, Numbering, ObsStatus, Period,
};

/// How a column names areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaForm {
    /// ISO codes or English names; single letters are codes of the user's own.
    Name,
    /// Numbers of one producer's list.
    Number(Numbering),
}

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

/// Reads the cells of one sheet and collects what is wrong with them.
#[derive(Debug)]
pub struct Fields<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// What was found.
    pub faults: Faults,
    areas: BTreeMap<(usize, String), Option<Area>>,
    declared: BTreeMap<String, Area>,
}

impl<'a> Fields<'a> {
    /// Starts with the cells of a sheet.
    #[must_use]
    pub fn new(sheet: &'a Sheet, spec: &DatasetSpec) -> Self {
        let mut fields = Self {
            sheet,
            faults: Faults::default(),
            areas: BTreeMap::new(),
            declared: BTreeMap::new(),
        };
        for (name, code) in &spec.areas {
            match Area::find(code) {
                Ok(area) => {
                    fields.declared.insert(name.clone(), area);
                }
                Err(_) => fields.faults.push(
                    Diagnostic::error("S211", format!("unknown area `{code}`"))
                        .at(sheet.file_place())
                        .label(format!("declared for `{name}` in `[areas]`")),
                ),
            }
        }
        fields
    }

    /// A cell without the blanks around it.
    #[must_use]
    pub fn text(&self, row: usize, column: usize) -> &'a str {
        self.sheet.cell(row, column)
    }

    /// Reports a fault of a cell, once a kind.
    pub fn fault(
        &mut self,
        (row, column): (usize, usize),
        code: &'static str,
        kind: &str,
        message: impl FnOnce(&str) -> Diagnostic,
    ) {
        let (sheet, text) = (self.sheet, self.text(row, column));
        self.faults.add(code, column, kind, sheet.line(row), || {
            message(text).at(sheet.place(row, column))
        });
    }

    /// The area of a cell.
    pub fn area(&mut self, row: usize, column: usize, form: AreaForm) -> Option<Area> {
        let text = self.text(row, column);
        // The borrow of the key would outlive the call; areas are few, so the copy is made once each.
        if let Some(known) = self.areas.get(&(column, text.to_owned())).copied() {
            if known.is_none() {
                self.area_fault((row, column), form);
            }
            return known;
        }
        let declared = self.declared.get(text).copied();
        let found = declared.or_else(|| match form {
            AreaForm::Number(numbering) => Area::by_number(text, numbering),
            AreaForm::Name => Area::find(text).ok().or_else(|| Area::placeholder(text)),
        });
        match found {
            None => self.area_fault((row, column), form),
            Some(area) if area.info().is_none() => {
                self.fault((row, column), "S211", "own", |text| {
                    Diagnostic::note("S211", format!("`{text}` is taken as a code of your own"))
                        .because("it is no ISO code; it is used as it stands")
                });
            }
            Some(_) => {}
        }
        self.areas.insert((column, text.to_owned()), found);
        found
    }

    fn area_fault(&mut self, at: (usize, usize), form: AreaForm) {
        let text = self.text(at.0, at.1);
        let unknown = |text: &str| Diagnostic::error("S211", format!("unknown area `{text}`"));
        match (form, Area::find(text)) {
            (AreaForm::Name, Err(AreaFault::LookAlike { points })) => {
                let codes: Vec<String> =
                    points.iter().map(|c| format!("U+{:04X}", *c as u32)).collect();
                let codes = codes.join(", ");
                self.fault(at, "S212", text, |text| {
                    Diagnostic::error(
                        "S212",
                        format!("`{}` holds {codes}, a look-alike", visible(text)),
                    )
                    .label("characters that only look like those of a name")
                    .because("this would be an area of its own, beside the one it looks like")
                    .help("type the name again")
                });
            }
            (AreaForm::Name, Err(AreaFault::DecodedTwice)) => {
                self.fault(at, "S211", text, |text| {
                    unknown(text)
                        .because("it looks decoded twice")
                        .help("export the file again as UTF-8")
                })
            }
            (AreaForm::Name, Err(AreaFault::Unknown { nearest: Some(name) })) => {
                self.fault(at, "S211", text, |text| {
                    unknown(text).help(format!("`{name}` is the nearest name"))
                });
            }
            _ => self.fault(at, "S211", text, |text| {
                unknown(text)
                    .because("areas are matched by code or whole name, never by likeness")
                    .help(format!(
                        "add `\"{text}\" = \"...\"` with its ISO code to `[areas]` in dataset.toml"
                    ))
            }),
        }
    }

    /// The period of a cell.
    pub fn period(&mut self, row: usize, column: usize, calendar: Calendar) -> Option<Period> {
        match period::read(self.text(row, column), calendar) {
            Ok((period, None)) => Some(period),
            Ok((period, Some(mark))) => {
                self.fault((row, column), "S213", "mark", |text| {
                    Diagnostic::warning("S213", format!("`{text}` is read as {period}"))
                        .label(format!("`{mark}` beside the year"))
                });
                Some(period)
            }
            Err(hint) => {
                self.fault((row, column), "S213", hint, |text| {
                    Diagnostic::error("S213", format!("cannot tell the period from `{text}`"))
                        .help(hint)
                });
                None
            }
        }
    }

    /// The commodity code of a cell.
    pub fn commodity(&mut self, row: usize, column: usize) -> Option<Commodity> {
        let text = self.text(row, column);
        if let Ok(code) = Commodity::parse(text) {
            return Some(code);
        }
        let spreadsheet = text.contains(['+', '#']) || text.contains('-');
        self.fault((row, column), "S210", "form", |text| {
            let title = if spreadsheet {
                format!("code `{text}` was changed by a spreadsheet")
            } else {
                format!("`{text}` is no commodity code")
            };
            Diagnostic::error("S210", title)
                .because("codes are text with leading zeros: 0101, 010121, TOTAL")
                .help("format the column as text before opening the file in a spreadsheet")
        });
        None
    }

    /// A code that must have `digits` digits, or be `TOTAL`.
    pub fn commodity_of(&mut self, row: usize, column: usize, digits: usize) -> Option<Commodity> {
        let code = self.commodity(row, column)?;
        if code.is_total() || code.level() == digits {
            return Some(code);
        }
        let found = code.level();
        self.fault((row, column), "S210", "length", |text| {
            Diagnostic::error("S210", format!("code `{text}` has {found} digits"))
                .label(format!("{digits} are expected here"))
                .because("a leading zero was lost; read as it stands it is another code")
                .help(format!("write `{text:0>digits$}`"))
        });
        None
    }

    /// The direction of a cell.
    pub fn flow(&mut self, row: usize, column: usize) -> Option<Flow> {
        let found = flow(self.text(row, column));
        if found.is_none() {
            self.fault((row, column), "S211", "flow", |text| {
                Diagnostic::error("S211", format!("unknown flow `{text}`"))
                    .help("write `import`, `export`, `re-import` or `re-export`, or M, X, RM, RX")
            });
        }
        found
    }

    /// The classification of a cell.
    pub fn classification(&mut self, row: usize, column: usize) -> Option<Classification> {
        let found = self.text(row, column).parse().ok();
        if found.is_none() {
            self.fault((row, column), "S211", "classification", |text| {
                Diagnostic::error("S211", format!("unknown classification `{text}`"))
                    .help("write for example `HS2017`, `H5` or `S4`")
            });
        }
        found
    }

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
        match Money::from_decimal(number, dollars) {
            Ok((money, inexact)) => {
                if inexact {
                    let (sheet, first) = (self.sheet, (row, column));
                    // Counted over all columns: it is one trait of the file.
                    self.faults.add("S208", 0, "decimals", sheet.line(row), || {
                        let text = sheet.cell(first.0, first.1);
                        Diagnostic::warning("S208", "number has more than three decimals")
                            .label(format!("`{text}`"))
                            .because(
                                "money is counted in thousandths of a dollar; rounded half to even",
                            )
                            .at(sheet.place(first.0, first.1))
                    });
                }
                Some(Amount::Known(money))
            }
            Err(_) => {
                let name = self.sheet.names()[column].clone();
                self.fault((row, column), "S208", "large", |text| {
                    number_message(&NumberFault::TooLarge, &name, text, false)
                });
                None
            }
        }
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

/// Marks of flows in use: words, and the letters and numbers of producers.
#[must_use]
pub fn flow(text: &str) -> Option<Flow> {
    let squeezed: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    Some(match squeezed.as_str() {
        "m" | "import" | "imports" | "1" | "i" => Flow::Import,
        "x" | "export" | "exports" | "2" | "e" => Flow::Export,
        "rx" | "reexport" | "reexports" | "3" => Flow::ReExport,
        "rm" | "reimport" | "reimports" | "4" => Flow::ReImport,
        _ => return None,
    })
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

/// A text with what has no ink written as code points.
fn visible(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    text.chars()
        .map(|c| if hidden(c) { format!("<U+{:04X}>", c as u32) } else { c.to_string() })
        .collect()
}
