//! What the names of an expression stand for: series of one run, their periods, and what is computed of them.
//!
//! A field that is an indicator (`growth`, `required_growth`) is the chart's own series of that indicator where it has
//! one, and is computed by the same code otherwise.

use super::quantity::Quantity;
use super::syntax::Name;
use super::{Fault, Reference};
use crate::indicator::{Goal, INDICATORS, Indicator, Inputs, Settings, compute, indicator};
use crate::pipeline::article::Sets;
use crate::pipeline::spec::nearest;
use crate::series::{Point, Series, SeriesSet, Value};
use crate::trade::{Estimate, Hedge, Period, Unit};
use crate::words::Numbers;

/// A series that an indicator makes of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Id of the series.
    pub series: String,
    /// Id of the indicator.
    pub indicator: String,
    /// What it is made of or printed beside: ids of series, and of its target.
    pub of: Vec<String>,
}

/// A target that a chart names.
#[derive(Clone, Debug, PartialEq)]
pub struct Aim {
    /// Id in the ledger.
    pub id: String,
    /// Amount and period.
    pub goal: Goal,
}

/// What names stand for.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// Series of the chart whose words these are.
    pub own: Option<&'a SeriesSet>,
    /// Series of all charts by id, for names with a colon.
    pub all: Option<&'a Sets>,
    /// What the chart computes.
    pub links: &'a [Link],
    /// Targets of the chart, as `target.2025`.
    pub aims: &'a [Aim],
    /// Id and label of what is drawn.
    pub labels: &'a [(String, String)],
    /// Form of the numbers.
    pub numbers: Numbers,
}

/// The name of the targets of a chart in expressions.
const TARGET: &str = "target";
/// Fields that are forms of the value itself.
pub(super) const OWN_FIELDS: [&str; 8] =
    ["value", "bare", "low", "high", "interval", "times", "period", "fold"];

/// One thing that a name stands for.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// What `*` stood for; empty without one.
    pub key: String,
    /// Where it is from.
    pub reference: Reference,
    /// Its value.
    pub value: Result<Quantity, String>,
}

impl<'a> Scope<'a> {
    /// Series alone.
    #[must_use]
    pub fn of(own: &'a SeriesSet, numbers: Numbers) -> Self {
        Self { own: Some(own), all: None, links: &[], aims: &[], labels: &[], numbers }
    }

    /// All charts of a desk, for articles.
    #[must_use]
    pub fn of_all(all: &'a Sets, numbers: Numbers) -> Self {
        Self { own: None, all: Some(all), links: &[], aims: &[], labels: &[], numbers }
    }

    /// Everything that a name stands for, in the order of the chart.
    pub(super) fn find(&self, name: &Name) -> Result<Vec<Found>, Fault> {
        let chart = name.chart.as_deref().unwrap_or_default();
        if self.is_target(name) {
            return Ok(vec![self.target(name)?]);
        }
        let set = self.set(name)?;
        let globs = [name.series.contains('*'), name.period == "*"];
        let (mut found, mut fits) = (vec![], false);
        for series in &set.series {
            let Some(key) = matched(&name.series, &series.id) else { continue };
            fits = true;
            for point in points(series, &name.period)? {
                let value = self.field(set, series, point, &name.field)?;
                let key = match globs {
                    [_, true] => format!("{key}{}", point.period),
                    _ => key.to_owned(),
                };
                let reference = Reference {
                    chart: chart.to_owned(),
                    series: series.id.clone(),
                    period: point.period.to_string(),
                };
                found.push(Found { key, reference, value });
            }
            if globs == [false, false] && found.is_empty() {
                let why = format!("`{}` has no {}", series.id, name.period);
                return Err(Fault::unknown(why));
            }
        }
        if !fits {
            let known = set.series.iter().map(|series| series.id.as_str());
            return Err(
                Fault::unknown(format!("no series `{}`", name.series)).near(&name.series, known)
            );
        }
        Ok(found)
    }

    fn set(&self, name: &Name) -> Result<&'a SeriesSet, Fault> {
        match (&name.chart, self.own, self.all) {
            (None, Some(own), _) => Ok(own),
            (Some(chart), _, Some(all)) => all.get(chart).ok_or_else(|| {
                let fault = Fault::unknown(format!("no chart `{chart}`"));
                fault.near(chart, all.keys().map(String::as_str))
            }),
            (Some(_), _, None) => {
                Err(Fault::unknown("words of a chart name its own series, without a colon"))
            }
            (None, None, _) => Err(Fault::unknown("no chart before a colon").help(
                "write `{chart:series.period}`; `bilat why CHART` names the series of a chart",
            )),
        }
    }

    fn is_target(&self, name: &Name) -> bool {
        let own = self.own.is_some_and(|own| own.get(TARGET).is_some());
        name.series == TARGET && name.chart.is_none() && !own && !self.aims.is_empty()
    }

    /// `target.2025`, `target.2025.required_growth`.
    fn target(&self, name: &Name) -> Result<Found, Fault> {
        let period: Period =
            name.period.parse().map_err(|error| Fault::unknown(format!("{error}")))?;
        let aim = self.aims.iter().find(|aim| aim.goal.period == period).ok_or_else(|| {
            let known: Vec<String> =
                self.aims.iter().map(|aim| aim.goal.period.to_string()).collect();
            Fault::unknown(format!("no target for {period}"))
                .help(format!("targets are for {}", known.join(", ")))
        })?;
        let amount = Quantity {
            is_goal: true,
            period: Some(period),
            ..Quantity::of(Estimate::exact(aim.goal.amount), Some(Unit::Dollar))
        };
        let reference =
            Reference { chart: String::new(), series: aim.id.clone(), period: period.to_string() };
        let value = match name.field.as_str() {
            "value" | "bare" | "period" => Ok(amount),
            field => self.toward(aim, field)?,
        };
        Ok(Found { key: String::new(), reference, value })
    }

    /// An indicator of a target: the chart's own series of it, or that of the last value of its first series.
    fn toward(&self, aim: &Aim, field: &str) -> Result<Result<Quantity, String>, Fault> {
        let Some(own) = self.own else { return Err(no_field(field)) };
        let id = field.replace('_', "-");
        let links: Vec<&Link> =
            self.links.iter().filter(|l| l.indicator == id && l.of.contains(&aim.id)).collect();
        match &links[..] {
            [] => {}
            [only] => {
                let series = own.get(&only.series);
                let points = series.map(|s| (s, &s.points[..]));
                let Some((series, [point])) = points else {
                    let why = format!("`{}` has not one value; name its period", only.series);
                    return Err(Fault::unknown(why));
                };
                return Ok(quantity(series, point));
            }
            several => {
                let names: Vec<&str> = several.iter().map(|l| l.series.as_str()).collect();
                let why = format!("{} baselines give `{field}`", names.len());
                return Err(Fault::unknown(why).help(format!("name one of {}", names.join(", "))));
            }
        }
        let first = own.series.first().filter(|series| series.unit == Unit::Dollar);
        let Some(first) = first else { return Err(no_field(field)) };
        let made = computed(first, &id, Some(&aim.goal)).ok_or_else(|| no_field(field))?;
        match made.points.iter().rev().find(|point| point.value.known().is_some()) {
            Some(point) => Ok(quantity(&made, point)),
            None => Ok(Err(format!("no baseline before {}", aim.goal.period))),
        }
    }

    /// A field of a point: a form of its value, or an indicator of its series in its period.
    fn field(
        &self,
        set: &SeriesSet,
        series: &Series,
        point: &Point,
        field: &str,
    ) -> Result<Result<Quantity, String>, Fault> {
        let own = quantity(series, point);
        let end = |end: fn(Estimate) -> f64| {
            own.clone().map(|q| Quantity {
                estimate: Estimate::exact(end(q.estimate)),
                hedge: Hedge::Exact,
                ..q
            })
        };
        let times = |q: Quantity| Quantity::of(q.estimate.rising(|g| g + 1.0), Some(Unit::Times));
        Ok(match field {
            "value" | "interval" | "period" => own,
            "bare" => own.map(|q| Quantity { hedge: Hedge::Exact, ..q }),
            "low" => end(Estimate::low),
            "high" => end(Estimate::high),
            "times" => own.map(times),
            "fold" => self.measured(set, series, point, "growth")?.map(times),
            "share" if self.link("share", series).is_none() => share(set, self, series, point)?,
            _ => self.measured(set, series, point, &field.replace('_', "-"))?,
        })
    }

    fn link(&self, indicator: &str, series: &Series) -> Option<&Link> {
        self.links.iter().find(|l| l.indicator == indicator && l.of.contains(&series.id))
    }

    fn measured(
        &self,
        set: &SeriesSet,
        series: &Series,
        point: &Point,
        id: &str,
    ) -> Result<Result<Quantity, String>, Fault> {
        let made = self.link(id, series).and_then(|link| set.get(&link.series)).cloned();
        let goal = match self.aims {
            [only] => Some(&only.goal),
            _ => None,
        };
        let made = match made {
            Some(made) => made,
            None => computed(series, id, goal).ok_or_else(|| no_field(&id.replace('-', "_")))?,
        };
        Ok(match made.at(point.period) {
            Some(point) => quantity(&made, point),
            None => Err(format!("`{}` has no {id} for {}", series.id, point.period)),
        })
    }

    /// The label of a series in the language of the words.
    pub(super) fn label(&self, id: &str) -> Option<&str> {
        self.labels.iter().find(|(known, _)| known == id).map(|(_, label)| label.as_str())
    }
}

/// What `*` stands for in a pattern that fits a name; the name fits itself with nothing.
fn matched<'n>(pattern: &str, name: &'n str) -> Option<&'n str> {
    match pattern.split_once('*') {
        None => (pattern == name).then_some(""),
        Some((before, after)) => name.strip_prefix(before)?.strip_suffix(after),
    }
}

/// The points that a period names.
fn points<'s>(series: &'s Series, period: &str) -> Result<Vec<&'s Point>, Fault> {
    let known = || series.points.iter().filter(|point| point.value.known().is_some());
    let mid = |point: &&Point| point.value.known().map_or(0.0, Estimate::mid);
    // Of equal values the first counts.
    let best =
        |sign: f64| known().reduce(|a, b| if sign * mid(&b) > sign * mid(&a) { b } else { a });
    Ok(match period {
        "*" => known().collect(),
        "first" => known().next().into_iter().collect(),
        "last" => known().next_back().into_iter().collect(),
        "peak" => best(1.0).into_iter().collect(),
        "trough" => best(-1.0).into_iter().collect(),
        _ => {
            let period: Period = period.parse().map_err(|error| {
                Fault::unknown(format!("{error}"))
                    .help("a period is like 2024, 2024-05, 2024-Q1, first, last, peak, trough")
            })?;
            series.at(period).into_iter().collect()
        }
    })
}

/// The value of a point, or why it has none.
fn quantity(series: &Series, point: &Point) -> Result<Quantity, String> {
    match &point.value {
        Value::Known(estimate) => Ok(Quantity {
            estimate: *estimate,
            unit: Some(series.unit),
            hedge: point.hedge,
            is_goal: false,
            period: Some(point.period),
        }),
        Value::Undefined(reason) => {
            Err(format!("`{}` in {} is undefined: {reason}", series.id, point.period))
        }
        Value::Missing(missing) => {
            Err(format!("`{}` in {} is missing: {missing}", series.id, point.period))
        }
    }
}

/// An indicator of one series.
fn computed(series: &Series, id: &str, goal: Option<&Goal>) -> Option<Series> {
    let takes_one = |indicator: &&dyn Indicator| {
        indicator.variants().first().is_some_and(|form| form.roles.len() == 1 && !form.of_parts)
    };
    let indicator = indicator(id).filter(takes_one)?;
    let settings = Settings { goal: goal.cloned(), ..Settings::default() };
    let series = [series.clone()];
    compute(indicator, id, &Inputs::plain(&series, &settings)).ok()
}

/// The share of a series in the sum of all that is drawn of its unit; missing where one of them is.
fn share(
    set: &SeriesSet,
    scope: &Scope,
    series: &Series,
    point: &Point,
) -> Result<Result<Quantity, String>, Fault> {
    let whole: Vec<&Series> = scope
        .labels
        .iter()
        .filter_map(|(id, _)| set.get(id))
        .filter(|other| other.unit == series.unit && other.basis.measure == series.basis.measure)
        .collect();
    if whole.len() < 2 || !whole.iter().any(|other| other.id == series.id) {
        let why = "a share needs at least two series that are drawn and add up";
        return Err(Fault::unknown(why).help("name a series of the indicator `share`"));
    }
    let mut total = 0.0;
    for other in whole {
        match other.at(point.period).map(|point| quantity(other, point)) {
            Some(Ok(part)) => total += part.mid(),
            Some(Err(why)) => return Ok(Err(why)),
            None => {}
        }
    }
    Ok(quantity(series, point).and_then(|part| {
        if total <= 0.0 {
            return Err("the whole is not above zero".to_owned());
        }
        Ok(Quantity::of(part.estimate * (1.0 / total), Some(Unit::Fraction)))
    }))
}

fn no_field(field: &str) -> Fault {
    let indicators: Vec<String> =
        INDICATORS.iter().map(|indicator| indicator.id().replace('-', "_")).collect();
    let known = || OWN_FIELDS.iter().copied().chain(indicators.iter().map(String::as_str));
    let fault = Fault::unknown(format!(
        "no field `{field}`; known are {}, share and the indicators",
        OWN_FIELDS.join(", ")
    ));
    match nearest(field, known()) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault,
    }
}
