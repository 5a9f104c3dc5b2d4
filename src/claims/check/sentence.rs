//! Sentences of a plain or Markdown text, each with its place.

/// A sentence: its text and the line on which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sentence<'t> {
    pub text: &'t str,
    /// Byte at which it begins.
    pub start: usize,
    /// Line from 1.
    pub line: u32,
}

/// Splits a text. Blank lines, headings, list items and table rows end a sentence; code blocks are passed over.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut found = vec![];
    let mut block: Option<(usize, usize)> = None;
    let mut at = 0;
    let mut in_code = false;
    let mut flush = |block: &mut Option<(usize, usize)>| {
        if let Some((start, end)) = block.take() {
            split_block(text, start, end, &mut found);
        }
    };
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let fence = trimmed.starts_with("```") || trimmed.starts_with("~~~");
        if fence {
            in_code = !in_code;
        }
        let alone = trimmed.is_empty() || fence || in_code || starts_item(trimmed);
        if alone {
            flush(&mut block);
        }
        if !(trimmed.is_empty() || fence || in_code) {
            let start = block.map_or(at, |(start, _)| start);
            block = Some((start, at + line.trim_end().len()));
            if trimmed.starts_with('#') || trimmed.starts_with('|') {
                flush(&mut block);
            }
        }
        at += line.len();
    }
    flush(&mut block);
    found
}

fn starts_item(line: &str) -> bool {
    let mut chars = line.chars();
    let first = chars.next();
    let second = chars.next();
    matches!(first, Some('#' | '|' | '>'))
        || (matches!(first, Some('-' | '*' | '•' | '–')) && second == Some(' '))
}

fn split_block<'t>(text: &'t str, start: usize, end: usize, found: &mut Vec<Sentence<'t>>) {
    let block = &text[start..end];
    let mut from = 0;
    let chars: Vec<(usize, char)> = block.char_indices().collect();
    for (index, (byte, c)) in chars.iter().enumerate() {
        if matches!(c, '.' | '!' | '?' | '…' | '؟') && ends_sentence(block, &chars, index) {
            let mut stop = byte + c.len_utf8();
            for (_, closing) in chars[index + 1..]
                .iter()
                .take_while(|(_, c)| matches!(c, '"' | '”' | '»' | ')' | '\''))
            {
                stop += closing.len_utf8();
            }
            push(text, start + from, start + stop, found);
            from = stop;
        }
    }
    push(text, start + from, end, found);
}

fn push<'t>(text: &'t str, from: usize, to: usize, found: &mut Vec<Sentence<'t>>) {
    let piece = &text[from.min(to)..to];
    let trimmed = piece.trim();
    if trimmed.is_empty() {
        return;
    }
    let start = from + (piece.len() - piece.trim_start().len());
    let (known, line) = found.last().map_or((0, 1), |last| (last.start, last.line));
    let line = line + text[known..start].bytes().filter(|b| *b == b'\n').count() as u32;
    found.push(Sentence { text: trimmed, start, line });
}

/// Whether the mark at `index` ends a sentence: white space and a capital follow, and no abbreviation stands before.
fn ends_sentence(block: &str, chars: &[(usize, char)], index: usize) -> bool {
    let mut rest = chars[index + 1..]
        .iter()
        .map(|(_, c)| *c)
        .skip_while(|c| matches!(c, '"' | '”' | '»' | ')' | '\''));
    let Some(space) = rest.next() else { return true };
    if !space.is_whitespace() {
        return false;
    }
    let next: String = rest.skip_while(|c| c.is_whitespace()).take(24).collect();
    let first = next.chars().find(|c| !matches!(c, '"' | '“' | '«' | '(' | '*' | '_'));
    if first.is_none_or(|c| c.is_lowercase() || matches!(c, '—' | '–' | ',' | ';' | ':')) {
        return first.is_none();
    }
    if chars[index].1 != '.' {
        return true;
    }
    let word: String =
        block[..chars[index].0].chars().rev().take_while(|c| c.is_alphabetic()).collect();
    let word: String = word.chars().rev().collect();
    !is_abbreviation(&word, &next)
}

fn is_abbreviation(word: &str, next: &str) -> bool {
    const UNITS: [&str; 13] =
        ["млн", "млрд", "тыс", "трлн", "долл", "руб", "г", "гг", "т", "проц", "п", "куб", "Rs"];
    const ALWAYS: [&str; 29] = [
        "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "vs", "No", "Nos", "approx", "Fig", "Jan", "Feb",
        "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "им", "ст", "см",
        "U", "e", "g",
    ];
    let follower: String = next.chars().take_while(|c| c.is_alphabetic()).collect();
    let all_caps = follower.chars().count() > 1 && follower.chars().all(char::is_uppercase);
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let digit = next.chars().next().is_some_and(char::is_numeric);
    match () {
        () if UNITS.contains(&word) => all_caps || digit,
        () => initial || ALWAYS.contains(&word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<(u32, &str)> {
        sentences(text).into_iter().map(|s| (s.line, s.text)).collect()
    }

    #[test]
    fn abbreviations_and_decimals_do_not_end_sentences() {
        assert_eq!(
            split("A. S. Jawad said 1.5 million. Trade grew."),
            [(1, "A. S. Jawad said 1.5 million."), (1, "Trade grew.")]
        );
        assert_eq!(
            split("Оборот вырос до 80 млн долл. США. Импорт упал до 5 млн долл. Экспорт вырос."),
            [
                (1, "Оборот вырос до 80 млн долл. США."),
                (1, "Импорт упал до 5 млн долл."),
                (1, "Экспорт вырос.")
            ]
        );
    }

    #[test]
    fn lines_are_counted_and_blocks_kept_apart() {
        let text =
            "# Title 5\nOne runs\nover two lines. Two.\n\n```\ncode 1.\n```\n- item A\n- item B\n";
        assert_eq!(
            split(text),
            [
                (1, "# Title 5"),
                (2, "One runs\nover two lines."),
                (3, "Two."),
                (8, "- item A"),
                (9, "- item B")
            ]
        );
    }
}
