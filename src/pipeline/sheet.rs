//! A table of texts for people and programs: aligned, as CSV, or as Markdown.

use std::fmt::Write;

use super::outputs::inert;

/// Columns and rows of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Names of the columns.
    pub columns: Vec<&'static str>,
    /// Rows, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// RFC 4180 with LF; text that a spreadsheet would run gets an apostrophe.
    ///
    /// # Panics
    /// Never: writing to memory does not fail.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(vec![]);
        let header = self.columns.iter().map(|name| (*name).to_owned()).collect();
        for row in std::iter::once(&header).chain(&self.rows) {
            let cells = row.iter().map(|cell| inert(cell));
            writer.write_record(cells).expect("writing to memory does not fail");
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }

    /// A Markdown table.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = format!("| {} |\n", self.columns.join(" | "));
        let _ = writeln!(text, "|{}", " --- |".repeat(self.columns.len()));
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(|cell| cell_of_markdown(cell)).collect();
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        }
        text
    }

    /// Columns as wide as their widest cell, two blanks apart.
    #[must_use]
    pub fn aligned(&self) -> String {
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            let widest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
            widest.max(self.columns[column].chars().count())
        };
        let widths: Vec<usize> = (0..self.columns.len()).map(width).collect();
        let header: Vec<String> = self.columns.iter().map(|name| (*name).to_owned()).collect();
        let mut text = String::new();
        for row in std::iter::once(&header).chain(&self.rows) {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
            let line = cells.collect::<Vec<_>>().join("  ");
            let _ = writeln!(text, "{}", line.trim_end());
        }
        text
    }
}

fn cell_of_markdown(cell: &str) -> String {
    cell.replace('\\', "\\\\").replace('|', "\\|").replace('\n', " ").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        Sheet {
            columns: vec!["id", "said"],
            rows: vec![
                vec!["c1".to_owned(), "a | b, c".to_owned()],
                vec!["long-id".to_owned(), "=1+1".to_owned()],
            ],
        }
    }

    #[test]
    fn each_form_keeps_its_marks_apart() {
        assert_eq!(sheet().csv(), "id,said\nc1,\"a | b, c\"\nlong-id,'=1+1\n");
        assert_eq!(
            sheet().markdown(),
            "| id | said |\n| --- | --- |\n| c1 | a \\| b, c |\n| long-id | =1+1 |\n"
        );
        assert_eq!(sheet().aligned(), "id       said\nc1       a | b, c\nlong-id  =1+1\n");
    }
}
