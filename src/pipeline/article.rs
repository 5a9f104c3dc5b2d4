//! Articles with numbers from the desk: `{flour-imports:flour.2024}` becomes the number that the chart draws.
//!
//! Behind each number stands `<!-- why: flour-imports flour 2024 -->`. A comment is the one link that every Markdown
//! dialect keeps and no reader sees; it moves with its sentence, where a list of footnotes would be left behind.

use std::collections::BTreeMap;

use serde::Serialize;

use super::desk::Desk;
use super::fill::{Named, Piece, named, pieces, value};
use super::resolve::resolve;
use super::spec::{nearest, place_of};
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
    /// What `bilat why` is to be asked: chart, series, period.
    pub why: [String; 3],
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
                if linked {
                    filled.text.push_str(&format!("<!-- why: {} -->", why.join(" ")));
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
) -> Result<(String, [String; 3]), Box<Diagnostic>> {
    let refuse =
        |why: String| Diagnostic::error("C104", format!("no value `{{{words}}}`")).label(why);
    let Some((chart, expression)) = words.trim().split_once(':') else {
        let help = "write `{chart:series.period}`; `bilat why CHART` names the series of a chart";
        return Err(Box::new(refuse("no chart before a colon".to_owned()).help(help)));
    };
    let Some(set) = sets.get(chart) else {
        let fault = refuse(format!("no chart `{chart}`"));
        return Err(Box::new(near(fault, chart, sets.keys().map(String::as_str))));
    };
    let Named { series, point, field } = named(expression, set).map_err(|why| {
        let id = expression.trim().split('.').next().unwrap_or_default();
        let fault = refuse(why);
        let known = set.series.iter().map(|series| series.id.as_str());
        Box::new(if set.get(id).is_none() { near(fault, id, known) } else { fault })
    })?;
    if point.value.known().is_none() {
        let why = format!(
            "it has no value: {}",
            numbers.value(&point.value, series.unit, numbers.money_for(&[]))
        );
        return Err(Box::new(refuse(why).help("say in words why there is no number")));
    }
    let printed = value(series, point, field, numbers).map_err(|why| Box::new(refuse(why)))?;
    Ok((printed, [chart.to_owned(), series.id.clone(), point.period.to_string()]))
}

fn near<'k>(fault: Diagnostic, name: &str, known: impl Iterator<Item = &'k str>) -> Diagnostic {
    match nearest(name, known) {
        Some(nearest) => fault.help(format!("did you mean `{nearest}`?")),
        None => fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::testing::yearly;

    fn filled(text: &str, linked: bool) -> (Filled, Vec<Diagnostic>) {
        let set = SeriesSet { series: vec![yearly(2023, &[40e6, 80e6], false)] };
        let sets = Sets::from([("flour".to_owned(), set)]);
        fill_article(text, "a.tmpl.md", &sets, Numbers::of(Lang::En), linked)
    }

    #[test]
    fn a_number_keeps_its_why() {
        let (article, faults) = filled("Bought {flour:test.2024} {{sic}}.", true);
        assert_eq!(faults, []);
        assert_eq!(article.text, "Bought $80M<!-- why: flour test 2024 --> {sic}.");
        assert_eq!(article.numbers[0].why, ["flour", "test", "2024"]);
        assert_eq!(filled("{flour:test.2023}", false).0.text, "$40M");
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
