//! `--csv` and `--md`: forms of a table besides the one for people.

use super::print::Printer;
use crate::pipeline::sheet::Sheet;

/// Options of commands that print a table.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct Form {
    /// Print the table as CSV
    #[arg(long, conflicts_with = "md")]
    csv: bool,
    /// Print the table as Markdown
    #[arg(long)]
    md: bool,
}

impl Form {
    /// Prints the table where one of the forms is wanted, and tells whether it was.
    pub fn print(self, full: &Sheet, short: &Sheet, printer: &Printer) -> bool {
        if self.csv {
            printer.line(full.csv().trim_end());
        } else if self.md {
            printer.line(short.markdown().trim_end());
        }
        self.csv || self.md
    }
}
