//! L1: every series that stands out is named, and a legend keeps the order of what it names.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::{Figure, Mark};
use crate::words::strip_controls;

/// Every series in an ink of its own has its name in the figure. Of our own figures alone.
pub static L1: Check =
    Check { id: "L1", title: "every series is named", severity: Severity::E, find };

fn find(figure: &Figure) -> Vec<Found> {
    let Some(own) = figure.own else { return vec![] };
    let theme = own.chart.style.theme;
    let texts: Vec<String> = figure.lines.iter().map(|line| plain(&line.content)).collect();
    let mut found = vec![];
    let drawn: Vec<_> = own
        .chart
        .shown
        .iter()
        .filter_map(|shown| {
            let group = format!("series-{}", shown.id);
            let inked = |mark: &&Mark| {
                let color = mark.fill.or(mark.pen.and_then(|pen| pen.color));
                mark.group == group
                    && color.is_some_and(|c| theme.series.contains(&c) || theme.fills.contains(&c))
            };
            Some((shown, figure.marks.iter().find(inked)?))
        })
        .collect();
    // One series alone is named by the title.
    if drawn.len() < 2 {
        return vec![];
    }
    for (shown, mark) in &drawn {
        let label = plain(&shown.label);
        let named = |text: &String| {
            text.contains(&label) || text.len() >= 3 && label.starts_with(text.as_str())
        };
        if !label.is_empty() && !texts.iter().any(named) {
            let message = format!("{} is not named", crate::lint::figure::quoted(&shown.label));
            found.push(Found::new(message, mark.at()));
        }
    }
    found.extend(legend_order(figure));
    found
}

fn plain(text: &str) -> String {
    strip_controls(text).replace('\u{a0}', " ").trim().to_owned()
}

/// A legend read from its start names the series as they are drawn, or in the opposite order.
fn legend_order(figure: &Figure) -> Option<Found> {
    let own = figure.own?;
    let entries: Vec<_> = figure.lines.iter().filter(|line| line.group == "legend").collect();
    let order: Vec<usize> = entries
        .iter()
        .filter_map(|line| {
            let text = plain(&line.content);
            own.chart.shown.iter().position(|shown| plain(&shown.label) == text)
        })
        .collect();
    let rises = order.windows(2).all(|pair| pair[0] < pair[1]);
    let falls = order.windows(2).all(|pair| pair[0] > pair[1]);
    let first = entries.first()?;
    (!rises && !falls)
        .then(|| Found::new("the legend has another order than the series", first.at()))
}
