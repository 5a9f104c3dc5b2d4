//! Re-exports are part of exports, re-imports of imports (T107): they are never added.

use std::collections::BTreeMap;

use super::{Check, counted};
use crate::diag::Diagnostic;
use crate::table::Draft;
use crate::table::identity::dollars;
use crate::trade::Flow;

pub(super) const CHECK: Check = Check {
    id: "re_export",
    about: "re-exports beside the exports that hold them",
    codes: &["T107"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    if draft.rows.iter().all(|row| matches!(row.flow, Flow::Export | Flow::Import)) {
        return vec![];
    }
    let mut gross = BTreeMap::new();
    for row in draft.rows.iter().filter(|row| matches!(row.flow, Flow::Export | Flow::Import)) {
        let key = (row.reporter, row.partner, row.flow, row.period, &row.commodity);
        gross.insert(key, row);
    }
    let part_of = |flow| match flow {
        Flow::ReExport => Some(Flow::Export),
        Flow::ReImport => Some(Flow::Import),
        _ => None,
    };
    let mut first = None;
    let (mut count, mut over) = (0, vec![]);
    for part in &draft.rows {
        let Some(flow) = part_of(part.flow) else { continue };
        let key = (part.reporter, part.partner, flow, part.period, &part.commodity);
        if let Some(whole) = gross.get(&key) {
            count += 1;
            first.get_or_insert((part, *whole));
            if part.thousandths() > whole.thousandths() {
                over.push((part, *whole));
            }
        }
    }
    let message = first.map(|(part, whole)| {
        let (letter, word) =
            if whole.flow == Flow::Export { ("RX", "exports") } else { ("RM", "imports") };
        Diagnostic::warning("T107", format!("re-{word} are already inside {word}"))
            .at(draft.place(part.line))
            .label(format!(
                "{} of the {} in line {}",
                dollars(part.thousandths()),
                dollars(whole.thousandths()),
                whole.line
            ))
            .because(format!(
                "rows of flow {letter} (re-export, re-import) are shown as a part and never added"
            ))
    });
    let exceeding = over.first().map(|(part, whole)| {
        let word = if whole.flow == Flow::Export { "exports" } else { "imports" };
        let by = dollars(part.thousandths() - whole.thousandths());
        Diagnostic::warning("T107", format!("re-{word} exceed the {word} that hold them by {by}"))
            .at(draft.place(part.line))
            .label(format!("{word} are {} in line {}", dollars(whole.thousandths()), whole.line))
            .because("a part cannot be larger than its whole: one of the two is wrong")
    });
    let messages = [
        counted(message, count, "rows of this kind"),
        counted(exceeding, over.len(), "rows of this kind"),
    ];
    messages.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};

    #[test]
    fn re_exports_are_told_as_a_part() {
        let (_, found) = table(&["HKG WLD X 2020 TOTAL 100", "HKG WLD RX 2020 TOTAL 95"]);
        assert_eq!(messages(&found), ["T107: re-exports are already inside exports"]);
        assert_eq!(found[0].label, "95 of the 100 in line 2");
    }
}
