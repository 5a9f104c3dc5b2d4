//! Workbooks of Excel (`.xlsx`, `.xlsm`): their sheets by name, with what all of them share.

use std::collections::BTreeMap;

use super::dates::Styles;
use super::grid::Grid;
use super::package::Package;
use super::sheet::{self, Ground};
use super::{Found, Refusal, attribute, elements};
use crate::read::Limits;

/// A workbook as far as its sheets are listed.
pub struct Workbook<'a> {
    package: Package<'a>,
    limits: Limits,
    strings: Vec<String>,
    styles: Styles,
    sheets: Vec<Listed>,
}

/// A sheet in the list.
struct Listed {
    name: String,
    part: String,
    is_hidden: bool,
}

impl<'a> Workbook<'a> {
    /// Opens a package.
    pub fn open(package: Package<'a>, limits: Limits) -> Result<Self, Refusal> {
        if package.has("xl/workbook.bin") {
            return Err(Refusal::other_form("it is in the binary form of Excel (.xlsb)"));
        }
        let (sheets, from_1904) = sheets(&package)?;
        let strings = match package.part("xl/sharedStrings.xml") {
            Some(part) => sheet::shared_strings(&part?, limits)?,
            None => vec![],
        };
        let mut styles = match package.part("xl/styles.xml") {
            Some(part) => Styles::read(&part?)?,
            None => Styles::default(),
        };
        styles.from_1904 = from_1904;
        Ok(Self { package, limits, strings, styles, sheets })
    }

    /// Names of its sheets, in order.
    pub fn names(&self) -> Vec<String> {
        self.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    /// Reads the sheets of this name, or all of them, as far as they hold something.
    pub fn read(&self, wanted: Option<&str>) -> Result<Vec<Found>, Refusal> {
        let mut found = vec![];
        for listed in &self.sheets {
            if wanted.is_some_and(|wanted| wanted != listed.name) {
                continue;
            }
            let grid = self.grid(&listed.part)?;
            if !grid.is_empty() {
                found.push(Found { name: listed.name.clone(), is_hidden: listed.is_hidden, grid });
            }
        }
        Ok(found)
    }

    fn grid(&self, part: &str) -> Result<Grid, Refusal> {
        let ground = Ground { strings: &self.strings, styles: &self.styles, limits: self.limits };
        sheet::read(&self.package.need(part)?, ground)
    }
}

/// Sheets with their parts, in the order of the workbook, and whether it counts dates from 1904.
fn sheets(package: &Package<'_>) -> Result<(Vec<Listed>, bool), Refusal> {
    let mut targets = BTreeMap::new();
    elements(&package.need("xl/_rels/workbook.xml.rels")?, |element| {
        if element.local_name().as_ref() == b"Relationship"
            && let (Some(id), Some(target)) =
                (attribute(element, "Id"), attribute(element, "Target"))
        {
            targets.insert(id, target);
        }
    })?;
    let (mut sheets, mut from_1904) = (vec![], false);
    elements(&package.need("xl/workbook.xml")?, |element| match element.local_name().as_ref() {
        b"sheet" => {
            let hidden = attribute(element, "state").is_some_and(|state| state != "visible");
            let named = attribute(element, "name").zip(attribute(element, "r:id"));
            sheets.extend(named.map(|(name, id)| (name, id, hidden)));
        }
        b"workbookPr" => {
            from_1904 =
                attribute(element, "date1904").is_some_and(|told| told == "1" || told == "true");
        }
        _ => {}
    })?;
    let part = |id: &str| {
        targets.get(id).map(|target| match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{target}"),
        })
    };
    let listed = sheets
        .into_iter()
        .filter_map(|(name, id, is_hidden)| Some(Listed { name, part: part(&id)?, is_hidden }));
    Ok((listed.collect(), from_1904))
}
