//! Pages that services hand out as workbooks: an HTML table named `.xls`. Nothing is run and nothing loaded.
//!
//! Its cells are texts as shown, but for the exact values that Excel and `LibreOffice` keep beside them. Of several
//! tables the one that is much larger than the others is read; title lines above the names are told and left out.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::grid::{Count, Grid, Merge, Row};
use super::{Chosen, Refusal, Remark, Wish};
use crate::read::{DatasetSpec, Input, encoding};

/// Bytes in which a page tells its encoding.
const HEAD: usize = 4_096;

/// The table of a page.
pub fn choose(bytes: &[u8], wish: &Wish) -> Result<Chosen, Refusal> {
    let declared = wish.encoding.clone().or_else(|| told(bytes));
    let spec = DatasetSpec { encoding: declared, ..DatasetSpec::default() };
    let input = Input { dataset: "", path: "", bytes };
    let (decoded, _) = encoding::decode(input, &spec, None).map_err(|fault| Refusal::of(*fault))?;
    let tables = tables(&decoded.text, wish)?;
    let titles = titles(&tables);
    let (name, grid) = largest(tables, wish.sheet.as_deref())?;
    let mut chosen = Chosen { name, grid, encoding: decoded.encoding, ..Chosen::default() };
    chosen.remarks.extend(titles.map(|text| Remark { code: "S110", text }));
    chosen.drop_titles();
    chosen.grid.check_span(wish.limits)?;
    Ok(chosen)
}

/// The encoding that a page states for itself.
fn told(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let rest = rest.trim_start_matches(['"', '\'']);
    let name: String =
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    // A page whose letters are single bytes cannot be UTF-16, whatever it says.
    (!name.is_empty() && !name.starts_with("utf-16")).then(|| name.to_uppercase())
}

/// What stands in tables of one column, which pages use for titles and units.
fn titles(tables: &[Grid]) -> Option<String> {
    const MOST: usize = 10;
    let is_title = |grid: &&Grid| grid.width() == 1 && grid.rows.len() <= MOST;
    let cells =
        tables.iter().filter(is_title).flat_map(|grid| &grid.rows).flat_map(|row| &row.cells);
    let texts: Vec<&str> = cells.map(|(_, text)| text.as_str()).take(MOST).collect();
    let shown: String = texts.join(" / ").chars().take(300).collect();
    (tables.len() > 1 && !shown.is_empty())
        .then(|| format!("beside the table stands a title, not an observation: `{shown}`"))
}

/// The table wanted, or the one with far more cells than any other.
fn largest(tables: Vec<Grid>, wanted: Option<&str>) -> Result<(String, Grid), Refusal> {
    let size = |grid: &Grid| grid.rows.iter().map(|row| row.cells.len()).sum::<usize>();
    let names: Vec<String> = (1..=tables.len()).map(|number| format!("table {number}")).collect();
    let mut found: Vec<(String, Grid)> = names.iter().cloned().zip(tables).collect();
    if let Some(wanted) = wanted {
        return match found.into_iter().find(|(name, _)| name == wanted) {
            Some(chosen) => Ok(chosen),
            None => Err(Refusal::unnamed(&format!("`{wanted}` is not there: one"), &names)),
        };
    }
    found.retain(|(_, grid)| !grid.is_empty());
    found.sort_by_key(|(_, grid)| std::cmp::Reverse(size(grid)));
    match &found[..] {
        [] => Err(Refusal::empty()),
        [(_, first), (_, second), ..] if size(second) * 2 > size(first) => {
            let with_cells: Vec<String> = found.into_iter().map(|(name, _)| name).collect();
            Err(Refusal::unnamed(&format!("one of {} tables", with_cells.len()), &with_cells))
        }
        _ => Ok(found.swap_remove(0)),
    }
}

impl Chosen {
    /// Leaves out the lines above the names that hold a single text, and tells what they say.
    fn drop_titles(&mut self) {
        let is_table = self.grid.width() > 1;
        while is_table
            && let [row, _, ..] = &self.grid.rows[..]
            && let [(_, text)] = &row.cells[..]
        {
            let number = row.number;
            let text = format!("line {number} is a title, not an observation: `{}`", text.trim());
            self.remarks.push(Remark { code: "S110", text });
            self.grid.rows.remove(0);
            self.grid.merged.retain(|merge| merge.rows.1 > number);
        }
    }
}

/// All tables of a page, in the order in which they begin.
fn tables(text: &str, wish: &Wish) -> Result<Vec<Grid>, Refusal> {
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    let mut page = Page { drafts: vec![], open: vec![], count: Count::new(wish.limits) };
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.start(&tag)?,
            Token::EndTag(tag) => page.end(&tag.name)?,
            Token::String(text) => page.text(&String::from_utf8_lossy(&text))?,
            _ => {}
        }
    }
    while page.top().is_some() {
        page.end(b"table")?;
    }
    Ok(page.drafts.into_iter().map(|draft| draft.grid).collect())
}

struct Page {
    drafts: Vec<Draft>,
    /// Tables that are not closed yet, the innermost last.
    open: Vec<usize>,
    count: Count,
}

/// A table being read.
#[derive(Default)]
struct Draft {
    grid: Grid,
    number: u32,
    row: Option<Row>,
    next: u64,
    cell: Option<Cell>,
    /// Columns that cells of rows above reach into, with the rows that are left.
    reached: Vec<(u64, u64)>,
}

struct Cell {
    column: u64,
    spans: (u64, u64),
    text: String,
    exact: Option<String>,
}

impl Page {
    fn top(&mut self) -> Option<&mut Draft> {
        let index = *self.open.last()?;
        self.drafts.get_mut(index)
    }

    fn start(&mut self, tag: &StartTag<()>) -> Result<(), Refusal> {
        match &tag.name[..] {
            b"table" => {
                self.open.push(self.drafts.len());
                self.drafts.push(Draft::default());
                self.count.cells(1)?;
            }
            b"tr" => {
                self.close_row()?;
                let hidden = is_hidden(tag);
                if let Some(draft) = self.top() {
                    draft.open_row();
                    draft.grid.has_hidden |= hidden;
                }
            }
            b"td" | b"th" => {
                self.close_cell()?;
                if let Some(draft) = self.top() {
                    draft.open_cell(tag);
                }
            }
            b"br" | b"p" | b"div" | b"li" => self.text(" ")?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Refusal> {
        match name {
            b"td" | b"th" => self.close_cell(),
            b"tr" => self.close_row(),
            b"table" => {
                self.close_row()?;
                self.open.pop();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        let count = self.count;
        match self.top().and_then(|draft| draft.cell.as_mut()) {
            Some(cell) => {
                cell.text.push_str(text);
                count.text(cell.text.len())
            }
            None => Ok(()),
        }
    }

    fn close_cell(&mut self) -> Result<(), Refusal> {
        let mut count = self.count;
        if let Some(draft) = self.top()
            && let Some(cell) = draft.cell.take()
        {
            count.column(cell.column + cell.spans.1 - 1)?;
            count.cells(cell.spans.0 * cell.spans.1)?;
            draft.take(cell);
        }
        self.count = count;
        Ok(())
    }

    fn close_row(&mut self) -> Result<(), Refusal> {
        self.close_cell()?;
        if let Some(draft) = self.top()
            && let Some(row) = draft.row.take().filter(|row| !row.cells.is_empty())
        {
            draft.grid.rows.push(row);
        }
        Ok(())
    }
}

impl Draft {
    fn open_row(&mut self) {
        self.number += 1;
        self.next = 0;
        self.row = Some(Row { number: self.number, cells: vec![] });
        for reached in &mut self.reached {
            reached.1 -= 1;
        }
        self.reached.retain(|(_, left)| *left > 0);
    }

    fn open_cell(&mut self, tag: &StartTag<()>) {
        if self.row.is_none() {
            self.open_row();
        }
        while self.reached.iter().any(|(column, _)| *column == self.next) {
            self.next += 1;
        }
        let span = |name: &str, most: u64| {
            let told = attribute(tag, name).and_then(|text| text.trim().parse::<u64>().ok());
            told.unwrap_or(1).clamp(1, most)
        };
        // The limits are those of the HTML standard.
        let spans = (span("rowspan", 65_534), span("colspan", 1_000));
        let exact = ["x:num", "sdval"].into_iter().find_map(|name| attribute(tag, name));
        self.cell = Some(Cell {
            column: self.next,
            spans,
            text: String::new(),
            exact: exact.filter(|text| !text.trim().is_empty()),
        });
    }

    fn take(&mut self, cell: Cell) {
        let Cell { column, spans, text, exact } = cell;
        self.next = column + spans.1;
        if spans.0 > 1 {
            self.reached.extend((column..self.next).map(|column| (column, spans.0)));
        }
        let shown = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = exact.map_or(shown, |exact| exact.trim().to_owned());
        if text.is_empty() {
            return;
        }
        if spans != (1, 1) {
            let last = u64::from(self.number) + spans.0 - 1;
            self.grid.merged.push(Merge {
                rows: (self.number, last as u32),
                columns: (column as u32, (self.next - 1) as u32),
            });
        }
        if let Some(row) = &mut self.row {
            row.cells.push((column as usize, text));
        }
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

fn is_hidden(tag: &StartTag<()>) -> bool {
    let style = attribute(tag, "style").unwrap_or_default().to_ascii_lowercase();
    style.replace(' ', "").contains("display:none") || tag.attributes.contains_key(&b"hidden"[..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    fn read(page: &str) -> Result<Chosen, String> {
        let wish = Wish { sheet: None, encoding: None, limits: Limits::default() };
        choose(page.as_bytes(), &wish).map_err(|r| format!("{} {}", r.code, r.title))
    }

    fn rows(chosen: &Chosen) -> Vec<String> {
        chosen.grid.rows.iter().map(|row| format!("{} {:?}", row.number, row.cells)).collect()
    }

    #[test]
    fn cells_are_texts_without_markup_in_their_columns() {
        let chosen = read(
            "<html><body><table><tr><th>Importers<th>Exported value in 2019</tr>\
             <tr><td>&nbsp;C&ocirc;te <b>d'Ivoire</b><br>x</td><td align=right>1,234</td></tr>\
             <tr><td></td><td x:num=\"0.125\">12.5%</td></table>",
        )
        .unwrap();
        assert_eq!(
            rows(&chosen),
            [
                "1 [(0, \"Importers\"), (1, \"Exported value in 2019\")]",
                "2 [(0, \"Côte d'Ivoire x\"), (1, \"1,234\")]",
                "3 [(1, \"0.125\")]",
            ]
        );
    }

    #[test]
    fn titles_are_told_and_tables_around_the_table_left_alone() {
        let chosen = read(
            "<table><tr><td><table><tr><td colspan=2>Unit: US Dollar thousand</td></tr><tr><td>a<td>b</tr>\
             <tr><td>1<td>2</tr></table></td><td>menu</td></tr></table><script>'<table><tr><td>x'</script>",
        )
        .unwrap();
        assert_eq!(rows(&chosen), ["2 [(0, \"a\"), (1, \"b\")]", "3 [(0, \"1\"), (1, \"2\")]"]);
        assert_eq!(chosen.name, "table 2");
        assert!(chosen.remarks[0].text.contains("Unit: US Dollar thousand"));
        assert!(chosen.grid.merged.is_empty());
    }

    #[test]
    fn titles_in_a_table_of_their_own_are_told() {
        let chosen = read(
            "<table><tr><td colspan=4>Exported by Russia</tr><tr><td>Unit: US Dollar thousand</tr></table>\
             <table><tr><td>a<td>b</tr><tr><td>1<td>2</tr></table>",
        )
        .unwrap();
        assert!(chosen.remarks[0].text.contains("Exported by Russia / Unit: US Dollar thousand"));
        assert_eq!((chosen.name.as_str(), chosen.grid.rows.len()), ("table 2", 2));
    }

    #[test]
    fn a_cell_that_reaches_down_keeps_the_columns_of_the_next_row() {
        let chosen = read(
            "<table><tr><td>a<td>b</tr><tr><td rowspan=2>x<td>1</tr><tr><td>2</tr><tr><td>y<td>3</tr></table>",
        )
        .unwrap();
        assert_eq!(
            rows(&chosen)[2..],
            ["3 [(1, \"2\")]".to_owned(), "4 [(0, \"y\"), (1, \"3\")]".to_owned()]
        );
        assert_eq!(chosen.grid.merged.len(), 1);
    }

    #[test]
    fn equal_tables_need_a_name_and_wide_ones_a_limit() {
        let table = "<table><tr><td>a<td>b</tr><tr><td>1<td>2</tr></table>";
        assert_eq!(read(&table.repeat(2)).unwrap_err(), "R208 one of 2 tables needs to be named");
        let wide = format!("<table><tr>{}</tr></table>", "<td colspan=1000>x".repeat(20));
        assert_eq!(read(&wide).unwrap_err(), "R107 column number is 17000, the limit is 16384");
        assert_eq!(read("<table></table>").unwrap_err(), "R101 file holds no rows");
    }

    #[test]
    fn the_encoding_is_the_one_that_the_page_states() {
        let page = b"<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\">\
                     <table><tr><td>\xd0\xee\xf1\xf1\xe8\xff<td>1</tr></table>";
        let wish = Wish { sheet: None, encoding: None, limits: Limits::default() };
        let chosen = choose(page, &wish).unwrap();
        assert_eq!(chosen.grid.rows[0].cells[0].1, "Россия");
        assert_eq!(choose(&page[70..], &wish).unwrap_err().code, "R105");
    }
}
