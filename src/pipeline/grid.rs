//! The base rates that a desk ships, and panels to count exact ones from.

use std::collections::BTreeMap;
use std::path::Path;

use super::disk::{Disk, read_file};
use crate::claims::{Grid, Panel, read_panel};
use crate::diag::{Diagnostic, Place};

/// Path of the grid in a desk.
pub const GRID: &str = "datasets/base-rate/grid.csv";
/// The grid of CEPII BACI, 2000 to 2020, for desks that have none of their own; see its README for method and source.
const BUILT_IN: &str = include_str!("../../datasets/base-rate/grid.csv");

/// The grid of a desk, or the one of this program.
///
/// # Errors
/// C103 naming the line of a grid that cannot be read.
pub fn grid(disk: &Disk) -> Result<Grid, Box<Diagnostic>> {
    let own = disk.has_file(GRID).then(|| disk.read_text(GRID)).transpose()?;
    Grid::from_csv(own.as_deref().unwrap_or(BUILT_IN)).map_err(|line| {
        let place = Place { path: GRID.to_owned(), line, ..Place::default() };
        let help = "write it anew with `bilat base-rate --rebuild PANEL`";
        Box::new(Diagnostic::error("C103", "line is no row of a grid").at(place).help(help))
    })
}

/// A panel from a file of pair totals; `unit` is that of its values where their column does not name it.
///
/// # Errors
/// R103 with the system's reason, an undeclared unit, and the first row that cannot be read.
pub fn panel(path: &Path, unit: Option<&str>) -> Result<Panel, Box<Diagnostic>> {
    let shown = path.display().to_string();
    read_panel(&read_file(path, &shown)?, &shown, unit)
}

/// Writes the grid of a panel into a desk; the paths written, none where nothing changed.
///
/// # Errors
/// As [`panel`]; X203 where the desk cannot be written.
pub fn rebuild(
    root: &Path,
    path: &Path,
    unit: Option<&str>,
) -> Result<Vec<String>, Box<Diagnostic>> {
    let grid = Grid::of(&panel(path, unit)?);
    let files = BTreeMap::from([(GRID.to_owned(), grid.to_csv().into_bytes())]);
    Disk::at(root).commit(&files, None)
}
