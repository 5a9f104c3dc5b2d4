//! `bilat report`.

use std::path::PathBuf;

use super::print::Printer;
use super::{Outcome, outcome_of};
use crate::diag::{Diagnostic, Place};
use crate::pipeline::pair::{CommodityRow, Mirror, PairReport, View, pair};
use crate::series::{Series, Value};
use crate::trade::{Area, Unit};
use crate::words::{Lang, MoneyFormat, Numbers, strip_controls};

/// Options of `report`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The first area: a code or an English name
    #[arg(value_name = "AREA")]
    reporter: String,
    /// The other area
    #[arg(value_name = "PARTNER")]
    partner: String,
    /// Files in any of the known formats
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub fn run(args: &Args, printer: &Printer) -> Outcome {
    let (reporter, partner) = match (area(&args.reporter), area(&args.partner)) {
        (Ok(reporter), Ok(partner)) => (reporter, partner),
        (Err(fault), _) | (_, Err(fault)) => return printer.stop(&[*fault]),
    };
    let (report, diagnostics) = pair(&args.files, reporter, partner);
    printer.messages(&diagnostics);
    if printer.json {
        printer.json(&report);
    } else {
        show(&report, printer);
    }
    if report.views.is_empty() {
        let title = format!("no file has annual trade of {reporter} with {partner}");
        return printer.stop(&[Diagnostic::error("C104", title)
            .at(Place { path: args.files[0].display().to_string(), ..Place::default() })]);
    }
    outcome_of(&diagnostics)
}

/// An area by code or whole name.
pub fn area(text: &str) -> Result<Area, Box<Diagnostic>> {
    Area::find(text).map_err(|_| {
        Box::new(
            Diagnostic::error("S211", format!("unknown area `{text}`"))
                .help("write an ISO 3166 code such as RUS, or the English name in full"),
        )
    })
}

fn show(report: &PairReport, printer: &Printer) {
    printer.line(&format!("{} and {}", report.reporter, report.partner));
    for file in &report.files {
        let format = if file.format.is_empty() { "not recognized" } else { &file.format };
        printer.line(&format!("  {}: {format}, {} observations", file.path, file.observations));
    }
    for view in &report.views {
        show_view(view, printer);
    }
    for mirror in &report.mirrors {
        show_mirror(mirror, printer);
    }
}

fn show_view(view: &View, printer: &Printer) {
    printer.line(&format!("\nas {} tells it, in {}", view.told_by, view.path));
    for series in &view.series {
        printer.line(&format!("  {}", series.id));
        for point in &series.points {
            printer.line(&format!(
                "    {:<10} {}",
                point.period.to_string(),
                text(&point.value, series)
            ));
        }
    }
    if !view.absent.is_empty() {
        let years: Vec<String> = view.absent.iter().map(ToString::to_string).collect();
        printer.line(&format!("  without a value: {}", years.join(", ")));
    }
    for row in &view.commodities {
        show_commodity(row, printer);
    }
}

fn show_commodity(row: &CommodityRow, printer: &Printer) {
    let value = |value: &Value, unit| one(value, unit);
    printer.line(&format!(
        "  {} {} {:<8} {:>10}  share {}, contribution {}",
        row.flow.id(),
        row.period,
        row.code,
        value(&row.value, Unit::Dollar),
        value(&row.share, Unit::Fraction),
        value(&row.contribution, Unit::Point),
    ));
}

fn show_mirror(mirror: &Mirror, printer: &Printer) {
    printer.line(&format!(
        "\n{} to {}: imports as reported over exports as reported (CIF over FOB unless the files say otherwise)",
        mirror.exporter, mirror.importer
    ));
    printer.line(&format!("  {} against {}", mirror.paths.1, mirror.paths.0));
    for point in &mirror.gap.points {
        printer.line(&format!(
            "    {:<10} {}",
            point.period.to_string(),
            text(&point.value, &mirror.gap)
        ));
    }
}

fn text(value: &Value, series: &Series) -> String {
    one(value, series.unit)
}

fn one(value: &Value, unit: Unit) -> String {
    let numbers = Numbers::of(Lang::En);
    let money = MoneyFormat::for_values(&[value.known().map_or(0.0, crate::trade::Estimate::mid)]);
    strip_controls(&numbers.value(value, unit, money)).replace('\u{a0}', " ")
}
