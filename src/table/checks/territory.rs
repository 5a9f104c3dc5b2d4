//! Areas that ended beside those that followed them (T205): no series runs across.

use super::Check;
use crate::diag::Diagnostic;
use crate::table::Draft;
use crate::trade::{Area, AreaKind};

pub(super) const CHECK: Check = Check {
    id: "territory",
    about: "an area that ended beside its successors",
    codes: &["T205"],
    run,
};

fn run(draft: &mut Draft) -> Vec<Diagnostic> {
    let historic: Vec<Area> =
        draft.areas().into_iter().filter(|area| area.kind() == AreaKind::Historic).collect();
    let present = |area: &Area| {
        draft
            .rows
            .iter()
            .find(|row| row.reporter == *area || row.partner == *area)
            .map(|row| row.line)
    };
    historic
        .into_iter()
        .filter_map(|area| {
            let successors: Vec<Area> =
                area.successors().into_iter().filter(|area| present(area).is_some()).collect();
            let first = successors.first()?;
            let until = area.info()?.until?;
            let names: Vec<String> = successors.iter().map(Area::name).collect();
            Some(
                Diagnostic::warning(
                    "T205",
                    format!("territory of `{}` differs from {} on", first.name(), until + 1),
                )
                .at(draft.place(present(first).unwrap_or(0)))
                .label(format!("`{}` ended in {until}", area.name()))
                .because(format!(
                    "{} cover other ground; no growth is computed across",
                    names.join(", ")
                )),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{messages, table};

    #[test]
    fn a_split_area_is_named_with_its_year() {
        let (_, found) = table(&["SDN736 WLD X 2011 TOTAL 90", "SDN WLD X 2012 TOTAL 40"]);
        assert_eq!(messages(&found), ["T205: territory of `Sudan` differs from 2012 on"]);
        assert_eq!(found[0].label, "`Sudan (former)` ended in 2011");
    }
}
