//! The outlook of a target from every baseline that a ledger knows: none is chosen, contradictions stand side by side.
//!
//! The baseline and the outcome of the target's own row count as one voice, figures by their speakers. A pace is only
//! taken between two whole years of one voice; what has no pace says why.

use chrono::Datelike;
use serde::Serialize;

use super::base_rate::{Grid, Question};
use super::goal::{
    Arrival, Reading, Standing, arrival, pace, required_growth, standing, tonnes_needed,
};
use super::{Figure, Kind, Level, Target};
use crate::series::goal::{attainment, attainment_even, attainment_seasonal};
use crate::series::months::seasonal;
use crate::series::{Absence, Missing, Reason, Series, Value};
use crate::trade::{Area, Estimate, Frequency, Measure, Origin, Period, Unit};

/// A level of what a target is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Known {
    /// Id of the figure, or of the target whose row gives the level.
    pub id: String,
    /// Who says so.
    pub speaker: String,
    /// When.
    pub period: Period,
    /// Dollars.
    pub value: Estimate,
    /// The row.
    pub origin: Origin,
}

impl Known {
    fn reading(&self) -> Reading {
        Reading { value: self.value, period: self.period }
    }

    fn is_whole_year(&self) -> bool {
        self.period.frequency() == Frequency::Annual
    }
}

/// A target seen from one baseline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FromBaseline {
    /// The baseline.
    pub baseline: Known,
    /// Growth a year from it to the target.
    pub required_growth: Value,
    /// In what share of comparable windows of history a pair grew that much: lowest and highest; none outside the grid.
    pub base_rate: Option<(f64, f64)>,
    /// Growth a year from it to the latest whole year of the same voice.
    pub pace: Value,
    /// When the target is reached at that pace.
    pub arrival: Option<Arrival>,
    /// The latest level against the path of constant growth from here.
    pub standing: Standing,
}

/// The latest level of a target, and how far it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attained {
    /// The level.
    pub level: Known,
    /// The part of the target that it is.
    pub attainment: Value,
    /// The part of what was due so far, month by month alike; only for a part of the target's year.
    pub to_date: Option<Value>,
    /// The part of what was due so far by the pattern of complete years; missing where none is on record.
    pub seasonal: Option<Value>,
    /// That pattern.
    pub season: Option<Season>,
}

/// How a year is spread over its months.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Season {
    /// The part of a year that its first months hold: smallest, pooled and largest over the years.
    pub share: Estimate,
    /// Years of which all twelve months are known.
    pub years: Vec<i32>,
}

/// What a tonne was worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnitValue {
    /// Dollars a tonne.
    pub value: Estimate,
    /// When.
    pub period: Period,
    /// The rows of value and weight.
    pub origins: Vec<Origin>,
}

/// What would have to be true in tonnes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tonnes {
    /// Tonnes that the target amounts to at that unit value.
    pub needed: Value,
    /// The unit value.
    pub at: UnitValue,
}

/// What is known of a target beside the ledger.
#[derive(Clone, Debug, Default)]
pub struct Background {
    /// Months of what the target is about.
    pub monthly: Option<Series>,
    /// What a tonne was worth, from a dataset.
    pub unit_value: Option<UnitValue>,
}

/// Everything that can be said of a target today.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Prospect {
    /// The target.
    pub target: Target,
    /// Seen from each baseline, the earliest first.
    pub baselines: Vec<FromBaseline>,
    /// The latest level by the end of the deadline; several where statements of one period contradict each other.
    pub latest: Vec<Attained>,
    /// What the latest level tells without a path.
    pub standing: Standing,
    /// Tonnes that the target amounts to, where a weight is known beside an amount.
    pub tonnes: Option<Tonnes>,
}

/// Works out the outlook of a target.
#[must_use]
pub fn prospect(
    target: &Target,
    figures: &[Figure],
    grid: Option<&Grid>,
    beside: &Background,
) -> Prospect {
    let known = known(target, figures);
    let latest = latest(target, &known);
    let one = match &latest[..] {
        [only] => Some(only.reading()),
        _ => None,
    };
    let stand = |base| one.map_or(Standing::CannotTell, |latest| standing(target, base, latest));
    let baselines = known
        .iter()
        .filter(|known| is_baseline(known, target))
        .map(|base| FromBaseline {
            baseline: base.clone(),
            required_growth: required(target, base),
            base_rate: grid.and_then(|grid| base_rate(grid, target, base)),
            pace: pace_from(base, &known).map_or_else(Value::from, |(_, pace)| Value::Known(pace)),
            arrival: pace_from(base, &known)
                .and_then(|(latest, pace)| arrival(latest.reading(), pace, target.dollars))
                .ok(),
            standing: stand(Some(base.reading())),
        })
        .collect();
    Prospect {
        target: target.clone(),
        baselines,
        standing: stand(None),
        latest: latest.into_iter().map(|level| attained(target, level, beside)).collect(),
        tonnes: unit_value(target, figures)
            .or_else(|| beside.unit_value.clone())
            .map(|at| Tonnes { needed: tonnes_needed(target.dollars, at.value), at }),
    }
}

/// Levels of what the target is about, by period; the row's own are left out where a figure says the same.
fn known(target: &Target, figures: &[Figure]) -> Vec<Known> {
    let mut known: Vec<Known> = figures
        .iter()
        .filter(|figure| is_about(figure, target) && figure.unit == Unit::Dollar)
        .filter_map(|figure| {
            Some(Known {
                id: figure.id.clone(),
                speaker: figure.speaker.clone(),
                period: figure.period,
                value: figure.estimate?,
                origin: figure.origin.clone(),
            })
        })
        .collect();
    for level in [target.baseline, target.reached].into_iter().flatten() {
        let Level { dollars, period: Some(period) } = level else { continue };
        let said = |known: &Known| {
            known.period == period && known.value.mid().to_bits() == dollars.to_bits()
        };
        if !known.iter().any(said) {
            known.push(Known {
                id: target.id.clone(),
                speaker: String::new(),
                period,
                value: Estimate::exact(dollars),
                origin: target.origin.clone(),
            });
        }
    }
    known.sort_by(|a, b| (a.period.end(), &a.origin).cmp(&(b.period.end(), &b.origin)));
    known
}

fn is_about(figure: &Figure, target: &Target) -> bool {
    let pair = (figure.reporter, figure.partner);
    let same_way = pair == (target.a, target.b);
    let either_way = same_way || pair == (target.b, target.a);
    figure.measure == target.measure
        && figure.kind == Kind::Outcome
        && figure.commodity == target.commodity
        && scope(&figure.scope) == scope(&target.scope)
        && (same_way || (either_way && target.measure == Measure::Turnover))
}

/// What a statement covers; all goods where it does not say.
fn scope(text: &str) -> &str {
    if text.is_empty() { "total" } else { text }
}

/// Whether a level lies before the target's year, and is not what the row gives as its outcome.
fn is_baseline(known: &Known, target: &Target) -> bool {
    let outcome = target.reached.and_then(|reached| reached.period);
    let is_outcome = known.id == target.id && Some(known.period) == outcome;
    !is_outcome && target.deadline.is_none_or(|deadline| known.period.end() < deadline.start())
}

fn required(target: &Target, base: &Known) -> Value {
    match target.deadline {
        None => {
            let absence = Absence::NotReported;
            Missing { input: "deadline".to_owned(), period: None, absence }.into()
        }
        Some(_) if !base.is_whole_year() => Reason::PartialPeriod(base.period).into(),
        Some(deadline) => required_growth(base.reading(), target.dollars, deadline),
    }
}

/// Lowest and highest share that the grid allows, over the whole years around the time that is left.
fn base_rate(grid: &Grid, target: &Target, base: &Known) -> Option<(f64, f64)> {
    let years = base.period.years_until(target.deadline.filter(|_| base.is_whole_year())?);
    let thousandths = |dollars: f64| (dollars * 1000.0).round() as i64;
    let (from, to) = (thousandths(base.value.mid()), thousandths(target.dollars));
    let ask = |years: f64| {
        let question = Question { from, to, years: (years as i32).max(1) };
        grid.answer(question).ok().map(|answer| (answer.low, answer.high))
    };
    let (below, above) = (ask(years.floor())?, ask(years.ceil())?);
    Some((below.0.min(above.0), below.1.max(above.1)))
}

/// The latest whole year of the same voice, and the growth a year to it.
fn pace_from<'k>(base: &Known, known: &'k [Known]) -> Result<(&'k Known, Estimate), Reason> {
    if !base.is_whole_year() {
        return Err(Reason::PartialPeriod(base.period));
    }
    let later: Vec<&Known> = known
        .iter()
        .filter(|known| known.is_whole_year() && known.period.end() > base.period.end())
        .collect();
    let own: Vec<&Known> =
        later.iter().filter(|known| known.speaker == base.speaker).copied().collect();
    let end = own.iter().map(|known| known.period.end()).max();
    let newest: Vec<&Known> =
        own.into_iter().filter(|known| Some(known.period.end()) == end).collect();
    let mismatch = |left: &str, right: &str| {
        Err(Reason::BasisMismatch { left: left.to_owned(), right: right.to_owned() })
    };
    let latest = match (&newest[..], &later[..]) {
        ([latest], _) => *latest,
        // One voice gave several levels of one year: which of them holds is not guessed.
        ([first, second, ..], _) => return mismatch(&first.id, &second.id),
        ([], [.., other]) => return mismatch(voice(base), voice(other)),
        ([], []) => return Err(Reason::TooFewPoints { needed: 2, found: 1 }),
    };
    match pace(base.reading(), latest.reading()) {
        Value::Known(pace) => Ok((latest, pace)),
        Value::Undefined(reason) => Err(reason),
        Value::Missing(_) => Err(Reason::TooFewPoints { needed: 2, found: 1 }),
    }
}

fn voice(known: &Known) -> &str {
    if known.speaker.is_empty() { &known.id } else { &known.speaker }
}

/// The latest levels by the end of the deadline; the outcome of the row where all others are later.
fn latest(target: &Target, known: &[Known]) -> Vec<Known> {
    let in_time = |known: &&Known| {
        target.deadline.is_none_or(|deadline| known.period.end() <= deadline.end())
    };
    let is_later = |known: &&Known| {
        target
            .baseline
            .and_then(|base| base.period)
            .is_none_or(|base| known.period.end() > base.end())
    };
    let of = |wanted: &dyn Fn(&&Known) -> bool| -> Vec<&Known> {
        let end = known.iter().filter(wanted).map(|known| known.period.end()).max();
        known.iter().filter(wanted).filter(|known| Some(known.period.end()) == end).collect()
    };
    let timely = of(&|known| in_time(known) && is_later(known));
    let found = if timely.is_empty() { of(&is_later) } else { timely };
    found.into_iter().cloned().collect()
}

fn attained(target: &Target, level: Known, beside: &Background) -> Attained {
    let months = level.period.whole_months().filter(|months| *months < 12);
    let within = target.deadline.filter(|deadline| deadline.overlaps(level.period));
    let to_date =
        within.and(months).map(|months| attainment_even(level.value, target.dollars, months));
    let season = season(&level, months.filter(|_| to_date.is_some()), beside);
    let due = |season: &Season| attainment_seasonal(level.value, target.dollars, season.share);
    let seasonal = to_date.as_ref().map(|_| season.as_ref().map_or_else(no_pattern, due));
    let attainment = attainment(level.value, target.dollars);
    Attained { level, attainment, to_date, seasonal, season }
}

/// The pattern of complete years other than the level's own.
fn season(level: &Known, months: Option<u32>, beside: &Background) -> Option<Season> {
    let own = level.period.start().year();
    let (share, years) = seasonal(beside.monthly.as_ref()?, months?, own).ok()?;
    Some(Season { share, years })
}

fn no_pattern() -> Value {
    let absence = Absence::NotReported;
    Missing { input: "seasonal pattern".to_owned(), period: None, absence }.into()
}

/// Dollars a tonne, from the latest amount that stands beside a weight of the same speaker.
fn unit_value(target: &Target, figures: &[Figure]) -> Option<UnitValue> {
    let amounts = figures.iter().filter(|f| is_about(f, target) && f.unit == Unit::Dollar);
    let both = |amount: &Figure| {
        let weight = figures.iter().find(|weight| {
            is_about(weight, target)
                && weight.unit == Unit::Kilogram
                && weight.period == amount.period
                && weight.speaker == amount.speaker
        })?;
        Some(UnitValue {
            value: amount.estimate?.over(weight.estimate? * 0.001)?,
            period: amount.period,
            origins: vec![amount.origin.clone(), weight.origin.clone()],
        })
    };
    amounts.filter_map(both).max_by_key(|value| value.period.end())
}

impl Prospect {
    /// Whether the ledger records the target as decided.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        self.target.outcome.is_decided()
    }

    /// The two sides.
    #[must_use]
    pub fn pair(&self) -> (Area, Area) {
        (self.target.a, self.target.b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::{read_figures, read_targets};
    use crate::trade::HedgeSettings;

    const TARGETS: &str = "id,a,b,target_usd,deadline,baseline_usd,baseline_period,outcome_usd,outcome_period,outcome,source_url\n";
    const FIGURES: &str = "id,period_start,period_end,flow,reporter,partner,commodity,value,hedge,\
                           printed_unit,unit,speaker,stated_on,source_url\n";

    fn outlook(target: &str, rows: &[&str]) -> Prospect {
        let (targets, faults) = read_targets(&format!("{TARGETS}{target}\n"), "targets.csv");
        assert_eq!(faults, []);
        let rows: Vec<String> = rows.iter().map(|row| format!("{row},2025,http://x\n")).collect();
        let text = format!("{FIGURES}{}", rows.concat());
        let (figures, _) = read_figures(&text, "figures.csv", &HedgeSettings::default());
        assert_eq!(figures.len(), rows.len());
        prospect(&targets[0], &figures, None, &Background::default())
    }

    fn mid(value: &Value) -> f64 {
        value.known().unwrap_or_else(|| panic!("{value:?}")).mid()
    }

    const TARGET: &str =
        "t,AFG,RUS,3000000000,2025,239000000,2024,503000000,2025-01-01/2025-11-30,missed,http://x";
    const ROWS: [&str; 5] = [
        "said-22,2022-01-01,2022-12-31,turnover,RUS,AFG,TOTAL,170,exact,,USD million,K",
        "said-23,2023-01-01,2023-12-31,turnover,RUS,AFG,TOTAL,560,printed,10,USD million,O",
        "said-24,2024-01-01,2024-12-31,turnover,RUS,AFG,TOTAL,239,exact,,USD million,K",
        "months,2024-03-20,2024-11-20,turnover,AFG,RUS,TOTAL,174,exact,,USD million,J",
        "flour,2024-01-01,2024-12-31,export,RUS,AFG,HS 1101,80,exact,,USD million,A",
    ];

    #[test]
    fn each_baseline_has_its_own_outlook() {
        let found = outlook(TARGET, &ROWS);
        let ids: Vec<&str> = found.baselines.iter().map(|b| b.baseline.id.as_str()).collect();
        // The row's own 239 is the figure of 2024; flour is no turnover.
        assert_eq!(ids, ["said-22", "said-23", "months", "said-24"]);
        assert!((mid(&found.baselines[1].required_growth) - 1.314_550_25).abs() < 1e-8);
        assert!((mid(&found.baselines[3].required_growth) - 11.552_301_3).abs() < 1e-7);
        let months = &found.baselines[2];
        assert_eq!(months.required_growth, Reason::PartialPeriod(months.baseline.period).into());
    }

    #[test]
    fn a_pace_is_taken_within_one_voice() {
        let found = outlook(TARGET, &ROWS);
        // 239 / 170 in two years: 18.57 % a year.
        assert!((mid(&found.baselines[0].pace) - 0.185_699_3).abs() < 1e-6);
        assert!(matches!(found.baselines[0].arrival, Some(Arrival::Between { .. })));
        let mixed = Reason::BasisMismatch { left: "O".to_owned(), right: "K".to_owned() };
        assert_eq!(found.baselines[1].pace, mixed.into());
        assert_eq!(found.baselines[1].arrival, None);
    }

    #[test]
    fn a_voice_that_contradicts_itself_gives_no_pace() {
        let again = "again,2024-01-01,2024-12-31,turnover,RUS,AFG,TOTAL,1000,over,,USD million,K";
        let found = outlook(TARGET, &[ROWS[0], ROWS[2], again]);
        let reason =
            Reason::BasisMismatch { left: "said-24".to_owned(), right: "again".to_owned() };
        assert_eq!(found.baselines[0].pace, reason.into());
    }

    #[test]
    fn the_latest_level_is_held_against_the_target_and_against_what_was_due() {
        let found = outlook(TARGET, &ROWS);
        assert_eq!(found.latest.len(), 1);
        assert!((mid(&found.latest[0].attainment) - 0.167_666_667).abs() < 1e-8);
        // 503 of 2,750 due by November.
        let to_date = found.latest[0].to_date.as_ref().unwrap();
        assert!((mid(to_date) - 0.182_909_091).abs() < 1e-8);
        assert!(matches!(found.latest[0].seasonal, Some(Value::Missing(_))));
    }

    #[test]
    fn contradictions_about_the_latest_year_decide_nothing() {
        let again = "again,2024-01-01,2024-12-31,turnover,RUS,AFG,TOTAL,1000,over,,USD million,M";
        let target = "t,AFG,RUS,500000000,2025,170000000,2022,,,open,http://x";
        let found = outlook(target, &[ROWS[2], again]);
        assert_eq!(found.latest.len(), 2);
        assert_eq!(found.standing, Standing::CannotTell);
    }

    #[test]
    fn tonnes_follow_where_an_amount_stands_beside_a_weight() {
        let weight = "w,2024-01-01,2024-12-31,turnover,RUS,AFG,TOTAL,478,exact,,thousand tonnes,K";
        let found = outlook(TARGET, &[ROWS[2], weight]);
        // 239 million for 478 thousand tonnes is 500 dollars a tonne.
        assert!((mid(&found.tonnes.unwrap().needed) - 6e6).abs() < 1.0);
        assert_eq!(outlook(TARGET, &ROWS).tonnes, None);
    }
}
