//! Every name and number that real files have for an area is known, and a name and the number beside it mean the
//! same one.

use bilat::read::{self, DatasetSpec, Document, Input, Sheet};
use bilat::trade::{Area, Numbering};

use crate::shared::folder;

fn sheet(path: &str) -> Option<Sheet> {
    let (folder_, name) = path.rsplit_once('/').unwrap();
    let file = folder(&format!("data/{folder_}"))?.join(name);
    let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{path}: {error}"));
    let input = Input { dataset: "d", path: name, bytes: &bytes };
    match read::open(input, &DatasetSpec::default(), Some("windows-1252")) {
        (Some(Document::Sheet(sheet)), _) => Some(sheet),
        (None, messages) => panic!("{path}: {messages:?}"),
    }
}

/// Cells that stand for "none" or "all" and are for the sources to know.
const NO_AREAS: [&str; 6] = ["", "...", "N/A", "_X", "X1", "X2"];

/// Wrong in the files themselves, or of two areas at once: decoded from another encoding, `CS` of Czechoslovakia
/// and of Serbia and Montenegro, codes of groups of the statistics division.
const REFUSED: [&str; 3] = ["C\u{d9}te d'Ivoire", "CS", "R4"];

/// Names of a column that no area has.
fn unknown(sheet: &Sheet, column: &str) -> Vec<String> {
    let index = sheet.column(column).unwrap_or_else(|| panic!("no `{column}`"));
    let mut names: Vec<String> = (0..sheet.len())
        .map(|row| sheet.cell(row, index).trim().to_owned())
        .filter(|name| {
            ![&NO_AREAS[..], &REFUSED].concat().contains(&name.as_str())
                && Area::find(name).is_err()
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn every_name_in_the_real_files_is_known() {
    let mut lacking = vec![];
    for (path, columns) in [
        (
            "comtrade-legacy/uncomtrade_legacy_169reporters_world_5divisions_sitc4_2010-2014.csv",
            &["Reporter", "Partner", "Reporter ISO", "Partner ISO"][..],
        ),
        (
            "comtrade-plus/uncomtrade_plus_chn_deu_usa_total_2022.csv",
            &["reporterDesc", "partnerDesc", "reporterISO", "partnerISO"],
        ),
        (
            "comtrade-plus/uncomtrade_plus_thailand_hs8542_imports_2014-2024.xlsx",
            &["reporterDesc", "partnerDesc", "partnerISO"],
        ),
        (
            "comtrade-plus/uncomtrade_snakecase_thailand_shrimp_2007-2011.csv",
            &["reporter_desc", "partner_desc", "partner_iso"],
        ),
        (
            "baci/cepii_baci_country_codes_V202201.csv",
            &["country_name_abbreviation", "country_name_full", "iso_3digit_alpha"],
        ),
        (
            "baci/cepii_baci_country_codes_V202301.csv",
            &["country_name_abbreviation", "country_name_full", "iso_2digit_alpha"],
        ),
        ("baci/cepii_baci_bilateral_totals_2000-2020.csv", &["exporter", "importer"]),
        ("wits/wits_country_summary_AFG_1988-2015.csv", &["Reporter", "Partner"]),
        ("wits/wits_country_summary_KAZ_1988-2015.csv", &["Reporter", "Partner"]),
        ("wits/wits_country_summary_RUS_1988-2015.csv", &["Reporter", "Partner"]),
        ("wits/wits_country_summary_CHN_1988-2015.csv", &["Reporter", "Partner"]),
        ("wits/wits_country_summary_DEU_1988-2015.csv", &["Reporter", "Partner"]),
        ("wits/wits_country_summary_JPN_1988-2015.csv", &["Reporter", "Partner"]),
        ("wits/wits_partner_world_exports_2018.csv", &["Reporter Name", "Partner Name"]),
        ("trademap/itc_trademap_world_importers_2009-2020.txt", &["Importers"]),
        ("trademap/itc_trademap_world_exporters_2009-2020.txt", &["Exporters"]),
        ("trademap/itc_trademap_china_supplying_markets_of_imports_2009-2020.txt", &["Exporters"]),
        (
            "trademap/itc_trademap_germany_importing_markets_of_exports_2009-2020.txt",
            &["Importers"],
        ),
        ("ref/un_comtrade_area_codes.csv", &["country", "iso_3"]),
        ("ref/un_comtrade_areas_nes.csv", &["text"]),
    ] {
        let Some(sheet) = sheet(path) else { return };
        for column in columns {
            lacking.extend(
                unknown(&sheet, column).into_iter().map(|name| format!("{path} {column}: {name}")),
            );
        }
    }
    assert!(lacking.is_empty(), "{} names are unknown:\n{}", lacking.len(), lacking.join("\n"));
}

#[test]
fn a_name_and_the_number_beside_it_are_one_area() {
    let mut differing = vec![];
    for (path, number, name) in [
        (
            "comtrade-legacy/uncomtrade_legacy_169reporters_world_5divisions_sitc4_2010-2014.csv",
            "Reporter Code",
            "Reporter",
        ),
        ("comtrade-plus/uncomtrade_plus_chn_deu_usa_total_2022.csv", "partnerCode", "partnerDesc"),
        (
            "comtrade-plus/uncomtrade_plus_thailand_hs8542_imports_2014-2024.xlsx",
            "partnerCode",
            "partnerDesc",
        ),
        (
            "comtrade-plus/uncomtrade_snakecase_thailand_shrimp_2007-2011.csv",
            "partner_code",
            "partner_desc",
        ),
        ("ref/un_comtrade_area_codes.csv", "id", "country"),
        ("baci/cepii_baci_country_codes_V202301.csv", "country_code", "country_name_full"),
    ] {
        let Some(sheet) = sheet(path) else { return };
        let (number, name) = (sheet.column(number).unwrap(), sheet.column(name).unwrap());
        for row in 0..sheet.len() {
            let by_number = Area::by_number(sheet.cell(row, number), Numbering::Comtrade);
            let by_name = Area::find(sheet.cell(row, name)).ok();
            // BACI calls Taiwan what UN Comtrade calls Other Asia, not elsewhere specified.
            let is_baci = sheet.cell(row, number) == "490";
            if by_number.is_none() || (by_number != by_name && !is_baci) {
                let cells = (sheet.cell(row, number), sheet.cell(row, name));
                differing.push(format!("{path}: {cells:?} {by_number:?} {by_name:?}"));
            }
        }
    }
    differing.sort();
    differing.dedup();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn what_could_be_two_areas_is_neither() {
    for name in [
        "Korea",
        "Guinea Equatorial",
        "Samoa (Western or American)",
        "Virgin Islands",
        "China SAR",
        "Congo Republic of the Democratic",
        "Ireland (Northern)",
        "Sudan South Former",
        "St. Martin",
    ] {
        let found = Area::find(name);
        assert!(found.is_err(), "`{name}` is taken for {found:?}");
    }
    for (name, code) in [
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Dominica", "DMA"),
        ("Dominican Rep.", "DOM"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Equatorial Guinea", "GNQ"),
        ("Papua New Guinea", "PNG"),
        ("Samoa", "WSM"),
        ("American Samoa", "ASM"),
        ("Korea, North", "PRK"),
        ("Korea, South", "KOR"),
        ("Rep. of Korea", "KOR"),
        ("Congo (Kinshasa)", "COD"),
        ("Congo (Brazzaville)", "COG"),
        ("British Virgin Islands", "VGB"),
        ("US Virgin Islands", "VIR"),
        ("Macao", "MAC"),
        ("Hong Kong", "HKG"),
        ("Ireland", "IRL"),
        ("United Kingdom", "GBR"),
        ("Oman", "OMN"),
        ("Romania", "ROU"),
        ("Mali", "MLI"),
        ("Malawi", "MWI"),
        ("Austria", "AUT"),
        ("Australia", "AUS"),
        ("Iran", "IRN"),
        ("Iraq", "IRQ"),
        ("Slovakia", "SVK"),
        ("Slovenia", "SVN"),
    ] {
        assert_eq!(
            Area::find(name).map(|area| area.code().to_owned()),
            Ok(code.to_owned()),
            "{name}"
        );
    }
}
