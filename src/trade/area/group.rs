//! Who belonged to which group in which year. Groups without a list here are groups all the same.

use super::Area;

/// Group, first and last year of these members, members.
type Membership = (&'static str, i32, i32, &'static [&'static str]);

const OPEN: i32 = i32::MAX;

static MEMBERSHIPS: &[Membership] = &[
    ("EU", 1958, OPEN, &["BEL", "DEU", "FRA", "ITA", "LUX", "NLD"]),
    ("EU", 1958, 1998, &["BLX"]),
    ("EU", 1958, 1990, &["DEU280"]),
    ("EU", 1973, OPEN, &["DNK", "IRL"]),
    ("EU", 1973, 2019, &["GBR"]),
    ("EU", 1981, OPEN, &["GRC"]),
    ("EU", 1986, OPEN, &["ESP", "PRT"]),
    ("EU", 1995, OPEN, &["AUT", "FIN", "SWE"]),
    ("EU", 2004, OPEN, &["CYP", "CZE", "EST", "HUN", "LVA", "LTU", "MLT", "POL", "SVK", "SVN"]),
    ("EU", 2007, OPEN, &["BGR", "ROU"]),
    ("EU", 2013, OPEN, &["HRV"]),
    ("ASEAN", 1967, OPEN, &["IDN", "MYS", "PHL", "SGP", "THA"]),
    ("ASEAN", 1984, OPEN, &["BRN"]),
    ("ASEAN", 1995, OPEN, &["VNM"]),
    ("ASEAN", 1997, OPEN, &["LAO", "MMR"]),
    ("ASEAN", 1999, OPEN, &["KHM"]),
    ("EAEU", 2015, OPEN, &["ARM", "BLR", "KAZ", "KGZ", "RUS"]),
    ("GCC", 1981, OPEN, &["ARE", "BHR", "KWT", "OMN", "QAT", "SAU"]),
    ("MERCSR", 1991, OPEN, &["ARG", "BRA", "PRY", "URY"]),
    ("USMCA", 1994, OPEN, &["CAN", "MEX", "USA"]),
    ("EFTA", 1995, OPEN, &["CHE", "ISL", "LIE", "NOR"]),
    ("R_NAM", 1900, OPEN, &["BMU", "CAN", "USA"]),
    ("R_SAS", 1900, OPEN, &["AFG", "BGD", "BTN", "IND", "LKA", "MDV", "NPL", "PAK"]),
];

/// Areas that ended, with those that followed.
static SUCCESSORS: &[(&str, &[&str])] = &[
    ("SDN736", &["SDN", "SSD"]),
    ("SCG", &["SRB", "MNE"]),
    ("BLX", &["BEL", "LUX"]),
    ("CSK", &["CZE", "SVK"]),
    ("DEU280", &["DEU"]),
    ("DDR", &["DEU"]),
    ("ANT", &["CUW", "SXM", "BES"]),
    ("YEM886", &["YEM"]),
    ("YMD", &["YEM"]),
    ("ETH230", &["ETH", "ERI"]),
    ("IND356", &["IND"]),
    ("YUG", &["BIH", "HRV", "MKD", "MNE", "SCG", "SRB", "SVN"]),
    ("ZA1", &["ZAF", "BWA", "LSO", "NAM", "SWZ"]),
    (
        "SUN",
        &[
            "ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "KGZ", "LTU", "LVA", "MDA", "RUS", "TJK",
            "TKM", "UKR", "UZB",
        ],
    ),
];

/// The areas that followed one that ended.
pub fn successors(code: &str) -> Vec<Area> {
    let found = SUCCESSORS.iter().find(|(ended, _)| *ended == code);
    found
        .into_iter()
        .flat_map(|(_, codes)| *codes)
        .filter_map(|c| Area::from_code(c).ok())
        .collect()
}

/// The members of a group in a year.
pub fn members(group: &str, year: i32) -> Vec<Area> {
    let in_force = |m: &&Membership| m.0 == group && (m.1..=m.2).contains(&year);
    let codes = MEMBERSHIPS.iter().filter(in_force).flat_map(|m| m.3.iter());
    codes.filter_map(|code| Area::from_code(code).ok()).collect()
}

/// Years from which a group has other members than before.
pub fn changes(group: &str) -> Vec<i32> {
    let of_group = MEMBERSHIPS.iter().filter(|m| m.0 == group);
    let founded = of_group.clone().map(|m| m.1).min();
    let mut years: Vec<i32> = of_group
        .flat_map(|m| [Some(m.1), (m.2 != OPEN).then(|| m.2 + 1)])
        .flatten()
        .filter(|year| Some(*year) != founded)
        .collect();
    years.sort_unstable();
    years.dedup();
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn membership_follows_the_year() {
        let count = |group, year| members(group, year).len();
        assert_eq!((count("EU", 2012), count("EU", 2013), count("EU", 2020)), (27, 28, 27));
        assert_eq!(count("ASEAN", 2022), 10);
        assert!(members("EU", 2019).contains(&Area::from_code("GBR").unwrap()));
        assert_eq!(changes("ASEAN"), [1984, 1995, 1997, 1999]);
        assert!(changes("EU").contains(&2020) && changes("EAEU").is_empty());
        assert_eq!(successors("SCG").len(), 2);
        assert!(
            SUCCESSORS.iter().all(|(ended, _)| Area::from_code(ended).unwrap().info().is_some())
        );
        assert!(
            MEMBERSHIPS
                .iter()
                .flat_map(|m| m.3)
                .all(|c| Area::from_code(c).unwrap().info().is_some())
        );
    }
}
