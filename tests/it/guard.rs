//! The double-count guard on the fixtures of the trap list: what the naive sum would be, what can be had instead, and
//! the code that says so.

use bilat::diag::Diagnostic;
use bilat::series::Coverage;
use bilat::table::{DatasetInfo, Observation, Rules, Selector, Table, TableBuilder};
use bilat::trade::{
    Area, Classification, Commodity, Estimate, Flow, Frequency, Money, ObsStatus, Period,
};

/// `reporter partner flow period code value [classification]`, a row a line from line 2.
fn observation(line: u32, text: &str) -> Observation {
    let cells: Vec<&str> = text.split_whitespace().collect();
    let area = |text: &str| Area::from_code(text).unwrap();
    let flow = match cells[2] {
        "X" => Flow::Export,
        "M" => Flow::Import,
        "RX" => Flow::ReExport,
        _ => Flow::ReImport,
    };
    let period: Period = cells[3].parse().unwrap();
    let mut row = Observation::new(line, area(cells[0]), area(cells[1]), flow, period);
    row.commodity = Commodity::parse(cells[4]).unwrap();
    row.primary_value = Some(Money::from_thousandths(cells[5].parse::<i64>().unwrap() * 1_000));
    if let Some(classification) = cells.get(6) {
        row.classification = classification.parse::<Classification>().unwrap();
    }
    row
}

fn built(rows: impl IntoIterator<Item = Observation>) -> (Table, Vec<Diagnostic>) {
    let info = DatasetInfo { id: "d".into(), path: "d.csv".into(), ..DatasetInfo::default() };
    let mut builder = TableBuilder::new(info, Rules::default());
    rows.into_iter().for_each(|row| builder.push(row));
    builder.finish()
}

fn table(rows: &[&str]) -> (Table, Vec<String>) {
    let (table, found) =
        built(rows.iter().enumerate().map(|(index, row)| observation(index as u32 + 2, row)));
    (table, codes(&found))
}

fn codes(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|message| format!("{} {}", message.code, message.title)).collect()
}

fn has(found: &[String], code: &str) -> bool {
    found.iter().any(|message| message.starts_with(code))
}

fn sum(table: &Table, query: &str) -> Option<f64> {
    let cells: Vec<&str> = query.split_whitespace().collect();
    let period: Period = cells[3].parse().unwrap();
    let selector = Selector {
        dataset: None,
        reporter: Area::from_code(cells[0]).unwrap(),
        partner: Area::from_code(cells[1]).unwrap(),
        flow: match cells[2] {
            "X" => Flow::Export,
            "M" => Flow::Import,
            _ => Flow::ReExport,
        },
        commodity: Commodity::parse(cells[4]).unwrap(),
        frequency: period.frequency(),
    };
    let (series, _) = table.series("s", &selector);
    series.at(period).and_then(|point| point.value.known()).map(Estimate::mid)
}

#[test]
fn world_100_with_partners_90_is_100_and_10_are_not_specified() {
    let (table, found) =
        table(&["RUS WLD X 2020 TOTAL 100", "RUS AFG X 2020 TOTAL 60", "RUS CHN X 2020 TOTAL 30"]);
    assert_eq!(sum(&table, "RUS WLD X 2020 TOTAL"), Some(100.0));
    assert!(has(&found, "T102") && has(&found, "T114"), "{found:?}");
    assert!(found.iter().any(|m| m.contains("fall short of the World row by 10")), "{found:?}");
    let rest =
        table.unspecified(Area::from_code("RUS").unwrap(), Flow::Export, "2020".parse().unwrap());
    assert_eq!(rest, Some(10_000));
}

#[test]
fn a_group_beside_its_members_leaves_75_of_135() {
    let (table, found) = table(&[
        "RUS EU X 2020 TOTAL 60",
        "RUS DEU X 2020 TOTAL 40",
        "RUS FRA X 2020 TOTAL 20",
        "RUS CHN X 2020 TOTAL 15",
    ]);
    assert_eq!(sum(&table, "RUS WLD X 2020 TOTAL"), Some(75.0));
    assert!(has(&found, "T103"), "{found:?}");
}

#[test]
fn total_and_two_four_six_digits_are_100_not_370() {
    let (table, found) = table(&[
        "RUS AFG X 2020 TOTAL 100",
        "RUS AFG X 2020 11 90",
        "RUS AFG X 2020 10 10",
        "RUS AFG X 2020 1101 90",
        "RUS AFG X 2020 110100 80",
    ]);
    assert_eq!(sum(&table, "RUS AFG X 2020 TOTAL"), Some(100.0));
    assert!(has(&found, "T104"), "{found:?}");
}

#[test]
fn rows_by_transport_and_customs_procedure_are_set_aside() {
    let base = observation(2, "CHE WLD X 2023 TOTAL 100");
    let part = |line: u32, value: i64, change: &dyn Fn(&mut Observation)| {
        let mut row = observation(line, &format!("CHE WLD X 2023 TOTAL {value}"));
        change(&mut row);
        row
    };
    let rows = vec![
        base,
        part(3, 40, &|row| row.mode_of_transport = 1000),
        part(4, 60, &|row| row.mode_of_transport = 2000),
        part(5, 90, &|row| row.customs_procedure = Some("C01".into())),
        part(6, 10, &|row| row.customs_procedure = Some("C03".into())),
    ];
    let (table, found) = built(rows);
    assert_eq!(sum(&table, "CHE WLD X 2023 TOTAL"), Some(100.0));
    assert!(codes(&found)[0].starts_with("T101 4 rows"), "{found:?}");
}

#[test]
fn rows_by_second_partner_are_set_aside() {
    let mut via = observation(3, "CHE AFG X 2023 TOTAL 100");
    via.second_partner = Area::from_code("DEU").ok();
    let (table, found) = built([observation(2, "CHE AFG X 2023 TOTAL 100"), via]);
    assert_eq!(sum(&table, "CHE AFG X 2023 TOTAL"), Some(100.0));
    assert!(has(&codes(&found), "T101"), "{found:?}");
}

#[test]
fn re_exports_lie_inside_exports() {
    let (table, found) = table(&["ARE AFG X 2020 TOTAL 100", "ARE AFG RX 2020 TOTAL 95"]);
    assert_eq!(sum(&table, "ARE AFG X 2020 TOTAL"), Some(100.0));
    assert_eq!(sum(&table, "ARE AFG RX 2020 TOTAL"), Some(95.0));
    assert!(has(&found, "T107"), "{found:?}");
}

#[test]
fn the_two_sides_of_a_flow_stand_side_by_side() {
    let (table, found) = built([
        observation(2, "RUS AFG X 2020 TOTAL 100"),
        observation(3, "AFG RUS M 2020 TOTAL 110"),
    ]);
    assert_eq!(sum(&table, "RUS AFG X 2020 TOTAL"), Some(100.0));
    assert_eq!(sum(&table, "AFG RUS M 2020 TOTAL"), Some(110.0));
    let message = found.iter().find(|message| message.code == "T106").unwrap();
    assert!(message.notes.iter().any(|note| note.contains("1.10")), "{message:?}");
}

#[test]
fn the_same_row_twice_is_refused_with_both_lines() {
    let (table, found) = table(&["RUS AFG X 2020 TOTAL 100", "RUS AFG X 2020 TOTAL 100"]);
    assert_eq!(found[0], "T108 lines 2 and 3 are the same observation");
    assert_eq!(sum(&table, "RUS AFG X 2020 TOTAL"), None);
}

#[test]
fn two_values_for_one_key_are_refused_with_both_values() {
    let (table, found) = table(&["RUS AFG X 2020 TOTAL 100", "RUS AFG X 2020 TOTAL 101"]);
    assert_eq!(found[0], "T109 lines 2 and 3 give 100 and 101 for one key");
    assert_eq!(sum(&table, "RUS AFG X 2020 TOTAL"), None);
}

#[test]
fn two_files_with_one_year_are_refused() {
    let one = |id: &str, row: &str| {
        let info = DatasetInfo {
            id: id.into(),
            path: format!("{id}.csv").into(),
            ..DatasetInfo::default()
        };
        let mut builder = TableBuilder::new(info, Rules::default());
        builder.push(observation(2, row));
        builder.finish().0
    };
    let both = Table::merge(vec![
        one("a", "RUS AFG X 2020 TOTAL 100"),
        one("b", "RUS AFG X 2020 TOTAL 103"),
    ]);
    assert_eq!(sum(&both, "RUS AFG X 2020 TOTAL"), None);
}

#[test]
fn cumulative_months_are_refused() {
    let rows: Vec<String> =
        (1..=12).map(|month| format!("RUS AFG X 2024-{month:02} TOTAL {}", month * 10)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (table, found) = table(&rows);
    assert!(has(&found, "T111") && table.is_empty(), "{found:?}");
}

#[test]
fn a_year_of_70_beside_months_of_60_is_70() {
    let mut rows = vec!["RUS AFG X 2024 TOTAL 70".to_owned()];
    rows.extend((1..=6).map(|month| format!("RUS AFG X 2024-{month:02} TOTAL 10")));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (table, found) = table(&rows);
    assert_eq!(sum(&table, "RUS AFG X 2024 TOTAL"), Some(70.0));
    assert_eq!(sum(&table, "RUS AFG X 2024-03 TOTAL"), Some(10.0));
    assert!(has(&found, "T105"), "{found:?}");
}

#[test]
fn partners_twice_the_world_stay_out_and_the_ratio_is_told() {
    let (table, found) =
        table(&["RUS WLD X 2020 TOTAL 100", "RUS AFG X 2020 TOTAL 120", "RUS CHN X 2020 TOTAL 80"]);
    assert!(
        found.contains(&"T112 partners sum to 2.00 times the World row".to_owned()),
        "{found:?}"
    );
    assert_eq!(sum(&table, "RUS WLD X 2020 TOTAL"), Some(100.0));
    assert_eq!(sum(&table, "RUS AFG X 2020 TOTAL"), None);
}

#[test]
fn the_group_that_is_counted_with_its_members_is_named() {
    // A group that the area list does not know as one: its code is taken for an area, and the sum exceeds the World.
    let (table, found) = built([
        observation(2, "RUS WLD X 2020 TOTAL 100"),
        observation(3, "RUS DEU X 2020 TOTAL 40"),
        observation(4, "RUS FRA X 2020 TOTAL 20"),
        observation(5, "RUS CHN X 2020 TOTAL 40"),
        observation(6, "RUS XEURO X 2020 TOTAL 60"),
    ]);
    let message = found.iter().find(|message| message.code == "T113").unwrap();
    let named = message.help.iter().chain(&message.notes).any(|text| text.contains("XEURO"));
    assert!(named, "{message:?}");
    assert_eq!(sum(&table, "RUS WLD X 2020 TOTAL"), Some(100.0));
}

#[test]
fn a_group_and_its_members_of_that_year_must_agree() {
    let told = |belarus: i64| {
        let rows = [
            "RUS EAEU X 2020 TOTAL 100".to_owned(),
            "RUS ARM X 2020 TOTAL 20".to_owned(),
            format!("RUS BLR X 2020 TOTAL {belarus}"),
            "RUS KAZ X 2020 TOTAL 40".to_owned(),
            "RUS KGZ X 2020 TOTAL 10".to_owned(),
        ];
        let rows = rows.iter().enumerate().map(|(index, row)| observation(index as u32 + 2, row));
        let (_, found) = built(rows);
        let message = found.into_iter().find(|message| message.code == "T103").unwrap();
        message.notes.iter().any(|note| note.contains("times it"))
    };
    assert!(!told(30), "Russia is the reporter and no member here");
    assert!(told(90));
}

#[test]
fn re_exports_above_exports_are_told() {
    let (_, found) = table(&["ARE AFG X 2020 TOTAL 100", "ARE AFG RX 2020 TOTAL 120"]);
    assert!(has(&found, "T107"), "{found:?}");
    assert!(found.iter().any(|message| message.contains("exceed")), "{found:?}");
}

#[test]
fn codes_twice_their_parent_stay_out() {
    let (table, found) =
        table(&["RUS AFG X 2020 11 100", "RUS AFG X 2020 1101 120", "RUS AFG X 2020 1102 80"]);
    assert!(found.iter().any(|m| m.starts_with("T115") && m.contains("2.00")), "{found:?}");
    assert_eq!(sum(&table, "RUS AFG X 2020 11"), Some(100.0));
    assert_eq!(sum(&table, "RUS AFG X 2020 1101"), None);
}

#[test]
fn months_of_a_quarter_must_make_the_quarter() {
    let (_, found) = table(&[
        "RUS AFG X 2024-Q1 TOTAL 60",
        "RUS AFG X 2024-01 TOTAL 10",
        "RUS AFG X 2024-02 TOTAL 10",
        "RUS AFG X 2024-03 TOTAL 10",
    ]);
    assert!(has(&found, "T105"), "{found:?}");
}

#[test]
fn unspecified_partners_above_a_quarter_are_told_though_the_world_row_is_there() {
    let (_, found) = table(&[
        "RUS WLD X 2020 TOTAL 100",
        "RUS AFG X 2020 TOTAL 60",
        "RUS _X X 2020 TOTAL 30",
        "RUS CHN X 2020 TOTAL 10",
    ]);
    assert!(found.contains(&"T216 unspecified partners hold 30 %".to_owned()), "{found:?}");
}

#[test]
fn a_suppressed_value_is_no_zero_and_no_gap() {
    let mut row = observation(3, "RUS AFG X 2021 TOTAL 0");
    (row.primary_value, row.status) = (None, ObsStatus::Suppressed);
    let (table, _) = built([observation(2, "RUS AFG X 2020 TOTAL 5"), row]);
    let selector = Selector {
        dataset: None,
        reporter: Area::from_code("RUS").unwrap(),
        partner: Area::from_code("AFG").unwrap(),
        flow: Flow::Export,
        commodity: Commodity::total(),
        frequency: Frequency::Annual,
    };
    let (series, _) = table.series("s", &selector);
    let states: Vec<Coverage> = series.coverage().into_values().collect();
    assert_eq!(states, [Coverage::Reported, Coverage::Suppressed]);
}
