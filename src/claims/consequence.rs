//! What a set of claims implies and nobody said: a part with its multiple, a total with its growth, and what is left.

use chrono::NaiveDate;
use serde::Serialize;

use super::Figure;
use crate::series::{Reason, Value};
use crate::trade::{Area, Estimate, Origin, Period, Unit};

/// What is known of a part or a total a year before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Earlier {
    /// It was stated.
    Stated(Estimate),
    /// It is now this many times what it was ("double", "+3 %" is 1.03).
    Multiple(Estimate),
}

impl Earlier {
    fn input(self) -> Estimate {
        let (Self::Stated(input) | Self::Multiple(input)) = self;
        input
    }

    /// The amount before, for one value of the input and of the amount now.
    fn before(self, input: f64, now: f64) -> Option<f64> {
        match self {
            Self::Stated(_) => Some(input),
            Self::Multiple(_) => (input > 0.0).then(|| now / input),
        }
    }
}

/// Statements about a part and its total: "80 million, double", "total 300 million, +3 % in value, +7 % in volume".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Premises {
    /// The part before.
    pub part_earlier: Earlier,
    /// The part now.
    pub part: Estimate,
    /// The total before.
    pub total_earlier: Earlier,
    /// The total now.
    pub total: Estimate,
    /// Growth of the total in volume, as a fraction; none where nobody said.
    pub volume_growth: Option<Estimate>,
}

/// What follows from [`Premises`], each with its interval over the box of all of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Consequences {
    /// The total before.
    pub total_before: Value,
    /// Share of the part before.
    pub share_before: Value,
    /// Share of the part now.
    pub share: Value,
    /// Contribution of the part to the growth of the total.
    pub contribution: Value,
    /// Growth of everything else.
    pub rest_growth: Value,
    /// Contribution of everything else.
    pub rest_contribution: Value,
    /// Growth of the average unit value.
    pub unit_value_growth: Option<Value>,
}

/// One corner of the box, or its middle.
struct At {
    part_before: f64,
    part: f64,
    total_before: f64,
    total: f64,
}

impl At {
    /// A quotient by the total before.
    fn of_before(&self, amount: f64) -> Option<f64> {
        (self.total_before > 0.0).then(|| amount / self.total_before)
    }

    fn rest(&self) -> f64 {
        self.total - self.part
    }

    fn rest_before(&self) -> f64 {
        self.total_before - self.part_before
    }
}

/// Works out what the premises imply.
#[must_use]
pub fn consequences(of: &Premises) -> Consequences {
    let over = |formula: fn(&At) -> Option<f64>| over_premises(of, formula);
    Consequences {
        total_before: over(|at| Some(at.total_before)),
        share_before: over(|at| at.of_before(at.part_before)),
        share: over(|at| (at.total > 0.0).then(|| at.part / at.total)),
        contribution: over(|at| at.of_before(at.part - at.part_before)),
        rest_growth: over(|at| {
            (at.rest_before() > 0.0).then(|| at.rest() / at.rest_before() - 1.0)
        }),
        rest_contribution: over(|at| at.of_before(at.rest() - at.rest_before())),
        unit_value_growth: of.volume_growth.map(|volume| unit_value_growth(of, volume)),
    }
}

/// The value is `multiple` times what it was, the weight `1 + volume` times.
fn unit_value_growth(of: &Premises, volume: Estimate) -> Value {
    over_box([of.total_earlier.input(), of.total, volume, volume], |[earlier, total, volume, _]| {
        let before = of.total_earlier.before(earlier, total)?;
        (volume > -1.0 && before > 0.0).then(|| total / before / (1.0 + volume) - 1.0)
    })
}

/// Each input is taken once: what is known before only as a fraction of what is now moves with it.
fn over_premises(of: &Premises, formula: fn(&At) -> Option<f64>) -> Value {
    let inputs = [of.part_earlier.input(), of.part, of.total_earlier.input(), of.total];
    over_box(inputs, |[first, part, second, total]| {
        let part_before = of.part_earlier.before(first, part)?;
        let total_before = of.total_earlier.before(second, total)?;
        formula(&At { part_before, part, total_before, total })
    })
}

/// Smallest and largest value over the box. Each formula is monotone in each input, so its ends lie at corners.
fn over_box(inputs: [Estimate; 4], formula: impl Fn([f64; 4]) -> Option<f64>) -> Value {
    let corner = |mask: usize| {
        let ends: [f64; 4] = std::array::from_fn(|index| {
            if mask >> index & 1 == 0 { inputs[index].low() } else { inputs[index].high() }
        });
        formula(ends)
    };
    let corners: Option<Vec<f64>> = (0..16).map(&corner).collect();
    match (corners, formula(inputs.map(Estimate::mid))) {
        (Some(corners), Some(mid)) => {
            let low = corners.iter().copied().fold(mid, f64::min);
            let high = corners.iter().copied().fold(mid, f64::max);
            Value::Known(Estimate::new(low, mid, high))
        }
        _ => Reason::DenominatorSpansZero.into(),
    }
}

/// A set of statements of a ledger that imply more than they say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Implied {
    /// Id of the part's figure.
    pub part: String,
    /// Id of the figure of the part before; none where the part's own growth tells it.
    pub part_before: Option<String>,
    /// Id of the total's figure.
    pub total: String,
    /// Id of the figure of the total before; none where the total's own growth tells it.
    pub total_before: Option<String>,
    /// Unit of amounts.
    pub unit: Unit,
    /// What follows.
    pub consequences: Consequences,
    /// The rows of all of them, in the order of their lines.
    pub origins: Vec<Origin>,
}

/// Finds parts and their totals, each with what it was a year before, by one speaker, and works out what follows.
///
/// A part is one partner of all, or one commodity of all. Two statements of one thing cannot both be a premise, and
/// which of them holds is not guessed: then nothing follows.
#[must_use]
pub fn implied(figures: &[Figure]) -> Vec<Implied> {
    let of_total = |total| figures.iter().filter_map(move |part| implied_of(part, total, figures));
    figures.iter().flat_map(of_total).collect()
}

fn implied_of(part: &Figure, total: &Figure, figures: &[Figure]) -> Option<Implied> {
    if !is_part(part, total) || !is_alone(part, figures) || !is_alone(total, figures) {
        return None;
    }
    let (part_earlier, part_row) = earlier(part, figures)?;
    let (total_earlier, total_row) = earlier(total, figures)?;
    let premises = Premises {
        part_earlier,
        part: part.estimate?,
        total_earlier,
        total: total.estimate?,
        volume_growth: total.volume_growth,
    };
    let rows = [Some(part), part_row, Some(total), total_row].into_iter().flatten();
    let mut origins: Vec<Origin> = rows.map(|figure| figure.origin.clone()).collect();
    origins.sort();
    Some(Implied {
        part: part.id.clone(),
        part_before: part_row.map(|figure| figure.id.clone()),
        total: total.id.clone(),
        total_before: total_row.map(|figure| figure.id.clone()),
        unit: total.unit,
        consequences: consequences(&premises),
        origins,
    })
}

/// Whether one figure is of one partner or one commodity of what the other is of.
fn is_part(part: &Figure, total: &Figure) -> bool {
    let one_partner = total.partner == Area::WORLD
        && part.partner != Area::WORLD
        && part.commodity == total.commodity;
    let one_commodity =
        part.partner == total.partner && total.commodity.is_total() && !part.commodity.is_total();
    let alike = part.reporter == total.reporter
        && part.measure == total.measure
        && part.unit == total.unit
        && part.speaker == total.speaker
        && part.period == total.period;
    alike && (one_partner || one_commodity)
}

/// Whether two figures by one speaker are about one thing, their periods aside.
fn is_alike(one: &Figure, other: &Figure) -> bool {
    one.reporter == other.reporter
        && one.partner == other.partner
        && one.measure == other.measure
        && one.commodity == other.commodity
        && one.unit == other.unit
        && one.speaker == other.speaker
}

fn is_alone(figure: &Figure, figures: &[Figure]) -> bool {
    let same = |other: &&Figure| is_alike(figure, other) && other.period == figure.period;
    figures.iter().filter(same).count() == 1
}

/// What a figure was a year before: by a figure of its own, or by its stated growth.
fn earlier<'f>(now: &Figure, figures: &'f [Figure]) -> Option<(Earlier, Option<&'f Figure>)> {
    let before = |other: &&Figure| is_alike(now, other) && is_year_before(other.period, now.period);
    let found: Vec<&Figure> = figures.iter().filter(before).collect();
    match (&found[..], now.growth) {
        ([], Some(growth)) => Some((Earlier::Multiple(growth.rising(|growth| 1.0 + growth)), None)),
        ([one], _) => match one.multiple {
            Some(multiple) if one.derived_from == [now.id.clone()] => {
                Some((Earlier::Multiple(multiple), Some(*one)))
            }
            _ => Some((Earlier::Stated(one.estimate?), Some(*one))),
        },
        _ => None,
    }
}

/// Whether both ends lie a year apart, give or take the days by which solar years move.
fn is_year_before(earlier: Period, later: Period) -> bool {
    let apart = |from: NaiveDate, to: NaiveDate| ((to - from).num_days() - 365).abs() <= 3;
    apart(earlier.start(), later.start()) && apart(earlier.end(), later.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_near(value: &Value, low: f64, mid: f64, high: f64) {
        let found = value.known().unwrap();
        for (found, expected) in [(found.low(), low), (found.mid(), mid), (found.high(), high)] {
            assert!(
                (found - expected).abs() < 1e-8 * expected.abs().max(1.0) * 2.0,
                "{found} is not {expected}"
            );
        }
    }

    #[test]
    fn the_flour_statement_implies_what_the_reference_page_says() {
        let found = consequences(&Premises {
            part_earlier: Earlier::Stated(Estimate::exact(40.0)),
            part: Estimate::exact(80.0),
            total: Estimate::exact(300.0),
            total_earlier: Earlier::Multiple(Estimate::new(1.025, 1.03, 1.035)),
            volume_growth: Some(Estimate::new(0.065, 0.07, 0.075)),
        });
        assert_near(&found.total_before, 289.855_072, 291.262_136, 292.682_927);
        assert_near(&found.share_before, 0.136_666_667, 0.137_333_333, 0.138);
        assert_near(&found.share, 0.266_666_667, 0.266_666_667, 0.266_666_667);
        assert_near(&found.contribution, 0.136_666_667, 0.137_333_333, 0.138);
        assert_near(&found.rest_growth, -0.129_343_629, -0.124_420_402, -0.119_489_559);
        assert_near(&found.rest_contribution, -0.111_666_667, -0.107_333_333, -0.103);
        assert_near(
            &found.unit_value_growth.unwrap(),
            -0.046_511_627_9,
            -0.037_383_177_6,
            -0.028_169_014_1,
        );
    }

    #[test]
    fn a_part_as_large_as_its_total_leaves_nothing_to_grow() {
        let found = consequences(&Premises {
            part_earlier: Earlier::Stated(Estimate::exact(100.0)),
            part: Estimate::exact(80.0),
            total: Estimate::exact(100.0),
            total_earlier: Earlier::Multiple(Estimate::exact(1.0)),
            volume_growth: None,
        });
        assert_eq!(found.rest_growth, Reason::DenominatorSpansZero.into());
        assert_eq!(found.unit_value_growth, None);
    }

    #[test]
    fn a_part_known_by_its_multiple_moves_with_the_part_now() {
        let found = consequences(&Premises {
            part_earlier: Earlier::Multiple(Estimate::exact(2.0)),
            part: Estimate::new(76.0, 80.0, 80.0),
            total: Estimate::exact(300.0),
            total_earlier: Earlier::Multiple(Estimate::exact(1.03)),
            volume_growth: None,
        });
        // 38 and 40 of 291.262136; were both free, 76 could stand beside 40.
        assert_near(&found.contribution, 0.130_466_667, 0.137_333_333, 0.137_333_333);
        assert_near(&found.share_before, 0.130_466_667, 0.137_333_333, 0.137_333_333);
    }

    #[test]
    fn premises_are_found_in_a_ledger_and_contradictions_are_not_chosen_from() {
        const HEADER: &str = "id,period_start,period_end,flow,reporter,partner,commodity,value,hedge,\
                              printed_unit,unit,growth,volume_growth,multiple,derived_from,speaker,stated_on,source_url";
        let rows = [
            "before,2023-01-01,2023-12-31,export,RUS,AFG,HS 1101,,,,USD million,,,2,now,A,2025,http://x",
            "now,2024-01-01,2024-12-31,export,RUS,AFG,HS 1101,80,exact,,USD million,,,,,A,2025,http://x",
            "all,2024-01-01,2024-12-31,export,RUS,WLD,HS 1101,300,exact,,USD million,3%,7%,,,A,2025,http://x",
        ];
        let read = |rows: &[&str]| {
            let text = format!("{HEADER}\n{}\n", rows.join("\n"));
            let settings = crate::trade::HedgeSettings::default();
            let (figures, diagnostics) =
                crate::claims::read_figures(&text, "figures.csv", &settings);
            assert!(!crate::diag::has_errors(&diagnostics), "{diagnostics:?}");
            implied(&figures)
        };
        let found = read(&rows);
        assert_eq!(found.len(), 1);
        assert_near(&found[0].consequences.share, 0.266_666_667, 0.266_666_667, 0.266_666_667);
        let unit_value = found[0].consequences.unit_value_growth.as_ref().unwrap();
        assert_near(unit_value, -0.046_511_627_9, -0.037_383_177_6, -0.028_169_014_1);
        let other = "iran,2024-01-01,2024-12-31,export,RUS,IRN,HS 1101,30,exact,,USD million,50%,,,,A,2025,http://x";
        let both = read(&[rows[0], rows[1], other, rows[2]]);
        assert_eq!(both.len(), 2);
        // Iran: 30 of 300 now; 20 of 291.262136 before.
        assert_eq!((both[1].part.as_str(), &both[1].part_before), ("iran", &None));
        assert!(
            (both[1].consequences.share_before.known().unwrap().mid() - 0.068_666_667).abs() < 1e-8
        );
        let second = "again,2024-01-01,2024-12-31,export,RUS,AFG,HS 1101,90,exact,,USD million,,,,,A,2025,http://x";
        assert!(read(&[rows[0], rows[1], second, rows[2]]).is_empty());
    }

    #[test]
    fn a_commodity_of_all_goods_and_a_stated_total_before_are_premises_as_well() {
        const HEADER: &str = "id,period_start,period_end,flow,reporter,partner,commodity,value,hedge,\
                              printed_unit,unit,speaker,stated_on,source_url";
        let rows = [
            "flour-02,2023-03-21,2024-03-19,export,RUS,AFG,HS 1101,40,exact,,USD million,A,2025,http://x",
            "flour-03,2024-03-20,2025-03-20,export,RUS,AFG,HS 1101,80,exact,,USD million,A,2025,http://x",
            "all-02,2023-03-21,2024-03-19,export,RUS,AFG,TOTAL,200,exact,,USD million,A,2025,http://x",
            "all-03,2024-03-20,2025-03-20,export,RUS,AFG,TOTAL,160,exact,,USD million,A,2025,http://x",
        ];
        let text = format!("{HEADER}\n{}\n", rows.join("\n"));
        let settings = crate::trade::HedgeSettings::default();
        let (figures, _) = crate::claims::read_figures(&text, "figures.csv", &settings);
        let found = implied(&figures);
        assert_eq!(found.len(), 1);
        let mid = |value: &Value| value.known().unwrap().mid();
        assert_eq!(mid(&found[0].consequences.share_before), 0.2);
        assert_eq!(mid(&found[0].consequences.share), 0.5);
        // Everything else: 160 before, 80 now.
        assert_eq!(mid(&found[0].consequences.rest_growth), -0.5);
        assert_eq!(found[0].total_before.as_deref(), Some("all-02"));
    }
}
