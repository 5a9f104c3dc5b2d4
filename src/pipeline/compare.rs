//! Sentences held against what the desk holds: the same pair, measure and year, and targets of the same amount and year.
//!
//! Contradicting statements are all shown. A number that the desk does not hold is no error of the sentence.

use serde::Serialize;

use super::article::Sets;
use super::desk::Desk;
use super::statements::prospects;
use crate::claims::{
    Kind, NamedGoal, NamedLevel, Prospect, named_areas, named_goals, named_levels,
};
use crate::series::{Point, Value};
use crate::trade::{Area, Commodity, Estimate, Evidence, Measure, Unit};
use crate::words::{Lang, Numbers, strip_controls};

/// What the desk has to say of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskWord {
    /// Whether the sentence's number meets the desk's; none where the desk only adds what follows.
    pub agrees: Option<bool>,
    /// In words.
    pub text: String,
    /// Rows behind it, `file:line`.
    pub rows: Vec<String>,
}

/// A level of the desk.
#[derive(Clone, Debug)]
struct Holding {
    reporter: Area,
    partner: Area,
    measure: Measure,
    year: i32,
    value: Estimate,
    who: String,
    rows: Vec<String>,
}

/// The desk's levels and targets, ready for any number of sentences.
#[derive(Debug)]
pub struct Memory {
    holdings: Vec<Holding>,
    prospects: Vec<Prospect>,
}

impl Memory {
    /// What a desk holds.
    #[must_use]
    pub fn of(desk: &Desk, sets: &Sets) -> Self {
        let mut holdings = said(desk);
        holdings.extend(measured(desk, sets));
        Self { holdings, prospects: prospects(desk) }
    }

    /// What the desk has to say of a sentence; `named` are the areas that its article names.
    #[must_use]
    pub fn words(&self, sentence: &str, lang: Option<Lang>, named: &[Area]) -> Vec<DeskWord> {
        let levels = named_levels(sentence, lang);
        let mut words: Vec<DeskWord> = levels.iter().flat_map(|level| self.levels(level)).collect();
        words.extend(self.goals(&named_goals(sentence, lang), sentence, named));
        words
    }

    fn levels(&self, level: &NamedLevel) -> Vec<DeskWord> {
        self.holdings
            .iter()
            .filter(|holding| holding.is_about(level))
            .map(|holding| holding.word(level))
            .collect()
    }

    fn goals(&self, goals: &[NamedGoal], sentence: &str, named: &[Area]) -> Vec<DeskWord> {
        let meets = |goal: &NamedGoal, prospect: &Prospect| {
            let year = prospect.target.deadline.and_then(crate::trade::Period::calendar_year);
            let dollars = prospect.target.dollars;
            year == Some(goal.year) && dollars.to_bits() == goal.dollars.to_bits()
        };
        let own = named_areas(sentence);
        let areas = if own.is_empty() { named } else { &own };
        let of_pair = |prospect: &&Prospect| {
            let (a, b) = prospect.pair();
            areas.len() == 2 && areas.contains(&a) && areas.contains(&b)
        };
        let met: Vec<&Prospect> =
            self.prospects.iter().filter(|p| goals.iter().any(|goal| meets(goal, p))).collect();
        // Without names, two targets of one pair with the very amounts and years are beyond doubt as well.
        let alone =
            areas.is_empty() && met.len() >= 2 && met.iter().all(|p| p.pair() == met[0].pair());
        met.into_iter().filter(|p| alone || of_pair(p)).flat_map(outlook).collect()
    }
}

impl Holding {
    fn is_about(&self, level: &NamedLevel) -> bool {
        let same = (self.reporter, self.partner) == (level.reporter, level.partner);
        let turned = (self.partner, self.reporter) == (level.reporter, level.partner);
        let measure = match (level.measure, same, turned) {
            (_, true, _) => self.measure == level.measure,
            (Measure::Turnover, _, true) => self.measure == Measure::Turnover,
            (Measure::Export, _, true) => self.measure == Measure::Import,
            (Measure::Import, _, true) => self.measure == Measure::Export,
            _ => false,
        };
        measure && self.year == level.year
    }

    fn word(&self, level: &NamedLevel) -> DeskWord {
        let agrees = self.value.meets(level.value);
        let told = if self.reporter == level.reporter || self.measure == Measure::Turnover {
            String::new()
        } else {
            format!(", told as {}s of {}", self.measure.id(), self.reporter.name())
        };
        let text = format!(
            "for {} the desk holds {} by {}{told}: {}",
            level.year,
            amount(self.value),
            self.who,
            if agrees { "it agrees" } else { "it differs" },
        );
        DeskWord { agrees: Some(agrees), text, rows: self.rows.clone() }
    }
}

/// Totals in dollars of the ledger of figures.
fn said(desk: &Desk) -> Vec<Holding> {
    let total = |figure: &&crate::claims::Figure| {
        figure.commodity == Commodity::total()
            && figure.unit == Unit::Dollar
            && figure.kind == Kind::Outcome
            && matches!(figure.scope.as_str(), "" | "total")
    };
    let holding = |figure: &crate::claims::Figure| {
        Some(Holding {
            reporter: figure.reporter,
            partner: figure.partner,
            measure: figure.measure,
            year: figure.period.calendar_year()?,
            value: figure.estimate?,
            who: figure.speaker.clone(),
            rows: vec![format!("{}:{}", figure.origin.path, figure.origin.line)],
        })
    };
    desk.ledgers.figures.iter().filter(total).filter_map(holding).collect()
}

/// Totals in dollars that charts take from datasets, each once; paths and other results are none.
fn measured(desk: &Desk, sets: &Sets) -> Vec<Holding> {
    let mut found: Vec<Holding> = vec![];
    for chart in &desk.charts {
        let Some(set) = sets.get(&chart.id) else { continue };
        for (spec, series) in chart.spec.series.iter().zip(&set.series) {
            let is_level = spec.indicator.as_deref().is_none_or(|id| id == "turnover");
            let basis = &series.basis;
            if !is_level || series.unit != Unit::Dollar || basis.commodity != Commodity::total() {
                continue;
            }
            let points = series.points.iter().filter(|point| point.evidence != Evidence::Statement);
            let holding = |point: &Point| {
                let Value::Known(value) = point.value else { return None };
                let rows = point.origins.iter().map(|o| format!("{}:{}", o.path, o.line));
                Some(Holding {
                    reporter: basis.reporter,
                    partner: basis.partner,
                    measure: basis.measure,
                    year: point.period.calendar_year()?,
                    value,
                    who: point.speaker.clone(),
                    rows: rows.collect(),
                })
            };
            for holding in points.filter_map(holding) {
                if !found
                    .iter()
                    .any(|known| known.measure == holding.measure && known.rows == holding.rows)
                {
                    found.push(holding);
                }
            }
        }
    }
    found
}

/// What a target would need, how often that happened, and how far it is.
#[must_use]
pub fn outlook(prospect: &Prospect) -> Vec<DeskWord> {
    let target = &prospect.target;
    let row = |origin: &crate::trade::Origin| vec![format!("{}:{}", origin.path, origin.line)];
    let numbers = Numbers::of(Lang::En);
    let from = prospect.baselines.iter().filter_map(|from| {
        let required = from.required_growth.known()?;
        let rate = from.base_rate.map_or(String::new(), |(low, high)| {
            format!("; in {} of comparable cases a pair grew that much", percent_range(low, high))
        });
        let text = format!(
            "target `{}`: from {} in {} ({}) it needs {} a year{rate}",
            target.id,
            amount(from.baseline.value),
            from.baseline.period,
            if from.baseline.speaker.is_empty() { "the ledger" } else { &from.baseline.speaker },
            numbers.growth(required.mid()),
        );
        Some(DeskWord { agrees: None, text, rows: row(&from.baseline.origin) })
    });
    let reached = prospect.latest.iter().filter_map(|latest| {
        let share = latest.attainment.known()?;
        let text = format!(
            "target `{}`: {} of it reached, {} in {}",
            target.id,
            numbers.share(share.mid()),
            amount(latest.level.value),
            latest.level.period,
        );
        Some(DeskWord { agrees: None, text, rows: row(&latest.level.origin) })
    });
    from.chain(reached).collect()
}

/// `0.1% to 0.2%`, or one number where both print alike.
#[must_use]
pub fn percent_range(low: f64, high: f64) -> String {
    let numbers = Numbers::of(Lang::En);
    let (low, high) = (numbers.share(low), numbers.share(high));
    if low == high { low } else { format!("{low} to {high}") }
}

/// An amount with its interval.
#[must_use]
pub fn amount(value: Estimate) -> String {
    let numbers = Numbers::of(Lang::En);
    let money = numbers.money_for(&[value.mid()]);
    let mid = numbers.money(value.mid(), money);
    let text = if value.is_exact() {
        mid
    } else {
        format!("{mid} ({})", numbers.interval(value, Unit::Dollar, money))
    };
    strip_controls(&text).replace('\u{a0}', " ")
}
