//! Short ways to write series and baskets, and to ask an indicator for its points.

use bilat::indicator::{Inputs, Settings, compute, indicator};
use bilat::series::basket::{Amount, Basket, Content, Item};
use bilat::series::gate::Passage;
use bilat::series::{Basis, Missing, Point, Series, Value};
use bilat::trade::{
    Area, Classification, Commodity, Estimate, Evidence, Hedge, Measure, ObsStatus, Period, Unit,
    Valuation,
};

/// Code, value and weight of an item.
pub type Good<'a> = (&'a str, f64, f64);

/// A reported point; `None` is missing.
pub fn point(period: &str, value: Option<Estimate>) -> Point {
    let period: Period = period.parse().unwrap();
    Point {
        period,
        value: value.map_or_else(|| Missing::not_reported("value", period).into(), Value::Known),
        evidence: Evidence::Reported,
        status: ObsStatus::Normal,
        speaker: "customs".to_owned(),
        origins: vec![],
        note: String::new(),
        row: String::new(),
        hedge: Hedge::Printed,
        derivation: None,
    }
}

/// A series of these points.
pub fn series(points: Vec<Point>) -> Series {
    let basis = Basis {
        reporter: Area::from_code("RUS").unwrap(),
        partner: Area::from_code("AFG").unwrap(),
        measure: Measure::Export,
        commodity: Commodity::total(),
        valuation: Valuation::Fob,
    };
    Series { id: "s".to_owned(), basis, unit: Unit::Dollar, formula: String::new(), points }
}

/// Exact values of consecutive years.
pub fn yearly(first: i32, values: &[f64]) -> Series {
    let at = |(value, year): (&f64, i32)| point(&year.to_string(), Some(Estimate::exact(*value)));
    series(values.iter().zip(first..).map(at).collect())
}

/// A basket of periods, each item with a value and a weight; 0 is no weight.
pub fn basket(periods: &[(&str, &[Good])]) -> Basket {
    let item = |(code, value, weight): &Good| {
        let amount = if *weight > 0.0 { Amount::Weight(*weight) } else { Amount::Unknown };
        let (value, passage) = (Value::Known(Estimate::exact(*value)), Passage::Passes);
        ((*code).to_owned(), Item { value, amount, passage, origins: vec![] })
    };
    let content = |items: &&[Good]| Content {
        classification: Classification::HS(2017),
        fault: None,
        items: items.iter().map(item).collect(),
    };
    Basket {
        by: "commodity",
        level: 2,
        contents: periods.iter().map(|(p, items)| (p.parse().unwrap(), content(items))).collect(),
    }
}

/// The totals of a basket.
pub fn totals(basket: &Basket) -> Series {
    let at =
        |(period, content): (&Period, &Content)| point(&period.to_string(), content.total().ok());
    series(basket.contents.iter().map(at).collect())
}

/// Settings that name a variant.
pub fn form(variant: &str) -> Settings {
    let variant = (!variant.is_empty()).then(|| variant.to_owned());
    Settings { variant, ..Settings::default() }
}

/// The points of an indicator of plain series.
pub fn points(id: &str, series: &[Series], settings: &Settings) -> Vec<Point> {
    let found = indicator(id).unwrap_or_else(|| panic!("no indicator `{id}`"));
    compute(found, "result", &Inputs::plain(series, settings)).unwrap().points
}

/// The points of an indicator of baskets.
pub fn points_of(id: &str, baskets: &[Basket], settings: &Settings) -> Vec<Point> {
    let series: Vec<Series> = baskets.iter().map(totals).collect();
    let baskets: Vec<Option<Basket>> = baskets.iter().cloned().map(Some).collect();
    let inputs = Inputs { series: &series, baskets: &baskets, settings };
    compute(indicator(id).unwrap(), "result", &inputs).unwrap().points
}
