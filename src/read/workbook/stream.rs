//! A sheet or a refusal as bytes, from the process that reads a workbook to the one that asked for it.
//!
//! What comes back is not trusted: every length is held against what is there.

use super::grid::{Grid, Merge, Row};
use super::refusal::CODES;
use super::{Chosen, Refusal, Remark};

/// First bytes of a stream; the digit changes with the form.
const MARK: &[u8] = b"bilat cells 1\n";

/// Writes what a reading gave.
#[must_use]
pub fn to_stream(outcome: &Result<Chosen, Refusal>) -> Vec<u8> {
    let mut out = Writer(MARK.to_vec());
    match outcome {
        Ok(Chosen { name, encoding, remarks, grid }) => {
            out.0.push(1);
            out.text(name);
            out.text(encoding);
            out.number(remarks.len());
            for Remark { code, text } in remarks {
                out.text(code);
                out.text(text);
            }
            out.0.push(u8::from(grid.has_hidden));
            out.0.push(u8::from(grid.from_1904));
            out.number(grid.merged.len());
            for Merge { rows, columns } in &grid.merged {
                for number in [rows.0, rows.1, columns.0, columns.1] {
                    out.number(number as usize);
                }
            }
            out.number(grid.rows.len());
            for row in &grid.rows {
                out.number(row.number as usize);
                out.number(row.cells.len());
                for (column, text) in &row.cells {
                    out.number(*column);
                    out.text(text);
                }
            }
        }
        Err(refusal) => {
            out.0.push(0);
            out.text(refusal.code);
            out.text(&refusal.title);
            out.text(&refusal.help);
        }
    }
    out.0
}

/// Reads what another process wrote; `None` for what is no whole stream.
#[must_use]
pub fn from_stream(bytes: &[u8]) -> Option<Result<Chosen, Refusal>> {
    let mut input = Reader(bytes.strip_prefix(MARK)?);
    let outcome = match input.byte()? {
        1 => Ok(chosen(&mut input)?),
        0 => {
            let code = input.code()?;
            Err(Refusal { code, title: input.text()?, help: input.text()? })
        }
        _ => return None,
    };
    input.0.is_empty().then_some(outcome)
}

fn chosen(input: &mut Reader<'_>) -> Option<Chosen> {
    let (name, encoding) = (input.text()?, input.text()?);
    let mut remarks = vec![];
    for _ in 0..input.number()? {
        remarks.push(Remark { code: input.code()?, text: input.text()? });
    }
    let mut grid =
        Grid { has_hidden: input.byte()? == 1, from_1904: input.byte()? == 1, ..Grid::default() };
    for _ in 0..input.number()? {
        let rows = (input.number()? as u32, input.number()? as u32);
        let columns = (input.number()? as u32, input.number()? as u32);
        grid.merged.push(Merge { rows, columns });
    }
    for _ in 0..input.number()? {
        let mut row = Row { number: input.number()? as u32, cells: vec![] };
        for _ in 0..input.number()? {
            row.cells.push((input.number()?, input.text()?));
        }
        grid.rows.push(row);
    }
    Some(Chosen { name, encoding, remarks, grid })
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: usize) {
        self.0.extend_from_slice(&(number as u32).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<usize> {
        let (head, rest) = self.0.split_at_checked(4)?;
        self.0 = rest;
        Some(u32::from_le_bytes(head.try_into().ok()?) as usize)
    }

    fn code(&mut self) -> Option<&'static str> {
        let code = self.text()?;
        CODES.into_iter().find(|known| *known == code)
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        let (head, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(std::str::from_utf8(head).ok()?.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_comes_back_as_it_was_and_a_cut_stream_does_not() {
        let grid = Grid {
            rows: vec![Row {
                number: 7,
                cells: vec![(0, "Россия".to_owned()), (3, "1.5".to_owned())],
            }],
            merged: vec![Merge { rows: (1, 2), columns: (0, 3) }],
            has_hidden: true,
            from_1904: false,
        };
        let chosen = Chosen {
            name: "S".to_owned(),
            encoding: "UTF-8".to_owned(),
            remarks: vec![Remark { code: "S110", text: "x".to_owned() }],
            grid,
        };
        for outcome in [Ok(chosen), Err(Refusal::broken("x"))] {
            let bytes = to_stream(&outcome);
            assert_eq!(from_stream(&bytes), Some(outcome));
            for end in 0..bytes.len() {
                assert_eq!(from_stream(&bytes[..end]), None, "{end}");
            }
        }
        assert_eq!(from_stream(b""), None);
    }
}
