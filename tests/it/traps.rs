//! The cases where the naive answer is wrong: each is warned of or refused in the words that its manifest asks
//! for, and no sum that can be had equals the naive one.

use bilat::read::{DatasetSpec, Input};
use bilat::source::{open, read_opened};
use bilat::table::{Selector, Table};
use bilat::trade::{Area, Commodity, Estimate, Flow, Frequency};
use serde_json::Value;

use crate::shared::{drawn, folder};

/// Reads the files of a case without a desk; gives the table and all messages as text.
fn read(root: &std::path::Path, case: &Value) -> (Table, String) {
    let (mut tables, mut text) = (vec![], String::new());
    for (index, file) in case["files"].as_array().unwrap().iter().enumerate() {
        let path = root.join(file.as_str().unwrap());
        if path.extension().is_some_and(|extension| extension == "yaml") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let input = Input { dataset: &format!("d{index}"), path: &name, bytes: &bytes };
        let spec = DatasetSpec::default();
        let (opened, messages) = open(input, &spec);
        text += &drawn(&messages);
        if let Some(opened) = opened {
            let terms = opened.source.terms(&opened.sheet, &spec);
            text += &[&name, ": unit ", &terms.unit, "\n"].concat();
            let (table, messages) = read_opened(&opened, input, &spec, false);
            text += &drawn(&messages);
            tables.push(table);
        }
    }
    (Table::merge(tables), text)
}

/// Every series that could be asked for of one reporter and flow, with its messages.
fn sums(table: &Table) -> (Vec<f64>, String) {
    let (mut sums, mut text) = (vec![], String::new());
    for row in table.rows() {
        for partner in [row.partner, Area::WORLD] {
            for commodity in [row.commodity.clone(), Commodity::total()] {
                let (reporter, flow, frequency) = (row.reporter, row.flow, row.period.frequency());
                let selector =
                    Selector { dataset: None, reporter, partner, flow, commodity, frequency };
                let (series, messages) = table.series("s", &selector);
                text += &drawn(&messages);
                sums.extend(series.known().map(|(_, estimate)| estimate.mid()));
            }
        }
    }
    (sums, text)
}

#[test]
fn no_trap_gives_its_naive_number() {
    let Some(root) = folder("corpora/trade-traps") else { return };
    let manifest = std::fs::read_to_string(root.join("manifest.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&manifest).unwrap();
    assert_eq!(cases.len(), 24);
    for case in &cases {
        let id = case["id"].as_str().unwrap();
        let (table, mut text) = read(&root, case);
        let (sums, more) = sums(&table);
        text += &more;
        for word in case["must_mention"].as_array().unwrap() {
            let word = word.as_str().unwrap();
            let named = text.to_lowercase().contains(&word.to_lowercase())
                || word
                    .strip_prefix("line ")
                    .is_some_and(|line| text.contains(&format!(".csv:{line}")));
            assert!(named, "{id}: `{word}` is not mentioned in\n{text}");
        }
        if let Some(naive) = case["naive"]["sum"]
            .as_f64()
            .filter(|naive| case["right"]["sum"].as_f64() != Some(*naive))
        {
            assert!(!sums.contains(&naive), "{id}: {naive} can be had");
        }
        for key in ["sum", "value", "value_2022_usd"] {
            let right = case["right"][key].as_f64().filter(|_| !text.contains("error["));
            assert!(
                right.is_none_or(|right| sums.contains(&right)),
                "{id}: {right:?} cannot be had of {sums:?}"
            );
        }
    }
}

#[test]
fn cents_survive_in_a_sum_over_partners() {
    let Some(root) = folder("corpora/trade-traps/t45-float-sum") else { return };
    let case = serde_json::json!({ "files": ["s.csv"] });
    let (table, text) = read(&root, &case);
    let selector = Selector {
        dataset: None,
        reporter: Area::from_code("A").unwrap(),
        partner: Area::WORLD,
        flow: Flow::Export,
        commodity: Commodity::total(),
        frequency: Frequency::Annual,
    };
    let (series, _) = table.series("s", &selector);
    assert_eq!(series.points[0].value.known().map(Estimate::mid), Some(0.03), "{text}");
}
