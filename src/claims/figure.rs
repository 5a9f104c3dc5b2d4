//! Figures: numbers that were said or printed, each with its words, its speaker and its source.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cells::{Cells, LedgerUnit};
use super::disagreement::{disagreements, rescoped};
use super::kind::{Calendar, Kind};
use super::ledger::{Column, Ledger, optional, required};
use crate::diag::Diagnostic;
use crate::series::{Basis, Derivation, Missing, Point, Value};
use crate::trade::{
    Area, Commodity, Decimal, Estimate, Evidence, Hedge, HedgeSettings, Measure, ObsStatus, Origin,
    Period, Unit, Valuation,
};

/// Columns of a ledger of figures.
const COLUMNS: [Column; 33] = [
    optional("id", ""),
    required("period_start", ""),
    required("period_end", ""),
    required("flow", "measure"),
    required("reporter", "reporter_iso3"),
    required("partner", "partner_iso3"),
    required("commodity", ""),
    required("value", ""),
    optional("hedge", ""),
    optional("printed_unit", ""),
    required("unit", ""),
    optional("low", "value_low"),
    optional("high", "value_high"),
    optional("valuation", ""),
    optional("evidence", ""),
    optional("status", "obs_status"),
    optional("speaker", "speaker_or_producer"),
    optional("role", ""),
    optional("stated_on", ""),
    optional("language", ""),
    optional("source_title", ""),
    optional("source_url", ""),
    optional("quote", ""),
    optional("derived_from", ""),
    optional("multiple", ""),
    optional("growth", ""),
    optional("volume_growth", ""),
    optional("precedence", ""),
    optional("scope", ""),
    optional("kind", ""),
    optional("calendar", ""),
    optional("reliability", ""),
    optional("note", ""),
];

/// A number that somebody stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// Id within the ledger; `line-12` where the ledger gives none.
    pub id: String,
    /// When.
    pub period: Period,
    /// What of it.
    pub measure: Measure,
    /// From whose side it is told.
    pub reporter: Area,
    /// The other side.
    pub partner: Area,
    /// Which commodity.
    pub commodity: Commodity,
    /// The number in dollars or kilograms with its interval; none where the source has no value.
    pub estimate: Option<Estimate>,
    /// Dollars or kilograms.
    pub unit: Unit,
    /// The words around the number.
    #[serde(skip)]
    pub hedge: Hedge,
    /// Whether the unit that it was printed to is inferred from its digits.
    pub unit_inferred: bool,
    /// At which border value.
    pub valuation: Valuation,
    /// Class of testimony.
    pub evidence: Evidence,
    /// State of the observation; estimated where it is derived.
    pub status: ObsStatus,
    /// Who said it, or who produced it.
    pub speaker: String,
    /// In which office.
    pub role: String,
    /// When it was said, as precisely as known.
    pub stated_on: String,
    /// In which language.
    pub language: String,
    /// Where it is printed.
    pub source_title: String,
    /// Addresses, separated by ` | `.
    pub source_url: String,
    /// The words, quoted briefly.
    pub quote: String,
    /// Ids of the figures that it is computed from.
    pub derived_from: Vec<String>,
    /// The figure of `derived_from` is this many times this one ("double": 1.9 to 2.1); none where not said so.
    pub multiple: Option<Estimate>,
    /// Stated growth of the value on the year before, as a fraction; none where not said.
    pub growth: Option<Estimate>,
    /// Stated growth of the weight on the year before, as a fraction; none where not said.
    pub volume_growth: Option<Estimate>,
    /// Rank among figures of one key, from 1; none where none is declared.
    pub precedence: Option<u32>,
    /// What the statement covers, where the words say more than the key.
    pub scope: String,
    /// Whether it was so, is to be so, or is expected to be so.
    pub kind: Kind,
    /// By which calendar the period was named.
    pub calendar: Calendar,
    /// How far the source is to be trusted.
    pub reliability: String,
    /// What a reader must know.
    pub note: String,
    /// The row.
    pub origin: Origin,
}

impl Figure {
    /// What the figure is about.
    #[must_use]
    pub fn basis(&self) -> Basis {
        Basis {
            reporter: self.reporter,
            partner: self.partner,
            measure: self.measure,
            commodity: self.commodity.clone(),
            valuation: self.valuation,
        }
    }

    /// The figure as a point of a series.
    #[must_use]
    pub fn point(&self) -> Point {
        let missing = || Value::Missing(Missing::not_reported(self.measure.id(), self.period));
        Point {
            period: self.period,
            value: self.estimate.map_or_else(missing, Value::Known),
            evidence: self.evidence,
            status: self.status,
            speaker: self.speaker.clone(),
            origins: vec![self.origin.clone()],
            note: self.note.clone(),
            row: self.id.clone(),
            hedge: self.hedge,
            derivation: self.multiple.map(|multiple| Derivation {
                row: self.derived_from.first().cloned().unwrap_or_default(),
                multiple,
            }),
        }
    }
}

/// Reads a ledger of figures. Rows with an error are left out and named.
#[must_use]
pub fn read_figures(
    text: &str,
    path: &str,
    settings: &HedgeSettings,
) -> (Vec<Figure>, Vec<Diagnostic>) {
    let (ledger, mut diagnostics) = Ledger::read(text, path, &COLUMNS);
    let mut figures: Vec<Figure> = vec![];
    let mut lines = BTreeMap::new();
    for row in &ledger.rows {
        let mut cells = Cells::new(&ledger, row);
        let figure = figure(&mut cells, settings);
        if let Some(figure) = figure.filter(|_| cells.diagnostics.is_empty()) {
            super::name_once(&mut lines, &figure.id, &mut cells);
            if cells.diagnostics.is_empty() {
                check_source(&figure, &mut cells);
                figures.push(figure);
            }
        }
        diagnostics.append(&mut cells.diagnostics);
    }
    diagnostics.extend(derive(&mut figures, &ledger));
    super::count_repeats(&mut diagnostics, "L109");
    diagnostics.extend(disagreements(&figures, &ledger));
    diagnostics.extend(rescoped(&figures, &ledger));
    (figures, diagnostics)
}

fn figure(cells: &mut Cells, settings: &HedgeSettings) -> Option<Figure> {
    // Every cell is read before any is given up, so that a row's faults are all named at once.
    let period = cells.period_between("period_start", "period_end");
    let (measure, reporter, partner) =
        (cells.measure("flow"), cells.area("reporter"), cells.area("partner"));
    let (commodity, unit) = (cells.commodity("commodity"), cells.unit("unit"));
    let (valuation, evidence) = (cells.valuation("valuation"), cells.evidence("evidence"));
    let (status, precedence) = (status(cells), precedence(cells));
    let kind = cells.usual_or("kind", &Kind::ALL, Kind::id);
    let calendar = cells.usual_or("calendar", &Calendar::ALL, Calendar::id);
    let said = said(cells, settings);
    let (unit, said) = (unit?, said?);
    Some(Figure {
        id: cells.id(),
        period: period?,
        measure: measure?,
        reporter: reporter?,
        partner: partner?,
        commodity: commodity?,
        estimate: said.estimate.map(|estimate| scaled(estimate, unit)),
        unit: unit.unit,
        hedge: said.hedge,
        unit_inferred: said.unit_inferred,
        valuation: valuation?,
        evidence: evidence?,
        status: status?,
        speaker: cells.owned("speaker"),
        role: cells.owned("role"),
        stated_on: cells.owned("stated_on"),
        language: cells.owned("language"),
        source_title: cells.owned("source_title"),
        source_url: cells.owned("source_url"),
        quote: cells.owned("quote"),
        derived_from: cells.list("derived_from"),
        multiple: multiple(cells, settings),
        growth: cells.percent("growth"),
        volume_growth: cells.percent("volume_growth"),
        precedence,
        scope: cells.owned("scope"),
        kind: kind?,
        calendar: calendar?,
        reliability: cells.owned("reliability"),
        note: cells.owned("note"),
        origin: cells.origin(),
    })
}

/// The stated multiple with its tolerance; a fault is reported, and the row not used.
fn multiple(cells: &mut Cells, settings: &HedgeSettings) -> Option<Estimate> {
    let said = cells.number("multiple")?.to_f64();
    let one_parent = cells.list("derived_from").len() == 1;
    if said <= 0.0 || !one_parent || !cells.text("value").is_empty() {
        let title =
            "`multiple` needs one figure in `derived_from`, an empty `value` and a number above 0";
        let help =
            "name in `derived_from` the one row that was multiplied, and leave `value` empty";
        cells.report("multiple", Diagnostic::error("L102", title).help(help));
        return None;
    }
    let (low, high) = (1.0 - settings.multiple, 1.0 + settings.multiple);
    Some(Estimate::new(said * low, said, said * high))
}

/// Works out the figures that are stated as a multiple of another: "80, double the year before" gives 80 / 2.
fn derive(figures: &mut [Figure], ledger: &Ledger) -> Vec<Diagnostic> {
    let mut diagnostics = vec![];
    let stated: BTreeMap<String, Option<Estimate>> =
        figures.iter().map(|figure| (figure.id.clone(), figure.estimate)).collect();
    for figure in figures.iter_mut() {
        let (Some(multiple), Some(parent)) = (figure.multiple, figure.derived_from.first()) else {
            continue;
        };
        figure.estimate =
            stated.get(parent).copied().flatten().and_then(|said| said.over(multiple));
        if figure.estimate.is_none()
            && let Some(row) = ledger.rows.iter().find(|row| ledger.line(row) == figure.origin.line)
        {
            let title = format!("no figure `{parent}` to derive from");
            let lacking = Diagnostic::warning("L102", title)
                .at(ledger.place(row, "derived_from"))
                .because("a multiple of a figure that is not there has no value")
                .help("name the id of a row with a `value`");
            diagnostics.push(lacking);
        }
    }
    diagnostics
}

/// The number as said, in the unit of its row.
struct Said {
    estimate: Option<Estimate>,
    hedge: Hedge,
    unit_inferred: bool,
}

fn said(cells: &mut Cells, settings: &HedgeSettings) -> Option<Said> {
    let value = cells.number("value");
    let printed_unit = cells.number("printed_unit");
    let (low, high) = (cells.number("low"), cells.number("high"));
    let hedge = hedge(cells);
    if value.is_none() && !cells.text("value").is_empty() {
        return None;
    }
    let mut hedge = hedge?;
    let Some(value) = value else {
        return Some(Said { estimate: None, hedge, unit_inferred: false });
    };
    // A lower end at the number itself and no upper end is how "over" is typed out.
    let said_over = low.is_some_and(|low| low.to_f64() == value.to_f64()) && high.is_none();
    if said_over && cells.text("hedge").is_empty() {
        hedge = Hedge::Over;
    }
    let words = hedge.interval(value, printed_unit, settings);
    let estimate = overridden(cells, words, low, high)?;
    let inferred = hedge == Hedge::Printed && printed_unit.is_none() && low.is_none();
    Some(Said { estimate: Some(estimate), hedge, unit_inferred: inferred })
}

/// The interval of the words, with the ends that the row states itself.
fn overridden(
    cells: &mut Cells,
    words: Estimate,
    low: Option<Decimal>,
    high: Option<Decimal>,
) -> Option<Estimate> {
    let mid = words.mid();
    let low = low.map_or(words.low(), Decimal::to_f64);
    let high = high.map_or(words.high(), Decimal::to_f64);
    for (name, wrong, side) in [("low", low > mid, "up to"), ("high", high < mid, "from")] {
        if wrong {
            let title = format!("`{name}` is not a number {side} `value`");
            let label = format!("the value is {mid}");
            cells.report(name, Diagnostic::error("S203", title).label(label));
            return None;
        }
    }
    Some(Estimate::new(low, mid, high))
}

fn scaled(estimate: Estimate, unit: LedgerUnit) -> Estimate {
    estimate * (unit.factor as f64)
}

fn hedge(cells: &mut Cells) -> Option<Hedge> {
    let hedge: Result<Hedge, String> = cells.text("hedge").parse();
    if let Err(word) = &hedge {
        let help = format!("known are {}", Hedge::WORDS.join(", "));
        let title = format!("unknown hedge `{word}`");
        cells.report("hedge", Diagnostic::error("L101", title).help(help));
    }
    hedge.ok()
}

fn status(cells: &mut Cells) -> Option<ObsStatus> {
    const KNOWN: [ObsStatus; 4] =
        [ObsStatus::Normal, ObsStatus::Estimated, ObsStatus::Provisional, ObsStatus::Break];
    match cells.text("status") {
        "" if cells.text("derived_from").is_empty() => Some(ObsStatus::Normal),
        "" => Some(ObsStatus::Estimated),
        _ => cells.one_of("status", &KNOWN, |status| match status {
            ObsStatus::Estimated => "estimated",
            ObsStatus::Provisional => "provisional",
            ObsStatus::Break => "break",
            _ => "normal",
        }),
    }
}

/// The declared rank; a fault is reported, and the row not used.
fn precedence(cells: &mut Cells) -> Option<u32> {
    let text = cells.text("precedence");
    let rank = text.parse().ok().filter(|rank| *rank > 0);
    if rank.is_none() && !text.is_empty() {
        let title = "`precedence` is not a number from 1";
        cells.report("precedence", Diagnostic::error("S203", title));
    }
    rank
}

fn check_source(figure: &Figure, cells: &mut Cells) {
    if figure.evidence != Evidence::Statement {
        return;
    }
    for (name, what, cell) in
        [("source_url", "url", &figure.source_url), ("stated_on", "date", &figure.stated_on)]
    {
        if cell.is_empty() {
            let title = format!("statement has no {what}");
            let why = "it stands as uncited; a reader cannot look it up";
            cells.report(name, Diagnostic::warning("L109", title).because(why));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "id,period_start,period_end,flow,reporter,partner,commodity,value,hedge,\
                          printed_unit,unit,low,high,speaker,stated_on,source_url,derived_from";

    fn read(rows: &str) -> (Vec<Figure>, Vec<Diagnostic>) {
        read_figures(&format!("{HEADER}\n{rows}"), "ledger/figures.csv", &HedgeSettings::default())
    }

    fn ends(figure: &Figure) -> (f64, f64, f64) {
        let estimate = figure.estimate.unwrap();
        (estimate.low(), estimate.mid(), estimate.high())
    }

    #[test]
    fn words_and_units_become_intervals() {
        let (figures, diagnostics) = read(
            "a,2024-01-01,2024-12-31,export,RUS,AFG,HS 1101,80,almost,,USD million,,,S,2025-01-10,http://x,\n\
             b,2023-01-01,2023-12-31,export,RUS,AFG,HS 1101,40,,,USD million,36.19,42.11,S,2025-01-10,http://x,a\n\
             c,2022-01-01,2022-12-25,export,RUS,AFG,1101,131,,1,thousand tonnes,,,S,2023-01,http://x,\n\
             d,2025-01-01,2025-12-31,turnover,RUS,AFG,TOTAL,1000,,,USD million,1000,,S,2024-05,http://x,\n",
        );
        assert_eq!(diagnostics, []);
        assert_eq!(ends(&figures[0]), (76e6, 80e6, 80e6));
        assert_eq!(ends(&figures[1]), (36.19e6, 40e6, 42.11e6));
        assert_eq!(figures[1].status, ObsStatus::Estimated);
        assert_eq!(
            (figures[2].unit, ends(&figures[2])),
            (Unit::Kilogram, (130.5e6, 131e6, 131.5e6))
        );
        assert_eq!((figures[3].hedge, ends(&figures[3]).0), (Hedge::Over, 1e9));
        assert_eq!(figures[0].point().value.known().unwrap().mid(), 80e6);
        assert_eq!(&*figures[0].origin.dataset, "figures");
    }

    #[test]
    fn a_figure_stated_as_a_multiple_is_worked_out() {
        let text = "id,period_start,period_end,flow,reporter,partner,commodity,value,hedge,unit,speaker,stated_on,\
                    source_url,derived_from,multiple\n\
                    a,2024-01-01,2024-12-31,export,RUS,AFG,HS 1101,80,almost,USD million,S,2025,http://x,,\n\
                    b,2023-01-01,2023-12-31,export,RUS,AFG,HS 1101,,,USD million,S,2025,http://x,a,2\n";
        let (figures, diagnostics) = read_figures(text, "figures.csv", &HedgeSettings::default());
        assert_eq!(diagnostics, []);
        let (low, mid, high) = ends(&figures[1]);
        assert!((low - 76e6 / 2.1).abs() < 1e-3 && mid == 40e6 && (high - 80e6 / 1.9).abs() < 1e-3);
        assert_eq!(figures[1].point().derivation.unwrap().row, "a");
    }

    #[test]
    fn faults_are_named_at_their_cells_and_all_at_once() {
        let (figures, diagnostics) = read(
            "a,2024-01-01,2024-12-31,exports,RUS,Afghanistan,HS 1101,\"80,5\",roughly,,USD mio,,,S,2025,http://x,\n",
        );
        assert!(figures.is_empty());
        let found: Vec<_> = diagnostics
            .iter()
            .map(|d| (d.code, d.place.as_ref().map(|p| (p.line, p.column)).unwrap()))
            .collect();
        let expected = [
            ("S211", (2, 25)),
            ("S211", (2, 37)),
            ("S216", (2, 73)),
            ("S203", (2, 57)),
            ("L101", (2, 64)),
        ];
        assert_eq!(found, expected);
        assert_eq!(diagnostics[4].title, "unknown hedge `roughly`");
    }

    #[test]
    fn disjoint_statements_are_both_kept_and_told() {
        let row = |id: &str, value: &str| {
            format!(
                "{id},2024-01-01,2024-12-31,turnover,RUS,AFG,TOTAL,{value},,1,USD million,,,S,2025,http://x,\n"
            )
        };
        let (figures, diagnostics) = read(&(row("a", "239") + &row("b", "1000")));
        assert_eq!(figures.len(), 2);
        assert_eq!(diagnostics[0].title, "statements for 2024 differ by a factor 4.18");
        assert_eq!(diagnostics[0].place.as_ref().unwrap().line, 3);
        assert_eq!(read(&(row("a", "239") + &row("b", "239.4"))).1, []);
    }

    #[test]
    fn uncited_statements_are_counted_in_one_message() {
        let row = |id: &str| {
            format!(
                "{id},2024-01-01,2024-12-31,turnover,RUS,AFG,TOTAL,239,,1,USD million,,,S,2025,,\n"
            )
        };
        let (_, diagnostics) = read(&(row("a") + &row("b") + &row("c")));
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].notes.last().unwrap(), "2 more rows, first at line 3");
    }

    #[test]
    fn no_value_is_missing_and_no_zero() {
        let (figures, diagnostics) = read(
            "a,2015-01-01,2015-12-31,export,RUS,AFG,TOTAL,,,,USD million,,,S,2025,http://x,\n",
        );
        assert_eq!(diagnostics, []);
        assert!(matches!(figures[0].point().value, Value::Missing(_)));
    }

    #[test]
    fn ids_name_one_row_each() {
        let row = "a,2024-01-01,2024-12-31,turnover,RUS,AFG,TOTAL,239,,1,USD million,,,S,2025,http://x,\n";
        let (figures, diagnostics) = read(&row.repeat(2));
        assert_eq!(figures.len(), 1);
        assert_eq!(diagnostics[0].title, "lines 2 and 3 are the same observation");
    }
}
