//! A report as headings, paragraphs, tables and figures, written as plain text for a terminal, as Markdown, or as one
//! page of HTML. What it says is decided by who fills it; here it is only set.

use maud::{DOCTYPE, Markup, html};

use crate::words::{Lang, strip_controls};

/// A report in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its language.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// What follows, in order.
    pub blocks: Vec<Block>,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Items of a list.
    List(Vec<String>),
    /// A table.
    Table(DataTable),
    /// A picture in a file beside the report.
    Figure {
        /// Path from the report.
        file: String,
        /// Alternative text.
        alt: String,
        /// What stands under it.
        caption: String,
    },
}

/// A table whose first columns are words and whose others are numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataTable {
    /// What it shows.
    pub caption: String,
    /// Names of the columns.
    pub head: Vec<String>,
    /// Cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// How many columns from the first on are words.
    pub words: usize,
}

impl Document {
    /// Plain text with tables in columns; figures are named by their files.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("{}\n", strip_controls(&self.title));
        for block in &self.blocks {
            out.push('\n');
            out.push_str(&match block {
                Block::Heading(text) => format!("{}\n", strip_controls(text).to_uppercase()),
                Block::Paragraph(text) => format!("{}\n", strip_controls(text)),
                Block::List(items) => items.iter().map(|item| item_of(item, "  ")).collect(),
                Block::Table(table) => table.text(),
                Block::Figure { file, caption, .. } => {
                    format!("  {file}: {}\n", strip_controls(caption))
                }
            });
        }
        out
    }

    /// Markdown with pipe tables.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n", escaped(&self.title));
        for block in &self.blocks {
            out.push('\n');
            out.push_str(&match block {
                Block::Heading(text) => format!("## {}\n", escaped(text)),
                Block::Paragraph(text) => format!("{}\n", escaped(text)),
                Block::List(items) => {
                    items.iter().map(|item| item_of(&escaped(item), "")).collect()
                }
                Block::Table(table) => table.markdown(),
                Block::Figure { file, alt, caption } => {
                    format!("![{}]({file})\n\n*{}*\n", escaped(alt), escaped(caption))
                }
            });
        }
        out
    }

    /// A page that stands alone but for its figures.
    #[must_use]
    pub fn html(&self) -> String {
        let dir = if self.lang.is_rtl() { "rtl" } else { "ltr" };
        let page = html! {
            (DOCTYPE)
            html lang=(self.lang.tag()) dir=(dir) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) }
                    style { (maud::PreEscaped(STYLE)) }
                }
                body { main { h1 { (self.title) } @for block in &self.blocks { (markup(block)) } } }
            }
        };
        page.into_string()
    }
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1f2529;background:#fff}\
main{max-width:60rem;margin:auto;padding:1rem}h2{margin-top:2.5rem}table{border-collapse:collapse;margin:1rem 0}\
caption{text-align:start;color:#4a525a;padding-bottom:.3rem}th,td{padding:.2rem .7rem;border-bottom:1px solid #d9dde1;\
text-align:start}td.number,th.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}\
.scroll{overflow-x:auto}img{max-width:100%;height:auto}figure{margin:1.5rem 0}figcaption{color:#4a525a}";

fn markup(block: &Block) -> Markup {
    match block {
        Block::Heading(text) => html! { h2 { (text) } },
        Block::Paragraph(text) => html! { p { (text) } },
        Block::List(items) => html! { ul { @for item in items { li { bdi { (item) } } } } },
        Block::Table(table) => table.markup(),
        Block::Figure { file, alt, caption } => html! {
            figure { img src=(file) alt=(alt); figcaption { (caption) } }
        },
    }
}

impl DataTable {
    /// Columns padded to their widest cell: words to the left, numbers to the right.
    fn text(&self) -> String {
        let cells = |row: &Vec<String>| -> Vec<String> {
            row.iter().map(|cell| strip_controls(cell).replace('\u{a0}', " ")).collect()
        };
        let all: Vec<Vec<String>> =
            std::iter::once(&self.head).chain(&self.rows).map(cells).collect();
        let width = |column: usize| {
            let of = |row: &Vec<String>| row.get(column).map_or(0, |cell| cell.chars().count());
            all.iter().map(of).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        let mut out = String::new();
        if !self.caption.is_empty() {
            out.push_str(&format!("  {}\n", strip_controls(&self.caption)));
        }
        for row in &all {
            let mut line = String::from("  ");
            for (column, cell) in row.iter().enumerate() {
                let pad = " ".repeat(widths[column] - cell.chars().count());
                if column > 0 {
                    line.push_str("  ");
                }
                if column < self.words {
                    line.extend([cell.as_str(), &pad]);
                } else {
                    line.extend([pad.as_str(), cell]);
                }
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    fn markdown(&self) -> String {
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let of = |row: &Vec<String>| line(row.iter().map(|cell| escaped(cell)).collect());
        let rule = (0..self.head.len())
            .map(|column| if column < self.words { "---" } else { "---:" }.to_owned());
        let mut out = String::new();
        if !self.caption.is_empty() {
            out.push_str(&format!("{}\n\n", escaped(&self.caption)));
        }
        out.push_str(&of(&self.head));
        out.push_str(&line(rule.collect()));
        self.rows.iter().for_each(|row| out.push_str(&of(row)));
        out
    }

    fn markup(&self) -> Markup {
        let class = |column: usize| (column >= self.words).then_some("number");
        html! {
            div.scroll { table {
                @if !self.caption.is_empty() { caption { (self.caption) } }
                thead { tr { @for (column, name) in self.head.iter().enumerate() {
                    th scope="col" class=[class(column)] { (name) }
                } } }
                tbody { @for row in &self.rows { tr { @for (column, cell) in row.iter().enumerate() {
                    td class=[class(column)] { bdi { (cell) } }
                } } } }
            } }
        }
    }
}

fn item_of(item: &str, indent: &str) -> String {
    format!("{indent}- {}\n", strip_controls(item))
}

/// Text that Markdown takes for nothing but text.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in strip_controls(text).chars() {
        if matches!(letter, '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        Document {
            lang: Lang::En,
            title: "Russia & <Afghanistan>".to_owned(),
            blocks: vec![
                Block::Heading("Totals".to_owned()),
                Block::Table(DataTable {
                    caption: String::new(),
                    head: row(["year", "exports"]),
                    rows: vec![row(["2019", "9"]), row(["2020", "1,234"])],
                    words: 1,
                }),
                Block::List(vec!["a | b".to_owned()]),
                Block::Figure {
                    file: "f/x.svg".to_owned(),
                    alt: "A".to_owned(),
                    caption: "C".to_owned(),
                },
            ],
        }
    }

    #[test]
    fn text_has_columns() {
        let text = document().text();
        assert!(text.contains("  year  exports\n  2019        9\n  2020    1,234\n"), "{text}");
    }

    #[test]
    fn markdown_and_html_escape_what_they_would_read() {
        let markdown = document().markdown();
        assert!(markdown.starts_with("# Russia & \\<Afghanistan\\>\n"), "{markdown}");
        assert!(markdown.contains("| year | exports |\n| --- | ---: |\n"), "{markdown}");
        assert!(markdown.contains("- a \\| b") && markdown.contains("![A](f/x.svg)"));
        let html = document().html();
        assert!(html.contains("<h1>Russia &amp; &lt;Afghanistan&gt;</h1>"), "{html}");
        assert!(html.contains("<td class=\"number\"><bdi>1,234</bdi></td>"));
    }
}
