//! Quantiles of growth by class of baseline and number of years: what of a panel may be shipped, and answers at once.
//!
//! A class is a baseline with its windows from half to twice it; classes lie a factor of the square root of two apart.
//! An answer is the share of windows at or above the multiple, between the two quantiles that enclose it.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Panel, Question, Variant, sorted_multiples, windows_of};
use crate::series::Reason;

/// Probabilities of the quantiles.
const PROBABILITIES: [f64; 12] =
    [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995];
/// Column names of the quantiles.
const NAMES: [&str; 12] =
    ["p10", "p25", "p50", "p75", "p90", "p95", "p98", "p99", "p99_5", "p99_8", "p99_9", "p99_95"];
/// Longest horizon in years.
const LONGEST: i32 = 10;
/// Baselines: a million dollars, and twice as much every second step.
const LEAST_BASELINE: f64 = 1e9;
const STEPS: u32 = 36;

/// Quantiles by class and horizon.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Grid {
    cells: Vec<Cell>,
}

/// Quantiles of the multiple in one class over one horizon.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Cell {
    /// Baseline of the class in thousandths of a dollar.
    baseline: i64,
    years: i32,
    windows: usize,
    pairs: usize,
    quantiles: Vec<f64>,
    greatest: f64,
}

/// An answer from a grid: bounds of the share, and what stands behind it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GridAnswer {
    /// Least share that the quantiles allow; 0 beyond the greatest multiple seen.
    pub low: f64,
    /// Share between the two, by straight interpolation of logarithms.
    pub mid: f64,
    /// Largest share that the quantiles allow.
    pub high: f64,
    /// Windows of the class.
    pub windows: usize,
    /// Distinct pairs of the class.
    pub pairs: usize,
    /// Baseline of the class in thousandths of a dollar.
    pub class: i64,
    /// The 99th percentile of the multiple.
    pub p99: f64,
    /// Quantiles of the multiple: (probability, multiple).
    pub quantiles: Vec<(f64, f64)>,
    /// The greatest multiple seen.
    pub greatest: f64,
}

/// Quantiles of sorted multiples: (probability, multiple), by the index rounded down.
pub(super) fn quantiles(sorted: &[f64]) -> Vec<(f64, f64)> {
    let last = sorted.len().saturating_sub(1);
    let at = |probability: f64| ((sorted.len() as f64 * probability + 1e-9) as usize).min(last);
    PROBABILITIES.iter().filter_map(|p| Some((*p, *sorted.get(at(*p))?))).collect()
}

impl Grid {
    /// Computes the grid of a panel; classes with fewer than 100 windows are left out.
    #[must_use]
    pub fn of(panel: &Panel) -> Self {
        let classes = (0..=STEPS)
            .map(|step| (LEAST_BASELINE * libm::exp2(f64::from(step) / 2.0)).round() as i64);
        let cells = classes.flat_map(|baseline| {
            (1..=LONGEST).filter_map(move |years| cell(panel, baseline, years))
        });
        Self { cells: cells.collect() }
    }

    /// Answers from the class nearest to the baseline.
    ///
    /// # Errors
    /// As [`super::base_rate`]; [`Reason::TooFewPoints`] where the grid has no such class or horizon.
    pub fn answer(&self, question: Question) -> Result<GridAnswer, Reason> {
        if question.from <= 0 {
            return Err(Reason::ZeroBase);
        }
        if question.years <= 0 {
            return Err(Reason::SamePeriod);
        }
        if question.to <= question.from {
            return Err(Reason::TargetMet);
        }
        let distance =
            |cell: &&Cell| libm::fabs(libm::log(cell.baseline as f64 / question.from as f64));
        let nearest = self
            .cells
            .iter()
            .filter(|cell| cell.years == question.years)
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
            .filter(|cell| distance(cell) <= 0.35);
        let cell =
            nearest.ok_or(Reason::TooFewPoints { needed: super::LEAST_WINDOWS, found: 0 })?;
        Ok(cell.answer(question.to as f64 / question.from as f64))
    }

    /// The grid as CSV: dollars, years, windows, pairs, quantiles and the greatest multiple.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text = format!("baseline_usd,years,windows,pairs,{},greatest\n", NAMES.join(","));
        for cell in &self.cells {
            let dollars = cell.baseline / 1000;
            let _ = write!(text, "{dollars},{},{},{}", cell.years, cell.windows, cell.pairs);
            for quantile in cell.quantiles.iter().chain([&cell.greatest]) {
                let _ = write!(text, ",{quantile:.4}");
            }
            text.push('\n');
        }
        text
    }

    /// Reads what [`Grid::to_csv`] wrote.
    ///
    /// # Errors
    /// The number of the first line that is no row of a grid.
    pub fn from_csv(text: &str) -> Result<Self, u32> {
        let mut lines = text.lines().zip(1..);
        let width = 4 + PROBABILITIES.len() + 1;
        let header = lines.next().filter(|(header, _)| header.split(',').count() == width);
        header.ok_or(1_u32)?;
        let cells: Result<Vec<Cell>, u32> =
            lines.map(|(line, number)| row(line).ok_or(number)).collect();
        Ok(Self { cells: cells? })
    }
}

impl Cell {
    fn answer(&self, multiple: f64) -> GridAnswer {
        let known = PROBABILITIES.iter().copied().zip(self.quantiles.iter().copied());
        let mut points: Vec<(f64, f64)> = known.map(|(p, quantile)| (1.0 - p, quantile)).collect();
        points.push((1.0 / self.windows as f64, self.greatest));
        points.dedup_by(|next, kept| next.1 <= kept.1);
        let above = points.iter().position(|(_, quantile)| *quantile >= multiple);
        let (low, mid, high) = match above {
            None => (0.0, 0.0, points.last().map_or(0.0, |(share, _)| *share)),
            Some(0) => (points[0].0, 1.0_f64.min(f64::midpoint(points[0].0, 1.0)), 1.0),
            Some(index) => {
                let ((high, from), (low, to)) = (points[index - 1], points[index]);
                let along = libm::log(multiple / from) / libm::log(to / from);
                (low, libm::exp(libm::log(high) + along * (libm::log(low) - libm::log(high))), high)
            }
        };
        let p99 = self.quantiles[7];
        let (windows, pairs, class) = (self.windows, self.pairs, self.baseline);
        let quantiles = PROBABILITIES.iter().copied().zip(self.quantiles.iter().copied()).collect();
        let greatest = self.greatest;
        GridAnswer { low, mid, high, windows, pairs, class, p99, quantiles, greatest }
    }
}

fn cell(panel: &Panel, baseline: i64, years: i32) -> Option<Cell> {
    let windows =
        windows_of(panel, Question { from: baseline, to: i64::MAX, years }, Variant::Core);
    if windows.len() < super::LEAST_WINDOWS {
        return None;
    }
    let mut pairs: Vec<_> = windows.iter().map(|window| window.pair).collect();
    pairs.dedup();
    let sorted = sorted_multiples(&windows);
    let greatest = *sorted.last()?;
    let quantiles = quantiles(&sorted).into_iter().map(|(_, quantile)| quantile).collect();
    Some(Cell { baseline, years, windows: windows.len(), pairs: pairs.len(), quantiles, greatest })
}

fn row(line: &str) -> Option<Cell> {
    let cells: Vec<&str> = line.split(',').collect();
    if cells.len() != 4 + PROBABILITIES.len() + 1 {
        return None;
    }
    let numbers: Option<Vec<f64>> = cells[4..].iter().map(|cell| cell.parse().ok()).collect();
    let mut quantiles = numbers.filter(|all| all.iter().all(|quantile| quantile.is_finite()))?;
    let greatest = quantiles.pop()?;
    Some(Cell {
        baseline: cells[0].parse::<i64>().ok()?.checked_mul(1000)?,
        years: cells[1].parse().ok()?,
        windows: cells[2].parse().ok().filter(|windows| *windows > 0)?,
        pairs: cells[3].parse().ok()?,
        quantiles,
        greatest,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trade::Area;

    /// 200 pairs of one million dollars; after a year the k-th of them stands at 1 + k / 100.
    fn panel() -> Panel {
        let letters = |k: i64| format!("X{k:03}");
        let a = Area::from_code("A").unwrap();
        let rows = (0..200).flat_map(|k| {
            let pair = (a, Area::from_code(&letters(k)).unwrap());
            [(pair, 2000, 1_000_000_000), (pair, 2001, 10_000_000 * (100 + k))]
        });
        Panel::new(rows.collect())
    }

    #[test]
    fn a_grid_brackets_the_count() {
        let grid = Grid::of(&panel());
        let question = Question { from: 1_000_000_000, to: 2_500_000_000, years: 1 };
        let answer = grid.answer(question).unwrap();
        // 50 of 200 pairs reach 2.5.
        assert!(answer.low <= 0.25 && 0.25 <= answer.high, "{answer:?}");
        assert!((answer.mid - 0.25).abs() < 0.02, "{answer:?}");
        assert_eq!((answer.windows, answer.pairs), (200, 200));
        let beyond = grid.answer(Question { to: 9_000_000_000, ..question }).unwrap();
        assert_eq!(beyond.low, 0.0);
    }

    #[test]
    fn a_grid_is_written_and_read_back() {
        let text = Grid::of(&panel()).to_csv();
        let read = Grid::from_csv(&text).unwrap();
        assert_eq!(read.to_csv(), text);
        assert_eq!(Grid::from_csv("a,b\n"), Err(1));
        assert_eq!(
            Grid::from_csv(&format!("{text}1,2,3\n")).unwrap_err() as usize,
            text.lines().count() + 1
        );
    }

    #[test]
    fn classes_that_the_grid_lacks_are_refused() {
        let question = Question { from: 1_000_000_000_000, to: 3_000_000_000_000, years: 1 };
        assert!(matches!(Grid::of(&panel()).answer(question), Err(Reason::TooFewPoints { .. })));
    }
}
