//! One style of writing numbers, told by an example such as `1.234,56`.

use std::str::FromStr;

use super::NumberFault;
use crate::trade::Decimal;

/// How the digits of a column are written.
#[expect(clippy::struct_excessive_bools, reason = "each is a mark that its example has or has not")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    decimal: char,
    /// Thousands marks that may stand; empty if none may.
    groups: &'static [char],
    /// Groups of two above the thousand.
    is_indian: bool,
    /// First digit of a script other than ASCII, which may be used as well.
    zero: Option<char>,
    currency: bool,
    parentheses: bool,
    trailing_minus: bool,
    /// Whether a person declared it.
    declared: bool,
}

const BLANKS: &[char] = &[' ', '\u{A0}', '\u{202F}', '\u{2009}'];
const BLANKS_AND_DOT: &[char] = &['.', ' ', '\u{A0}', '\u{202F}', '\u{2009}'];
const APOSTROPHES: &[char] = &['\'', '\u{2019}'];
const CURRENCIES: &[char] = &['$', '€', '£', '₽', '¥'];
/// First digits of the scripts that are read.
const ZEROS: [char; 3] = ['\u{6F0}', '\u{660}', '\u{FF10}'];

impl NumberFormat {
    /// Digits with `.` for decimals and no thousands marks, as machines write them.
    pub const PLAIN: Self = Self {
        decimal: '.',
        groups: &[],
        is_indian: false,
        zero: None,
        currency: false,
        parentheses: false,
        trailing_minus: false,
        declared: false,
    };
    /// `1,234.56`, not declared.
    pub const POINT: Self = Self { groups: &[','], ..Self::PLAIN };
    /// `1.234,56`, not declared.
    pub const COMMA: Self = Self { decimal: ',', groups: &['.'], ..Self::PLAIN };

    /// Whether this is what machines write.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.decimal == '.' && self.groups.is_empty() && self.zero.is_none()
    }

    /// An example that reads back as this style.
    #[must_use]
    pub fn example(&self) -> String {
        let group = self.groups.first().map(char::to_string).unwrap_or_default();
        let digits = if self.is_indian {
            format!("1{group}23{group}456{}78", self.decimal)
        } else {
            format!("1{group}234{}56", self.decimal)
        };
        digits.chars().map(|c| self.foreign(c)).collect()
    }

    fn foreign(&self, c: char) -> char {
        match (self.zero, c.to_digit(10)) {
            (Some(zero), Some(digit)) => char::from_u32(zero as u32 + digit).unwrap_or(c),
            _ => c,
        }
    }

    /// Reads a number, exactly.
    ///
    /// # Errors
    /// What keeps the text from being a number in this style.
    pub fn parse(&self, text: &str) -> Result<Decimal, NumberFault> {
        if self.decimal == '.' && is_machine_number(text) && !text.ends_with('-') {
            return Decimal::parse_plain(text).ok_or_else(|| too_large_or_not(text));
        }
        let (negative, body) = self.sign(text)?;
        let plain = self.plain_digits(body)?;
        let signed = if negative { format!("-{plain}") } else { plain };
        Decimal::parse_plain(&signed).ok_or(NumberFault::TooLarge)
    }

    /// Takes sign, parentheses and currency off.
    fn sign<'a>(&self, text: &'a str) -> Result<(bool, &'a str), NumberFault> {
        let mut body = text;
        let mut negative = false;
        if let Some(inner) = body.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            if !self.parentheses {
                return Err(NumberFault::NotANumber(
                    "parentheses are not declared as a minus".into(),
                ));
            }
            (body, negative) = (inner, true);
        }
        let signed = |body: &'a str| body.strip_prefix(['-', '\u{2212}']).filter(|_| !negative);
        if let Some(rest) = signed(body) {
            if body.starts_with('\u{2212}') && !self.declared {
                return Err(NumberFault::NotANumber("U+2212 stands for minus".into()));
            }
            (body, negative) = (rest, true);
        } else if let Some(rest) = body.strip_prefix('+') {
            body = rest;
        }
        if let Some(rest) = body.strip_prefix(CURRENCIES).or_else(|| body.strip_suffix(CURRENCIES))
        {
            if !self.currency {
                return Err(NumberFault::NotANumber("a currency sign is not declared".into()));
            }
            body = rest.trim_matches(BLANKS);
        }
        if let Some(rest) = body.strip_suffix(['-', '\u{2212}']) {
            if !self.trailing_minus || negative {
                return Err(NumberFault::NotANumber(
                    "a minus after the number is not declared".into(),
                ));
            }
            (body, negative) = (rest, true);
        }
        Ok((negative, body))
    }

    /// The number with ASCII digits and `.`, its groups checked.
    fn plain_digits(&self, body: &str) -> Result<String, NumberFault> {
        let body = self.ascii_digits(body)?;
        let (whole, fraction) = match body.split_once(self.decimal) {
            Some((whole, fraction)) => (whole, fraction),
            None => (&*body, ""),
        };
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() && fraction.is_empty() {
            return Err(NumberFault::NotANumber("no digits".into()));
        }
        if !all_digits(fraction) {
            let marks = fraction
                .chars()
                .all(|c| c.is_ascii_digit() || c == self.decimal || self.groups.contains(&c));
            return Err(if marks { NumberFault::Grouping } else { self.not_a_number(&body) });
        }
        if all_digits(whole) {
            return Ok(format!("{whole}.{fraction}"));
        }
        let Some(mark) = whole.chars().find(|c| !c.is_ascii_digit()) else {
            return Err(self.not_a_number(&body));
        };
        if !self.groups.contains(&mark) {
            return Err(self.not_a_number(&body));
        }
        let parts: Vec<&str> = whole.split(mark).collect();
        if !parts.iter().all(|part| all_digits(part)) {
            return Err(self.not_a_number(&body));
        }
        if self.is_grouped(&parts) {
            Ok(format!("{}.{fraction}", parts.concat()))
        } else {
            Err(NumberFault::Grouping)
        }
    }

    fn is_grouped(&self, parts: &[&str]) -> bool {
        let inner = if self.is_indian { 2 } else { 3 };
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
        let middle = &parts[1..parts.len() - 1];
        (1..=inner).contains(&first.len())
            && last.len() == 3
            && middle.iter().all(|part| part.len() == inner)
    }

    /// Digits of the declared script turned to ASCII; two scripts in one number are refused.
    fn ascii_digits(&self, body: &str) -> Result<String, NumberFault> {
        if body.is_ascii() {
            return Ok(body.to_owned());
        }
        let mut scripts = vec![];
        let mut out = String::with_capacity(body.len());
        for c in body.chars() {
            let script =
                ZEROS.iter().find(|zero| (**zero as u32..**zero as u32 + 10).contains(&(c as u32)));
            if let Some(zero) = script {
                scripts.push(*zero);
                let digit = c as u32 - *zero as u32;
                out.push(char::from_digit(digit, 10).unwrap_or(c));
            } else {
                if c.is_ascii_digit() {
                    scripts.push('0');
                }
                out.push(c);
            }
        }
        scripts.dedup();
        match scripts.as_slice() {
            [] | ['0'] => Ok(out),
            [one] if Some(*one) == self.zero => Ok(out),
            [_] => Err(NumberFault::NotANumber("digits of a script that is not declared".into())),
            _ => Err(NumberFault::NotANumber("digits of two scripts".into())),
        }
    }

    fn not_a_number(&self, body: &str) -> NumberFault {
        let other = [Self::POINT, Self::COMMA].into_iter().find(|style| {
            (style.decimal, style.groups) != (self.decimal, self.groups)
                && style.plain_digits_quiet(body)
        });
        NumberFault::NotANumber(match other {
            Some(style) if body.contains(style.groups[0]) && body.contains(style.decimal) => {
                format!(
                    "`{}` used as decimal mark, `{}` as thousands mark",
                    style.decimal, style.groups[0]
                )
            }
            Some(style) if body.contains(style.groups[0]) => {
                format!("`{}` used as thousands mark", style.groups[0])
            }
            Some(style) => format!("`{}` used as decimal mark", style.decimal),
            None => String::new(),
        })
    }

    fn plain_digits_quiet(&self, body: &str) -> bool {
        let (whole, fraction) = body.split_once(self.decimal).unwrap_or((body, ""));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let parts: Vec<&str> = whole.split(self.groups[0]).collect();
        (fraction.is_empty() || digits(fraction))
            && parts.iter().all(|part| digits(part))
            && (parts.len() == 1 || self.is_grouped(&parts))
    }
}

/// ASCII digits with at most a sign, points and an exponent.
fn is_machine_number(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'))
}

fn too_large_or_not(text: &str) -> NumberFault {
    let body = text.trim_start_matches(['-', '+']);
    let exponent = body.split_once(['e', 'E']);
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    let points = body.matches('.').count();
    let is_number = points <= 1
        && digits(body) > 0
        && !body.contains(['-', '+'])
        && exponent.is_none_or(|(mantissa, power)| digits(mantissa) > 0 && digits(power) > 0);
    if is_number { NumberFault::TooLarge } else { NumberFault::NotANumber(String::new()) }
}

impl FromStr for NumberFormat {
    type Err = String;

    /// Reads an example: `1234.56`, `1,234.56`, `1.234,56`, `1 234,56`, `1'234.56`, `1,23,456.78`,
    /// `۱٬۲۳۴٫۵۶`; with `$`, parentheses or a minus behind where those occur: `($1,234.56)`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` does not show a style; write for example `1,234.56`");
        let mut format = Self { declared: true, ..Self::PLAIN };
        let mut body = text.trim();
        if let Some(inner) = body.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            (body, format.parentheses) = (inner, true);
        }
        if let Some(inner) = body.strip_prefix(CURRENCIES).or_else(|| body.strip_suffix(CURRENCIES))
        {
            (body, format.currency) = (inner, true);
        }
        if let Some(inner) = body.strip_suffix('-') {
            (body, format.trailing_minus) = (inner, true);
        }
        format.zero = body.chars().find_map(|c| {
            ZEROS.into_iter().find(|zero| (*zero as u32..*zero as u32 + 10).contains(&(c as u32)))
        });
        let body = format.ascii_digits(body).map_err(|_| wrong())?;
        let marks: Vec<char> = body.chars().filter(|c| !c.is_ascii_digit()).collect();
        let (groups, decimal) = match marks.as_slice() {
            [] => return Ok(format),
            [groups @ .., decimal] => (groups, *decimal),
        };
        let after = body.rsplit(decimal).next().unwrap_or_default().len();
        if after != 2 || groups.contains(&decimal) || groups.iter().any(|mark| *mark != groups[0]) {
            return Err(wrong());
        }
        format.decimal = decimal;
        format.groups = match groups.first() {
            None => &[],
            Some(',') => &[','],
            Some('.') => {
                if decimal == ',' {
                    BLANKS_AND_DOT
                } else {
                    &['.']
                }
            }
            Some('\'' | '\u{2019}') => APOSTROPHES,
            Some('\u{66C}') => &['\u{66C}'],
            Some(mark) if BLANKS.contains(mark) => BLANKS,
            Some(_) => return Err(wrong()),
        };
        if !matches!(decimal, '.' | ',' | '\u{66B}' | '/') {
            return Err(wrong());
        }
        let whole = body.split(decimal).next().unwrap_or_default();
        format.is_indian = groups
            .first()
            .is_some_and(|mark| whole.split(*mark).nth(1).is_some_and(|p| p.len() == 2));
        Ok(format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(style: &str, text: &str) -> Result<String, NumberFault> {
        style.parse::<NumberFormat>().unwrap().parse(text).map(|decimal| decimal.to_string())
    }

    fn number(style: &str, text: &str) -> String {
        read(style, text).unwrap_or_else(|fault| panic!("{text} as {style}: {fault:?}"))
    }

    #[test]
    fn each_declared_style_is_read_exactly() {
        assert_eq!(number("1,234.56", "1,234,567.8"), "1234567.8");
        assert_eq!(number("1.234,56", "-1.234,5"), "-1234.5");
        assert_eq!(number("1.234,56", "1 234,56"), "1234.56");
        assert_eq!(number("1 234,56", "1\u{202F}234\u{202F}567"), "1234567");
        assert_eq!(number("1'234.56", "1\u{2019}234\u{2019}567.8"), "1234567.8");
        assert_eq!(number("1,23,456.78", "12,34,56,789"), "123456789");
        assert_eq!(number("۱٬۲۳۴٫۵۶", "۱۲۳٬۴۵۶"), "123456");
        assert_eq!(number("۱٬۲۳۴٫۵۶", "\u{2212}۰٫۵"), "-0.5");
        assert_eq!(number("($1,234.56)", "($1,234.5)"), "-1234.5");
        assert_eq!(number("1,234.56-", "12-"), "-12");
        assert_eq!(number("1,234.56", ".5"), "0.5");
    }

    #[test]
    fn groups_must_be_whole() {
        for text in ["1,23", "12,34", "1,,234", "1,2345", "1,234.5.6"] {
            assert!(read("1,234.56", text).is_err(), "{text}");
        }
        assert_eq!(read("1,234.56", "1,23"), Err(NumberFault::Grouping));
        assert!(read("1,23,456.78", "123,456").is_err());
    }

    #[test]
    fn what_is_not_declared_is_refused() {
        for text in
            ["(1,234.5)", "12-", "$1,234", "۱۲۳", "5k", "1_000", "0x1F", "inf", "1/2", "١2٣"]
        {
            assert!(read("1,234.56", text).is_err(), "{text}");
        }
        assert!(matches!(NumberFormat::PLAIN.parse("38.921,56"), Err(NumberFault::NotANumber(why))
            if why == "`,` used as decimal mark, `.` as thousands mark"));
        assert_eq!(NumberFormat::PLAIN.parse("-1e400"), Err(NumberFault::TooLarge));
    }

    #[test]
    fn an_example_must_show_its_decimals() {
        for text in ["1.234", "1,234", "x", "1,234.5", "1,234.56.78"] {
            assert!(text.parse::<NumberFormat>().is_err(), "{text}");
        }
        for text in ["1,234.56", "1.234,56", "1 234,56", "1'234.56", "1,23,456.78", "۱٬۲۳۴٫۵۶"]
        {
            assert_eq!(text.parse::<NumberFormat>().unwrap().example(), text);
        }
    }
}
