//! Cells of one worksheet with their addresses, as every kind of workbook gives them, under limits that are counted.

use super::Refusal;
use crate::read::Limits;

/// Rows that a sheet can have.
pub const MOST_ROWS: u32 = 1_048_576;

/// One row with cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number, from 1.
    pub number: u32,
    /// Columns from 0, with their texts, in order; empty cells are left out.
    pub cells: Vec<(usize, String)>,
}

/// Cells shown as one: only the first of them holds a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First and last row, from 1.
    pub rows: (u32, u32),
    /// First and last column, from 0.
    pub columns: (u32, u32),
}

/// Rows with cells, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The rows.
    pub rows: Vec<Row>,
    /// Cells shown as one.
    pub merged: Vec<Merge>,
    /// Whether a row or column is hidden.
    pub has_hidden: bool,
    /// Whether dates were counted from 1904.
    pub from_1904: bool,
}

impl Grid {
    /// Whether no cell holds anything.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Columns up to the last with a cell.
    pub fn width(&self) -> usize {
        let last = |row: &Row| row.cells.last().map_or(0, |cell| cell.0 + 1);
        self.rows.iter().map(last).max().unwrap_or(0)
    }

    /// Refuses a sheet whose first and last cell lie too far apart.
    pub fn check_span(&self, limits: Limits) -> Result<(), Refusal> {
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else {
            return Ok(());
        };
        let places = u64::from(last.number - first.number + 1) * self.width() as u64;
        if places <= limits.cells {
            return Ok(());
        }
        let refusal =
            Refusal::too_large("span of the sheet in cells", places, limits.cells, "cells");
        Err(refusal.or("delete stray cells far from the table"))
    }
}

/// Counts cells as they come, and refuses what goes beyond a limit.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    limits: Limits,
    cells: u64,
}

impl Count {
    /// Nothing yet.
    pub fn new(limits: Limits) -> Self {
        Self { limits, cells: 0 }
    }

    /// Counts cells that hold something.
    pub fn cells(&mut self, more: u64) -> Result<(), Refusal> {
        self.cells = self.cells.saturating_add(more);
        if self.cells > self.limits.cells {
            return Err(Refusal::too_large(
                "number of cells",
                self.cells,
                self.limits.cells,
                "cells",
            ));
        }
        Ok(())
    }

    /// Looks at the column of a cell, from 0.
    pub fn column(&self, column: u64) -> Result<(), Refusal> {
        let limit = u64::from(self.limits.columns);
        if column >= limit {
            return Err(Refusal::too_large("column number", column + 1, limit, "columns"));
        }
        Ok(())
    }

    /// Looks at the length of a cell's text.
    pub fn text(&self, length: usize) -> Result<(), Refusal> {
        let limit = u64::from(self.limits.cell_bytes);
        if length as u64 > limit {
            return Err(Refusal::too_large("cell", length as u64, limit, "cell_bytes"));
        }
        Ok(())
    }
}
