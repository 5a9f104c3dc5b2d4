//! Numbers as they are printed in English, Russian and Persian, read back with how exactly they are given.
//!
//! For holding words against data; what a number measures is not asked.

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// The number without its sign, in units: `$80M` is 80,000,000, `5 %` is 5.
    pub value: f64,
    /// Half a unit of its last digit.
    pub half: f64,
    /// Whether a percent sign follows.
    pub percent: bool,
    /// Whether it is digits alone: a year or a count.
    pub bare: bool,
    /// First byte and byte after the last, of the digits.
    pub span: (usize, usize),
}

impl Numeral {
    /// Whether a value is printed as this number.
    #[must_use]
    pub fn prints(&self, value: f64) -> bool {
        (value.abs() - self.value).abs() <= self.half * 1.000_001 + 1e-12
    }
}

/// All numbers of a text; those that are parts of words (`CO2`) or codes (`HS 1101`) are left out.
#[must_use]
pub fn numerals(text: &str) -> Vec<Numeral> {
    let chars: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !is_mark(*c)).collect();
    let mut found = vec![];
    let mut at = 0;
    while at < chars.len() {
        let glued = at > 0 && chars[at - 1].1.is_alphabetic() && !is_currency(&chars, at);
        if digit(chars[at].1).is_none() {
            at += 1;
            continue;
        }
        let end = number_end(&chars, at);
        if !glued && !is_code(text, chars[at].0) && !is_ordinal(&chars, end) {
            found.push(numeral(&chars, at, end, text.len()));
        }
        at = end;
    }
    found
}

/// Marks of direction stand between signs and digits and say nothing.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}')
}

/// `US$3B`: letters of a currency sign are no word.
fn is_currency(chars: &[(usize, char)], at: usize) -> bool {
    matches!(chars[at - 1].1, '$' | '€' | '£' | '₽')
}

/// Value of a digit of any of the three scripts.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        _ => None,
    }
}

/// Where the number that starts here ends: separators count between digits only, and a blank only before three of them.
fn number_end(chars: &[(usize, char)], start: usize) -> usize {
    let at = |index: usize| chars.get(index).and_then(|(_, c)| digit(*c));
    let three = |index: usize| {
        (1..=3).all(|offset| at(index + offset).is_some()) && at(index + 4).is_none()
    };
    let mut end = start;
    while let Some((_, c)) = chars.get(end) {
        let joins = match c {
            '.' | ',' | '٫' => at(end + 1).is_some(),
            '٬' | '\u{a0}' | '\u{202f}' | '\'' => three(end),
            c => digit(*c).is_some(),
        };
        if !joins {
            break;
        }
        end += 1;
    }
    end
}

fn numeral(chars: &[(usize, char)], start: usize, end: usize, length: usize) -> Numeral {
    let piece = &chars[start..end];
    let decimals = decimals(piece);
    let whole = piece.iter().filter_map(|(_, c)| digit(*c));
    let value = whole.fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit));
    let unit = libm::pow(10.0, -(decimals as f64));
    let rest: String = chars[end..].iter().take(16).map(|(_, c)| *c).collect();
    let scale = magnitude(&rest);
    let trimmed = rest.trim_start_matches(['\u{a0}', ' ', '\u{202f}']);
    let percent = trimmed.starts_with(['%', '٪']);
    let byte = |index: usize| chars.get(index).map_or(length, |(byte, _)| *byte);
    Numeral {
        value: value * unit * scale,
        half: 0.5 * unit * scale,
        percent,
        bare: decimals == 0 && scale == 1.0 && !percent && piece.len() <= 4,
        span: (byte(start), byte(end)),
    }
}

/// Digits after the decimal mark: the last mark, unless it groups by three.
fn decimals(piece: &[(usize, char)]) -> usize {
    let Some(mark) = piece.iter().rposition(|(_, c)| digit(*c).is_none()) else { return 0 };
    let after = piece.len() - mark - 1;
    let marks = piece.iter().filter(|(_, c)| *c == piece[mark].1).count();
    match piece[mark].1 {
        '٫' => after,
        ',' | '.' if marks == 1 && (after != 3 || piece[..mark].iter().all(|p| p.1 == '0')) => {
            after
        }
        _ => 0,
    }
}

/// What a word after a number multiplies it by.
fn magnitude(rest: &str) -> f64 {
    const WORDS: [(&[&str], f64); 4] = [
        (&["thousand", "тыс", "هزار", "K"], 1e3),
        (&["million", "млн", "миллион", "میلیون", "M"], 1e6),
        (&["billion", "млрд", "миллиард", "میلیارد", "B", "bn"], 1e9),
        (&["trillion", "трлн", "триллион", "تریلیون", "T"], 1e12),
    ];
    let rest = rest.trim_start_matches(['\u{a0}', ' ', '\u{202f}']);
    for (words, scale) in WORDS {
        for word in words {
            if let Some(after) = rest.strip_prefix(word) {
                let short = word.len() <= 2;
                if !short || !after.starts_with(char::is_alphabetic) {
                    return scale;
                }
            }
        }
    }
    1.0
}

/// Whether a number is a code of a nomenclature: `HS 1101`, `ТН ВЭД 1101`.
fn is_code(text: &str, at: usize) -> bool {
    let before: String = text[..at].chars().filter(|c| !is_mark(*c)).collect();
    let before = before.trim_end_matches(['\u{a0}', ' ', '.']);
    [
        "HS",
        "SITC",
        "BEC",
        "CN",
        "ВЭД",
        "ТНВЭД",
        "кода",
        "код",
        "کد",
        "تعرفه",
        "code",
        "heading",
        "chapter",
        "No",
        "№",
        "ISO",
        "CC",
    ]
    .iter()
    .any(|word| {
        let start = before.strip_suffix(word);
        start.is_some_and(|start| !start.ends_with(char::is_alphabetic))
    })
}

/// `4-го`, `8th`: a place, not an amount.
fn is_ordinal(chars: &[(usize, char)], end: usize) -> bool {
    let rest: String = chars[end..].iter().take(4).map(|(_, c)| *c).collect();
    let hyphen = rest.strip_prefix(['-', '\u{2011}']).unwrap_or("");
    hyphen.starts_with(char::is_alphabetic)
        || ["st", "nd", "rd", "th"].iter().any(|suffix| {
            rest.strip_prefix(suffix).is_some_and(|after| !after.starts_with(char::is_alphabetic))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(f64, f64, bool)> {
        numerals(text).iter().map(|n| (n.value, n.half, n.percent)).collect()
    }

    #[test]
    fn printed_numbers_are_read_back() {
        for (text, value, half, percent) in [
            ("$80M", 80e6, 0.5e6, false),
            ("$3.0B in all", 3e9, 0.05e9, false),
            ("3,0\u{a0}млрд долл.", 3e9, 0.05e9, false),
            ("۳٫۰ میلیارد دلار", 3e9, 0.05e9, false),
            ("3,200,000", 3_200_000.0, 0.5, false),
            ("3\u{a0}200\u{a0}000", 3_200_000.0, 0.5, false),
            ("۳٬۲۰۰٬۰۰۰", 3_200_000.0, 0.5, false),
            ("\u{2066}+۱۲٫۵٪\u{2069}", 12.5, 0.05, true),
            ("−4,2\u{a0}%", 4.2, 0.05, true),
            ("0.125", 0.125, 0.0005, false),
        ] {
            let found = read(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            let (v, h, p) = found[0];
            assert!(
                (v - value).abs() < value * 1e-9 && (h - half).abs() < half * 1e-9,
                "{text}: {found:?}"
            );
            assert_eq!(p, percent, "{text}");
        }
    }

    #[test]
    fn codes_places_and_words_are_no_numbers() {
        for text in
            ["HS 1101", "(ТН ВЭД 1101)", "کد HS 1101", "с 4-го на 8-е место", "the 8th", "CO2"]
        {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn a_year_is_bare_and_an_amount_is_not() {
        let bare = |text: &str| numerals(text)[0].bare;
        assert!(bare("in 2024,") && bare("۲۰۲۴"));
        assert!(!bare("$2.4M") && !bare("2024%") && !bare("20 млн"));
    }

    #[test]
    fn values_are_held_against_the_last_digit() {
        let printed = numerals("$4.9B")[0];
        assert!(printed.prints(4_870_000_000.0) && printed.prints(-4_949_999_999.0));
        assert!(!printed.prints(4_840_000_000.0));
    }
}
