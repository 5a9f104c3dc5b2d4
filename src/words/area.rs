//! Names of areas in labels. English names are those of `trade`; an area that has no name here keeps its English one.
//!
//! `areas.txt` has a line an area: code, Russian name, Persian name, in the short forms of the press.

use super::Lang;
use crate::trade::Area;

/// Codes of the areas that have a name here in each language.
pub fn named_codes() -> impl Iterator<Item = &'static str> {
    include_str!("areas.txt").lines().filter_map(|line| line.split('|').next())
}

/// The name of an area as labels print it.
#[must_use]
pub fn area_name(area: Area, lang: Lang) -> String {
    let line = include_str!("areas.txt")
        .lines()
        .find(|line| line.strip_prefix(area.code()).is_some_and(|rest| rest.starts_with('|')));
    let names: Vec<&str> = line.map(|line| line.split('|').collect()).unwrap_or_default();
    match (lang, &names[..]) {
        (Lang::Ru, [_, name, _]) | (Lang::Fa, [_, _, name]) => (*name).to_owned(),
        _ => short(area),
    }
}

/// The English name, shorter where labels cannot hold the official one.
fn short(area: Area) -> String {
    match area.code() {
        "ARE" => "UAE".to_owned(),
        "USA" => "USA".to_owned(),
        "GBR" => "United Kingdom".to_owned(),
        "KOR" => "South Korea".to_owned(),
        "IRN" => "Iran".to_owned(),
        "RUS" => "Russia".to_owned(),
        "SYR" => "Syria".to_owned(),
        "MDA" => "Moldova".to_owned(),
        "VNM" => "Vietnam".to_owned(),
        _ => area.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_names_a_known_area_twice() {
        for line in include_str!("areas.txt").lines() {
            let cells: Vec<&str> = line.split('|').collect();
            let [code, russian, persian] = cells[..] else { panic!("{line}") };
            let area = Area::from_code(code).unwrap();
            assert!(area.info().is_some(), "{line}");
            assert!(!russian.is_empty() && !persian.is_empty(), "{line}");
        }
    }

    #[test]
    fn names_follow_the_language() {
        let iran = Area::from_code("IRN").unwrap();
        assert_eq!(Lang::ALL.map(|lang| area_name(iran, lang)), ["Iran", "Иран", "ایران"]);
        assert_eq!(area_name(Area::from_code("FJI").unwrap(), Lang::Fa), "Fiji");
    }
}
