//! Names of HS chapters in labels, in words of our own, and nothing below a chapter: names of headings and
//! subheadings come from the reader's own code files.
//!
//! `chapters.txt` has a line a chapter: two digits, English, Russian, Persian. Chapter 77 is kept free by the
//! Harmonized System; 99 is where producers put what they do not specify.

use super::Lang;

/// The name of an HS chapter by its two digits; `None` for other codes.
#[must_use]
pub fn chapter_name(code: &str, lang: Lang) -> Option<&'static str> {
    let line = include_str!("chapters.txt")
        .lines()
        .find(|line| line.strip_prefix(code).is_some_and(|rest| rest.starts_with('|')))?;
    let column = match lang {
        Lang::En => 1,
        Lang::Ru => 2,
        Lang::Fa => 3,
    };
    line.split('|').nth(column)
}

/// What labels call a commodity: all of them, the chapter's name, or the code itself.
#[must_use]
pub fn commodity_name(code: &str, lang: Lang) -> String {
    if code == "TOTAL" {
        let all = match lang {
            Lang::En => "All commodities",
            Lang::Ru => "Все товары",
            Lang::Fa => "همهٔ کالاها",
        };
        return all.to_owned();
    }
    chapter_name(code, lang).map_or_else(|| format!("HS {code}"), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_chapter_has_three_names_of_its_own() {
        let mut seen = std::collections::BTreeSet::new();
        let codes: Vec<&str> = include_str!("chapters.txt").lines().map(|l| &l[..2]).collect();
        let expected: Vec<String> =
            (1..=97).chain([99]).map(|number| format!("{number:02}")).collect();
        assert_eq!(codes, expected);
        for (code, lang) in codes.iter().flat_map(|code| Lang::ALL.map(|lang| (code, lang))) {
            let name = chapter_name(code, lang).unwrap();
            assert!(!name.is_empty() && name.chars().count() <= 48, "{code} {name}");
            assert!(seen.insert((lang.tag(), name)), "{name}");
        }
    }

    #[test]
    fn other_codes_stay_codes() {
        assert_eq!(commodity_name("11", Lang::Ru), "Мука, солод и крахмал");
        assert_eq!(commodity_name("110100", Lang::En), "HS 110100");
        assert_eq!(commodity_name("TOTAL", Lang::Fa), "همهٔ کالاها");
        assert_eq!(chapter_name("1", Lang::En), None);
    }
}
