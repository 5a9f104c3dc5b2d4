//! Real files of every format: read right, or refused for a stated reason.

use bilat::read::{DatasetSpec, Input};
use bilat::source::read_dataset;
use bilat::table::{Selector, Table};
use bilat::trade::{Area, Commodity, Flow, Frequency};

use crate::shared::{drawn, folder};

fn table(path: &str, spec: &DatasetSpec) -> Option<Table> {
    let (folder_, name) = path.rsplit_once('/').unwrap();
    let path = folder(&format!("data/{folder_}"))?.join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (table, messages) = read_dataset(Input { dataset: "d", path: name, bytes: &bytes }, spec);
    assert!(!table.is_empty(), "{name}: {}", drawn(&messages));
    Some(table)
}

fn values(
    table: &Table,
    reporter: &str,
    partner: &str,
    flow: Flow,
    code: &str,
) -> Vec<(String, f64)> {
    let selector = Selector {
        dataset: None,
        reporter: Area::find(reporter).unwrap(),
        partner: Area::find(partner).unwrap(),
        flow,
        commodity: Commodity::parse(code).unwrap(),
        frequency: Frequency::Annual,
    };
    let (series, _) = table.series("s", &selector);
    series.known().map(|(point, estimate)| (point.period.to_string(), estimate.mid())).collect()
}

fn value(
    table: &Table,
    reporter: &str,
    partner: &str,
    flow: Flow,
    code: &str,
    year: &str,
) -> Option<f64> {
    values(table, reporter, partner, flow, code)
        .into_iter()
        .find(|(y, _)| y == year)
        .map(|(_, v)| v)
}

#[test]
fn baci_totals_agree_with_russian_customs() {
    let Some(table) =
        table("baci/cepii_baci_bilateral_totals_2000-2020.csv", &DatasetSpec::default())
    else {
        return;
    };
    assert_eq!(table.rows().len(), 581_494);
    let exports = value(&table, "RUS", "AFG", Flow::Export, "TOTAL", "2020").unwrap();
    let imports = value(&table, "AFG", "RUS", Flow::Export, "TOTAL", "2020").unwrap();
    assert!(
        (exports / 1e6 - 150.9).abs() < 0.05 && (imports / 1e6 - 3.4).abs() < 0.05,
        "{exports} {imports}"
    );
    assert_eq!(values(&table, "RUS", "IRN", Flow::Export, "TOTAL").last().unwrap().0, "2019");
}

#[test]
fn comtrade_plus_web_download_is_read_to_the_dollar() {
    let Some(table) =
        table("comtrade-plus/uncomtrade_plus_chn_deu_usa_total_2022.csv", &DatasetSpec::default())
    else {
        return;
    };
    assert_eq!(table.rows().len(), 1_352);
    assert_eq!(value(&table, "CHN", "CHN", Flow::Import, "TOTAL", "2022"), Some(122_883_424_107.0));
    assert_eq!(
        value(&table, "USA", "WLD", Flow::Import, "TOTAL", "2022"),
        Some(3_372_902_165_775.0)
    );
    let usa = table
        .rows()
        .iter()
        .find(|row| {
            row.line > 0
                && row.reporter.code() == "USA"
                && row.partner == Area::WORLD
                && row.flow == Flow::Import
        })
        .unwrap();
    assert_eq!(usa.fob_value.unwrap().dollars(), 3_243_389_128_166.0);
}

#[test]
fn breakdown_rows_leave_the_totals() {
    let Some(table) =
        table("synthetic/synthetic_plus_breakdowns_2022.csv", &DatasetSpec::default())
    else {
        return;
    };
    for (partner, expected) in [
        ("WLD", 61_590_567.0),
        ("RUS", 41_250_300.0),
        ("CHN", 2_310_444.0),
        ("CIV", 90_017.0),
        ("USA", 1_204_551.0),
        ("AFG", 318_220.0),
        ("UZB", 3_900_125.0),
        ("TUR", 5_512_008.0),
        ("DEU", 7_004_902.0),
    ] {
        assert_eq!(
            value(&table, "KAZ", partner, Flow::Import, "110100", "2022"),
            Some(expected),
            "{partner}"
        );
    }
}

#[test]
fn years_and_months_stay_apart() {
    let Some(table) =
        table("synthetic/synthetic_plus_annual_and_monthly_2022-2023.csv", &DatasetSpec::default())
    else {
        return;
    };
    let annual = |partner, year| value(&table, "RUS", partner, Flow::Export, "110100", year);
    assert_eq!(annual("KAZ", "2022"), Some(20_118_440.0));
    assert_eq!(annual("CHN", "2023"), Some(90_400_000.0));
    assert_eq!((annual("AFG", "2022"), annual("AFG", "2023")), (Some(19_004_210.0), None));
}

#[test]
fn nested_levels_and_groups_are_never_added() {
    let Some(nested) =
        table("synthetic/synthetic_plus_nested_hs_2022.csv", &DatasetSpec::default())
    else {
        return;
    };
    assert_eq!(value(&nested, "RUS", "AFG", Flow::Export, "TOTAL", "2022"), Some(209_061_335.0));
    let Some(regions) =
        table("synthetic/synthetic_plus_world_partners_regions_2022.csv", &DatasetSpec::default())
    else {
        return;
    };
    assert_eq!(value(&regions, "RUS", "WLD", Flow::Export, "TOTAL", "2022"), Some(5_816_278_548.0));
    assert_eq!(value(&regions, "RUS", "EU", Flow::Export, "TOTAL", "2022"), Some(2_353_826_249.0));
    let selector = Selector {
        dataset: None,
        reporter: Area::find("RUS").unwrap(),
        partner: Area::WORLD,
        flow: Flow::Export,
        commodity: Commodity::total(),
        frequency: Frequency::Annual,
    };
    let parts: f64 = regions
        .partners(&selector)
        .iter()
        .filter_map(|partner| value(&regions, "RUS", partner.code(), Flow::Export, "TOTAL", "2022"))
        .sum();
    assert_eq!(parts, 5_816_278_548.0);
}

#[test]
fn recorded_bodies_hold_their_figures() {
    let Some(china) =
        table("comtrade-plus/uncomtrade_api_china_goods_total_2010.json", &DatasetSpec::default())
    else {
        return;
    };
    assert_eq!(value(&china, "CHN", "ARG", Flow::Import, "TOTAL", "2010"), Some(6_804_128_143.0));
    let Some(chile) = table("ots/ots_api_chl_arg_2002_yrp.yml", &DatasetSpec::default()) else {
        return;
    };
    assert_eq!(value(&chile, "CHL", "ARG", Flow::Import, "TOTAL", "2002"), Some(919_280_993.0));
    assert_eq!(value(&chile, "CHL", "ARG", Flow::Export, "TOTAL", "2002"), Some(191_070_218.0));
    let Some(world) = table("ots/ots_api_chl_arg_2002_yrpc.yml", &DatasetSpec::default()) else {
        return;
    };
    assert_eq!(value(&world, "CHL", "ARG", Flow::Import, "TOTAL", "2002"), Some(919_280_993.0));
}

#[test]
fn workbooks_are_read_to_the_dollar() {
    let Some(thailand) = table(
        "comtrade-plus/uncomtrade_plus_thailand_hs8542_imports_2014-2024.xlsx",
        &DatasetSpec::default(),
    ) else {
        return;
    };
    assert_eq!(thailand.rows().len(), 1_178);
    let Some(usa) = table(
        "us-census/us_census_goods_by_country_monthly_1985-2023.xlsx",
        &DatasetSpec::default(),
    ) else {
        return;
    };
    assert_eq!(value(&usa, "USA", "WLD", Flow::Import, "TOTAL", "1987"), Some(406_241_000_000.0));
    assert_eq!(value(&usa, "USA", "WLD", Flow::Import, "TOTAL", "2023"), None);
    let spec = DatasetSpec {
        sheet: Some("Russia".into()),
        reporter: Some("RUS".into()),
        flow: Some("import".into()),
        unit: Some("USD".into()),
        ..DatasetSpec::default()
    };
    let Some(imf) = table("imf/imf_dots_imports_5countries_1948-2019.xlsx", &spec) else { return };
    assert!(value(&imf, "RUS", "CHN", Flow::Import, "TOTAL", "2019").is_some());
}

#[test]
fn legacy_files_keep_codes_and_flags_apart() {
    let Some(indonesia) = table(
        "comtrade-legacy/uncomtrade_legacy_indonesia_world_hs6_2018-2019.csv",
        &DatasetSpec::default(),
    ) else {
        return;
    };
    assert_eq!(indonesia.rows().len(), 8_857);
    assert_eq!(value(&indonesia, "IDN", "WLD", Flow::Export, "010392", "2018"), Some(55_930_137.0));
    let Some(china) = table(
        "comtrade-legacy/uncomtrade_legacy_china_5partners_sitc4_2010-2014.csv",
        &DatasetSpec::default(),
    ) else {
        return;
    };
    assert_eq!(value(&china, "CHN", "DEU", Flow::Import, "00", "2010"), Some(2_062_530.0));
}

#[test]
fn tables_that_do_not_name_their_reporter_need_it_declared() {
    let reporter =
        |code: &str| DatasetSpec { reporter: Some(code.into()), ..DatasetSpec::default() };
    let path = "trademap/itc_trademap_china_importing_markets_of_exports_2009-2020.txt";
    let Some(china) = table(path, &reporter("CHN")) else { return };
    assert_eq!(value(&china, "CHN", "USA", Flow::Export, "TOTAL", "2009"), Some(221_295_020_000.0));
    assert_eq!(
        value(&china, "CHN", "WLD", Flow::Export, "TOTAL", "2020"),
        Some(2_590_607_686_000.0)
    );
    let path = "trademap/itc_trademap_china_products_exported_2009-2020.txt";
    let Some(products) = table(path, &reporter("CHN")) else { return };
    assert_eq!(value(&products, "CHN", "WLD", Flow::Export, "85", "2009"), Some(301_099_032_000.0));
}

#[test]
fn world_bank_and_eurostat_files_are_read_once_declared() {
    let spec = DatasetSpec { encoding: Some("windows-1252".into()), ..DatasetSpec::default() };
    let Some(world) = table("wits/wits_partner_world_exports_2018.csv", &spec) else { return };
    assert_eq!(value(&world, "WLD", "AFG", Flow::Export, "TOTAL", "2018"), Some(8_009_256_620.0));
    let Some(russia) =
        table("wits/wits_country_summary_RUS_1988-2015.csv", &DatasetSpec::default())
    else {
        return;
    };
    assert_eq!(value(&russia, "RUS", "CHN", Flow::Import, "TOTAL", "2015"), Some(35_199_260_000.0));
    let spec = DatasetSpec { commodity: Some("3915".into()), ..DatasetSpec::default() };
    let Some(plastics) =
        table("eurostat/eurostat_comext_eu_plastic_waste_imports_monthly_2015-2024.csv", &spec)
    else {
        return;
    };
    assert_eq!(plastics.rows().len(), 120);
    assert_eq!(plastics.rows()[0].net_weight_g, Some(30_298_481_000));
}

#[test]
fn every_file_is_read_or_refused_for_a_stated_reason() {
    for folder_ in [
        "baci",
        "comtrade-legacy",
        "comtrade-plus",
        "eurostat",
        "imf",
        "ots",
        "trademap",
        "us-census",
        "wits",
    ] {
        let Some(root) = folder(&format!("data/{folder_}")) else { return };
        for entry in std::fs::read_dir(root).unwrap() {
            let path = entry.unwrap().path();
            let (found, messages) = crate::shared::look(&path, &DatasetSpec::default());
            let refused = messages.iter().any(bilat::diag::Diagnostic::is_error);
            assert!(
                found.observations > 0 || found.codes > 0 || refused,
                "{}: nothing, and no reason",
                path.display()
            );
        }
    }
}
