//! The grammar of expressions: numbers, names such as `turnover.2024.growth`, arithmetic, comparison, calls, filters.
//!
//! A name runs on through hyphens (`from-are.2020`), so a minus stands between blanks. A filter (`| percent`) takes all
//! that stands before it. Nothing is looked up here.

/// A part of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expr {
    /// `1.5`.
    Number(f64),
    /// `'billion'`.
    Text(String),
    /// `turnover.2024.growth`.
    Name(Name),
    /// `fold(a.2024, b.2024)`.
    Call(String, Vec<Expr>),
    /// `x | percent(1)`.
    Filter(Box<Expr>, String, Vec<Expr>),
    /// `-x`, `not x`.
    Unary(&'static str, Box<Expr>),
    /// `x + y`, `x >= y`, `x and y`.
    Binary(&'static str, Box<Expr>, Box<Expr>),
}

/// What a value is asked for by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Id of the chart, before a colon.
    pub chart: Option<String>,
    /// Id of the series; `*` stands for any letters.
    pub series: String,
    /// Period, `first`, `last`, `peak`, `trough`, or `*` for all.
    pub period: String,
    /// Which form of its value.
    pub field: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64),
    Text(String),
    Word(String),
    Name(Name),
    Sign(&'static str),
}

/// Signs, longer ones first.
const SIGNS: [&str; 15] =
    ["<=", ">=", "!=", "==", "<", ">", "=", "+", "-", "*", "/", "(", ")", ",", "|"];

/// Reads an expression.
///
/// # Errors
/// What is wrong with it.
pub(super) fn parse(text: &str) -> Result<Expr, String> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0 };
    let expr = parser.pipeline()?;
    match parser.tokens.get(parser.at) {
        None => Ok(expr),
        Some(token) => Err(format!("{} has no place here", shown(token))),
    }
}

fn shown(token: &Token) -> String {
    match token {
        Token::Number(number) => format!("`{number}`"),
        Token::Text(text) => format!("'{text}'"),
        Token::Word(word) => format!("`{word}`"),
        Token::Name(name) => format!("`{}.{}`", name.series, name.period),
        Token::Sign(sign) => format!("`{sign}`"),
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = vec![];
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if c.is_whitespace() {
            at += 1;
        } else if c.is_ascii_digit() {
            let end = end_of(&chars, at, |c, _| c.is_ascii_digit() || c == '.');
            let digits: String = chars[at..end].iter().collect();
            let number = digits.parse().map_err(|_| format!("`{digits}` is no number"))?;
            tokens.push(Token::Number(number));
            at = end;
        } else if c == '\'' || c == '"' {
            let close = chars[at + 1..].iter().position(|other| *other == c);
            let end = at + 1 + close.ok_or("a quote without its partner")?;
            tokens.push(Token::Text(chars[at + 1..end].iter().collect()));
            at = end + 1;
        } else if c.is_alphabetic() || c == '_' {
            let (token, end) = word(&chars, at);
            tokens.push(token);
            at = end;
        } else {
            let rest: String = chars[at..chars.len().min(at + 2)].iter().collect();
            let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
            let sign = sign.ok_or_else(|| format!("`{c}` means nothing here"))?;
            tokens.push(Token::Sign(sign));
            at += sign.len();
        }
    }
    Ok(tokens)
}

fn end_of(chars: &[char], start: usize, goes_on: impl Fn(char, Option<char>) -> bool) -> usize {
    let mut end = start;
    while end < chars.len() && goes_on(chars[end], chars.get(end + 1).copied()) {
        end += 1;
    }
    end
}

/// A word, or a name where a period follows after a dot.
fn word(chars: &[char], start: usize) -> (Token, usize) {
    let joins = |next: Option<char>| next.is_some_and(|n| n.is_alphanumeric() || n == '*');
    let in_word = |c: char, next: Option<char>| {
        c.is_alphanumeric() || matches!(c, '_' | '*') || matches!(c, '-' | ':') && joins(next)
    };
    let end = end_of(chars, start, in_word);
    let text: String = chars[start..end].iter().collect();
    if chars.get(end) != Some(&'.') {
        return (Token::Word(text), end);
    }
    let dated = |at: usize| {
        chars[at..]
            .iter()
            .take(5)
            .collect::<String>()
            .chars()
            .enumerate()
            .all(|(index, c)| if index < 4 { c.is_ascii_digit() } else { c == '-' })
    };
    let mut period_end = end + 1;
    while let Some(&c) = chars.get(period_end) {
        let next = chars.get(period_end + 1).copied();
        let belongs = c.is_alphanumeric()
            || c == '*' && period_end == end + 1
            || c == '-' && joins(next)
            || c == '/' && dated(period_end + 1) && chars.len() > period_end + 5;
        if !belongs {
            break;
        }
        period_end += 1;
    }
    let period: String = chars[end + 1..period_end].iter().collect();
    let (mut field, mut last) = ("value".to_owned(), period_end);
    if chars.get(period_end) == Some(&'.') {
        last = end_of(chars, period_end + 1, |c, _| c.is_alphanumeric() || c == '_');
        field = chars[period_end + 1..last].iter().collect();
    }
    let (chart, series) = match text.split_once(':') {
        Some((chart, series)) => (Some(chart.to_owned()), series.to_owned()),
        None => (None, text),
    };
    (Token::Name(Name { chart, series, period, field }), last)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

/// Operators of two sides from the loosest on.
const LEVELS: [&[&str]; 5] =
    [&["or"], &["and"], &["<=", ">=", "!=", "==", "<", ">", "="], &["+", "-"], &["*", "/"]];

impl Parser {
    /// The operator that stands next, if it is one of these.
    fn operator(&mut self, of: &[&'static str]) -> Option<&'static str> {
        let found = match self.tokens.get(self.at)? {
            Token::Sign(sign) => of.iter().find(|name| *name == sign),
            Token::Word(word) => of.iter().find(|name| **name == word.as_str()),
            _ => None,
        };
        self.at += usize::from(found.is_some());
        found.copied()
    }

    fn pipeline(&mut self) -> Result<Expr, String> {
        let mut expr = self.level(0)?;
        while self.operator(&["|"]).is_some() {
            let Some(Token::Word(name)) = self.tokens.get(self.at).cloned() else {
                return Err("after `|` stands the name of a filter".to_owned());
            };
            self.at += 1;
            let arguments =
                if self.operator(&["("]).is_some() { self.arguments()? } else { vec![] };
            expr = Expr::Filter(Box::new(expr), name, arguments);
        }
        Ok(expr)
    }

    fn level(&mut self, level: usize) -> Result<Expr, String> {
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.level(level + 1)?;
        while let Some(operator) = self.operator(operators) {
            let right = self.level(level + 1)?;
            left = Expr::Binary(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expr, String> {
        match self.operator(&["-", "not"]) {
            Some(operator) => Ok(Expr::Unary(operator, Box::new(self.unary()?))),
            None => self.single(),
        }
    }

    fn single(&mut self) -> Result<Expr, String> {
        if self.operator(&["("]).is_some() {
            let inner = self.pipeline()?;
            return match self.operator(&[")"]) {
                Some(_) => Ok(inner),
                None => Err("a parenthesis is not closed".to_owned()),
            };
        }
        let token = self.tokens.get(self.at).cloned().ok_or("something is lacking at the end")?;
        self.at += 1;
        match token {
            Token::Number(number) => Ok(Expr::Number(number)),
            Token::Text(text) => Ok(Expr::Text(text)),
            Token::Name(name) => Ok(Expr::Name(name)),
            Token::Word(name) if self.operator(&["("]).is_some() => {
                Ok(Expr::Call(name, self.arguments()?))
            }
            Token::Word(name) => Err(format!("`{name}` lacks its period, as in `{name}.2024`")),
            Token::Sign(_) => Err(format!("{} has no place here", shown(&token))),
        }
    }

    /// Arguments up to the closing parenthesis.
    fn arguments(&mut self) -> Result<Vec<Expr>, String> {
        let mut arguments = vec![];
        if self.operator(&[")"]).is_some() {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.pipeline()?);
            match self.operator(&[",", ")"]) {
                Some(",") => {}
                Some(_) => return Ok(arguments),
                None => return Err("a parenthesis is not closed".to_owned()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(series: &str, period: &str, field: &str) -> Expr {
        let [series, period, field] = [series, period, field].map(str::to_owned);
        Expr::Name(Name { chart: None, series, period, field })
    }

    #[test]
    fn names_run_through_hyphens_and_operators_stand_between_blanks() {
        assert_eq!(parse("from-are.2020"), Ok(name("from-are", "2020", "value")));
        assert_eq!(
            parse(" share-2025.2025-01-01/2025-11-30.low "),
            Ok(name("share-2025", "2025-01-01/2025-11-30", "low"))
        );
        let ratio = Expr::Binary(
            "/",
            Box::new(name("a", "2020", "value")),
            Box::new(name("b", "last", "value")),
        );
        assert_eq!(parse("a.2020 / b.last"), Ok(ratio.clone()));
        assert_eq!(parse("a.2020/b.last"), Ok(ratio.clone()));
        assert_eq!(
            parse("a.2020 / b.last | percent(1)"),
            Ok(Expr::Filter(Box::new(ratio), "percent".to_owned(), vec![Expr::Number(1.0)]))
        );
        let Ok(Expr::Name(of)) = parse("flour-imports:flour.2024") else { panic!() };
        assert_eq!((of.chart.as_deref(), of.series.as_str()), (Some("flour-imports"), "flour"));
        assert_eq!(parse("max(from-*.2020)"), {
            Ok(Expr::Call("max".to_owned(), vec![name("from-*", "2020", "value")]))
        });
    }

    #[test]
    fn products_bind_before_sums_and_sums_before_comparisons() {
        let Ok(Expr::Binary(">", left, _)) = parse("1 + 2 * 3 > 6 ") else { panic!() };
        assert!(matches!(*left, Expr::Binary("+", ..)));
        assert!(matches!(parse("not a.1999 > 1 or 2 < 3"), Ok(Expr::Binary("or", ..))));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for (text, why) in [
            ("flour", "`flour` lacks its period, as in `flour.2024`"),
            ("(1 + 2", "a parenthesis is not closed"),
            ("1 +", "something is lacking at the end"),
            ("1 2", "`2` has no place here"),
            ("a.2020 | 3", "after `|` stands the name of a filter"),
            ("a.2020 ; b", "`;` means nothing here"),
        ] {
            assert_eq!(parse(text).unwrap_err(), why);
        }
    }
}
