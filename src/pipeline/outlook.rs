//! Targets as tables: one row a baseline, short for people and in full for programs.

use super::compare::percent_range;
use super::outputs::plain;
use super::sheet::Sheet;
use crate::claims::{Arrival, Attained, FromBaseline, Outcome, Prospect, Standing, asked, came_to};
use crate::series::Value;
use crate::trade::{Estimate, Unit};
use crate::words::{Lang, Numbers, strip_controls};

/// What a person wants to know of each target, from each of its baselines.
#[must_use]
pub fn short(prospects: &[Prospect]) -> Sheet {
    let columns = vec![
        "target",
        "goal",
        "by",
        "from",
        "in",
        "said by",
        "needs a year",
        "in history",
        "at its pace",
        "reached",
        "in tonnes",
        "verdict",
    ];
    let rows = prospects.iter().flat_map(|prospect| {
        rows_of(prospect).into_iter().enumerate().map(|(index, from)| {
            let mut row = if index == 0 { of_target(prospect) } else { vec![String::new(); 3] };
            row.extend(of_baseline(from));
            let end = [reached(&prospect.latest), tonnes(prospect), verdict(prospect)];
            let further = || [String::new(), String::new(), standing(from)];
            row.extend(if index == 0 { end } else { further() });
            row
        })
    });
    Sheet { columns, rows: rows.collect() }
}

/// A target without a baseline has one row all the same.
fn rows_of(prospect: &Prospect) -> Vec<Option<&FromBaseline>> {
    match &prospect.baselines[..] {
        [] => vec![None],
        some => some.iter().map(Some).collect(),
    }
}

fn of_target(prospect: &Prospect) -> Vec<String> {
    let target = &prospect.target;
    let deadline = target.deadline.map_or("no date".to_owned(), |deadline| deadline.to_string());
    vec![target.id.clone(), money(target.dollars), deadline]
}

fn of_baseline(from: Option<&FromBaseline>) -> Vec<String> {
    let Some(from) = from else { return vec![String::new(); 6] };
    let voice =
        if from.baseline.speaker.is_empty() { "the ledger" } else { &from.baseline.speaker };
    vec![
        money(from.baseline.value.mid()),
        from.baseline.period.to_string(),
        voice.to_owned(),
        growth(&from.required_growth),
        from.base_rate.map_or(String::new(), |(low, high)| percent_range(low, high)),
        arrival(from),
    ]
}

/// "2039-05", or why there is no date.
fn arrival(from: &FromBaseline) -> String {
    match from.arrival {
        Some(Arrival::Reached) => "reached".to_owned(),
        Some(Arrival::Never) => format!("never ({} a year)", growth(&from.pace)),
        Some(Arrival::Between { expected, .. }) => {
            format!("{} ({} a year)", expected.format("%Y-%m"), growth(&from.pace))
        }
        None => match &from.pace {
            Value::Known(_) => String::new(),
            other => text(other, Unit::Growth),
        },
    }
}

fn reached(latest: &[Attained]) -> String {
    let one = |attained: &Attained| {
        let to_date = attained.to_date.as_ref().map_or(String::new(), |value| {
            let seasonal = match (&attained.seasonal, &attained.season) {
                (Some(value @ Value::Known(_)), Some(season)) => {
                    format!(
                        "{} by season ({} years)",
                        text(value, Unit::Fraction),
                        season.years.len()
                    )
                }
                _ => "by season n/a: no complete year of months".to_owned(),
            };
            format!(", {} of what was due evenly, {seasonal}", text(value, Unit::Fraction))
        });
        format!(
            "{} ({}){to_date}",
            text(&attained.attainment, Unit::Fraction),
            attained.level.period
        )
    };
    latest.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// "9.0 Mt at $333/t of 2024": what would have to be true.
fn tonnes(prospect: &Prospect) -> String {
    let Some(tonnes) = &prospect.tonnes else { return String::new() };
    let Value::Known(needed) = tonnes.needed else { return text(&tonnes.needed, Unit::Kilogram) };
    let weight = text(&Value::Known(needed * 1000.0), Unit::Kilogram);
    let price = text(&Value::Known(tonnes.at.value), Unit::DollarPerTonne);
    format!("{weight} at {price} of {}", tonnes.at.period)
}

/// The ledger's record; for an open target also what the latest level tells.
fn verdict(prospect: &Prospect) -> String {
    let recorded = prospect.target.outcome.id().replace('_', " ");
    let told = standing(prospect.baselines.first());
    match (prospect.target.outcome, told.as_str()) {
        (Outcome::Open, told) if !told.is_empty() => format!("{recorded}, {told}"),
        _ => recorded,
    }
}

fn standing(from: Option<&FromBaseline>) -> String {
    match from.map(|from| from.standing) {
        Some(Standing::OnPath) => "on its path".to_owned(),
        Some(Standing::BehindPath) => "behind its path".to_owned(),
        Some(Standing::Met) => "reached".to_owned(),
        Some(Standing::Missed) => "not reached in time".to_owned(),
        Some(Standing::CannotTell) | None => String::new(),
    }
}

fn growth(value: &Value) -> String {
    text(value, Unit::Growth)
}

fn text(value: &Value, unit: Unit) -> String {
    let numbers = Numbers::of(Lang::En);
    strip_controls(&numbers.value(value, unit, numbers.money_for(&[]))).replace('\u{a0}', " ")
}

fn money(dollars: f64) -> String {
    let numbers = Numbers::of(Lang::En);
    strip_controls(&numbers.money(dollars, numbers.money_for(&[dollars])))
}

/// Every number with its interval; one row a baseline.
#[must_use]
pub fn full(prospects: &[Prospect]) -> Sheet {
    let columns = vec![
        "target",
        "a",
        "b",
        "target_usd",
        "deadline",
        "outcome",
        "baseline",
        "baseline_period",
        "baseline_by",
        "baseline_usd",
        "baseline_low",
        "baseline_high",
        "required_growth",
        "required_low",
        "required_high",
        "base_rate_low",
        "base_rate_high",
        "pace",
        "arrival",
        "standing",
        "latest_period",
        "latest_usd",
        "attainment",
        "attainment_to_date",
        "attainment_seasonal",
        "season_years",
        "asked_growth",
        "came_to",
        "tonnes_needed",
        "usd_per_tonne",
        "row",
    ];
    let rows = prospects
        .iter()
        .flat_map(|prospect| rows_of(prospect).into_iter().map(|from| full_row(prospect, from)));
    Sheet { columns, rows: rows.collect() }
}

fn full_row(prospect: &Prospect, from: Option<&FromBaseline>) -> Vec<String> {
    let target = &prospect.target;
    let mut row = vec![
        target.id.clone(),
        target.a.code().to_owned(),
        target.b.code().to_owned(),
        plain(target.dollars),
        target.deadline.map(|deadline| deadline.to_string()).unwrap_or_default(),
        target.outcome.id().to_owned(),
    ];
    let baseline = from.map(|from| &from.baseline);
    row.push(baseline.map(|known| known.id.clone()).unwrap_or_default());
    row.push(baseline.map(|known| known.period.to_string()).unwrap_or_default());
    row.push(baseline.map(|known| known.speaker.clone()).unwrap_or_default());
    row.extend(ends(baseline.map(|known| known.value)));
    row.extend(ends(from.and_then(|from| from.required_growth.known())));
    let rate = from.and_then(|from| from.base_rate);
    row.push(rate.map(|rate| plain(rate.0)).unwrap_or_default());
    row.push(rate.map(|rate| plain(rate.1)).unwrap_or_default());
    row.push(mid(from.map(|from| &from.pace)));
    row.push(from.map(date).unwrap_or_default());
    row.push(standing(from));
    // Contradicting latest levels are no one number.
    let latest = if let [one] = &prospect.latest[..] { Some(one) } else { None };
    row.push(latest.map(|latest| latest.level.period.to_string()).unwrap_or_default());
    row.push(latest.map(|latest| plain(latest.level.value.mid())).unwrap_or_default());
    row.push(mid(latest.map(|latest| &latest.attainment)));
    row.push(mid(latest.and_then(|latest| latest.to_date.as_ref())));
    row.push(mid(latest.and_then(|latest| latest.seasonal.as_ref())));
    let season = latest.and_then(|latest| latest.season.as_ref());
    let years = season.map(|s| s.years.iter().map(i32::to_string).collect::<Vec<_>>().join(";"));
    row.push(years.unwrap_or_default());
    row.push(mid(Some(&asked(target))));
    row.push(mid(Some(&came_to(target))));
    row.push(mid(prospect.tonnes.as_ref().map(|tonnes| &tonnes.needed)));
    row.push(prospect.tonnes.as_ref().map(|t| plain(t.at.value.mid())).unwrap_or_default());
    row.push(format!("{}:{}", target.origin.path, target.origin.line));
    row
}

fn date(from: &FromBaseline) -> String {
    match from.arrival {
        Some(Arrival::Between { expected, .. }) => expected.to_string(),
        Some(Arrival::Reached) => "reached".to_owned(),
        Some(Arrival::Never) => "never".to_owned(),
        None => String::new(),
    }
}

fn mid(value: Option<&Value>) -> String {
    value.and_then(Value::known).map(|value| plain(value.mid())).unwrap_or_default()
}

fn ends(value: Option<Estimate>) -> [String; 3] {
    let end = |pick: fn(Estimate) -> f64| value.map(|value| plain(pick(value))).unwrap_or_default();
    [end(Estimate::mid), end(Estimate::low), end(Estimate::high)]
}
