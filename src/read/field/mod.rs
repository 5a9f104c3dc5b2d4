//! Cells read for what a column means: areas, periods, codes, directions, numbers. Each fault names its cell
//! once and counts the rest; nothing is mended.

mod number;

use std::collections::BTreeMap;

pub use number::Amount;

use super::{Calendar, DatasetSpec, Faults, Sheet, period};
use crate::diag::Diagnostic;
use crate::trade::{
    Area, AreaFault, Classification, Commodity, Flow, Numbering, ObsStatus, Period,
};

/// How a column names areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaForm {
    /// ISO codes or English names; single letters are codes of the user's own.
    Name,
    /// Numbers of one producer's list.
    Number(Numbering),
}

/// Reads the cells of one sheet and collects what is wrong with them.
#[derive(Debug)]
pub struct Fields<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// What was found.
    pub faults: Faults,
    areas: BTreeMap<usize, BTreeMap<String, Option<Area>>>,
    declared: BTreeMap<String, Area>,
    listed: BTreeMap<String, Area>,
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
            listed: spec
                .listed_areas
                .iter()
                .filter_map(|(number, code)| Some((number.clone(), Area::find(code).ok()?)))
                .collect(),
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
        if let Some(known) = self.areas.get(&column).and_then(|areas| areas.get(text)).copied() {
            if known.is_none() {
                self.area_fault((row, column), form);
            }
            return known;
        }
        let declared = self.declared.get(text).copied();
        let found = declared.or_else(|| match form {
            AreaForm::Number(Numbering::Comtrade) => Area::by_number(text, Numbering::Comtrade)
                .or_else(|| self.listed.get(text).copied()),
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
        self.areas.entry(column).or_default().insert(text.to_owned(), found);
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
                });
            }
            (AreaForm::Name, Err(AreaFault::Unknown { nearest: Some(name) })) => {
                let code = Area::find(name).map_or_else(|_| String::new(), String::from);
                self.fault(at, "S211", text, |text| {
                    unknown(text).help(format!(
                        "`{name}` is the nearest name; if it is meant, set `areas.\"{text}\" = \"{code}\"`"
                    ))
                });
            }
            _ => self.fault(at, "S211", text, |text| {
                unknown(text)
                    .because("areas are matched by code or whole name, never by likeness")
                    .help(format!("set `areas.\"{text}\" = \"...\"` to its ISO code"))
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
    ///
    /// A workbook keeps codes as numbers, so that one leading zero is lost without doubt: it is put back (S210).
    pub fn commodity_of(&mut self, row: usize, column: usize, digits: usize) -> Option<Commodity> {
        let code = self.commodity(row, column)?;
        if code.is_total() || code.level() == digits {
            return Some(code);
        }
        let found = code.level();
        if self.sheet.is_workbook() && found + 1 == digits && digits.is_multiple_of(2) {
            self.fault((row, column), "S210", "restored", |text| {
                Diagnostic::warning("S210", format!("code `{text}` has {found} digits"))
                    .label(format!("read as `{text:0>digits$}`"))
                    .because("the workbook holds the code as a number, which has no leading zero")
            });
            return Commodity::parse(&format!("0{}", code.code())).ok();
        }
        self.short_code((row, column), found, digits);
        None
    }

    /// A code of a classification: those of the Harmonized System have an even number of digits.
    pub fn commodity_in(
        &mut self,
        row: usize,
        column: usize,
        classification: Classification,
    ) -> Option<Commodity> {
        let code = self.commodity(row, column)?;
        let is_harmonized =
            matches!(classification, Classification::HS(_) | Classification::HSUnknown);
        if is_harmonized && code.level() % 2 == 1 {
            self.short_code((row, column), code.level(), code.level() + 1);
            return None;
        }
        Some(code)
    }

    fn short_code(&mut self, at: (usize, usize), found: usize, digits: usize) {
        self.fault(at, "S210", "length", |text| {
            Diagnostic::error("S210", format!("code `{text}` has {found} digits"))
                .label(format!("{digits} are expected here"))
                .because("a leading zero was lost; read as it stands it is another code")
                .help(format!("write `{text:0>digits$}`, or declare another `classification`"))
        });
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
}

/// Marks of flows in use: words, and the letters and numbers of producers.
#[must_use]
pub fn flow(text: &str) -> Option<Flow> {
    let squeezed: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    Some(match squeezed.as_str() {
        "m" | "import" | "imports" | "1" | "i" | "grossimp" => Flow::Import,
        "x" | "export" | "exports" | "2" | "e" | "grossexp" => Flow::Export,
        "rx" | "reexport" | "reexports" | "3" => Flow::ReExport,
        "rm" | "reimport" | "reimports" | "4" => Flow::ReImport,
        _ => return None,
    })
}

/// The state that a letter of the SDMX list tells.
#[must_use]
pub fn status(text: &str, otherwise: ObsStatus) -> ObsStatus {
    match text.to_uppercase().as_str() {
        "E" | "I" | "ESTIMATED" => ObsStatus::Estimated,
        "P" | "PROVISIONAL" => ObsStatus::Provisional,
        "B" | "BREAK" => ObsStatus::Break,
        "C" | "Q" | "CONFIDENTIAL" => ObsStatus::Suppressed,
        _ => otherwise,
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
