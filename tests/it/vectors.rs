//! The numbers that indicators are held to: every vector of `formulas.md` 10.1 and every regression case of 10.3.
//!
//! One row of the tables is one row of the document, under its words, so that a reader sees that the list is complete.
//! What is not computed by an indicator (reconciliation, freight) is held in its own module and named here.

use bilat::indicator::{Goal, Settings};
use bilat::series::basket::Basket;
use bilat::series::{Point, Series, Value};
use bilat::trade::{Estimate, Origin, Period, Unit};

use crate::samples::{Good, basket, form, point, points, points_of, series, yearly};

/// Exact values by period.
fn exact(values: &[(&str, f64)]) -> Series {
    series(values.iter().map(|(p, v)| point(p, Some(Estimate::exact(*v)))).collect())
}

/// A target of a year.
fn target(amount: f64, year: i32) -> Settings {
    let origin = Origin { dataset: "targets".into(), path: "targets.csv".into(), line: 2 };
    let goal = Goal { amount, period: Period::year(year), origin };
    Settings { goal: Some(goal), ..Settings::default() }
}

fn last(points: Vec<Point>) -> Value {
    points.into_iter().last().expect("a point").value
}

fn number(value: &Value) -> f64 {
    value.known().unwrap_or_else(|| panic!("{value:?} is no number")).mid()
}

/// Nine significant digits.
fn assert_near(row: &str, found: f64, expected: f64) {
    assert!(
        (found - expected).abs() <= 1e-8 * expected.abs().max(1e-3),
        "{row}: {found} should be {expected}"
    );
}

fn of(id: &str, variant: &str, series: &[Series]) -> f64 {
    number(&last(points(id, series, &form(variant))))
}

fn of_parts(id: &str, variant: &str, baskets: &[Basket]) -> f64 {
    number(&last(points_of(id, baskets, &form(variant))))
}

/// Three commodities of one year.
fn three(values: [f64; 3]) -> Basket {
    let [a, b, c] = values;
    basket(&[("2024", &[("01", a, 0.0), ("02", b, 0.0), ("03", c, 0.0)])])
}

fn advantage(own: (f64, f64), world: (f64, f64), variant: &str) -> Value {
    let two = |(part, all): (f64, f64)| {
        basket(&[("2024", &[("27", part, 0.0), ("99", all - part, 0.0)])])
    };
    let settings = Settings { commodity: Some("27".to_owned()), ..form(variant) };
    last(points_of("revealed-advantage", &[two(own), two(world)], &settings))
}

/// Prices and amounts of section 7.
fn priced() -> Basket {
    let year = |p: [f64; 2], q: [f64; 2]| [("01", p[0] * q[0], q[0]), ("02", p[1] * q[1], q[1])];
    let (old, new) = (year([2.0, 1.0], [10.0, 20.0]), year([3.0, 0.8], [8.0, 30.0]));
    basket(&[("2020", &old), ("2021", &new)])
}

#[test]
fn vectors_10_1() {
    let growth = yearly(2020, &[80.0, 95.0, 90.0, 120.0, 150.0]);
    let one = |value: f64| yearly(2024, &[value]);
    let sides = [one(172.0), one(2.0)];
    let mirror = [one(236.0), one(557.0)];
    let both = || [three([10.0, 0.0, 8.0]), three([5.0, 20.0, 8.0])];
    let shares = || [three([0.5, 0.3, 0.2])];
    let fit = || [three([0.5, 0.3, 0.2]), three([0.2, 0.3, 0.5])];
    let four = [one(30.0), one(100.0), one(150.0), one(2000.0)];
    let five = [four.to_vec(), vec![one(120.0)]].concat();
    let margins = || [three([20.0, 5.0, 0.0]), three([100.0, 50.0, 50.0])];
    let s = std::slice::from_ref(&growth);
    let rows: Vec<Good> = vec![
        ("80 95 90 120 150: compound", of("compound-growth", "", s), 0.170_173_660),
        ("80 95 90 120 150: b", of("trend-growth", "log", s), 0.149_083_217),
        ("80 95 90 120 150: e^b - 1", of("trend-growth", "rate", s), 0.160_769_581),
        ("80 95 90 120 150: R²", of("trend-growth", "r-squared", s), 0.880_173_877),
        ("80 95 90 120 150: mean yearly", of("mean-growth", "yearly", s), 0.179_550_439),
        ("80 95 90 120 150: mean log", of("mean-growth", "log", s), 0.157_152_165),
        ("shares .5 .3 .2: plain", of_parts("concentration", "plain", &shares()), 0.38),
        ("shares .5 .3 .2: normalized", of_parts("concentration", "normalized", &shares()), 0.07),
        ("shares .5 .3 .2: root", of_parts("concentration", "root", &shares()), 0.092_490_609_3),
        ("X 172, M 2: balance", of("trade-balance", "", &sides), 170.0),
        ("X 172, M 2: cover", of("cover-ratio", "", &sides), 86.0),
        ("X 172, M 2: normalized", of("normalized-balance", "", &sides), 0.977_011_494),
        ("X 172, M 2: intra-industry", of("intra-industry", "one", &sides), 0.022_988_505_7),
        ("(10,5) (0,20) (8,8)", of_parts("intra-industry", "aggregate", &both()), 0.509_803_922),
        ("(10,5).. adjusted", of_parts("intra-industry", "adjusted", &both()), 0.722_222_222),
        ("40/100 over 200/2,000", number(&advantage((40.0, 100.0), (200.0, 2000.0), "plain")), 4.0),
        (
            "the same, symmetric",
            number(&advantage((40.0, 100.0), (200.0, 2000.0), "symmetric")),
            0.6,
        ),
        ("30/100 over 150/2,000", of("trade-intensity", "wits", &four), 4.0),
        ("own imports 120", of("trade-intensity", "drysdale", &five), 3.76),
        ("complementarity", of_parts("complementarity", "", &fit()), 70.0),
        ("similarity", of_parts("export-similarity", "", &fit()), 0.7),
        ("236 and 557: ratio", of("mirror-gap", "ratio", &mirror), 2.360_169_49),
        ("236 and 557: relative", of("mirror-gap", "relative", &mirror), 0.404_791_929),
        ("236 and 557: log", of("mirror-gap", "log", &mirror), 0.858_733_435),
        ("p, q: L", of_parts("price-index", "laspeyres", &[priced()]) / 100.0, 1.15),
        ("p, q: P", of_parts("price-index", "paasche", &[priced()]) / 100.0, 1.043_478_26),
        ("p, q: F", of_parts("price-index", "fisher", &[priced()]) / 100.0, 1.095_445_12),
        ("p, q: volume", of_parts("volume-index", "fisher", &[priced()]) / 100.0, 1.095_445_12),
        ("W, x: EM", of_parts("margins", "extensive", &margins()), 0.75),
        ("W, x: IM", of_parts("margins", "intensive", &margins()), 0.166_666_667),
    ];
    for (row, found, expected) in &rows {
        assert_near(row, *found, *expected);
    }
    let (wide, deep) = (rows[rows.len() - 2].1, rows[rows.len() - 1].1);
    assert_near("W, x: product = share", wide * deep, 0.125);
    assert_near("p, q: value ratio", 48.0 / 40.0, 1.2);
    // The total unit value falls while the index rises: it is computed here alone, and no indicator offers it.
    assert_near("p, q: naive", (48.0 / 38.0) / (40.0 / 30.0), 0.947_368_421);
}

#[test]
fn vectors_10_1_of_targets() {
    let needed = |base: f64, from: i32, goal: f64, by: i32| {
        number(&last(points("required-growth", &[yearly(from, &[base])], &target(goal, by))))
    };
    let rows = [
        ("560 → 3,000 in 2", needed(560.0, 2023, 3000.0, 2025), 1.314_550_25),
        ("1,000 → 3,000 in 1", needed(1000.0, 2024, 3000.0, 2025), 2.0),
        ("261 → 3,000 in 1", needed(261.0, 2024, 3000.0, 2025), 10.494_252_9),
        ("560 → 10,000 in 7", needed(560.0, 2023, 10_000.0, 2030), 0.509_490_145),
        ("3,000 → 10,000 in 5", needed(3000.0, 2025, 10_000.0, 2030), 0.272_259_637),
    ];
    for (row, found, expected) in rows {
        assert_near(row, found, expected);
    }
    let attained = [
        (19.8, 43.2, 0.458_333_333),
        (14.4, 35.7, 0.403_361_345),
        (26.0, 57.6, 0.451_388_889),
        (20.4, 47.6, 0.428_571_429),
        (288.8, 502.4, 0.574_840_764),
    ];
    for (value, due, expected) in attained {
        let found = last(points("attainment", &[yearly(2021, &[value])], &target(due, 2021)));
        assert_near(&format!("{value}/{due}"), number(&found), expected);
    }
}

/// What a case must come to: a number, a reason, or a missing input.
#[derive(Debug)]
enum Right {
    Number(f64),
    Undefined(&'static str),
    Missing(&'static str),
}

use Right::{Number, Undefined};

fn holds(row: &str, value: &Value, right: &Right) {
    match (value, right) {
        (Value::Known(_), Number(expected)) => assert_near(row, number(value), *expected),
        (Value::Undefined(reason), Undefined(id)) => assert_eq!(reason.id(), *id, "{row}"),
        (Value::Missing(missing), Right::Missing(input)) => {
            assert_eq!(missing.input, *input, "{row}");
        }
        _ => panic!("{row}: {value:?} should be {right:?}"),
    }
}

fn at(points: &[Point], period: &str) -> Value {
    let period: Period = period.parse().unwrap();
    points.iter().find(|point| point.period == period).expect("the period is there").value.clone()
}

#[test]
fn regressions_10_3_of_series() {
    let none = Settings::default();
    let holed = series(vec![
        point("2019", Some(Estimate::exact(100.0))),
        point("2020", None),
        point("2021", Some(Estimate::exact(121.0))),
    ]);
    let growth = |series: Series, period: &str| at(&points("growth", &[series], &none), period);
    let compound = |series: Series| last(points("compound-growth", &[series], &none));
    let silent = [yearly(2024, &[172.0]), series(vec![])];
    let no_imports = [yearly(2024, &[5.0]), yearly(2024, &[0.0])];
    let flows = [yearly(2024, &[100.0]), yearly(2024, &[30.0])];
    let late = [yearly(2020, &[9.0, 9.0, 9.0, 9.0]), yearly(2020, &[5.0, 5.0])];
    let balance = yearly(2023, &[-10.0, -5.0]);
    let short = exact(&[("2024", 1200.0), ("2025-01", 96.0)]);
    let mut other = yearly(2024, &[200.0]);
    other.points[0].speaker = "ministry".to_owned();
    let shared = [yearly(2024, &[78.4]), other];
    let of = |id: &str, series: &[Series]| last(points(id, series, &none));
    let rolling = Settings { months: Some(3), ..none.clone() };
    let two_months = exact(&[("2024-01", 10.0), ("2024-02", 20.0)]);
    let base = Some(Period::year(2021));
    let deflated = Settings { base, ..form("level") };
    let prices = Series { unit: Unit::Index, ..yearly(2020, &[0.9, 1.0]) };
    let deflated = points("real-growth", &[yearly(2020, &[100.0]), prices], &deflated);
    let cases = [
        (
            "100 in 2019, nothing in 2020, 121 in 2021",
            growth(holed.clone(), "2021"),
            Undefined("gap"),
        ),
        ("the same, compound over 2 years", compound(holed), Number(0.1)),
        ("X = 172, M absent: balance", of("trade-balance", &silent), Right::Missing("import")),
        ("X = 172, M absent: cover", of("cover-ratio", &silent), Right::Missing("import")),
        ("imports 0, exports 5", of("cover-ratio", &no_imports), Undefined("zero-denominator")),
        (
            "3-month rolling sum of 10, 20",
            last(points("rolling-sum", &[two_months], &rolling)),
            Right::Missing("month"),
        ),
        ("compound growth 0 → 0", compound(yearly(2020, &[0.0, 0.0])), Undefined("zero-to-zero")),
        (
            "16 → 100 over five yearly values",
            compound(yearly(2016, &[16.0, 30.0, 50.0, 70.0, 100.0])),
            Number(0.581_138_830),
        ),
        ("100 in 2020, deflators 0.9, 1.0", at(&deflated, "2020"), Number(111.111_111)),
        (
            "joined tables, one side silent after 2021",
            at(&points("turnover", &late, &none), "2023"),
            Right::Missing("import"),
        ),
        (
            "imports 70 and exports 30 of one year",
            of("turnover", &[yearly(2024, &[30.0]), yearly(2024, &[70.0])]),
            Number(100.0),
        ),
        ("X = 100, M = 30", of("trade-balance", &flows), Number(70.0)),
        (
            "a share whose denominator is another source's",
            of("share", &shared),
            Undefined("basis-mismatch"),
        ),
        (
            "growth of a balance from -10 to -5",
            growth(balance.clone(), "2024"),
            Undefined("negative-base"),
        ),
        (
            "2024 full year, 2025 January only",
            growth(short, "2025-01"),
            Undefined("partial-period"),
        ),
    ];
    for (row, value, right) in &cases {
        holds(row, value, right);
    }
    let told = points("growth", &[balance], &none);
    assert_eq!(told[1].note, "difference +5 USD", "the difference is told instead");
    assert_eq!(points("cover-ratio", &no_imports, &none)[0].note, "no imports");
    assert_eq!(points("turnover", &late, &none).len(), 4, "the axis is continuous");
}

#[test]
fn regressions_10_3_of_parts() {
    let none = Settings::default();
    let equal: Vec<(String, f64, f64)> =
        (0..300).map(|at| (format!("{at:03}"), 1.0, 0.0)).collect();
    let equal: Vec<Good> = equal.iter().map(|(c, v, q)| (c.as_str(), *v, *q)).collect();
    let equal = basket(&[("2024", &equal)]);
    let silent = || [basket(&[("2023", &[("27", 1.0, 0.0)])]), three([1.0, 1.0, 1.0])];
    let commodity = Settings { commodity: Some("27".to_owned()), ..none.clone() };
    let weightless = basket(&[("2024", &[("27", 290_042_457.0, 0.0)])]);
    let cases = [
        (
            "300 equal partners",
            last(points_of("concentration", &[equal], &none)),
            Number(0.003_333_333_33),
        ),
        (
            "x_wk = 0",
            advantage((40.0, 100.0), (0.0, 2000.0), "plain"),
            Undefined("zero-denominator"),
        ),
        ("R = 0.004", advantage((0.004, 1.0), (1.0, 1.0), "plain"), Number(0.004)),
        (
            "area did not report the year: advantage",
            last(points_of("revealed-advantage", &silent(), &commodity)),
            Right::Missing("reporter"),
        ),
        (
            "area did not report the year: complementarity",
            last(points_of("complementarity", &silent(), &none)),
            Right::Missing("reporter"),
        ),
        (
            "$290,042,457 with net weight 0",
            last(points_of("unit-value", &[weightless], &none)),
            Right::Missing("net_weight_kg"),
        ),
    ];
    for (row, value, right) in &cases {
        holds(row, value, right);
    }
    let drift = twelve_periods();
    let fisher = last(points_of("price-index", std::slice::from_ref(&drift), &none));
    let fixed = of_parts("price-index", "laspeyres", std::slice::from_ref(&drift));
    let chained = of_parts("price-index", "laspeyres-chained", std::slice::from_ref(&drift));
    assert_near(
        "chained Laspeyres over 12 periods: the fixed one is back at its base",
        fixed,
        100.0,
    );
    assert_near("and so is Fisher, which is the default", number(&fisher), 100.0);
    assert!(chained > 150.0, "the chain has drifted: {chained}");
    let note = points_of("price-index", &[drift], &form("laspeyres-chained")).pop().unwrap().note;
    assert!(note.contains("fixed base 100.00, chained"), "both are told: {note}");
}

/// Four commodities whose prices and amounts swing and end where they began.
fn twelve_periods() -> Basket {
    let year = |at: i32| {
        let swing = if at & 1 == 0 { 1.0 } else { 1.5 };
        let item = |code, p: f64, q: f64| (code, p * q, q);
        [
            item("01", 2.0 * swing, 10.0 / swing),
            item("02", 1.0 / swing, 20.0 * swing),
            item("03", 3.0, 5.0),
            item("04", 4.0 * swing, 2.0 / swing),
        ]
    };
    let years: Vec<(String, [Good; 4])> =
        (0..=12).map(|at| ((2008 + at).to_string(), year(at))).collect();
    let years: Vec<(&str, &[Good])> =
        years.iter().map(|(year, items)| (year.as_str(), &items[..])).collect();
    basket(&years)
}
