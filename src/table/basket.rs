//! A series taken apart by commodity or partner, in one pass over the table.
//!
//! Items are of one level of one classification; a period that lost a record, or that mixes editions, says so as a
//! whole. Each unit value is held against those of all flows of its commodity and period in the table.

use std::collections::{BTreeMap, BTreeSet};

use super::choose::{one_classification, one_level, with_partner};
use super::query::value_of;
use super::{Observation, Selector, Table, checks};
use crate::diag::Diagnostic;
use crate::series::basket::{Amount, Basket, Content, Item};
use crate::series::gate::{Gate, Passage};
use crate::series::{Absence, Missing, Reason, Value};
use crate::trade::{Area, AreaKind, Classification, Flow, Period};

/// What a series is taken apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Commodities of so many digits; of the coarsest level that has several codes, if none.
    Commodity(Option<usize>),
    /// The other sides; those who report where the world itself is the reporter.
    Partner,
}

/// Unit values that can be held against each other, by commodity and period.
type Gates<'t> = BTreeMap<(&'t str, Period), Gate>;

impl Table {
    /// The basket of a selector, with the messages of making it.
    #[must_use]
    pub fn basket(&self, selector: &Selector, by: By) -> (Basket, Vec<Diagnostic>) {
        let mut diagnostics = vec![];
        let mut rows: Vec<&Observation> = vec![];
        let sides = self.sides(selector);
        let level = match by {
            By::Commodity(level) => level.or_else(|| coarsest(sides.values().flatten(), selector)),
            By::Partner => None,
        };
        for side in sides.values() {
            let own = match by {
                By::Commodity(_) => of_level(side, selector, level.unwrap_or_default()),
                By::Partner => with_partners(side, selector),
            };
            match checks::settle_overlap(&self.datasets, own) {
                Ok((own, settled)) => {
                    diagnostics.extend(settled);
                    rows.extend(one_classification(own, &mut diagnostics));
                }
                Err(refusal) => diagnostics.push(*refusal),
            }
        }
        let contents = self.contents(&rows, selector, by);
        let name = if by == By::Partner { "partner" } else { "commodity" };
        (Basket { by: name, level: level.unwrap_or_default(), contents }, diagnostics)
    }

    fn contents(
        &self,
        rows: &[&Observation],
        selector: &Selector,
        by: By,
    ) -> BTreeMap<Period, Content> {
        let mut cells: BTreeMap<Period, BTreeMap<String, Vec<&Observation>>> = BTreeMap::new();
        for row in rows {
            let code = match by {
                By::Commodity(_) => row.commodity.code(),
                By::Partner if selector.reporter == Area::WORLD => row.reporter.code(),
                By::Partner => row.partner.code(),
            };
            cells.entry(row.period).or_default().entry(code.to_owned()).or_default().push(row);
        }
        let gates = self.gates(rows, selector.flow);
        let content = |(period, items): (Period, BTreeMap<String, Vec<&Observation>>)| {
            let editions: BTreeSet<Classification> =
                items.values().flatten().map(|row| row.classification).collect();
            let fault = match by {
                _ if self.has_lost(selector, period) => Some(lost(period)),
                By::Commodity(_) => mixed(&editions),
                By::Partner => None,
            };
            let classification = match by {
                By::Commodity(_) => editions.first().copied().unwrap_or(Classification::Unknown),
                By::Partner => Classification::Unknown,
            };
            let items = items.into_iter().map(|(code, rows)| (code, self.item(&rows, &gates)));
            (period, Content { classification, fault, items: items.collect() })
        };
        cells.into_iter().map(content).collect()
    }

    fn item(&self, rows: &[&Observation], gates: &Gates) -> Item {
        let period = rows[0].period;
        let (value, amount) = (value_of(period, rows), amount_of(rows));
        let codes: BTreeSet<&str> = rows.iter().map(|row| row.commodity.code()).collect();
        let gate =
            codes.first().filter(|_| codes.len() == 1).and_then(|code| gates.get(&(*code, period)));
        let passage = match (&amount, value.known(), gate) {
            (Amount::Weight(kg), Some(value), Some(gate)) if value.low() > 0.0 => {
                gate.passage(value.low() / kg, value.high() / kg)
            }
            _ => Passage::Passes,
        };
        let mut origins: Vec<_> = rows.iter().map(|row| self.origin(row)).collect();
        origins.sort();
        Item { value, amount, passage, origins }
    }

    /// Gates of the commodities and periods of `rows`, by all flows of the table between single areas.
    fn gates<'t>(&'t self, rows: &[&'t Observation], flow: Flow) -> Gates<'t> {
        let mut unit_values: BTreeMap<(&str, Period), Vec<f64>> =
            rows.iter().map(|row| ((row.commodity.code(), row.period), vec![])).collect();
        let single = |row: &&Observation| row.flow == flow && row.partner.is_single();
        for row in self.rows.iter().filter(single) {
            let Some(known) = unit_values.get_mut(&(row.commodity.code(), row.period)) else {
                continue;
            };
            if let (Some(money), Some(grams)) = (row.primary_value, row.net_weight_g)
                && grams > 0
            {
                known.push(money.dollars() / (grams as f64 / 1000.0));
            }
        }
        unit_values.into_iter().map(|(key, values)| (key, Gate::of(&values))).collect()
    }
}

/// The rows of one reporter at one level of codes.
fn of_level<'a>(
    side: &[&'a Observation],
    selector: &Selector,
    level: usize,
) -> Vec<&'a Observation> {
    // Who has a World row for a period is not asked for partners in it.
    let mut by_period: BTreeMap<Period, Vec<&Observation>> = BTreeMap::new();
    let coded =
        side.iter().filter(|row| !row.commodity.is_total() && row.commodity.level() == level);
    for row in coded {
        by_period.entry(row.period).or_default().push(row);
    }
    by_period.into_values().flat_map(|rows| with_partner(&rows, selector).0).collect()
}

/// The rows of one reporter with each single partner, at one level of codes.
fn with_partners<'a>(side: &[&'a Observation], selector: &Selector) -> Vec<&'a Observation> {
    let part = |row: &&Observation| match selector.partner {
        Area::WORLD => !matches!(row.partner.kind(), AreaKind::World | AreaKind::Group),
        one => row.partner == one,
    };
    one_level(side.iter().copied().filter(part).collect(), &selector.commodity).0
}

/// The coarsest level at which the rows have several codes, or the coarsest of all.
fn coarsest<'a>(
    rows: impl Iterator<Item = &'a &'a Observation>,
    selector: &Selector,
) -> Option<usize> {
    let mut codes: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for row in rows.filter(|row| !row.commodity.is_total() && row.commodity != selector.commodity) {
        codes.entry(row.commodity.level()).or_default().insert(row.commodity.code());
    }
    let own = (!selector.commodity.is_total()).then(|| selector.commodity.level());
    let several = codes.iter().find(|(_, codes)| codes.len() > 1);
    several.or_else(|| codes.first_key_value()).map(|(level, _)| *level).or(own)
}

/// Net weight where all rows have one, else a quantity where all have one of one unit.
///
/// A zero beside a positive value is a missing weight.
fn amount_of(rows: &[&Observation]) -> Amount {
    let counted: Vec<&&Observation> = rows.iter().filter(|row| row.thousandths() != 0).collect();
    let grams: Option<Vec<i64>> =
        counted.iter().map(|row| row.net_weight_g.filter(|grams| *grams > 0)).collect();
    if let Some(grams) = grams.filter(|grams| !grams.is_empty()) {
        let sum: i128 = grams.iter().map(|grams| i128::from(*grams)).sum();
        return Amount::Weight(sum as f64 / 1000.0);
    }
    let quantities: Option<Vec<_>> = counted
        .iter()
        .map(|row| row.quantity.as_ref().filter(|quantity| quantity.thousandths > 0))
        .collect();
    let Some(quantities) = quantities.filter(|all| !all.is_empty()) else { return Amount::Unknown };
    let unit = &quantities[0].unit;
    if quantities.iter().any(|quantity| quantity.unit != *unit) {
        return Amount::Mixed;
    }
    let sum: i128 = quantities.iter().map(|quantity| i128::from(quantity.thousandths)).sum();
    Amount::Quantity(sum as f64 / 1000.0, unit.to_string())
}

fn lost(period: Period) -> Value {
    let input = "record".to_owned();
    Missing { input, period: Some(period), absence: Absence::SetAside }.into()
}

/// Codes of several editions cannot stand in one basket.
fn mixed(editions: &BTreeSet<Classification>) -> Option<Value> {
    let names: Vec<String> = editions.iter().map(ToString::to_string).collect();
    match &names[..] {
        [left, .., right] => {
            Some(Reason::BasisMismatch { left: left.clone(), right: right.clone() }.into())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rules;
    use super::super::checks::fixture::{builder, observation, table};
    use super::*;
    use crate::trade::{Commodity, Frequency};

    fn selector(reporter: &str, partner: &str) -> Selector {
        Selector {
            dataset: None,
            reporter: Area::from_code(reporter).unwrap(),
            partner: Area::from_code(partner).unwrap(),
            flow: Flow::Export,
            commodity: Commodity::total(),
            frequency: Frequency::Annual,
        }
    }

    fn items(rows: &[&str], selector: &Selector, by: By) -> Vec<String> {
        let (table, _) = table(rows);
        let (basket, _) = table.basket(selector, by);
        let text = |(code, item): (&String, &Item)| match item.value.known() {
            Some(value) => format!("{code} {}", value.mid()),
            None => format!("{code} {:?}", item.value),
        };
        basket.contents.values().flat_map(|content| content.items.iter().map(text)).collect()
    }

    #[test]
    fn commodities_stand_at_the_coarsest_level_with_several() {
        let rows = [
            "RUS AFG X 2020 TOTAL 100",
            "RUS AFG X 2020 11 60",
            "RUS AFG X 2020 27 40",
            "RUS AFG X 2020 110100 60",
        ];
        let of = |level| items(&rows, &selector("RUS", "AFG"), By::Commodity(level));
        assert_eq!(of(None), ["11 60", "27 40"]);
        assert_eq!(of(Some(6)), ["110100 60"]);
    }

    #[test]
    fn partners_stand_without_world_and_groups() {
        let rows = [
            "RUS WLD X 2020 TOTAL 100",
            "RUS AFG X 2020 TOTAL 60",
            "RUS DEU X 2020 TOTAL 40",
            "RUS EU X 2020 TOTAL 40",
        ];
        assert_eq!(items(&rows, &selector("RUS", "WLD"), By::Partner), ["AFG 60", "DEU 40"]);
    }

    #[test]
    fn the_world_is_the_sum_of_those_who_report() {
        let rows = [
            "RUS WLD X 2020 11 70",
            "RUS AFG X 2020 11 60",
            "KAZ AFG X 2020 11 5",
            "KAZ UZB X 2020 27 9",
        ];
        let world = selector("WLD", "WLD");
        assert_eq!(items(&rows, &world, By::Commodity(None)), ["11 75", "27 9"]);
        assert_eq!(items(&rows, &selector("WLD", "AFG"), By::Partner), ["KAZ 5", "RUS 60"]);
        let (table, _) = table(&rows);
        let (series, found) = table.series("w", &world);
        assert_eq!(series.points[0].value.known().unwrap().mid(), 84.0);
        assert_eq!(found.last().unwrap().notes[0], "exports of the world are a sum of 2 reporters");
        assert_eq!(series.points[0].note, "sum of 2 reporters");
    }

    #[test]
    fn editions_of_several_reporters_do_not_mix() {
        let rows = ["RUS AFG X 2020 11 60 H4", "KAZ AFG X 2020 11 5 H5"];
        let (table, _) = table(&rows);
        let (basket, _) = table.basket(&selector("WLD", "AFG"), By::Commodity(None));
        let content = basket.contents.values().next().unwrap();
        assert!(matches!(content.fault, Some(Value::Undefined(Reason::BasisMismatch { .. }))));
        let one = Selector { commodity: Commodity::parse("11").unwrap(), ..selector("WLD", "AFG") };
        let (series, _) = table.series("w", &one);
        assert!(matches!(series.points[0].value, Value::Undefined(_)), "{:?}", series.points[0]);
    }

    #[test]
    fn an_implausible_weight_fails_the_gate_of_all_flows() {
        let mut builder = builder(Rules::default());
        let partners = ["AFG", "DEU", "FRA", "KAZ", "UZB", "TJK", "KGZ", "TKM", "PAK", "IND"];
        let unit_values = [8.5, 310.0, 325.0, 330.0, 340.0, 355.0, 300.0, 345.0, 318.0, 336.0];
        for (at, (partner, uv)) in partners.iter().zip(unit_values).enumerate() {
            let mut row = observation(at as u32 + 2, &format!("RUS {partner} X 2020 110100 1000"));
            // Grams of a thousand dollars at so many dollars a kilogram.
            row.net_weight_g = Some((1_000_000.0 / uv) as i64);
            builder.push(row);
        }
        let (table, _) = builder.finish();
        let passage = |partner: &str| {
            let (basket, _) = table.basket(&selector("RUS", partner), By::Commodity(None));
            basket.contents.values().next().unwrap().items["110100"].passage
        };
        assert_eq!((passage("AFG"), passage("DEU")), (Passage::Fails, Passage::Passes));
    }

    #[test]
    fn a_lost_record_spoils_its_period() {
        let rows =
            ["RUS AFG X 2020 110100 60", "RUS AFG X 2020 271019 40", "RUS AFG X 2020 271019 40"];
        let (table, _) = table(&rows);
        let (basket, _) = table.basket(&selector("RUS", "AFG"), By::Commodity(None));
        let content = basket.contents.values().next().unwrap();
        assert!(matches!(&content.fault, Some(Value::Missing(m)) if m.input == "record"));
    }
}
