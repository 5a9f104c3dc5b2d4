//! The strip over a table: for each series a block a period, by who tells it or in which way it is absent.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::series::{Coverage, SeriesSet};
use crate::words::{Numbers, Phrase, phrase};

/// The strips of the series drawn, with a key of the states in use. A reader of the page without sight gets the same
/// from the columns of the table, so the blocks are hidden from them.
pub fn strips(set: &SeriesSet, labels: &[(String, String)], numbers: Numbers) -> Markup {
    let words = |state: Coverage| phrase(Phrase::Coverage(state), numbers.lang);
    let shown: Vec<(&str, Vec<_>)> = labels
        .iter()
        .filter_map(|(id, label)| {
            let series = set.get(id)?;
            let label = if label.is_empty() { id } else { label };
            Some((label.as_str(), series.coverage().into_iter().collect::<Vec<_>>()))
        })
        .filter(|(_, states)| !states.is_empty())
        .collect();
    let used: BTreeSet<Coverage> =
        shown.iter().flat_map(|(_, states)| states.iter().map(|(_, state)| *state)).collect();
    html! {
        @if !shown.is_empty() {
            div.coverage aria-hidden="true" {
                @for (label, states) in &shown {
                    span { bdi { (label) } }
                    div.blocks dir="ltr" {
                        @for (period, state) in states {
                            i class=(state.id()) title=(format!("{}: {}", numbers.period(*period), words(*state))) {}
                        }
                    }
                }
                span {}
                p.key { @for state in used { span { i class=(state.id()) {} (words(state)) } } }
            }
        }
    }
}
