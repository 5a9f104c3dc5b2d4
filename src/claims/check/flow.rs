//! Which flow a number is of: exports, imports, or both together.

use super::cues::{is_export, is_import, is_turnover};
use super::lexicon::one_of;
use super::quantity::Part;

/// Which flow a level is of: the nearest word of flow beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FlowWord {
    Export,
    Import,
    Turnover,
}

/// The flow that the words around the number at `at` name: "of exports" behind it first, then the nearest before.
pub(super) fn flow_of(clause: &[Part], at: usize) -> Option<FlowWord> {
    let of = |word: &str| match () {
        () if is_export(word) => Some(FlowWord::Export),
        () if is_import(word) => Some(FlowWord::Import),
        () if is_turnover(word) => Some(FlowWord::Turnover),
        () => None,
    };
    let mut steps = 0;
    for part in &clause[at + 1..] {
        steps += 1;
        let word = part.word();
        if steps > 4
            || part.is_quantity()
            || !(one_of!("of in worth for were was — пришлось на в составил долларов", word)
                || of(word).is_some()
                || part.is_mark('—')
                || part.is_mark('–')
                || part.is_mark('('))
        {
            break;
        }
        if matches!(of(word), Some(FlowWord::Export | FlowWord::Import)) {
            return of(word);
        }
    }
    let before = || {
        clause[..at]
            .iter()
            .rev()
            .take_while(|part| !part.is_quantity())
            .filter_map(|part| of(part.word()))
    };
    before().find(|flow| *flow != FlowWord::Turnover).or_else(|| before().next())
}
