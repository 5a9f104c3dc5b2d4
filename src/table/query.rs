//! One series out of a Table. What may not be added is never added; what is absent is told as missing.

use std::collections::{BTreeMap, BTreeSet};

use super::choose::{Sum, one_classification, one_level, two_editions, unchecked, with_partner};
use super::{Observation, Table, checks};
use crate::diag::Diagnostic;
use crate::series::{Absence, Basis, Missing, Point, Series, Value};
use crate::trade::{
    Area, AreaKind, Commodity, Estimate, Evidence, Flow, Frequency, Hedge, Measure, Money,
    ObsStatus, Origin, Period, Unit, Valuation,
};

/// Which observations make the series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    /// One dataset by its id; all of them where absent.
    pub dataset: Option<String>,
    /// Who reports.
    pub reporter: Area,
    /// The other side.
    pub partner: Area,
    /// Direction; re-exports are asked for by name.
    pub flow: Flow,
    /// What.
    pub commodity: Commodity,
    /// Years, quarters or months.
    pub frequency: Frequency,
}

impl Table {
    /// The series of these observations, with a point for each period from the first to the last.
    ///
    /// The row of the commodity itself is taken; where there is none, the codes under it at one level are added
    /// up. Likewise the World row, or the sum of single partners (T114). A point that lost a record is missing.
    #[must_use]
    pub fn series(&self, id: &str, selector: &Selector) -> (Series, Vec<Diagnostic>) {
        let mut diagnostics = vec![];
        let sides = self.sides(selector);
        let (mut rows, mut sum) = (vec![], Sum::No);
        for side in sides.values() {
            let (own, found, notes) = self.of_side(side, selector);
            rows.extend(own);
            sum = found;
            diagnostics.extend(notes);
        }
        if sides.len() > 1 || sides.keys().any(|reporter| *reporter != selector.reporter) {
            sum = Sum::Reporters(sides.len());
        }
        if !rows.is_empty() {
            diagnostics.extend(unchecked(selector, sum));
        }
        let mut points = self.points(selector, &rows, sum);
        fill_gaps(&mut points, selector);
        let basis = basis(selector, &rows);
        let formula = match sum {
            Sum::No => String::new(),
            Sum::Commodities(_) => "sum of commodities".to_owned(),
            Sum::Partners => "sum of partners".to_owned(),
            Sum::Reporters(_) => "sum of reporters".to_owned(),
        };
        (Series { id: id.to_owned(), basis, unit: Unit::Dollar, formula, points }, diagnostics)
    }

    /// Rows that can serve the selector, by reporter. The world is its own reporter where a source has it as one, and
    /// all single areas otherwise.
    pub(super) fn sides(&self, selector: &Selector) -> BTreeMap<Area, Vec<&Observation>> {
        let mut sides: BTreeMap<Area, Vec<&Observation>> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| self.fits(row, selector)) {
            sides.entry(row.reporter).or_default().push(row);
        }
        if let Some(own) = sides.remove(&selector.reporter) {
            return BTreeMap::from([(selector.reporter, own)]);
        }
        sides.retain(|reporter, _| !matches!(reporter.kind(), AreaKind::Group | AreaKind::World));
        sides
    }

    /// What one reporter's rows give for the selector, and how they are to be added.
    fn of_side<'r>(
        &self,
        side: &[&'r Observation],
        selector: &Selector,
    ) -> (Vec<&'r Observation>, Sum, Vec<Diagnostic>) {
        let (direct, sum) = with_partner(side, selector);
        let (rows, by_code, mut diagnostics) = one_level(direct, &selector.commodity);
        let (rows, settled) = match checks::settle_overlap(&self.datasets, rows) {
            Ok(rows) => rows,
            Err(refusal) => (vec![], vec![*refusal]),
        };
        diagnostics.extend(settled);
        let rows = one_classification(rows, &mut diagnostics);
        (rows, if sum == Sum::Partners { sum } else { by_code }, diagnostics)
    }

    fn fits(&self, row: &Observation, selector: &Selector) -> bool {
        (row.reporter == selector.reporter || selector.reporter == Area::WORLD)
            && row.flow == selector.flow
            && row.period.frequency() == selector.frequency
            && selector
                .dataset
                .as_deref()
                .is_none_or(|id| *self.datasets[row.dataset as usize].id == *id)
            && (selector.commodity.is_total()
                || row.commodity.code().starts_with(selector.commodity.code()))
    }

    fn points(&self, selector: &Selector, rows: &[&Observation], sum: Sum) -> Vec<Point> {
        let mut by_period: BTreeMap<Period, Vec<&Observation>> = BTreeMap::new();
        for row in rows {
            by_period.entry(row.period).or_default().push(row);
        }
        let mut points: Vec<Point> = by_period
            .into_iter()
            .map(|(period, rows)| self.point(selector, period, &rows, sum))
            .collect();
        let known: BTreeSet<Period> = points.iter().map(|point| point.period).collect();
        let lost = self.lost.iter().filter(|lost| {
            lost.reporter == Some(selector.reporter)
                && lost.partner == Some(selector.partner)
                && lost.flow == Some(selector.flow)
                && lost.commodity.as_ref() == Some(&selector.commodity)
        });
        for period in lost.filter_map(|lost| lost.period).collect::<BTreeSet<_>>() {
            if period.frequency() == selector.frequency && !known.contains(&period) {
                points.push(absent(period, Absence::SetAside, ""));
            }
        }
        points.sort_by_key(|point| point.period);
        points
    }

    fn point(&self, selector: &Selector, period: Period, rows: &[&Observation], sum: Sum) -> Point {
        let first = rows[0];
        let mut origins: Vec<Origin> = rows.iter().map(|row| self.origin(row)).collect();
        let value = if sum != Sum::No && self.has_lost(selector, period) {
            missing(period, Absence::SetAside)
        } else {
            two_editions(selector, rows, sum).unwrap_or_else(|| value_of(period, rows))
        };
        let note = match sum {
            Sum::Commodities(level) => format!("sum of {} codes of {level} digits", rows.len()),
            Sum::Partners => format!("sum of {} partners", rows.len()),
            Sum::Reporters(_) => {
                let reporters: BTreeSet<Area> = rows.iter().map(|row| row.reporter).collect();
                format!("sum of {} reporters", reporters.len())
            }
            Sum::No => String::new(),
        };
        let rates = self.rates(period, rows);
        let notes = [note].into_iter().chain(rates.iter().map(|(told, _)| told.clone()));
        let notes: Vec<String> = notes.filter(|note| !note.is_empty()).collect();
        origins.extend(rates.into_iter().map(|(_, origin)| origin));
        origins.sort();
        Point {
            period,
            value,
            evidence: rows.iter().map(|row| row.evidence).max().unwrap_or(first.evidence),
            status: rows
                .iter()
                .map(|row| row.status)
                .find(|s| *s != ObsStatus::Normal)
                .unwrap_or(first.status),
            speaker: self.datasets[first.dataset as usize].provenance.producer.clone(),
            origins,
            note: notes.join("; "),
            row: String::new(),
            hedge: Hedge::Exact,
            derivation: None,
        }
    }

    /// The rates of exchange behind the rows of a period, with the lines that state them.
    fn rates(&self, period: Period, rows: &[&Observation]) -> Vec<(String, Origin)> {
        let datasets: BTreeSet<u16> = rows.iter().map(|row| row.dataset).collect();
        datasets
            .into_iter()
            .filter_map(|dataset| self.datasets[dataset as usize].rate_told(period))
            .collect()
    }

    /// Where a row stands.
    #[must_use]
    pub fn origin(&self, row: &Observation) -> Origin {
        let info = &self.datasets[row.dataset as usize];
        Origin { dataset: info.id.clone(), path: info.path.clone(), line: row.line }
    }

    /// Whether a lost record could belong to the sum of this period.
    pub(super) fn has_lost(&self, selector: &Selector, period: Period) -> bool {
        self.lost.iter().any(|lost| {
            let id = &self.datasets[lost.dataset as usize].id;
            selector.dataset.as_deref().is_none_or(|wanted| **id == *wanted)
                && (selector.reporter == Area::WORLD
                    || lost.reporter.is_none_or(|reporter| reporter == selector.reporter))
                && lost.flow.is_none_or(|flow| flow == selector.flow)
                && lost.period.is_none_or(|lost| lost == period)
                && (selector.partner == Area::WORLD
                    || lost.partner.is_none_or(|partner| partner == selector.partner))
                && lost.commodity.as_ref().is_none_or(|code| {
                    selector.commodity.is_total()
                        || code.code().starts_with(selector.commodity.code())
                })
        })
    }
}

/// The value of rows that together are one cell.
pub(super) fn value_of(period: Period, rows: &[&Observation]) -> Value {
    let without = rows.iter().find(|row| row.primary_value.is_none());
    if let Some(row) = without {
        return missing(period, absence(row.status));
    }
    let sum = |pick: &dyn Fn(&Observation) -> Option<Money>| -> Option<f64> {
        let thousandths: i128 =
            rows.iter().filter_map(|row| pick(row)).map(|m| i128::from(m.thousandths())).sum();
        i64::try_from(thousandths).ok().map(|t| Money::from_thousandths(t).dollars())
    };
    let mid = sum(&|row| row.primary_value);
    let low = sum(&|row| row.interval.map(|i| i.0).or(row.primary_value));
    let high = sum(&|row| row.interval.map(|i| i.1).or(row.primary_value));
    match (low, mid, high) {
        (Some(low), Some(mid), Some(high)) => Value::Known(Estimate::new(low, mid, high)),
        _ => missing(period, Absence::SetAside),
    }
}

fn absence(status: ObsStatus) -> Absence {
    match status {
        ObsStatus::Suppressed => Absence::Suppressed,
        ObsStatus::BelowThreshold => Absence::BelowThreshold,
        _ => Absence::NotReported,
    }
}

fn missing(period: Period, absence: Absence) -> Value {
    Value::Missing(Missing { input: "record".to_owned(), period: Some(period), absence })
}

fn absent(period: Period, absence: Absence, note: &str) -> Point {
    Point {
        period,
        value: missing(period, absence),
        evidence: Evidence::Reported,
        status: ObsStatus::Missing,
        speaker: String::new(),
        origins: vec![],
        note: note.to_owned(),
        row: String::new(),
        hedge: Hedge::Exact,
        derivation: None,
    }
}

/// Puts a missing point where a year, quarter or month between the first and the last has no row.
fn fill_gaps(points: &mut Vec<Point>, selector: &Selector) {
    let months = match selector.frequency {
        Frequency::Annual => 12,
        Frequency::Quarterly => 3,
        Frequency::Monthly => 1,
        Frequency::Span => return,
    };
    let mut filled = vec![];
    for pair in points.windows(2) {
        let (mut at, last) = (pair[0].period, pair[1].period);
        while let Some(next) = following(at, months).filter(|next| next.end() < last.start()) {
            let mut point = absent(next, Absence::NotReported, "");
            point.evidence = pair[0].evidence;
            filled.push(point);
            at = next;
        }
    }
    points.extend(filled);
    points.sort_by_key(|point| point.period);
}

/// The period of as many months that begins the day after; only for periods of whole months.
fn following(period: Period, months: u32) -> Option<Period> {
    use chrono::Datelike;
    let start = period.end().succ_opt()?;
    (start.day() == 1).then(|| Period::months_from(start.year(), start.month(), months))?
}

fn basis(selector: &Selector, rows: &[&Observation]) -> Basis {
    let valuation = rows.iter().map(|row| row.valuation).find(|v| *v != Valuation::Unknown);
    let measure = match selector.flow {
        Flow::Export | Flow::ReExport => Measure::Export,
        Flow::Import | Flow::ReImport => Measure::Import,
    };
    Basis {
        reporter: selector.reporter,
        partner: selector.partner,
        measure,
        commodity: selector.commodity.clone(),
        valuation: valuation.unwrap_or(Valuation::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::fixture::table;
    use super::*;

    fn selector(partner: &str, commodity: &str) -> Selector {
        Selector {
            dataset: None,
            reporter: Area::from_code("RUS").unwrap(),
            partner: Area::from_code(partner).unwrap(),
            flow: Flow::Export,
            commodity: Commodity::parse(commodity).unwrap(),
            frequency: Frequency::Annual,
        }
    }

    fn values(rows: &[&str], selector: &Selector) -> Vec<String> {
        let (table, _) = table(rows);
        let (series, _) = table.series("s", selector);
        let text = |point: &Point| match &point.value {
            Value::Known(estimate) => format!("{} {}", point.period, estimate.mid()),
            other => format!("{} {other:?}", point.period),
        };
        series.points.iter().map(text).collect()
    }

    #[test]
    fn rows_become_points_and_gaps_stay_open() {
        let rows = ["RUS AFG X 2019 TOTAL 15", "RUS AFG X 2021 TOTAL 20", "RUS AFG M 2020 TOTAL 7"];
        let found = values(&rows, &selector("AFG", "TOTAL"));
        assert_eq!((found[0].as_str(), found[2].as_str()), ("2019 15", "2021 20"));
        assert!(found[1].contains("NotReported"), "{found:?}");
    }

    #[test]
    fn commodities_are_added_at_one_level() {
        let rows = ["RUS AFG X 2020 110100 60", "RUS AFG X 2020 271019 40"];
        assert_eq!(values(&rows, &selector("AFG", "TOTAL")), ["2020 100"]);
        assert_eq!(values(&rows, &selector("AFG", "1101")), ["2020 60"]);
        let rows = ["RUS AFG X 2020 TOTAL 100", "RUS AFG X 2020 11 60", "RUS AFG X 2020 110100 60"];
        assert_eq!(values(&rows, &selector("AFG", "TOTAL")), ["2020 100"]);
        assert_eq!(values(&rows, &selector("AFG", "11")), ["2020 60"]);
    }

    #[test]
    fn the_world_is_its_row_or_the_sum_of_single_partners() {
        let rows = ["RUS WLD X 2020 TOTAL 100", "RUS AFG X 2020 TOTAL 90"];
        assert_eq!(values(&rows, &selector("WLD", "TOTAL")), ["2020 100"]);
        let rows = [
            "RUS DEU X 2020 TOTAL 40",
            "RUS FRA X 2020 TOTAL 20",
            "RUS EU X 2020 TOTAL 60",
            "RUS CHN X 2020 TOTAL 15",
        ];
        assert_eq!(values(&rows, &selector("WLD", "TOTAL")), ["2020 75"]);
    }

    #[test]
    fn two_editions_of_one_year_are_never_added() {
        let rows = [
            "RUS AFG X 2020 TOTAL 100 H4",
            "RUS AFG X 2020 TOTAL 100 H5",
            "RUS AFG X 2021 TOTAL 110 H5",
        ];
        assert_eq!(values(&rows, &selector("AFG", "TOTAL")), ["2020 100", "2021 110"]);
        let rows = [
            "RUS AFG X 2020 TOTAL 100 H4",
            "RUS AFG X 2020 TOTAL 120 H5",
            "RUS AFG X 2021 TOTAL 110 H5",
        ];
        let (table, _) = table(&rows);
        let (series, found) = table.series("s", &selector("AFG", "TOTAL"));
        assert_eq!(found[0].title, "HS2012 and HS2017 in 2020 of one series");
        assert_eq!(series.points.len(), 1);
    }

    #[test]
    fn a_lost_record_makes_its_sum_missing() {
        let rows =
            ["RUS AFG X 2020 110100 60", "RUS AFG X 2020 271019 40", "RUS AFG X 2020 271019 40"];
        let found = values(&rows, &selector("AFG", "TOTAL"));
        assert!(found[0].contains("SetAside"), "{found:?}");
    }

    #[test]
    fn two_datasets_with_one_period_are_refused_or_settled() {
        let (mut a, _) = table(&["RUS AFG X 2019 TOTAL 90", "RUS AFG X 2020 TOTAL 100"]);
        let (mut b, _) = table(&["RUS AFG X 2020 TOTAL 103", "RUS AFG X 2021 TOTAL 110"]);
        a.datasets[0].path = "a.csv".into();
        b.datasets[0].path = "b.csv".into();
        let both = Table::merge(vec![a.clone(), b.clone()]);
        let (series, found) = both.series("s", &selector("AFG", "TOTAL"));
        assert_eq!(found[0].title, "`a.csv` and `b.csv` both hold 2020");
        assert!(series.points.is_empty());
        b.datasets[0].precedence = Some(2);
        let (series, found) = Table::merge(vec![a, b]).series("s", &selector("AFG", "TOTAL"));
        assert!(!found[0].is_error());
        assert_eq!(series.points.len(), 3);
        assert_eq!(series.points[1].value.known().unwrap().mid(), 103.0);
    }
}
