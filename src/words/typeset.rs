//! Typography of written words: what an editor of each language mends before print. Each character is replaced by one
//! character, so that places in the text stay what they are. Numbers that are formatted already are not touched.

use super::direction::{LRI, PDI, is_arabic};
use super::{Lang, Numbers};

const NBSP: char = '\u{a0}';

/// Russian words that lean on the next one and never end a line.
const RU_LEANING: [&str; 26] = [
    "а", "в", "во", "за", "и", "из", "к", "ко", "на", "не", "ни", "но", "о", "об", "от", "по", "с",
    "со", "у", "до", "то", "для", "при", "без", "под", "над",
];
/// Russian particles that lean on the word before.
const RU_TRAILING: [&str; 5] = ["же", "ли", "бы", "ж", "б"];

impl Numbers {
    /// The words as they are set: quotes, dashes, blanks that do not break, letters and digits of the language.
    #[must_use]
    pub fn typeset(self, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        dashes(&mut chars);
        quotes(&mut chars, self.lang);
        match self.lang {
            Lang::En => {}
            Lang::Ru => russian(&mut chars),
            Lang::Fa => self.persian(&mut chars),
        }
        numbers_with_nouns(&mut chars, self.lang);
        chars.into_iter().collect()
    }

    /// Letters, marks and digits that keyboards of other languages have written.
    fn persian(self, chars: &mut [char]) {
        let mut inside = 0_u32;
        let mut latin = latin_tokens(chars).into_iter();
        for index in 0..chars.len() {
            let is_latin = latin.next().unwrap_or(false);
            let follows_letter = index > 0 && is_arabic(chars[index - 1]);
            let c = chars[index];
            inside = match c {
                LRI => inside + 1,
                PDI => inside.saturating_sub(1),
                _ => inside,
            };
            if inside > 0 || is_latin {
                continue;
            }
            chars[index] = match c {
                'ي' | 'ى' => 'ی',
                'ك' => 'ک',
                ',' if follows_letter => '،',
                ';' if follows_letter => '؛',
                '?' if follows_letter => '؟',
                _ => c.to_digit(10).or_else(|| eastern(c)).map_or(c, |digit| self.own_digit(digit)),
            };
        }
    }

    fn own_digit(self, digit: u32) -> char {
        let zero = if self.latin_digits { 0x30 } else { 0x06f0 };
        char::from_u32(zero + digit).unwrap_or('0')
    }
}

/// The digit that an Arabic-Indic or Persian character is.
fn eastern(c: char) -> Option<u32> {
    match u32::from(c) {
        code @ 0x0660..=0x0669 => Some(code - 0x0660),
        code @ 0x06f0..=0x06f9 => Some(code - 0x06f0),
        _ => None,
    }
}

/// For each character whether it belongs to a token with a Latin letter: `HS 1101`, `CEPII`, `$30B`.
fn latin_tokens(chars: &[char]) -> Vec<bool> {
    let mut is_latin = vec![false; chars.len()];
    let is_letter = |c: char| c.is_alphabetic() && !is_arabic(c);
    let mut start = 0;
    for end in 0..=chars.len() {
        if end < chars.len() && !chars[end].is_whitespace() {
            continue;
        }
        let own = chars[start..end].iter().any(|c| is_letter(*c));
        // A number after a Latin word is of it: `HS 1101`.
        let code = chars[start..end].iter().all(|c| c.is_ascii_digit() || matches!(c, ')' | '.'));
        let after = start > 1 && is_latin[start - 2] && code;
        is_latin[start..end].fill(own || after);
        start = end + 1;
    }
    is_latin
}

/// An en dash in ranges of numbers, and a dash between blanks.
fn dashes(chars: &mut [char]) {
    for index in 1..chars.len().saturating_sub(1) {
        if chars[index] != '-' {
            continue;
        }
        let (before, after) = (chars[index - 1], chars[index + 1]);
        let spaced = before.is_whitespace() && after.is_whitespace();
        let years = is_year(&chars[..index], true) && is_year(&chars[index + 1..], false);
        if spaced || years {
            chars[index] = '–';
        }
    }
}

/// Whether four digits of a year end here, or begin, with no further digit.
fn is_year(chars: &[char], at_end: bool) -> bool {
    let digit = |c: &char| c.is_ascii_digit() || eastern(*c).is_some();
    let take: Vec<bool> = if at_end {
        chars.iter().rev().take(5).map(digit).collect()
    } else {
        chars.iter().take(5).map(digit).collect()
    };
    take.len() >= 4 && take[..4].iter().all(|d| *d) && !take.get(4).copied().unwrap_or(false)
}

/// Straight quotes as the language has them.
fn quotes(chars: &mut [char], lang: Lang) {
    let (open, close) = if lang == Lang::En { ('“', '”') } else { ('«', '»') };
    for index in 0..chars.len() {
        let opens =
            index == 0 || chars[index - 1].is_whitespace() || "([{«“".contains(chars[index - 1]);
        match chars[index] {
            '"' => chars[index] = if opens { open } else { close },
            '\'' if !opens && lang == Lang::En => chars[index] = '’',
            _ => {}
        }
    }
}

fn russian(chars: &mut [char]) {
    let mut start = 0;
    for end in 0..=chars.len() {
        if end < chars.len() && chars[end] != ' ' && chars[end] != NBSP {
            continue;
        }
        let word: String = chars[start..end].iter().collect();
        let bare = word.trim_start_matches(['(', '«', '„']).to_lowercase();
        if end < chars.len() && RU_LEANING.contains(&bare.as_str()) {
            chars[end] = NBSP;
        }
        let unit = bare.starts_with("долл") || bare.starts_with("сша");
        if start > 0
            && (unit || RU_TRAILING.contains(&bare.as_str()) || matches!(word.as_str(), "—" | "–"))
        {
            chars[start - 1] = NBSP;
        }
        start = end + 1;
    }
    // In Russian a dash between words is an em dash.
    for index in 1..chars.len().saturating_sub(1) {
        if chars[index] == '–' && chars[index - 1] == NBSP && chars[index + 1] == ' ' {
            chars[index] = '—';
        }
    }
}

/// A number keeps the noun behind it, and a code its letters before: `2020 год`, `HS 1101`.
fn numbers_with_nouns(chars: &mut [char], lang: Lang) {
    let digit = |c: char| c.is_ascii_digit() || eastern(c).is_some();
    for index in 1..chars.len().saturating_sub(1) {
        if chars[index] != ' ' {
            continue;
        }
        let (before, after) = (chars[index - 1], chars[index + 1]);
        let noun = lang == Lang::Ru && digit(before) && after.is_lowercase();
        let code =
            before.is_uppercase() && digit(after) && index > 1 && chars[index - 2].is_uppercase();
        if noun || code {
            chars[index] = NBSP;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(lang: Lang, text: &str) -> String {
        Numbers::of(lang).typeset(text).replace(NBSP, "_")
    }

    #[test]
    fn russian_words_that_lean_and_dashes_do_not_end_up_alone() {
        assert_eq!(
            set(Lang::Ru, "Кольца - заявления в 2020 году, а не \"отчёты\""),
            "Кольца_— заявления в_2020_году, а_не_«отчёты»"
        );
        assert_eq!(set(Lang::Ru, "на 151_млн долл. — меньше"), "на_151_млн_долл._— меньше");
    }

    #[test]
    fn english_quotes_ranges_and_codes() {
        assert_eq!(
            set(Lang::En, "Russia's \"double\" in 2018-2024 (HS 1101), wheat-rye, 2024-05"),
            "Russia’s “double” in 2018–2024 (HS_1101), wheat-rye, 2024-05"
        );
    }

    #[test]
    fn persian_letters_digits_and_marks() {
        assert_eq!(
            set(Lang::Fa, "كالاي HS 1101 در 2018-2024, نمی‌شود (\"متن\")"),
            "کالای HS_1101 در ۲۰۱۸–۲۰۲۴, نمی‌شود («متن»)"
        );
        assert_eq!(
            set(Lang::Fa, "روسیه, ۱۲ و \u{2066}+12%\u{2069}"),
            "روسیه، ۱۲ و \u{2066}+12%\u{2069}"
        );
        let latn = Numbers { latin_digits: true, ..Numbers::of(Lang::Fa) };
        assert_eq!(latn.typeset("سال ۲۰۲۰"), "سال 2020");
    }

    #[test]
    fn places_in_the_text_stay_what_they_are() {
        for lang in Lang::ALL {
            let text = "\"a\" - в 2020 году, 2018-2020 ي, HS 11";
            assert_eq!(set(lang, text).chars().count(), text.chars().count());
        }
    }
}
