//! Levels that a sentence states of two areas, a measure and a year beyond doubt, to be held against a desk.
//!
//! A sentence counts only if every word of it is known here: one strange word ("flour", "eleven months", "with
//! Tatarstan") may narrow what the number is of, and then it is left alone.

use super::clause::clauses;
use super::cues::{is_export, is_goal, is_import, is_turnover, verb_direction};
use super::levels::{Level, levels};
use super::lexer::{language_of, tokens};
use super::lexicon::{is_listed, one_of};
use super::places::area;
use super::quantity::{Part, PartKind, parts};
use super::role::Role;
use super::said::{Kind, Reading};
use crate::trade::{Area, Estimate, Measure};
use crate::words::Lang;

/// A level that a sentence states.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NamedLevel {
    /// From whose side it is told; for turnover either one.
    pub reporter: Area,
    /// The other side.
    pub partner: Area,
    /// What is measured.
    pub measure: Measure,
    /// Calendar year.
    pub year: i32,
    /// Dollars, over every reading of the printed number.
    pub value: Estimate,
}

/// A goal that a sentence names: so many dollars by a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NamedGoal {
    /// Dollars.
    pub dollars: f64,
    /// Calendar year.
    pub year: i32,
}

/// Words that leave a level what it is.
const PLAIN: &str = "a an the of in for to and between with from at by was were is stood reached amounted \
    totaled totalled came made it s up down against compared than year years earlier before previous last \
    same that which two countries bilateral mutual annual yearly total value volume worth turnover goods \
    exports imports export import trade whole calendar both its their had has been be while \
    в во с со и на к до по из за от между год года году годом годами составил составила составило \
    составили достиг достигла достигло достигли был была было были объем объема объеме сумма сумму взаимной \
    взаимный двусторонней двусторонний общий товарооборот товарооборота оборот оборота торговля торговли \
    торговлю экспорт экспорта экспорту импорт импорта импорту против чем предыдущем прошлом ранее раньше \
    до суммы страны стран двух странами это что он она оно его долл долларов доллара доллары сша";

/// The areas that a text names, each once, in the order of the text.
#[must_use]
pub fn named_areas(text: &str) -> Vec<Area> {
    let mut found: Vec<Area> = vec![];
    for named in tokens(text, language_of(text)).iter().filter_map(|token| area(token.word())) {
        if !found.contains(&named) {
            found.push(named);
        }
    }
    found
}

/// Levels of a sentence that are of a pair, a measure and a year beyond doubt.
#[must_use]
pub fn named_levels(sentence: &str, lang: Option<Lang>) -> Vec<NamedLevel> {
    let parts = read(sentence, lang);
    let [a, b] = named_areas(sentence)[..] else { return vec![] };
    if !parts.iter().all(is_plain) {
        return vec![];
    }
    let Some((reporter, partner, measure)) = told(&parts, a, b) else { return vec![] };
    let years: Vec<i32> = parts.iter().filter_map(year).collect();
    let found = clauses(&parts).into_iter().flat_map(|clause| levels(clause, Kind::is_level));
    let found: Vec<Level> = found.collect();
    let only_year = if let ([year], [_]) = (&years[..], &found[..]) { Some(*year) } else { None };
    let named = found.iter().filter_map(|level| {
        let measured = matches!(level.role, Role::Plain | Role::From | Role::To | Role::Than);
        let year = level.year.or(only_year).filter(|year| (1900..2100).contains(year))?;
        (measured && level.said.kind == Kind::Money(Some("USD"))).then(|| NamedLevel {
            reporter,
            partner,
            measure,
            year,
            value: widest(level),
        })
    });
    named.collect()
}

/// Amounts with a year of a sentence that speaks of plans.
#[must_use]
pub fn named_goals(sentence: &str, lang: Option<Lang>) -> Vec<NamedGoal> {
    let parts = read(sentence, lang);
    if !parts.iter().any(|part| is_goal(part.word()) || one_of!("by к تا raise", part.word())) {
        return vec![];
    }
    let found: Vec<Level> =
        clauses(&parts).into_iter().flat_map(|clause| levels(clause, Kind::is_level)).collect();
    let is_dollar = |level: &Level| level.said.kind == Kind::Money(Some("USD"));
    // "3 billion dollars by 2025 and 10 billion by 2030": the second takes the unit of the first.
    let of_another = |level: &Level| {
        matches!(level.said.kind, Kind::Bare | Kind::Money(None)) && level.said.scale >= 1e6
    };
    let any = found.iter().any(is_dollar);
    let usable = found.iter().filter(|level| is_dollar(level) || (any && of_another(level)));
    let goal = |level: &Level| Some(NamedGoal { dollars: level.said.mid(), year: level.year? });
    usable.filter_map(goal).collect()
}

fn read(sentence: &str, lang: Option<Lang>) -> Vec<Part> {
    parts(&tokens(sentence, lang.unwrap_or_else(|| language_of(sentence))))
}

fn year(part: &Part) -> Option<i32> {
    if let PartKind::Year(year) = part.kind { Some(year) } else { None }
}

/// Whether a part can stand beside a level without narrowing it.
fn is_plain(part: &Part) -> bool {
    match &part.kind {
        PartKind::Word(word) => {
            one_of!(PLAIN, word) || verb_direction(word).is_some() || area(word).is_some()
        }
        PartKind::Name | PartKind::Duration(_) => false,
        _ => true,
    }
}

/// Whose flow it is: turnover, or exports and imports whose direction the words give.
fn told(parts: &[Part], a: Area, b: Area) -> Option<(Area, Area, Measure)> {
    let has = |is: fn(&str) -> bool| parts.iter().any(|part| is(part.word()));
    let (exports, imports) = (has(is_export), has(is_import));
    match (exports, imports) {
        (false, false) => has(is_turnover).then_some((a, b, Measure::Turnover)),
        (true, true) => None,
        (true, false) => {
            let partner = behind(parts, "to в во به")?;
            let reporter = if partner == a { b } else { a };
            Some((reporter, partner, Measure::Export))
        }
        (false, true) => {
            let partner = behind(parts, "from из از")?;
            let reporter = if partner == a { b } else { a };
            Some((reporter, partner, Measure::Import))
        }
    }
}

/// The one area right behind one of these words.
fn behind(parts: &[Part], words: &str) -> Option<Area> {
    let mut found = parts.windows(2).filter(|two| is_listed(words, two[0].word()));
    let area = |two: &[Part]| area(two[1].word());
    let first = found.by_ref().find_map(area)?;
    found.find_map(area).is_none().then_some(first)
}

/// Over the fine and the coarse reading: what is compared with another source must not fail by rounding.
fn widest(level: &Level) -> Estimate {
    let (fine, coarse) = (level.said.span(Reading::Fine), level.said.span(Reading::Coarse));
    let most = level.said.mid() * 10.0;
    let high = fine.high.max(coarse.high).min(most);
    Estimate::new(fine.low.min(coarse.low), level.said.mid(), high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_of(sentence: &str) -> Vec<String> {
        let one = |level: NamedLevel| {
            let NamedLevel { reporter, partner, measure, year, value } = level;
            format!("{reporter} {partner} {} {year} {}", measure.id(), value.mid() / 1e6)
        };
        named_levels(sentence, None).into_iter().map(one).collect()
    }

    #[test]
    fn pair_measure_and_year_are_found() {
        assert_eq!(
            told_of("Trade between Russia and Afghanistan amounted to about $560 million in 2023."),
            ["RUS AFG turnover 2023 560"]
        );
        assert_eq!(
            told_of("Russia’s exports to Afghanistan reached 150.9 million dollars in 2020."),
            ["RUS AFG export 2020 150.9"]
        );
        assert_eq!(
            told_of("Афганистан: импорт из России составил 150,9 млн долларов в 2020 году."),
            ["AFG RUS import 2020 150.9"]
        );
        assert_eq!(
            told_of(
                "Оборот России с Афганистаном вырос со 170 млн долларов в 2022 году до 560 млн долларов в 2023 году."
            ),
            ["RUS AFG turnover 2022 170", "RUS AFG turnover 2023 560"]
        );
    }

    #[test]
    fn one_strange_word_is_enough_to_leave_it_alone() {
        for sentence in [
            "Trade between Russia and Afghanistan in flour was $560 million in 2023.",
            "Trade of Tatarstan with Afghanistan was $51 million in 2025.",
            "Trade between Russia, Iran and Afghanistan was $560 million in 2023.",
            "Russian exports of Afghanistan were $560 million in 2023.",
            "Trade between Russia and Afghanistan was $560 million in eleven months of 2025.",
            "Trade between Russia and Afghanistan will be $3 billion in 2025.",
            "Trade between Russia and Afghanistan was 174 million dollars in 1403.",
        ] {
            assert!(told_of(sentence).is_empty(), "{sentence}");
        }
    }

    #[test]
    fn goals_are_amounts_with_a_year() {
        let goals = named_goals(
            "They plan to raise trade to $3 billion by 2025 and $10 billion by 2030.",
            None,
        );
        let told: Vec<(f64, i32)> = goals.iter().map(|goal| (goal.dollars, goal.year)).collect();
        assert_eq!(told, [(3e9, 2025), (1e10, 2030)]);
        let shared =
            "They plan to raise trade to 3 billion dollars by 2025 and 10 billion by 2030.";
        assert_eq!(named_goals(shared, None).len(), 2);
        assert!(named_goals("They plan to raise trade to 3 billion by 2025.", None).is_empty());
    }
}
