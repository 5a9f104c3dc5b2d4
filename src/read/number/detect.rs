//! The style of a whole column, where none is declared. A cell that can be read two ways decides nothing.

use super::NumberFormat;

/// What the cells of a column say together; lines are those of deciding cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// No cell has a mark that could be read two ways.
    Plain,
    /// Some cells decide; `only` is the line, if a single cell decides for others.
    Decided {
        /// The style.
        format: NumberFormat,
        /// The one deciding line.
        only: Option<u32>,
    },
    /// Cells such as `1.234`, and nothing to decide by.
    Ambiguous {
        /// Line of the first.
        line: u32,
    },
    /// Two cells contradict one another.
    Mixed {
        /// A line that uses `.` for decimals.
        point: u32,
        /// A line that uses `,` for decimals.
        comma: u32,
    },
}

#[derive(Clone, Copy, PartialEq)]
enum Vote {
    None,
    Either,
    Point,
    Comma,
}

/// Looks at all cells of a column, given with their lines.
#[must_use]
pub fn detect<'a>(cells: impl Iterator<Item = (u32, &'a str)>) -> Style {
    let (mut points, mut commas, mut either) = (vec![], vec![], vec![]);
    let mut grouped = false;
    for (line, text) in cells {
        match vote(text.trim()) {
            Vote::None => {}
            Vote::Either => either.push(line),
            Vote::Point => points.push(line),
            Vote::Comma => commas.push(line),
        }
        grouped |= text.contains(',');
    }
    let only = |lines: &[u32], doubtful: bool| (lines.len() == 1 && doubtful).then(|| lines[0]);
    match (points.first(), commas.first(), either.first()) {
        (Some(point), Some(comma), _) => Style::Mixed { point: *point, comma: *comma },
        (Some(_), None, _) => {
            let format = if grouped { NumberFormat::POINT } else { NumberFormat::PLAIN };
            Style::Decided { format, only: only(&points, !either.is_empty()) }
        }
        (None, Some(_), _) => {
            Style::Decided { format: NumberFormat::COMMA, only: only(&commas, true) }
        }
        (None, None, Some(line)) => Style::Ambiguous { line: *line },
        (None, None, None) => Style::Plain,
    }
}

/// Whether a cell can be read two ways.
#[must_use]
pub fn is_doubtful(text: &str) -> bool {
    vote(text.trim()) == Vote::Either
}

/// What one cell tells of the marks.
fn vote(text: &str) -> Vote {
    let body = text.trim_start_matches(['-', '+']);
    if !body.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        return Vote::None;
    }
    let (points, commas) = (body.matches('.').count(), body.matches(',').count());
    let valid = |format: NumberFormat| format.parse(body).is_ok();
    match (points, commas) {
        (0, 0) => Vote::None,
        (1, 0) | (0, 1) => {
            let mark = if points == 1 { '.' } else { ',' };
            let (whole, fraction) = body.split_once(mark).unwrap_or((body, ""));
            let could_group =
                fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
            match (could_group, mark) {
                (true, _) => Vote::Either,
                (false, '.') => Vote::Point,
                (false, _) => Vote::Comma,
            }
        }
        _ if valid(NumberFormat::POINT) => Vote::Point,
        _ if valid(NumberFormat::COMMA) => Vote::Comma,
        _ => Vote::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(cells: &[&str]) -> Style {
        detect(cells.iter().enumerate().map(|(index, text)| (index as u32 + 2, *text)))
    }

    #[test]
    fn three_digits_after_one_mark_decide_nothing() {
        assert_eq!(style(&["12", "1.234"]), Style::Ambiguous { line: 3 });
        assert_eq!(style(&["-1,234"]), Style::Ambiguous { line: 2 });
        assert_eq!(style(&["12", "-5"]), Style::Plain);
    }

    #[test]
    fn one_deciding_cell_is_named() {
        assert_eq!(
            style(&["1.234", "1.357,5"]),
            Style::Decided { format: NumberFormat::COMMA, only: Some(3) }
        );
        assert_eq!(
            style(&["1.234", "0.5"]),
            Style::Decided { format: NumberFormat::PLAIN, only: Some(3) }
        );
        assert_eq!(
            style(&["1.234", "0.5", "7.25"]),
            Style::Decided { format: NumberFormat::PLAIN, only: None }
        );
        assert_eq!(
            style(&["1,234", "1,234,567", "2.5"]),
            Style::Decided { format: NumberFormat::POINT, only: None }
        );
    }

    #[test]
    fn two_styles_are_named_with_a_line_each() {
        assert_eq!(style(&["1.234,56", "1,234.56", "12"]), Style::Mixed { point: 3, comma: 2 });
    }
}
