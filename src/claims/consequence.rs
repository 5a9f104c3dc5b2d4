//! What a set of claims implies and nobody said: a part with its multiple, a total with its growth, and what is left.

use serde::Serialize;

use super::Figure;
use crate::series::{Reason, Value};
use crate::trade::{Area, Estimate, Origin};

/// What is known of the part before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Earlier {
    /// It was stated.
    Stated(Estimate),
    /// The part now is this many times what it was ("double").
    Multiple(Estimate),
}

/// Statements about a part and its total: "80 million, double", "total 300 million, +3 % in value, +7 % in volume".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Premises {
    /// The part before.
    pub earlier: Earlier,
    /// The part now.
    pub part: Estimate,
    /// The total now.
    pub total: Estimate,
    /// Growth of the total in value, as a fraction.
    pub total_growth: Estimate,
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
    total: f64,
    growth: f64,
}

impl At {
    fn total_before(&self) -> Option<f64> {
        before(self.total, self.growth)
    }
}

/// Works out what the premises imply.
#[must_use]
pub fn consequences(of: &Premises) -> Consequences {
    let over = |formula: fn(&At) -> Option<f64>| over_premises(of, formula);
    Consequences {
        total_before: over(At::total_before),
        share_before: over(|at| Some(at.part_before / at.total_before()?)),
        share: over(|at| (at.total > 0.0).then(|| at.part / at.total)),
        contribution: over(|at| Some((at.part - at.part_before) / at.total_before()?)),
        rest_growth: over(|at| {
            let rest_before = at.total_before()? - at.part_before;
            (rest_before > 0.0).then(|| (at.total - at.part) / rest_before - 1.0)
        }),
        rest_contribution: over(|at| {
            let total_before = at.total_before()?;
            Some((at.total - at.part - (total_before - at.part_before)) / total_before)
        }),
        unit_value_growth: of.volume_growth.map(|volume| {
            over_box([of.total_growth, volume, volume, volume], |[value, volume, ..]| {
                (volume > -1.0).then(|| (1.0 + value) / (1.0 + volume) - 1.0)
            })
        }),
    }
}

/// Each input is taken once: a part before that is known only as a fraction of the part now moves with it.
fn over_premises(of: &Premises, formula: fn(&At) -> Option<f64>) -> Value {
    let (first, is_multiple) = match of.earlier {
        Earlier::Stated(part) => (part, false),
        Earlier::Multiple(multiple) => (multiple, true),
    };
    over_box([first, of.part, of.total, of.total_growth], |[first, part, total, growth]| {
        if is_multiple && first <= 0.0 {
            return None;
        }
        let part_before = if is_multiple { part / first } else { first };
        formula(&At { part_before, part, total, growth })
    })
}

fn before(total: f64, growth: f64) -> Option<f64> {
    (growth > -1.0 && total > 0.0).then(|| total / (1.0 + growth))
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
    /// Id of the figure of the part before.
    pub part_before: String,
    /// Id of the total's figure.
    pub total: String,
    /// What follows.
    pub consequences: Consequences,
    /// The rows of all three, in the order of their lines.
    pub origins: Vec<Origin>,
}

/// Finds a part, the same before, and the total of all partners with its growth, by one speaker, and works out what follows.
#[must_use]
pub fn implied(figures: &[Figure]) -> Vec<Implied> {
    figures.iter().filter_map(|total| implied_of(total, figures)).collect()
}

fn implied_of(total: &Figure, figures: &[Figure]) -> Option<Implied> {
    let total_growth = total.growth.filter(|_| total.partner == Area::WORLD)?;
    let of_one_kind = |other: &&Figure| {
        other.reporter == total.reporter
            && other.partner != Area::WORLD
            && other.measure == total.measure
            && other.commodity == total.commodity
            && other.unit == total.unit
            && other.speaker == total.speaker
    };
    let parts: Vec<&Figure> =
        figures.iter().filter(of_one_kind).filter(|part| part.period == total.period).collect();
    // Two statements of one part cannot both be the premise, and which of them holds is not guessed.
    let [part] = parts[..] else { return None };
    let before: Vec<&Figure> = figures
        .iter()
        .filter(of_one_kind)
        .filter(|earlier| earlier.partner == part.partner && is_year_before(earlier, part))
        .collect();
    let [part_before] = before[..] else { return None };
    let earlier = match part_before.multiple {
        Some(multiple) if part_before.derived_from == [part.id.clone()] => {
            Earlier::Multiple(multiple)
        }
        _ => Earlier::Stated(part_before.estimate?),
    };
    let premises = Premises {
        earlier,
        part: part.estimate?,
        total: total.estimate?,
        total_growth,
        volume_growth: total.volume_growth,
    };
    let mut origins: Vec<Origin> =
        [part_before, part, total].iter().map(|figure| figure.origin.clone()).collect();
    origins.sort();
    Some(Implied {
        part: part.id.clone(),
        part_before: part_before.id.clone(),
        total: total.id.clone(),
        consequences: consequences(&premises),
        origins,
    })
}

fn is_year_before(earlier: &Figure, later: &Figure) -> bool {
    let years = (earlier.period.calendar_year(), later.period.calendar_year());
    matches!(years, (Some(from), Some(to)) if from + 1 == to)
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
            earlier: Earlier::Stated(Estimate::exact(40.0)),
            part: Estimate::exact(80.0),
            total: Estimate::exact(300.0),
            total_growth: Estimate::new(0.025, 0.03, 0.035),
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
            earlier: Earlier::Stated(Estimate::exact(100.0)),
            part: Estimate::exact(80.0),
            total: Estimate::exact(100.0),
            total_growth: Estimate::exact(0.0),
            volume_growth: None,
        });
        assert_eq!(found.rest_growth, Reason::DenominatorSpansZero.into());
        assert_eq!(found.unit_value_growth, None);
    }

    #[test]
    fn a_part_known_by_its_multiple_moves_with_the_part_now() {
        let found = consequences(&Premises {
            earlier: Earlier::Multiple(Estimate::exact(2.0)),
            part: Estimate::new(76.0, 80.0, 80.0),
            total: Estimate::exact(300.0),
            total_growth: Estimate::exact(0.03),
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
        let second = "again,2024-01-01,2024-12-31,export,RUS,AFG,HS 1101,90,exact,,USD million,,,,,A,2025,http://x";
        assert!(read(&[rows[0], rows[1], second, rows[2]]).is_empty());
    }
}
