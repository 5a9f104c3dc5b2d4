//! What is asked of a service, in the words of trade. A question can be halved, for services that cut long answers.

use std::fmt;

use crate::trade::{Area, Classification, Commodity, Flow};

/// A year, or a month of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// The year.
    pub year: i32,
    /// The month from 1; `None` for the whole year.
    pub month: Option<u32>,
}

impl When {
    /// Whether `next` begins where this one ends.
    fn is_before(self, next: Self) -> bool {
        match (self.month, next.month) {
            (Some(12), Some(1)) => next.year == self.year + 1,
            (Some(month), Some(following)) => self.year == next.year && following == month + 1,
            _ => next.year == self.year + 1,
        }
    }
}

impl fmt::Display for When {
    /// `2020` or `2020-05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.month {
            Some(month) => write!(f, "{}-{month:02}", self.year),
            None => write!(f, "{}", self.year),
        }
    }
}

/// One question. Lists are never empty but for partners, where none named means all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Who reports.
    pub reporters: Vec<Area>,
    /// The other sides; all of them, if none is named.
    pub partners: Vec<Area>,
    /// Directions.
    pub flows: Vec<Flow>,
    /// Years or months, in order and without repeats.
    pub periods: Vec<When>,
    /// Commodity codes; empty where all codes of a level are asked for.
    pub commodities: Vec<Commodity>,
    /// Digits of the codes, where all of them are asked for: 2, 4 or 6.
    pub level: Option<u8>,
    /// Classification of the codes; the service's usual one if not named.
    pub classification: Option<Classification>,
}

impl Question {
    /// Whether months are asked for.
    #[must_use]
    pub fn is_monthly(&self) -> bool {
        self.periods.first().is_some_and(|when| when.month.is_some())
    }

    /// Whether all commodities together are asked for, and nothing else.
    #[must_use]
    pub fn is_total(&self) -> bool {
        self.level.is_none() && self.commodities.iter().all(Commodity::is_total)
    }

    /// The codes as people write them; `AG2` stands for all Chapters.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        let codes = self.commodities.iter().map(|commodity| commodity.code().to_owned());
        codes.chain(self.level.map(|level| format!("AG{level}"))).collect()
    }

    /// The same question in portions of so many periods at most.
    #[must_use]
    pub fn by_periods(&self, most: usize) -> Vec<Self> {
        let chunks = self.periods.chunks(most.max(1));
        chunks.map(|periods| Self { periods: periods.to_vec(), ..self.clone() }).collect()
    }

    /// The same question in portions without gaps, for services that ask by first and last period.
    #[must_use]
    pub fn by_runs(&self) -> Vec<Self> {
        let mut runs: Vec<Vec<When>> = vec![];
        for when in &self.periods {
            match runs.last_mut() {
                Some(run) if run.last().is_some_and(|last| last.is_before(*when)) => {
                    run.push(*when);
                }
                _ => runs.push(vec![*when]),
            }
        }
        runs.into_iter().map(|periods| Self { periods, ..self.clone() }).collect()
    }

    /// The same question with one flow each.
    #[must_use]
    pub fn by_flow(&self) -> Vec<Self> {
        self.flows.iter().map(|flow| Self { flows: vec![*flow], ..self.clone() }).collect()
    }

    /// Two halves that together ask the same: by time, then by flow, code, reporter and partner. `None` for what
    /// cannot be parted.
    #[must_use]
    pub fn halves(&self) -> Option<[Self; 2]> {
        let half = |first: &Self| Some([first.clone(), self.clone()]);
        let [mut first, mut second] = half(self)?;
        if let Some(parts) = parted(&self.periods) {
            [first.periods, second.periods] = parts;
        } else if let Some(parts) = parted(&self.flows) {
            [first.flows, second.flows] = parts;
        } else if let Some(parts) = parted(&self.commodities) {
            [first.commodities, second.commodities] = parts;
        } else if let Some(parts) = parted(&self.reporters) {
            [first.reporters, second.reporters] = parts;
        } else {
            [first.partners, second.partners] = parted(&self.partners)?;
        }
        Some([first, second])
    }

    /// In a few words, for people: `RUS and AFG, import and export, 2015 to 2021`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let flows: Vec<&str> = self.flows.iter().map(|flow| flow.id()).collect();
        let partners = if self.partners.is_empty() {
            "all partners".to_owned()
        } else {
            listed(&self.partners, " ")
        };
        format!(
            "{} with {partners}, {}, {}, {}",
            listed(&self.reporters, " "),
            flows.join(" and "),
            self.codes().join(" "),
            self.span(" to ")
        )
    }

    /// Name of a dataset for it: `rus-afg-2015-2021`; what is asked beyond totals and both flows is added.
    #[must_use]
    pub fn slug(&self) -> String {
        let mut parts = vec![listed(&self.reporters, "-")];
        parts.push(match self.partners.len() {
            0 => "all".to_owned(),
            _ => listed(&self.partners, "-"),
        });
        if !self.is_total() {
            parts.push(self.codes().into_iter().take(3).collect::<Vec<_>>().join("-"));
        }
        if let [flow] = self.flows[..] {
            parts.push(flow.id().to_owned());
        }
        parts.push(self.span("-"));
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let text: String = parts.join("-").chars().map(plain).collect();
        text.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    }

    /// Periods asked for that none of these texts is.
    #[must_use]
    pub fn absent(&self, present: &[String]) -> Vec<String> {
        let asked = self.periods.iter().map(ToString::to_string);
        asked.filter(|period| !present.contains(period)).collect()
    }

    fn span(&self, between: &str) -> String {
        match (self.periods.first(), self.periods.last()) {
            (Some(first), Some(last)) if first != last => format!("{first}{between}{last}"),
            (Some(first), _) => first.to_string(),
            _ => String::new(),
        }
    }
}

/// The first codes of a list, and how many more there are.
fn listed(areas: &[Area], between: &str) -> String {
    const MOST: usize = 4;
    let mut codes: Vec<String> = areas.iter().take(MOST).map(ToString::to_string).collect();
    if areas.len() > MOST {
        codes.push(format!("and{between}{}{between}more", areas.len() - MOST));
    }
    codes.join(between)
}

fn parted<T: Clone>(list: &[T]) -> Option<[Vec<T>; 2]> {
    let (first, second) = list.split_at(list.len().div_ceil(2));
    (!second.is_empty()).then(|| [first.to_vec(), second.to_vec()])
}

/// Reads years such as `2015-2021`, `2019` or `2015,2018-2020`, in order and without repeats.
///
/// # Errors
/// A message naming the part that is no year or span of years.
pub fn years(text: &str) -> Result<Vec<i32>, String> {
    let year = |text: &str| -> Result<i32, String> {
        let number = text.trim().parse().ok().filter(|year| (1900..=2200).contains(year));
        number.ok_or_else(|| format!("`{}` is no year", text.trim()))
    };
    let mut found = vec![];
    for part in text.split(',') {
        match part.trim().split_once('-') {
            Some((first, last)) => {
                let (first, last) = (year(first)?, year(last)?);
                if last < first {
                    return Err(format!("`{}` ends before it begins", part.trim()));
                }
                found.extend(first..=last);
            }
            None => found.push(year(part)?),
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

#[cfg(test)]
pub(in crate::fetch) mod tests {
    use super::*;

    /// Russia with Afghanistan, both flows, in total.
    pub fn pair(first: i32, last: i32) -> Question {
        Question {
            reporters: vec![Area::find("RUS").unwrap()],
            partners: vec![Area::find("AFG").unwrap()],
            flows: vec![Flow::Import, Flow::Export],
            periods: (first..=last).map(|year| When { year, month: None }).collect(),
            commodities: vec![Commodity::total()],
            level: None,
            classification: None,
        }
    }

    #[test]
    fn years_are_spans_and_lists() {
        assert_eq!(years("2015-2017, 2016,2020").unwrap(), [2015, 2016, 2017, 2020]);
        assert_eq!(years("2021-2015").unwrap_err(), "`2021-2015` ends before it begins");
        assert_eq!(years("20x").unwrap_err(), "`20x` is no year");
        assert!(years("").is_err());
    }

    #[test]
    fn a_question_is_parted_without_loss() {
        let question = pair(2015, 2019);
        let [first, second] = question.halves().unwrap();
        assert_eq!((first.periods.len(), second.periods.len()), (3, 2));
        let [first, second] = pair(2015, 2015).halves().unwrap();
        assert_eq!((first.flows, second.flows), (vec![Flow::Import], vec![Flow::Export]));
        let one = Question { flows: vec![Flow::Import], ..pair(2015, 2015) };
        assert_eq!(one.halves(), None);
        assert_eq!(question.by_periods(2).len(), 3);
    }

    #[test]
    fn runs_have_no_gaps_also_across_new_year() {
        let mut question = pair(2015, 2016);
        question.periods.push(When { year: 2020, month: None });
        assert_eq!(question.by_runs().len(), 2);
        let month = |year, month| When { year, month: Some(month) };
        question.periods = vec![month(2019, 12), month(2020, 1), month(2020, 3)];
        assert_eq!(question.by_runs().len(), 2);
    }

    #[test]
    fn names_are_plain() {
        assert_eq!(pair(2015, 2021).slug(), "rus-afg-2015-2021");
        let question = Question {
            partners: vec![],
            flows: vec![Flow::Import],
            commodities: vec![Commodity::parse("1101").unwrap()],
            ..pair(2020, 2020)
        };
        assert_eq!(question.slug(), "rus-all-1101-import-2020");
        assert!(question.in_words().contains("all partners"));
    }
}
