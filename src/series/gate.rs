//! The gate for unit values: what is implausible beside other flows of the same commodity and period.
//!
//! A unit value that fails is not repaired; the value that it was made of stays.

/// Fewest flows of which quartiles are asked.
const NEEDED: usize = 10;
/// A unit value this many times the median, or this part of it, fails whatever the quartiles say.
const FARTHEST: f64 = 100.0;

/// What passes among the unit values of one commodity and period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gate {
    /// Lowest and highest plausible unit value by the quartiles; none with fewer than ten flows.
    pub fences: Option<(f64, f64)>,
    /// The median; none without flows.
    pub median: Option<f64>,
}

/// How a unit value stands at the gate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Passage {
    /// Plausible, or nothing to hold it against.
    #[default]
    Passes,
    /// Its interval lies across a fence: it passes, and is flagged.
    Straddles,
    /// Implausible.
    Fails,
}

impl Gate {
    /// The gate of these unit values; those that are not above 0 do not count.
    #[must_use]
    pub fn of(unit_values: &[f64]) -> Self {
        let mut sorted: Vec<f64> = unit_values.iter().copied().filter(|uv| *uv > 0.0).collect();
        sorted.sort_by(f64::total_cmp);
        let median = (!sorted.is_empty()).then(|| quantile(&sorted, 0.5));
        let fences = (sorted.len() >= NEEDED).then(|| {
            let logs: Vec<f64> = sorted.iter().map(|uv| libm::log(*uv)).collect();
            let (q1, q3) = (quantile(&logs, 0.25), quantile(&logs, 0.75));
            let reach = 1.5 * (q3 - q1);
            (libm::exp(q1 - reach), libm::exp(q3 + reach))
        });
        Self { fences, median }
    }

    /// How a unit value between `low` and `high` stands.
    #[must_use]
    pub fn passage(&self, low: f64, high: f64) -> Passage {
        let by_median = self.median.map(|median| (median / FARTHEST, median * FARTHEST));
        let ranges = [self.fences, by_median];
        let of = |range: &(f64, f64)| match () {
            () if range.0 <= low && high <= range.1 => Passage::Passes,
            () if range.0 <= high && low <= range.1 => Passage::Straddles,
            () => Passage::Fails,
        };
        let found: Vec<Passage> = ranges.iter().flatten().map(of).collect();
        match () {
            () if found.contains(&Passage::Fails) => Passage::Fails,
            () if found.contains(&Passage::Straddles) => Passage::Straddles,
            () => Passage::Passes,
        }
    }
}

/// A quantile of sorted numbers by linear interpolation.
fn quantile(sorted: &[f64], part: f64) -> f64 {
    let at = part * (sorted.len() - 1) as f64;
    let below = at.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (at - below as f64) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOWS: [f64; 10] = [310.0, 325.0, 330.0, 340.0, 355.0, 300.0, 345.0, 318.0, 336.0, 8.5];

    #[test]
    fn the_worked_fences() {
        let gate = Gate::of(&FLOWS);
        let (low, high) = gate.fences.unwrap();
        assert_eq!(gate.median, Some(327.5));
        assert!((low - 275.441_335).abs() < 1e-6 && (high - 383.966_153).abs() < 1e-6);
        assert_eq!(gate.passage(8.5, 8.5), Passage::Fails);
        assert_eq!(gate.passage(300.0, 300.0), Passage::Passes);
        assert_eq!(gate.passage(270.0, 280.0), Passage::Straddles);
    }

    #[test]
    fn few_flows_are_held_against_the_median_alone() {
        let gate = Gate::of(&FLOWS[..9]);
        assert_eq!(gate.fences, None);
        assert_eq!(gate.passage(8.5, 8.5), Passage::Passes, "8.5 / 330 is above 1/100");
        assert_eq!(gate.passage(3.0, 3.0), Passage::Fails);
        assert_eq!(Gate::of(&[]).passage(1.0, 1.0), Passage::Passes);
    }
}
