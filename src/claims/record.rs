//! The record of announced targets: what each asked for, what it came to, and how many were met.
//!
//! A ledger of targets is what somebody gathered and no random sample: counts say what became of these, not of targets
//! at large. Nothing is drawn or printed here.

use serde::Serialize;

use super::goal::{Reading, required_growth};
use super::{Level, Outcome, Target};
use crate::series::goal::attainment;
use crate::series::{Absence, Missing, Value};
use crate::trade::Estimate;

/// Growth a year below which a target asks for little: 15 %.
pub const MODEST: f64 = 0.15;

/// How the targets of a group ended. Targets that are open or were restated are not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Reached by the deadline.
    pub met: usize,
    /// Below the target at the deadline.
    pub missed: usize,
    /// Met by one side's record and missed by the other's.
    pub disputed: usize,
}

impl Tally {
    /// All that are decided.
    #[must_use]
    pub fn decided(&self) -> usize {
        self.met + self.missed + self.disputed
    }
}

/// The decided targets, all together and by what they asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Record {
    /// All of them.
    pub all: Tally,
    /// Those that asked for less than 15 % a year.
    pub modest: Tally,
    /// Those that asked for more.
    pub bold: Tally,
    /// Those whose ledger names no baseline or no deadline.
    pub unknown: Tally,
}

/// Counts the outcomes that a ledger records.
#[must_use]
pub fn record<'t>(targets: impl IntoIterator<Item = &'t Target>) -> Record {
    let mut found = Record::default();
    for target in targets {
        let class = match asked(target).known() {
            Some(growth) if growth.mid() < MODEST => &mut found.modest,
            Some(_) => &mut found.bold,
            None => &mut found.unknown,
        };
        for tally in [class, &mut found.all] {
            match target.outcome {
                Outcome::Met | Outcome::MetEarly => tally.met += 1,
                Outcome::Missed => tally.missed += 1,
                Outcome::DependsOnReporter => tally.disputed += 1,
                Outcome::Open | Outcome::Restated => {}
            }
        }
    }
    found
}

/// Growth a year that a target asked for, from the end of the baseline that was named with it.
#[must_use]
pub fn asked(target: &Target) -> Value {
    let Some(deadline) = target.deadline else { return lacking("deadline") };
    let Some(Level { dollars, period: Some(period) }) = target.baseline else {
        return lacking("baseline");
    };
    required_growth(Reading { value: Estimate::exact(dollars), period }, target.dollars, deadline)
}

/// The part of a target that its recorded outcome is.
#[must_use]
pub fn came_to(target: &Target) -> Value {
    match target.reached {
        Some(Level { dollars, .. }) => attainment(Estimate::exact(dollars), target.dollars),
        None => lacking("outcome"),
    }
}

fn lacking(input: &str) -> Value {
    Missing { input: input.to_owned(), period: None, absence: Absence::NotReported }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::read_targets;

    const HEADER: &str = "id,a,b,target_usd,deadline,baseline_usd,baseline_period,outcome_usd,outcome_period,outcome,source_url";

    fn targets(rows: &[&str]) -> Vec<Target> {
        let (targets, faults) =
            read_targets(&format!("{HEADER}\n{}\n", rows.join("\n")), "targets.csv");
        assert_eq!(faults, []);
        targets
    }

    #[test]
    fn what_was_asked_and_what_it_came_to() {
        let found = targets(&[
            "a,CHN,IND,20000000000,2008,13600000000,2004,41303833125,2008,met,http://x",
            "b,CHN,KAZ,1000000000000,2020,,,587900000000,2018,missed,http://x",
        ]);
        // (20 / 13.6)^(1/4) - 1 = 10.12 % a year; 41.3 of 20.
        assert!((asked(&found[0]).known().unwrap().mid() - 0.1012).abs() < 1e-4);
        assert!((came_to(&found[0]).known().unwrap().mid() - 2.065_191_656).abs() < 1e-9);
        assert_eq!(asked(&found[1]), lacking("baseline"));
    }

    #[test]
    fn outcomes_are_counted_by_what_was_asked() {
        let found = record(&targets(&[
            "a,CHN,IND,20000000000,2008,13600000000,2004,41303833125,2008,met_early,http://x",
            "b,CHN,IND,100000000000,2015,60000000000,2010,70500900500,2015,missed,http://x",
            "c,CHN,KAZ,30000000000,2015,16000000000,2012,,,missed,http://x",
            "d,CHN,VNM,100000000000,2017,66600000000,2015,93700000000,2017,depends_on_reporter,http://x",
            "e,CHN,TUR,1000000000000,2020,,,587900000000,2018,missed,http://x",
            "f,AFG,RUS,10000000000,2030,239000000,2024,,,open,http://x",
        ]));
        let tally = |met, missed, disputed| Tally { met, missed, disputed };
        assert_eq!(found.all, tally(1, 3, 1));
        assert_eq!((found.modest, found.bold), (tally(1, 1, 0), tally(0, 1, 1)));
        assert_eq!((found.unknown, found.all.decided()), (tally(0, 1, 0), 5));
    }
}
