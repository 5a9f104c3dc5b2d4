//! One message a fault: further cells with the same fault are counted, not repeated.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;

/// Collects faults by code, column and kind.
#[derive(Debug, Default)]
pub struct Faults {
    by_key: BTreeMap<(&'static str, usize, String), Entry>,
    other: Vec<Diagnostic>,
}

#[derive(Debug)]
struct Entry {
    order: usize,
    first: Diagnostic,
    more: usize,
    next_line: u32,
}

impl Faults {
    /// Counts a fault of a cell; the message is built for the first of its kind only.
    pub fn add(
        &mut self,
        code: &'static str,
        column: usize,
        kind: impl Into<String>,
        line: u32,
        message: impl FnOnce() -> Diagnostic,
    ) {
        let order = self.by_key.len();
        let entry = self.by_key.entry((code, column, kind.into()));
        let mut met = true;
        let entry = entry.or_insert_with(|| {
            met = false;
            Entry { order, first: message(), more: 0, next_line: line }
        });
        if met {
            if entry.more == 0 {
                entry.next_line = line;
            }
            entry.more += 1;
        }
    }

    /// Adds a message of its own.
    pub fn push(&mut self, message: Diagnostic) {
        self.other.push(message);
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty() && self.other.is_empty()
    }

    /// The messages in the order met, each with the count of further cases.
    #[must_use]
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut entries: Vec<Entry> = self.by_key.into_values().collect();
        entries.sort_by_key(|entry| entry.order);
        let counted = entries.into_iter().map(|entry| match entry.more {
            0 => entry.first,
            1 => entry.first.because(format!("1 more case, at line {}", entry.next_line)),
            more => entry
                .first
                .because(format!("{more} more cases, the next at line {}", entry.next_line)),
        });
        self.other.into_iter().chain(counted).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_faults_are_counted() {
        let mut faults = Faults::default();
        for line in [4, 7, 9] {
            faults.add("S203", 1, "style", line, || {
                Diagnostic::error("S203", format!("line {line}"))
            });
        }
        let messages = faults.finish();
        assert_eq!(messages.len(), 1);
        assert_eq!(messages[0].title, "line 4");
        assert_eq!(messages[0].notes, ["2 more cases, the next at line 7"]);
    }
}
