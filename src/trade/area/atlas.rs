//! The one table of areas, and how a text is matched with it: by code, by number or by whole name.
//!
//! `areas.txt` has a line an area: kind (c country, h historic, s special partner, g group, w World), code,
//! ISO alpha-2, M49, numbers in UN Comtrade, number at the IMF, first and last year as `1992-2006` with either end
//! left open, name, other names.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Area;
use super::fold::fold;

/// Kinds of areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaKind {
    /// A country or a territory of today.
    Country,
    /// One that has ended or changed its borders.
    Historic,
    /// A partner that is no single area: not specified, bunkers, free zones.
    Special,
    /// Several areas together.
    Group,
    /// All areas together.
    World,
}

/// Lists of area numbers. A number means nothing without its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// United Nations M49.
    M49,
    /// UN Comtrade and CEPII BACI: 842 is the United States, 699 India.
    Comtrade,
    /// International Monetary Fund.
    Imf,
}

impl Numbering {
    fn index(self) -> usize {
        match self {
            Self::M49 => 0,
            Self::Comtrade => 1,
            Self::Imf => 2,
        }
    }
}

/// What is known of an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaInfo {
    /// The area.
    pub area: Area,
    /// Its kind.
    pub kind: AreaKind,
    /// ISO alpha-2 code, or empty.
    pub alpha2: &'static str,
    /// First year in its borders, where trade statistics know another area before.
    pub since: Option<i32>,
    /// Last year, for historic areas.
    pub until: Option<i32>,
    /// English name.
    pub name: &'static str,
    /// Its numbers in each list, in the order of [`Numbering`], parted by blanks.
    numbers: [&'static str; 3],
}

impl AreaInfo {
    /// Its first number in a producer's list, if it has one there.
    #[must_use]
    pub fn number(&self, numbering: Numbering) -> Option<&'static str> {
        self.numbers[numbering.index()].split(' ').find(|number| !number.is_empty())
    }
}

/// Why a text is no area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AreaFault {
    /// No area has this name or code.
    Unknown {
        /// The most similar known name, to be offered and never taken.
        nearest: Option<&'static str>,
    },
    /// It holds characters that only look like those of a name.
    LookAlike {
        /// These characters.
        points: Vec<char>,
    },
    /// It looks like text that was decoded twice.
    DecodedTwice,
}

struct Atlas {
    areas: Vec<AreaInfo>,
    codes: BTreeMap<&'static str, usize>,
    names: BTreeMap<String, usize>,
    /// Every name, folded and as it stands, in the order of the list.
    all_names: Vec<(String, &'static str)>,
    numbers: [BTreeMap<&'static str, usize>; 3],
}

fn atlas() -> &'static Atlas {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    ATLAS.get_or_init(|| load(include_str!("areas.txt")))
}

fn load(text: &'static str) -> Atlas {
    let mut atlas = Atlas {
        areas: vec![],
        codes: BTreeMap::new(),
        names: BTreeMap::new(),
        all_names: vec![],
        numbers: [const { BTreeMap::new() }; 3],
    };
    for line in text.lines() {
        let cells: Vec<&'static str> = line.split('|').collect();
        let [kind, code, alpha2, m49, comtrade, imf, years, name, aliases] = cells[..] else {
            continue;
        };
        let Ok(area) = Area::from_code(code) else { continue };
        let index = atlas.areas.len();
        let (since, until) = years.split_once('-').unwrap_or_default();
        let (since, until) = (since.parse().ok(), until.parse().ok());
        let (kind, numbers) = (kind_of(kind), [m49, comtrade, imf]);
        atlas.areas.push(AreaInfo { area, kind, alpha2, since, until, name, numbers });
        atlas.codes.insert(code, index);
        for name in [name].into_iter().chain(aliases.split(';')).filter(|name| !name.is_empty()) {
            atlas.names.insert(fold(name), index);
            atlas.all_names.push((fold(name), name));
        }
        if !alpha2.is_empty() {
            atlas.codes.insert(alpha2, index);
        }
        for (list, own) in atlas.numbers.iter_mut().zip(numbers) {
            list.extend(own.split(' ').filter(|n| !n.is_empty()).map(|n| (n, index)));
        }
    }
    atlas
}

fn kind_of(letter: &str) -> AreaKind {
    match letter {
        "h" => AreaKind::Historic,
        "s" => AreaKind::Special,
        "g" => AreaKind::Group,
        "w" => AreaKind::World,
        _ => AreaKind::Country,
    }
}

/// The area under exactly this code.
pub fn by_code(code: &str) -> Option<&'static AreaInfo> {
    atlas().codes.get(code).map(|index| &atlas().areas[*index])
}

/// The area under this number, with or without leading zeros.
pub fn by_number(text: &str, numbering: Numbering) -> Option<Area> {
    let atlas = atlas();
    let list = &atlas.numbers[numbering.index()];
    let plain = text.trim_start_matches('0');
    let plain = if plain.is_empty() && !text.is_empty() { "0" } else { plain };
    let index = list.get(text).or_else(|| list.get(plain))?;
    Some(atlas.areas[*index].area)
}

/// The area of this code or whole name.
pub fn find(text: &str) -> Result<Area, AreaFault> {
    let text = text.trim();
    if let Some(info) = by_code(text) {
        return Ok(info.area);
    }
    let points: Vec<char> = text.chars().filter(|c| is_deceptive(*c, text)).collect();
    if !points.is_empty() {
        return Err(AreaFault::LookAlike { points });
    }
    if let Some(index) = atlas().names.get(&fold(text)) {
        return Ok(atlas().areas[*index].area);
    }
    if text.contains('\u{C3}') || text.contains("\u{E2}\u{20AC}") {
        return Err(AreaFault::DecodedTwice);
    }
    Err(AreaFault::Unknown { nearest: nearest(text) })
}

/// Characters without ink, and letters of another script among Latin ones.
fn is_deceptive(c: char, text: &str) -> bool {
    let invisible = c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    let foreign =
        matches!(c, '\u{370}'..='\u{52F}' | '\u{13A0}'..='\u{13FF}' | '\u{FF21}'..='\u{FF5A}');
    invisible || (foreign && text.chars().any(|c| c.is_ascii_alphabetic()))
}

/// The known name most like a text, if it is much like it.
fn nearest(text: &str) -> Option<&'static str> {
    const LEAST: f64 = 0.6;
    let folded = fold(text);
    let letters = folded.chars().count();
    // A name can be no more like the text than their lengths are: most are left out before they are compared.
    let in_reach = |known: &str| {
        let known = known.chars().count();
        letters.min(known) as f64 > LEAST * letters.max(known) as f64
    };
    let likeness = |known: &str| strsim::normalized_damerau_levenshtein(&folded, known);
    atlas()
        .all_names
        .iter()
        .filter(|(known, _)| in_reach(known))
        .map(|(known, name)| (likeness(known), *name))
        .filter(|(likeness, _)| *likeness > LEAST)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> String {
        find(text).map_or_else(|fault| format!("{fault:?}"), |area| area.code().to_owned())
    }

    #[test]
    fn no_two_areas_share_a_name_code_or_number() {
        let (mut names, mut codes) = (BTreeMap::new(), BTreeMap::new());
        for line in include_str!("areas.txt").lines() {
            let cells: Vec<&str> = line.split('|').collect();
            assert_eq!(cells.len(), 9, "{line}");
            for name in [cells[7]].into_iter().chain(cells[8].split(';')).filter(|n| !n.is_empty())
            {
                let other = names.insert(fold(name), cells[1]);
                assert!(other.is_none_or(|code| code == cells[1]), "{name}");
            }
            for (list, at) in [("code", 1), ("alpha2", 2), ("m49", 3), ("comtrade", 4), ("imf", 5)]
            {
                for number in cells[at].split(' ').filter(|n| !n.is_empty()) {
                    assert_eq!(codes.insert((list, number), cells[1]), None, "{list} {number}");
                }
            }
        }
    }

    #[test]
    fn names_are_told_apart() {
        for (name, expected) in [
            ("Niger", "NER"),
            ("Nigeria", "NGA"),
            ("Congo", "COG"),
            ("Dem. Rep. Congo", "COD"),
            ("Congo, Dem. Rep.", "COD"),
            ("Korea, Rep.", "KOR"),
            ("Dem. People's Rep. of Korea", "PRK"),
            ("China, Hong Kong SAR", "HKG"),
            ("China", "CHN"),
            ("Other Asia, nes", "S19"),
            ("NA", "NAM"),
            ("NO", "NOR"),
            ("Sudan (former)", "SDN736"),
            ("Sudan", "SDN"),
            ("Türkiye", "TUR"),
            ("World", "WLD"),
            ("_X", "_X"),
            ("Russian Federation", "RUS"),
            ("European Union (27)", "EU"),
        ] {
            assert_eq!(code(name), expected, "{name}");
        }
    }

    #[test]
    fn likeness_is_offered_and_never_taken() {
        assert_eq!(find("Afganistan"), Err(AreaFault::Unknown { nearest: Some("Afghanistan") }));
        assert!(matches!(find("Korea"), Err(AreaFault::Unknown { .. })));
        assert!(matches!(find("NaN"), Err(AreaFault::Unknown { .. })));
        assert_eq!(find("C\u{C3}\u{B4}te d'Ivoire"), Err(AreaFault::DecodedTwice));
    }

    #[test]
    fn look_alikes_are_refused_with_their_points() {
        assert_eq!(find("Fr\u{430}nce"), Err(AreaFault::LookAlike { points: vec!['\u{430}'] }));
        assert_eq!(find("\u{202E}ecnarF"), Err(AreaFault::LookAlike { points: vec!['\u{202E}'] }));
        assert_eq!(find("France\u{200B}"), Err(AreaFault::LookAlike { points: vec!['\u{200B}'] }));
    }

    #[test]
    fn numbers_belong_to_their_list() {
        let number = |text, list| by_number(text, list).map(|area| area.code().to_owned());
        assert_eq!(number("842", Numbering::Comtrade).as_deref(), Some("USA"));
        assert_eq!(number("842", Numbering::M49), None);
        assert_eq!(number("840", Numbering::M49).as_deref(), Some("USA"));
        assert_eq!(number("356", Numbering::M49).as_deref(), Some("IND"));
        assert_eq!(number("699", Numbering::Comtrade).as_deref(), Some("IND"));
        assert_eq!(number("004", Numbering::Comtrade).as_deref(), Some("AFG"));
        assert_eq!(number("922", Numbering::Imf).as_deref(), Some("RUS"));
        assert_eq!(number("0", Numbering::Comtrade).as_deref(), Some("WLD"));
    }
}
