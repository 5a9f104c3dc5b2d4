//! Which mark stands between cells: the one that splits most lines into the same number of cells.

/// Marks that are looked for, the commonest first.
pub const MARKS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Lines looked at.
const SAMPLE: usize = 60;

/// The mark that fits the text best; a comma where none splits anything.
#[must_use]
pub fn detect(text: &str) -> u8 {
    let best = MARKS.iter().rev().max_by_key(|mark| fit(text, **mark));
    best.copied().filter(|mark| fit(text, *mark) > (0, 0)).unwrap_or(b',')
}

/// Number of cells in the first line that is not blank.
#[must_use]
pub fn width(text: &str, mark: u8) -> usize {
    counts(text, mark, 1).first().copied().unwrap_or(1)
}

/// How many of the first lines have the commonest number of cells, and that number; (0, 0) if it is 1.
fn fit(text: &str, mark: u8) -> (usize, usize) {
    let counts = counts(text, mark, SAMPLE);
    let agreeing = |n: usize| counts.iter().filter(|count| **count == n).count();
    counts.iter().filter(|n| **n > 1).map(|n| (agreeing(*n), *n)).max().unwrap_or((0, 0))
}

/// Cells in each of the first lines, quoted line ends not counted as ends.
fn counts(text: &str, mark: u8, limit: usize) -> Vec<usize> {
    let (mut counts, mut cells, mut quoted, mut blank) = (vec![], 1, false, true);
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                if !blank {
                    counts.push(cells);
                }
                (cells, blank) = (1, true);
                if counts.len() == limit {
                    return counts;
                }
                continue;
            }
            _ if byte == mark && !quoted => cells += 1,
            _ => {}
        }
        blank = false;
    }
    if !blank {
        counts.push(cells);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_that_splits_evenly_wins() {
        assert_eq!(detect("year;value\n2018;1.234,56\n2019;1,5\n"), b';');
        assert_eq!(detect("a\tb, c\n1\t2\n"), b'\t');
        assert_eq!(detect("a|b|c\n1|2|3\n"), b'|');
        assert_eq!(detect("year,value\n2020,1,234\n2021,2,345\n"), b',');
        assert_eq!(detect("\"a;b\",c\n\"d;e\",f\n"), b',');
        assert_eq!(detect("one column\nonly\n"), b',');
    }
}
