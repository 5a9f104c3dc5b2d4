//! The regression cases of `formulas.md` 10.3 that a table settles before any indicator sees it.
//!
//! The cases of reconciliation and freight (equally reliable reporters, exports beside their mirror, a landlocked
//! importer, a flat rate) stand with reconciliation; those of series and parts in `vectors`.

use bilat::diag::Diagnostic;
use bilat::read::{DatasetSpec, Input};
use bilat::series::{Series, Value};
use bilat::source::read_dataset;
use bilat::table::{Selector, Table};
use bilat::trade::{Area, Commodity, Flow, Frequency};

use crate::samples::{form, points};

const HEADER: &str = "reporter,partner,flow,period,hs,value_usd";

/// A table of one's own, from its rows.
fn read(rows: &[&str]) -> (Table, Vec<Diagnostic>) {
    read_text(&format!("{HEADER}\n{}\n", rows.join("\n")))
}

fn read_text(text: &str) -> (Table, Vec<Diagnostic>) {
    let input = Input { dataset: "d", path: "d.csv", bytes: text.as_bytes() };
    read_dataset(input, &DatasetSpec::default())
}

fn series(table: &Table, partner: &str, flow: Flow, code: &str) -> Series {
    let selector = Selector {
        dataset: None,
        reporter: Area::from_code("RUS").unwrap(),
        partner: Area::from_code(partner).unwrap(),
        flow,
        commodity: Commodity::parse(code).unwrap(),
        frequency: Frequency::Annual,
    };
    table.series("s", &selector).0
}

fn mids(series: &Series) -> Vec<f64> {
    series.known().map(|(_, estimate)| estimate.mid()).collect()
}

fn warns(found: &[Diagnostic], code: &str) -> bool {
    found.iter().any(|diagnostic| diagnostic.code == code)
}

#[test]
fn annual_70_and_months_summing_to_60_are_never_130() {
    let months = [(1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30)].map(|(month, last)| {
        format!("RUS,AFG,export,2023-{month:02}-01,2023-{month:02}-{last},TOTAL,10\n")
    });
    let text = format!(
        "reporter,partner,flow,period_start,period_end,hs,value_usd\n\
         RUS,AFG,export,2023-01-01,2023-12-31,TOTAL,70\n{}",
        months.concat()
    );
    let (table, found) = read_text(&text);
    assert!(warns(&found, "T105"), "{found:?}");
    assert_eq!(mids(&series(&table, "AFG", Flow::Export, "TOTAL")), [70.0]);
}

#[test]
fn unspecified_partners_of_a_third_are_warned_of() {
    let rows = [
        "RUS,WLD,export,2023,TOTAL,100",
        "RUS,AFG,export,2023,TOTAL,60",
        "RUS,_X,export,2023,TOTAL,30",
        "RUS,UZB,export,2023,TOTAL,10",
    ];
    let (table, found) = read(&rows);
    let told = found.iter().find(|d| d.code == "T216").expect("T216");
    assert!(told.title.contains("30 %"), "{}", told.title);
    let total = series(&table, "WLD", Flow::Export, "TOTAL");
    let sides = [series(&table, "_X", Flow::Export, "TOTAL"), total];
    let share = points("share", &sides, &form(""))[0].value.known().unwrap();
    assert!((share.mid() - 0.3).abs() < 1e-12);
}

#[test]
fn of_conditions_all_must_hold() {
    // One of two partners, and exports: the imports of the one are out.
    let (table, _) = read(&["RUS,AFG,import,2023,TOTAL,7", "RUS,UZB,export,2023,TOTAL,9"]);
    assert!(series(&table, "AFG", Flow::Export, "TOTAL").points.is_empty());
    assert_eq!(mids(&series(&table, "UZB", Flow::Export, "TOTAL")), [9.0]);
}

#[test]
fn imports_and_exports_of_one_year_are_two_numbers() {
    let (table, _) = read(&["RUS,AFG,import,2023,TOTAL,70", "RUS,AFG,export,2023,TOTAL,30"]);
    assert_eq!(mids(&series(&table, "AFG", Flow::Import, "TOTAL")), [70.0]);
    assert_eq!(mids(&series(&table, "AFG", Flow::Export, "TOTAL")), [30.0]);
}

#[test]
fn nested_codes_are_100_and_never_300() {
    let rows = [
        "RUS,AFG,export,2023,01,100",
        "RUS,AFG,export,2023,0101,100",
        "RUS,AFG,export,2023,010121,100",
    ];
    let (table, _) = read(&rows);
    for code in ["TOTAL", "01", "0101", "010121"] {
        assert_eq!(mids(&series(&table, "AFG", Flow::Export, code)), [100.0], "{code}");
    }
}

#[test]
fn niger_is_not_nigeria_and_southern_africa_no_area() {
    assert_eq!(Area::find("Niger").unwrap().code(), "NER");
    let southern = Area::find("Southern Africa").ok();
    assert!(southern.is_none_or(|area| !area.is_single() && area.code() != "ZAF"), "{southern:?}");
    let (_, found) = read(&["RUS,Southern Africa,export,2023,TOTAL,5"]);
    assert!(warns(&found, "S211"), "{found:?}");
}

#[test]
fn a_reporter_that_falls_silent_leaves_missing_points() {
    let rows = ["RUS,AFG,export,2019,TOTAL,5", "RUS,AFG,export,2022,TOTAL,6"];
    let (table, _) = read(&rows);
    let found = series(&table, "AFG", Flow::Export, "TOTAL");
    assert_eq!(found.points.len(), 4, "the axis is continuous");
    assert!(matches!(found.points[1].value, Value::Missing(_)));
}

#[test]
fn one_flow_in_nine_rows_is_one_row() {
    let row = |transport: u32, customs: &str, value: u32| {
        format!(
            "{{\"typeCode\":\"C\",\"freqCode\":\"A\",\"refYear\":2022,\"period\":\"2022\",\"reporterISO\":\"KAZ\",\
             \"reporterCode\":398,\"flowCode\":\"M\",\"partnerISO\":\"RUS\",\"partnerCode\":643,\"partner2Code\":0,\
             \"classificationCode\":\"H6\",\"cmdCode\":\"110100\",\"customsCode\":\"{customs}\",\"motCode\":{transport},\
             \"qty\":null,\"netWgt\":null,\"cifvalue\":{value},\"fobvalue\":null,\"primaryValue\":{value},\
             \"isAggregate\":false}}"
        )
    };
    let parts = [(1000, 10), (2000, 40), (2100, 50)];
    let mut rows = vec![row(0, "C00", 100)];
    rows.extend(parts.iter().map(|(transport, value)| row(*transport, "C00", *value)));
    rows.extend(["C01", "C02"].map(|customs| row(0, customs, 50)));
    rows.extend(parts.iter().map(|(transport, value)| row(*transport, "C01", *value)));
    assert_eq!(rows.len(), 9);
    let text = format!("{{\"count\":9,\"data\":[{}],\"error\":\"\"}}", rows.join(","));
    let input = Input { dataset: "d", path: "d.json", bytes: text.as_bytes() };
    let (table, found) = read_dataset(input, &DatasetSpec::default());
    let told = found.iter().find(|d| d.code == "T101").unwrap_or_else(|| panic!("{found:?}"));
    assert!(told.title.starts_with("8 rows"), "{}", told.title);
    assert_eq!(table.rows().len(), 1);
    assert_eq!(table.rows()[0].thousandths(), 100_000);
}
