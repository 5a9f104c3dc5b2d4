//! Ledgers of statements, and the verdicts on them: figures, targets, events, claims.
//!
//! Text comes in and values go out, with messages that point at the cell. Nothing here opens a file or draws.

mod base_rate;
mod cells;
mod check;
mod claim;
mod consequence;
mod disagreement;
mod event;
mod figure;
mod goal;
mod kind;
mod ledger;
mod prospect;
mod record;
mod target;
mod verdict;

use std::collections::BTreeMap;

pub use base_rate::{
    BaseRate, Count, Grid, GridAnswer, Pair, PairYear, Panel, Precedent, Question, Variant, amount,
    base_rate, base_rates, read_panel,
};
pub use check::{
    ClaimCheck, NamedGoal, NamedLevel, SentenceCheck, TextCheck, check_article, check_claim,
    check_text, named_areas, named_goals, named_levels, sentences,
};
pub use claim::{Claim, read_claims};
pub use consequence::{Consequences, Earlier, Implied, Premises, consequences, implied};
pub use event::{Event, Precision, read_events};
pub use figure::{Figure, read_figures};
pub use goal::{
    Arrival, Reading, Standing, arrival, pace, required_growth, standing, tonnes_needed,
};
pub use kind::{Calendar, Kind};
pub use prospect::{
    Attained, Background, FromBaseline, Known, Prospect, Season, Tonnes, UnitValue, prospect,
};
pub use record::{MODEST, Record, Tally, asked, came_to, record};
pub use target::{Level, Outcome, Target, read_targets};
pub use verdict::Verdict;

use self::cells::Cells;
use crate::diag::Diagnostic;

/// Holds each id to one row of a ledger; `lines` remembers where each stands.
fn name_once(lines: &mut BTreeMap<String, u32>, id: &str, cells: &mut Cells) {
    let line = cells.origin().line;
    if let Some(first) = lines.get(id) {
        let title = format!("lines {first} and {line} are the same observation");
        let label = format!("the id `{id}` is taken");
        cells.report("id", Diagnostic::error("T108", title).label(label));
        return;
    }
    lines.insert(id.to_owned(), line);
}

/// Keeps the first of each equal message with this code and counts the rest in its notes.
fn count_repeats(diagnostics: &mut Vec<Diagnostic>, code: &str) {
    let mut firsts: BTreeMap<String, (usize, usize, u32)> = BTreeMap::new();
    let mut kept: Vec<Diagnostic> = vec![];
    for diagnostic in std::mem::take(diagnostics) {
        if diagnostic.code != code {
            kept.push(diagnostic);
            continue;
        }
        let line = diagnostic.place.as_ref().map_or(0, |place| place.line);
        if let Some((_, count, second)) = firsts.get_mut(&diagnostic.title) {
            *count += 1;
            *second = if *second == 0 { line } else { *second };
        } else {
            firsts.insert(diagnostic.title.clone(), (kept.len(), 0, 0));
            kept.push(diagnostic);
        }
    }
    for (index, count, second) in firsts.into_values().filter(|(_, count, _)| *count > 0) {
        let rows = if count == 1 { "row" } else { "rows" };
        kept[index].notes.push(format!("{count} more {rows}, first at line {second}"));
    }
    *diagnostics = kept;
}
