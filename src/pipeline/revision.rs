//! What differs between two versions of the same dataset, observation by observation.

use std::collections::BTreeMap;

use crate::read::{DatasetSpec, Input};
use crate::source::read_dataset;
use crate::trade::Money;

/// Lines that are told; the rest are counted.
const MOST: usize = 12;

/// Changes from the old bytes to the new ones, in words; none where the bytes are equal.
#[must_use]
pub fn changes(old: &[u8], new: &[u8], spec: &DatasetSpec) -> Vec<String> {
    if old == new {
        return vec![];
    }
    let (before, after) = (values(old, spec), values(new, spec));
    let mut lines: Vec<String> = vec![];
    for (key, value) in &after {
        match before.get(key) {
            None => lines.push(format!("{key}: {} is new", shown(*value))),
            Some(old) if old != value => {
                lines.push(format!("{key}: {} becomes {}", shown(*old), shown(*value)));
            }
            Some(_) => {}
        }
    }
    for (key, value) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
        lines.push(format!("{key}: {} is gone", shown(*value)));
    }
    if lines.is_empty() {
        return vec!["the bytes differ, and every value is the same".to_owned()];
    }
    if lines.len() > MOST {
        let more = lines.len() - MOST;
        lines.truncate(MOST);
        lines.push(format!("and {more} more"));
    }
    lines
}

/// Values by what they are of.
fn values(bytes: &[u8], spec: &DatasetSpec) -> BTreeMap<String, Option<Money>> {
    let (table, _) = read_dataset(Input { dataset: "d", path: path_of(bytes), bytes }, spec);
    let key = |row: &crate::table::Observation| {
        format!(
            "{} {} {} {} {}",
            row.reporter,
            row.flow.id(),
            row.partner,
            row.period,
            row.commodity
        )
    };
    table.rows().iter().map(|row| (key(row), row.primary_value)).collect()
}

fn path_of(bytes: &[u8]) -> &'static str {
    if matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'[')) {
        "data.json"
    } else {
        "data.csv"
    }
}

fn shown(value: Option<Money>) -> String {
    value.map_or_else(|| "no value".to_owned(), |money| format!("{:.0} USD", money.dollars()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_change_is_told() {
        let text = |rows: &str| format!("reporter,partner,flow,year,value\n{rows}");
        let spec = DatasetSpec { unit: Some("USD".to_owned()), ..DatasetSpec::default() };
        let old = text("RUS,AFG,export,2019,100\nRUS,AFG,export,2020,200\n");
        let new = text("RUS,AFG,export,2020,250\nRUS,AFG,export,2021,300\n");
        assert_eq!(
            changes(old.as_bytes(), new.as_bytes(), &spec),
            [
                "RUS export AFG 2020 TOTAL: 200 USD becomes 250 USD",
                "RUS export AFG 2021 TOTAL: 300 USD is new",
                "RUS export AFG 2019 TOTAL: 100 USD is gone",
            ]
        );
        assert!(changes(old.as_bytes(), old.as_bytes(), &spec).is_empty());
        let same = old.replace('\n', "\r\n");
        assert_eq!(
            changes(old.as_bytes(), same.as_bytes(), &spec),
            ["the bytes differ, and every value is the same"]
        );
    }
}
