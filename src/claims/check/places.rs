//! Areas by the words that name them in three languages, in any case and as adjectives.

use std::sync::OnceLock;

use super::lexicon::begins_like;
use crate::trade::Area;
use crate::words::{Lang, area_name, named_codes};

/// Areas by the beginnings of their words where the name alone does not give them.
const STEMS: [(&str, &str); 24] = [
    ("RUS", "russia росси росси русск روسیه"),
    ("AFG", "afghan афган افغان"),
    ("CHN", "china chinese китай китае китая китаю چین"),
    ("IND", "india индия индии индию индией индийск هند"),
    ("IRN", "iran иран ایران"),
    ("KAZ", "kazakh казах قزاق"),
    ("KGZ", "kyrgyz киргиз кыргыз قرقیز"),
    ("PAK", "pakistan пакистан پاکستان"),
    ("TJK", "tajik таджик تاجیک"),
    ("TKM", "turkmen туркмен ترکمن"),
    ("TUR", "turkey türkiye turkiye turkish турци турец ترکیه"),
    ("UZB", "uzbek узбек ازبک"),
    ("DEU", "german герман немецк"),
    ("FRA", "france french франци француз"),
    ("GBR", "britain british британи британск"),
    ("ITA", "italy italian итали италья"),
    ("JPN", "japan япони японск"),
    ("ARE", "emirates emirati uae оаэ эмират امارات"),
    ("SAU", "saudi саудовск عربستان"),
    ("UKR", "ukrain украин"),
    ("BLR", "belarus беларус белорус"),
    ("VNM", "vietnam вьетнам"),
    ("BRA", "brazil бразил"),
    ("AZE", "azerbaijan азербайджан آذربایجان"),
];

/// The area that a word names; none for words that only begin alike.
pub(super) fn area(word: &str) -> Option<Area> {
    if word.is_empty() {
        return None;
    }
    let known = STEMS.iter().find(|(_, stems)| begins_like(stems, word));
    known.and_then(|(code, _)| Area::from_code(code).ok()).or_else(|| by_name(word))
}

/// By the names of labels: a word of one name, its last vowel aside, with an ending of at most four letters.
fn by_name(word: &str) -> Option<Area> {
    static NAMES: OnceLock<Vec<(String, Area)>> = OnceLock::new();
    let letters = word.chars().count();
    let names = NAMES.get_or_init(|| {
        let codes = named_codes().filter(|code| !["WLD", "USA"].contains(code));
        let areas = codes.filter_map(|code| Area::from_code(code).ok());
        areas.flat_map(|area| Lang::ALL.map(|lang| (stem(&area_name(area, lang)), area))).collect()
    });
    let names_it = |(stem, _): &&(String, Area)| {
        let known = stem.chars().count();
        known >= 4 && word.starts_with(stem.as_str()) && letters <= known + 4
    };
    names.iter().find(names_it).map(|(_, area)| *area)
}

/// The name in lower case without its last vowel; empty for names of several words.
fn stem(name: &str) -> String {
    let lower = name.to_lowercase().replace('ё', "е").replace('ي', "ی").replace('ك', "ک");
    if lower.contains(' ') {
        return String::new();
    }
    lower.trim_end_matches(['а', 'я', 'й', 'ь', 'ы', 'и', 'о']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_known_by_their_words_in_three_languages() {
        for (word, code) in [
            ("germany", "DEU"),
            ("german", "DEU"),
            ("польши", "POL"),
            ("польше", "POL"),
            ("вьетнаму", "VNM"),
            ("ویتنام", "VNM"),
            ("монголии", "MNG"),
            ("norway", "NOR"),
            ("российской", "RUS"),
        ] {
            assert_eq!(
                area(word).map(|area| area.code().to_owned()).as_deref(),
                Some(code),
                "{word}"
            );
        }
        for word in ["trade", "turnover", "оборот", "million", "составил", "сша", "indicator", ""]
        {
            assert_eq!(area(word), None, "{word}");
        }
    }
}
