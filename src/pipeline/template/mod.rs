//! Words with numbers in them: what stands between braces in a title, a note or an article is computed from the run
//! that draws the figure, and printed in the form of the language.
//!
//! `{flour.2024}` is a value as it was said, `{flour.2024.low}` an end of it, `{turnover.peak.period}` when it was
//! highest; `{a.2024 / b.2024 | percent}` computes. A doubled brace is a brace. What has no value is refused with its
//! reason: no text ever says "None". The tables in `form` and `call` are what `bilat explain words` prints.

mod call;
mod eval;
mod form;
mod guide;
mod pieces;
mod quantity;
mod run;
mod scope;
mod syntax;

use std::ops::Range;

pub use guide::guide;
pub use pieces::{Piece, pieces};
pub use quantity::Quantity;
pub use run::{RunValue, values};
pub use scope::{Aim, Link, Scope};

use super::spec::nearest;
use crate::words::{Lang, Numbers};
use eval::Val;

/// A value that an expression uses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Reference {
    /// Chart; empty for the chart's own words.
    pub chart: String,
    /// Series.
    pub series: String,
    /// Period as written in files.
    pub period: String,
}

/// Why an expression gives nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// The reason.
    pub why: String,
    /// The remedy; empty if none is known.
    pub remedy: String,
    /// Whether the names are right and the value does not exist.
    pub is_absence: bool,
}

impl Fault {
    fn unknown(why: impl Into<String>) -> Self {
        Self { why: why.into(), ..Self::default() }
    }

    fn absent(why: impl Into<String>) -> Self {
        Self { why: why.into(), is_absence: true, ..Self::default() }
    }

    fn help(self, remedy: impl Into<String>) -> Self {
        Self { remedy: remedy.into(), ..self }
    }

    fn near<'k>(self, name: &str, known: impl Iterator<Item = &'k str>) -> Self {
        match nearest(name, known) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }
}

/// An expression that was put into a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Its bytes in the filled text.
    pub range: Range<usize>,
    /// The words between the braces.
    pub expression: String,
    /// The values that it uses, in order.
    pub references: Vec<Reference>,
    /// The number behind it, where it is one.
    pub number: Option<Quantity>,
}

/// A text whose expressions are filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filled {
    /// The text.
    pub text: String,
    /// Its expressions in order.
    pub slots: Vec<Slot>,
}

/// What an expression gives: its words, the values that it uses, and the number behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The words.
    pub text: String,
    /// The values that it uses.
    pub references: Vec<Reference>,
    /// The number behind the words.
    pub number: Option<Quantity>,
}

/// The text with its numbers, in the form of the language.
///
/// # Errors
/// The first expression that gives nothing, as written, with the reason.
pub fn fill(text: &str, scope: &Scope) -> Result<Filled, (String, Fault)> {
    let mut filled = Filled::default();
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => filled.text.push_str(text),
            Piece::Expression { words, .. } => {
                let answer = answer(words, scope).map_err(|f| (format!("{{{words}}}"), f))?;
                let start = filled.text.len();
                filled.text.push_str(&answer.text);
                filled.slots.push(Slot {
                    range: start..filled.text.len(),
                    expression: words.to_owned(),
                    references: answer.references,
                    number: answer.number,
                });
            }
            Piece::Stray(at) => {
                let why = "a brace without its partner; double it";
                return Err((text[at..=at].to_owned(), Fault::unknown(why)));
            }
        }
    }
    Ok(filled.typeset(scope.numbers))
}

impl Filled {
    /// The same with the typography of the language; a character stays a character, so slots keep their places.
    fn typeset(self, numbers: Numbers) -> Self {
        let text = numbers.typeset(&self.text);
        let bytes: Vec<usize> =
            text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        let place = |byte: usize| bytes[self.text[..byte].chars().count()];
        let slots = self.slots.iter().map(|slot| Slot {
            range: place(slot.range.start)..place(slot.range.end),
            ..slot.clone()
        });
        Self { slots: slots.collect(), text }
    }
}

/// One expression as words.
///
/// # Errors
/// Why it gives nothing.
pub fn answer(expression: &str, scope: &Scope) -> Result<Answer, Fault> {
    let (value, references) = eval::run(expression, scope)?;
    if references.is_empty() {
        let why = "it uses no value of the desk, so it says nothing that could change with it";
        return Err(Fault::unknown(why).help("write the words themselves, without braces"));
    }
    let number = match &value {
        Val::One(quantity) => Some(*quantity),
        Val::Said(_, number) => *number,
        _ => None,
    };
    Ok(Answer { text: form::plain(value, scope.numbers)?, references, number })
}

/// Whether what a chart's words claim is true of its data.
///
/// # Errors
/// Why it cannot be told, or that it is not so, with both sides of the comparison.
pub fn holds(claim: &str, scope: &Scope) -> Result<(), Fault> {
    let english = Scope { numbers: Numbers { lang: Lang::En, ..scope.numbers }, ..*scope };
    match eval::run(claim, &english)?.0 {
        Val::Truth(true) => Ok(()),
        Val::Truth(false) => Err(Fault::absent(eval::refuted(claim, &english))),
        _ => {
            Err(Fault::unknown("it is neither true nor false")
                .help("compare with <, <=, >, >= or ="))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::testing::{point, series, yearly};
    use crate::series::SeriesSet;
    use crate::words::strip_controls;

    fn set() -> SeriesSet {
        let renamed = |id: &str, series: crate::series::Series| crate::series::Series {
            id: id.to_owned(),
            ..series
        };
        let said = series(vec![point("2023", Some((38e6, 40e6, 42e6))), point("2024", None)]);
        SeriesSet {
            series: vec![
                renamed("from-irn", yearly(2022, &[20e6, 40e6, 80e6], false)),
                renamed("from-rus", yearly(2022, &[30e6, 60e6, 20e6], false)),
                renamed("said", said),
            ],
            ..SeriesSet::default()
        }
    }

    fn filled(text: &str, lang: Lang) -> Result<String, String> {
        let set = set();
        let scope = Scope::of(&set, Numbers::of(lang));
        fill(text, &scope)
            .map(|filled| strip_controls(&filled.text).replace('\u{a0}', " "))
            .map_err(|(_, fault)| fault.why)
    }

    fn en(text: &str) -> Result<String, String> {
        filled(text, Lang::En)
    }

    #[test]
    fn numbers_come_from_the_series() {
        assert_eq!(en("{from-irn.2024} {{sic}}").unwrap(), "$80M {sic}");
        assert_eq!(
            en("{from-irn.2024.growth}, {from-irn.2024.fold|fold}").unwrap(),
            "+100%, twofold"
        );
        assert_eq!(en("{from-rus.peak} in {from-rus.peak.period}").unwrap(), "$60M in 2023");
        assert_eq!(en("{said.2023.interval}").unwrap(), "$38–42M");
    }

    #[test]
    fn arithmetic_keeps_units_and_filters_give_forms() {
        assert_eq!(en("{from-irn.2024 / from-rus.2024}").unwrap(), "×4");
        assert_eq!(en("{from-irn.2024 / from-rus.2024 | as_much}").unwrap(), "four times");
        assert_eq!(en("{from-irn.2024 - from-rus.2024 | signed}").unwrap(), "+$60M");
        assert_eq!(en("{from-rus.2024 / from-irn.2024 | percent(0)}").unwrap(), "25%");
        assert_eq!(en("{share(from-irn.2024, from-*.2024)}").unwrap(), "80.0%");
        assert_eq!(en("{rank(from-rus.2024, from-*.2024) | ordinal}").unwrap(), "second");
        assert_eq!(en("{sum(from-*.2023)}").unwrap(), "$100M");
        assert_eq!(en("{from-irn.2024 | money('billion')}").unwrap(), "$0.08B");
        assert_eq!(filled("{from-irn.2024 / from-rus.2024 | fold}", Lang::Ru).unwrap(), "вчетверо");
        assert_eq!(
            filled("{cagr(from-irn.2022, from-irn.2024)}", Lang::Fa).unwrap(),
            "+۱۰۰٪ در سال"
        );
    }

    #[test]
    fn a_value_that_does_not_exist_is_refused_with_its_reason() {
        assert_eq!(en("{said.2024}").unwrap_err(), "`said` in 2024 is missing: no value for 2024");
        assert_eq!(
            en("{from-irn.2022.growth}").unwrap_err().split(':').next().unwrap(),
            "`growth` in 2022 is missing"
        );
        assert_eq!(en("{said.2024 | or_na}").unwrap(), "n/a");
        assert_eq!(
            en("{2 + 2}").unwrap_err().split(',').next().unwrap(),
            "it uses no value of the desk"
        );
    }

    #[test]
    fn unknown_names_name_the_nearest() {
        let set = set();
        let scope = Scope::of(&set, Numbers::of(Lang::En));
        for (text, help) in [
            ("{from-ira.2024}", "did you mean `from-irn`?"),
            ("{from-irn.2024.hihg}", "did you mean `high`?"),
            ("{from-irn.2024 | percnt}", "did you mean `percent`?"),
            ("{fald(from-irn.2024, from-irn.2023)}", "did you mean `fold`?"),
        ] {
            assert_eq!(fill(text, &scope).unwrap_err().1.remedy, help, "{text}");
        }
        assert_eq!(en("{from-irn.2031}").unwrap_err(), "`from-irn` has no 2031");
        assert!(en("a } b").is_err() && en("a { b").is_err());
    }

    #[test]
    fn claims_are_held_against_the_data() {
        let set = set();
        let scope = Scope::of(&set, Numbers::of(Lang::En));
        let is = |claim: &str| holds(claim, &scope).map_err(|fault| fault.why);
        assert_eq!(is("from-irn.2024 = max(from-*.2024)"), Ok(()));
        assert_eq!(is("from-irn.2024 > from-rus.2024 and count(from-*.2024) = 2"), Ok(()));
        assert_eq!(is("from-irn.2023 > from-rus.2023").unwrap_err(), "$40M is not above $60M");
        assert_eq!(is("every(from-*.2023 > 0)"), Ok(()));
        assert!(is("from-irn.2023").is_err());
    }
}
