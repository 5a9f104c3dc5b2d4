//! Whether a figure, wherever it lies, would come out the same today, and if not, which rows changed.
//!
//! The figure itself says which chart, language, preset and theme it is, and which rows it rests on; the desk is read
//! as it is found, so that a revised file is compared and not only refused.

use serde::Serialize;

use super::desk::{ChartSource, Desk};
use super::disk::Disk;
use super::draw::{Picture, Studio};
use super::files::drawn;
use super::resolve::resolve;
use super::{imprint, outputs};
use crate::diag::{Diagnostic, Place};
use crate::record::{Carrier, Change, Record, Unreadable, changes, is_whole, read};
use crate::render::{PngAt, Renderer, renderer};
use crate::scene::Shaper;
use crate::series::SeriesSet;
use crate::theme::{Theme, preset};

/// How a figure stands to its desk today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The same bytes come out.
    Same,
    /// The same picture comes out, with another record of inputs or program.
    SamePicture,
    /// Another picture comes out.
    Different,
    /// The file is not as it was made.
    Touched,
    /// It cannot be held against this desk.
    Unknown,
}

/// What is known of a figure today.
#[derive(Clone, Debug, Serialize)]
pub struct Reproduced {
    /// The file.
    pub path: String,
    /// How it stands to the desk.
    pub verdict: Verdict,
    /// Id of its chart; empty where the file does not say.
    pub chart: String,
    /// What differs, in words.
    pub reasons: Vec<String>,
    /// Rows that differ.
    pub rows: Vec<Change>,
    /// Messages.
    #[serde(skip)]
    pub diagnostics: Vec<Diagnostic>,
}

impl Reproduced {
    fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            verdict: Verdict::Unknown,
            chart: String::new(),
            reasons: vec![],
            rows: vec![],
            diagnostics: vec![],
        }
    }

    fn say(&mut self, diagnostic: Diagnostic) {
        let place = Place { path: self.path.clone(), ..Place::default() };
        self.diagnostics.push(diagnostic.at(place));
    }
}

/// The record of a figure and its format.
///
/// # Errors
/// X207 where it carries none, or one of another form.
pub fn record_of(bytes: &[u8], path: &str) -> Result<(Carrier, Record), Box<Diagnostic>> {
    let place = || Place { path: path.to_owned(), ..Place::default() };
    let foreign = |why: &str, help: &str| {
        let title = format!("`{path}` {why}");
        Box::new(Diagnostic::error("X207", title).at(place()).help(help.to_owned()))
    };
    let Some(carrier) = Carrier::of(bytes) else {
        return Err(foreign("is no figure", "name an SVG, PNG or PDF that `bilat` has made"));
    };
    match read(carrier, bytes) {
        Ok(record) => Ok((carrier, record)),
        Err(Unreadable::Absent) => Err(foreign(
            "carries no record of its making",
            "another program made it or saved it without; ask for the file that `bilat` has written",
        )),
        Err(Unreadable::Other) => Err(foreign(
            "carries a record that this version does not read",
            "another version made it; build its desk again with this one",
        )),
    }
}

/// Holds a figure against a desk.
#[must_use]
pub fn reproduce(desk: &Desk, bytes: &[u8], path: &str) -> Reproduced {
    let mut found = Reproduced::new(path);
    let (carrier, then) = match record_of(bytes, path) {
        Ok(known) => known,
        Err(fault) => {
            found.diagnostics.push(*fault);
            return found;
        }
    };
    found.chart.clone_from(&then.chart);
    let Some(chart) = desk.charts.iter().find(|chart| chart.id == then.chart) else {
        let known: Vec<&str> = desk.charts.iter().map(|chart| chart.id.as_str()).collect();
        found.say(
            Diagnostic::error("C104", format!("no chart `{}` in this desk", then.chart))
                .because(format!("charts here are {}", known.join(", ")))
                .help("name the desk that made the figure with `--desk DIR`"),
        );
        return found;
    };
    let touched = !is_whole(bytes, &then.seal);
    compare(desk, chart, &then, carrier, bytes, &mut found);
    if touched && found.verdict != Verdict::Same {
        found.say(
            Diagnostic::error("X208", format!("`{path}` is not as it was made"))
                .because("its bytes are not those that its record was closed over: it was edited, or saved anew by another program")
                .help("take the figure from its desk again"),
        );
        found.verdict = Verdict::Touched;
    }
    found
}

/// The desk in a folder, read as it is found.
///
/// # Errors
/// Messages of a desk that cannot be read.
pub fn desk_as_found(root: &std::path::Path) -> Result<Desk, Vec<Diagnostic>> {
    Desk::open_as_found(Disk::at(root))
}

/// Compares the record and the bytes with those of today.
fn compare(
    desk: &Desk,
    chart: &ChartSource,
    then: &Record,
    carrier: Carrier,
    bytes: &[u8],
    found: &mut Reproduced,
) {
    let (set, faults) = resolve(desk, chart);
    let Some(set) = set else {
        found.diagnostics.extend(faults);
        found.reasons.push("its series cannot be made today".to_owned());
        found.verdict = Verdict::Different;
        return;
    };
    let studio = studio(desk, then);
    let data = outputs::data_csv(chart, &set);
    let picture = match studio.picture(chart, &set, then.lang) {
        Ok(picture) => picture,
        Err(faults) => {
            found.diagnostics.extend(faults);
            found.reasons.push("it cannot be drawn today".to_owned());
            rows_alone(desk, chart, &set, then, found);
            return;
        }
    };
    let now = imprint::record(desk, &studio, chart, &set, &picture, &data);
    if remade(chart, &picture, &now, studio.shaper(), carrier).iter().any(|made| made == bytes) {
        found.verdict = Verdict::Same;
        return;
    }
    found.rows = changes(then, &now);
    found.reasons = reasons(then, &now);
    found.verdict =
        if then.picture == now.picture { Verdict::SamePicture } else { Verdict::Different };
    if found.verdict == Verdict::Different {
        differs(found);
    }
}

/// The rows that changed, where no picture can be drawn.
fn rows_alone(
    desk: &Desk,
    chart: &ChartSource,
    set: &SeriesSet,
    then: &Record,
    found: &mut Reproduced,
) {
    let now = Record { sources: imprint::sources(desk, chart, set), ..then.clone() };
    found.rows = changes(then, &now);
    found.verdict = Verdict::Different;
    differs(found);
}

/// A studio with the preset and theme of the figure.
fn studio<'d>(desk: &'d Desk, then: &Record) -> Studio<'d> {
    let mut studio = Studio::new(desk, Shaper::new(std::sync::Arc::new(desk.house.faces())));
    if let Some(preset) = preset(&then.preset) {
        studio = studio.sized(preset);
    }
    match then.theme.as_str() {
        theme if theme == desk.spec.theme => studio,
        "dark" => studio.themed("dark", Theme::dark()),
        "light" => studio.themed("light", Theme::light()),
        _ => studio,
    }
}

/// All files that the figure could be, made today.
fn remade(
    chart: &ChartSource,
    picture: &Picture,
    record: &Record,
    shaper: &Shaper,
    carrier: Carrier,
) -> Vec<Vec<u8>> {
    let of = |ids: &[&str]| ids.iter().filter_map(|id| renderer(id)).collect::<Vec<_>>();
    let single: &dyn Renderer = &PngAt::SINGLE;
    let renderers = match carrier {
        Carrier::Svg => of(&["svg", "svg-outlined"]),
        Carrier::Pdf => of(&["pdf"]),
        Carrier::Png => of(&["png"]).into_iter().chain([single]).collect(),
    };
    drawn(chart, picture, record, shaper, &renderers).unwrap_or_default()
}

/// What differs between two records besides rows, in words.
fn reasons(then: &Record, now: &Record) -> Vec<String> {
    let mut reasons = vec![];
    if then.version() != now.version() {
        let (old, new) = (then.version(), now.version());
        reasons.push(format!("bilat {old} made it, this is bilat {new}"));
    }
    for spec in &now.made.specs {
        let old = then.made.specs.iter().find(|old| old.path == spec.path);
        if old.is_none_or(|old| old.sha256 != spec.sha256) {
            reasons.push(format!("{} has changed", spec.path));
        }
    }
    if then.title != now.title {
        reasons.push(format!("title was “{}”, is “{}”", then.title, now.title));
    }
    if then.theme != now.theme {
        reasons.push(format!("theme was `{}`, is `{}`", then.theme, now.theme));
    }
    let paths = then.sources.iter().chain(&now.sources).map(|source| &source.distribution.path);
    for path in paths.collect::<std::collections::BTreeSet<_>>() {
        let of = |record: &Record| {
            let source = record.sources.iter().find(|source| source.distribution.path == *path);
            source.map(|source| source.distribution.sha256.clone())
        };
        let what = match (of(then), of(now)) {
            (old, new) if old == new => continue,
            (Some(_), Some(_)) => "has changed",
            (None, _) => "stands behind it anew",
            (_, None) => "stands behind it no more",
        };
        reasons.push(format!("{path} {what}"));
    }
    reasons
}

/// X209, at the first row that changed.
fn differs(found: &mut Reproduced) {
    let title = format!("`{}` would come out otherwise today", found.path);
    let mut diagnostic = Diagnostic::error("X209", title);
    let place = found.rows.first().map_or_else(
        || Place { path: found.path.clone(), ..Place::default() },
        |row| Place { path: row.path.clone(), line: row.line, ..Place::default() },
    );
    diagnostic = diagnostic.at(place);
    diagnostic = match found.rows.len() {
        0 => diagnostic.because("no row behind it has changed"),
        1 => diagnostic.because("1 row behind it has changed"),
        rows => diagnostic.because(format!("{rows} rows behind it have changed")),
    };
    found
        .diagnostics
        .push(diagnostic.help("look at the change, then take the figure of today: `bilat export`"));
}
