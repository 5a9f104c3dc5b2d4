//! Which rows differ between the record of a figure and that of the same figure today.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Record, Row, Rows};

/// A row that differs: dataset, line, and its value then and now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Id of the dataset.
    pub dataset: String,
    /// File in the desk.
    pub path: String,
    /// Line today; where the row is gone, the line that it had.
    pub line: u32,
    /// What the row is of.
    pub of: String,
    /// When.
    pub period: String,
    /// Value in the figure; none where the row is new.
    pub old: Option<String>,
    /// Value today; none where the row is gone.
    pub new: Option<String>,
}

/// Rows that are not told the same by both records, in the order of their files and lines.
///
/// A row that only moved within its file is told the same.
#[must_use]
pub fn changes(then: &Record, now: &Record) -> Vec<Change> {
    let files = |record: &Record| -> BTreeMap<String, (String, Rows)> {
        let of = |source: &super::SourceFile| {
            let file = (source.dataset.clone(), source.rows.clone());
            (source.distribution.path.clone(), file)
        };
        record.sources.iter().map(of).collect()
    };
    let (then, now) = (files(then), files(now));
    let paths: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let mut found = vec![];
    for path in paths {
        let empty = (String::new(), Rows::new());
        let (old, new) = (then.get(path).unwrap_or(&empty), now.get(path).unwrap_or(&empty));
        let dataset = if new.0.is_empty() { &old.0 } else { &new.0 };
        let mut of_file = of_rows(&old.1, &new.1);
        for change in &mut of_file {
            change.path.clone_from(path);
            change.dataset.clone_from(dataset);
        }
        of_file.sort_by(|a, b| (a.line, &a.of, &a.period).cmp(&(b.line, &b.of, &b.period)));
        found.extend(of_file);
    }
    found
}

fn of_rows(old: &Rows, new: &Rows) -> Vec<Change> {
    let keys: BTreeSet<(&String, &String)> = [old, new]
        .into_iter()
        .flatten()
        .flat_map(|(of, at)| at.keys().map(move |period| (of, period)))
        .collect();
    let find = |rows: &Rows, (of, period): (&String, &String)| -> Option<Row> {
        rows.get(of)?.get(period).cloned()
    };
    let differs = |key: (&String, &String)| {
        let (before, after) = (find(old, key), find(new, key));
        let value = |row: &Option<Row>| row.as_ref().map(|row| row.1.clone());
        if value(&before) == value(&after) {
            return None;
        }
        Some(Change {
            dataset: String::new(),
            path: String::new(),
            line: after.as_ref().or(before.as_ref()).map_or(0, |row| row.0),
            of: key.0.clone(),
            period: key.1.clone(),
            old: value(&before),
            new: value(&after),
        })
    };
    keys.into_iter().filter_map(differs).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::record;
    use super::*;

    #[test]
    fn changed_new_and_lost_rows_are_named_and_moved_ones_are_not() {
        let (then, mut now) = (record(), record());
        let at = now.sources[0].rows.get_mut("RUS export AFG TOTAL").unwrap();
        at.insert("2021".to_owned(), Row(2, "65".to_owned()));
        at.insert("2022".to_owned(), Row(3, "70".to_owned()));
        at.insert("2023".to_owned(), Row(4, "76".to_owned()));
        at.remove("2024");
        let told: Vec<_> = changes(&then, &now)
            .into_iter()
            .map(|change| (change.line, change.period, change.old, change.new))
            .collect();
        let row = |line, period: &str, old: Option<&str>, new: Option<&str>| {
            (line, period.to_owned(), old.map(str::to_owned), new.map(str::to_owned))
        };
        assert_eq!(
            told,
            [
                row(2, "2021", None, Some("65")),
                row(4, "2023", Some("75.5"), Some("76")),
                row(4, "2024", Some("80"), None),
            ]
        );
        assert_eq!(changes(&then, &then), []);
    }
}
