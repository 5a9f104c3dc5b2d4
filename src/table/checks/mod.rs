//! The double-count guard: each file is one check on the rows of a dataset. They run in the order listed;
//! what one sets aside, the next does not see.

mod breakdown;
mod coverage;
mod cumulative;
mod digits;
mod duplicate;
mod frequency;
mod gross;
mod level;
mod overlap;
mod partner;
mod provisional;
mod re_export;
mod revision;
mod side;
mod speaker;
mod territory;
mod threshold;
mod unit_jump;
mod valuation;
mod weight;
mod zero_base;

use super::{Draft, Observation};
use crate::diag::Diagnostic;
use crate::trade::{Area, AreaKind};

pub(super) use overlap::settle as settle_overlap;

/// One check.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Its id, the name of its file.
    pub id: &'static str,
    /// What it looks for, in a line.
    pub about: &'static str,
    /// Codes of its messages.
    pub codes: &'static [&'static str],
    /// Looks, takes out what may not be counted, and reports.
    pub run: fn(&mut Draft) -> Vec<Diagnostic>,
}

/// All checks on one dataset, in the order in which they run.
pub static CHECKS: &[Check] = &[
    breakdown::CHECK,
    duplicate::CHECK,
    gross::CHECK,
    weight::CHECK,
    partner::CHECK,
    level::CHECK,
    frequency::CHECK,
    cumulative::CHECK,
    re_export::CHECK,
    side::CHECK,
    speaker::CHECK,
    valuation::CHECK,
    revision::CHECK,
    territory::CHECK,
    unit_jump::CHECK,
    digits::CHECK,
    coverage::CHECK,
    provisional::CHECK,
    threshold::CHECK,
    zero_base::CHECK,
];

/// A table of so few series is one's own, and every series of it is looked at.
const FEW: usize = 60;

/// Thousandths of a dollar from which a cell is large enough that a jump is no accident of small numbers.
const THICK: i128 = 1_000_000_000;

/// Whether jumps between these rows are worth telling: in a small table, in flows with World or a group over all
/// commodities, or where every value reaches a million dollars. One shipment makes a small cell jump a thousandfold.
fn is_thick(draft: &Draft, series: usize, rows: &[usize]) -> bool {
    let is_total = |row: &Observation| {
        let sum = |area: &Area| matches!(area.kind(), AreaKind::World | AreaKind::Group);
        row.commodity.is_total() && (sum(&row.partner) || sum(&row.reporter))
    };
    let rows = rows.iter().map(|index| &draft.rows[*index]);
    series <= FEW
        || rows.clone().any(is_total)
        || rows.map(Observation::thousandths).all(|v| v >= THICK)
}

/// A message for the first of several cases, with the count of the others.
fn counted(first: Option<Diagnostic>, cases: usize, what: &str) -> Option<Diagnostic> {
    let first = first?;
    Some(if cases > 1 { first.because(format!("{} more {what}", cases - 1)) } else { first })
}

#[cfg(test)]
pub(super) mod fixture {
    //! Tables for tests, as short text: `reporter partner flow period code value`, a row a line from line 2.

    use crate::diag::Diagnostic;
    use crate::table::{DatasetInfo, Observation, Rules, Table, TableBuilder};
    use crate::trade::{Area, Classification, Commodity, Flow, Money, Provenance};

    pub fn observation(line: u32, text: &str) -> Observation {
        let cells: Vec<&str> = text.split_whitespace().collect();
        let area = |text: &str| Area::from_code(text).unwrap();
        let flow = match cells[2] {
            "X" => Flow::Export,
            "M" => Flow::Import,
            "RX" => Flow::ReExport,
            other => panic!("{other}"),
        };
        let period = cells[3].parse().unwrap();
        let mut row = Observation::new(line, area(cells[0]), area(cells[1]), flow, period);
        row.commodity = Commodity::parse(cells[4]).unwrap();
        row.primary_value = Some(Money::from_thousandths(cells[5].parse::<i64>().unwrap() * 1000));
        if let Some(classification) = cells.get(6) {
            row.classification = classification.parse::<Classification>().unwrap();
        }
        row
    }

    pub fn builder(rules: Rules) -> TableBuilder {
        let info = DatasetInfo {
            id: "d".into(),
            path: "s.csv".into(),
            provenance: Provenance::default(),
            precedence: None,
            exchange: None,
        };
        TableBuilder::new(info, rules)
    }

    pub fn table(rows: &[&str]) -> (Table, Vec<Diagnostic>) {
        let mut builder = builder(Rules::default());
        for (index, row) in rows.iter().enumerate() {
            builder.push(observation(index as u32 + 2, row));
        }
        builder.finish()
    }

    pub fn messages(diagnostics: &[Diagnostic]) -> Vec<String> {
        diagnostics.iter().map(|d| format!("{}: {}", d.code, d.title)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_check_is_published() {
        for check in CHECKS {
            for code in check.codes {
                assert!(crate::diag::code_info(code).is_some(), "{}: {code}", check.id);
            }
        }
    }
}
