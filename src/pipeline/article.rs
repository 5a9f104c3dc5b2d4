//! Articles with numbers from the desk: `{flour-imports:flour.2024}` becomes the number that the chart draws.
//!
//! Behind each number stands `<!-- why: flour-imports flour 2024 -->`. A comment is the one link that every Markdown
//! dialect keeps and no reader sees; it moves with its sentence, where a list of footnotes would be left behind.

use std::collections::BTreeMap;

use serde::Serialize;

use super::desk::Desk;
use super::resolve::resolve;
use super::spec::place_of;
use super::template::{Answer, Piece, Scope, answer, pieces};
use crate::diag::Diagnostic;
use crate::series::SeriesSet;
use crate::words::{Lang, Numbers};

/// The ending of an article that is to be filled.
pub const TEMPLATE: &str = ".tmpl.md";

/// Series by the chart that draws them.
pub type Sets = BTreeMap<String, SeriesSet>;

/// A number that was put into an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FilledNumber {
    /// Line of the template, from 1.
    pub line: u32,
    /// The expression as written.
    pub expression: String,
    /// The number as printed.
    pub value: String,
    /// What `bilat why` is to be asked for each value behind it: chart, series, period.
    pub why: Vec<[String; 3]>,
}

/// A filled article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Filled {
    /// The text.
    pub text: String,
    /// Its numbers in order.
    pub numbers: Vec<FilledNumber>,
}

/// The series of all charts of a desk that can be made.
#[must_use]
pub fn sets(desk: &Desk) -> Sets {
    desk.charts
        .iter()
        .filter_map(|chart| Some((chart.id.clone(), resolve(desk, chart).0?)))
        .collect()
}

/// The language that the name of a template tells: `note.ru.tmpl.md`.
#[must_use]
pub fn language_of(path: &str) -> Option<Lang> {
    path.strip_suffix(TEMPLATE)?.rsplit('.').next()?.parse().ok()
}

/// Fills an article; with `linked`, each number is followed by its `why`.
#[must_use]
pub fn fill_article(
    template: &str,
    path: &str,
    sets: &Sets,
    numbers: Numbers,
    linked: bool,
) -> (Filled, Vec<Diagnostic>) {
    let mut filled = Filled::default();
    let mut faults = vec![];
    for piece in pieces(template) {
        let (at, words) = match piece {
            Piece::Text(text) => {
                filled.text.push_str(text);
                continue;
            }
            Piece::Expression { at, words } => (at, words),
            Piece::Stray(at) => {
                let place = place_of(template, path, at, 1);
                let title = "a brace without its partner";
                let fault = Diagnostic::error("C104", title).at(place);
                faults.push(fault.help("write two of them where a brace is meant"));
                continue;
            }
        };
        match evaluate(words, sets, numbers) {
            Ok((value, why)) => {
                filled.text.push_str(&value);
                for value in why.iter().filter(|_| linked) {
                    filled.text.push_str(&format!("<!-- why: {} -->", value.join(" ")));
                }
                let line = place_of(template, path, at, 1).line;
                let expression = format!("{{{words}}}");
                filled.numbers.push(FilledNumber { line, expression, value, why });
            }
            Err(fault) => {
                let place = place_of(template, path, at, words.len() + 2);
                faults.push(fault.at(place));
            }
        }
    }
    (filled, faults)
}

/// The number of an expression and where it comes from.
fn evaluate(
    words: &str,
    sets: &Sets,
    numbers: Numbers,
) -> Result<(String, Vec<[String; 3]>), Box<Diagnostic>> {
    match answer(words, &Scope::of_all(sets, numbers)) {
        Ok(Answer { text, references, .. }) => {
            let why = |r: super::template::Reference| [r.chart, r.series, r.period];
            Ok((text, references.into_iter().map(why).collect()))
        }
        Err(fault) => {
            let diagnostic = Diagnostic::error("C104", format!("no value `{{{words}}}`"));
            let (why, remedy) = if fault.is_absence {
                let remedy = "say in words why there is no number".to_owned();
                (format!("it has no value: {}", fault.why), remedy)
            } else {
                (fault.why, fault.remedy)
            };
            let diagnostic = diagnostic.label(why);
            Err(Box::new(if remedy.is_empty() { diagnostic } else { diagnostic.help(remedy) }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::testing::yearly;

    fn filled(text: &str, linked: bool) -> (Filled, Vec<Diagnostic>) {
        let set =
            SeriesSet { series: vec![yearly(2023, &[40e6, 80e6], false)], ..SeriesSet::default() };
        let sets = Sets::from([("flour".to_owned(), set)]);
        fill_article(text, "a.tmpl.md", &sets, Numbers::of(Lang::En), linked)
    }

    #[test]
    fn a_number_keeps_its_why() {
        let (article, faults) = filled("Bought {flour:test.2024} {{sic}}.", true);
        assert_eq!(faults, []);
        assert_eq!(article.text, "Bought $80M<!-- why: flour test 2024 --> {sic}.");
        assert_eq!(article.numbers[0].why, [["flour", "test", "2024"].map(str::to_owned)]);
        assert_eq!(filled("{flour:test.2023}", false).0.text, "$40M");
        let growth = filled("{growth(flour:test.2023, flour:test.2024)}", true).0;
        assert!(growth.text.starts_with("+100%<!-- why: flour test 2023 --><!-- why: "));
    }

    #[test]
    fn what_names_no_value_is_refused_with_its_place() {
        let (_, faults) =
            filled("a\nb {flower:test.2024} {flour:tset.2024} {flour:test.2031} }", true);
        let places: Vec<(u32, u32)> = faults
            .iter()
            .filter_map(|f| Some((f.place.as_ref()?.line, f.place.as_ref()?.column)))
            .collect();
        assert_eq!(places, [(2, 3), (2, 22), (2, 40), (2, 58)]);
        assert_eq!(faults[0].help.as_deref(), Some("did you mean `flour`?"));
        assert_eq!(faults[1].help.as_deref(), Some("did you mean `test`?"));
        assert_eq!(faults[2].label, "`test` has no 2031");
    }

    #[test]
    fn the_name_tells_the_language() {
        assert_eq!(language_of("articles/note.ru.tmpl.md"), Some(Lang::Ru));
        assert_eq!(language_of("articles/note.tmpl.md"), None);
    }
}
