//! The numbers of a desk at one moment: as they are now, as the last build left them, or as a revision of git has them.
//!
//! All three are read from `provenance.json`, so that equal numbers are equal to the last bit.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use super::article::Sets;
use super::desk::{DESK_FILE, Desk};
use super::disk::Disk;
use super::{licence, outputs};
use crate::diag::{Diagnostic, Place};
use crate::series::{Missing, Point, Series, SeriesSet, Value};
use crate::trade::{Estimate, Hedge, Period};

/// Charts with their numbers, by id.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// Where it was taken, for people.
    pub from: String,
    /// The charts.
    pub charts: BTreeMap<String, ChartNumbers>,
}

/// A chart as its `provenance.json` has it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ChartNumbers {
    /// Files behind it.
    pub sources: Vec<SourceFile>,
    /// Series with their points.
    pub series: Vec<SeriesNumbers>,
}

/// A file behind a chart.
#[derive(Clone, Debug, Deserialize)]
pub struct SourceFile {
    /// Path in the desk.
    pub path: String,
    /// Its digest.
    #[serde(default)]
    pub sha256: Option<String>,
}

/// A series of a chart.
#[derive(Clone, Debug, Deserialize)]
pub struct SeriesNumbers {
    /// Its id.
    pub id: String,
    /// Unit of its values, as files have it.
    pub unit: String,
    /// Its points.
    pub points: Vec<PointNumbers>,
}

/// A point of a series.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PointNumbers {
    /// When.
    pub period: Period,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    undefined: Option<String>,
    missing: Option<String>,
    hedge: Option<String>,
    /// Id of the ledger row, for statements.
    #[serde(default)]
    pub figure: String,
    /// `file:line` of the rows behind it.
    #[serde(default)]
    pub rows: Vec<String>,
}

impl PointNumbers {
    /// The estimate, if there is one.
    #[must_use]
    pub fn known(&self) -> Option<Estimate> {
        let (value, low, high) = (self.value?, self.low?, self.high?);
        [value, low, high]
            .iter()
            .all(|end| end.is_finite())
            .then(|| Estimate::new(low, value, high))
    }

    /// Why there is none; empty where there is.
    #[must_use]
    pub fn why_absent(&self) -> &str {
        self.undefined.as_deref().or(self.missing.as_deref()).unwrap_or_default()
    }

    /// How firmly it was said; none where the file is older than that entry.
    #[must_use]
    pub fn hedge(&self) -> Option<Hedge> {
        self.hedge.as_deref()?.parse().ok()
    }

    /// Whether two points tell the same number, or the same absence.
    #[must_use]
    pub fn tells_the_same(&self, other: &Self) -> bool {
        let number = |point: &Self| (point.value, point.low, point.high);
        number(self) == number(other)
            && (self.value.is_some() || self.why_absent() == other.why_absent())
    }
}

impl Snapshot {
    /// The desk as it is now.
    #[must_use]
    pub fn of_desk(desk: &Desk, sets: &Sets) -> Self {
        let numbers = |chart: &super::desk::ChartSource| {
            let set = &licence::publishable(desk, chart, sets.get(&chart.id)?).set;
            let json = outputs::provenance(desk, chart, [set, set], "");
            Some((chart.id.clone(), serde_json::from_slice(&json).ok()?))
        };
        let charts = desk.charts.iter().filter_map(numbers).collect();
        Self { from: desk.disk.root().display().to_string(), charts }
    }

    /// The desk as its last build left it.
    ///
    /// # Errors
    /// C103 for a `provenance.json` that cannot be read.
    pub fn of_build(disk: &Disk) -> Result<Self, Box<Diagnostic>> {
        let mut charts = BTreeMap::new();
        for id in disk.folders_with("charts", "provenance.json") {
            let path = format!("charts/{id}/provenance.json");
            let text = disk.read_text(&path)?;
            charts.insert(id, parse(&text, &path)?);
        }
        Ok(Self { from: "the last build".to_owned(), charts })
    }

    /// The desk as a revision of git has it, from what was built and committed there.
    ///
    /// # Errors
    /// R103 with git's reason, C103 for a `provenance.json` that cannot be read.
    pub fn of_revision(root: &Path, revision: &str) -> Result<Self, Box<Diagnostic>> {
        let listing =
            git(root, &["ls-tree", "-r", "--name-only", revision, "--", "charts/"], revision)?;
        let mut charts = BTreeMap::new();
        for path in listing.lines().filter(|path| path.ends_with("/provenance.json")) {
            let Some(id) = path.split('/').nth(1) else { continue };
            let text = git(root, &["show", &format!("{revision}:./{path}")], revision)?;
            charts.insert(id.to_owned(), parse(&text, &format!("{revision}:{path}"))?);
        }
        if charts.is_empty() {
            let title = format!("revision `{revision}` has no built charts of this desk");
            return Err(Box::new(Diagnostic::error("R103", title)));
        }
        Ok(Self { from: format!("revision {revision}"), charts })
    }

    /// What `against` names: nothing is the last build, then a desk, the lock of a build, or a revision of git.
    ///
    /// # Errors
    /// As the others, and every message of a desk that cannot be read.
    pub fn named(root: &Path, against: Option<&str>) -> Result<Self, Vec<Diagnostic>> {
        let one = |fault: Box<Diagnostic>| vec![*fault];
        let Some(against) = against else { return Self::of_build(&Disk::at(root)).map_err(one) };
        let path = Path::new(against);
        if path.is_dir() && Disk::at(path).has_file(DESK_FILE) {
            let desk = Desk::open(Disk::at(path))?;
            return Ok(Self::of_desk(&desk, &super::article::sets(&desk)));
        }
        if path.is_file() {
            let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
            let built = Self::of_build(&Disk::at(folder.unwrap_or(Path::new("."))));
            return built
                .map(|built| Self { from: format!("the build of {against}"), ..built })
                .map_err(one);
        }
        Self::of_revision(root, against).map_err(one)
    }

    /// The series of today with the numbers of this snapshot, so that words are filled as they were then.
    #[must_use]
    pub fn sets_like(&self, today: &Sets) -> Sets {
        let like = |(id, set): (&String, &SeriesSet)| {
            let then = self.charts.get(id)?;
            let series = set.series.iter().filter_map(|series| then.series_like(series)).collect();
            Some((id.clone(), SeriesSet { series, ..SeriesSet::default() }))
        };
        today.iter().filter_map(like).collect()
    }
}

impl ChartNumbers {
    fn series_like(&self, today: &Series) -> Option<Series> {
        let then = self.series.iter().find(|series| series.id == today.id)?;
        let points = today.points.iter().map(|point| Point {
            value: then.value_like(point),
            hedge: then.like(point).and_then(PointNumbers::hedge).unwrap_or(point.hedge),
            ..point.clone()
        });
        Some(Series { points: points.collect(), ..today.clone() })
    }
}

impl SeriesNumbers {
    fn like(&self, point: &Point) -> Option<&PointNumbers> {
        let same = |then: &&PointNumbers| then.period == point.period && then.figure == point.row;
        self.points.iter().find(same)
    }

    fn value_like(&self, point: &Point) -> Value {
        match self.like(point).and_then(PointNumbers::known) {
            Some(estimate) => Value::Known(estimate),
            None => Missing::not_reported(&self.id, point.period).into(),
        }
    }
}

fn parse(text: &str, path: &str) -> Result<ChartNumbers, Box<Diagnostic>> {
    serde_json::from_str(text).map_err(|error| {
        let line = u32::try_from(error.line()).unwrap_or(0);
        let place = Place { path: path.to_owned(), line, ..Place::default() };
        Box::new(Diagnostic::error("C103", format!("not the record of a chart: {error}")).at(place))
    })
}

/// What a read-only git command prints.
fn git(root: &Path, args: &[&str], revision: &str) -> Result<String, Box<Diagnostic>> {
    let refuse =
        |reason: String| {
            let title = format!("cannot read revision `{revision}`: {reason}");
            Box::new(Diagnostic::error("R103", title).help(
                "name a folder with a desk, the `bilat.lock` of a build, or a revision of git",
            ))
        };
    // A revision that looks like an option would be taken for one.
    if revision.starts_with('-') {
        return Err(refuse("it is no revision".to_owned()));
    }
    let output = Command::new("git").arg("-C").arg(root).args(args).output();
    let output = output.map_err(|error| refuse(error.to_string()))?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        let reason = reason.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ");
        return Err(refuse(reason.to_owned()));
    }
    String::from_utf8(output.stdout).map_err(|_| refuse("the file is not UTF-8".to_owned()))
}
