//! The numbers column of a claim: `2024 = almost 80 USD million; multiple = 2; 2023 = not given`.

use super::gaps::{implied_base, implied_rate};
use super::lexer::tokens;
use super::multiple::{Multiple, Wording};
use super::quantity::{Part, PartKind, parts};
use super::relation::{Relation, Sign, Stated};
use super::said::{Kind, Reading, Said, share_steps};
use crate::trade::{Decimal, Hedge};
use crate::words::Lang;

/// One entry: what it is of, and the number if it is given.
struct Entry {
    label: String,
    said: Option<(Said, Option<Sign>)>,
    multiple: Option<Multiple>,
    year: Option<i32>,
}

/// The statements that the entries make of one another.
pub(super) fn relations(column: &str) -> Vec<Relation> {
    let mut entries: Vec<Entry> =
        column.split(';').map(str::trim).filter(|e| !e.is_empty()).map(entry).collect();
    let levels = entries.iter_mut().filter_map(|entry| match &mut entry.said {
        Some((said, _)) if said.kind.is_level() => Some(said),
        _ => None,
    });
    share_steps(&mut levels.collect::<Vec<_>>());
    let mut found = flows(&entries);
    found.extend(pairs(&entries));
    found
}

fn entry(text: &str) -> Entry {
    let (label, value) = text.split_once('=').unwrap_or(("", text));
    let label = label.trim().to_lowercase();
    let found = parts(&tokens(value.trim(), Lang::En));
    let one = |part: &Part| match &part.kind {
        PartKind::Said(said, sign) => Some((said.clone(), *sign)),
        _ => None,
    };
    let said = found.iter().find_map(one);
    let stated = found.iter().find_map(|part| match &part.kind {
        PartKind::Multiple(number, hedge, wording) => {
            Some(Multiple::new(*number, *hedge, *wording))
        }
        _ => None,
    });
    let is_double = value.trim() == "double" || value.trim() == "doubled";
    let multiple = match &said {
        Some((said, _)) if label == "multiple" => {
            Some(Multiple::new(said.number, said.hedge, counted(said)))
        }
        _ if is_double => Some(Multiple::new(Decimal::new(2, 0), Hedge::Printed, Wording::Word)),
        _ => stated,
    };
    let year = found
        .iter()
        .find_map(|part| if let PartKind::Year(year) = part.kind { Some(year) } else { None });
    let said = if multiple.is_some() { None } else { said };
    Entry { label, said, multiple, year }
}

/// A multiple of two is the word "double".
fn counted(said: &Said) -> Wording {
    if said.number == Decimal::new(2, 0) { Wording::Word } else { Wording::Counted }
}

fn flows(entries: &[Entry]) -> Vec<Relation> {
    let named = |name: &str| {
        let entry = entries.iter().find(|entry| entry.label == name)?;
        entry.said.clone()
    };
    let (Some((exports, _)), Some((imports, _))) = (named("exports"), named("imports")) else {
        return vec![];
    };
    let mut found = vec![];
    if let Some((stated, sign)) = named("balance").or_else(|| named("surplus")) {
        let sign = sign.unwrap_or(Sign::Up);
        found.push(Relation::Balance {
            exports: exports.clone(),
            imports: imports.clone(),
            stated,
            sign,
        });
    }
    if let Some((total, _)) = named("turnover").or_else(|| named("total")) {
        found.push(Relation::Sum { parts: vec![imports, exports], total });
    }
    found
}

/// Labels of what is made of levels, not of levels.
const RESULTS: [&str; 8] =
    ["multiple", "growth", "change", "balance", "exports", "imports", "turnover", "period"];

fn pairs(entries: &[Entry]) -> Vec<Relation> {
    let levels: Vec<(&str, &Said)> = entries
        .iter()
        .filter(|entry| !RESULTS.contains(&entry.label.as_str()))
        .filter_map(|entry| entry.said.as_ref().map(|(said, _)| (entry.label.as_str(), said)))
        .filter(|(_, said)| said.kind.is_level())
        .collect();
    match levels.as_slice() {
        [(a_label, a), (b_label, b)] if !a_label.is_empty() && a.kind.fits(b.kind) => {
            match order(a_label, b_label) {
                Some(std::cmp::Ordering::Less) => stated(entries, a, b),
                Some(std::cmp::Ordering::Greater) => stated(entries, b, a),
                _ => vec![Relation::Lacking {
                    what: "which of the two came first".to_owned(),
                    implied: "the labels do not tell".to_owned(),
                }],
            }
        }
        [(_, end)] => lacking(entries, end),
        [(_, first), (_, second)] => targets(entries, first, second),
        _ => vec![],
    }
}

fn stated(entries: &[Entry], base: &Said, end: &Said) -> Vec<Relation> {
    let pair = |stated| Relation::Pair { base: base.clone(), end: end.clone(), stated };
    entries
        .iter()
        .filter_map(|entry| match (entry.label.as_str(), &entry.said, &entry.multiple) {
            ("growth", Some((said, sign)), _) if said.kind == Kind::Percent => {
                Some(pair(Stated::Growth(said.clone(), sign.unwrap_or(Sign::Up))))
            }
            ("change", Some((said, sign)), _) => {
                Some(pair(Stated::Change(said.clone(), sign.unwrap_or(Sign::Up))))
            }
            (_, _, Some(multiple)) => Some(pair(Stated::Multiple(multiple.clone()))),
            _ => None,
        })
        .collect()
}

/// A multiple or a growth and one level.
fn lacking(entries: &[Entry], end: &Said) -> Vec<Relation> {
    let ratio = entries.iter().find_map(|entry| match (&entry.multiple, &entry.said) {
        (Some(multiple), _) => Some((multiple.strict[0].low, multiple.strict[0].high)),
        (None, Some((said, sign))) if entry.label == "growth" => {
            let span = sign.unwrap_or(Sign::Up).of(said.span(Reading::Fine));
            Some((1.0 + span.low / 100.0, 1.0 + span.high / 100.0))
        }
        _ => None,
    });
    let implied = ratio
        .map_or_else(|| "nothing follows".to_owned(), |(low, high)| implied_base(end, low, high));
    vec![Relation::Lacking { what: "the base".to_owned(), implied }]
}

/// Two levels with nothing but years beside them are targets without a baseline.
fn targets(entries: &[Entry], first: &Said, second: &Said) -> Vec<Relation> {
    let years: Vec<i32> = entries.iter().filter_map(|entry| entry.year).collect();
    let implied = match years.as_slice() {
        [from, to] if from < to => implied_rate(first, second, f64::from(to - from)),
        _ => "nothing follows without it".to_owned(),
    };
    vec![Relation::Lacking { what: "the baseline".to_owned(), implied }]
}

/// Which of two labels is earlier: by "before" and "now", by year, by month.
fn order(a: &str, b: &str) -> Option<std::cmp::Ordering> {
    let rank = |label: &str| match label {
        "before" | "base" | "earlier" => Some(i64::MIN),
        "now" | "after" | "end" => Some(i64::MAX),
        _ => year_rank(label).or_else(|| month_rank(label)),
    };
    let (a, b) = (rank(a)?, rank(b)?);
    (a != b).then(|| a.cmp(&b))
}

/// `2024`, `2024H2`, `2025-01/2025-11`, `1397`.
fn year_rank(label: &str) -> Option<i64> {
    let digits: String = label.chars().take_while(char::is_ascii_digit).collect();
    let rest = &label[digits.len()..];
    let year: i64 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    let part: String = rest.chars().filter(char::is_ascii_digit).take(2).collect();
    Some(year * 100 + part.parse::<i64>().unwrap_or(0))
}

/// Months of the solar year and of the Gregorian year, each in its order.
fn month_rank(label: &str) -> Option<i64> {
    const SOLAR: [&str; 12] = [
        "hamal", "sawr", "jawza", "saratan", "asad", "sunbula", "mizan", "aqrab", "qaws", "jadi",
        "dalw", "hut",
    ];
    const GREGORIAN: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let place = |list: &[&str]| list.iter().position(|month| label.starts_with(month));
    place(&SOLAR).or_else(|| place(&GREGORIAN)).and_then(|index| i64::try_from(index).ok())
}
