//! Plans a fetch: what is known already is found again in the longest stretches of time, and only the rest is asked
//! for anew. So a question that grows by a year costs one request and doubles nothing.

use std::collections::BTreeSet;

use super::{Question, Request, Service, When, requests};
use crate::diag::Diagnostic;

/// The requests of a question in the order of time; `known` are addresses whose answers are there.
///
/// # Errors
/// As [`requests`].
pub fn plan(
    service: &dyn Service,
    question: &Question,
    address: &str,
    with_key: bool,
    known: &BTreeSet<&str>,
) -> Result<Vec<Request>, Box<Diagnostic>> {
    let ask = |periods: &[When]| {
        let part = Question { periods: periods.to_vec(), ..question.clone() };
        requests(service, &part, address, with_key)
    };
    let periods = &question.periods;
    if known.is_empty() {
        return ask(periods);
    }
    let (mut planned, mut covered) = (vec![], vec![false; periods.len()]);
    for length in (1..=periods.len()).rev() {
        for start in 0..=periods.len() - length {
            let range = start..start + length;
            if covered[range.clone()].contains(&true) {
                continue;
            }
            let stretch = ask(&periods[range.clone()])?;
            if stretch.iter().all(|request| known.contains(request.url.as_str())) {
                covered[range].fill(true);
                planned.extend(stretch);
            }
        }
    }
    let left: Vec<When> = periods
        .iter()
        .zip(&covered)
        .filter(|(_, covered)| !**covered)
        .map(|(when, _)| *when)
        .collect();
    if !left.is_empty() {
        planned.extend(ask(&left)?);
    }
    planned.sort_by_key(|request| request.question.periods.first().copied());
    Ok(planned)
}

#[cfg(test)]
mod tests {
    use super::super::question::tests::pair;
    use super::super::service::service;
    use super::*;

    #[test]
    fn a_question_that_grows_asks_for_what_is_new() {
        for (id, parts) in [("comtrade", 2), ("imf", 2), ("wits", 4)] {
            let service = service(id).unwrap();
            let before = requests(service, &pair(2015, 2021), "", false).unwrap();
            let known: BTreeSet<&str> = before.iter().map(|request| request.url.as_str()).collect();
            let found = plan(service, &pair(2015, 2022), "", false, &known).unwrap();
            assert_eq!(found.len(), parts, "{id}");
            let new: Vec<&Request> =
                found.iter().filter(|request| !known.contains(request.url.as_str())).collect();
            assert!(new.iter().all(|request| request.question.periods.len() == 1), "{id}");
            let same = plan(service, &pair(2015, 2021), "", false, &known).unwrap();
            assert_eq!(same, before, "{id}");
        }
    }

    #[test]
    fn gaps_between_what_is_known_are_asked_for() {
        let service = service("comtrade").unwrap();
        let old = [pair(2010, 2011), pair(2014, 2014)]
            .map(|question| requests(service, &question, "", false).unwrap().remove(0).url);
        let known = old.iter().map(String::as_str).collect();
        let found = plan(service, &pair(2009, 2015), "", false, &known).unwrap();
        let periods: Vec<Vec<i32>> = found
            .iter()
            .map(|request| request.question.periods.iter().map(|when| when.year).collect())
            .collect();
        assert_eq!(periods, [vec![2009, 2012, 2013, 2015], vec![2010, 2011], vec![2014]]);
    }
}
