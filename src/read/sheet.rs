//! A table of cells with the physical place of each, cheap for millions of rows.
//!
//! Cells lie in one text; a cell's column in its line is found again only when a message needs it.

use std::sync::Arc;

use super::lines::Lines;
use super::{quotes, workbook};
use crate::diag::Place;

/// Cells under column names.
#[derive(Debug)]
pub struct Sheet {
    /// Path that messages use.
    pub path: Arc<str>,
    /// Id of the dataset.
    pub dataset: Arc<str>,
    /// Name of the text encoding.
    pub encoding: String,
    /// Mark between cells; `None` where the format has none.
    pub delimiter: Option<char>,
    /// Line of the column names.
    pub header_line: u32,
    pub(super) names: Vec<String>,
    pub(super) cells: String,
    /// End of each cell in `cells`, row by row.
    pub(super) ends: Vec<u32>,
    pub(super) ground: Ground,
}

/// Where the cells came from.
#[derive(Debug)]
pub(super) enum Ground {
    /// A delimited text, with the byte where each record begins; the header's is kept apart.
    Text { text: String, lines: Lines, header: u32, starts: Vec<u32> },
    /// A text with the first and last byte of each cell.
    Spans { text: String, lines: Lines, spans: Vec<(u32, u32)> },
    /// A worksheet of this name, with the number of each row.
    Workbook { name: String, rows: Vec<u32> },
}

impl Sheet {
    /// Column names, cleaned.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The column of exactly this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| n == name)
    }

    /// The first column whose name is one of these, compared without case, blanks and marks.
    #[must_use]
    pub fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.names.iter().position(|n| squeeze(n) == *name))
    }

    /// Fills in the text of the line that a message is about.
    pub fn quote(&self, message: &mut crate::diag::Diagnostic) {
        let Some((text, lines)) = self.text() else { return };
        if let Some(place) = &mut message.place
            && place.line > 0
            && place.text.is_empty()
            && *place.path == *self.path
        {
            place.text = lines.whole(&self.path, text, place.line).text;
        }
    }

    /// Whether the cells come from a workbook, which knows numbers and texts apart.
    #[must_use]
    pub fn is_workbook(&self) -> bool {
        matches!(self.ground, Ground::Workbook { .. })
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len() / self.names.len().max(1)
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A cell without the blanks around it.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let index = row * self.names.len() + column;
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        self.cells[start..self.ends[index] as usize].trim_matches([' ', '\t'])
    }

    /// Whether all cells of a column are empty.
    #[must_use]
    pub fn is_blank_column(&self, column: usize) -> bool {
        (0..self.len()).all(|row| self.cell(row, column).is_empty())
    }

    /// The physical line of a row.
    #[must_use]
    pub fn line(&self, row: usize) -> u32 {
        match &self.ground {
            Ground::Text { lines, starts, .. } => lines.line_of(starts[row] as usize),
            Ground::Spans { lines, spans, .. } => {
                lines.line_of(spans[row * self.names.len()].0 as usize)
            }
            Ground::Workbook { rows, .. } => rows[row],
        }
    }

    /// The place of a cell.
    #[must_use]
    pub fn place(&self, row: usize, column: usize) -> Place {
        match &self.ground {
            Ground::Text { starts, .. } => self.place_from(starts[row] as usize, column),
            Ground::Spans { text, lines, spans } => {
                let (start, end) = spans[row * self.names.len() + column];
                lines.place(&self.path, text, start as usize, end as usize)
            }
            Ground::Workbook { name, rows } => {
                workbook::address(&self.path, name, rows[row], column)
            }
        }
    }

    /// The place of a column name.
    #[must_use]
    pub fn name_place(&self, column: usize) -> Place {
        match &self.ground {
            Ground::Text { header, .. } => self.place_from(*header as usize, column),
            Ground::Spans { .. } => self.place(0, column),
            Ground::Workbook { name, .. } => {
                workbook::address(&self.path, name, self.header_line, column)
            }
        }
    }

    /// The place of a whole row.
    #[must_use]
    pub fn row_place(&self, row: usize) -> Place {
        self.whole(self.line(row))
    }

    /// The place of the column names as a whole.
    #[must_use]
    pub fn header_place(&self) -> Place {
        self.whole(self.header_line)
    }

    /// The place of the file.
    #[must_use]
    pub fn file_place(&self) -> Place {
        Place { path: self.path.to_string(), ..Place::default() }
    }

    fn text(&self) -> Option<(&str, &Lines)> {
        match &self.ground {
            Ground::Text { text, lines, .. } | Ground::Spans { text, lines, .. } => {
                Some((text, lines))
            }
            Ground::Workbook { .. } => None,
        }
    }

    fn whole(&self, line: u32) -> Place {
        match self.text() {
            Some((text, lines)) => lines.whole(&self.path, text, line),
            None => Place { path: self.path.to_string(), line, ..Place::default() },
        }
    }

    fn place_from(&self, start: usize, column: usize) -> Place {
        let Some((text, lines)) = self.text() else { return self.file_place() };
        let delimiter = self.delimiter.map_or(b',', |c| c as u8);
        let spans = quotes::cells(text, start, delimiter);
        let span = spans.get(column).cloned().unwrap_or(start..start);
        lines.place(&self.path, text, span.start, span.end)
    }
}

/// A column name as compared: lower case, letters and digits only.
#[must_use]
pub fn squeeze(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
