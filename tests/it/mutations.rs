//! Good files with one thing broken: nothing panics, and no row changes in silence but the one that was edited.

use std::collections::BTreeSet;
use std::path::Path;

use bilat::source::SOURCES;

use crate::fixtures::{inputs, read, read_bytes, rows};

/// A small generator with a fixed seed: the same edits on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }
}

/// The bytes with one edit, and where it was made.
fn edited(bytes: &[u8], dice: &mut Dice) -> (Vec<u8>, usize) {
    let mut out = bytes.to_vec();
    let at = dice.roll(out.len());
    match dice.roll(6) {
        0 => out[at] ^= 1 << dice.roll(8),
        1 => {
            out.remove(at);
        }
        2 => out.insert(at, out[at]),
        3 => out[at] = b"0123456789,;\"-. \n"[dice.roll(17)],
        4 => out.truncate(at),
        _ => {
            let end = (at + 1 + dice.roll(12)).min(out.len());
            out.drain(at..end);
        }
    }
    (out, at)
}

/// Lines of the rows that are in one table and not in the other; rows are compared without their line.
fn differing(before: &str, after: &str) -> BTreeSet<u32> {
    let parts = |text: &str| -> BTreeSet<(String, u32)> {
        text.lines()
            .filter_map(|row| {
                let (line, rest) = row.strip_prefix("line ")?.split_once(' ')?;
                Some((rest.to_owned(), line.parse().ok()?))
            })
            .collect()
    };
    let (before, after) = (parts(before), parts(after));
    let only = |a: &BTreeSet<(String, u32)>, b: &BTreeSet<(String, u32)>| -> BTreeSet<u32> {
        let known: BTreeSet<&String> = b.iter().map(|(row, _)| row).collect();
        a.iter().filter(|(row, _)| !known.contains(row)).map(|(_, line)| *line).collect()
    };
    only(&before, &after).union(&only(&after, &before)).copied().collect()
}

#[test]
fn no_edit_goes_unnoticed_beyond_its_own_line() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut dice = Dice(20_261_127);
    let (mut edits, mut noticed, mut changed) = (0, 0, 0);
    for source in SOURCES {
        for path in inputs(&root.join(source.id()).join("good")) {
            let bytes = std::fs::read(&path).unwrap();
            let (table, messages) = read(&path);
            let told = |messages: &[bilat::diag::Diagnostic]| -> Vec<&'static str> {
                messages.iter().map(|message| message.code).collect()
            };
            let (before, known) = (rows(&table), told(&messages));
            for _ in 0..16 {
                let (broken, at) = edited(&bytes, &mut dice);
                let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
                let shown = || format!("{}, byte {at}, line {line}", path.display());
                let outcome = std::panic::catch_unwind(|| read_bytes(&path, &broken));
                let (table, messages) = outcome.unwrap_or_else(|_| panic!("{} panics", shown()));
                let after = rows(&table);
                edits += 1;
                if told(&messages) != known {
                    noticed += 1;
                } else if after != before {
                    changed += 1;
                    let lines = differing(&before, &after);
                    let near = |found: &u32| (line.saturating_sub(1)..=line + 1).contains(found);
                    assert!(
                        line == 1 || lines.iter().all(near),
                        "{} changes lines {lines:?} in silence:\n{before}\n{after}",
                        shown()
                    );
                }
            }
        }
    }
    eprintln!(
        "{edits} edits: {noticed} told, {changed} changed their own line, {} did nothing",
        edits - noticed - changed
    );
    assert!(edits > 500 && noticed > edits / 3, "{noticed} of {edits}");
}
