//! Series out of the ledger of targets: how many ended how, or what each asked for and what it came to.
//!
//! `record = { of = "asked" }` becomes a series for each target, with ids like `asked-chn-rus-2024`, before anything is
//! resolved; a count stays one series. Only targets whose outcome is known are in a record.

use chrono::Datelike;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::desk::ChartSource;
use super::spec::{DeskSpec, SeriesSpec, nearest, place_of};
use crate::claims::{Outcome, Target, asked, came_to};
use crate::diag::Diagnostic;
use crate::series::{Basis, Point, Series, Value};
use crate::trade::{
    Area, Commodity, Estimate, Evidence, Hedge, Measure, ObsStatus, Period, Unit, Valuation,
};
use crate::words::{Lang, Words, area_name};

/// What of the ledger of targets is taken: `record = { of = "count", outcome = ["missed"] }`.
///
/// Only targets whose outcome is known are in it: `met`, `met_early`, `missed`, `depends_on_reporter`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordSpec {
    /// `count` by year of deadline in one series; `asked` or `came-to` in one series for each target.
    pub of: RecordOf,
    /// Outcomes that are taken; every known one if absent.
    #[serde(default)]
    pub outcome: Vec<String>,
    /// Only targets that asked for at least this growth a year, as a fraction.
    pub asked_from: Option<f64>,
    /// Only targets that asked for less than this growth a year.
    pub asked_below: Option<f64>,
    /// Each year with all years before it.
    #[serde(default)]
    pub running: bool,
    /// Id of the record that this one is printed beside: what was asked beside what it came to.
    pub beside: Option<String>,
    /// Ids of targets that stand out.
    #[serde(default)]
    pub focus: Vec<String>,
    /// Ids of targets that are taken; all of the ledger if absent.
    #[serde(default)]
    pub targets: Vec<String>,
}

/// What a record tells of targets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecordOf {
    /// How many there are.
    #[default]
    Count,
    /// Growth a year that a target asked for, from the baseline named with it.
    Asked,
    /// The part of a target that its outcome is.
    CameTo,
}

/// Puts a series for each target in the place of a record of what they asked for or came to.
///
/// A record that names an unknown outcome or target, or takes no target at all, is left as it is, with a C104.
pub fn expand(targets: &[Target], desk: &DeskSpec, chart: &mut ChartSource) -> Vec<Diagnostic> {
    let mut diagnostics = vec![];
    let mut series = vec![];
    for spec in std::mem::take(&mut chart.spec.series) {
        let Some(record) = &spec.record else {
            series.push(spec);
            continue;
        };
        match taken(record, targets) {
            Err((name, fault)) => {
                let at = chart.text.find(&format!("\"{name}\""));
                let at = at.or_else(|| chart.text.find(&format!("\"{}\"", spec.id))).unwrap_or(0);
                let place = place_of(&chart.text, &chart.path, at, name.len() + 2);
                diagnostics.push(fault.at(place));
                series.push(spec);
            }
            Ok(_) if record.of == RecordOf::Count => series.push(spec),
            Ok(taken) => {
                series.extend(taken.into_iter().map(|target| single(&spec, target, desk)));
            }
        }
    }
    chart.spec.series = series;
    diagnostics
}

/// The decided targets of a record by deadline, or the name that is wrong with the message.
fn taken<'t>(
    record: &RecordSpec,
    targets: &'t [Target],
) -> Result<Vec<&'t Target>, (String, Diagnostic)> {
    let unknown = |what: &str, name: &str, known: &[&str]| {
        let fault = Diagnostic::error("C104", format!("no {what} `{name}`"));
        let fault = match nearest(name, known.iter().copied()) {
            Some(nearest) => fault.help(format!("did you mean `{nearest}`?")),
            None => fault,
        };
        (name.to_owned(), fault)
    };
    let outcomes = Outcome::ALL.map(Outcome::id);
    if let Some(name) = record.outcome.iter().find(|name| !outcomes.contains(&name.as_str())) {
        return Err(unknown("outcome", name, &outcomes));
    }
    let ids: Vec<&str> = targets.iter().map(|target| target.id.as_str()).collect();
    let named = record.targets.iter().chain(&record.focus);
    if let Some(name) = named.clone().find(|name| !ids.contains(&name.as_str())) {
        return Err(unknown("target", name, &ids));
    }
    let mut found: Vec<&Target> = targets.iter().filter(|target| is_in(record, target)).collect();
    found.sort_by_key(|target| target.deadline.map(Period::end));
    if found.is_empty() {
        let fault = Diagnostic::error("C104", "no target of the ledger is in this record")
            .because("only targets with a deadline and a known outcome are");
        return Err(("record".to_owned(), fault));
    }
    Ok(found)
}

/// Whether a target is decided and of the kind that a record takes.
fn is_in(record: &RecordSpec, target: &Target) -> bool {
    let growth = asked(target).known().map(Estimate::mid);
    let above = |least: f64| growth.is_some_and(|growth| growth >= least);
    let below = |most: f64| growth.is_some_and(|growth| growth < most);
    let named = |names: &[String], name: &str| names.is_empty() || names.iter().any(|n| n == name);
    let told = match record.of {
        RecordOf::Count => true,
        // What a dot of a scatter needs: both numbers.
        RecordOf::Asked | RecordOf::CameTo => growth.is_some() && came_to(target).known().is_some(),
    };
    target.outcome.is_decided()
        && target.deadline.is_some()
        && named(&record.outcome, target.outcome.id())
        && named(&record.targets, &target.id)
        && record.asked_from.is_none_or(above)
        && record.asked_below.is_none_or(below)
        && told
}

/// The series of one target.
fn single(spec: &SeriesSpec, target: &Target, desk: &DeskSpec) -> SeriesSpec {
    let record = spec.record.clone().unwrap_or_default();
    let year = target.deadline.map_or(0, |deadline| deadline.end().year());
    let label = |lang: Lang| {
        let year = desk.numbers(lang).year(year);
        let comma = if lang.is_rtl() { '،' } else { ',' };
        format!("{}–{}{comma} {year}", area_name(target.a, lang), area_name(target.b, lang))
    };
    SeriesSpec {
        id: format!("{}-{}", spec.id, target.id),
        label: Lang::ALL.into_iter().map(|lang| (lang, label(lang))).collect::<Words>(),
        focus: record.focus.contains(&target.id),
        beside: record.beside.as_ref().map(|beside| format!("{beside}-{}", target.id)),
        record: Some(RecordSpec { targets: vec![target.id.clone()], focus: vec![], ..record }),
        ..spec.clone()
    }
}

/// The series of a record; none for a record that [`expand`] has refused.
#[must_use]
pub fn series(id: &str, record: &RecordSpec, targets: &[Target]) -> Option<Series> {
    let taken = taken(record, targets).ok()?;
    let (unit, formula) = match record.of {
        RecordOf::Count => (Unit::Count, "number of targets by year of deadline"),
        RecordOf::Asked => (Unit::GrowthPerYear, "(T / V0)^(1/n) - 1"),
        RecordOf::CameTo => (Unit::Fraction, "V / T"),
    };
    let of = |(reporter, partner, measure), commodity| {
        let valuation = Valuation::Unknown;
        Basis { reporter, partner, measure, commodity, valuation }
    };
    let (basis, points) = match (record.of, &taken[..]) {
        (RecordOf::Count, _) => {
            let basis = of((Area::WORLD, Area::WORLD, Measure::Turnover), Commodity::total());
            (basis, counts(record, &taken, targets))
        }
        (_, [target]) => {
            let basis = of((target.a, target.b, target.measure), target.commodity.clone());
            (basis, vec![told(record.of, target)?])
        }
        _ => return None,
    };
    Some(Series { id: id.to_owned(), basis, unit, formula: formula.to_owned(), points })
}

fn told(of: RecordOf, target: &Target) -> Option<Point> {
    let value = if of == RecordOf::Asked { asked(target) } else { came_to(target) };
    Some(point(target.deadline?, value, &[target]))
}

/// A point a year, from the first to the last deadline of all decided targets: a year without one is 0, not missing.
fn counts(record: &RecordSpec, taken: &[&Target], targets: &[Target]) -> Vec<Point> {
    let year = |target: &Target| target.deadline.map(|deadline| deadline.end().year());
    let all = || targets.iter().filter(|t| t.outcome.is_decided()).filter_map(year);
    let (Some(first), Some(last)) = (all().min(), all().max()) else { return vec![] };
    (first..=last)
        .map(|at| {
            let counted = |target: &&&Target| {
                year(target).is_some_and(|year| year == at || (record.running && year < at))
            };
            let counted: Vec<&Target> = taken.iter().filter(counted).copied().collect();
            let value = Value::Known(Estimate::exact(counted.len() as f64));
            point(Period::year(at), value, &counted)
        })
        .collect()
}

fn point(period: Period, value: Value, targets: &[&Target]) -> Point {
    let mut origins: Vec<_> = targets.iter().map(|target| target.origin.clone()).collect();
    origins.sort();
    let one = if let [target] = targets { Some(target) } else { None };
    Point {
        period,
        value,
        evidence: Evidence::Statement,
        status: ObsStatus::Normal,
        speaker: one.map(|target| target.outcome_source.clone()).unwrap_or_default(),
        origins,
        note: one.map(|target| target.note.clone()).unwrap_or_default(),
        row: one.map(|target| target.id.clone()).unwrap_or_default(),
        hedge: Hedge::Exact,
        derivation: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::read_targets;

    fn targets() -> Vec<Target> {
        let text = "id,a,b,target_usd,deadline,baseline_usd,baseline_period,outcome_usd,outcome_period,outcome,source_url\n\
                    a,CHN,IND,20000000000,2008,13600000000,2004,41303833125,2008,met,http://x\n\
                    b,CHN,IND,100000000000,2010,20000000000,2007,70500900500,2010,missed,http://x\n\
                    c,CHN,VNM,15000000000,2010,,,,,missed,http://x\n\
                    d,AFG,RUS,10000000000,2030,239000000,2024,,,open,http://x\n";
        let (targets, faults) = read_targets(text, "targets.csv");
        assert_eq!(faults, []);
        targets
    }

    fn values(series: &Series) -> Vec<(i32, f64)> {
        series.known().map(|(p, e)| (p.period.end().year(), e.mid())).collect()
    }

    fn count(record: &RecordSpec) -> Vec<(i32, f64)> {
        values(&series("n", record, &targets()).unwrap())
    }

    #[test]
    fn targets_are_counted_by_the_year_of_their_deadline() {
        let missed = RecordSpec { outcome: vec!["missed".to_owned()], ..RecordSpec::default() };
        assert_eq!(count(&missed), [(2008, 0.0), (2009, 0.0), (2010, 2.0)]);
        let running = RecordSpec { running: true, ..RecordSpec::default() };
        assert_eq!(count(&running), [(2008, 1.0), (2009, 1.0), (2010, 3.0)]);
        // 20 to 100 in three years is 71 % a year; the third target names no baseline.
        let bold = RecordSpec { asked_from: Some(0.15), ..missed };
        assert_eq!(count(&bold), [(2008, 0.0), (2009, 0.0), (2010, 1.0)]);
    }

    #[test]
    fn each_target_has_its_own_series_with_its_row() {
        let record =
            |id: &str, of| RecordSpec { of, targets: vec![id.to_owned()], ..RecordSpec::default() };
        let asked = series("asked-a", &record("a", RecordOf::Asked), &targets()).unwrap();
        assert!((values(&asked)[0].1 - 0.1012).abs() < 1e-4);
        assert_eq!((asked.points[0].row.as_str(), asked.points[0].origins[0].line), ("a", 2));
        let came = series("came-b", &record("b", RecordOf::CameTo), &targets()).unwrap();
        assert_eq!(values(&came), [(2010, 0.705_009_005)]);
        // No outcome to tell.
        assert_eq!(series("x", &record("c", RecordOf::CameTo), &targets()), None);
    }

    #[test]
    fn unknown_names_are_refused_with_the_nearest() {
        let record = RecordSpec { outcome: vec!["mised".to_owned()], ..RecordSpec::default() };
        let (name, fault) = taken(&record, &targets()).unwrap_err();
        assert_eq!(
            (name.as_str(), fault.help.as_deref()),
            ("mised", Some("did you mean `missed`?"))
        );
    }
}
