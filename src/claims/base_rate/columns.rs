//! Which columns of a panel hold what, by the names that data sets of pairs give them.

use csv::ByteRecord;

use crate::diag::{Diagnostic, Place};

/// Names of the year.
const YEAR: &[&str] = &["year", "t", "yr", "period", "time", "refyear", "ref_year"];
/// Names of the side that sells, ahead of those that only number two sides.
const EXPORTER: &[&str] = &["exporter", "i", "exp", "origin", "from", "iso_o", "iso3_o", "seller"];
/// Names of the side that buys.
const IMPORTER: &[&str] =
    &["importer", "j", "imp", "destination", "to", "dest", "iso_d", "iso3_d", "buyer"];
/// Names of two sides of a pair total.
const FIRST: &[&str] =
    &["a", "area_a", "country_a", "iso_a", "area1", "country1", "iso1", "side_a"];
const SECOND: &[&str] =
    &["b", "area_b", "country_b", "iso_b", "area2", "country2", "iso2", "side_b"];
/// Names of an amount; what follows one of them is its unit.
const VALUE: &[&str] = &["value", "total", "turnover", "trade", "v", "flow", "amount"];
/// Names of a product, by which rows are added up.
const PRODUCT: &[&str] = &["k", "product", "commodity", "commodity_code", "cmdcode", "hs6", "hs"];
/// Words that a column's name may carry besides.
const MORE: [&str; 6] = ["iso3", "iso", "code", "iso3code", "alpha3", "country"];

/// Whether a row is one direction or the total of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sides {
    /// From the first area to the second.
    Directed,
    /// Both ways together.
    Pair,
}

/// Where the cells of a row stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub year: usize,
    pub a: usize,
    pub b: usize,
    pub value: usize,
    pub sides: Sides,
    /// Thousandths of a dollar in a unit of the values.
    pub unit: i64,
    /// Whether rows of one direction and year are products to be added.
    pub has_products: bool,
}

impl Columns {
    pub fn of(
        header: &ByteRecord,
        path: &str,
        unit: Option<&str>,
    ) -> Result<Self, Box<Diagnostic>> {
        let names: Vec<String> = header.iter().map(plain).collect();
        let absent = |what: &str, known: &[&str]| {
            let place = Place { path: path.to_owned(), line: 1, ..Place::default() };
            let title = format!("no column `{what}`");
            let why = format!("it may be called {}", known.join(", "));
            Box::new(Diagnostic::error("S101", title).at(place).because(why).help(
                "a panel has `year`, `exporter`, `importer` and `value_thousand_usd`, or `year`, `a`, `b` and `total_usd`",
            ))
        };
        let find = |known: &[&str]| names.iter().position(|name| is_one(name, known));
        let year = find(YEAR).ok_or_else(|| absent("year", YEAR))?;
        let (a, b, sides) = match (find(EXPORTER), find(IMPORTER), find(FIRST), find(SECOND)) {
            (Some(a), Some(b), ..) => (a, b, Sides::Directed),
            (_, _, Some(a), Some(b)) => (a, b, Sides::Pair),
            (None, ..) => return Err(absent("exporter", EXPORTER)),
            _ => return Err(absent("importer", IMPORTER)),
        };
        let value = names.iter().position(|name| amount(name).is_some());
        let value = value.ok_or_else(|| absent("value_thousand_usd", VALUE))?;
        let is_baci = names[value] == "v" && names[year] == "t";
        let named = amount(&names[value]).filter(|unit| !unit.is_empty());
        let unit = unit.map(plain_words).or(named).or(is_baci.then(|| "thousand_usd".to_owned()));
        let unit = match unit.as_deref().map(|text| (text, thousandths(text))) {
            Some((_, Some(unit))) => unit,
            Some((text, None)) => return Err(no_unit(text, path)),
            None => return Err(undeclared(&names[value], path)),
        };
        let has_products = find(PRODUCT).is_some();
        Ok(Self { year, a, b, value, sides, unit, has_products })
    }
}

fn no_unit(text: &str, path: &str) -> Box<Diagnostic> {
    let place = Place { path: path.to_owned(), ..Place::default() };
    let fault = Diagnostic::error("S216", format!("unknown unit `{text}`")).at(place);
    Box::new(fault.help("known are `usd`, `thousand usd`, `million usd`, `billion usd`"))
}

fn undeclared(name: &str, path: &str) -> Box<Diagnostic> {
    let place = Place { path: path.to_owned(), line: 1, ..Place::default() };
    let fault = Diagnostic::error("S105", format!("unit of `{name}` is not declared")).at(place);
    Box::new(fault.help("say `--unit \"thousand usd\"`, or call the column `value_thousand_usd`"))
}

/// A name in lower case, its words joined by `_`.
fn plain(name: &[u8]) -> String {
    let name = name.strip_prefix(b"\xef\xbb\xbf").unwrap_or(name);
    plain_words(&String::from_utf8_lossy(name))
}

fn plain_words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

/// Whether it is one of the names, also with "ISO3" or "code" before or behind it.
fn is_one(name: &str, known: &[&str]) -> bool {
    known.contains(&name)
        || MORE.iter().any(|more| {
            let rest = name
                .strip_suffix(more)
                .map(|rest| rest.trim_end_matches('_'))
                .or_else(|| name.strip_prefix(more).map(|rest| rest.trim_start_matches('_')));
            rest.is_some_and(|rest| rest.len() > 1 && known.contains(&rest))
        })
}

/// The unit that the name of an amount carries, empty if none; nothing for other columns.
fn amount(name: &str) -> Option<String> {
    let (first, rest) = name.split_once('_').unwrap_or((name, ""));
    let rest = rest.strip_prefix("value").map_or(rest, |rest| rest.trim_start_matches('_'));
    (VALUE.contains(&first) && (rest.is_empty() || thousandths(rest).is_some()))
        .then(|| rest.to_owned())
}

/// Thousandths of a dollar in a unit such as `thousand_usd`, `usd_million`, `kusd`.
fn thousandths(unit: &str) -> Option<i64> {
    let mut factor = None;
    let mut is_dollar = false;
    for word in unit.split(['_', ' ']) {
        let (more, dollar) = match word {
            "usd" | "dollar" | "dollars" | "us" => (None, true),
            "thousand" | "thousands" | "k" | "1000" => (Some(1_000), false),
            "million" | "millions" | "mn" | "mln" | "m" => (Some(1_000_000), false),
            "billion" | "billions" | "bn" | "bln" => (Some(1_000_000_000), false),
            "kusd" => (Some(1_000), true),
            "musd" | "mnusd" => (Some(1_000_000), true),
            "bnusd" => (Some(1_000_000_000), true),
            "current" | "nominal" => (None, false),
            _ => return None,
        };
        factor = factor.or(more);
        is_dollar |= dollar;
    }
    is_dollar.then(|| factor.unwrap_or(1) * 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_from_names() {
        for (unit, expected) in [
            ("usd", Some(1_000)),
            ("thousand_usd", Some(1_000_000)),
            ("usd_million", Some(1_000_000_000)),
            ("kusd", Some(1_000_000)),
            ("thousand", None),
            ("eur", None),
        ] {
            assert_eq!(thousandths(unit), expected, "{unit}");
        }
    }

    #[test]
    fn names_may_carry_the_kind_of_code() {
        assert!(is_one("exporter_iso3", EXPORTER) && is_one("iso3_importer", IMPORTER));
        assert!(!is_one("iso3", EXPORTER));
        assert_eq!(amount("trade_value_usd").as_deref(), Some("usd"));
        assert_eq!(amount("value_share"), None);
    }
}
