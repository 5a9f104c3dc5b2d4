//! `bilat list`.

use clap::ValueEnum;
use serde::Serialize;

use super::Outcome;
use super::print::Printer;
use crate::indicator::{Indicator, Variant};
use crate::trade::Unit;

/// Options of `list`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to list; everything but codes if absent
    #[arg(value_enum)]
    what: Option<What>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    Charts,
    Indicators,
    Sources,
    Formats,
    Presets,
    Codes,
}

/// A member of a registry.
#[derive(Debug, Serialize)]
struct Member {
    id: String,
    about: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    more: String,
    #[serde(flatten)]
    form: Option<Form>,
}

/// What a formula takes and gives.
#[derive(Debug, Serialize)]
struct Form {
    variant: &'static str,
    formula: &'static str,
    roles: &'static [&'static str],
    taken_apart: bool,
    unit: &'static str,
    undefined: &'static str,
    worked: &'static str,
}

pub fn run(args: &Args, printer: &Printer) -> Outcome {
    let all = [What::Charts, What::Indicators, What::Sources, What::Formats, What::Presets];
    let wanted = args.what.map_or(all.to_vec(), |what| vec![what]);
    for what in &wanted {
        let members = members(*what);
        if printer.json {
            printer.json(&members);
            continue;
        }
        if wanted.len() > 1 {
            printer.line(
                what.to_possible_value()
                    .map_or(String::new(), |v| v.get_name().to_owned())
                    .as_str(),
            );
        }
        let width = members.iter().map(|member| member.id.len()).max().unwrap_or(0);
        for member in members {
            printer.line(&format!("  {:<width$}  {}", member.id, member.about));
        }
    }
    Outcome::Clean
}

/// A formula of an indicator: what it takes and gives, and where it comes from.
fn formula(indicator: &'static dyn Indicator, variant: &'static Variant) -> Member {
    let unit = variant.unit.map_or("as the input", Unit::id);
    let is_first = variant.id == indicator.variants()[0].id;
    let about = if is_first { format!("{}. ", indicator.about()) } else { String::new() };
    let apart = if variant.of_parts { " taken apart" } else { "" };
    let roles = variant.roles.join(", ");
    Member {
        id: indicator.id().to_owned(),
        about: format!("{about}{} [of {roles}{apart}; {unit}]", named(variant)),
        more: indicator.source().to_owned(),
        form: Some(Form {
            variant: variant.id,
            formula: variant.formula,
            roles: variant.roles,
            taken_apart: variant.of_parts,
            unit,
            undefined: indicator.undefined(),
            worked: indicator.worked(),
        }),
    }
}

fn named(variant: &Variant) -> String {
    match variant.id {
        "" => variant.formula.to_owned(),
        id => format!("{id}: {}", variant.formula),
    }
}

fn members(what: What) -> Vec<Member> {
    let member = |id: &str, about: &str, more: &str| Member {
        id: id.to_owned(),
        about: about.to_owned(),
        more: more.to_owned(),
        form: None,
    };
    match what {
        What::Charts => crate::chart::KINDS
            .iter()
            .map(|kind| member(kind.id(), kind.when(), &format!("not for: {}", kind.when_not())))
            .collect(),
        What::Indicators => crate::indicator::INDICATORS
            .iter()
            .flat_map(|i| i.variants().iter().map(|variant| formula(*i, variant)))
            .collect(),
        What::Sources => {
            crate::source::SOURCES.iter().map(|s| member(s.id(), s.title(), "")).collect()
        }
        What::Formats => {
            crate::render::RENDERERS.iter().map(|r| member(r.id(), r.media_type(), "")).collect()
        }
        What::Presets => crate::theme::PRESETS
            .iter()
            .map(|preset| {
                let size = match preset.physical {
                    crate::scene::Physical::Millimeters(w, h) => format!("{w} x {h} mm"),
                    crate::scene::Physical::Pixels(w, h) => format!("{w} x {h} px"),
                };
                member(preset.id, &format!("{size}, {}", preset.purpose), "")
            })
            .collect(),
        What::Codes => crate::diag::CODES
            .iter()
            .map(|code| member(code.code, code.title, code.severities))
            .collect(),
    }
}
