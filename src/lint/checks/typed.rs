//! P2: numbers typed by hand into the words are numbers of the data.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::data::{values, years};
use crate::lint::figure::{Figure, quoted};
use crate::lint::numerals::{Numeral, numerals};

/// A typed number is a year of the data, a value of it within rounding, or declared. Of our own figures alone.
pub static P2: Check =
    Check { id: "P2", title: "typed numbers are numbers of the data", severity: Severity::E, find };

fn find(figure: &Figure) -> Vec<Found> {
    let Some(own) = figure.own else { return vec![] };
    if own.typed.is_empty() {
        return vec![];
    }
    let (values, years) = (values(own.chart), years(own.chart));
    let count = own.chart.shown.len() as f64;
    let is_known = |n: &Numeral| {
        let year = n.bare && years.contains(&(n.value as i32));
        let declared = own.constants.iter().any(|c| n.prints(*c));
        let counted = n.bare && n.value == count;
        year || declared || counted || values.iter().any(|value| n.prints(*value))
    };
    let mut found = vec![];
    for (part, text) in own.typed {
        for numeral in numerals(text).iter().filter(|n| !is_known(n)) {
            let number = &text[numeral.span.0..numeral.span.1];
            let message =
                format!("{number} in the {part} {} is no number of the data", quoted(text));
            found.push(Found::whole(message, figure));
        }
    }
    found
}
