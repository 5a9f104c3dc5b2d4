//! What a set of claims implies and nobody said: a part with its multiple, a total with its growth, and what is left.

use serde::Serialize;

use crate::series::{Reason, Value};
use crate::trade::Estimate;

/// Statements about a part and its total: "80 million, double", "total 300 million, +3 % in value, +7 % in volume".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Premises {
    /// The part before.
    pub part_before: Estimate,
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

/// Works out what the premises imply.
#[must_use]
pub fn consequences(of: &Premises) -> Consequences {
    let inputs = [of.part_before, of.part, of.total, of.total_growth];
    let over = |formula: fn([f64; 4]) -> Option<f64>| over_box(inputs, formula);
    Consequences {
        total_before: over(|[_, _, total, growth]| before(total, growth)),
        share_before: over(|[part_before, _, total, growth]| {
            Some(part_before / before(total, growth)?)
        }),
        share: over(|[_, part, total, _]| (total > 0.0).then(|| part / total)),
        contribution: over(|[part_before, part, total, growth]| {
            Some((part - part_before) / before(total, growth)?)
        }),
        rest_growth: over(|[part_before, part, total, growth]| {
            let rest_before = before(total, growth)? - part_before;
            (rest_before > 0.0).then(|| (total - part) / rest_before - 1.0)
        }),
        rest_contribution: over(|[part_before, part, total, growth]| {
            let total_before = before(total, growth)?;
            Some((total - part - (total_before - part_before)) / total_before)
        }),
        unit_value_growth: of.volume_growth.map(|volume| {
            over_box([of.total_growth, volume, volume, volume], |[value, volume, ..]| {
                (volume > -1.0).then(|| (1.0 + value) / (1.0 + volume) - 1.0)
            })
        }),
    }
}

fn before(total: f64, growth: f64) -> Option<f64> {
    (growth > -1.0 && total > 0.0).then(|| total / (1.0 + growth))
}

/// Smallest and largest value over the box. Each formula is monotone in each input, so its ends lie at corners.
fn over_box(inputs: [Estimate; 4], formula: fn([f64; 4]) -> Option<f64>) -> Value {
    let corner = |mask: usize| {
        let ends: [f64; 4] = std::array::from_fn(|index| {
            if mask >> index & 1 == 0 { inputs[index].low() } else { inputs[index].high() }
        });
        formula(ends)
    };
    let corners: Option<Vec<f64>> = (0..16).map(corner).collect();
    match (corners, formula(inputs.map(Estimate::mid))) {
        (Some(corners), Some(mid)) => {
            let low = corners.iter().copied().fold(mid, f64::min);
            let high = corners.iter().copied().fold(mid, f64::max);
            Value::Known(Estimate::new(low, mid, high))
        }
        _ => Reason::DenominatorSpansZero.into(),
    }
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
            part_before: Estimate::exact(40.0),
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
            part_before: Estimate::exact(100.0),
            part: Estimate::exact(80.0),
            total: Estimate::exact(100.0),
            total_growth: Estimate::exact(0.0),
            volume_growth: None,
        });
        assert_eq!(found.rest_growth, Reason::DenominatorSpansZero.into());
        assert_eq!(found.unit_value_growth, None);
    }
}
