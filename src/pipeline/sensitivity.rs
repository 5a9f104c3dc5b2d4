//! What other definitions of an indicator give for the same series, told where the choice decides what a figure says.

use super::desk::ChartSource;
use super::resolve::shown;
use super::spec::SeriesSpec;
use crate::diag::{Diagnostic, code_info};
use crate::indicator::{Indicator, Inputs, Settings, Variant, compute, indicator, variant};
use crate::series::spread::Definition;
use crate::series::{Series, SeriesSet, Spread};
use crate::words::{Lang, Numbers, Phrase, phrase, strip_controls};

/// The results of all siblings at the last value of a series, if they disagree by enough to be told.
pub(super) fn spread(
    chosen: &dyn Indicator,
    form: &Variant,
    inputs: &Inputs,
    made: &Series,
) -> Option<Spread> {
    let (last, _) = made.known().last()?;
    let siblings = chosen.siblings().iter().copied();
    if !siblings.clone().any(|sibling| sibling == (chosen.id(), form.id)) {
        return None;
    }
    let own = Definition {
        indicator: chosen.id(),
        variant: form.id,
        unit: made.unit,
        value: last.value.clone(),
    };
    let mut members = vec![own];
    for sibling in siblings.filter(|sibling| *sibling != (chosen.id(), form.id)) {
        members.extend(definition(sibling, inputs, last.period));
    }
    let spread = Spread { series: made.id.clone(), period: last.period, members };
    (spread.members.len() > 1 && spread.matters(chosen.threshold())).then_some(spread)
}

/// What a sibling gives for the same inputs; nothing where it needs others.
fn definition(
    (id, form): (&'static str, &'static str),
    inputs: &Inputs,
    period: crate::trade::Period,
) -> Option<Definition> {
    let sibling = indicator(id)?;
    let asked = (!form.is_empty()).then_some(form);
    let roles = variant(sibling, asked).ok()?.roles.len();
    let settings = Settings { variant: asked.map(str::to_owned), ..inputs.settings.clone() };
    let series = inputs.series.get(..roles)?;
    let baskets = inputs.baskets.get(..roles).unwrap_or_default();
    let inputs = Inputs { series, baskets, settings: &settings };
    let made = compute(sibling, id, &inputs).ok()?;
    let point = made.points.iter().find(|point| point.period == period)?;
    point.value.known()?;
    Some(Definition { indicator: id, variant: form, unit: made.unit, value: point.value.clone() })
}

/// The message of a spread.
pub(super) fn told(spread: &Spread) -> Diagnostic {
    let line = line(spread);
    let title = line.split(" (").next().unwrap_or(&line).replace(" depending on definition", "");
    Diagnostic::warning("I109", format!("definitions disagree: {title}"))
        .because(line)
        .help("name the definition in the words of the figure; the others stand in its notes")
}

/// Writes the spread to the point that it is about, for `why` and the files beside the figure.
pub(super) fn note(series: &mut Series, spread: &Spread) {
    let line = line(spread);
    for point in series.points.iter_mut().filter(|point| point.period == spread.period) {
        point.note = match point.note.as_str() {
            "" => line.clone(),
            note => format!("{note}; {line}"),
        };
    }
}

fn line(spread: &Spread) -> String {
    strip_controls(&Numbers::of(Lang::En).spread(spread)).replace('\u{a0}', " ")
}

/// Where definitions disagree on a series that is drawn, a line each; with its name where several are drawn.
pub(super) fn footers(source: &ChartSource, set: &SeriesSet, numbers: Numbers) -> Vec<String> {
    let word = phrase(Phrase::Note, numbers.lang);
    let several = shown(source).count() > 1;
    let of = |spec: &SeriesSpec| {
        let spread = set.spreads.iter().find(|spread| spread.series == spec.id)?;
        let label = spec.label.get(&numbers.lang).filter(|label| several && !label.is_empty());
        let label = label.map_or(String::new(), |label| format!("{label}, "));
        Some(format!("{word}: {label}{}.", numbers.spread(spread)))
    };
    shown(source).filter_map(of).collect()
}

/// A message of the gravest severity that its code can have.
pub(super) fn graded(code: &'static str, title: String) -> Diagnostic {
    match code_info(code).map(|info| info.severities) {
        Some(grave) if grave.contains('E') => Diagnostic::error(code, title),
        Some(some) if some.contains('W') => Diagnostic::warning(code, title),
        _ => Diagnostic::note(code, title),
    }
}
